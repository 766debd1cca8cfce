"""Titles that were given in one line: how they are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language.width import printed_width
from lawgov_report.report.document import Fact, Text
from lawgov_report.writing import titles

WORDS = st.sampled_from(
    ("样例市", "样例区", "2024年度", "法治政府建设", "工作情况", "关于", "的报告", "人民政府")
)


def broken(text: str) -> list[str]:
    lines = titles.broken(((Text(text),),))
    return [span.text for line in lines for span in line if isinstance(span, Text)]


@pytest.mark.parametrize(
    "expected",
    [
        "样例区2024年度法治政府建设报告",
        "样例市样例区2024年度|法治政府建设工作情况报告",
        "样例市人民政府关于2024年度|法治政府建设情况的报告",
        "中共样例市样例区委员会|样例市样例区人民政府关于|2024年度法治政府建设情况的报告",
        "样" * 30,
    ],
)
def test_a_title_is_broken_between_words_into_lines_of_like_width(expected: str) -> None:
    assert broken(expected.replace("|", "")) == expected.split("|")


@given(st.lists(WORDS, max_size=12).map("".join))
def test_no_character_is_lost_and_no_word_is_broken(text: str) -> None:
    lines = broken(text)
    assert "".join(lines) == text
    assert len(lines) == 1 or max(map(printed_width, lines)) <= titles.ROOM
    assert not any(line.endswith(("法治", "法治政府", "2024", "年")) for line in lines[:-1])


def test_what_is_given_in_lines_or_with_figures_stays_as_it_is() -> None:
    given_lines = ((Text("样例市样例区"),), (Text("法治政府建设工作情况报告" * 3),))
    assert titles.broken(given_lines) == given_lines
    figure = ((Text("样例" * 12), Fact("cases", "受理案件", "", "717", "件", "件")),)
    assert titles.broken(figure) == figure
