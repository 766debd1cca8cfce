"""lawgov doctor: what it sees of packages, fonts, project and templates. Sample data that is not real."""

from __future__ import annotations

import json
import os
import platform
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import rendering
from made import ROOT, folder, lawgov

from lawgov_report import __version__, files
from lawgov_report.commands import _packages
from lawgov_report.writing import fonts

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

STAMPED = ("report.md.j2", "report.docx.j2", "report.html.j2", "report.typ.j2", "gbt9704.yaml", "terms.yaml")
STAMP = re.compile(rb"lawgov-template \d")


@pytest.fixture(autouse=True, scope="module")
def _fonts_listed_once() -> Iterator[None]:
    """List the machine's fonts once for all tests: it takes longer than all else that doctor does."""
    listed = cache(fonts.listed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fonts, "listed", lambda folders: listed(tuple(folders)))
        yield


def asked(
    project: Path, *options: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return lawgov("-C", project, "doctor", *options, environment=environment)


def report(project: Path, *options: str | Path, code: int = 0) -> Any:  # noqa: ANN401 JSON
    done = asked(project, "--format", "json", *options)
    assert (done.returncode, done.stderr) == (code, "")
    return json.loads(done.stdout)


def hidden(
    module: str, folder: Path, code: str = "raise ImportError('hidden by this test')"
) -> dict[str, str]:
    """Return an environment in which a module cannot be imported."""
    (folder / f"{module}.py").write_text(f"{code}\n", encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join((str(folder), str(ROOT)))}


def override(project: Path, name: str, content: bytes) -> None:
    (project / "templates").mkdir(exist_ok=True)
    (project / "templates" / name).write_bytes(content)


def own(project: Path, code: int = 0) -> dict[str, str]:
    return {
        template["name"]: template["state"] for template in report(project, code=code)["project"]["templates"]
    }


def test_it_tells_versions_packages_project_and_that_nothing_is_wrong(tmp_path: Path) -> None:
    project = folder(tmp_path)
    found = report(project)
    assert (found["version"], found["lawgov"], found["python"]) == (1, __version__, platform.python_version())
    assert [package["problem"] for package in found["packages"]] == [""] * 5
    assert found["project"] == {"folder": str(project), "years": [2020], "templates": []}
    assert found["problems"] == []
    shown = asked(project)
    assert shown.returncode == 0
    for words in (f"lawgov {__version__}", platform.python_version(), str(project), "2020", "都用自带的"):
        assert words in shown.stdout


def test_the_packages_are_those_that_the_project_declares() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(asked: list[str]) -> set[str]:
        return {requirement.split(">")[0].split("=")[0] for requirement in asked}

    assert set(_packages.BASE) == names(declared["dependencies"])
    extras = declared["optional-dependencies"]
    assert {name: set(packages) for name, packages in _packages.EXTRAS.items()} == {
        name: names(packages) for name, packages in extras.items()
    }


def test_without_a_project_it_looks_at_the_rest(tmp_path: Path) -> None:
    done = lawgov("doctor", cwd=tmp_path)
    assert done.returncode == 0
    assert "这里没有项目" in done.stdout


def test_a_folder_that_is_named_must_be_a_project(tmp_path: Path) -> None:
    assert asked(tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("indicators", "指标目录有误：运行 lawgov validate"),
        ("office", "单位（office.yaml）有误：运行 lawgov validate"),
    ],
)
def test_what_all_years_share_and_cannot_be_read_is_a_problem(
    name: str, problem: str, tmp_path: Path
) -> None:
    project = folder(tmp_path)
    (project / "data" / f"{name}.yaml").write_text("level: 国家\n", encoding="utf-8")
    assert problem in report(project, code=1)["problems"]


@pytest.mark.slow
def test_an_extra_that_is_not_there_comes_with_the_line_that_installs_it(tmp_path: Path) -> None:
    missing = "raise ModuleNotFoundError('hidden by this test')"
    environment = hidden("watchfiles", tmp_path, missing)
    # The package's record hides too: a folder earlier on the path holds none, so that its version is unknown.
    blind = (
        "import importlib.metadata as m\nold = m.version\ndef version(name):\n    if name == 'watchfiles':\n"
    )
    blind += "        raise m.PackageNotFoundError(name)\n    return old(name)\nm.version = version\n"
    (tmp_path / "sitecustomize.py").write_text(blind, encoding="utf-8")
    done = asked(folder(tmp_path), environment=environment)
    assert done.returncode == 0, done.stdout
    assert f"watchfiles 没有安装；preview 立即刷新 要用时：{files.installing('preview')}" in done.stdout


