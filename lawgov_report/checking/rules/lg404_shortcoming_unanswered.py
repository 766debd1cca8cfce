"""每个问题应有下一年的措施来解决。

为什么：报告了问题而没有安排，明年还是这个问题。措施用 answers 写明回应哪个问题，
也可以写问题所在小节的标识，一并回应其中各条；措施可以比问题多。

错误：

    shortcomings: [{id: training, …}, {id: workforce, …}]
    next_steps: [{id: more_training, answers: [training], …}]

正确：

    shortcomings: [{id: training, …}, {id: workforce, …}]
    next_steps: [{id: more_training, answers: [training, workforce], …}]

怎么改：在解决它的那条措施里加一行 answers: [training]，已有 answers 的，把 training 加进去；没有这样的措施，
补一条。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.contents import answerable, first_clause, items, quoted, shortcomings, where
from lawgov_report.models.outline import Covers
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.contents import Shortcoming
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG404"
NAME = "shortcoming-unanswered"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the shortcomings that no step answers; where no step answers any, that is one finding.

    An answer to what is no shortcoming is LG210; until it is mended nothing can be said here.
    """
    steps, problems = [*items(report, Covers.NEXT_STEPS)], [*shortcomings(report)]
    answers = {answer.text for step in steps for answer in step.answers}
    if not steps or not problems or not answers <= {*answerable(report)}:
        return
    if not answers:
        yield _none(report, problems[0])
        return
    part = where(report, Covers.NEXT_STEPS)
    for problem in problems:
        clause, id_ = first_clause(problem), problem.item.id
        if clause and not answers & problem.ids:
            message = f"{part}没有措施来解决这个问题：{quoted(problem)}"
            hint = f"在{part}解决它的那条措施里加一行 answers: [{id_}]（已有 answers 的，把 {id_} 加进去）"
            yield clause.finding(CODE, message, f"{hint}；没有这样的措施，补一条")


def _none(report: Report, problem: Shortcoming) -> Diagnostic:
    """Return the finding that no step answers anything, at the heading under which steps stand."""
    part, problems = where(report, Covers.NEXT_STEPS), where(report, Covers.SHORTCOMINGS)
    message = f"{part}没有一条措施写明解决{problems}的哪个问题"
    example = f"answers: [{problem.item.id}]（{quoted(problem)}）"
    hint = f"每条措施里加一行 answers，写它解决的问题的 id，例如 {example}"
    first = next(text for text in report.texts if Covers.NEXT_STEPS in text.covers)
    return first.quote(0, len(first.written.text)).finding(CODE, message, hint)
