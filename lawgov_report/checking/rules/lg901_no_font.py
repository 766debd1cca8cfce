"""LG901 no-font: 编 PDF 时，每个字都要有字体能印。

为什么：没有字体的字会印成空框；人名、地名里的生僻字，常用字体里往往没有。

错误：

    signatory: 刘𬀩      （这台计算机的字体里没有“𬀩”）

正确：

    lawgov build 2020 --to pdf --font-dir 字体      （文件夹里有含“𬀩”的字体）

怎么改：安装有这个字的字体，例如 Noto Serif CJK SC、思源宋体；
也可以把字体文件放进一个文件夹，用 --font-dir 指明。有哪些字体可用，用 lawgov doctor 看。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG901"
NAME = "no-font"
SEVERITY = Severity.ERROR
