"""Searching all texts at once finds what searching each of them finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.checking.rules import lg614_doubled_character, numbers
from lawgov_report.checking.rules.texts import MASK, Kind, Prose, Texts
from lawgov_report.reading.diagnostics import Place, Written

NOWHERE = Place("data/2020.yaml", 1, 1, 1, 1)
LINES = st.lists(st.text(alphabet=f"立法，。年a0５𬭊的 {MASK}", max_size=9), max_size=6)


def _texts(lines: list[str]) -> Texts:
    return Texts(Prose(Kind.ITEM, Written(line, NOWHERE), line) for line in lines)


@given(LINES, st.lists(st.sampled_from(["立", "法，", "0", MASK, "的的"]), max_size=3))
def test_texts_that_hold_a_word_are_found(lines: list[str], words: list[str]) -> None:
    held = _texts(lines)
    assert held.holding(*words) == [text for text in held if any(word in text.masked for word in words)]


@given(LINES)
def test_texts_with_digits_or_a_match_are_found(lines: list[str]) -> None:
    held, pattern = _texts(lines), re.compile("法(?=[，。])")
    assert held.numbered == [text for text in held if "0" in text.masked or "５" in text.masked]
    assert held.matching(pattern) == [text for text in held if pattern.search(text.masked)]


@given(LINES)
def test_characters_that_stand_twice_are_found_where_they_stand(lines: list[str]) -> None:
    held = _texts(lines)
    found = {id(text): places for text, places in lg614_doubled_character.twice(held)}
    for text in held:
        places = [match.start() for match in re.finditer(lg614_doubled_character.TWICE, text.masked)]
        assert {*places} <= {*found.get(id(text), ())}


@given(st.text(alphabet="一三十百几余多分之点次家度的，第"))
def test_every_text_with_a_number_in_chinese_numerals_is_looked_at(text: str) -> None:
    assert not [*numbers.chinese(text)] or numbers.COUNTING.search(text)
