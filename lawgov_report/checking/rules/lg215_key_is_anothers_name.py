"""键不能是另一个指标或部门的名称。

为什么：在引用、数值和命令里写这几个字，会用到键是它的那一个，写的人想的却可能是名称是它的那一个。

错误：

    调解案件: {label: 人民调解案件, …}
    人民调解案件: {label: 人民调解组织调处矛盾纠纷, …}

正确：

    行业调解案件: {label: 行业性、专业性调解案件, …}
    人民调解案件: {label: 人民调解组织调处矛盾纠纷, …}

键与自己的名称相同，是可以的。

怎么改：改名称或改键。键已在各年用了的，改名称。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.reading.diagnostics import Written

CODE = "LG215"
NAME = "key-is-anothers-name"
SEVERITY = Severity.ERROR


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the labels of indicators and the names of departments that are keys of others."""
    yield from _found({key: indicator.label for key, indicator in catalogue.indicators.items()}, "指标")
    yield from _found(catalogue.departments, "部门")


def _found(labels: Mapping[str, Written], kind: str) -> Iterator[Diagnostic]:
    for key, label in labels.items():
        if label.text in labels and label.text != key:
            message = f"{key} 的名称 {label.text} 是另一个{kind}的键"
            yield Diagnostic(
                label.place, CODE, message, "改名称，或改那个键", path=label.path, quote=label.text
            )
