"""A printed text and what a corrected file says in its place: which words stay, with their references.

Knows pieces of printed texts, words and quantities; not where they are written. A reference stays wherever
its words stand; where another quantity of the same unit stands in its place, it stays with a new value.
"""

from __future__ import annotations

from itertools import accumulate
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff
from lawgov_report.language import narrative, quantity
from lawgov_report.pulling.printed import PieceKind, PrintedPiece, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

LONGEST = 40  # characters in which a new value is looked for
REFERRED = frozenset((PieceKind.FIGURE, PieceKind.DERIVED))
NEAR = range(1, 4)  # characters of a bound word: 约, 以上, 不少于
WHOLE = frozenset((PieceKind.FIGURE, PieceKind.DERIVED, PieceKind.LITERAL, PieceKind.DATE))  # never cut


class Slice(NamedTuple):
    """Words of the corrected file from the offset `word` on, and what of the built one they are.

    Of a piece, piece.text[start:end] stands there; a figure's `text` is its new value where that is another.
    Of typed words `piece` is None, and `unit` is the text in which they were typed.
    """

    text: str
    word: int
    piece: PrintedPiece | None = None
    start: int = 0
    end: int = 0
    unit: Unit | None = None


class KnownFigures(NamedTuple):
    """What is known of figures: the units of indicators by their keys.

    `renewed` are comparisons with last year as they read with the new figures, by the name of their text and
    where they begin in it.
    """

    units: Mapping[str, str]
    renewed: Mapping[tuple[str, int], str] = MappingProxyType({})


class _Hunk(NamedTuple):
    """built[start:end] became word[word:word_end]."""

    start: int
    end: int
    word: int
    word_end: int


def reword(pieces: Sequence[PrintedPiece], text: str, known: KnownFigures) -> list[Slice]:
    """Return what a corrected text consists of, in order."""
    return [*_Reworder(pieces, text, known).slices()]


class _Reworder:
    """Two texts side by side: `pieces` printed the built one, `starts` are where they begin in it."""

    def __init__(self, pieces: Sequence[PrintedPiece], text: str, known: KnownFigures) -> None:
        self.pieces, self.text, self.known = pieces, text, known
        self.built = "".join(piece.text for piece in pieces)
        lengths = (len(piece.text) for piece in pieces)
        self.starts = [*accumulate(lengths, initial=0)][:-1]

    def slices(self) -> Iterator[Slice]:
        start, word = 0, 0
        for hunk in self.widened():
            yield from self.standing_words(start, hunk.start, word)
            yield from self.changed(hunk)
            start, word = hunk.end, hunk.word_end
        yield from self.standing_words(start, len(self.built), word)

    def hunks(self) -> Iterator[_Hunk]:
        """Yield what changed, from the first characters on."""
        runs = text_diff.runs(text_diff.tokens(self.built), text_diff.tokens(self.text))
        start = word = 0
        gone = came = ""
        for op, words in (*runs, ("=", "")):
            if op == "-":
                gone = words
            elif op == "+":
                came = words
            else:
                if gone or came:
                    yield _Hunk(start, start + len(gone), word, word + len(came))
                start, word = start + len(gone) + len(words), word + len(came) + len(words)
                gone = came = ""

    def widened(self) -> list[_Hunk]:
        """Return what changed, so that it cuts no figure, literal or date in two."""
        found: list[_Hunk] = []
        pieces = [
            (start, start + len(piece.text))
            for start, piece in zip(self.starts, self.pieces, strict=True)
            if piece.kind in WHOLE
        ]
        for hunk in self.hunks():
            wide = self.bounded(hunk)
            for start, end in pieces:
                if wide.start < end and start < max(wide.end, wide.start):
                    wide = _widened(wide, start, end)
            while found and wide.start < found[-1].end:
                last = found.pop()
                wide = _Hunk(
                    last.start, max(last.end, wide.end), last.word, max(last.word_end, wide.word_end)
                )
            found.append(wide)
        return found

    def bounded(self, hunk: _Hunk) -> _Hunk:
        """Return a hunk with the figure beside it where what was typed there belongs to that: 约, 以上."""
        new = self.text[hunk.word : hunk.word_end]
        for start, piece in zip(self.starts, self.pieces, strict=True):
            end = start + len(piece.text)
            if piece.kind is not PieceKind.FIGURE or not new:
                continue
            unit = self.known.units.get(piece.key, "")
            if hunk.end == start and _is_quantity([new[-k:] + piece.text for k in NEAR], unit):
                return _widened(hunk, start, end)
            if hunk.start == end and _is_quantity([piece.text + new[:k] for k in NEAR], unit):
                return _widened(hunk, start, end)
        return hunk

    def standing_words(self, start: int, end: int, word: int) -> Iterator[Slice]:
        """Yield what stands of built[start:end], piece by piece."""
        for begin, piece in zip(self.starts, self.pieces, strict=True):
            first, last = max(start, begin), min(end, begin + len(piece.text))
            if first < last:
                text = self.built[first:last]
                yield Slice(text, word + first - start, piece, first - begin, last - begin, piece.unit)

    def changed(self, hunk: _Hunk) -> Iterator[Slice]:
        """Yield what was typed in the place of a hunk; figures with new values stay in it."""
        text, place = self.text[hunk.word : hunk.word_end], 0
        owner = self.owner(hunk)
        figures = [
            piece
            for start, piece in zip(self.starts, self.pieces, strict=True)
            if piece.kind in REFERRED and hunk.start <= start < hunk.end
        ]
        for piece in figures:
            start, end = self.standing(piece, text, place, len(figures))
            if start < end:
                if place < start:
                    yield Slice(text[place:start], hunk.word + place, unit=owner)
                new = text[start:end]
                yield Slice(new, hunk.word + start, piece, 0, len(piece.text), piece.unit)
                place, owner = end, piece.unit
        if place < len(text):
            yield Slice(text[place:], hunk.word + place, unit=owner)

    def standing(self, piece: PrintedPiece, text: str, place: int, figures: int) -> tuple[int, int]:
        """Return where what a reference prints now stands in typed words, an empty stretch where it does not.

        Of several values in the place of one figure, none is known to be it.
        """
        if piece.kind is PieceKind.DERIVED:
            name = piece.unit.name if piece.unit else ""
            wordings = (piece.text, self.known.renewed.get((name, piece.start), piece.text))
            places = ((text.find(wording, place), len(wording)) for wording in wordings)
            return next(((start, start + length) for start, length in places if start >= 0), (0, 0))
        found = [*_values(text, place, self.known.units.get(piece.key, ""))]
        same = [(start, end) for start, end in found if text[start:end] == piece.text]
        if same:
            return same[0]
        return found[0] if found and (len(found) == 1 or len(found) <= figures) else (0, 0)

    def owner(self, hunk: _Hunk) -> Unit | None:
        """Return the text in which something was typed: that of what it replaced, or of what it is behind."""
        before = None
        for start, piece in zip(self.starts, self.pieces, strict=True):
            end = start + len(piece.text)
            if piece.unit and start < max(hunk.end, hunk.start) and hunk.start < end:
                return piece.unit
            if end <= hunk.start:
                before = piece
        if before is not None and before.unit:
            return before.unit
        # behind what is only added, as the stop of a heading is, the next text begins
        behind = (
            piece.unit for start, piece in zip(self.starts, self.pieces, strict=True) if start >= hunk.start
        )
        return next((unit for unit in behind if unit), before.unit if before else None)


