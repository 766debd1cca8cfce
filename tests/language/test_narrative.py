"""The reference grammar: prose falls into pieces that cover it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keys import CHINESE, KEYS

from lawgov_report.language import narrative
from lawgov_report.language.narrative import Malformed, Reference, Words

BRACED = st.lists(
    st.sampled_from(["{", "}", "{{", "}}", '"', " ", "a", "受理", "|", "65名", "{{ cases }}", '{{ "x" }}']),
    max_size=30,
).map("".join)

SLIP = re.compile("[{｛][^{}｛｝]*[}｝]")  # may be a key in the wrong braces, which is no text


@given(BRACED | st.text())
def test_the_stretches_of_the_pieces_cover_the_text(text: str) -> None:
    pieces = list(narrative.parse(text))
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert [piece.start for piece in pieces[1:]] == [piece.end for piece in pieces[:-1]]
    assert all(piece.start < piece.end for piece in pieces)


@given(st.text().filter(lambda text: "{{" not in text and not SLIP.search(text)))
def test_text_without_double_braces_is_text(text: str) -> None:
    assert list(narrative.parse(text)) == ([Words(text, 0, len(text))] if text else [])


@given(st.text().filter(lambda text: '"' not in text))
def test_a_literal_prints_its_words_unchanged(words: str) -> None:
    assert list(narrative.parse(f'前{{{{ "{words}" }}}}后')) == [
        Words("前", 0, 1),
        Words(words, 1, 9 + len(words)),
        Words("后", 9 + len(words), 10 + len(words)),
    ]


@given(KEYS, st.sampled_from(["", " ", "  "]))
def test_a_key_in_double_braces_is_a_reference(key: str, blank: str) -> None:
    text = f"{{{{{blank}{key}{blank}}}}}"
    assert list(narrative.parse(text)) == [Reference(key, 0, len(text))]
    compared = f"{{{{{blank}{key}{blank}|{blank}同比{blank}}}}}"
    assert list(narrative.parse(compared)) == [Reference(key, 0, len(compared), "同比")]


@pytest.mark.parametrize(
    "text",
    [
        "{{ a + b }}",
        "{{ Cases }}",
        "{{ 受理 案件 }}",
        "{{ 受理（旧） }}",
        "{{ 同比 }}",
        "{{ 待报 }}",
        "{{ ｃases }}",
        "{{ }}",
        "{{}}",
        "{{ a",
        "{{",
        "{{ a.b }}",
        "{{ a() }}",
        "{{ a | upper }}",
        "{{ “65名” }}",
        "{{ '65名' }}",
        '{{ "65名 }}',
        "{{ 1 }}",
    ],
)
def test_other_double_braces_are_malformed_and_stay_as_written(text: str) -> None:
    malformed = [piece for piece in narrative.parse(text) if isinstance(piece, Malformed)]
    assert len(malformed) == 1
    assert "".join(piece.text for piece in narrative.parse(text) if not isinstance(piece, Reference)) == text


def test_quoted_words_get_the_hint_for_literals_and_other_things_that_for_references() -> None:
    hints = {
        text: piece.hint
        for text in ("{{ “65名” }}", "{{ a + b }}")
        for piece in narrative.parse(text)
        if isinstance(piece, Malformed)
    }
    assert '{{ "65名" }}' in hints["{{ “65名” }}"]
    assert "{{ mediation_cases }}" in hints["{{ a + b }}"]


@pytest.mark.parametrize("text", ["{", "}", "}}", "{ a }", "{a}}", "{% raw %}", "{# x #}", "<w:t>{a}</w:t>"])
def test_single_braces_and_template_code_of_others_are_text(text: str) -> None:
    assert list(narrative.parse(text)) == [Words(text, 0, len(text))]


@given(CHINESE, st.sampled_from([("{", "}"), ("{ ", " }"), ("｛｛", "｝｝"), ("｛", "}"), ("{", "}}")]))
def test_chinese_in_single_or_full_width_braces_is_text_that_is_found_by_whoever_knows_the_keys(
    key: str, braces: tuple[str, str]
) -> None:
    text = key.join(braces)
    (words,) = narrative.parse(f"共调处{text}。")
    assert isinstance(words, Words)
    assert [*narrative.braced(words)] == [(key, 3, 3 + len(text))]


@pytest.mark.parametrize("braces", ["{ mediation_cases }", "｛｛ cases ｝｝", "{cases}}", "｛cases}"])
def test_a_key_in_broken_braces_is_a_slip(braces: str) -> None:
    pieces = narrative.parse(f"共调处{braces}。")
    assert [type(piece).__name__ for piece in pieces] == ["Words", "Malformed", "Words"]


@pytest.mark.parametrize(
    ("inside", "places"),
    [("cases | 同比", 1), ("cases|同比 一位小数", 1), ("cases | 同比  两位小数 ", 2)],
)
def test_a_comparison_says_how_many_decimals_it_has(inside: str, places: int) -> None:
    (piece,) = narrative.parse(f"{{{{ {inside} }}}}")
    assert isinstance(piece, narrative.Reference)
    assert (piece.key, piece.form, piece.places) == ("cases", "同比", places)


@pytest.mark.parametrize("inside", ["cases | 两位小数", "cases | 同比两位小数", "cases | 同比 三位小数"])
def test_other_words_behind_a_comparison_are_malformed(inside: str) -> None:
    (piece,) = narrative.parse(f"{{{{ {inside} }}}}")
    assert isinstance(piece, narrative.Malformed)
    assert "同比 两位小数" in piece.hint
