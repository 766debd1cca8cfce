"""The texts of two years: which belong together, and what became of each.

Knows texts and where they stand; not how they came to be printed, nor how changes are shown.
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from lawgov_report.comparing import text_diff
from lawgov_report.comparing.changes import DOCUMENT, ChangeKind, TextChange
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from lawgov_report.comparing.changes import TextEntry

    Pair = tuple[TextEntry, TextEntry]

ALONE = frozenset({TextKind.ITEM, TextKind.HEADING, DOCUMENT})  # what is never found again as anything else


def compare(old: Sequence[TextEntry], new: Sequence[TextEntry]) -> list[TextChange]:
    """Return what became of each text, in the order of the report."""
    pairs = _matched(old, new)
    matched_old = {before.position for before, _ in pairs}
    matched_new = {now.position for _, now in pairs}
    changes = [_compared(before, now) for before, now in pairs]
    changes += [_gone(entry) for entry in old if entry.position not in matched_old]
    changes += [_new(entry) for entry in new if entry.position not in matched_new]
    order = _order(old, new)
    return sorted(changes, key=lambda change: (order[change.entry.part], *_rank(change)))


def _order(old: Sequence[TextEntry], new: Sequence[TextEntry]) -> dict[str, int]:
    """Return the order of the parts: that of the newer year, those that only the older one has behind."""
    # what stands outside the parts comes first, also the ending, of which each year is the last
    parts = dict.fromkeys(["", *(entry.part for entry in (*new, *old))])
    return {part: number for number, part in enumerate(parts)}


def _rank(change: TextChange) -> tuple[int, bool]:
    """Return what the texts of a part are ordered by; what is gone before what stands there now."""
    return change.entry.position, change.new is not None


def _gone(entry: TextEntry) -> TextChange:
    return TextChange(ChangeKind.GONE, entry, None, (("-", entry.text),))


def _new(entry: TextEntry) -> TextChange:
    return TextChange(ChangeKind.NEW, None, entry, (("+", entry.text),))


def _compared(old: TextEntry, new: TextEntry) -> TextChange:
    same = old.tokens == new.tokens
    kind = None if same else ChangeKind.CHANGED
    if old.part != new.part:
        kind = ChangeKind.MOVED
    if same:
        return TextChange(kind, old, new, (("=", new.text),))
    return TextChange(kind, old, new, text_diff.runs(old.tokens, new.tokens), old.masked == new.masked)


def _matched(old: Sequence[TextEntry], new: Sequence[TextEntry]) -> list[Pair]:
    """Return the texts of the two years that belong together."""
    # The surest first, since what is found leaves the rest: by its place, by the id that it keeps when it
    # moves, word for word, and only then by likeness, which costs most and errs most.
    matching = _Matching(old, new)
    matching.match(lambda entry: (entry.what, entry.part, entry.section, entry.id))
    matching.match(lambda entry: (entry.part, entry.id) if entry.what == TextKind.ITEM else None)
    # In another part the same id may name another matter: there the words must be alike too.
    matching.match(lambda entry: entry.id if entry.what == TextKind.ITEM else None, _is_alike)
    matching.match(lambda entry: (_family(entry), entry.part, entry.tokens))
    matching.match(lambda entry: (_family(entry), entry.tokens))
    for family in (TextKind.ITEM, TextKind.HEADING, TextKind.LEAD):
        for part in _order(old, new):
            matching.match_alike(family, part)
        matching.match_alike(family)
    return matching.pairs


def _family(entry: TextEntry) -> str:
    """Return what a text can be found again as: an item as an item, a lead as any passage."""
    return entry.what if entry.what in ALONE else TextKind.LEAD


def _is_alike(old: TextEntry, new: TextEntry) -> bool:
    shingles = text_diff.shingles(old.masked), text_diff.shingles(new.masked)
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

    def match_alike(self, family: str, part: str | None = None) -> None:
        """Pair the texts of a family that are alike; of one part, or of the whole report."""
        old, new = (
            [entry for entry in side if _family(entry) == family and part in {None, entry.part}]
            for side in (self.old, self.new)
        )
        if not (old and new):
            return
        shingles = ([text_diff.shingles(entry.masked) for entry in side] for side in (old, new))
        self._add([(old[before], new[now]) for before, now in text_diff.pairs(*shingles)])

    def _add(self, pairs: list[Pair]) -> None:
        old = {before.position for before, _ in pairs}
        new = {now.position for _, now in pairs}
        self.old = [entry for entry in self.old if entry.position not in old]
        self.new = [entry for entry in self.new if entry.position not in new]
        self.pairs += pairs
