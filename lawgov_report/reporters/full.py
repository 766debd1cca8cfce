"""Findings for people at a terminal: the line with a caret under the words, the places, the remedy.

Many of one kind are one block with their count.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lawgov_report.language.width import cut, width
from lawgov_report.reading.diagnostics import Severity
from lawgov_report.reporters import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.reading.diagnostics import Diagnostic, Findings

MANY, LISTED = 5, 10  # findings of one kind: more are one block, and so many of them are listed there
WIDTH = 78  # columns of a source line that are shown: with its number it fits a terminal of 80
COLOURED = {
    Severity.ERROR: f"\x1b[1;31m{summary.WORDS[Severity.ERROR]}\x1b[0m",
    Severity.WARNING: f"\x1b[1;33m{summary.WORDS[Severity.WARNING]}\x1b[0m",
}


def report(findings: Findings) -> str:
    """Return a block per finding that is not waived, and the summary."""
    return _report(findings, summary.WORDS)


def coloured(findings: Findings) -> str:
    """Return the same with the severities in colour, for a terminal that shows it."""
    return _report(findings, COLOURED)


def _report(findings: Findings, words: Mapping[Severity, str]) -> str:
    blocks = ["\n".join(lines) for lines in _blocks(findings, words)]
    return "".join(f"{block}\n\n" for block in blocks) + summary.line(findings) + "\n"


def _blocks(findings: Findings, words: Mapping[Severity, str]) -> Iterator[Iterator[str]]:
    """Yield the lines of each block: a finding's own, or those of many of a kind, where the first stands."""
    standing = [found for found in findings.diagnostics if not found.waived]
    kinds: dict[object, list[Diagnostic]] = {}
    for found in standing:
        kinds.setdefault(_kind(found), []).append(found)
    for found in standing:
        kind = kinds[_kind(found)]
        if len(kind) <= MANY:
            yield _block(found, words)
        elif found is kind[0]:
            yield _counted(kind, words) if found.counted else _listed(kind, words)


def _kind(found: Diagnostic) -> object:
    # what is counted is counted year by year: each owes its own figures
    return found.code, found.severity, found.place.file if found.counted else ""


def _counted(kind: list[Diagnostic], words: Mapping[Severity, str]) -> Iterator[str]:
    """Yield one line that counts findings by what each is counted under."""
    first = kind[0]
    counts = Counter(found.counted for found in kind if found.counted)
    what, _, hint = next(iter(counts))
    shares = "、".join(f"{counted.where} {count} 处" for counted, count in counts.most_common())
    yield f"{_head(first, words)}：{first.place.file} 有{what} {len(kind)} 处：{shares}；{hint}"


def _listed(kind: list[Diagnostic], words: Mapping[Severity, str]) -> Iterator[str]:
    """Yield the count of findings, the first of them, and their remedy: once where it is the same for all."""
    first, shared = kind[0], len({found.hint for found in kind}) == 1
    yield f"{_head(first, words)}：共 {len(kind)} 处"
    for found in kind[:LISTED]:
        yield f"  --> {found.place} {found.message}"
        if found.hint and not shared:
            yield f"      怎么改：{found.hint}"
    if len(kind) > LISTED:
        yield f"  另有 {len(kind) - LISTED} 处：lawgov validate --select {first.code} --format concise"
    if first.hint and shared:
        yield f"  怎么改：{first.hint}"


def _head(found: Diagnostic, words: Mapping[Severity, str]) -> str:
    return f"{found.code} {words[found.severity] if found.severity else ''}"


def _block(found: Diagnostic, words: Mapping[Severity, str]) -> Iterator[str]:
    yield f"{_head(found, words)}：{found.message}"
    number = str(found.place.line)
    yield f"{' ' * len(number)} --> {found.place}"
    if found.excerpt.strip():
        excerpt, before, marked = _window(found)
        yield f"{number} | {excerpt}"
        yield f"{' ' * len(number)} | {' ' * before}{'^' * marked}"
    for related in found.related:
        yield f"  相关：{related.place} {related.message}".rstrip()
    if found.hint:
        yield f"  怎么改：{found.hint}"


def _window(found: Diagnostic) -> tuple[str, int, int]:
    """Return the part of the line to show, the columns before the caret, and the caret's length.

    All in columns of a terminal, where a Chinese character takes two.
    """
    text, start = found.excerpt, found.place.column - 1
    end = found.place.end_column - 1 if found.place.end_line == found.place.line else len(text)
    begin, mark = 0, ""
    # where the words lie far to the right, what is shown begins up to a third of the width before them
    if width(text) > WIDTH and width(text[:start]) > WIDTH // 2:
        begin, mark = start, "…"
        while begin > 0 and width(text[begin - 1 : start]) <= WIDTH // 3:
            begin -= 1
    shown = mark + cut(text[begin:], WIDTH - len(mark))
    before = width(mark + text[begin:start])
    return shown, before, max(1, min(width(text[start:end]), width(shown) - before))
