"""One line per finding, for pipes and editors: file:line:column: code message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reporters import summary

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Findings


def report(findings: Findings) -> str:
    """Return a line per finding that is not waived, and the summary."""
    # the form that editors and linters agree on: they jump to file:line:column
    lines = [
        f"{found.place}: {found.code} {summary.WORDS[found.severity]}：{found.message}"
        for found in findings.diagnostics
        if not found.waived and found.severity
    ]
    return "".join(f"{line}\n" for line in [*lines, summary.line(findings)])
