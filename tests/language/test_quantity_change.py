"""Changes between two quantities: amounts, rates, official wording, and what bounds leave open."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import quantity
from lawgov_report.language import quantity_change as change
from lawgov_report.language.quantity_change import Change, Course

if TYPE_CHECKING:
    from lawgov_report.language.quantity import Quantity

MIRRORED = {
    Course.UP: Course.DOWN,
    Course.DOWN: Course.UP,
    Course.LEVEL: Course.LEVEL,
    Course.OPEN: Course.OPEN,
}


@st.composite
def quantities(draw: st.DrawFn, unit: str | None = None) -> Quantity:
    before = draw(st.sampled_from(["", "", "", "约", "近", "逾", "超", "超过", "不足", "不到"]))
    number = draw(st.from_regex(quantity.NUMBER, fullmatch=True))
    scale, more = draw(st.sampled_from(["", "", "万", "亿"])), draw(st.sampled_from(["", "", "余", "多"]))
    after = draw(st.sampled_from(["", "", "", "以上", "以下", "左右"]))
    return parsed(before + number + scale + more + (unit or draw(st.sampled_from(["件", "%", "元"]))) + after)


PAIRS = st.sampled_from(["件", "%", "元"]).flatmap(lambda unit: st.tuples(quantities(unit), quantities(unit)))


def parsed(text: str) -> Quantity:
    found = quantity.parse(text)
    assert found is not None, text
    return found


def change_of(before: str, now: str) -> Change:
    found = change.between(parsed(before), parsed(now))
    assert found is not None, (before, now)
    return found


@pytest.mark.parametrize(
    ("before", "now", "amount", "wording"),
    [
        ("418起", "356起", "-62起", "同比下降14.8%"),
        ("312人", "326人", "+14人", "同比增长4.5%"),
        ("126.4万元", "98.75万元", "-27.65万元", "同比下降21.9%"),
        ("9800件", "1.02万件", "+400件", "同比增长4.1%"),
        ("0.9亿元", "2.1亿元", "+1.2亿元", "同比增长133.3%"),
        ("8项", "8项", "持平", "与上年持平"),
        ("2.45万件", "24500件", "持平", "与上年持平"),
        ("95%", "95.0%", "持平", "与上年持平"),
        ("95%以上", "95%以上", "持平", "与上年持平"),
        ("10000件", "10001件", "+1件", "与上年基本持平"),
        ("87.5%", "92%", "+4.5个百分点", "同比提高4.5个百分点"),
        ("100%", "98.55%", "-1.45个百分点", "同比下降1.5个百分点"),
        ("98.30%", "98.31%", "+0.01个百分点", "与上年基本持平"),
        ("0起", "5起", "+5起", ""),
        ("0起", "0起", "持平", "与上年持平"),
        ("5起", "0起", "-5起", "同比下降100.0%"),
        ("10000起", "1起", "-9999起", "同比下降99.9%"),  # something is left
        ("1件", "1.0005件", "+0.0005件", "同比增长0.1%"),  # a half is rounded up
        ("1件", "0.9995件", "-0.0005件", "同比下降0.1%"),  # and a negative half away from zero
    ],
)
def test_a_change_is_told_as_an_official_tells_it(before: str, now: str, amount: str, wording: str) -> None:
    found = change_of(before, now)
    assert (change.amount(found), change.wording(found)) == (amount, wording)


@pytest.mark.parametrize(
    ("before", "now", "course"),
    [
        ("6万余册", "6.5万册", Course.OPEN),
        ("6万余册", "5万余册", Course.OPEN),
        ("约2400户次", "约2500户次", Course.OPEN),
        ("约2500户次", "3600户次", Course.UP),
        ("5600余人次", "5480人次", Course.DOWN),
        ("5600余人次", "5600人次", Course.DOWN),
        ("100册", "100册以上", Course.OPEN),
        ("近100册", "100册", Course.UP),
        ("95%以上", "93%", Course.DOWN),
        ("93%", "95%以上", Course.UP),
        ("95.4%", "95%以上", Course.OPEN),
    ],
)
def test_what_bounds_leave_open_has_no_amount_and_no_wording(before: str, now: str, course: Course) -> None:
    found = change_of(before, now)
    assert found.course == course
    assert (found.absolute, found.rate, change.amount(found), change.wording(found)) == (None, None, "", "")


def test_quantities_of_unlike_units_are_not_compared() -> None:
    assert change.between(parsed("4万余人次"), parsed("12.6万件")) is None


@pytest.mark.parametrize(
    ("before", "now", "size", "extent"), [("40件", "60件", "1/5", "50"), ("0件", "3件", "1", "")]
)
def test_size_is_the_same_in_both_directions_and_extent_is_of_the_value_before(
    before: str, now: str, size: str, extent: str
) -> None:
    assert change_of(before, now).size == change_of(now, before).size == Fraction(size)
    assert change_of(before, now).extent == (Fraction(extent) if extent else None)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("1/4", "0.3"), ("-1/4", "-0.3"), ("1/30", "0.0"), ("-1/30", "0.0"), ("37/2", "18.5")],
)
def test_rounding_is_half_up_to_one_decimal(value: str, rounded: str) -> None:
    assert str(change.rounded(Fraction(value))) == rounded


@given(quantities())
def test_a_value_with_itself_is_level(value: Quantity) -> None:
    found = change.between(value, value)
    assert found is not None
    assert found.course == Course.LEVEL
    assert found.absolute == found.size == 0
    assert change.wording(found) == "与上年持平"


@given(PAIRS)
def test_the_way_back_mirrors_the_way_there(pair: tuple[Quantity, Quantity]) -> None:
    there, back = change.between(*pair), change.between(*pair[::-1])
    assert there is not None
    assert back is not None
    assert back.course == MIRRORED[there.course]
    assert back.size == there.size
    assert back.absolute == (None if there.absolute is None else there.absolute.copy_negate())


@given(PAIRS)
def test_an_amount_and_a_wording_never_go_beyond_the_intervals(pair: tuple[Quantity, Quantity]) -> None:
    found = change.between(*pair)
    assert found is not None
    bounded = any(value.before or value.more or value.after for value in pair)
    before, now = (value._replace(spelt="") for value in pair)  # −100 and -100 are one number
    if bounded and before != now:
        assert (found.absolute, change.wording(found)) == (None, "")
    if found.course == Course.OPEN:
        assert bounded


@given(PAIRS)
def test_rates_have_one_decimal_and_none_comes_from_zero(pair: tuple[Quantity, Quantity]) -> None:
    found = change.between(*pair)
    assert found is not None
    if found.rate is not None:
        assert pair[0].number > 0
        assert found.rate.as_tuple().exponent == -1
    assert isinstance(change.wording(found), str)
    assert Decimal(0) <= Decimal(float(found.size)) <= 1


@pytest.mark.parametrize(
    ("before", "now", "one", "two"),
    [
        ("120件", "123件", "同比增长2.5%", "同比增长2.50%"),
        ("300件", "301件", "同比增长0.3%", "同比增长0.33%"),
        ("10000件", "10001件", "与上年基本持平", "同比增长0.01%"),
        ("94%", "95.25%", "同比提高1.3个百分点", "同比提高1.25个百分点"),
        ("100000起", "1起", "同比下降99.9%", "同比下降99.99%"),
        ("5起", "0起", "同比下降100.0%", "同比下降100.00%"),
        ("8项", "8项", "与上年持平", "与上年持平"),
    ],
)
def test_a_comparison_has_as_many_decimals_as_are_asked_for(
    before: str, now: str, one: str, two: str
) -> None:
    found = change_of(before, now)
    assert (change.wording(found, 1), change.wording(found, 2)) == (one, two)


@pytest.mark.parametrize(
    ("before", "now", "course", "amount"),
    [
        ("3—5个", "3～5个", Course.LEVEL, "持平"),
        ("3—5个", "4—6个", Course.OPEN, ""),
        ("3—5个", "6—8个", Course.UP, ""),
        ("3—5个", "2个", Course.DOWN, ""),
        ("1亿3000万元", "13000万元", Course.LEVEL, "持平"),
        ("-5%", "−5%", Course.LEVEL, "持平"),
        ("第5位", "第3位", Course.DOWN, "上升2位"),
        ("第3位", "第5位", Course.UP, "下降2位"),
        ("2:1", "3:1", Course.UP, ""),
        ("2:1", "4：2", Course.LEVEL, ""),
    ],
)
def test_ranges_ratios_and_ranks_have_a_course_but_no_rate(
    before: str, now: str, course: Course, amount: str
) -> None:
    found = change_of(before, now)
    assert (found.course, change.amount(found)) == (course, amount)
    assert course == Course.LEVEL or (found.rate, change.wording(found)) == (None, "")


@pytest.mark.parametrize(("before", "now"), [("65位", "第3位"), ("3比", "3:1")])
def test_a_rank_is_not_compared_with_a_count(before: str, now: str) -> None:
    assert change.between(parsed(before), parsed(now)) is None
