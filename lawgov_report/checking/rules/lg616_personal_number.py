"""公开的报告里不应有身份证号和手机号。

为什么：报告要向社会公开，个人信息一经公开收不回来。

错误：

    联系人张三，手机13800138000

正确：

    联系人张三，电话见内部通讯录

怎么改：删去号码。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG616"
NAME = "personal-number"
SEVERITY = Severity.ERROR
LONG = re.compile("[0-9][0-9 -]{10}")  # so many digits each of them has, with what may stand between
# GB 11643-1999: six digits of the place, the day of birth, three digits, the check digit
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
# eleven digits from 13 to 19, whole or as 138 1234 5678, with or without +86
MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:[+]?86[ -]?)?1[3-9][0-9](?P<gap>[ -]?)[0-9]{4}(?P=gap)[0-9]{4}(?![0-9A-Za-z])"
)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield ID card numbers whose check digit is right, and mobile numbers; also within {{ "…" }}."""
    for text in report.printed:
        if LONG.search(text.written.text) is None:
            continue
        for pattern, what in ((IDENTITY, "身份证号"), (MOBILE, "手机号")):
            for match in pattern.finditer(text.written.text):
                if pattern is MOBILE or _valid(match[0]):
                    shown = f"{match[0][:3]}…{match[0][-2:]}"
                    hint = "删去；报告要公开，个人信息不写进正文"
                    yield text.quote(*match.span()).finding(CODE, f"这里有{what} {shown}", hint)


def _valid(number: str) -> bool:
    """Return whether the last digit is the check digit of GB 11643-1999."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11] == number[-1].upper()
