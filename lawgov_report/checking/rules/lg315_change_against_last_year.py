"""直接写的同比，要与两年的数相符。

为什么：今年的数改了，后面直接写的“同比增长12%”不会跟着变；把上年的句子抄过来改，方向和幅度常常忘了改。

错误：

    mediation_cases: 717件      # 上年是 680件
    调解{{ mediation_cases }}，同比增长12%

正确：

    调解{{ mediation_cases }}，{{ mediation_cases | 同比 }}

上年取自上年的文件；今年写了 previous 的，以它为准；没有上年的数的，不核对。
引用前面写的（同比增长12%，达到……）、与上年持平、比上年增加几件，也核对。与别的年份比的、基本持平，不核对。

怎么改：用 {{ 键 | 同比 }} 代替，由程序算；数值错的，改正数值。
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from lawgov_report.checking.rules import tallies
from lawgov_report.checking.rules.tallies import FALLING, POINTS, RISING, SHARES, Stated
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language import narrative, quantity
from lawgov_report.language.quantity import SCALES
from lawgov_report.language.quantity_change import Course
from lawgov_report.reading.diagnostics import Severity
from lawgov_report.report.year_on_year import last_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose, Quote
    from lawgov_report.language.narrative import Reference
    from lawgov_report.models.year import Amount
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG315"
NAME = "change-against-last-year"
SEVERITY = Severity.WARNING
NEEDED = ("同比", "上年", "去年", "增", "升", "降", "提", "减", "持平")
BASE = "(?P<base>同比|[与同和比较](?:上一?年度?|去年|(?P<year>[0-9]{4})年)(?:同期)?(?:相比)?)"
WHAT = "(?:案件|事项|受理)?(?:数量|总量|总数|件数|量)?"
HOW = "(?:[，均净又呈有]|总体|[大小]幅|较大|幅度|较?明显|有所|略有|显著|稳步|持续|进一步|逐年)*"
WAY = f"(?:(?P<up>{RISING}|增幅)|(?P<down>{FALLING}|降幅))"
NUMBER = (
    f"(?P<about>约|近|超过?|逾)?(?:(?P<figure>{MASK}+)|(?P<number>[0-9]{{1,12}}(?:[.][0-9]{{1,4}})?)"
    "(?P<unit>个百分点|[%％]|[万亿]?[一-鿿]{1,2}?))"
)
SAID = (
    f"{HOW}(?:{WAY}(?![到至])[了达为]?(?:{NUMBER}(?P<open>以上|左右|[余多])?)?(?:趋势|态势)?|(?P<level>持平))"
)
STOP = "(?=[，。；：！？、）)]|$)"
# behind a reference: ，同比增长12%; ，案件数量比上年减少5件; （增长12%）
BEHIND = f"[，、（(；]?(?:{WHAT}{BASE})?{SAID}{STOP}"
# before one: 同比增长12%，达到
BEFORE = f"{BASE}?{SAID}[，、]?(?:[达增升降]?[到至]|达|共|为)$"
# last year's value: 由上年的100件增加到 before a reference; ，上年100件 behind one
VALUE = "[0-9]{1,12}(?:[.][0-9]{1,4})?[万亿]?(?:[%％]|[一-鿿]{1,2}?)"
OLD = f"(?:上一?年度?|去年)(?:同期)?[的为是]?(?P<old>{VALUE})"
OLD_BEFORE = f"[由从较比]{OLD}，?{HOW}{WAY}(?:到了?|至|为)$"
OLD_BEHIND = f"[，、（(][比较与]?{OLD}(?=[，。；、）)增上提减下降])"
# of several references together: 受理 A、办结 B，同比分别增长12%、15%
RATE = f"[0-9]{{1,6}}(?:[.][0-9]{{1,4}})?(?:[%％]|{POINTS})"
EACH = "分别"
APART = f"[，、（(]?{BASE}?{EACH}{WAY}了?(?P<rates>{RATE}(?:[、和]{RATE}){{1,7}})"
RATES = f"(?P<number>[0-9.]+)(?P<unit>{POINTS}|[%％])"
REACH = 40  # characters
MARKS = "，、（(；。：）)"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the changes typed beside references that the two years deny."""
    for text in report.texts:
        if text.is_heading or not any(word in text.masked for word in NEEDED):
            continue
        pieces = narrative.parse(text.written.text)
        references = [piece for piece in pieces if isinstance(piece, narrative.Reference) and not piece.form]
        for reference in references:
            yield from _judged(report, text, reference)
        if EACH in text.masked:
            yield from _apart(report, text, references)


def _judged(report: Report, text: Prose, reference: Reference) -> Iterator[Diagnostic]:
    """Yield what is said of the change of a figure and is not so."""
    before = _before(report, reference.key)
    if before is None:
        return
    yield from _misquoted(text, reference, before)
    for match in _claims(text, reference, report.year.year):
        stated = _stated(report, text, match)
        if stated:
            start = match.end() - len(match[0].lstrip(MARKS))
            wrong = list(_wrong(report, reference.key, stated, text.quote(start, match.end())))
            yield from wrong
            if wrong:
                return


