"""Last year's file to this year's first draft: figures owed, prose kept as drafts, what must change marked.

Knows how a year file is written down; not where files are, nor which year it is by the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import dated_words, moving, yaml_lines
from lawgov_report.comparing.yaml_lines import STEP, is_key
from lawgov_report.language import narrative
from lawgov_report.language.numerals import chinese
from lawgov_report.language.quantity import OWED
from lawgov_report.models import outline
from lawgov_report.models.outline import Covers
from lawgov_report.models.particulars import Particulars, Position
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.comparing.moving import Moved
    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.outline import Outline
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Data, Source

PASSAGES = frozenset({"preamble", "intro", "lead", "closing", "ending"})
# Of the document: what no two years share.
ANEW = frozenset(name for name in Particulars.model_fields if Particulars.placement(name).yearly)
ORIGIN = "# 由 lawgov "  # how the line begins that says which command wrote a file
NEW_ONES = "# 上年没有的指标"
# what is no prose, but true or a number
SWITCHES = frozenset({"run_in", "apart", "continued", "numbered", *Particulars.names(Position.PRINTING)})
FLOW = frozenset({"columns", "numbering"})  # lists that stand in brackets
LONGEST = 40  # of a line of the checklist


class Target(NamedTuple):
    """The outline that a draft is to have; `written` is how its file says it, "" where the office's holds."""

    outline: Outline
    written: str = ""


def draft(catalogue: Catalogue, year: Year, source: Source, number: int, target: Target | None = None) -> str:
    """Return the file of the year `number`, made from `year` and the file that it was read from.

    Every text loads to the old year's text; but the title's year is advanced, and a reference to an
    indicator that is no longer in force becomes one to its successor, or last year's words in {{ "…" }}.
    The parts are those of the old year, or moved into those of the `target`; what finds no place there
    stands in comments.
    """
    moved = moving.move(year, source, target.outline) if target else moving.stay(year, source)
    lines = _Draft(catalogue, year, source, number, live(catalogue, number), moved, target).lines()
    return "".join(f"{line}\n" for line in lines)


def live(catalogue: Catalogue, number: int) -> dict[str, Indicator]:
    """Return the indicators in force in a year: begun, not ended, not replaced by one that has begun."""
    begun = {
        key: indicator for key, indicator in catalogue.indicators.items() if _in_force(indicator, number)
    }
    replaced = {
        indicator.replaces.text
        for key, indicator in begun.items()
        if indicator.replaces and indicator.replaces.text != key  # a slip, and the rules find it
    }
    return {key: indicator for key, indicator in begun.items() if key not in replaced}


def _in_force(indicator: Indicator, number: int) -> bool:
    begun = indicator.since is None or indicator.since <= number
    return begun and (indicator.until is None or number <= indicator.until)


