"""Did-you-mean: what is suggested, what is certain, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keys import CHINESE, KEYS

from lawgov_report.language import spelling
from lawgov_report.language.spelling import Guess, guess

NAMES = [
    "人民调解案件",
    "调解成功率",
    "受理复议案件",
    "审结复议案件",
    "终止审理案件",
    "mediation_cases",
    "cases_1",
]
LABELS = {"人民调解组织调处矛盾纠纷": "人民调解案件", "案件（旧口径）": "cases_1"}


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("人民调节案件", "人民调解案件"),  # sounds the same
        ("任民调解案件", "人民调解案件"),
        ("人民调解件案", "人民调解案件"),  # neighbours swapped
        ("人民解案件", "人民调解案件"),  # a character lost
        ("人民调解的案件", "人民调解案件"),  # one too much
        ("受里复议案件", "受理复议案件"),
        ("受理复议案", "受理复议案件"),
        ("mediation_casse", "mediation_cases"),
        ("mediations_cases", "mediation_cases"),
    ],
)
def test_a_slip_is_answered_with_the_key(word: str, meant: str) -> None:
    assert guess(word, NAMES, LABELS).key == meant
    assert guess(word, NAMES, LABELS).hint == f"应为 {meant}"


@pytest.mark.parametrize(
    "word",
    [
        "新收复议案件",  # another thing, though most characters are the same
        "复议案件",  # two keys are as near
        "中止审理案件",  # sounds like 终止 and is another thing
        "调解成功",  # the number, not the rate
        "不受理复议案件",
        "人民调解",
        "满意率",
    ],
)
def test_what_may_be_another_thing_is_answered_with_no_key(word: str) -> None:
    assert guess(word, NAMES, LABELS) == Guess()


@pytest.mark.parametrize(
    ("word", "certain"),
    [
        ("人民调解组织调处矛盾纠纷", True),
        ("案件（旧口径）", True),
        ("ｍediation_cases", True),
        ("“人民调解案件”", True),
        ("mediation_casse", True),
        ("mediation_case", True),
        ("mediation_bases", False),
        ("cases_2", False),
        ("cases_11", False),
        ("人民调节案件", False),
        ("人民调解件案", False),
    ],
)
def test_labels_widths_and_one_slip_of_an_english_letter_are_certain(word: str, certain: bool) -> None:  # noqa: FBT001
    assert guess(word, NAMES, LABELS).certain is certain


def test_a_label_is_answered_with_its_key_only_where_that_is_asked_for() -> None:
    near = guess("人民调解组织调处矛盾纠纷", NAMES, LABELS)
    assert near.hint == "人民调解组织调处矛盾纠纷 是名称，键是 人民调解案件"
    assert guess("人民调解组织调处矛盾纠纷", ["调解成功率"], LABELS) == Guess()


def test_what_is_longer_than_any_key_is_not_compared() -> None:
    assert guess("案" * 70, ["案" * 64]) == Guess()
    assert guess("a" * 70, ["a" * 64]) == Guess()
    assert guess("案" * 63, ["案" * 64]).key == "案" * 64


@given(KEYS, st.lists(KEYS, max_size=6))
def test_what_is_answered_is_one_of_the_names(word: str, names: list[str]) -> None:
    assert guess(word, names).key in {*names, ""}


@given(CHINESE, CHINESE)
def test_slips_go_both_ways(one: str, other: str) -> None:
    assert spelling.swapped(one, other) == spelling.swapped(other, one)
    lost = spelling.missing(one, other)
    assert len(lost) == (len(other) - len(one) if lost else 0)
