"""指标目录里互相指称的键应存在。

为什么：关系式、部门和被替代的指标若写错，核对就落空。

错误：

    - mediation_casse <= total

正确：

    - mediation_cases <= total

怎么改：改正键名，或先登记它。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Severity
from lawgov_report.report.assemble import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.reading.diagnostics import Written

CODE = "LG205"
NAME = "unknown-in-catalogue"
SEVERITY = Severity.ERROR


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the keys that relations, departments and `replaces` name in vain."""
    for relation in catalogue.relations:
        for key in relation.check.relation.keys:
            if key not in catalogue.indicators:
                yield _unknown(relation.check.written, key, "指标", catalogue.indicators)
    for indicator in catalogue.indicators.values():
        if indicator.department and indicator.department.text not in catalogue.departments:
            yield _unknown(indicator.department, indicator.department.text, "部门", catalogue.departments)
        if indicator.replaces and indicator.replaces.text not in catalogue.indicators:
            yield _unknown(indicator.replaces, indicator.replaces.text, "指标", catalogue.indicators)


def _unknown(written: Written, key: str, kind: str, known: Iterable[str]) -> Diagnostic:
    start = max(written.text.find(key), 0)
    near = meant(key, known)
    hint = f"应为 {near}" if near else f"改正键名，或先登记这个{kind}"
    place = written.at(start, start + len(key))
    return Diagnostic(place, CODE, f"指标目录里没有{kind} {key}", hint, path=written.path, quote=key)
