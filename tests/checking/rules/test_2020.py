"""What the rules about the law and the text find in the report of 2020: its known defects, no more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawgov_report import files
from lawgov_report.checking import check
from lawgov_report.models import project

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic

DATA = Path(__file__).parents[3] / "data"
DEFECTS = [
    ("LG624", "习近平总书记依法治国新理论新思想新战略"),
    ("LG626", "一次、二次、三次会议"),
    ("LG620", "党政主要负责人履行推进法治政府建设第一责任人职责规定"),
    ("LG623", "法宣在线网"),
    ("LG621", "保密法"),
    ("LG604", "实 “"),
    ("LG606", "2017-2020"),
    ("LG610", "目前"),
    ("LG623", "村社区"),
    ("LG610", "截至目前"),
    ("LG630", "《关于在全区市场监管领域全面推行部门联合“双随机、一公开”监管实施方案》"),
    ("LG622", "新土地管理法"),
    ("LG608", "“4.25”"),
    ("LG608", "“6.25”"),
    ("LG622", "人民调解法"),
    ("LG610", "截至目前"),
    ("LG610", "截至目前"),
    ("LG610", "截至目前"),
    ("LG602", ")"),
    ("LG610", "截至目前"),
    ("LG402", "法治学习教育还不够全面系统"),
    ("LG402", "行政执法“三项制度”全面推行力度有待进一步加强"),
    ("LG402", "基层法治工作队伍建设有待进一步完善"),
    ("LG404", "下一步的主要工作措施与安排"),
]


@pytest.fixture(scope="module")
def found() -> tuple[Diagnostic, ...]:
    """Return all findings in the real data, waived or not."""
    names = [path.name for path in DATA.glob("*.yaml")]
    templates = files.templates(None)
    held = project.open_(lambda name: (DATA / name).read_bytes(), names, lambda: templates(project.TERMS))
    (reading,) = project.years(held, [2020])
    return check.year(held, reading, final=False).diagnostics


def test_the_known_defects_of_the_published_text_are_found_and_nothing_else(
    found: tuple[Diagnostic, ...],
) -> None:
    assert [(one.code, one.quote) for one in found if one.code[:3] in {"LG4", "LG6"}] == DEFECTS


def test_each_finding_stands_at_the_words_that_it_quotes(found: tuple[Diagnostic, ...]) -> None:
    for one in found:
        if one.code.startswith("LG6") and one.code != "LG604":
            words = one.excerpt[one.place.column - 1 :]
            assert words.startswith(one.quote), one


def test_each_finding_says_what_to_do(found: tuple[Diagnostic, ...]) -> None:
    assert [one for one in found if one.code >= "LG4" and not one.hint] == []
