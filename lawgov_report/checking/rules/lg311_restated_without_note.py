"""更正上年数值应有说明。

为什么：previous 写的与上年文件里的不同，要么是抄错了，要么是更正；更正要说清原因，否则两年的报告对不上。

错误：

    mediation_cases: {value: 820件, previous: 771件}      # 上年文件里是 717件

正确：

    mediation_cases: {value: 820件, previous: 771件, note: 上年漏报 54 件，已更正}

24500件 和 2.45万件 是同一个数，不算不同。上年没有这个数、或上年待报的，不比较。

怎么改：与上年一致的，删去 previous；更正的，写明 note。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.quantity import SCALES, base
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from fractions import Fraction

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.quantity import Quantity

CODE = "LG311"
NAME = "restated-without-note"
SEVERITY = Severity.WARNING
HINT = "与上年一致的，删去 previous；更正的，在 note 里写明原因"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the values restated for last year, without a note, that are not those of last year's file."""
    last = report.previous.indicators if report.previous else {}
    for key, figure in report.year.indicators.items():
        indicator = report.catalogue.indicators.get(key)
        restated = figure.previous
        if indicator is None or restated is None or figure.note is not None or key not in last:
            continue
        before = last[key].value
        if restated.quantity and before.quantity and _differ(restated.quantity, before.quantity):
            place, text = restated.written.place, restated.written.text
            message = f"{indicator.label.text}的上年数值写作 {text}，上年文件里是 {before.written.text}"
            related = (Related(before.written.place, f"上年文件：{before.written.text}"),)
            yield Diagnostic(place, CODE, message, HINT, related, f"indicators.{key}.previous", text)


def _differ(restated: Quantity, before: Quantity) -> bool:
    """Return whether two amounts of one unit differ in value or bounds; unlike units are LG302's business."""
    return restated.unit == before.unit and _value(restated) != _value(before)


def _value(quantity: Quantity) -> tuple[Fraction, Decimal | None, str, str, str]:
    low = None if quantity.low is None else quantity.low.scaleb(SCALES[quantity.scale])
    return base(quantity), low, quantity.before, quantity.more, quantity.after
