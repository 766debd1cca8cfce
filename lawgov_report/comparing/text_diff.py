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

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*[万亿]?[余多]?%?|[A-Za-z]+|.", re.DOTALL)
ENDS = frozenset("。；，：！？")
FLIPPED: dict[Op, Op] = {"=": "=", "-": "+", "+": "-"}
NUMBER = "#"
MOST_CLAUSES = 500  # beyond these, a stretch that changed is told as a whole: matching is quadratic
MOST_CELLS = 250_000
MOST_CHANCE = 4  # more tokens than these stay by more than chance
COMMON = 16  # a pair of characters that stands in more pairs of texts than this tells little
ALIKE = 0.5
UNLIKE = 0.25


def tokens(text: str) -> tuple[str, ...]:
    """Return the pieces of `text` that are not split: numbers, Latin words, single characters."""
    return tuple(TOKEN.findall(text))


def runs(old: Sequence[str], new: Sequence[str]) -> tuple[Run, ...]:
    """Return what stayed (=), went (-) and came (+), in order; where both, what went stands first.

    Clauses that are equal are aligned first, then the tokens between them. Short coincidences amid
    changes are no stay; where little stays, all went and all came. The way back is the way there
    with - and + exchanged.
    """
    if tuple(new) < tuple(old):
        return _printed(_tidy((FLIPPED[op], stretch) for op, stretch in _runs(new, old)))
    return _printed(_runs(old, new))


def _runs(old: Sequence[str], new: Sequence[str]) -> list[_Stretch]:
    told = _settled(list(_aligned(old, new)))
    kept = sum(_length(stretch) for op, stretch in told if op == "=")
    if kept < UNLIKE * max(_length(old), _length(new)):
        told = _tidy(_replaced(old, new))
    return told


def _length(stretch: Sequence[str]) -> int:
    return sum(map(len, stretch))


def _printed(told: Iterable[_Stretch]) -> tuple[Run, ...]:
    return tuple((op, "".join(stretch)) for op, stretch in told)


def shingles(text: Sequence[str]) -> Shingles:
    """Return the pairs of neighbouring tokens of a text, all numbers alike."""
    masked = [NUMBER if token[0].isdigit() else token for token in text if token]
    return frozenset(map("".join, pairwise(masked))) if len(masked) > 1 else frozenset(["".join(masked)])


def likeness(one: Shingles, other: Shingles) -> float:
    """Return how alike two texts are, 0 to 1: twice the pairs that they share, of all their pairs."""
    return 2 * len(one & other) / (len(one) + len(other))


def pairs(olds: Sequence[Shingles], news: Sequence[Shingles]) -> list[tuple[int, int]]:
    """Return the old and the new texts that are alike, each at most once, the likest first.

    The same pairs come out with the two sides exchanged. The work grows with the length of all texts,
    not with the number of pairs: texts meet only through pairs of characters that few of them have.
    """
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
    scored = [one for one in scored if one[0] >= ALIKE]
    return _greedy(sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1] + one[2])))


def _met(olds: Sequence[Shingles], news: Sequence[Shingles]) -> Counter[tuple[int, int]]:
    """Return how many telling shingles the pairs of texts share that share one.

    A shingle that many texts have makes them meet in order only: the first with the first, and so on.
    """
    met: Counter[tuple[int, int]] = Counter()
    old_posts, new_posts = _posts(olds), _posts(news)
    for shingle, old in old_posts.items():
        new = new_posts.get(shingle, [])
        few = len(old) * len(new) <= COMMON
        met.update(product(old, new) if few else zip(old, new, strict=False))
    return met


def _posts(texts: Iterable[Shingles]) -> dict[str, list[int]]:
    posts: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for shingle in text:
            posts.setdefault(shingle, []).append(number)
    return posts


def _greedy(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    found = []
    for _, old, new in scored:
        if old not in taken_old and new not in taken_new:
            taken_old.add(old)
            taken_new.add(new)
            found.append((old, new))
    return found


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """Yield the runs of two texts: by clauses, and within clauses that changed by tokens."""
    olds, news = _clauses(old), _clauses(new)
    head = _shared(olds, news)
    tail = _shared(olds[head:][::-1], news[head:][::-1])
    yield ("=", _joined(olds[:head]))
    yield from _matched(olds[head : len(olds) - tail], news[head : len(news) - tail])
    yield ("=", _joined(olds[len(olds) - tail :]))


def _matched(olds: list[tuple[str, ...]], news: list[tuple[str, ...]]) -> Iterator[_Stretch]:
    if max(len(olds), len(news)) > MOST_CLAUSES:
        yield from _replaced(_joined(olds), _joined(news))
        return
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
    cuts += [len(text)] if cuts[-1] < len(text) else []
    return [tuple(text[start:end]) for start, end in pairwise(cuts)]


def _settled(raw: list[_Stretch]) -> list[_Stretch]:
    """Return the runs without what stayed only by chance: fewer tokens than changed on both its sides."""
    while True:
        told = _tidy(raw)
        raw = [run for number in range(len(told)) for run in _weighed(told, number)]
        if len(raw) == len(told):
            return told


def _weighed(told: list[_Stretch], number: int) -> tuple[_Stretch, ...]:
    op, stretch = told[number]
    if op != "=" or len(stretch) > MOST_CHANCE:
        return (told[number],)
    before, after = _change(told[max(0, number - 2) : number]), _change(told[number + 1 : number + 3])
    return (("-", stretch), ("+", stretch)) if len(stretch) <= min(before, after) else (told[number],)


def _change(told: list[_Stretch]) -> int:
    """Return how many tokens the change has that neighbouring runs make."""
    return max((len(stretch) for op, stretch in told if op != "="), default=0)


def _tidy(raw: Iterable[_Stretch]) -> list[_Stretch]:
    """Return runs with neighbours joined, empty ones left out, and - before +."""
    told: list[_Stretch] = []
    pending: dict[Op, tuple[str, ...]] = {"-": (), "+": ()}
    for op, stretch in raw:
        if op != "=":
            pending[op] += stretch
        elif stretch:
            told += _flushed(pending)
            stays = told[-1][1] if told and told[-1][0] == "=" else ()
            told[len(told) - bool(stays) :] = [("=", stays + stretch)]
    return [*told, *_flushed(pending)]


def _flushed(pending: dict[Op, tuple[str, ...]]) -> list[_Stretch]:
    """Return what is pending as runs, and empty it."""
    told: list[_Stretch] = [(op, stretch) for op, stretch in pending.items() if stretch]
    pending.update({"-": (), "+": ()})
    return told
