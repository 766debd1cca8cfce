"""Written amounts such as 2.45万件 and the intervals they stand for.

Knows how people write quantities; not what is counted, nor which unit an indicator has.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

# at most 15 digits and 6 decimals: more is a slip of the hand; no leading zero, no thousands separator
DIGITS = "(?:0|[1-9][0-9]{0,14})(?:[.][0-9]{1,6})?"
MINUS = "−"  # U+2212, which print has where a keyboard has the hyphen
NUMBER = f"[-{MINUS}]?{DIGITS}"
# what may follow the number: no digit, scale or 余多 again, which would read two ways, and no punctuation;
# as short as it can be, so that 以上 behind it is read as a bound word
UNIT = r"[^\s\d万亿余多.,;:{}，。；：、％]+?"
AT_LEAST = ("至少", "不少于", "不低于", "以上")
AT_MOST = ("至多", "最多", "不超过", "以下")
MORE_THAN = ("逾", "超过", "超", "突破", "余", "多")
LESS_THAN = ("近", "将近", "接近", "不足", "不到")
ABOUT = ("约", "大约")  # and 左右
AROUND = "左右"
AFTER = ("以上", "以下", AROUND)
# all of them that stand before a number, the longer first: alternatives are tried in order
BEFORE = (
    *("不少于", "不低于", "不超过", "至少", "至多", "最多", "超过", "突破", "将近", "接近", "不足", "不到"),
    *("大约", "约", "近", "逾", "超"),
)
ORDINAL = "第"
RANKED = "位"  # the unit of a rank
RATIO = "比"  # the unit of a ratio, which is not printed
# between the bounds of a range: what print has, then what stands in for it on a keyboard (LG607 mends it)
PRINTED_MARKS = ("—", "～", "至", "到")
TYPED_MARKS = ("——", "-", "‐", "–", "~", "－", "〜", MINUS)
_BEFORE = f"(?P<before>{'|'.join(BEFORE)})?"
_AFTER = f"(?P<after>{'|'.join(AFTER)})?"
_SCALING = "(?:(?P<scale>[万亿])?(?P<more>[余多])?|(?P<more_first>[余多])(?P<scale_last>[万亿]))"
# bound words, number, scale, 余 or 多, unit, bound words: 近6万余册, 95%以上, 2000余万元; 1亿3000万元
AMOUNT = re.compile(
    rf"{_BEFORE}(?:(?P<number>{NUMBER})|(?P<large>[1-9][0-9]{{0,5}})(?P<step>[万亿])"
    rf"(?P<small>[1-9][0-9]{{0,3}}(?:[.][0-9]{{1,6}})?)){_SCALING}(?P<unit>{UNIT}){_AFTER}"
)
# 3—5个, 10%～15%, 13万元至17万元: what the lower bound lacks is that of the upper one
RANGE = re.compile(
    rf"(?P<before>{'|'.join(reversed(ABOUT))})?"
    rf"(?P<spelt>(?P<low>{NUMBER})(?P<low_scale>[万亿])?(?P<low_unit>{UNIT})??"
    rf"(?:(?:{'|'.join(PRINTED_MARKS)})(?P<high>{NUMBER})"
    rf"|(?:{'|'.join(TYPED_MARKS)})(?P<typed_high>{DIGITS})))"
    rf"(?P<scale>[万亿])?(?P<unit>{UNIT}){_AFTER}"
)
# 3:1, 3∶1, 3比1
RATIOS = re.compile(rf"{_BEFORE}(?P<spelt>(?P<number>{DIGITS})[:：∶比](?P<parts>{DIGITS})){_AFTER}")
RANK = re.compile(f"(?P<before>{ORDINAL})(?P<number>[1-9][0-9]{{0,5}}){RANKED}")
# all that is read, but that the bounds of a range must rise and a ratio is not to nothing
WRITTEN = "|".join(f"(?:{form.pattern})" for form in (AMOUNT, RANGE, RATIOS, RANK))
SCALES = {"": 0, "万": 4, "亿": 8}
SCALE_OF_SHARES = -2  # 95% is 0.95
SHARE = "%"
OWED = "待报"  # written in place of a quantity that a department still has to give
OWED_MARK = f"【{OWED}】"  # printed in place of it
DRAFT_MARK = "【待核】"  # printed before a text that is not settled yet
TENTH = Fraction(1, 10)
MILLIONTH = Decimal("0.000001")
HALF_WIDTH = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")


class Interval(NamedTuple):
    """All values from `low` to `high`; None is unbounded, an open end is not part of it."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


class Kind(StrEnum):
    """What a quantity is. Only amounts and ranges can be summed; a ratio and a rank have no rate either."""

    AMOUNT = "amount"
    RANGE = "range"
    RATIO = "ratio"
    RANK = "rank"


