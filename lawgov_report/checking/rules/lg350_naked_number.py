"""正文里的数应引用指标，不直接写。

为什么：直接写在正文里的数不受勾稽关系、单位、上年数据的核对，改了数值正文也不会跟着变。

错误：

    共检查公共娱乐服务场所60家，占1/4，满意度居全市第3位

正确：

    共检查公共娱乐服务场所{{ entertainment_venues_inspected }}

不算的：年份、日期、文号、第几、会议的次数（七次全会）、“”和《》里的数、含数字的专名
（terms.yaml 的 number_words）、热线号码等不带单位的数、每年至少两次一类的规则、
5个工作日内一类的期限、三个方面一类的分法，附件的 CSV 文件里的数。

怎么改：在 indicators 里登记这个数，正文写 {{ 键 }}；是与上年的比较（比上年增加2次）的，写 {{ 键 | 同比 }}，
由程序来算；确实不是指标的，写成 {{ "60家" }}。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules import compared, numbers, unitless
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG350"
NAME = "naked-number"
SEVERITY = Severity.WARNING
MANY = 3
SCALES = ("万", "亿")
STOPS = frozenset({"，", "。", "；", ""})
GROUPED = re.compile("[,，](?=[0-9]{3}(?![0-9]))")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the numbers in digits that prose writes itself, each with the figures it may be."""
    units = numbers.UNITS | report.catalogue.units
    figures = _figures(report)
    for text in report.texts:
        if text.is_of_csv:
            continue
        spans = numbers.arabic(text.masked, units, report.terms.number_words)
        for start, end in (*spans, *unitless.arabic(text.masked)):
            quote = text.written.text[start:end]
            right = _well_shaped(quote)
            remark = f"（应写作 {right}）" if right != quote else ""
            if quote.endswith(SCALES) and text.masked[end : end + 1] in STOPS:
                remark = f"（{quote[-1]}后面没有单位）"
            message = f"直接写了数“{quote}”{remark}，没有引用指标"
            hint = compared.hint(report, text, (start, end)) or _hint(right, figures.get(right, []))
            yield text.quote(start, end).finding(CODE, message, hint)


def _well_shaped(quote: str) -> str:
    """Return a number with the zero before its point, and without commas between thousands."""
    return GROUPED.sub("", f"0{quote}" if quote.startswith(".") else quote)


def _figures(report: Report) -> dict[str, list[str]]:
    """Return the keys of the year's figures by how these are written."""
    figures: dict[str, list[str]] = {}
    for key, figure in report.year.indicators.items():
        figures.setdefault(figure.value.written.text, []).append(key)
    return figures


def _hint(quote: str, keys: list[str]) -> str:
    """Return the remedy: the figures with this value, where there are some but not many."""
    literal = f'不是指标的写 {{{{ "{quote}" }}}}'
    if 0 < len(keys) <= MANY:
        references = " 或 ".join(f"{{{{ {key} }}}}" for key in keys)
        return f"今年数值是 {quote} 的指标：写 {references}；{literal}"
    return f"在 indicators 里登记这个数，正文写 {{{{ 键 }}}}；{literal}"
