"""法定的四项内容都要写到。

为什么：法治政府建设年度报告应当报告上一年的主要举措和成效、存在的不足和原因、党政主要负责人履行第一责任人职责的情况、
下一年的主要安排。各写在哪里都可以：一个部分，一个小节，一个条目；写在哪里由 covers 标明，内置的提纲已经标好。

错误：

    outline: [{id: work, title: 工作情况, covers: achievements}, {id: plans, title: 打算, covers: next_steps}]

正确：

    outline: [{id: work, title: 工作情况, covers: achievements}, {id: plans, title: 打算, covers: next_steps}]
    parts:
      work:
        sections:
          - {heading: 党政主要负责人履职情况, covers: leadership, lead: ……}
          - {heading: 不足和原因, covers: shortcomings, items: [……]}

怎么改：补写缺的内容；已经写在别的部分里的，在那里写 covers。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.models.outline import TITLES
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG409"
NAME = "content-missing"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the contents that the law requires and no text covers; a heading alone covers nothing."""
    texts = (text for text in report.texts if text.kind != TextKind.HEADING)
    covered = frozenset().union(*{text.covers for text in texts})
    for content, title in TITLES.items():
        if content not in covered:
            place = report.source.key(("parts",))
            hint = f"补写这项内容；已经写在某个部分、小节或条目里的，在那里写 covers: {content}"
            yield Diagnostic(place, CODE, f"报告没有写到{title}", hint, path="parts", quote=title)
