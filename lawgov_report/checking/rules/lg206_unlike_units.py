"""不同单位的指标不能相加减，比不能计算。

为什么：人和人次、件和起不是一回事，相加没有意义；3:1 与 2:1 相加也没有意义。

错误：

    - detained + fined == punished（49人 + 131人次）
    - ratio * 2 == other（3:1 × 2）

正确：

    - detained <= punished
    - ratio == doctors / nurses

单位是 比 的指标（3:1）可以比大小，不能进加减乘除，也没有变动界限 threshold。名次由 LG313 检查。

怎么改：改正关系式，或核对指标的单位；比的 threshold 删去。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules import units
from lawgov_report.language.quantity import RATIO
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.catalogue import Catalogue

CODE = "LG206"
NAME = "unlike-units"
SEVERITY = Severity.ERROR


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the relations that add unlike units or reckon with ratios, and the limits of ratios."""
    for entry in catalogue.relations:
        if not set(entry.check.relation.keys) <= set(catalogue.indicators):
            continue
        written = entry.check.written
        formula = entry.check.relation
        problem = units.problem(catalogue, formula, units.of(catalogue, formula))
        if problem:
            hint = "关系式写错了的，改正；是指标的单位（unit）写错了的，改单位"
            yield Diagnostic(written.place, CODE, problem, hint, path=written.path, quote=written.text)
    yield from _limits(catalogue)


def _limits(catalogue: Catalogue) -> Iterator[Diagnostic]:
    for key, indicator in catalogue.indicators.items():
        written = indicator.threshold
        if written and indicator.unit.text == RATIO:
            message = f"{indicator.label.text}的单位是 比，没有增减的百分比，不能有变动界限 threshold"
            path = f"indicators.{key}.threshold"
            yield Diagnostic(written.place, CODE, message, "删去 threshold", path=path, quote=written.text)
