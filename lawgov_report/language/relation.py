"""Relations (勾稽关系) between indicators: a text to a Formula, and whether intervals can satisfy it.

Knows keys, numbers and arithmetic; not where figures come from, nor what a failure is called.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.identifiers import LIKE, stray
from lawgov_report.language.quantity import Interval

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# one token with the blanks before it: a key, a whole number, or a mark of comparison or arithmetic
TOKEN = re.compile(rf"\s*(?:(?P<key>{LIKE})|(?P<number>[0-9]{{1,15}})|(?P<mark>==|<=|>=|[-+*/()]))")
COMPARISONS = ("==", "<=", ">=")
# generous for people; brackets and chains of operators nest calls, and Python allows about 1,000 of them
MAX_LENGTH = 2000
MAX_DEPTH = 50
MAX_OPERATIONS = 100
ANY = Interval(None, None)


class NotAFormula(ValueError):
    """The text is no formula; the message says why, `offset` at which character."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Key(NamedTuple):
    """An indicator's key."""

    name: str


class Number(NamedTuple):
    """A whole number."""

    value: int


class Operation(NamedTuple):
    """left + right, left - right, left * right or left / right."""

    mark: str
    left: Expression
    right: Expression


Expression = Key | Number | Operation


class Formula(NamedTuple):
    """left == right, left <= right or left >= right; `text` is how it is written."""

    text: str
    left: Expression
    comparison: str
    right: Expression

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys named, each once, from left to right."""
        return tuple(dict.fromkeys([*keys(self.left), *keys(self.right)]))


def parse(text: str) -> Formula:
    """Return the formula that `text` writes.

    Raises NotAFormula where the text does not follow the grammar
    `sum (==|<=|>=) sum` over keys, whole numbers, + - * / and brackets.
    """
    if len(text) > MAX_LENGTH:
        message = f"关系式长 {len(text)} 个字符，最多 {MAX_LENGTH} 个"
        raise NotAFormula(message, 0)
    return _Parser(text).formula()


class _Parser:
    """Recursive descent over one text: one method per rule of the grammar."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [*_tokens(text), ("end", "", len(text))]
        self.next = 0
        self.operations = 0

    def formula(self) -> Formula:
        left = self.sum(0)
        comparison = self.take()
        if comparison not in COMPARISONS:
            raise self.error("缺少 ==、<= 或 >=")
        right = self.sum(0)
        if self.tokens[self.next][0] != "end":
            self.next += 1
            raise self.error("关系式到这里应当结束")
        formula = Formula(self.text, left, comparison, right)
        if not formula.keys:
            message = "关系式里没有指标"
            raise NotAFormula(message, 0)
        return formula

    def sum(self, depth: int) -> Expression:
        return self.chain(("+", "-"), self.product, depth)

    def product(self, depth: int) -> Expression:
        return self.chain(("*", "/"), self.atom, depth)

    def chain(self, marks: tuple[str, str], operand: Callable[[int], Expression], depth: int) -> Expression:
        left = operand(depth)
        while self.tokens[self.next][1] in marks:
            self.operations += 1
            if self.operations > MAX_OPERATIONS:
                raise self.error(f"一个关系式最多写 {MAX_OPERATIONS} 个运算符")
            mark, right = self.take(), operand(depth)
            if mark == "/" and right == Number(0):
                raise self.error("不能除以零")
            left = Operation(mark, left, right)
        return left

    def atom(self, depth: int) -> Expression:
        if depth > MAX_DEPTH:
            raise self.error(f"括号嵌套超过 {MAX_DEPTH} 层")
        kind, text, _ = self.tokens[self.next]
        self.next += 1
        if kind == "key":
            return Key(text)
        if kind == "number":
            return Number(int(text))
        if text == "(":
            inner = self.sum(depth + 1)
            if self.take() != ")":
                raise self.error("缺少右括号 )")
            return inner
        raise self.error("这里应当是指标的键、整数或括号")

    def take(self) -> str:
        token = self.tokens[self.next]
        if token[0] != "end":
            self.next += 1
        return token[1]

    def error(self, message: str) -> NotAFormula:
        return NotAFormula(message, self.tokens[max(0, self.next - 1)][2])


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    offset, end = 0, len(text.rstrip())
    while offset < end:
        match = TOKEN.match(text, offset)
        if match is None or match.lastgroup is None:
            raise _strange(text, len(text) - len(text[offset:].lstrip()))
        token, start = match[match.lastgroup], match.start(match.lastgroup)
        if match.lastgroup == "key" and stray(token) < len(token):
            raise _strange(text, start + stray(token))
        yield match.lastgroup, token, start
        offset = match.end()


def _strange(text: str, offset: int) -> NotAFormula:
    """Return the error that no formula has this character."""
    character = text[offset : offset + 1]
    half = unicodedata.normalize("NFKC", character)
    if half != character and half.isascii() and half.isalnum():
        return NotAFormula(f"“{character}”是全角，键和数用半角的“{half.lower()}”", offset)
    return NotAFormula(f"关系式里不能有“{character}”", offset)


