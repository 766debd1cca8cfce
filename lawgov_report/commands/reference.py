"""lawgov reference: make the reference document, which holds styles and page, from the layout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _output

PROFILE = "gbt9704.yaml"


def run(
    context: typer.Context,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到这个 DOCX")],
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="文件", help="版面数据，默认为内置的 gbt9704.yaml")
    ] = None,
) -> None:
    """生成样式文件：由版面数据做出 reference.docx

    例：lawgov reference -o templates/reference.docx
    """
    from lawgov_report.checking.check import complete
    from lawgov_report.models import layout
    from lawgov_report.reading import source
    from lawgov_report.reading.diagnostics import Findings
    from lawgov_report.writing import docx_reference as reference

    content = files.read(profile, source.MAX_BYTES) if profile else files.templates(context.obj)(PROFILE)
    read, found = source.read((profile or Path(PROFILE)).as_posix(), content)
    made, wrong = layout.read(read) if read.data is not None else (None, [])
    if made is None or found:
        findings = Findings(complete([*found, *wrong], [read]))
        sys.stderr.write(_output.report(findings, "full" if sys.stderr.isatty() else "concise"))
        raise typer.Exit(1)
    with files.Staging(output.parent) as staging:
        staging.put(output.name, reference.make(made))
        staging.publish()
    sys.stdout.write(f"{output}\n")
