"""lawgov doctor: what this computer has of what lawgov needs, and what a project does its own way."""

from __future__ import annotations

import json
import platform
import re
import sys
from dataclasses import asdict, dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import __version__, files
from lawgov_report.commands import _arguments, _project
from lawgov_report.language.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.writing.fonts import Role

FORMATS = ("text", "json")
BASE = {"jinja2": "jinja2", "pydantic": "pydantic", "python-docx": "docx", "pyyaml": "yaml", "typer": "typer"}
EXTRAS = {
    "charts": {"matplotlib": "matplotlib"},
    "pdf": {"pypdf": "pypdf", "typst": "typst"},
    "preview": {"watchfiles": "watchfiles"},
}
USES = {"charts": "series 画图", "pdf": "build --to pdf", "preview": "preview 立即刷新"}
LAYOUT, REFERENCE, TERMS = "gbt9704.yaml", "reference.docx", "terms.yaml"
STAMP = re.compile(rb"lawgov-template (\d+)")
BOUND = re.compile(r"(>=|<=|==|<|>)\s*([0-9.]+)")
COMPARED = {
    "broken": "不能用",
    "same": "与自带的相同，可以删去",
    "current": "不比自带的旧",
    "older": "比自带的旧：对照自带的改一遍",
    "unknown": "没有版本号（lawgov-template），可能比自带的旧",
}
FOUND = {"found": "有：{}", "substitute": "没有，改用 {}", "missing": "没有，也没有能替代的"}
GAP = "  "


@dataclass(frozen=True, slots=True)
class Package:
    """A package that something needs: `problem` says why it cannot be used, "" where it can."""

    name: str
    version: str
    problem: str


@dataclass(frozen=True, slots=True)
class Extra:
    """An extra: installed, missing, or broken; the packages that it needs; what puts it right."""

    name: str
    state: str
    packages: tuple[Package, ...]
    remedy: str


@dataclass(frozen=True, slots=True)
class FontRole:
    """A role of the layout: found under its own name, substitute, or missing; what stands for it."""

    role: str
    wanted: str
    state: str
    family: str


@dataclass(frozen=True, slots=True)
class Own:
    """A template of the project in place of a built-in one: same, current, older, unknown or broken.

    `problem` says why it is broken, "" where it is not.
    """

    name: str
    state: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The project: its folder, its years, and what in templates/ is in place of something built in."""

    folder: str
    years: tuple[int, ...]
    templates: tuple[Own, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """All that was looked at; `problems` are what is needed and missing, or broken."""

    lawgov: str
    python: str
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]
    fonts: tuple[FontRole, ...] | None
    project: Place | None
    problems: tuple[str, ...]


def run(
    context: typer.Context,
    form: Annotated[str, typer.Option("--format", metavar="格式", help="、".join(FORMATS))] = "text",
    fonts: Annotated[
        list[Path] | None, typer.Option("--font-dir", metavar="文件夹", help="也看这里的字体，可写几次")
    ] = None,
) -> None:
    """检查运行环境：Python、扩展功能、字体、项目和项目自己的模板

    例：lawgov doctor；lawgov doctor --format json
    """
    if form not in FORMATS:
        raise files.Unusable(f"没有 {form} 这种格式；可用：{'、'.join(FORMATS)}")
    health = _look(_folder(context.obj), [str(folder) for folder in _arguments.font_folders(fonts or [])])
    if form == "json":
        sys.stdout.write(f"{json.dumps({'version': 1, **asdict(health)}, ensure_ascii=False, indent=2)}\n")
    else:
        sys.stdout.write("".join(f"{line}\n" for line in _lines(health)))
    if health.problems:
        raise typer.Exit(1)


def _folder(given: Path | None) -> Path | None:
    """Return the project's folder, None where there is none; one that is given must be one."""
    try:
        return files.root(given)
    except files.Unusable:
        if given is not None:
            raise
        return None


