"""Comparisons with last year that prose types itself: which reference prints each.

Knows how a comparison begins and what a year's figures are; not which numbers are typed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.language import narrative
from lawgov_report.report import year_on_year

if TYPE_CHECKING:
    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose

# 比上年增加, 较去年同期下降了, 同比增长: right before the number
BEGUN = re.compile(
    "(?:同比|[比较同与](?:上年|去年|上一年|往年)(?:度|同期)?(?:相比)?，?)"
    "(?:增加|增长|增|减少|减|下降|降低|提高|上升|提升|多|少|翻)?了?(?:约|近)?$"
)
WORDS = ("上年", "去年", "同比", "上一年", "往年")
LONGEST = 16  # characters before the number


def hint(report: Report, text: Prose, span: tuple[int, int]) -> str:
    """Return what to write in place of a comparison with last year; "" where the number is of none."""
    start, end = span
    before = text.masked[max(0, start - LONGEST) : start]
    if not any(word in before for word in WORDS):
        return ""
    begun = BEGUN.search(before)
    if begun is None:
        return ""
    words = text.written.text[start - len(begun[0]) : end]
    keys = [
        piece.key
        for piece in narrative.parse(text.written.text)
        if isinstance(piece, narrative.Reference) and piece.end <= start
    ]
    key = keys[-1] if keys and keys[-1] in report.year.indicators else ""
    printed = _printed(report, key)
    return f"“{words}”是与上年的比较，由程序来算：写 {{{{ {key or '键'} | 同比 }}}}{printed}"


def _printed(report: Report, key: str) -> str:
    """Return how the reference is printed, or why it cannot be, in brackets; "" where no key is known."""
    if key not in report.catalogue.indicators:
        return ""
    found = year_on_year.compare(key, report.catalogue, report.year, report.previous)
    return f"（印作 {found.wording}）" if found.wording else f"（现在还不能算：{found.reason}）"
