"""Titles that were given in one line: how they are broken; and what keeps a character from standing alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rendering
from hypothesis import given
from hypothesis import strategies as st
from printed import ANNEX, CHARACTERS, PLAIN, prose, text
from test_marks import by_libreoffice, by_typst

from lawgov_report.language.width import printed_width
from lawgov_report.report.document import Fact, Heading, Text
from lawgov_report.writing import titles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lawgov_report.report.document import Document

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
        "样例市样例区|重大行政执法决定事项公开公示目录",
        "样" * 15 + "|" + "样" * 15,
        "样" * 14 + "2024|" + "样" * 15,
        "样" * 21,
    ],
)
def test_a_title_is_broken_between_words_into_lines_of_like_width(expected: str) -> None:
    assert broken(expected.replace("|", "")) == expected.split("|")


@given(st.lists(WORDS, max_size=12).map("".join))
def test_no_character_is_lost_and_no_word_is_broken(text: str) -> None:
    lines = broken(text)
    assert "".join(lines) == text
    assert max(map(printed_width, lines)) <= titles.ROOM + 1
    assert not any(line.endswith(("法治", "法治政府", "2024", "年")) for line in lines[:-1])


BODY = titles.Room(16, 410.66, 442.2, 0.25)


@pytest.mark.parametrize(
    ("characters", "closer"), [(26, 0), (27, 0.85), (28, 0), (54, 0), (55, 0.8), (83, 0.8), (84, 0)]
)
def test_characters_stand_closer_where_one_would_stand_alone(characters: int, closer: float) -> None:
    assert titles.closer(((Text("样" * characters),),), BODY) == pytest.approx(closer)


@given(st.text("样例2.", max_size=120), st.integers(20, 28))
def test_whatever_stands_closer_leaves_none_alone_and_is_hardly_seen(text: str, first: int) -> None:
    room = BODY._replace(first=first * 15.8)
    closer = titles.closer(((Text(text),),), room)
    assert closer == 0 or room.closer < closer <= room.size * titles.MOST
    if closer:
        assert titles.closer(((Text(text),),), room._replace(closer=closer)) == 0


HEADED = tuple(
    Heading(level, f"h{level}{count}", ((Text(CHARACTERS[:count] + "责"),),))
    for count in (26, 40)
    for level in (1, 2, 3)
)


@pytest.mark.renders
@pytest.mark.parametrize("write", [by_typst, by_libreoffice])
def test_no_title_ends_in_a_line_of_one_character(
    write: Callable[[Document, Path], Path], tmp_path: Path
) -> None:
    long = "某某区坚持依法行政严格规范公正文明执法事责"
    annexes = (ANNEX._replace(title=(long,)),)
    document = PLAIN._replace(title=((Text(long),),), blocks=(*HEADED, prose(30)), annexes=annexes)
    lines = [text(line) for page in rendering.pages(write(document, tmp_path)) for line in page.lines]
    assert "责" not in lines
    assert [len(line) for line in lines if line.endswith("责")].count(27) == 3
    assert lines.count(long) == 2


def test_what_is_given_in_lines_or_with_figures_stays_as_it_is() -> None:
    given_lines = ((Text("样例市样例区"),), (Text("法治政府建设工作情况报告" * 3),))
    assert titles.broken(given_lines) == given_lines
    figure = ((Text("样例" * 12), Fact("cases", "受理案件", "", "717", "件", "件")),)
    assert titles.broken(figure) == figure
