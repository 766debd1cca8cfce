"""提到的法律法规，在报告的年度应当有效。

为什么：民法典施行后，婚姻法、合同法等同时废止；还没有公布的法律也无从贯彻。写错多为从往年照抄。

错误：

    （2022年的报告）依据《中华人民共和国婚姻法》开展普法；（2020年的报告）贯彻个人信息保护法

正确：

    （2022年的报告）依据《中华人民共和国民法典》开展普法

已经公布、还没有施行的可以学习宣传，只有说违反、适用它的才报告。写明“原”“废止”“草案”“立法”的，写下一年安排的部分里下一年
公布的，都不报告。terms.yaml 没有写出处（seen）的年份不用。

怎么改：核对名称和年份，改为现行的法律法规。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import clause, outside
from lawgov_report.checking.rules.words import ends_a_name, just_before, places
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Law
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG642"
NAME = "law-not-in-force"
SEVERITY = Severity.WARNING
PAST = re.compile("原|废止|失效|旧|曾|取代|替代|代替|前身|历史|清理|过渡|衔接|遗留")
COMING = re.compile("草案|立法|起草|制定|征求|审议|提请|出台|颁布|公布|即将|论证|调研|建议|推动|推进")
APPLIED = re.compile("(?:违反|适用|触犯)(?:了)?《?$")
OPEN, CLOSED = ("《", "〈"), ("》", "〉", "（")


class Mention(NamedTuple):
    """A law's name where it stands in a text."""

    text: Prose
    start: int
    end: int
    law: Law


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the laws that were no longer, or not yet, there in the report's year."""
    year = report.year.year
    stale = {name: law for name, law in report.terms.dated.items() if _dated(law, year)}
    whole = "\n".join(text.masked for text in report.printed)
    named = sorted((name for name in stale if name in whole), key=len, reverse=True)
    for text in report.printed if named else ():
        for start, end in _spans(text.masked, named, report.terms.titles):
            found = Mention(text, start, end, stale[text.masked[start:end]])
            message, hint = _wrong(found, year)
            if message:
                yield text.quote(start, end).finding(CODE, message, hint)


def _dated(law: Law, year: int) -> bool:
    """Return whether a law was not in force in a year, or only to come."""
    ended = law.last is not None and law.last < year
    return ended or (bool(law.seen) and max(law.first, law.since or 0) > year)


def _spans(masked: str, named: Iterable[str], titles: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where names stand, the longest at each place: as whole titles, or outside titles and quotes."""
    words = outside(masked)
    covered: set[int] = set()
    for name in named:
        for start in places(masked, name):
            end = start + len(name)
            title = masked.endswith(OPEN, 0, start) and masked.startswith(CLOSED, end)
            bare = words.startswith(name, start) and ends_a_name(words, end)
            if covered.isdisjoint(range(start, end)) and (title or bare):
                covered.update(range(start, end))
                if title or not _ends_longer(words, end, name, titles):
                    yield start, end


def _ends_longer(words: str, end: int, name: str, titles: Iterable[str]) -> bool:
    """Return whether a name is the end of another one there: 合同法 in 劳动合同法."""
    longer = (title for title in titles if title != name and title.endswith(name))
    return words.endswith(tuple(longer), 0, end)


def _wrong(found: Mention, year: int) -> tuple[str, str]:
    """Return what is wrong with a law's name there and the remedy, "" where nothing is."""
    text, law = found.text, found.law
    words = clause(text.masked, found.start)
    name = text.masked[found.start : found.end]
    if law.last is not None and law.last < year:
        now = f"，现在是《{law.successor}》" if law.successor else ""
        message = f"“{name}”{law.last + 1}年已不再施行，这是{year}年度的报告"
        return ("", "") if PAST.search(words) else (message, f"核对{now}")
    limit = year + 1 if Covers.NEXT_STEPS in text.covers else year
    if law.first > limit:
        message = f"“{name}”{law.first}年才公布，这是{year}年度的报告"
        return ("", "") if COMING.search(words) else (message, "核对名称和年份")
    applied = just_before(text.masked, found.start, APPLIED)
    if law.since is not None and law.since > limit and applied:
        return f"“{name}”{law.since}年才施行，{year}年还不能适用", "核对；那时有效的是哪一部"
    return "", ""
