"""法律、法规和文件的名称加书名号。

为什么：不加书名号，看不出说的是哪一部法、名称到哪里为止。宪法、民法典等习惯上可以不加的不报告。

错误：

    积极贯彻人民调解法，围绕新土地管理法开展普法

正确：

    积极贯彻《中华人民共和国人民调解法》，围绕新修改的《中华人民共和国土地管理法》开展普法

怎么改：加书名号，写全称；前面没有“新”字的，lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause, outside
from lawgov_report.checking.rules.words import LAW, just_before
from lawgov_report.models.terms import STATE
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Law
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG622"
NAME = "title-without-marks"
SEVERITY = Severity.WARNING
# what titles end with, 法 where it begins no other word (法律, 法院); （2020—2025年）
ENDS = re.compile(f"{LAW}|条例|规定|准则|章程|年）")
SHORTEST = 4
# before a name, and behind it, where it is one of a row: 刑法、消防法和森林法
JOINING = ("、", "和", "及", "与")
ROW = re.compile("(?:法|条例|》)(?:、|和|及|以及|与)$")
# a regulation of one's own that is called like the State Council's: 出台优化营商环境条例, 市优化营商环境条例
OWN = re.compile("立法|制定|修订|修改|出台|起草|审议|颁布|拟定|草案|论证")
# a name of three characters by itself: 宣传禁毒法、, 违反消防法的
NAMED = re.compile("(?:学习|宣传|宣讲|普及|贯彻|执行|落实|实施|依据|根据|依照|按照|违反)(?:了|好)?新?$")
ENDED = re.compile("[^一-鿿]|[的和等与及第]|规定|相关|有关|要求|知识|宣传|$")
ROW_GOES_ON = re.compile(f"[^，。；：、！？（）“”《》]{{2,20}}?{LAW}")
OWNERS = tuple("省市县区州旗盟镇乡我本")
NEW, LEFT, RIGHT = "新", ("《", "〈"), ("》", "〉")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield known titles and short names outside 《》 and “”, but for those that need no marks.

    Not those of laws no longer or not yet in force (LG642), nor regulations of one's own.
    """
    names, titles = report.terms.marked, report.terms.titles
    for text in report.texts:
        for start, end in _spans(text.masked, names):
            law = titles[text.masked[start:end]]
            if _in_force(law, report.year.year) and not _own(text.masked, start, law):
                yield _finding(text, start, end, law.title)


def _in_force(law: Law, year: int) -> bool:
    return law.first <= year and (law.last is None or year <= law.last)


def _own(masked: str, start: int, law: Law) -> bool:
    """Return whether a name is that of a regulation of one's own; a law of the State's is nobody's own."""
    if law.title.startswith(STATE) or not law.title.endswith("条例"):
        return False
    return masked.endswith(OWNERS, 0, start) or bool(OWN.search(clause(masked, start)))


def _spans(masked: str, names: Mapping[str, tuple[str, ...]]) -> list[tuple[int, int]]:
    """Return where names stand outside titles and quotations, the longest at each place.

    `names` are those known, by their last two characters.
    """
    ends = [match.end() for match in ENDS.finditer(masked)]
    ends = [end for end in ends if masked.endswith(names.get(masked[end - 2 : end], ()), 0, end)]
    if not ends:
        return []
    found: list[tuple[int, int]] = []
    words = outside(masked)
    for end in ends:
        known = names.get(words[end - 2 : end], ())
        starts = (end - len(name) for name in known if words.endswith(name, 0, end))
        start = min(starts, default=end)
        # 森林法 alone may be the end of another word; in a row of laws it is one
        if end - start < SHORTEST and not (_in_a_row(masked, start, end) or _by_itself(masked, start, end)):
            continue
        if start < end and not (words.endswith(LEFT, 0, start) or words.startswith(RIGHT, end)):
            while found and found[-1][0] >= start:
                found.pop()
            found.append((start, end))
    return found


def _in_a_row(masked: str, start: int, end: int) -> bool:
    return just_before(masked, start, ROW) or _precedes_a_law(masked, end)


def _by_itself(masked: str, start: int, end: int) -> bool:
    """Return whether what one does to a law stands before a short name, and the name ends there."""
    named = just_before(masked, start, NAMED) and ENDED.match(masked, end) is not None
    return named and end - start == SHORTEST - 1


def _precedes_a_law(masked: str, end: int) -> bool:
    """Return whether a law's name follows in the same row: 、刑法, 和《…》."""
    if not masked.startswith(JOINING, end):
        return False
    return masked.startswith("《", end + 1) or ROW_GOES_ON.match(masked, end + 1) is not None


def _finding(text: Prose, start: int, end: int, title: str) -> Diagnostic:
    name = text.masked[start:end]
    if text.masked.endswith(NEW, 0, start):
        message = f"“新{name}”没有加书名号，“新”也不是名称的一部分"
        return text.quote(start - 1, end).finding(
            CODE, message, f"写成 新修改的《{title}》或 新修订的《{title}》"
        )
    message, right = f"“{name}”没有加书名号", f"《{title}》"
    if "、" in {text.masked[start - 1 : start], text.masked[end : end + 1]}:
        # its neighbours in the row want marks too, and then no 、 between them
        hint = f"各个名称都加书名号，相邻的书名号之间不写顿号：{right}"
        return text.quote(start, end).finding(CODE, message, hint)
    return text.quote(start, end).finding(CODE, message, f"写成 {right}", mended=right)
