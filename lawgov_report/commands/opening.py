"""What every command that works on a project does first: find it, open it, choose its years."""

from __future__ import annotations

import gc
import re
import sys
from typing import TYPE_CHECKING

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lawgov_report.diagnostics import Findings
    from lawgov_report.project import Project

YEAR = re.compile("[1-9][0-9]{3}")
UNCHANGED: Mapping[str, bytes] = {}


def project(folder: Path, instead: Mapping[str, bytes] = UNCHANGED) -> Project:
    """Return the opened project in `folder`; `instead` holds what its files are taken to hold."""
    from lawgov_report import project as projects
    from lawgov_report.source import MAX_BYTES

    data, templates = folder / projects.FOLDER, files.templates(folder)

    def read(name: str) -> bytes:
        held = instead.get(f"{projects.FOLDER}/{name}")
        return files.read(data / name, MAX_BYTES) if held is None else held

    return projects.open_(
        read,
        files.data_names(folder),
        lambda: templates(projects.TERMS),
    )


def years(opened: Project, asked: list[str]) -> list[int]:
    """Return the years asked for, all of the project if none is. Raises files.Unusable."""
    if not opened.years:
        message = "data/ 里还没有年度文件；例如 data/2020.yaml"
        raise files.Unusable(message)
    chosen = [_year(opened, text) for text in asked] if asked else list(opened.years)
    if len(chosen) > 1:
        gc.set_threshold(10_000)  # years that are let go leave garbage: a thousand of them 10 MB
    return chosen


def _year(opened: Project, text: str) -> int:
    if not YEAR.fullmatch(text):
        message = f"“{text}”不是年份；年份是四位半角数字，例如 {opened.years[-1]}"
        raise files.Unusable(message)
    if int(text) not in opened.years:
        known = "、".join(str(year) for year in opened.years[-10:])
        message = f"没有 data/{text}.yaml；已有的年份：{known}"
        raise files.Unusable(message)
    return int(text)


def folders(given: Sequence[Path]) -> tuple[str, ...]:
    """Return the folders with more fonts that --font-dir names. Raises files.Unusable where one is none."""
    if absent := [folder for folder in given if not folder.is_dir()]:
        raise files.Unusable(f"{absent[0]} 不是文件夹；--font-dir 后面写放字体的文件夹")
    return tuple(str(folder) for folder in given)


def report(findings: Findings, form: str) -> str:
    """Return the findings in one of the reporters' forms."""
    from importlib import import_module

    text: str = import_module(f"lawgov_report.reporters.{form}").report(findings)
    return text


def progress(done: int, total: int, what: str) -> None:
    """Show how far the work is, on a terminal, when there is more than one year."""
    if total > 1 and sys.stderr.isatty():
        end = "\r" if done < total else "\n"
        sys.stderr.write(f"{what} {done}/{total}{end}")
        sys.stderr.flush()
