"""What does not fit the year that forms are for, each finding at its cell. Made-up data (样例市样例区)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import collected
import pytest
from collected import TERMS, edited, exported, filled, imported, opened

from lawgov_report.files import Unusable
from lawgov_report.forms import returned

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from lawgov_report.forms.merging import Conditions

CATALOGUE = """\
departments: {justice: 样例区司法局, police: 样例区公安局}
indicators:
  cases: {label: 受理案件, unit: 件, part: leadership, department: justice}
  closed: {label: 办结案件, unit: 件, part: leadership, department: justice}
  rate: {label: 办结率, unit: "%", part: leadership, department: justice}
  patrols: {label: 巡查, unit: 次, part: leadership, department: police}
relations: [cases >= closed]
"""
FIGURES = "  cases: 待报    # 上年 3件\n  closed: 90件\n  rate: 待报\n  patrols: 待报\n"
KNOWN = opened(CATALOGUE, f"{collected.HEAD}indicators:\n{FIGURES}{collected.TAIL}".encode())
FORMS = exported(KNOWN)
JUSTICE, POLICE = FORMS["样例区司法局.xlsx"], FORMS["样例区公安局.xlsx"]
ANSWERED = filled(JUSTICE, {"cases": 717, "rate": "无此项"})


def found(files: dict[str, bytes], terms: Conditions = TERMS) -> list[str]:
    return [f"{one.code} {one.place}：{one.message}" for one in imported(KNOWN, files, terms)[0].findings]


def written(files: dict[str, bytes], terms: Conditions = TERMS) -> dict[str, str]:
    return {entry.key: entry.value for entry in imported(KNOWN, files, terms)[0].entries}


def test_an_answer_comes_with_where_it_is_from_and_what_there_is_not_is_taken_out() -> None:
    merged, content = imported(KNOWN, {"表/样例区司法局.xlsx": ANSWERED})
    assert not merged.findings
    (cases, rate) = merged.entries
    assert (rate.key, rate.value) == ("rate", "")
    assert dict(cases.provenance)["department"] == "justice"
    assert dict(cases.provenance)["date"] == "2021-01-10"
    assert dict(cases.provenance)["file"] == "样例区司法局.xlsx"
    text = content.decode()
    assert (
        "  cases:    # 上年 3件\n    value: 717件\n    from: {department: justice, date: 2021-01-10," in text
    )
    assert "rate:" not in text
    again = opened(CATALOGUE, content)
    assert not imported(again, {"样例区司法局.xlsx": ANSWERED})[0].entries


def test_who_filled_it_in_is_noted_only_where_asked_and_the_day_is_the_forms_own() -> None:
    def sign(page: Worksheet) -> None:
        for row in page.iter_rows():
            for cell in row:
                if cell.value in {"填报人", "填报日期"}:
                    value = "样例某" if cell.value == "填报人" else "2021年1月8日"
                    page.cell(cell.row, cell.column + 1).value = value

    signed = {"样例区司法局.xlsx": edited(ANSWERED, sign)}
    (cases, _) = imported(KNOWN, signed)[0].entries
    assert dict(cases.provenance)["date"] == "2021-01-08"
    assert "by" not in dict(cases.provenance)
    (cases, _) = imported(KNOWN, signed, TERMS._replace(names=True))[0].entries
    assert dict(cases.provenance)["by"] == "样例某"


def test_a_form_of_another_year_office_or_department_gives_nothing() -> None:
    other = KNOWN._replace(year=KNOWN.year.model_copy(update={"year": 2019}))
    old = {"样例区司法局.xlsx": filled(exported(other)["样例区司法局.xlsx"], {"cases": 1})}
    place = "样例区司法局.xlsx!报送表!A1"
    assert found(old) == [f"LG911 {place}：这是 2019 年的表，现在收的是 2020 年的"]
    away = TERMS._replace(office="样例市另一区")
    assert found({"样例区司法局.xlsx": ANSWERED}, away) == [
        f"LG911 {place}：这是样例市样例区的表，这里是样例市另一区"
    ]
    assert found({"样例区公安局.xlsx": ANSWERED}) == [
        "LG911 样例区公安局.xlsx!报送表!A1：文件名里是样例区公安局，表是样例区司法局的"
    ]
    assert not written(old)
    assert not written({"样例区公安局.xlsx": ANSWERED})
    assert not found({"报送 (1).xlsx": ANSWERED})


def test_two_forms_of_one_department_must_say_the_same() -> None:
    twice = {"a.xlsx": ANSWERED, "b.xlsx": ANSWERED}
    assert found(twice) == ["LG911 b.xlsx!报送表!A1：与 a.xlsx 是同一个文件，没有再读"]
    assert written(twice) == {"cases": "717件", "rate": ""}
    other = filled(JUSTICE, {"cases": "720件", "rate": "无此项"})
    assert found({"a.xlsx": ANSWERED, "b.xlsx": other}) == [
        "LG912 b.xlsx!报送表!E5：受理案件：这里是 720件，a.xlsx 里是 717件"
    ]
    assert written({"a.xlsx": ANSWERED, "b.xlsx": other}) == {"rate": ""}


def test_a_value_that_the_year_has_is_written_over_only_where_asked() -> None:
    files = {"样例区司法局.xlsx": filled(JUSTICE, {"closed": "91件"})}
    assert found(files) == [
        "LG912 样例区司法局.xlsx!报送表!E6：办结案件：表里是 91件，2020 年的数据里已经是 90件"
    ]
    assert written(files) == {}
    assert written(files, TERMS._replace(take="ours")) == {}
    assert not found(files, TERMS._replace(take="ours"))
    assert written(files, TERMS._replace(take="theirs")) == {"closed": "91件"}
    assert not found(files, TERMS._replace(take="theirs"))


def test_a_value_that_was_deleted_in_a_form_stays_in_the_year_and_is_named() -> None:
    files = {"样例区司法局.xlsx": filled(JUSTICE, {"closed": "待报"})}
    assert found(files) == [
        "LG912 样例区司法局.xlsx!报送表!E6：办结案件：原来填着 90件，现在没有数；2020 年的数据里仍是 90件"
    ]
    assert written(files) == {}


def test_a_reason_that_was_asked_for_comes_with_a_value_that_is_there_already() -> None:
    def explain(page: Worksheet) -> None:
        page["F6"].value = "改了口径"

    files = {"样例区司法局.xlsx": edited(JUSTICE, explain)}
    content = imported(KNOWN, files)[1]
    assert "  closed:\n    value: 90件\n    from: {department: justice," in content.decode()
    assert "    note: 改了口径\n" in content.decode()
    assert not imported(opened(CATALOGUE, content), files)[0].entries


def test_rows_are_found_where_they_went_and_missed_where_they_are_gone() -> None:
    def swap(page: Worksheet) -> None:
        for column in "ABCDEF":
            page[f"{column}5"].value, page[f"{column}7"].value = (
                page[f"{column}7"].value,
                page[f"{column}5"].value,
            )

    moved = {"样例区司法局.xlsx": edited(ANSWERED, swap)}
    assert not found(moved)
    assert written(moved) == {"cases": "717件", "rate": ""}
    gone = {"样例区司法局.xlsx": edited(ANSWERED, lambda page: page.delete_rows(5))}
    assert found(gone) == [
        "LG911 样例区司法局.xlsx!报送表!A5：第 5 行原来是“受理案件”，现在是“办结案件”",
        "LG911 样例区司法局.xlsx!报送表!A1：还有 1 项待报的不在这份表里：受理案件",
    ]
    assert written(gone) == {"rate": ""}


@pytest.mark.parametrize(
    ("row", "label", "message"),
    [
        (6, "受理案件", "“受理案件”不止一行，这一行填的“5”没有导入"),
        (6, "别的案件", "“别的案件”不是这份表里的指标，填的“5”没有导入"),
        (8, "别的案件", "“别的案件”不是这份表里的指标，填的“5”没有导入"),
    ],
    ids=["copied", "inserted", "added-below"],
)
def test_a_row_that_somebody_added_is_named_and_moves_no_other(row: int, label: str, message: str) -> None:
    def add(page: Worksheet) -> None:
        page.insert_rows(row)
        page[f"A{row}"].value, page[f"E{row}"].value = label, 5

    files = {"样例区司法局.xlsx": edited(ANSWERED, add)}
    assert found(files) == [f"LG911 样例区司法局.xlsx!报送表!E{row}：{message}"]
    assert written(files) == {"cases": "717件", "rate": ""}


def test_two_indicators_of_one_label_stay_in_their_order_or_are_missed() -> None:
    known = opened(CATALOGUE.replace("办结案件", "受理案件"), KNOWN.content)
    form = filled(exported(known)["样例区司法局.xlsx"], {"cases": 717, "closed": 90, "rate": 95})
    moved = {"a.xlsx": edited(form, lambda page: page.insert_rows(5))}
    assert [(entry.key, entry.value) for entry in imported(known, moved)[0].entries] == [
        ("cases", "717件"),
        ("rate", "95%"),
    ]
    gone = imported(known, {"a.xlsx": edited(form, lambda page: page.delete_rows(5))})[0]
    assert [entry.key for entry in gone.entries] == ["rate"]
    assert gone.findings[0].message == "叫“受理案件”的行多了或少了，分不出第 5 行是哪一个"
    assert "E5：“受理案件”不止一行" in f"{gone.findings[2].place}：{gone.findings[2].message}"


def test_a_form_of_an_older_catalogue_says_what_has_changed() -> None:
    older = opened(
        CATALOGUE.replace("label: 受理案件, unit: 件", "label: 受理案件, unit: 起").replace(
            "rate:", "share:"
        ),
        KNOWN.content.replace(b"rate:", b"share:"),
    )
    form = filled(exported(older)["样例区司法局.xlsx"], {"cases": 12, "share": "95"})
    assert found({"样例区司法局.xlsx": form}) == [
        "LG911 样例区司法局.xlsx!报送表!E5：受理案件：表里的单位是 起，目录里是 件",
        "LG911 样例区司法局.xlsx!报送表!E7：指标目录里没有 share（办结率），填的“95”没有导入",
        "LG911 样例区司法局.xlsx!报送表!A1：还有 1 项待报的不在这份表里：办结率",
    ]


def test_what_is_no_quantity_is_named_at_its_cell_with_the_remedy() -> None:
    files = {"样例区公安局.xlsx": filled(POLICE, {"patrols": "百余"})}
    (finding,) = imported(KNOWN, files)[0].findings
    assert (finding.code, str(finding.place), finding.hint) == (
        "LG104",
        "样例区公安局.xlsx!报送表!E5",
        "写 100余次",
    )


def test_a_csv_comes_back_the_same_way() -> None:
    table = (
        "\ufeff部门,键,名称,单位,部分,2020年数值,2019年数值\n"
        "样例区司法局,cases,受理案件,件,leadership,717,3件\n"
        "样例区公安局,patrols,巡查,次,leadership,3月5日,\n"
    )
    for content in (table.encode(), table[1:].encode("gb18030")):
        merged = imported(KNOWN, {"待报.csv": content})[0]
        (entry,) = merged.entries
        assert (entry.key, entry.value, dict(entry.provenance)["department"]) == ("cases", "717件", "justice")
        (finding,) = merged.findings
        assert f"{finding.code} {finding.place}" == "LG104 待报.csv:3:32"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", b"a,b\n1,2\n", "a.csv 不是 lawgov 编出的表"),
        ("a.xlsx", b"PK\3\4", "a.xlsx 不是 Excel 工作簿（.xlsx），或已损坏"),
        ("a.xlsx", bytes(returned.MAX_BYTES + 1), "a.xlsx 超过 16 MB"),
    ],
    ids=["csv", "xlsx", "large"],
)
def test_what_is_no_form_is_refused(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(Unusable) as refused:
        returned.read(name, content)
    assert str(refused.value).startswith(reason)


def test_a_foreign_workbook_or_a_hidden_sheet_that_was_changed_is_refused() -> None:
    import io

    import openpyxl

    for name, cell, value, reason in (
        ("lawgov", "B2", "2019", "的隐藏工作表被改过"),
        ("其他", "A1", "", "不是 lawgov 编出的报送表"),
        ("报送表", "", "", "里没有工作表 报送表"),
    ):
        book = openpyxl.load_workbook(io.BytesIO(JUSTICE))
        if name == "其他":
            book.remove(book["lawgov"])
        elif name == "报送表":
            book["报送表"].title = "表1"
        else:
            book[name][cell] = value
        buffer = io.BytesIO()
        book.save(buffer)
        with pytest.raises(Unusable, match=reason):
            returned.read("a.xlsx", buffer.getvalue())
