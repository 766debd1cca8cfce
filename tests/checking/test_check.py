"""From reading to findings: waivers, severities, order, names and excerpts."""

from __future__ import annotations

import pytest
from hypothesis import given
from keys import KEYS
from made import CATALOGUE, YEAR, files, look, opened, with_

from lawgov_report.checking import check
from lawgov_report.models import project
from lawgov_report.reading.diagnostics import Severity

FAILING = with_("closed: 90件", "closed: 60件")
WAIVER = "  - {code: LG301, at: indicators.rate, quote: 75%、60件、120件, reason: 样例}\n"


def waived(year: str = FAILING, waivers: str = WAIVER, catalogue: str = CATALOGUE) -> list[str]:
    """Return each finding as code and severity, those waived in brackets."""
    looked = look(f"{year}waivers:\n{waivers}", catalogue)
    said = (f"{one.code} {one.severity}" for one in looked.found)
    return [f"({what})" if one.waived else what for what, one in zip(said, looked.found, strict=True)]


def test_a_relation_that_fails_is_an_error_at_its_leftmost_figure() -> None:
    (found,) = look(FAILING).standing
    assert (found.code, found.severity, str(found.place)) == (
        "LG301",
        Severity.ERROR,
        "data/2020.yaml:8:9",
    )
    assert (found.path, found.quote, found.name) == ("indicators.rate", "75%、60件、120件", "relation-fails")
    assert found.excerpt == "  rate: 75%"
    assert [str(one.place) for one in found.related] == [
        "data/2020.yaml:8:9",
        "data/2020.yaml:7:11",
        "data/2020.yaml:6:10",
        "data/indicators.yaml:11:5",
    ]
    assert found.message == (
        "办结率 75%（第 8 行）、办结案件 60件（第 7 行）、受理案件 120件（第 6 行）这三个数至少有一个错了："
        "办结率 应等于 办结案件 ÷ 受理案件（= 50%）"
    )


COMPARED = "办结{{ closed }}，{{ closed | 同比 }}"
IN_SUM = CATALOGUE.replace("  - closed <= cases", "  - closed + cases <= 300")


@pytest.mark.parametrize(
    ("year", "catalogue", "code"),
    [
        pytest.param(with_("closed: 90件", "closed: 60起"), CATALOGUE, "LG302", id="unit"),
        pytest.param(
            with_("办结{{ closed }}", COMPARED, with_("closed: 90件", "closed: 60起")),
            CATALOGUE,
            "LG302",
            id="unit of a figure that is compared",
        ),
        pytest.param(with_("rate: 75%", "rate: 175%"), CATALOGUE, "LG303", id="share"),
        pytest.param(with_("closed: 90件", "closed: -90件"), CATALOGUE, "LG304", id="below zero"),
        pytest.param(
            YEAR,
            IN_SUM.replace("办结案件, unit: 件", "办结案件, unit: 元"),
            "LG206",
            id="unit of the catalogue",
        ),
        pytest.param(YEAR, CATALOGUE + "  - closed + books == cases\n", "LG206", id="relation"),
    ],
)
def test_one_fault_is_one_finding(year: str, catalogue: str, code: str) -> None:
    assert [one.code for one in look(year, catalogue).found] == [code]


def test_a_share_above_100_is_not_also_a_change_without_a_note() -> None:
    catalogue = CATALOGUE.replace("label: 办结率,", "label: 办结率, threshold: 20%,")
    last = {"2019.yaml": with_("year: 2020", "year: 2019").encode()}
    held = opened({**files(with_("rate: 75%", "rate: 175%"), catalogue), **last})
    *_, reading = project.years(held, [2020])
    assert [one.code for one in check.year(held, reading, final=False).diagnostics] == ["LG303"]


def test_a_relation_is_found_beside_a_figure_whose_own_finding_is_waived() -> None:
    year = with_("rate: 75%", "rate: 175%")
    waiver = "  - {code: LG303, at: indicators.rate, quote: 175%, reason: 样例}\n"
    assert waived(year, waiver) == ["LG301 error", "(LG303 error)"]


