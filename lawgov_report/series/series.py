"""Indicators through the years: what each year wrote, and where the series breaks.

Knows catalogues and years as models; not how a series is shown. Years are looked at one after another.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import quantity
from lawgov_report.report import year_on_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year


class Break(StrEnum):
    """Why a figure does not continue the last one before it."""

    GAP = "gap"
    REPLACES = "replaces"
    UNIT = "unit"


class Point(NamedTuple):
    """One year of a series.

    `filed` says whether the year has a file; `written` is its figure, "" where it has none, and
    `quantity` is None then and while it is owed. `restated` is the figure as the year after corrects it,
    None where that does not. `key`, `label` and `unit` are those of the indicator that the figure is of:
    where one replaces another, the earlier years have that one. `wording` is the comparison with the year
    before, `reason` why there is none; `broken` says why the figure does not continue the last one.
    """

    year: int
    filed: bool
    key: str
    label: str
    unit: str
    written: str = ""
    quantity: Quantity | None = None
    restated: Quantity | None = None
    wording: str = ""
    reason: str = ""
    broken: Break | None = None

    @property
    def first(self) -> Decimal | None:
        """The figure as it was first written, in whole units (2.45万件 is 24500), shares in percent."""
        return amount(self.quantity)

    @property
    def value(self) -> Decimal | None:
        """The figure as it holds: as restated, else as it was first written; None of a range."""
        return amount(self.restated or self.quantity)

    @property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """The bounds of the figure as it holds, where it is a range; None of all others."""
        figure = self.restated or self.quantity
        low, high = quantity.bounds(figure) if figure and figure.low is not None else (None, None)
        return None if low is None or high is None else (low, high)

    @property
    def known(self) -> bool:
        """Whether there is a figure: a value or a range."""
        return (self.restated or self.quantity) is not None

    @property
    def written_unit(self) -> str:
        """The unit of the figure as it holds, the catalogue's where there is none."""
        figure = self.restated or self.quantity
        return figure.unit if figure else self.unit


class Series(NamedTuple):
    """An indicator through the years: a point for every year from the first file to the last."""

    key: str
    label: str
    unit: str
    points: tuple[Point, ...]


def collect(catalogue: Catalogue, years: Iterable[Year], keys: Sequence[str]) -> tuple[Series, ...]:
    """Return the series of the indicators `keys`, which the catalogue has; years come in order."""
    chains = [_chain(catalogue, key) for key in keys]
    found: list[list[Point]] = [[] for _ in chains]
    previous: Year | None = None
    for year in years:
        for chain, points in zip(chains, found, strict=True):
            points.extend(_absent(points, year.year, catalogue, chain[0]))
            _restate(points, chain, year)
            points.append(_point(chain, catalogue, year, previous))
        previous = year
    return tuple(
        Series(key, *_named(catalogue, key), tuple(_broken(points)))
        for key, points in zip(keys, found, strict=True)
    )


def stretches(series: Series) -> list[list[Point]]:
    """Return the points in stretches of one indicator and one unit, which one scale can show."""
    parted: list[list[Point]] = [[]]
    for point in series.points:
        if point.broken in {Break.REPLACES, Break.UNIT}:
            parted.append([])
        parted[-1].append(point)
    return parted


def amount(written: Quantity | None) -> Decimal | None:
    """Return a quantity in whole units, shares in percent; None for none."""
    if written is None:
        return None
    value = quantity.value(written)
    # Without trailing zeros, but never as 2.45E+4, which normalize alone would print.
    return None if value is None else Decimal(format(value.normalize(), "f"))


def _chain(catalogue: Catalogue, key: str) -> list[str]:
    """Return the indicator, the one that it replaces, the one that this replaces, and so on."""
    # A catalogue in which one replaces itself in a circle, or replaces an unknown key, is shown all the same:
    # that is for the rules to find.
    chain = [key]
    while (replaced := catalogue.indicators[chain[-1]].replaces) is not None:
        if replaced.text in chain or replaced.text not in catalogue.indicators:
            break
        chain.append(replaced.text)
    return chain


def _named(catalogue: Catalogue, key: str) -> tuple[str, str]:
    indicator = catalogue.indicators[key]
    return indicator.label.text, indicator.unit.text


def _point(chain: list[str], catalogue: Catalogue, year: Year, previous: Year | None) -> Point:
    key = next((key for key in chain if key in year.indicators), "")
    point = _blank(year.year, catalogue, key or chain[0])
    if not key:
        return point
    last = previous if previous and previous.year == year.year - 1 else None
    compared, value = year_on_year.compare(key, catalogue, year, last), year.indicators[key].value
    return point._replace(
        written=value.written.text,
        quantity=value.quantity,
        wording=compared.wording,
        reason=compared.reason if last else "",
    )


def _blank(year: int, catalogue: Catalogue, key: str) -> Point:
    return Point(year, True, key, *_named(catalogue, key))  # noqa: FBT003 filed, as most years are


def _absent(points: list[Point], number: int, catalogue: Catalogue, key: str) -> list[Point]:
    """Return a point for each year that has no file, between the last point and the year `number`."""
    first = points[-1].year + 1 if points else number
    return [_blank(year, catalogue, key)._replace(filed=False) for year in range(first, number)]


def _restate(points: list[Point], chain: list[str], year: Year) -> None:
    """Put into the last point what the year after it says of it, be there a file of it or not.

    Only of the same indicator: what one that replaces it had last year is a figure of another series.
    """
    key = next((key for key in chain if key in year.indicators), "")
    if not key or not points or points[-1].year != year.year - 1 or points[-1].key != key:
        return
    corrected = year.indicators[key].previous
    if corrected is not None and corrected.quantity != points[-1].quantity:
        points[-1] = points[-1]._replace(restated=corrected.quantity)


def _broken(points: list[Point]) -> Iterator[Point]:
    """Yield the points, each that does not continue the last figure with the reason."""
    last: Point | None = None  # the last that has a figure: years without one do not part a series in two
    for point in points:
        if not point.known:
            yield point
            continue
        yield point._replace(broken=_break(last, point) if last else None)
        last = point


def _break(last: Point, point: Point) -> Break | None:
    if last.key != point.key:
        return Break.REPLACES
    if last.written_unit != point.written_unit:
        return Break.UNIT
    return Break.GAP if point.year > last.year + 1 else None
