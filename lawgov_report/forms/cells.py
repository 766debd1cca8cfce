"""What the cells of a form reckon: formulas of Excel for numbers as they are typed, checks and hints.

Knows the columns of a form and Excel's functions; not how cells look. All functions are those that Excel
2010, WPS and LibreOffice share, so that no form shows #NAME?.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.forms.sheet import LAST, NONE_SUCH, NOTE, NUMBER, THRESHOLD, UNIT, VALUE
from lawgov_report.language import quantity, relation
from lawgov_report.language.quantity import OWED, SHARE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lawgov_report.forms.sheet import Line
    from lawgov_report.language.relation import Expression, Formula

COMPARED = {"==": "应等于", "<=": "应不大于", ">=": "应不小于"}
HOLDS = "✓"
OFF = "差 "
APPROXIMATE = "有概数，收回后核对"
# Half of the last digit of a share in whole percent: 94.84 % is filled in as 95
HALF_A_PERCENT = "0.005"
NEARLY_NOTHING = "0.0000001"  # what is left of sums of decimals in binary


class Sums(NamedTuple):
    """The rows of a form's indicators by their keys, and the indicators."""

    rows: Mapping[str, int]
    lines: Mapping[str, Line]


def number(row: int) -> str:
    """Return the formula for the number that a row's value comes to in its unit, "" where it comes to none.

    2.45万件 is 24500, and 0.95 is 95 where it is shown as a percentage, as one that was pasted is. What Excel
    would take for a date or a time (3-5, 3:1) is no number here.
    """
    value = f"{VALUE}{row}"
    plain = f'SUBSTITUTE({value},{UNIT}{row},"")'
    scaled = f'SUBSTITUTE(SUBSTITUTE({plain},"万","E4"),"亿","E8")'
    dated = f'COUNT(FIND({{"-","/",":","年","月"}},{value}))>0'
    shown = f'{value}*IF(LEFT(CELL("format",{value}))="P",100,1)'
    return f'=IF(ISNUMBER({value}),{shown},IF({dated},"",IFERROR(VALUE({scaled}),"")))'


def last(line: Line) -> Decimal | None:
    """Return last year's value as a number in its unit, None where it is none, or of another unit."""
    parsed = quantity.parse(line.before)
    if parsed is None or parsed.unit != line.unit or parsed.kind is not quantity.Kind.AMOUNT:
        return None
    number = quantity.base(parsed) * (100 if parsed.unit == SHARE else 1)
    return quantity.decimal(number)


def limit(line: Line) -> Decimal:
    """Return the threshold as a part of one."""
    return Decimal(line.limit.removesuffix("%")) / 100


def is_quantity(row: int) -> str:
    """Return the condition that a cell holds a number, a text with its unit, or a word in place of one."""
    value = f"{VALUE}{row}"
    scaled = f'SUBSTITUTE(SUBSTITUTE({value},"万","E4"),"亿","E8")'
    with_unit = f"ISNUMBER(FIND({UNIT}{row},{value}))"
    return f"OR({_words(value)},ISNUMBER({value}),{with_unit},ISNUMBER(VALUE({scaled})))"


def is_share(row: int) -> str:
    """Return the condition that a cell holds a share from 0 to 100, or a word in place of one."""
    value = f"{VALUE}{row}"
    number = f'VALUE(SUBSTITUTE({value},"%",""))'
    within = f"AND({number}>=0,{number}<=100)"
    # 95%以上 is no number for Excel; whether it is a share is seen when the form comes back
    return f'OR({_words(value)},IFERROR({within},ISNUMBER(FIND("%",{value}))))'


def _words(value: str) -> str:
    return f'{value}="{OWED}",{value}="{NONE_SUCH}"'


def is_far_off(row: int) -> str:
    """Return the condition that a number is further from last year's than the threshold."""
    now, before, threshold = f"${NUMBER}{row}", f"${LAST}{row}", f"${THRESHOLD}{row}"
    return f"AND(ISNUMBER({now}),ISNUMBER({before}),ABS({now}-{before})>{threshold}*ABS({before}))"


