"""Amounts that no unit follows: 居全市第3, 占1/4, 缩短一半, 翻一番, 零败诉.

Knows how official prose writes such amounts; those with a unit are numbers'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause
from lawgov_report.checking.rules.numbers import ENDED, unquoted
from lawgov_report.language.numerals import NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules.numbers import Span

RANK = re.compile(f"第(?P<place>[0-9]{{1,4}}|[{NUMERALS}]{{1,3}})(?P<unit>位次?|名次?)?")
# what a place is held among, or a verb for it: 全国第一, 位居第3, 排名第二; but not 保护第一, 第一位的任务
AMONG = re.compile(
    "(?:全[国省市区县州旗盟镇球]|国内|世界|[省市区县州]内|[东西中]部|各[省市区县镇州]区?|同类[^，。；]{0,4}"
    "|[居列排占]|[升跃进位]至|跃升到?|升到|排名|名次|排位)$"
)
NEAR = 8  # characters
FRACTION = re.compile("[1-9](?<![0-9A-Za-z./].)[0-9]?/[1-9][0-9]?(?![0-9A-Za-z/.]|小时)(?:以上|以下|左右)?")
HALF = re.compile("一半(?:以上|左右)?(?<![大多另每前后各]一半)|过半(?!数)")
AFTER_HALF = ENDED | {"的"}
BEFORE_HALF = frozenset("近超过达占少短低缩减成到有的约逾足")
DOUBLED = re.compile("翻(?:了|上)?[一二两三四五几]?番(?!茄)")
# a claim that there were none, “零败诉” too; what is called so is none: “零上访”村
NONE = re.compile(
    "零(?:败诉|被诉|纠错|撤销|复议|诉讼|上访|信访|投诉|举报|事故|死亡|伤亡|案件|发案|差错|感染|积压|逾期|违纪|违法|违规)"
    "(?=”?[，。；：）的]|”?$)|(?<=率为|数为|量为|件为|故为|均为|持为)零(?=[，。；、）]|$)"
)
AIMED = re.compile("确保|力争|争取|努力|目标|追求|为抓手|标准")


def arabic(masked: str) -> Iterator[Span]:
    """Yield ranks and fractions in digits."""
    if "第" in masked:
        yield from (match.span() for match in _ranks(masked) if match["place"].isdecimal())
    if "/" in masked:
        yield from (match.span() for match in FRACTION.finditer(unquoted(masked)) if _proper(match[0]))


def chinese(masked: str) -> Iterator[Span]:
    """Yield ranks in numerals, halves, doublings, and none of what there should be none of."""
    if "第" in masked:
        yield from (match.span() for match in _ranks(masked) if not match["place"].isdecimal())
    if "半" in masked:
        for match in HALF.finditer(unquoted(masked)):
            before = masked[max(0, match.start() - 1) : match.start()]
            ends = masked[match.end() : match.end() + 1] in AFTER_HALF
            if match[0] != "一半" or before in BEFORE_HALF or ends:
                yield match.span()
    if "番" in masked:
        yield from (match.span() for match in DOUBLED.finditer(unquoted(masked)))
    if "零" in masked:
        for match in NONE.finditer(masked):
            if not AIMED.search(clause(masked, match.start())):
                yield match.span()


def _ranks(masked: str) -> Iterator[re.Match[str]]:
    text = unquoted(masked)
    for match in RANK.finditer(text):
        ends = match["unit"] or text[match.end() : match.end() + 1] in ENDED
        if ends and AMONG.search(text, max(0, match.start() - NEAR), match.start()):
            yield match


def _proper(fraction: str) -> bool:
    """Return whether what looks like a fraction is less than 1: not 12/4."""
    above, below = re.findall("[0-9]+", fraction)
    return int(above) < int(below)
