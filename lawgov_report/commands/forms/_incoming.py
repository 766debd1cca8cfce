"""Forms that came back, read from disk and judged: what import writes and what return says of them.

Knows the project on disk and the clock; not where the result goes.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lawgov_report import files
from lawgov_report.commands import _output, _project

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lawgov_report.forms.merging import Conditions, Merged
    from lawgov_report.forms.returned import Returned
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.reading.diagnostics import Diagnostic, Findings

REFUSED = "有错误，核对不了报送表"
# What a department may have saved its form as; nobody should take it for one that has not answered
OTHER_TABLES = (".xls", ".xlsm", ".xlsb", ".et", ".ods", ".csv")
Year = Annotated[str, typer.Option("--year", metavar="年份", help="收的是哪一年的，默认为最近一年")]


class OpenedYear(NamedTuple):
    """The year that forms are for: its project, its catalogue, and the year as read."""

    root: Path
    project: Project
    catalogue: Catalogue
    reading: Reading

    @property
    def name(self) -> str:
        """The file of the year, from the project's folder."""
        return self.reading.source.name


class Incoming(NamedTuple):
    """Forms beside their year: what they give, the year file as it is and with them, all that was found.

    `skipped` are the forms that were left out because of their errors, as shown. With `failed` an error
    stands in one that was not.
    """

    forms: tuple[Returned, ...]
    merged: Merged
    old: bytes
    new: bytes
    findings: Findings
    failed: bool
    skipped: tuple[str, ...] = ()

    def of_file(self, file: str) -> tuple[Diagnostic, ...]:
        """Return the findings in one of the forms."""
        return tuple(found for found in self.findings.diagnostics if found.place.file == file)


def target(root: Path, asked: str) -> OpenedYear:
    """Return the year asked for, else the last; exits with 1 where it cannot be used, having shown why."""
    from lawgov_report.models import project

    opened = _project.open_in(root)
    number = _project.years(opened, [asked] if asked else [])[-1]
    (reading,) = project.years(opened, [number])
    if opened.catalogue is None or opened.office is None or reading.year is None:
        _project.refuse(opened, [reading], REFUSED)
    return OpenedYear(root, opened, opened.catalogue, reading)


def read(paths: Sequence[Path]) -> tuple[Returned, ...]:
    """Return the forms in files and folders.

    Raises Unusable; where several cannot be read, all are named on stderr.
    """
    forms, refused = readable(paths)
    if len(refused) == 1:
        raise files.Unusable(refused[0])
    if refused:
        sys.stderr.write("".join(f"{line}\n" for line in refused))
        raise files.Unusable(f"{len(refused)} 个文件读不了，没有导入")
    return forms


def readable(paths: Sequence[Path]) -> tuple[tuple[Returned, ...], tuple[str, ...]]:
    """Return the forms in files and folders that can be read, and of each other file the reason."""
    forms, refused = [], []
    paths = [*dict.fromkeys(found for path in paths for found in _listed(path))]
    for done, path in enumerate(paths, 1):
        try:
            forms.append(_form(path))
        except files.Unusable as error:
            refused.append(str(error))
        _output.progress(done, len(paths), "读报送表")
    return tuple(forms), tuple(refused)


def _listed(path: Path) -> Iterator[Path]:
    """Yield a file, or the workbooks in a folder. Raises Unusable for a folder without any."""
    if not path.is_dir():
        yield path
        return
    # ~$ begins what Excel puts beside a workbook that is open
    names = [name for name in files.names(path) if not name.startswith("~$")]
    found = [name for name in names if name.lower().endswith(".xlsx")]
    _output.warn(
        f"{path / name} 没有读：文件夹里只读 .xlsx" for name in names if name.lower().endswith(OTHER_TABLES)
    )
    if not found:
        raise files.Unusable(f"{path} 里没有 .xlsx 文件")
    yield from (path / name for name in found)


def _form(path: Path) -> Returned:
    from lawgov_report.forms import returned

    content = files.read(path, returned.MAX_BYTES)
    return returned.read(_output.short(path).as_posix(), content)


