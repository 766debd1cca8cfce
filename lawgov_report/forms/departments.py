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
    from collections.abc import Iterable

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
    lines: dict[str, list[Line]] = {key: [] for key in catalogue.departments}
    for key, indicator in catalogue.indicators.items():
        department = indicator.department.text if indicator.department else ""
        if department in lines and key in year.indicators:
            lines[department].append(_line(key, indicator, year, previous))
    return tuple(
        Form(
            collection.office,
            year.year,
            department,
            catalogue.departments[department].text,
            tuple(asked),
            collection.due,
            _relations(catalogue, asked),
        )
        for department, asked in lines.items()
        if asked
    )


def blank(catalogue: Catalogue, number: int, collection: Collection) -> Form:
    """Return the blank form of the whole catalogue, by department; of no year where `number` is 0."""
    order = [*(name.text for name in catalogue.departments.values())]
    asked = [
        _asked(key, indicator)._replace(department=catalogue.reporting(key))
        for key, indicator in catalogue.indicators.items()
        if number == 0 or in_force(indicator, number)
    ]
    asked.sort(key=lambda line: order.index(line.department) if line.department in order else len(order))
    lines = tuple(asked)
    return Form(collection.office, number, "", "", lines, collection.due, _relations(catalogue, lines))


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
