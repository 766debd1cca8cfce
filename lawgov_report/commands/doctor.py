"""lawgov doctor: what this computer has of what lawgov needs, and what a project does its own way."""

from __future__ import annotations

import json
import platform
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_report import __version__, files
from lawgov_report.commands import _arguments, _packages, _project
from lawgov_report.language.width import width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.commands._packages import Extra, Package
    from lawgov_report.models.project import Project
    from lawgov_report.writing.fonts import Role

FORMATS = ("text", "json")
USES = {
    "charts": "series 画图",
    "forms": "forms 报送表",
    "pdf": "build --to pdf",
    "preview": "preview 立即刷新",
}
TEMPLATE_STATES = {
    "broken": "不能用",
    "same": "与自带的相同，可以删去",
    "current": "不比自带的旧",
    "older": "比自带的旧：对照自带的改一遍",
    "unknown": "没有版本号（lawgov-template），可能比自带的旧",
}
FONT_STATES = {"found": "有：{}", "substitute": "没有，改用 {}", "missing": "没有，也没有能替代的"}
GAP = "  "


@dataclass(frozen=True, slots=True)
class FontRole:
    """A role of the layout: found under its own name, substitute, or missing; what stands for it."""

    role: str
    wanted: str
    state: str
    family: str


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """A template of the project in place of a built-in one: same, current, older, unknown or broken.

    `problem` says why it is broken, "" where it is not.
    """

    name: str
    state: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """The project: its folder, its years, and what in templates/ is in place of something built in."""

    folder: str
    years: tuple[int, ...]
    templates: tuple[OwnTemplate, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """All that was looked at; `problems` are what is needed and missing, or broken.

    The fields, and those of what they hold, are the keys of --format json: to rename one is to break scripts.
    """

    lawgov: str
    python: str
    packages: tuple[Package, ...]
    extras: tuple[Extra, ...]
    fonts: tuple[FontRole, ...] | None
    project: ProjectState | None
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
    _arguments.known_format(form, FORMATS)
    health = _look(_folder(context.obj), _arguments.font_folders(fonts or []))
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


# What is looked at


def _look(folder: Path | None, font_folders: Sequence[str]) -> Health:
    base, extras = _packages.base(), _packages.extras()
    problems = [*_package_problems(base, extras)]
    fonts, project = None, None
    if any(extra.name == "pdf" and extra.state == "installed" for extra in extras):
        fonts = _fonts(folder, font_folders)
        problems += [f"没有字体 {font.wanted}，也没有能替代的" for font in fonts if font.state == "missing"]
    if folder is not None:
        project, wrong = _project_state(folder)
        problems += wrong
    return Health(__version__, platform.python_version(), base, extras, fonts, project, tuple(problems))


def _project_state(folder: Path) -> tuple[ProjectState, list[str]]:
    """Return the project and its problems; a file that cannot be read at all hides nothing else."""
    templates = tuple(_own_templates(folder))
    try:
        opened = _project.open_in(folder)
        years, problems = opened.years, [f"{name}有误：运行 lawgov validate" for name in _broken(opened)]
    except files.Unusable as error:
        years, problems = _listed_years(folder), [str(error)]
    problems += [template.problem for template in templates if template.problem]
    return ProjectState(str(folder), tuple(years), templates), problems


def _listed_years(folder: Path) -> tuple[int, ...]:
    """Return the years that have a file, none where even the folder cannot be read."""
    from lawgov_report.models.project import YEAR_FILE

    try:
        names = files.data_names(folder)
    except files.Unusable:
        return ()
    return tuple(sorted(int(match[1]) for name in names if (match := YEAR_FILE.fullmatch(name))))


def _broken(opened: Project) -> Iterator[str]:
    """Yield what all years share and cannot be read."""
    if opened.catalogue is None:
        yield "指标目录"
    if opened.office is None:
        yield "单位（office.yaml）"


def _package_problems(base: Iterable[Package], extras: Iterable[Extra]) -> Iterator[str]:
    broken = (package for extra in extras for package in extra.broken())
    for package in (*base, *broken):
        if package.problem:
            yield f"{package.name}：{package.problem}"


def _fonts(folder: Path | None, font_folders: Sequence[str]) -> tuple[FontRole, ...]:
    """Return what stands for each role of the project's layout.

    Nothing for a layout that is broken: it is the project's own, and is a problem among its templates.
    """
    from lawgov_report.models import layout
    from lawgov_report.writing import fonts, pdf

    try:
        figures = layout.made_of(pdf.LAYOUT, files.templates(folder)(pdf.LAYOUT))
    except files.Unusable:
        return ()
    roles = fonts.roles(figures, fonts.listed(font_folders).families())
    return tuple(_font_role(key, role) for key, role in roles.items())


def _font_role(key: str, role: Role) -> FontRole:
    if not role.families:
        return FontRole(key, role.wanted, "missing", "")
    return FontRole(key, role.wanted, "substitute" if role.substituted else "found", role.families[0])


def _own_templates(folder: Path) -> Iterator[OwnTemplate]:
    """Yield the project's files that are taken in place of built-in ones."""
    from lawgov_report.preview import page

    for built_in in sorted(files.built_in().iterdir()):
        own = folder / files.TEMPLATES / built_in.name
        # The preview's page is always the built-in one: it runs a script
        if built_in.name == page.TEMPLATE or not built_in.is_file() or not own.is_file():
            continue
        # In a checkout of lawgov the project's templates/ are the built-in ones
        if own.resolve() != built_in.resolve():
            yield _own_template(own, built_in)


def _own_template(own: Path, built_in: Path) -> OwnTemplate:
    from lawgov_report.models import project
    from lawgov_report.writing import overrides

    ours, theirs = files.read(built_in, files.MAX_TEMPLATE), files.read(own, files.MAX_TEMPLATE)
    try:
        if own.name == project.TERMS and ours != theirs:
            _check_terms(theirs)
        return OwnTemplate(own.name, overrides.compare(own.name, theirs, ours))
    except files.Unusable as error:
        return OwnTemplate(own.name, "broken", f"{files.TEMPLATES}/{own.name}：{error}")


def _check_terms(content: bytes) -> None:
    """Read terms as a project does. Raises Unusable with the first thing that is wrong."""
    from lawgov_report.models import project

    for wrong in project.terms_of(project.TERMS, content).diagnostics:
        raise files.Unusable(f"{wrong.place}：{wrong.message}")


# What is shown


def _lines(health: Health) -> Iterator[str]:
    yield f"lawgov {health.lawgov}，Python {health.python}"
    yield from _table(
        "程序包", [(package.name, package.problem or package.version) for package in health.packages]
    )
    yield from _table("扩展功能", [(extra.name, _extra_line(extra)) for extra in health.extras])
    yield from _table("PDF 的字体", [*_font_rows(health.fonts)])
    if health.project is None:
        yield from _table("项目", [("", "这里没有项目；用 lawgov init 新建，或用 -C 指明文件夹")])
    else:
        years = "、".join(map(str, health.project.years)) or "还没有年度文件"
        yield from _table("项目", [(health.project.folder, years)])
        own = [(template.name, TEMPLATE_STATES[template.state]) for template in health.project.templates]
        yield from _table("项目自己的模板", own or [("", "没有，都用自带的")])
    yield from _table("问题", [("", problem) for problem in health.problems] or [("", "没有")])


def _table(title: str, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a heading and rows of two columns, aligned under wide characters; names may all be empty."""
    yield f"\n{title}"
    first = max((width(name) for name, _ in rows), default=0)
    for name, text in rows:
        label = f"{name}{' ' * (first - width(name))}{GAP}" if first else ""
        yield f"{GAP}{label}{text}"


def _extra_line(extra: Extra) -> str:
    if extra.state == "installed":
        return "已安装：" + "、".join(f"{package.name} {package.version}" for package in extra.packages)
    lacking = "、".join(f"{package.name} {package.problem}" for package in extra.packages if package.problem)
    return f"{lacking}；{USES[extra.name]} 要用时：{extra.remedy}"


def _font_rows(fonts: Sequence[FontRole] | None) -> Iterator[tuple[str, str]]:
    if fonts is None:
        yield "", "装了扩展功能 pdf 才能查"
    for font in fonts or ():
        yield font.wanted, FONT_STATES[font.state].format(font.family)
