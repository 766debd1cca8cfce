# 样例数据，非真实 (all data in this file is made up)
"""What a report of any shape prints, reckoned from its mapping without the product's code.

A second opinion on lawgov_report.models.walk and .language.numbering, for the years of tests/shapes.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Shape = Mapping[str, Any]

LEVELS = ("一、", "（一）", "1.", "（1）")
BEYOND = ("none",) * 4
IN_WORDS = ("首先", "其次", "再次", "然后")
TENS = 10
ENUMERATED = 3  # of two, the second is no 最后


class Printed(NamedTuple):
    """A text as it is printed: behind its number, with its figures in place, before the stop of a heading."""

    kind: str
    label: str
    text: str
    stop: str = ""

    def __str__(self) -> str:
        return f"{self.label}{self.text}{self.stop}"


class Counted(NamedTuple):
    """A heading or clause whose texts have all been printed: how it was counted, and its number."""

    form: str
    number: int


def chinese(number: int) -> str:
    """Return a number from 1 to 199 in Chinese: 二十, 一百零五, 一百一十."""
    digits = "零一二三四五六七八九"
    if number < TENS:
        return digits[number]
    hundreds, rest = divmod(number, TENS * TENS)
    tens, ones = divmod(rest, TENS)
    # 十二, but 一百一十二
    text = f"{'' if tens == 1 and not hundreds else digits[tens]}十" if tens else "零"
    return f"{'一百' if hundreds else ''}{text}{digits[ones]}".rstrip("零")


def label(form: str, number: int, last: int) -> str:
    """Return what stands before number `number` of a row that ends with number `last`."""
    if form == "none":
        return ""
    if form == "首先":
        if number == last >= ENUMERATED:
            return "最后，"
        return f"{[*IN_WORDS, *(f'第{chinese(n)}' for n in range(5, number + 1))][number - 1]}，"
    if form == "第一":
        return f"第{chinese(number)}，"
    return form.replace("一", chinese(number)).replace("1", str(number))


def printed(year: Shape, figures: Mapping[str, str]) -> list[Printed]:
    """Return all texts between title and signature, in printed order."""
    levels = tuple(year.get("numbering", LEVELS))
    texts = [*passages("preamble", year.get("preamble"))]
    closed: list[Counted] = []
    for number, part in enumerate(year["parts"].values(), 1):
        if not part.get("continued"):
            closed = []
        texts.append(heading(part, label(levels[0], number, number)))
        texts += below(part, levels, 2, closed)
    texts += passages("ending", year.get("ending"))
    return [_filled(text, figures) for text in texts]


def annexed(annex: Shape, figures: Mapping[str, str]) -> list[Printed]:
    """Return all texts of an annex, its title first."""
    texts = [Printed("annex", "", annex["title"]), *passages("annex_text", annex.get("text"))]
    return [_filled(text, figures) for text in [*texts, *tabular(annex.get("table"))]]


def heading(section: Shape, number: str) -> Printed:
    """Return a heading; one that text follows in its paragraph ends with a stop."""
    followed = section.get("intro") or section.get("lead") or section.get("items")
    return Printed("heading", number, section["heading"], "。" if section.get("run_in") and followed else "")


def below(section: Shape, levels: Sequence[str], level: int, closed: list[Counted]) -> Iterator[Printed]:
    """Yield the texts behind a heading; what is counted goes to `closed` when all of it is printed."""
    yield from passages("intro", section.get("intro"))
    yield from passages("lead", section.get("lead"))
    items, sections = section.get("items", ()), section.get("sections", ())
    form = section.get("numbered") or (
        "一是" if items else [*levels, "none", "none", "none", "none"][level - 1]
    )
    # it goes on behind whatever was counted so and is over
    before = next((ended.number for ended in reversed(closed) if ended.form == form), 0)
    first = before + 1 if section.get("continued") else 1
    last = first + len(items or sections) - 1
    numbers = range(first, last + 1)
    for number, item in zip(numbers, items, strict=False):
        alone = len(items) == 1 and not section.get("continued")
        yield Printed("item", "" if alone else label(form, number, last), item["text"])
        closed.append(Counted(form, number))
    yield from tabular(section.get("table"))
    for number, child in zip(numbers, sections, strict=False):
        yield heading(child, label(form, number, last))
        yield from below(child, levels, level + 1, closed)
        closed.append(Counted(form, number))
    yield from passages("closing", section.get("closing"))


def passages(kind: str, given: list[str] | Shape | str | None) -> Iterator[Printed]:
    """Yield paragraphs, given as a text, a mapping, or a list of texts."""
    if isinstance(given, list):
        yield from (Printed(kind, "", text) for text in given)
    elif isinstance(given, str):
        yield Printed(kind, "", given)
    elif given:
        mark = "【待核】" if given.get("draft") else ""
        yield Printed(kind, "", f"{mark}{given['text']}")


def tabular(table: Shape | None) -> Iterator[Printed]:
    """Yield the texts of a table row by row."""
    if table:
        if "title" in table:
            yield Printed("table", "", table["title"])
        yield from (Printed("column", "", column) for column in table["columns"])
        yield from (Printed("cell", "", cell) for row in table["rows"] for cell in row)


def _filled(text: Printed, figures: Mapping[str, str]) -> Printed:
    """Return a text with what `figures` has for its references."""
    return text._replace(text=re.sub(r"\{\{ (\w+) \}\}", lambda found: figures[found[1]], text.text))
