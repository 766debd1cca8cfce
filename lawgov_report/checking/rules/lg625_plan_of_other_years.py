"""提到的规划应管得着这一年。

为什么：“七五”普法是2016—2020年，“八五”普法是2021—2025年；不对多为从往年照抄。规划前一年筹备、
后一年总结的，和以前的规划比较的（比“十三五”时期增长），不报告。

错误：

    （2023年的报告）深入开展“七五”普法

正确：

    （2023年的报告）深入开展“八五”普法

怎么改：核对规划的名称和年份；本地的规划写进 data/terms.yaml 的 plans。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause
from lawgov_report.checking.rules.words import just_before
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Plan
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG625"
NAME = "plan-of-other-years"
SEVERITY = Severity.WARNING
UNLIKE = "-‐–－~～"
# before a plan that figures are compared with: 比“十三五”时期增长71%, 较“十三五”
COMPARED = re.compile("(?:[比较于过与同跟]|优于|快于|高于|低于|好于)[“‘]?$")
CLOSING = "总结|验收|考核|评估|完成|收官|圆满|表彰|先进|通报|以来|期间|终期|末|相比|基础上|命名|承接|接续"
OPENING = (
    "谋|编制|起草|筹备|启动|准备|衔接|草案|开局|迎接|制定|规划布局|纲要|建议|思路|前期|研究|课题|调研|论证|"
    "奠定|打下|打好|夯实|基础|迈向|面向|展望|蓝图|承上启下|承前启后|接续|跨入"
)
COMPARING = "相比|末|以来|历次|历届|[期间时][间期](?:形成|积累|取得|建[成立]|探索|制定|确立|留下)"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield plans that had ended or not begun in the report's year, for next steps also in the next."""
    year = report.year.year
    whole = _dashed("\n".join(text.masked for text in report.printed))
    plans = [plan for plan in report.terms.plans if any(name in whole for name in plan.name)]
    others = [plan for plan in plans if not plan.since <= year <= plan.until]
    for plan in others:
        for text in report.printed:
            masked = _dashed(text.masked)
            for start, end in _uses(masked, plan):
                compared = plan.until < year and just_before(masked, start, COMPARED)
                # 纲要 in the plan's own name says nothing of what is done with it
                words = clause(masked, start).replace(masked[start:end], "")
                if not compared and not _fits(plan, year, text, words):
                    message = f"{masked[start:end]}是{plan.since}—{plan.until}年的，这是{year}年度的报告"
                    hint = f"核对；{year}年的：{_of(report, year) or '见 terms.yaml 的 plans'}"
                    yield text.quote(start, end).finding(CODE, message, hint)


def _dashed(text: str) -> str:
    """Return a text with 一字线 for what is typed in its place: 2021-2025年."""
    for mark in UNLIKE:
        text = text.replace(mark, "—")
    return text


def _uses(masked: str, plan: Plan) -> Iterator[tuple[int, int]]:
    """Yield the places of a plan's names, the longest at each place."""
    end = 0
    found = {
        match.start(): match.end() for name in sorted(plan.name, key=len) for match in _all(name, masked)
    }
    for start in sorted(found):
        if start >= end:
            end = found[start]
            yield start, end


def _all(name: str, masked: str) -> Iterator[re.Match[str]]:
    return re.finditer(f"{re.escape(name)}(?!环境日)", masked) if name in masked else iter(())


def _fits(plan: Plan, year: int, text: Prose, words: str) -> bool:
    """Return whether a plan of other years may be spoken of: prepared, closed, or compared with.

    `words` are the clause that speaks of it.
    """
    if Covers.NEXT_STEPS in text.covers and plan.since <= year + 1 <= plan.until:
        return True
    if plan.since == year + 1:
        return bool(re.search(OPENING, words))
    return bool(re.search(CLOSING if plan.until == year - 1 else COMPARING, words)) and plan.until < year


def _of(report: Report, year: int) -> str:
    return "、".join(plan.name[0] for plan in report.terms.plans if plan.since <= year <= plan.until)
