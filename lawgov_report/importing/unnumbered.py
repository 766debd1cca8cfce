"""Headings without numbers that nothing marks: short lines that stand alone between paragraphs.

Knows how such lines stand, and what the headings of a report name. Where a line could be something else, no
line becomes a heading: a report that is refused is better than one that is cut wrongly.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import counting, frame, outline, tree
from lawgov_report.importing.draft import Guessed, GuessKind
from lawgov_report.importing.paragraphs import FileText
from lawgov_report.language.numbering import LEVELS
from lawgov_report.models.outline import Covers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.importing.frame import Cut
    from lawgov_report.importing.paragraphs import Block
    from lawgov_report.importing.tree import Branch

LONGEST = 40  # characters of a heading
LONGEST_OF_ALL = 16  # of a heading that may hold all that follows it: 一年来的主要工作
MOST = 12  # parts; the outlines that are built in have six and four
FEWEST = 2
NAMES = "一二"  # of levels
STOPS = re.compile("[。；！？：:;!?…]")
OPEN = ("，", "、", ",")  # how a line ends that goes on
OVER = re.compile("[。！？][”’）》]*$")  # how a paragraph ends that a heading may follow
LEADS = re.compile("[。！？：][”’）》]*$")  # the one before the first heading: 现将情况报告如下：
ASIDE = re.compile("（.*）")  # below a title: （2021年1月15日）
BELOW_PARTS = frozenset((*LEVELS[1:], "1、", "（一）、", "（1）、", "1）", "①"))
# what a report has one part for each
SINGLE = (Covers.LEADERSHIP, Covers.SHORTCOMINGS, Covers.NEXT_STEPS)
CRITICAL = frozenset((Covers.SHORTCOMINGS, Covers.NEXT_STEPS))


class LineLook(NamedTuple):
    """How a line is set, as far as its file says; the lines of a text all look alike.

    Not whether it is centred: of a line as wide as the page, a PDF does not say so.
    """

    bold: bool
    size: float
    face: str


class LoneLine(NamedTuple):
    """A short line that stands alone in a text, and the level that its look gives it."""

    line: FileText
    level: int


def headed(blocks: Sequence[Block]) -> tuple[list[Block], list[Guessed]]:
    """Return a file with the lines that stand alone as headings, and that they were taken for such.

    The file as it is where it has headings of its parts, or where it is doubtful that these lines are them.
    """
    end = next((index for index, block in enumerate(blocks) if _is_annex(block)), len(blocks))
    cut = frame.cut(blocks[:end])
    found = _lone_lines(cut.blocks)
    if not _may_be_headings(cut, [lone.line for lone in found.values()]):
        return [*blocks], []
    parts = [lone.line.text for lone in found.values() if lone.level == 1]
    alone = all(_stands_alone(cut.blocks, place, found) for place in found)
    if not (alone and _are_parts(parts, first=0 in found)):
        return [*blocks], []
    # by identity: two lines of a file may be equal
    levels = {id(lone.line): lone.level for lone in found.values()}
    marked = [_at_level(block, levels.get(id(block), 0)) for block in blocks]
    return marked, [_guess(lone) for lone in found.values()]


def _at_level(block: Block, level: int) -> Block:
    return block._replace(level=level) if isinstance(block, FileText) and level else block


def _guess(lone: LoneLine) -> Guessed:
    note = f"没有序号，独立成行，认作第{NAMES[lone.level - 1]}级标题"
    return Guessed(GuessKind.LEVEL, lone.line.text, note, lone.line.words.spot)


def _is_annex(block: Block) -> bool:
    return isinstance(block, FileText) and frame.ANNEX.fullmatch(block.text) is not None


def _may_be_headings(cut: Cut, lines: Sequence[FileText]) -> bool:
    """Return whether a text lacks headings of its parts, so that these lines may be them.

    Bold lines are headings already, but for those that are centred: where there are both, all must be bold.
    With a paragraph above it, what was taken for the title is a heading: none ended the search for it.
    """
    alone = {*map(id, lines)}
    others = [node for node in tree.grow(cut.blocks).children if not _is_below_part(node)]
    bold = {id(node.line) for node in others}
    fitting = not bold or (bold < alone and all(line.is_bold for line in lines))
    return fitting and not any(LEADS.search(line.text) for line in cut.above)


def _is_below_part(node: Branch) -> bool:
    """Return whether a heading can only be one below a part: numbered so, or running in."""
    numbered = node.label is not None and node.label.form in BELOW_PARTS
    return not node.level and (numbered or tree.opening(node.line, None) > 0)


# Which lines stand alone


def _lone_lines(text: Sequence[Block]) -> dict[int, LoneLine]:
    """Return the short lines of a text by their places, none where they are set in more than two ways.

    Those that are set in one way have one level; the first is that of the parts.
    """
    lines = {
        index: block
        for index, block in enumerate(text)
        if isinstance(block, FileText) and _is_short(block) and not _titles_table(text, index)
    }
    looks = [*dict.fromkeys(map(_look, lines.values()))]
    if len(looks) > len(NAMES):
        return {}
    return {index: LoneLine(line, looks.index(_look(line)) + 1) for index, line in lines.items()}


def _look(line: FileText) -> LineLook:
    return LineLook(line.is_bold, line.size, line.face)


def _is_short(line: FileText) -> bool:
    """Return whether a line is no paragraph: it may be a heading, or whatever else stands in a line."""
    short = len(line.text) <= LONGEST and not STOPS.search(line.text) and counting.of(line.text) is None
    return short and not ASIDE.fullmatch(line.text) and not frame.iso(line.text)


def _titles_table(text: Sequence[Block], index: int) -> bool:
    return index + 1 < len(text) and not isinstance(text[index + 1], FileText)


def _stands_alone(text: Sequence[Block], index: int, found: dict[int, LoneLine]) -> bool:
    """Return whether a paragraph ends before a line and something goes on behind it.

    A line of a part may be followed by one of the level below.
    """
    line = found[index].line
    if line.text.endswith(OPEN) or index + 1 == len(text):
        return False
    if index + 1 in found and found[index + 1].level <= found[index].level:
        return False
    before = text[index - 1] if index else None
    if index - 1 in found or not isinstance(before, FileText):  # a line before this one is asked by itself
        return True
    first = next(iter(found))
    return (LEADS if index == first else OVER).search(before.text) is not None


# Whether they are the headings of the parts


def _are_parts(titles: Sequence[str], *, first: bool) -> bool:
    """Return whether lines can be told to be the headings of a report's parts by what they name.

    `first` says that the first of them begins the text: it may be a name that stands below the title.
    """
    contents = [outline.contents(title) for title in titles]
    named = Counter(content for covers in contents for content in covers)
    if not FEWEST <= len(titles) <= MOST or len(named) < FEWEST or not CRITICAL & named.keys():
        return False
    if (first and not contents[0]) or any(named[content] > 1 for content in SINGLE):
        return False
    turn = next(index for index, covers in enumerate(contents) if CRITICAL & {*covers})
    # from the shortcomings on, each part names what it holds; before, one may hold those that follow
    return all(contents[turn:]) and not any(map(_may_hold, titles[:turn], contents, contents[1:turn]))


def _may_hold(title: str, covers: tuple[Covers, ...], following: tuple[Covers, ...]) -> bool:
    """Return whether a heading of all that was achieved comes before one that may belong below it."""
    of_all = covers == (Covers.ACHIEVEMENTS,) and len(title) <= LONGEST_OF_ALL and "，" not in title
    return of_all and not following
