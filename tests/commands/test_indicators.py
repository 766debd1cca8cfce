# 样例数据，非真实 (all data in this file is made up)
"""`lawgov indicators` as it is used: the catalogue, one year, and who still owes what."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from made import CATALOGUE, YEAR, folder, lawgov

from lawgov_report.language.width import width

if TYPE_CHECKING:
    from pathlib import Path

NEXT = YEAR.replace("year: 2020", "year: 2021").replace("2020年度", "2021年度")
NEXT = NEXT.replace("120件", "待报").replace("6万余册", "待报")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a project with 2020 and 2021; two figures of 2021 are owed."""
    made = folder(tmp_path)
    (made / "data" / "2021.yaml").write_text(NEXT, encoding="utf-8")
    return made


def told(office: Path, *arguments: str) -> str:
    done = lawgov("indicators", *arguments, cwd=office)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def listed(office: Path, *arguments: str) -> Any:  # noqa: ANN401 JSON of any form
    return json.loads(told(office, *arguments, "--format", "json"))


def test_what_is_owed_is_a_form_to_fill_in(office: Path) -> None:
    assert told(office, "--owed", "-o", "待报.xlsx") == "待报.xlsx\n"
    page = openpyxl.load_workbook(office / "待报.xlsx")["报送表"]
    rows = [[page[f"{column}{row}"].value for column in "ADE"] for row in range(5, 9)]
    assert rows == [
        *(["样例区司法局", None, None], ["受理案件", "120件", None]),
        *(["未指定部门", None, None], ["发放书籍", "6万余册", None]),
    ]
    one = ("--owed", "-o", "司法局.xlsx", "--department", "justice")
    assert told(office, *one) == "司法局.xlsx\n"
    assert openpyxl.load_workbook(office / "司法局.xlsx")["报送表"]["A2"].value == "报送部门：样例区司法局"
    for arguments in (["-o", "全部.xlsx"], ["--owed", "--format", "xlsx"]):
        assert lawgov("indicators", *arguments, cwd=office).returncode == 2


def cells(office: Path, *arguments: str) -> list[list[str]]:
    said = told(office, *arguments, "--format", "csv")
    assert said.startswith("\ufeff")
    return [*csv.reader(io.StringIO(said.removeprefix("\ufeff")))]


def test_the_catalogue_is_a_table_with_the_years_that_have_a_figure(office: Path) -> None:
    assert told(office) == (
        "键      名称      单位  部门          年份\n"
        "cases   受理案件  件    样例区司法局  2020\n"
        "closed  办结案件  件    样例区司法局  2020—2021\n"
        "rate    办结率    %                   2020—2021\n"
        "books   发放书籍  册                  2020\n"
    )


def test_one_year_is_listed_with_its_values(office: Path) -> None:
    for arguments in (["2020"], ["--year", "2020"], ["2020", "--year", "2020"]):
        lines = told(office, *arguments).splitlines()
        assert lines[0].endswith("2020 年")
        assert lines[1].endswith("120件")
    assert listed(office, "2021")["indicators"][0]["value"] == "待报"


