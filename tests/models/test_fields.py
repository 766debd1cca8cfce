"""What a file lacks, has too much or has wrong: one finding each, at the right place, with the remedy."""

from __future__ import annotations

import pytest
from made import CATALOGUE, YEAR, look, read, text, with_

MINIMAL = "year: 2020\n"


def findings(year: str, catalogue: str = CATALOGUE) -> list[tuple[str, str, str]]:
    """Return code, place and hint of each finding; places as line:column."""
    return [
        (one.code, f"{one.place.line}:{one.place.column}", one.hint) for one in look(year, catalogue).standing
    ]


def line_of(text: str, start: str) -> int:
    """Return the number of the only line that begins with `start`."""
    (number,) = [number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start)]
    return number


def test_the_sample_is_sound() -> None:
    assert findings(YEAR) == []


@pytest.mark.parametrize("key", ["document", "indicators", "parts"])
def test_each_key_missing_at_the_top_is_a_finding_at_the_start(key: str) -> None:
    given = [("LG101", "1:1", f"补上一行 {name}: …") for name in ("document", "indicators", "parts")]
    assert given == findings(MINIMAL)
    assert ("LG101", "1:1", f"补上一行 {key}: …") in findings(MINIMAL)


def test_a_report_may_begin_with_its_first_part_but_no_preamble_is_empty() -> None:
    preamble = "preamble: |\n  现将样例区工作情况报告如下。\n"
    looked = look(with_(preamble, ""))
    assert looked.standing == ()
    assert looked.document is not None
    assert text(looked.document.blocks[0]) == "一、履行职责"
    for empty in ("preamble:", "preamble: []", 'preamble: ["导言。", ""]', "preamble: ~"):
        assert [code for code, _, _ in findings(with_(preamble, f"{empty}\n"))] == ["LG108"]


@pytest.mark.parametrize(
    ("old", "new", "parent", "key"),
    [
        (
            "  title: 样例区2020年度法治政府建设工作情况报告\n",
            "  number: 样政〔2021〕1号\n",
            "document:",
            "title",
        ),
        ("    heading: 履行职责\n", "", "  leadership:", "heading"),
        ("      - id: study\n        text: 组织学习。\n", "      - id: study\n", "      - id: study", "text"),
        (
            YEAR[YEAR.index("  law_enforcement:") : YEAR.index("  dispute_resolution:")],
            "",
            "parts:",
            "law_enforcement",
        ),
    ],
)
def test_a_missing_key_is_told_at_its_parent(old: str, new: str, parent: str, key: str) -> None:
    year = with_(old, new)
    ((code, place, hint),) = findings(year)
    assert (code, place.partition(":")[0], hint) == (
        "LG101",
        str(line_of(year, parent)),
        f"补上一行 {key}: …",
    )


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("year: 2020", "yaer: 2020", "year"),
        ("year: 2020", "年份: 2020", "year"),
        ("document:", "documnet:", "document"),
        ("document:", "文件:", "document"),
        ("  title:", "  titel:", "title"),
        ("preamble:", "Preamble:", "preamble"),
        ("  decision_making:", "  decisionmaking:", "decision_making"),
        ("    heading: 履行职责\n    items:", "    heading: 履行职责\n    item:", "items"),
        ("    heading: 履行职责\n", "    标题: 履行职责\n", "heading"),
        ("      - id: study\n        text:", "      - id: study\n        txt:", "text"),
        ("      - id: study\n", "      - idd: study\n", "id"),
        ("        answers:", "        answer:", "answers"),
    ],
)
def test_a_misspelt_key_is_one_finding_at_itself_and_says_what_was_meant(
    old: str, new: str, meant: str
) -> None:
    year = with_(old, new)
    ((code, place, hint),) = findings(year)
    line, column = map(int, place.split(":"))
    assert (code, hint) == ("LG102", f"应为 {meant}")
    assert year.split("\n")[line - 1][column - 1 :].split(":")[0] in new


