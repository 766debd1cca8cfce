"""Lines of a text as paragraphs: one a line, or several where the text was broken at a margin.

Knows how wide a line is and how it begins and ends; not what it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INDENT = re.compile(r"　|[ \xa0]{2}|\t")
# A number, and the mark that shows that an outline counts with it: 一、 （一） 1. （1） 第一章
NUMBERED = re.compile(
    "[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、](?![0-9])|第[一二三四五六七八九十]+[章节条]"
)
# What is set in one piece: the rest of a line is left empty where it does not fit
WORD = re.compile(r"[!-~]+|.", re.DOTALL)
LATIN = re.compile("[A-Za-z,;][A-Za-z]")
STOPS = frozenset("。！？；：")
CLOSING = "”’）》」』"
WIDE = 0x2E80  # where the characters begin that are as wide as they are high
LEAST, MOST = 20, 60  # characters of a line that was broken at a margin
LOOSE = 1.5  # characters that a line broken at the margin is shorter than the longest, punctuation hanging
BROKEN = 0.2  # of all lines that are full and end amid a sentence, where a text was broken at a margin


def width(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(1.0 if ord(letter) >= WIDE else 0.5 for letter in text)


class Joined(NamedTuple):
    """Lines as one, and where in it each begins."""

    text: str
    begins: tuple[int, ...]


def joined(texts: Sequence[str], between: str = "") -> Joined:
    """Return the lines of one paragraph as one, with a blank only between Latin letters."""
    pieces: list[str] = []
    begins: list[int] = []
    length = 0
    for line in map(str.strip, texts):
        gap = between if pieces else ""
        if pieces and not between and LATIN.fullmatch(pieces[-1][-1:] + line[:1]):
            gap = " "
        begins.append(length + len(gap))
        pieces.append(gap + line)
        length += len(gap) + len(line)
    return Joined("".join(pieces), tuple(begins))


def paragraphs(lines: Sequence[str]) -> list[list[int]]:
    """Return which lines make up each paragraph, by their numbers; blank ones none.

    A text whose lines were broken at a margin is put together: a line goes on in the next where it is full
    and the next neither is indented nor begins with a number behind a stop. In any other text each line is
    one.
    """
    margin = _margin(lines)
    found: list[list[int]] = []
    last = ""
    for number, line in enumerate(lines):
        if not line.strip():
            last = ""
        elif last and margin and _goes_on(last, line, margin):
            found[-1].append(number)
            last = line
        else:
            found.append([number])
            last = line
    return found


def _margin(lines: Sequence[str]) -> float:
    """Return the width that lines were broken at, 0 where they were not."""
    widths = [(width(line.rstrip()), line) for line in lines if line.strip()]
    most = max((wide for wide, _ in widths), default=0)
    if not LEAST <= most <= MOST:
        return 0
    amid = sum(wide >= most - LOOSE and not _ends(line) for wide, line in widths)
    return most if amid > 1 and amid >= BROKEN * len(widths) else 0


def _goes_on(line: str, following: str, margin: float) -> bool:
    if INDENT.match(following) or (_ends(line) and NUMBERED.match(following.lstrip())):
        return False
    word = WORD.match(following)
    return width(line.rstrip()) + (width(word[0]) if word else 0) > margin - LOOSE


def _ends(line: str) -> bool:
    """Return whether a line ends with a stop, quotes and brackets behind it apart."""
    return line.rstrip().rstrip(CLOSING)[-1:] in STOPS


def tables(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where rows of a table begin and end: neighbouring lines with as many tabs, two at least.

    A line that begins with a tab may be indented: it is a row only behind another.
    """
    begin, tabs = 0, 0
    for number, line in enumerate((*lines, "")):
        here = line.count("\t") if line.strip() else 0
        if here == tabs:
            continue
        if tabs and number - begin > 1:
            yield begin, number
        begin, tabs = number, 0 if line.startswith("\t") else here
