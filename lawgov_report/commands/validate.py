"""lawgov validate: all diagnostics of the years."""

from __future__ import annotations

import os
import sys
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project
from lawgov_report.commands._jobs import Jobs, in_order, processes
from lawgov_report.reporters import FORMATS, forges

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lawgov_report.checking.fixes import Mended
    from lawgov_report.models.project import Project
    from lawgov_report.reading.diagnostics import Diagnostic, Findings

    Look = Callable[[Mapping[str, bytes]], Findings]

FAIL_ON = ("error", "warning", "never")
# Files of data/ that may be named as if they were years: they are looked at whichever year is
SHARED = frozenset({"indicators", "terms"})


def run(
    context: typer.Context,
    years: Annotated[
        list[str] | None, typer.Argument(metavar="[年份或文件]…", help="不写就查全部年份")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="格式", help="、".join(FORMATS))] = "",
    select: Annotated[
        list[str] | None, typer.Option("--select", metavar="规则", help="只报这些规则，可写前缀，如 LG3")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", metavar="规则", help="不报这些规则，可写前缀")
    ] = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", metavar="程度", help="遇 error（默认）或 warning 退出码为 1，或 never")
    ] = "error",
    final: Annotated[bool, typer.Option("--final", help="待报和草稿也算错误")] = False,
    no_waivers: Annotated[bool, typer.Option("--no-waivers", help="已豁免的问题也报")] = False,
    fix: Annotated[bool, typer.Option("--fix", help="改正能自动改正的，写回 YAML")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只显示 --fix 会改什么，不改文件")] = False,
    jobs: Jobs = None,
) -> None:
    """检查数据：格式、引用、数值、法定内容、文字

    例：lawgov validate 2020；lawgov validate --diff
    """
    _check_options(fail_on, no_waivers=no_waivers, fix=fix, diff=diff)
    form = _form(form, diff=diff)
    choice = _arguments.selection(select or [], ignore or [])
    from lawgov_report.checking import selection

    # An editor and pre-commit name files, from whatever folder they run in
    folder = files.root(context.obj or _folder_of(years or []))
    _opened.cache_clear()  # a second run in the same process, as a test makes, reads the files anew
    asked = [_name(text, folder) for text in years or []]

    def look(instead: Mapping[str, bytes]) -> Findings:
        found = _findings(Judging(folder, tuple(instead.items()), final), asked, jobs)
        return choice.of(selection.unwaived(found) if no_waivers else found)

    if diff:
        raise typer.Exit(_show(folder, _mended(folder, look), fail_on))
    findings = _mend(folder, look) if fix else look(_project.UNCHANGED)
    _report(findings, form, folder)
    raise typer.Exit(1 if _fails(findings, fail_on) else 0)


def _form(form: str, *, diff: bool) -> str:
    """Return the form of the report: the one asked for, else by where it goes."""
    if form and diff:
        raise files.Unusable("--format 说的是检查结果的格式，不能与 --diff 同用")
    if form:
        return _arguments.known_format(form, FORMATS)
    return "full" if sys.stdout.isatty() else "concise"


def _check_options(fail_on: str, *, no_waivers: bool, fix: bool, diff: bool) -> None:
    if fail_on not in FAIL_ON:
        raise files.Unusable(f"--fail-on 不能是 {fail_on}；可用：{'、'.join(FAIL_ON)}")
    if fix and diff:
        raise files.Unusable("--fix 和 --diff 只能用一个；先用 --diff 看，再用 --fix 改")
    if no_waivers and (fix or diff):
        raise files.Unusable("--no-waivers 不能与 --fix、--diff 同用：已豁免的文字不改")


def _name(text: str, folder: Path) -> str:
    """Return the year that an argument names: a year itself, or the path of its file in the project."""
    path = Path(text)
    if path.suffix != ".yaml":
        return text
    if path.resolve() != (folder / files.MARKER.parent / path.name).resolve():
        raise files.Unusable(f"{path} 不在项目 {folder.resolve()} 的 data/ 里")
    return path.stem


def _folder_of(arguments: list[str]) -> Path | None:
    """Return the project that the first file named lies in, None where no file is named."""
    paths = [Path(text) for text in arguments if text.endswith(".yaml")]
    if not paths:
        return None
    if not paths[0].is_file():
        raise files.Unusable(f"没有这个文件：{paths[0]}")
    return paths[0].absolute().parent.parent


