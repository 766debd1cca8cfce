"""What a command leaves: text on stdout, findings and progress on stderr, files on disk.

Knows where results go; not how any of them is made.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_report.reading.diagnostics import Findings

SHOWN = 6  # names of files that stand in the way; the others are counted


# Results


def put(content: bytes, output: Path | None) -> None:
    """Print a result, or write it to the file and print the file's name. Raises files.Unusable."""
    if output is None:
        sys.stdout.write(content.decode())
        return
    with files.Staging(output.parent) as staging:
        staging.put(output.name, content)
        staging.publish()
    sys.stdout.write(f"{output}\n")


def short(path: Path) -> Path:
    """Return the path as seen from the shell's folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def is_current(path: Path, content: bytes) -> bool:
    """Return whether the file is there and holds just this. Raises files.Unusable."""
    return path.is_file() and files.read(path, len(content)) == content


# Findings and progress


def report(findings: Findings, form: str) -> str:
    """Return the findings in one of the reporters' forms."""
    from importlib import import_module

    text: str = import_module(f"lawgov_report.reporters.{form}").report(findings)
    return text


def show_findings(findings: Findings) -> None:
    """Write findings to stderr: in full for a person at a terminal, one on a line for a program."""
    sys.stderr.write(report(findings, "full" if sys.stderr.isatty() else "concise"))


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


# Files that must not exist yet


def create(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files below `folder`, by their names with /, and return their paths; nothing is overwritten.

    Raises Unusable where one exists or cannot be written; then nothing is left behind.
    """
    paths = {folder / name: content for name, content in contents.items()}
    # A link that leads nowhere exists too: opening it would write where it points
    existing = [path for path in paths if os.path.lexists(path)]
    if existing:
        listed = "、".join(str(path) for path in existing[:SHOWN])
        more = f" 等 {len(existing)} 个" if len(existing) > SHOWN else ""
        raise files.Unusable(f"已有 {listed}{more}，不覆盖；没有写出任何文件")
    missing = _missing_folders(paths)
    written: list[Path] = []
    try:
        for path, content in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            # x: another program may have made the file since we looked
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        _remove(written, missing)
        raise files.Unusable(f"不能写 {path}：{files.reason(error)}；没有写出任何文件") from error
    return written


def _missing_folders(paths: Iterable[Path]) -> list[Path]:
    """Return the folders that do not exist yet, the innermost first."""
    above = {parent for path in paths for parent in path.parents}
    missing = [folder for folder in above if not folder.exists()]
    return sorted(missing, key=lambda folder: len(folder.parts), reverse=True)


def _remove(written: Iterable[Path], folders: Iterable[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)
    for folder in folders:
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
