"""Numbers typed in prose: which of them count something.

Knows how official prose writes numbers, and what only looks like one; not which figures a year has.

A number counts something where a unit follows it. What writes no count is blotted out first (OPAQUE):
quotations and titles, ordinals, meetings by their number, rates per 每, time limits. Chinese numerals
need more care, since most of them are parts of words; precision goes before finding all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lawgov_report.rules.texts import MASK

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOT = "\0"
QUOTED = "“[^“”]*”|《[^《》]*》|‘[^‘’]*’|「[^「」]*」"
CHINESE = "〇零一二两三四五六七八九十百千万亿"
ANY = f"(?:[0-9]+(?:[.][0-9]+)?|[{CHINESE}]+)"
MEETING = "全会|全体会议|会议精神|党代会|人代会|代表大会"
OPAQUE = re.compile(
    f"{QUOTED}"
    # 第一次、二次、三次会议; 第12批; 第1至3期
    f"|第{ANY}(?:[次批期届号个项条]?[、至到和及—～~-]第?{ANY})*"
    # 十九届五中、十三届七次; 一次、二次、三次会议; 七次全会; 委员会二次会议
    f"|{ANY}届(?:{ANY}次)?"
    f"|(?:{ANY}次?[、和])+{ANY}次(?=会议|{MEETING})"
    f"|[0-9一二三四五六七八九十]+次(?={MEETING})"
    f"|(?<=[委届]){ANY}次(?=会议)|(?<=委员会){ANY}次(?=会议)"
    # 每年至少两次: a rate or a rule, up to the end of the clause
    "|每[^，。；：、！？（）]{1,30}"
    # 5个工作日内, 三个月以内; 24小时, 7×24小时, 365天
    f"|{ANY}(?:个)?(?:工作日|天|日|小时|分钟|月|年)(?:以内|之内|内|前|里)"
    "|(?<![0-9])(?:24小时|365天)"
    # 两名以上执法人员
    "|(?<![0-9.])[23二两三](?:名|人|个|家)(?:及以上|及其以上|或以上|以上)(?=[^，。；、！？])"
    # 六个100%
    f"|[0-9{CHINESE}]个(?:百分之百|100%|百分百)"
)
UNQUOTED = re.compile(QUOTED)
ARABIC = re.compile(r"(?<![0-9A-Za-z.])[0-9０-９]+(?:[.,．][0-9０-９]+)*")
NUMERAL = re.compile(f"百分之[{CHINESE}点]+|[{CHINESE}几]+")
BOUNDS = ("以上", "以下", "左右", "以内")
LONGEST = 5
CLOSING = frozenset("，。；、：！？）,;)")

UNITS = frozenset(
    "% ％ ‰ 人 名 位 户 口 人次 户次 个 件 起 宗 例 桩 次 场 期 批 轮 项 条 款 类 种 家 处 所 座 栋 幢 间 份 册 本 部 篇 幅 张 枚 "
    "块 辆 台 套 艘 架 支 只 头 羽 棵 株 场次 件次 班次 批次 条次 家次 车次 台次 课次 人份 元 美元 吨 公斤 千克 克 升 亩 公顷 "
    "平方米 平方公里 立方米 米 公里 千米 ㎡ 倍 个百分点 百分点 个工作日 工作日 天 小时 学时 课时 字 村 镇 乡 乡镇 街道 社区 "
    "部门 单位 场所 网点 笔 堂 节 则 组 队 对 片".split()
)
COUNTED = frozenset(
    "人 名 位 户 人次 户次 个 件 起 宗 例 桩 次 场次 场 批次 件次 家次 车次 条次 项 条 家 处 所 座 栋 间 份 册 本 部 篇 张 辆 台 套 "
    "支 枚 笔 亩 公里 平方米 吨 元 倍 个百分点 百分点 个工作日 工作日 学时 课时".split()
)
# 一 counts only where the clause ends after its unit: 举办培训一次，
CLOSED = frozenset("次 场次 期 件 项 部 份 名 家 个 处 宗 例 条 册 人次 批次 倍".split())
# a numeral after these is no count of its own: 这三项, 其他两家, 上述四条
POINTING = frozenset("第这那该各首某诸哪此")
POINTING_WORDS = ("以上", "以下", "下列", "上列", "上述", "下述", "其他", "其余", "余下", "前")
BEFORE_NOW = ("目前", "日前", "年前", "提前", "以前")
# nor is 一 after these: 唯一, 不漏一户, 再一次, 一年一次
SINGLE = frozenset("唯同统逐任本新老不无少漏落缺哪跑办只进登单专整万仅中有是何止又再年月度周季日在成上下后头其另余")
LIMITS = ("最多", "至少", "至多", "只", "仅")
# hundreds and thousands without a digit count after these: 上百家, 近千名; but not in 千家万户
VAGUE = frozenset("上数几近逾超约过满达")
BARE = frozenset("百千万亿")
DURATION = frozenset("年月日天岁周")
# what follows makes another word of it: 三位一体, 六部门, 两套班子, 十件实事, 三所联动
OTHERWISE = {
    "部": "门委队曲分", "位": "数移", "次": "元性生产方", "件": "事", "套": "班人", "所": "联", "台": "合", "条": "龙腿例",
    "人": "民大制称行", "处": "理罚分置", "个": "别性人体", "份": "子", "场": "所", "家": "渠庭", "张": "皮网", "篇": "章",
    "名": "单义字", "本": "账", "项": "目", "户": "籍", "间": "接", "起": "步点",
}  # fmt: skip
# 三台县, 五家渠: names of places
PLACES = frozenset("县山河渠镇乡街区村路沟湾峡岭寨堡湖屯")
PLACE_UNITS = frozenset("台家间户座处所条张")
# 三个方面, 四项原则: how something is laid out, not how much of it there is
LAYOUT_UNITS = frozenset("个项种条类大套张本篇道位支")
LAYOUT = tuple(
    "方面 层面 层级 环节 维度 阶段 步骤 角度 要素 要点 关键 坚持 维护 意识 自信 确立 全面 务必 结合 区分 一律 必须 代表重要 "
    "伟大 大局 亲自 强化 到位 确保 突出 转变 统一 明确 规定 准则 纪律 原则 制度 机制 清单 体系 格局 形态 等次 档次 等级 方向 "
    "板块 抓手 引领 提升 聚焦 紧盯 注重 加强 不放过 走在前 有之 月 季度 星期 小时 年度 世纪 举措 方式 渠道 字 实事 班子 文章 "
    "红线 底线 防线 主线 攻坚战 重点领域 重点环节 重点任务 重要".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that counts something: text[start:end] is the number with its unit and bound."""

    start: int
    end: int


