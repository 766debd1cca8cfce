"""LG612 typed-number: 条目和标题的序号由程序编排，不写在文字里。

为什么：手写的“一是”会和自动编的重复，增删条目后还会错号。

错误：

    heading: 一、提高政治站位
    text: 一是加强组织领导。

正确：

    heading: 提高政治站位
    text: 加强组织领导。

怎么改：删去序号；lawgov validate --fix 可以代改。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.diagnostics import Severity
from lawgov_report.rules.marks import NUMERALS
from lawgov_report.rules.texts import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.diagnostics import Diagnostic
    from lawgov_report.rules import Report

CODE = "LG612"
NAME = "typed-number"
SEVERITY = Severity.WARNING
NUMBER = (
    rf"[{NUMERALS}]{{1,3}}、(?![{NUMERALS}])|[（(][{NUMERALS}0-9]{{1,3}}[）)]"
    "|[0-9]{1,2}(?:[.．](?![0-9])|、(?![0-9]))"
)
PATTERNS = {
    Kind.ITEM: rf"[{NUMERALS}]{{1,3}}是(?!否)|{NUMBER}|[①-⑳]",
    Kind.HEADING: rf"{NUMBER}|第[{NUMERALS}]+部分[、：，]?",
}
FIRST = frozenset(f"{NUMERALS}0123456789（(第①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")  # what a number can begin with


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield numbers typed at the start of items and headings."""
    for text in report.texts:
        pattern = PATTERNS.get(text.kind) if text.masked[:1] in FIRST else None
        match = re.match(pattern, text.masked) if pattern else None
        if match and match.end() < len(text.masked):
            message = f"开头的序号“{match[0]}”会和自动编的序号重复"
            yield text.finding(CODE, *match.span(), message, "删去序号", mended="")
