"""与上年相比变动过大的数值应有说明。

为什么：成倍的增减要么是填错了（多一位、少一位、填错行），要么读的人会问为什么。说明写在 note 里，不印出来，
下一个核对的人不用再问一遍。

错误：

    mediation_cases: 7170件      # 上年是 717件

正确：

    mediation_cases: {value: 1520件, note: 区划调整，新增三个乡镇}

界限默认是 ±50%，可在指标目录里用 threshold 改。百分比按相对变动算（80% 到 30% 是下降 62.5%）。
有“余”“以上”“近”等词的，按读者的理解算到下一个整数为止（100余次不到 200次，近1500人次多于 1400人次），
再按最小的可能变动算。上年是 0 的，有了数就报告。
上年取自上年的文件；今年写了 previous 的，以它为准。
换了单位的、今年新设的指标不比较；比（3:1）和名次（第3位）没有百分比，也不比较。

怎么改：核对两年的数值；属实的，写明 note。
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_report.language.quantity import exponent, interval
from lawgov_report.language.quantity_change import UNRATED
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity
from lawgov_report.report.year_on_year import last_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.quantity import Interval, Quantity
    from lawgov_report.models.catalogue import Indicator
    from lawgov_report.models.year import Amount
    from lawgov_report.reading.diagnostics import Written

CODE = "LG310"
NAME = "change-without-note"
SEVERITY = Severity.WARNING
THRESHOLD = Fraction(1, 2)
NEARLY = ("近", "将近", "接近")
HINT = "核对两年的数值；属实的，在 note 里写明原因"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the figures without a note whose every possible change passes the indicator's threshold."""
    for key, figure in report.year.indicators.items():
        indicator = report.catalogue.indicators.get(key)
        before = last_value(key, report.year, report.previous)
        if indicator is None or before is None or figure.note is not None:
            continue
        change = _passed(figure.value, before, _threshold(indicator))
        if change:
            yield _finding(report, key, before.written, change)


@lru_cache(maxsize=256)
def _percent(text: str) -> Fraction:
    return Fraction(text.removesuffix("%")) / 100


def _threshold(indicator: Indicator) -> Fraction:
    if indicator.threshold is None:
        return THRESHOLD
    return _percent(indicator.threshold.text)


def _passed(now: Amount, before: Amount, threshold: Fraction) -> str:
    """Return the change in words where it passes the threshold for sure, else "".

    Amounts of unlike units, those below zero, ratios and ranks are not compared.
    """
    if now.quantity is None or before.quantity is None or now.quantity.unit != before.quantity.unit:
        return ""
    if UNRATED & {now.quantity.kind, before.quantity.kind}:
        return ""
    if any(number < 0 for quantity in (now.quantity, before.quantity) for number in _numbers(quantity)):
        return ""
    new, old = _read(now.quantity), _read(before.quantity)
    return _rise(new, old, threshold) or _fall(new, old, threshold)


def _numbers(quantity: Quantity) -> tuple[Decimal, ...]:
    return (quantity.number,) if quantity.low is None else (quantity.low, quantity.number)


def _read(written: Quantity) -> Interval:
    """Return the values that a reader takes a quantity for.

    What is left open ends at the next number that is as round: 720余场 are less than 730, 近1500人次 more
    than 1400. Nobody writes 100余次 for ten thousand. 500件以下 can be few: it stays open.
    """
    values = interval(written)
    last = int(written.number.normalize().as_tuple().exponent)
    step = Fraction(10) ** (last + exponent(written))
    if values.high is None and values.low is not None:
        return values._replace(high=values.low + step, high_open=True)
    if written.before in NEARLY and values.low is None and values.high is not None:
        return values._replace(low=max(values.high - step, Fraction(0)), low_open=True)
    return values


def _rise(new: Interval, old: Interval, threshold: Fraction) -> str:
    if new.low is None or old.high is None:
        return ""
    least, limit = new.low, old.high * (1 + threshold)
    if least < limit or (least == limit and not (new.low_open or old.high_open)):
        return ""
    if old.high == 0:
        return "上年为 0，今年有了"
    return _change("增长", least / old.high - 1, exact=new.low == new.high and old.low == old.high)


def _fall(new: Interval, old: Interval, threshold: Fraction) -> str:
    if new.high is None or old.low is None or old.low <= 0:
        return ""
    most, limit = new.high, old.low * (1 - threshold)
    if most > limit or (most == limit and not (new.high_open or old.low_open)):
        return ""
    return _change("下降", 1 - most / old.low, exact=new.low == new.high and old.low == old.high)


def _change(word: str, rate: Fraction, *, exact: bool) -> str:
    percent = f"{float(rate * 100):.2f}".rstrip("0").rstrip(".")
    return f"{'' if exact else '至少'}{word} {percent}%"


def _finding(report: Report, key: str, before: Written, change: str) -> Diagnostic:
    indicator, now = report.catalogue.indicators[key], report.year.indicators[key].value.written
    limit = indicator.threshold.text if indicator.threshold else "50%"
    message = f"{indicator.label.text} {now.text}，上年 {before.text}，{change}，超过 ±{limit}"
    related = (Related(before.place, f"上年 {before.text}"),)
    return Diagnostic(now.place, CODE, message, HINT, related, f"indicators.{key}", now.text)
