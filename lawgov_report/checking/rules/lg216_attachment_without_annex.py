"""附件说明里列的附件，后面应有它的正文。

为什么：列了名称而没有正文，收文机关会以为漏发了附件（GB/T 9704-2012，7.3.4、7.3.7）。

错误：

    document:
      attachments: 重大行政决策事项目录

正确：

    document:
      attachments: 重大行政决策事项目录
    annexes:
      - title: 重大行政决策事项目录
        csv: 重大行政决策事项目录.csv

平时是警告，定稿时（validate --final，不带 --draft 的 build）是错误。

怎么改：在 annexes 里写上同名的附件；另附文件、不编在报告后面的，写成 {title: ……, separate: true}。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Severity
from lawgov_report.report import annex
from lawgov_report.report.assemble import annex_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG216"
NAME = "attachment-without-annex"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the attachments behind which nothing stands."""
    titles = annex_titles(report.catalogue, report.year, report.previous)
    for name in annex.lacking(report.year, titles):
        message = f"附件“{name.text}”后面没有正文"
        hint = "在 annexes 里写上同名的附件；另附的写 separate: true"
        yield Diagnostic(name.place, CODE, message, hint, path=name.path, quote=name.text)
