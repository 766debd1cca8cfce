"""lawgov build: compile years into the formats asked for.

Knows in which order years are judged, written and put in place, all or none; no format, nor what an option
means to one.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_report import files, writing
from lawgov_report.commands import _arguments, _output, _project
from lawgov_report.reading.diagnostics import Findings, Place
from lawgov_report.writing.writer import ACCESSIBLE, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Document
    from lawgov_report.writing.writer import Writer

MAX_BYTES = 1 << 26  # of a reference document and of an index: 64 MiB, far more than either needs


def run(
    context: typer.Context,
    years: Annotated[list[str] | None, typer.Argument(metavar="[年份]…", help="不写就编制全部年份")] = None,
    to: Annotated[
        str,
        typer.Option("--to", metavar="格式", help="md、docx、html、pdf、data，用逗号隔开；不写为 md,docx"),
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
) -> None:
    """编制报告：YAML 编成 Markdown、DOCX、网页、PDF 和数据

    例：lawgov build 2020 --to md,docx --out out
    """
    plan = Plan(
        files.root(context.obj),
        tuple(_arguments.comma_list(to)),
        reference,
        standard,
        tuple(fonts or ()),
        final=not draft,
        public=public,
    )
    # wrong options first: nobody waits for the years only to learn of one
    writers = _writers(plan)
    for warning in chain.from_iterable(writer.warnings for writer in writers):
        sys.stderr.write(f"警告：{warning}\n")
    workshop = Workshop(plan, writers, _project.open_in(plan.folder))
    numbers = _project.years(workshop.project, years or [])
    target, tally = out or plan.folder / "out", _Tally(len(numbers))
    outputs = chain(_outputs(workshop, numbers, tally), _indexes(writers, target, tally))
    if check:
        _check(target, outputs, tally)
    else:
        _write(target, outputs, tally)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides what a year becomes. Plain data, so that another process can be given it."""

    folder: Path
    formats: tuple[str, ...]
    reference: Path | None
    standard: str
    fonts: tuple[Path, ...]
    final: bool
    public: bool


class Workshop(NamedTuple):
    """What the years of a plan are built with: prepared once in each process, and never leaving it."""

    plan: Plan
    writers: tuple[Writer, ...]
    project: Project


class Built(NamedTuple):
    """What came of one year. Plain data, so that it can come from another process.

    `findings` are those in the data, `unprintable` those of what a format cannot print; of waived ones, which
    are not shown, only the number is kept. With `skipped` there was no document that rules could judge.
    `outputs` are files by their names, `entries` what the formats note of the year, by the names of indexes.
    """

    findings: tuple[Diagnostic, ...]
    waived: int
    skipped: bool
    unprintable: tuple[Diagnostic, ...] = ()
    outputs: tuple[tuple[str, bytes], ...] = ()
    entries: tuple[tuple[str, Any], ...] = ()


def _writers(plan: Plan) -> tuple[Writer, ...]:
    """Return what writes the plan's formats. Raises files.Unusable where an option cannot be followed."""
    templates = files.templates(plan.folder)
    if plan.reference is not None:
        content = files.read(plan.reference, MAX_BYTES)
        templates = writing.with_reference(templates, str(plan.reference), content)
    return writing.prepare(
        plan.formats, Settings(templates, plan.standard, _arguments.font_folders(plan.fonts))
    )


# From a year to its outputs


def build(workshop: Workshop, numbers: Iterable[int], *, write: bool) -> Iterator[Built]:
    """Yield what comes of each of the years, in order; without `write`, and behind an error, only findings.

    One error means that nothing is written at all, so that what follows needs no outputs.
    """
    from lawgov_report.checking import check
    from lawgov_report.models import project

    for reading in project.years(workshop.project, numbers):
        built = _year(workshop, reading, write=write)
        write = write and not check.errors((*built.findings, *built.unprintable))
        yield built


def _year(workshop: Workshop, reading: Reading, *, write: bool) -> Built:
    from lawgov_report.checking import check

    examined = check.year(workshop.project, reading, final=workshop.plan.final)
    standing = tuple(finding for finding in examined.diagnostics if not finding.waived)
    built = Built(standing, len(examined.diagnostics) - len(standing), skipped=examined.document is None)
    if not write or examined.document is None or check.errors(standing):
        return built
    return _written(workshop, reading, examined.document, built)


