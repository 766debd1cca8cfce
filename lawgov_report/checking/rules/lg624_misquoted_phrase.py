"""固定提法应一字不差。

为什么：党的创新理论和重要提法有规范表述；写错一个字就是政治性差错。

错误：

    认真学习贯彻习近平总书记依法治国新理论新思想新战略，建设法制政府，
    坚持以习近平新时代中国特色社会主意思想为指导，做到“两个维户”

正确：

    认真学习贯彻习近平总书记全面依法治国新理念新思想新战略，建设法治政府，
    坚持以习近平新时代中国特色社会主义思想为指导，做到“两个维护”

terms.yaml 的 phrases 列出的误写都报告；五个字以上的提法和提法里带引号的名称，写错一个字也报告。
数字不同、只差“的”“和”“与”一类虚字的不报告。

怎么改：照提示改正；lawgov validate --fix 可以代改。本地的提法写进 data/terms.yaml 的 phrases，
只差一个字而不算错的写进 alike。
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.words import places, spared
from lawgov_report.language.numerals import EVERY_NUMERAL
from lawgov_report.reading.diagnostics import MOST_OF_A_YEAR, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.terms import Terms
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG624"
NAME = "misquoted-phrase"
SEVERITY = Severity.ERROR
SHORTEST = 5
# letters that are no slip of another: 治理体系与治理能力; another numeral makes another name
OTHER = frozenset(f"的地得和与及或以{EVERY_NUMERAL}")
HAN = ("\u4e00", "\u9fff")


class Misquotation(NamedTuple):
    """A misquoted phrase where it stands in what all texts say, and how it is right."""

    start: int
    end: int
    right: str


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the forms that terms.yaml gives as wrong, then phrases with one wrong character.

    All texts are searched as one, a line each: to look for a hundred words in each of fifty texts would
    take a fifth of the time that a whole year takes.
    """
    slips = _slips("\n".join(text.masked for text in report.printed), report.terms)
    begin = number = 0
    for text in report.printed:
        end = begin + len(text.masked)
        while number < len(slips) and slips[number].start < end:
            slip = slips[number]
            yield _finding(text, slip.start - begin, slip.end - begin, slip.right)
            number += 1
        begin = end + 1


def _finding(text: Prose, start: int, end: int, right: str) -> Diagnostic:
    message = f"“{text.masked[start:end]}”不是规范的提法"
    return text.quote(start, end).finding(CODE, message, f"应为“{right}”", mended=right)


def _slips(whole: str, terms: Terms) -> list[Misquotation]:
    """Return the slips in order, no two of which overlap: those listed and the longest go first."""
    chosen: list[Misquotation] = []
    # 0 where a slip stands: to compare each with all others would be quadratic
    free = bytearray(b"\1") * len(whole)
    # more than are listed are not looked for
    near = islice(_near(whole, terms), MOST_OF_A_YEAR + 1)
    for slip in (*_longest(_listed(whole, terms)), *_longest(near)):
        if all(free[slip.start : slip.end]):
            free[slip.start : slip.end] = bytes(slip.end - slip.start)
            chosen.append(slip)
    return sorted(chosen)


def _longest(slips: Iterable[Misquotation]) -> list[Misquotation]:
    return sorted(slips, key=lambda slip: slip.start - slip.end)


def _listed(whole: str, terms: Terms) -> Iterator[Misquotation]:
    """Yield the misquoted forms that terms.yaml gives."""
    for phrase in terms.phrases:
        for form in phrase.wrong:
            for start in places(whole, form):
                if not spared(whole, start, start + len(form), phrase.alike):  # 以法治国 in 以法治国家
                    yield Misquotation(start, start + len(form), phrase.right)


def _near(whole: str, terms: Terms) -> Iterator[Misquotation]:
    """Yield where a phrase, or a name that it has in “”, is written with one wrong character."""
    for right in terms.wordings:  # unmistakable with one wrong character
        if len(right) < SHORTEST:
            continue
        half = len(right) // 2
        for begin, piece in ((0, right[:half]), (half, right[half:])):  # one of them is as it should be
            for place in places(whole, piece):
                start, end = place - begin, place - begin + len(right)
                if whole[max(start, 0) : end] != right and _slipped(whole, start, right, terms):
                    yield Misquotation(start, end, right)


def _slipped(whole: str, start: int, right: str, terms: Terms) -> bool:
    """Return whether there stands the phrase with one wrong character, and nothing else that is right."""
    written = whole[max(start, 0) : start + len(right)]
    differing = [
        number for number, letters in enumerate(zip(written, right, strict=False)) if len({*letters}) > 1
    ]
    if len(written) < len(right) or len(differing) > 1:
        return False
    wrong, meant = written[differing[0]], right[differing[0]]
    if not all(HAN[0] <= letter <= HAN[1] and letter not in OTHER for letter in (wrong, meant)):
        return False
    spot, exact = start + differing[0], terms.exact_by_letter.get(wrong, ())
    return all(whole.find(word, max(0, spot - len(word) + 1), spot + len(word)) < 0 for word in exact)
