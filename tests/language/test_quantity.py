"""Quantities: written, read, and the intervals they stand for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import quantity
from lawgov_report.language.quantity import Interval, Quantity

F = Fraction

NUMBERS = st.from_regex(quantity.NUMBER, fullmatch=True)
UNITS = st.sampled_from(["件", "人次", "%", "平方米", "元", "场次", "册", "kg", "名"])


@st.composite
def written(draw: st.DrawFn) -> str:
    before = draw(st.sampled_from(["", "约", "近", "逾", "超", "超过", "不足", "不到"]))
    scale = draw(st.sampled_from(["", "万", "亿"]))
    more = draw(st.sampled_from(["", "余", "多"]))
    after = draw(st.sampled_from(["", "以上", "以下", "左右"]))
    return before + draw(NUMBERS) + scale + more + draw(UNITS) + after


def parsed(text: str) -> Quantity:
    found = quantity.parse(text)
    assert found is not None, text
    return found


@given(written())
def test_a_quantity_prints_back_exactly_as_it_is_written(text: str) -> None:
    assert str(parsed(text)) == text


@given(st.text() | st.from_regex(r"[约近]?[0-9.,]+[万亿]?\s?[余多]?[件%]?(以上)?"))
def test_parsing_never_raises_and_what_it_takes_it_prints_back(text: str) -> None:
    found = quantity.parse(text)
    assert found is None or str(found) == text


@given(written())
def test_an_interval_lies_round_the_written_number_or_begins_or_ends_there(text: str) -> None:
    found = parsed(text)
    exponent = {"": 0, "万": 4, "亿": 8}[found.scale] - 2 * (found.unit == "%")
    number = F(found.number) * F(10) ** exponent
    bounds = quantity.interval(found)
    assert bounds.low is None or bounds.low <= number
    assert bounds.high is None or bounds.high >= number
    if not (found.before or found.more or found.after or found.scale or found.unit == "%"):
        assert bounds == Interval(number, number)


@given(written())
def test_bounds_survive_as_decimals_without_exponents(text: str) -> None:
    for bound in (quantity.interval(parsed(text)).low, quantity.interval(parsed(text)).high):
        decimal = quantity.decimal(bound)
        assert (decimal is None) == (bound is None)
        if decimal is not None and bound is not None:
            assert F(decimal) == bound
            assert "E" not in str(decimal) or abs(bound) < F(1, 10**6)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("717件", Interval(F(717), F(717))),
        ("0件", Interval(F(0), F(0))),
        ("-3件", Interval(F(-3), F(-3))),
        ("95%以上", Interval(F(95, 100), None)),
        ("5件以下", Interval(None, F(5))),
        ("6万余册", Interval(F(60000), None, low_open=True)),
        ("720余场次", Interval(F(720), None, low_open=True)),
        ("30多次", Interval(F(30), None, low_open=True)),
        ("逾3件", Interval(F(3), None, low_open=True)),
        ("超过3件", Interval(F(3), None, low_open=True)),
        ("近100件", Interval(None, F(100), high_open=True)),
        ("不足5%", Interval(None, F(5, 100), high_open=True)),
        ("不到5件", Interval(None, F(5), high_open=True)),
        ("约100件", Interval(F(90), F(110))),
        ("100件左右", Interval(F(90), F(110))),
        ("约-100件", Interval(F(-110), F(-90))),
        ("约100余件", Interval(F(90), None)),
        ("34.19万元", Interval(F(341850), F(341950))),
        ("99.6%", Interval(F(9955, 10000), F(9965, 10000))),
        ("100%", Interval(F(995, 1000), F(1005, 1000))),
        ("2亿元", Interval(F(150_000_000), F(250_000_000))),
        ("2.50万件", Interval(F(24950), F(25050))),
    ],
)
def test_an_interval_holds_what_the_words_say(text: str, expected: Interval) -> None:
    assert quantity.interval(parsed(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "717",
        "件",
        "７１７件",
        "3,762册",
        "717 件",
        " 717件",
        "717件 ",
        "010件",
        "00件",
        "1.件",
        ".5件",
        "1.2345678件",
        "1234567890123456件",
        "1e5件",
        "七百件",
        "717件3",
        "717万",
        "6余万册",
        "约近5件",
        "+5件",
        "6万万元",
        "717\n件",
        "nan件",
        "待报",
    ],
)
def test_what_is_not_written_as_a_quantity_is_none(text: str) -> None:
    assert quantity.parse(text) is None


def test_trailing_zeros_and_the_sign_stay() -> None:
    assert parsed("99.60%").digits == "99.60"
    assert parsed("0.000000件").digits == "0.000000"
    assert parsed("-0.50件").number == Decimal("-0.50")


def test_a_unit_may_begin_like_a_bound_word_or_hold_latin_letters() -> None:
    assert (parsed("5以上件").unit, parsed("5以上件").after) == ("以上件", "")
    assert (parsed("5吨CO").unit, parsed("5以上").unit) == ("吨CO", "以上")


def test_a_full_width_form_becomes_the_half_width_one() -> None:
    assert "９５．５％".translate(quantity.HALF_WIDTH) == "95.5%"
