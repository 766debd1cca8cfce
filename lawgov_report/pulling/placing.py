"""Changes of a year → edits of its file as it is now; three-way where that changed since the file was built.

Knows where a text stands in the YAML and how lists, keys and blocks are written; not Word. What both sides
changed is a conflict, what has no place is left, each with the reason; nothing of either is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff
from lawgov_report.language import dates
from lawgov_report.language.quantity import OWED, OWED_MARK
from lawgov_report.models.walk import TextKind
from lawgov_report.pulling import lines as yaml_lines
from lawgov_report.pulling import printed
from lawgov_report.pulling.adding import Adder
from lawgov_report.pulling.planning import (
    PASSAGES,
    FigureChanged,
    TextAdded,
    TextChanged,
    TextMoved,
    TextRemoved,
)
from lawgov_report.pulling.yaml_places import Unplaceable, YamlPlaces
from lawgov_report.reading.diagnostics import Place, Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.models.year import Year
    from lawgov_report.pulling.lines import Extent, Lines
    from lawgov_report.pulling.planning import Step
    from lawgov_report.pulling.printed import Unit
    from lawgov_report.reading.source import Path, Source

GONE = "YAML 里已经没有这段文字，或者它所在的列表改过"
CHANGED = "YAML 里同一处也改过"
NO_DATE = "不是日期，写成 2021年3月1日 这样"
SEVERAL = "文件里同一个数说法不一"
MOST_MOVES = 50  # one may stand behind another
DATED = frozenset((("document", "date"), ("document", "printed_on")))
# Texts that may stand in front of the first item or paragraph of a section
OPENING = frozenset((TextKind.HEADING, TextKind.INTRO, TextKind.LEAD))
WordsChange = tuple[int, int, str]


class Proposal(NamedTuple):
    """A change as it would be made: `place` is in the file as it is, `old` and `new` are what it says.

    `conflict` is why it is not made unless somebody says so, "" where it can be; `present` is what the file
    says there. `number` counts the changes of a pull.
    """

    step: Step
    place: Place
    what: str
    old: str
    new: str
    conflict: str = ""
    present: str = ""
    number: int = 0


class Placer:
    """The year file as it is now, and where each text of the built one stands in it."""

    def __init__(self, source: Source, year: Year, base: Iterable[Unit] = ()) -> None:
        self.source = source
        self.units = {unit.name: unit for unit in printed.texts(year, source)}
        self.base = {(_holder(unit), unit.written.text) for unit in base}
        self.places = YamlPlaces(source)
        self.adder = Adder(self.places)

    # What each change would be

    def proposal(self, step: Step) -> Proposal | None:
        """Return a change as it would be made; None where the file says so already."""
        match step:
            case TextChanged():
                return self._reworded(step)
            case FigureChanged():
                return self._valued(step)
            case TextAdded():
                return self._added(step)
            case TextRemoved():
                return self._removed(step)
            case TextMoved():
                return self._moved(step)

    def _added(self, step: TextAdded) -> Proposal | None:
        if self._is_there(step):
            return None
        beside = step.behind or step.before
        conflict = "" if beside and self.now(beside) else GONE
        return Proposal(step, self.place_of(beside), "新增", "", step.text, conflict)

    def _removed(self, step: TextRemoved) -> Proposal | None:
        now = self.now(step.unit)
        if now is None:
            return None
        place, present = now.written.place, now.written.text
        if present == step.unit.written.text:
            return Proposal(step, place, "删去", step.text, "")
        return Proposal(step, place, "删去", step.text, "", CHANGED, present)

    def _moved(self, step: TextMoved) -> Proposal | None:
        now, behind, before = (self._beside(unit) for unit in (step.unit, step.behind, step.before))
        if now and _follow(behind, now):
            return None
        if now and _follow(now, before) and not (behind and _alike(behind, now)):
            return None
        text = step.unit.written.text
        conflict = "" if now and (behind or before) else GONE
        return Proposal(step, self.place_of(step.unit), "移动", text, text, conflict)

    def _is_there(self, step: TextAdded) -> bool:
        """Return whether the year has a new text by now, which it had not when the file was built."""
        texts = (unit for unit in self.units.values() if unit.written.text == step.text)
        return any((_holder(unit), step.text) not in self.base for unit in texts)

    def _came(self, holder: str, text: str) -> bool:
        """Return whether a paragraph of a list says this by now, and none did when the file was built."""
        texts = {(_holder(unit), unit.written.text) for unit in self.units.values()}
        return (holder, text) in texts - self.base

    def _reworded(self, step: TextChanged) -> Proposal | None:
        base, new = step.unit.written.text, _reworded_text(step)
        now = self.now(step.unit)
        if now is None:
            found = Proposal(step, self.place_of(step.unit), "改文字", base, new, GONE)
            return None if self._came(_holder(step.unit), new) else found
        present = now.written.text
        merged = _merged(base, [(each.start, each.end, each.text) for each in step.changes], present)
        if not (merged or merged is None) or present in {new, _as_date(step.unit, new, present)}:
            return None
        found = Proposal(step, now.written.place, "改文字", base, new)
        if step.unit.path in DATED and dates.parse(new) is None:
            return found._replace(conflict=NO_DATE)
        if merged is None:
            return found._replace(conflict=CHANGED, present=present)
        return found._replace(place=now.written.at(merged[0][0], merged[0][1]))

    def _valued(self, step: FigureChanged) -> Proposal | None:
        now = self._figure(step.key)
        old = OWED if step.old == OWED_MARK else step.old
        new = step.spoken.group.text[step.spoken.start : step.spoken.end]
        if now is None:
            return Proposal(step, self.source.start, f"数值 {step.key}", old, new, GONE)
        if now.text == new and len(step.values) == 1:
            return None
        what = f"数值 {step.key}"
        if len(step.values) > 1:
            reason = f"{SEVERAL}：{'、'.join(step.values)}"
            return Proposal(step, now.place, what, old, new, reason, now.text)
        conflict = "" if now.text == old else CHANGED
        return Proposal(step, now.place, what, old, new, conflict, now.text if conflict else "")

    def now(self, unit: Unit) -> Unit | None:
        """Return the text of the file that a text of the built year is now.

        Paragraphs of a list have no names: where one came or went, they are known by what they say.
        """
        found = self.units.get(unit.name)
        if unit.kind not in PASSAGES and unit.kind is not None:
            return found
        if found is not None and found.written.text == unit.written.text:
            return found
        same = [
            other
            for other in self.units.values()
            if _holder(other) == _holder(unit) and other.written.text == unit.written.text
        ]
        if len(same) == 1:
            return same[0]
        # another paragraph that came to stand there
        other = found is not None and (_holder(found), found.written.text) in self.base
        return None if other else found

    def place_of(self, unit: Unit | None) -> Place:
        """Return where a text stands in the file as it is, the first character where it does not."""
        now = self.now(unit) if unit else None
        return now.written.place if now else self.source.start

    def _figure(self, key: str) -> Written | None:
        given = self.source.at(("indicators", key))
        if not isinstance(given, Written):
            given = self.source.at(("indicators", key, "value"))
        return given if isinstance(given, Written) else None

    def comment(self, lines: Lines, unit: Unit, text: str) -> None:
        """Put a comment above a text, or above what holds that where it has no line of its own."""
        now = self.now(unit)
        path = now.path if now else ()
        while path:
            try:
                extent = self.places.extent(path)
            except Unplaceable:
                path = path[:-1]
                continue
            indent = " " * self.places.indent(extent)
            lines.put_before(extent.first, [f"{indent}# {text}"])
            return

    # What becomes of the lines

    def apply(self, lines: Lines, steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
        """Make changes, and yield the numbers of those that have no place, with the reason."""
        removed = {
            unit.path: unit
            for step in steps
            if isinstance(step, TextRemoved) and (unit := self.now(step.unit))
        }
        self.adder.sectioner.expect(step for step in steps if isinstance(step, TextAdded))
        for number, step in enumerate(steps):
            try:
                self._make(lines, step, removed)
            except Unplaceable as error:
                yield number, str(error)

    def _make(self, lines: Lines, step: Step, removed: dict[Path, Unit]) -> None:
        match step:
            case TextChanged():
                self._reword(lines, step)
            case FigureChanged():
                self._value(lines, step)
            case TextAdded():
                self._add(lines, step)
            case TextMoved():
                self._move(lines, step)
            case TextRemoved():
                self._remove(lines, step, removed)

    def _add(self, lines: Lines, step: TextAdded) -> None:
        if step.section:
            behind, before = self._beside(step.section.behind), self._beside(step.section.before)
            self.adder.sectioner.add(lines, step, step.section._replace(behind=behind, before=before))
        else:
            self.adder.add(lines, step, self._beside(step.behind), self._beside(step.before))

    def _reword(self, lines: Lines, step: TextChanged) -> None:
        now = self.now(step.unit)
        if now is None:
            raise Unplaceable(GONE)
        present, new = now.written.text, _reworded_text(step)
        changes: list[WordsChange] = [(each.start, each.end, each.text) for each in step.changes]
        if step.unit.path in DATED:
            changes = [(0, len(present), _as_date(step.unit, new, present))]
        elif present != step.unit.written.text:
            merged = _merged(step.unit.written.text, changes, present)
            changes = _differences(present, new) if merged is None else merged
        self._write(lines, now.written, now.path, changes)

    def _value(self, lines: Lines, step: FigureChanged) -> None:
        now = self._figure(step.key)
        if now is None:
            raise Unplaceable(GONE)
        new = step.spoken.group.text[step.spoken.start : step.spoken.end]
        self._write(lines, now, ("indicators", step.key), [(0, len(now.text), new)])

    def _write(self, lines: Lines, written: Written, path: Path, changes: list[WordsChange]) -> None:
        brackets = self.places.in_brackets(path)
        lines.write(yaml_lines.reworded(written, self.source.lines, changes, brackets=brackets))

    def _remove(self, lines: Lines, step: TextRemoved, removed: dict[Path, Unit]) -> None:
        now = self.now(step.unit)
        if now is None:
            return
        if now.kind is TextKind.HEADING:
            self._remove_section(lines, now, removed)
        elif now.kind is TextKind.CELL:
            row = now.path[:-1]
            if not all((*row, column) in removed for column in range(_length(self.source.at(row)))):
                raise Unplaceable("表格里删去了一格；删去整行，或在 YAML 里改")
            self._take_out(lines, row, {path[:-1] for path in removed})
        elif now.kind in {TextKind.TABLE, TextKind.COLUMN, TextKind.TITLE, TextKind.ANNEX}:
            raise Unplaceable("这里不能整个删去；在 YAML 里改")
        else:
            self._take_out(lines, now.path, set(removed))

    def _remove_section(self, lines: Lines, heading: Unit, removed: dict[Path, Unit]) -> None:
        """Remove a section whose texts are all gone."""
        path = heading.path[: heading.path.index("heading")]
        texts = [unit for unit in self.units.values() if unit.path[: len(path)] == path]
        if len(path) < 3 or not all(unit.path in removed for unit in texts):  # noqa: PLR2004 a part has two steps
            raise Unplaceable("标题删去了，它下面的内容还在，或是报告的一部分；在 YAML 里改")
        headings = {other[: other.index("heading")] for other in removed if "heading" in other}
        self._take_out(lines, path, headings)

    def _take_out(self, lines: Lines, path: Path, removed: set[Path]) -> None:
        """Remove what stands at a path; with the last one of a list, the key of the list."""
        if isinstance(path[-1], int):
            siblings = _length(self.source.at(path[:-1]))
            if all((*path[:-1], number) in removed for number in range(siblings)):
                path = path[:-1]
        lines.remove(self.places.extent(path))

    def _move(self, lines: Lines, step: TextMoved) -> None:
        now = self.now(step.unit)
        behind, before = self._beside(step.behind), self._beside(step.before)
        if len(lines.moved) >= MOST_MOVES:
            raise Unplaceable("移动的太多，次序全变了；在 YAML 里移动")
        if now is None or not isinstance(now.path[-1], int):
            raise Unplaceable("这段文字在 YAML 里不是列表里的一项，不会自动移动")
        extent = self.places.extent(now.path)
        if behind is not None and _alike(behind, now):
            target = self.places.extent(behind.path)
            self._same_indent(extent, target)
            lines.put(target.end - 1, extent)
        elif before is not None and _alike(before, now):
            target = self.places.extent(before.path)
            self._same_indent(extent, target)
            lines.put_before(target.first, extent)
        else:
            raise Unplaceable("移到了别的地方，那里没有同样的列表；在 YAML 里移动")

    def _same_indent(self, extent: Extent, target: Extent) -> None:
        if self.places.indent(extent) != self.places.indent(target):
            raise Unplaceable("移到了另一级，缩进不同；在 YAML 里移动")

    def _beside(self, unit: Unit | None) -> Unit | None:
        return self.now(unit) if unit else None


def _holder(unit: Unit) -> str:
    """Return what holds a text: the same for all paragraphs of a list, and for one that stands alone."""
    return unit.name.removesuffix(".text").rstrip("0123456789.")


def _alike(first: Unit, second: Unit) -> bool:
    """Return whether two texts are entries of lists of one kind."""
    return isinstance(first.path[-1], int) and first.kind is second.kind


def _follow(first: Unit | None, second: Unit | None) -> bool:
    """Return whether two texts are neighbours in a list."""
    if first is None or second is None or not isinstance(first.path[-1], int):
        return False
    return second.path == (*first.path[:-1], first.path[-1] + 1)


def _length(given: object) -> int:
    return len(given) if isinstance(given, tuple) else 0


def _reworded_text(step: TextChanged) -> str:
    text = step.unit.written.text
    for each in reversed(step.changes):
        text = text[: each.start] + each.text + text[each.end :]
    return text


def _as_date(unit: Unit, new: str, present: str) -> str:
    """Return a date in the form in which the file has it, anything else as it is."""
    day = dates.parse(new) if unit.path in DATED else None
    if day is None:
        return new
    return day.isoformat() if "-" in present else dates.printed(day)


# Three ways


def _merged(base: str, changes: list[WordsChange], now: str) -> list[WordsChange] | None:
    """Return changes of `base` as changes of what it became; None where both changed the same words.

    What both changed in the same way is no change.
    """
    others = _differences(base, now)
    moved: list[WordsChange] = []
    for start, end, text in changes:
        if (start, end, text) in others:
            continue
        if any(low <= end and start <= high for low, high, _ in others):
            return None
        shift = sum(len(words) - (high - low) for low, high, words in others if high <= start)
        moved.append((start + shift, end + shift, text))
    return moved


def _differences(old: str, new: str) -> list[WordsChange]:
    """Return the changes that make one text of the other."""
    found: list[WordsChange] = []
    start, gone, came = 0, "", ""
    for op, words in (*text_diff.runs(text_diff.tokens(old), text_diff.tokens(new)), ("=", "")):
        if op == "-":
            gone = words
        elif op == "+":
            came = words
        else:
            if gone or came:
                found.append((start, start + len(gone), came))
            start, gone, came = start + len(gone) + len(words), "", ""
    return found
