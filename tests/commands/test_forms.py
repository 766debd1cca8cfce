"""lawgov forms export and status, as they are used. Sample data that is not real."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from made import folder, lawgov, with_

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project whose department owes one of its two figures."""
    found = folder(tmp_path, with_("closed: 90件", "closed: 待报"))
    (found / "data" / "office.yaml").write_text("name: 样例市样例区\nforms_due: 01-20\n", encoding="utf-8")
    return found


def filled_in(owed: Path, cell: str, value: str) -> Workbook:
    """Return the form of what a project owes, written into its folder with one cell filled in."""
    assert lawgov("-C", owed.parent, "indicators", "--owed", "-o", str(owed)).returncode == 0
    book = openpyxl.load_workbook(owed)
    book["报送表"][cell] = value
    book.save(owed)
    return book


def test_a_form_is_written_once_noted_in_the_log_and_never_over_a_filled_one(project: Path) -> None:
    done = lawgov("-C", project, "forms", "export", "2020", cwd=project)
    assert (done.returncode, done.stdout) == (0, "forms/2020/样例区司法局.xlsx\n")
    assert done.stderr == "2 项指标没有报送部门（department），不在表里\n"
    (line,) = (project / "forms" / "2020.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["figures"] == 2
    path = project / "forms" / "2020" / "样例区司法局.xlsx"
    book = openpyxl.load_workbook(path)
    page = book["报送表"]
    assert page["A1"].value == "样例市样例区2020年度法治政府建设数据报送表"
    assert page["D2"].value == "2021年1月20日前报送"
    assert [page[f"E{row}"].value for row in (5, 6)] == ["120件", None]
    assert lawgov("-C", project, "forms", "export", "2020", cwd=project).returncode == 0
    assert len((project / "forms" / "2020.jsonl").read_text(encoding="utf-8").splitlines()) == 1
    page["E6"] = "90"
    book.save(path)
    filled = path.read_bytes()
    refused = lawgov("-C", project, "forms", "export", "2020", cwd=project)
    assert (refused.returncode, refused.stdout, path.read_bytes()) == (2, "", filled)
    assert "又改过" in refused.stderr


def test_the_status_reads_the_year_and_the_log(project: Path) -> None:
    assert lawgov("-C", project, "forms", "export", "--due", "2999-01-20").returncode == 0
    done = lawgov("-C", project, "forms", "status", "--due", "2999-01-20", "--format", "json")
    (entry,) = json.loads(done.stdout)["departments"]
    assert (entry["department"], entry["state"], entry["overdue"]) == ("justice", "partly", False)
    late = lawgov("-C", project, "forms", "status", "2020", "--due", "2021-01-20")
    assert late.stdout.startswith("2020 年：1 个部门，0 个已报齐，1 个逾期，2021年1月20日前报送\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["export", "2019"], "没有 data/2019.yaml"),
        (["export", "--department", "样例局"], "没有部门 样例局"),
        (["status", "--due", "13-40"], "--due 的“13-40”不是日期；写成 2021-01-20 或 01-20"),
        (["status", "--format", "xml"], "没有 xml 这种格式"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(project: Path, arguments: list[str], message: str) -> None:
    done = lawgov("-C", project, "forms", *arguments)
    assert done.returncode == 2
    assert message in done.stderr


def test_a_blank_form_is_of_all_indicators(project: Path) -> None:
    done = lawgov("-C", project, "forms", "export", "--blank", "表/空白表.xlsx", cwd=project)
    assert (done.returncode, done.stdout) == (0, "表/空白表.xlsx\n")
    page = openpyxl.load_workbook(project / "表" / "空白表.xlsx")["报送表"]
    assert [page[f"A{row}"].value for row in range(5, 11)] == [
        *("样例区司法局", "受理案件", "办结案件"),
        *("未指定部门", "办结率", "发放书籍"),
    ]
    assert not (project / "forms").exists()


def test_what_was_owed_comes_back_and_is_returned_like_a_form(project: Path) -> None:
    owed = project / "待报.xlsx"
    book = filled_in(owed, "E5", "九十上下")
    returned = lawgov("-C", project, "forms", "return", "待报.xlsx", "-o", "退回", cwd=project)
    assert (returned.returncode, returned.stdout) == (1, "退回/待报.xlsx\n")
    page = openpyxl.load_workbook(project / "退回" / "待报.xlsx")["报送表"]
    # all that the department reports, since relations may speak of what is known already
    assert [page[cell].value for cell in ("A5", "E5", "A6", "E6")] == [
        "受理案件",
        "120件",
        "办结案件",
        "九十上下",
    ]
    assert page["E6"].comment is not None
    book["报送表"]["E5"] = "90"
    book.save(owed)
    assert lawgov("-C", project, "forms", "import", str(owed), "--write").returncode == 0
    assert "  closed:\n    value: 90件\n" in (project / "data" / "2020.yaml").read_text(encoding="utf-8")


def test_what_an_import_cannot_write_is_named_beside_what_it_writes(project: Path) -> None:
    owed = project / "待报.xlsx"
    book = filled_in(owed, "F5", "年底才有")
    unsaid = lawgov("-C", project, "forms", "import", "待报.xlsx", cwd=project).stderr
    assert (
        unsaid == "警告：待报.xlsx 办结案件：没有填数，备注“年底才有”没有写进年度文件\n1 份表，没有新的数\n"
    )
    book["报送表"]["E5"] = "无此项"
    book.save(owed)
    (project / "样例区公安局.XLS").touch()
    listed = lawgov("-C", project, "forms", "import", ".", cwd=project).stderr
    assert listed.startswith("警告：样例区公安局.XLS 没有读：文件夹里只读 .xlsx\n")
    (project / "坏.xlsx").write_bytes(b"PK")
    both = ("待报.xlsx", "坏.xlsx")
    assert lawgov("-C", project, "forms", "import", *both, cwd=project).returncode == 2
    skipping = lawgov("-C", project, "forms", "import", *both, "--skip-wrong", cwd=project)
    assert (skipping.returncode, "-  closed: 待报\n" in skipping.stdout) == (1, True)
    assert skipping.stderr.startswith("警告：跳过 坏.xlsx 不是 Excel 工作簿（.xlsx），或已损坏\n")
    removed = lawgov("-C", project, "forms", "import", "待报.xlsx", cwd=project)
    assert "-  closed: 待报\n" in removed.stdout
    assert removed.stderr.startswith("警告：data/2020.yaml 第 ")
    assert "行的文字引用了 closed，部门填的是“无此项”：改这一句\n1 份表，1 项有新的数" in removed.stderr


def test_a_year_with_errors_gives_no_forms(tmp_path: Path) -> None:
    wrong = folder(tmp_path, with_("cases: 120件", "cases: 120"))
    for command in ("export", "status"):
        done = lawgov("-C", wrong, "forms", command)
        assert (done.returncode, done.stdout) == (1, "")
        assert "LG104" in done.stderr


def test_a_day_that_is_none_is_told(project: Path) -> None:
    (project / "data" / "office.yaml").write_text("forms_due: 02-30\n", encoding="utf-8")
    done = lawgov("-C", project, "validate", "--format", "concise")
    assert "data/office.yaml:1:12: LG107 错误：“02-30”应为月和日" in done.stdout


def test_a_form_whose_columns_were_moved_is_refused(project: Path) -> None:
    owed = project / "待报.xlsx"
    book = filled_in(owed, "E5", "90")
    book["报送表"].insert_cols(3)
    book.save(owed)
    refused = lawgov("-C", project, "forms", "import", "待报.xlsx", cwd=project)
    assert (refused.returncode, "E4 不是“本年”，列被增删或移动过" in refused.stderr) == (2, True)
