# 样例数据，非真实 (all data in this file is made up)
"""A report read, made a year, and printed again: nothing is lost, and what is guessed is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import made
import pytest
from republished import EMPTY, again, headings, original, plain, republished, texts

from lawgov_report.importing import importer, results
from lawgov_report.importing.draft import Guessed, GuessKind
from lawgov_report.importing.importer import Task
from lawgov_report.importing.loss import Mismatch
from lawgov_report.readers import docx as word_reader
from lawgov_report.readers.published import Spot
from lawgov_report.writing import docx

if TYPE_CHECKING:
    from pathlib import Path


PROJECTS = [made.ROOT, *sorted((made.ROOT / "tests" / "projects").iterdir())]
YEARS = [
    (folder, int(path.stem))
    for folder in PROJECTS
    for path in sorted((folder / "data").glob("[1-9][0-9][0-9][0-9].yaml"))
]


@pytest.mark.parametrize("styled", [True, False], ids=["styled", "plain"])
@pytest.mark.parametrize(("folder", "year"), YEARS, ids=lambda value: getattr(value, "name", value))
def test_a_report_imported_prints_what_it_printed(folder: Path, year: int, styled: bool) -> None:  # noqa: FBT001
    document = original(folder, year)
    found = importer.bring_in(Task("样例.docx", republished(document, styled=styled), year), EMPTY)
    assert found.loss.differences == ()
    after = again(found)
    assert texts(after) == texts(document)
    if styled or folder.name != "unnumbered":
        assert [*headings(after)] == [*headings(document)]


LINES = (
    "样例市样例县2021年度法治政府建设情况报告",
    "样例市人民政府：",
    "2021年，我县推进法治政府建设。现将有关情况报告如下。",
    "一、主要工作",
    "（一）加强学习。组织学习12次。",
    "（二）规范执法。作出处罚30件。",
    "二、存在问题及下一步打算",
    "执法力量不足，原因是编制较少。",
    "三、下一步安排",
    "1、增加人员。",
    "2、加强培训。",
    "样例市样例县人民政府",
    "2022年1月10日",
)


def test_what_only_some_copies_have_comes_back_from_a_word_file() -> None:
    given = original(made.ROOT / "tests" / "projects" / "joint", 2024)
    head = given.head._replace(copy_number="000012", classification="机密★1年", urgency="特急")
    document = given._replace(head=head, note="（联系人：示例甲）", seal=True)
    content = docx.write(document, lambda name: (made.ROOT / "templates" / name).read_bytes())[".docx"]
    found = importer.bring_in(Task("样例.docx", word_reader.read(content).text, 2024), EMPTY)
    assert found.loss.differences == ()
    printed_again = again(found)
    assert printed_again.head == head
    assert (printed_again.signatures, printed_again.note) == (document.signatures, document.note)


def test_what_is_guessed_is_said_with_its_place() -> None:
    found = importer.bring_in(Task("报告.txt", plain(*LINES)), EMPTY)
    said = {(guess.kind, guess.text, str(guess.spot)) for guess in found.guesses}
    assert found.loss.differences == ()
    assert found.year == 2021
    assert {
        (GuessKind.TITLE, LINES[0], "1:1"),
        (GuessKind.HEAD, LINES[1], "2:1"),
        (GuessKind.RUN_IN, "（一）加强学习。", "5:1"),
        (GuessKind.COVERS, "存在问题及下一步打算", "7:1"),
        (GuessKind.TAIL, LINES[11], "12:1"),
        (GuessKind.OFFICE, "样例市样例县", "0:0"),
        (GuessKind.INDICATOR, "30件", "6:1"),
    } <= said


def test_files_of_a_year_say_what_was_read() -> None:
    found = importer.bring_in(Task("报告.txt", plain(*LINES)), EMPTY)
    year, office = found.contents["2021.yaml"].decode(), found.contents["office.yaml"].decode()
    assert "level: county\ncalls_itself: 我县\n" in office
    assert "covers: [shortcomings, next_steps]" in office
    assert "  addressee: 样例市人民政府\n" in year
    assert "  date: 2022-01-10\n" in year
    assert "        run_in: true\n" in year


def test_a_report_that_begins_with_its_first_part_gets_no_preamble() -> None:
    found = importer.bring_in(Task("报告.txt", plain(*LINES[:2], *LINES[3:])), EMPTY)
    assert found.loss.differences == ()
    assert found.read.preamble is None
    assert made.text(again(found).blocks[0]) == "一、主要工作"


def test_numbers_stay_text_where_no_figures_are_wanted() -> None:
    found = importer.bring_in(Task("报告.txt", plain(*LINES), figures=False), EMPTY)
    assert "indicators: {}" in found.contents["2021.yaml"].decode()
    assert "组织学习12次。" in found.contents["2021.yaml"].decode()


def test_a_number_that_assembling_would_not_print_stays_in_the_text() -> None:
    lines = ["样例县2021年度法治政府建设报告", "现报告如下。", "一、甲", "文。", "三、乙", "文。"]
    found = importer.bring_in(Task("报告.txt", plain(*lines)), EMPTY)
    assert found.loss.differences == ()
    assert [text for _, text in headings(again(found))] == ["一、甲", "三、乙"]
    assert [guess.text for guess in found.guesses if guess.kind is GuessKind.NUMBER] == ["一、甲", "三、乙"]


def test_a_heading_before_its_text_keeps_a_stop_that_assembling_would_not_set() -> None:
    lines = [
        "样例县2021年度法治政府建设报告",
        "一、甲",
        "（一）办好“头等大事”。投入3万元。",
        "（二）乙。办理5件。",
    ]
    found = importer.bring_in(Task("报告.txt", plain(*lines)), EMPTY)
    assert found.loss.differences == ()
    assert [text for _, text in headings(again(found))][1:] == ["（一）办好“头等大事”。", "（二）乙。"]


def test_a_title_whose_letters_are_set_apart_is_one() -> None:
    lines = [
        "样 例 县",
        "2 0 2 1 年 法 治 政 府 建 设 报 告",
        "现报告如下。",
        "第一部分 甲",
        "文。",
        "第二部分 乙",
        "文。",
    ]
    found = importer.bring_in(Task("报告.txt", plain(*lines)), EMPTY)
    assert (found.year, found.loss.differences) == (2021, ())
    written = found.contents["2021.yaml"].decode()
    assert "    - 样例县\n    - 2021年法治政府建设报告\n" in written
    assert "\n  # 第一部分 甲\n" in written  # not 一、第一部分


def test_what_a_site_prints_below_an_article_is_no_text_of_it() -> None:
    site = ["【打印本页】 【关闭窗口】", "相关文章", "样例县2010年报告", "主办：样例县人民政府"]
    found = importer.bring_in(Task("报告.txt", plain(*LINES, *site)), EMPTY)
    alone = importer.bring_in(Task("报告.txt", plain(*LINES)), EMPTY)
    assert found.contents == alone.contents
    assert [guess.text for guess in found.guesses if guess.kind is GuessKind.PAGE] == site


def test_what_cannot_be_printed_is_a_difference_with_its_place() -> None:
    lines = ["某网站首页", *LINES[:-1], "二〇二二年一月十日"]
    found = importer.bring_in(Task("报告.txt", plain(*lines)), EMPTY)
    differences = [(each.file, each.printed, str(each.spot)) for each in found.loss.differences]
    assert differences == [("某网站首页", None, "1:1")]
    respelt = [(each.text, str(each.spot)) for each in found.guesses if each.kind is GuessKind.CHARACTER]
    assert respelt == [("二〇二二年一月十日", "14:1")]


def test_a_catalogue_gets_lines_and_keeps_its_own() -> None:
    held = {"indicators.yaml": made.CATALOGUE.encode()}
    home = EMPTY._replace(names=("indicators.yaml",), read=lambda name: held[name])
    before = made.CATALOGUE.splitlines()
    after = importer.bring_in(Task("报告.txt", plain(*LINES)), home).contents["indicators.yaml"].decode()
    assert [line for line in after.splitlines() if line in before] == before
    assert after.index("处罚:\n") < after.index("relations:")


def test_the_short_list_hides_no_difference_and_no_waiver_and_says_how_many_it_leaves_out() -> None:
    found = importer.bring_in(Task("报告.txt", plain(*LINES)), EMPTY)
    guesses = [Guessed(kind, f"文字{number}", kind.value) for kind in GuessKind for number in range(9)]
    lost = [Mismatch(f"丢失{number}", None, Spot(number, 1), None) for number in range(9)]
    found = found._replace(guesses=tuple(guesses), loss=found.loss._replace(differences=tuple(lost)))
    short, full = results.in_short(found), results.as_text(found)
    for kind in GuessKind:
        shown = 9 if kind in results.IN_FULL else results.FEW
        assert (short.count(f"：{kind.value}\n"), full.count(f"：{kind.value}\n")) == (shown, 9)
        assert f"  推定的{results.TITLES[kind]}（9）：" in short
    assert all(text.count("丢失") == text.count("没有\n") == 9 for text in (short, full))
    assert GuessKind.WAIVER in results.IN_FULL
    left = sum(6 for kind in GuessKind if kind not in results.IN_FULL)
    assert f"推定共 {len(guesses)} 处，略去 {left} 处；加 --all" in short
    assert "--all" not in full
