"""Relations: what is one, which units it may mix, and when it fails."""

from __future__ import annotations

from fractions import Fraction
from operator import add, eq, ge, le, mul, sub, truediv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import relation
from lawgov_report.language.quantity import Interval
from lawgov_report.language.relation import Expression, Formula, Key, NotAFormula, Number, Operation

F = Fraction
OPERATORS = {"+": add, "-": sub, "*": mul, "/": truediv}
COMPARISONS = {"==": eq, "<=": le, ">=": ge}

FIGURES = st.dictionaries(
    st.sampled_from(["a", "案件", "b成功2"]),
    st.fractions(min_value=-50, max_value=50, max_denominator=20),
    min_size=3,
    max_size=3,
)


def operations(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    """Draw operations on what `inner` draws, but no division by a written 0: the grammar has none."""
    drawn = st.builds(Operation, st.sampled_from("+-*/"), inner, inner)
    return drawn.filter(lambda operation: operation.mark != "/" or operation.right != Number(0))


LEAVES: st.SearchStrategy[Expression] = st.sampled_from([Key("a"), Key("案件"), Key("b成功2")]) | st.builds(
    Number, st.integers(0, 99)
)
EXPRESSIONS = st.recursive(LEAVES, operations, max_leaves=12)


def spelled(expression: Expression) -> str:
    if isinstance(expression, Operation):
        return f"({spelled(expression.left)} {expression.mark} {spelled(expression.right)})"
    return expression.name if isinstance(expression, Key) else str(expression.value)


def exact(expression: Expression, figures: dict[str, Fraction]) -> Fraction:
    if isinstance(expression, Operation):
        sides = exact(expression.left, figures), exact(expression.right, figures)
        return F(OPERATORS[expression.mark](*sides))
    return figures[expression.name] if isinstance(expression, Key) else F(expression.value)


def verdict(text: str, **figures: Interval) -> bool:
    return relation.holds(relation.parse(text), figures.__getitem__)


def exactly(number: int | Fraction) -> Interval:
    return Interval(F(number), F(number))


@given(EXPRESSIONS, st.sampled_from(sorted(COMPARISONS)), EXPRESSIONS)
def test_a_relation_reads_back_as_it_is_spelled(left: Expression, comparison: str, right: Expression) -> None:
    formula = Formula(f"{spelled(left)} {comparison} {spelled(right)}", left, comparison, right)
    if formula.keys:
        assert relation.parse(formula.text) == formula


@given(EXPRESSIONS, st.sampled_from(sorted(COMPARISONS)), EXPRESSIONS, FIGURES)
def test_the_verdict_on_exact_numbers_is_that_of_fractions(
    left: Expression, comparison: str, right: Expression, figures: dict[str, Fraction]
) -> None:
    formula = Formula("", left, comparison, right)
    points = {key: exactly(number) for key, number in figures.items()}
    try:
        expected = COMPARISONS[comparison](exact(left, figures), exact(right, figures))
    except ZeroDivisionError:
        assert relation.holds(formula, points.__getitem__) in {True, False}
    else:
        assert relation.holds(formula, points.__getitem__) == expected


@st.composite
def around(draw: st.DrawFn, number: Fraction) -> Interval:
    """An interval that holds `number`, open or without an end here and there."""
    below, above = draw(st.integers(0, 9)), draw(st.integers(0, 9))
    low = None if draw(st.booleans()) else number - below
    high = None if draw(st.booleans()) else number + above
    return Interval(low, high, bool(below) and draw(st.booleans()), bool(above) and draw(st.booleans()))


@given(EXPRESSIONS, st.sampled_from(sorted(COMPARISONS)), EXPRESSIONS, FIGURES, st.data())
def test_a_relation_never_fails_that_numbers_within_the_intervals_make_true(
    left: Expression, comparison: str, right: Expression, figures: dict[str, Fraction], data: st.DataObject
) -> None:
    bounds = {key: data.draw(around(number)) for key, number in figures.items()}
    try:
        true = COMPARISONS[comparison](exact(left, figures), exact(right, figures))
    except ZeroDivisionError:
        return
    possible = relation.holds(Formula("", left, comparison, right), bounds.__getitem__)
    assert possible or not true


@given(st.text() | st.text(alphabet="ab12()+-*/=<> _９＋", max_size=60))
def test_parsing_gives_a_relation_or_says_why_not_within_the_text(text: str) -> None:
    found: Formula | NotAFormula
    try:
        found = relation.parse(text)
    except NotAFormula as error:
        found = error
    if isinstance(found, NotAFormula):
        assert 0 <= found.offset <= len(text)
        assert str(found)
    else:
        assert found.keys


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("a", 0),
        ("a = b", 2),
        ("a == b / 0", 9),
        ("a === b", 4),
        ("a ＋ b == c", 2),
        ("a == b == c", 7),
        ("a == ", 5),
        ("== a", 0),
        ("(a == b", 3),
        ("a == b)", 6),
        ("a b == c", 2),
        ("a == 1.5", 6),
        ("a < b", 2),
        ("a != b", 2),
        ("A == b", 0),
        ("a == b ** 2", 8),
        ("a == -b", 5),
        ("1 == 2", 0),
        ("a == 1234567890123456", 20),
        ("__import__ == a", 0),
    ],
)
def test_what_is_no_relation_is_told_at_its_place(text: str, offset: int) -> None:
    with pytest.raises(NotAFormula) as raised:
        relation.parse(text)
    assert raised.value.offset == offset


