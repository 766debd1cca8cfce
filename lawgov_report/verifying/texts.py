"""All text of a published file beside what should be there: what is missing, added, changed or moved.

Knows two streams and how they are aligned; figures are compared elsewhere, and what differs in them alone is
left to that.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.verifying import alignment
from lawgov_report.verifying.verdict import ADDED, CHANGED, MISSING, MOVED, TextDifference

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lawgov_report.readers.published import PublishedText, Spot
    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.verifying.alignment import Alignment, Block
    from lawgov_report.verifying.expected import Expected, Use
    from lawgov_report.verifying.streams import Fragment, Stream

ENDS = frozenset("。；，：！？")
STOPS = ("。", "；", "：", "！")
AROUND = 16  # characters of the clause around a change that are shown with it
PROSE = 20  # characters of a paragraph that is no line which sites add at the ends of an article
BOUND = 8  # characters of the words that belong to a figure
CLOSE = 6  # characters that keep two changes of a line apart
LONG = 4  # characters that are the same by more than chance
LEAST = 2  # characters of a line that is looked for elsewhere
# Words that formats print in one place or another: once before all attachments or before each, beside issuers
EITHER = frozenset(("附件:", "文件"))


class Read(NamedTuple):
    """The text of a file and its stream, a unit a paragraph with the number that the file's own list prints.

    `is_page` says that a site may have added lines around the article, `whole` is all that stands there,
    plain.
    """

    texts: Sequence[PublishedText]
    stream: Stream
    is_page: bool
    whole: str

    def spot(self, offset: int) -> Spot | None:
        """Return where a character stands in the file."""
        if not self.texts:
            return None
        unit, at = self.stream.place(offset)
        return self.texts[unit].spot_at(at - len(self.texts[unit].label))


class _Region(NamedTuple):
    """Stretches of both texts that stand for each other and are not the same."""

    old: int
    old_end: int
    new: int
    new_end: int


def differences(
    expected: Expected, read: Read, placed: Alignment, reported: Collection[str]
) -> list[TextDifference]:
    """Return how the text of a file differs; `reported` are the keys of figures that were found to differ."""
    uses = [use for use in expected.uses if use.fact.key in reported]
    regions = [region for region in _regions(placed.blocks) if not _in_figure(region, uses)]
    comparison = _Comparison(expected, read, placed.blocks)
    return _with_moves([*chain.from_iterable(map(comparison.of, _merged(regions, expected.stream)))])


def _regions(blocks: Iterable[Block]) -> Iterator[_Region]:
    for same, group in groupby(blocks, lambda block: block.same):
        if not same:
            first, *rest = group
            last = rest[-1] if rest else first
            yield _Region(first.old, last.old_end, first.new, last.new_end)


def _in_figure(region: _Region, uses: Sequence[Use]) -> bool:
    """Return whether a region lies in one of the figures, or is words that belong to it."""
    if region.old == region.old_end and region.new_end - region.new > BOUND:
        return False
    return any(use.start <= region.old and region.old_end <= use.end for use in uses)


def _merged(regions: Iterable[_Region], old: Stream) -> Iterator[_Region]:
    """Yield the regions, those as one that only a few characters of a line keep apart."""
    last: _Region | None = None
    for region in regions:
        if last and region.old - last.old_end <= CLOSE and old.unit(region.old) == old.unit(last.old):
            last = last._replace(old_end=region.old_end, new_end=region.new_end)
            continue
        if last:
            yield last
        last = region
    if last:
        yield last


class _Comparison:
    """Says of each region what differs there."""

    def __init__(self, expected: Expected, read: Read, blocks: Sequence[Block]) -> None:
        self._expected, self._read = expected, read
        self._old, self._new = expected.stream, read.stream
        same = [block for block in blocks if block.same and block.old_end - block.old >= LONG]
        self._first = same[0].new if same else 0
        self._last = same[-1].new_end if same else 0
        self._body = self._old.begins[min(expected.body, len(self._old.begins) - 1)]

    def of(self, region: _Region) -> Iterator[TextDifference]:
        """Yield what differs in a region, paragraph by paragraph."""
        olds = [piece for piece in self._old.pieces(region.old, region.old_end) if not self._needless(piece)]
        news = [
            piece
            for piece in self._new.pieces(region.new, region.new_end)
            if not self._harmless(piece, region)
        ]
        place, spot = self._expected.place(region.old), self._read.spot(region.new)
        for old, new in chain.from_iterable(
            zip(*_paired(*pair), strict=True) for pair in _unlike(olds, news)
        ):
            if old and new:
                yield self._within(old, new, region)
            elif new and _is_clauses(new, self._new):
                yield TextDifference(ADDED, new.text, None, self._spot(new), place)
            elif old and _is_clauses(old, self._old):
                yield TextDifference(MISSING, None, old.text, spot, self._place(old), self._keys(old))
            else:
                yield self._within(old, new, region)

    def _within(self, old: Fragment | None, new: Fragment | None, region: _Region) -> TextDifference:
        """Return words that came into a clause, or went out of it, as a change of the clause."""
        piece = old or new
        behind = piece is not None and not piece.first
        old = old or self._old.gap(region.old, behind=behind)
        new = new or self._new.gap(region.new, behind=behind)
        published, wanted = _clause(new, self._new), _clause(old, self._old)
        return TextDifference(CHANGED, published, wanted, self._spot(new), self._place(old))

    def _keys(self, piece: Fragment) -> tuple[str, ...]:
        """Return the figures that stand in a piece of what is expected."""
        end = piece.begin + len(alignment.plain(piece.text))
        return tuple(use.fact.key for use in self._expected.uses if piece.begin <= use.start < end)

    def _place(self, piece: Fragment) -> Place | None:
        return self._expected.place(piece.begin)

    def _spot(self, piece: Fragment) -> Spot | None:
        return self._read.spot(piece.begin)

    def _needless(self, piece: Fragment) -> bool:
        """Return whether a file may lack a piece of what is expected."""
        text = alignment.plain(piece.text)
        if text in EITHER or (piece.whole and piece.unit in self._expected.optional):
            return True
        # Outside of what was found to be the article: elsewhere in it, it would have been moved
        outside = text in self._read.whole and text not in self._new.text
        return self._read.is_page and piece.whole and len(text) >= LEAST and outside

    def _harmless(self, piece: Fragment, region: _Region) -> bool:
        """Return whether a piece of a file may stand there beside what is expected."""
        text = alignment.plain(piece.text)
        if text in EITHER or (piece.whole and text in self._expected.repeated):
            return True
        at_end = region.new_end <= self._first or region.new >= self._last or region.old <= self._body
        is_prose = len(text) >= PROSE and piece.text.rstrip().endswith(STOPS)
        return self._read.is_page and piece.whole and at_end and not is_prose


def _unlike(olds: list[Fragment], news: list[Fragment]) -> Iterator[tuple[list[Fragment], list[Fragment]]]:
    """Yield the pieces between those that are the same: amid much else, alignment takes that for chance."""
    went, came = ([alignment.plain(piece.text) for piece in pieces] for pieces in (olds, news))
    for op, first, last, start, end in SequenceMatcher(None, went, came).get_opcodes():
        if op != "equal":
            yield olds[first:last], news[start:end]


def _paired(
    olds: list[Fragment], news: list[Fragment]
) -> tuple[list[Fragment | None], list[Fragment | None]]:
    """Return the pieces side by side: what stands for each other as one change, all else apart.

    What is left of a paragraph that goes on before or behind stands for each other; so does a single piece
    for another.
    """
    if len(olds) == len(news) == 1:
        return [*olds], [*news]
    first = bool(olds and news and not olds[0].first and not news[0].first)
    last = bool(olds[first:] and news[first:] and not olds[-1].last and not news[-1].last)
    middle_old, middle_new = olds[first : len(olds) - last], news[first : len(news) - last]
    return (
        [*olds[:first], *middle_old, *(None for _ in middle_new), *olds[len(olds) - last :]],
        [*news[:first], *(None for _ in middle_old), *middle_new, *news[len(news) - last :]],
    )


def _is_clauses(piece: Fragment, stream: Stream) -> bool:
    """Return whether a piece is no part of a clause."""
    unit = stream.units[piece.unit]
    begins = piece.first or unit[piece.start - 1] in ENDS or unit[piece.start] in ENDS
    ends = piece.last or unit[piece.end - 1] in ENDS or unit[piece.end] in ENDS
    return begins and ends


def _clause(piece: Fragment, stream: Stream) -> str:
    """Return a piece with the clause around it, as far as it shows what changed."""
    unit = stream.units[piece.unit]
    start, end = piece.start, piece.end
    while start > max(0, piece.start - AROUND) and unit[start - 1] not in ENDS:
        start -= 1
    while end < min(len(unit), piece.end + AROUND) and unit[end - 1] not in ENDS:
        end += 1
    return unit[start:end]


def _with_moves(found: Sequence[TextDifference]) -> list[TextDifference]:
    """Return the differences; what is missing in one place and added in another as moved."""
    added = {alignment.plain(each.published): each for each in found if each.what == ADDED and each.published}
    moved: dict[str, TextDifference] = {}
    for each in found:
        text = alignment.plain(each.expected or "")
        if each.what == MISSING and text in added:
            moved[text] = TextDifference(
                MOVED, added[text].published, each.expected, added[text].spot, each.place
            )
    return [*_replaced(found, moved)]


def _replaced(found: Sequence[TextDifference], moved: dict[str, TextDifference]) -> Iterator[TextDifference]:
    for each in found:
        text = alignment.plain(each.expected or each.published or "")
        if each.what not in {MISSING, ADDED} or text not in moved:
            yield each
        elif each.what == MISSING:
            yield moved[text]