def _look(folder: Path | None, folders: list[str]) -> Health:
    base = tuple(_package(*one) for one in BASE.items())
    extras = tuple(_extra(*one) for one in EXTRAS.items())
    wrong = [f"{one.name}：{one.problem}" for one in (*base, *_broken(extras)) if one.problem]
    fonts = None
    if next(extra.state for extra in extras if extra.name == "pdf") == "installed":
        fonts = _fonts(folder, folders, wrong)
    return Health(
        __version__,
        platform.python_version(),
        base,
        extras,
        fonts,
        _place(folder, wrong) if folder else None,
        tuple(wrong),
    )


# Packages


def _package(name: str, module: str) -> Package:
    """Return a package as it is installed; to know whether it works it is imported."""
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        version = ""
    try:
        import_module(module)
    except ImportError as error:
        return Package(name, version, f"已安装，但不能用：{error}" if version else "没有安装")
    bounds = _bounds(name)
    fits = all(_fits(version, *bound) for bound in BOUND.findall(bounds))
    return Package(name, version, "" if fits else f"是 {version}，应为 {bounds}")


def _bounds(name: str) -> str:
    """Return what lawgov asks of a package's version, "" where lawgov itself is not installed."""
    try:
        asked = metadata.requires("lawgov") or []
    except metadata.PackageNotFoundError:
        return ""
    pattern = re.compile(rf"{re.escape(name)}\s*\(?([^;)]*)", re.IGNORECASE)
    found = next((match for one in asked if (match := pattern.match(one))), None)
    return found[1].strip() if found else ""


def _fits(version: str, sign: str, bound: str) -> bool:
    one, other = _numbers(version), _numbers(bound)
    size = max(len(one), len(other))
    order = (one + (0,) * size)[:size], (other + (0,) * size)[:size]
    compared = (order[0] > order[1]) - (order[0] < order[1])
    return compared in {">=": (0, 1), "<=": (0, -1), "==": (0,), "<": (-1,), ">": (1,)}[sign]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", re.split(r"[a-z+]", version)[0]))


def _extra(name: str, modules: dict[str, str]) -> Extra:
    packages = tuple(_package(*one) for one in modules.items())
    if not any(one.problem for one in packages):
        return Extra(name, "installed", packages, "")
    state = "broken" if any(one.problem and one.version for one in packages) else "missing"
    return Extra(name, state, packages, files.installing(name))


def _broken(extras: tuple[Extra, ...]) -> Iterator[Package]:
    """Yield the packages of extras that are there and cannot be used; those not there may not be wanted."""
    for extra in extras:
        yield from (one for one in extra.packages if one.problem and one.version)


# Fonts


def _fonts(folder: Path | None, folders: list[str], wrong: list[str]) -> tuple[FontRole, ...]:
    """Return what stands for each role of the project's layout; `wrong` takes what is missing.

    A layout that is broken is the project's own, and told with its templates.
    """
    from lawgov_report.models import layout
    from lawgov_report.writing import fonts

    try:
        made = layout.made_of(LAYOUT, files.templates(folder)(LAYOUT))
    except files.Unusable:
        return ()
    roles = fonts.roles(made, fonts.listed(folders).families())
    found = tuple(_role(key, role) for key, role in roles.items())
    wrong += [f"没有字体 {one.wanted}，也没有能替代的" for one in found if one.state == "missing"]
    return found


def _role(key: str, role: Role) -> FontRole:
    state = "substitute" if role.substituted else "found"
    family = role.families[0] if role.families else ""
    return FontRole(key, role.wanted, state if family else "missing", family)


# The project


def _place(folder: Path, wrong: list[str]) -> Place:
    opened = _project.open_in(folder)
    if opened.catalogue is None:
        wrong.append("指标目录有误：运行 lawgov validate")
    own = tuple(_own(folder))
    wrong += [one.problem for one in own if one.problem]
    return Place(str(folder), tuple(opened.years), own)


