"""JSON as docs/command-line.md documents it: version 1."""

from __future__ import annotations

import json

from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place, Related, Severity
from lawgov_report.reporters import json as reporter

PLACE = Place("data/2020.yaml", 3, 20, 3, 24)


def test_all_findings_are_told_in_the_documented_shape() -> None:
    one = Diagnostic(
        PLACE,
        "LG104",
        "“七百”不是数值",
        "写上单位",
        (Related(Place("data/indicators.yaml", 1, 2, 3, 4), "相关"),),
        severity=Severity.ERROR,
        name="not-a-quantity",
        excerpt="cases: 七百",
    )
    text = reporter.report(Findings((one,), 2, 1))
    assert json.loads(text) == {
        "version": 1,
        "summary": {"years": 2, "errors": 1, "warnings": 0, "waived": 0, "skipped": 1},
        "diagnostics": [
            {
                "code": "LG104",
                "name": "not-a-quantity",
                "severity": "error",
                "file": "data/2020.yaml",
                "line": 3,
                "column": 20,
                "end_line": 3,
                "end_column": 24,
                "excerpt": "cases: 七百",
                "message": "“七百”不是数值",
                "hint": "写上单位",
                "waived": None,
                "related": [
                    {
                        "file": "data/indicators.yaml",
                        "line": 1,
                        "column": 2,
                        "end_line": 3,
                        "end_column": 4,
                        "message": "相关",
                    }
                ],
            }
        ],
    }
    assert "七百" in text


def test_what_is_waived_is_told_with_its_reason_and_not_counted() -> None:
    one = Diagnostic(PLACE, "LG301", "说明", severity=Severity.ERROR, waived="与公开文本一致")
    told = json.loads(reporter.report(Findings((one,), 1)))
    assert told["diagnostics"][0]["waived"] == "与公开文本一致"
    assert (told["summary"]["errors"], told["summary"]["waived"]) == (0, 1)


def test_no_findings_are_an_empty_list() -> None:
    assert json.loads(reporter.report(Findings(())))["diagnostics"] == []
