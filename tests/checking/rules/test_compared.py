"""Comparisons with last year that prose types: the remedy is the reference that prints them."""

from __future__ import annotations

import pytest
from made import files, opened, with_

from lawgov_report.checking import check
from lawgov_report.models import project

LAST = with_("year: 2020", "year: 2019", with_("cases: 120件", "cases: 100件"))


def hints(clause: str, last: str = "") -> list[str]:
    """Return what is said of the numbers that a clause behind 受理案件{{ cases }} types."""
    held = files(with_("受理案件{{ cases }}，", f"受理案件{{{{ cases }}}}，{clause}，"))
    held |= {"2019.yaml": last.encode()} if last else {}
    *_, reading = project.years(opened(held), [2020])
    found = check.year(opened(held), reading, final=False).diagnostics
    return [one.hint for one in found if one.code in {"LG350", "LG351"}]


@pytest.mark.parametrize(
    "words", ["比上年增加20件", "同比增长20.5%", "较去年同期多了二十件", "与上年相比增加约20件"]
)
def test_a_typed_comparison_is_answered_with_the_reference_that_prints_it(words: str) -> None:
    (hint,) = hints(words, LAST)
    assert hint == f"“{words}”是与上年的比较，由程序来算：写 {{{{ cases | 同比 }}}}（印作 同比增长20.0%）"


def test_a_comparison_that_cannot_be_made_yet_says_why() -> None:
    (hint,) = hints("比上年增加20件")
    assert "写 {{ cases | 同比 }}（现在还不能算：没有上年的数据" in hint


@pytest.mark.parametrize("words", ["走访20人次", "今年增加编制20名", "比上年更多地走访20人次"])
def test_other_numbers_have_their_own_remedy(words: str) -> None:
    (hint,) = hints(words, LAST)
    assert "同比" not in hint
