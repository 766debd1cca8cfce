"""The numbers of a text with their values, typed or referred to, and whether what is said of two agrees.

Knows how changes are told (由 A 增加到 B, 同比增长 N%); not which rule asks.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules import numbers
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language import narrative, quantity, quantity_change
from lawgov_report.language.quantity import Kind
from lawgov_report.language.quantity_change import Course

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.language.quantity import Interval, Quantity
    from lawgov_report.language.quantity_change import Change

RISING = "增加|增长|上升|提高|提升|扩大|上涨|攀升|跃升|拓展|扩展|多|增|升"
FALLING = "减少|下降|降低|压减|压缩|缩短|缩减|精简|回落|下调|收窄|少|减|降"
POINTS = "个百分点"
SENTENCE = re.compile("[。；！？]")
CLAUSE = re.compile("[，。；：！？]")
REACH = 60  # characters: what stands further off in a sentence is not looked for
ORDINAL, RANKS = "第", re.compile("排名|位次|名次|位列|位居|列全|居全")
SHARES = frozenset({"%", POINTS, "百分点"})
UNCOUNTED = SHARES | {"倍"}


class Tally(NamedTuple):
    """A number of a text: its value, and where it stands; `key` is that of a reference, else ""."""

    quantity: Quantity
    start: int
    end: int
    key: str = ""

    @property
    def written(self) -> str:
        """How it is written."""
        return str(self.quantity)


class Stated(NamedTuple):
    """What a text says of a change: which way it went, and by how much in which unit, None where open."""

    course: Course
    number: Decimal | None = None
    unit: str = ""


def tallies(report: Report, text: Prose) -> list[Tally]:
    """Return the numbers of a text in order: typed, also as {{ "95%" }}, and the figures referred to."""
    found = list(_typed(text.masked, numbers.UNITS | report.catalogue.units))
    if MASK in text.masked:
        found += _in_braces(report, text)
        found.sort(key=lambda tally: tally.start)
    return found


def _typed(masked: str, units: frozenset[str]) -> Iterator[Tally]:
    for start, end in numbers.measured(masked, units):
        if masked[start - 1 : start] == ORDINAL or MASK in masked[start:end]:
            continue
        bound = next((word for word in quantity.BEFORE if masked.endswith(word, 0, start)), "")
        read = quantity.parse(bound + masked[start:end].translate(quantity.HALF_WIDTH))
        if read is not None:
            yield Tally(read, start, end)


def _in_braces(report: Report, text: Prose) -> Iterator[Tally]:
    written, figures = text.written.text, report.year.indicators
    for piece in narrative.parse(written):
        read, key = None, ""
        if isinstance(piece, narrative.Reference) and not piece.form and piece.key in figures:
            read, key = figures[piece.key].value.quantity, piece.key
        elif isinstance(piece, narrative.Words) and written.startswith("{{", piece.start):
            read = quantity.parse(piece.text)
        if read is not None:
            yield Tally(read, piece.start, piece.end, key)


def related(report: Report, *found: Tally) -> bool:
    """Return whether all of these are figures that one relation of the catalogue judges: LG301 finds it."""
    keys = {tally.key for tally in found}
    if "" in keys:
        return False
    return any(keys.issubset(relation.check.relation.keys) for relation in report.catalogue.relations)


def before(text: str, place: int, stop: re.Pattern[str]) -> str:
    """Return what stands before `place` up to the last stop."""
    return stop.split(text[max(0, place - REACH) : place])[-1]


def behind(text: str, place: int, stop: re.Pattern[str]) -> str:
    """Return what stands behind `place` up to the next stop."""
    return stop.split(text[place : place + REACH], maxsplit=1)[0]


def contradiction(first: Quantity, last: Quantity, stated: Stated) -> str:
    """Return what became of `first`, in words, where that is not what is stated; "" where it may be.

    Rounded numbers (2.45万件, 95%) may be any that they were rounded from, and what is stated may be cut off
    or rounded: nothing is found that a reader who has the exact numbers could not find.
    """
    change = quantity_change.between(first, last)
    if change is None or change.course == Course.OPEN:
        return ""
    if stated.course != change.course:
        level = change.course == Course.LEVEL and quantity.interval(first) != _point(first)
        return "" if level else _outcome(change)
    extent = _extent(first, last, stated.unit)
    if stated.number is None or extent is None:
        return ""
    return "" if _agrees(stated, *extent) else _outcome(change)


def _agrees(stated: Stated, least: Fraction, greatest: Fraction) -> bool:
    """Return whether the number that is stated is one of these, cut off or rounded."""
    number = Fraction(stated.number or 0)
    if stated.unit not in SHARES and least == greatest:
        return number == least  # a difference of counts is told as it is
    step = Fraction(10) ** int((stated.number or Decimal(0)).as_tuple().exponent)
    return least - step < number < greatest + step


def _point(read: Quantity) -> Interval:
    value = quantity.base(read)
    return quantity.Interval(value, value)


def _extent(first: Quantity, last: Quantity, unit: str) -> tuple[Fraction, Fraction] | None:
    """Return the least and the greatest change in this unit; None where it is not told in it."""
    if quantity.bound(first) or quantity.bound(last) or Kind.RANGE in {first.kind, last.kind}:
        return None
    old, new = quantity.interval(first), quantity.interval(last)
    if old.low is None or old.high is None or new.low is None or new.high is None:
        return None
    rate, share = unit == "%", quantity.is_share(first)
    if (
        share != (unit == POINTS)
        or (not share and not rate and unit != first.unit)
        or (rate and old.low <= 0)
    ):
        return None
    # the first value varies with its rounding, the last with its own: the extremes lie at the ends
    ends = [(b - a) / (a if rate else 1) for a in (old.low, old.high) for b in (new.low, new.high)]
    if min(ends) < 0 < max(ends):
        ends.append(Fraction(0))
    sizes = [abs(end) * (100 if rate or share else 1) for end in ends]
    return min(sizes), max(sizes)


def _outcome(change: Change) -> str:
    """Return what became of a quantity: 增长9.1%, 提高2个百分点, 与上年持平 as 没有增减."""
    if change.course == Course.LEVEL:
        return "没有增减"
    words = quantity_change.wording(change).removeprefix("同比")
    return words or ("增加了" if change.course == Course.UP else "减少了")
