"""附件的名称在一年里不重复。

为什么：附件说明和附件正文靠名称对应，两个附件同名，只有一个排得出来，收文机关也分不清引的是哪一个。

错误：

    annexes:
      - title: 重大行政决策事项目录
        csv: 区政府.csv
      - title: 重大行政决策事项目录
        csv: 各部门.csv

正确：

    annexes:
      - title: 区政府重大行政决策事项目录
        csv: 区政府.csv
      - title: 区政府部门重大行政决策事项目录
        csv: 各部门.csv

怎么改：改成不同的名称，附件说明里的一并改；附件说明里列了两遍的，删去一遍。指标一览表的名称也不要再用。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Severity
from lawgov_report.report import annex
from lawgov_report.report.assemble import annex_titles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG218"
NAME = "annex-twice"
SEVERITY = Severity.ERROR


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the names of annexes and attachments that stand before already."""
    titles = annex_titles(report.catalogue, report.year, report.previous)
    for name in annex.repeated(report.year, titles):
        message = f"已有叫“{name.text}”的附件"
        hint = "改成不同的名称，附件说明里的一并改；多列的删去"
        yield Diagnostic(name.place, CODE, message, hint, path=name.path, quote=name.text)
