"""Markdown read back: its headings, paragraphs, lists and tables, without the marks.

Knows CommonMark and the tables of GFM as far as reports have them; not what a report says.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.readers import encoding, lines
from lawgov_report.readers.published import TITLE, Published, PublishedText, Spot, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_LINES = 100_000
MOST_CELLS = 200_000
FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t])(.*)")
CLOSED = re.compile(r"(?:^|[ \t])#{1,99}$")
UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
ENTRY = re.compile(r"[ \t]{0,12}(?:([0-9]{1,9})([.)])|[-+*])[ \t]+(.*)$")
QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
BELOW_HEAD = re.compile(r"\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?$")
CELL = re.compile(r"(?:[^\\|]|\\.)*+")
HARD_BREAKS = ("  ", "\\")  # ends of a line
# What is read within a text, the first that matches: an escape, a link or picture, code, emphasis
INLINE = re.compile(
    r"""(?x)
    \\(?P<escaped>[!-/:-@\[-`{-~])
    |!?\[(?P<link>[^\[\]]*)\]\([^()\s]*(?:\s"[^"]*")?\)
    |(?<!`)(?P<ticks>`{1,8})(?!`)(?P<code>[^`]+)(?P=ticks)(?!`)
    |(?P<mark>\*{1,3}|(?<![^\W_])__?(?=\w)|(?<=\w)__?(?![^\W_]))
    """
)


class _Paragraph(NamedTuple):
    """Lines that stand together, and the number of the first; `level` is that of a heading, 0 for none."""

    lines: tuple[str, ...]
    number: int
    level: int = 0
    label: str = ""


def read(content: bytes) -> Published:
    """Return the paragraphs of a Markdown file. Raises Unusable where it is no text, or too long."""
    source = encoding.text(content).replace("\r\n", "\n")
    # Behind the last end of a comment none can end: looked for from each beginning, that takes hours
    tail = source.rfind("-->") + 3
    source = COMMENT.sub(_blank, source[:tail]) + source[tail:]
    found = FRONT.sub(_blank, source).split("\n")
    if len(found) > MOST_LINES:
        raise Unusable(f"超过 {MOST_LINES} 行，不像一份年度报告")
    if source.count("|") > MOST_CELLS:
        raise Unusable(f"表格超过 {MOST_CELLS} 格，不读")
    text = tuple(_levelled([*_texts(found)]))
    if not text:
        raise Unusable("文件里没有文字")
    return Published(text=text)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")  # so that all lines stay where they are


def _levelled(texts: Sequence[PublishedText]) -> Iterator[PublishedText]:
    """Yield the texts, headings with their levels: a single # is the title, and ## the first level."""
    single = sum(each.level == 1 for each in texts) == 1
    for each in texts:
        if not single or each.level == 0:
            yield each
        else:
            yield each._replace(level=each.level - 1 or TITLE)


def _texts(found: Sequence[str]) -> Iterator[PublishedText]:
    number = table = 0
    while number < len(found):
        if number + 1 < len(found) and "|" in found[number] and BELOW_HEAD.match(found[number + 1].strip()):
            table += 1
            last = number + 2
            while last < len(found) and "|" in found[last]:
                last += 1
            rows = [(found[row], row + 1) for row in range(number, last) if row != number + 1]
            yield from _rows(rows, table)
            number = last
            continue
        paragraph, number = _paragraph(found, number)
        if paragraph:
            yield from _read(paragraph)


def _rows(rows: Sequence[tuple[str, int]], table: int) -> Iterator[PublishedText]:
    for row, (line, number) in enumerate(rows, 1):
        inner = line.strip().removeprefix("|")
        column = at = 0
        while at < len(inner):
            cell = CELL.match(inner, at)
            end = cell.end() if cell else at
            column += 1
            text, _ = _plain(inner[at:end].strip())
            if text:
                yield PublishedText(text, Spot(number, 1), cell=(table, row, column))
            at = end + 1


def _paragraph(found: Sequence[str], number: int) -> tuple[_Paragraph | None, int]:
    """Return the paragraph that begins at a line, None where none does; and the line behind it."""
    line = QUOTE.sub("", found[number])
    if not line.strip() or RULE.match(line):
        return None, number + 1
    if heading := HEADING.match(line):
        return _Paragraph((CLOSED.sub("", heading[2].rstrip()),), number + 1, len(heading[1])), number + 1
    entry = ENTRY.match(line)
    label = f"{entry[1]}{entry[2]}" if entry and entry[1] else ""
    lines_ = [entry[3] if entry else line]
    for last in range(number + 1, len(found)):
        following = QUOTE.sub("", found[last])
        if UNDERLINE.match(following) and not entry:
            return _Paragraph(tuple(lines_), number + 1, 1 if "=" in following else 2), last + 1
        if not following.strip() or any(begin.match(following) for begin in (HEADING, RULE, ENTRY)):
            return _Paragraph(tuple(lines_), number + 1, 0, label), last
        lines_.append(following)
    return _Paragraph(tuple(lines_), number + 1, 0, label), len(found)


def _read(paragraph: _Paragraph) -> Iterator[PublishedText]:
    """Yield a paragraph as it is shown: lines put together, but where they are to be broken."""
    pieces: list[list[str]] = [[]]
    for line in paragraph.lines:
        pieces[-1].append(line.rstrip(" ").removesuffix("\\") if line.endswith(HARD_BREAKS) else line)
        if line.endswith(HARD_BREAKS):
            pieces.append([])
    source = "\n".join(lines.joined(piece).text for piece in pieces if piece)
    text, bold = _plain(source)
    if text.strip():
        first = paragraph.lines[0]
        spot = Spot(paragraph.number, len(first) - len(first.lstrip()) + 1)
        yield stripped(PublishedText(text, spot, paragraph.level, paragraph.label, bold=bold))


def _plain(source: str) -> tuple[str, int]:
    """Return a text without its marks, and how many characters at its beginning are bold."""
    matches = [*INLINE.finditer(source)]
    left = Counter(match["mark"] for match in matches if match["mark"])
    open_: set[str] = set()
    pieces: list[str] = []
    begin = bold = 0
    opens_bold = False
    for match in matches:
        pieces.append(html.unescape(source[begin : match.start()]))
        begin, mark = match.end(), match["mark"]
        if mark is None:
            pieces.append(_shown(match))
            continue
        left[mark] -= 1
        if mark in open_:
            open_.remove(mark)
            bold = sum(map(len, pieces)) if opens_bold and len(mark) > 1 and not bold else bold
        elif left[mark]:  # it ends further on
            open_.add(mark)
            opens_bold = opens_bold or (len(mark) > 1 and not any(pieces))
        else:
            pieces.append(mark)
    pieces.append(html.unescape(source[begin:]))
    return "".join(pieces), bold


def _shown(match: re.Match[str]) -> str:
    """Return what is shown of an escape, a link or code."""
    if match["link"] is not None:
        return _plain(match["link"])[0]
    return match["escaped"] or match["code"]