def _own(folder: Path) -> Iterator[Own]:
    """Yield the project's files that are taken in place of built-in ones; the preview's is always ours."""
    from lawgov_report.preview import page as previewing

    for path in sorted(files.built_in().iterdir()):
        own = folder / files.TEMPLATES / path.name
        if path.is_file() and own.is_file() and path.name != previewing.TEMPLATE:
            built_in, content = files.read(path, 1 << 26), files.read(own, 1 << 26)
            if own.resolve() != path.resolve():
                yield _compared(path.name, content, built_in)


def _compared(name: str, own: bytes, built_in: bytes) -> Own:
    if own == built_in:
        return Own(name, "same")
    try:
        styled = _styled(name, own)
    except files.Unusable as error:
        return Own(name, "broken", f"{files.TEMPLATES}/{name}：{error}")
    return Own(name, _state(name, own, built_in, styled))


def _state(name: str, own: bytes, built_in: bytes, styled: frozenset[str]) -> str:
    """Return how a file of the project compares with the built-in one.

    Text says its version in a comment. A Word file is older where it lacks a style that the built-in one has.
    """
    if name == REFERENCE:
        return "current" if _styled(name, built_in) <= styled else "older"
    theirs, ours = STAMP.search(own), STAMP.search(built_in)
    if ours is None:
        return "current"  # datapackage.json holds what a project says of its data; nothing of ours gets older
    if theirs is None:
        return "unknown"
    return "older" if int(theirs[1]) < int(ours[1]) else "current"


def _styled(name: str, content: bytes) -> frozenset[str]:
    """Return the styles of a Word file, none of another. Raises Unusable with what is broken."""
    from lawgov_report.models import layout, project
    from lawgov_report.writing import data, docx
    from lawgov_report.writing.templates import compiled

    if name == REFERENCE:
        return docx.styles(content)
    if name.endswith(".j2"):
        compiled(content, name)
    elif name.endswith(".json"):
        data.properties(content)
    elif name == LAYOUT:
        layout.made_of(name, content)
    elif name == TERMS:
        for wrong in project.terms_of(name, content).diagnostics[:1]:
            raise files.Unusable(f"{wrong.place}：{wrong.message}")
    return frozenset()


# What is shown


def _lines(health: Health) -> Iterator[str]:
    yield f"lawgov {health.lawgov}，Python {health.python}"
    yield from _table("程序包", [(one.name, _said(one)) for one in health.packages])
    yield from _table("扩展功能", [(one.name, _told(one)) for one in health.extras])
    yield from _table("PDF 的字体", [*_roles(health.fonts)])
    if health.project is None:
        yield from _table("项目", [("", "这里没有项目；用 lawgov init 新建，或用 -C 指明文件夹")])
    else:
        years = "、".join(map(str, health.project.years)) or "还没有年度文件"
        yield from _table("项目", [(health.project.folder, years)])
        own = [(one.name, COMPARED[one.state]) for one in health.project.templates]
        yield from _table("项目自己的模板", own or [("", "没有，都用自带的")])
    yield from _table("问题", [("", one) for one in health.problems] or [("", "没有")])


def _table(title: str, rows: list[tuple[str, str]]) -> Iterator[str]:
    """Yield a heading and rows of two columns, aligned under wide characters."""
    yield f"\n{title}"
    first = max((width(name) for name, _ in rows), default=0)
    for name, said in rows:
        yield f"{GAP}{name}{' ' * (first - width(name))}{GAP * bool(first)}{said}"


def _said(package: Package) -> str:
    return package.problem or package.version


def _told(extra: Extra) -> str:
    if extra.state == "installed":
        return "已安装：" + "、".join(f"{one.name} {one.version}" for one in extra.packages)
    lacking = "、".join(f"{one.name} {one.problem}" for one in extra.packages if one.problem)
    return f"{lacking}；{USES[extra.name]} 要用时：{extra.remedy}"


def _roles(fonts: tuple[FontRole, ...] | None) -> Iterator[tuple[str, str]]:
    if fonts is None:
        yield "", "装了扩展功能 pdf 才能查"
    for one in fonts or ():
        yield one.wanted, FOUND[one.state].format(one.family)
