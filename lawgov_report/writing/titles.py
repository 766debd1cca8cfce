"""Titles and names that do not fit into a line, broken by sense into lines of like width.

Knows between which words the titles of such reports and the names of offices may be broken; not how a
format breaks a line.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import ceil
from typing import TYPE_CHECKING

from lawgov_report.language.width import printed_width
from lawgov_report.report.document import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.report.document import Line

ROOM = 20  # characters of 小标宋 二号 in a line, GB/T 9704-2012, 7.3.1
MOST_LINES = 4
# where words hold together: never 法治政府|建设, nor a number and 年度
BREAKS = re.compile(
    "(?<=年度)|(?<=年)(?=法治)|(?<=关于)|(?<=人民政府)|(?<=委员会|办公室)|(?<=的)(?=报告)"
    "|(?=法治政府建设)|(?=推进依法行政)|(?=贯彻落实)|(?=工作情况|情况的?报告)"
)


def broken(title: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a title: as given, or one too long for a line broken into lines of like width."""
    if len(title) != 1 or len(title[0]) != 1 or not isinstance(title[0][0], Text):
        return title
    span = title[0][0]
    return tuple((span._replace(text=line),) for line in fitted(span.text, ROOM))


def fitted(text: str, room: float) -> tuple[str, ...]:
    """Return a text in lines of like width that have room for so many characters, broken between words.

    It stays in one line where it fits, where it has no words to break it at, and where it is longer than
    MOST_LINES.
    """
    if not room < printed_width(text) <= room * MOST_LINES:
        return (text,)
    return min(_ways(text, room), key=_raggedness, default=(text,))


def even(name: str, room: float) -> tuple[str, ...]:
    """Return a name in lines, as fitted() does, and broken in any place where no word of it ends in time."""
    lines = fitted(name, room)
    count = ceil(printed_width(name) / room)
    if len(lines) > 1 or count <= 1:
        return lines
    step = ceil(len(name) / count)
    return tuple(name[start : start + step] for start in range(0, len(name), step))


def _ways(text: str, room: float) -> Iterator[tuple[str, ...]]:
    """Yield the ways to break a text into lines that fit, of the fewest lines that do."""
    places = sorted({match.start() for match in BREAKS.finditer(text)} - {0, len(text)})
    for count in range(1, MOST_LINES):
        ways = [
            tuple(text[start:end] for start, end in pairwise((0, *chosen, len(text))))
            for chosen in combinations(places, count)
        ]
        fitting = [lines for lines in ways if max(map(printed_width, lines)) <= room]
        if fitting:
            yield from fitting
            return


def _raggedness(lines: tuple[str, ...]) -> float:
    """Return by how much the widest line is wider than the narrowest."""
    widths = [*map(printed_width, lines)]
    return max(widths) - min(widths)
