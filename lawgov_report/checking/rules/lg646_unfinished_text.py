"""一段文字应当写完，末尾有句号。

为什么：末尾是逗号、顿号，或者没有标点的，多半是后半句没有写，或者粘贴时丢了，印出来是半句话。

错误：

    items:
      - {id: training, text: 分批培训执法人员，}
      - {id: review, text: 评查执法案卷并通报结果}

正确：

    items:
      - {id: training, text: 分批培训执法人员。}
      - {id: review, text: 评查执法案卷并通报结果。}

同一处的条目连成一句、各以逗号或顿号结尾的，或都没有标点的，不报告。后面接着条目、表格、小节的，可以用冒号；
接着同一处条目的，可以用分号。

怎么改：把话写完；已经写完的，补上句号。
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import CLOSERS, OPENERS
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.models.walk import TABULAR, TextKind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG646"
NAME = "unfinished-text"
SEVERITY = Severity.WARNING
CLOSING = "".join(CLOSERS)
STOPS, PAUSES = "。！？.!?", "，、,"
GOING_ON = {"；": "分号", ";": "分号", "：": "冒号", ":": "冒号"}
# no sentence ends with these words: 以及。
HANGING = ("对于", "关于", "按照", "为了", "例如", "以及", "特别是", "进一步", "切实", "大力")
REMARKS = {"）": "（", "]": "[", "】": "【", "］": "［"}
SHOWN = 6  # characters: so much of the end is quoted
# a lead whose last sentence is so short runs on with the items behind it: 工作中，我们 一是
SHORT = 10
RUNS_ON = frozenset({TextKind.ITEM, TextKind.CLOSING})
# a paragraph of these without any mark is a line by itself: the name of a list, of who signs
LISTED = frozenset({TextKind.INTRO, TextKind.ENDING, TextKind.ANNEX_TEXT})
# what a paragraph that is written as an item may announce: 重点做好以下工作：
ANNOUNCED = re.compile("以下|如下|下列|这些|方面|工作|任务|措施|问题|原因")
PUNCTUATION = frozenset("，、；：。！？")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the texts that end within a sentence."""
    alike = _alike(report.texts)
    for text, following in pairwise((*report.texts, None)):
        if text is None or text.is_heading:
            continue
        end = _end(text)
        if end and not (text.kind is TextKind.ITEM and end == alike.get(_holder(text))):
            why = _wrong(text, end, following)
            if why:
                yield _finding(text, why)


def _end(text: Prose) -> str:
    """Return what a text ends with: a mark within a sentence, 字 for a letter, "" where it is complete."""
    rest = text.masked.rstrip(CLOSING)
    if rest != text.masked and rest[-1:] not in STOPS:
        # a remark may stand behind the stop: ……。（牵头单位：司法局）
        opener = REMARKS.get(text.masked[-1], "")
        remark = text.masked.rfind(opener) if opener else -1
        rest = text.masked[:remark].rstrip(CLOSING) if remark > 0 else rest
    last = rest[-1:]
    if not last or last in OPENERS:
        return ""  # LG601 finds what was opened and never closed
    if last in STOPS:
        return "。" if rest[:-1].endswith(HANGING) else ""
    if last == "…" and "、" in rest[max(map(rest.rfind, PUNCTUATION - {"、"})) + 1 :]:
        return ""  # not all that there is: 走进社区、企业、学校……
    return last if last in PAUSES or last in GOING_ON or last == "…" else "字"


def _alike(texts: Iterable[Prose]) -> dict[str, str]:
    """Return, by what holds them, how items end that are clauses of one sentence, or names."""
    items: dict[str, list[Prose]] = {}
    for text in texts:
        if text.kind is TextKind.ITEM:
            items.setdefault(_holder(text), []).append(text)
    ends = {holder: [_end(text) for text in found] for holder, found in items.items()}
    return {holder: found[0] for holder, found in ends.items() if _is_row(found, items[holder])}


def _is_row(ends: list[str], items: list[Prose]) -> bool:
    """Return whether items are clauses of one sentence, which the last one ends, or names without a mark."""
    rest = ends if ends[0] == "字" else ends[:-1]
    if len(ends) == 1 or ends[0] not in ("，", "、", "字") or {*rest} != {ends[0]}:
        return False
    # two prove no habit, unless the first is no more than a clause
    inner = "。；" if len(rest) > 1 else "。；，："
    return not any(mark in text.masked[:-1] for text in items[:-1] for mark in inner)


def _holder(text: Prose) -> str:
    return text.written.path.rpartition(".items.")[0]


def _wrong(text: Prose, end: str, following: Prose | None) -> str:
    """Return what is wrong with such an end before the text that follows, "" where it may stand."""
    if end in GOING_ON:
        return "" if _goes_on(text, end, following) else f"以{GOING_ON[end]}结尾，后面却没有接着的内容"
    if end == "字" and _is_key(text):
        return ""  # LG217 finds it
    if text.kind is TextKind.LEAD and end in "，、字" and following and following.kind in RUNS_ON:
        tail = text.masked[text.masked.rfind("。") + 1 :]
        return "" if len(tail) <= SHORT else "没有写完"
    if end == "字" and text.kind in LISTED and PUNCTUATION.isdisjoint(text.masked):
        return ""
    if end == "字":
        return "末尾没有标点"
    return "没有写完" if end == "。" else f"以“{end}”结尾，没有写完"


def _is_key(text: Prose) -> bool:
    """Return whether its last line is a key that the text has swallowed."""
    line = text.masked[_last_line(text) :].lstrip(" -")
    named = line[:1].isascii() and line[:1].isalpha() and (":" in line or "：" in line)
    return named or "draft" in line or line.startswith("草稿")


def _last_line(text: Prose) -> int:
    """Return where the last line of the file begins that the text stands on."""
    return text.written.pieces[-1][0] if text.written.pieces else 0


def _goes_on(text: Prose, end: str, following: Prose | None) -> bool:
    """Return whether what follows is what a colon announces, or goes on in the row of a semicolon."""
    if following is None:
        return False
    if following.kind in TABULAR:
        return True
    if text.kind is TextKind.ITEM:
        same = following.kind is TextKind.ITEM and _holder(text) == _holder(following)
        announced = ANNOUNCED.search(text.masked, text.masked.rfind("。") + 1)
        return (same and (end in "；;" or announced is not None)) or following.kind is TextKind.CLOSING
    # before the next part or section only what introduces a list of those goes on
    return following.kind is not TextKind.HEADING or text.kind not in {TextKind.CLOSING, TextKind.ENDING}


def _finding(text: Prose, why: str) -> Diagnostic:
    masked, end, begun = text.masked, len(text.masked), _last_line(text)
    start = max(begun, end - SHOWN)
    while start > begun and masked[start] == masked[start - 1] == MASK:
        start -= 1
    tail = text.written.text[start:end]
    return text.quote(start, end).finding(CODE, f"“{tail}”{why}", "把话写完；已经写完的，补上句号")
