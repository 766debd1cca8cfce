"""What each department is asked for in a year: a catalogue and its years to Forms.

Knows the models; not how a form is laid out, nor where it is written to.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.amounts import CHANGES
from lawgov_report.forms.sheet import Form, Line
from lawgov_report.language.quantity import SHARE
from lawgov_report.report import year_on_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.language.relation import Formula
    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.office import Office
    from lawgov_report.models.year import Year

USUAL_LIMIT = "50%"  # LG310: what needs no reason where the indicator says no threshold


class Collection(NamedTuple):
    """Whose figures are collected: the office, by its name, and until when, a date as printed or ""."""

    office: str
    due: str = ""


def office_name(office: Office | None, year: Year | None) -> str:
    """Return the name of the office: what office.yaml says, else who signs the year, else ""."""
    if office is not None and office.name is not None:
        return office.name.text
    signed = year.document.texts("signature") if year is not None else ()
    return next((written.text for written in signed), "")


def due_date(office: Office | None, number: int) -> date | None:
    """Return until when the figures of a year are due, in the year behind it; None for no date."""
    if office is None or office.forms_due is None:
        return None
    return date.fromisoformat(f"{number + 1:04}-{office.forms_due}")


def forms(
    catalogue: Catalogue, year: Year, previous: Year | None, collection: Collection
) -> tuple[Form, ...]:
    """Return a form for each department that reports indicators of the year, in the catalogue's order.

    What the year already has is filled in. Indicators without a department stand in no form.
    """
    asked: dict[str, list[Line]] = {key: [] for key in catalogue.departments}
    for line in lines(catalogue, year, previous):
        asked.get(_department(catalogue, line.key), []).append(line)
    return tuple(together(catalogue, own, year.year, collection) for own in asked.values() if own)


def lines(catalogue: Catalogue, year: Year, previous: Year | None) -> Iterator[Line]:
    """Yield what is asked for of each indicator that the year has, in the catalogue's order."""
    for key, indicator in catalogue.indicators.items():
        if key in year.indicators:
            yield _line(key, indicator, year, previous)


def blank(catalogue: Catalogue, number: int, collection: Collection) -> Form:
    """Return the blank form of the whole catalogue, by department; of no year where `number` is 0."""
    asked = [
        _asked(key, indicator)
        for key, indicator in catalogue.indicators.items()
        if number == 0 or in_force(indicator, number)
    ]
    return together(catalogue, asked, number, collection)


def together(catalogue: Catalogue, asked: Sequence[Line], number: int, collection: Collection) -> Form:
    """Return the form of these lines: that of the department whose they all are, else of all departments."""
    relations = _relations(catalogue, asked)
    (first, *others) = {_department(catalogue, line.key) for line in asked} or {""}
    if first and not others:
        name = catalogue.departments[first].text
        own = tuple(line._replace(department="") for line in asked)
        return Form(collection.office, number, first, name, own, collection.due, relations)
    order = {key: place for place, key in enumerate(catalogue.departments)}
    ranks = {line.key: order.get(_department(catalogue, line.key), len(order)) for line in asked}
    by_department = sorted(asked, key=lambda line: ranks[line.key])
    named = tuple(line._replace(department=catalogue.reporting(line.key)) for line in by_department)
    return Form(collection.office, number, "", "", named, collection.due, relations)


def _department(catalogue: Catalogue, key: str) -> str:
    """Return the key of the department that reports an indicator, "" where the catalogue names none."""
    department = catalogue.indicators[key].department
    return department.text if department and department.text in catalogue.departments else ""


def in_force(indicator: Indicator, number: int) -> bool:
    """Return whether an indicator is in force in a year."""
    return (indicator.since or number) <= number <= (indicator.until or number)


def _line(key: str, indicator: Indicator, year: Year, previous: Year | None) -> Line:
    figure, before = year.indicators[key], year_on_year.last_value(key, year, previous)
    return _asked(key, indicator)._replace(
        before=before.written.text if before is not None and before.quantity is not None else "",
        value=figure.value.written.text if figure.value.quantity is not None else "",
        note=figure.note.text if figure.note is not None else "",
    )


def _asked(key: str, indicator: Indicator) -> Line:
    label = indicator.label.text
    return Line(
        key,
        label,
        indicator.unit.text,
        indicator.definition.text if indicator.definition else "",
        limit=indicator.threshold.text if indicator.threshold else USUAL_LIMIT,
        bounded=indicator.unit.text == SHARE and not any(word in label for word in CHANGES),
    )


def _relations(catalogue: Catalogue, lines: Iterable[Line]) -> tuple[Formula, ...]:
    """Return the relations whose indicators are all asked for here: no department can see to others."""
    keys = {line.key for line in lines}
    formulas = (entry.check.relation for entry in catalogue.relations)
    return tuple(formula for formula in formulas if keys.issuperset(formula.keys))
