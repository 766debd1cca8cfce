"""Dates that a document gives of itself, with what is written there, and how late they may be.

Knows the date fields of a year file; not which deadlines there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.dates import printed
from lawgov_report.reading.diagnostics import Diagnostic, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report


class Deadline(NamedTuple):
    """What the law wants done by the first day of `month` of the next year; `field` of document: dates it."""

    code: str
    field: str
    verb: str
    month: int


def late(report: Report, deadline: Deadline) -> Iterator[Diagnostic]:
    """Yield the date where it is later than the deadline."""
    day: date | None = getattr(report.year.document, deadline.field)
    limit = date(min(report.year.year + 1, MAXYEAR), deadline.month, 1)
    if day is not None and day > limit:
        message = f"{report.year.year}年度的报告应在{printed(limit)}前{deadline.verb}，这里是{printed(day)}"
        yield _finding(report, deadline, message)


def _finding(report: Report, deadline: Deadline, message: str) -> Diagnostic:
    """Return the finding at the date as it is written."""
    document = report.source.data.get("document") if isinstance(report.source.data, Mapping) else None
    written = document.get(deadline.field) if isinstance(document, Mapping) else None
    quote = written.text if isinstance(written, Written) else ""
    place = report.source.value(("document", deadline.field))
    hint = "核对日期；确已逾期的，写一条豁免并说明理由"
    return Diagnostic(place, deadline.code, message, hint, path=f"document.{deadline.field}", quote=quote)
