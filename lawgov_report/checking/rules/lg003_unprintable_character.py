"""LG003 unprintable-character: 文字里不能有看不见的控制字符。

为什么：控制字符、零宽字符和改变方向的字符印不出来，却会打乱文字，Word 也会拒绝打开文件。

错误：

    label: "调解\u202e案件"

正确：

    label: 调解案件

怎么改：删去提示的字符；多为从网页或其他软件粘贴时带入。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG003"
NAME = "unprintable-character"
SEVERITY = Severity.ERROR
