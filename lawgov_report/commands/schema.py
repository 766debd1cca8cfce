"""lawgov schema: JSON Schemas of the files of data/, for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import files
from lawgov_report.commands import _arguments, _guard, _output, _project
from lawgov_report.writing import digest

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("year", "indicators", "office", "terms")
ELSEWHERE = "用 -o 写到别的文件夹"


def run(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[名称]", help=f"{'、'.join(NAMES)}：只显示这一个，不写文件")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="写到哪里，默认为项目的 schemas")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="不写文件，只看已有文件是否最新")] = False,
    force: _arguments.Force = False,
) -> None:
    """导出 JSON Schema：编辑器据此补全和检查 YAML

    例：lawgov schema；在 YAML 第一行写 # yaml-language-server: $schema=../schemas/year.schema.json
    """
    if name and name not in NAMES:
        raise files.Unusable(f"没有 {name}；可用：{'、'.join(NAMES)}")
    if check and force:
        raise files.Unusable("--check 不写文件，不能与 --force 连用；只写一个")
    folder = files.root(context.obj)
    schemas = _schemas(folder)
    if name:
        sys.stdout.write(schemas[f"{name}.schema.json"])
        return
    out = _folder(output) if output else folder / "schemas"
    signed = {name: digest.signed("schema", text.encode()) for name, text in schemas.items()}
    if check:
        _check(out, signed)
    else:
        _write(out, signed, force=force)


def _folder(named: Path) -> Path:
    """Return the folder that -o names. Raises files.Unusable for a file, or the name of one."""
    if not named.is_dir() and (named.exists() or named.suffix[1:].isalpha()):
        raise files.Unusable(
            f"-o 是文件夹，{named} 是文件名；例如 -o schemas，只要一个的写 lawgov schema year"
        )
    return named


def _schemas(folder: Path) -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    from lawgov_report.checking import json_schema
    from lawgov_report.models.office import NO_OFFICE

    opened = _project.open_in(folder)
    if opened.catalogue is None:
        sys.stderr.write("指标目录有误，没有列出指标的键；先运行 lawgov validate\n")
    return json_schema.files(opened.catalogue, opened.office or NO_OFFICE)


def _write(out: Path, schemas: Mapping[str, bytes], *, force: bool) -> None:
    with files.Staging(out) as staging:
        for name, content in schemas.items():
            staging.put(name, content)
        found = (_guard.by_hand(out / name, "schema", {}) for name in filter(staging.differs, schemas))
        standing = [old for old in found if old]
        settled = _guard.settle(staging, standing, ELSEWHERE, force=force)
        staging.publish()
    sys.stderr.write(settled)
    sys.stdout.write("".join(f"{out / name}\n" for name in schemas))


def _check(out: Path, schemas: Mapping[str, bytes]) -> None:
    stale = [out / name for name, content in schemas.items() if not _output.is_current(out / name, content)]
    if stale:
        sys.stdout.write("".join(f"不是最新：{path}\n" for path in stale))
        raise typer.Exit(1)
