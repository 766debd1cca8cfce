"""The indicators of a catalogue as a list: with the years that have figures of them, or one year's values.

Knows columns, CSV and JSON; not where the years are read from, nor where the list is written to.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.language.width import cut, width
from lawgov_report.models.catalogue import NOBODY
from lawgov_report.report import year_on_year
from lawgov_report.writing import csv_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year

VERSION = 1
GAP = "  "
NARROWEST = 12  # columns that are left of a label or a department where the terminal is narrow


class ListedIndicator(NamedTuple):
    """One indicator as it is listed; `value` and `before` are those of the list's year, "" without one."""

    key: str
    label: str
    unit: str
    department: str
    part: str
    years: tuple[int, ...] = ()
    value: str = ""
    before: str = ""


class Listing(NamedTuple):
    """Indicators in the catalogue's order: of all years where `year` is 0, only what is owed with `owed`."""

    indicators: tuple[ListedIndicator, ...]
    year: int = 0
    owed: bool = False

    def only(self, department: str, parts: frozenset[str]) -> Listing:
        """Return what is of a department, by its name, and of parts, by their keys; "" and none leave all."""
        fitting = (
            listed
            for listed in self.indicators
            if department in {"", listed.department} and (not parts or listed.part in parts)
        )
        return self._replace(indicators=tuple(fitting))


def through_years(catalogue: Catalogue, years: Iterable[Year]) -> Listing:
    """Return all indicators, each with the years that have a figure of it, owed ones not counted."""
    numbers: dict[str, list[int]] = {key: [] for key in catalogue.indicators}
    for year in years:
        for key, figure in year.indicators.items():
            if key in numbers and figure.value.quantity is not None:
                numbers[key].append(year.year)
    return Listing(tuple(_listed(key, catalogue, filed) for key, filed in numbers.items()))


def of_year(catalogue: Catalogue, year: Year, previous: Year | None, *, owed: bool) -> Listing:
    """Return the indicators that a year has, with its values; with `owed` only those still to come."""
    listed = []
    for key in catalogue.indicators:
        figure = year.indicators.get(key)
        if figure is None or (owed and figure.value.quantity):
            continue
        before = year_on_year.last_value(key, year, previous)
        filed = [] if figure.value.quantity is None else [year.year]
        listed.append(
            _listed(key, catalogue, filed)._replace(
                value=figure.value.written.text, before=before.written.text if before else ""
            )
        )
    return Listing(tuple(listed), year.year, owed)


def _listed(key: str, catalogue: Catalogue, years: Iterable[int]) -> ListedIndicator:
    indicator, department = catalogue.indicators[key], catalogue.reporting(key)
    return ListedIndicator(
        key,
        indicator.label.text,
        indicator.unit.text,
        "" if department == NOBODY else department,
        indicator.part.id,
        tuple(years),
    )


# For people


def text(listing: Listing, columns: int = 0) -> str:
    """Return the list in columns, at most `columns` wide; as wide as it needs where that is 0."""
    lines = _by_department(listing, columns) if listing.owed else _table(listing, columns)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _table(listing: Listing, columns: int) -> Iterator[str]:
    if not listing.indicators:
        yield "没有这样的指标"
        return
    last = f"{listing.year} 年" if listing.year else "年份"
    table = [("键", "名称", "单位", "部门", last)]
    for listed in listing.indicators:
        shown = listed.value if listing.year else _years(listed.years)
        table.append((listed.key, listed.label, listed.unit, listed.department, shown))
    yield from _aligned(table, columns, (3, 1))


def _by_department(listing: Listing, columns: int) -> Iterator[str]:
    """Yield what is owed, by department; who owes most comes first."""
    if not listing.indicators:
        yield f"{listing.year} 年没有待报的指标"
        return
    groups = _groups(listing)
    departments = [name for name, _ in groups if name != NOBODY]
    nobody = "" if len(departments) == len(groups) else f"，其中 {len(groups[-1][1])} 项未指定部门"
    yield f"{listing.year} 年待报 {len(listing.indicators)} 项，{len(departments)} 个部门{nobody}"
    compared = any(listed.before for listed in listing.indicators)
    table = [_owed_cells(listed, compared=compared) for _, group in groups for listed in group]
    # Aligned all together, so that the columns run through all departments
    lines = [*_aligned(table, columns, (3, 0))]
    start = 0
    for name, group in groups:
        yield from ("", f"{name}（{len(group)} 项）")
        yield from lines[start : start + len(group)]
        start += len(group)


def _owed_cells(listed: ListedIndicator, *, compared: bool) -> tuple[str, ...]:
    before = ""
    if compared:
        before = f"上年 {listed.before}" if listed.before else "上年没有"
    return f"{GAP}{listed.label}", listed.unit, before, listed.key


def _groups(listing: Listing) -> list[tuple[str, list[ListedIndicator]]]:
    """Return the indicators by department, those of none last."""
    groups: dict[str, list[ListedIndicator]] = {}
    for listed in listing.indicators:
        groups.setdefault(listed.department or NOBODY, []).append(listed)
    return sorted(groups.items(), key=lambda group: (group[0] == NOBODY, -len(group[1])))


def _years(years: Iterable[int]) -> str:
    """Return years as people write them: 2019—2021、2023."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1][1:] = [year]
        else:
            runs.append([year])
    return "、".join("—".join(map(str, run)) for run in runs)


def _aligned(table: Sequence[Sequence[str]], columns: int, yielding: Iterable[int]) -> Iterator[str]:
    """Yield the rows in columns; where the terminal is too narrow, the `yielding` ones are cut, in turn."""
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    for place in yielding if columns else ():
        over = sum(widths) + len(GAP) * (len(widths) - 1) - columns
        widths[place] = min(widths[place], max(widths[place] - over, NARROWEST))
    for row in table:
        cells = [cut(cell, size) for cell, size in zip(row, widths, strict=True)]
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(cells, widths, strict=True))
        yield GAP.join(padded).rstrip()


# For programs


def as_csv(listing: Listing) -> str:
    """Return the list for a spreadsheet; of what is owed, the column of values is left to be filled in."""
    heads = [f"{listing.year}年数值", f"{listing.year - 1}年数值"] if listing.year else ["有数值的年份"]
    table = [["部门", "键", "名称", "单位", "部分", *heads]]
    ordered: Iterable[ListedIndicator] = listing.indicators
    if listing.owed:  # each department finds its own rows together
        ordered = (listed for _, group in _groups(listing) for listed in group)
    for listed in ordered:
        figures = [_years(listed.years)]
        if listing.year:
            figures = ["" if listing.owed else listed.value, listed.before]
        table.append([listed.department, listed.key, listed.label, listed.unit, listed.part, *figures])
    return csv_cells.table(table)


def as_json(listing: Listing) -> str:
    """Return the list as one JSON object, version 1."""
    head: dict[str, Any] = {"version": VERSION}
    if listing.year:
        head |= {"year": listing.year, "owed": listing.owed}
    indicators = [_entry(listed, listing.year) for listed in listing.indicators]
    return json.dumps({**head, "indicators": indicators}, ensure_ascii=False, indent=2) + "\n"


def _entry(listed: ListedIndicator, year: int) -> dict[str, Any]:
    entry = {
        "key": listed.key,
        "label": listed.label,
        "unit": listed.unit,
        "department": listed.department,
        "part": listed.part,
    }
    if year:
        return {**entry, "value": listed.value, "previous": listed.before}
    return {**entry, "years": [*listed.years]}
