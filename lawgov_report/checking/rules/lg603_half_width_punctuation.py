"""中文里的标点应为全角。

为什么：半角的逗号、括号和直引号是英文标点，夹在汉字中间宽窄不一。

错误：

    加强组织领导,落实工作责任;
    落实"三项制度"(试行)

正确：

    加强组织领导，落实工作责任；
    落实“三项制度”（试行）

汉字中间的 ? 多半不是问号，是转换编码时丢了的一个字（宋?同志），只提示核对。

怎么改：改为全角；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.marks import HAN, pairs
from lawgov_report.checking.rules.texts import MASK, joined
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.marks import Pair
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG603"
NAME = "half-width-punctuation"
SEVERITY = Severity.WARNING
FULL = str.maketrans(",;:?!.()<>", "，；：？！。（）《》")
# Chinese, a Chinese mark or a reference: from CJK RADICAL REPEAT on nearly all are as wide as Han. Said as
# what does not stand before it, since compiling [\u2e80-\U0010ffff] goes through 50,000 characters one by one
CHINESE = "(?:[^\0-\u2e7f]|[“”…—])"
WIDE = re.compile(CHINESE)
# a mark beside Chinese; a point only behind a letter, a reference, % or what closes, before Chinese or an end
SINGLE = re.compile(
    f"[,;:?!](?:(?<={CHINESE}.)|(?={CHINESE}))"
    f"|[.](?:(?<=[{HAN}].)|(?<=[{MASK}%‰”’》）〕].))(?= ?(?:{CHINESE}|\\Z))"
)
# what a program puts for a character that it does not know: within a word, or behind a number (5?)
LOST = re.compile(f"(?<=[{HAN}0-9?])[?](?=[{HAN}0-9?，、；])")
# <…> round two Chinese characters and more stands for 《…》
ANGLED, WORDS = re.compile("<[^<>]+>"), re.compile(f"[{HAN}]{{2}}")
# (2016)214号: the year of a document number
NUMBERED = re.compile(r"\([0-9]{2,4}\)第?[0-9]+号")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield half-width punctuation that stands beside Chinese; a pair is one finding."""
    for text in report.printed:
        masked = text.masked
        for match in SINGLE.finditer(masked):
            lost = LOST.match(masked, match.start())
            yield _lost(text, match.start()) if lost else _finding(text, match.start())
        for pair in _around_chinese(masked):
            yield _finding(text, pair.opening, pair.closing)
        for match in ANGLED.finditer(masked):
            if WORDS.search(match[0]):
                yield _finding(text, match.start(), match.end() - 1)
        yield from _straight(text)


def _lost(text: Prose, start: int) -> Diagnostic:
    message, hint = "这里的 ? 像是丢了一个字", "对照原件补上；是问号的，改为 ？"
    return text.quote(start, start + 1).finding(CODE, message, hint)


def _wide(words: str) -> bool:
    """Return whether there is Chinese, a Chinese mark or a reference in `words`."""
    return WIDE.search(words) is not None


def _around_chinese(masked: str) -> Iterator[Pair]:
    """Yield the half-width pairs that stand in Chinese; round the year of a number they are LG605's."""
    half = [pair for pair in pairs(masked)[0] if masked[pair.opening] + masked[pair.closing] == "()"]
    # where pairs stand within pairs, what is in them is not read once for each
    wide = [match.start() for match in WIDE.finditer(masked)] if half else []
    for pair in half:
        first = bisect_left(wide, pair.opening - 1)
        if first < len(wide) and wide[first] < pair.closing and not NUMBERED.match(masked, pair.opening):
            yield pair


def _straight(text: Prose) -> Iterator[Diagnostic]:
    if '"' not in text.masked:
        return
    places = [place for place, mark in enumerate(text.masked) if mark == '"']
    for opening, closing in zip(places[::2], places[1::2], strict=False):
        if _wide(text.masked[opening:closing]):
            yield _pair(text, (opening, closing), "“”")
    if len(places) % 2 and _wide(text.masked):
        message, hint = "这里是半角的直引号，也没有配对", "改为成对的 “ 和 ”"
        yield text.quote(places[-1], places[-1] + 1).finding(CODE, message, hint)


def _finding(text: Prose, *places: int) -> Diagnostic:
    marks = "".join(text.masked[place] for place in places)
    full = marks.translate(FULL)
    if len(places) > 1:
        return _pair(text, places, full)
    start = places[0]
    return text.quote(start, start + 1).finding(CODE, f"中文里的 {marks} 是半角", f"改为 {full}", mended=full)


def _pair(text: Prose, places: tuple[int, ...], full: str) -> Diagnostic:
    """Return one finding at the first mark; mending it mends both."""
    marks = " ".join(text.masked[place] for place in places)
    message, hint = f"中文里的 {marks} 是半角", f"改为 {' '.join(full)}"
    found = [
        text.quote(place, place + 1).finding(CODE, message, hint, mended=mark)
        for place, mark in zip(places, full, strict=True)
    ]
    return joined(found)
