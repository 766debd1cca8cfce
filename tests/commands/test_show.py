# 样例数据，非真实 (all data in this file is made up)
"""`lawgov show` at the terminal, and as git's textconv in a real repository."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from made import ROOT, YEAR, document, folder, lawgov, with_

from lawgov_report.report.document import Document, Fact, Paragraph, Text
from lawgov_report.writing import text as clauses

if TYPE_CHECKING:
    from pathlib import Path

CONVERT = f"PYTHONPATH='{ROOT}' '{sys.executable}' -X utf8 -m lawgov_report show --textconv"


def git(repository: Path, *arguments: str) -> str:
    """Return what git prints, for somebody without settings of their own."""
    own = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=false")
    done = subprocess.run(
        ["git", *own, *arguments],  # noqa: S607 the git of the machine
        cwd=repository,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a project in a repository set up as the README says, its year committed."""
    project = folder(tmp_path)
    git(project, "init", "-q")
    (project / ".gitattributes").write_text("data/[0-9]*.yaml diff=lawgov\n", encoding="utf-8")
    git(project, "config", "diff.lawgov.textconv", CONVERT)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "first")
    return project


def changed(repository: Path, *arguments: str) -> list[str]:
    """Return the lines that git diff shows as taken away or added."""
    lines = git(repository, "diff", "--no-color", *arguments).splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


def put(repository: Path, text: str | bytes) -> None:
    path = repository / "data" / "2020.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_year_is_shown_a_clause_to_a_line_then_its_figures(tmp_path: Path) -> None:
    done = lawgov("show", "2020", cwd=folder(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:3] == ["样例区2020年度法治政府建设工作情况报告", "", "现将样例区工作情况报告如下。"]
    at = lines.index("四、化解纠纷")
    assert lines[at + 2 : at + 4] == ["一是受理案件120件，办结90件，办结率75%。", "二是发放书籍6万余册。"]
    assert lines[-5:] == ["数值", "受理案件 120件", "办结案件 90件", "办结率 75%", "发放书籍 6万余册"]


def test_the_lines_hold_the_whole_text_of_the_seed() -> None:
    done = lawgov("show", "2020")
    said = done.stdout.partition("\n数值\n")[0].partition("\n")[2]  # the seed has no title
    seed = (ROOT / "seeds" / "2020.txt").read_text(encoding="utf-8")
    assert "".join(said.split()) == "".join(seed.split())


def test_a_line_ends_behind_the_marks_that_close_a_sentence() -> None:
    spans = (
        Text("他说：“好。”再说；"),
        Text("无句号", item="a"),
        Fact("k", "l", "约", "3", "件", "件"),
    )
    made = clauses.text(Document(2020, ((Text("题"),),), (Paragraph(spans),), signatures=("某局",)))
    assert made == "题\n\n他说：“好。”\n再说；\n无句号\n约3件\n某局\n\n数值\n"


def test_nothing_of_a_sample_is_lost() -> None:
    made = document()
    shown = "".join(clauses.text(made).split())
    for block in made.blocks:
        for span in block.spans if isinstance(block, Paragraph) else ():
            assert "".join(span.text.split()) in shown


@pytest.mark.slow
def test_git_diff_shows_the_printed_text_and_the_figure(repository: Path) -> None:
    put(repository, with_("cases: 120件", "cases: 121件"))
    assert changed(repository) == [
        "-一是受理案件120件，办结90件，办结率75%。",
        "+一是受理案件121件，办结90件，办结率75%。",
        "-受理案件 120件",
        "+受理案件 121件",
    ]


@pytest.mark.slow
def test_git_diff_of_committed_versions_and_of_a_new_year_works_too(repository: Path) -> None:
    put(repository, with_("组织学习。", "组织学习、培训。"))
    new = repository / "data" / "2021.yaml"
    new.write_text(YEAR.replace("2020", "2021"), encoding="utf-8")
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "second")
    told = changed(repository, "HEAD~1", "HEAD")
    assert told[:2] == ["-组织学习。", "+组织学习、培训。"]
    assert "+样例区2021年度法治政府建设工作情况报告" in told
    assert not [line for line in told if "text:" in line]


@pytest.mark.slow
def test_git_diff_goes_on_where_a_version_cannot_be_read(repository: Path) -> None:
    put(repository, with_("cases: 120件", "cases: 120"))
    assert "+  cases: 120" in changed(repository)


@pytest.mark.parametrize("broken", ["year: [\n", "", with_("cases: 120件", "cases: 120")])
def test_a_version_that_cannot_be_read_is_printed_as_it_stands(broken: str, tmp_path: Path) -> None:
    done = lawgov("show", "--textconv", "data/2020.yaml", cwd=folder(tmp_path, broken))
    assert (done.returncode, done.stdout) == (0, broken)
    assert done.stderr == "lawgov：data/2020.yaml 有错误；照原样比较\n"


def test_without_a_catalogue_the_file_is_printed_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "2020.yaml"
    path.write_text(YEAR, encoding="utf-8")
    done = lawgov("show", "--textconv", path, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, YEAR)
    assert done.stderr.count("\n") == 1
    assert "照原样比较" in done.stderr


@pytest.mark.parametrize(
    ("content", "shown"), [(YEAR.encode("gb18030"), YEAR), (b"year: \xff\xfe\x80\n", "\\x80")]
)
def test_a_file_in_another_encoding_is_printed_so_that_its_changes_are_seen(
    tmp_path: Path, content: bytes, shown: str
) -> None:
    project = folder(tmp_path, content)
    done = lawgov("show", "--textconv", "data/2020.yaml", cwd=project)
    assert (done.returncode, done.stderr) == (0, "lawgov：data/2020.yaml 有错误；照原样比较\n")
    assert shown in done.stdout


def test_a_file_elsewhere_takes_the_catalogue_of_the_folder_the_shell_is_in(tmp_path: Path) -> None:
    path = tmp_path / "git-blob-x" / "2020.yaml"
    path.parent.mkdir()
    path.write_text(with_("cases: 120件", "cases: 77件"), encoding="utf-8")
    project = folder(tmp_path)
    assert "受理案件77件" in lawgov("show", "--textconv", path, cwd=project).stdout
    assert "受理案件77件" in lawgov("-C", project, "show", path, cwd=tmp_path).stdout


def test_a_revision_is_shown(repository: Path) -> None:
    put(repository, with_("cases: 120件", "cases: 121件"))
    assert "受理案件 120件" in lawgov("show", "HEAD:2020", cwd=repository).stdout
    assert "受理案件 121件" in lawgov("show", "2020", cwd=repository).stdout


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    project = folder(tmp_path, with_("cases: 120件", "cases: 120"))
    done = lawgov("show", "2020", cwd=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert "LG104" in done.stderr
    assert "2020 有错误，无法显示" in done.stderr
    for name in ("2019", "x", "none.yaml"):
        assert lawgov("show", name, cwd=project).returncode == 2
    assert lawgov("show", "--textconv", "none.yaml", cwd=project).returncode == 2
