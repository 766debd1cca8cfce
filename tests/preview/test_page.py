# 样例数据，非真实 (all data in this file is made up)
"""What the preview tells of figures and items, and the shell around the report."""

from __future__ import annotations

import json
import re

from made import CATALOGUE, YEAR, files, opened, with_

from lawgov_report import files as disk
from lawgov_report.checking import check
from lawgov_report.models import project
from lawgov_report.preview import page


def details(year: str = YEAR, catalogue: str = CATALOGUE, before: str = "") -> dict[str, dict[str, dict]]:  # type: ignore[type-arg]
    """Return what is told of the year 2020."""
    held = files(year, catalogue) | ({"2019.yaml": before.encode()} if before else {})
    known = opened(held)
    (reading,) = project.years(known, [2020])
    examined = check.year(known, reading, final=False)
    assert examined.document is not None
    return page.details(examined.document, known, examined.diagnostics)


def test_a_figure_is_told_with_its_places_department_and_relations() -> None:
    cases = details()["figures"]["cases"]
    assert (cases["label"], cases["value"]) == ("受理案件", "120件")
    assert (cases["place"], cases["catalogue"]) == ("data/2020.yaml:6", "data/indicators.yaml:5")
    assert cases["uses"] == ["data/2020.yaml:33"]
    assert ["部门", "样例区司法局"] in cases["rows"]
    assert [(one[0], one[2]) for one in cases["relations"]] == [
        ("closed <= cases", "data/indicators.yaml:10"),
        ("rate == closed / cases", "data/indicators.yaml:11"),
    ]


def test_a_figure_is_told_with_last_years_value_definition_note_and_source() -> None:
    year = with_("cases: 120件", "cases: {value: 120件, note: 原因, source: 报表}")
    catalogue = CATALOGUE.replace("label: 受理案件", "label: 受理案件, definition: 全部案件")
    before = YEAR.replace("2020", "2019").replace("120件", "100件")
    rows = details(year, catalogue, before)["figures"]["cases"]["rows"]
    assert rows[2:] == [["2019年", "100件"], ["口径", "全部案件"], ["说明", "原因"], ["来源", "报表"]]


def test_a_figure_that_no_text_names_has_no_uses() -> None:
    told = details(with_("发放书籍{{ books }}。", "发放书籍。"))["figures"]["books"]
    assert told["uses"] == []
    assert ["LG308", "warning"] in [one[:2] for one in told["findings"]]


def test_a_figure_is_used_in_tables_and_annexes_too() -> None:
    annex = "annexes:\n  - title: 样例附件\n    text: 全年受理{{ cases }}。\n"
    table = "    table: {columns: [类别], rows: [['{{ cases }}']]}\n"
    found = details(f"{YEAR}{annex}{table}")["figures"]["cases"]
    last = len(YEAR.splitlines())
    assert found["uses"] == ["data/2020.yaml:33", f"data/2020.yaml:{last + 3}", f"data/2020.yaml:{last + 4}"]


def test_the_findings_of_a_relation_are_told_at_each_of_its_figures() -> None:
    figures = details(with_("closed: 90件", "closed: 130件"))["figures"]
    said = {key: [one[0] for one in told["findings"] if one[0] == "LG301"] for key, told in figures.items()}
    assert said == {"cases": ["LG301"] * 2, "closed": ["LG301"] * 2, "rate": ["LG301"], "books": []}


def test_a_waived_finding_is_told_as_waived() -> None:
    waiver = "waivers:\n  - {code: LG301, at: indicators.rate, quote: 76%、90件、120件, reason: 样例}\n"
    told = details(with_("rate: 75%", "rate: 76%") + waiver)["figures"]["rate"]["findings"]
    assert [one[1] for one in told if one[0] == "LG301"] == ["waived"]


def test_an_item_is_told_with_its_place_and_its_findings_only() -> None:
    items = details(with_("组织学习。", "组织学习,提高能力。"))["items"]
    assert items["study"]["place"] == "data/2020.yaml:17"
    assert items["study"]["path"] == "parts.leadership.items.study.text"
    assert [one[0] for one in items["study"]["findings"]] == ["LG603"]
    assert items["review"]["findings"] == []
    assert items["cases_handled"]["place"] == "data/2020.yaml:33"


def test_the_shell_runs_only_what_bears_its_nonce_and_loads_nothing() -> None:
    shown = page.shell(2020, "NONCE", disk.templates(None)).decode()
    tags = re.findall(r"<(?:script|style)\b[^>]*>", shown)
    assert tags == ['<style nonce="NONCE">', '<script nonce="NONCE">']
    assert not re.search(r"\son\w+=|\bstyle=|innerHTML|insertAdjacentHTML|document\.write|eval\(", shown)
    assert re.findall(r'\b(?:src|href)="([^"]*)"', shown) == ["data:,", "/report"]
    assert 'sandbox="allow-same-origin"' in shown


def test_a_state_is_json_with_chinese_as_it_is() -> None:
    made = page.state(version="a.1", summary="没有问题")
    assert json.loads(made) == {"version": "a.1", "summary": "没有问题"}
    assert "没有问题".encode() in made
