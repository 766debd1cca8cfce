"""“余”“多”只能跟在整数后面。

为什么：“余”“多”表示比一个整数稍多。16余场次说不通：既然数得清是 16，就不是“余”。这样的错公开发表过。

错误：

    legal_publicity_events: 16余场次
    legal_posts: 657余条

正确：

    legal_publicity_events: 16场次
    legal_posts: 650余条

怎样算整：没有万、亿的，末位是 0 的整数（10余、100余、720余、3000余）；有万、亿的都算（6万余、2.4万余），
但“余”“多”写在万、亿前面的，末位也要是 0（2000余万）。
正文里直接写的数也查。

怎么改：删去“余”“多”，或改成较小的整数。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.numbers import unquoted
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG306"
NAME = "more-than-not-round"
SEVERITY = Severity.WARNING
TYPED = re.compile(r"(?<![0-9.第])(?P<number>[0-9]+(?:[.][0-9]+)?)(?P<more>余|多(?!党|元|边|次|发))")
ROUND = re.compile("[1-9][0-9]*0")
HINT = "删去“{0}”，或改成较小的整数，例如 10{0}、100{0}"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the figures, and the numbers typed in prose, whose 余 or 多 stands after no round number."""
    for amount in report.amounts:
        written = amount.quantity
        behind_scale = written.scale and not written.more_first
        if written.more and not behind_scale and not ROUND.fullmatch(written.digits):
            yield amount.finding(CODE, _message(str(amount), written.more), _hint(written))
    for text in report.printed:
        if "余" not in text.masked and "多" not in text.masked:
            continue
        for match in TYPED.finditer(unquoted(text.masked)):
            if not ROUND.fullmatch(match["number"]):
                hint = HINT.format(match["more"])
                yield text.quote(*match.span()).finding(CODE, _message(match[0], match["more"]), hint)


def _hint(written: Quantity) -> str:
    """Return the remedy: 6余万 is meant to be 6万余."""
    rest = HINT.format(written.more)
    if not written.scale:
        return rest
    return f"是 {written.digits}{written.scale}多的，写 {written._replace(more_first=False)}；{rest}"


def _message(found: str, more: str) -> str:
    return f"{found}：“{more}”前面的数应是整十、整百等，或带万、亿"
