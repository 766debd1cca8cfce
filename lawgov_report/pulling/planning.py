"""What became of a built file → changes of its year, by its texts: reworded, new, gone, moved, other figures.

Knows which text of the year printed what, and where new texts of a kind may stand; not the YAML, nor what the
year says by now. What no change can say is left, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.models.walk import TextKind
from lawgov_report.pulling import resettling, rewording
from lawgov_report.pulling.cutting import CLAUSES, form_of
from lawgov_report.pulling.printed import PieceKind

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lawgov_report.pulling.cutting import WordGroup
    from lawgov_report.pulling.pairing import Cluster
    from lawgov_report.pulling.printed import PrintedGroup, PrintedPiece, Unit
    from lawgov_report.pulling.resettling import LostReference
    from lawgov_report.pulling.rewording import KnownFigures, Slice, WordsChange

# texts of which a section, or a year, may have several
PASSAGES = frozenset(
    (TextKind.PREAMBLE, TextKind.INTRO, TextKind.LEAD, TextKind.CLOSING, TextKind.ENDING, TextKind.ANNEX_TEXT)
)
PART = 2  # steps of a part's path
ELEMENTS = PASSAGES | {TextKind.ITEM}
ELSEWHERE = "移动了位置，这种内容不会自动移动；在 YAML 里移动"
RECKONED = "这是按数值算出来或自动编的，YAML 里没有这段文字"


class Spoken(NamedTuple):
    """Where the corrected file says something: words[start:end] of a group."""

    group: WordGroup
    start: int
    end: int


class TextChanged(NamedTuple):
    """A text of the year that says something else; `changes` are in order and do not meet."""

    unit: Unit
    changes: tuple[WordsChange, ...]
    spoken: Spoken


class NewSection(NamedTuple):
    """A new heading, and those of the sections behind and before which it stands, counted alike."""

    heading: WordGroup
    behind: Unit | None = None
    before: Unit | None = None


class TextAdded(NamedTuple):
    """A new text, an item or a paragraph as `behind` or `before` is, and right behind or before that.

    `counted` is whether it is an item: cut off one, or counted as those beside it. `section` is the new one
    whose heading it is, or below whose heading it stands.
    """

    text: str
    spoken: Spoken
    behind: Unit | None = None
    before: Unit | None = None
    counted: bool = False
    section: NewSection | None = None


class TextRemoved(NamedTuple):
    """A text of the year that is gone, with what the file said."""

    unit: Unit
    text: str


class TextMoved(NamedTuple):
    """An item or a paragraph that stands right behind, or before, another text now."""

    unit: Unit
    spoken: Spoken
    behind: Unit | None = None
    before: Unit | None = None


class FigureChanged(NamedTuple):
    """An indicator whose figure the file says otherwise; several values contradict each other."""

    key: str
    old: str
    values: tuple[str, ...]
    spoken: Spoken


class LeftOut(NamedTuple):
    """What cannot be taken over: what the file said when it was built, what it says now, and why."""

    old: str
    new: str
    reason: str


Step = TextChanged | TextAdded | TextRemoved | TextMoved | FigureChanged


class PullPlan(NamedTuple):
    """All that changed, in the order of the corrected file."""

    steps: tuple[Step, ...]
    left: tuple[LeftOut, ...]


def plan(
    built: Sequence[PrintedGroup], word: Sequence[WordGroup], found: Sequence[Cluster], known: KnownFigures
) -> PullPlan:
    """Return what changed, where `found` is what became of each group."""
    planner = _Planner(built, word, found, known)
    for cluster in found:
        planner.add(cluster)
    planner.add_figures()
    lost = [*resettling.lost(built, planner.standing)]
    return PullPlan(tuple(_resettled(step, lost) for step in planner.steps), tuple(planner.left))


def _resettled(step: Step, lost: Sequence[LostReference]) -> Step:
    """Return a change with the references of words that it has from another text."""
    if isinstance(step, TextAdded):
        return step._replace(text=resettling.resettled(step.text, lost))
    if isinstance(step, TextChanged):
        changes = (each._replace(text=resettling.resettled(each.text, lost)) for each in step.changes)
        return step._replace(changes=tuple(changes))
    return step


class _Planner:
    """Goes through the clusters; `last` is the text of the year that the corrected file said last.

    `firsts` are the texts with which groups of the corrected file begin, or the next ones behind them, by
    their numbers; `values` what the file says each figure is. `headings` are the last ones of the corrected
    file, by how they are counted; `section` is the new one that it is in. `standing` are the figures that
    stand in it.
    """

    def __init__(
        self,
        built: Sequence[PrintedGroup],
        word: Sequence[WordGroup],
        found: Sequence[Cluster],
        known: KnownFigures,
    ) -> None:
        self.built, self.word, self.known = built, word, known
        self.steps: list[Step] = []
        self.left: list[LeftOut] = []
        self.last: Unit | None = None
        self.values: dict[str, dict[str, Spoken]] = {}
        self.old: dict[str, str] = {}
        self.firsts: dict[int, Unit] = {}
        self.headings: dict[str, Unit] = {}
        self.section: NewSection | None = None
        self.standing: set[PrintedPiece] = set()
        self.labels = {unit: group.label for group in built for unit in group.units[:1]}
        for cluster in found:
            units = [unit for number in cluster.built for unit in built[number].units]
            if units and cluster.word and not cluster.moved:
                self.firsts[cluster.word[0]] = units[0]
        # of new texts in a row, all stand before the same one
        for number in range(len(word) - 1, 0, -1):
            if number in self.firsts:
                self.firsts.setdefault(number - 1, self.firsts[number])

    def add(self, cluster: Cluster) -> None:
        pieces = [piece for number in cluster.built for piece in self.built[number].pieces]
        if not cluster.built:
            for number in cluster.word:
                group = self.word[number]
                self.add_new(number, Spoken(group, 0, len(group.text)), rewording.literal(group.text))
        elif not cluster.word:
            self.add_gone(pieces)
        elif any(piece.unit for piece in pieces):
            self.add_changed(cluster, pieces)
        else:
            self.add_unwritten(cluster, pieces)

    def add_gone(self, pieces: Sequence[PrintedPiece]) -> None:
        units = _units(pieces)
        if not units:
            self.left.append(LeftOut(_text(pieces), "", RECKONED))
        self.steps += [TextRemoved(unit, _text(pieces, unit)) for unit in units]

    def add_unwritten(self, cluster: Cluster, pieces: Sequence[PrintedPiece]) -> None:
        """Add what the file says in place of words that no text of the year writes: at most figures."""
        groups = [self.word[number] for number in cluster.word]
        text = "".join(group.text for group in groups)
        slices = rewording.reword(pieces, text, self.known)
        self.note_figures(slices, groups)
        if any(each.piece is None for each in slices) or len(slices) < len(pieces):
            self.left.append(LeftOut(_text(pieces), text, RECKONED))

    def add_changed(self, cluster: Cluster, pieces: Sequence[PrintedPiece]) -> None:
        groups = [self.word[number] for number in cluster.word]
        slices = rewording.reword(pieces, "".join(group.text for group in groups), self.known)
        self.note_figures(slices, groups)
        slices = [each for each in slices if each.piece is None or each.piece.unit]
        # the first texts of groups that were joined to those before
        joined = {self.built[number].units[0] for number in cluster.built[1:] if self.built[number].units}
        seen: set[Unit] = set()
        for number, own in zip(cluster.word, _parted(slices, groups), strict=True):
            runs = _runs(own, joined - seen)
            if cluster.moved and number == cluster.word[0]:
                self.add_move(number, cluster)
            self.add_runs(number, runs, seen)
            seen.update(unit for unit, _ in runs if unit)
            self.last = next((unit for unit, _ in reversed(runs) if unit), self.last)
            self.note_headings([unit for unit, _ in runs if unit])
        gone = [unit for unit in _units(pieces) if unit not in seen]
        self.steps += [TextRemoved(unit, _text(pieces, unit)) for unit in gone]

    def add_runs(
        self, number: int, runs: list[tuple[Unit | None, list[Slice]]], seen: Container[Unit]
    ) -> None:
        """Add what a group says of each text; of one that was seen before it says what was cut off."""
        group = self.word[number]
        for unit, stretch in runs:
            if unit is None or unit in seen:
                text = "".join(map(rewording.written_text, stretch))
                self.add_new(number, _spoken(group, stretch), text)
            else:
                self.add_reworded(unit, stretch, group)

    def add_reworded(self, unit: Unit, stretch: list[Slice], group: WordGroup) -> None:
        if changes := rewording.changes(unit, stretch):
            self.steps.append(TextChanged(unit, tuple(changes), _spoken(group, stretch)))

    def add_new(self, number: int, spoken: Spoken, text: str) -> None:
        before, group = self.firsts.get(number + 1), spoken.group
        beside = [unit for unit in (self.last, before) if unit and unit.kind is TextKind.ITEM]
        forms = {form_of(self.labels.get(unit, "")) or CLAUSES for unit in beside}
        counted = form_of(group.label) in forms if group.label else not group.begins and beside != []
        if group.label and not counted:
            self.note_section(group, before)
        counted = counted or (self.section is not None and form_of(group.label) == CLAUSES)
        section = None if group.cell else self.section
        self.steps.append(TextAdded(text, spoken, self.last, before, counted, section))

    def note_headings(self, units: Sequence[Unit]) -> None:
        """Note the headings among texts of the year, which end a new section."""
        if units:
            self.section = None
        for unit in units:
            if unit.kind is TextKind.HEADING:
                above = {form: each for form, each in self.headings.items() if _depth(each) < _depth(unit)}
                self.headings = {**above, form_of(self.labels.get(unit, "")): unit}

    def note_section(self, group: WordGroup, before: Unit | None) -> None:
        """Note a new heading, unless it is a clause below one."""
        form = form_of(group.label)
        if form == CLAUSES and self.section is not None:
            return
        behind = self.headings.get(form)
        # it stands behind that section only where it follows on its last text: no rest of it is below
        if behind and (not _is_within(self.last, behind) or _is_within(before, behind)):
            behind = None
        alike = before and before.kind is TextKind.HEADING and form_of(self.labels.get(before, "")) == form
        self.section = NewSection(group, behind, before if alike else None)

    def add_move(self, number: int, cluster: Cluster) -> None:
        units = [unit for other in cluster.built for unit in self.built[other].units]
        group = self.word[number]
        if len(units) == 1 and units[0].kind in ELEMENTS:
            spoken = Spoken(group, 0, len(group.text))
            self.steps.append(TextMoved(units[0], spoken, self.last, self.firsts.get(number + 1)))
        else:
            self.left.append(
                LeftOut(group.text, group.text, "移动了位置，这种内容不会自动移动；在 YAML 里移动")
            )

    # Figures

    def note_figures(self, slices: list[Slice], groups: list[WordGroup]) -> None:
        """Note what the file says each figure is, changed or not."""
        for each in slices:
            piece = each.piece
            if piece is not None and piece.kind is PieceKind.FIGURE:
                self.standing.add(piece)
                self.old.setdefault(piece.key, piece.text)
                spoken = _spoken(_group_at(groups, each.word), [each])
                self.values.setdefault(piece.key, {}).setdefault(each.text, spoken)

    def add_figures(self) -> None:
        for key, values in self.values.items():
            changed = [text for text in values if text != self.old[key]]
            if changed:
                self.steps.append(FigureChanged(key, self.old[key], tuple(values), values[changed[0]]))


def _depth(heading: Unit) -> int:
    return heading.path.index("heading")


def _is_within(unit: Unit | None, heading: Unit) -> bool:
    return unit is not None and unit.path[: _depth(heading)] == heading.path[: _depth(heading)]


def _units(pieces: Sequence[PrintedPiece]) -> list[Unit]:
    return [*dict.fromkeys(piece.unit for piece in pieces if piece.unit)]


def _text(pieces: Sequence[PrintedPiece], unit: Unit | None = None) -> str:
    return "".join(piece.text for piece in pieces if unit is None or piece.unit == unit)


def _runs(slices: list[Slice], joined: set[Unit]) -> list[tuple[Unit | None, list[Slice]]]:
    """Return the slices text by text; those of a text that was joined to the one before belong to that."""
    runs: list[tuple[Unit | None, list[Slice]]] = []
    for each in slices:
        same = runs and (each.unit is None or each.unit == runs[-1][0] or each.unit in joined)
        if same and runs[-1][0] is not None:
            runs[-1][1].append(each)
        else:
            runs.append((each.unit, [each]))
    return runs


def _parted(slices: list[Slice], groups: list[WordGroup]) -> list[list[Slice]]:
    """Return the slices of each group, those that run over a group's end cut there."""
    parted: list[list[Slice]] = []
    begin, rest = 0, slices
    for group in groups:
        end = begin + len(group.text)
        own: list[Slice] = []
        behind: list[Slice] = []
        for each in rest:
            stop = each.word + len(each.text)
            if stop <= end or not _divisible(each):
                (own if each.word < end or stop <= end else behind).append(each)
            elif each.word >= end:
                behind.append(each)
            else:
                first, second = _cut(each, end - each.word)
                own.append(first)
                behind.append(second)
        parted.append(own)
        begin, rest = end, behind
    return parted


def _divisible(each: Slice) -> bool:
    return each.piece is None or each.piece.kind is PieceKind.WORDS


def _cut(each: Slice, offset: int) -> tuple[Slice, Slice]:
    middle = each.start + offset if each.piece else 0
    first = each._replace(text=each.text[:offset], end=middle)
    second = each._replace(text=each.text[offset:], word=each.word + offset, start=middle)
    return first, second


def _group_at(groups: list[WordGroup], offset: int) -> WordGroup:
    length = 0
    for group in groups:
        length += len(group.text)
        if offset < length:
            return group
    return groups[-1]


def _spoken(group: WordGroup, slices: list[Slice]) -> Spoken:
    """Return where a group says these words; its own offsets are found by them."""
    text = "".join(each.text for each in slices)
    start = group.text.find(text)
    return Spoken(group, max(start, 0), max(start, 0) + len(text))
