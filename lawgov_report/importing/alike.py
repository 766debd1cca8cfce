"""Which indicators, items and sections of a year that the project has are those of the year to be.

Knows a catalogue and a year, and how alike texts are; not how labels are made. Keys and ids that go on are
what `diff` and `series` live by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff
from lawgov_report.importing import labels
from lawgov_report.language import narrative
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.walk import Segment
    from lawgov_report.models.year import Year

ALIKE = text_diff.ALIKE
NEAR = 14  # characters before and behind a number by which it is known again


class Registered(NamedTuple):
    """An indicator that the project has."""

    label: str
    unit: str
    part: str


class Trace(NamedTuple):
    """A figure as its text has it, by which it is known again.

    `label` is the name that its words give it, `key` that of its indicator, "" where that is to be found.
    """

    label: str
    context: str
    unit: str
    key: str = ""


class Identified(NamedTuple):
    """An item or a section with its id: the text of the one, the heading of the other."""

    id: str
    text: str


class Known(NamedTuple):
    """What the project has: all its indicators by their keys, and how one year speaks of its own.

    `year` is 0 where there is a catalogue but no year; `relations` are those of the catalogue, without
    blanks.
    """

    year: int
    indicators: Mapping[str, Registered]
    relations: frozenset[str] = frozenset()
    figures: tuple[Trace, ...] = ()
    items: tuple[Identified, ...] = ()
    sections: tuple[Identified, ...] = ()


def known(catalogue: Catalogue, year: Year | None = None) -> Known:
    """Return what a catalogue and a year have."""
    indicators = {
        key: Registered(indicator.label.text, indicator.unit.text, indicator.part.id)
        for key, indicator in catalogue.indicators.items()
    }
    relations = frozenset("".join(relation.check.written.text.split()) for relation in catalogue.relations)
    if year is None:
        return Known(0, indicators, relations)
    items: list[Identified] = []
    sections: list[Identified] = []
    figures: list[Trace] = []
    for segment, heading in _headed(year):
        text, references = _printed(segment.written.text, year)
        if segment.id:
            (sections if segment.kind == TextKind.HEADING else items).append(Identified(segment.id, text))
        figures += _figures(text, [each for each in references if each.key in indicators], heading)
    return Known(year.year, indicators, relations, tuple(figures), tuple(items), tuple(sections))


class _Reference(NamedTuple):
    """A figure in a text as it is printed: text[start:end]."""

    key: str
    start: int
    end: int
    amount: Quantity


def _headed(year: Year) -> Iterator[tuple[Segment, str]]:
    """Yield the texts of a year, each with its heading; a cell with the names of its row and its column."""
    heading = row = ""
    columns: list[str] = []
    for segment in year.walk():
        text = "".join(line.text for line in segment.lines)
        if segment.kind == TextKind.CELL:
            number = int(segment.path[-1])
            row = text if number == 0 else row
            yield segment, row + columns[number]
            continue
        if segment.kind == TextKind.HEADING:
            heading = text
        if segment.kind == TextKind.COLUMN:
            columns = [*columns[: int(segment.path[-1])], text]
        yield segment, heading


def _printed(written: str, year: Year) -> tuple[str, list[_Reference]]:
    """Return a text as it is printed, and where its figures stand in it; comparisons are left out."""
    text, references = "", []
    for piece in narrative.parse(written):
        if not isinstance(piece, narrative.Reference):
            text += piece.text
            continue
        figure = year.indicators.get(piece.key)
        amount = figure.value.quantity if figure and not piece.form else None
        if amount is not None:
            references.append(_Reference(piece.key, len(text), len(text) + len(str(amount)), amount))
            text += str(amount)
    return text, references


def _figures(text: str, references: Sequence[_Reference], heading: str) -> Iterator[Trace]:
    spans = [(each.start, each.end) for each in references]
    names = labels.of(text, spans, [each.amount for each in references], heading)
    for each, name in zip(references, names, strict=True):
        near = context(text, each.start, each.end, name.label)
        yield Trace(name.label, near, each.amount.unit, each.key)


def context(text: str, start: int, end: int, label: str) -> str:
    """Return the words by which the figure text[start:end], which is called `label`, is known again."""
    return f"{label} {text[max(0, start - NEAR) : start]} {text[end : end + NEAR // 2]}"


def match(figures: Sequence[Trace], known: Known) -> dict[int, str]:
    """Return the keys of the known figures that count the same as these, by the numbers of these.

    Their units are equal; their words give both the same name, else their contexts are the likest.
    """
    found = _of_one_name(figures, known)
    used = set(found.values())
    for unit in sorted({figure.unit for figure in figures}):
        olds = [old for old in known.figures if old.unit == unit and old.key not in used]
        news = [
            number for number, figure in enumerate(figures) if figure.unit == unit and number not in found
        ]
        pairs = text_diff.pairs(
            [_shingles(old.context) for old in olds], [_shingles(figures[new].context) for new in news]
        )
        found.update((news[new], olds[old].key) for old, new in pairs)
    return found


def _of_one_name(figures: Sequence[Trace], known: Known) -> dict[int, str]:
    """Return the keys of the known figures whose words give them the same name, or whose label it is."""
    olds: dict[tuple[str, str], set[str]] = {}
    for old in known.figures:
        olds.setdefault((old.label, old.unit), set()).add(old.key)
    for key, indicator in known.indicators.items():
        olds.setdefault((indicator.label, indicator.unit), {key})
    found: dict[int, str] = {}
    for number, figure in enumerate(figures):
        keys = olds.get((figure.label, figure.unit), set())
        if len(keys) == 1:
            found[number] = next(iter(keys))
    return found


def ids(texts: Sequence[str], named: Sequence[Identified]) -> tuple[str, ...]:
    """Return for each text the id of the known one that it is most alike, each at most once; "" for none."""
    pairs = text_diff.pairs([_shingles(old.text) for old in named], [_shingles(text) for text in texts])
    found = {new: named[old].id for old, new in pairs}
    return tuple(found.get(number, "") for number in range(len(texts)))


def likeness(first: str, second: str) -> float:
    """Return how alike two labels are, 0 to 1."""
    return text_diff.likeness(_shingles(first), _shingles(second))


def _shingles(text: str) -> text_diff.Shingles:
    return text_diff.shingles(text_diff.tokens(text))
