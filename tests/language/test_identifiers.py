"""Identifiers: what is one, in Chinese and in English, and what is answered with one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keys import KEYS

from lawgov_report.language import identifiers, relation
from lawgov_report.language.identifiers import HAN, intended, is_identifier
from lawgov_report.language.narrative import Reference, parse

LETTERS = st.sampled_from([*"aZ09_ ａＺ０９＿-.（）人民〇㐀䶿一鿿𠮷豈々ー①", "同比", "待报"])
TEXTS = st.lists(LETTERS, max_size=6).map("".join)
BY_HAND = re.compile("[a-z㐀-䶿一-鿿〇][a-z0-9_㐀-䶿一-鿿〇]*")  # as the documentation has it


@given(KEYS)
def test_keys_of_both_kinds_are_identifiers(key: str) -> None:
    assert is_identifier(key)
    assert intended(key) == key


@given(TEXTS)
def test_an_identifier_is_what_the_documentation_says(text: str) -> None:
    documented = BY_HAND.fullmatch(text) is not None and text not in {"同比", "待报"}
    assert is_identifier(text) == documented
    assert bool(re.search(identifiers.WHOLE, text)) == documented


@given(TEXTS)
def test_a_reference_and_a_relation_take_what_is_an_identifier(text: str) -> None:
    (piece, *others) = parse(f"{{{{{text}}}}}")
    assert (isinstance(piece, Reference) and not others) == is_identifier(text.strip())
    try:
        keys = relation.parse(f"{text} == 1").keys
    except relation.NotAFormula:
        keys = ()
    assert (keys == (text.strip(),)) == is_identifier(text.strip())


def test_all_unified_ideographs_of_the_basic_plane_are_letters_and_no_full_width_form_is() -> None:
    letters = {chr(code) for code in range(0x80, 0x30000) if is_identifier(chr(code))}
    assert letters == {"〇"} | {
        chr(code) for low, high in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for code in range(low, high + 1)
    }
    assert not re.search(f"[{HAN}]", "ａ０Ａ＿（）\uf900")


def test_64_characters_are_the_longest() -> None:
    assert is_identifier("案" * 64)
    assert not is_identifier("案" * 65)
    assert not re.search(identifiers.WHOLE, "案" * 65)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ｍediation＿cases", "mediation_cases"),
        ("Mediation_Cases", "mediation_cases"),
        ("ＡＢ类案件２", "ab类案件2"),
        ("“人民调解案件”", "人民调解案件"),
        ("　人民调解案件 ", "人民调解案件"),
        ("\uf900有", "豈有"),
        ("人民调解（案件）", ""),
        ("２０２０年案件", ""),
        ("“同比”", ""),
        ("", ""),
    ],
)
def test_other_widths_capitals_and_quotes_are_answered_with_the_identifier(text: str, meant: str) -> None:
    assert intended(text) == meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("同比", False),
        ("待报", False),
        ("同比增幅", True),
        ("待报数", True),
        ("a同比", True),
        ("同比_1", True),
    ],
)
def test_what_references_and_figures_write_beside_keys_is_no_key_itself(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_identifier(text) is expected
    assert bool(re.search(identifiers.WHOLE, text)) is expected