@pytest.mark.parametrize(
    "text",
    [
        "a == " + "(" * 60 + "b" + ")" * 60,
        "a == b" + " + b" * 200,
        "a == b" + " " * 3000,
        "(" * 46 + "a" + ("+1" * 20 + ")") * 46 + "==a",
        "(" * 100_000,
    ],
)
def test_a_relation_too_long_or_too_deep_is_none(text: str) -> None:
    with pytest.raises(NotAFormula):
        relation.parse(text)


def test_the_longest_relations_allowed_are_judged_within_the_stack() -> None:
    brackets, chain = "a == " + "(" * 50 + "b" + ")" * 50, "a == b" + " + b" * 100
    for text in (brackets, chain, "a==" + "a*(" * 50 + "b" + ")" * 50):
        found = relation.parse(text)
        relation.holds(found, lambda _: exactly(0))
        assert set(found.keys) == {"a", "b"}
        assert relation.unlike(found, {"a": "件", "b": "件"}) is None or "*" in text


def test_times_and_division_bind_closer_than_plus_and_minus_and_go_from_the_left() -> None:
    assert verdict("a == 2 + 3 * 4 - 8 / 4 / 2", a=exactly(13))
    assert verdict("a == 10 - 3 - 2", a=exactly(5))
    assert verdict("a == 2 * (3 + 4)", a=exactly(14))


def test_the_published_success_rate_fails_and_two_more_cases_would_make_it_right() -> None:
    share = Interval(F(95, 100), None)
    assert not verdict("rate == done / cases", rate=share, done=exactly(680), cases=exactly(717))
    assert verdict("rate == done / cases", rate=share, done=exactly(682), cases=exactly(717))
    rounded = Interval(F(945, 1000), F(955, 1000))
    assert verdict("rate == done / cases", rate=rounded, done=exactly(680), cases=exactly(717))


def test_open_ends_do_not_touch() -> None:
    more, exact_ = Interval(F(100), None, low_open=True), exactly(100)
    assert not verdict("a <= b", a=more, b=exact_)
    assert verdict("a >= b", a=more, b=exact_)
    assert not verdict("a == b", a=more, b=exact_)
    assert verdict("a == b", a=Interval(F(100), None), b=exact_)


def test_nothing_times_more_than_a_hundred_is_nothing() -> None:
    assert verdict("a * b == c", a=exactly(0), b=Interval(F(100), None, low_open=True), c=exactly(0))


def test_a_negative_factor_turns_a_bound_round() -> None:
    at_least = Interval(F(100), None)
    assert not verdict("a * (0 - 2) == c", a=at_least, c=exactly(-199))
    assert verdict("a * (0 - 2) == c", a=at_least, c=exactly(-200))
    assert not verdict("(0 - 2) * a >= c", a=at_least, c=exactly(0))


def test_a_part_of_nothing_says_nothing() -> None:
    assert verdict("a == b / c", a=exactly(1), b=exactly(0), c=exactly(0))
    assert verdict("a == b / c", a=exactly(5), b=exactly(3), c=Interval(F(0), F(10)))


@pytest.mark.parametrize(
    ("text", "unlike"),
    [
        ("a + b == c", ("件", "人")),
        ("a <= b", None),
        ("a + a2 == c", None),
        ("rate == a / a2", None),
        ("a + 5 == c", None),
        ("5 * a + a2 == c", None),
        ("a / b + a2 == c", ("件/人", "件")),
        ("a * b + a2 == c", ("件·人", "件")),
        ("1 / a + a2 == c", None),
        ("c == a - b", ("件", "人")),
    ],
)
def test_unlike_units_are_not_added(text: str, unlike: tuple[str, str] | None) -> None:
    units = {"a": "件", "a2": "件", "b": "人", "c": "件", "rate": "%"}
    assert relation.unlike(relation.parse(text), units) == unlike


def test_keys_come_from_left_to_right_each_once() -> None:
    assert relation.parse("b + a == b / (c - a)").keys == ("b", "a", "c")
