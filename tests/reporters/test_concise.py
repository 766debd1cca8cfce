"""One line per finding."""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place, Severity
from lawgov_report.reporters import concise


def test_a_finding_is_one_line_with_place_code_severity_and_message() -> None:
    place = Place("data/2020.yaml", 3, 20, 3, 21)
    found = (
        Diagnostic(place, "LG104", "说明", severity=Severity.ERROR),
        Diagnostic(place, "LG207", "说明", severity=Severity.WARNING),
        Diagnostic(place, "LG301", "说明", severity=Severity.ERROR, waived="样例"),
    )
    assert concise.report(Findings(found, 1)) == (
        "data/2020.yaml:3:20: LG104 错误：说明\n"
        "data/2020.yaml:3:20: LG207 警告：说明\n"
        "1 个年份：1 个错误，1 个警告，豁免 1 处\n"
    )
