"""Patterns that are tried only on texts that hold what they need: they need it indeed."""

from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lawgov_report.checking import rules
from lawgov_report.checking.rules.rare import Rare

PATTERNS = {
    f"{code} {name}": value
    for code, file in rules.MODULES.items()
    for name, value in vars(import_module(f"{rules.__name__}.{file}")).items()
    if isinstance(value, Rare)
}


@pytest.mark.parametrize("rare", PATTERNS.values(), ids=PATTERNS)
@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)
@given(st.data())
def test_what_a_rare_pattern_matches_holds_one_of_the_words_it_needs(rare: Rare, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(rare.pattern))
    assert [match.span() for match in rare.finditer(text)] == [
        match.span() for match in rare.pattern.finditer(text)
    ]
