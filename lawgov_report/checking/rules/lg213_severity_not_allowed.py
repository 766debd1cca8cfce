"""severities 里只能写 LG3 及以后的规则代码。

为什么：读不懂的文件不能降为警告。

错误：

    severities: {LG005: warning}

正确：

    severities: {LG301: warning}

怎么改：删去这一行，或改正代码。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking import rules
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.catalogue import Catalogue

CODE = "LG213"
NAME = "severity-not-allowed"
SEVERITY = Severity.ERROR


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the codes under `severities` that are unknown or cannot be rated."""
    for code, rating in catalogue.severities.items():
        if rules.negotiable(code):
            continue
        message = f"{code} 的严重程度不能改" if code in rules.CODES else f"没有规则 {code}"
        yield Diagnostic(rating.written.place, CODE, message, "只能写 LG3 及以后的规则代码", quote=code)