def _apart(report: Report, text: Prose, references: list[Reference]) -> Iterator[Diagnostic]:
    """Yield what is said of the changes of several figures together and is not so."""
    ends = [reference.end for reference in references]
    for match in _compiled(APART).finditer(text.masked):
        rates = list(_compiled(RATES).finditer(text.masked, *match.span("rates")))
        last = bisect_right(ends, match.start())
        own = references[max(0, last - len(rates)) : last]
        if len(own) != len(rates) or own[-1].end != match.start() or not _of_last_year(report, match):
            continue
        for reference, rate in zip(own, rates, strict=True):
            course = Course.UP if match["up"] else Course.DOWN
            stated = Stated(course, Decimal(rate["number"]), rate["unit"].replace("％", "%"))
            yield from _wrong(report, reference.key, stated, text.quote(*rate.span()))


def _of_last_year(report: Report, match: re.Match[str]) -> bool:
    return not match["year"] or int(match["year"]) == report.year.year - 1


def _before(report: Report, key: str) -> Amount | None:
    """Return last year's value of a figure; None where either year's is not known."""
    if key not in report.year.indicators or report.year.indicators[key].value.quantity is None:
        return None
    before = last_value(key, report.year, report.previous)
    return before if before and before.quantity else None


def _wrong(report: Report, key: str, stated: Stated, quote: Quote) -> Iterator[Diagnostic]:
    """Yield the finding that what these words state of the change of a figure is not so."""
    now, before = report.year.indicators[key].value, _before(report, key)
    if before is None or before.quantity is None or now.quantity is None:
        return
    outcome = tallies.contradiction(before.quantity, now.quantity, stated)
    if outcome:
        words = quote.text.written.text[quote.start : quote.end].strip(MARKS)
        message = f"“{words}”与两年的数不符：今年 {now.written.text}，上年 {before.written.text}，{outcome}"
        hint = f"核对两年的数值；数值没错的，用 {{{{ {key} | 同比 }}}} 代替，由程序算"
        yield quote.finding(CODE, message, hint)


def _misquoted(text: Prose, reference: Reference, before: Amount) -> Iterator[Diagnostic]:
    """Yield the finding that last year's value is typed beside a reference, and is another."""
    match = _compiled(OLD_BEHIND).match(text.masked, reference.end) or _compiled(OLD_BEFORE).search(
        text.masked, max(0, reference.start - REACH), reference.start
    )
    typed = quantity.parse(match["old"].replace("％", "%")) if match else None
    if match is None or typed is None or before.quantity is None or typed.unit != before.quantity.unit:
        return
    if not quantity.bound(before.quantity) and quantity.base(typed) != quantity.base(before.quantity):
        message = f"写的上年是 {match['old']}，数据里上年是 {before.written.text}"
        yield text.quote(*match.span("old")).finding(CODE, message, "核对上年的数，改正写错的一个")


def _claims(text: Prose, reference: Reference, year: int) -> Iterator[re.Match[str]]:
    """Yield what is said of the change from last year behind a reference, or else before it."""
    words, end = text.masked[: reference.end + REACH], reference.end
    behind = _compiled(BEHIND).match(words, end)
    if behind is None:
        begin = max(0, reference.start - REACH)
        found = [_compiled(BEFORE).search(text.masked, begin, reference.start)]
    else:  # ，同比增加10件，增长9.1%
        found = [behind, _compiled(BEHIND).match(words, behind.end())]
    for match in found:
        if match is None or (match["year"] and int(match["year"]) != year - 1):
            return
        # 提高 and 减少 alone say something of last year only with by how many percent
        if match["base"] or match["figure"] or match["unit"] in {"%", "％", POINTS}:
            yield match


def _stated(report: Report, text: Prose, match: re.Match[str]) -> Stated | None:
    """Return what is said of the change; None where it is no change that a figure gives (增长 of 5件)."""
    course = Course.UP if match["up"] else Course.DOWN if match["down"] else Course.LEVEL
    if match["figure"]:
        return _by_figure(report, text, match, course)
    if match["number"] is None or match["about"] or match["open"]:
        return Stated(course)
    unit = match["unit"].replace("％", "%")
    scale = unit[:1] if unit[:1] in SCALES else ""
    return Stated(course, Decimal(match["number"]).scaleb(SCALES[scale]), unit.removeprefix(scale))


def _by_figure(report: Report, text: Prose, match: re.Match[str], course: Course) -> Stated | None:
    """Return what is said of a change whose extent is a figure too: 同比增长{{ growth }}."""
    piece = narrative.parse(text.written.text[slice(*match.span("figure"))])[0]
    figures = report.year.indicators
    if not isinstance(piece, narrative.Reference) or piece.key not in figures:
        return None
    extent = figures[piece.key].value.quantity
    if extent is None or extent.unit not in SHARES:
        return Stated(course) if match["base"] and extent else None
    number = quantity.value(extent)
    if quantity.bound(extent) or match["about"] or match["open"] or number is None or number < 0:
        return Stated(course)
    return Stated(course, number, extent.unit)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern compiled, when a report has the words that ask for it: these take 10 ms together."""
    return re.compile(pattern)
