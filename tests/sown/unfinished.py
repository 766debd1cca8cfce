"""Texts that are not finished: what was left to be filled in, and what breaks off.

Knows what writers leave in a text; not what a rule makes of it.
"""

from __future__ import annotations

from sowing import Kind, clause, ends, several

KINDS = (
    clause(
        "the starter's placeholder",
        "LG615",
        "这里写普法的重点和效果",
        "此处填写培训次数",
        "请填写牵头单位",
        "单击此处输入文字",
        "此段补充典型案例",
    ),
    clause("a letter for a number", "LG615", "查处案件X件", "培训执法人员N人次", "罚款×万元"),
    clause("a body without a name", "LG615", "会同某某局联合检查", "召开XX会议"),
    clause("a remark that something is owed", "LG615", "数据待统计", "办结情况待核定", "（此处需核实）"),
    Kind("an end with ，", ("LG646",), ends("。$", "，")),
    Kind("an end with 、", ("LG646",), ends("。$", "、")),
    Kind("an end without a mark", ("LG646",), ends("。$", "")),
    Kind(
        "a text that breaks off",
        ("LG646",),
        several(
            ends("(?<=[一-鿿]{8}).{4,7}。$", ""),
            ends("。$", "，进一步"),
            ends("。$", "，对于。"),
            ends("。$", "，以及。"),
            ends("。$", "……"),
            ends("。$", "："),
        ),
    ),
)
