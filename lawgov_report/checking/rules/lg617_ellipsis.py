"""省略号是六个小圆点（……），占两个字的位置。

为什么：半角句点、连写的句号和只打一半的省略号都不规范。

错误：

    村（社区）、企业、学校...

正确：

    村（社区）、企业、学校……

怎么改：改为 ……；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG617"
NAME = "ellipsis"
SEVERITY = Severity.WARNING
RIGHT = "……"
RUN = re.compile(r"([.。．·…])\1*")
FEWEST = {".": 3, "。": 2, "．": 2, "·": 3, "…": 1}  # of a mark in a run: what is shorter says something else


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what stands for …… and is not."""
    for text, match in matches(report.printed, RUN):
        if len(match[0]) < FEWEST[match[1]] or match[0] == RIGHT:
            continue
        right = "。" if match[0] == "。。" else RIGHT
        message = f"“{match[0]}”不是规范的标点"
        yield text.quote(*match.span()).finding(CODE, message, f"写成 {right}", mended=right)