def test_a_waiver_waives_exactly_what_it_names_and_gives_its_reason() -> None:
    assert waived() == ["(LG301 error)"]
    assert look(f"{FAILING}waivers:\n{WAIVER}").found[0].waived == "样例"


def test_one_waiver_waives_one_finding_and_two_waive_two() -> None:
    twice = CATALOGUE + "  - rate <= closed / cases\n"
    assert waived(catalogue=twice) == ["(LG301 error)", "LG301 error"]
    assert waived(waivers=WAIVER * 2, catalogue=twice) == ["(LG301 error)", "(LG301 error)"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("75%、", "74%、"),
        ("、60件、120件", ""),
        ("indicators.rate", "indicators.cases"),
        ("indicators.rate", "rate"),
    ],
)
def test_a_waiver_that_names_another_place_or_other_words_is_idle(old: str, new: str) -> None:
    assert waived(waivers=WAIVER.replace(old, new)) == ["LG301 error", "LG211 warning"]


@pytest.mark.parametrize(("old", "new"), [("60件", "61件"), ("120件", "130件"), ("75%", "76%")])
def test_a_change_of_any_figure_of_a_waived_relation_makes_the_finding_stand_again(
    old: str, new: str
) -> None:
    assert waived() == ["(LG301 error)"]
    assert waived(FAILING.replace(old, new)) == ["LG301 error", "LG211 warning"]


def test_a_waiver_of_a_relation_of_one_figure_quotes_that_figure() -> None:
    single = CATALOGUE.replace(
        "  - rate == closed / cases\n", "  - rate <= closed / 1000\n  - cases <= 100\n"
    )
    own = "  - {code: LG301, at: indicators.cases, quote: 120件, reason: 样例}\n"
    two = "  - {code: LG301, at: indicators.rate, quote: 75%、60件, reason: 样例}\n"
    assert waived(waivers=own + two, catalogue=single) == ["(LG301 error)", "(LG301 error)"]


@given(KEYS, KEYS)
def test_a_waiver_names_keys_and_ids_of_both_kinds(key: str, id_: str) -> None:
    catalogue = f"{CATALOGUE}  - {key} <= closed\n".replace(
        "relations:", f"  {key}: {{label: 新指标, unit: 件, part: leadership}}\nrelations:"
    )
    year = with_("books: 6万余册\n", f"books: 6万余册\n  {key}: 95件\n")
    year = with_(
        "id: study\n        text: 组织学习。",
        f"id: {id_}\n        text: |\n          学习{{{{ {key} }}}},。",
        year,
    )
    waivers = f"""\
  - {{code: LG301, at: indicators.{key}, quote: 95件、90件, reason: 样例}}
  - {{code: LG603, at: parts.leadership.items.{id_}.text, quote: ",", reason: 样例}}
"""
    looked = look(f"{year}waivers:\n{waivers}", catalogue)
    found = [(one.code, bool(one.waived)) for one in looked.found if one.code in {"LG301", "LG603", "LG211"}]
    assert sorted(found) == [("LG301", True), ("LG603", True)], looked.found


def test_a_waiver_of_nothing_is_idle_and_told_at_its_code() -> None:
    assert waived(YEAR) == ["LG211 warning"]
    (found,) = look(f"{YEAR}waivers:\n{WAIVER}").standing
    assert (found.place.line, found.place.column) == (50, 12)


def test_a_second_waiver_of_one_finding_is_idle() -> None:
    assert waived(waivers=WAIVER * 2) == ["(LG301 error)", "LG211 warning"]


def test_no_waiver_is_called_idle_while_figures_or_references_are_wrong() -> None:
    assert waived(with_("  rate: 75%", "  rtae: 75%")) == ["LG203 error"]


@pytest.mark.parametrize("code", ["LG202", "LG104", "LG999", "lg301", "LG211"])
def test_only_findings_from_lg3_on_can_be_waived(code: str) -> None:
    assert waived(YEAR, WAIVER.replace("LG301", code)) == ["LG212 error"]


def test_a_waiver_needs_all_four_keys() -> None:
    assert waived(waivers="  - {code: LG301, at: indicators.rate, quote: 75%}\n") == ["LG101 error"]
    assert waived(waivers=WAIVER.replace("样例", '""')) == ["LG108 error"]


