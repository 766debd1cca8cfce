"""Findings for programs: the JSON that docs/command-line.md documents, version 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place

VERSION = 1


def report(findings: Findings) -> str:
    """Return all findings, those waived included, as one JSON object."""
    summary = {
        "years": findings.years,
        "errors": findings.count(Severity.ERROR),
        "warnings": findings.count(Severity.WARNING),
        "waived": findings.waived,
        "skipped": findings.skipped,
    }
    diagnostics = [_object(found) for found in findings.diagnostics]
    data = {"version": VERSION, "summary": summary, "diagnostics": diagnostics}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _object(found: Diagnostic) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity,
        **_place(found.place),
        "excerpt": found.excerpt,
        "message": found.message,
        "hint": found.hint,
        "waived": found.waived or None,
        "related": [{**_place(other.place), "message": other.message} for other in found.related],
    }


def _place(place: Place) -> dict[str, str | int]:
    sheet: dict[str, str | int] = {"sheet": place.sheet, "cell": place.cell} if place.sheet else {}
    return {
        "file": place.file,
        **sheet,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line,
        "end_column": place.end_column,
    }
