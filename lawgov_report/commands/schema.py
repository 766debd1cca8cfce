"""lawgov schema: JSON Schemas of the files of data/, for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _output, _project

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("year", "indicators", "terms")


def run(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[名称]", help=f"{'、'.join(NAMES)}：只显示这一个，不写文件")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="写到哪里，默认为项目的 schemas")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="不写文件，只看已有文件是否最新")] = False,
) -> None:
    """导出 JSON Schema：编辑器据此补全和检查 YAML

    例：lawgov schema；在 YAML 第一行写 # yaml-language-server: $schema=../schemas/year.schema.json
    """
    if name and name not in NAMES:
        raise files.Unusable(f"没有 {name}；可用：{'、'.join(NAMES)}")
    folder = files.root(context.obj)
    schemas = _schemas(folder)
    if name:
        sys.stdout.write(schemas[f"{name}.schema.json"])
    elif check:
        _check(output or folder / "schemas", schemas)
    else:
        _write(output or folder / "schemas", schemas)


def _schemas(folder: Path) -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    from lawgov_report.checking import json_schema

    opened = _project.open_in(folder)
    if opened.catalogue is None:
        sys.stderr.write("指标目录有误，没有列出指标的键；先运行 lawgov validate\n")
    return json_schema.files(opened.catalogue)


def _write(out: Path, schemas: Mapping[str, str]) -> None:
    with files.Staging(out) as staging:
        for name, text in schemas.items():
            staging.put(name, text.encode())
        written = staging.publish()
    sys.stdout.write("".join(f"{path}\n" for path in written))


def _check(out: Path, schemas: Mapping[str, str]) -> None:
    stale = [
        out / name for name, text in schemas.items() if not _output.is_current(out / name, text.encode())
    ]
    if stale:
        sys.stdout.write("".join(f"不是最新：{path}\n" for path in stale))
        raise typer.Exit(1)
