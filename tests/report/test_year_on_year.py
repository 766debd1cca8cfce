"""{{ key | 同比 }}: it prints what change.py says, and is a finding where nothing can be said."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import shifan
from hypothesis import given
from hypothesis import strategies as st
from made import CATALOGUE, YEAR, lawgov, look, opened, read, with_

from lawgov_report.checking import check
from lawgov_report.language import quantity
from lawgov_report.language import quantity_change as change
from lawgov_report.models import project
from lawgov_report.report import year_on_year
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import Text

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.report.document import Document

COMPARED = with_("受理案件{{ cases }}，", "受理案件{{ cases }}，{{ cases | 同比 }}，")
VALUES = st.sampled_from(shifan.VALUES)


def pair(this: str = COMPARED, last: str = YEAR) -> tuple[Document, list[Diagnostic]]:
    """Return what is assembled of a year that follows another."""
    catalogue, year = read(this)
    return assemble(catalogue, year, read(last.replace("2020", "2019"), number=2019)[1])


def printed(document: Document) -> str:
    return "".join(span.text for block in document.blocks for span in getattr(block, "spans", ()))


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("100件", "同比增长20.0%"),
        ("160件", "同比下降25.0%"),
        ("120件", "与上年持平"),
        ("0.01万件", "同比增长20.0%"),
    ],
)
def test_a_comparison_is_printed_in_official_words_as_plain_text(last: str, told: str) -> None:
    document, found = pair(last=with_("cases: 120件", f"cases: {last}"))
    assert found == []
    assert f"受理案件120件，{told}，办结" in printed(document)
    spans = [span for block in document.blocks for span in getattr(block, "spans", ())]
    (span,) = [span for span in spans if span.text == told]
    assert isinstance(span, Text)
    assert (span.item, span.place and span.place.line) == ("cases_handled", 33)


def test_shares_are_compared_in_points() -> None:
    year = with_("办结率{{ rate }}", "办结率{{rate|同比}}")
    assert "办结率同比提高1.5个百分点" in printed(pair(year, with_("rate: 75%", "rate: 73.5%"))[0])


def test_the_restated_value_of_last_year_goes_first() -> None:
    year = with_("cases: 120件", "cases: {value: 120件, previous: 240件}", COMPARED)
    assert "同比下降50.0%" in printed(pair(year)[0])
    assert "同比下降50.0%" in printed(assemble(*read(year), None)[0])


@pytest.mark.parametrize(
    ("last", "why"),
    [
        ("0件", "今年 120件，上年 0件，以 0 为基数，算不出增减的百分比"),
        ("-5件", "上年 -5件，以负数为基数，算不出增减的百分比"),
        ("100余件", "今年 120件，上年 100余件，概数的增减不能确定"),
        ("约120件", "概数的增减不能确定"),
        ("100起", "今年 120件，上年 100起，两年的单位不同"),
        ("待报", "不能与上年比较：上年的数还待报"),
    ],
)
def test_what_cannot_be_compared_is_an_error_that_says_why_and_stays_as_written(last: str, why: str) -> None:
    document, (one,) = pair(last=with_("cases: 120件", f"cases: {last}"))
    assert (one.code, str(one.place)) == ("LG214", "data/2020.yaml:33:27")
    assert one.message.startswith("受理案件 不能与上年比较：")
    assert why in one.message
    assert (one.quote, one.path) == (
        "{{ cases | 同比 }}",
        "parts.dispute_resolution.items.cases_handled.text",
    )
    assert "受理案件120件，{{ cases | 同比 }}，办结" in printed(document)


def test_without_last_year_there_is_nothing_to_compare_with() -> None:
    looked = look(COMPARED)
    (one,) = looked.standing
    assert (one.code, one.severity) == ("LG214", "error")
    assert "没有上年的数据" in one.message


def test_an_indicator_that_last_year_lacks_or_that_replaces_another_is_not_compared() -> None:
    without = with_("  cases: 120件\n", "", YEAR).replace("{{ cases }}", "若干")
    assert "上年没有这项数值" in pair(last=without)[1][0].message
    years, known = shifan.years(), shifan.catalogue()
    found = year_on_year.compare("service_matters", known, years[2021], years[2020])
    assert found.reason == "它替代了“政务服务大厅接待群众”，与上年的数不可比"


def test_what_is_owed_this_year_is_printed_as_owed_and_told_once() -> None:
    looked = look(with_("cases: 120件", "cases: 待报", COMPARED))
    assert [one.code for one in looked.standing] == ["LG207"]
    assert looked.document is not None
    assert "受理案件【待报】，【待报】，办结" in printed(looked.document)


def test_unknown_and_missing_figures_are_told_as_those_of_other_references() -> None:
    unknown = look(with_("受理案件{{ cases }}，", "受理案件{{ cases }}，{{ casse | 同比 }}，"))
    assert [one.code for one in unknown.standing] == ["LG201"]
    missing = look(with_("  books: 6万余册\n", "").replace("{{ books }}", "{{ books | 同比 }}"))
    assert [one.code for one in missing.standing] == ["LG202"]


def test_a_comparison_alone_uses_the_figure_and_is_no_typed_number() -> None:
    this = with_("受理案件{{ cases }}，", "受理案件数{{ cases | 同比 }}，").replace("closed <= cases", "")
    files = {
        "indicators.yaml": CATALOGUE.replace("  - closed <= cases\n  - rate == closed / cases\n", "")
        .replace("relations:\n", "")
        .encode(),
        "2020.yaml": this.encode(),
        "2019.yaml": YEAR.replace("2020", "2019").encode(),
    }
    held = opened(files)
    (reading,) = project.years(held, [2020])
    found = check.year(held, reading, final=True).diagnostics
    assert not [one for one in found if one.code in {"LG308", "LG350", "LG307", "LG631"}]


@pytest.mark.parametrize(
    "inside", ["cases | 环比", "cases | upper", "cases ｜ 同比", "cases |", "cases | 同比 | 同比"]
)
def test_other_words_behind_the_bar_are_malformed_and_told_what_there_is(inside: str) -> None:
    (one,) = look(with_("受理案件{{ cases }}，", f"受理案件{{{{ {inside} }}}}，")).standing
    assert (one.code, one.quote) == ("LG204", f"{{{{ {inside} }}}}")
    assert "{{ cases | 同比 }}" in one.hint


@given(VALUES, VALUES)
def test_the_words_are_those_of_change_and_absent_only_with_a_reason(first: str, last: str) -> None:
    key = "mediation_cases"
    year = shifan.with_figures(shifan.years()[2021], **{key: last})
    previous = shifan.with_figures(shifan.years()[2020], **{key: first})
    found = year_on_year.compare(key, shifan.catalogue(), year, previous)
    before, now = quantity.parse(first), quantity.parse(last)
    made = change.between(before, now) if before and now else None
    assert found.wording == (change.wording(made) if made else "")
    assert bool(found.wording) != bool(found.reason)
    assert found.before is not None
    assert found.before.written.text == first


@given(VALUES, VALUES)
def test_a_reference_prints_the_words_or_is_a_finding(first: str, last: str) -> None:
    this = COMPARED.replace("cases: 120件", f"cases: {last}")
    document, found = pair(this, YEAR.replace("cases: 120件", f"cases: {first}"))
    told = [one for one in found if one.code == "LG214"]
    said = re.search("受理案件[^，]+，([^，]+)，办结", printed(document))
    assert said
    assert bool(told) == (said[1] == "{{ cases | 同比 }}")


def test_the_sample_office_prints_its_comparisons(tmp_path: Path) -> None:
    done = lawgov("-C", shifan.FOLDER, "build", "2021", "--out", tmp_path, "--to", "md")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "2021.md").read_text(encoding="utf-8")
    assert "全区办结行政处罚案件389起，同比增长9.3%；" in text
    assert "市场监管领域罚没款112.3万元，同比增长10.9%。" in text  # from the restated value
    assert "| 同比 }}" not in text


def test_a_figure_of_the_document_has_last_years_value() -> None:
    document, _ = pair()
    assert {figure.fact.key: figure.fact.previous for figure in document.figures}["cases"] == "120件"
