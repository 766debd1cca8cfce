"""汉字之间和文字首尾不应有空格。

为什么：空格多为排版或粘贴时带入，印出来是一个空当；缩进由版式决定，不靠空格。

错误：

    落实 “三重一大”决策制度，共办理 717 件

正确：

    落实“三重一大”决策制度，共办理717件

引号里的口号、主题用一个空格隔开两句话的（“宪法进万家 法治伴我行”）不报告；“快 准 实”一类报告而不代改。

怎么改：删去空格；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG604"
NAME = "stray-blank"
SEVERITY = Severity.WARNING
BLANK = " \u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
BLANKS = re.compile(f"[{BLANK}]+")
# “宪法进万家 法治伴我行”: what is quoted and its sentences, none of which is as short as a word
QUOTED = re.compile("“([^“”]*)”")
SHORTEST, WORD = 4, 2
PARALLEL = 3  # “学宪法 讲宪法”: sentences of one length may be shorter


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield blanks at the ends and beside Chinese; one before or after a Latin word is a matter of taste.

    A blank alone cannot be quoted in a waiver: the quote holds the characters beside it too.
    """
    for text, match in matches(filter(_closed, report.printed), BLANKS):
        words = text.written.text
        start, end = match.span()
        lengths = _quoted(text.masked, start) if end - start == 1 else []
        shortest = PARALLEL if len(set(lengths)) == 1 else SHORTEST
        if min(lengths, default=0) >= shortest:
            continue
        left, right = text.masked[max(0, start - 1) : start], text.masked[end : end + 1]
        if _stray(left, right, end - start):
            where = "中间" if left and right else "首尾"
            message = f"文字{where}有多余的空格"
            # “奔跑吧 少年” and “快 准 实” may be meant: that is for whoever knows the slogan to say
            meant = min(lengths, default=0) >= WORD or (len(lengths) > 1 and len(set(lengths)) == 1)
            mended = None if meant else ""
            found = text.quote(start, end).finding(CODE, message, "删去空格", mended)
            yield found._replace(quote=words[max(0, start - 1) : end + 1])


def _closed(text: Prose) -> bool:
    """Return whether all braces are closed; else LG204 is found, and the blanks are those of a reference."""
    return text.written.text.count("{{") == text.written.text.count("}}")


def _quoted(masked: str, place: int) -> list[int]:
    """Return how long the sentences are between which a blank stands in quotes; none outside of them."""
    opening = masked.rfind("“", 0, place)
    quoted = QUOTED.match(masked, opening) if opening >= 0 else None
    if quoted is None or not quoted.start(1) < place < quoted.end(1):
        return []
    return [len(sentence) for sentence in BLANKS.split(quoted[1])]


def _stray(left: str, right: str, length: int) -> bool:
    if not left or not right:
        return True
    if left.isascii() and right.isascii():
        return False
    latin = any(side.isascii() and side.isalpha() for side in (left, right))
    return not (latin and left.isalnum() and right.isalnum() and length == 1)
