"""lawgov build: compile years into the formats asked for."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output, _project
from lawgov_report.reading.diagnostics import Place
from lawgov_report.writing import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import ModuleType

    from lawgov_report.models.project import Project
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Document

MAX_INDEX = 1 << 26


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
    ] = "ua-1",
    fonts: Annotated[
        list[Path] | None, typer.Option("--font-dir", metavar="文件夹", help="PDF 还可用这里的字体，可写几次")
    ] = None,
) -> None:
    """编制报告：YAML 编成 Markdown、DOCX、网页、PDF 和数据

    例：lawgov build 2020 --to md,docx --out out
    """
    folder = files.root(context.obj)
    templates = _templates(folder, reference)
    formats = _formats(
        _arguments.comma_list(to), templates, _Choice(standard, _arguments.font_folders(fonts or []))
    )
    target = out or folder / "out"
    opened = _project.open_in(folder)
    numbers = _project.years(opened, years or [])
    seen = _Seen(len(numbers))
    made = _made(opened, numbers, formats, seen, final=not draft, face=public)
    made = chain(made, _indexes(formats, target))
    if check:
        _check(target, made, seen)
    else:
        _write(target, made, seen)


class _Format(NamedTuple):
    """A format: what writes a document in it, and what that finds wrong beforehand."""

    write: Callable[[Document], dict[str, bytes]]
    findings: Callable[[Document], Iterable[Diagnostic]] = lambda _: ()
    listing: _Index | None = None


class _Index(NamedTuple):
    """The index that a format keeps of a folder; `entries` grow with the years, as little as they can."""

    name: str
    entry: Callable[[Document, dict[str, bytes]], object]
    make: Callable[[list[object], tuple[str, ...], bytes], bytes]
    entries: list[object]


class _Choice(NamedTuple):
    """What is chosen for the PDF."""

    standard: str = "ua-1"
    folders: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What a run has found so far. Of waived findings only the number is kept: they are not shown."""

    years: int
    standing: list[Diagnostic] = field(default_factory=list)
    waived: int = 0
    skipped: int = 0

    def take(self, found: Sequence[Diagnostic]) -> bool:
        """Add findings; return whether they leave the way open."""
        from lawgov_report.checking import check as examine

        standing = [one for one in found if not one.waived]
        self.standing += standing
        self.waived += len(found) - len(standing)
        return not examine.errors(standing)

    def tell(self, refused: str) -> None:
        """Show the findings on stderr; exit 1 where an error stands."""
        from lawgov_report.checking import check as examine
        from lawgov_report.reading.diagnostics import Findings

        if self.standing:
            form = "full" if sys.stderr.isatty() else "concise"
            findings = Findings(tuple(self.standing), self.years, self.skipped, spared=self.waived)
            sys.stderr.write(_output.report(findings, form))
        if examine.errors(self.standing):
            sys.stderr.write(f"有错误，{refused}\n")
            raise typer.Exit(1)


def _templates(folder: Path, reference: Path | None) -> Callable[[str], bytes]:
    find = files.templates(folder)
    if reference is None:
        return find
    from lawgov_report.writing import docx

    content = files.read(reference, 1 << 26)
    docx.check(content, str(reference))
    return lambda name: content if name == "reference.docx" else find(name)


def _formats(names: list[str], templates: Callable[[str], bytes], choice: _Choice) -> list[_Format]:
    """Return the formats asked for. Raises files.Unusable for an unknown one."""
    wanted = dict.fromkeys(name for name in names if name)
    if not wanted:
        raise files.Unusable(f"--to 后面要有格式；可用：{'、'.join(FORMATS)}")
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown:
        message = f"没有 {unknown[0]} 这种格式；可用：{'、'.join(FORMATS)}"
        raise files.Unusable(message)
    if "pdf" not in wanted and choice != _Choice():
        raise files.Unusable("--pdf-standard 和 --font-dir 只用于 PDF；要编 PDF 的，写 --to pdf")
    return [_pdf(templates, choice) if name == "pdf" else _format(name, templates) for name in wanted]


def _format(name: str, templates: Callable[[str], bytes]) -> _Format:
    module = import_module(f"lawgov_report.writing.{FORMATS[name]}")
    return _Format(partial(module.write, templates=templates), listing=_index(module, templates))


