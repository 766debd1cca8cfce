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


class Dated(NamedTuple):
    """A date that a rule judges: `field` of document: holds it, `verb` says what is done on that day."""

    code: str
    field: str
    verb: str

    def day(self, report: Report) -> date | None:
        """Return the date, None where the document does not give it."""
        day: date | None = getattr(report.year.document, self.field)
        return day

    def finding(self, report: Report, message: str, hint: str) -> Diagnostic:
        """Return the finding at the date as it is written."""
        document = report.source.data.get("document") if isinstance(report.source.data, Mapping) else None
        written = document.get(self.field) if isinstance(document, Mapping) else None
        quote = written.text if isinstance(written, Written) else ""
        place = report.source.value(("document", self.field))
        return Diagnostic(place, self.code, message, hint, path=f"document.{self.field}", quote=quote)


def late(report: Report, dated: Dated, month: int) -> Iterator[Diagnostic]:
    """Yield the date where it is later than the first day of `month` of the next year."""
    day = dated.day(report)
    limit = date(min(report.year.year + 1, MAXYEAR), month, 1)
    if day is not None and day > limit:
        message = f"{report.year.year}年度的报告应在{printed(limit)}前{dated.verb}，这里是{printed(day)}"
        yield dated.finding(report, message, "核对日期；确已逾期的，写一条豁免并说明理由")
