"""不同单位的指标不能相加减。

为什么：人和人次、件和起不是一回事，相加没有意义。

错误：

    - detained + fined == punished（49人 + 131人次）

正确：

    - detained <= punished

怎么改：改正关系式，或核对指标的单位。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language import relation
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.catalogue import Catalogue

CODE = "LG206"
NAME = "unlike-units"
SEVERITY = Severity.ERROR


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the relations that add or subtract unlike units."""
    units = {key: indicator.unit.text for key, indicator in catalogue.indicators.items()}
    for entry in catalogue.relations:
        if not set(entry.check.relation.keys) <= set(units):
            continue
        unlike = relation.unlike(entry.check.relation, units)
        if unlike:
            written = entry.check.written
            message = f"{unlike[0]} 与 {unlike[1]} 单位不同，不能相加减"
            hint = "改正关系式，或核对指标的单位"
            yield Diagnostic(written.place, CODE, message, hint, path=written.path, quote=written.text)
