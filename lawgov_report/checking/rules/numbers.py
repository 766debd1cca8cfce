"""Numbers typed in prose: which of them count something.

Knows how official prose writes numbers, and what only looks like one; not which figures a year has.

A number counts something where a unit follows it; what is found is the whole expression: 2～3次, 1亿3000万元,
十余万人次, 69件（次）, −3.2%. What writes no count is blotted out first (OPAQUE):
quotations and titles, ordinals, meetings by their number, rates per 每, time limits. Chinese numerals
need more care, since most of them are parts of words; precision goes before finding all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import MASK
from lawgov_report.checking.rules.words import spared
from lawgov_report.language.numerals import EVERY_NUMERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

BLOT = "\0"
DIGIT = "#"
# every digit and numeral becomes one mark before shapes are looked for, which keeps the pattern small
SHAPED = str.maketrans(dict.fromkeys(f"0123456789{EVERY_NUMERAL}#", DIGIT))
QUOTED = "“[^“”]*”|《[^《》]*》|‘[^‘’]*’|「[^「」]*」"
MEETING = "会议|全会|全体会议|会议精神|党代会|人代会|代表大会"
# each alternative begins with one of few characters, so that a search passes quickly over all others
OPAQUE = re.compile(
    f"{QUOTED}"
    # 第一次、二次、三次会议; 第12批; 第1至3期
    "|第#{1,15}(?:[次批期届号个项条]?[、至到和及—～~-]第?#{1,15})*"
    # 十九届五中、十三届七次; 一次、二次、三次会议; 七次全会; 委员会二次会议
    "|##{0,3}届(?:#{1,4}次)?"
    f"|##{{0,3}}次?[、和](?:#{{1,4}}次?[、和]){{0,8}}#{{1,4}}次(?={MEETING})"
    "|##{0,2}次(?=全会|全体会议|会议精神|党代会|人代会|代表大会)"
    "|#(?:(?<=[委届大协]#)|(?<=委员会#))#{0,3}次(?=会议)"
    # 每年至少两次: a rate or a rule, up to the end of the clause
    "|每[^，。；：、！？（）]{1,30}"
    # 5个工作日内, 三个月以内
    "|##{0,14}个?(?:工作日|天|日|小时|分钟|月|年)(?:以?内|之内|前|里)"
    # 2000元以上罚款; 六个100%
    "|##{0,14}元以[上下](?=[^，。；、！？）])"
    "|#个(?:#分之#|###%|#分#)"
)
UNQUOTED = re.compile(QUOTED)
# what may not stand before a digit is looked for behind it: patterns that begin with what is sought are fast
ARABIC = f"(?:[0-9０-９]|(?<!{BLOT})[.](?=[0-9]))(?<![0-9A-Za-z.].)[0-9０-９]*(?:[.,．][0-9０-９]+)*"
NUMERAL = re.compile(
    f"[{EVERY_NUMERAL}几](?:(?<=[二三四五六七八九十百])分之[{EVERY_NUMERAL}点]+|[{EVERY_NUMERAL}几]*)"
)
SCALE = "十百千万亿余多"
SCALES = re.compile(f"[{SCALE}]+")
# the first bound of a range, before its second one: 2～, 10%—, 13万元至. What stands before it is no part of
# a date, a document number or a word; 从3个到5个 is a change
_FIRST = (
    r"(?<![0-9A-Za-z.〔从由自\-—～~{numerals}])[-−－]?(?:{number})(?P<scale>[%‰万亿]?)"
    rf"(?P<unit>[^\s0-9，。；：、！？（）{MASK}{BLOT}]{{{{0,4}}}}?)(?:——|[—～~〜–‐－−-]|(?P<word>[至到]))$"
)
FIRST = re.compile(_FIRST.format(numerals="", number="[0-9]+(?:[.][0-9]+)?"))
FIRST_NUMERAL = re.compile(_FIRST.format(numerals=EVERY_NUMERAL, number=f"[{EVERY_NUMERAL}]{{1,8}}"))
LONGEST_BOUND = 24  # characters
SIGN = re.compile("(?<![0-9A-Za-z.—～~-])[-−－]$")
EITHER = re.compile("[（(][次人户家件余][）)]")  # 69件（次）
BOUNDS = ("以上", "以下", "左右", "以内")
LONGEST = 5  # characters of the longest unit that a text is searched for: 个百分点 and one to spare
FEW = frozenset({"2", "3", "二", "两", "三"})
ABOVE = ("以上", "及以上", "或以上", "及其以上")
CLOSING = frozenset("，。；、：！？）,;)")
ENDED = CLOSING | {""}  # or the text ends there
BEGUN = ENDED - {"、", ")", "）"}

UNITS = frozenset(
    "%％‰人名位户口个件起宗例桩次场期批轮项条款类种家处所座栋幢间份册本部篇幅张枚块辆台套艘架支只头"
    "羽棵株元吨克升亩米㎡倍天字村镇乡笔堂节则组队对片"
) | {
    "人次", "户次", "场次", "件次", "班次", "批次", "条次", "家次", "车次", "台次", "课次", "人份", "美元",
    "公斤", "千克", "公顷", "平方米", "平方公里", "立方米", "公里", "千米", "个百分点", "百分点",
    "个工作日", "工作日", "小时", "学时", "课时", "乡镇", "街道", "社区", "部门", "单位", "场所", "网点",
    "千瓦", "千瓦时", "斤", "标箱", "标准箱",
}  # fmt: skip
THOUSANDS = ("瓦", "克", "米")  # 1004万千瓦 has the scale 万; 5千瓦 is a size
COUNTED = frozenset("人名位户个件起宗例桩次场期项条家处所座栋间份册本部篇张辆台套支枚笔亩吨元倍") | {
    "人次", "户次", "场次", "批次", "件次", "家次", "车次", "条次", "公里", "平方米", "个百分点", "百分点",
    "个工作日", "工作日", "学时", "课时",
}  # fmt: skip
# what stands behind a numeral that counts something, unless it is 百分之…
BEHIND = frozenset("余多").union(unit[0] for unit in COUNTED)
# 一 counts only where the clause ends after its unit: 举办培训一次，
CLOSED = frozenset("次期件项部份名家个处宗例条册倍") | {"场次", "人次", "批次"}
# a numeral after these is no count of its own: 这三项, 其他两家, 上述四条; 三番五次
POINTING = frozenset("第这那该各首某诸哪此番")
POINTING_WORDS = ("以上", "以下", "下列", "上列", "上述", "下述", "其他", "其余", "余下", "前")
BEFORE_NOW = ("目前", "日前", "年前", "提前", "以前")
# nor is 一 after these: 唯一, 不漏一户, 再一次, 一年一次
SINGLE = frozenset(
    "唯同统逐任本新老不无少漏落缺哪跑办只进登单专整万仅中有是何止又再年月度周季日在成上下后头其另余"
)
# words of their own, no counts: 四处张贴
IDIOMS = frozenset({"四处"})
LIMITS = ("最多", "至少", "至多", "只", "仅")
# hundreds and thousands without a digit count after these: 上百家, 近千名; but not in 千家万户
VAGUE = frozenset("上数几近逾超约过满达")
BARE = frozenset("百千万亿")
MORE = ("余", "多")
APPROXIMATE = frozenset("十百千万亿")
DURATION = frozenset("年月日天岁周")
# 八成, 七八成 before a bound, a stop or 的; before another word only behind these: 近八成案件
TENTHS = re.compile(
    "(?:[一二两三四五六七八九]|[三四五六七八]{2})(?<![一二三四五六七八九十][一二两三四五六七八九]{2})成[多余]?"
    "(?=$|以[上下内]|左右|[的，。；、：！？）,;)])"
    "|(?:(?<=达到|超过|大约)|(?<=达|近|超|逾|约|占|有))[二两三四五六七八九]成[多余]?"
    "(?![立员效功熟长果绩就本品型套为人分新把因是家才活])"
)
# 三分之一 is a rate behind these, or where a noun follows; what is voted by is none
SHARED = tuple("达到近超过逾约占有足少减降升增加了缩")
VOTING = re.compile("[^，。；：！？]{0,12}?(?:多数|通过|同意|表决|赞成|出席|签名|票)")
# 百分之百 says completely, but not behind these: 百分之百落实, 办结率达百分之百
HUNDREDTH, WHOLLY, TENTH = "百", "百分之百", "成"
RATE = ("率", "率为", "率达", "率达到", "率均为", "率均达", "率均达到", "率达到了")
# what follows makes another word of it: 三位一体, 六部门, 两套班子, 十件实事, 三所联动
OTHERWISE = {
    "部": "门委队曲分", "位": "数移", "次": "元性生产方", "件": "事", "套": "班人", "所": "联",
    "台": "合", "条": "龙腿例", "人": "民大制称行转篮足排乒", "处": "理罚分置", "个": "别性人体", "份": "子",
    "场": "所", "家": "渠庭", "张": "皮网", "篇": "章", "名": "单义字", "本": "账",
    "项": "目", "户": "籍", "间": "接", "起": "步点",
}  # fmt: skip
# 三台县, 五家渠: names of places
PLACES = frozenset("县山河渠镇乡街区村路沟湾峡岭寨堡湖屯")
PLACE_UNITS = frozenset("台家间户座处所条张")
# 三个方面, 四项原则: how something is laid out, not how much of it there is
LAYOUT_UNITS = frozenset("个项种条类大套张本篇道位支件")
LAYOUT = (
    "方面", "层面", "层级", "环节", "维度", "阶段", "步骤", "角度", "要素", "要点", "关键", "关系", "坚持",
    "维护", "意识", "自信", "确立", "全面", "务必", "结合", "区分", "一律", "必须", "代表重要", "伟大",
    "大局", "亲自", "强化", "到位", "确保", "突出", "转变", "统一", "明确", "规定", "准则", "纪律", "原则",
    "制度", "机制", "清单", "体系", "格局", "形态", "等次", "档次", "等级", "方向", "板块", "抓手", "引领",
    "提升", "聚焦", "紧盯", "注重", "加强", "不放过", "走在前", "有之", "月", "季度", "星期", "小时",
    "年度", "世纪", "举措", "方式", "渠道", "字", "实事", "民生实事", "惠民实事", "班子", "文章", "红线",
    "底线", "防线", "主线", "攻坚战", "重点领域", "重点环节", "重点任务", "重要", "领域", "模式", "指标",
    "主要指标", "情形", "协调小组", "市场", "政策", "措施", "具体措施", "具体举措", "改革举措", "升级举措",
    "路径", "技术路径",
)  # fmt: skip
KINDS = frozenset("类种")
# 两个千亿元台阶, 上万亿元台阶: what is reached, not how much of it
STEP = re.compile("[百千万亿]{0,3}元?台阶")
# a few of a unit that may be anything are mostly part of a name (两项补贴, 三支队伍, 两个市场): they count
# where the clause ends behind the unit or begins before the numeral, and after these
GENERIC = frozenset("个项件条支人份") | {"批次"}
REACHED = (
    "新增", "新建", "新设", "建立", "设立", "成立", "创立", "建成", "形成", "增设", "组建", "组织", "制定",
    "修订", "修改", "废止", "出台", "印发", "颁发", "发布", "公布", "审查", "审核", "审议", "审结", "备案",
    "清理", "受理", "办理", "处理", "审理", "办结", "立案", "查处", "查办", "处罚", "移送", "纠正", "整改",
    "召开", "举办", "举行", "开展", "培训", "化解", "调解", "排查", "检查", "抽查", "督查", "核查", "督办",
    "收到", "接到", "接待", "答复", "发出", "提出", "评查", "取消", "下放", "承接", "完成", "聘请", "聘任",
    "聘用", "选聘", "选派", "培养", "培育", "配备", "表彰", "获评", "获得", "创建", "命名", "推送", "编写",
    "编印", "拍摄", "取得", "达", "达到", "共", "共计", "总计", "累计", "合计", "其中", "有", "了",
    "为",
)  # fmt: skip
# 机场三期, 核电一期 are names of what is built; 期 counts what is taught and printed
ISSUED = (
    *"班训讲课刊报栏坛播", "活动", "节目", "专题", "举办", "开展", "沙龙", "视频", "推送",
)  # fmt: skip
SECRETARY = "总书记"  # how often he came is no figure of an office's work
RISEN = frozenset("跨迈登踏站走跃攀")  # 跨上万亿元 is 跨上, not 上万
COUNTED_BEFORE = re.compile("[0-9十百千余多二两三四五六七八九][个家户][^，。；：！？]*$")
LARGE = ("城市", "县", "区", "镇", "村", "企业", "产业", "级", "项目")  # 三千亿元城市
NUMERAL_ONE, NEAR = "一", 4
REACH = 30  # characters: what stands further before a number says nothing of it


def open_words(masked: str) -> str:
    """Return a masked text with all blotted out that writes no count, as long as before."""
    pieces, end = [], 0
    for match in OPAQUE.finditer(masked.translate(SHAPED)):
        pieces += [masked[end : match.start()], BLOT * (match.end() - match.start())]
        end = match.end()
    return "".join(pieces) + masked[end:]


def unquoted(text: str) -> str:
    """Return a text with quotations and titles blotted out, as long as before."""
    return UNQUOTED.sub(_blot, text)


def arabic(masked: str, units: frozenset[str] = UNITS, names: tuple[str, ...] = ()) -> Iterator[Span]:
    """Yield where numbers in digits that count something stand, each with one of `units` and its bound.

    `names` are words that have numbers in them, which are left out.
    """
    if any(measured(masked, units)):
        text = open_words(masked)
        spans = [(_first(text, start, units, FIRST), end) for start, end in measured(text, units)]
        yield from _unnamed(masked, list(_merged(text, spans)), names)


def chinese(masked: str, names: tuple[str, ...] = ()) -> Iterator[Span]:
    """Yield where numbers in Chinese numerals that count something stand; `names` are left out."""
    # to blot out is dear, and most texts have no such number before it either
    found = [*_chinese(masked)]
    if found:
        text = open_words(masked)
        if text != masked:
            found = [*_chinese(text)]
        spans = [(_first(text, start, COUNTED, FIRST_NUMERAL), end) for start, end in found]
        yield from _unnamed(masked, spans, names)


def _first(text: str, start: int, units: frozenset[str], first: re.Pattern[str]) -> int:
    """Return where the expression begins whose last number begins at `start`: a sign, a first bound."""
    before = text[max(0, start - LONGEST_BOUND) : start]
    match = first.search(before) if before else None
    if match and match["unit"] in {"", *units} and not (match["word"] and match["unit"]):
        return start - len(match[0])
    return start - 1 if SIGN.search(before) else start


def _merged(text: str, spans: list[Span]) -> Iterator[Span]:
    """Yield the spans, those that meet as one: 3个—5个, 1亿 and 3000万元."""
    whole: list[Span] = []
    for start, end in spans:
        if whole and (start < whole[-1][1] or (start == whole[-1][1] and text[start - 1] in "万亿")):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    yield from whole


def _unnamed(text: str, spans: list[Span], names: tuple[str, ...]) -> Iterator[Span]:
    """Yield the spans that overlap none of the names."""
    present = [name for name in names if name in text] if spans else []
    for start, end in spans:
        if not spared(text, start, end, present):
            yield start, end


def measured(text: str, units: frozenset[str]) -> Iterator[Span]:
    """Yield where numbers in digits stand, each with one of `units`; what writes no count is found too."""
    for match in _followed(units).finditer(text):
        end = _after_digits(text, match.end(1), units) if match[2] else 0
        if end and not _laid_out(text, end) and not _normative(text, match.start(), end):
            yield match.start(), _bounded(text, end)


@lru_cache(maxsize=8)
def _followed(units: frozenset[str]) -> re.Pattern[str]:
    """Return the pattern of a number; group 2 is what may begin a unit, a scale or a reference behind it."""
    # most numbers of a text full of them count nothing, and each is passed over by the pattern alone
    first = re.escape("".join(sorted({unit[0] for unit in units})))
    return re.compile(f"({ARABIC})(?:[ 　]?([{first}{SCALE}{MASK}]))?")


def _chinese(text: str) -> Iterator[Span]:
    for match in NUMERAL.finditer(text):
        end = _after_numeral(text, match)
        if end and not _laid_out(text, end) and not _normative(text, match.start(), end):
            start = match.start()
            if match[0][0] in APPROXIMATE and text[start - 1 : start] in {"数", "上"}:
                start -= 1  # 数十人, 上百家
            yield start, _bounded(text, end)


def _normative(text: str, start: int, end: int) -> bool:
    """Return whether an amount is a way of speaking: 24小时, 前1%, 两名以上执法人员, 两个或两个以上."""
    if text[start:end] in {"24小时", "365天"}:
        return True
    before = text[max(0, start - 2) : start]
    if before == "海拔" or (before[-1:] == "前" and before not in BEFORE_NOW):
        return True
    if text[start : end - 1] not in FEW or text[end - 1] not in {"名", "人", "个", "家"}:
        return False
    if text.startswith("或", end):
        return True
    above = next((end + len(word) for word in ABOVE if text.startswith(word, end)), 0)
    return above > 0 and text[above : above + 1] not in ENDED


def _blot(match: re.Match[str]) -> str:
    return BLOT * len(match[0])


def _unit(text: str, start: int, units: frozenset[str]) -> int:
    """Return where the longest unit at `start` ends, `start` where there is none."""
    for end in range(min(start + LONGEST, len(text)), start, -1):
        if text[start:end] in units:
            return end
    return start


def _bounded(text: str, end: int) -> int:
    """Return where the bound word ends that may follow an amount, or the （次） of 件（次）."""
    either = EITHER.match(text, end)
    end = either.end() if either else end
    return end + len(BOUNDS[0]) if text.startswith(BOUNDS, end) else end


def _laid_out(text: str, end: int) -> bool:
    """Return whether the unit that ends at `end` is followed by a noun of layout: 三个方面."""
    unit, after = text[end - 1], text[end : end + 1]
    if unit not in LAYOUT_UNITS:
        return False
    kinds = unit in KINDS and after not in ENDED and not after.isdigit() and after not in EVERY_NUMERAL
    return kinds or text.startswith(LAYOUT, end) or STEP.match(text, end) is not None


def _after_digits(text: str, end: int, units: frozenset[str]) -> int:
    """Return where the amount ends whose digits end at `end`, 0 where it counts nothing."""
    if text.startswith(MASK, end):
        return end
    begin = end + 1 if text.startswith((" ", "　"), end) else end
    scales = SCALES.match(text, begin)
    scaled = scales.end() if scales else begin
    if scaled > begin + 1 and text[scaled - 1] == "千" and text.startswith(THOUSANDS, scaled):
        scaled -= 1  # 1004万千瓦
    unit = _unit(text, scaled, units)
    if unit > scaled:
        return unit
    large = text[begin:scaled].strip("十百千") and text[scaled : scaled + 1] not in DURATION
    return scaled if large else 0


def _after_numeral(text: str, match: re.Match[str]) -> int:
    """Return where the amount ends that begins with this numeral, 0 where it counts nothing."""
    numeral, end = match[0], match.end()
    rate = "分" in numeral or text.startswith(TENTH, end)
    if not rate and text[end : end + 1] not in BEHIND:
        return 0
    before = text[max(0, match.start() - 6) : match.start()]
    if before[-1:].isascii() and before[-1:].isalnum():
        return 0
    return _rate(text, match, before) if rate else _after_count(text, match, before)


def _after_count(text: str, match: re.Match[str], before: str) -> int:
    """Return where the amount ends that begins with this numeral, which is no rate; 0 where it is none."""
    numeral, end = match[0], match.end()
    more = text.startswith(MORE, end)
    if BARE.issuperset(numeral) and not more and before[-1:] not in VAGUE:
        return 0
    begin = end + 1 if more else end
    if more and text.startswith(("万", "亿"), begin):
        begin += 1  # 十余万人次
    unit = _unit(text, begin, COUNTED)
    if numeral == "一":
        return unit if _closes(text, unit, text[begin:unit], before) else 0
    if _pointed_at(before) or not _counting(numeral, text[end:unit]):
        return 0
    if unit == begin:
        return begin if begin > end and text[begin : begin + 1] not in DURATION else 0
    return 0 if _otherwise(text, begin, unit) or _named(text, match, begin, unit) else unit


def _named(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Return whether a numeral with its unit is part of a name: 两项补贴, 机场三期, 跨两个千亿元台阶."""
    numeral, unit = match[0], text[begin:end]
    before = text[max(0, match.start() - REACH) : match.start()]
    if BARE.issuperset(numeral):  # 8个产业规模超千亿元 says which are counted
        risen = before[-1:] == "上" and before[-2:-1] in RISEN
        return (
            risen
            or STEP.match(text, end) is not None
            or (unit == "元" and COUNTED_BEFORE.search(before) is not None)
        )
    if unit == "元" and text.startswith(LARGE, end):
        return True
    if unit == "次" and SECRETARY in before:
        return True
    if unit == "期":
        return not any(word in before for word in ISSUED)
    if len(numeral) > 1 or unit not in GENERIC or text[end : end + 1] in ENDED:
        return False
    return before[-1:] not in BEGUN and not before.endswith(REACHED)


