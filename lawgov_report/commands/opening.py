"""What every command that works on a project does first: find it, open it, choose its years."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import typer

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from typing import NoReturn

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.reading.diagnostics import Findings

YEAR = re.compile("[1-9][0-9]{3}")
UNCHANGED: Mapping[str, bytes] = {}


def project(folder: Path, instead: Mapping[str, bytes] = UNCHANGED) -> Project:
    """Return the opened project in `folder`; `instead` holds what its files are taken to hold."""
    from lawgov_report.models import project as projects
    from lawgov_report.reading.source import MAX_BYTES

    data, templates = folder / projects.FOLDER, files.templates(folder)

    def read(name: str) -> bytes:
        held = instead.get(f"{projects.FOLDER}/{name}")
        return files.read(data / name, MAX_BYTES) if held is None else held

    return projects.open_(read, files.data_names(folder), lambda: templates(projects.TERMS))


def years(opened: Project, asked: list[str]) -> list[int]:
    """Return the years asked for, all of the project if none is. Raises files.Unusable."""
    if not opened.years:
        message = "data/ 里还没有年度文件；例如 data/2020.yaml"
        raise files.Unusable(message)
    return [*dict.fromkeys(_year(opened, text) for text in asked)] if asked else list(opened.years)


def number(text: str, example: int) -> int:
    """Return the year that a text writes. Raises files.Unusable, with an example."""
    if not YEAR.fullmatch(text):
        message = f"“{text}”不是年份；年份是四位半角数字，例如 {example}"
        raise files.Unusable(message)
    return int(text)


def _year(opened: Project, text: str) -> int:
    if number(text, opened.years[-1]) not in opened.years:
        known = "、".join(str(year) for year in opened.years[-10:])
        message = f"没有 data/{text}.yaml；已有的年份：{known}"
        raise files.Unusable(message)
    return int(text)


def folders(given: Sequence[Path]) -> tuple[str, ...]:
    """Return the folders with more fonts that --font-dir names. Raises files.Unusable where one is none."""
    if absent := [folder for folder in given if not folder.is_dir()]:
        raise files.Unusable(f"{absent[0]} 不是文件夹；--font-dir 后面写放字体的文件夹")
    return tuple(str(folder) for folder in given)


def refuse(opened: Project, readings: Iterable[Reading], said: str, code: int = 1) -> NoReturn:
    """Show what is wrong with the catalogue and the years, say so in a line, and exit."""
    from lawgov_report.checking.check import told
    from lawgov_report.reading.diagnostics import Findings

    readings = tuple(readings)
    found = [*opened.diagnostics, *(one for reading in readings for one in reading.diagnostics)]
    shown = told(found, [opened.source, *(reading.source for reading in readings)])
    findings = Findings(shown, len(readings), len(readings))
    sys.stderr.write(report(findings, "full" if sys.stderr.isatty() else "concise"))
    sys.stderr.write(f"{said}\n")
    raise typer.Exit(code)


def put(content: bytes, output: Path | None) -> None:
    """Print what was made, or write it to the file and print its name. Raises files.Unusable."""
    if output is None:
        sys.stdout.write(content.decode())
        return
    with files.Staging(output.parent) as staging:
        staging.put(output.name, content)
        staging.publish()
    sys.stdout.write(f"{output}\n")


def form(asked: str, output: Path | None, known: Sequence[str], to_file: Mapping[str, str]) -> str:
    """Return the format asked for, that of the output's suffix, or text.

    `to_file` names those that need a file, each with a name for it. Raises files.Unusable.
    """
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    chosen = asked or (suffix if suffix in known else "text")
    if chosen not in known or (not asked and suffix not in {chosen, "txt", ""}):
        raise files.Unusable(f"没有 {asked or suffix} 这种格式；可用：{'、'.join(known)}")
    if asked and suffix in known and suffix != asked:
        raise files.Unusable(f"--format 是 {asked}，文件名却是 {output and output.name}")
    if chosen in to_file and output is None:
        raise files.Unusable(f"{chosen} 要写到文件里：加上 -o {to_file[chosen]}.{chosen}")
    return chosen


def listed(text: str) -> list[str]:
    """Return what is listed with commas, also those of a Chinese keyboard."""
    return [one.strip() for one in re.split("[,，、]", text)]


def short(path: Path) -> Path:
    """Return the path as seen from the shell's folder where it lies below it."""
    from pathlib import Path

    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


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
