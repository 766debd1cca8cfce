"""Wrong years and dates: in the title, the texts and the particulars of a report.

Knows where a year file writes years; not which rule finds the wrong one.
"""

from __future__ import annotations

from sowing import clause

KINDS = (
    clause(
        "a date that does not exist (2月30日)",
        "LG633",
        "2月30日召开推进会",
        "4月31日前全部完成",
        "自9月20日至31日开展检查",
        "11月31日组织考试",
        "6月31日印发通知",
    ),
)
