"""LG102 unknown-key: 不能有不认识的键。

为什么：多为键名拼错；写错的键不会生效。

错误：

    documnet:

正确：

    document:

怎么改：按提示改正键名，或删去。
"""

from __future__ import annotations

from lawgov_report.reading.diagnostics import Severity

CODE = "LG102"
NAME = "unknown-key"
SEVERITY = Severity.ERROR
