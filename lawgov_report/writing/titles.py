"""A title that its author gave in one line, broken by sense where a line does not hold it.

Knows between which words the titles of such reports may be broken; not how a format breaks a line.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
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
    if not ROOM < printed_width(span.text) <= ROOM * MOST_LINES:
        return title
    lines = min(_ways(span.text), key=_raggedness, default=(span.text,))
    return tuple((span._replace(text=line),) for line in lines)


def _ways(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the ways to break a title into lines that fit, of the fewest lines that do."""
    places = sorted({match.start() for match in BREAKS.finditer(text)} - {0, len(text)})
    for count in range(1, MOST_LINES):
        ways = [
            tuple(text[start:end] for start, end in pairwise((0, *chosen, len(text))))
            for chosen in combinations(places, count)
        ]
        fitting = [lines for lines in ways if max(map(printed_width, lines)) <= ROOM]
        if fitting:
            yield from fitting
            return


def _raggedness(lines: tuple[str, ...]) -> float:
    """Return by how much the widest line is wider than the narrowest."""
    widths = [*map(printed_width, lines)]
    return max(widths) - min(widths)
