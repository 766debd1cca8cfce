"""A figure beside last year's: what last year's value is, and what an official says of the change.

Knows catalogues and years as models; not where it is printed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import quantity_change
from lawgov_report.language.quantity import Kind

if TYPE_CHECKING:
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Amount, Year


class Comparison(NamedTuple):
    """A figure beside last year's.

    `before` is last year's value: as this year restates it, else as last year's file has it; None where
    there is none. `wording` is what is said of the change, "" where `reason` says why nothing can be.
    """

    before: Amount | None
    wording: str
    reason: str = ""


# why nothing is said of some kinds, although both values are known
REASONS = {
    Kind.RANK: "名次的升降不说百分之几，照写升降了几位",
    Kind.RATIO: "比值的变化不说百分之几，照写两年的比",
    Kind.RANGE: "写成范围的数，增减不能确定",
    Kind.AMOUNT: "概数的增减不能确定",
}


def compare(key: str, catalogue: Catalogue, year: Year, previous: Year | None, places: int = 1) -> Comparison:
    """Return the figure of `key`, which the catalogue and the year have, beside last year's.

    The words have `places` decimals.
    """
    figure = year.indicators[key]
    before = last_value(key, year, previous)
    if figure.value.quantity is None:
        return Comparison(before, "", "今年的数还待报")
    if before is None:
        return Comparison(None, "", _absent(key, catalogue, previous))
    if before.quantity is None:
        return Comparison(before, "", "上年的数还待报")
    return _compared(before, before.quantity, figure.value.quantity, places)


def last_value(key: str, year: Year, previous: Year | None) -> Amount | None:
    """Return last year's value of `key`, which the year has: as the year restates it, else as filed.

    None where last year's file lacks it, or there is none.
    """
    restated = year.indicators[key].previous
    if restated is not None or previous is None:
        return restated
    filed = previous.indicators.get(key)
    return filed.value if filed else None


def _absent(key: str, catalogue: Catalogue, previous: Year | None) -> str:
    if previous is None:
        return "没有上年的数据，或上年的文件有错误"
    # naming the old indicator says more than that last year has no value
    old = replaced(key, catalogue, previous)
    return f"它替代了“{old}”，与上年的数不可比" if old else "上年没有这项数值"


def replaced(key: str, catalogue: Catalogue, previous: Year | None) -> str:
    """Return the label of the indicator that `key` replaces, where last year has a value of it; else ""."""
    old = catalogue.indicators[key].replaces
    if old is None or previous is None or old.text not in previous.indicators:
        return ""
    return catalogue.indicators[old.text].label.text if old.text in catalogue.indicators else ""


def _compared(before: Amount, first: Quantity, now: Quantity, places: int) -> Comparison:
    change = quantity_change.between(first, now)
    if change is None:
        return Comparison(before, "", "两年的单位不同" if first.unit != now.unit else "两年的数不是一类")
    wording = quantity_change.wording(change, places)
    if wording:
        return Comparison(before, wording)
    if change.absolute is None or change.kind == Kind.RANK:
        kind = Kind.RANGE if first.kind == Kind.RANGE else change.kind
        return Comparison(before, "", REASONS[kind])
    # only a change from a value above zero has a rate
    base = "负数" if first.number else " 0 "
    return Comparison(before, "", f"以{base}为基数，算不出增减的百分比")