def unquoted(text: str) -> str:
    """Return a text with quotations and titles blotted out, as long as before."""
    return UNQUOTED.sub(_blot, text)


def arabic(masked: str, units: frozenset[str]) -> Iterator[Number]:
    """Yield the numbers in digits that count something; `units` are further units to look for."""
    text = OPAQUE.sub(_blot, masked)
    for match in ARABIC.finditer(text):
        end = _after_digits(text, match.end(), UNITS | units)
        if end and not _laid_out(text, end):
            yield Number(match.start(), _bounded(text, end))


def chinese(masked: str) -> Iterator[Number]:
    """Yield the numbers in Chinese numerals that count something."""
    text = OPAQUE.sub(_blot, masked)
    for match in NUMERAL.finditer(text):
        end = _after_numeral(text, match)
        if end and not _laid_out(text, end):
            yield Number(match.start(), _bounded(text, end))


def named(text: str, number: Number, words: tuple[str, ...]) -> bool:
    """Return whether a number overlaps one of `words`, names that have numbers in them."""
    return any(
        text.find(word, max(0, number.start - len(word) + 1), number.end + len(word) - 1) >= 0
        for word in words
    )


def _blot(match: re.Match[str]) -> str:
    return BLOT * len(match[0])


def _unit(text: str, start: int, units: frozenset[str]) -> int:
    """Return where the longest unit at `start` ends, `start` where there is none."""
    return next((end for end in range(start + LONGEST, start, -1) if text[start:end] in units), start)


def _bounded(text: str, end: int) -> int:
    """Return where the bound word ends that may follow an amount."""
    return end + len(BOUNDS[0]) if text.startswith(BOUNDS, end) else end


def _laid_out(text: str, end: int) -> bool:
    """Return whether the unit that ends at `end` is followed by a noun of layout: 三个方面."""
    return text[end - 1] in LAYOUT_UNITS and text.startswith(LAYOUT, end)


def _after_digits(text: str, end: int, units: frozenset[str]) -> int:
    """Return where the amount ends whose digits end at `end`, 0 where it counts nothing."""
    if text.startswith(MASK, end):
        return end
    begin = end + (text[end : end + 1] in {" ", "　"})
    scaled = begin
    while text[scaled : scaled + 1] and text[scaled] in "十百千万亿余多":
        scaled += 1
    unit = _unit(text, scaled, units)
    if unit > scaled:
        return unit
    large = text[begin:scaled].strip("十百千") and text[scaled : scaled + 1] not in DURATION
    return scaled if large else 0


def _after_numeral(text: str, match: re.Match[str]) -> int:
    """Return where the amount ends that begins with this numeral, 0 where it counts nothing."""
    numeral, end = match[0], match.end()
    before = text[max(0, match.start() - 6) : match.start()]
    if before[-1:].isascii() and before[-1:].isalnum():
        return 0
    if numeral.startswith("百分之"):
        return end
    begin = end + text.startswith(("余", "多"), end)
    unit = _unit(text, begin, COUNTED)
    if numeral == "一":
        return unit if _closes(text, unit, text[begin:unit], before) else 0
    if _pointed_at(before) or not _counting(numeral, text[end:unit], before):
        return 0
    if unit == begin:
        return begin if begin > end and text[begin : begin + 1] not in DURATION else 0
    return 0 if _otherwise(text, begin, unit) else unit


def _closes(text: str, end: int, unit: str, before: str) -> bool:
    """Return whether 一 with its unit ends a clause and is no figure of speech."""
    closed = end >= len(text) or text[end] in CLOSING
    pointed = before[-1:] in SINGLE or any(word in before for word in LIMITS)
    return closed and unit in CLOSED and not pointed and not _pointed_at(before)


def _pointed_at(before: str) -> bool:
    if before.endswith(BEFORE_NOW):
        return False
    return before[-1:] in POINTING or before.endswith(POINTING_WORDS)


def _counting(numeral: str, rest: str, before: str) -> bool:
    """Return whether a numeral can count: not 几个, 零件, 二次供水, 千家万户, 三元."""
    more = rest[:1] in {"余", "多"}
    if numeral in {"零", "〇", "几", "几几"} or (rest == "元" and len(numeral) == 1):
        return False
    if numeral == "二":
        return rest in {"人", "名"}
    if BARE.issuperset(numeral):
        return more or before[-1:] in VAGUE
    return True


def _otherwise(text: str, begin: int, end: int) -> bool:
    """Return whether what follows makes another word, or a place name, of the unit."""
    unit, after = text[begin:end], text[end : end + 1]
    if not after:
        return False
    place = unit in PLACE_UNITS and after in PLACES
    return after == "一" or place or after in OTHERWISE.get(unit, "")
