"""数值范围用浪纹线（～）或一字线（—），两头都写 % 或 万、亿。

为什么：13～17万元可以读成13元至17万元；短横线（-）容易看成减号。《出版物上数字用法》（GB/T 15835—2011）规定，
表示数值的范围可采用浪纹式连接号“～”或一字线连接号“—”，省略单位有歧义的不应省略。

错误：

    5-10件、15～30%、13～17万元
    inspections: 3-5次

正确：

    5～10件、15%～30%、5%—5.5%、13万元～17万元
    inspections: 3～5次

怎么改：照提示补全；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.language import quantity
from lawgov_report.language.quantity import Kind
from lawgov_report.reading.diagnostics import Diagnostic, Edit, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.amounts import Given

CODE = "LG607"
NAME = "number-range"
SEVERITY = Severity.WARNING
NUMBER = r"[0-9]+(?:[.][0-9]+)?"
UNITS = "元|亩|平方米|公里|吨|件|名|人次|人|个|家|项|起|条|场次|场|次|册|天|倍"
MARKS = "-‐–—~～－至"
MENDED = "～"
# 10-20人, 10%-20%, 3—5万元, 3至5亿; no part of a longer row (2020-01-15), of a word or of a document number
RANGE = re.compile(
    rf"(?<![0-9A-Za-z.〔\-—～~])(?P<low>{NUMBER})(?P<scale>[%‰万亿]?)(?P<unit>{UNITS})?(?P<mark>[{MARKS}])"
    rf"(?P<high>{NUMBER})(?P<last>[%‰]|[万亿](?:{UNITS})?|(?:{UNITS}))(?![0-9A-Za-z])"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield ranges of amounts with another mark than ～, — or 至, or with 万, 亿 or % at the end only."""
    for amount in report.amounts:
        if amount.quantity.kind == Kind.RANGE and (right := _figure(amount.written.text)):
            yield _finding(amount, right)
    for text, match in matches(report.printed, RANGE, *MARKS):
        right = _right(match)
        if match[0] != right:
            message = f"数值范围“{match[0]}”的写法不合国家标准"
            yield text.quote(*match.span()).finding(CODE, message, f"写成 {right}", mended=right)


def _figure(written: str) -> str:
    """Return the range that a figure should be, "" where it is right."""
    match = quantity.RANGE.fullmatch(written)
    if match is None:
        return ""
    low, high = match["low"], match["high"] or match["typed_high"]
    behind = (match["low_scale"] or "") + (match["low_unit"] or "")
    mark = match["spelt"][len(low + behind) : -len(high)]
    last = (match["scale"] or "") + match["unit"]
    if not behind and last[0] in "%‰万亿":
        behind = last
    mark = mark if mark in quantity.PRINTED_MARKS else MENDED
    before, after = match["before"] or "", match["after"] or ""
    right = f"{before}{low}{behind}{mark}{high}{last}{after}"
    return "" if right == written else right


def _finding(amount: Given, right: str) -> Diagnostic:
    written = amount.written
    place = written.at(0, len(written.text))
    edits = (Edit(place, right),) if written.pieces and place.line == place.end_line else ()
    found = amount.finding(CODE, f"数值范围“{written.text}”的写法不合国家标准", f"写成 {right}")
    return found._replace(edits=edits)


def _right(match: re.Match[str]) -> str:
    first, last = match["scale"] + (match["unit"] or ""), match["last"]
    if not match["scale"] and last[0] in "%‰万亿":
        first = last
    mark = match["mark"] if match["mark"] in quantity.PRINTED_MARKS else MENDED
    return f"{match['low']}{first}{mark}{match['high']}{last}"
