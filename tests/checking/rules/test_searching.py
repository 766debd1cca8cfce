"""Texts are searched for patterns, and only those that hold what a match cannot do without."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.checking.rules.texts import MASK, Prose, matches
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Place, Written

NOWHERE = Place("data/2020.yaml", 1, 1, 1, 1)
LINES = st.lists(st.text(alphabet=f"立法，。年a0５𬭊的 {MASK}", max_size=9), max_size=6)


@given(LINES)
def test_words_that_every_match_holds_change_nothing(lines: list[str]) -> None:
    texts = [Prose(TextKind.ITEM, Written(line, NOWHERE), line) for line in lines]
    pattern = re.compile("(?<!立)法[，。]|年+")
    found = [(text.masked, match.span()) for text, match in matches(texts, pattern, "法", "年")]
    assert found == [(line, match.span()) for line in lines for match in pattern.finditer(line)]
    assert found == [(text.masked, match.span()) for text, match in matches(texts, pattern)]
