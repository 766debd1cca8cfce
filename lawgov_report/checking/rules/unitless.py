"""Amounts that no unit follows: 居全市第3, 占1/4, 缩短一半, 翻一番, 零败诉.

Knows how official prose writes such amounts; those with a unit are numbers'.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import clause
from lawgov_report.checking.rules.numbers import BLOT, ENDED, unquoted
from lawgov_report.language.numerals import NUMERALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules.numbers import Span

# all are strings, compiled by whoever meets the character that each cannot do without
RANK = f"第(?P<place>[0-9]{{1,4}}|[{NUMERALS}]{{1,3}})(?P<unit>位次?|名次?)?"
# what a place is held among, or a verb for it: 全国第一, 位居第3, 排名第二; but not 保护第一, 第一位的任务
AMONG = (
    "(?:全[国省市区县州旗盟镇球]|国内|世界|[省市区县州]内|[东西中]部|各[省市区县镇州]区?|同类[^，。；]{0,4}"
    "|[居列排占]|[升跃进位]至|跃升到?|升到|排[名在位]|名次|[获得夺由从])$"
)
NEAR = 8  # characters
FRACTION = "[1-9](?<![0-9A-Za-z./].)[0-9]?/[1-9][0-9]?(?![0-9A-Za-z/.]|小时)(?:以上|以下|左右)?"
HALF = "一半(?:以上|左右)?(?<![大多另每前后各]一半)|过半(?!数)"
AFTER_HALF = ENDED | {"的"}
BEFORE_HALF = frozenset("近超过达占少短低缩减成到有的约逾足")
DOUBLED = "翻(?:(?:了|上)?[一二两三四五几]?番(?!茄)|了?倍)"
# a claim that there were none, “零败诉” too; what is called so is none: “零上访”村
NONE = (
    "零(?:败诉|被诉|纠错|撤销|复议|诉讼|上访|信访|投诉|举报|事故|死亡|伤亡|案件|发案|差错|感染|积压|逾期|失误|差评|延误|超时|瑕疵|违纪|违法|违规)"
    "(?=”?[，。；：）的]|”?$)|(?<=率为|数为|量为|件为|故为|均为|持为)零(?=[，。；、）]|$)"
)
AIMED = "确保|力争|争取|努力|目标|追求|为抓手|标准"


def arabic(masked: str) -> Iterator[Span]:
    """Yield ranks and fractions in digits."""
    for match in _unquoted(masked, "第", RANK):
        if match["place"].isdecimal() and _is_rank(masked, match):
            yield match.span()
    yield from (match.span() for match in _unquoted(masked, "/", FRACTION) if _proper(match[0]))


def chinese(masked: str) -> Iterator[Span]:
    """Yield ranks in numerals, halves, doublings, and none of what there should be none of."""
    for match in _unquoted(masked, "第", RANK):
        if not match["place"].isdecimal() and _is_rank(masked, match):
            yield match.span()
    yield from (match.span() for match in _unquoted(masked, "半", HALF) if _is_half(masked, match))
    yield from (match.span() for match in _unquoted(masked, "翻", DOUBLED))
    for match in re.finditer(NONE, masked) if "零" in masked else ():
        if not re.search(AIMED, clause(masked, match.start())):
            yield match.span()


def _unquoted(masked: str, needed: str, pattern: str) -> Iterator[re.Match[str]]:
    """Yield what the pattern matches outside quotations and titles."""
    found = [*re.finditer(pattern, masked)] if needed in masked else []
    text = unquoted(masked) if found else ""
    return (match for match in found if text[match.start()] != BLOT)


def _is_rank(masked: str, match: re.Match[str]) -> bool:
    ends = match["unit"] or masked[match.end() : match.end() + 1] in ENDED
    return bool(ends) and re.search(AMONG, masked[max(0, match.start() - NEAR) : match.start()]) is not None


def _is_half(masked: str, match: re.Match[str]) -> bool:
    before = masked[max(0, match.start() - 1) : match.start()]
    return match[0] != "一半" or before in BEFORE_HALF or masked[match.end() : match.end() + 1] in AFTER_HALF


def _proper(fraction: str) -> bool:
    """Return whether what looks like a fraction is less than 1: not 12/4."""
    above, below = re.findall("[0-9]+", fraction)
    return int(above) < int(below)