def _widened(hunk: _Hunk, start: int, end: int) -> _Hunk:
    """Return a hunk that has all of built[start:end]; what it lacks of that is the same on both sides."""
    before, behind = max(0, hunk.start - start), max(0, end - hunk.end)
    return _Hunk(hunk.start - before, hunk.end + behind, hunk.word - before, hunk.word_end + behind)


def _is_quantity(texts: Iterable[str], unit: str) -> bool:
    """Return whether one of the texts writes a quantity of a unit."""
    return any(found.unit == unit for text in texts if (found := quantity.parse(text)))


def _values(text: str, place: int, unit: str) -> Iterator[tuple[int, int]]:
    """Yield where quantities of a unit stand in words from `place` on, each as long as it can be."""
    while place < len(text):
        for end in range(min(len(text), place + LONGEST), place, -1):
            found = quantity.parse(text[place:end])
            if found is not None and found.unit == unit:
                yield place, end
                place = end
                break
        else:
            place += 1


# What each text consists of now


class WordsChange(NamedTuple):
    """unit.written.text[start:end] becomes `text`, as a year file writes it; word[word:word_end] says it."""

    start: int
    end: int
    text: str
    word: int
    word_end: int


def changes(unit: Unit, slices: Iterable[Slice]) -> list[WordsChange]:
    """Return how the text of a unit changes that consists of these slices now, in order."""
    found: list[WordsChange] = []
    place, came = 0, ""
    begin = end = -1
    for each in slices:
        stretch = written_stretch(each)
        if each.piece is not None and each.piece.unit == unit and stretch[0] >= place:
            if came or stretch[0] > place:
                found.append(WordsChange(place, stretch[0], came, max(begin, 0), max(end, 0)))
            place, came, begin = stretch[1], "", -1
        else:
            came += written_text(each)
            begin = each.word if begin < 0 else begin
        end = each.word + len(each.text)
    length = len(unit.written.text)
    if came or place < length:
        found.append(WordsChange(place, length, came, begin if begin >= 0 else max(end, 0), max(end, 0)))
    return found


def written_stretch(each: Slice) -> tuple[int, int]:
    """Return where the unit's text writes what stands of a piece."""
    piece = each.piece
    if piece is None:
        return 0, 0
    if piece.kind is PieceKind.WORDS:
        return piece.start + each.start, piece.start + each.end
    return piece.start, piece.end


def written_text(each: Slice) -> str:
    """Return words of a corrected file as a year file writes them, a reference as it was."""
    piece = each.piece
    if piece is None or piece.unit is None:
        return literal(each.text)
    start, end = written_stretch(each)
    return piece.unit.written.text[start:end]


def literal(text: str) -> str:
    """Return words as a text writes them: braces that would be a reference are printed as they are."""
    if "{" not in text and "｛" not in text:
        return text
    return narrative.BRACES.sub(
        lambda match: match[0] if '"' in match[0] else f'{{{{ "{match[0]}" }}}}', text
    )
