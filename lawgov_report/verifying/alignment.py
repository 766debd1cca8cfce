"""A text that was printed and is read back, beside the text it was printed from: what stands where.

Knows stretches of two texts; not what they say. Blanks and line ends count for nothing, since a page breaks
lines where it likes, and letters that differ only in form (％ and %) are the same.
"""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from lawgov_report.comparing import text_diff as likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENDS = frozenset("。；，：！？")
NUMBER = "#"
ONE_GLYPH = str.maketrans("戶戸", "户户")  # Noto CJK prints the three with one glyph: a PDF names any of them
Tokens = tuple[str, ...]


class Block(NamedTuple):
    """A stretch of the old text and what stands for it in the new one: the same, or something else."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


def plain(text: str) -> str:
    """Return the text without blanks, letters in their usual form."""
    return "".join(normalize("NFKC", text).translate(ONE_GLYPH).split())


def blocks(old: str, new: str) -> list[Block]:
    """Return how the old text stands in the new one, stretch by stretch; both are plain.

    They are cut into chunks behind each stop and each number; chunks that differ only in their numbers
    stand for each other.
    """
    olds, news = _chunks(old), _chunks(new)
    matcher = SequenceMatcher(None, [_masked(one) for one in olds], [_masked(one) for one in news])
    pieces: list[tuple[bool, str, str]] = []
    for op, first, last, start, end in matcher.get_opcodes():
        if op == "equal":
            pairs = zip(olds[first:last], news[start:end], strict=True)
            pieces += [piece for went, came in pairs for piece in _numbers(went, came)]
        else:
            pieces += _words(_joined(olds[first:last]), _joined(news[start:end]))
    return [*_placed(pieces)]


def _chunks(text: str) -> list[Tokens]:
    chunks: list[Tokens] = []
    held: list[str] = []
    for token in likeness.tokens(text):
        held.append(token)
        if token in ENDS or token[0].isdigit():
            chunks.append(tuple(held))
            held = []
    return [*chunks, tuple(held)] if held else chunks


def _masked(chunk: Tokens) -> Tokens:
    return tuple(NUMBER if token[0].isdigit() else token for token in chunk)


def _joined(chunks: Sequence[Tokens]) -> Tokens:
    return tuple(token for chunk in chunks for token in chunk)


def _numbers(went: Tokens, came: Tokens) -> Iterator[tuple[bool, str, str]]:
    for old, new in zip(went, came, strict=True):
        yield old == new, old, new


def _words(went: Tokens, came: Tokens) -> Iterator[tuple[bool, str, str]]:
    gone = ""
    for op, text in likeness.runs(went, came):
        if gone and op != "+":
            yield False, gone, ""
        if op != "-":
            yield op == "=", gone if op == "+" else text, text
        gone = text if op == "-" else ""
    if gone:
        yield False, gone, ""


def _placed(pieces: Iterable[tuple[bool, str, str]]) -> Iterator[Block]:
    old = new = 0
    for same, went, came in pieces:
        yield Block(same, old, old + len(went), new, new + len(came))
        old, new = old + len(went), new + len(came)


class Alignment(NamedTuple):
    """Two plain texts and how the old one stands in the new one."""

    old: str
    new: str
    blocks: Sequence[Block]

    def new_of(self, start: int, end: int) -> tuple[int, int]:
        """Return where old[start:end] stands in the new text; an empty stretch where it went."""
        first, last = self._block(start), self._block(end - 1)
        begin = first.new + (start - first.old if first.same else 0)
        finish = last.new + (end - last.old) if last.same else last.new_end
        return begin, finish

    def slack(self, start: int, end: int) -> int:
        """Return how many characters beside old[start:end] became something else together with it."""
        first, last = self._block(start), self._block(end - 1)
        before = 0 if first.same else start - first.old
        return max(before, 0 if last.same else last.old_end - end)

    def _block(self, offset: int) -> Block:
        """Return the block that holds a character of the old text: none that is empty there."""
        return self.blocks[bisect_right(self.blocks, offset, key=lambda block: block.old) - 1]


def align(old: str, new: str) -> Alignment:
    """Return two plain texts side by side."""
    return Alignment(old, new, blocks(old, new))
