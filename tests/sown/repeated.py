"""The same words twice in one report: a sentence, several, a clause.

Knows how texts are pasted and forgotten; not what a rule makes of it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sowing import Fault, Kind, ends, prose, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sowing import Lines

SENTENCE = re.compile("(?:^|(?<=。)) *(?P<sentence>[^。；{}]{12,}。)$")


def _sentences(lines: Lines) -> Iterator[tuple[int, str]]:
    """Yield the lines with which a sentence ends that began on them, and the sentence."""
    for fault in several(ends("。$", "。"))(lines):
        number = min(fault.at) - 1
        begins = lines[number - 1].endswith(("。", "|"))
        match = SENTENCE.search(lines[number]) if begins or "。" in lines[number].strip()[:-1] else None
        if match:
            yield number, match["sentence"]


def elsewhere(lines: Lines) -> Iterator[Fault]:
    """Put a sentence at the end of another text, before it or behind it."""
    found = list(_sentences(lines))
    for (number, sentence), (other, _) in zip(found, [*found[3:], *found[:3]], strict=True):
        if number != other:
            line = lines[other] + sentence
            yield Fault((*lines[:other], line, *lines[other + 1 :]), frozenset({number + 1, other + 1}))


def at_the_beginning(lines: Lines) -> Iterator[Fault]:
    """Begin another text with a sentence that stands elsewhere."""
    found = list(_sentences(lines))
    lines_of_prose = several(prose("^ +(?=[一-鿿])", ""))(lines)
    for (number, sentence), fault in zip(found, lines_of_prose, strict=False):
        at = min(fault.at) - 1
        if lines[at - 1].endswith("|") and at != number:
            line = f"{_indent(lines[at])}{sentence}{lines[at].strip()}"
            yield Fault((*lines[:at], line, *lines[at + 1 :]), frozenset({number + 1, at + 1}))


def whole(lines: Lines) -> Iterator[Fault]:
    """Put all lines of a text behind those of the text that follows."""
    marks = [number for number, line in enumerate(lines) if line.strip() == "text: |"]
    for first, second in pairwise(marks):
        block, end = _block(lines, first), second + 1 + len(_block(lines, second))
        indented = [f"{_indent(lines[second + 1])}{line.strip()}" for line in block]
        at = frozenset(range(first + 2, end + 1 + len(block)))
        yield Fault((*lines[:end], *indented, *lines[end:]), at)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _block(lines: Lines, mark: int) -> list[str]:
    end = mark + 1
    while end < len(lines) and len(_indent(lines[end])) > len(_indent(lines[mark])):
        end += 1
    return lines[mark + 1 : end]


KINDS = (
    Kind("a sentence in two texts", ("LG648",), several(elsewhere, at_the_beginning)),
    Kind("a sentence twice in one text", ("LG648",), ends("(?<=[。 ])([^。；{} ]{12,}。)$", r"\1\1")),
    Kind("the text of another item", ("LG648",), whole),
    Kind(
        "a clause twice in one sentence",
        ("LG648",),
        several(
            prose("(?<=，)([一-鿿]{8,}，)", r"\1\1"),
            prose("(?<=[ ，])([一-鿿]{8,}，)([一-鿿]{6,}，)", r"\1\2\1"),
        ),
    ),
)
