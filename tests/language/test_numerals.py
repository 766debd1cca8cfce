"""Numerals: numbers as people count them, years as they spell them."""

from __future__ import annotations

import pytest

from lawgov_report.language.numerals import EVERY_NUMERAL, chinese, spelt


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "一"),
        (9, "九"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (90, "九十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (999, "九百九十九"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1200, "一千二百"),
        (9999, "九千九百九十九"),
        (10000, "10000"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: int, expected: str) -> None:
    assert chinese(number) == expected


def test_no_two_numbers_are_said_alike() -> None:
    assert len({chinese(number) for number in range(1, 10_000)}) == 9999


def test_a_numeral_holds_no_character_that_is_none() -> None:
    assert set("".join(map(chinese, range(1, 10_000)))) <= set(EVERY_NUMERAL)


def test_a_year_is_spelt_digit_by_digit() -> None:
    assert spelt("2020") == "二〇二〇"
