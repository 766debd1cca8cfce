"""各项数值应满足勾稽关系。

为什么：同一份报告里的数互相矛盾，公开后最容易被指出：
调解成功率 95%以上，而 717 件中成功 680 件，只有 94.84%。
只在怎样取整都说不通时才报告。

错误：

    mediation_cases: 717件
    mediation_succeeded: 680件
    mediation_success_rate: 95%以上

正确：

    mediation_cases: 717件
    mediation_succeeded: 680件
    mediation_success_rate: 94.84%

怎么改：这几个数里至少有一个错了，逐个核对，改正错的；确与已公开文本一致的，写一条豁免并说明理由。
豁免的 quote 照关系式的次序写全各项数值，用顿号隔开，任何一项改了都要重新核对：

    - code: LG301
      at: indicators.mediation_success_rate
      quote: 95%以上、680件、717件
      reason: 与公开文本一致，原文如此
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules import units
from lawgov_report.language import relation
from lawgov_report.language.numerals import chinese
from lawgov_report.language.quantity import RATIO, SHARE, Kind, interval
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.quantity import Interval, Quantity
    from lawgov_report.language.relation import Expression
    from lawgov_report.models import catalogue
    from lawgov_report.reading.diagnostics import Written

CODE = "LG301"
NAME = "relation-fails"
SEVERITY = Severity.ERROR
WORDS = {"==": "应等于", "<=": "应不大于", ">=": "应不小于"}
SIGNS = {"+": " + ", "-": " - ", "*": " × ", "/": " ÷ "}
SCALES = ((10**8, "亿"), (10**4, "万"))


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the relations that no values within the figures' intervals make true.

    A relation applies to a year that has a figure, not owed, for each of its keys. One that reckons with
    unlike units or ranks says nothing of the figures: that it does is another rule's finding.
    """
    for entry in report.catalogue.relations:
        formula = entry.check.relation
        amounts = _amounts(report, formula.keys)
        intervals = {key: interval(amount) for key, amount in amounts.items()}
        if not amounts or relation.holds(formula, intervals.__getitem__):
            continue
        ranked = any(amounts[key].kind == Kind.RANK for key in relation.reckoned(formula))
        if not ranked and not units.problem(report.catalogue, formula, units.of(report.catalogue, formula)):
            yield _failure(report, entry, amounts)


def _amounts(report: Report, keys: tuple[str, ...]) -> dict[str, Quantity]:
    """Return the amounts of these keys, none where one of them has no figure or an owed one."""
    amounts: dict[str, Quantity] = {}
    for key in keys:
        figure = report.year.indicators.get(key)
        if figure is None or figure.value.quantity is None or key not in report.catalogue.indicators:
            return {}
        amounts[key] = figure.value.quantity
    return amounts


def _failure(report: Report, entry: catalogue.Relation, amounts: dict[str, Quantity]) -> Diagnostic:
    parsed = entry.check.relation
    words = _Wording(report, amounts)
    left, right = words.side(parsed.left, parsed.right), words.side(parsed.right, parsed.left)
    message = f"{words.suspects(parsed.keys)}：{left} {WORDS[parsed.comparison]} {right}"
    related = [Related(_written(report, key).place, words.figure(key)) for key in parsed.keys]
    related.append(Related(entry.check.written.place, f"勾稽关系：{parsed.text}"))
    note = f"{entry.note.text}；" if entry.note else ""
    first = parsed.keys[0]
    place = _written(report, first).place
    path = f"indicators.{first}"
    quote = "、".join(_written(report, key).text for key in parsed.keys)  # a waiver pins all of them
    checked = "核对这个数" if len(parsed.keys) == 1 else "逐个核对，改正错的那个"
    hint = f"{note}{checked}；确与已公开文本一致的，写一条豁免并说明理由，quote 写 {quote}"
    severity = entry.severity.severity if entry.severity else None
    return Diagnostic(place, CODE, message, hint, tuple(related), path, quote, severity)


def _written(report: Report, key: str) -> Written:
    return report.year.indicators[key].value.written


class _Wording(NamedTuple):
    """Expressions as a message words them: figures with their lines, labels, and what these come to."""

    report: Report
    amounts: dict[str, Quantity]

    def suspects(self, keys: tuple[str, ...]) -> str:
        """Return that one of the figures is wrong, each with its value and its line."""
        lines = {key: _written(self.report, key).place.line for key in keys}
        named = "、".join(f"{self.figure(key)}（第 {line} 行）" for key, line in lines.items())
        if len(keys) == 1:
            return f"{named}这个数不对"
        count = "两" if len(keys) == 2 else chinese(len(keys))  # noqa: PLR2004 nobody says 二个数
        return f"{named}这{count}个数至少有一个错了"

    def figure(self, key: str) -> str:
        return f"{self.report.catalogue.indicators[key].label.text} {_written(self.report, key).text}"

    def side(self, expression: Expression, other: Expression) -> str:
        """Return one side of a relation; a calculation with its result in the unit of the sides."""
        if not isinstance(expression, relation.Operation):
            return self.expression(expression)
        result = relation.value(expression, lambda key: interval(self.amounts[key]))
        # the other side has the unit of both, unless it is a number
        first = next(iter((*relation.keys(other), *relation.keys(expression))))
        return f"{self.expression(expression)}（{_result(result, self.amounts[first].unit)}）"

    def expression(self, expression: Expression) -> str:
        if isinstance(expression, relation.Key):
            return self.report.catalogue.indicators[expression.name].label.text
        if isinstance(expression, relation.Number):
            return str(expression.value)
        return SIGNS[expression.mark].join(
            self.operand(side, expression.mark) for side in (expression.left, expression.right)
        )

    # a + b within a product needs its brackets back: parsing has taken them away
    def operand(self, expression: Expression, mark: str) -> str:
        words = self.expression(expression)
        loose = isinstance(expression, relation.Operation) and expression.mark in "+-" and mark in "*/"
        return f"（{words}）" if loose else words


def _result(result: Interval, unit: str) -> str:
    low, high = (None if bound is None else _number(bound, unit) for bound in (result.low, result.high))
    if low is not None and low == high:
        return f"= {low}"
    if low is not None and high is not None:
        return f"在 {low} 与 {high} 之间"
    return f"不小于 {low}" if low is not None else f"不大于 {high}"


def _number(value: Fraction, unit: str) -> str:
    """Return a value in base units as people write it, with at most four decimals (two for %)."""
    if unit == SHARE:
        return f"{_rounded(value * 100, 2)}%"
    if unit == RATIO:
        return f"{_rounded(value, 4)}:1"
    for factor, scale in SCALES:
        if abs(value) >= factor:
            return f"{_rounded(value / factor, 4)}{scale}{unit}"
    return f"{_rounded(value, 4)}{unit}"


def _rounded(value: Fraction, places: int) -> str:
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):.{places}f}"
    return text.rstrip("0").rstrip(".")