def _written(workshop: Workshop, reading: Reading, document: Document, judged: Built) -> Built:
    """Return the year that was judged with its outputs, none of a format behind an error."""
    from lawgov_report.checking import check
    from lawgov_report.report.document import public

    shown = public(document) if workshop.plan.public else document
    sources = [workshop.project.source, reading.source]
    unprintable: list[Diagnostic] = []
    outputs: dict[str, bytes] = {}
    entries: list[tuple[str, Any]] = []
    for writer in workshop.writers:
        # told in the words of the year file: a format knows only the document
        found = (_exact(finding, sources) for finding in writer.findings(shown))
        unprintable += check.complete(found, sources)
        if check.errors(unprintable):
            continue
        contents = writer.write(shown)
        outputs |= {f"{reading.number}{suffix}": content for suffix, content in contents.items()}
        if writer.index:
            entries.append((writer.index.name, writer.index.entry(shown, contents)))
    return judged._replace(
        unprintable=tuple(unprintable), outputs=tuple(outputs.items()), entries=tuple(entries)
    )


def _exact(finding: Diagnostic, sources: Sequence[Source]) -> Diagnostic:
    """Return a finding on the words that it quotes: a document knows of a text only where it begins and ends.

    Of texts whose place it does not know, a finding at the start of the file, all lines are looked through.
    """
    place, quote = finding.place, finding.quote
    if not quote:
        return finding
    lines = {source.name: source.lines for source in sources}.get(place.file, ())
    end = len(lines) if (place.line, place.column) == (1, 1) else place.end_line
    for number, line in enumerate(lines[place.line - 1 : end], place.line):
        start = place.column - 1 if number == place.line else 0
        found = line.find(quote, start)
        if found >= 0:
            exact = Place(place.file, number, found + 1, number, found + 1 + len(quote))
            return finding._replace(place=exact)
    return finding


# From many years to a folder


@dataclass(slots=True)
class _Tally:
    """What a run has found so far; `entries` are noted for the indexes: by an index's name, one a year."""

    years: int
    findings: list[Diagnostic] = field(default_factory=list)
    waived: int = 0
    skipped: int = 0
    entries: dict[str, list[Any]] = field(default_factory=dict)

    def add(self, built: Built) -> None:
        """Add a year."""
        self.findings += (*built.findings, *built.unprintable)
        self.waived += built.waived
        self.skipped += built.skipped
        for name, entry in built.entries:
            self.entries.setdefault(name, []).append(entry)

    def show(self, refused: str) -> None:
        """Show the findings on stderr; where an error stands say what is refused for it, and exit 1."""
        from lawgov_report.checking import check

        if self.findings:
            form = "full" if sys.stderr.isatty() else "concise"
            findings = Findings(tuple(self.findings), self.years, self.skipped, spared=self.waived)
            sys.stderr.write(_output.report(findings, form))
        if check.errors(self.findings):
            sys.stderr.write(f"有错误，{refused}\n")
            raise typer.Exit(1)


def _outputs(workshop: Workshop, numbers: Sequence[int], tally: _Tally) -> Iterator[tuple[str, bytes]]:
    """Yield the outputs of all years, as names and bytes, until an error is found; `tally` takes the rest."""
    from lawgov_report.checking import check

    found = check.catalogue(workshop.project)
    standing = tuple(finding for finding in found if not finding.waived)
    # the catalogue belongs to no year; with a fault in it the years are only judged
    tally.add(Built(standing, len(found) - len(standing), skipped=False))
    sound = workshop.project.catalogue is not None and not check.errors(standing)
    for done, built in enumerate(build(workshop, numbers, write=sound), 1):
        tally.add(built)
        yield from built.outputs
        _output.progress(done, len(numbers), "编制")


def _indexes(writers: Iterable[Writer], out: Path, tally: _Tally) -> Iterator[tuple[str, bytes]]:
    """Yield the indexes of the folder: asked for last, when all years are in the tally."""
    for index in (writer.index for writer in writers if writer.index):
        names = files.names(out)
        present = files.read(out / index.name, MAX_BYTES) if index.name in names else b""
        yield index.name, index.write(tally.entries.get(index.name, []), names, present)


def _write(out: Path, outputs: Iterator[tuple[str, bytes]], tally: _Tally) -> None:
    with files.Staging(out) as staging:
        # each is put aside as soon as it is there: a thousand years do not fit in memory
        for name, content in outputs:
            staging.put(name, content)
        tally.show("没有写出任何文件")
        written = staging.publish()
    sys.stdout.write("".join(f"{_output.short(path)}\n" for path in written))


def _check(out: Path, outputs: Iterator[tuple[str, bytes]], tally: _Tally) -> None:
    stale = [name for name, content in outputs if not _same(out / name, content)]
    tally.show("无法比较")
    if stale:
        sys.stdout.write("".join(f"不是最新：{_output.short(out / name)}\n" for name in stale))
        raise typer.Exit(1)


def _same(path: Path, content: bytes) -> bool:
    # one byte more than `content` is read at most, which is enough to see that a file is longer
    return path.is_file() and files.read(path, len(content)) == content
