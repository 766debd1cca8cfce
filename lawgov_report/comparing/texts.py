"""The texts of two years: which belong together, and what became of each.

Knows texts and where they stand; not how they came to be printed, nor how changes are shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff
from lawgov_report.comparing.changes import DOCUMENT, HEAD, ROW, ChangeKind, TextChange
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from lawgov_report.comparing.changes import TextEntry
    from lawgov_report.comparing.parts import Kin
    from lawgov_report.comparing.text_diff import Shingles

    Pair = tuple[TextEntry, TextEntry]

# what is never found again as anything else
ALONE = frozenset({TextKind.ITEM, TextKind.HEADING, TextKind.TABLE, TextKind.ANNEX, DOCUMENT, HEAD, ROW})
FAMILIES = (TextKind.ITEM, TextKind.HEADING, TextKind.LEAD, TextKind.TABLE, TextKind.ANNEX, HEAD, ROW)


def compare(old: Sequence[TextEntry], new: Sequence[TextEntry], kin: Kin) -> list[TextChange]:
    """Return what became of each text, in the order of the report."""
    pairs = _matched(old, new, kin)
    matched_old = {before.position for before, _ in pairs}
    matched_new = {now.position for _, now in pairs}
    changes = [_compared(before, now, kin) for before, now in pairs]
    changes += [_gone(entry) for entry in old if entry.position not in matched_old]
    changes += [_new(entry) for entry in new if entry.position not in matched_new]
    order = _order(old, new, kin)
    return sorted(changes, key=lambda change: (order[change.entry.chapter], *_rank(change)))


def _order(
    old: Sequence[TextEntry], new: Sequence[TextEntry], kin: Kin
) -> dict[tuple[str, ...], tuple[bool, int, int]]:
    """Return the order of parts and annexes: that of the newer year, annexes last.

    What only the older year has stands behind the part that belongs to it, or behind all parts.
    """
    # what stands outside the parts comes first, also the ending, of which each year is the last
    chapters = dict.fromkeys([("",), *(entry.chapter for entry in new)])
    annexed = {entry.chapter for entry in (*old, *new) if entry.annex}
    order = {chapter: (chapter in annexed, number, 0) for number, chapter in enumerate(chapters)}
    last = {kin.get(chapter[0]): number for number, chapter in enumerate(chapters)}
    gone = dict.fromkeys(entry.chapter for entry in old if entry.chapter not in order)
    for number, chapter in enumerate(gone, 1):
        beside = last.get(kin.get(chapter[0]), len(chapters)) if chapter not in annexed else len(chapters)
        order[chapter] = (chapter in annexed, beside, number)
    return order


def _rank(change: TextChange) -> tuple[int, bool]:
    """Return what the texts of a part are ordered by; what is gone before what stands there now."""
    return change.entry.position, change.new is not None


def _gone(entry: TextEntry) -> TextChange:
    return TextChange(ChangeKind.GONE, entry, None, (("-", entry.text),))


def _new(entry: TextEntry) -> TextChange:
    return TextChange(ChangeKind.NEW, None, entry, (("+", entry.text),))


def _compared(old: TextEntry, new: TextEntry, kin: Kin) -> TextChange:
    same = old.tokens == new.tokens
    kind = None if same else ChangeKind.CHANGED
    if kin.get(old.part) != kin.get(new.part) or bool(old.annex) != bool(new.annex):
        kind = ChangeKind.MOVED
    if same:
        return TextChange(kind, old, new, (("=", new.text),))
    return TextChange(kind, old, new, text_diff.runs(old.tokens, new.tokens), old.masked == new.masked)


def _matched(old: Sequence[TextEntry], new: Sequence[TextEntry], kin: Kin) -> list[Pair]:
    """Return the texts of the two years that belong together."""
    # The surest first, since what is found leaves the rest: by its place, by the id that it keeps when it
    # moves, word for word, and only then by likeness, which costs most and errs most. Of several paragraphs
    # at one place none is known to be another's successor, so that is left to words and likeness.
    by, matching = _Keys(kin), _Matching(old, new)
    matching.match(lambda entry: (by.place(entry), entry.tokens))
    matching.match_single(by.place)
    matching.match_single(by.number)
    matching.match(by.item)
    matching.match_single(by.own)
    # In another part the same id may name another matter: there the words must be alike too.
    matching.match(lambda entry: entry.id if entry.what == TextKind.ITEM else None, _is_alike)
    matching.match(lambda entry: (_family(entry), by.group(entry), entry.tokens))
    matching.match(lambda entry: (_family(entry), entry.tokens))
    for family in FAMILIES:
        matching.match_alike(family, by.group)
        matching.match_alike(family, lambda _: "")
    return matching.pairs


class _Keys(NamedTuple):
    """What texts are found again by; None where that says nothing of a text."""

    kin: Kin

    def group(self, entry: TextEntry) -> str:
        """Return the part, under the name that all which belong together share."""
        return self.kin.get(entry.part, "")

    def place(self, entry: TextEntry) -> Hashable:
        id_ = entry.id if entry.what in {TextKind.ITEM, DOCUMENT} else ""
        return (entry.what, self.group(entry), entry.names, id_, entry.row)

    def number(self, entry: TextEntry) -> Hashable:
        """Return the place by the numbers of sections without ids: a heading may have been reworded."""
        return (entry.what, self.group(entry), entry.section, entry.id, entry.row)

    def item(self, entry: TextEntry) -> Hashable | None:
        return (self.group(entry), entry.id) if entry.what == TextKind.ITEM else None

    def own(self, entry: TextEntry) -> Hashable | None:
        """Return the key of the part or the section alone: the one may have become the other."""
        if not entry.part or entry.what == TextKind.ITEM:
            return None
        return (entry.what, self.group(entry), (entry.part, *entry.names)[-1], entry.row)


def _family(entry: TextEntry) -> str:
    """Return what a text can be found again as: an item as an item, a lead as any passage."""
    return entry.what if entry.what in ALONE else TextKind.LEAD


def _shingles(entry: TextEntry) -> Shingles:
    """Return what a text is like by: a row by its name, since its figures are like those of any other."""
    return text_diff.shingles(text_diff.tokens(entry.row) if entry.row else entry.masked)


def _is_alike(old: TextEntry, new: TextEntry) -> bool:
    shingles = _shingles(old), _shingles(new)
    return text_diff.likeness(*shingles) >= text_diff.ALIKE


class _Matching:
    """The pairs found so far, and the texts of the two years that are in none yet."""

    def __init__(self, old: Sequence[TextEntry], new: Sequence[TextEntry]) -> None:
        self.old = list(old)
        self.new = list(new)
        self.pairs: list[Pair] = []

    def match(
        self,
        key: Callable[[TextEntry], Hashable | None],
        fits: Callable[[TextEntry, TextEntry], bool] | None = None,
    ) -> None:
        """Pair the texts with the same key, in order; those whose key is None stay."""
        waiting: dict[Hashable, deque[TextEntry]] = defaultdict(deque)
        for entry in self.old:
            waiting[key(entry)].append(entry)
        found = []
        for entry in self.new:
            name = key(entry)
            if name is not None and waiting.get(name):
                found.append((waiting[name].popleft(), entry))
        self._add([pair for pair in found if fits is None or fits(*pair)])

    def match_single(self, key: Callable[[TextEntry], Hashable | None]) -> None:
        """Pair the texts whose key, which is not None, no other text of their year has."""
        counts = [Counter(map(key, side)) for side in (self.old, self.new)]
        single = {name for name, count in counts[0].items() if count == counts[1][name] == 1}
        self.match(lambda entry: key(entry) if key(entry) in single else None)

    def match_alike(self, family: str, group: Callable[[TextEntry], str]) -> None:
        """Pair the texts of a family and a group that are alike."""
        sides = [[entry for entry in side if _family(entry) == family] for side in (self.old, self.new)]
        for name in dict.fromkeys(map(group, sides[0])):
            old, new = ([entry for entry in side if group(entry) == name] for side in sides)
            shingles = ([_shingles(entry) for entry in side] for side in (old, new))
            self._add([(old[before], new[now]) for before, now in text_diff.pairs(*shingles)])

    def _add(self, pairs: list[Pair]) -> None:
        old = {before.position for before, _ in pairs}
        new = {now.position for _, now in pairs}
        self.old = [entry for entry in self.old if entry.position not in old]
        self.new = [entry for entry in self.new if entry.position not in new]
        self.pairs += pairs
