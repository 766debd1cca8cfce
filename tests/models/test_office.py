"""What is said of a data/office.yaml that is not right, and of names that are those of no CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made import CATALOGUE, YEAR, files, opened

from lawgov_report.checking import check
from lawgov_report.models import project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_report.models.project import Project
    from lawgov_report.reading.diagnostics import Diagnostic

ANNEX = "annexes:\n  - {title: 样例目录, csv: NAME}\n"


def _found(held: Project) -> Iterable[Diagnostic]:
    (reading,) = project.years(held, [2020])
    return (*check.catalogue(held), *check.year(held, reading, final=False).diagnostics)


@pytest.mark.parametrize(
    ("office", "remedy"),
    [
        ("level: 村", "可写的有 province 省、city 市、county 县区、township 乡镇街道、department 部门"),
        ("outline:\n  achievements: 做法", "例如 - {id: achievements, title: 主要举措和成效"),
        ("outline:\n  - {id: a, title: 做法, covers: 做法}", "shortcomings 存在的不足和原因"),
        ("level: 乡镇", "应为 township"),
        ("level: 县级", "应为 county"),
        ("numbering: 一、", "每行以 - 和空格开头"),
        ("numbering: [一、, （一）, 1., （1）, 一是]", "最多 4 项"),
    ],
)
def test_a_mistake_in_the_office_is_told_with_what_may_be_written(office: str, remedy: str) -> None:
    held = opened({**files(), "office.yaml": f"# 样例数据，非真实\n{office}\n".encode()})
    (found,) = [one for one in _found(held) if one.place.file == "data/office.yaml"]
    assert remedy in found.hint


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        ("data/样例.csv", "没有 data/样例.csv", "写成 样例.csv"),
        ("样例", "没有 样例", "写成 样例.csv"),
        ("../样例.csv", "没有 ../样例.csv", "写成 样例.csv"),
        ("样例.CSV", "没有 样例.CSV", "写成 样例.csv"),
        ("样本.csv", "没有 样本.csv", "现有 样例.csv"),
        ("样例.xlsx", "样例.xlsx 不是 CSV 文件", "另存为"),
    ],
)
def test_a_name_of_no_csv_file_is_told_with_the_one_meant(name: str, message: str, remedy: str) -> None:
    year = YEAR + ANNEX.replace("NAME", name)
    held = opened({**files(year), "样例.csv": "名称\n样例\n".encode(), "样例.xlsx": b"PK"})
    (found,) = [one for one in _found(held) if one.code == "LG113"]
    assert message in found.message
    assert remedy in found.hint


def test_a_day_that_no_calendar_has_is_not_called_badly_written() -> None:
    year = YEAR.replace("document:\n", "document:\n  date: 2021年2月30日\n")
    (found,) = [one for one in _found(opened(files(year))) if one.code == "LG107"]
    assert found.message == "没有 2021年2月30日 这一天"


def test_a_mistake_in_the_outline_is_not_laid_to_the_catalogue() -> None:
    office = "outline:\n  - {id: 举措, title: 做法, covers: 做法}\n"
    catalogue = CATALOGUE.replace("part: dispute_resolution", "part: 举措")
    held = opened({**files(catalogue=catalogue), "office.yaml": f"# 样例数据，非真实\n{office}".encode()})
    assert [one.place.file for one in _found(held)] == ["data/office.yaml"]


@pytest.mark.parametrize(("mark", "code"), [("\t", "LG004"), (";", "LG113")])
def test_a_table_parted_by_other_marks_is_to_have_commas(mark: str, code: str) -> None:
    year = YEAR + ANNEX.replace("NAME", "样例.csv")
    held = opened({**files(year), "样例.csv": f"名称{mark}件数\n样例{mark}1\n".encode()})
    assert {(one.code, one.hint[:8]) for one in _found(held)} == {(code, "各格用半角逗号隔")}


@pytest.mark.parametrize(
    ("table", "line", "message"),
    [
        ('"事项\n名称"\n样例\n', 1, "这一行有一格分成了几行"),
        ('名称,件数\n样例,"12\r\n34"\n', 2, "这一行有一格分成了几行"),
        ('名称,件数\n甲,1\n样例,"2\n乙,4\n丙,6\n', 3, "从这一行起读不出各格"),
        ('名称,件数\n甲,"乙\n丙,丁"\n', 2, "这一行有一格分成了几行"),
        ('名称,件数\n样例,"1"件\n', 2, "从这一行起读不出各格"),
        (f"名称,件数\n样例,{'甲' * 2_001}\n", 2, "这一行有一格长 2001 个字符"),
        ("名称,\n样例,1\n", 1, "首行有一栏没有名称"),
        (f"{'名称,' * 20}名称\n{'样例,' * 20}样例\n", 1, "表格有 21 栏，一页印不下"),
    ],
)
def test_a_table_that_would_be_printed_otherwise_than_it_was_meant_is_refused(
    table: str, line: int, message: str
) -> None:
    year = YEAR + ANNEX.replace("NAME", "样例.csv")
    held = opened({**files(year), "样例.csv": table.encode()})
    (finding,) = _found(held)
    assert (finding.code, finding.place.line, finding.message) == ("LG113", line, message)
    assert finding.hint


def test_the_widest_table_of_a_year_file_has_twenty_columns() -> None:
    columns = ", ".join(f"栏{n}" for n in range(21))
    part = f"    table:\n      columns: [{columns}]\n      rows: [[{columns}]]\n"
    year = YEAR.replace("  decision_making:\n", f"{part}  decision_making:\n", 1)
    (finding,) = _found(opened(files(year)))
    assert (finding.code, finding.message) == ("LG107", "表格有 21 栏，一页印不下")