def is_unexplained(row: int) -> str:
    """Return the condition that such a number has no remark."""
    return f"AND({is_far_off(row)},LEN(${NOTE}{row})=0)"


def results(first: int, count: int) -> tuple[str, str]:
    """Return where the results of so many checks stand, and the first of them."""
    return f"{VALUE}{first}:{VALUE}{first + count - 1}", f"{VALUE}{first}"


def words(formula: Formula, sums: Sums) -> tuple[str, str]:
    """Return both sides of a relation in words, with labels for keys; the second says what must hold."""

    def label(key: str) -> str:
        return sums.lines[key].label

    left, right = (_expression(side, label, PRINTED) for side in (formula.left, formula.right))
    return left, f"{COMPARED[formula.comparison]} {right}"


def check(formula: Formula, sums: Sums) -> str:
    """Return the formula for whether a relation holds: ✓, or what is missing; "" while numbers lack."""

    def cell(key: str) -> str:
        number = f"{NUMBER}{sums.rows[key]}"
        return f"({number}/100)" if sums.lines[key].unit == SHARE else number

    left, right = (_expression(side, cell, RECKONED) for side in (formula.left, formula.right))
    rows = [sums.rows[key] for key in formula.keys]
    shares = any(sums.lines[key].unit == SHARE for key in formula.keys)
    result = _result(f"({left})-({right})", formula.comparison, shares=shares)
    texts = "&".join(f"{VALUE}{row}" for row in rows)
    rounded = f'IF(COUNT(FIND({{"万","亿"}},{texts}))>0,"{APPROXIMATE}",{result})'
    numbers = ",".join(f"{NUMBER}{row}" for row in rows)
    return f'=IF(COUNT({numbers})<{len(rows)},"",IFERROR({rounded},""))'


def _result(difference: str, comparison: str, *, shares: bool) -> str:
    slack = HALF_A_PERCENT if shares else NEARLY_NOTHING
    holds = {
        "==": f"ABS({difference})<={slack}",
        "<=": f"{difference}<={slack}",
        ">=": f"{difference}>=-{slack}",
    }
    shown = f'ROUND(100*({difference}),2)&"个百分点"' if shares else f"ROUND({difference},6)"
    return f'IF({holds[comparison]},"{HOLDS}","{OFF}"&{shown})'


class Notation(NamedTuple):
    """How expressions are written: the signs, and the brackets."""

    signs: Mapping[str, str]
    opening: str
    closing: str


PRINTED = Notation({"+": " + ", "-": " − ", "*": " × ", "/": " ÷ "}, "（", "）")
RECKONED = Notation({mark: mark for mark in "+-*/"}, "(", ")")


def _expression(expression: Expression, operand: Callable[[str], str], notation: Notation) -> str:
    """Return an expression as it is written, with what `operand` says for a key."""
    if isinstance(expression, relation.Key):
        return operand(expression.name)
    if isinstance(expression, relation.Number):
        return str(expression.value)
    left, right = (_expression(side, operand, notation) for side in (expression.left, expression.right))
    # brackets where parsing has taken them away: around a sum in a product, and around what stands on the
    # right unless it binds closer
    if _is_sum(expression.left) and expression.mark in "*/":
        left = f"{notation.opening}{left}{notation.closing}"
    if _is_sum(expression.right) or (expression.mark in "*/" and _is_product(expression.right)):
        right = f"{notation.opening}{right}{notation.closing}"
    return f"{left}{notation.signs[expression.mark]}{right}"


def _is_sum(inner: Expression) -> bool:
    return isinstance(inner, relation.Operation) and inner.mark in "+-"


def _is_product(inner: Expression) -> bool:
    return isinstance(inner, relation.Operation) and inner.mark in "*/"
