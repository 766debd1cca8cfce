"""指标目录里互相指称的键应存在。

为什么：关系式、部门和被替代的指标若写错，核对就落空。

错误：

    - mediation_casse <= total

正确：

    - mediation_cases <= total

怎么改：改正键名，或先登记它。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.identifiers import REST
from lawgov_report.language.spelling import guess
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
                yield _unknown(relation.check.written, key, _indicators(catalogue))
    names = {name.text: key for key, name in catalogue.departments.items()}
    departments = _Known("部门", catalogue.departments, names)
    for indicator in catalogue.indicators.values():
        if indicator.department and indicator.department.text not in catalogue.departments:
            yield _unknown(indicator.department, indicator.department.text, departments)
        if indicator.replaces and indicator.replaces.text not in catalogue.indicators:
            yield _unknown(indicator.replaces, indicator.replaces.text, _indicators(catalogue))


class _Known(NamedTuple):
    """What may be named: what it is, its keys, and the keys by their labels."""

    kind: str
    keys: Iterable[str]
    labels: Mapping[str, str]


def _indicators(catalogue: Catalogue) -> _Known:
    return _Known("指标", catalogue.indicators, catalogue.keys_by_label)


def _unknown(written: Written, key: str, known: _Known) -> Diagnostic:
    # as a word: 调解案件 also stands in 人民调解案件
    word = re.search(f"(?<!{REST}){re.escape(key)}(?!{REST})", written.text)
    start = word.start() if word else 0
    hint = guess(key, known.keys, known.labels).hint or f"改正键名，或先登记这个{known.kind}"
    place = written.at(start, start + len(key))
    return Diagnostic(place, CODE, f"指标目录里没有{known.kind} {key}", hint, path=written.path, quote=key)