def test_a_key_that_resembles_none_is_told_with_all_that_are_known() -> None:
    ((code, place, hint),) = findings(with_("document:\n", "document:\n  zzzzzz: 1\n"))
    assert (code, place) == ("LG102", "4:3")
    assert "title、mark、number" in hint


def test_two_misspellings_of_one_key_are_two_findings_and_none_is_missing() -> None:
    year = with_("  title: 样例区2020年度法治政府建设工作情况报告\n", "  titel: 甲\n  tilte: 乙\n")
    assert [one[:2] for one in findings(year)] == [("LG102", "4:3"), ("LG102", "5:3")]


@pytest.mark.parametrize(
    ("old", "new", "code", "column"),
    [
        ("year: 2020", 'year: "2020"', "LG107", 7),
        ("year: 2020", "year: 二〇二〇", "LG107", 7),
        ("year: 2020", "year: ２０２０", "LG107", 7),
        ("year: 2020", "year: 02020", "LG107", 7),
        ("year: 2020", "year: 2019", "LG106", 7),
        ("year: 2020", "year:", "LG108", 6),
        ("cases: 120件", "cases: 120", "LG104", 10),
        ("cases: 120件", "cases: １２０件", "LG104", 10),
        ("cases: 120件", "cases: 1,200件", "LG104", 10),
        ("cases: 120件", "cases: {value: 120件, previous: 无}", "LG104", 34),
        ("cases: 120件", "cases: {value: 120件, source: }", "LG108", 32),
        ("cases: 120件", "cases: [120件]", "LG103", 3),
        ("cases: 120件", "cases: ~", "LG108", 10),
        ("cases: 120件", 'cases: ""', "LG108", 10),
        ("  cases: 120件", "  Cases: 120件", "LG105", 3),
        ("title: 样例区", "mark: {{ a }}\n  title: 样例区", "LG005", 9),
        ("text: 组织学习。", "text: 组织学习。 # 注", "LG011", 15),
        ("text: 组织学习。", "text: ", "LG108", 14),
        ("text: 组织学习。", "text: 组织学习。\n        draft: yes", "LG107", 16),
        ("text: 组织学习。", "text: [组织学习。]", "LG103", 15),
        ("id: study", "id: 学 习", "LG105", 13),
        ("title: 样例区", "date: 2020-02-30\n  title: 样例区", "LG107", 9),
        ("title: 样例区", "keywords: []\n  title: 样例区", "LG108", 13),
        ("heading: 履行职责", "heading: []", "LG108", 14),
        ("heading: 履行职责", "heading: [履行职责, '']", "LG108", 21),
        ("answers: [ability]", "answers: ability", "LG103", 9),
        ("preamble: |\n  现将样例区工作情况报告如下。\n", "preamble: {text: 导言, draft: 1}\n", "LG107", 29),
    ],
)
def test_a_wrong_value_is_told_where_it_stands(old: str, new: str, code: str, column: int) -> None:
    found = look(with_(old, new)).told
    assert [one.split(":")[0].split()[0] for one in found][:1] == [code]
    assert found[0].rpartition(":")[2] == str(column)
    assert len(found) == 1


@pytest.mark.parametrize("value", ["2021-03-01", "2021年3月1日", "2021-3-1"])
def test_a_date_is_written_in_two_ways(value: str) -> None:
    _, made = read(with_("  title:", f"  date: {value}\n  title:"))
    assert str(made.document.date) == "2021-03-01"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("１２０件", "写成 120件"),
        ("1,200件", "写成 1200件"),
        ("120 件", "写成 120件"),
        ("0120件", "像是 120件：核对后改"),
        ("120", "是件的写 120件，是万件的写 120万件"),
        ("很多", "只写数和单位，例如 717件、2.45万件、6万余件；还没有数的写 待报"),
    ],
)
def test_a_figure_written_otherwise_is_told_how_to_write_it(written: str, hint: str) -> None:
    assert [one[2] for one in findings(with_("cases: 120件", f"cases: {written}"))] == [hint]


