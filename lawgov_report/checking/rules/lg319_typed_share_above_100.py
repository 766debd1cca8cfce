"""正文里的比率、占比不超过 100%。

为什么：超过 100% 的多半是小数点或位数写错了，或者把增长率写成了占比。指标的数值由 LG303 核对，
这里核对直接写的，也看引号里照印的（{{ "112%" }}）。

错误：

    办结率达112%

正确：

    办结率达95%

不算的：增长率、完成率（可以超额）、毛入学率、拨备覆盖率、负债率等本来可以超过 100% 的率。

怎么改：核对这个数。
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG319"
NAME = "typed-share-above-100"
SEVERITY = Severity.WARNING
# the number first: most texts have none of three digits with a percent sign
ABOVE = re.compile(r"[1-9](?<![0-9.].)[0-9]{2,4}(?:\.[0-9]+)?[%％]")
WHOLE = Decimal(100)
SHARE = re.compile(
    "(?:率|满意度|知晓度|认可度|安全感|占比|比重|比例|占[^，。；：！？增升降减]{1,20})"
    "(?:已|均|全部|约|近|超)*(?:高?达到?了?|为|是|升至|[提升]高?[到至]|保持在|稳定在|超过|超|近|约)?$"
)
# rates that may pass 100 %
FREE = re.compile(
    "增|涨|降|减|同比|完成|超额|毛入学|拨备|流动|负债|杠杆|收益|回报|利润|产销|依存|使用|溢价|产能|转让|周转|换手"
    "|目标|进度|计划|预期|担保|抵押|充足|偿付"
)
BEFORE = 30  # characters


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the rates and shares typed that are more than all."""
    for text in report.texts:
        words = text.written.text
        if text.is_of_csv or not ("%" in words or "％" in words):
            continue
        for match in ABOVE.finditer(words):
            yield from _judged(text, match)


def _judged(text: Prose, match: re.Match[str]) -> Iterator[Diagnostic]:
    words, start = text.written.text, match.start()
    before = re.split("[，。；：！？]", words[max(0, start - BEFORE) : start])[-1]
    before = before.removesuffix('"').rstrip("{ ")  # {{ "112%" }} is printed as it is
    if Decimal(match[0][:-1]) > WHOLE and SHARE.search(before) and not FREE.search(before):
        message = f"{before[-8:].strip()}{match[0]}：比率、占比不超过 100%"
        yield text.quote(*match.span()).finding(CODE, message, "核对这个数，多半是小数点或位数写错了")
