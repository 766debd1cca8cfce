"""LG001 not-utf-8: 文件应为 UTF-8 编码。

为什么：其他编码（GBK、UTF-16）的文字在别的机器上会变成乱码。

错误：

    用 GBK 保存的 2020.yaml

正确：

    用 UTF-8 保存的 2020.yaml

怎么改：在编辑器里“另存为”，编码选 UTF-8。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG001"
NAME = "not-utf-8"
SEVERITY = Severity.ERROR