def _rate(text: str, match: re.Match[str], before: str) -> int:
    """Return where 八成, 百分之… or 三分之一 ends, 0 where it is no rate."""
    if text.startswith(TENTH, match.end()):
        tenths = TENTHS.match(text, match.start())
        return 0 if tenths is None or _pointed_at(before) else tenths.end()
    if match[0].startswith(HUNDREDTH):
        return 0 if match[0] == WHOLLY and not before.endswith(RATE) else match.end()
    noun = text[match.end() : match.end() + 1] not in ENDED
    voted = VOTING.match(text, match.end())
    return match.end() if (noun or before.endswith(SHARED)) and not voted else 0


def _closes(text: str, end: int, unit: str, before: str) -> bool:
    """Return whether 一 with its unit ends a clause and is no figure of speech."""
    if unit not in CLOSED or text[end : end + 1] not in ENDED:
        return False
    pointed = before[-1:] in SINGLE or any(word in before for word in LIMITS)
    if unit == "期" and not any(word in before for word in ISSUED):
        return False
    once = NUMERAL_ONE + unit  # 定一件、干一件、成一件
    if once in before[-NEAR:] or once in text[end : end + NEAR]:
        return False
    return not pointed and not _pointed_at(before)


def _pointed_at(before: str) -> bool:
    if before.endswith(BEFORE_NOW):
        return False
    return before[-1:] in POINTING or before.endswith(POINTING_WORDS)


def _counting(numeral: str, rest: str) -> bool:
    """Return whether a numeral can count: not 几个, 零件, 二次供水, 千家万户, 三元."""
    if numeral in {"零", "〇", "几"} or numeral + rest in IDIOMS or (rest == "元" and len(numeral) == 1):
        return False
    if numeral == "二":
        return rest in {"人", "名"}
    return True


def _otherwise(text: str, begin: int, end: int) -> bool:
    """Return whether what follows makes another word, or a place name, of the unit."""
    unit, after = text[begin:end], text[end : end + 1]
    if not after:
        return False
    place = unit in PLACE_UNITS and after in PLACES
    stage = unit == "期" and after not in CLOSING
    return after == "一" or place or stage or after in OTHERWISE.get(unit, "")