def keys(expression: Expression) -> Iterator[str]:
    """Yield the keys of an expression from left to right, as often as they stand there."""
    if isinstance(expression, Operation):
        yield from keys(expression.left)
        yield from keys(expression.right)
    elif isinstance(expression, Key):
        yield expression.name


def reckoned(formula: Formula) -> set[str]:
    """Return the keys that a formula adds, subtracts, multiplies or divides, not only compares."""
    sides = [side for side in (formula.left, formula.right) if isinstance(side, Operation)]
    return {key for side in sides for key in keys(side)}


def unlike(formula: Formula, units: dict[str, str]) -> tuple[str, str] | None:
    """Return the first two unlike units that the formula adds or subtracts, None if there are none.

    A key has its unit from `units`; a number fits any; a ratio of like units has none.
    """
    try:
        _unit(formula.left, units)
        _unit(formula.right, units)
    except _Unlike as error:
        return error.units
    return None


class _Unlike(Exception):
    def __init__(self, left: str, right: str) -> None:
        super().__init__(left, right)
        self.units = (left, right)


def _unit(expression: Expression, units: dict[str, str]) -> str | None:
    """Return the unit of an expression, "" of a plain ratio, None of a number."""
    if isinstance(expression, Number):
        return None
    if isinstance(expression, Key):
        return units[expression.name]
    left, right = _unit(expression.left, units), _unit(expression.right, units)
    if left is None or right is None:
        return right if left is None and expression.mark != "/" else left
    if expression.mark in "+-":
        if left != right:
            raise _Unlike(left, right)
        return left
    if expression.mark == "/":
        return "" if left == right else f"{left}/{right}"
    return f"{left}·{right}"


def value(expression: Expression, figures: Callable[[str], Interval]) -> Interval:
    """Return all values that an expression may have, in base units."""
    if isinstance(expression, Key):
        return figures(expression.name)
    if isinstance(expression, Number):
        return Interval(Fraction(expression.value), Fraction(expression.value))
    left, right = value(expression.left, figures), value(expression.right, figures)
    if expression.mark == "+":
        return _add(left, right)
    if expression.mark == "-":
        return _add(left, _negative(right))
    if expression.mark == "*":
        return _multiply(left, right)
    return _multiply(left, _inverse(right))


def holds(formula: Formula, figures: Callable[[str], Interval]) -> bool:
    """Return False only where no values within the intervals make the formula true."""
    left, right = value(formula.left, figures), value(formula.right, figures)
    if formula.comparison == "<=":
        return _reaches(left, right)
    if formula.comparison == ">=":
        return _reaches(right, left)
    return _reaches(left, right) and _reaches(right, left)


def _reaches(smaller: Interval, larger: Interval) -> bool:
    """Return whether some value of `smaller` is at most some value of `larger`."""
    if smaller.low is None or larger.high is None:
        return True
    if smaller.low == larger.high:
        return not (smaller.low_open or larger.high_open)
    return smaller.low < larger.high


def _add(left: Interval, right: Interval) -> Interval:
    return Interval(
        None if left.low is None or right.low is None else left.low + right.low,
        None if left.high is None or right.high is None else left.high + right.high,
        left.low_open or right.low_open,
        left.high_open or right.high_open,
    )


def _negative(interval: Interval) -> Interval:
    return Interval(
        None if interval.high is None else -interval.high,
        None if interval.low is None else -interval.low,
        interval.high_open,
        interval.low_open,
    )


def _multiply(left: Interval, right: Interval) -> Interval:
    """Return the product of two intervals; one that spans zero gives the closed interval of its corners."""
    # both are turned to zero and above: there low times low is the least product, high times high the most
    if _below_zero(left):
        return _negative(_multiply(_negative(left), right))
    if _below_zero(right):
        return _negative(_multiply(left, _negative(right)))
    if left.low is None or right.low is None or left.low < 0 or right.low < 0:
        return _spread(left, right)
    high = None if left.high is None or right.high is None else left.high * right.high
    return Interval(
        left.low * right.low,
        high,
        _open((left.low, left.low_open), (right.low, right.low_open)),
        _open((left.high, left.high_open), (right.high, right.high_open)),
    )


def _open(left: tuple[Fraction | None, bool], right: tuple[Fraction | None, bool]) -> bool:
    """Return whether the product of two bounds, each with whether it is open, is open itself."""
    if (Fraction(0), False) in {left, right}:
        return False  # where one side can be zero the product can, whatever the other side is
    return left[1] or right[1]


def _below_zero(interval: Interval) -> bool:
    return interval.high is not None and interval.high <= 0 and interval.low != 0


def _spread(left: Interval, right: Interval) -> Interval:
    if left.low is None or left.high is None or right.low is None or right.high is None:
        return ANY
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Interval(min(corners), max(corners))


def _inverse(interval: Interval) -> Interval:
    """Return 1 / interval; all numbers where zero lies inside, since what is divided by zero says nothing."""
    if interval.high is not None and interval.high < 0:
        return _negative(_inverse(_negative(interval)))
    if interval.low is None or interval.low < 0 or interval.high == 0:
        return ANY
    low = None if interval.high is None else 1 / interval.high
    high = None if interval.low == 0 else 1 / interval.low
    return Interval(
        Fraction(0) if low is None else low, high, low is None or interval.high_open, interval.low_open
    )
