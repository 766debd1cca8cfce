"""Changes for programs: the JSON that docs/command-line.md documents, version 1."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.comparing.years import Kind
from lawgov_report.language import quantity_change as change

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from lawgov_report.comparing.years import Changes, Entry, Row, Said
    from lawgov_report.language.quantity_change import Change

VERSION = 1
OPS = {"=": "equal", "-": "delete", "+": "insert"}


def write(changes: Changes) -> str:
    """Return the changes as one JSON object, what stayed the same counted and its texts named."""
    told = changes.new_year == changes.old_year + 1
    data = {
        "version": VERSION,
        "title": changes.title,
        "old": {"name": changes.old, "year": changes.old_year},
        "new": {"name": changes.new, "year": changes.new_year},
        "summary": {
            "indicators": _counts(changes.indicators, len(changes.same_indicators)),
            "texts": _counts(changes.texts, len(changes.same_texts)),
        },
        "indicators": [_indicator(row, told=told) for row in changes.indicators],
        "texts": [_text(said) for said in changes.texts],
        "same_texts": [_place(said.entry) for said in changes.same_texts],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _counts(found: Sequence[Row | Said], same: int) -> dict[str, int]:
    counts = {kind.value: sum(1 for one in found if one.kind == kind) for kind in Kind}
    return {**counts, "same": same}


def _indicator(row: Row, *, told: bool) -> dict[str, Any]:
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
        "change": _change(row.change, told=told) if row.change else None,
        "not_compared": row.broken,
        "other": row.other or None,
    }


def _change(found: Change, *, told: bool) -> dict[str, Any]:
    """Return a change; `wording` compares with last year, so it is only said of a year and the next."""
    return {
        "course": found.course,
        "absolute": _number(found.absolute),
        "percentage_points": found.share,
        "rate": _number(found.rate),
        "wording": (change.wording(found) or None) if told else None,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _text(said: Said) -> dict[str, Any]:
    return {
        "kind": said.kind,
        "old": _place(said.old) if said.old else None,
        "new": _place(said.new) if said.new else None,
        "figures_only": said.figures_only,
        "runs": [{"op": OPS[op], "text": text} for op, text in said.runs],
    }


def _place(entry: Entry) -> dict[str, str | None]:
    return {
        "what": entry.what,
        "part": entry.part or None,
        "section": entry.section or None,
        "id": entry.id or None,
    }
