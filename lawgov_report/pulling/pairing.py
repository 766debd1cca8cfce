"""Which text of a corrected file is which of the built one: the same, changed, moved, cut, joined, new, gone.

Knows groups of words and how alike they are; not where they are written.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.comparing.text_diff import Shingles
    from lawgov_report.pulling.cutting import WordGroup
    from lawgov_report.pulling.printed import PrintedGroup

CONTAINED = 0.7  # of a text's pairs of characters that stand in another: it was cut off that, or joined to it
SHORT = 12  # characters: so short a text in the place of another one is that one, however unlike
FEW = 4  # pairs of characters say nothing of what was cut off
NO_CELL = (0, 0, 0)
UNLIKE = 0.15  # of two texts that stand in each other's place: less alike, one is gone and the other new


class Cluster(NamedTuple):
    """Groups of the built file and of the corrected one that belong together, by their numbers.

    None of the former: new. None of the latter: gone. Several: cut, or joined. `moved` is whether it stands
    elsewhere than before among the others.
    """

    built: tuple[int, ...]
    word: tuple[int, ...]
    moved: bool = False


def clusters(built: Sequence[PrintedGroup], word: Sequence[WordGroup]) -> tuple[Cluster, ...]:
    """Return what became of every group, in the order of the corrected file; gone ones where they were."""
    pairs = _tables(built, word)
    body = [number for number, group in enumerate(built) if group.cell is None]
    text = [number for number, group in enumerate(word) if group.cell is None]
    found = _pairs([built[number].text for number in body], [word[number].text for number in text])
    pairs += [(body[old], text[new]) for old, new in found]
    return tuple(_ordered(_Joiner(built, word, pairs).clusters()))


def _pairs(olds: list[str], news: list[str]) -> list[tuple[int, int]]:
    """Return the texts of both sides that are the same one, changed or not, wherever they stand."""
    # difflib's autojunk stays on: anyone may have made the file, with one paragraph ten thousand times
    matcher = SequenceMatcher(None, olds, news)
    pairs: list[tuple[int, int]] = []
    gaps: list[tuple[range, range]] = []
    for op, first, last, start, end in matcher.get_opcodes():
        if op == "equal":
            pairs += zip(range(first, last), range(start, end), strict=True)
        else:
            gaps.append((range(first, last), range(start, end)))
    for gap in gaps:
        pairs += _alike(olds, news, *gap)
    paired_old, paired_new = {old for old, _ in pairs}, {new for _, new in pairs}
    # what is left went from one gap to another
    left = [old for gap, _ in gaps for old in gap if old not in paired_old]
    came = [new for _, gap in gaps for new in gap if new not in paired_new]
    shingles = _shingles(olds, left), _shingles(news, came)
    pairs += [(left[old], came[new]) for old, new in text_diff.pairs(*shingles)]
    return pairs


def _alike(olds: list[str], news: list[str], before: range, now: range) -> Iterator[tuple[int, int]]:
    """Yield the texts of a gap that are one another, changed; and those in one another's place."""
    found = text_diff.pairs(_shingles(olds, before), _shingles(news, now))
    pairs = sorted((before[old], now[new]) for old, new in found)
    yield from pairs
    taken_old, taken_new = {old for old, _ in pairs}, {new for _, new in pairs}
    places = [(-1, -1), *pairs, (before.stop, now.stop)]
    for (first, start), (last, end) in pairwise(places):
        left = [old for old in before if first < old < last and old not in taken_old]
        came = [new for new in now if start < new < end and new not in taken_new]
        if min(len(left), len(came)) == 1:
            ways = [(_likeness(olds[old], news[new]), old, new) for old in left for new in came]
            alike, old, new = max(ways, key=lambda way: way[0])
            short = len(ways) == 1 and max(len(olds[old]), len(news[new])) <= SHORT
            if short or alike >= UNLIKE:
                yield old, new


def _likeness(old: str, new: str) -> float:
    return text_diff.likeness(_shingles_of(old), _shingles_of(new))


def _shingles(texts: list[str], numbers: Iterable[int]) -> list[Shingles]:
    return [text_diff.shingles(text_diff.tokens(texts[number])) for number in numbers]


def _tables(built: Sequence[PrintedGroup], word: Sequence[WordGroup]) -> list[tuple[int, int]]:
    """Return the cells that are the same: tables and cells in their order, rows by what they say."""
    olds, news = _rows(built), _rows(word)
    pairs: list[tuple[int, int]] = []
    for table in olds.keys() & news.keys():
        before, now = olds[table], news[table]
        texts = [["\n".join(built[cell].text for cell in row) for row in before]]
        texts.append(["\n".join(word[cell].text for cell in row) for row in now])
        for old, new in _pairs(*texts):
            if len(before[old]) == len(now[new]):
                pairs += zip(before[old], now[new], strict=True)
    return pairs