@pytest.mark.slow
def test_a_package_that_is_there_and_broken_is_a_problem(tmp_path: Path) -> None:
    done = asked(folder(tmp_path), environment=hidden("typst", tmp_path))
    assert done.returncode == 1
    assert "typst：已安装，但不能用：hidden by this test" in done.stdout.split("\n问题\n")[1]
    assert files.installing("pdf") in done.stdout
    assert "装了扩展功能 pdf 才能查" in done.stdout


@pytest.mark.parametrize(
    ("version", "sign", "bound", "fits"),
    [
        ("3.1.6", ">=", "3.1", True),
        ("3.0", ">=", "3.1", False),
        ("4.0", "<", "4", False),
        ("0.15.2", "<", "0.16", True),
        ("2", ">=", "2.0.0", True),
        ("3.0rc1", "<", "3", False),
        ("1.2", "==", "1.2.0", True),
    ],
)
def test_versions_are_compared_as_numbers(version: str, sign: str, bound: str, *, fits: bool) -> None:
    assert _packages.fits(version, sign, bound) is fits


@pytest.mark.renders
def test_fonts_are_told_per_role_as_the_pdf_takes_them(tmp_path: Path) -> None:
    rendering.need_fonts()
    project = folder(tmp_path)
    found = {
        role["wanted"]: role for role in report(project, "--font-dir", rendering.fonts().resolve())["fonts"]
    }
    assert list(found) == ["仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"]
    built = lawgov(
        *("-C", project, "build", "--to", "pdf", "--font-dir", rendering.fonts().resolve()),
        *("--out", tmp_path / "out"),
    )
    warned = [line for line in built.stderr.splitlines() if line.startswith("警告：没有字体")]
    assert warned == [
        f"警告：没有字体 {name}，PDF 改用 {role['family']}"
        for name, role in found.items()
        if role["state"] == "substitute"
    ]


@pytest.mark.renders
def test_a_font_under_its_own_name_is_found_and_one_without_any_stand_in_is_a_problem(tmp_path: Path) -> None:
    rendering.need_fonts()
    project = folder(tmp_path)
    layout = files.templates(None)("gbt9704.yaml").decode()
    layout = layout.replace("name: 黑体,", "name: FandolHei,").replace(
        "name: 楷体_GB2312,", "name: 无此楷体,"
    )
    begin, end = layout.index("same: [KaiTi_GB2312"), layout.index("  song: {name")
    layout = layout[:begin].replace("instead: [楷体, KaiTi],", "instead: []") + "}\n" + layout[end:]
    override(project, "gbt9704.yaml", layout.encode())
    found = report(project, "--font-dir", rendering.fonts().resolve(), code=1)
    states = {role["wanted"]: (role["state"], role["family"]) for role in found["fonts"]}
    assert states["FandolHei"] == ("found", "FandolHei")
    assert states["无此楷体"] == ("missing", "")
    assert found["problems"] == ["没有字体 无此楷体，也没有能替代的"]


def test_a_layout_that_cannot_be_used_is_a_problem(tmp_path: Path) -> None:
    project = folder(tmp_path)
    override(project, "gbt9704.yaml", b"page: 1\n")
    found = report(project, code=1)
    (problem,) = found["problems"]
    assert problem.startswith("templates/gbt9704.yaml：版面数据不能用：gbt9704.yaml:1:")
    assert own(project, code=1) == {"gbt9704.yaml": "broken"}
    done = asked(project)
    assert (done.returncode, done.stderr) == (1, "")
    assert "版面数据不能用" in done.stdout