def test_severities_of_the_catalogue_rate_a_rule_anew() -> None:
    rated = CATALOGUE + "severities: {LG301: warning}\n"
    assert [one.severity for one in look(FAILING, rated).standing] == [Severity.WARNING]
    assert not check.errors(look(FAILING, rated).found)
    assert check.errors(look(FAILING).found)


def test_the_severity_of_a_relation_itself_counts_more_than_that_of_its_rule() -> None:
    single = CATALOGUE.replace(
        "- rate == closed / cases", "- {check: rate == closed / cases, severity: warning, note: 样例说明}"
    )
    (found,) = look(FAILING, single + "severities: {LG301: error}\n").standing
    assert found.severity == Severity.WARNING
    assert found.hint.startswith("样例说明；")


@pytest.mark.parametrize("code", ["LG005", "LG104", "LG207", "LG999"])
def test_what_must_hold_cannot_be_rated_anew(code: str) -> None:
    looked = look(catalogue=f"{CATALOGUE}severities: {{{code}: warning}}\n")
    assert [one.code for one in looked.standing] == ["LG213"]


def test_owed_and_draft_are_warnings_and_errors_of_the_final_report() -> None:
    year = with_("closed: 90件", "closed: 待报").replace("text: 组织学习。", "{text: 组织学习。}")
    year = year.replace("{text: 组织学习。}", "text: 组织学习。\n        draft: true")
    expected = {"LG207", "LG208"}
    for final, severity in ((False, Severity.WARNING), (True, Severity.ERROR)):
        found = look(year, final=final).standing
        assert {one.code for one in found} == expected
        assert {one.severity for one in found} == {severity}


def test_who_owes_a_figure_is_named() -> None:
    (found,) = look(with_("cases: 120件", "cases: 待报")).standing
    assert found.hint == "由样例区司法局报送"


def test_findings_come_in_the_order_of_the_file() -> None:
    year = f"{FAILING}waivers:\n{WAIVER.replace('75%', '1%')}".replace("{{ books }}", "{{ boosk }}")
    places = [one.place for one in look(year).found]
    assert places == sorted(places)
    assert len(places) > 1


def test_a_year_with_faults_of_form_gets_no_document_and_a_broken_catalogue_stops_all() -> None:
    assert look(with_("cases: 120件", "cases: 120")).document is None
    looked = look(FAILING, CATALOGUE.replace("unit: 册", "unit: 5"))
    assert looked.document is None
    assert {one.place.file for one in looked.standing} == {"data/indicators.yaml"}


def test_faults_of_form_in_all_files_come_in_one_run() -> None:
    looked = look(with_("cases: 120件", "cases: 120"), CATALOGUE.replace("unit: 册", "unit: 5"))
    assert [one.code for one in looked.standing] == ["LG107", "LG104"]


def test_every_finding_is_told_with_its_name_its_severity_and_its_line() -> None:
    year = FAILING.replace("text: 组织学习。", "text: {{ a + b }}。")
    for one in look(year).found:
        assert one.name
        assert one.severity
        assert one.excerpt == year.split("\n")[one.place.line - 1]


def test_a_csv_file_is_judged_like_any_text_but_for_its_numbers_and_its_findings_can_be_waived() -> None:
    waiver = "{code: LG603, at: annexes.0.csv, quote: ',', reason: 原表如此}"
    year = f"{YEAR}annexes:\n  - {{title: 重大事项目录, csv: 目录.csv}}\nwaivers:\n  - {waiver}\n"
    table = '序号,事项\n1.,"公园,规划（投资12件）。"\n2.,水厂()改造十二次\n'
    held = opened({**files(year), "目录.csv": table.encode()})
    (reading,) = project.years(held, [2020])
    found = [one for one in check.year(held, reading, final=False).diagnostics if one.path == "annexes.0.csv"]
    assert [(one.code, str(one.place), one.waived) for one in found] == [
        ("LG603", "data/目录.csv:2:1", "原表如此"),
        ("LG603", "data/目录.csv:3:1", ""),
    ]
