"""书名号里的法律名称，第一次出现用全称。

为什么：法律的正式名称带“中华人民共和国”；公文里第一次引用写全称，以后可以写简称。

错误：

    认真学习《中国共产党章程》《保密法》

正确：

    认真学习《中国共产党章程》《中华人民共和国保守国家秘密法》

怎么改：改为全称；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import TITLE
from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG621"
NAME = "short-title"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield short names within 《》 of laws whose title does not stand before; one finding per law."""
    known, named = report.terms.titles, set()
    for text, match in matches(report.texts, TITLE):
        law = known.get(match[1])
        if law is None:
            continue
        ended = law.last is not None and law.last < report.year.year  # LG642 speaks of it
        if match[1] != law.title and law.title not in named and not ended:
            message = f"《{match[1]}》是简称，前面没有出现过全称"
            start, end = match.span(1)
            yield text.quote(start, end).finding(CODE, message, f"写成《{law.title}》", mended=law.title)
        named.add(law.title)
