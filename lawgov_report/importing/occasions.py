"""What names of generic words lack: 违法案件 their field, 整改意见 what gave rise to them.

Knows which words say only what kind of thing is counted, and where prose names the field; not how a label is
made of them.
"""

from __future__ import annotations

import re

# names made of these alone may be of any field
MATTER = re.compile(
    "(?:各类|各种)?(?:违法|违规|违章|犯罪|群众|信访|举报|投诉|来信|来访|案件|行为|线索)+"
    "|(?:专项|联合|集中|日常|执法)+(?:检查|巡查|整治|行动)+"
)
# and of these of any inspection
REMARK = re.compile("(?:问题|隐患|整改|意见|建议)+")
# and of these of any case
PENALTY = re.compile(
    "(?:行政|收缴|入库|没收|罚没|罚款|罚金|收入|款物|款|并罚|拘留|并处|违法|所得|物品|涉案|金额|价值|货值)+"
)
CASES = ("案件", "案", "违法行为", "犯罪", "违法")
INSPECTIONS = ("检查", "抽查", "评查", "巡查", "督察", "督查", "排查", "核查", "审查", "督导")

_ITEM = re.compile("(?:^|(?<=[。；\n]))[一二三四五六七八九十]{1,3}是")
_SENTENCE = re.compile("[。\n]")
# 行政执法 and 重点领域 are no field, nor is how the law is enforced: 公正文明执法, 信用监管
_NO_FIELD = (
    "行政|重点|综合|联合|专项|日常|事[中前后]|公正|规范|文明|严格|包容|信用|智慧|全|各|违法|执法|基层|依法"
    "|落实|执行|实施|履行|推行|完善|健全|加强|强化|推进|开展|证后|属地|社会面|重大|风险|常态|精细|从严|从重"
    "|系统|源头|协同|柔性|精准|双|非现场|数字|政府|市场秩序|社会秩序|关键|相关|有关|这|该|部门|日|跨|自查|巡查|其他|监管|监督"
)
_FIELD_NAME = f"(?!{_NO_FIELD})[^，。；：、“”《》的和与对等0-9]{{2,8}}?"
_FIELD = re.compile(
    "(?:加大|加强|强化|开展|规范|整顿|整治|严格|抓好|推进|深化)"
    f"(?P<enforced>{_FIELD_NAME})(?:领域|方面|行业|市场)?(?:行政|综合|专项|自查|日常|联合)*(?:执法|整治|监管|管控|巡查|秩序)"
    f"|(?:在|针对|聚焦|围绕)(?P<named>{_FIELD_NAME})(?:领域|方面|行业)|畅通(?P<open>[^，。；：、和与等]{{2,8}}?)渠道"
)


def field(text: str, begin: int, end: int) -> str:
    """Return the field that text[begin:end] is about at its end: 食品安全 of 深化食品安全专项整治.

    It is named in the last sentence, or in the one before where that begins an item (二是…) or the text, of
    which it then is the topic; "" where in neither.
    """
    items = [0, *(match.start() for match in _ITEM.finditer(text, begin, end))]
    sentences = [begin, begin, *(match.end() for match in _SENTENCE.finditer(text, begin, end))]
    *_, before, own = sentences
    first = max(before if before in items else own, items[-1])
    *_, last = (None, *_FIELD.finditer(text, first, end))
    return last[last.lastgroup or 0] if last else ""


def inspection(base: str, action: str) -> str:
    """Return the inspection of which was counted what is `base`: 案卷抽查, 抽查案卷; "" where it was none."""
    if base.endswith(INSPECTIONS):
        return base
    return base + action if base and action in INSPECTIONS else ""


def occasion(counted: str, base: str, action: str, named: str) -> str:
    """Return what generic words lack: what was counted before them, or the field that is named; else ""."""
    if REMARK.fullmatch(counted):
        found = inspection(base, action) or named
    elif PENALTY.fullmatch(counted):
        found = base if base.endswith(CASES) else named
    else:
        found = named if MATTER.fullmatch(counted) else ""
    return "" if found in counted else found
