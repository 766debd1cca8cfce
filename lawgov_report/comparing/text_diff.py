"""Two texts side by side: the runs that changed, and which of many texts are alike.

Knows sequences of tokens, which are never split; not where they come from, nor how changes look.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise, product
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Op = Literal["=", "-", "+"]
Run = tuple[Op, str]
_Stretch = tuple[Op, tuple[str, ...]]
Shingles = frozenset[str]

# A number with its scale, 余 and %, so that 2.45万 is never torn; a Latin word; else a single character.
TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*[万亿]?[余多]?%?|[A-Za-z]+|.", re.DOTALL)
ENDS = frozenset("。；，：！？")
FLIPPED: dict[Op, Op] = {"=": "=", "-": "+", "+": "-"}
NUMBER = "#"
# Beyond these, a stretch that changed is shown as a whole: difflib's matching is quadratic in what differs.
MOST_CLAUSES = 500
MOST_CELLS = 250_000  # tokens of the one side times those of the other
MOST_CHANCE = 4  # more tokens than these stay by more than chance
COMMON = 16  # a pair of characters that stands in more pairs of texts than this says little of either
ALIKE = 0.5  # of two texts that are taken for one, changed
UNLIKE = 0.25  # of a text that stayed: where less of it did, it reads as another text


def tokens(text: str) -> tuple[str, ...]:
    """Return the pieces of `text` that are not split: numbers, Latin words, single characters."""
    return tuple(TOKEN.findall(text))


def runs(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Return what stayed (=), went (-) and came (+), in order; where both, what went stands first.

    Clauses that are equal are aligned first, then the tokens between them. Short coincidences amid
    changes are no stay; where little stays, all went and all came. The way back is the way there
    with - and + exchanged.
    """
    # difflib finds other matches when its two sides are exchanged. So that A→B mirrors B→A, it is always
    # asked in the same direction, from the text that sorts first, and the answer is turned round where that
    # is new.
    if tuple(new) < tuple(old):
        return _joined_runs(_tidy((FLIPPED[op], stretch) for op, stretch in _runs(new, old)))
    return _joined_runs(_runs(old, new))


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    found = _settled(list(_aligned(old, new)))
    stayed = sum(_length(stretch) for op, stretch in found if op == "=")
    if stayed < UNLIKE * max(_length(old), _length(new)):
        return _tidy(_replaced(old, new))
    return found


def _length(stretch: Sequence[str]) -> int:
    return sum(map(len, stretch))


def _joined_runs(stretches: Iterable[_Stretch]) -> tuple[Run, ...]:
    return tuple((op, "".join(stretch)) for op, stretch in stretches)


def shingles(text: Sequence[str]) -> Shingles:
    """Return the pairs of neighbouring tokens of a text, all numbers alike."""
    masked = [NUMBER if token[0].isdigit() else token for token in text if token]
    return frozenset(map("".join, pairwise(masked))) if len(masked) > 1 else frozenset(["".join(masked)])


def likeness(old: Shingles, new: Shingles) -> float:
    """Return how alike two texts are, 0 to 1: twice the shingles that they share, of all their shingles.

    Source: the Sørensen–Dice coefficient.
    """
    return 2 * len(old & new) / (len(old) + len(new))


