"""How a table is set. Sample data that is not real."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlined import TABLE, rows

from lawgov_report.report.document import Table
from lawgov_report.writing import tables

CELL = st.text(max_size=60)


def table(*columns: tuple[str, ...]) -> Table:
    """Return a table of columns, each with its head first."""
    return Table(
        tuple(column[0] for column in columns), rows(*zip(*(column[1:] for column in columns), strict=True))
    )


@given(st.integers(1, 12).flatmap(lambda count: st.lists(st.tuples(*[CELL] * count), min_size=2, max_size=4)))
def test_shares_are_1000_in_all(found: list[tuple[str, ...]]) -> None:
    set_ = tables.setting(Table(found[0], rows(*found[1:])))
    assert sum(set_.shares) == 1000
    assert min(set_.shares) >= 0
    assert len(set_.shares) == len(set_.centred) == len(found[0])


def test_columns_are_as_wide_as_their_contents_ask() -> None:
    first, second, third = tables.setting(TABLE).shares
    assert second > third > first


@pytest.mark.parametrize("marks", ["“”", "——", "①②", "…"])
def test_what_a_terminal_sets_half_as_wide_is_whole_in_print(marks: str) -> None:
    chinese = "样" * len(marks)
    first, second = tables.setting(table(("事项", marks * 4), ("依据", chinese * 4))).shares
    assert first == second


def test_no_short_column_is_narrowed_for_a_long_one() -> None:
    shares = tables.setting(
        table(("序号", "1"), ("事项", "长" * 300), ("依据", "长" * 200), ("单位", "样例局"))
    ).shares
    room = [share * tables.ROOM / 1000 for share in shares]
    assert room[0] >= 2 + tables.GAP - 0.5
    assert room[3] >= 3 + tables.GAP - 0.5
    assert shares[1] == pytest.approx(shares[2], abs=10)


@pytest.mark.parametrize(
    "text",
    [
        "24500余件",
        "约2.45万件",
        "95%以上",
        "3—5个",
        "3:1",
        "第3位",
        "−35.98%",
        "—",
        "/",
        "",
        "2024年3月",
        "1",
    ],
)
def test_a_column_of_numbers_is_centred(text: str) -> None:
    assert tables.setting(table(("件数", text, "1件"))).centred == (True,)


@pytest.mark.parametrize("text", ["行政处罚", "1.2024年以来办结的案件", "样例局", "甲1"])
def test_a_column_with_words_is_not_centred(text: str) -> None:
    assert tables.setting(table(("类别", text, "1件"))).centred == (False,)
