"""报告里不应留有待填的记号。

为什么：起草时留的 XX、待补、TODO 和提示（这里写……、请填写……）没有填就公开，是最常见的笑话。

错误：

    累计办理案件××件，涉案金额（待补）。这里写普法的重点和效果。

正确：

    累计办理案件{{ cases }}，涉案金额{{ amount }}

标着 draft: true 的文字里的提示不报告：它本来就没有写完。隐去的人名（张××诉区政府案）、引号里的提示
（表上印着“请填写姓名”）也不报告。

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
# 张××诉区政府案, 李××等3人: a name that is not published; 由张××牵头 is still to be filled in
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
LED = ("牵头", "负责", "主持", "带队", "任组长", "同志")
BOLD = r"\*\*[^*，。；]{2,60}\*\*"  # Markdown: LG647 finds it
# one letter in place of a number: 查处案件X件; not of 1+N
LETTER = re.compile("[XxNn×*＊](?<=[一-鿿].)(?=[件名个人次起项家册条份场户万亿%％年月日元])")
# Latin words for it; 【待补充】, （此处填数）; 待补, 待填写, 待核实 before a stop; 某某局;
# what tells the writer what to write: the starter's 这里写…, Word's 单击此处输入文字, 请填写…
WORDS = re.compile(
    r"(?<![A-Za-z])(?:TODO|TBD|FIXME|todo|tbd)(?![A-Za-z])"
    r"|[【（(\[［]\w{0,6}(?:待[补填核定报查]|此处|待完善)\w{0,10}[】）)\]］]"
    r"|(?<![亟有尚等急期])待(?:补充?|填写?|核[实定]|定|确认|更新|统计)(?=[。，；、：）】)]|$)"
    r"|某某(?=[区县市省局镇乡]|街道|部门|单位|会议|文件|领导)"
    r"|(?P<prompt>(?:(?:这里|此处|[此本这]段)[请应需可再要]?"
    r"(?:填(?!补)|写(?![下满出着就作])|补充|插入|输入|增加一|加上|描述|简述|概述|列出|粘贴|替换)"
    r"|(?<![邀申聘敬恳])请(?:在此|在这里|自行|据实)?(?:填[写入]|补充完|插入|输入|替换为|根据实际))\w{0,12})"
)
# each alternative of WORDS holds one of these
PROMPTS = ("这里", "此处", "此段", "本段", "这段", *(f"请{verb}" for verb in "填在自据补插输替根"))
NEEDED = ("待", "某某", "TODO", "TBD", "FIXME", "todo", "tbd", *PROMPTS)
NUMERALS_WITH_ZERO = f"零{NUMERALS}"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what was left to be filled in."""
    for text, match in matches(report.printed, REPEATED):
        if _alone(text.masked, match) and not _is_name(text.masked, match):
            yield _finding(text, match)
    for text, match in matches(report.printed, LETTER, *"XxNn×*＊"):
        yield _finding(text, match)
    words = [*matches(report.printed, WORDS, *NEEDED)]
    # a draft may still tell what to write in it: LG208 holds it back
    drafts = {segment.written.path for segment in report.segments if segment.draft} if words else ()
    for text, match in words:
        spoken = match["prompt"] and (text.written.path in drafts or _is_quoted(text.masked, match.start()))
        if not spoken:
            yield _finding(text, match)


def _finding(text: Prose, match: re.Match[str]) -> Diagnostic:
    hint = f"填上内容；还没有数的，在 indicators 下写 {OWED}"
    return text.quote(*match.span()).finding(CODE, f"“{match[0]}”还没有填上内容", hint)


def _alone(masked: str, match: re.Match[str]) -> bool:
    """Return whether XX is not part of a Latin word (MAXX), nor ○○ of a year (二○○八年)."""
    if match[1] == "*" and re.search(BOLD, masked):
        return False
    start, end = match.span()
    beside = masked[max(0, start - 1) : start] + masked[end : end + 1]
    if match[1] == "○":
        return not any(character in NUMERALS_WITH_ZERO for character in beside)
    return not (match[1] in "Xx" and any(character.isascii() and character.isalnum() for character in beside))


def _is_name(masked: str, match: re.Match[str]) -> bool:
    """Return whether a surname stands before what is left out, and no task behind it."""
    before = masked[max(0, match.start() - 1) : match.start()]
    return before != "" and before in SURNAMES and not masked.startswith(LED, match.end())


def _is_quoted(masked: str, place: int) -> bool:
    """Return whether a prompt stands in quotes: what a form says."""
    return masked.rfind("“", 0, place) > masked.rfind("”", 0, place)