def pairs(olds: Sequence[Shingles], news: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Return the old and the new texts that are alike, each at most once, the likest first.

    The same pairs come out with the two sides exchanged.
    """
    # To score every text against every other would be quadratic: 100 times the items, 10,000 times the
    # work. Instead texts meet only through shingles that few of them have, so that the work grows with the
    # length of all texts; and of those that meet, only the ones that share at least half of the most that
    # either shares with any text are scored in full.
    met = _met(olds, news)
    best_old: Counter[int] = Counter()
    best_new: Counter[int] = Counter()
    for (old, new), shared in met.items():
        best_old[old] = max(best_old[old], shared)
        best_new[new] = max(best_new[new], shared)
    hopeful = [
        pair for pair, shared in met.items() if 2 * shared >= min(best_old[pair[0]], best_new[pair[1]])
    ]
    scored = [(likeness(olds[old], news[new]), old, new) for old, new in hopeful]
    return _greedy(sorted((pair for pair in scored if pair[0] >= ALIKE), key=_rank))


def _rank(scored: tuple[float, int, int]) -> tuple[float, int, int]:
    """Return what pairs are tried by: the likest, then those that stand at nearly the same place.

    It does not change when old and new are exchanged.
    """
    alike, old, new = scored
    return -alike, abs(old - new), old + new


def _met(olds: Sequence[Shingles], news: Sequence[Shingles]) -> Counter[tuple[int, int]]:
    """Return how many rare shingles two texts share, for those that share one.

    A shingle that many texts have makes them meet in order only: the first with the first, and so on.
    """
    met: Counter[tuple[int, int]] = Counter()
    old_posts, new_posts = _posts(olds), _posts(news)
    for shingle, old in old_posts.items():
        new = new_posts.get(shingle, [])
        # What all texts have (工作, 法治) would make all of them meet, which is the square that is to be
        # avoided.
        few = len(old) * len(new) <= COMMON
        met.update(product(old, new) if few else zip(old, new, strict=False))
    return met


def _posts(texts: Iterable[Shingles]) -> dict[str, list[int]]:
    """Return the numbers of the texts that each shingle stands in, in order."""
    posts: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for shingle in text:
            posts.setdefault(shingle, []).append(number)
    return posts


def _greedy(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Return the pairs, in the order given, of texts that are in none of the pairs before."""
    paired_old: set[int] = set()
    paired_new: set[int] = set()
    found = []
    for _, old, new in scored:
        if old not in paired_old and new not in paired_new:
            paired_old.add(old)
            paired_new.add(new)
            found.append((old, new))
    return found


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Yield the runs of two texts: by clauses, and within clauses that changed by tokens."""
    # Clauses before tokens, since single characters match anywhere: difflib alone would make 推进 of an old
    # clause stay in an unrelated new one. What both begin and end with needs no matching at all.
    olds, news = _clauses(old), _clauses(new)
    head = _shared(olds, news)
    tail = _shared(olds[head:][::-1], news[head:][::-1])
    yield ("=", _joined(olds[:head]))
    yield from _matched(olds[head : len(olds) - tail], news[head : len(news) - tail])
    yield ("=", _joined(olds[len(olds) - tail :]))


def _matched(olds: list[tuple[str, ...]], news: list[tuple[str, ...]]) -> Iterator[_Stretch]:
    """Yield the runs of clauses in which head and tail differ."""
    if max(len(olds), len(news)) > MOST_CLAUSES:
        yield from _replaced(_joined(olds), _joined(news))
        return
    # autojunk would leave out whatever is 1 % of a text of 200 and more, such as 的 and ，: those stay too.
    for op, first, last, start, end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        went, came = _joined(olds[first:last]), _joined(news[start:end])
        if op == "equal":
            yield ("=", went)
        elif op == "replace" and len(went) * len(came) <= MOST_CELLS:
            yield from _within(went, came)
        else:
            yield from _replaced(went, came)


def _shared(olds: list[tuple[str, ...]], news: list[tuple[str, ...]]) -> int:
    """Return how many clauses the two begin with in common."""
    unlike = (number for number, pair in enumerate(zip(olds, news, strict=False)) if pair[0] != pair[1])
    return next(unlike, min(len(olds), len(news)))


def _joined(clauses: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(token for clause in clauses for token in clause)


def _within(old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[_Stretch]:
    """Yield the runs of clauses that changed, token by token."""
    for op, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal":
            yield ("=", old[first:last])
        else:
            yield from _replaced(old[first:last], new[start:end])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    yield ("-", tuple(old))
    yield ("+", tuple(new))


def _clauses(text: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the text cut behind each stop, comma and colon."""
    cuts = [0, *(number for number, token in enumerate(text, 1) if token in ENDS)]
    if cuts[-1] < len(text):
        cuts.append(len(text))
    return [tuple(text[start:end]) for start, end in pairwise(cuts)]


def _settled(raw: list[_Stretch]) -> list[_Stretch]:
    """Return the runs without what stayed only by chance: no more tokens than changed on both its sides."""
    # Again until nothing changes: a coincidence that is given up makes the changes beside it larger, and
    # these may then outweigh the next one. Each round leaves fewer runs, so it ends.
    while True:
        found = _tidy(raw)
        raw = [run for number in range(len(found)) for run in _weighed(found, number)]
        if len(raw) == len(found):
            return found


def _weighed(found: list[_Stretch], number: int) -> tuple[_Stretch, ...]:
    """Return a run as it is, or as gone and come where it stayed only by chance."""
    op, stretch = found[number]
    if op != "=" or len(stretch) > MOST_CHANCE:
        return (found[number],)
    # A change is one or two runs, - or + or both: two runs to each side are all of it.
    before, after = _change(found[max(0, number - 2) : number]), _change(found[number + 1 : number + 3])
    by_chance = len(stretch) <= min(before, after)
    return (("-", stretch), ("+", stretch)) if by_chance else (found[number],)


def _change(neighbours: list[_Stretch]) -> int:
    """Return how many tokens changed in the neighbouring runs, the larger of what went and what came."""
    return max((len(stretch) for op, stretch in neighbours if op != "="), default=0)


def _tidy(raw: Iterable[_Stretch]) -> list[_Stretch]:
    """Return runs with neighbours joined, empty ones left out, and - before +."""
    tidy: list[_Stretch] = []
    went: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    for op, stretch in raw:
        if op == "-":
            went += stretch
        elif op == "+":
            came += stretch
        elif stretch:
            tidy += _changed(went, came)
            went, came = (), ()
            before = tidy.pop()[1] if tidy and tidy[-1][0] == "=" else ()
            tidy.append(("=", before + stretch))
    return [*tidy, *_changed(went, came)]


def _changed(went: tuple[str, ...], came: tuple[str, ...]) -> list[_Stretch]:
    """Return a change as runs, without those that are empty."""
    change: list[_Stretch] = [("-", went), ("+", came)]
    return [(op, stretch) for op, stretch in change if stretch]
