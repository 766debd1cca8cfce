"""待报的数值应在成文前补齐。

为什么：待报会印成【待报】，不能公开。

错误：

    mediation_cases: 待报

正确：

    mediation_cases: 717件

怎么改：向报送部门要数；编草稿时用 lawgov build --draft。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.quantity import OWED
from lawgov_report.models.catalogue import NOBODY
from lawgov_report.reading.diagnostics import CountedAs, Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG207"
NAME = "owed"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the figures that are owed, each with the department that owes it."""
    for key, figure in report.year.indicators.items():
        if figure.value.quantity is not None or key not in report.catalogue.indicators:
            continue
        indicator = report.catalogue.indicators[key]
        owing = report.catalogue.reporting(key)
        hint = "向报送部门要数" if owing == NOBODY else f"由{owing}报送"
        written = figure.value.written
        message = f"{indicator.label.text}（{key}）还没有数"
        counted = CountedAs(OWED, owing, f"逐项列出：lawgov indicators --owed {report.year.year}")
        yield Diagnostic(
            written.place,
            CODE,
            message,
            hint,
            path=f"indicators.{key}",
            quote=written.text,
            counted=counted,
        )
