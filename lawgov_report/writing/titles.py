"""Titles, headings and names that do not fit into a line: broken by sense, or set closer.

Knows between which words titles of such reports and names of offices may be broken, and when a line would end
with a character that stands alone; not how a format breaks a line.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.width import printed_width
from lawgov_report.reading.diagnostics import Diagnostic, Place
from lawgov_report.report.document import Text, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.report.document import Document, Line

UNBROKEN = "LG903"
ROOM = 20  # characters of 小标宋 二号 in a line, GB/T 9704-2012, 7.3.1
MOST_LINES = 4
# where words hold together: never 法治政府|建设, nor a number and 年度
BREAKS = re.compile(
    "(?<=年度)|(?<=年)(?=法治)|(?<=关于)|(?<=人民政府)|(?<=委员会|办公室)|(?<=领导小组)|(?<=的)(?=报告)"
    "|(?=法治政府建设)|(?=推进依法行政)|(?=贯彻落实)|(?=工作情况|情况的?报告)"
    # 样例市样例区|重大行政决策事项|目录, but not 城市|法治 nor 社区|法治
    "|(?<=[^城社园][市县区州旗])(?=20[0-9]{2}年|重大|行政|法治|依法)"
    "|(?<=..)(?=(?:一览|统计|汇总|明细|情况)表$|(?:事项)?(?:目录|清单|名录|名单|台账)$)"
)
UNITS = re.compile("[!-~]+|.", re.DOTALL)  # a number or a Latin word is one
SPARE = 0.5  # points: a line that is full to the last of them may be broken all the same
STEP = 0.05  # points: Word stores twentieths
MOST = 0.06  # of a character's width: that much closer nobody sees


class Room(NamedTuple):
    """How wide lines and characters are, in points: the first line may be shorter than the others.

    `closer` is how much closer than their own width the characters stand as it is.
    """

    size: float
    first: float
    full: float
    closer: float = 0


def broken(title: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of a title: as given, or one too long for a line broken into lines of like width."""
    if len(title) != 1 or len(title[0]) != 1 or not isinstance(title[0][0], Text):
        return title
    span = title[0][0]
    return tuple((span._replace(text=line),) for line in titled(span.text))


def titled(text: str) -> tuple[str, ...]:
    """Return the lines of a title, of like width: broken between words where there are any to break it at.

    One of a character more than a line holds stays in one, and is set closer.
    """
    width = printed_width(text)
    return (text,) if ROOM < width <= ROOM + 1 and not _parted(text) else even(text, ROOM)


def fitted(text: str, room: float) -> tuple[str, ...]:
    """Return a text in lines of like width that have room for so many characters, broken between words.

    It stays in one line where it fits, where it has no words to break it at, and where it is longer than
    MOST_LINES.
    """
    if not room < printed_width(text) <= room * MOST_LINES:
        return (text,)
    return min(_ways(text, room), key=_raggedness, default=(text,))


def even(text: str, room: float) -> tuple[str, ...]:
    """Return a text in lines as fitted() does; without words to break it at, between characters."""
    lines = fitted(text, room)
    count = ceil(printed_width(text) / room)
    if len(lines) > 1 or count <= 1:
        return lines
    share, filled = printed_width(text) / count, [""]
    for unit in UNITS.findall(text):
        if printed_width(filled[-1]) >= share or printed_width(filled[-1] + unit) > room:
            filled.append("")
        filled[-1] += unit
    return tuple(filter(None, filled))


def _parted(text: str) -> bool:
    """Return whether a title longer than a line has words to be broken at."""
    return len(fitted(text, ROOM)) > 1


def closer(lines: tuple[Line, ...], room: Room) -> float:
    """Return by how many points the characters stand closer where a line would end with one that is alone.

    0 where none does, or MOST would not do. Each line is set from one edge to the other; what may not begin a
    line is not looked for.
    """
    texts = [text_of((line,)) for line in lines]
    rooms = [room, *(room._replace(first=room.full) for _ in texts[1:])]
    return max(map(_closer, texts, rooms), default=0)


def _closer(text: str, room: Room) -> float:
    if _alone(text, room) != 1:
        return 0
    steps = range(1, int((room.size * MOST - room.closer) / STEP) + 1)
    ways = (room.closer + step * STEP for step in steps)
    return next((way for way in ways if _alone(text, room._replace(closer=way)) != 1), 0)


def _alone(text: str, room: Room) -> int:
    """Return how many characters stand on the last of several lines; 0 where one line holds all."""
    used, count, limit = 0.0, 0, room.first
    lines = 1
    for character in text:
        wide = printed_width(character) * room.size
        if used + wide > limit - SPARE:
            lines, used, count, limit = lines + 1, 0.0, 0, room.full
        used += wide - room.closer
        count += 1
    return count if lines > 1 else 0


def findings(document: Document) -> Iterator[Diagnostic]:
    """Yield the titles that no word can be broken at, each where the break is to be written."""
    start = Place(f"data/{document.year}.yaml", 1, 1, 1, 1)
    for line in document.title:
        text = text_of((line,))
        if printed_width(text) > ROOM + 1 and not (len(document.title) == 1 and _parted(text)):
            place = next((span.place for span in line if span.place), start)
            yield _unbroken(place, text, f"分行写：title: [第一行, 第二行]，每行不超过 {ROOM} 字")
    for annex in document.annexes:
        for text in annex.title:
            if printed_width(text) > ROOM + 1 and not _parted(text):
                yield _unbroken(start, text, f"把附件的名称写到 {ROOM} 字以内")


def _unbroken(place: Place, text: str, hint: str) -> Diagnostic:
    message = f"标题“{text}”有 {printed_width(text):g} 字，一行排不下，没有能断开的词"
    return Diagnostic(place, UNBROKEN, message, hint, quote=text)


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