def test_a_part_has_the_indicators_of_other_outlines_that_belong_there(office: Path) -> None:
    (office / "data" / "office.yaml").write_text("# 样例数据，非真实\noutline: national\n", encoding="utf-8")
    for path in (office / "data").glob("[0-9]*.yaml"):
        path.write_text(f"outline: six\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    for name in ("一", "achievements", "dispute_resolution"):
        assert len(listed(office, "--part", name)["indicators"]) == 4
    assert told(office, "--part", "二") == "没有这样的指标\n"


def test_what_is_owed_is_told_by_department_with_last_years_value(office: Path) -> None:
    expected = (
        "2021 年待报 2 项，1 个部门，其中 1 项未指定部门\n\n"
        "样例区司法局（1 项）\n  受理案件  件  上年 120件    cases\n\n"
        "未指定部门（1 项）\n  发放书籍  册  上年 6万余册  books\n"
    )
    assert told(office, "--owed") == expected
    assert told(office, "--owed", "2021") == expected
    assert told(office, "--owed", "--year", "2021") == expected
    assert told(office, "--owed", "2020") == "2020 年没有待报的指标\n"


def test_departments_and_parts_are_chosen_by_key_or_name(office: Path) -> None:
    for name in ("justice", "样例区司法局"):
        found = listed(office, "--department", name)["indicators"]
        assert [one["key"] for one in found] == ["cases", "closed"]
    for name in ("四", "dispute_resolution"):
        assert len(listed(office, "--part", name)["indicators"]) == 4
    assert told(office, "--part", "一") == "没有这样的指标\n"


def test_json_says_everything(office: Path) -> None:
    first = {"key": "cases", "label": "受理案件", "unit": "件", "department": "样例区司法局"}
    first["part"] = "dispute_resolution"
    found = listed(office)
    assert found["version"] == 1
    assert found["indicators"][0] == {**first, "years": [2020]}
    found = listed(office, "--owed")
    assert (found["year"], found["owed"]) == (2021, True)
    assert found["indicators"][0] == {**first, "value": "待报", "previous": "120件"}


def test_csv_is_what_excel_reads(office: Path) -> None:
    rows = cells(office)
    assert rows[0] == ["部门", "键", "名称", "单位", "部分", "有数值的年份"]
    assert rows[2] == ["样例区司法局", "closed", "办结案件", "件", "dispute_resolution", "2020—2021"]
    rows = cells(office, "--owed")
    assert rows[0][5:] == ["2021年数值", "2020年数值"]
    assert rows[1][1:] == ["cases", "受理案件", "件", "dispute_resolution", "", "120件"]


def test_a_file_holds_what_stdout_would(office: Path) -> None:
    for form, name in (("text", "指标 表.txt"), ("csv", "指标 表.csv"), ("json", "指标")):
        said = told(office, "--format", form)
        assert told(office, "--format", form, "-o", name) == f"{name}\n"
        assert (office / name).read_bytes() == said.encode()
    assert told(office, "-o", "指标 表.csv") == "指标 表.csv\n"  # as the suffix says
    done = lawgov("indicators", "-o", "data", cwd=office)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_a_cell_is_never_a_formula(first: str, tmp_path: Path) -> None:
    label = f'"{first}HYPERLINK(1)"'
    made = folder(tmp_path, catalogue=CATALOGUE.replace("label: 受理案件", f"label: {label}"))
    assert cells(made)[1][2] == f"'{first}HYPERLINK(1)"


def test_a_label_with_commas_and_quotes_stays_one_cell(tmp_path: Path) -> None:
    made = folder(tmp_path, catalogue=CATALOGUE.replace("label: 受理案件", "label: '受理,\"案\"件'"))
    assert cells(made)[1][2] == '受理,"案"件'


def test_a_year_with_errors_is_left_out_and_told(office: Path) -> None:
    (office / "data" / "2021.yaml").write_text("甲", encoding="utf-8")
    done = lawgov("indicators", cwd=office)
    assert done.returncode == 0
    assert done.stderr == "data/2021.yaml 有错误，没有计入；见 lawgov validate 2021\n"
    assert "2021" not in done.stdout
    done = lawgov("indicators", "--owed", cwd=office)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/2021.yaml:1:1: LG103" in done.stderr


def test_a_catalogue_with_errors_exits_1(tmp_path: Path) -> None:
    made = folder(tmp_path, catalogue="# 样例数据，非真实\nindicators: 甲\n")
    done = lawgov("indicators", cwd=made)
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/indicators.yaml:2:" in done.stderr


def test_a_project_without_years_still_has_a_catalogue(office: Path) -> None:
    for path in (office / "data").glob("2*.yaml"):
        path.unlink()
    assert told(office).count("\n") == 5
    assert lawgov("indicators", "--owed", cwd=office).returncode == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "xml"], "没有 xml 这种格式；可用：text、csv、json、xlsx"),
        (["--department", "甲局"], "没有部门 甲局；可用：样例区司法局"),
        (["--part", "七"], "没有 七 这一部分"),
        (["--year", "2019"], "没有 data/2019.yaml"),
        (["2019", "--owed"], "没有 data/2019.yaml"),
        (["2020", "--year", "2021"], "年份写了两个"),
        (["--owed", "去年"], "“去年”不是年份"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exits_2(arguments: list[str], said: str, office: Path) -> None:
    done = lawgov("indicators", *arguments, cwd=office)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_on_a_terminal_no_line_is_wider_than_it(columns: int, tmp_path: Path) -> None:
    long = CATALOGUE.replace("label: 受理案件", f"label: {'受理的案件' * 8}")
    made = folder(tmp_path, catalogue=long.replace("样例区司法局", "样例区司法局" * 5))
    assert max(map(width, told(made).splitlines())) > 80
    shown = on_terminal(made, columns)
    assert max(map(width, shown.splitlines())) <= columns
    assert ("…" in shown) == (columns < 200)


def on_terminal(office: Path, columns: int) -> str:
    """Return what `lawgov indicators` shows on a terminal that is so wide."""
    import fcntl
    import pty
    import struct
    import subprocess
    import termios

    from made import ROOT

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    command = [sys.executable, "-m", "lawgov_report", "indicators"]
    with subprocess.Popen(
        command, cwd=office, stdout=theirs, env={**environment, "PYTHONPATH": str(ROOT)}
    ) as running:
        os.close(theirs)
        shown = b""
        while chunk := _chunk(ours):
            shown += chunk
    os.close(ours)
    assert running.returncode == 0
    return shown.decode().replace("\r\n", "\n")


def _chunk(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # the end of a terminal on Linux
        return b""
