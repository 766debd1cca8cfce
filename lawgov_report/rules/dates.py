"""Dates that a document gives of itself, with what is written there.

Knows the date fields of a year file; not which dates are too late.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgov_report.diagnostics import Diagnostic, Written

if TYPE_CHECKING:
    from datetime import date

    from lawgov_report.rules import Report


def told(day: date) -> str:
    """Return a date as people write it, 2021年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def finding(report: Report, field: str, code: str, message: str, hint: str) -> Diagnostic:
    """Return the finding that the date under document.`field` is wrong."""
    document = report.source.data.get("document") if isinstance(report.source.data, Mapping) else None
    written = document.get(field) if isinstance(document, Mapping) else None
    quote = written.text if isinstance(written, Written) else ""
    place = report.source.value(("document", field))
    return Diagnostic(place, code, message, hint, path=f"document.{field}", quote=quote)