class Quantity(NamedTuple):
    """A written amount: before + digits + scaling + unit + after, as people write it.

    `more_first` is whether 余 or 多 stands before the scale (2000余万). `spelt` are the digits where they are
    not the number alone: 1亿3000 (of 万, number 13000), −5, 3—5, 3:1. `low` is the lower bound of a range, in
    the scale of `number`, its upper one. `parts` is the second term of a ratio. A rank is 第 before a number.
    """

    before: str
    number: Decimal
    scale: str
    more: str
    unit: str
    after: str
    more_first: bool = False
    spelt: str = ""
    low: Decimal | None = None
    parts: Decimal | None = None

    @property
    def digits(self) -> str:
        """The number as written, with its trailing zeros; both numbers of a range and of a ratio."""
        return self.spelt or format(self.number, "f")

    @property
    def scaling(self) -> str:
        """The scale and 余 or 多 in the order in which they are written."""
        return self.more + self.scale if self.more_first else self.scale + self.more

    @property
    def printed_unit(self) -> str:
        """The unit as it is printed: a ratio has none."""
        return "" if self.parts is not None else self.unit

    @property
    def kind(self) -> Kind:
        """What it is."""
        if self.low is not None:
            return Kind.RANGE
        if self.parts is not None:
            return Kind.RATIO
        return Kind.RANK if self.before == ORDINAL else Kind.AMOUNT

    def __str__(self) -> str:
        return f"{self.before}{self.digits}{self.scaling}{self.printed_unit}{self.after}"


def parse(text: str) -> Quantity | None:
    """Return the quantity that `text` writes, None where it writes none.

    Each number has at most 15 digits before the point and 6 behind it, half-width, no leading zero.
    """
    for form, read in READERS:
        match = form.fullmatch(text)
        if match is not None:
            return read(match.groupdict(default=""))
    return None


def _amount(parts: dict[str, str]) -> Quantity | None:
    scale, more = parts["scale"] or parts["scale_last"], parts["more"] or parts["more_first"]
    number, spelt = _decimal(parts["number"] or "0"), ""
    if parts["large"]:
        # 亿 must come before 万, and 万 before a number without a scale; what follows is below one of it
        steps = SCALES[parts["step"]] - SCALES[scale]
        if steps != SCALES["万"]:
            return None
        number = Decimal(parts["large"]).scaleb(steps) + Decimal(parts["small"])
        spelt = parts["large"] + parts["step"] + parts["small"]
    elif MINUS in parts["number"]:
        spelt = parts["number"]
    early = parts["more_first"] != ""
    return Quantity(parts["before"], number, scale, more, parts["unit"], parts["after"], early, spelt)


def _range(parts: dict[str, str]) -> Quantity | None:
    if parts["low_unit"] not in {"", parts["unit"]} or parts["after"] not in {"", AROUND}:
        return None
    scale = parts["scale"]
    # 9000～1.2万元: a lower bound with its unit but without a scale is in units; 1～2万元 is 1万 to 2万
    low_scale = parts["low_scale"] or ("" if parts["low_unit"] else scale)
    high = _decimal(parts["high"] or parts["typed_high"])
    low = _decimal(parts["low"]).scaleb(SCALES[low_scale] - SCALES[scale])
    low = Decimal(format(low, "f"))
    if low >= high:
        return None
    words = parts["before"], high, scale, "", parts["unit"], parts["after"]
    return Quantity(*words, spelt=parts["spelt"], low=low)


def _ratio(parts: dict[str, str]) -> Quantity | None:
    first, second = Decimal(parts["number"]), Decimal(parts["parts"])
    if not second:
        return None
    return Quantity(parts["before"], first, "", "", RATIO, parts["after"], spelt=parts["spelt"], parts=second)


def _rank(parts: dict[str, str]) -> Quantity:
    return Quantity(parts["before"], Decimal(parts["number"]), "", "", RANKED, "")


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(MINUS, "-"))


READERS = ((AMOUNT, _amount), (RANGE, _range), (RATIOS, _ratio), (RANK, _rank))


def value(quantity: Quantity) -> Decimal | None:
    """Return the written number in the quantity's unit: 2.45万件 is 24500, 95%以上 is 95, 3:2 is 1.5.

    A range has none. That of a ratio without end is rounded half up to 6 decimals.
    """
    if quantity.low is not None:
        return None
    if quantity.parts is not None:
        return decimal(base(quantity))
    scaled = quantity.number.scaleb(SCALES[quantity.scale])
    return Decimal(format(scaled, "f")) if quantity.scale else quantity.number


