"""Marks in texts: which texts are printed, pairs of brackets and quotes, what stands outside them.

Knows punctuation; not which of it is wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.texts import MASK
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules.texts import Prose

HAN = r"^\W0-9A-Za-z_"  # for [{HAN}]: all letters but Latin ones, those rare in names (𬀩) too
KINDS = ("（）()", "《》", "〈〉", "〔〕", "［］[]", "【】", "“”", "‘’", "「」", "『』")
OPENERS = {mark: kind for kind in KINDS for mark in kind[::2]}
CLOSERS = {mark: kind for kind in KINDS for mark in kind[1::2]}
MARKS = re.compile(f"[{re.escape(''.join(KINDS))}]")
TITLE = re.compile("《([^《》]+)》")
QUOTING = {"《": "》", "“": "”"}
OPENING = re.compile("[《“]")
STOPS = "，。；：！？"
REACH = 500  # characters: no clause is longer, and a text without stops is not read again at each word
DIGITS = "0123456789"
# what is broken into lines; texts of any other kind in a list are paragraphs or cells
LINES = frozenset({TextKind.TITLE, TextKind.HEADING})


class Pair(NamedTuple):
    """Two marks that belong together; `depth` is the number of open pairs of the same kind around."""

    opening: int
    closing: int
    depth: int


def paragraphs(texts: Iterable[Prose]) -> Iterator[tuple[Prose, ...]]:
    """Yield texts by what they are printed as: the lines of one title or heading together."""
    for broken, run in groupby(texts, lambda text: text.kind in LINES):
        if broken:
            for _, lines in groupby(run, _printed_as):
                yield tuple(lines)
        else:
            yield from ((text,) for text in run)


def _printed_as(line: Prose) -> str:
    """Return the path of a line, or of what it is a line of: parts.leadership.heading of ….heading.1."""
    path = line.written.path
    head = path.rstrip(DIGITS)
    return head[:-1] if head != path and head.endswith(".") else path


def spots(lines: tuple[Prose, ...], positions: Iterable[int]) -> Iterator[tuple[Prose, int]]:
    """Yield for each position of the joined lines the line that it lies in, and the position there."""
    begins = [0, *accumulate(len(line.masked) for line in lines[:-1])]
    for position in positions:
        number = bisect_right(begins, position) - 1
        yield lines[number], position - begins[number]


# five rules ask for the pairs of each text
@lru_cache(maxsize=256)
def pairs(text: str) -> tuple[tuple[Pair, ...], tuple[int, ...]]:
    """Return the pairs of marks in `text`, of one width or two, and the marks without a partner.

    A closing mark belongs to the last open one of its kind; those opened since have no partner.
    """
    found: list[Pair] = []
    loose: list[int] = []
    waiting: list[tuple[int, str]] = []
    depths = dict.fromkeys(KINDS, 0)
    for match in MARKS.finditer(text):
        mark, place = match[0], match.start()
        if mark in OPENERS:
            waiting.append((place, OPENERS[mark]))
            depths[OPENERS[mark]] += 1
            continue
        kind = CLOSERS[mark]
        if not depths[kind]:
            loose.append(place)
            continue
        while waiting[-1][1] != kind:
            opening, other = waiting.pop()
            depths[other] -= 1
            loose.append(opening)
        depths[kind] -= 1
        found.append(Pair(waiting.pop()[0], place, depths[kind]))
    return tuple(found), tuple(sorted([*loose, *(start for start, _ in waiting)]))


def outside(masked: str) -> str:
    """Return a masked text in which 《…》 and “…” are masked too, from a mark to the next that closes it."""
    # a pattern would look for what closes 《 to the end of the text, again at each that nothing closes
    last = {opening: masked.rfind(closing) for opening, closing in QUOTING.items()}
    pieces, end = [], 0
    for match in OPENING.finditer(masked):
        start, mark = match.start(), match[0]
        if end <= start < last[mark]:
            pieces.append(masked[end:start])
            end = masked.find(QUOTING[mark], start) + 1
            pieces.append(MASK * (end - start))
    return "".join(pieces) + masked[end:]


def clause(text: str, position: int) -> str:
    """Return what `position` lies in between ，。；：！？, REACH characters before and behind it at most."""
    first, last = max(0, position - REACH), position + REACH
    start = max(first, *(text.rfind(stop, first, position) + 1 for stop in STOPS))
    ends = [end for stop in STOPS if (end := text.find(stop, position, last)) >= 0]
    return text[start : min(ends, default=last)]
