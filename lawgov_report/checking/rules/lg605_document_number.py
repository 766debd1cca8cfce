"""发文字号里的年份用六角括号〔〕，写全四位，顺序号前不加“第”和“0”。

为什么：这是公文格式国家标准的规定，用其他括号的字号检索不到。

错误：

    青政办（2016）214号、青政办〔2016〕第014号

正确：

    青政办〔2016〕214号、青政办〔2016〕14号

怎么改：改为〔〕；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import HAN
from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG605"
NAME = "document-number"
SEVERITY = Severity.WARNING
# behind a letter, 〔2016〕214号 in brackets of any kind, with a year of two digits, 第, a blank or zeros
NUMBER = re.compile(
    f"(?<=[{HAN}])[（(［[【〔](?P<year>[0-9]{{2}}|[0-9]{{4}})[）)］\\]】〕]"
    " ?第?0*(?P<number>[1-9][0-9]*)(?=号)"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield document numbers that are not written 〔2016〕214号."""
    for text, match in matches(report.printed, NUMBER, "号"):
        year = match["year"]
        right = f"〔{year if len(year) > len('16') else f'20{year}'}〕{match['number']}"
        if match[0] != right:
            message = f"发文字号“{match[0]}号”的写法不合公文格式"
            yield text.quote(*match.span()).finding(CODE, message, f"写成 {right}号", mended=right)
