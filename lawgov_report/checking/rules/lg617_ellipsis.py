"""省略号是六个小圆点（……），占两个字的位置。

为什么：半角句点、连写的句号和只打一半的省略号都不规范。

错误：

    村（社区）、企业、学校...

正确：

    村（社区）、企业、学校……

怎么改：改为 ……；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.rare import Rare
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG617"
NAME = "ellipsis"
SEVERITY = Severity.WARNING
DOTS = Rare("[.]{3,}|。{2,}|．{2,}|·{3,}|(?<!…)(?:…|…{3,})(?!…)", "...", "。。", "．．", "···", "…")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what stands for …… and is not."""
    for text in DOTS.within(report):
        for match in DOTS.finditer(text.masked):
            right = "。" if match[0] == "。。" else "……"
            message = f"“{match[0]}”不是规范的标点"
            yield text.finding(CODE, *match.span(), message, f"写成 {right}", mended=right)
