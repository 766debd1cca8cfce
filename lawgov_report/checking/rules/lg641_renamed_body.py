"""机构、报刊改了名的，用现在的名称。

为什么：2018年至2019年机构改革后，工商局、国土资源局、卫计委等已经并入别的机构；用旧名多为从往年照抄，
读者会以为这些机关还在。

错误：

    （2020年的报告）区工商局、国土资源局联合开展检查

正确：

    （2020年的报告）区市场监督管理局、自然资源局联合开展检查

改名的当年，旧名、新名都不报告；写明“原”“更名”“整合”的，书名号和引号里的，也不报告。

怎么改：改为现在的名称；本地机构的名称写进 data/terms.yaml 的 renamed。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause, outside
from lawgov_report.checking.rules.words import places, spared
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Renamed
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG641"
NAME = "renamed-body"
SEVERITY = Severity.WARNING
PAST = re.compile(
    "原|更名|改名|改为|整合|合并|并入|组建|重组|划入|划转|转隶|撤销|前身|曾|时任|改革前|挂牌|历史|遗留"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield names that bodies and papers no longer had in the report's year, the longest at each place."""
    whole = "\n".join(text.masked for text in report.printed)
    entries = [entry for entry in report.terms.renamed if entry.since < report.year.year]
    named = [(name, entry) for entry in entries for name in entry.name if name in whole]
    if not named:
        return
    named.sort(key=lambda pair: -len(pair[0]))
    for text in report.printed:
        yield from _findings(text, named)


def _findings(text: Prose, named: list[tuple[str, Renamed]]) -> Iterator[Diagnostic]:
    words = outside(text.masked)
    seen: set[int] = set()
    for name, entry in named:
        for start in places(words, name):
            end = start + len(name)
            if seen.isdisjoint(range(start, end)) and not _sound(words, start, end, entry):
                seen.update(range(start, end))
                message = f"“{name}”{entry.since}年起改了名"
                yield text.quote(start, end).finding(CODE, message, f"核对；现在是 {entry.now}")


def _sound(words: str, start: int, end: int, entry: Renamed) -> bool:
    """Return whether the name is part of another word there, or is spoken of as one of the past."""
    return spared(words, start, end, entry.unless) or bool(PAST.search(clause(words, start)))
