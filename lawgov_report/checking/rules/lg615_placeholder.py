"""报告里不应留有待填的记号。

为什么：起草时留的 XX、待补、TODO 没有填就公开，是最常见的笑话。

错误：

    累计办理案件××件，涉案金额（待补）

正确：

    累计办理案件{{ cases }}，涉案金额{{ amount }}

怎么改：填上内容；还没有数的，在 indicators 下写 待报。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.language.numerals import NUMERALS
from lawgov_report.language.quantity import OWED
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG615"
NAME = "placeholder"
SEVERITY = Severity.ERROR
BLANKS = "×＊*□■_＿?？Xx○"
REPEATED = re.compile(rf"([{BLANKS}])\1+")
# Latin words for it; a remark in brackets: 【待补充】, （此处填数）; 待补, 待填写, 待核实 before a stop
WORDS = re.compile(
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME|todo|tbd)(?![A-Za-z])"
    r"|[【（(\[［]\w{0,6}(?:待[补填核定报查]|此处|待完善)\w{0,10}[】）)\]］]"
    r"|(?<![亟有尚等急期])待(?:补充?|填写?|核实)(?=[。，；、：]|$)"
)
# each alternative of WORDS holds one of these
NEEDED = ("待", "此处", "TODO", "TBD", "FIXME", "todo", "tbd")
NUMERALS_WITH_ZERO = f"零{NUMERALS}"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what was left to be filled in."""
    for text, match in matches(report.printed, REPEATED):
        if _alone(text.masked, match):
            yield _finding(text, match)
    for text, match in matches(report.printed, WORDS, *NEEDED):
        yield _finding(text, match)


def _finding(text: Prose, match: re.Match[str]) -> Diagnostic:
    hint = f"填上内容；还没有数的，在 indicators 下写 {OWED}"
    return text.quote(*match.span()).finding(CODE, f"“{match[0]}”还没有填上内容", hint)


def _alone(masked: str, match: re.Match[str]) -> bool:
    """Return whether XX is not part of a Latin word (MAXX), nor ○○ of a year (二○○八年)."""
    start, end = match.span()
    beside = masked[max(0, start - 1) : start] + masked[end : end + 1]
    if match[1] == "○":
        return not any(character in NUMERALS_WITH_ZERO for character in beside)
    return not (match[1] in "Xx" and any(character.isascii() and character.isalnum() for character in beside))
