"""LG012 stray-file: data/ 里只放年度文件、indicators.yaml 和 terms.yaml。

为什么：名字不对的文件不会被读取，容易误以为已经生效。

错误：

    data/2020年.yaml

正确：

    data/2020.yaml

怎么改：改成四位年份的名字，或移出 data/。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG012"
NAME = "stray-file"
SEVERITY = Severity.WARNING