@pytest.mark.slow
def test_a_template_is_older_by_its_version(tmp_path: Path) -> None:
    project = folder(tmp_path)
    built_in = {name: files.templates(None)(name) for name in STAMPED}
    assert all(len(re.findall(STAMP, content)) == 1 for content in built_in.values())

    def states(change: Callable[[bytes], bytes]) -> dict[str, str]:
        for name, content in built_in.items():
            override(project, name, change(content))
        return own(project)

    assert states(lambda content: content) == dict.fromkeys(STAMPED, "same")
    assert states(lambda content: STAMP.sub(b"lawgov-template 0", content)) == dict.fromkeys(STAMPED, "older")
    assert states(lambda content: content + b"\n") == dict.fromkeys(STAMPED, "current")
    assert states(lambda content: STAMP.sub(b"mine", content)) == dict.fromkeys(STAMPED, "unknown")


def test_every_template_of_text_has_a_version() -> None:
    names = {path.name for path in files.built_in().iterdir() if path.is_file()}
    assert names == {*STAMPED, "reference.docx", "datapackage.json", "preview.html.j2"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("report.md.j2", b"{{ bad", "模板 report.md.j2 第 1 行写法有误"),
        ("report.typ.j2", b"\xff", "模板 report.typ.j2 不是 UTF-8 编码"),
        ("terms.yaml", b"x: [", "terms.yaml:1:5：这里缺少一个值"),
        ("terms.yaml", b"laws: 1\n", "terms.yaml:1:1：这里应当是以 - 开头的列表"),
        ("datapackage.json", b"{", "模板 datapackage.json 不是 JSON"),
        ("datapackage.json", b"[1]", "模板 datapackage.json 不是 JSON 对象"),
        ("gbt9704.yaml", b"page: [", "版面数据不能用：gbt9704.yaml:1:8"),
        ("reference.docx", b"z", "参考文档 reference.docx "),
    ],
)
def test_a_template_that_cannot_be_used_is_a_problem(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    project = folder(tmp_path)
    override(project, name, content)
    found = report(project, code=1)
    (template,), (problem,) = found["project"]["templates"], found["problems"]
    assert (template["name"], template["state"]) == (name, "broken")
    assert problem.startswith(f"templates/{name}：{reason}")


def test_the_page_of_the_preview_is_never_a_projects_own(tmp_path: Path) -> None:
    project = folder(tmp_path)
    override(project, "preview.html.j2", b"<script>alert(1)</script>\n")
    assert own(project) == {}


def test_what_a_project_says_of_its_data_does_not_get_older(tmp_path: Path) -> None:
    project = folder(tmp_path)
    override(project, "datapackage.json", b'{"licenses": []}\n')
    assert own(project) == {"datapackage.json": "current"}


def test_a_reference_document_is_older_where_it_lacks_a_style(tmp_path: Path) -> None:
    from lawgov_report.writing import archive

    built_in = files.templates(None)("reference.docx")
    members = archive.members(built_in)
    project = folder(tmp_path)

    def with_styles(old: str, new: str) -> bytes:
        changed = members["word/styles.xml"].decode().replace(old, new).encode()
        return archive.join(
            archive.member(name, content) for name, content in {**members, "word/styles.xml": changed}.items()
        )

    override(project, "reference.docx", with_styles('w:val="表注"', 'w:val="别的"'))
    assert own(project) == {"reference.docx": "older"}
    override(project, "reference.docx", with_styles('w:val="32"', 'w:val="30"'))
    assert own(project) == {"reference.docx": "current"}
    override(project, "reference.docx", b"no Word file")
    assert own(project, code=1) == {"reference.docx": "broken"}


def test_an_unknown_format_is_told_in_one_line(tmp_path: Path) -> None:
    done = asked(folder(tmp_path), "--format", "xml")
    assert (done.returncode, done.stderr) == (2, "lawgov：没有 xml 这种格式；可用：text、json\n")


@pytest.mark.parametrize("lay_down", [Path.mkdir, os.mkfifo])
def test_a_file_that_cannot_be_read_hides_nothing_else(
    lay_down: Callable[[Path], None], tmp_path: Path
) -> None:
    project = folder(tmp_path)
    lay_down(project / "data" / "office.yaml")
    found = report(project, code=1)
    assert found["project"]["years"] == [2020]
    assert [problem for problem in found["problems"] if "office.yaml" in problem]
