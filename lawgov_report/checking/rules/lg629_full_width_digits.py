"""数字和字母用半角。

为什么：全角的数字比半角宽一倍，检索时也当成另一个字。

错误：

    ２０２０年，依托ＡＰＰ学习

正确：

    2020年，依托APP学习

怎么改：改为半角；lawgov validate --fix 可以代改。
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

CODE = "LG629"
NAME = "full-width-digits"
SEVERITY = Severity.WARNING
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+(?:．[０-９]+)?")
OFFSET = ord("０") - ord("0")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield runs of full-width digits and letters."""
    for text, match in matches(report.printed, WIDE):
        right = "".join(chr(ord(character) - OFFSET) for character in match[0])
        yield text.quote(*match.span()).finding(CODE, f"“{match[0]}”是全角", f"写成 {right}", mended=right)
