"""正文说的应是报告的年度，打算说的应是次年。

为什么：报告多从上年的文件改起，“2019年，我区……”“现将2019年度……报告如下”没有改过来，数就成了上年的数。

错误：

    （2020年的报告）2019年，我区共调处矛盾纠纷{{ mediation_cases }}。
    （2020年的报告，下一步安排）2020年，我区将继续推进示范创建。

正确：

    2020年，我区共调处矛盾纠纷{{ mediation_cases }}。
    2021年，我区将继续推进示范创建。

找的是：一句开头的年份，“现将……报告如下”里的，和引用的数在一个分句里的，标题里的，新制定的工作要点、计划的。
与上年比较的（比2019年增长）、起止的（自2019年5月至2020年5月）、说过去的事的（2019年印发的、2019年度考核），不报告；
“到2025年”一类的目标也不报告。

怎么改：核对年份；数和文字确是那一年的，写明与这一年的关系，或写一条豁免。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import outside
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.models.outline import Covers
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG636"
NAME = "year-of-another-report"
SEVERITY = Severity.WARNING
# the others are compiled by whoever meets a year that is not the report's: most reports have none
YEAR = re.compile("20(?<![0-9]20)[0-9]{2}年")
# what a year stands behind or before where it bounds a time or is compared with: 自2019年, 2019年底
BOUND, BOUNDING = (
    "[自从由至到比较与以、—～-]$",
    "度?(?:以[来前后]|之[前后]|[底末初起至到、—～-]|[0-9]{1,2}月)",
)
# what speaks of a year as one that is past, or compares with it
PAST = (
    "比|较|相对|同期|年[底末初]|考[核评]|测评|评[选估为审查]|[获荣被]|命名|授予|表彰|修[订正改]|颁布|公布|施行|出台|印发|制定"
    "|成立|建成|启动|开始|结转|遗留|首次|连续|历史|试点|去年|上年|基础上|入选|批准|总结|报告|督[查察]|检查|审计|巡[视察]|发现|梳理的|排查的|反馈|未"
)
# what speaks of a year as one to come
COMING = (
    "[到至前将拟起]|目标|规划|远景|计划|谋划|安排|部署|打算|思路|预[计期算]|力争|筹备|编制|展望"
    "|明年|次年|下一?年|要点|施行|迎接|申报"
)
# what speaks of a year that is over among plans for the next, and of one to come beyond it
OVER = (
    "虽|取得|成绩|成效|已|了|基础|回顾|总结|收官|存在"
    "|发现|梳理|排查|反馈|督[查察]|未|印发|公布|施行|修[订正改]|考[核评]|[比较]"
)
BEYOND = "[到至前底末]|目标|实现|建成|规划|启动|迎接|开始|起"
OTHER_YEARS, OTHER_PLANS = (PAST, COMING), (OVER, BEYOND)
PRESENTED, AS_FOLLOWS = "现将[^。；！？]{0,40}$", "[^。；！？]{0,40}?(?:报告|汇报)"
REFERENCE = "#"  # MASK stands for titles and quotations
COUNTED = f"{REFERENCE}|全年|累计|共[^同享建治]"
# 截至2019年12月31日，共…: a total of last year
AS_OF = "截[至止]到?$"
TOTAL = (
    "(?:[0-9]{1,2}月(?:[0-9]{1,2}日|[底末])?|[底末])?，?"
    f"[^，。；比较没未尚]{{0,30}}?(?:{REFERENCE}|共|累计|全部|均已)"
)
PLANS_MADE = (
    "(?:制定|印发|出台|下发|发布|部署|做好|抓好|抓实|谋划)(?:了|好|出台|印发|下发)?"
    "[《“]?[^，。；：！？《》“”]{0,16}$"
)
PLAN = "度?[^，。；：！？《》“”]{0,24}?(?:要点|计划|安排|任务|工作)"
EARLY = "[1-4]月"  # of the next year: before the report is written
SENTENCE, WITHIN = "。；！？", "，："
# up to the next mark, or the one behind that where there is next to nothing before: 度，我区开展培训
CLAUSE = "[^，。；：！？]{0,2}，?[^，。；：！？]*"
OURS = "(?:我|全)[省市区县州旗盟镇乡局委厅]|在"
NEAR = 100  # characters
NEIGHBOURS = 2  # a year farther off is no slip: 到2035年
UNDATED = frozenset({TextKind.TITLE, TextKind.COLUMN, TextKind.CELL})
ATTACHMENTS = "document.attachments"


class Named(NamedTuple):
    """A year where a text names it.

    `words` are the clause without it, and the next where that is nothing; `before` and `behind` what stands
    there up to NEAR characters. It `opens` a sentence or `begins` a clause, our own name before it or not.
    """

    year: int
    words: str
    before: str
    behind: str
    opens: bool
    begins: bool


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield years that are not the report's, for its plans the next, where a text claims to be of them."""
    year = report.year.year
    for text in report.printed:
        if text.kind in UNDATED and not text.written.path.startswith(ATTACHMENTS):
            continue
        plans = Covers.NEXT_STEPS in text.covers
        right = year + 1 if plans else year
        others = [
            match for match in YEAR.finditer(text.masked) if 0 < abs(_year(match) - right) <= NEIGHBOURS
        ]
        words = outside(text.masked.replace(MASK, REFERENCE)) if others else ""
        for match in others:
            named = _named(text.masked, words, match)
            if text.is_heading:
                claimed = _titled(named, right, OTHER_PLANS if plans else OTHER_YEARS)
            else:
                claimed = _planned(named, right) if plans else _done(named, right)
            if claimed:
                what = f"{year}年度报告里{right}年的打算" if plans else f"{year}年度的报告"
                message = f"写的是{match[0]}，这是{what}"
                yield text.quote(*match.span()).finding(CODE, message, f"核对；是笔误的，写 {right}年")


