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


class Completion(NamedTuple):
    """The keys of a department's indicators by how they were answered."""

    values: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    owed: tuple[str, ...] = ()


def anything(form: Returned) -> bool:
    """Return whether anything was filled in that did not stand there when the form was made."""
    return any(answer.shown.strip() != answer.base for answer in form.answers)


def by_department(catalogue: Catalogue, form: Returned) -> dict[str, Completion]:
    """Return how a form was answered: one department's, or of a form of all of them each that it has."""
    keys: dict[str, tuple[list[str], list[str], list[str]]] = {}
    for answer in form.answers:
        indicator = catalogue.indicators.get(answer.key)
        if indicator is None:
            continue
        department = form.department or (indicator.department.text if indicator.department else "")
        values, absent, owed = keys.setdefault(department, ([], [], []))
        found = answer.understood(indicator.unit.text)
        if found.value == NONE_SUCH:
            absent.append(answer.key)
        elif found.problem or found.value not in {"", OWED}:
            values.append(answer.key)
        else:
            owed.append(answer.key)
    return {department: Completion(*map(tuple, listed)) for department, listed in keys.items()}


def entry(catalogue: Catalogue, form: Returned) -> dict[str, Any]:
    """Return a form for programs: whose it is, and how much of it was answered."""
    completions = by_department(catalogue, form).values()
    return {
        "file": form.file,
        "department": form.department or None,
        "sha256": form.sha256,
        "values": sum(len(completion.values) for completion in completions),
        "absent": [key for completion in completions for key in completion.absent],
        "owed": [key for completion in completions for key in completion.owed],
    }
