"""同一个字或词不应接连写两遍。

为什么：多为输入时按重，或修改时没有删净。只报告不成词的重字，“人人”“层层”“市市场监管局”都不报告。

错误：

    加强立立法工作，不断不断完善制度

正确：

    加强立法工作，不断完善制度

怎么改：删去重复的字；lawgov validate --fix 可以代改。
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
REDUPLICATED = frozenset(
    "人家户村处事时层步年月日天件条项样句字种重牢紧深常渐往仅刚稳慢好多久早远高大小细轻稍略微足整满统匆恰偏纷频屡每"
    "默堂滚滔源蒸欣津比斤历念孜循环息心生世代万千等"
    f"{NUMERALS}冉侃谆殷耿巍皑茫郁累节声连洋勃彬拳灼凛赫芸熊奕依脉寥沉苍冲腾"
)
FUNCTION = frozenset(
    "为在以对将把向让从用到有经由与和并按据使给被比因当除就再又也都更最已能可应要需会不无未各全本我该此其是"
)
PLACES = frozenset("市区县省州村镇乡局院厅处所")
FULL_WIDTH = "\uff00"  # from here on letters and digits are full-width: LG629
ALONE = REDUPLICATED | FUNCTION | PLACES
VERBS = (
    "不断|持续|全面|深入|大力|积极|切实|认真|严格|扎实|着力|坚决|加快|及时|"
    "充分|有效|继续|坚持|加强|推进|推动|完善|健全|开展|做好|抓好|强化|落实|提升|提高|规范|深化|优化"
)
# where a character stands twice in a row, or two do: the other patterns are tried only there, and in a run
# of one character only at its beginning, since no word begins or ends within
TWICE = re.compile(f"(?=([{HAN}])\\1)(?<!\\1\\1)|(?=([{HAN}])(?!\\2)([{HAN}])\\2\\3)")
TRIPLED = re.compile(f"([{HAN}])\\1\\1+")
PARTICLES = "的了并与"
# these are doubled only by mistake, but for 目的的确, 受不了了, 了了, 合并并, 参与与会
PARTICLE = re.compile(
    r"(?<![的目标之])的的(?!确)|(?<!不)了了(?![解结却然])|(?<!合)并并(?!联)|(?<!参)与与(?!会)"
)
# where a word must begin: behind a stop, at the beginning of the text, behind a verb
START = f"(?:(?<=[。，；：、！？])|^|(?<={VERBS})|(?<=进一步))"
# 立立法 there, but not 点点滴滴; 立立。; and two characters twice, 不断不断
OPENING = re.compile(f"{START}([{HAN}])\\1(?=([{HAN}]))(?!\\2\\2)")
ENDING = re.compile(f"(?<!一)([{HAN}])\\1(?=[。，；：、！？]|$)")
WORD = re.compile(f"(?![{NUMERALS}])([{HAN}])(?!\\1)([{HAN}])\\1\\2")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield doubled characters that cannot be right where they stand.

    A doubled character within a sentence is mostly the seam of two words (委员会会议, 推行行政执法): it is
    looked at only where a word must begin (after a mark or a verb) or must end, and where it is not one
    of the characters that are doubled on purpose.
    """
    for text in report.printed:
        found = {match.span(): match for match in _matches(text.masked) if match[0] < FULL_WIDTH}
        for (start, end), match in sorted(found.items()):
            once = match[0][:2] if match.re is WORD else match[0][:1]
            message = f"“{match[0]}”像是多写了一遍"
            yield text.quote(start, end).finding(
                CODE, message, f"核对；应为“{once}”的，删去多余的", mended=once
            )


def _matches(masked: str) -> Iterator[re.Match[str]]:
    """Yield what looks doubled; AABB (方方面面) is how Chinese says all of it."""
    tripled = words = 0
    for twice in TWICE.finditer(masked):
        place = twice.start()
        if place >= tripled and (match := TRIPLED.match(masked, place)):
            tripled = match.end()
            if match[1] not in NUMERALS:
                yield match
        yield from _doubled(masked, place)
        if place >= words and (match := WORD.match(masked, place)):
            words = match.end()
            yield match


def _doubled(masked: str, place: int) -> Iterator[re.Match[str]]:
    """Yield what is found of a doubled character where it stands in its sentence."""
    if masked[place] in PARTICLES and (match := PARTICLE.match(masked, place)):
        yield match
    if (match := OPENING.match(masked, place)) and match[1] not in ALONE:
        yield match
    before = masked[max(0, place - 2) : place]
    aabb = len(before) > 1 and before[0] == before[1]  # 方方面面
    if not aabb and (match := ENDING.match(masked, place)) and match[1] not in REDUPLICATED:
        yield match
