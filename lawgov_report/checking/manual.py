"""The manual pages of the rules: read from their docstrings, as text, table and Markdown.

Knows how a page is written; not what any rule does, nor where a page is shown.
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
    "LG9": "运行环境",
}
INTRODUCTION = """\
# 规则

每条规则一节，由规则自己的说明生成（`make rules`）；在命令行里看：`lawgov explain LG301`。

“可豁免”的规则，在年度文件的 `waivers:` 里可以逐处豁免并写明理由，在指标目录的 `severities:` 里可以改变程度。
"""
UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
SPECIAL = re.compile(r"([\\*<>\[\]|])")
LEADING = re.compile(r"^(\d+)([.)])|^([#+-])(?=\s)")


class Page(NamedTuple):
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


def pages() -> Iterator[Page]:
    """Yield the pages of all rules, by code."""
    return (page(code) for code in sorted(rules.CODES))


def page(code: str) -> Page:
    """Return the page of the rule with this code."""
    rule = rules.module(code)
    written = UNSEEN.sub(lambda match: f"<U+{ord(match[0]):04X}>", rule.__doc__ or "")
    first, _, body = written.partition("\n")
    return Page(code, rule.NAME, rule.SEVERITY, first.partition(": ")[2], body.strip())


def text(one: Page) -> str:
    """Return a page as it is shown in a terminal."""
    return f"{one.code} {one.name}（{one.standing}）\n{one.title}\n\n{one.body}\n"


def table(all_: Iterable[Page]) -> str:
    """Return a line per rule: code, name, severity and title, aligned under wide characters."""
    rows = [HEAD, *((one.code, one.name, WORDS[one.severity], one.title) for one in all_)]
    widths = [max(width(row[column]) for row in rows) for column in range(len(HEAD) - 1)]
    return "".join(f"{_padded(row, widths)}{row[-1]}\n" for row in rows)


def _padded(row: tuple[str, ...], widths: list[int]) -> str:
    return "".join(f"{cell}{' ' * (full - width(cell))}  " for cell, full in zip(row, widths, strict=False))


def markdown(all_: Iterable[Page]) -> str:
    """Return docs/rules.md but for what stands at its end: all pages, in groups."""
    lines, group = [INTRODUCTION], ""
    for one in all_:
        if one.code[:3] != group:
            group = one.code[:3]
            lines.append(f"## {group} {GROUPS[group]}\n")
        lines.append(f"### {one.code} {one.name}\n\n{_escaped(one.title)}（{one.standing}）\n")
        lines.append("\n".join(_line(line) for line in one.body.split("\n")) + "\n")
    return "\n".join(lines)


def _line(line: str) -> str:
    """Return a line of a page in Markdown; what is indented is code there as well."""
    return line if line.startswith("    ") else _escaped(line)


def _escaped(line: str) -> str:
    return LEADING.sub(r"\1\\\2\3", SPECIAL.sub(r"\\\1", line)) if line else line
