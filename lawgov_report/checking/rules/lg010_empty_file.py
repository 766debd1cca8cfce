"""LG010 empty-file: 文件不能是空的。

为什么：空文件编不出报告；多为保存失败。

错误：

    （没有内容）

正确：

    year: 2020
    document:
      title: ……

怎么改：恢复文件内容；最少要有 year、document、indicators、preamble、parts。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG010"
NAME = "empty-file"
SEVERITY = Severity.ERROR
