"""Findings as JUnit XML: a suite per file, errors as failures, well-formed whatever is said."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place, Severity
from lawgov_report.reporters import junit

PLACE = Place("data/2020.yaml", 3, 20, 3, 24)
FILES = ("data/indicators.yaml", "data/2020.yaml")


def finding(
    message: str = "说明", severity: Severity = Severity.ERROR, hint: str = "", waived: str = ""
) -> Diagnostic:
    return Diagnostic(PLACE, "LG301", message, hint, severity=severity, name="relation-fails", waived=waived)


def parsed(*found: Diagnostic) -> ET.Element:
    return ET.fromstring(junit.report(Findings(found, 1, 0, FILES)).encode())  # noqa: S314 our own


def test_a_file_without_findings_is_a_suite_that_passes() -> None:
    root = parsed()
    assert [suite.get("name") for suite in root] == [*FILES]
    assert (root.get("tests"), root.get("failures")) == ("2", "0")
    assert [len(case) for suite in root for case in suite] == [0, 0]


def test_an_error_fails_a_warning_says_and_what_is_waived_is_skipped() -> None:
    root = parsed(finding(hint="核对"), finding(severity=Severity.WARNING), finding(waived="原文如此"))
    suite = root[1]
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "3",
        "failures": "1",
        "errors": "0",
        "skipped": "1",
    }
    assert root.get("failures") == "1"
    assert [[part.tag for part in case] for case in suite] == [
        ["failure"],
        ["system-out"],
        ["skipped", "system-out"],
    ]
    failure = suite[0][0]
    assert (failure.get("type"), failure.get("message")) == ("LG301", "说明")
    assert failure.text == "data/2020.yaml:3:20: LG301 说明\n怎么改：核对"
    assert suite[2][0].get("message") == "已豁免：原文如此"


def test_a_case_tells_its_file_and_line() -> None:
    case = parsed(finding())[1][0]
    assert case.get("name") == "LG301 relation-fails 3:20"
    assert (case.get("file"), case.get("line")) == ("data/2020.yaml", "3")


@given(st.text(), st.text(), st.text())
def test_the_xml_is_well_formed_whatever_is_said(message: str, hint: str, waived: str) -> None:
    case = parsed(finding(message, hint=hint, waived=waived))[1][0]
    assert case.get("name") == "LG301 relation-fails 3:20"


def test_what_xml_cannot_hold_is_shown_as_a_replacement_character() -> None:
    failure = parsed(finding('甲\x00\x1b\ud800\ufffe乙<&"]]>'))[1][0][0]
    assert failure.get("message") == '甲\ufffd\ufffd\ufffd\ufffd乙<&"]]>'
