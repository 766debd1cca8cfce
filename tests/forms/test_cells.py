"""Formulas of cells: relations keep their brackets. Sample data that is not real."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.forms import cells
from lawgov_report.forms.sheet import Line
from lawgov_report.language import relation
from lawgov_report.language.relation import Expression, Formula, Key, Number, Operation

KEYS = ("a", "b", "c")
LEAVES: st.SearchStrategy[Expression] = st.sampled_from([*map(Key, KEYS), Number(2)])


def larger(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.builds(Operation, st.sampled_from("+-*/"), inner, inner)


EXPRESSIONS: st.SearchStrategy[Expression] = st.recursive(LEAVES, larger, max_leaves=6)


@given(EXPRESSIONS, st.sampled_from(relation.COMPARISONS))
def test_a_relation_reads_back_from_its_formula_and_from_its_words(left: Expression, mark: str) -> None:
    formula = Formula("", left, mark, Key("a"))
    sums = cells.Sums(
        {key: row for row, key in enumerate(KEYS, 5)}, {key: Line(key, key, "件") for key in KEYS}
    )
    words, _ = cells.words(formula, sums)
    typed = words.translate(str.maketrans("−×÷（）", "-*/()"))
    assert relation.parse(f"{typed} == a").left == left
    check = cells.check(formula, sums)
    side = check.partition("ABS((" if mark == "==" else ",IF((")[2].partition(")-(G5)")[0]
    for row, key in enumerate(KEYS, 5):
        side = side.replace(f"G{row}", key)
    assert relation.parse(f"{side} == a").left == left
