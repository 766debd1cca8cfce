"""Changes as Markdown, for merge requests and notes: tables, and <del> and <ins> in the texts.

Knows GitHub's Markdown; bold is of no use here, beside Chinese quotation marks it does not take.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.comparing.formats import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.comparing.changes import Changes, TextChange

MARKUP = re.compile(r"[\\`*_\[\]<>&~|$#]")
FORMS = {"=": "{}", "-": "<del>{}</del>", "+": "<ins>{}</ins>"}


def write(changes: Changes) -> str:
    """Return the changes as one Markdown text."""
    if changes.empty:
        return f"{_escaped(words.same(changes))}\n"
    lines = [f"# {_escaped(words.title(changes))}", "", *_indicators(changes), *_texts(changes)]
    return "\n".join(lines).rstrip() + "\n"


def _indicators(changes: Changes) -> Iterator[str]:
    yield from ("## 指标", "", _escaped(words.indicators(changes)), "")
    for kind, rows in groupby(changes.indicators, lambda row: row.kind):
        yield from (f"### {words.KINDS[kind] if kind else ''}", "")
        yield _row("指标", changes.old, changes.new, "增减", "变幅", "说明")
        yield "|---|--:|--:|--:|--:|---|"
        for row in rows:
            cells = (row.old or "—", row.new or "—", words.amount(row), words.rate(row))
            yield _row(row.label, *cells, words.remark(row, changes))
        yield ""


def _texts(changes: Changes) -> Iterator[str]:
    yield from ("## 文字", "", _escaped(words.texts(changes)), "")
    for part, texts in words.by_part(changes.texts):
        yield from (f"### {_escaped(part)}", "")
        for change in texts:
            yield f"- {_escaped(words.head(change))}：{_marked(change)}"
        yield ""
    copied = words.copied(changes)
    if copied:
        yield from (f"### 与 {_escaped(changes.old)} 逐字相同的问题和措施", "")
    for change in copied:
        yield f"- {_escaped(words.copied_line(change))}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _marked(change: TextChange) -> str:
    return "".join(FORMS[op].format(_escaped(text)) for op, text in change.runs)


def _escaped(text: str) -> str:
    """Return a text within a line so that Markdown reads it back unchanged."""
    return MARKUP.sub(r"\\\g<0>", text)
