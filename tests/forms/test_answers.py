"""What cells say. Sample data that is not real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.forms.quantities import Understood, shown, understand
from lawgov_report.language import quantity
from lawgov_report.language.quantity import OWED
from lawgov_report.readers.xlsx import SheetCell

LINES = (Path(__file__).parent / "cells.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in LINES if not line.startswith("#")]
NUMBER = re.compile(r"(?P<formula>=?)#(?P<number>[^\[]+)(?:\[(?P<format>.*)\])?")
UNITS = ("件", "%", "元", "人次", "比", "位")


def cell(text: str) -> SheetCell:
    number = NUMBER.fullmatch(text)
    if number is None:
        return SheetCell("text", text)
    return SheetCell("number", number["number"], number["format"] or "", number["formula"] != "")


@pytest.mark.parametrize("case", CASES)
def test_a_cell_says_what_can_only_be_meant_and_is_asked_back_otherwise(case: str) -> None:
    unit, text, expected = (part.removeprefix(" ") for part in case.split("|"))
    found = understand(cell(text.removesuffix(" ")), unit.strip())
    assert (found.value or (f"✗ {found.hint}" if found.problem else "")) == expected
    assert bool(found.problem) == expected.startswith("✗")


@pytest.mark.parametrize(
    ("given_", "problem"),
    [
        (SheetCell("error", "#REF!", "", formula=True), "单元格是错误值 #REF!"),
        (SheetCell("truth", "1"), "“TRUE”不是数值"),
        (SheetCell("number", "", "", formula=True), "公式还没有算出数"),
        (SheetCell("number", "nan"), "“nan”超出能写的数"),
        (SheetCell("number", "2958465", "m/d"), "“2958465”成了日期，却是日历里没有的"),
        (SheetCell("text", "近1" * 16_000), f"“{'近1' * 19}近…”有 32000 个字，不是数值"),
    ],
    ids=["error", "truth", "not-reckoned", "not-a-number", "no-day", "long"],
)
def test_what_is_no_value_is_named(given_: SheetCell, problem: str) -> None:
    found = understand(given_, "件", since_1904=True)
    assert (found.value, found.problem) == ("", problem)
    assert found.hint
    assert shown(given_, since_1904=True)[:2] in {"#R", "TR", "", "na", "29", "近1"}


@given(
    st.sampled_from(UNITS),
    st.text(max_size=12) | st.from_regex(quantity.AMOUNT, fullmatch=True),
    st.sampled_from(("text", "number", "error")),
    st.sampled_from(("", "0%", "0.00", 'm"月"d"日"', "h:mm", "@")),
)
def test_whatever_stands_there_is_a_quantity_or_a_remedy(unit: str, text: str, kind: str, as_: str) -> None:
    found = understand(SheetCell(kind, text, as_), unit)
    sound = found.value in {"", OWED, "无此项"} or quantity.parse(found.value) is not None
    assert sound
    assert bool(found.problem) == bool(found.hint)
    assert not (found.value and found.problem)


@given(st.integers(-999_999, 999_999_999), st.integers(0, 4), st.sampled_from(("件", "元", "人次")))
def test_a_bare_number_gets_the_unit_of_its_row(digits: int, decimals: int, unit: str) -> None:
    number = digits / 10**decimals
    found = understand(SheetCell("number", repr(number)), unit)
    read = quantity.parse(found.value)
    assert read is not None
    assert (float(read.number), read.unit) == (number, unit)
    assert found == Understood(found.value)
