"""The manual pages of the rules, as text, table and Markdown.

Knows how a page is written and shown; not where it is kept, what any rule does, nor who reads it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking import rules
from lawgov_report.language.width import width
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告"}
HEAD = ("代码", "名称", "程度", "规则")
GROUPS = {
    "LG0": "文件和 YAML",
    "LG1": "键和值",
    "LG2": "引用、待报、标识、豁免和指标目录",
    "LG3": "数值",
    "LG4": "法定内容",
    "LG6": "文字",
    "LG9": "运行环境和报送表",
}
INTRODUCTION = """\
# 规则

每条规则一节，由规则自己的说明生成（`make rules`）；在命令行里看：`lawgov explain LG301`。

“可豁免”的规则，在年度文件的 `waivers:` 里可以逐处豁免并写明理由，在指标目录的 `severities:` 里可以改变程度。
"""
# what Markdown would read as a mark within a line: emphasis, links, HTML, cells of a table
SPECIAL = re.compile(r"([\\*<>\[\]|])")
# and at its beginning: 1. or 1), a heading, an item of a list
LEADING = re.compile(r"^(\d+)([.)])|^([#+-])(?=\s)")


class ManualPage(NamedTuple):
    """A rule's manual page: `title` is its first line, `body` says why, wrong, right and remedy."""

    code: str
    name: str
    severity: Severity
    title: str
    body: str

    @property
    def standing(self) -> str:
        """What it weighs, and whether it can be waived, in words."""
        return f"{WORDS[self.severity]}，{'可豁免' if rules.negotiable(self.code) else '不可豁免'}"


def pages() -> Iterator[ManualPage]:
    """Yield the pages of all rules, by code."""
    return map(read, rules.CODES)


def read(code: str) -> ManualPage:
    """Return the page of the rule with this code."""
    rule = rules.rule(code)
    title, _, body = rule.page.partition("\n")
    return ManualPage(rule.code, rule.name, rule.severity, title, body.strip())


def text(page: ManualPage) -> str:
    """Return a page as it is shown in a terminal."""
    return f"{page.code} {page.name}（{page.standing}）\n{page.title}\n\n{page.body}\n"


def table(shown: Iterable[ManualPage]) -> str:
    """Return a line per rule: code, name, severity and title, aligned under wide characters."""
    rows = [HEAD, *((page.code, page.name, WORDS[page.severity], page.title) for page in shown)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    return "".join(f"{_padded(row, widths)}{row[-1]}\n" for row in rows)


def _padded(row: tuple[str, ...], widths: list[int]) -> str:
    return "".join(f"{cell}{' ' * (full - width(cell))}  " for cell, full in zip(row, widths, strict=False))


def markdown(shown: Iterable[ManualPage]) -> str:
    """Return docs/rules.md but for what stands at its end: all pages, in groups."""
    lines, group = [INTRODUCTION], ""
    for page in shown:
        if page.code[:3] != group:
            group = page.code[:3]
            lines.append(f"## {group} {GROUPS[group]}\n")
        lines.append(f"### {page.code} {page.name}\n\n{_escaped(page.title)}（{page.standing}）\n")
        lines.append("\n".join(_line(line) for line in page.body.split("\n")) + "\n")
    return "\n".join(lines)


def _line(line: str) -> str:
    """Return a line of a page in Markdown; what is indented is code there as well."""
    return line if line.startswith("    ") else _escaped(line)


def _escaped(line: str) -> str:
    return LEADING.sub(r"\1\\\2\3", SPECIAL.sub(r"\\\1", line)) if line else line
