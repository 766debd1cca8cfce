"""The numbers that paragraphs begin with: which way of counting a label is, and what it counts.

Knows how people write numbers before headings and clauses; not what a paragraph is.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import numbering
from lawgov_report.language.numbering import CLAUSES, IN_ORDER, LAST, LEVELS, ORDINALS
from lawgov_report.language.numerals import NUMERALS, chinese, number

if TYPE_CHECKING:
    from collections.abc import Sequence

HAN = f"(?P<han>[{NUMERALS}]{{1,4}})"
DIGITS = "(?P<digits>[0-9０-９]{1,2})"
ORDINAL = "第一"
# how each way of counting begins a paragraph. Those that assembling cannot print bear a name of their own,
# the label for 1: the label then stays in the text
PATTERNS = {
    LEVELS[0]: f"{HAN}、",
    LEVELS[1]: f"[（(]{HAN}[）)](?![、.．])",
    LEVELS[2]: rf"{DIGITS}[.．](?![0-9０-９])",
    LEVELS[3]: f"[（(]{DIGITS}[）)](?![、.．])",
    ORDINAL: f"第{HAN}，",
    CLAUSES: f"{HAN}是",
    IN_ORDER: f"(?P<word>{'|'.join((*ORDINALS, LAST))})，",
    "1、": f"{DIGITS}、",
    "（一）、": f"[（(]{HAN}[）)][、.．]",
    "（1）、": f"[（(]{DIGITS}[）)][、.．]",
    "1）": f"{DIGITS}[）)]",
    "一.": f"{HAN}[.．]",
    "①": "(?P<circled>[①-⑳])",
    "第一章": f"第{HAN}[章节篇](?=[ 　])",
    "第一部分": f"第{HAN}部分[：:、，　 ]",
}
COMPILED = {form: re.compile(rf"{pattern}[ \u3000]*") for form, pattern in PATTERNS.items()}
ITEM_FORMS = frozenset((CLAUSES, IN_ORDER, ORDINAL))  # of clauses; the others are of headings as well
BOUNDARY = frozenset("。；：，！？:;,” 　")  # what stands before a clause that begins within a paragraph
FEWEST = 2  # 一是 without 二是 is no enumeration


class NumberLabel(NamedTuple):
    """A number before a text: the way of counting, the number, how it is written, its length with blanks.

    `number` is 0 for 最后, which says no number.
    """

    form: str
    number: int
    written: str
    length: int


def of(text: str) -> NumberLabel | None:
    """Return the label that a text begins with, None where it begins with none."""
    for form, pattern in COMPILED.items():
        match = pattern.match(text)
        counted = match and _counted(match.groupdict())
        if match and counted is not None:
            return NumberLabel(form, counted, match[0].rstrip(), match.end())
    return None


def _counted(groups: dict[str, str | None]) -> int | None:
    """Return the number that a label says, None where its numeral is none (一十一)."""
    if digits := groups.get("digits"):
        return int(digits)
    if word := groups.get("word"):
        return ORDINALS.index(word) + 1 if word in ORDINALS else 0
    if circled := groups.get("circled"):
        return int(unicodedata.numeric(circled))
    han = groups.get("han") or ""
    counted = number(han)
    return counted if counted and chinese(counted) == han else None


def form_of(found: Sequence[NumberLabel], reached: int) -> str:
    """Return the way of counting in which assembling prints just these labels, "" where none does.

    They count from 1, or on from `reached`.
    """
    form, start = found[0].form, found[0].number
    in_words = form == IN_ORDER
    if form not in numbering.FORMS or start not in {1, 1 if in_words else reached + 1}:
        return ""
    count = start - 1 + len(found)
    expected = (numbering.label(form, start + index, count) for index in range(len(found)))
    same = all(_plain(label.written) == _plain(right) for label, right in zip(found, expected, strict=True))
    return form if same else ""


def _plain(label: str) -> str:
    return unicodedata.normalize("NFKC", label)


class Clauses(NamedTuple):
    """Where the clauses of a paragraph begin, each with its label."""

    starts: tuple[int, ...]
    labels: tuple[NumberLabel, ...]


def within(text: str, reached: int) -> Clauses | None:
    """Return the clauses of a paragraph (一是……二是……), None where it has no two of them.

    They count from 1, or on from `reached`; before the first one, words may lead to them.
    """
    for form in (CLAUSES, ORDINAL, IN_ORDER):
        for first in dict.fromkeys((1, reached + 1 if form == CLAUSES else 1)):
            found = _within(text, form, first)
            if found and form_of(found.labels, reached if first > 1 else 0):
                return found
    return None


def _within(text: str, form: str, first: int) -> Clauses | None:
    starts: list[int] = []
    found: list[NumberLabel] = []
    position, number_ = 0, first
    while True:
        begin, label = _next(text, form, number_, position)
        if label is None:
            break
        starts.append(begin)
        found.append(label)
        position, number_ = begin + label.length, number_ + 1
        if label.written.startswith(LAST):
            break
    fewest = FEWEST if first == 1 else 1
    return Clauses(tuple(starts), tuple(found)) if len(found) >= fewest else None


def _next(text: str, form: str, wanted: int, position: int) -> tuple[int, NumberLabel | None]:
    """Return where the label for a number stands next at the beginning of a clause, and the label."""
    written = {numbering.label(form, wanted, wanted), numbering.label(form, wanted, wanted + 1)}
    places = sorted((begin, word) for word in written if (begin := _clause(text, word, position)) >= 0)
    if not places:
        return 0, None
    begin, word = places[0]
    return begin, NumberLabel(form, wanted, word, len(word))


def _clause(text: str, word: str, position: int) -> int:
    """Return where a word next begins a clause, -1 where it nowhere does."""
    begin = text.find(word, position)
    while begin > 0 and text[begin - 1] not in BOUNDARY:
        begin = text.find(word, begin + 1)
    return begin
