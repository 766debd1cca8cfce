"""同一事物在一份报告里只用一个名称。

为什么：一会儿“法宣在线网”，一会儿“法宣在线”，读者会当成两个平台。

错误：

    依托法宣在线网学习；参与“法宣在线”竞答活动

正确：

    依托“法宣在线”学习；参与“法宣在线”竞答活动

怎么改：统一名称；本地的名称写进 data/terms.yaml 的 names。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG623"
NAME = "two-names"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the names of terms.yaml that a report uses beside another name of the same thing."""
    for entry in report.terms.names:
        others = {other: [*_uses(report, other, entry.within)] for other in entry.others}
        used = [other for other, uses in others.items() if uses]
        proper = next(_uses(report, entry.name, ()), None) if used else None
        if not used or (proper is None and len(used) == 1):
            continue
        for other in used:
            elsewhere = proper or next(others[name][0] for name in used if name != other)
            for use in others[other]:
                yield _finding(use, other, entry.name, elsewhere)


def _uses(report: Report, name: str, within: tuple[str, ...]) -> Iterator[tuple[Prose, int]]:
    """Yield the places of a name, but for those in words that mean something else."""
    for text in report.texts:
        start = text.masked.find(name)
        while start >= 0:
            # within a longer word it is another thing: 村社区 in 农村社区
            around = text.masked[max(0, start - len(name)) : start + 2 * len(name)]
            if not any(word in around for word in within):
                yield text, start
            start = text.masked.find(name, start + len(name))


def _finding(use: tuple[Prose, int], name: str, proper: str, elsewhere: tuple[Prose, int]) -> Diagnostic:
    text, start = use
    other, place = elsewhere
    message = f"“{name}”在别处叫另一个名称"
    mended = None if text.masked.endswith("“", 0, start) else proper
    found = text.quote(start, start + len(name)).finding(CODE, message, f"统一写成 {proper}", mended=mended)
    return found._replace(related=(Related(other.written.at(place, place + 1), "别处的叫法"),))
