"""The errors of a text that is published, waived: it comes in word for word, and cannot be mended any more.

Knows findings and how a waiver is written down; not whether a text is published.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking import check, rules
from lawgov_report.comparing import yaml_lines
from lawgov_report.comparing.yaml_lines import STEP
from lawgov_report.importing.draft import Guessed, GuessKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.reading.diagnostics import Diagnostic

REASON = "与公开文本一致，原文如此"
UNFINISHED = "LG615"  # what is still to be filled in was never published


def errors(project: Project, reading: Reading) -> tuple[Diagnostic, ...]:
    """Return the findings that would keep a year from being built, and that a waiver can lift."""
    found = check.year(project, reading, final=False).diagnostics
    return tuple(finding for finding in found if _is_waivable(finding))


def _is_waivable(finding: Diagnostic) -> bool:
    error = finding.severity is Severity.ERROR and not finding.waived
    named = finding.path != "" and finding.quote != "" and rules.negotiable(finding.code)
    return error and named and finding.code != UNFINISHED


def write(found: Sequence[Diagnostic]) -> str:
    """Return the waivers of findings as the last lines of a year file, "" where there are none."""
    return "".join(f"{line}\n" for line in _lines(found))


def _lines(found: Sequence[Diagnostic]) -> Iterator[str]:
    if found:
        yield ""
        yield "# 已公开的文本里的错误，照录；这一年还没有公开的，改正后删去"
        yield "waivers:"
    for finding in found:
        yield f"{STEP}- code: {finding.code}"
        yield f"{STEP * 2}at: {finding.path}"
        yield f"{STEP * 2}quote: {yaml_lines.in_brackets(finding.quote)}"
        yield f"{STEP * 2}reason: {REASON}"


def guessed(found: Sequence[Diagnostic]) -> list[Guessed]:
    """Return what the report of an import says of them: that the text is published is a guess."""
    return [
        Guessed(GuessKind.WAIVER, finding.quote, f"{finding.code} {finding.message}") for finding in found
    ]