class _Draft(NamedTuple):
    """Writes the lines of the new file."""

    catalogue: Catalogue
    year: Year
    source: Source
    number: int
    live: Mapping[str, Indicator]
    moved: Moved
    target: Target | None

    @property
    def last(self) -> str:
        """How the comments call the old year."""
        return "上年" if self.number - self.year.year == 1 else f"{self.year.year}年"

    def lines(self) -> Iterator[str]:
        yield from self.head()
        yield f"year: {self.number}"
        yield from self.outline()
        yield from self.document()
        figures = [*self.indicators()]
        yield from ("", "indicators:" if figures else "indicators: {}", *figures)
        if preamble := self.given("preamble"):
            yield from ("", *self.entry("preamble", preamble, ""))
        yield from ("", *self.checklist(), "parts:")
        yield from self.parts()
        if ending := self.given("ending"):
            yield from ("", *self.entry("ending", ending, ""))
        if annexes := self.given("annexes"):
            yield from ("", *self.entry("annexes", _annexes(annexes), ""))

    def given(self, *path: str) -> Data:
        """Return what the old file has at a path that the model has found to be there."""
        data = self.source.at(path)
        return {} if data is None else data

    def outline(self) -> Iterator[str]:
        """Yield what the file says of its outline, as the old one does where it has that outline."""
        given = () if self.target else self.given("outline")
        if self.target and self.target.written:
            yield f"outline: {self.target.written}"
        if given:
            yield from self.entry("outline", given, "")
        if numbering := self.given("numbering"):
            yield from self.entry("numbering", numbering, "")

    def parts(self) -> Iterator[str]:
        """Yield the parts, and in comments those that the outline has no place for."""
        for number, part in enumerate(self.moved.outline):
            if number:
                yield ""
            yield f"{STEP}# {outline.heading(self.moved.outline, part)}"
            if note := self.moved.notes.get(part.id):
                yield f"{STEP}# {note}"
            yield from self.entry(part.id, self.moved.parts[part.id], STEP)
        for part in self.year.outline:
            if reason := self.moved.left.get(part.id):
                yield ""
                yield f"{STEP}# 上年的{part.title}（{part.id}）没有移过来：{reason}；要用的移上去，再删去"
                lines = self.entry(part.id, self.given("parts", part.id), "")
                yield from (f"{STEP}# {line}" for line in lines)

    # What stands before the texts

    def head(self) -> Iterator[str]:
        """Yield the old file's first comments, for the new year, and what this file is."""
        for line in self.source.lines:
            if not line.startswith("#"):
                break
            if not line.startswith(ORIGIN):
                yield line.replace(f"{self.year.year}年度", f"{self.number}年度").rstrip()
        todo = f"数值填好后覆盖 {OWED}，文字核对、改写后删去 draft: true"
        yield f"{ORIGIN}new 从 {self.year.year}.yaml 起草：{todo}"

    def document(self) -> Iterator[str]:
        yield "document:"
        given = self.given("document")
        pairs = given.items() if isinstance(given, Mapping) else ()
        for key, value in pairs:
            if key == "title":
                yield from self.title(value)
            elif key not in ANEW:
                yield from self.entry(key, value, STEP)
        anew = [(key, value) for key, value in pairs if key in ANEW]
        if anew:
            yield f"{STEP}# 以下各项每年不同，定了以后去掉行首的 # 再填"
        for key, value in anew:
            yield f"{STEP}# {key}:    # {self.last} {'；'.join(_texts(value))}"

    def title(self, value: Data) -> Iterator[str]:
        texts = [dated_words.advanced(text, self.year.year, self.number) for text in _texts(value)]
        if texts == _texts(value):
            yield f"{STEP}# 核对：标题里没有找到年份 {self.year.year}"
        if isinstance(value, tuple):
            yield f"{STEP}title:"
            for text in texts:
                yield from yaml_lines.scalar("-", [text], STEP * 2)
        else:
            yield from yaml_lines.scalar("title:", texts, STEP)

    def indicators(self) -> Iterator[str]:
        """Yield what is owed: first in the old file's order, with its comments, then what it lacked."""
        heads: list[str] = []
        for key in self.year.indicators:
            heads = self.above(key) or heads
            if key in self.live:
                yield from heads
                yield f"{STEP}{key}: {OWED}    # {self.remark(key, self.live[key])}"
                heads = []
        added = [key for key in self.live if key not in self.year.indicators]
        if added:
            yield f"{STEP}{NEW_ONES}"
        for key in added:
            yield f"{STEP}{key}: {OWED}    # {self.remark(key, self.live[key])}"

    def above(self, key: str) -> list[str]:
        """Return the comments (and the blank line before them) that stand above a figure."""
        number = self.source.key(("indicators", key)).line - 1
        found: list[str] = []
        while number and self.source.lines[number - 1].lstrip().startswith("#"):
            number -= 1
            found.insert(0, f"{STEP}{self.source.lines[number].strip()}")
        blank = [""] if found and number and not self.source.lines[number - 1].strip() else []
        return [*blank, *found] if found != [f"{STEP}{NEW_ONES}"] else []

    def remark(self, key: str, indicator: Indicator) -> str:
        """Return what is known of an indicator's value in the old year."""
        figure = self.year.indicators.get(key)
        if figure is not None:
            source = f"（{figure.source.text}）" if figure.source else ""
            return f"{indicator.label.text}，{self.last} {figure.value.written.text}{source}"
        if indicator.replaces:
            old = indicator.replaces.text
            label = self.catalogue.indicators[old].label.text if old in self.catalogue.indicators else old
            return f"{indicator.label.text}，替代 {label}（{self.last} {self.value(old)}）"
        return f"{indicator.label.text}，{self.last}没有"

    def value(self, key: str) -> str:
        figure = self.year.indicators.get(key)
        return figure.value.written.text if figure else "没有"

    def checklist(self) -> Iterator[str]:
        """Yield the old year's plans as comments, to be compared with what was done."""
        plans, done, undone = (
            _named(self.year.outline, {Covers.NEXT_STEPS}),
            _named(self.moved.outline, {Covers.ACHIEVEMENTS, Covers.LEADERSHIP}),
            _named(self.moved.outline, {Covers.SHORTCOMINGS}),
        )
        yield f"# {self.last}报告{plans}的安排，逐项对照：做了什么，写进{done}；没有做成的，写进{undone}"
        for step in self.year.items(Covers.NEXT_STEPS):
            plan = re.split("[。；]", step.text.text, maxsplit=1)[0]
            plan = plan if len(plan) <= LONGEST else f"{plan[:LONGEST]}…"
            answers = "、".join(answer.text for answer in step.answers)
            yield f"# [ ] {step.id}：{plan}" + (f"（针对 {answers}）" if answers else "")

    # The texts

    def entry(self, key: str, value: Data, indent: str) -> Iterator[str]:
        """Yield the lines of a key and its value; a text is a draft, marked where it must change."""
        if key in PASSAGES:
            value = _passages(value)
        if isinstance(value, Written):
            yield from self.text(key, value, indent)
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from self.mapping(value, indent + STEP)
        elif key in FLOW or all(isinstance(item, Written) and _in_brackets(key, item.text) for item in value):
            yield f"{indent}{key}: {self.flow(value)}"
        else:
            yield from self.listed(key, value, indent)

    def mapping(self, value: Mapping[str, Data], indent: str) -> Iterator[str]:
        for key, child in value.items():
            if key == "table":
                yield f"{indent}# 核对：表格是{self.last}的"
            if key == "csv":  # whoever edits the file would change the report that is published already
                yield f"{indent}# {self.last}的报告用着这个文件：另存一份再改，这里写新的文件名"
            if key == "answers":
                yield from self.answers(child, indent)
            elif key != "draft":
                yield from self.entry(key, child, indent)
        if isinstance(value.get("text"), Written):
            yield f"{indent}draft: true"

    def answers(self, value: Data, indent: str) -> Iterator[str]:
        """Yield which shortcomings a step answers: those in parts that were not moved are no more."""
        lost = {text.id for text in self.year.walk() if text.id and text.part in self.moved.left}
        texts = value if isinstance(value, tuple) else ()
        gone = [text for text in _texts(value) if text in lost]
        if gone:
            yield f"{indent}# 这里对应的 {'、'.join(gone)} 没有移过来"
        if len(gone) < len(texts) or not gone:
            left = tuple(text for text in texts if isinstance(text, Written) and text.text not in lost)
            yield from self.entry("answers", left, indent)

    def listed(self, key: str, value: tuple[Data, ...], indent: str) -> Iterator[str]:
        """Yield a list, the comments of each item above its dash."""
        yield from self.comments("".join(item.text for item in value if isinstance(item, Written)), indent)
        yield f"{indent}{key}:"
        for item in value:
            if isinstance(item, Mapping):
                yield from self.dashed(item, indent)
            elif isinstance(item, Written):
                yield from yaml_lines.scalar("-", self.in_lines(item), indent + STEP)
            else:  # a row of a table
                yield from self.comments("".join(_texts(item)), indent + STEP)
                yield f"{indent}{STEP}- {self.flow(item)}"

    def flow(self, value: tuple[Data, ...]) -> str:
        """Return a list of texts in brackets."""
        texts = ("".join(self.in_lines(item)) for item in value if isinstance(item, Written))
        return f"[{', '.join(map(yaml_lines.in_brackets, texts))}]"

    def dashed(self, item: Mapping[str, Data], indent: str) -> Iterator[str]:
        """Yield a mapping in a list: its first comments, then the dash before its first key."""
        lines = [*self.mapping(item, indent + STEP * 2)]
        comments = [*takewhile(lambda line: line.lstrip().startswith("#"), lines)]
        first, *others = lines[len(comments) :]
        yield from (comment.removeprefix(STEP) for comment in comments)
        yield f"{indent}{STEP}- {first.lstrip()}"
        yield from others

    def text(self, key: str, written: Written, indent: str) -> Iterator[str]:
        """Yield a text under its key; the comments of a single line of a list stand with the list."""
        lines = self.in_lines(written)
        if key in {"text", "heading", "title"}:
            yield from self.comments(written.text, indent)
        if key in SWITCHES:
            yield f"{indent}{key}: {written.text}"
        elif key == "text":
            yield from yaml_lines.block(f"{key}:", lines, indent)
        else:
            yield from yaml_lines.scalar(f"{key}:", lines, indent)

    def comments(self, text: str, indent: str) -> Iterator[str]:
        """Yield what must be done with a text before it is this year's."""
        remarks = dated_words.remarks(text, self.year.year, self.number)
        if remarks:
            yield f"{indent}# {remarks}"
        for key in dict.fromkeys(self.retired(text)):
            label = self.catalogue.indicators[key].label.text
            yield f"{indent}# 改写：{label}（{key}）已停用，下面换成了 {self.instead(key)}"

    def in_lines(self, written: Written) -> list[str]:
        """Return a text in the lines of the old file, references to what is no longer in force replaced."""
        # Lines of a | block are joined when it is read: where each began is known by the pieces of the text.
        text, cuts = written.text, {offset for offset, _, _ in written.pieces if offset}
        copied: list[str] = []
        for piece in narrative.parse(text):
            if isinstance(piece, narrative.Reference) and self.is_retired(piece.key):
                parts = [(piece.start, self.instead(piece.key))]
            else:
                parts = [(offset, text[offset]) for offset in range(piece.start, piece.end)]
            for offset, part in parts:
                if offset in cuts:
                    copied.append("\n")
                copied.append(part)
        return "".join(copied).split("\n")

    def retired(self, text: str) -> Iterator[str]:
        """Yield the keys that a text refers to and that are no longer in force."""
        for piece in narrative.parse(text):
            if isinstance(piece, narrative.Reference) and self.is_retired(piece.key):
                yield piece.key

    def is_retired(self, key: str) -> bool:
        return key in self.catalogue.indicators and key not in self.live

    def instead(self, key: str) -> str:
        """Return what stands for a reference to an indicator that is no longer in force."""
        indicators = self.catalogue.indicators
        successors = {
            indicator.replaces.text: name for name, indicator in indicators.items() if indicator.replaces
        }
        after, seen = key, {key}  # in a catalogue with errors, successors may go in a circle
        while (after := successors.get(after, key)) not in seen:
            if after in self.live:
                return f"{{{{ {after} }}}}"
            seen.add(after)
        figure = self.year.indicators.get(key)
        words = figure.value.written.text if figure else OWED
        literal = words.replace('"', "”")  # a literal ends at the next straight quote
        return f'{{{{ "{literal}" }}}}'


