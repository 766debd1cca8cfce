"""Dates: which texts are one, and how one is printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import dates


@pytest.mark.parametrize("text", ["2021-03-01", "2021-3-1", "2021年3月1日", "2021年03月01日", "2021年3月1"])
def test_a_date_may_be_written_so(text: str) -> None:
    assert dates.parse(text) == date(2021, 3, 1)


@pytest.mark.parametrize("text", ["", "2021", "2021.3.1", "2021-02-29", "0000-01-01", "2021-13-01", "21-3-1"])
def test_what_is_no_date_of_the_calendar_is_none(text: str) -> None:
    assert dates.parse(text) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_printed_date_reads_back(day: date) -> None:
    assert dates.parse(dates.printed(day)) == day


def test_no_date_is_printed_as_nothing() -> None:
    assert dates.printed(None) == ""
