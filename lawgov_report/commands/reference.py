"""lawgov reference: make the reference document, which holds styles and page, from the layout."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _output

if TYPE_CHECKING:
    from lawgov_report.models.layout import Layout

PROFILE = "gbt9704.yaml"


def run(
    context: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到这个 DOCX")],
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="文件", help="版面数据，默认为内置的 gbt9704.yaml")
    ] = None,
    force: _arguments.Force = False,
) -> None:
    """生成样式文件：由版面数据做出 reference.docx

    例：lawgov reference -o templates/reference.docx
    """
    form = _arguments.output_format("docx", output, ("docx",), {})
    from lawgov_report.reading import source
    from lawgov_report.writing import docx_reference

    content = files.read(profile, source.MAX_BYTES) if profile else files.templates(context.obj)(PROFILE)
    layout = _layout((profile or Path(PROFILE)).as_posix(), content)
    _output.put(docx_reference.make(layout), _output.Destination(output, form, force))


def _layout(name: str, content: bytes) -> Layout:
    """Return the layout that a file holds; exits with 1 where it is wrong, having shown how."""
    from lawgov_report.checking import check
    from lawgov_report.models import layout
    from lawgov_report.reading import source
    from lawgov_report.reading.diagnostics import Findings

    read, found = source.read(name, content)
    figures, wrong = layout.read(read) if read.data is not None else (None, [])
    if figures is None or found:
        _output.show_findings(Findings(check.complete([*found, *wrong], [read])))
        raise typer.Exit(1)
    return figures
