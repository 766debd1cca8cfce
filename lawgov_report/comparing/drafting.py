"""Last year's file to this year's first draft: figures owed, prose kept as drafts, what must change marked.

Knows how a year file is written down; not where files are, nor which year it is by the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative, numerals
from lawgov_report.language.quantity import OWED
from lawgov_report.models.catalogue import PartName
from lawgov_report.models.particulars import Particulars
from lawgov_report.models.year import Parts
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Data, Source

STEP = "  "
PASSAGES = frozenset({"preamble", "intro", "lead", "closing"})
# Of the document: what no two years share
ANEW = frozenset(name for name in Particulars.model_fields if Particulars.placement(name).yearly)
MADE = "# 由 lawgov "  # of the line that says which command wrote a file
NEW_ONES = "# 上年没有的指标"
LONGEST = 40  # of a line of the checklist

N = f"[{numerals.NUMERALS}]"
YEAR = r"(?<![\d〔\[_])(?:19|20)\d\d(?!\d)"
DAY = rf"{YEAR}年\d{{1,2}}月(?:\d{{1,2}}日|[底末])?"
MARKS = re.compile(
    rf"(?P<period>{DAY}[至到—－-]{DAY})|(?P<range>{YEAR}年?\s?[-‐–—－~～至到]{{1,2}}\s?(?:19|20)\d\d年?)"
    rf"|(?P<year>{YEAR})年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)?"
    rf"|[{numerals.ONE_TO_NINE}〇○零]{{4}}年"
    rf"|第?{N}{{1,3}}届(?:{N}{{1,3}}[中次](?:[、和]{N}{{1,3}}[中次])*|[^，。；、]{{0,6}}{N}{{1,3}}次)?(?:全会|全体会议|会议)?"
    rf"|党的{N}{{1,3}}大|第?{N}{{1,3}}次(?:[、和]第?{N}{{1,3}}次)*(?:全体|专题|常务)?(?:会议|全会)"
    rf"|“{N}{{1,2}}五”|{N}{{1,2}}五(?=规划|普法|时期)|(?:\d+|{N}{{1,3}})周年"
)
BRACES = re.compile(r"\{\{.*?\}\}")
KEY = re.compile("[a-z][a-z0-9_]*")
WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})  # no text to other readers
HAN = "\u3400-\u9fff"
PLAIN = re.compile(rf"[0-9A-Za-z]*[{HAN}《“（〔](?:[^#:]|(?<! )#|:(?=\S))*(?<! )")


def draft(catalogue: Catalogue, year: Year, source: Source, number: int) -> str:
    """Return the file of the year `number`, made from `year` and the file that it was read from.

    Every text loads to the old year's text; but the title's year is advanced, and a reference to an
    indicator that is no longer in force becomes one to its successor, or last year's words in {{ "…" }}.
    """
    held = live(catalogue, number)
    return "".join(f"{line}\n" for line in _Draft(catalogue, year, source, number, held).lines())


def live(catalogue: Catalogue, number: int) -> dict[str, Indicator]:
    """Return the indicators in force in a year: begun, not ended, not replaced by one that has begun."""
    held = {key: one for key, one in catalogue.indicators.items() if _in_force(one, number)}
    replaced = {one.replaces.text for key, one in held.items() if one.replaces and one.replaces.text != key}
    return {key: one for key, one in held.items() if key not in replaced}


def marks(text: str, old: int, new: int) -> str:
    """Return which years and ordinals of a text must change or be looked at, "" where there are none.

    The old year and the next one move on with the report; ranges, other years and ordinals are for people.
    """
    change: dict[str, None] = {}
    check: dict[str, None] = {}
    for match in MARKS.finditer(BRACES.sub("\ufffc", text)):
        if match["period"] or int(match["year"] or 0) in {old, old + 1}:
            moved = re.sub(YEAR, lambda told: str(int(told[0]) + new - old), match[0])
            change[f"{match[0]} → {moved}"] = None
        elif match[0] == f"{numerals.spelt(str(old))}年":
            change[f"{match[0]} → {numerals.spelt(str(new))}年"] = None
        else:
            check[match[0]] = None
    said = [("改 ", change), ("核对 ", check)]
    return "；".join(verb + "，".join(found) for verb, found in said if found)


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

    @property
    def last(self) -> str:
        """How the comments call the old year."""
        return "上年" if self.number - self.year.year == 1 else f"{self.year.year}年"

    def lines(self) -> Iterator[str]:
        yield from self.head()
        yield f"year: {self.number}"
        yield from self.document()
        figures = [*self.indicators()]
        yield from ("", "indicators:" if figures else "indicators: {}", *figures, "")
        yield from self.entry("preamble", self.held("preamble"), "")
        yield from ("", *self.checklist(), "parts:")
        for number, (name, field) in enumerate(zip(PartName, Parts.model_fields.values(), strict=True), 1):
            yield from ("",) if number > 1 else ()
            yield f"{STEP}# {numerals.chinese(number)}、{field.title}"
            yield from self.entry(name, self.held("parts", name), STEP)

    def held(self, *path: str) -> Data:
        """Return what the old file holds at a path that the model has found to be there."""
        data = self.source.at(path)
        return {} if data is None else data

    # What stands before the texts

    def head(self) -> Iterator[str]:
        """Yield the old file's first comments, for the new year, and what this file is."""
        for line in self.source.lines:
            if not line.startswith("#"):
                break
            if not line.startswith(MADE):
                yield line.replace(f"{self.year.year}年度", f"{self.number}年度").rstrip()
        said = f"数值填好后覆盖 {OWED}，文字核对、改写后删去 draft: true"
        yield f"{MADE}new 从 {self.year.year}.yaml 起草：{said}"

    def document(self) -> Iterator[str]:
        yield "document:"
        given = self.held("document")
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
        texts = [self.advanced(text) for text in _texts(value)]
        if texts == _texts(value):
            yield f"{STEP}# 核对：标题里没有找到年份 {self.year.year}"
        if isinstance(value, tuple):
            yield f"{STEP}title:"
            for text in texts:
                yield from _scalar("-", [text], STEP * 2)
        else:
            yield from _scalar("title:", texts, STEP)

    def advanced(self, text: str) -> str:
        """Return a text that speaks of the new year where it spoke of the old one."""
        old, new = str(self.year.year), str(self.number)
        text = re.sub(rf"(?<!\d){old}(?!\d)", new, text)
        return text.replace(numerals.spelt(old), numerals.spelt(new))

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
        """Yield the old year's plans as comments, to be held against what was done."""
        yield f"# {self.last}报告第六部分的安排，逐项对照：做了什么，写进前四个部分；没有做成的，写进第五部分"
        for step in self.year.steps():
            said = re.split("[。；]", step.text.text, maxsplit=1)[0]
            said = said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
            answers = "、".join(answer.text for answer in step.answers)
            yield f"# [ ] {step.id}：{said}" + (f"（针对 {answers}）" if answers else "")

    # The texts

    def entry(self, key: str, value: Data, indent: str) -> Iterator[str]:
        """Yield the lines of a key and its value; a text is a draft, marked where it must change."""
        if key in PASSAGES and isinstance(value, Written):
            value = {"text": value}
        if isinstance(value, Written):
            yield from self.text(key, value, indent)
        elif isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from self.mapping(value, indent + STEP)
        elif all(isinstance(one, Written) and _is_key(one.text) for one in value):
            yield f"{indent}{key}: [{', '.join(text for one in value for text in _texts(one))}]"
        else:
            yield from self.listed(key, value, indent)

    def mapping(self, value: Mapping[str, Data], indent: str) -> Iterator[str]:
        for key, held in value.items():
            if key != "draft":
                yield from self.entry(key, held, indent)
        if "text" in value:
            yield f"{indent}draft: true"

    def listed(self, key: str, value: tuple[Data, ...], indent: str) -> Iterator[str]:
        """Yield a list, the comments of each item above its dash."""
        said = "".join(text for one in value if isinstance(one, Written) for text in _texts(one))
        yield from self.comments(said, indent)
        yield f"{indent}{key}:"
        for one in value:
            if isinstance(one, Mapping):
                lines = [*self.mapping(one, indent + STEP * 2)]
                while lines[0].lstrip().startswith("#"):
                    yield lines.pop(0).removeprefix(STEP)
                yield f"{indent}{STEP}- {lines[0].lstrip()}"
                yield from lines[1:]
            elif isinstance(one, Written):
                yield from _scalar("-", self.broken(one), indent + STEP)

    def text(self, key: str, written: Written, indent: str) -> Iterator[str]:
        lines = self.broken(written)
        if key in {"text", "heading"}:
            yield from self.comments(written.text, indent)
        if key == "text":
            yield from _block(f"{key}:", lines, indent)
        else:
            yield from _scalar(f"{key}:", lines, indent)

    def comments(self, text: str, indent: str) -> Iterator[str]:
        said = marks(text, self.year.year, self.number)
        if said:
            yield f"{indent}# {said}"
        for key in dict.fromkeys(self.retired(text)):
            label = self.catalogue.indicators[key].label.text
            yield f"{indent}# 改写：{label}（{key}）已停用，下面换成了 {self.instead(key)}"

    def broken(self, written: Written) -> list[str]:
        """Return a text in the lines of the old file, references to what is no longer in force replaced."""
        text, cuts = written.text, {offset for offset, _, _ in written.pieces if offset}
        made = ""
        for piece in narrative.parse(text):
            key = piece.key if isinstance(piece, narrative.Reference) else ""
            if self.is_retired(key):
                made += "\n" * (piece.start in cuts) + self.instead(key)
            else:
                places = range(piece.start, piece.end)
                made += "".join("\n" * (place in cuts) + text[place] for place in places)
        return made.split("\n")

    def retired(self, text: str) -> Iterator[str]:
        for piece in narrative.parse(text):
            if isinstance(piece, narrative.Reference) and self.is_retired(piece.key):
                yield piece.key

    def is_retired(self, key: str) -> bool:
        return key in self.catalogue.indicators and key not in self.live

    def instead(self, key: str) -> str:
        """Return what stands for a reference to an indicator that is no longer in force."""
        successors = {one.replaces.text: k for k, one in self.catalogue.indicators.items() if one.replaces}
        after, seen = key, {key}
        while (after := successors.get(after, key)) not in seen:
            if after in self.live:
                return f"{{{{ {after} }}}}"
            seen.add(after)
        figure = self.year.indicators.get(key)
        words = figure.value.written.text if figure else OWED
        return f'{{{{ "{words.replace(chr(34), "”")}" }}}}'


# YAML


def _is_key(text: str) -> bool:
    return bool(KEY.fullmatch(text)) and text not in WORDS


def _texts(value: Data) -> list[str]:
    if isinstance(value, Written):
        return [value.text]
    return [text for one in value for text in _texts(one)] if isinstance(value, tuple) else []


def _scalar(key: str, lines: list[str], indent: str) -> Iterator[str]:
    """Yield a value on the line of its key where YAML takes it as it is, else as a | block."""
    if len(lines) == 1 and (PLAIN.fullmatch(lines[0]) or _is_key(lines[0])):
        yield f"{indent}{key} {lines[0]}"
    else:
        yield from _block(key, lines, indent)


def _block(key: str, lines: Iterable[str], indent: str) -> Iterator[str]:
    """Yield a | block; the depth is told where the first line begins with a blank."""
    lines = [*lines]
    depth = len(STEP) if lines[0].startswith(" ") else ""
    yield f"{indent}{key} |{depth}"
    for line in lines:
        yield f"{indent}{STEP}{line}"
