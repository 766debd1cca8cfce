"""lawgov init: a new office's project, or a sample."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import __version__, files
from lawgov_report.commands import _arguments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lawgov_report.commands._starter import Starter
    from lawgov_report.models.catalogue import Catalogue

FOLDER = "project"  # of the templates
STARTERS = {
    "README.md": "README.md",
    "data/office.yaml": "office.yaml",
    ".github/workflows/lawgov.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    ".gitignore": "gitignore",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/settings.json": "settings.json",
}
# the made-up offices, by the names of their outlines: each is a folder of its own
SAMPLES = {"six": "shifan", "national": "yangli"}
HELD = (".yaml", ".csv")
# 2 to 40 letters or digits, a letter first: the name goes into YAML, Markdown and a title unescaped
NAME = re.compile(r"[^\W\d_](?:[^\W_]|[·（）]){1,39}")


def run(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="建在哪里，可以是已有的文件夹")],
    example: Annotated[
        str,
        typer.Argument(
            metavar="[样例]",
            help="写在 --sample 后面：six 区县六个部分（默认）；national 乡镇四项内容、中文键",
        ),
    ] = "",
    jurisdiction: Annotated[
        str, typer.Option("--jurisdiction", metavar="地名", help="例如 西宁市城中区")
    ] = "",
    level: Annotated[
        str,
        typer.Option(
            "--level",
            metavar="级别",
            help="省 province、市 city、县区 county、乡镇 township、部门 department；默认看名称",
        ),
    ] = "",
    outline: Annotated[
        str,
        typer.Option("--outline", metavar="提纲", help="six 六个部分（默认）；national 法律写明的四项内容"),
    ] = "",
    year: Annotated[str, typer.Option("--year", metavar="年份", help="第一份报告的年份，默认为去年")] = "",
    sample: Annotated[bool, typer.Option("--sample", help="改为放一个虚构的样例项目，供试用")] = False,
) -> None:
    """新建项目：指标目录、第一年、自动检查和编辑器设置，不覆盖已有文件

    例：lawgov init 报告 --jurisdiction 西宁市城中区；lawgov init 样例 --sample national；
    lawgov init 报告 --jurisdiction 样例镇 --level 乡镇 --outline national
    """
    if sample and (jurisdiction or year or level or outline):
        others = "--jurisdiction、--level、--outline、--year"
        raise files.Unusable(f"--sample 不能与 {others} 同用：样例有自己的地名和年份")
    if example and not sample:
        raise files.Unusable(f"不认识 {example}；样例的名字写在 --sample 后面，文件夹只写一个")
    contents = (
        _sample(example or next(iter(SAMPLES)))
        if sample
        else dict(_starters(_starter(_jurisdiction(jurisdiction), level, outline), _year(year)))
    )
    written = files.create(folder, contents)
    sys.stdout.write("".join(f"{path}\n" for path in written))
    build = "lawgov build" if sample else "lawgov build --draft"  # a first year owes all its figures
    sys.stderr.write(f"下一步：进入 {folder}，运行 lawgov validate 和 {build}\n")


def _jurisdiction(name: str) -> str:
    if not name:
        raise files.Unusable("缺少选项 --jurisdiction：写明是哪里的报告，例如 --jurisdiction 西宁市城中区")
    if not NAME.fullmatch(name):
        raise files.Unusable(f"“{name}”不是地名；例如 西宁市城中区")
    return name


def _starter(name: str, level: str, outline: str) -> Starter:
    """Return the office that a project is begun for. Raises Unusable."""
    from lawgov_report.commands._starter import Starter, level_called
    from lawgov_report.models.office import level_of, named_levels
    from lawgov_report.models.outline import BUILT_IN, SIX

    named = level_called(level)
    if level and named is None:
        raise files.Unusable(f"没有 {level} 这一级；可用：{named_levels()}")
    if outline and outline not in BUILT_IN:
        raise files.Unusable(f"没有提纲 {outline}；可用：six 六个部分、national 法律写明的四项内容")
    return Starter(name, named or level_of(name), outline or SIX)


def _year(asked: str) -> int:
    if not asked:
        from datetime import UTC, datetime

        return datetime.now(tz=UTC).astimezone().year - 1
    return _arguments.year_number(asked, 2020)


def _starters(starter: Starter, year: int) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a new project, by their names with /."""
    from lawgov_report.commands import _starter
    from lawgov_report.models.project import CATALOGUE

    find = files.templates(None)
    words = {
        **starter.words(),
        "@YEAR@": str(year),
        "@NEXT@": str(year + 1),
        "@VERSION@": __version__,
    }
    template = _filled(find, f"{starter.folder}{CATALOGUE}", words).decode()
    catalogue = _starter.catalogue(template, starter.outline).encode()
    yield f"data/{CATALOGUE}", catalogue
    words["@OWED@"] = _owed(catalogue)  # of the catalogue as it is filled in, whose labels name the place
    first = _filled(find, f"{starter.folder}year.yaml", words).decode()
    yield f"data/{year}.yaml", _starter.year(first, starter.outline).encode()
    others = {name: _filled(find, template, words) for name, template in STARTERS.items()}
    yield from others.items()
    yield from _schemas(catalogue, others["data/office.yaml"])


def _schemas(catalogue: bytes, office: bytes) -> Iterator[tuple[str, bytes]]:
    from lawgov_report.checking import json_schema
    from lawgov_report.models import office as offices
    from lawgov_report.reading import source
    from lawgov_report.writing import digest

    model = offices.read(source.read("data/office.yaml", office)[0])[0] or offices.NO_OFFICE
    for name, schema in json_schema.files(_catalogue(catalogue), model).items():
        yield f"schemas/{name}", digest.signed("schema", schema.encode())


def _filled(find: Callable[[str], bytes], name: str, words: Mapping[str, str]) -> bytes:
    text = find(f"{FOLDER}/{name}").decode().replace("\r\n", "\n")
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text.encode()


def _owed(catalogue: bytes) -> str:
    """Return the lines that owe every indicator of the catalogue, by part."""
    from itertools import groupby

    from lawgov_report.language.quantity import OWED

    lines = []
    for part, indicators in groupby(_catalogue(catalogue).indicators.items(), key=lambda item: item[1].part):
        lines.append(f"  # {part.title}\n")
        lines += [f"  {key}: {OWED}    # {indicator.label.text}\n" for key, indicator in indicators]
    return "".join(lines)


def _catalogue(content: bytes) -> Catalogue:
    from lawgov_report.models import catalogue
    from lawgov_report.reading import source

    model, found = catalogue.read(source.read("data/indicators.yaml", content)[0])
    if model is None:
        raise files.Unusable(f"内置的指标目录不能用：{found[0].message}；重新安装")
    return model


def _sample(name: str) -> dict[str, bytes]:
    """Return the files of a made-up office: in the package, or beside it in a checkout."""
    if name not in SAMPLES:
        raise files.Unusable(f"没有样例 {name}；可用：{'、'.join(SAMPLES)}")
    package = Path(__file__).parent.parent
    packaged = package / "samples"
    root = (packaged if packaged.is_dir() else package.parent / "tests" / "projects") / SAMPLES[name]
    paths = sorted(path for path in (root / files.MARKER.parent).glob("*") if path.suffix in HELD)
    if not paths:
        raise files.Unusable("没有样例：程序没有装完整，重新安装")
    return {path.relative_to(root).as_posix(): files.read(path, files.MAX_TEMPLATE) for path in paths}
