"""Paragraphs under their headings: which paragraph is a heading, and under which other one it stands.

Knows what readers say of headings and how headings are numbered; not what becomes of them in a year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgov_report.importing import counting
from lawgov_report.importing.draft import Excerpt
from lawgov_report.importing.paragraphs import FileText

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.importing.counting import NumberLabel
    from lawgov_report.importing.paragraphs import Block

CLOSED = tuple("。！？：；…”）")  # report.assemble: how a heading ends behind which no stop is set
HEAVY = frozenset(("黑体", "楷体", "楷体_GB2312", "SimHei", "KaiTi", "KaiTi_GB2312", "华文楷体", "华文黑体"))
MOST_DEEP = 10  # headings one below the other; a report has four levels
LONGEST_HEADING = 60
LONGEST_OPENING = 40
# the first sentence of a paragraph, as far as it can be a heading that runs in
SENTENCE = re.compile("[^。！？；：]{1,60}[。：]")
COUNTS = re.compile("[0-9０-９]")
STOPS = re.compile("[。；]")


@dataclass(slots=True)
class Branch:
    """A heading, or a numbered paragraph, and what stands below it; the line of the root is empty."""

    line: FileText
    label: NumberLabel | None = None
    level: int = 0
    content: list[Block] = field(default_factory=list)
    children: list[Branch] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """How headings of its level look: their way of counting, or the look of those without a number."""
        if self.label:
            return self.label.form
        return f"face {self.line.face}" if opening(self.line, None) else "bold"

    def precedes(self, other: Branch) -> bool:
        """Return whether another heading is counted right behind this one."""
        return other.number == self.number + 1

    @property
    def number(self) -> int:
        """The number that it bears, 0 for none."""
        return self.label.number if self.label else 0

    @property
    def is_line(self) -> bool:
        """Whether it is a single paragraph with nothing below it."""
        return not self.content and not self.children


def grow(blocks: Sequence[Block]) -> Branch:
    """Return the paragraphs as a tree.

    Levels are those that the file gives its headings. Where they contradict the numbers (一、 and （一） of
    one level), the numbers alone decide: a way of counting that comes up anew stands below the one before.
    """
    root = _grown(blocks, by_file=True)
    return root if _agrees(root) else _grown(blocks, by_file=False)


def _agrees(node: Branch) -> bool:
    """Return whether the headings directly below each heading are counted in one way."""
    kinds = {child.label.form if child.label else "" for child in node.children}
    return len(kinds) <= 1 and all(map(_agrees, node.children))


def _grown(blocks: Sequence[Block], *, by_file: bool) -> Branch:
    root = Branch(FileText(Excerpt("")))
    way: list[Branch] = []
    for index, block in enumerate(blocks):
        label = counting.of(block.text) if isinstance(block, FileText) else None
        if not isinstance(block, FileText) or not _heads(blocks, index, label):
            (way[-1] if way else root).content.append(block)
            continue
        node = Branch(block, label, block.level if by_file else 0)
        way = _above(way, node)[:MOST_DEEP]
        (way[-1] if way else root).children.append(node)
        way = [*way, node]
    return root


def _above(way: list[Branch], node: Branch) -> list[Branch]:
    """Return the headings below which a heading stands."""
    if node.level:
        deeper = (place for place, other in enumerate(way) if other.level >= node.level)
        way = way[: next(deeper, len(way))]
    same = [
        place
        for place, other in enumerate(way)
        if other.kind == node.kind and not (other.level and node.level)
    ]
    if node.label is None or not same:
        return way[: same[-1]] if same else way
    following = [place for place in same if way[place].precedes(node)]
    if following:
        return way[: following[-1]]
    # a list that begins anew within one that is counted in the same way
    begins = node.label.number == 1 and len(way) < MOST_DEEP
    return way if begins else way[: same[-1]]


def _heads(blocks: Sequence[Block], index: int, label: NumberLabel | None) -> bool:
    """Return whether a paragraph is a heading or numbered as one."""
    line = blocks[index]
    if not isinstance(line, FileText):
        return False
    if label is not None and label.length == len(line.text):
        return False  # a number without words
    if line.level > 0:
        return True
    if label is not None:
        return label.form not in counting.ITEM_FORMS
    if opening(line, None):
        return True
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    stands_out = line.is_bold and line.align != "center" and not STOPS.search(line.text)
    return stands_out and len(line.text) <= LONGEST_OPENING and isinstance(following, FileText)


def opening(line: FileText, label: NumberLabel | None) -> int:
    """Return where the heading ends with which a paragraph begins, as the file sets it off; 0 for none.

    What follows must go on as assembling prints it: behind a mark, or behind 。, which it sets.
    """
    text, start = line.text, label.length if label else 0
    if start < line.bold < len(text):
        return _closed(text, start, line.bold)
    if line.face in HEAVY and not line.is_bold:
        return sentence(text, start)
    return 0


def sentence(text: str, start: int) -> int:
    """Return where the first sentence behind a label ends, if it is short and a text follows; else 0."""
    match = SENTENCE.match(text, start)
    if match is None or match.end() == len(text) or match.end() - start > LONGEST_OPENING:
        return 0
    return _closed(text, start, match.end())


def _closed(text: str, start: int, end: int) -> int:
    """Return the end of a heading, 0 where its text does not follow as assembling prints it."""
    if text[end : end + 1] == "。":
        end += 1
    heading = text[start:end]
    closed = heading.endswith(CLOSED) and 0 < len(heading.strip("。 \u3000")) <= LONGEST_HEADING
    return end if closed and text[end:].strip() else 0


def is_short_sentence(line: FileText, label: NumberLabel | None) -> int:
    """Return where a heading may end that nothing but its shortness sets off: no figure is in it; else 0."""
    end = sentence(line.text, label.length if label else 0)
    return 0 if end and COUNTS.search(line.text[label.length if label else 0 : end]) else end
