"""A YAML file under edit, line by line: words in lines, lines put in, taken out and moved; all else stays.

Knows lines and how a text is written in YAML; not what any key means. Line ends, and the byte order mark, are
those that the file has.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.reading.diagnostics import Written

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
QUOTES = "'\""
WIDTH = 60  # characters of a line of new text, which ends behind a stop
STOP = re.compile(r"[^，。；：！？]+[，。；：！？”）]*|[，。；：！？”）]+")
# What no plain scalar may begin with, or hold; in brackets also what ends an entry there
NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`~\s]|:(?:\s|$)|\s#|\s$|^(?:null|Null|NULL)$|^$")
IN_BRACKETS = re.compile(r"[,\[\]{}]")


class LineEdit(NamedTuple):
    """line[start:end] becomes `text`; all count from 0."""

    line: int
    start: int
    end: int
    text: str


class Extent(NamedTuple):
    """Lines from `first` to before `end`, from 0."""

    first: int
    end: int


class Lines:
    """The lines of a file and what is to become of them."""

    def __init__(self, content: bytes) -> None:
        self.mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        self.lines = [line for line in LINE.findall(content.removeprefix(self.mark).decode()) if line]
        self.end = "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"
        self.words: dict[int, list[LineEdit]] = {}
        self.gone: set[int] = set()
        self.behind: dict[int, list[list[str] | Extent]] = {}
        self.moved: set[Extent] = set()

    def write(self, edits: Iterable[LineEdit]) -> None:
        """Write words into lines."""
        for edit in edits:
            self.words.setdefault(edit.line, []).append(edit)

    def remove(self, extent: Extent) -> None:
        """Take lines out."""
        self.gone.update(range(extent.first, extent.end))

    def put(self, line: int, block: list[str] | Extent) -> None:
        """Put lines, or lines that stand elsewhere, behind a line; -1 is before the first one."""
        self.behind.setdefault(line, []).append(block)
        if isinstance(block, Extent):
            self.moved.add(block)

    def put_before(self, line: int, block: list[str] | Extent) -> None:
        """Put lines in front of a line, behind what was put there before."""
        self.put(line - 1, block)

    def content(self) -> bytes:
        """Return the bytes of the edited file."""
        elsewhere = {number for extent in self.moved for number in range(extent.first, extent.end)}
        written: list[str] = [*self.rendered_behind(-1)]
        for number in range(len(self.lines)):
            if number not in elsewhere:
                written += self.rendered(number)
        closed = [line if line.endswith(("\n", "\r")) else line + self.end for line in written[:-1]]
        return self.mark + "".join([*closed, *written[-1:]]).encode()

    def rendered(self, number: int) -> Iterator[str]:
        """Yield a line as edited, and what was put behind it."""
        if number not in self.gone:
            line = self.lines[number]
            edits = sorted(self.words.get(number, ()), reverse=True)
            for edit in edits:
                line = line[: edit.start] + edit.text + line[edit.end :]
            # a line that lost its last word goes: an empty one would end the text
            if line.strip() or not edits:
                yield line
        yield from self.rendered_behind(number)

    def rendered_behind(self, number: int) -> Iterator[str]:
        """Yield what was put behind a line."""
        for block in self.behind.get(number, ()):
            if isinstance(block, Extent):
                for inner in range(block.first, block.end):
                    yield from self.rendered(inner)
            else:
                yield from (line + self.end for line in block)


def reworded(
    written: Written, lines: Sequence[str], changes: Iterable[tuple[int, int, str]], *, brackets: bool
) -> list[LineEdit]:
    """Return the edits of lines by which a text changes: each (start, end, text) of its characters.

    `lines` are the file's as it was read; `brackets` is whether the text stands in [ ] or { }.
    """
    changes = [*changes]
    place = written.place
    if is_block(written, lines):
        return [edit for change in changes for edit in _in_block(written, *change)]
    quote = lines[place.line - 1][place.column - 1] if not written.plain else ""
    text = written.text
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    if written.pieces and quote:
        _, line, column = written.pieces[0]
        return [
            LineEdit(line - 1, column - 1 + start, column - 1 + end, escaped(new, quote))
            for start, end, new in changes
        ]
    if written.pieces and is_plain(text, brackets=brackets):
        _, line, column = written.pieces[0]
        return [LineEdit(line - 1, column - 1 + start, column - 1 + end, new) for start, end, new in changes]
    whole = f'"{escaped(text, QUOTES[1])}"'
    return [LineEdit(place.line - 1, place.column - 1, place.end_column - 1, whole)]


def is_block(written: Written, lines: Sequence[str]) -> bool:
    """Return whether a text is written as a | block."""
    if written.plain or not written.pieces:
        return False
    _, line, column = written.pieces[0]
    above = lines[line - 2].rstrip() if line > 1 else ""
    opens = re.search(r"\|[-+0-9]*(?:\s+#.*)?$", above) is not None
    return opens and column == written.place.column


def is_plain(text: str, *, brackets: bool) -> bool:
    """Return whether a text can stand in YAML without quotes."""
    return not (NOT_PLAIN.search(text) or (brackets and IN_BRACKETS.search(text)))


def one_line(text: str) -> str:
    """Return a text as it is written behind a key, in quotes where it needs them."""
    return text if is_plain(text, brackets=False) else f'"{escaped(text, QUOTES[1])}"'


def escaped(text: str, quote: str) -> str:
    """Return a text as it is written between quotes."""
    return text.replace("'", "''") if quote == "'" else text.replace("\\", "\\\\").replace('"', '\\"')


def _in_block(written: Written, start: int, end: int, text: str) -> Iterator[LineEdit]:
    """Yield the edits of a block's lines; new words stand in the first line that changes."""
    ends = [begin for begin, _, _ in written.pieces[1:]] + [len(written.text)]
    first = True
    for (begin, line, column), stop in zip(written.pieces, ends, strict=True):
        # what is only put in where two lines meet belongs to the end of the first
        if first and (start > stop or (start == stop < end)):
            continue
        low, high = max(start, begin), min(end, stop)
        if first or low < high:
            indent = column - 1
            yield LineEdit(
                line - 1, indent + low - begin, indent + max(high, low) - begin, text if first else ""
            )
        first = False


def scalar(text: str, indent: int) -> list[str]:
    """Return a text as a | block: its first line is the | itself, the others are indented."""
    lines, line = [], ""
    for clause in STOP.findall(text):
        if line and len(line) + len(clause) > WIDTH:
            lines.append(line)
            line = ""
        line += clause
    return ["|", *(f"{' ' * indent}{line}" for line in [*lines, line])]
