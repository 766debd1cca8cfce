"""What a command leaves: text on stdout, findings and progress on stderr, files on disk.

Knows where results go; not how any of them is made.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_report.reading.diagnostics import Findings

ELSEWHERE = "用 -o 写到别的文件"


# Results


class Destination(NamedTuple):
    """Where a result of this form goes: to the terminal, or to a file, with `force` also one made by hand."""

    path: Path | None
    form: str
    force: bool


def put(content: bytes, destination: Destination) -> None:
    """Print a result, or write it to the file and print the file's name. Raises files.Unusable."""
    if destination.path is None:
        sys.stdout.write(content.decode())
        return
    _save(content, destination.path, destination)
    sys.stdout.write(f"{destination.path}\n")


def _save(unsigned: bytes, path: Path, destination: Destination) -> None:
    from lawgov_report.commands import _guard
    from lawgov_report.writing import digest

    content = digest.signed(destination.form, unsigned)
    if is_current(path, content):
        return
    with files.Staging(path.parent) as staging:
        staging.put(path.name, content)
        old = _guard.by_hand(path, destination.form, {})
        settled = _guard.settle(staging, [old] if old else [], ELSEWHERE, force=destination.force)
        staging.publish()
    sys.stderr.write(settled)


def short(path: Path) -> Path:
    """Return the path as seen from the shell's folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def is_current(path: Path, content: bytes) -> bool:
    """Return whether the file is there and holds just this. Raises files.Unusable."""
    return path.is_file() and files.read(path, len(content)) == content


# Findings and progress


def report(findings: Findings, form: str) -> str:
    """Return the findings in one of the reporters' forms, errors first."""
    from importlib import import_module

    text: str = import_module(f"lawgov_report.reporters.{form}").report(findings.heaviest_first())
    return text


def show_findings(findings: Findings) -> None:
    """Write findings to stderr: in full for a person at a terminal, one on a line for a program."""
    sys.stderr.write(report(findings, "full" if sys.stderr.isatty() else "concise"))


def warn(warnings: Iterable[str]) -> None:
    """Write what the user should know of the outputs to stderr."""
    sys.stderr.write("".join(f"警告：{warning}\n" for warning in warnings))


def repository_prefix(folder: Path) -> str:
    """Return what leads from the repository, or the shell's folder, to the project: office/."""
    # GitHub marks lines only in paths seen from its checkout, which need not be the shell's folder
    top, here = Path(os.environ.get("GITHUB_WORKSPACE") or ".").resolve(), folder.resolve()
    return f"{here.relative_to(top).as_posix()}/" if here != top and here.is_relative_to(top) else ""


def progress(done: int, total: int, what: str) -> None:
    """Show how far the work is, on a terminal, when there is more than one year."""
    if total > 1 and sys.stderr.isatty():
        end = "\r" if done < total else "\n"
        sys.stderr.write(f"{what} {done}/{total}{end}")
        sys.stderr.flush()
