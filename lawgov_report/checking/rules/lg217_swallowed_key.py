"""文字里不应有另起一行的键：它缩进太深，被当成了文字，会印进报告。

为什么：| 下面缩进得一样深的行都是文字；键写在那里，它的值就没有读到，原样印出来。

错误：

    items:
      - id: training
        text: |
          分批培训执法人员。
          draft: true

正确：

    items:
      - id: training
        text: |
          分批培训执法人员。
        draft: true

拼错的键、中文的键（草稿：是）、列表的 - 、指标的键和数值，也报告。

怎么改：把这一行的缩进减到与同级的键对齐；丢了上面一行（例如 items:）的，补上。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG217"
NAME = "swallowed-key"
SEVERITY = Severity.ERROR
HINT = "减少这一行的缩进，与同级的键对齐；上面丢了一行（例如 items:）的，补上"
# at the start of a line, behind the dash of a list or not: a Latin word, misspelt or not, but no address;
# the Chinese name of a key; any Chinese word with a half-width colon, where it is an indicator
KEY = re.compile(
    r"\s*(?:- *)?(?:(?P<key>[A-Za-z][a-z_]+|草稿|标识|引语|对应的问题|对应法定内容) *[:：](?!//)"
    r"|(?P<own>原因|文字|标题|说明|\w+) *: *(?P<figure>[^ ]?))"
)
DASH = re.compile(r"\s*(?P<key>-) *[^\W\d]")  # an item of a list
DRAFT = re.compile("(?P<key>draft|草稿) *[:：=] *(?:true|false|是|否)")  # anywhere in a line
CHINESE = frozenset({"原因", "文字", "标题", "说明"})


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the first line of each text that is a key and its value, or an item of a list."""
    for text in report.texts:
        # a text without a colon, of either width, holds no key: nearly all end here
        found = None
        if ":" in text.written.text or "：" in text.written.text:
            found = _key(text, report) or DRAFT.search(text.written.text)
        if not found and "-" in text.written.text:
            found = next(filter(None, (DASH.match(text.written.text, start) for start in _lines(text))), None)
        if found:
            yield _finding(text, found)


def _lines(text: Prose) -> Iterator[int]:
    """Yield where in a text each line of the file begins."""
    yield from (start for start, _, _ in text.written.pieces)


def _key(text: Prose, report: Report) -> re.Match[str] | None:
    """Return the first key of a text that stands where a line begins."""
    for start in _lines(text):
        match = KEY.match(text.written.text, start)
        if match and (match["key"] or match["own"] in CHINESE or _is_figure(match, report)):
            return match
    return None


def _is_figure(match: re.Match[str], report: Report) -> bool:
    """Return whether an indicator and its value stand there."""
    return match["own"] in report.catalogue.indicators and (match["figure"] or "").isdigit()


def _finding(text: Prose, match: re.Match[str]) -> Diagnostic:
    group = "key" if match["key"] else "own"
    key = match[group]
    what = "- 是列表的记号" if key == "-" else f"{key} 是键"
    return text.quote(*match.span(group)).finding(CODE, f"{what}，却写在文字里，会印进报告", HINT)
