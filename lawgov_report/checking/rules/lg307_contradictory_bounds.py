"""表示上限、下限的词不能互相矛盾或重复。

为什么：“近”是不到，“余”是超过，近100余件说的是不到又超过；超过…以上、不足…以下、至少…以上是重复。
两个词里删一个，意思才清楚。

错误：

    legal_consultations: 近3000余人次
    legal_quiz_participation_rate: 超过95%以上
    正文：参考率超过{{ legal_quiz_participation_rate }}    （数值是 95%以上）

正确：

    legal_consultations: 3000余人次
    legal_quiz_participation_rate: 95%以上
    正文：参考率达{{ legal_quiz_participation_rate }}

“约”与概数同用（约100余件、约100件左右）不算错，但不能写两个“约”：数值是 约200件 的，正文再写
约{{ cases }}，印出来是“约约200件”。写成范围的数（3—5个）自有上下限，前面只可写“约”。
数值自身的词、正文里紧挨着引用或数字的词都查。

怎么改：只留一个词。
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.numbers import SHAPED, unquoted
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language import narrative, quantity
from lawgov_report.language.numerals import EVERY_NUMERAL
from lawgov_report.language.quantity import ABOUT, Kind
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG307"
NAME = "contradictory-bounds"
SEVERITY = Severity.ERROR
HINT = "只留一个词；“约”与概数可以同用"
# before a reference: 节约, 附近, 高超, 达不到 … are other words
TYPED = re.compile(
    rf"(?:(?<![合节契公条制违签特预])约|(?<![附最新邻])近|(?<![高赶])超|(?<![达做办得看受收拿查找用])不到"
    rf"|{'|'.join(word for word in quantity.BEFORE if word not in ('约', '近', '超', '不到'))})(?={MASK})"
)
# a number with a bound before it, 余 or 多 behind it, and a bound behind its unit: 近100余件以上. It is
# sought in a text whose digits and numerals are all #. 附近, 最近, 高超, 达不到 … are other words
SPOKEN = re.compile(
    r"(?P<before>至少|至多|最多|不少于|不低于|不超过|超过|接近|将近|(?<![附最新邻])近|(?<![高赶])超|逾"
    r"|不足|(?<![达做办得看受收拿查找用])不到)?"
    r"(?P<number>#+(?:[.]#+)?)(?P<more>[余多])?"
    r"(?:(?P<unit>[^\s#余多以左，。；、：！？（）“”《》\0]{0,3}?)(?P<after>(?:以上(?!述)|以下(?!简称)|左右)+))?"
)
NUMERAL = f"0-9#{EVERY_NUMERAL}"
# two words bound one number only where one of these is typed: 以上 and its like, 余 or 多 behind a
# number; or what continues a figure, before it (a character of a bound or a number) or behind it
BESIDE = re.compile(
    f"[至少多最不于低超过接近将逾足到余以左上下右.{NUMERAL}]"
    f"(?:(?={MASK})|(?<={MASK}.)|(?<=[{NUMERAL}][余多])|(?<=[以左])(?=[上下右]))"
)
NEIGHBOURS = "}}{{"  # or where figures stand side by side
WORDS = re.compile("[近超逾足到少多余左]|以上|以下")  # one of these is in each word that bounds a number
LAST_YEARS = frozenset("年月天日周期届季")


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the amounts, and the places in prose, where two words bound one number."""
    for amount in report.amounts:
        written = amount.quantity
        words = [word for word in (written.before, written.more, written.after) if word not in {"", *ABOUT}]
        if len(words) > 1:
            yield amount.finding(CODE, _message(str(amount), words), HINT)
    for text in report.texts:
        if MASK in text.masked:
            yield from _doubled(text, report.year)
        if NEIGHBOURS in text.written.text or BESIDE.search(text.masked):
            yield from _spoken(text, report.year)


def _doubled(text: Prose, year: Year) -> Iterator[Diagnostic]:
    """Yield a bound word before a reference to a figure that begins with one itself, or is a range."""
    amounts = dict(_referred(text, year)) if TYPED.search(text.masked) else {}
    for match in TYPED.finditer(text.masked):
        word, amount = match[0], amounts.get(match.end())
        if amount is None or amount.kind == Kind.RANK:
            continue
        if amount.before or (amount.kind == Kind.RANGE and word not in ABOUT):
            words = [word, amount.before or amount.digits]
            # only where both say the same does it not matter which one goes
            alike = word == amount.before or {word, amount.before} <= set(ABOUT)
            found = text.quote(*match.span())
            yield found.finding(CODE, _message(f"{word}{amount}", words), HINT, "" if alike else None)


def _referred(text: Prose, year: Year) -> Iterator[tuple[int, Quantity]]:
    """Yield the figures that a text prints, each with where its reference begins."""
    for piece in narrative.parse(text.written.text):
        if isinstance(piece, narrative.Reference) and not piece.form and piece.key in year.indicators:
            amount = year.indicators[piece.key].value.quantity
            if amount is not None:
                yield piece.start, amount


def _spoken(text: Prose, year: Year) -> Iterator[Diagnostic]:
    printed = _printed(text, year)
    if len(WORDS.findall(printed.text)) <= 1:  # nothing to contradict
        return
    for match in SPOKEN.finditer(printed.text.translate(SHAPED)):
        words = [match[name] for name in ("before", "more", "after") if match[name]]
        repeated = len(match["after"] or "") > len("以上")
        last_years = match["before"] == "近" and (match["unit"] or "")[:1] in LAST_YEARS and not match["more"]
        if (len(words) > 1 or repeated) and not (last_years and match["unit"]):
            start, end = printed.span(*match.span())
            if (start, end) not in printed.references:
                found = printed.text[match.start() : match.end()]
                yield text.quote(start, end).finding(CODE, _message(found, words), HINT)


def _message(found: str, words: list[str]) -> str:
    return f"{found}：“{'…'.join(words)}”互相矛盾或重复"


class _Printed(NamedTuple):
    """A text as printed, and which stretch of the source wrote each stretch of it."""

    text: str
    begins: tuple[int, ...]
    pieces: tuple[tuple[int, int], ...]
    references: frozenset[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source that wrote text[start:end]; a reference is taken whole."""
        return self._spot(start)[0], self._spot(end - 1)[1]

    def _spot(self, offset: int) -> tuple[int, int]:
        index = bisect_right(self.begins, offset) - 1
        start, end = self.pieces[index]
        if (start, end) in self.references:
            return start, end
        return start + offset - self.begins[index], start + offset - self.begins[index] + 1


def _printed(text: Prose, year: Year) -> _Printed:
    """Return the text with figures for references; what is quoted or literal is blotted out."""
    words = unquoted(text.masked)
    if MASK not in words:
        return _Printed(words, (0,), ((0, len(words)),), frozenset())
    shown, begins, references = "", [], set()
    pieces = narrative.parse(text.written.text)
    for piece in pieces:
        begins.append(len(shown))
        piece_words = words[piece.start : piece.end]
        if isinstance(piece, narrative.Reference) and not piece.form and MASK in piece_words:
            references.add((piece.start, piece.end))
            figure = year.indicators.get(piece.key)
            piece_words = figure.value.written.text if figure else piece_words
        shown += piece_words
    stretches = tuple((piece.start, piece.end) for piece in pieces)
    return _Printed(shown, tuple(begins), stretches, frozenset(references))
