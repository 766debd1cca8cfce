"""本单位的名称处不应是同级别的另一个地方。

为什么：照别处的报告改，漏改了地名；城中区司法局写进湟中区的报告，是说错了人。

错误：

    （西宁市湟中区的报告）由城中区司法局牵头；印发《西宁市城中区法治政府建设工作要点》

正确：

    （西宁市湟中区的报告）由区司法局牵头；印发《西宁市湟中区法治政府建设工作要点》

紧接在上级地名后面的、后面是机关的、terms.yaml 的 places 列出的才报告；
写明协作、考察、移送、管辖一类的不报告。
是谁的报告，看 data/office.yaml 的 name、落款和标题。

怎么改：改为本单位的名称；写的确是别处的，说明与它是什么关系。常抄错的地名写进 data/terms.yaml 的 places。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
# 城中区司法局, 平安县人民政府; the name may begin with one character more
BODY = re.compile(
    "(?P<name>(?P<stem>[一-鿿]{2})(?:[区县旗镇乡]|街道))(?=人民政府|政府|委(?![员托派])|人大|政协|[一-鿿]{2,8}局)"
)
# what is no name: 各区, 开发区, 由区, 组织区
COMMON = frozenset(
    "各全我本该两三四五六七八九十个几多每某市省州县区乡镇辖郊园社街新发高保示试自地景片校灾老经由向对和与及同会请在到把被"
    "将给从让使令为报据等的了是有及或按照并且还均已也又"
)
VERBS = (
    "组织 指导 协调 推动 督促 要求 支持 通过 依托 安排 邀请 委托 抽调 牵头 联合 "
    "配合 提请 恳请 函告 健全 强化 发挥 明确 成立 建立 设立 完善 加强 优化 推进 "
    "开展 落实 召开 列席 参加 协助 提醒 报请 听取 监督 接受 纳入 印发 制定 出台 "
    "选派 整合 集中 充实 撤销 组建 授权 责成 协同 自治 统筹 压实 深化 规范 推行 "
    "涉及 其中 成员 相关 有关 所属 下属 所在 农业 试点 示范 重点 主城 心城 建城 县城"
)
RELATED = re.compile(
    "协作|签订|签署|赴|异地|交叉|跨|毗邻|邻近|周边|学习|考察|交流|友好|对口|帮扶|援|结对|管辖|互查|互评|联盟|接壤|交界"
    "|共建|移送|转来|来自|来访|来函|借鉴|原告|被告|籍|当事人|企业|公司"
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
        if name != ours.name and name.endswith(ours.word) and not _common(name.removesuffix(ours.word)):
            yield begin, end


def _bodies(masked: str, ours: Owner, whole: str) -> Iterator[tuple[int, int]]:
    """Yield names of the same rank before a body; what stands in the report by itself is no name."""
    for match in BODY.finditer(masked):
        stem, word = match["stem"], match["name"][2:]
        alike = RANKS[word] == ours.rank and not ours.name.endswith(match["name"])
        if alike and not _common(stem) and whole.count(stem) == whole.count(match["name"]):
            yield match.span("name")


def _common(stem: str) -> bool:
    return stem in VERBS or not COMMON.isdisjoint(stem)


def _finding(text: Prose, start: int, end: int, ours: Owner | None) -> Diagnostic:
    name = text.masked[start:end]
    whose = f"，这是{ours.name}的报告" if ours and ours.name else ""
    right = f"应为“{ours.name}”；确是别处的，写明关系" if ours and ours.name else "核对是不是本单位"
    return text.quote(start, end).finding(CODE, f"“{name}”是另一个地方{whose}", right)
