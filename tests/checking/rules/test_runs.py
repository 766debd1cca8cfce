"""Runs of characters: no rule reads a text again and again."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import pytest
from bench import runs
from hypothesis import given
from hypothesis import strategies as st
from made import CATALOGUE, YEAR, files, look, opened, with_

from lawgov_report.checking import rules
from lawgov_report.checking.rules import marks
from lawgov_report.checking.rules.texts import MASK, Prose
from lawgov_report.checking.rules.words import just_before
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Place, Written

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from made import Looked

NOWHERE = Place("data/2020.yaml", 1, 1, 1, 1)
MARKED = st.text("《》“”（）()<>学a。", max_size=30)


def prose(line: str) -> Prose:
    return Prose(TextKind.HEADING, Written(line, NOWHERE), line)


def item(text: str) -> Looked:
    """Return what is found in a year with this text."""
    return look(with_("组织学习。", text, YEAR), CATALOGUE)


@given(MARKED)
def test_titles_and_quotations_are_masked_as_one_pattern_would(text: str) -> None:
    expected = re.sub("《[^》]*》|“[^”]*”", lambda match: MASK * len(match[0]), text)
    assert marks.outside(text) == expected


@given(st.lists(st.text("（学", min_size=1, max_size=5), min_size=1, max_size=5))
def test_each_position_of_joined_lines_is_found_in_its_line(lines: list[str]) -> None:
    texts = tuple(prose(line) for line in lines)
    joined = "".join(lines)
    found = [text.masked[at] for text, at in marks.spots(texts, range(len(joined)))]
    assert "".join(found) == joined


def test_a_clause_is_looked_for_no_farther_than_it_reaches() -> None:
    assert marks.clause("甲，乙丙。丁", 2) == "乙丙"
    assert len(marks.clause("年" * 10_000, 5_000)) == 2 * marks.REACH


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("学习(法(治))", "LG603"),
        ("学习<政府>", "LG603"),
        ("学习《法律（2019年修订）》（", "LG601"),
    ],
)
def test_marks_are_still_found_where_they_are_wrong(text: str, code: str) -> None:
    assert code in {finding.code for finding in item(text).found}


def test_a_year_with_too_many_findings_says_that_more_are_not_listed() -> None:
    found = item("5件，" * 12_000).found
    last = [finding for finding in found if finding.code == "LG002"]
    assert [finding.message for finding in last] == ["问题超过 10000 处，从这里起没有再列"]
    assert len(found) <= 10_050


def exhaust(found: Iterable[object]) -> None:
    for _ in found:
        pass


def calls(report: rules.Report) -> dict[str, int]:
    """Return how many functions each rule calls, those of Python and those of C."""
    counts = dict.fromkeys((rule.CODE for rule in rules.offering("check")), 0)
    for rule in rules.offering("check"):
        exhaust(rule.check(report))  # what a process does once, as compiling patterns, does not count
        runs.forget()

        def count(_frame: FrameType, event: str, _: object, code: str = rule.CODE) -> None:
            counts[code] += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            exhaust(rule.check(report))
        finally:
            sys.setprofile(None)
    return counts


@pytest.mark.parametrize(
    ("code", "words"), [("LG620", "《中华人民共和国行政甲法》"), ("LG624", "习近平法治思甲")]
)
def test_what_is_like_a_known_name_is_not_compared_with_each(code: str, words: str) -> None:
    base = runs.of_2020(opened(files()))
    fewer, more = (calls(base.report(words * times))[code] for times in (10, 60))
    assert more - fewer < 150 * 100  # in three texts fifty times more


def test_what_stands_just_before_a_word_is_not_looked_for_from_the_beginning() -> None:
    assert just_before("甲比乙", 2, re.compile("比$"))
    assert not just_before("比" + "甲" * 20, 21, re.compile("比.*$"))


@pytest.mark.slow
def test_four_times_the_run_is_at_most_so_many_times_the_calls() -> None:
    """What patterns do within one call is not seen here: `make bench` holds the time, of all characters."""
    base = runs.of_2020(opened(files()))
    pairs = [*zip(runs.runs(50), runs.runs(200), strict=True)]
    for (name, short), (_, long) in pairs[::3]:
        fewer, more = calls(base.report(short)), calls(base.report(long))
        assert {code: n for code, n in more.items() if n > 4.6 * max(fewer[code], 100)} == {}, name
