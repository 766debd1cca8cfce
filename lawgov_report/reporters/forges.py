"""Findings as a forge wants them: files as seen from the repository, rules with their manual pages.

Knows neither the disk nor the rules: where the project lies and the pages are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place

FORMATS = frozenset({"github", "sarif", "junit"})  # the forms of report that forges read


def seen_from(prefix: str, findings: Findings, pages: Mapping[str, str]) -> Findings:
    """Return the findings with `prefix` before the name of each file, and with the manual pages by code."""
    return findings._replace(
        diagnostics=tuple(_moved(found, prefix) for found in findings.diagnostics),
        files=tuple(prefix + name for name in findings.files),
        pages=pages,
    )


def _moved(found: Diagnostic, prefix: str) -> Diagnostic:
    def move(place: Place) -> Place:
        return place._replace(file=prefix + place.file)

    return found._replace(
        place=move(found.place),
        related=tuple(related._replace(place=move(related.place)) for related in found.related),
        edits=tuple(edit._replace(place=move(edit.place)) for edit in found.edits),
    )
