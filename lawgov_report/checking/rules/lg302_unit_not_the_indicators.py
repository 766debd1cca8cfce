"""数值的单位应与指标目录里的单位一致。

为什么：单位不同的数无法相加、无法与上年比较；人和人次、件和起混用，是报送时填错行的常见痕迹。

错误：

    mediation_cases: 717起      # 指标目录里的单位是 件

正确：

    mediation_cases: 717件

万、亿不算单位：单位是 元 的指标写 34.19万元 是对的。比写成 3:1，单位是 比；名次写成 第3位，单位是 位。

怎么改：数没有错的，单位改成指标目录里的；填错了行的，移到该填的那一行；统计的单位确实变了的，
改指标目录里的 unit，或另立一个指标。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules import units
from lawgov_report.language.quantity import RATIO, SHARE, Kind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.amounts import Given
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG302"
NAME = "unit-not-the-indicators"
SEVERITY = Severity.ERROR
MONEY, SPOKEN_MONEY = "元", frozenset({"元整", "圆", "圆整", "元人民币", "元（人民币）", "块", "块钱"})
COUNTS = {Kind.AMOUNT, Kind.RANGE}


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the amounts whose unit is not that of their indicator."""
    for amount in report.amounts:
        written, unit = amount.quantity.unit, amount.indicator.unit.text
        if unit == MONEY and written in SPOKEN_MONEY:
            yield _money(amount)
        elif written != unit and not _of_catalogue(report, amount):
            label = amount.indicator.label.text
            message = f"{label}写了 {amount.written.text}，这项指标的单位是“{unit}”，不是“{written}”"
            yield amount.finding(CODE, message, _hint(amount))
        elif unit == RATIO == written and amount.quantity.kind != Kind.RATIO:
            message = f"{amount} 不是比，指标目录里的单位是“{unit}”"
            yield amount.finding(CODE, message, "写两个数，例如 3:1")


def _money(amount: Given) -> Diagnostic:
    """Return the finding of an amount of money whose unit says more than 元: 98.75万元整."""
    right = str(amount.quantity._replace(unit=MONEY))
    message = f"{amount.indicator.label.text}写了 {amount.written.text}，单位只写“{MONEY}”"
    edits = amount.written.edits(0, len(amount.written.text), right)
    return amount.finding(CODE, message, f"写成 {right}")._replace(edits=edits)


def _of_catalogue(report: Report, amount: Given) -> bool:
    """Return whether a relation that LG206 finds would be right with the unit as it is written here."""
    for entry in report.catalogue.relations:
        formula = entry.check.relation
        if amount.key not in formula.keys or not set(formula.keys) <= set(report.catalogue.indicators):
            continue
        listed = units.of(report.catalogue, formula)
        written = {**listed, amount.key: amount.quantity.unit}
        if units.problem(report.catalogue, formula, listed) and not units.problem(
            report.catalogue, formula, written
        ):
            return True
    return False


def _hint(amount: Given) -> str:
    """Return what to type if only the unit is wrong, if the row is, and if the unit has changed."""
    unit, key = amount.indicator.unit.text, amount.key
    counted = amount.quantity.kind in COUNTS and not {unit, amount.quantity.unit} & {RATIO, SHARE}
    right = f"只是单位写错的，改为 {amount.quantity._replace(unit=unit)}；" if counted else ""
    changed = f"统计的单位真的变了的，改 data/indicators.yaml 里 {key} 的 unit，或另立一个指标"
    return f"{right}填错了行的，移到该填的那一行；{changed}"