def examine(target: OpenedYear, forms: tuple[Returned, ...], conditions: Conditions) -> Incoming:
    """Return what the forms give to the year, judged by the rules. Raises files.Unusable."""
    from lawgov_report.checking import check
    from lawgov_report.forms import figure_lines, merging
    from lawgov_report.reading.source import MAX_BYTES

    assert target.reading.year is not None  # noqa: S101 target() has looked
    merged = merging.merge(target.catalogue, target.reading.year, forms, conditions)
    old = files.read(target.root / target.name, MAX_BYTES)
    order = [*target.catalogue.indicators]
    new = figure_lines.write(old, merged.entries, order) if merged.entries else old
    findings = _judged(target, merged, old, new)
    return Incoming(forms, merged, old, new, findings, check.errors(findings.diagnostics))


def sound(target: OpenedYear, forms: tuple[Returned, ...], conditions: Conditions) -> Incoming:
    """Return what those of the forms give to the year that no error concerns. Raises files.Unusable.

    Without one form, an error may come to light in another, which the first one's figures had hidden.
    """
    found: list[Diagnostic] = []
    skipped: list[str] = []
    left = forms
    while True:
        incoming = examine(target, left, conditions)
        wrong = _concerned(incoming)
        diagnostics = incoming.findings.diagnostics
        found += [finding for finding in diagnostics if not wrong or finding.place.file in wrong]
        if not wrong:
            findings = incoming.findings._replace(diagnostics=tuple(found))
            return incoming._replace(forms=forms, findings=findings, skipped=tuple(skipped))
        skipped += sorted(wrong)
        left = tuple(form for form in left if form.file not in wrong)


def _concerned(incoming: Incoming) -> set[str]:
    """Return the forms that an error concerns: of two that differ, nobody knows which is right."""
    from lawgov_report.checking import check

    errors = [found for found in incoming.findings.diagnostics if check.errors([found])]
    places = [place for found in errors for place in (found.place, *(other.place for other in found.related))]
    return {place.file for place in places} & {form.file for form in incoming.forms}


def _judged(target: OpenedYear, merged: Merged, old: bytes, new: bytes) -> Findings:
    """Return what was found in the forms, and what the rules find in their figures."""
    from lawgov_report.checking import check
    from lawgov_report.reading.diagnostics import Findings

    found = [*check.complete(merged.findings, [])]
    if new != old:
        found += _of_rules(target, merged, new)
    names = tuple(form.file for form in merged.used)
    return Findings(tuple(found), 1, files=names)


def _of_rules(target: OpenedYear, merged: Merged, new: bytes) -> Iterator[Diagnostic]:
    """Yield what the rules find in the year with the figures in it, at their cells."""
    from lawgov_report.checking import check
    from lawgov_report.forms import judging
    from lawgov_report.models import project

    # the catalogue is that of the project that is open: to read it again would take as long as the forms
    opened = target.project._replace(read=partial(_with, target, new))
    (reading,) = project.years(opened, [target.reading.number])
    if reading.year is None:
        wrong = reading.diagnostics[0]
        reason = f"第 {wrong.place.line} 行 {wrong.code} {wrong.message}"
        raise files.Unusable(f"写入以后 {target.name} 读不回来（{reason}）；没有改动文件")
    cells = {key: answer.place for key, answer in merged.answers.items()}
    examined = check.year(opened, reading, final=False)
    return judging.at_cells(examined.diagnostics, reading.source, cells)


def _with(target: OpenedYear, new: bytes, name: str) -> bytes:
    """Return the bytes of a file of data/, of the year with the figures in it."""
    return new if target.name.endswith(f"/{name}") else target.project.read(name)


def conditions(target: OpenedYear, day: str, take: str, *, names: bool) -> Conditions:
    """Return what forms are held to. Raises files.Unusable for words that are none."""
    from lawgov_report.forms import departments
    from lawgov_report.forms.merging import TAKEN, Conditions
    from lawgov_report.language import dates

    if take and take not in TAKEN:
        raise files.Unusable(f"--take 不能是 {take}；可用：theirs（用表里的）、ours（留现有的）")
    today: date | None = dates.parse(day) if day else datetime.now().astimezone().date()
    if today is None:
        raise files.Unusable(f"--date 的“{day}”不是日期；例如 2022-01-10")
    office = departments.office_name(target.project.office, target.reading.year)
    return Conditions(office, today, take, names)
