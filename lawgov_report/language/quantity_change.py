"""The change from one quantity to another: how much, at what rate, and how an official says it.

Knows quantities; not which indicator they belong to, nor in which years they were written.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import quantity
from lawgov_report.language.quantity import Kind

if TYPE_CHECKING:
    from lawgov_report.language.quantity import Interval, Quantity

NOTHING_LEFT = Decimal(-100)
UNRATED = {Kind.RATIO, Kind.RANK}  # nobody says by how many percent they grew
SCALES = ((10**8, "亿"), (10**4, "万"))


class Course(StrEnum):
    """Which way a value went. OPEN: the bounds of the two values leave it open."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"
    OPEN = "open"


class Change(NamedTuple):
    """What became of a value.

    `absolute` is in base units (3.8万元 is 38000), in 百分点 where `share` is true. It is None where the
    bounds leave it open, even where the course is certain (680件, then 720余件), and for ratios. `growth` is
    in percent of the value before; None where `absolute` is, for shares and ranks, and where the value before
    is not above zero. `size` is |a − b| / (|a| + |b|) of the written numbers (of ranges their middles), 0 to
    1. `extent` is |a − b| / |a| of them, in percent (in 百分点 for shares); None from zero.
    """

    course: Course
    unit: str
    share: bool
    absolute: Decimal | None
    growth: Fraction | None
    size: Fraction
    extent: Fraction | None
    kind: Kind = Kind.AMOUNT

    @property
    def rate(self) -> Decimal | None:
        """The growth as tables have it, rounded half up to one decimal; -100.0 only where nothing is left."""
        return None if self.growth is None else _percent(self.growth, 1)


def between(before: Quantity, now: Quantity) -> Change | None:
    """Return the change from `before` to `now`; None where their units differ, or one is a ratio or a rank.

    Rounding is taken as written: 2.45万件 is 24500件. Two values that are written alike are level,
    bounds or not: 与上年持平 claims no more than the two figures that are printed.
    """
    if not _comparable(before, now):
        return None
    first, last = quantity.base(before), quantity.base(now)
    share = quantity.is_share(now)
    course, certain = _course(before, now)
    points = 100 if share else 1
    # by how much a ratio changed nobody says: 3:1 and 4:1 are named, not subtracted
    exact = (last - first) * points if certain and now.kind != Kind.RATIO else None
    rated = exact is not None and not share and first > 0 and now.kind not in UNRATED
    return Change(
        course,
        now.unit,
        share,
        quantity.decimal(exact),
        (last - first) * 100 / first if rated else None,
        abs(last - first) / (abs(last) + abs(first)) if first or last else Fraction(0),
        _extent(first, last, share=share),
        now.kind,
    )


def _comparable(before: Quantity, now: Quantity) -> bool:
    kinds = {before.kind, now.kind}
    return before.unit == now.unit and (len(kinds) == 1 or not kinds & UNRATED)


def wording(change: Change, places: int = 1) -> str:
    """Return how an official says it: 同比增长12.3%, 同比提高1.5个百分点, 与上年持平; with `places` decimals.

    "" where it cannot be said: the bounds leave it open, the value before is zero, or it is a ratio or a
    rank. What rounds to nothing is 与上年基本持平.
    """
    if change.course == Course.LEVEL:
        return "与上年持平"
    size = _size(change, places)
    if size is None:
        return ""
    if size == 0:
        return "与上年基本持平"
    # a share is not said to grow by percent, which could be read as percent of the share: 提高 and 百分点
    if change.share:
        return f"同比{'提高' if size > 0 else '下降'}{size.copy_abs()}个百分点"
    return f"同比{'增长' if size > 0 else '下降'}{size.copy_abs()}%"


def _size(change: Change, places: int) -> Decimal | None:
    """Return the change in the unit that it is told in: 百分点 for shares, percent for all else."""
    if not change.share:
        return None if change.growth is None else _percent(change.growth, places)
    return None if change.absolute is None else rounded(Fraction(change.absolute), places)


def amount(change: Change) -> str:
    """Return the absolute change as written in tables: +62起, -3.8万元, +1.5个百分点; "" where it is open.

    A rank that falls from 5 to 3 has risen: 上升2位.
    """
    if change.absolute is None:
        return ""
    if not change.absolute:
        return "持平"
    if change.kind == Kind.RANK:
        return f"{'下降' if change.absolute > 0 else '上升'}{_plain(change.absolute.copy_abs())}{change.unit}"
    sign, size = "+" if change.absolute > 0 else "-", change.absolute.copy_abs()
    if change.share:
        return f"{sign}{_plain(size)}个百分点"
    for factor, scale in SCALES:
        if size >= factor:
            return f"{sign}{_plain(size / factor)}{scale}{change.unit}"
    return f"{sign}{_plain(size)}{change.unit}"


def rate(change: Change) -> str:
    """Return the rate as written in tables, +12.3%; "" where there is none."""
    return "" if change.rate is None else f"{change.rate:+}%"


def rounded(value: Fraction, places: int = 1) -> Decimal:
    """Return a value with `places` decimals, halves away from zero; never -0.0."""
    units = int(abs(value) * 10**places + Fraction(1, 2))
    return Decimal(-units if value < 0 else units).scaleb(-places)


def _percent(growth: Fraction, places: int) -> Decimal:
    """Return a growth rounded, but -100.0 only where nothing is left."""
    percent = rounded(growth, places)
    # 1件 of 3,000件 rounds to -100.0 %, which would deny the one that the table prints beside it
    if percent == NOTHING_LEFT and growth != NOTHING_LEFT:
        return percent + Decimal(1).scaleb(-places)
    return percent


def _course(before: Quantity, now: Quantity) -> tuple[Course, bool]:
    """Return which way the value went, and whether by how much is certain."""
    # 3—5个 and 3～5个 are one range, 1亿3000万 and 13000万 one number
    if before._replace(spelt="") == now._replace(spelt=""):
        return Course.LEVEL, True
    if not (_bounded(before) or _bounded(now)):
        return _direction(quantity.base(before), quantity.base(now)), True
    first_interval, last_interval = _interval(before), _interval(now)
    if _below(first_interval, last_interval):
        return Course.UP, False
    if _below(last_interval, first_interval):
        return Course.DOWN, False
    return Course.OPEN, False


def _direction(first: Fraction, last: Fraction) -> Course:
    if first == last:
        return Course.LEVEL
    return Course.UP if last > first else Course.DOWN


def _below(smaller: Interval, larger: Interval) -> bool:
    """Return whether every value of `smaller` lies below every value of `larger`."""
    if smaller.high is None or larger.low is None:
        return False
    if smaller.high == larger.low:
        return smaller.high_open or larger.low_open
    return smaller.high < larger.low


def _interval(written: Quantity) -> Interval:
    """Return the values that a quantity may stand for, one without bound words for itself alone."""
    if _bounded(written):
        return quantity.interval(written)
    # not quantity.interval: 2.45万件 beside 2.44万件 has grown, though their rounding would let them be equal
    point = quantity.base(written)
    return quantity.Interval(point, point)


def _bounded(written: Quantity) -> bool:
    return quantity.bound(written) != "" or written.kind == Kind.RANGE


def _extent(first: Fraction, last: Fraction, *, share: bool) -> Fraction | None:
    if share:
        return abs(last - first) * 100
    return abs(last - first) * 100 / abs(first) if first else None


def _plain(number: Decimal) -> str:
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
