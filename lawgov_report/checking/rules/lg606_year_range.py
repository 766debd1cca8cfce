"""起止年份之间用一字线（—）。

为什么：半角连字符、波浪线和汉字“一”都不是起止号；漏了连接号，两个年份会连成八位数。

错误：

    《法治政府建设实施方案（2017-2020年）》

正确：

    《法治政府建设实施方案（2017—2020年）》

怎么改：改为 —；lawgov validate --fix 可以代改。
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

CODE = "LG606"
NAME = "year-range"
SEVERITY = Severity.WARNING
CENTURIES = ("19", "20")
# what may not stand before is looked for behind the first digit: patterns that begin with one are fast
FROM = "(?:1(?<![0-9A-Za-z.-].)9|2(?<![0-9A-Za-z.-].)0)[0-9]{2}"
# 2017-2020年, 2017年-2020年, 2017一2020年 (the numeral), 2017 - 2020年, 20172020年; then without 年
RANGE = re.compile(rf"({FROM}年?)(\s*[-‐‑‒–―~～－一]\s*|—{{2,}}|─+|)((?:19|20)[0-9]{{2}})(?=年)")
BARE = re.compile(rf"({FROM})([-‐‑‒–―~～－])((?:19|20)[0-9]{{2}})(?![0-9年A-Za-z.-])")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield ranges of years that have another mark than — or 至 between them, or none."""
    for pattern in (RANGE, BARE):
        for text, match in matches(report.printed, pattern):
            if not match[2] and match[1].endswith("年"):
                continue
            right = f"{match[1]}—{match[3]}"
            what = f"用了“{match[2]}”" if match[2] else "没有连接号"
            message = f"起止年份“{match[0]}”之间{what}"
            yield text.quote(*match.span()).finding(CODE, message, f"写成 {right}", mended=right)
