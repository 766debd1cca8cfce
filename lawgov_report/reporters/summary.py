"""The last line of every report for people: what was looked at and what stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Findings

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告"}


def line(findings: Findings) -> str:
    """Return one line: years, errors, warnings, waived, what --fix can mend, skipped."""
    errors, warnings = findings.count(Severity.ERROR), findings.count(Severity.WARNING)
    parts = [f"{findings.years} 个年份：{errors} 个错误，{warnings} 个警告，豁免 {findings.waived} 处"]
    if findings.mendable:
        parts.append(f"--fix 可改正 {findings.mendable} 处")
    if findings.skipped:
        parts.append(f"{findings.skipped} 个年份的格式有误，改正后才能查其余各项")
    return "；".join(parts)
