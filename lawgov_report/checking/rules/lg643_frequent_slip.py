"""常见的错别字、重复和误用。

为什么：输入法选错同音字、形近字，是公文里最多的差错；“通过……，使……”“在……下，使……”没有主语，也很常见。

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
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import TITLE
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.checking.rules.words import is_seam, places, spared
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Slip, Terms
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG643"
NAME = "frequent-slip"
SEVERITY = Severity.WARNING
SHORT = 2  # characters
# a sentence that begins with 通过 or 在……下, and whose 使 has no subject; not 使用, 使命, 大使
SUBJECTLESS = re.compile(
    "(?:(?<=[。；！？])|^)(?:(?:通过|经过)(?!了)[^。；！？：]{4,80}|(?:随着|由于)[^，。；！？：]{4,60}"
    "|在[^，。；！？：]{2,60}下)，(?:切实|有效|真正|进一步|从而)?(?P<verb>使)(?![用命者馆节领劲])"
)
# slips by what stands behind them: 象家人一样, not 对象一样; 既使有困难, not 既使甲受益，又使乙受益
LIKE = re.compile(
    "(?<![现对抽形气印景迹表意万大具征星天险假幻物])象(?![征棋牙形])(?=[^，。；：！？]{1,12}(?:一样|那样))"
)
EVEN = re.compile("既(?=[使便])(?![^。；！？]{1,60}(?:又|[也还更]使))")
OF_A_CLAUSE = (("象", "像", LIKE), ("既", "即", EVEN))


class Miswriting(NamedTuple):
    """A slip where it stands in what all texts say; `right` is what it may be, in one way or several."""

    start: int
    end: int
    right: tuple[str, ...]
    certain: bool  # whatever stands beside it; two characters may be the end and the beginning of words


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the slips that terms.yaml lists, and sentences that lost their subject to 使.

    All texts are searched as one, a line each, as in LG624.
    """
    whole = "\n".join(TITLE.sub(_masked, text.masked) for text in report.printed)
    found = iter(sorted((*_found(whole, report.terms), *_of_clauses(whole))))
    begin, next_ = 0, next(found, None)
    for text in report.printed:
        end = begin + len(text.masked)
        while next_ is not None and next_.start < end:
            yield _finding(text, begin, next_)
            next_ = next(found, None)
        for match in SUBJECTLESS.finditer(text.masked):
            opening = "在……下" if match[0].startswith("在") else f"{match[0][:2]}……"
            message, hint = f"“{opening}，使……”没有主语", "删去“使”，或在句首写明主语"
            yield text.quote(match.start("verb"), match.end("verb")).finding(CODE, message, hint)
        begin = end + 1


def _masked(title: re.Match[str]) -> str:
    return MASK * len(title[0])


def _finding(text: Prose, begin: int, found: Miswriting) -> Diagnostic:
    """Return the finding of a slip in this text, which begins at `begin`; no edit where it is not certain."""
    start, end = found.start - begin, found.end - begin
    wrong, right = text.masked[start:end], found.right
    mended = right[0] if len(right) == 1 and found.certain else None
    # two characters alone do not show which words they are of
    where = f"“{text.masked[max(0, start - 2) : end + 2]}”里的" if len(wrong) <= SHORT else ""
    message, hint = f"{where}“{wrong}”是常见的误写", f"应为“{'”或“'.join(right)}”"
    return text.quote(start, end).finding(CODE, message, hint, mended=mended)


def _found(whole: str, terms: Terms) -> Iterator[Miswriting]:
    """Yield the slips of a list, each place once."""
    covered: set[int] = set()
    # of a thousand words a text has next to none: those whose beginning it has not are passed over
    begun = {*whole, *map(add, whole, whole[1:])}
    for wrong, right, slip in terms.miswritten:
        for start in places(whole, wrong) if wrong[:2] in begun else ():
            end = start + len(wrong)
            if covered.isdisjoint(range(start, end)) and _meant(whole, start, end, slip):
                covered.update(range(start, end))
                certain = len(wrong) > SHORT and not (slip.before or slip.behind)
                yield Miswriting(start, end, right, certain)


def _of_clauses(whole: str) -> Iterator[Miswriting]:
    """Yield the characters that are slips by what stands behind them in their clause."""
    for wrong, right, pattern in OF_A_CLAUSE:
        if wrong in whole:
            yield from (
                Miswriting(*match.span(), (right,), certain=False) for match in pattern.finditer(whole)
            )


def _meant(whole: str, start: int, end: int, slip: Slip) -> bool:
    """Return whether the slip stands between the words that it needs, and within none that is right."""
    if slip.before and not whole.endswith(slip.before, 0, start):
        return False
    if slip.behind and not whole.startswith(slip.behind, end):
        return False
    if not slip.before and not slip.behind and is_seam(whole, start, end):
        return False
    return not spared(whole, start, end, slip.unless)
