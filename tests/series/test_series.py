"""Indicators through the years: what is collected, and how it is shown as text, bars, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import shifan
from hypothesis import given
from hypothesis import strategies as st
from made import lawgov

from lawgov_report.language.width import width
from lawgov_report.series import series
from lawgov_report.series import tables as series_tables
from lawgov_report.series.series import Break

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import Compare

    from lawgov_report.models.year import Year
    from lawgov_report.series.series import Series

KEYS = ("penalty_amount", "service_matters", "normative_documents_repealed", "online_service_share")


def collected(*keys: str, years: Mapping[int, Year] | None = None) -> tuple[Series, ...]:
    known = years or shifan.years()
    return series.collect(shifan.catalogue(), [known[number] for number in sorted(known)], keys)


def one(key: str, years: Mapping[int, Year] | None = None) -> Series:
    return collected(key, years=years)[0]


def valued(**figures: str) -> dict[int, Year]:
    """Return years that say so of penalty_cases: y2019="418起"."""
    base = shifan.years()[2020]
    return {
        int(name[1:]): shifan.with_figures(base, penalty_cases=value).model_copy(
            update={"year": int(name[1:])}
        )
        for name, value in figures.items()
    }


def breaks(found: Series) -> list[Break | None]:
    return [point.broken for point in found.points]


def test_a_series_has_every_year_with_its_figure_and_the_comparison_with_the_year_before() -> None:
    found = one("penalty_cases")
    assert [(point.year, point.written, point.wording) for point in found.points] == [
        (2019, "418起", ""),
        (2020, "356起", "同比下降14.8%"),
        (2021, "389起", "同比增长9.3%"),
    ]
    assert (found.label, found.unit, breaks(found)) == ("全区办结行政处罚案件", "起", [None, None, None])


def test_a_restated_figure_is_marked_and_holds() -> None:
    point = one("penalty_amount").points[1]
    assert (point.written, str(point.restated)) == ("98.75万元", "101.25万元")
    assert (point.first, point.value) == (Decimal(987500), Decimal(1012500))


def test_an_indicator_goes_on_from_the_one_that_it_replaces_with_a_break() -> None:
    found = one("service_matters")
    assert [(point.key, point.unit) for point in found.points] == [
        ("service_window_visits", "人次"),
        ("service_window_visits", "人次"),
        ("service_matters", "件"),
    ]
    assert breaks(found) == [None, None, Break.REPLACES]
    assert [len(stretch) for stretch in series.stretches(found)] == [2, 1]


def test_a_year_without_figure_is_a_gap() -> None:
    found = one("normative_documents_repealed")
    assert [point.written for point in found.points] == ["9件", "", "3件"]
    assert breaks(found) == [None, None, Break.GAP]


def test_a_year_without_file_is_a_gap_and_told_as_such() -> None:
    found = one("penalty_cases", valued(y2019="418起", y2022="389起"))
    assert [(point.year, point.filed) for point in found.points] == [
        (2019, True),
        (2020, False),
        (2021, False),
        (2022, True),
    ]
    assert breaks(found)[3] == Break.GAP
    assert found.points[3].wording == ""


def test_what_the_year_after_a_missing_file_says_of_it_fills_the_gap() -> None:
    years = valued(y2019="418起", y2021="389起")
    known = {**years[2021].indicators, "penalty_cases": shifan.figure("389起", "400起")}
    years[2021] = years[2021].model_copy(update={"indicators": known})
    found = one("penalty_cases", years)
    assert (found.points[1].written, found.points[1].value) == ("", Decimal(400))
    assert found.points[2].wording == "同比下降2.8%"
    assert breaks(found) == [None, None, None]
    assert "没有这一年的文件；2021年的文件里是400起" in series_tables.text([found])


def test_another_unit_is_a_break() -> None:
    found = one("penalty_cases", valued(y2019="418起", y2020="400宗", y2021="390宗"))
    assert breaks(found) == [None, Break.UNIT, None]
    assert [len(stretch) for stretch in series.stretches(found)] == [1, 2]
    assert "单位变化，与此前不可比" in series_tables.text([found])


def test_what_is_owed_has_no_value_and_is_no_break() -> None:
    found = one("penalty_cases", valued(y2019="418起", y2020="待报"))
    assert (found.points[1].written, found.points[1].value) == ("待报", None)
    assert breaks(found) == [None, None]


@pytest.mark.parametrize(
    ("form", "suffix"), [("text", "txt"), ("bars", "bars.txt"), ("csv", "csv"), ("json", "json")]
)
def test_the_series_of_the_sample_office(form: str, suffix: str, golden: Compare) -> None:
    done = lawgov("-C", shifan.FOLDER, "series", *KEYS, "--format", form)
    assert (done.returncode, done.stderr) == (0, "")
    golden(f"shifan.series.{suffix}", done.stdout.encode())


def test_columns_are_aligned_under_wide_characters() -> None:
    block = series_tables.text(collected("service_matters")).splitlines()[1:]
    ends = [width(line[: line.index("—")]) for line in block if "—" in line]
    assert len(set(ends)) == 1


@pytest.mark.parametrize("columns", [48, 80, 132])
def test_bars_fit_the_terminal_and_the_longest_is_the_greatest(columns: int) -> None:
    shown = series_tables.bars(collected("penalty_cases"), columns).splitlines()
    lengths = {line.split()[0]: line.count("█") for line in shown if line.strip()[:2] == "20"}
    assert max(lengths, key=lambda year: lengths[year]) == "2019"
    assert lengths["2020"] / lengths["2019"] == pytest.approx(356 / 418, abs=0.1)
    assert max(map(width, shown)) <= columns


@given(
    st.lists(
        st.sampled_from(["0起", "5起", "-5起", "1.2万起", "约7起", "待报", "3亿起"]), min_size=1, max_size=6
    )
)
def test_any_figures_have_bars_in_proportion(values: list[str]) -> None:
    years = valued(**{f"y{2019 + number}": value for number, value in enumerate(values)})
    found = one("penalty_cases", years)
    lines = [line for line in series_tables.bars([found]).splitlines() if line.strip()[:2] == "20"]
    assert len(lines) == len(values)
    for line, point in zip(lines, found.points, strict=True):
        assert ("█" in line or "░" in line) <= bool(point.value)


def test_csv_has_a_byte_order_mark_and_no_formula() -> None:
    years = valued(y2019="-5起", y2020="5起")
    text = series_tables.as_csv(collected("penalty_cases", years=years))
    assert text[0] == "\ufeff"
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert [(row["数值"], row["数字"]) for row in rows] == [("'-5起", "-5"), ("5起", "5")]


def test_json_says_values_in_whole_units_and_shares_in_percent() -> None:
    data = json.loads(series_tables.as_json(collected("penalty_amount", "online_service_share")))
    assert data["version"] == 1
    amounts, shares = data["series"]
    assert amounts["points"][1] == {
        "year": 2020,
        "filed": True,
        "key": "penalty_amount",
        "label": "市场监管领域罚没款",
        "unit": "元",
        "written": "98.75万元",
        "value": 987500,
        "restated": "101.25万元",
        "restated_value": 1012500,
        "wording": "同比下降21.9%",
        "reason": None,
        "break": None,
    }
    assert shares["points"][0]["value"] == 87.5


def test_a_label_names_an_indicator_as_its_key_does() -> None:
    by_label = lawgov("-C", shifan.FOLDER, "series", "全区办结行政处罚案件")
    assert by_label.stdout == lawgov("-C", shifan.FOLDER, "series", "penalty_cases").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["penalty_case"], "指标目录里没有 penalty_case，是否为 penalty_cases"),
        (["qqqq"], "指标目录里没有 qqqq；指标的键见 data/indicators.yaml"),
        (["penalty_cases", "--format", "pdf"], "没有 pdf 这种格式；可用：text、bars、csv、json、svg、png"),
        (["penalty_cases", "--format", "svg"], "svg 要写到文件里：加上 -o 图.svg"),
        ([], "缺少参数"),
    ],
)
def test_what_cannot_be_shown_is_one_line_and_exits_2(arguments: list[str], message: str) -> None:
    done = lawgov("-C", shifan.FOLDER, "series", *arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert message in done.stderr


def test_the_suffix_of_the_output_tells_the_format(tmp_path: Path) -> None:
    done = lawgov("-C", shifan.FOLDER, "series", "penalty_cases", "-o", tmp_path / "a.csv")
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'a.csv'}\n")
    assert (tmp_path / "a.csv").read_bytes() == (
        lawgov("-C", shifan.FOLDER, "series", "penalty_cases", "--format", "csv").stdout.encode()
    )


def test_a_year_that_cannot_be_read_is_told_and_exits_1(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for name, content in shifan.files().items():
        (tmp_path / "data" / name).write_bytes(content)
    (tmp_path / "data" / "2020.yaml").write_text("year: 2020\n", encoding="utf-8")
    done = lawgov("-C", tmp_path, "series", "penalty_cases")
    assert (done.returncode, done.stdout) == (1, "")
    assert "data/2020.yaml:1:1: LG101" in done.stderr
    assert done.stderr.endswith("有错误，看不了历年的数值\n")
