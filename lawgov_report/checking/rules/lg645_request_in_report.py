"""报告里不得夹带请示事项。

为什么：《党政机关公文处理工作条例》第十五条规定，不得在报告等非请示性公文中夹带请示事项；请上级批复的，另行请示。

错误：

    妥否，请批示。

正确：

    特此报告。

“请审议”“请审阅”不报告：向人大报告，本来要请它审议。

怎么改：删去；确需上级批准的，另写请示。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import matches
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG645"
NAME = "request-in-report"
SEVERITY = Severity.WARNING
ASKED = "批示|批复|批准|审批|指示|核准|批转|核示|阅示|审示|审定|同意"
REQUEST = re.compile(
    f"(?:妥否|当否|可否|是否妥当|是否可行|是否同意|如无不妥|如无不当|以上如无不妥|以上请示)，?(?:恳|敬|呈|特|望)?请?"
    f"(?:予以?|上级|领导|区委|县委|市委)?(?:{ASKED})"
    f"|(?:(?<=[，。；！？])|^)(?:恳|敬|呈|特|现)?请(?:予以?|上级|领导)?(?:{ASKED})(?=[。！；]|$)"
    "|(?:恳请|请求)[^，。；]{0,14}(?:批准|批复|拨付|解决|支持)(?=[。！；]|$)|[特专]此请示|盼复"
)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what asks for an approval."""
    for text, match in matches(report.printed, REQUEST, "请", "否", "如无", "盼复"):
        message = f"报告里不得夹带请示：“{match[0]}”"
        yield text.quote(*match.span()).finding(CODE, message, "删去；需要批准的，另写请示")
