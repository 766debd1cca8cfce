"""文字不应照抄上年。

为什么：年年一样的报告看不出这一年做了什么。逐个分句与上年对照，年份不同不算不同；改写过的、
数值已更新的和四十字以内的套话不报告。

错误：

    （上年）加强农产品质量安全监管，加大打击力度，从源头上保障农产品质量安全。
    （今年）加强农产品质量安全监管，加大打击力度，从源头上保障农产品质量安全。

正确：

    （今年）全年抽检样品{{ samples }}，不合格的全部立案，从源头上保障农产品质量安全。

怎么改：写今年做了什么：今年的会议、文件、活动的名称，做到什么程度，多少（引用今年的数值）；
今年没有做的，删去这一条。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import texts
from lawgov_report.language import narrative
from lawgov_report.language.width import cut
from lawgov_report.reading.diagnostics import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG408"
NAME = "copied-from-last-year"
SEVERITY = Severity.WARNING
CLAUSE = "[^。；，！？]+[。；，！？]?"
YEAR = "20[0-9]{2}(?=年)"
SHORTEST, LIMIT = 40, 0.8  # characters; shorter texts are alike in any two years
QUOTED = 40  # columns of the text that a message quotes
HINT = "改写成今年做的事：今年开了什么会、发了什么文件、办了多少（写 {{ 键 }}）；今年没有做的，删去这一条"
MOST = 8  # of last year's texts with the same clause; more say nothing new, and take time


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the texts of which four fifths stand in one text of last year, clause by clause as printed.

    Drafts are another rule's.
    """
    if report.previous is None:
        return
    figures = {figure.fact.key: figure.fact.text for figure in report.document.figures}
    last = _clauses_of(report.previous)
    drafts = {segment.written.path for segment in report.segments if segment.draft}
    for text in report.texts:
        if not text.is_heading and text.written.path not in drafts:
            clauses = _clauses(text, figures)
            copied = _copied(clauses, last)
            if copied and sum(map(len, clauses)) > SHORTEST and copied[0] >= LIMIT:
                yield _finding(text, *copied)


def _finding(text: Prose, share: float, source: Prose) -> Diagnostic:
    first = re.search(CLAUSE, text.written.text)
    end = first.end() if first else 0
    words = text.quote(0, end)
    message = f"“{cut(words.words, QUOTED)}”这段文字有 {int(share * 100)}% 与上年相同"
    related = Related(source.written.at(0, 1), "上年的文字")
    found = words.finding(CODE, message, HINT)
    return found._replace(related=(related,))


def _clauses(text: Prose, figures: Mapping[str, str]) -> list[str]:
    """Return the clauses of a text as it is printed, years of the calendar left out."""
    words = "".join(
        figures.get(piece.key, piece.key) if isinstance(piece, narrative.Reference) else piece.text
        for piece in narrative.parse(text.written.text)
    )
    return re.findall(CLAUSE, re.sub(YEAR, "", words))


def _clauses_of(year: Year) -> dict[str, list[Prose]]:
    """Return the clauses of a year, each with the texts in which it stands."""
    figures = {key: figure.value.written.text for key, figure in year.indicators.items()}
    found: dict[str, list[Prose]] = {}
    for text in (text for text in texts(year.walk()) if not text.is_heading):
        for clause in dict.fromkeys(_clauses(text, figures)):
            found.setdefault(clause, []).append(text)
    return found


def _copied(clauses: list[str], last: Mapping[str, list[Prose]]) -> tuple[float, Prose] | None:
    """Return the greatest share of the clauses that one text of last year holds, and that text."""
    shared: dict[str, int] = {}
    sources: dict[str, Prose] = {}
    for clause in clauses:
        for source in last.get(clause, ())[:MOST]:
            path = source.written.path
            shared[path] = shared.get(path, 0) + len(clause)
            sources[path] = source
    if not shared:
        return None
    best = max(shared, key=shared.__getitem__)
    return shared[best] / sum(map(len, clauses)), sources[best]
