"""What a pull found, for people and as JSON: changes with who made them, conflicts, what is left, comments.

Knows what there is to show; not how it was found.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.comparing import text_diff
from lawgov_report.pulling.planning import TextMoved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.pulling.placing import Proposal
    from lawgov_report.pulling.planning import LeftOut
    from lawgov_report.pulling.pull import ReferenceOffer, Remark
    from lawgov_report.readers.word_changes import Revision

AROUND = 12  # characters of what stayed that are shown beside a change
UNTRACKED = "没有用修订"
MOST = 200  # characters of a text that is shown whole


class Shown(NamedTuple):
    """A change, and the tracked changes behind it."""

    proposal: Proposal
    revisions: tuple[Revision, ...]


class PullReport(NamedTuple):
    """All that is shown of a pull; `notes` say what the Word file was compared with."""

    file: str
    year_file: str
    notes: tuple[str, ...]
    changes: tuple[Shown, ...]
    left: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    offers: tuple[ReferenceOffer, ...]

    @property
    def clean(self) -> tuple[Shown, ...]:
        """The changes that can be made as they are."""
        return tuple(shown for shown in self.changes if not shown.proposal.conflict)

    @property
    def conflicts(self) -> tuple[Shown, ...]:
        """The changes that are made only where somebody says so."""
        return tuple(shown for shown in self.changes if shown.proposal.conflict)


def as_text(report: PullReport) -> str:
    """Return the report for people."""
    lines = [f"{report.file}：{note}" for note in report.notes]
    for shown in report.clean:
        lines += change_lines(shown)
    for shown in report.conflicts:
        lines += conflict_lines(shown)
    for left in report.left:
        lines += _left(left)
    lines += _remarks(report.remarks)
    lines += [
        f"可写成引用：新增的文字里 {offer.text} 与 {{{{ {offer.key} }}}} 的数值相同"
        for offer in report.offers
    ]
    return "".join(f"{_shown(line)}\n" for line in lines)


def change_lines(shown: Shown) -> list[str]:
    """Return the lines for one change that can be made."""
    each = shown.proposal
    return [f"{each.place} {each.what}（{who(shown.revisions)}）", f"  {marked(each)}"]


def conflict_lines(shown: Shown) -> list[str]:
    """Return the lines for one conflict, with both sides."""
    each = shown.proposal
    lines = [
        f"冲突 {each.place} {each.what}（{who(shown.revisions)}）：{each.conflict}",
        f"  Word：{marked(each)}",
    ]
    return [*lines, f"  YAML：{each.present}"] if each.present else lines


def who(revisions: Sequence[Revision]) -> str:
    """Return who made tracked changes, and on which days."""
    named = dict.fromkeys(f"{each.author or '无名'} {each.date[:10]}".strip() for each in revisions)
    return "，".join(named) or UNTRACKED


def marked(each: Proposal) -> str:
    """Return what a text becomes, [-what goes-] and {+what comes+}, with some words around each."""
    if isinstance(each.step, TextMoved):
        return _short(each.old)
    runs = text_diff.runs(text_diff.tokens(each.old), text_diff.tokens(each.new))
    marks = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}
    last = len(runs) - 1
    shown = []
    for number, (op, words) in enumerate(runs):
        text = words
        if op == "=" and len(words) > 2 * AROUND:
            head, tail = words[:AROUND] if number else "", words[-AROUND:] if number < last else ""
            text = f"{head}…{tail}"
        shown.append(marks[op].format(text))
    return "".join(shown)


def _left(left: LeftOut) -> Iterator[str]:
    yield f"没有取回：{left.reason}"
    if left.old:
        yield f"  编出时：{_short(left.old)}"
    if left.new:
        yield f"  Word：{_short(left.new)}"


def _remarks(remarks: Sequence[Remark]) -> Iterator[str]:
    for remark in remarks:
        comment = remark.comment
        kind = "答" if comment.answers else "批注"
        place = str(remark.place) if remark.place else f"第 {comment.paragraph} 段"
        quote = f"“{_short(comment.quote)}”" if comment.quote else ""
        author = f"{comment.author or '无名'} {comment.date[:10]}"
        yield f"{kind} {place}（{author}）{quote}：{remark_text(remark)}"


def remark_text(remark: Remark) -> str:
    """Return the words of a comment in one line."""
    return _short(" ".join(remark.comment.text.split()))


def remark_line(remark: Remark) -> str:
    """Return the comment as it is put into a year file."""
    comment = remark.comment
    return _shown(f"批注（{comment.author or '无名'} {comment.date[:10]}）：{remark_text(remark)}")


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[:MOST]}…"


def _shown(line: str) -> str:
    # whatever a stranger's file holds, a terminal is sent no control characters
    return "".join(letter if letter.isprintable() else " " for letter in line)


def as_json(report: PullReport, written: str) -> str:
    """Return the report as JSON; `written` is the year file that was written, "" for none."""
    found: dict[str, Any] = {
        "file": report.file,
        "year_file": report.year_file,
        "notes": [*report.notes],
        "written": written,
        "changes": [_change(shown) for shown in report.clean],
        "conflicts": [_change(shown) for shown in report.conflicts],
        "left": [left._asdict() for left in report.left],
        "comments": [_comment(remark) for remark in report.remarks],
        "offers": [offer._asdict() for offer in report.offers],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _change(shown: Shown) -> dict[str, Any]:
    each = shown.proposal
    revisions = [
        {"author": revision.author, "date": revision.date, "kind": revision.kind}
        for revision in shown.revisions
    ]
    return {
        "line": each.place.line, "column": each.place.column, "what": each.what,
        "old": each.old, "new": each.new,
        "revisions": revisions, "conflict": each.conflict, "present": each.present,
    }  # fmt: skip


def _comment(remark: Remark) -> dict[str, Any]:
    comment, unit = remark.comment, remark.unit
    return {
        "author": comment.author, "date": comment.date, "text": comment.text, "quote": comment.quote,
        "answers": comment.answers, "number": comment.number, "path": unit.name if unit else "",
    }  # fmt: skip
