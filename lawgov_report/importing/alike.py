"""Which indicators, items and sections of a year that the project has are those of the year to be.

Knows a catalogue and a year, and how alike texts are; not how labels are made. Keys and ids that go on are
what `diff` and `series` live by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff
from lawgov_report.importing import labels
from lawgov_report.language import narrative
from lawgov_report.language.quantity import OWED_MARK
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year

NEAR = 14  # characters before and behind a number by which it is known again


class Indicator(NamedTuple):
    """An indicator that the project has."""

    label: str
    unit: str
    part: str


class Figure(NamedTuple):
    """A figure as its text has it: its context, its unit, and its key, "" where that is to be found."""

    context: str
    unit: str
    key: str = ""


class Named(NamedTuple):
    """An item or a section with its id: the text of the one, the heading of the other."""

    id: str
    text: str


class Known(NamedTuple):
    """What the project has: all its indicators by their keys, and how one year speaks of its own.

    `year` is 0 where there is a catalogue but no year.
    """

    year: int
    indicators: Mapping[str, Indicator]
    figures: tuple[Figure, ...] = ()
    items: tuple[Named, ...] = ()
    sections: tuple[Named, ...] = ()


def known(catalogue: Catalogue, year: Year | None = None) -> Known:
    """Return what a catalogue and a year have."""
    indicators = {
        key: Indicator(indicator.label.text, indicator.unit.text, indicator.part.id)
        for key, indicator in catalogue.indicators.items()
    }
    if year is None:
        return Known(0, indicators)
    items: list[Named] = []
    sections: list[Named] = []
    figures: list[Figure] = []
    for segment in year.walk():
        text, references = _printed(segment.written.text, year)
        if segment.id:
            (sections if segment.kind == TextKind.HEADING else items).append(Named(segment.id, text))
        figures += _figures(text, [each for each in references if each[0] in indicators])
    return Known(year.year, indicators, tuple(figures), tuple(items), tuple(sections))


Reference = tuple[str, int, int, "Quantity"]


def _printed(written: str, year: Year) -> tuple[str, list[Reference]]:
    """Return a text as it is printed, and where its figures stand in it."""
    text, references = "", []
    for piece in narrative.parse(written):
        figure = year.indicators.get(piece.key) if isinstance(piece, narrative.Reference) else None
        if not isinstance(piece, narrative.Reference) or figure is None or piece.form:
            text += piece.text if not isinstance(piece, narrative.Reference) else ""
            continue
        amount = figure.value.quantity
        value = OWED_MARK if amount is None else str(amount)
        if amount is not None:
            references.append((piece.key, len(text), len(text) + len(value), amount))
        text += value
    return text, references


def _figures(text: str, references: Sequence[Reference]) -> Iterator[Figure]:
    spans = [(start, end) for _, start, end, _ in references]
    names = labels.of(text, spans, [amount for *_, amount in references])
    for (key, start, end, amount), name in zip(references, names, strict=True):
        yield Figure(context(text, start, end, name.label), amount.unit, key)


def context(text: str, start: int, end: int, label: str) -> str:
    """Return the words by which the figure text[start:end], which is called `label`, is known again."""
    return f"{label} {text[max(0, start - NEAR) : start]} {text[end : end + NEAR // 2]}"


def match(figures: Sequence[Figure], known: Known) -> dict[int, str]:
    """Return the keys of the known figures that count the same as these, by the numbers of these.

    Their units are equal, and of all with this unit their contexts are the likest.
    """
    found: dict[int, str] = {}
    for unit in {figure.unit for figure in figures}:
        olds = [old for old in known.figures if old.unit == unit]
        news = [number for number, figure in enumerate(figures) if figure.unit == unit]
        pairs = text_diff.pairs(
            [_shingles(old.context) for old in olds], [_shingles(figures[new].context) for new in news]
        )
        found.update((news[new], olds[old].key) for old, new in pairs)
    return found


def ids(texts: Sequence[str], named: Sequence[Named]) -> tuple[str, ...]:
    """Return for each text the id of the known one that it is most alike, each at most once; "" for none."""
    pairs = text_diff.pairs([_shingles(old.text) for old in named], [_shingles(text) for text in texts])
    found = {new: named[old].id for old, new in pairs}
    return tuple(found.get(number, "") for number in range(len(texts)))


def _shingles(text: str) -> text_diff.Shingles:
    return text_diff.shingles(text_diff.tokens(text))