def _index(module: ModuleType, templates: Callable[[str], bytes]) -> _Index | None:
    if not hasattr(module, "INDEX"):
        return None
    return _Index(module.INDEX, module.entry, partial(module.index, templates=templates), [])


def _pdf(templates: Callable[[str], bytes], choice: _Choice) -> _Format:
    """Return the format PDF, having told which fonts stand in for others. Raises files.Unusable."""
    from lawgov_report.models import layout as layouts
    from lawgov_report.writing import fonts, pdf

    if choice.standard not in pdf.STANDARDS:
        raise files.Unusable(f"没有 {choice.standard} 这种 PDF 标准；可用：{'、'.join(pdf.STANDARDS)}")
    layout = layouts.made_of(pdf.LAYOUT, templates(pdf.LAYOUT))
    press = pdf.Press(templates, layout, fonts.listed(choice.folders), choice.standard)
    for role in press.roles.values():
        if role.substituted:
            sys.stderr.write(f"警告：没有字体 {role.wanted}，PDF 改用 {role.families[0]}\n")
    return _Format(press.write, press.findings)


def _made(
    opened: Project,
    numbers: list[int],
    formats: list[_Format],
    seen: _Seen,
    *,
    final: bool,
    face: bool,
) -> Iterator[tuple[str, bytes]]:
    """Yield the outputs, as names and bytes, until an error is found; `seen` takes all findings."""
    from lawgov_report.checking import check as examine
    from lawgov_report.models import project
    from lawgov_report.report import document

    sound = seen.take(examine.catalogue(opened)) and opened.catalogue is not None
    for done, reading in enumerate(project.years(opened, numbers), 1):
        examined = examine.year(opened, reading, final=final)
        sound = seen.take(examined.diagnostics) and sound
        seen.skipped += examined.document is None
        if sound and examined.document is not None:
            shown = document.public(examined.document) if face else examined.document
            for format_ in formats:
                sources = [opened.source, reading.source]
                found = examine.told((_exact(one, sources) for one in format_.findings(shown)), sources)
                sound = seen.take(found) and sound
                outputs = format_.write(shown) if sound else {}
                if format_.listing and outputs:
                    format_.listing.entries.append(format_.listing.entry(shown, outputs))
                yield from ((f"{reading.number}{suffix}", content) for suffix, content in outputs.items())
        _output.progress(done, len(numbers), "编制")


def _exact(found: Diagnostic, sources: Sequence[Source]) -> Diagnostic:
    """Return a finding on the words that it quotes: a document knows of a text only where it begins and ends.

    Of texts whose place it does not know, a finding at the start of the file, all lines are looked through.
    """
    place = found.place
    lines = {source.name: source.lines for source in sources}.get(place.file, ())
    end = len(lines) if (place.line, place.column) == (1, 1) else place.end_line
    for number, line in enumerate(lines[place.line - 1 : end], place.line):
        at = line.find(found.quote, (place.column - 1) * (number == place.line)) + 1
        if at and found.quote:
            return found._replace(place=Place(place.file, number, at, number, at + len(found.quote)))
    return found


def _indexes(formats: Iterable[_Format], out: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the indexes of the folder, when all years have been made."""
    for one in (format_.listing for format_ in formats if format_.listing):
        names = files.names(out)
        standing = files.read(out / one.name, MAX_INDEX) if one.name in names else b""
        yield one.name, one.make(one.entries, names, standing)


def _write(out: Path, made: Iterator[tuple[str, bytes]], seen: _Seen) -> None:
    with files.Staging(out) as staging:
        for name, content in made:
            staging.put(name, content)
        seen.tell("没有写出任何文件")
        written = staging.publish()
    sys.stdout.write("".join(f"{_output.short(path)}\n" for path in written))


def _check(out: Path, made: Iterator[tuple[str, bytes]], seen: _Seen) -> None:
    stale = [name for name, content in made if not _same(out / name, content)]
    seen.tell("无法比较")
    if stale:
        sys.stdout.write("".join(f"不是最新：{_output.short(out / name)}\n" for name in stale))
        raise typer.Exit(1)


def _same(path: Path, content: bytes) -> bool:
    return path.is_file() and files.read(path, len(content)) == content