class Judging(NamedTuple):
    """What the years are judged by. Plain data, so that another process can be given it."""

    folder: Path
    instead: tuple[tuple[str, bytes], ...]
    final: bool


class Judged(NamedTuple):
    """What came of one year; with `skipped` later checks could not run."""

    file: str
    findings: tuple[Diagnostic, ...]
    skipped: bool


@lru_cache(maxsize=1)
def _opened(judging: Judging) -> Project:
    """Return the project, opened once in each process."""
    return _project.open_in(judging.folder, dict(judging.instead))


def _findings(judging: Judging, asked: list[str], jobs: int | None) -> Findings:
    from lawgov_report.checking import check
    from lawgov_report.reading.diagnostics import Findings

    opened = _opened(judging)
    of_years = [name for name in asked if name not in SHARED]
    numbers = [] if asked and not of_years else _project.years(opened, of_years)
    found, names, skipped = [*check.catalogue(opened)], [source.name for source in opened.sources], 0
    judged_years = in_order(partial(judged, judging), numbers, processes(jobs, len(numbers)))
    for done, year in enumerate(judged_years, 1):
        found += year.findings
        names.append(year.file)
        skipped += year.skipped
        _output.progress(done, len(numbers), "检查")
    return Findings(tuple(found), len(numbers), skipped, tuple(names))


def judged(judging: Judging, numbers: Sequence[int]) -> Iterator[Judged]:
    """Yield what comes of each of the years, in order."""
    from lawgov_report.checking import check
    from lawgov_report.models import project

    opened = _opened(judging)
    for reading in project.years(opened, numbers):
        examined = check.year(opened, reading, final=judging.final)
        yield Judged(reading.source.name, examined.diagnostics, examined.document is None)


def _fails(findings: Findings, fail_on: str) -> bool:
    from lawgov_report.reading.diagnostics import Severity

    if fail_on == "never":
        return False
    return bool(findings.count(Severity.ERROR) or (fail_on == "warning" and findings.count(Severity.WARNING)))


def _mended(folder: Path, look: Look) -> Mended:
    from lawgov_report.checking import fixes
    from lawgov_report.reading.source import MAX_BYTES

    return fixes.mend(look, lambda name: files.read(folder / name, MAX_BYTES))


def _mend(folder: Path, look: Look) -> Findings:
    """Mend what can be mended, and return what remains."""
    mended = _mended(folder, look)
    files.rewrite(folder, mended.contents)
    where = "".join(f"  {name}\n" for name in sorted(mended.contents))
    sys.stderr.write(f"已改正 {mended.mended} 处\n{where}")
    return mended.findings


def _show(folder: Path, mended: Mended, fail_on: str) -> int:
    """Show what --fix would change, and what it could not mend; return 1 where there is either."""
    from lawgov_report.checking.fixes import difference
    from lawgov_report.reading.source import MAX_BYTES

    for name, content in sorted(mended.contents.items()):
        sys.stdout.write(difference(name, files.read(folder / name, MAX_BYTES), content))
    sys.stderr.write(f"--fix 可改正 {mended.mended} 处，现在没有改动文件\n")
    if _fails(mended.findings, fail_on):
        sys.stderr.write(_output.report(mended.findings, "concise"))
        return 1
    return 1 if mended.mended else 0


def _report(findings: Findings, form: str, folder: Path) -> None:
    if form == "full" and _coloured():
        from lawgov_report.reporters import full

        sys.stdout.write(full.coloured(findings.heaviest_first()))
        return
    if form in forges.FORMATS:
        from lawgov_report.checking import rules

        pages = {found.code: rules.rule(found.code).page for found in findings.diagnostics}
        findings = forges.seen_from(_output.repository_prefix(folder), findings, pages)
    sys.stdout.write(_output.report(findings, form))
    # The file that GitHub shows on the run's own page
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    if form == "github" and page:
        from lawgov_report.reporters import github

        files.append(Path(page), github.summary(findings.heaviest_first()))


def _coloured() -> bool:
    """Return whether stdout shows colour and the user has not declined it (https://no-color.org)."""
    # Consoles of Windows that say none of these print the codes of colours as text
    windows = os.name == "nt" and not {"WT_SESSION", "ANSICON", "TERM"} & os.environ.keys()
    dumb = os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not (os.environ.get("NO_COLOR") or dumb or windows)
