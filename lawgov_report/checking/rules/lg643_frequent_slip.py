"""常见的错别字、重复和误用。

为什么：输入法选错同音字、形近字，是公文里最多的差错；“通过……，使……”一句没有主语，也很常见。

错误：

    案件己审结，取的明显成效，重新布署，健全台帐；涉及到学校、医院、等单位；
    通过开展培训，使执法水平明显提高

正确：

    案件已审结，取得明显成效，重新部署，健全台账；涉及学校、医院等单位；
    通过开展培训，执法水平明显提高

terms.yaml 的 slips 列出误写，和它前后可以有什么；书名号里的不报告。

怎么改：照提示改正；只有一种改法的，lawgov validate --fix 可以代改。本地常见的写进 data/terms.yaml 的 slips。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import TITLE
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.checking.rules.words import places, spared
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Slip
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG643"
NAME = "frequent-slip"
SEVERITY = Severity.WARNING
# a sentence that begins with 通过, and whose 使 has no subject: 通过培训，使水平提高; not 使用, 使命, 大使
SUBJECTLESS = re.compile(
    "(?:(?<=[。；！？])|^)(?:通过|经过)[^。；！？：]{4,80}，(?:切实|有效|真正|进一步|从而)?"
    "(?P<verb>使)(?![用命者馆节领劲])"
)


class Miswriting(NamedTuple):
    """A slip where it stands in what all texts say; `right` is what it may be, in one way or several."""

    start: int
    end: int
    right: tuple[str, ...]


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the slips that terms.yaml lists, and sentences that lost their subject to 使.

    All texts are searched as one, a line each, as in LG624.
    """
    whole = "\n".join(TITLE.sub(_masked, text.masked) for text in report.printed)
    found = iter(sorted(_found(whole, report.terms.slips)))
    begin, next_ = 0, next(found, None)
    for text in report.printed:
        end = begin + len(text.masked)
        while next_ is not None and next_.start < end:
            yield _finding(text, next_.start - begin, next_.end - begin, next_.right)
            next_ = next(found, None)
        for match in SUBJECTLESS.finditer(text.masked):
            message, hint = "“通过……，使……”没有主语", "删去“使”，或在句首写明主语"
            yield text.quote(match.start("verb"), match.end("verb")).finding(CODE, message, hint)
        begin = end + 1


def _masked(title: re.Match[str]) -> str:
    return MASK * len(title[0])


def _finding(text: Prose, start: int, end: int, right: tuple[str, ...]) -> Diagnostic:
    wrong = text.masked[start:end]
    mended = right[0] if len(right) == 1 else None
    hint = f"应为“{'”或“'.join(right)}”"
    return text.quote(start, end).finding(CODE, f"“{wrong}”是常见的误写", hint, mended=mended)


def _found(whole: str, slips: Iterable[Slip]) -> Iterator[Miswriting]:
    """Yield the slips of a list, each place once."""
    covered: set[int] = set()
    for slip in slips:
        for wrong, right in _pairs(slip):
            for start in places(whole, wrong):
                end = start + len(wrong)
                if covered.isdisjoint(range(start, end)) and _meant(whole, start, end, slip):
                    covered.update(range(start, end))
                    yield Miswriting(start, end, right)


def _pairs(slip: Slip) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each wrong word with what is right for it: as many of one as of the other stand in pairs."""
    if len(slip.wrong) == len(slip.right):
        yield from ((wrong, (right,)) for wrong, right in zip(slip.wrong, slip.right, strict=True))
    else:
        yield from ((wrong, slip.right) for wrong in slip.wrong)


def _meant(whole: str, start: int, end: int, slip: Slip) -> bool:
    """Return whether the slip stands between the words that it needs, and within none that is right."""
    if slip.before and not whole.endswith(slip.before, 0, start):
        return False
    if slip.behind and not whole.startswith(slip.behind, end):
        return False
    return not spared(whole, start, end, slip.unless)
