"""How much of a form was answered, by department: values, 无此项, and what is still open.

Knows forms that came back and the catalogue; not what becomes of the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.forms.sheet import NONE_SUCH
from lawgov_report.language.quantity import OWED

if TYPE_CHECKING:
    from lawgov_report.forms.returned import Returned
    from lawgov_report.models.catalogue import Catalogue


class Tally(NamedTuple):
    """The keys of a department's indicators by how they were answered."""

    values: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()


def anything(form: Returned) -> bool:
    """Return whether anything was filled in that did not stand there when the form was made."""
    return any(answer.shown.strip() != answer.base for answer in form.answers)


def by_department(catalogue: Catalogue, form: Returned) -> dict[str, Tally]:
    """Return how a form was answered: one department's, or of a form of all of them each that it has."""
    tallies: dict[str, Tally] = {}
    for answer in form.answers:
        indicator = catalogue.indicators.get(answer.key)
        if indicator is None:
            continue
        department = form.department or (indicator.department.text if indicator.department else "")
        tally = tallies.get(department, Tally())
        found = answer.understood(indicator.unit.text)
        if found.value == NONE_SUCH:
            tally = tally._replace(absent=(*tally.absent, answer.key))
        elif found.problem or found.value not in {"", OWED}:
            tally = tally._replace(values=(*tally.values, answer.key))
        else:
            tally = tally._replace(owed=(*tally.owed, answer.key))
        tallies[department] = tally
    return tallies


def entry(catalogue: Catalogue, form: Returned) -> dict[str, Any]:
    """Return a form for programs: whose it is, and how much of it was answered."""
    tallies = by_department(catalogue, form).values()
    return {
        "file": form.file,
        "department": form.department or None,
        "sha256": form.sha256,
        "values": sum(len(tally.values) for tally in tallies),
        "absent": [key for tally in tallies for key in tally.absent],
        "owed": [key for tally in tallies for key in tally.owed],
    }
