"""法律、法规和文件的名称应与原文一字不差。

为什么：引错名称等于引错依据。2016年的规定是“推进法治建设”，没有“政府”二字。

错误：

    《党政主要负责人履行推进法治政府建设第一责任人职责规定》

正确：

    《党政主要负责人履行推进法治建设第一责任人职责规定》

怎么改：照提示改正；确有另一件同名近似的文件，把它的全称写进 data/terms.yaml 的 laws。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import TITLE, outside
from lawgov_report.checking.rules.texts import matches
from lawgov_report.checking.rules.words import ends_a_name, places
from lawgov_report.language.spelling import swapped
from lawgov_report.models.terms import rests
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.models.terms import Terms
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG620"
NAME = "misquoted-title"
SEVERITY = Severity.ERROR
RANGE_MARKS = str.maketrans("-‐–－~～", "——————")
# what often stands behind a title within 《》: （2019年修订）, （试行）
TAIL = re.compile("（(?P<words>[^（）]*)）$")
VERSION = ("修订", "修正", "试行", "暂行", "草案")
# characters; shorter titles differ by one character from others that are right
LAW, SHORTEST_LAW, SHORTEST = "法", 5, 8


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield titles that terms.yaml gives as wrong, or that differ from a known one by one character."""
    yield from _bare(report)
    for text, match in matches(report.printed, TITLE):
        name = _untailed(match[1].translate(RANGE_MARKS))
        right = _right(name, report.terms)
        if right:
            message = f"《{match[1]}》不是准确的名称"
            start, end = match.span(1)
            yield text.quote(start, end).finding(CODE, message, f"应为《{right}》", mended=right)


def _bare(report: Report) -> Iterator[Diagnostic]:
    """Yield wrong titles without 《》, but not at the end of a right one: 信息公开条例, 政府信息公开条例."""
    whole = "\n".join(text.masked for text in report.printed)
    named = [wrong for wrong in report.terms.wrong_titles if wrong in whole]
    for wrong in named:
        law = report.terms.wrong_titles[wrong]
        for text in report.printed:
            words = outside(text.masked) if wrong in text.masked else ""
            for start in places(words, wrong):
                end = start + len(wrong)
                longer = any(words.endswith(name, 0, end) for name in law.names if name.endswith(wrong))
                if not longer and ends_a_name(words, end):
                    message = f"“{wrong}”不是准确的名称"
                    right = f"《{law.title}》"
                    yield text.quote(start, end).finding(CODE, message, f"应为{right}", mended=right)


def _untailed(name: str) -> str:
    tail = TAIL.search(name) if name.endswith("）") else None
    versioned = tail is not None and any(word in tail["words"] for word in VERSION)
    return name[: tail.start()] if tail and versioned else name


def _right(name: str, terms: Terms) -> str:
    """Return the known title or short name that `name` miswrites, "" where there is none."""
    if name in terms.wrong_titles:
        return terms.wrong_titles[name].title
    return "" if name in terms.titles else _meant(name, terms)


def _meant(name: str, terms: Terms) -> str:
    """Return the known title or short name that `name` miswrites by one character, "" where there is none."""
    if not SHORTEST_LAW - 1 <= len(name) <= terms.longest + 1:
        return ""
    alike = {entry for rest in rests(name) for entry in terms.shortened.get(rest, ())}
    return next((title for _, _, title in sorted(alike) if _long(title) and _one_off(name, title)), "")


def _long(title: str) -> bool:
    return len(title) >= (SHORTEST_LAW if title.endswith(LAW) else SHORTEST)


def _one_off(name: str, title: str) -> bool:
    """Return whether one character is wrong, missing, too much or swapped; one before the title is not."""
    short, long = sorted((name, title), key=len)
    pairs = enumerate(zip(short, long, strict=False))
    before = next((place for place, (first, second) in pairs if first != second), len(short))
    if len(name) > len(title) and not before:
        return False
    if len(short) < len(long):
        return short[before:] == long[before + 1 :]
    return name[before + 1 :] == title[before + 1 :] or swapped(name, title)
