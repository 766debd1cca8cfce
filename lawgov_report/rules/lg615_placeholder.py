"""LG615 placeholder: 报告里不应留有待填的记号。

为什么：起草时留的 XX、待补、TODO 没有填就公开，是最常见的笑话。

错误：

    累计办理案件××件，涉案金额（待补）

正确：

    累计办理案件{{ cases }}，涉案金额{{ amount }}

怎么改：填上内容；还没有数的，在 indicators 下写 待报。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.diagnostics import Severity
from lawgov_report.rules.marks import printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.diagnostics import Diagnostic
    from lawgov_report.rules import Report

CODE = "LG615"
NAME = "placeholder"
SEVERITY = Severity.ERROR
EMPTY = re.compile(
    r"(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[×＊*□■]{2,}|_{2,}|＿{2,}|[?？]{2,}"
    r"|(?<![零〇○一二三四五六七八九])[○〇]{2,}(?![零〇○一二三四五六七八九])"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME|todo|tbd)(?![A-Za-z])"
    r"|[【（(\[［][^【】（）()\[\]［］]{0,6}(?:待[补填核定报查]|此处|待完善)[^【】（）()\[\]［］]{0,10}[】）)\]］]"
    r"|(?<![亟有尚等急期])待(?:补充?|填写?|核实)(?=[。，；、：]|$)"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what was left to be filled in."""
    for text in printed(report):
        for match in EMPTY.finditer(text.masked):
            hint = "填上内容；还没有数的，在 indicators 下写 待报"
            yield text.finding(CODE, *match.span(), f"“{match[0]}”还没有填上内容", hint)
