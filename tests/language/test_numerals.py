"""Numerals: numbers as people count them, years as they spell them."""

from __future__ import annotations

import pytest

from lawgov_report.language.numerals import EVERY_NUMERAL, chinese, number, spelt


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


@pytest.mark.parametrize(
    ("numeral", "expected"),
    [
        ("百", 100),
        ("两百", 200),
        ("十", 10),
        ("三万", 30_000),
        ("万", 10_000),
        ("三十五万", 350_000),
        ("一亿三千万", 130_000_000),
    ],
)
def test_a_numeral_is_read_as_people_mean_it(numeral: str, expected: int) -> None:
    assert number(numeral) == expected


@pytest.mark.parametrize("text", ["", "件", "一件", "12", "亿" * 50_000])
def test_what_is_no_numeral_is_no_number(text: str) -> None:
    assert number(text) is None


def test_every_number_that_is_said_is_read_back() -> None:
    assert all(number(chinese(each)) == each for each in range(1, 10_000))


def test_no_two_numbers_are_said_alike() -> None:
    assert len({chinese(number) for number in range(1, 10_000)}) == 9999


def test_a_numeral_holds_no_character_that_is_none() -> None:
    assert set("".join(map(chinese, range(1, 10_000)))) <= set(EVERY_NUMERAL)


def test_a_year_is_spelt_digit_by_digit() -> None:
    assert spelt("2020") == "二〇二〇"
