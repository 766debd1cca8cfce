"""报告的文字应有实在的内容。

为什么：法治政府建设年度报告应当报告上一年的主要举措和成效、存在的不足和原因、
党政主要负责人履行第一责任人职责的情况、下一年的主要安排；只有标题，或只写“无”“同上”，等于没有报告。

错误：

    - id: study
      text: 略。

正确：

    - id: study
      text: 区委、区政府主要负责同志带头学法，全年组织专题学习。

怎么改：写上内容；确实没有这一项的，删去条目。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import MASK
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG401"
NAME = "empty-content"
SEVERITY = Severity.ERROR
# what stands for content that is missing: a word that says so, or a run of marks; or nothing at all
NOTHING = (
    "(?:暂?无|没有|无内容|略|同上年?|同去年|详?见附件|待补充?|待填写?|待定|待报|待完善|内容|正文|文字"
    "|[Xx×＊*_…—/\\-]+)?"
)
SILENT = rf"[^\w{MASK}×＊*…—/-]+"
# short cuts: so many different characters, or letters at the beginning, are more than any placeholder has
VARIED, LETTERS = 24, 5
FEWEST_OF_AN_ITEM = 4  # characters that are letters or digits: fewer make no sentence


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield items and passages that hold a placeholder, or fewer words than can say anything."""
    for text in report.texts:
        if text.is_heading or _speaks(text.masked):
            continue
        words = re.sub(SILENT, "", text.masked)
        fewest = FEWEST_OF_AN_ITEM if text.kind == TextKind.ITEM else 1
        if re.fullmatch(NOTHING, words) or len(words) < fewest:
            written = text.written.text
            message, hint = f"这里只写了“{written}”，没有内容", "写上内容；确实没有这一项的，删去条目"
            yield text.quote(0, len(written)).finding(CODE, message, hint)


def _speaks(masked: str) -> bool:
    """Return whether a text says something for sure."""
    begun = masked[:LETTERS]
    lettered = len(begun) == LETTERS and begun.isalnum() and not begun.startswith(("X", "x"))
    return lettered or len({*masked[:100]}) >= VARIED
