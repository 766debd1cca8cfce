"""Numbers typed in prose: which are found, on lines of text that say it themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.checking.rules import numbers, unitless
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language.numerals import EVERY_NUMERAL
from lawgov_report.models import project, terms
from lawgov_report.reading import source

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[2]
READ, _ = source.read("terms.yaml", (ROOT / "templates" / project.TERMS).read_bytes())
TERMS, _ = terms.read([READ])
LETTERS = st.text(
    alphabet="0123456789.,０一二两三十百千万亿第每届次个件名以上余多会议、，。“”《》年内元分之" + MASK
)


def _lines(name: str) -> list[str]:
    _, *lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return lines


def _found(text: str) -> list[str]:
    assert TERMS is not None
    names = TERMS.number_words
    spans = (
        *(*numbers.arabic(text, names=names), *unitless.arabic(text)),
        *(*numbers.chinese(text, names), *unitless.chinese(text)),
    )
    return [text[slice(*span)] for span in spans]


@pytest.mark.parametrize("line", _lines("no_counts.txt"))
def test_nothing_is_found_where_nothing_is_counted(line: str) -> None:
    assert _found(line) == []


@pytest.mark.parametrize("line", _lines("counts.txt"))
def test_what_counts_something_is_found_with_its_unit(line: str) -> None:
    text, *expected = line.replace("□", MASK).split("|")
    assert _found(text) == expected


def test_every_figure_of_the_published_report_is_found_and_nothing_else() -> None:
    lines = (ROOT / "seeds" / "2020.txt").read_text(encoding="utf-8").splitlines()
    found = [number for line in lines for number in _found(line)]
    figures = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8").partition("\nindicators:")[2]
    known = [line.partition(": ")[2] for line in figures.partition("\n\npreamble")[0].splitlines()]
    once = [value for value in known if value and value != "396个"]
    assert sorted(found) == sorted([*once, "396个", "396个"])


def test_a_unit_of_the_catalogue_counts_too() -> None:
    assert list(numbers.arabic("归档717卷宗")) == []
    assert list(numbers.arabic("归档717卷宗", numbers.UNITS | {"卷宗"})) == [(2, 7)]


def test_a_name_with_a_number_in_it_is_no_count() -> None:
    assert list(numbers.arabic("推进3个一行动", names=("3个一",))) == []
    assert list(numbers.arabic("推进3个一行动", names=("5个一",))) == [(2, 4)]


@given(LETTERS)
def test_blotting_out_keeps_the_length_and_adds_nothing(text: str) -> None:
    blotted = numbers.open_words(text)
    assert len(blotted) == len(text)
    assert all(new in {old, numbers.BLOT} for new, old in zip(blotted, text, strict=True))


@given(LETTERS)
def test_what_is_found_lies_in_the_text_in_order_and_holds_a_digit(text: str) -> None:
    for spans in (list(numbers.arabic(text)), list(numbers.chinese(text))):
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)
        assert all(set(text[slice(*span)]) & set("0123456789０" + EVERY_NUMERAL) for span in spans)


@given(LETTERS)
def test_nothing_is_found_within_a_quotation_or_a_title(text: str) -> None:
    plain = "".join(letter for letter in text if letter not in "“”《》")
    assert _found(f"《{plain}》") == _found(f"“{plain}”") == []
