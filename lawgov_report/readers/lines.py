"""Lines of a text as paragraphs: one a line, or several where the text was broken at a margin.

Knows how wide a line is and how it begins and ends; not what it says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

INDENT = re.compile(r"　|[ \xa0]{2}|\t")
# A number, and the mark that shows that an outline counts with it: 一、 （一） 1. （1） 第一章
NUMBERED = re.compile(
    "[一二三四五六七八九十]+、|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]{1,2}[.．、](?![0-9])|第[一二三四五六七八九十]+[章节条]"
)
ITEM = re.compile("[一二三四五六七八九十]是")
# What is set in one piece: the rest of a line is left empty where it does not fit
WORD = re.compile(r"[!-~]+|.", re.DOTALL)
LATIN = re.compile("[A-Za-z,;][A-Za-z]")
STOPS = frozenset("。！？；：")
CLOSING = "”’）》」』"
WIDE = 0x2E80  # where the characters begin that are as wide as they are high
LEAST, MOST = 20, 60  # characters of a line that was broken at a margin
LOOSE = 1.5  # characters that a line broken at the margin is shorter than the longest, punctuation hanging
DEEP = 8  # blanks before what is set apart, such as a signature: how long it is says nothing of the margin
BROKEN = 0.2  # of all lines that are full and end amid a sentence, where a text was broken at a margin


class Margin(NamedTuple):
    """Where lines were broken, 0 where they were not: by how wide they are, or by how many characters.

    `full`: how many lines end there amid a sentence.
    """

    place: float
    measure: Callable[[str], float]
    full: int = 0


def width(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(1.0 if ord(letter) >= WIDE else 0.5 for letter in text)


def ends(line: str) -> bool:
    """Return whether a line ends with a stop, quotes and brackets behind it apart."""
    return line.rstrip().rstrip(CLOSING)[-1:] in STOPS


def begins(line: str, following: str) -> bool:
    """Return whether a line begins as a numbered paragraph does that cannot go on from the line before it."""
    text = following.lstrip()
    if ITEM.match(text):  # behind ；, the next of several in one paragraph
        return line.rstrip().rstrip(CLOSING).endswith("。")
    return ends(line) and NUMBERED.match(text) is not None


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
    margin = max(_margin(lines, width), _margin(lines, len), key=lambda margin: margin.full)
    found: list[list[int]] = []
    last = ""
    for number, line in enumerate(lines):
        if not line.strip():
            last = ""
        elif last and margin.place and _goes_on(last, line, margin):
            found[-1].append(number)
            last = line
        else:
            found.append([number])
            last = line
    return found


def _margin(lines: Sequence[str], measure: Callable[[str], float]) -> Margin:
    """Return the margin that lines were broken at, if they are as long as each other by a measure."""
    lengths = [
        (measure(line.rstrip()), line)
        for line in lines
        if line.strip() and len(line) - len(line.lstrip()) <= DEEP
    ]
    most = max((length for length, _ in lengths), default=0)
    if not LEAST <= most <= MOST:
        return Margin(0, measure)
    full = sum(length >= most - LOOSE and not ends(line) for length, line in lengths)
    return Margin(most, measure, full) if full > 1 and full >= BROKEN * len(lengths) else Margin(0, measure)


def _goes_on(line: str, following: str, margin: Margin) -> bool:
    if INDENT.match(following) or begins(line, following):
        return False
    length = margin.measure(line.rstrip())
    # a program that counts characters cuts numbers, too
    word = WORD.match(following) if margin.measure is width else None
    return length + (width(word[0]) if word else 0) > margin.place - LOOSE


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
