"""引用的指标要是这一句所说的事。

为什么：引用了单位相同的另一项指标，印出来的数看着也像，谁也不会再核对。指标的名称与前后的文字没有一个词相同的，
多半是引用错了。

错误：

    查处赌博案件{{ environmental_violations }}      # 名称：环境违法行为

正确：

    查处赌博案件{{ gambling_cases }}

只看引用前后两个逗号之间的文字，只有一两个字的不核对；“案件”“行政”“工作”一类到处都有的词不算相同。表格里的不核对。

怎么改：核对引用的键；确实是这项指标的，在目录里把它的名称改得与正文一致，或在正文里写出所说的事。
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_report.checking.rules import tallies
from lawgov_report.checking.rules.tallies import CLAUSE
from lawgov_report.language import narrative
from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG314"
NAME = "reference-to-something-else"
SEVERITY = Severity.WARNING
# what stands in the names of many indicators, and in any clause
COMMON = frozenset(
    {"行政", "案件", "工作", "事项", "法治", "政府", "法律", "执法"} | {"全区", "全县", "全市", "全省"}
)
# what says nothing of what is counted: 至少, 另有, 全年共
EMPTY = frozenset(
    {
        "以上",
        "以下",
        "左右",
        "至少",
        "不少",
        "少于",
        "不低",
        "低于",
        "大约",
        "超过",
        "接近",
        "不足",
        "目前",
        "其中",
    }
    | {"共计", "累计", "另有", "分别", "达到", "总计", "全年", "今年", "年共", "计达"}
)
COMMON_LETTERS = frozenset("的了共数").union(*COMMON)
FEW = 2  # pairs of neighbours in a clause that says something, and letters shared by chance
CHINESE = ("一", "鿿")  # the first and the last letter


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield the references whose clause has no word of the indicator's name."""
    for text in report.texts:
        if text.is_heading:
            continue
        for piece in narrative.parse(text.written.text):
            if isinstance(piece, narrative.Reference) and piece.key in report.catalogue.indicators:
                label = report.catalogue.indicators[piece.key].label.text
                clause = _clause(text, piece.start, piece.end)
                if not _alike(label, clause):
                    message = f"{{{{ {piece.key} }}}} 是“{label}”，这一句说的像是别的事"
                    hint = "核对引用的键；确实是它的，把目录里的名称或这里的文字改得一致"
                    yield text.quote(piece.start, piece.end).finding(CODE, message, hint)


def _clause(text: Prose, start: int, end: int) -> str:
    """Return the clause around a reference."""
    return tallies.before(text.masked, start, CLAUSE) + tallies.behind(text.masked, end, CLAUSE)


def _alike(label: str, clause: str) -> bool:
    """Return whether a label and a clause share a word, or several letters that are not in every clause.

    Of a clause with next to no words nothing can be said: it is alike.
    """
    named, pairs = _pairs(label), _pairs(clause)
    if len(pairs - EMPTY) < FEW or not named:
        return True
    own = named - COMMON
    if len(own) <= FEW:  # 受理案件: a short name is compared by all its words
        own = named
    return not own.isdisjoint(pairs) or len((set(label) & set(clause)) - COMMON_LETTERS) >= FEW


@lru_cache(maxsize=256)
def _pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring Chinese letters."""
    first, last = CHINESE
    return frozenset(a + b for a, b in pairwise(text) if first <= a <= last and first <= b <= last)
