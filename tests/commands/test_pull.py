"""`lawgov pull` as a person uses it: build, corrected in Word, shown, written, built again."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from corrected import Corrected
from made import ROOT

from lawgov_report import cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

GIT = shutil.which("git") or "git"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a project in git, built and then corrected in Word."""
    made = tmp_path / "office"
    shutil.copytree(ROOT / "tests" / "projects" / "national", made)
    commit(made)
    assert cli.run(["-C", str(made), "build", "2024", "--to", "docx"]) == 0
    correct(made / "out" / "2024.docx")
    return made


def commit(folder: Path) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "one"]):
        subprocess.run([GIT, "-C", str(folder), *words], check=True, capture_output=True)


def correct(path: Path) -> None:
    word = Corrected(path.read_bytes(), "区长")
    word.replace("136", "140")
    word.author = "办公室"
    word.replace("限时办结", "五日内办结")
    word.author = ""
    word.replace("清理结果向社会公布", "清理结果及时公开")
    word.comment("同类案件", "举个例子", "不必了")
    path.write_bytes(word.content)


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    capsys.readouterr()

    def pull(*options: str) -> tuple[int, str, str]:
        code = cli.run(["-C", str(office), "pull", str(office / "out" / "2024.docx"), *options])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return pull


def year(office: Path) -> str:
    return (office / "data" / "2024.yaml").read_text(encoding="utf-8")


def test_it_shows_who_changed_what_and_writes_it_when_asked_to(office: Path, run: Run) -> None:
    before = year(office)
    code, out, err = run()
    for lines in (
        "data/2024.yaml:37:34 改文字（没有用修订）\n  及时清理与上位法不一致的文件，清理结果[-向社会公布-]",
        "data/2024.yaml:102:27 改文字（办公室 2021-01-20）\n",
        "[-限时-]{+五日内+}办结。\n",
        "data/2024.yaml:12:21 数值 reviews_accepted（区长 2021-01-20）\n  [-136-]{+140+}件\n",
        "批注 data/2024.yaml:56:15（样例科 2021-01-20）“同类案件”：举个例子\n答 ",
    ):
        assert lines in out
    assert (code, year(office)) == (1, before)
    assert err == "改动 3 处，批注 2 条；加 --write 写进 data/2024.yaml\n"
    code, _, err = run("--write", "--comments")
    assert (code, err) == (
        0,
        "改动 3 处，批注 2 条；已把 3 处写进 data/2024.yaml；再编时加 --force，改过的 Word 文件留作 .bak\n",
    )
    for line in (
        "清理结果及时公开。",
        "五日内办结。",
        "reviews_accepted: 140件",
        "# 批注（样例科 2021-01-20）",
    ):
        assert line in year(office)
    assert cli.run(["-C", str(office), "validate", "2024", "--fail-on", "error"]) == 0
    assert run()[0] == 0


def test_one_persons_changes_can_be_taken_alone_or_none(run: Run) -> None:
    assert "140" not in run("--author", "办公室")[1]
    assert "五日内" not in run("--author", "区长")[1]
    found = json.loads(run("--reject", "--format", "json")[1])
    assert [change["new"] for change in found["changes"]] == [
        "及时清理与上位法不一致的文件，清理结果及时公开。"
    ]
    assert run("--reject", "--author", "区长")[0] == 2


def test_a_newer_year_is_merged_with_the_version_in_git_or_given(office: Path, run: Run) -> None:
    path, base = office / "data" / "2024.yaml", office / "base.yaml"
    base.write_text(year(office), encoding="utf-8")
    path.write_text(year(office).replace("136件", "138件").replace("及时清理", "全面清理"), encoding="utf-8")
    code, out, _ = run("--write")
    assert (code, "全面清理与上位法不一致的文件，清理结果及时公开。" in year(office)) == (1, True)
    assert "冲突 data/2024.yaml:12:21 数值 reviews_accepted（区长 2021-01-20）：YAML 里同一处也改过" in out
    assert "138件" in year(office)
    shutil.rmtree(office / ".git")
    before = year(office)
    code, out, err = run("--write")
    assert (code, year(office), err) == (1, before, "改动 0 处，冲突 2 处，批注 2 条\n")
    path.write_text(before.replace("138件", "136件"), encoding="utf-8")
    assert run("--write", "--base", str(base))[0] == 0
    assert "140件" in year(office)


def test_without_the_version_nothing_is_written_but_what_somebody_chooses(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(office / ".git")
    (office / "data" / "2024.yaml").write_text(f"# 改过\n{year(office)}", encoding="utf-8")
    before = year(office)
    code, out, _ = run("--write")
    assert (code, year(office)) == (1, before)
    assert out.count("找不到编出这个文件的那一版 YAML") == 3
    answers = iter([True, False, False])
    monkeypatch.setattr("typer.confirm", lambda *_, **__: next(answers))
    assert run("--ask")[0] == 1
    assert ("清理结果及时公开。" in year(office), "140件" in year(office)) == (True, False)


def test_what_is_no_word_file_of_a_year_is_one_line(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stray = office / "别的.docx"
    broken = office / "2024.docx"
    broken.write_bytes(b"PK\x03\x04" + bytes(100))
    (office / "2024.html").write_bytes(b"")
    shutil.copy(ROOT / "templates" / "reference.docx", stray)
    for path, words in (
        (stray, "里没有记是哪一年"),
        (broken, "不是 Word 文档"),
        (office / "2024.html", "pull 只取回 Word 文件"),
        (office / "none.docx", "读不了"),
    ):
        assert cli.run(["-C", str(office), "pull", str(path)]) == 2
        assert words in capsys.readouterr().err
    assert cli.run(["-C", str(office), "pull", str(stray), "2024"]) == 1
    shown = capsys.readouterr()
    assert "不是 lawgov 编出的文件" in shown.out


def test_build_names_it_where_a_word_file_was_corrected(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = office / "data" / "2024.yaml"
    path.write_text(year(office).replace("6次", "7次"), encoding="utf-8")
    assert cli.run(["-C", str(office), "build", "2024", "--to", "docx"]) == 2
    assert "用 lawgov pull" in capsys.readouterr().err


def test_the_readme_shows_what_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(ROOT / "tests" / "projects" / "shifan", folder)
    assert cli.run(["-C", str(folder), "build", "2021", "--to", "docx"]) == 0
    path = folder / "out" / "2021.docx"
    word = Corrected(path.read_bytes(), "区长")
    word.replace("努力把矛盾化解在基层", "切实把矛盾化解在基层")
    word.replace("三是推进行政复议", "三是加强行业调解。在物业等领域建立调解组织。四是推进行政复议")
    word.replace("4起", "5起")
    cell = next(each for each in word.paragraphs() if "".join(each.itertext()) == "4起")
    word.write(cell, 0, 1, "5")
    word.comment("普法书籍", "请区司法局再核")
    path.write_bytes(word.content)
    capsys.readouterr()
    assert cli.run(["-C", str(folder), "pull", str(path)]) == 1
    shown = f"```diff\n{capsys.readouterr().out}```\n"
    for name in ("README.md", "README.zh-CN.md"):
        assert shown in (ROOT / name).read_text(encoding="utf-8")
