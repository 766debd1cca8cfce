"""A text that was printed and is read back, beside the text it was printed from: what stands where.

Knows stretches of two texts; not what they say. Blanks and line ends count for nothing, since a page breaks
lines where it likes, and letters that differ only in form (％ and %) are the same.
"""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from lawgov_report.comparing import text_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENDS = frozenset("。；，：！？")
NUMBER = "#"  # stands for any number while chunks are compared
ONE_GLYPH = str.maketrans("戶戸", "户户")  # Noto CJK prints the three with one glyph: a PDF names any of them
Tokens = tuple[str, ...]
Piece = tuple[bool, str, str]  # whether the two are the same, the old text, the new text


class Block(NamedTuple):
    """A stretch of the old text and what stands for it in the new one: the same, or something else."""

    same: bool
    old: int
    old_end: int
    new: int
    new_end: int


def plain(text: str) -> str:
    """Return the text without blanks, letters in their usual form."""
    return "".join(map(_plain, text))


@lru_cache(maxsize=1 << 16)
def _plain(letter: str) -> str:
    return "".join(normalize("NFKC", letter).translate(ONE_GLYPH).split())


def blocks(old: str, new: str) -> list[Block]:
    """Return how the old text stands in the new one, stretch by stretch; both are plain.

    They are cut into chunks behind each stop and each number; chunks that differ only in their numbers
    stand for each other.
    """
    # Two steps, since single tokens repeat so often that matching them is quadratic: 20,000 characters take
    # 3.4 s, but 0.13 s by chunks first, and by tokens only between those that match. Numbers are masked in
    # the first step: a wrong figure, which is what is looked for, must not tear its clause away from the one
    # that it was printed from, or a like figure elsewhere would be taken for it.
    olds, news = _chunks(old), _chunks(new)
    # difflib's autojunk stays on, unlike in text_diff: anyone may have made the file, and one that repeats a
    # page 2,000 times (600,000 characters) is then aligned in 4 s.
    matcher = SequenceMatcher(None, list(map(_masked, olds)), list(map(_masked, news)))
    pieces: list[Piece] = []
    for op, first, last, start, end in matcher.get_opcodes():
        if op == "equal":
            pairs = zip(olds[first:last], news[start:end], strict=True)
            pieces += [piece for before, now in pairs for piece in _numbers(before, now)]
        else:
            pieces += _words(_joined(olds[first:last]), _joined(news[start:end]))
    return [*_placed(pieces)]


def _chunks(text: str) -> list[Tokens]:
    """Return the tokens of a text, cut behind each stop and each number."""
    chunks: list[Tokens] = []
    chunk: list[str] = []
    for token in text_diff.tokens(text):
        chunk.append(token)
        if token in ENDS or token[0].isdigit():
            chunks.append(tuple(chunk))
            chunk = []
    return [*chunks, tuple(chunk)] if chunk else chunks


def _masked(chunk: Tokens) -> Tokens:
    return tuple(NUMBER if token[0].isdigit() else token for token in chunk)


def _joined(chunks: Sequence[Tokens]) -> Tokens:
    return tuple(token for chunk in chunks for token in chunk)


def _numbers(old: Tokens, new: Tokens) -> Iterator[Piece]:
    """Yield chunks that differ at most in their numbers, token by token."""
    for before, now in zip(old, new, strict=True):
        yield before == now, before, now


def _words(old: Tokens, new: Tokens) -> Iterator[Piece]:
    """Yield what stayed, and what went (-) together with what came (+) in its place."""
    gone = ""
    for op, text in text_diff.runs(old, new):
        if op == "+":  # runs have - before +: what went just before it is what it replaces
            yield False, gone, text
            gone = ""
            continue
        if gone:
            yield False, gone, ""
            gone = ""
        if op == "=":
            yield True, text, text
        else:
            gone = text
    if gone:
        yield False, gone, ""


def _placed(pieces: Iterable[Piece]) -> Iterator[Block]:
    """Yield the pieces as stretches of both texts."""
    start = new_start = 0
    for same, old, new in pieces:
        yield Block(same, start, start + len(old), new_start, new_start + len(new))
        start, new_start = start + len(old), new_start + len(new)


class Alignment(NamedTuple):
    """Two plain texts and how the old one stands in the new one."""

    old: str
    new: str
    blocks: Sequence[Block]

    def new_of(self, start: int, end: int) -> tuple[int, int]:
        """Return where old[start:end] stands in the new text; an empty stretch where it went.

        Of a block that changed, where in it a character came to stand is not known: it is then all of it.
        """
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
        """Return the block that holds a character of the old text."""
        # Of blocks that begin at the same offset all but the last are empty in the old text, and bisect_right
        # finds the last.
        return self.blocks[bisect_right(self.blocks, offset, key=lambda block: block.old) - 1]


def align(old: str, new: str) -> Alignment:
    """Return two plain texts side by side."""
    return Alignment(old, new, blocks(old, new))
