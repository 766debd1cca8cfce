"""Findings as a forge wants them: files as seen from the repository, rules with their manual pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place


def seen(findings: Findings, folder: Path) -> Findings:
    """Return the findings of the project in `folder` for a report that a forge reads."""
    from lawgov_report.checking import rules

    prefix = _prefix(folder)
    return findings._replace(
        diagnostics=tuple(_moved(one, prefix) for one in findings.diagnostics),
        files=tuple(prefix + name for name in findings.files),
        pages={one.code: rules.rule(one.code).page for one in findings.diagnostics},
    )


def _prefix(folder: Path) -> str:
    """Return what leads from the repository, or the shell's folder, to the project: office/."""
    top, here = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve(), folder.resolve()
    return f"{here.relative_to(top).as_posix()}/" if here != top and here.is_relative_to(top) else ""


def _moved(found: Diagnostic, prefix: str) -> Diagnostic:
    def move(place: Place) -> Place:
        return place._replace(file=prefix + place.file)

    return found._replace(
        place=move(found.place),
        related=tuple(one._replace(place=move(one.place)) for one in found.related),
        edits=tuple(one._replace(place=move(one.place)) for one in found.edits),
    )
