"""References of words that moved from one text into another: they move with their words.

Knows what was printed and what was typed; not how that was found. A figure is known again by the words before
it: the same number alone may count something else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.pulling.printed import PieceKind

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from lawgov_report.pulling.printed import PrintedGroup, PrintedPiece

NEAR = 4  # characters before a figure by which it is known again


class LostReference(NamedTuple):
    """A figure with the words before it, as printed and as the year file writes both."""

    printed: str
    written: str


def lost(built: Iterable[PrintedGroup], standing: Container[PrintedPiece]) -> Iterator[LostReference]:
    """Yield the references of the built file that stand nowhere any more."""
    for group in built:
        before = ""
        for piece in group.pieces:
            if (
                piece.kind is PieceKind.FIGURE
                and piece.unit
                and piece not in standing
                and len(before) == NEAR
            ):
                reference = piece.unit.written.text[piece.start : piece.end]
                yield LostReference(before + piece.text, before + reference)
            before = (before + piece.text)[-NEAR:]


def resettled(text: str, references: Sequence[LostReference]) -> str:
    """Return typed words with the references that were lost where their words stand."""
    for each in references:
        text = text.replace(each.printed, each.written, 1)
    return text
