"""Changes for programs: the JSON that docs/command-line.md documents, version 1.

Knows the keys of that JSON; not the words that people read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.comparing.changes import ChangeKind
from lawgov_report.language import quantity_change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lawgov_report.comparing.changes import Changes, IndicatorChange, TextChange, TextEntry
    from lawgov_report.language.quantity_change import Change

VERSION = 1
OPS = {"=": "equal", "-": "delete", "+": "insert"}


def write(changes: Changes) -> str:
    """Return the changes as one JSON object, what stayed the same counted and its texts named."""
    # `wording` compares with last year (同比): it is only true of a year and the next.
    worded = changes.new_year == changes.old_year + 1
    data = {
        "version": VERSION,
        "title": changes.title,
        "old": {"name": changes.old, "year": changes.old_year},
        "new": {"name": changes.new, "year": changes.new_year},
        "summary": {
            "indicators": _counts(changes.indicators, len(changes.same_indicators)),
            "texts": _counts(changes.texts, len(changes.same_texts)),
        },
        "indicators": [_indicator(row, worded=worded) for row in changes.indicators],
        "texts": [_text(change) for change in changes.texts],
        "same_texts": [_place(change.entry) for change in changes.same_texts],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _counts(changes: Sequence[IndicatorChange | TextChange], same: int) -> dict[str, int]:
    counts = {kind.value: sum(1 for change in changes if change.kind == kind) for kind in ChangeKind}
    return {**counts, "same": same}


def _indicator(row: IndicatorChange, *, worded: bool) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "key": row.key,
        "label": row.label,
        "unit": row.unit,
        "part": row.part or None,
        "department": row.department or None,
        "old": row.old or None,
        "new": row.new or None,
        "restated": row.restated or None,
        "change": _change(row.change, worded=worded) if row.change else None,
        "not_compared": row.not_compared,
        "other": row.other or None,
    }


def _change(change: Change, *, worded: bool) -> dict[str, Any]:
    return {
        "course": change.course,
        "absolute": _number(change.absolute),
        "percentage_points": change.share,
        "rate": _number(change.rate),
        "wording": (quantity_change.wording(change) or None) if worded else None,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _text(change: TextChange) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "old": _place(change.old) if change.old else None,
        "new": _place(change.new) if change.new else None,
        "figures_only": change.figures_only,
        "runs": [{"op": OPS[op], "text": text} for op, text in change.runs],
    }


def _place(entry: TextEntry) -> dict[str, str | None]:
    annex = {"annex": entry.annex} if entry.annex else {}
    return {
        "what": entry.what,
        "part": entry.part or None,
        "section": entry.section or None,
        "id": entry.id or None,
        **annex,
    }
