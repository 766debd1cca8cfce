"""LG002 file-too-large: 一个文件不超过 8 MB。

为什么：一年的报告不到 0.1 MB；更大的文件多半不是年度文件。

错误：

    50 MB 的 2020.yaml

正确：

    30 KB 的 2020.yaml

怎么改：检查文件是否放错；一年一个文件。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG002"
NAME = "file-too-large"
SEVERITY = Severity.ERROR
