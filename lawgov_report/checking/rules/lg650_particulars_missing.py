"""有发文机关标志、发文字号的报告，定稿时应有主送机关、署名和成文日期。

为什么：这几项是公文的要素（GB/T 9704-2012，7.3）；草稿里空着的，定稿时容易忘。

错误：

    document:
      number: 样政〔2021〕1号

正确：

    document:
      number: 样政〔2021〕1号
      addressee: 样例市人民政府
      signature: 样例市样例区人民政府
      date: 2021-02-20

只在定稿时报告：lawgov validate --final，和不带 --draft 的 lawgov build。

怎么改：补上；确实没有主送机关的，写一条豁免。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.models.particulars import Particulars
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG650"
NAME = "particulars-missing"
SEVERITY = Severity.ERROR
HEAD = ("number", "mark", "signatory")
# a report that is sent to all has no addressee
NEEDED = {"addressee": Severity.WARNING, "signature": None, "date": None}


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield what a document with a head lacks, at the head. Shown only of what is to be final."""
    document = report.year.document
    head = next((name for name in HEAD if getattr(document, name)), None)
    if head is None:
        return
    place = report.source.key(("document", head))
    for name, severity in NEEDED.items():
        if not getattr(document, name):
            title = Particulars.model_fields[name].title or name
            message = f"有{Particulars.model_fields[head].title}，却没有{title}"
            hint = f"在 document 下写 {name}: ……"
            yield Diagnostic(place, CODE, message, hint, path="document", quote=title, severity=severity)
