"""Changes for a terminal or a pipe: columns aligned under wide characters, changed words in brackets.

Knows columns; piped (0 columns) nothing is wrapped, so that each text stays on one line.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_report.comparing.formats import words
from lawgov_report.language.width import width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.comparing.changes import Changes, IndicatorChange, TextChange
    from lawgov_report.comparing.text_diff import Run

FORMS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
LONGEST, SHOWN = 40, 16  # of what stayed between two changes, and as much of it as is shown at each end
LONGEST_HEAD = 14
GAP = "  "
NARROWEST = 16
# What is not torn at the end of a line: a character or a number with the opening marks before it and the
# closing marks and punctuation behind it (GB/T 15834: no line begins with ，, none ends with （), brackets
# included.
PIECE = r"(?:\[-|\{\+)*[（《“‘]*(?:[0-9A-Za-z_.%]+|.)(?:[，。；：！？、）》”’…]|-\]|\+\})*"


def write(changes: Changes, columns: int = 0) -> str:
    """Return the changes as lines of at most so many columns; 0 is without limit."""
    if changes.empty:
        return f"{words.same(changes)}\n"
    title = _wrapped(words.title(changes), columns, "")
    lines = [*title, "", *_indicators(changes, columns), "", *_texts(changes, columns)]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _indicators(changes: Changes, columns: int) -> Iterator[str]:
    yield from _wrapped(f"指标：{words.indicators(changes)}", columns, "")
    if not changes.indicators:
        return
    rows = [(row, _cells(row)) for row in changes.indicators]
    heads = ("", _short(changes.old, "旧"), _short(changes.new, "新"), "增减", "变幅")
    widths = _widths([heads, *(cells for _, cells in rows)], columns)
    yield ""
    yield _line(heads, widths)
    for kind, group in groupby(rows, lambda pair: pair[0].kind):
        yield words.KINDS[kind] if kind else ""
        for row, cells in group:
            first, *rest = list(_wrapped(cells[0], widths[0], GAP))
            yield _line((first, *cells[1:]), widths)
            yield from (f"{GAP}{line}" for line in rest)
            remark = words.remark(row, changes)
            yield from _wrapped(f"{GAP * 2}{remark}", columns, GAP * 2) if remark else ()


def _short(name: str, other: str) -> str:
    """Return the name of a year as the head of a column: a long path stands in the title only."""
    return name if width(name) <= LONGEST_HEAD else other


def _cells(row: IndicatorChange) -> tuple[str, ...]:
    return (f"{GAP}{row.label}", row.old or "—", row.new or "—", words.amount(row), words.rate(row))


def _widths(table: Sequence[Sequence[str]], columns: int) -> list[int]:
    """Return the widths of the columns; the labels, which stand first, give way where space is short."""
    first, *others = (max(map(width, column)) for column in zip(*table, strict=True))
    left = columns - sum(others) - len(GAP) * len(others)
    return [min(first, max(left, NARROWEST)) if columns else first, *others]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """Return a row: the label on the left, amounts on the right of their columns."""
    first, *others = (size - width(cell) for cell, size in zip(cells, widths, strict=True))
    left = cells[0] + " " * first
    right = (" " * space + cell for cell, space in zip(cells[1:], others, strict=True))
    return GAP.join([left, *right])


def _texts(changes: Changes, columns: int) -> Iterator[str]:
    yield from _wrapped(f"文字：{words.texts(changes)}", columns, "")
    if changes.texts:
        yield from _wrapped(f"[-…-] 是 {changes.old} 的文字，{{+…+}} 是 {changes.new} 的文字", columns, "")
    for part, texts in words.by_part(changes.texts):
        yield ""
        yield part
        for change in texts:
            yield from _wrapped(f"{GAP}{words.head(change)}", columns, GAP * 2)
            yield from _wrapped(f"{GAP * 2}{_marked(change)}", columns, GAP * 2)
    yield from _copied(changes, columns)


def _copied(changes: Changes, columns: int) -> Iterator[str]:
    copied = words.copied(changes)
    if copied:
        yield ""
        yield f"与 {changes.old} 逐字相同的问题和措施"
    for change in copied:
        yield from _wrapped(f"{GAP}{words.copied_line(change)}", columns, GAP * 2)


def _marked(change: TextChange) -> str:
    """Return a text with the changes in brackets, long stretches that stayed shortened."""
    last = len(change.runs) - 1
    return "".join(
        FORMS[run[0]].format(_shortened(run, opens=not number, ends=number == last))
        for number, run in enumerate(change.runs)
    )


def _shortened(run: Run, *, opens: bool, ends: bool) -> str:
    op, text = run
    if op != "=" or len(text) <= LONGEST:
        return text
    # What stayed is shown beside a change only: not before the first, nor behind the last.
    before = "" if opens and not ends else text[:SHOWN]
    after = "" if ends and not opens else text[-SHOWN:]
    return f"{before}…{after}"


def _wrapped(text: str, columns: int, indent: str) -> Iterator[str]:
    """Yield the text in lines of at most so many columns, each but the first indented."""
    if not columns:
        yield text
        return
    line, used = "", 0
    for piece in re.findall(PIECE, text):
        size = width(piece)
        if used + size > columns and line.strip():
            yield line
            line, used = indent, width(indent)
        line += piece
        used += size
    yield line
