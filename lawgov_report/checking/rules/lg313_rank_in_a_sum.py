"""名次只能比大小，不能计算。

为什么：第3位 与 第5位 相加、第3位 比 第5位 降了 40%，都没有意义。

错误：

    satisfaction_rank: 第3位
    关系式：satisfaction_rank + other_rank <= 10
    satisfaction_rank: {label: 满意度排名, unit: 位, threshold: 20%, …}

正确：

    关系式：satisfaction_rank <= 5

写成 第3位 的数值才是名次；单位同样是 位 的 65位 是人数，照常计算。比（3:1）由 LG206 检查。

怎么改：改正关系式；名次的 threshold 删去。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language import relation
from lawgov_report.language.quantity import RANKED, Kind
from lawgov_report.reading.diagnostics import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG313"
NAME = "rank-in-a-sum"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the ranks with which a relation reckons, or whose change the catalogue limits."""
    reckoned = [
        (entry.check, relation.reckoned(entry.check.relation)) for entry in report.catalogue.relations
    ]
    for amount in report.amounts:
        if amount.quantity.kind != Kind.RANK or amount.indicator.unit.text != RANKED:
            continue  # in a row of another unit it is LG302's business
        for entry, keys in reckoned:
            if amount.key in keys:
                message = f"{amount} 是名次，不能进加减乘除：{entry.relation.text}"
                related = (Related(entry.written.place, f"勾稽关系：{entry.relation.text}"),)
                yield amount.finding(CODE, message, "改正关系式，名次只能比大小")._replace(related=related)
        if amount.indicator.threshold:
            message = f"{amount} 是名次，没有增减的百分比，不能有变动界限 threshold"
            yield amount.finding(CODE, message, "在指标目录里删去 threshold")
