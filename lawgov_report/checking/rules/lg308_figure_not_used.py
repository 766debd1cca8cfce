"""填了的数值应在正文里引用。

为什么：部门报了数而正文没有写，多半是改稿时删掉了句子，或把数直接写进了正文，以后改数时正文不会跟着变。

错误：

    indicators:
      mediation_cases: 717件
    正文里没有 {{ mediation_cases }}

正确：

    正文：共调处矛盾纠纷{{ mediation_cases }}

只用于勾稽关系的数值（例如算比率用的总数）算已使用。

怎么改：在正文里引用它；今年不写的，删去这一行。
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.checking.rules.texts import MASK
from lawgov_report.language import narrative
from lawgov_report.reading.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report

CODE = "LG308"
NAME = "figure-not-used"
SEVERITY = Severity.WARNING


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the figures that no text refers to and no relation that applies to the year uses."""
    used = {*_referred(report), *_related(report)}
    for key, figure in report.year.indicators.items():
        indicator = report.catalogue.indicators.get(key)
        if indicator is not None and key not in used:
            message = f"{indicator.label.text} {figure.value.written.text} 没有写进正文"
            hint = f"在正文里引用 {{{{ {key} }}}}；今年不写的，删去这一行"
            place = report.source.key(("indicators", key))
            yield Diagnostic(place, CODE, message, hint, path=f"indicators.{key}", quote=key)


def _referred(report: Report) -> Iterator[str]:
    for text in report.texts:
        if MASK in text.masked:
            pieces = narrative.parse(text.written.text)
            yield from (piece.key for piece in pieces if isinstance(piece, narrative.Reference))


def _related(report: Report) -> Iterator[str]:
    for relation in report.catalogue.relations:
        keys = relation.check.relation.keys
        if all(key in report.year.indicators for key in keys):
            yield from keys