def _year(match: re.Match[str]) -> int:
    return int(match[0][:4])


def _titled(named: Named, right: int, excuses: tuple[str, str]) -> bool:
    """Return whether a heading or a title is of a year alone; `excuses` are for one before and one behind."""
    whole = f"{named.before}{named.behind}"
    past, coming = excuses
    return f"{right}年" not in whole and not re.search(coming if named.year > right else past, whole)


def _done(named: Named, right: int) -> bool:
    """Return whether a year claims to be that of what was done."""
    bounding = re.search(BOUND, named.before) or re.match(BOUNDING, named.behind)
    if re.search(PRESENTED, named.before) and re.match(AS_FOLLOWS, named.behind):
        return f"{right}年" not in named.words
    if named.year > right:
        early = named.year > right + 1 or re.match(EARLY, named.behind)
        return named.begins and not early and not re.search(COMING, named.words)
    if named.year == right - 1 and re.search(AS_OF, named.before) and re.match(TOTAL, named.behind):
        return True
    if named.year < right - 1 or bounding or f"{right}年" in named.words:
        return False
    if re.search(PLANS_MADE, named.before) and re.match(PLAN, named.behind):
        return True
    # 2019年，……。2020年，……。
    both = re.search(f"[{SENTENCE}]{right}年", f"{SENTENCE}{named.before}{named.behind}")
    counted = REFERENCE in named.words or (named.begins and re.search(COUNTED, named.words))
    return bool(counted or (named.opens and not both)) and not re.search(PAST, named.words)


def _planned(named: Named, right: int) -> bool:
    """Return whether a year claims to be that of the plans."""
    if re.search(BOUND, named.before) or re.match(BOUNDING, named.behind):
        return False
    if named.year > right:
        return named.opens and not re.search(BEYOND, named.words)
    planning = re.search(PLANS_MADE, named.before) and re.match(PLAN, named.behind)
    return bool(named.opens or planning) and not re.search(OVER, named.words)


def _named(whole: str, words: str, match: re.Match[str]) -> Named:
    """Return a year with what is around it; `words` are the whole text with quotations and titles masked."""
    start, end = match.span()
    first, last = max(0, start - NEAR), end + NEAR
    before, behind = words[first:start], words[end:last]
    sentence = before[max(before.rfind(mark) for mark in SENTENCE) + 1 :]
    clause = sentence[max(sentence.rfind(mark) for mark in WITHIN) + 1 :].strip()
    rest = re.match(CLAUSE, behind)
    return Named(
        _year(match),
        clause + (rest[0] if rest else ""),
        whole[first:start],
        whole[end:last].replace(MASK, REFERENCE),
        sentence.strip() == "",
        clause == "" or re.fullmatch(OURS, clause) is not None,
    )
