"""LG005 yaml-syntax: 文件应符合 YAML 语法。

为什么：读不懂的文件无法编制；每个文件只报告第一处，改正后再查。

错误：

    year：2020

正确：

    year: 2020

怎么改：键后面用半角冒号加一个空格；同级的键左端对齐；以 {{ 或引号开头的文字用 | 块。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG005"
NAME = "yaml-syntax"
SEVERITY = Severity.ERROR
