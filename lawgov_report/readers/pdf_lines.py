"""Lines that are printed on pages, as paragraphs: by where they begin, how far they go, and their size.

Knows places on a page; not how a PDF is read. Page numbers, and what every page repeats, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.readers import lines
from lawgov_report.readers.published import PublishedText, Spot, Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PAGE_NUMBER = re.compile(r"\s*[—–－-]\s*[0-9]+\s*[—–－-]\s*")
# Also page numbers, but only as the first or last line of a page
AT_EDGE = re.compile(r"\s*(?:[0-9]{1,3}|[0-9]{1,3}\s*/\s*[0-9]{1,3}|第\s*[0-9]+\s*页.{0,12})\s*")
NO_EDGE = re.compile("(?!)")
DIGITS = re.compile("[0-9]+")
REPEATED = 3  # pages that begin or end with the same line, or all of two: it is a running head
COMMON = 0.05  # of all lines that begin at the margin
LARGER = 1.2  # times the size of the body: a title, whose lines belong together
APART = 1.35  # times the usual distance of lines: a new paragraph
NEAR = 0.6  # characters that lines of one margin may differ by
FULL = 0.9  # of all lines are no longer than this one says the right margin is
SHORT = 2.5  # characters that a full line may seem short by: how wide it is, is only reckoned
INDENTED = 0.1  # of all lines that begin further in: then it is these that begin paragraphs
SPACED = 0.3  # of a line that is blanks: its letters are set apart
FURTHEST = 4  # characters from the margin: what begins further in is a line of its own
# The blanks of a PDF are gaps that pypdf sees between letters: beside a number, one that is always set there
AT_NUMBER = re.compile(r"(?<=[^\x00-\xff])[ \xa0](?=[0-9A-Za-z])|(?<=[0-9A-Za-z%.])[ \xa0](?=[^\x00-\xff])")
GAP = 0.25  # characters that such a blank is wide
BLANKS = re.compile(r"(?<=[^\x00-\xff])[ \xa0]+(?=[^\x00-\xff])")
FACES = (
    ("hei", "黑体"),
    ("kai", "楷体"),
    ("fang", "仿宋"),
    ("xiaobiao", "小标宋"),
    ("xbs", "小标宋"),
    ("song", "宋体"),
)


class PrintedLine(NamedTuple):
    """A line: its text, its page, where it begins from the left and the bottom, and its size, in points.

    `centre` is the middle of its page.
    """

    text: str
    page: int
    left: float = 0
    bottom: float = 0
    size: float = 0
    font: str = ""
    centre: float = 0

    @property
    def width(self) -> float:
        """How wide it is, as nearly as its characters say."""
        return (lines.width("".join(self.text.split())) + GAP * len(AT_NUMBER.findall(self.text))) * self.size

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.left + self.width


class _Body(NamedTuple):
    """How most of the text is set: size, margins, distance of lines, and whether paragraphs are indented."""

    size: float
    left: float
    right: float
    gap: float
    indented: bool


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[PublishedText]:
    """Yield the paragraphs of pages."""
    found = [*_without_edges(pages)]
    if not any(line.size for line in found):
        yield from _unplaced(found)
        return
    body = _body(found)
    group: list[PrintedLine] = []
    for line in found:
        if group and not _goes_on(group[-1], line, body):
            yield _paragraph(group, body)
            group = []
        group.append(line)
    if group:
        yield _paragraph(group, body)


def _without_edges(pages: Sequence[Sequence[PrintedLine]]) -> Iterator[PrintedLine]:
    """Yield all lines but blank ones, page numbers and running heads."""
    printed = [[_tidied(line) for line in page if not PAGE_NUMBER.fullmatch(line.text)] for page in pages]
    upwards = [page[::-1] for page in _without_first(printed, AT_EDGE)]
    # browsers write the head of a page before its foot, both behind the text
    for page in _without_first(_without_first(upwards, AT_EDGE), NO_EDGE):
        yield from page[::-1]


def _without_first(pages: Sequence[list[PrintedLine]], edge: re.Pattern[str]) -> list[list[PrintedLine]]:
    """Return pages without a first line that several have, or that matches a pattern."""
    times = Counter(_masked(page[0]) for page in pages if page)
    enough = min(REPEATED, max(2, len(pages)))

    def stays(line: PrintedLine) -> bool:
        repeated = times[_masked(line)] >= enough and not lines.ends(line.text)
        return not repeated and not edge.fullmatch(line.text)

    return [page if not page or stays(page[0]) else page[1:] for page in pages]


def _tidied(line: PrintedLine) -> PrintedLine:
    """Return a line without the blanks between letters that are set apart."""
    if sum(map(str.isspace, line.text)) < SPACED * len(line.text):
        return line
    return line._replace(text=BLANKS.sub("", line.text))


def _masked(line: PrintedLine) -> str:
    return DIGITS.sub("0", "".join(line.text.split()))


def _unplaced(found: Sequence[PrintedLine]) -> Iterator[PublishedText]:
    texts = [line.text for line in found]
    for numbers in lines.paragraphs(texts):
        yield _put_together([found[number] for number in numbers], "")


def _body(found: Sequence[PrintedLine]) -> _Body:
    sizes: Counter[float] = Counter()
    for line in found:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0]
    set_ = [line for line in found if round(line.size, 1) == size]
    begins = Counter(round(line.left) for line in set_)
    left = min((place for place, count in begins.items() if count >= max(2, COMMON * len(set_))), default=0)
    gaps = [above.bottom - below.bottom for above, below in pairwise(set_) if above.page == below.page]
    gap = median([gap for gap in gaps if gap > 0] or [0])
    rights = sorted(line.right for line in set_)
    further = sum(line.left > left + NEAR * size for line in set_)
    return _Body(size, left, rights[int(FULL * (len(rights) - 1))], gap, further > INDENTED * len(set_))


def _goes_on(line: PrintedLine, following: PrintedLine, body: _Body) -> bool:
    """Return whether a paragraph goes on from a line to the following one."""
    if abs(line.size - following.size) > 1:
        return False
    if line.size > LARGER * body.size:  # a title in several lines
        return line.page == following.page and line.bottom - following.bottom < 2 * line.size
    if following.left > body.left + NEAR * body.size or line.left > body.left + FURTHEST * body.size:
        return False
    if line.page == following.page and body.gap and line.bottom - following.bottom > APART * body.gap:
        return False
    if not body.indented and lines.begins(line.text, following.text):
        return False
    word = lines.WORD.match(following.text.strip())
    room = body.right - line.right - (lines.width(word[0]) * line.size if word else 0)
    return room < SHORT * line.size * (2 if body.indented else 1)


def _paragraph(group: Sequence[PrintedLine], body: _Body) -> PublishedText:
    first = group[0]
    if first.size > body.size - 1:
        group = [line._replace(text=AT_NUMBER.sub("", line.text)) for line in group]
    found = _put_together(group, "\n" if first.size > LARGER * body.size else "")
    return found._replace(
        align=_align(first, body),
        size=round(first.size, 1),
        bold=len(found.text) if "bold" in first.font.lower() else 0,
        face=next((face for part, face in FACES if part in first.font.lower()), ""),
    )


def _put_together(group: Sequence[PrintedLine], between: str) -> PublishedText:
    text, begins = lines.joined([line.text for line in group], between)
    spots = [Spot(page=line.page) for line in group]
    turns = tuple(map(Turn, begins, spots)) if spots[0] != spots[-1] else ()
    return PublishedText(text, spots[0], turns=turns)


def _align(line: PrintedLine, body: _Body) -> str:
    """Return how a line is set that begins far from the margin."""
    if line.left < body.left + 3 * body.size:
        return ""
    middle = (line.left + line.right) / 2
    if abs(middle - line.centre) < 2 * NEAR * line.size:
        return "center"
    return "right" if middle > line.centre else ""


def of_texts(texts: Iterable[str]) -> list[list[PrintedLine]]:
    """Return pages of which nothing but the text is known."""
    return [[PrintedLine(line, page) for line in text.splitlines()] for page, text in enumerate(texts, 1)]
