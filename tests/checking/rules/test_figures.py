"""What the rules on figures say: the words of their messages and hints, not only where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made import CATALOGUE, YEAR, opened

from lawgov_report.checking import check
from lawgov_report.models import project

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic

OLD = "  cases: 120件"


def found(code: str, now: str, before: str | None = None, catalogue: str = CATALOGUE) -> list[Diagnostic]:
    """Return the findings of one code in the made-up year with other words for `cases: 120件`."""
    held = {"indicators.yaml": catalogue.encode(), "2020.yaml": YEAR.replace(OLD, now).encode()}
    if before is not None:
        last = YEAR.replace("year: 2020", "year: 2019").replace(OLD, before)
        held["2019.yaml"] = last.encode()
    made = opened(held)
    (reading,) = project.years(made, [2020])
    return [one for one in check.year(made, reading, final=False).diagnostics if one.code == code]


def messages(code: str, now: str, before: str | None = None, catalogue: str = CATALOGUE) -> list[str]:
    return [one.message for one in found(code, now, before, catalogue)]


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        ("180件", "120件", []),
        ("181件", "120件", ["增长 50.83%"]),
        ("180余件", "120件", ["至少增长 50%"]),
        ("60件", "120件", []),
        ("59件", "120件", ["下降 50.83%"]),
        ("近60件", "120件", ["至少下降 50%"]),
        ("0件", "120件", ["下降 100%"]),
        ("2件", "0件", ["上年为 0，今年有了"]),
        ("0件", "0件", []),
        ("500件以下", "120件", []),
        ("500件以上", "近120件", ["至少增长 316.67%"]),
        ("待报", "120件", []),
        ("500件", "待报", []),
        ("500人", "120件", []),
    ],
)
def test_a_change_is_told_where_every_possible_one_passes_half(
    now: str, before: str, told: list[str]
) -> None:
    said = messages("LG310", f"  cases: {now}", f"  cases: {before}")
    assert said == [f"受理案件 {now}，上年 {before}，{change}，超过 ±50%" for change in told]


def test_a_note_explains_a_change_and_a_threshold_of_its_own_limits_it() -> None:
    assert messages("LG310", "  cases: {value: 500件, note: 区划调整}", "  cases: 120件") == []
    narrow = CATALOGUE.replace("{label: 受理案件,", "{label: 受理案件, threshold: 7.5%,")
    said = messages("LG310", "  cases: 130件", "  cases: 120件", narrow)
    assert said == ["受理案件 130件，上年 120件，增长 8.33%，超过 ±7.5%"]


def test_a_restated_value_is_what_a_change_is_measured_from() -> None:
    assert messages("LG310", "  cases: {value: 150件, previous: 140件}", "  cases: 20件") == []
    (one,) = found("LG310", "  cases: {value: 150件, previous: 14件}", "  cases: 140件")
    assert one.related[0].place.file == "data/2020.yaml"


def test_without_a_year_before_nothing_is_compared() -> None:
    assert messages("LG310", "  cases: 9999件") == []
    assert messages("LG311", "  cases: {value: 9件, previous: 8件}") == []


def test_a_unit_is_told_beside_that_of_the_catalogue() -> None:
    (one,) = found("LG302", "  cases: 120起")
    assert one.message == "受理案件写了 120起，这项指标的单位是“件”，不是“起”"
    assert (one.path, one.quote) == ("indicators.cases", "120起")


def test_an_indicator_that_is_out_of_force_names_the_one_that_replaces_it() -> None:
    over = CATALOGUE.replace("{label: 受理案件,", "{label: 受理案件, until: 2019,")
    over = over.replace("{label: 办结案件,", "{label: 办结案件, replaces: cases,")
    (one,) = found("LG309", OLD, None, over)
    assert one.message == "受理案件 2019 年后停用，不能用于 2020 年"
    assert one.hint.startswith("改用 closed；")


def _in_text(code: str, old: str, new: str) -> list[Diagnostic]:
    held = opened({"indicators.yaml": CATALOGUE.encode(), "2020.yaml": YEAR.replace(old, new).encode()})
    (reading,) = project.years(held, [2020])
    return [one for one in check.year(held, reading, final=False).diagnostics if one.code == code]


def test_a_typed_number_names_the_figures_that_have_its_value() -> None:
    first, second = _in_text("LG350", "现将样例区工作情况报告如下。", "共办结90件，走访8人。")
    assert first.hint == '今年数值是 90件 的指标：写 {{ closed }}；不是指标的写 {{ "90件" }}'
    assert second.hint == '在 indicators 里登记这个数，正文写 {{ 键 }}；不是指标的写 {{ "8人" }}'


def test_a_figure_that_only_a_relation_uses_is_used() -> None:
    assert _in_text("LG308", "受理案件{{ cases }}，", "受理案件，") == []
    (one,) = _in_text("LG308", "发放书籍{{ books }}", "发放书籍")
    assert one.message == "发放书籍 6万余册 没有写进正文"


def test_bounds_around_a_reference_are_told_as_printed() -> None:
    (one,) = _in_text("LG307", "发放书籍{{ books }}", "发放书籍近{{ books }}以上")
    assert one.message == "近6万余册以上：“近…余…以上”互相矛盾或重复"
    assert one.quote == "近{{ books }}以上"


@pytest.mark.parametrize(("code", "said"), [("LG350", "6个一工程"), ("LG351", "五个样例分管")])
def test_a_number_word_of_the_project_s_terms_is_no_count(code: str, said: str) -> None:
    year = YEAR.replace("现将样例区工作情况报告如下。", f"开展{said}。")
    held = {"indicators.yaml": CATALOGUE.encode(), "2020.yaml": year.encode()}
    with_terms = {**held, "terms.yaml": f"number_words: [{said}]\n".encode()}
    for files, expected in ((held, [code]), (with_terms, [])):
        made = opened(files)
        (reading,) = project.years(made, [2020])
        found = check.year(made, reading, final=False).diagnostics
        assert [one.code for one in found if one.code == code] == expected
