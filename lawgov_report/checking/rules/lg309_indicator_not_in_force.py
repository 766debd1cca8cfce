"""指标应在启用之后、停用之前使用。

为什么：口径换了的指标，用 since、until 记着哪几年有效；在别的年份填数，前后就不可比。

错误：

    # 2021.yaml；指标目录里 until: 2020
    mediation_cases: 717件

正确：

    # 2021.yaml
    mediation_cases_all: 717件      # 替代它的指标

怎么改：改用这一年有效的指标；年限写错了的，改指标目录里的 since、until。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.models.catalogue import Indicator

CODE = "LG309"
NAME = "indicator-not-in-force"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the figures of indicators that are not yet, or no longer, in force."""
    number = report.year.year
    replaced = {new.replaces.text: key for key, new in report.catalogue.indicators.items() if new.replaces}
    for key in report.year.indicators:
        indicator = report.catalogue.indicators.get(key)
        limit = _limit(indicator, number) if indicator else ""
        if indicator and limit:
            label = indicator.label
            message = f"{label.text} {limit}，不能用于 {number} 年"
            hint = f"改用 {replaced[key]}" if key in replaced else "改用这一年有效的指标"
            hint = f"{hint}；年限写错了的，改指标目录里的 since、until"
            related = (Related(label.place, f"指标目录：{label.text} {limit}"),)
            place = report.source.key(("indicators", key))
            yield Diagnostic(place, CODE, message, hint, related, f"indicators.{key}", key)


def _limit(indicator: Indicator, number: int) -> str:
    """Return which limit the year breaks, in words; "" where it breaks none."""
    if indicator.since is not None and number < indicator.since:
        return f"{indicator.since} 年起启用"
    if indicator.until is not None and number > indicator.until:
        return f"{indicator.until} 年后停用"
    return ""
