"""The units with which a relation reckons: whether they can be added up at all.

Knows the catalogue and relations; not what any year's figures are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language import relation
from lawgov_report.language.quantity import RATIO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.language.relation import Formula
    from lawgov_report.models.catalogue import Catalogue


def of(catalogue: Catalogue, formula: Formula) -> dict[str, str]:
    """Return the units of the indicators that a formula names, which the catalogue has, by their keys."""
    return {key: catalogue.indicators[key].unit.text for key in formula.keys}


def problem(catalogue: Catalogue, formula: Formula, units: Mapping[str, str]) -> str:
    """Return what is wrong with the units of a formula, "" for nothing."""
    labels = {key: catalogue.indicators[key].label.text for key in formula.keys}
    ratios = sorted(key for key in relation.reckoned(formula) if units[key] == RATIO)
    if ratios:
        return f"{labels[ratios[0]]}的单位是 比，只能比大小，不能进加减乘除"
    unlike = relation.unlike(formula, dict(units))
    if unlike is None:
        return ""
    # a unit that comes of a calculation, such as 元/件, is no indicator's
    named = (
        next((f"{labels[key]}（{unit}）" for key in units if units[key] == unit), unit) for unit in unlike
    )
    return f"{' 与 '.join(named)}单位不同，不能相加减"
