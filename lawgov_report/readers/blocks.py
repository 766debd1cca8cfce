"""Text that stands together in a page, as paragraphs: blanks as a browser shows them, lines told apart.

Knows runs of characters and the breaks between them; not tags.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.readers import lines
from lawgov_report.readers.published import NEAR, Mark, Marked, PublishedText, Spot, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.readers.html_looks import PageLook

BLANKS = " \t\r\n\f"
WORDS = re.compile(f"([{BLANKS}]*)([^{BLANKS}]*)")
# What no browser shows: blanks of no width, and control characters, which LibreOffice leaves in what it saves
CONTROLS = "".join(map(chr, [*range(9), 11, *range(14, 32), 127]))
UNSEEN = str.maketrans("", "", f"\u200b\u200c\u200d\u2060\ufeff{CONTROLS}")


class DataElement(NamedTuple):
    """A <data> element: the indicator that it names, where it stands, and what it says beside its text."""

    key: str
    spot: Spot
    attributes: Mapping[str, str]


class Run(NamedTuple):
    """Characters of one look, within a figure or none; or, with `breaks`, the end of a line."""

    text: str
    look: PageLook
    spot: Spot
    figure: DataElement | None = None
    breaks: bool = False


class ReadBlock(NamedTuple):
    """What stands between two tags that part texts: its runs, and where in the page it stands."""

    runs: tuple[Run, ...]
    container: int = 0
    cell: tuple[int, int, int] | None = None
    label: str = ""

    @property
    def length(self) -> int:
        """How many characters stand in it, blanks at the ends of its runs left out."""
        return sum(len(run.text.strip()) for run in self.runs)


class PageText(NamedTuple):
    """A paragraph of a page, the marks in it, in which element it stands, and how much of it are links."""

    found: PublishedText
    marks: tuple[Mark, ...]
    container: int
    linked: int


@dataclass(slots=True)
class _Text:
    """A paragraph while it is put together: its characters by their looks, and the figures in it."""

    looks: list[tuple[str, PageLook]] = field(default_factory=list)
    length: int = 0
    last: str = ""  # the last character, "" at the beginning of a line
    blank: str = ""  # blanks that a browser shows as one, and as none at the end of a line
    figures: list[tuple[DataElement, int, int]] = field(default_factory=list)
    spot: Spot = field(default_factory=Spot)

    def add(self, run: Run) -> None:
        """Take over the characters of a run."""
        letters: list[str] = []
        begin = self.length
        for blank, word in WORDS.findall(run.text.translate(UNSEEN)):
            self.blank += blank
            if not word:
                continue
            shown = self.last and self.blank and not _vanishes(self.blank, self.last, word)
            if not letters:
                self.spot = self.spot if self.length else run.spot
                begin += 1 if shown else 0
            letters += [" ", word] if shown else [word]
            self.blank, self.last = "", word[-1]
        self.put("".join(letters), run.look)
        if run.figure:
            self.note(run.figure, begin)

    def put(self, letters: str, look: PageLook) -> None:
        """Add characters as they are."""
        if letters:
            self.looks.append((letters, look))
            self.length += len(letters)

    def note(self, figure: DataElement, begin: int) -> None:
        """Take down where a figure stands; what came before of the same figure belongs to it."""
        if self.figures and self.figures[-1][0] is figure:
            _, first, end = self.figures.pop()
            begin = first if first < end else begin
        self.figures.append((figure, min(begin, self.length), self.length))

    def end_line(self) -> None:
        """End a line within the paragraph."""
        if self.looks:
            self.put("\n", self.looks[-1][1])
        self.blank = self.last = ""


def _vanishes(blank: str, before: str, word: str) -> bool:
    """Return whether blanks are none to a reader: the end of a line of the source between wide characters."""
    wide = ord(before) >= lines.WIDE and ord(word[0]) >= lines.WIDE
    return wide and ("\n" in blank or "\r" in blank)


def stretches(block: ReadBlock) -> Iterator[PageText]:
    """Yield the paragraphs of a block.

    Each line is one, since sites end paragraphs with <br>; but in headings, in cells and in what is centred
    a line goes on in the next.
    """
    rows = _rows(block.runs)
    first = next((run for run in block.runs if run.text.strip()), None)
    if first is None:
        return
    if first.look.level or first.look.align == "center" or block.cell or len(rows) == 1:
        yield from _stretch(block, rows, "\n")
        return
    texts = ["".join(run.text.translate(UNSEEN) for run in row).strip(BLANKS) for row in rows]
    for numbers in lines.paragraphs(texts):
        yield from _stretch(block, [rows[number] for number in numbers], "")


def _rows(runs: Sequence[Run]) -> list[list[Run]]:
    rows: list[list[Run]] = [[]]
    for run in runs:
        if run.breaks:
            rows.append([])
        else:
            rows[-1].append(run)
    return rows


def _stretch(block: ReadBlock, rows: Sequence[Sequence[Run]], between: str) -> Iterator[PageText]:
    text = _Text()
    for number, row in enumerate(rows):
        if number and between:
            text.end_line()
        for run in row:
            text.add(run)
    whole = "".join(letters for letters, _ in text.looks)
    if whole.strip():
        yield _finished(block, text, whole)


def _finished(block: ReadBlock, text: _Text, whole: str) -> PageText:
    marks = tuple(
        Mark(figure.key, whole[max(0, begin - NEAR) : begin], whole[begin:end], whole[end : end + NEAR],
             figure.spot, figure.attributes)
        for figure, begin, end in text.figures
    )  # fmt: skip
    look = next(look for letters, look in text.looks if letters.strip())
    found = PublishedText(
        whole,
        text.spot,
        look.level,
        block.label,
        look.align,
        _size(text.looks),
        sum(len(letters) for letters, _ in takewhile(lambda pair: pair[1].bold, text.looks)),
        look.face,
        block.cell,
        tuple(Marked(begin, end, figure.key) for figure, begin, end in text.figures),
    )
    linked = sum(len(letters) for letters, look in text.looks if look.link)
    return PageText(stripped(found), marks, block.container, linked)


def _size(looks: Sequence[tuple[str, PageLook]]) -> float:
    sizes: Counter[float] = Counter()
    for letters, look in looks:
        sizes[look.size] += len(letters.strip())
    return sizes.most_common(1)[0][0]
