"""Texts that are not finished: what was left to be filled in, and what breaks off.

Knows what writers leave in a text; not what a rule makes of it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sowing import HAN, Fault, Kind, clause, ends, first_of_blocks, headings, prose, several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sowing import Lines


def behind(*added: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what adds a line to each block of text, as deep as the text."""
    return several(*(partial(_behind, line) for line in added))


def _behind(added: str, lines: Lines) -> Iterator[Fault]:
    for fault in several(ends("。$", "。"))(lines):
        number = min(fault.at)
        last = lines[number - 1]
        indent = last[: len(last) - len(last.lstrip())]
        yield Fault((*lines[:number], indent + added, *lines[number:]), frozenset({number + 1}))


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
    clause("a letter for a number", "LG615", "查处案件X件", "培训执法人员N人次", "罚款×万元", "召开会议*次"),
    clause("a body without a name", "LG615", "会同某某局联合检查", "召开XX会议"),
    clause(
        "a remark that something is owed",
        "LG615",
        "数据待统计",
        "办结情况待核定",
        "（此处需核实）",
        "（数据待确认）",
    ),
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
        ),
    ),
    Kind(
        "a key swallowed by a text",
        ("LG217",),
        behind(
            "draft: true",
            "cause: 人员偏少",
            "answers: [workforce]",
            "id: training",
            "- id: training",
            "draft：true",
            "草稿: true",
            "原因: 人员偏少",
            "darft: true",
            "- 组织执法人员培训。",
        ),
    ),
    Kind("a draft on the line of its text", ("LG217",), ends("。$", "。draft：true")),
    Kind(
        "a mark of a web page",
        ("LG647",),
        several(
            prose(f"(?<={HAN}，)", "<br>"), prose(f"(?<={HAN}，)", "&nbsp;"), prose(f"(?<={HAN}，)", "<b>")
        ),
    ),
    Kind(
        "the number of a reference",
        ("LG647",),
        several(prose("(?=。)", "[1]"), prose("(?=。)", "［2］"), prose("(?=，)", "[3-5]")),
    ),
    Kind(
        "（送审稿）",
        ("LG647",),
        several(
            ends("(?=。$)", "（送审稿）"),
            headings("$", "（征求意见稿）"),
            ends("(?=。$)", "（讨论稿第二稿）"),
            headings("$", "（修改版）"),
        ),
    ),
    clause(
        "a remark in brackets",
        "LG647",
        "（数据需核实）",
        "（这段建议删去）",
        "（与去年重复）",
        "（请司法局补充）",
        "（是不是3次？）",
        "（略）",
        "（张局意见：删去）",
        "（此数需核对）",
        "（标红部分请更新）",
        "（？）",
        "（未完待续）",
    ),
    Kind("a comment of Word", ("LG647",), prose("(?=，)", "[张三1]")),
    Kind(
        "希望以上内容",
        ("LG647",),
        several(
            ends("(?<=。)$", "希望以上内容对您有所帮助。"),
            ends("(?<=。)$", "希望这份报告能满足您的要求。"),
            ends("(?<=。)$", "如需进一步修改，请随时告诉我。"),
            ends("(?<=。)$", "以上内容仅供参考，请根据实际情况调整。"),
        ),
    ),
    Kind(
        "以下是",
        ("LG647",),
        several(
            first_of_blocks("以下是修改后的内容："),
            first_of_blocks("好的，以下是润色后的正文："),
            first_of_blocks("根据您的要求，"),
        ),
    ),
    Kind("the turn of a newspaper", ("LG647",), ends("(?<=。)$", "（下转第四版）")),
    Kind("**", ("LG647", "LG615"), prose(f"({HAN}{{4,8}})(?=，)", r"**\1**")),
)
