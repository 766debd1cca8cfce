"""Findings for GitHub Actions: annotations at their lines, and a page for the step summary.

The workflow commands and their escapes are those of actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.reporters import summary as summaries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.reading.diagnostics import Diagnostic, Findings

# Each character of a command's text is replaced by itself, so that no % of an escape is escaped again
DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**DATA, ":": "%3A", ",": "%2C"}
# What GitHub's Markdown could take for markup inside a table's cell
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
MOST = 500  # GitHub refuses a step summary of more than 1 MiB


def report(findings: Findings) -> str:
    """Return a workflow command per finding that is not waived, and the summary."""
    lines = [_command(found) for found in findings.diagnostics if not found.waived]
    return "".join(f"{line}\n" for line in [*lines, summaries.line(findings)])


def _command(found: Diagnostic) -> str:
    place = found.place
    properties: dict[str, object] = {"file": place.file, "line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:  # GitHub takes columns only within one line
        properties |= {"col": place.column, "endColumn": place.end_column}
    properties["title"] = f"{found.code} {found.name}"
    written = ",".join(f"{key}={_escape(str(value), PROPERTY)}" for key, value in properties.items())
    remedy = f"\n怎么改：{found.hint}" if found.hint else ""
    related = "".join(f"\n相关：{other.place} {other.message}" for other in found.related)
    return f"::{found.severity} {written}::{_escape(f'{place}: {found.message}{related}{remedy}', DATA)}"


def _escape(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)


def summary(findings: Findings) -> str:
    """Return a page in Markdown: the summary, and a table of the findings that are not waived."""
    standing = [found for found in findings.diagnostics if not found.waived]
    lines = ["## 法治政府建设年度报告：数据检查", "", _cell(summaries.line(findings)), ""]
    if standing:
        lines += ["| 位置 | 规则 | 程度 | 问题 | 怎么改 |", "|---|---|---|---|---|"]
        lines += _rows(standing[:MOST])
    if len(standing) > MOST:
        lines += ["", f"另有 {len(standing) - MOST} 处没有列出"]
    return "\n".join(lines) + "\n"


def _rows(standing: list[Diagnostic]) -> Iterator[str]:
    for found in standing:
        severity = summaries.WORDS[found.severity] if found.severity else ""
        cells = (str(found.place), f"{found.code} {found.name}", severity, found.message, found.hint)
        yield f"| {' | '.join(_cell(cell) for cell in cells)} |"


def _cell(text: str) -> str:
    return MARKDOWN.sub(r"\\\1", " ".join(text.split()))
