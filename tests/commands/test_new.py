# 样例数据，非真实 (all data in this file is made up)
"""`lawgov new` as it is used: what it writes, what it refuses, its exit codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made import ROOT, YEAR, folder, lawgov
from shifan import FOLDER

from lawgov_report.comparing import drafting


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a copy of the made-up office with 2019 to 2021."""
    return shutil.copytree(FOLDER, tmp_path / "示范 区")


def test_the_next_year_is_written_and_passes_validate_and_build_as_a_draft(office: Path) -> None:
    done = lawgov("new", "2022", "--from", "2021", cwd=office)
    assert (done.returncode, done.stdout) == (0, f"{Path('data', '2022.yaml')}\n")
    assert "lawgov indicators --owed 2022" in done.stderr
    checked = lawgov("validate", "2022", cwd=office)
    assert checked.returncode == 0
    assert "LG207" in checked.stdout
    assert "LG208" in checked.stdout
    assert lawgov("validate", "2022", "--final", cwd=office).returncode == 1
    assert lawgov("build", "2022", cwd=office).returncode == 1
    assert lawgov("build", "2022", "--draft", cwd=office).returncode == 0
    assert "【待核】" in (office / "out" / "2022.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("year", [2020, 2021])
def test_a_year_that_indicators_end_with_is_drafted_without_errors(year: int, office: Path) -> None:
    (office / "data" / f"{year}.yaml").unlink()
    assert lawgov("new", str(year), "--from", str(year - 1), cwd=office).returncode == 0
    assert lawgov("validate", str(year), cwd=office).returncode == 0
    assert lawgov("build", str(year), "--draft", "--to", "md", cwd=office).returncode == 0


def test_without_from_the_nearest_year_before_is_taken(office: Path) -> None:
    assert lawgov("new", "2024", cwd=office).returncode == 0
    assert "从 2021.yaml 起草" in (office / "data" / "2024.yaml").read_text(encoding="utf-8")


def test_in_another_outline_the_parts_move_and_that_is_said(office: Path) -> None:
    done = lawgov("new", "2022", "--outline", "national", cwd=office)
    assert done.returncode == 0
    assert "law_enforcement）、纠纷化解（dispute_resolution）移到这里，各成一个小节" in done.stderr
    assert lawgov("validate", "2022", cwd=office).returncode == 0
    assert lawgov("build", "2022", "--draft", "--to", "md", cwd=office).returncode == 0
    compared = lawgov("diff", "2021", "2022", "--only", "gone,moved", cwd=office).stdout
    assert "没有了 条目" not in compared
    assert "移动" not in compared.replace("移动 0 处", "")
    usual = "提纲同 2022 年，与通常的六个部分不同；要换用后者，写 --outline six\n"
    assert lawgov("new", "2023", cwd=office).stderr.startswith(usual)


def test_what_the_other_outline_has_no_place_for_is_named_and_stands_in_comments(office: Path) -> None:
    path = office / "data" / "office.yaml"
    path.write_text("# 样例数据，非真实\noutline: [{id: plans, title: 安排, covers: next_steps}]\n", "utf-8")
    for year in (2019, 2020, 2021):
        old = office / "data" / f"{year}.yaml"
        old.write_text(f"outline: six\n{old.read_text('utf-8')}", "utf-8")
    done = lawgov("new", "2022", "--outline", "office", cwd=office)
    assert done.returncode == 0
    assert done.stderr.count("没有移过来：新提纲里没有对应的部分；它的文字在新文件的注释里\n") == 5
    content = (office / "data" / "2022.yaml").read_text("utf-8")
    assert "  #       cause: 监督方式以事后检查为主，日常监督信息化程度不高\n" in content
    checked = lawgov("validate", "2022", "--format", "concise", cwd=office)
    assert not [
        line for line in checked.stdout.splitlines() if "LG0" in line or "LG1" in line or "LG210" in line
    ]


def test_the_real_report_gives_a_draft_without_errors(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert lawgov("-C", tmp_path, "new", "2021").returncode == 0
    checked = lawgov("-C", tmp_path, "validate", "2021")
    assert checked.returncode == 0
    assert "0 个错误" in checked.stdout
    assert lawgov("-C", tmp_path, "build", "2021", "--draft", "--to", "md").returncode == 0


def test_a_csv_file_that_last_year_prints_is_not_to_be_edited_for_this_one(office: Path) -> None:
    path = office / "data" / "2021.yaml"
    annex = "annexes:\n  - {title: 样例目录, csv: 样例.csv}\n"
    path.write_text(path.read_text("utf-8") + annex, "utf-8")
    (office / "data" / "样例.csv").write_text("名称\n样例\n", "utf-8")
    assert lawgov("new", "2022", cwd=office).returncode == 0
    content = (office / "data" / "2022.yaml").read_text("utf-8")
    assert "    # 上年的报告用着这个文件：另存一份再改，这里写新的文件名\n    csv: " in content


def test_a_file_that_is_there_is_never_overwritten(office: Path) -> None:
    path = office / "data" / "2021.yaml"
    before = path.read_bytes()
    done = lawgov("new", "2021", "--from", "2020", cwd=office)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"已有 {Path('data', '2021.yaml')}，不覆盖" in done.stderr
    assert path.read_bytes() == before


def test_nor_is_a_link_that_leads_nowhere(office: Path) -> None:
    path = office / "data" / "2022.yaml"
    path.symlink_to(office / "elsewhere.yaml")
    done = lawgov("new", "2022", cwd=office)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not (office / "elsewhere.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2022", "--from", "2018"], "没有 data/2018.yaml；已有的年份：2019、2020、2021"),
        (["2022", "--from", "去年"], "“去年”不是年份"),
        (["二〇二二"], "“二〇二二”不是年份"),
        (["2018"], "2018 年之前没有年度文件可作底稿"),
        (["2022", "--outline", "五"], "没有提纲 五；可用：six、national、office"),
        ([], "缺少参数"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(
    arguments: list[str], said: str, office: Path
) -> None:
    before = sorted(office.rglob("*"))
    done = lawgov("new", *arguments, cwd=office)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert sorted(office.rglob("*")) == before


def test_a_year_with_errors_is_no_ground_to_start_from(tmp_path: Path) -> None:
    made = folder(tmp_path, YEAR.replace("120件", "120"))
    done = lawgov("new", "2021", "--from", "2020", cwd=made)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/2020.yaml:6:10: LG104" in done.stderr
    assert not (made / "data" / "2021.yaml").exists()


def test_a_text_that_begins_like_a_comment_is_drafted_so_that_it_can_be_read(tmp_path: Path) -> None:
    made = folder(tmp_path, YEAR.replace("text: 组织学习。", "text: '# 组织学习。'"))
    assert lawgov("-C", made, "new", "2021").returncode == 0
    checked = lawgov("-C", made, "validate", "2021", "--format", "concise")
    assert "LG0" not in checked.stdout
    assert "text: '# 组织学习。'\n" in (made / "data" / "2021.yaml").read_text(encoding="utf-8")


def test_a_draft_that_could_not_be_read_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "draft", lambda *_: "year: 2021\ndocument: {}\n")
    made = folder(tmp_path)
    done = lawgov("-C", made, "new", "2021")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "起草的 2021 年读不回来（第 " in done.stderr
    assert "LG101" in done.stderr
    assert not (made / "data" / "2021.yaml").exists()


def test_a_catalogue_with_errors_is_told(tmp_path: Path) -> None:
    made = folder(tmp_path, catalogue="# 样例数据，非真实\nindicators: 甲\n")
    done = lawgov("new", "2021", cwd=made)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/indicators.yaml:2:" in done.stderr
