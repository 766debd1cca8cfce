"""本单位的名称处不应是同级别的另一个地方。

为什么：照别处的报告改，漏改了地名；城中区司法局写进湟中区的报告，是说错了人。

错误：

    （西宁市湟中区的报告）由城中区司法局牵头；印发《西宁市城中区法治政府建设工作要点》

正确：

    （西宁市湟中区的报告）由区司法局牵头；印发《西宁市湟中区法治政府建设工作要点》

县（区、市、旗）的报告里，紧接在上级地名后面的、后面是机关的县级地名才报告，地名以内置的名称表为准（截至2023年6月）；
terms.yaml 的 places 列出的，在哪里都报告。写明协作、考察、移送、管辖一类的不报告。
是谁的报告，看 data/office.yaml 的 name、落款和标题。

怎么改：改为本单位的名称；写的确是别处的，说明与它是什么关系。常抄错的地名写进 data/terms.yaml 的 places。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.counties import counties
from lawgov_report.checking.rules.marks import clause
from lawgov_report.checking.rules.owner import RANKS, owner
from lawgov_report.checking.rules.words import places
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.owner import Owner
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG654"
NAME = "other-place"
SEVERITY = Severity.WARNING
COUNTY = 2  # the rank of all that counties.py lists
LONGEST, SHORTEST = 16, 3  # characters of a name
# 城中区司法局, 大通县人民政府; not 区县公安局, nor 市场监管局 behind what is no city
BODY = re.compile("(?:[区县旗](?!县)|市(?!场))(?=人民政府|政府|委(?![员托派])|人大|政协|[一-鿿]{2,8}局)")
# names that are words as well: 会同县司法局, 由公安县局, 相应城市管理局, 加强合作市
WORDS = "会同县 公安县 互助县 通道县 合作市 应城市 新城区 老城区 新市区 西市区 市中区 市北区 市南区"
AND = re.compile("和[区县]")  # 民政和县司法局 is not of 政和县
RELATED = re.compile(
    "协作|签订|签署|赴|异地|交叉|跨|毗邻|邻近|周边|学习|考察|交流|友好|对口|帮扶|援|结对|管辖|互查|互评|联盟|接壤|交界"
    "|共建|移[送交]|转来|来自|来访|来函|借鉴|原告|被告|籍|当事人|企业|公司"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield places of the office's own rank that are not it, where its own name or body should stand."""
    ours = owner(report)
    others = report.terms.places
    named = ours is not None and ours.name and RANKS.get(ours.word)
    if not named and not others:
        return
    whole = "\n".join(text.masked for text in report.printed)
    listed = [name for name in others if name in whole and (ours is None or name != ours.name)]
    for text in report.printed:
        spans = {*_listed(text.masked, listed)}
        if ours and named:
            spans |= {*_below(text.masked, ours), *_bodies(text.masked, ours, whole)}
        for start, end in sorted(spans):
            if not RELATED.search(clause(text.masked, start)):
                yield _finding(text, start, end, ours)


def _listed(masked: str, names: list[str]) -> Iterator[tuple[int, int]]:
    for name in names:
        yield from ((start, start + len(name)) for start in places(masked, name))


def _below(masked: str, ours: Owner) -> Iterator[tuple[int, int]]:
    """Yield names directly behind that of the place above: 西宁市城中区 where 西宁市湟中区 is meant."""
    above = ours.above[-1] if ours.above else ""
    for start in places(masked, above) if above else ():
        begin = start + len(above)
        end = begin + len(ours.name)
        name = masked[begin:end]
        if name != ours.name and name.endswith(ours.word) and _county(name):
            yield begin, end


def _bodies(masked: str, ours: Owner, whole: str) -> Iterator[tuple[int, int]]:
    """Yield names of the same rank before a body; what stands in the report by itself is no name."""
    for match in BODY.finditer(masked) if ours.rank == COUNTY else ():
        end = match.end()
        name = _ending(masked, end)
        alike = name and not ours.name.endswith(name) and name not in ours.above
        if alike and whole.count(name[:-1]) == whole.count(name):
            yield end - len(name), end


def _ending(masked: str, end: int) -> str:
    """Return the longest name of a county that ends there, "" where none does."""
    sizes = range(min(LONGEST, end), SHORTEST - 1, -1)
    return next((masked[end - size : end] for size in sizes if _county(masked[end - size : end])), "")


def _county(name: str) -> bool:
    return name in counties() and name not in WORDS and not AND.fullmatch(name[-2:])


def _finding(text: Prose, start: int, end: int, ours: Owner | None) -> Diagnostic:
    name = text.masked[start:end]
    whose = f"，这是{ours.name}的报告" if ours and ours.name else ""
    right = f"应为“{ours.name}”；确是别处的，写明关系" if ours and ours.name else "核对是不是本单位"
    return text.quote(start, end).finding(CODE, f"“{name}”是另一个地方{whose}", right)