def test_an_empty_part_is_told_at_its_name() -> None:
    assert look(with_("    items:\n      - id: study\n        text: 组织学习。\n", "")).told == ["LG110 13:3"]
    assert look(
        with_("    heading: 履行职责\n    items:\n      - id: study\n        text: 组织学习。\n", "")
    ).told == ["LG103 13:3"]


def test_a_part_has_items_or_sections_and_not_both() -> None:
    sections = "    sections:\n      - heading: 甲\n        lead: 乙。\n  decision_making:\n"
    assert look(with_("  decision_making:\n", sections)).told == ["LG110 13:3"]


def test_a_section_without_content_is_told_at_its_beginning() -> None:
    old = "    items:\n      - id: study\n        text: 组织学习。\n"
    assert look(with_(old, "    sections:\n      - heading: 甲\n")).told == ["LG110 16:9"]


def test_a_file_of_full_width_colons_is_told_at_the_first_and_once() -> None:
    assert look("年份：2020\n").told == ["LG005 1:3"]
    assert look("# 注\n年份：2020\n文件：\n  标题：甲\n").told == ["LG005 2:3"]


@pytest.mark.parametrize("text", ["- a\n", "只有文字\n", "42\n"])
def test_a_file_without_keys_is_one_finding(text: str) -> None:
    assert look(text).told == ["LG103 1:1"]


def test_a_relation_is_told_at_the_character_that_is_wrong() -> None:
    catalogue = CATALOGUE.replace("closed <= cases", "closed < cases")
    assert look(catalogue=catalogue).told == ["LG109 10:12"]


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("unit: 册", "unit: 万册", "LG107", "8:30"),
        ("unit: 册", 'unit: "5册"', "LG107", "8:30"),
        ("books: {label: 发放书籍", "books: {lable: 发放书籍", "LG102", "8:11"),
        ("books: {label: 发放书籍, ", "books: {", "LG101", "8:3"),
        ("  books: {", "  Books: {", "LG105", "8:3"),
        ("part: dispute_resolution}\nrelations", "part: disputes}\nrelations", "LG107", "8:39"),
        ("relations:\n", "severities: {LG301: fatal}\nrelations:\n", "LG107", "9:21"),
        ("unit: 册,", "unit: 册, threshold: 五成,", "LG107", "8:44"),
        ("unit: 册,", "unit: 册, since: 去年,", "LG107", "8:40"),
    ],
)
def test_a_wrong_catalogue_is_told_where_it_stands(old: str, new: str, code: str, place: str) -> None:
    assert CATALOGUE.count(old) == 1
    assert look(catalogue=CATALOGUE.replace(old, new)).told == [f"{code} {place}"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021.3.1", "2021-03-01"),
        ("2021/03/01", "2021-03-01"),
        ("２０２１年３月１日", "2021-03-01"),
        ("二〇二一年三月一日", "2021-03-01"),
        ("2021.3.32", ""),
        ("3月1日", ""),
    ],
)
def test_a_date_that_is_written_otherwise_is_spelt_out(written: str, meant: str) -> None:
    year = with_("度法治政府建设工作情况报告\n", f"度法治政府建设工作情况报告\n  date: {written}\n")
    (found,) = look(year).found
    assert (found.code, [edit.text for edit in found.edits]) == ("LG107", [meant] if meant else [])


@pytest.mark.parametrize(
    ("written", "meant"), [("yes", "true"), ("True", "true"), ("否", "false"), ("大概", "")]
)
def test_yes_and_no_are_true_and_false(written: str, meant: str) -> None:
    (found,) = look(
        with_("        text: 组织学习。\n", f"        text: 组织学习。\n        draft: {written}\n")
    ).found
    assert (found.code, [edit.text for edit in found.edits]) == ("LG107", [meant] if meant else [])
