"""按件、人、次等计数的数值应是整数。

为什么：没有半件案件、半个人；小数多半是漏写了“万”，或把金额填进了件数一行。

错误：

    mediation_cases: 71.7件
    labour_contracts_filed: 2.45件

正确：

    mediation_cases: 717件
    labour_contracts_filed: 2.45万件

2.45万件合 24500 件，是整数，不算错；0.00005万件才算。名称里有“均”“每”的指标（人均、每案）可以是小数。

怎么改：漏写了“万”的补上（2.45万件）；点错了小数点的，核对后写整数。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.quantity import SCALES
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG305"
NAME = "fraction-of-a-count"
SEVERITY = Severity.WARNING
MANY = 1000  # 2.45件 may lack its 万, 9999.5件 hardly
COUNTED = frozenset(
    "人名位户口个件起宗例次场期批轮届项条款类种家处所座栋间份册本部篇幅张枚块辆台套艘架支只头棵株面村"
    "镇乡"
) | {
    "人次", "户次", "场次", "件次", "班次", "批次", "条次", "家次", "车次", "台次", "课次", "人份", "个村",
    "乡镇", "街道", "社区", "部门", "单位", "学校", "企业", "网点",
}  # fmt: skip


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the amounts of things that are counted which give no whole number of them."""
    for amount in report.amounts:
        if "." not in amount.written.text:
            continue  # most are whole as they are written
        counted = amount.quantity.unit in COUNTED and amount.quantity.unit == amount.indicator.unit.text
        if counted and not amount.is_average and not _whole(amount.quantity):
            label, unit = amount.indicator.label.text, amount.quantity.unit
            message = f"{label}写了 {amount.written.text}，按“{unit}”数的应是整数"
            yield amount.finding(CODE, message, _hint(amount.quantity))


def _hint(quantity: Quantity) -> str:
    """Return what to type: the scale that was left out, or fewer decimals where there is one."""
    if quantity.scale:
        return f"“{quantity.scale}”前面的数，小数至多 {SCALES[quantity.scale]} 位：核对后改"
    if quantity.number >= MANY:
        return "点错了小数点的，核对后写整数"
    return f"漏写了“万”的，写 {quantity._replace(scale='万')}；点错了小数点的，核对后写整数"


def _whole(quantity: Quantity) -> bool:
    numbers = [number for number in (quantity.low, quantity.number) if number is not None]
    places = max(-int(number.normalize().as_tuple().exponent) for number in numbers)
    return places <= SCALES[quantity.scale]
