"""Findings as JUnit XML, for GitLab and other servers: a test suite per file, a test case per finding.

An error is a failure, a warning a case with output, a waived finding a case that was skipped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic, Findings

# What XML 1.0 cannot hold, not even as a character reference
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(findings: Findings) -> str:
    """Return all findings, those waived included, as one XML document."""
    # files without findings stand among them too, in the order in which they were looked at
    by_file: dict[str, list[Diagnostic]] = {name: [] for name in findings.files}
    for found in findings.diagnostics:
        by_file.setdefault(found.place.file, []).append(found)
    failures = str(findings.count(Severity.ERROR))
    cases = sum(max(1, len(diagnostics)) for diagnostics in by_file.values())
    root = ET.Element("testsuites", name="lawgov", tests=str(cases), failures=failures, errors="0")
    for name, diagnostics in by_file.items():
        root.append(_suite(name, diagnostics))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _suite(name: str, diagnostics: list[Diagnostic]) -> ET.Element:
    """Return a file's suite; without findings it has a case that passes, so that the file is seen."""
    failures = sum(1 for found in diagnostics if found.severity == Severity.ERROR and not found.waived)
    attributes = {
        "name": _text(name),
        "tests": str(max(1, len(diagnostics))),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(sum(1 for found in diagnostics if found.waived)),
    }
    suite = ET.Element("testsuite", attributes)
    if not diagnostics:
        ET.SubElement(suite, "testcase", name="没有问题", classname=_text(name), file=_text(name))
    for found in diagnostics:
        suite.append(_case(found))
    return suite


def _case(found: Diagnostic) -> ET.Element:
    place, file = found.place, _text(found.place.file)
    name = _text(f"{found.code} {found.name} {place.line}:{place.column}")
    case = ET.Element("testcase", name=name, classname=file, file=file, line=str(place.line))
    body = _text(_body(found))
    if found.waived:
        ET.SubElement(case, "skipped", message=_text(f"已豁免：{found.waived}"))
        ET.SubElement(case, "system-out").text = body
    elif found.severity == Severity.ERROR:
        failure = ET.SubElement(case, "failure", type=found.code, message=_text(found.message))
        failure.text = body
    else:
        ET.SubElement(case, "system-out").text = body
    return case


def _body(found: Diagnostic) -> str:
    lines = [f"{found.place}: {found.code} {found.message}"]
    lines += [f"相关：{other.place} {other.message}" for other in found.related]
    if found.hint:
        lines.append(f"怎么改：{found.hint}")
    return "\n".join(lines)


def _text(text: str) -> str:
    return NO_XML.sub("\ufffd", text)
