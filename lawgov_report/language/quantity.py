"""Written amounts such as 2.45万件 and the intervals they stand for.

Knows how people write quantities; not what is counted, nor which unit an indicator has.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

# at most 15 digits and 6 decimals: more is a slip of the hand; no leading zero, no thousands separator
NUMBER = "-?(?:0|[1-9][0-9]{0,14})(?:[.][0-9]{1,6})?"
# what may follow the number: no digit, scale or 余多 again, which would read two ways, and no punctuation;
# as short as it can be, so that 以上 behind it is read as a bound word
UNIT = r"[^\s\d万亿余多.,;:{}，。；：、％]+?"
# bound words, number, scale, 余 or 多, unit, bound words: 近6万余册, 95%以上, 2.45万件
WRITTEN = re.compile(
    rf"(?P<before>约|近|逾|超过|超|不足|不到)?(?P<number>{NUMBER})(?P<scale>[万亿])?(?P<more>[余多])?"
    rf"(?P<unit>{UNIT})(?P<after>以上|以下|左右)?"
)
SCALES = {"": 0, "万": 4, "亿": 8}
SCALE_OF_SHARES = -2  # 95% is 0.95
SHARE = "%"
OWED = "待报"  # written in place of a quantity that a department still has to give
OWED_MARK = f"【{OWED}】"  # printed in place of it
DRAFT_MARK = "【待核】"  # printed before a text that is not settled yet
TENTH = Fraction(1, 10)
HALF_WIDTH = str.maketrans("０１２３４５６７８９．％－", "0123456789.%-")


class Interval(NamedTuple):
    """All values from `low` to `high`; None is unbounded, an open end is not part of it."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False


class Quantity(NamedTuple):
    """A written amount: before + digits + scale + more + unit + after, as people write it."""

    before: str
    number: Decimal
    scale: str
    more: str
    unit: str
    after: str

    @property
    def digits(self) -> str:
        """The number as written, with its trailing zeros."""
        return format(self.number, "f")

    def __str__(self) -> str:
        return f"{self.before}{self.digits}{self.scale}{self.more}{self.unit}{self.after}"


def parse(text: str) -> Quantity | None:
    """Return the quantity that `text` writes, None where it writes none.

    The number has at most 15 digits before the point and 6 behind it, half-width, no leading zero.
    """
    match = WRITTEN.fullmatch(text)
    if match is None:
        return None
    parts = match.groupdict(default="")
    return Quantity(
        parts["before"],
        Decimal(parts["number"]),
        parts["scale"],
        parts["more"],
        parts["unit"],
        parts["after"],
    )


def value(quantity: Quantity) -> Decimal:
    """Return the written number in the quantity's unit: 2.45万件 is 24500, 95%以上 is 95."""
    scaled = quantity.number.scaleb(SCALES[quantity.scale])
    return Decimal(format(scaled, "f")) if quantity.scale else quantity.number


def bound(quantity: Quantity) -> str:
    """Return the words that leave a quantity open, in the order they are written: 近…余 is 近余."""
    return quantity.before + quantity.more + quantity.after


def is_share(quantity: Quantity) -> bool:
    """Return whether the unit of a quantity is %, or begins with it."""
    return quantity.unit.startswith(SHARE)


def percent_sign(quantity: Quantity) -> str:
    """Return the % that stands right behind the digits, "" where there is none or 余 comes between."""
    between = quantity.scale or quantity.more
    return SHARE if is_share(quantity) and not between else ""


def exponent(quantity: Quantity) -> int:
    """Return the power of ten that leads from the written number to base units: 4 for 万, -2 for %."""
    power = SCALES[quantity.scale]
    return power + SCALE_OF_SHARES if is_share(quantity) else power


def base(quantity: Quantity) -> Fraction:
    """Return the written number in base units: 2.45万件 is 24500, 95% is 19/20."""
    return Fraction(quantity.number) * Fraction(10) ** exponent(quantity)


def interval(quantity: Quantity) -> Interval:
    """Return the values that a quantity may stand for, in base units (万 is 10 000, % is 0.01).

    A bound word takes the written number exactly; several of them give the smallest interval that
    holds each word's own (约…余 reaches from 90 % upwards). Without one, a number with 万, 亿 or %
    stands for half a unit of its last written digit to both sides, any other number for itself.
    """
    last = int(quantity.number.as_tuple().exponent)
    words = (quantity.before, quantity.more, quantity.after)
    return _interval(quantity.number, last, exponent(quantity), words)


# a year's figures are asked for by several rules, and a fraction takes its time
@lru_cache(maxsize=1024)
def _interval(number: Decimal, last: int, power: int, words: tuple[str, ...]) -> Interval:
    """Return the interval of a number in 10 ** `power`; `last` tells 1.0 from 1.00, which are equal."""
    middle = Fraction(number) * Fraction(10) ** power
    bounds = [_bounded(word, middle) for word in words if word]
    if bounds:
        return _hull(bounds)
    if power == 0:
        return Interval(middle, middle)
    half = Fraction(10) ** (power + last) / 2
    return Interval(middle - half, middle + half)


def _bounded(word: str, number: Fraction) -> Interval:
    """Return the values that a bound word leaves open for a number."""
    if word == "以上":
        return Interval(number, None)
    if word == "以下":
        return Interval(None, number)
    if word in {"逾", "超", "超过", "余", "多"}:
        return Interval(number, None, low_open=True)
    if word in {"近", "不足", "不到"}:
        return Interval(None, number, high_open=True)
    # 约 and 左右: no standard says how far; a tenth is what readers still take for about right
    return Interval(number - abs(number) * TENTH, number + abs(number) * TENTH)


def _hull(intervals: list[Interval]) -> Interval:
    """Return the smallest interval that holds all of `intervals`."""
    # no bound at all reaches farthest; of two equal bounds the closed one does
    low = min(intervals, key=lambda each: (each.low is not None, each.low or 0, each.low_open))
    high = max(intervals, key=lambda each: (each.high is None, each.high or 0, not each.high_open))
    return Interval(low.low, high.high, low.low_open, high.high_open)


def decimal(value: Fraction | None) -> Decimal | None:
    """Return a bound as a Decimal without trailing zeros; None stays None."""
    if value is None:
        return None
    exact = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    return Decimal(format(exact, "f"))
