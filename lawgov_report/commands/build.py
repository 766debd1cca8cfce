"""lawgov build: compile years into the formats asked for.

Knows how the outputs of many years get into a folder, all or none; not how a year is compiled.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _compile, _guard, _output, _project
from lawgov_report.commands._compile import MAX_BYTES, BuildPlan, Compiled
from lawgov_report.commands._jobs import Jobs, in_order, processes
from lawgov_report.reading.diagnostics import Findings
from lawgov_report.writing.writer import ACCESSIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.writing.writer import Index

ELSEWHERE = "用 --out 写到别的文件夹"
# What --check says of a file that would not be written over
STATES = {
    _guard.CHANGED: "手工改过",
    _guard.UNKNOWN: "手工改过、别处来的或 0.1.0 版编的",
    _guard.UNMARKED: "可能手工改过",
}


def run(
    context: typer.Context,
    years: Annotated[list[str] | None, typer.Argument(metavar="[年份]…", help="不写就编制全部年份")] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="格式", help="md、docx、html、pdf、txt、data，用逗号隔开；不写为 md,docx"
        ),
    ] = "md,docx",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="文件夹", help="写到哪里，默认为项目的 out")
    ] = None,
    draft: Annotated[
        bool, typer.Option("--draft", help="编草稿：待报印作【待报】，草稿前印【待核】")
    ] = False,
    public: Annotated[bool, typer.Option("--public", help="公开版：不含版头、签发人和版记")] = False,
    check: Annotated[bool, typer.Option("--check", help="不写文件，只看已有文件是否最新")] = False,
    reference: Annotated[
        Path | None, typer.Option("--reference", metavar="文件", help="改用这个 DOCX 的样式和版面")
    ] = None,
    standard: Annotated[
        str, typer.Option("--pdf-standard", metavar="标准", help="PDF 的标准：ua-1（无障碍）或 a-2a（归档）")
    ] = ACCESSIBLE,
    fonts: Annotated[
        list[Path] | None, typer.Option("--font-dir", metavar="文件夹", help="PDF 还可用这里的字体，可写几次")
    ] = None,
    jobs: Jobs = None,
    force: _arguments.Force = False,
) -> None:
    """编制报告：YAML 编成 Markdown、DOCX、网页、PDF、文本和数据

    例：lawgov build 2020 --to md,docx --out out
    """
    plan = BuildPlan(
        files.root(context.obj),
        tuple(_arguments.comma_list(to)),
        reference,
        standard,
        tuple(fonts or ()),
        final=not draft,
        public=public,
    )
    if check and force:
        raise files.Unusable("--check 不写文件，不能与 --force 连用；只写一个")
    run_ = _begun(plan, years or [], out or plan.folder / "out", jobs, force=force)
    if check:
        _check(run_)
    else:
        _write(run_)


@dataclass(slots=True)
class _Run:
    """The years of one run, and what it has found so far.

    `entries` are noted for the indexes: by an index's name, one a year.
    """

    plan: BuildPlan
    numbers: list[int]
    processes: int
    out: Path
    force: bool
    findings: list[Diagnostic] = field(default_factory=list)
    waived: int = 0
    skipped: int = 0
    entries: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, compiled: Compiled) -> None:
        """Add a year."""
        self.findings += (*compiled.findings, *compiled.unprintable)
        self.waived += compiled.waived
        self.skipped += compiled.skipped
        for name, entry in compiled.entries:
            self.entries.setdefault(name, []).append(entry)

    def show_findings(self, refused: str) -> None:
        """Show the findings on stderr; where an error stands say what is refused for it, and exit 1."""
        from lawgov_report.checking import check

        if self.findings:
            years = len(self.numbers)
            _output.show_findings(Findings(tuple(self.findings), years, self.skipped, spared=self.waived))
        if check.errors(self.findings):
            # what is only owed or a draft is a warning of validate: nothing there is to be mended yet
            settled = [finding for finding in self.findings if finding.code not in check.FINAL]
            way_out = "" if check.errors(settled) else "；只是还有待报的数、未核定的文字，印草稿加 --draft"
            sys.stderr.write(f"有错误，{refused}{way_out}\n")
            raise typer.Exit(1)


def _begun(plan: BuildPlan, years: list[str], out: Path, jobs: int | None, *, force: bool) -> _Run:
    """Return the run of a plan, when its options are known to be right: nobody waits only to learn of one."""
    # A second run in the same process, as a test or a notebook makes, reads the files anew
    _compile.workshop.cache_clear()
    workshop = _compile.workshop(plan)
    _output.warn(chain.from_iterable(writer.warnings for writer in workshop.writers))
    numbers = _project.years(workshop.project, years)
    return _Run(plan, numbers, processes(jobs, len(numbers)), out, force)


def _write(run_: _Run) -> None:
    """Put the outputs of all years in place and print their names, or none where an error stands."""
    with files.Staging(run_.out) as staging:
        # Each is written aside as soon as it is there: a thousand years do not fit in memory
        staging.names += _delivered(run_, staging.write)
        for name, content in _indexes(run_):
            staging.put(name, content)
        run_.show_findings("没有写出任何文件")
        written = [run_.out / name for name in staging.names]
        standing = _by_hand(run_, filter(staging.differs, staging.names))
        settled = _guard.settle(staging, standing, ELSEWHERE, force=run_.force)
        staging.publish()
    sys.stderr.write(settled)
    sys.stdout.write("".join(f"{_output.short(path)}\n" for path in written))


def _by_hand(run_: _Run, names: Iterable[str]) -> list[_guard.Standing]:
    """Return the files in the place of these outputs that are not written over."""
    indexes = _index_formats(run_)
    listed: dict[str, str] = {}
    for index in indexes.values():
        listed |= index.digests(_present(run_, index.name))
    forms = {name: "index" if name in indexes else Path(name).suffix.removeprefix(".") for name in names}
    found = (_guard.by_hand(_output.short(run_.out / name), form, listed) for name, form in forms.items())
    return [standing for standing in found if standing]


def _index_formats(run_: _Run) -> dict[str, Index]:
    """Return the indexes of the folder by their names."""
    writers = _compile.workshop(run_.plan).writers
    return {writer.index.name: writer.index for writer in writers if writer.index}


def _present(run_: _Run, name: str) -> bytes:
    return files.read(run_.out / name, MAX_BYTES) if (run_.out / name).is_file() else b""


def _check(run_: _Run) -> None:
    """Print which files are missing or not current; exit 1 where there is one."""
    differs = partial(_differs, run_.out)
    stale = [*_delivered(run_, differs)]
    stale += [name for name, content in _indexes(run_) if differs(name, content)]
    run_.show_findings("无法比较")
    if stale:
        reasons = {standing.path.name: standing.reason for standing in _by_hand(run_, stale)}
        for name in stale:
            state = STATES.get(reasons.get(name, ""), "不是最新")
            sys.stdout.write(f"{state}：{_output.short(run_.out / name)}\n")
        raise typer.Exit(1)


def _differs(out: Path, name: str, content: bytes) -> bool:
    return not _output.is_current(out / name, content)


def _delivered(run_: _Run, deliver: _compile.Deliver) -> Iterator[str]:
    """Yield the names of the outputs for which `deliver` is true, in order; the run takes the findings."""
    from lawgov_report.checking import check

    shop = _compile.workshop(run_.plan)
    catalogue = _compile.of_catalogue(shop)
    run_.add(catalogue)
    # With an error in the catalogue, which belongs to no year, the years are only judged
    printable = shop.project.catalogue is not None and not check.errors(catalogue.findings)
    work = partial(_compile.years, run_.plan, deliver, printable=printable)
    for done, compiled in enumerate(in_order(work, run_.numbers, run_.processes), 1):
        run_.add(compiled)
        yield from compiled.names
        _output.progress(done, len(run_.numbers), "编制")


def _indexes(run_: _Run) -> Iterator[tuple[str, bytes]]:
    """Yield the indexes of the folder: asked for last, when all years are in the run."""
    for name, index in _index_formats(run_).items():
        entries, names = run_.entries.get(name, []), files.names(run_.out)
        yield name, index.write(entries, names, _present(run_, name))
