"""The contents that the law requires of a report: where each stands, which shortcomings and causes there are.

Knows what parts, sections and items cover; not what is wrong with any.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative
from lawgov_report.language.numerals import chinese
from lawgov_report.language.width import cut
from lawgov_report.models.outline import TITLES, Covers, number_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose, Quote
    from lawgov_report.models.section import Item

BLANKS = re.compile(r"\s+")
CLAUSE = re.compile("[^，。；：！？]+")
STOPS = "。；，、"  # a cause may be copied with or without the stop at its end
QUOTED = 60  # columns of a shortcoming that a message quotes
# causes that are looked for in other texts, each in all of them; a long report has twenty
MOST = 200


class Shortcoming(NamedTuple):
    """An item that names a shortcoming; `ids` can be answered: its own and its sections'."""

    item: Item
    text: Prose
    ids: frozenset[str]


class CausesElsewhere(NamedTuple):
    """The causes that are no words of their own item.

    `lost` are the items, of the first MOST, whose cause stands nowhere; `holders` are the paths of the texts
    that hold the others.
    """

    lost: tuple[Item, ...]
    holders: frozenset[str]


def where(report: Report, content: Covers) -> str:
    """Return how a message calls what covers a content: 第五部分, or its name where no one part does."""
    parts = {text.part for text in report.texts if content in text.covers}
    if len(parts) == 1:
        return f"第{chinese(number_of(report.year.outline, parts.pop()))}部分"
    return f"“{TITLES[content]}”"


def items(report: Report, content: Covers) -> Iterator[Item]:
    """Yield the items that cover a content of the report, at whatever depth, in order."""
    return (text.item for text in report.segments if text.item and content in text.covers)


def shortcomings(report: Report) -> Iterator[Shortcoming]:
    """Yield the shortcomings in order; an item that holds what another gives as its cause is none."""
    holders = causes_elsewhere(report).holders
    texts = {text.written.path: text for text in report.texts}
    for text in report.segments:
        item = text.item
        if item and Covers.SHORTCOMINGS in text.covers and (item.cause or item.text.path not in holders):
            ids = frozenset({item.id, *text.section.split(".")})
            yield Shortcoming(item, texts[item.text.path], ids)


def first_clause(shortcoming: Shortcoming) -> Quote | None:
    """Return the words of a shortcoming up to its first stop; None where there are only stops."""
    clause = CLAUSE.search(shortcoming.text.masked)
    return shortcoming.text.quote(*clause.span()) if clause else None


def quoted(shortcoming: Shortcoming) -> str:
    """Return the first words of a shortcoming, for a message."""
    return cut(BLANKS.sub(" ", shortcoming.text.written.text.strip()), QUOTED)


def answerable(report: Report) -> list[str]:
    """Return the ids that `answers` may name: items where shortcomings are covered, and sections of such."""
    ids: dict[str, None] = {}
    for text in report.segments:
        if Covers.SHORTCOMINGS in text.covers:
            # a section without an id stands there by its number
            sections = [id_ for id_ in text.section.split(".") if id_ and not id_.isdecimal()]
            ids |= dict.fromkeys([*sections, text.id] if text.id else sections)
    return [*ids]


def causes_elsewhere(report: Report) -> CausesElsewhere:
    """Return what comes of the causes that their own item does not hold.

    Problems may be listed first and causes after: a cause may be words of any text of the parts that cover
    shortcomings. Words are compared as printed, blanks and a final stop aside.
    """
    figures = {figure.fact.key: figure.fact.text for figure in report.document.figures}
    elsewhere = [
        (item, words)
        for item in items(report, Covers.SHORTCOMINGS)
        if (words := _cause(item, figures)) not in printed(item.text.text, figures)
    ]
    return _sought(report, elsewhere[:MOST], figures) if elsewhere else CausesElsewhere((), frozenset())


def printed(text: str, figures: Mapping[str, str]) -> str:
    """Return a text as it is printed, without blanks; `figures` are what is printed for their keys."""
    words = "".join(
        figures.get(piece.key, piece.key) if isinstance(piece, narrative.Reference) else piece.text
        for piece in narrative.parse(text)
    )
    return BLANKS.sub("", words)


def _cause(item: Item, figures: Mapping[str, str]) -> str:
    """Return the words of an item's cause; "", which every text holds, where it has none."""
    return printed(item.cause.text, figures).rstrip(STOPS) if item.cause else ""


def _sought(report: Report, causes: list[tuple[Item, str]], figures: Mapping[str, str]) -> CausesElsewhere:
    """Look for causes in all texts of the parts that cover shortcomings."""
    parts = {text.part for text in report.texts if Covers.SHORTCOMINGS in text.covers}
    texts = [text for text in report.texts if text.part in parts]
    lines = [printed(text.written.text, figures) for text in texts]
    # in one string, so that a report with many causes is not gone through text by text for each
    whole, begins = "\n".join(lines), [0, *accumulate(len(line) + 1 for line in lines)]
    first = {words: whole.find(words) for words in {words for _, words in causes}}
    lost = tuple(item for item, words in causes if first[words] < 0)
    holders = (texts[bisect_right(begins, start) - 1] for start in first.values() if start >= 0)
    return CausesElsewhere(lost, frozenset(text.written.path for text in holders))
