"""同一个字或词不应接连写两遍。

为什么：多为输入时按重，或修改时没有删净。只报告把常用词写重了的（推推进、落实实。、不断不断）和
虚字重复的；“双双”“层层”“市市场监管局”、地名里的叠字都不报告。

错误：

    加强立立法工作，不断不断完善制度

正确：

    加强立法工作，不断完善制度

怎么改：删去重复的字；词和虚字写重的，lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import HAN
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG614"
NAME = "doubled-character"
SEVERITY = Severity.WARNING
PLACES = frozenset("市县区省州村镇乡局院")  # 市市场监管局
FULL_WIDTH = "\uff00"  # from here on letters and digits are full-width: LG629
# words of two characters that reports are made of; a character that stands twice in one of them is a slip,
# that of any other may be a name
WORDS = frozenset(
    re.findall(
        "..",
        "不断持续全面深入大力积极切实认真严格扎实着力坚决加快及时充分有效继续坚持加强推进推动完善"
        "健全开展做好抓好强化落实提升提高规范深化优化贯彻学习宣传组织召开研究部署建立制定印发出台"
        "实施执行监督检查指导整改排查化解调解办理受理审理审查审核审议审批处罚查处执法立法普法司法"
        "法治行政依法政府部门单位群众企业社会经济发展建设管理服务保障改革创新制度机制体系责任工作"
        "情况问题措施要求培训教育活动案件项目环境市场安全生态农村基层重点领域进行完成实现形成确保"
        "增强促进维护打击整治统筹协调督促督导考核评估公开公正公平规定条例程序决策合法权益矛盾纠纷"
        "复议诉讼应诉仲裁法律法规实行一律主动合理密切联合协同配合结合覆盖探索构建搭建创建压实夯实严厉注重"
        "聚焦围绕拓展延伸融合分析评查清理备案登记公示告知听证论证",
    )
)
# a character doubled at the head of its word, behind a stop or a verb: 立立法; not 点点滴滴
VERBS = (
    "不断|持续|全面|深入|大力|积极|切实|认真|严格|扎实|着力|坚决|加快|及时|"
    "充分|有效|继续|坚持|加强|推进|推动|完善|健全|开展|做好|抓好|强化|落实|提升|提高|规范|深化|优化"
)
START = f"(?:(?<=[。，；：、！？])|^|(?<={VERBS})|(?<=进一步))"
# where a character stands twice in a row, or two do: the other patterns are tried only there, and in a run
# of one character only at its beginning, since no word begins or ends within
TWICE = re.compile(f"(?=([{HAN}])\\1)(?<!\\1\\1)|(?=([{HAN}])(?!\\2)([{HAN}])\\2\\3)")
TRIPLED = re.compile(f"([{HAN}])\\1\\1+")
PARTICLES = "的了并与"
# these are doubled only by mistake, but for 目的的确, 受不了了, 了了, 合并并, 参与与会
PARTICLE = re.compile(
    r"(?<![的目标之])的的(?!确)|(?<!不)了了(?![解结却然])"
    r"|(?<![合归吞兼撤裁])并并(?!联)|(?<!参)与与(?!会)"
)
OPENING = re.compile(f"{START}([{HAN}])\\1(?=([{HAN}]))(?!\\2\\2)")
ENDING = re.compile(f"(?<!一)([{HAN}])\\1(?=[。，；：、！？]|$)")
WORD = re.compile(f"([{HAN}])(?!\\1)([{HAN}])\\1\\2")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield doubled characters that cannot be right where they stand.

    A doubled character is mostly the seam of two words (委员会会议), emphasis (双双) or a name (莫莫格):
    it is found only where a word of WORDS is written with one of its characters twice, or twice as a whole.
    """
    for text in report.printed:
        found = {match.span(): match for match in _matches(text.masked) if match[0] < FULL_WIDTH}
        for (start, end), match in sorted(found.items()):
            once = match[0][:2] if match.re is WORD else match[0][:1]
            message = f"“{match[0]}”像是多写了一遍"
            # how often 们们们 is meant nobody knows
            mended = None if match.re is TRIPLED else once
            yield text.quote(start, end).finding(
                CODE, message, f"核对；应为“{once}”的，删去多余的", mended=mended
            )


def _matches(masked: str) -> Iterator[re.Match[str]]:
    """Yield what looks doubled; AABB (方方面面) is how Chinese says all of it."""
    tripled = words = 0
    for twice in TWICE.finditer(masked):
        place = twice.start()
        if twice[1]:  # a character
            if place >= tripled and (match := TRIPLED.match(masked, place)):
                tripled = match.end()
                if match[1] not in NUMERALS:
                    yield match
            yield from _doubled(masked, place)
        elif place >= words and masked[place : place + 2] in WORDS and (match := WORD.match(masked, place)):
            words = match.end()
            yield match


def _doubled(masked: str, place: int) -> Iterator[re.Match[str]]:
    """Yield what is found of a doubled character where it stands in its sentence."""
    before = masked[max(0, place - 2) : place]
    if masked[place] in PARTICLES and (match := PARTICLE.match(masked, place)):
        yield match
    opens = masked[place] not in PLACES and (match := OPENING.match(masked, place))
    if opens and match and match[1] + match[2] in WORDS:
        yield match
    aabb = len(before) > 1 and before[0] == before[1]  # 扎扎实实
    if not aabb and before[1:] + masked[place] in WORDS and (match := ENDING.match(masked, place)):
        yield match
