"""The annex: all figures of the year beside last year's, listed, named and numbered as the standard says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import shifan
from made import CATALOGUE, YEAR, lawgov, look, read, with_

from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import Annex, Fact, public, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Compare

    from lawgov_report.report.document import Document, Table

TITLE = "  title: 样例区2020年度法治政府建设工作情况报告\n"
ANNEXED = with_(TITLE, f"{TITLE}  annex: indicators\n")


def made(year: str = ANNEXED, last: str = "") -> Document:
    previous = read(last.replace("2020", "2019"), number=2019)[1] if last else None
    return assemble(*read(year), previous)[0]


def annex(document: Document) -> Annex:
    (annex,) = document.annexes
    return annex


def table(document: Document) -> Table:
    found = annex(document).table
    assert found is not None
    return found


def rows(document: Document) -> list[list[str]]:
    return [[text_of((line,)) for line in row] for group in table(document).groups for row in group.rows]


def test_no_annex_unless_asked_for() -> None:
    assert made(YEAR).annexes == ()
    assert made(YEAR).attachments == ()


def test_the_table_has_every_figure_beside_last_years() -> None:
    document = made(last=with_("cases: 120件", "cases: 100件"))
    assert table(document).head == ("指标", "2020年", "2019年", "比上年")
    assert rows(document) == [
        ["受理案件", "120件", "100件", "同比增长20.0%"],
        ["办结案件", "90件", "90件", "与上年持平"],
        ["办结率", "75%", "75%", "与上年持平"],
        ["发放书籍", "6万余册", "6万余册", "与上年持平"],
    ]
    assert [group.heading for group in table(document).groups] == ["四、纠纷化解"]


def test_what_cannot_be_compared_has_a_dash_and_is_no_finding() -> None:
    catalogue, year = read(ANNEXED)
    _, last = read(YEAR)
    figures = {key: figure for key, figure in last.indicators.items() if key != "cases"}
    document, found = assemble(catalogue, year, last.model_copy(update={"year": 2019, "indicators": figures}))
    assert found == []
    assert rows(document)[0] == ["受理案件", "120件", "—", "—"]


def test_columns_in_which_no_figure_has_a_value_are_left_out() -> None:
    catalogue, year = read(ANNEXED)
    document, found = assemble(catalogue, year, None)
    assert found == []
    assert table(document).head == ("指标", "2020年")
    assert rows(document)[0] == ["受理案件", "120件"]


def test_a_figure_stays_a_fact_with_its_key_and_one_that_is_owed_is_marked() -> None:
    document = made(with_("books: 6万余册", "books: 待报", ANNEXED))
    cells = [row[1] for group in table(document).groups for row in group.rows]
    assert [span.key for line in cells for span in line if isinstance(span, Fact)] == [
        "cases",
        "closed",
        "rate",
    ]
    assert rows(document)[3][1:] == ["【待报】"]


def test_a_restated_value_is_taken_and_noted() -> None:
    document = made(with_("cases: 120件", "cases: {value: 120件, previous: 80件}", ANNEXED), YEAR)
    assert rows(document)[0] == ["受理案件", "120件", "80件", "同比增长50.0%"]
    assert annex(document).notes == ("注：受理案件的上年数值为更正后的数值。",)


def test_an_indicator_that_replaces_another_is_noted_unless_last_years_value_is_given() -> None:
    replacing = with_("unit: 册,", "unit: 册, replaces: cases,", CATALOGUE)
    last = read(YEAR.replace("2020", "2019"), number=2019)[1]
    figures = {key: figure for key, figure in last.indicators.items() if key != "books"}
    last = last.model_copy(update={"indicators": figures})

    def notes(year: str) -> tuple[str, ...]:
        return annex(assemble(*read(year, replacing), last)[0]).notes

    replaced = "发放书籍从本年起替代受理案件，口径不同，与上年不可比。"
    corrected = with_("closed: 90件", "closed: {value: 90件, previous: 80件}", ANNEXED)
    assert notes(ANNEXED) == (f"注：{replaced}",)
    assert notes(corrected) == (f"注：1.办结案件的上年数值为更正后的数值。2.{replaced}",)
    given = with_("books: 6万余册", "books: {value: 6万余册, previous: 5万余册}", ANNEXED)
    assert notes(given) == ("注：发放书籍的上年数值为更正后的数值。",)


@pytest.mark.parametrize(
    ("listed", "attachments", "mark", "title"),
    [
        ("", ("2020年度主要指标一览表",), "附件", ("2020年度主要指标一览表",)),
        ("[指标一览表]", ("指标一览表",), "附件", ("指标一览表",)),
        ("[文件目录, 指标一览表]", ("文件目录", "指标一览表"), "附件2", ("指标一览表",)),
        ("文件目录", ("文件目录", "2020年度主要指标一览表"), "附件2", ("2020年度主要指标一览表",)),
        (
            "样例市样例区2020年度法治政府建设主要指标",
            ("样例市样例区2020年度法治政府建设主要指标",),
            "附件",
            ("样例市样例区2020年度", "法治政府建设主要指标"),
        ),
    ],
)
def test_mark_and_title_agree_with_the_list_of_attachments(
    listed: str, attachments: tuple[str, ...], mark: str, title: tuple[str, ...]
) -> None:
    given = f"{TITLE}  annex: indicators\n" + (f"  attachments: {listed}\n" if listed else "")
    document = made(with_(TITLE, given))
    assert document.attachments == attachments
    assert (annex(document).mark, annex(document).title) == (mark, title)


def test_the_public_face_keeps_the_annex() -> None:
    document = made()
    assert public(document).annexes == document.annexes


def test_another_word_than_indicators_is_a_finding() -> None:
    (one,) = look(ANNEXED.replace("annex: indicators", "annex: figures")).standing
    assert (one.code, one.message, one.hint) == ("LG107", "没有 figures 这种附表", "可写的只有 indicators")


def test_the_sample_office_has_its_annex_in_markdown(tmp_path: Path, golden: Compare) -> None:
    done = lawgov("-C", shifan.FOLDER, "build", "2021", "--public", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "2021.md").read_text(encoding="utf-8")
    annex, _, _ = text[text.index("附件1\n") :].partition("\n<!-- lawgov sha256:")  # the digest of the file
    golden("shifan-2021.annex.md", annex.encode())
    figures = shifan.years()[2021].indicators
    assert len(re.findall(r"^\| (?!---|指标)", text, re.MULTILINE)) == len(figures) + 4