def _passages(value: Data) -> Data:
    """Return one or several paragraphs as mappings, which can be marked as drafts."""
    if isinstance(value, Written):
        return {"text": value}
    if isinstance(value, tuple):
        return tuple(_passages(item) for item in value)
    return value


def _annexes(value: Data) -> Data:
    """Return annexes with their texts as lists of paragraphs: an annex itself is no draft."""
    return tuple(_annex(item) for item in value) if isinstance(value, tuple) else value


def _annex(value: Data) -> Data:
    if not isinstance(value, Mapping) or "text" not in value:
        return value
    text = _passages(value["text"])
    return {**value, "text": text if isinstance(text, tuple) else (text,)}


def _named(outline: Outline, contents: set[Covers]) -> str:
    """Return the parts that cover one of some contents by their numbers: 前四个部分, 第二、四部分."""
    numbers = [number for number, part in enumerate(outline, 1) if contents & set(part.covers)]
    if len(numbers) > 1 and numbers == [*range(1, len(numbers) + 1)]:
        return f"前{chinese(len(numbers))}个部分"
    return f"第{'、'.join(map(chinese, numbers))}部分" if numbers else "相应的部分"


def _in_brackets(key: str, text: str) -> bool:
    """Return whether a list of such texts stands in brackets: ids do, names in Chinese do not."""
    return is_key(text) and (text.isascii() or key == "answers")


def _texts(value: Data) -> list[str]:
    """Return the texts of a value or of a list of them; of a mapping what it is called."""
    if isinstance(value, Written):
        return [value.text]
    if isinstance(value, Mapping):
        return _texts(value["title"]) if "title" in value else []
    return [text for item in value for text in _texts(item)] if isinstance(value, tuple) else []