def bound(quantity: Quantity) -> str:
    """Return the words that leave a quantity open, in the order they are written: 近…余 is 近余."""
    return quantity.before.removeprefix(ORDINAL) + quantity.more + quantity.after


def is_share(quantity: Quantity) -> bool:
    """Return whether the unit of a quantity is %, or begins with it."""
    return quantity.unit.startswith(SHARE)


def percent_sign(quantity: Quantity) -> str:
    """Return the % that stands right behind the digits, "" where there is none or 余 comes between."""
    return SHARE if is_share(quantity) and not quantity.scaling else ""


def behind(quantity: Quantity) -> str:
    """Return what is printed behind the digits and the % sign there."""
    sign = percent_sign(quantity)
    return quantity.scaling + quantity.printed_unit.removeprefix(sign) + quantity.after


def exponent(quantity: Quantity) -> int:
    """Return the power of ten that leads from the written number to base units: 4 for 万, -2 for %."""
    power = SCALES[quantity.scale]
    return power + SCALE_OF_SHARES if is_share(quantity) else power


def base(quantity: Quantity) -> Fraction:
    """Return the written number in base units: 2.45万件 is 24500, 95% is 19/20; the middle of a range."""
    number = Fraction(quantity.number)
    if quantity.low is not None:
        number = (number + Fraction(quantity.low)) / 2
    if quantity.parts is not None:
        number /= Fraction(quantity.parts)
    return number * Fraction(10) ** exponent(quantity)


def interval(quantity: Quantity) -> Interval:
    """Return the values that a quantity may stand for, in base units (万 is 10 000, % is 0.01).

    A bound word takes the written number exactly, a range both of its numbers; several words give the
    smallest interval that holds each word's own (约…余 reaches from 90 % upwards). Without one, a number with
    万, 亿 or % stands for half a unit of its last written digit to both sides, any other number for itself.
    """
    words = tuple(word for word in (quantity.before, quantity.more, quantity.after) if word)
    power = exponent(quantity)
    if quantity.kind is Kind.AMOUNT:
        return _interval(quantity.number, int(quantity.number.as_tuple().exponent), power, words)
    if quantity.low is not None:
        low, high = (Fraction(number) * Fraction(10) ** power for number in (quantity.low, quantity.number))
        bounds = [_bounded(word, number) for word in words for number in (low, high)]
        return _hull(bounds) if bounds else Interval(low, high)
    middle = base(quantity)
    bounds = [_bounded(word, middle) for word in words if word != ORDINAL]
    return _hull(bounds) if bounds else Interval(middle, middle)


# a year's figures are asked for by several rules, and a fraction takes its time
@lru_cache(maxsize=1024)
def _interval(number: Decimal, last: int, power: int, words: tuple[str, ...]) -> Interval:
    """Return the interval of a number in 10 ** `power`; `last` tells 1.0 from 1.00, which are equal."""
    middle = Fraction(number) * Fraction(10) ** power
    bounds = [_bounded(word, middle) for word in words]
    if bounds:
        return _hull(bounds)
    if power == 0:
        return Interval(middle, middle)
    half = Fraction(10) ** (power + last) / 2
    return Interval(middle - half, middle + half)


def _bounded(word: str, number: Fraction) -> Interval:
    """Return the values that a bound word leaves open for a number."""
    if word in AT_LEAST:
        return Interval(number, None)
    if word in AT_MOST:
        return Interval(None, number)
    if word in MORE_THAN:
        return Interval(number, None, low_open=True)
    if word in LESS_THAN:
        return Interval(None, number, high_open=True)
    # 约 and 左右: no standard says how far; a tenth is what readers still take for about right
    return Interval(number - abs(number) * TENTH, number + abs(number) * TENTH)


def _hull(intervals: list[Interval]) -> Interval:
    """Return the smallest interval that holds all of `intervals`."""
    # no bound at all reaches farthest; of two equal bounds the closed one does
    low = min(intervals, key=lambda each: (each.low is not None, each.low or 0, each.low_open))
    high = max(intervals, key=lambda each: (each.high is None, each.high or 0, not each.high_open))
    return Interval(low.low, high.high, low.low_open, high.high_open)


def bounds(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and the greatest that a quantity can stand for, in its unit; None is unbounded."""
    values = interval(quantity)
    # an interval is in base units, where a share is a part of one; here it is in percent
    times = 100 if is_share(quantity) else 1
    low, high = (None if bound is None else bound * times for bound in (values.low, values.high))
    return decimal(low), decimal(high)


def decimal(value: Fraction | None) -> Decimal | None:
    """Return a bound as a Decimal without trailing zeros, a third with 6 decimals; None stays None."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) != value:
        exact = exact.quantize(MILLIONTH, ROUND_HALF_UP)
    return Decimal(format(exact.normalize(), "f"))
