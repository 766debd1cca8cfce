"""Quantities: written, read, and the intervals they stand for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import quantity
from lawgov_report.language.quantity import Interval, Kind, Quantity

F = Fraction

NUMBERS = st.from_regex(quantity.NUMBER, fullmatch=True)
UNITS = st.sampled_from(["件", "人次", "%", "平方米", "元", "场次", "册", "kg", "名"])
BEFORE = st.sampled_from(["", *quantity.BEFORE])
AFTER = st.sampled_from(["", *quantity.AFTER])
MARKS = st.sampled_from([*quantity.PRINTED_MARKS, *quantity.TYPED_MARKS])
SCALINGS = [scale + more for scale in ("", "万", "亿") for more in ("", "余", "多")]
POWERS = {"": 0, "万": 4, "亿": 8}


class Sample(NamedTuple):
    """A written quantity and what a reader takes it for, worked out another way: in base units."""

    text: str
    readings: tuple[F, ...]


@st.composite
def amounts(draw: st.DrawFn) -> Sample:
    scaling = draw(st.sampled_from([*SCALINGS, "余万", "多万", "余亿", "多亿"]))
    number, unit = draw(NUMBERS), draw(UNITS)
    reading = F(number.replace("−", "-")) * F(10) ** (POWERS[scaling.strip("余多")] - 2 * (unit == "%"))
    return Sample(draw(BEFORE) + number + scaling + unit + draw(AFTER), (reading,))


@st.composite
def stepped(draw: st.DrawFn) -> Sample:
    large, small = draw(st.integers(1, 999_999)), draw(st.integers(1, 9999))
    step, scale = draw(st.sampled_from([("亿", "万"), ("万", "")]))
    text = (
        f"{draw(BEFORE)}{large}{step}{small}{scale}{draw(st.sampled_from(['', '余', '多']))}元{draw(AFTER)}"
    )
    return Sample(text, (F(large * 10 ** POWERS[step] + small * 10 ** POWERS[scale]),))


@st.composite
def ranges(draw: st.DrawFn) -> Sample:
    low, high = sorted(draw(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))))
    scale, unit = draw(st.sampled_from(["", "万", "亿"])), draw(UNITS)
    first = draw(st.sampled_from(["", scale, scale + unit]))
    # 1～2万元 is 1万 to 2万; 1元～2万元 would begin at one, which another test shows
    text = f"{low}{first}{draw(MARKS)}{high + 1}{scale}{unit}"
    words = draw(st.sampled_from([("", ""), ("约", ""), ("大约", ""), ("", "左右")]))
    factor = F(10) ** (POWERS[scale] - 2 * (unit == "%"))
    return Sample(words[0] + text + words[1], (low * factor, (high + 1) * factor))


@st.composite
def ratios(draw: st.DrawFn) -> Sample:
    first, second = draw(st.integers(0, 10**6)), draw(st.integers(1, 10**6))
    text = f"{draw(BEFORE)}{first}{draw(st.sampled_from([*':：∶比']))}{second}{draw(AFTER)}"
    return Sample(text, (F(first, second),))


@st.composite
def ranks(draw: st.DrawFn) -> Sample:
    rank = draw(st.integers(1, 999_999))
    return Sample(f"第{rank}位", (F(rank),))


FORMS = amounts() | stepped() | ranges() | ratios() | ranks()


def written() -> st.SearchStrategy[str]:
    return FORMS.map(lambda sample: sample.text)


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


@given(FORMS)
def test_an_interval_holds_what_is_written_or_begins_or_ends_there(sample: Sample) -> None:
    found = parsed(sample.text)
    bounds = quantity.interval(found)
    for reading in sample.readings:
        assert bounds.low is None or bounds.low <= reading
        assert bounds.high is None or bounds.high >= reading
    exact = not (quantity.bound(found) or found.scale or found.unit == "%")
    if exact or (found.kind == Kind.RANGE and not quantity.bound(found)):
        assert bounds == Interval(sample.readings[0], sample.readings[-1])


@given(FORMS)
def test_the_value_is_the_number_written_and_a_range_has_none(sample: Sample) -> None:
    found = parsed(sample.text)
    value = quantity.value(found)
    if len(sample.readings) > 1:
        assert value is None
        return
    assert value is not None
    reading = sample.readings[0] * (100 if found.unit == "%" else 1)
    assert abs(F(value) - reading) <= F(1, 2 * 10**6)
    assert found.kind == Kind.RATIO or F(value) == reading
    assert "E" not in str(value) or abs(value) < F(1, 10**6)


@given(FORMS)
def test_digits_and_what_stands_around_them_are_the_whole(sample: Sample) -> None:
    found = parsed(sample.text)
    digits = found.digits + quantity.percent_sign(found)
    assert found.before + digits + quantity.behind(found) == sample.text


@given(written())
def test_bounds_survive_as_decimals_without_exponents(text: str) -> None:
    for bound in (quantity.interval(parsed(text)).low, quantity.interval(parsed(text)).high):
        decimal = quantity.decimal(bound)
        assert (decimal is None) == (bound is None)
        if decimal is not None and bound is not None:
            # thirds have no end as decimals
            assert F(decimal) == bound or parsed(text).kind == Kind.RATIO
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
        ("2000余万元", Interval(F(20_000_000), None, low_open=True)),
        ("500多万元", Interval(F(5_000_000), None, low_open=True)),
        ("1亿3000万元", Interval(F(129_995_000), F(130_005_000))),
        ("1亿3000余万元", Interval(F(130_000_000), None, low_open=True)),
        ("3万5000件", Interval(F(35_000), F(35_000))),
        ("至少5件", Interval(F(5), None)),
        ("不少于5件", Interval(F(5), None)),
        ("不低于5件", Interval(F(5), None)),
        ("至多5件", Interval(None, F(5))),
        ("最多5件", Interval(None, F(5))),
        ("不超过5件", Interval(None, F(5))),
        ("突破100万元", Interval(F(1_000_000), None, low_open=True)),
        ("将近100件", Interval(None, F(100), high_open=True)),
        ("接近100件", Interval(None, F(100), high_open=True)),
        ("大约100件", Interval(F(90), F(110))),
        ("−35.98%", Interval(F(-35985, 100_000), F(-35975, 100_000))),
        ("3—5个", Interval(F(3), F(5))),
        ("3至5个", Interval(F(3), F(5))),
        ("3到5个", Interval(F(3), F(5))),
        ("2～3次", Interval(F(2), F(3))),
        ("3-5个", Interval(F(3), F(5))),
        ("10%—15%", Interval(F(10, 100), F(15, 100))),
        ("10—15%", Interval(F(10, 100), F(15, 100))),
        ("−5%～−3%", Interval(F(-5, 100), F(-3, 100))),
        ("13万元～17万元", Interval(F(130_000), F(170_000))),
        ("13万～17万元", Interval(F(130_000), F(170_000))),
        ("13～17万元", Interval(F(130_000), F(170_000))),
        ("9000元～1.2万元", Interval(F(9000), F(12_000))),
        ("约10—20个", Interval(F(9), F(22))),
        ("10—20个左右", Interval(F(9), F(22))),
        ("3:1", Interval(F(3), F(3))),
        ("2：3", Interval(F(2, 3), F(2, 3))),
        ("1∶1.5", Interval(F(2, 3), F(2, 3))),
        ("3比1以上", Interval(F(3), None)),
        ("第3位", Interval(F(3), F(3))),
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
        "约近5件",
        "+5件",
        "6万万元",
        "717\n件",
        "nan件",
        "待报",
        "5—3个",
        "3—3个",
        "3—5",
        "3—5—7个",
        "3件—5人",
        "近3—5个",
        "3—5个以上",
        "3—5余万元",
        "2余3万元",
        "1亿3000元",
        "1万2000万元",
        "1亿0300万元",
        "1亿13000万元",
        "3:0",
        "3:1件",
        "5:3:2",
        "第3名",
        "第0位",
        "约第3位",
        "百余场",
        "数十次",
        "上百家",
    ],
)
def test_what_is_not_written_as_a_quantity_is_none(text: str) -> None:
    assert quantity.parse(text) is None


def test_trailing_zeros_and_the_sign_stay() -> None:
    assert parsed("99.60%").digits == "99.60"
    assert parsed("0.000000件").digits == "0.000000"
    assert parsed("-0.50件").number == Decimal("-0.50")


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("717件", Kind.AMOUNT, "件"),
        ("3位", Kind.AMOUNT, "位"),
        ("3—5个", Kind.RANGE, "个"),
        ("3:1", Kind.RATIO, "比"),
        ("第3位", Kind.RANK, "位"),
    ],
)
def test_ranges_ratios_and_ranks_are_kinds_of_their_own(text: str, kind: Kind, unit: str) -> None:
    assert (parsed(text).kind, parsed(text).unit, quantity.bound(parsed(text))) == (kind, unit, "")


def test_a_unit_may_begin_like_a_bound_word_or_hold_latin_letters() -> None:
    assert (parsed("5以上件").unit, parsed("5以上件").after) == ("以上件", "")
    assert (parsed("5吨CO").unit, parsed("5以上").unit) == ("吨CO", "以上")


def test_a_full_width_form_becomes_the_half_width_one() -> None:
    assert "９５．５％".translate(quantity.HALF_WIDTH) == "95.5%"
