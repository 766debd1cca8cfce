"""What a reader found, as paragraphs and tables: blanks trimmed, soft line breaks resolved, cells gathered.

Knows what readers say of a paragraph; not what it means in a report.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.importing import counting
from lawgov_report.importing.draft import Excerpt, Guessed, GuessKind, TableDraft
from lawgov_report.models.section import MOST_COLUMNS
from lawgov_report.readers.published import TITLE
from lawgov_report.reading.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.readers.published import PublishedText

MOST = 20_000  # paragraphs and cells; a report of 15,000 characters has some 300
MOST_CHARACTERS = 600_000  # as of a year file
NOTHING = "—"  # stands in an empty cell: no cell of a year file is empty
LONGEST_HEADING = 60
LONGEST_LINE = 40  # of a heading that has two
STOPS = re.compile("[。；]")
GAP = "　"  # between the cells of a row that cannot stand in a table


class FileText(NamedTuple):
    """A paragraph. `bold` counts the characters at its beginning that are set off; readers say the rest."""

    words: Excerpt
    level: int = 0
    align: str = ""
    size: float = 0
    bold: int = 0
    face: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return self.words.text

    @property
    def is_bold(self) -> bool:
        """Whether all of it is set off."""
        return 0 < len(self.text) <= self.bold

    def rest(self, start: int) -> FileText:
        """Return what follows its first characters, as a paragraph without any look."""
        return FileText(self.words.cut(start))


Block = FileText | TableDraft


def read(texts: Iterable[PublishedText]) -> tuple[list[Block], list[Guessed]]:
    """Return the paragraphs and tables of a file, and what of its characters could not be kept.

    Raises Unusable where it has none, or too many.
    """
    found = [text for text in texts if text.text.strip() or text.cell]
    if not any(text.text.strip() for text in found):
        raise Unusable("文件里没有文字")
    if len(found) > MOST or sum(len(text.text) for text in found) > MOST_CHARACTERS:
        raise Unusable(f"超过 {MOST} 段或 {MOST_CHARACTERS // 10_000} 万字，不像一份年度报告")
    guesses: list[Guessed] = []
    blocks: list[Block] = []
    for table, group in groupby(found, lambda text: text.cell[0] if text.cell else 0):
        if table:
            blocks += _table([*group], guesses)
        else:
            blocks += [line for text in group for line in _lines(text, guesses)]
    return _rejoined(blocks), guesses


def _rejoined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with headings as one whose second line stands as a paragraph of its own."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(last, FileText) and isinstance(block, FileText) and _goes_on(last, block):
            text = f"{last.text}\n{block.text}"
            found[-1] = last._replace(words=last.words._replace(text=text, marks=()))
        else:
            found.append(block)
    return found


def _goes_on(line: FileText, following: FileText) -> bool:
    """Return whether a numbered line that ends with a comma is a heading that goes on behind it."""
    label = counting.of(line.text)
    if label is None or label.form in counting.ITEM_FORMS or line.level or following.level:
        return False
    short = max(len(line.text), len(following.text)) <= LONGEST_LINE
    plain = not STOPS.search(line.text + following.text) and counting.of(following.text) is None
    return short and plain and line.text.endswith(("，", "、")) and not following.text.endswith("：")


def _lines(text: PublishedText, guesses: list[Guessed]) -> Iterator[FileText]:
    """Yield a paragraph; one with soft line breaks is several, unless it is a heading."""
    words, bold = _clean(text, guesses)
    look = FileText(words, text.level, text.align, text.size, bold, text.face)
    lines = words.lines()
    if text.level or len(lines) <= 1 or _is_heading(words):  # nothing to part
        if lines:
            yield look
        return
    start = 0
    for line in lines:
        start = words.text.index(line.text, start)
        yield look._replace(words=line, bold=min(max(0, bold - start), len(line.text)))
        start += len(line.text)


def _is_heading(words: Excerpt) -> bool:
    """Return whether a paragraph of several lines is a heading by its number and its shortness."""
    short = len(words.text) <= LONGEST_HEADING and not STOPS.search(words.text)
    return short and counting.of(words.text) is not None


def _clean(text: PublishedText, guesses: list[Guessed]) -> tuple[Excerpt, int]:
    """Return the words of a paragraph behind its list label, and how many of them are set off.

    Characters that no year file may have go; a tab is a blank.
    """
    whole = Excerpt(f"{text.label}{text.text}", text.spot, text.marks)
    shift = len(text.label)
    marks = tuple(mark._replace(start=mark.start + shift, end=mark.end + shift) for mark in text.marks)
    whole = whole._replace(text=whole.text.replace("\t", " "), marks=marks)
    for character in {*FORBIDDEN.findall(whole.text)}:
        note = f"删去看不见的字符 U+{ord(character):04X}"
        guesses.append(Guessed(GuessKind.CHARACTER, whole.text.strip()[:20], note, text.spot))
        whole = _without(whole, character)
    lead = len(whole.text) - len(whole.text.lstrip())
    words = whole.cut(0)
    bold = text.bold + shift - lead if text.bold else 0
    return words, min(max(0, bold), len(words.text))


def _without(words: Excerpt, character: str) -> Excerpt:
    """Return words without a character, marks moved along."""
    text = words.text

    def moved(offset: int) -> int:
        return offset - text.count(character, 0, offset)

    marks = tuple(mark._replace(start=moved(mark.start), end=moved(mark.end)) for mark in words.marks)
    return words._replace(text=text.replace(character, ""), marks=marks)


# Tables


def _table(texts: Sequence[PublishedText], guesses: list[Guessed]) -> list[Block]:
    """Return the cells of a table as one; as paragraphs, row by row, where it can be none of ours."""
    cells: dict[tuple[int, int], list[Excerpt]] = {}
    for text in texts:
        if text.cell:
            cells.setdefault(text.cell[1:], []).append(_clean(text, guesses)[0])
    rows = sorted({row for row, _ in cells})
    columns = max(column for _, column in cells)
    first = texts[0]
    wide = columns > MOST_COLUMNS or len(rows) * columns > MOST
    if len(rows) <= 1 or columns <= 1 or wide:  # no table
        return [line for text in texts for line in _lines(text._replace(cell=None), guesses)]
    empty = [Excerpt(NOTHING, first.spot)]
    filled = [[_joined(cells.get((row, column), empty)) for column in range(1, columns + 1)] for row in rows]
    blanks = sum(cell.text == NOTHING for row in filled for cell in row) - sum(
        _plain(text) == NOTHING for text in texts
    )
    if blanks > 0:
        note = f"表里有 {blanks} 格是空的或并在别的格里，印作“{NOTHING}”"
        guesses.append(Guessed(GuessKind.TABLE, first.text.strip()[:20], note, first.spot))
    head, *body = (tuple(row) for row in filled)
    return [TableDraft(head, tuple(body))]


def _plain(text: PublishedText) -> str:
    return text.text.strip()


def _joined(words: Sequence[Excerpt]) -> Excerpt:
    """Return the paragraphs of a cell as one, whose line breaks are none."""
    lines = [line for stretch in words for line in stretch.lines()]
    if not lines:
        return Excerpt(NOTHING, words[0].spot)
    text, marks = "", []
    for line in lines:
        marks += [
            mark._replace(start=mark.start + len(text), end=mark.end + len(text)) for mark in line.marks
        ]
        text += line.text
    return Excerpt(text, lines[0].spot, tuple(marks))


def in_lines(grid: TableDraft) -> list[FileText]:
    """Return a table as paragraphs: a row each, its cells parted by a wide blank."""
    rows = [_row(row) for row in (grid.columns, *grid.rows)]
    return [FileText(words) for words in ((grid.title,) if grid.title else ()) + tuple(rows)]


def _row(cells: Sequence[Excerpt]) -> Excerpt:
    text, marks = "", []
    for cell in cells:
        gap = GAP if text else ""
        shift = len(text) + len(gap)
        marks += [mark._replace(start=mark.start + shift, end=mark.end + shift) for mark in cell.marks]
        text += gap + cell.text
    return Excerpt(text, cells[0].spot, tuple(marks))


def same_width(text: str) -> str:
    """Return a text without blanks, its letters in their usual form, by which two are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_title(line: FileText) -> bool:
    """Return whether the file itself says that a paragraph is the title."""
    return line.level == TITLE
