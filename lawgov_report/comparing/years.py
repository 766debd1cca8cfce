"""Two years side by side: what became of the indicators and of the words, and which of it is wanted.

Knows the parts that a comparison has; not how changes are shown, nor where the years were read from.
What is not printed (notes, sources, causes, answers, drafts) is not compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.comparing import entries, indicators, parts, texts
from lawgov_report.comparing.changes import ChangeKind, Changes, Choice

if TYPE_CHECKING:
    from collections.abc import Collection
    from fractions import Fraction

    from lawgov_report.comparing.changes import IndicatorChange, Side, TextChange

ORDER = (ChangeKind.GONE, ChangeKind.NEW, ChangeKind.CHANGED)


def compare(old: Side, new: Side) -> Changes:
    """Return what changed from `old` to `new`, which may have catalogues of their own."""
    rows = indicators.compare(old, new)
    kin = parts.kin(old.year.outline, new.year.outline)
    found = texts.compare(entries.entries(old), entries.entries(new), kin)
    return Changes(
        old=old.name,
        new=new.name,
        old_year=old.year.year,
        new_year=new.year.year,
        title="".join(line.text for line in new.year.document.title),
        indicators=tuple(sorted((row for row in rows if row.kind), key=_rank)),
        same_indicators=tuple(row for row in rows if not row.kind),
        texts=tuple(change for change in found if change.kind),
        same_texts=tuple(change for change in found if not change.kind),
    )


def _rank(row: IndicatorChange) -> tuple[int, bool, Fraction | int]:
    """Return what rows are ordered by: gone, new, not compared, then by size, the biggest first."""
    size = row.change.size if row.change else 0
    return ORDER.index(row.kind or ChangeKind.CHANGED), row.change is not None, -size


def select(changes: Changes, choice: Choice) -> Changes:
    """Return the changes, and what stayed the same, that are chosen.

    A department has the texts that name one of its figures.
    """
    rows = (*changes.indicators, *changes.same_indicators)
    keys = {row.key for row in rows if choice.department in {"", row.department, row.department_key}}
    chosen = [row for row in changes.indicators if _is_indicator_chosen(row, choice, keys)]
    chosen_texts = [change for change in changes.texts if _is_text_chosen(change, choice, keys)]
    return changes._replace(
        indicators=tuple(row for row in chosen if not choice.kinds or row.kind in choice.kinds),
        same_indicators=tuple(
            row for row in changes.same_indicators if _is_indicator_chosen(row, choice, keys)
        ),
        texts=tuple(change for change in chosen_texts if not choice.kinds or change.kind in choice.kinds),
        same_texts=tuple(change for change in changes.same_texts if _is_text_chosen(change, choice, keys)),
        whole=choice == Choice(),
    )


def _is_indicator_chosen(row: IndicatorChange, choice: Choice, keys: Collection[str]) -> bool:
    extent = row.change.extent if row.change else None
    big = choice.least is None or extent is None or extent >= choice.least
    return row.key in keys and (not choice.parts or row.part in choice.parts) and big


def _is_text_chosen(change: TextChange, choice: Choice, keys: Collection[str]) -> bool:
    found = [entry for entry in (change.old, change.new) if entry]
    named = not choice.department or any(key in keys for entry in found for key in entry.keys)
    return named and (not choice.parts or any(entry.part in choice.parts for entry in found))