def _rows(groups: Sequence[PrintedGroup] | Sequence[WordGroup]) -> dict[int, list[list[int]]]:
    """Return the numbers of the cells of each table, row by row."""
    cells = [(groups[number].cell or NO_CELL, number) for number in range(len(groups)) if groups[number].cell]
    tables: dict[int, list[list[int]]] = {}
    for (table, _), row in groupby(sorted(cells), lambda entry: entry[0][:2]):
        tables.setdefault(table, []).append([number for _, number in row])
    return tables


class _Joiner:
    """Joins what is left on either side to the neighbour that it was cut off, or joined to."""

    def __init__(
        self, built: Sequence[PrintedGroup], word: Sequence[WordGroup], pairs: Sequence[tuple[int, int]]
    ) -> None:
        self.built, self.word = built, word
        self.words = {old: [new] for old, new in pairs}
        self.olds = {new: [old] for old, new in pairs}

    def clusters(self) -> list[Cluster]:
        for new in range(len(self.word)):
            if new not in self.olds and self.word[new].cell is None:
                self.cut_off(new)
        for old in range(len(self.built)):
            if old not in self.words and self.built[old].cell is None:
                self.joined(old)
        found = {tuple(sorted(news)): tuple(sorted(self.olds[news[0]])) for news in self.words.values()}
        gone = [(old,) for old in range(len(self.built)) if old not in self.words]
        came = [(number,) for number in range(len(self.word)) if number not in self.olds]
        changed = [Cluster(olds, news) for news, olds in found.items()]
        return [*changed, *(Cluster(old, ()) for old in gone), *(Cluster((), number) for number in came)]

    def cut_off(self, new: int) -> None:
        """Put a text to the one beside it if that said it before."""
        for beside in (new - 1, new + 1):
            olds = self.olds.get(beside, [])
            if len(olds) != 1:
                continue
            whole, rest, part = self.built[olds[0]].text, self.word[beside].text, self.word[new].text
            if len(whole) > len(rest) + len(part) // 2 and _contains(whole, part):
                self.olds[new] = olds
                self.words[olds[0]].append(new)
                return

    def joined(self, old: int) -> None:
        """Put a text that is gone to the one beside it if that says it now."""
        for beside in (old - 1, old + 1):
            news = self.words.get(beside, [])
            if len(news) != 1:
                continue
            whole, rest, part = self.word[news[0]].text, self.built[beside].text, self.built[old].text
            if len(whole) > len(rest) + len(part) // 2 and _contains(whole, part):
                self.words[old] = news
                self.olds[news[0]].append(old)
                return


@lru_cache(maxsize=64)
def _shingles_of(text: str) -> Shingles:
    return text_diff.shingles(text_diff.tokens(text))


def _contains(whole: str, part: str) -> bool:
    shingles = text_diff.shingles(text_diff.tokens(part))
    if len(shingles) < FEW:
        return part in whole
    # one text is asked for again and again where much was cut off it
    shared = shingles & _shingles_of(whole)
    return len(shared) >= CONTAINED * len(shingles)


def _ordered(found: list[Cluster]) -> Iterator[Cluster]:
    """Yield clusters in the order of the corrected file, moved ones marked; gone ones where they were."""
    standing = sorted((each for each in found if each.built and each.word), key=lambda each: each.word)
    stayed = _longest_rising([each.built[0] for each in standing])
    marked = [each._replace(moved=number not in stayed) for number, each in enumerate(standing)]
    places = {old: each.word[-1] for each in marked if not each.moved for old in each.built}
    entries = [((each.word[0], 0), each) for each in marked]
    entries += [((each.word[0], 0), each) for each in found if not each.built]
    place = -1
    for each in sorted((each for each in found if not each.word), key=lambda each: each.built):
        before = max((old for old in places if old < each.built[0]), default=-1)
        place = places.get(before, -1)
        entries.append(((place, each.built[0] + 1), each))
    yield from (each for _, each in sorted(entries, key=lambda entry: entry[0]))


def _longest_rising(numbers: list[int]) -> set[int]:
    """Return the places of a longest rising row of numbers: what is not in it was moved."""
    from bisect import bisect_left

    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            last.append(place)
        else:
            ends[at], last[at] = number, place
    found = set()
    place = last[-1] if last else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found
