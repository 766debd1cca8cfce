"""一个标识在一年里只用一次。

为什么：豁免、比较和内容控件都靠标识找到条目。

错误：

    - id: study
    - id: study

正确：

    - id: study
    - id: training

怎么改：改名其中一个。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.source import Path

CODE = "LG209"
NAME = "duplicate-id"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the ids of items and sections that stand there a second time."""
    seen: dict[str, Path] = {}
    for id_, path in _ids(report):
        first = seen.setdefault(id_, path)
        if first is not path:
            place = report.source.value(path)
            related = (Related(report.source.value(first), "第一次用在这里"),)
            yield Diagnostic(place, CODE, f"标识 {id_} 用了两次", "改名其中一个", related, quote=id_)


def _ids(report: Report) -> Iterator[tuple[str, Path]]:
    for segment in report.segments:
        if segment.id:
            # the path of a section's heading ends with the heading, that of an item with its number
            holder = segment.path if segment.kind == TextKind.ITEM else segment.path[:-1]
            yield segment.id, (*holder, "id")
