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
from lawgov_report.reading.diagnostics import Counted, Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG207"
NAME = "owed"
SEVERITY = Severity.WARNING
NOBODY = "未指定部门"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the figures that are owed, each with the department that owes it."""
    for key, figure in report.year.indicators.items():
        if figure.value.quantity is not None or key not in report.catalogue.indicators:
            continue
        indicator = report.catalogue.indicators[key]
        department = indicator.department.text if indicator.department else ""
        owing = report.catalogue.departments.get(department)
        hint = f"由{owing.text}报送" if owing else "向报送部门要数"
        written = figure.value.written
        message = f"{indicator.label.text}（{key}）还没有数"
        counted = Counted(OWED, owing.text if owing else NOBODY)
        yield Diagnostic(
            written.place,
            CODE,
            message,
            hint,
            path=f"indicators.{key}",
            quote=written.text,
            counted=counted,
        )
