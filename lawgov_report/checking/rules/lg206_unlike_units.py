"""不同单位的指标不能相加减；比和名次不能计算。

为什么：人和人次、件和起不是一回事，相加没有意义。3:1 与 2:1 相加、第3位 比第5位降了 40%，也没有意义。

错误：

    - detained + fined == punished（49人 + 131人次）
    - ratio * 2 == other（3:1 × 2）
    satisfaction_rank: {label: 满意度排名, unit: 位, threshold: 20%}（数值是 第3位）

正确：

    - detained <= punished
    - ratio == doctors / nurses
    - satisfaction_rank <= 5

单位是 比 的指标（3:1）和写成 第3位 的数值可以比大小，不能进加减乘除，也没有变动界限。

怎么改：改正关系式，或核对指标的单位；比和名次的 threshold 删去。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language import relation
from lawgov_report.language.quantity import RATIO, Kind
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.relation import Formula
    from lawgov_report.models.catalogue import Catalogue

CODE = "LG206"
NAME = "unlike-units"
SEVERITY = Severity.ERROR
LIMITLESS = "没有增减的百分比，不能有变动界限 threshold"
NO_LIMIT = "删去 threshold，或核对指标的单位"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the ranks with which a relation reckons, or whose change it would rate.

    Only the figure shows that it is a rank: 位 also counts people.
    """
    for amount in report.amounts:
        if amount.quantity.kind != Kind.RANK:
            continue
        key = amount.path.split(".")[1]
        for entry in report.catalogue.relations:
            if key in _reckoned(entry.check.relation):
                message = f"{amount} 是名次，不能进加减乘除：{entry.check.relation.text}"
                related = (Related(entry.check.written.place, f"勾稽关系：{entry.check.relation.text}"),)
                yield amount.finding(CODE, message, "改正关系式；名次只能比大小")._replace(related=related)
        if amount.indicator.threshold:
            yield amount.finding(CODE, f"{amount} 是名次，{LIMITLESS}", NO_LIMIT)


def _reckoned(formula: Formula) -> set[str]:
    """Return the keys that a formula adds, subtracts, multiplies or divides, not only compares."""
    sides = [side for side in (formula.left, formula.right) if isinstance(side, relation.Operation)]
    return {key for side in sides for key in relation.keys(side)}


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the relations that add or subtract unlike units or reckon with ratios, and limits of ratios."""
    units = {key: indicator.unit.text for key, indicator in catalogue.indicators.items()}
    for key, indicator in catalogue.indicators.items():
        if indicator.threshold and indicator.unit.text == RATIO:
            written = indicator.threshold
            message = f"{indicator.label.text}的单位是 比，{LIMITLESS}"
            path = f"indicators.{key}.threshold"
            yield Diagnostic(written.place, CODE, message, NO_LIMIT, path=path, quote=written.text)
    for entry in catalogue.relations:
        if not set(entry.check.relation.keys) <= set(units):
            continue
        written = entry.check.written
        ratios = [key for key in _reckoned(entry.check.relation) if units[key] == RATIO]
        unlike = None if ratios else relation.unlike(entry.check.relation, units)
        if ratios:
            label = catalogue.indicators[min(ratios)].label.text
            message = f"{label}的单位是 比，不能进加减乘除"
            hint = "改正关系式；比只能比大小"
            yield Diagnostic(written.place, CODE, message, hint, path=written.path, quote=written.text)
        if unlike:
            message = f"{unlike[0]} 与 {unlike[1]} 单位不同，不能相加减"
            hint = "改正关系式，或核对指标的单位"
            yield Diagnostic(written.place, CODE, message, hint, path=written.path, quote=written.text)
