"""Findings for GitHub Actions: what it reads back is what was found."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lawgov_report.reading.diagnostics import Diagnostic, Findings, Place, Related, Severity
from lawgov_report.reporters import github

PLACE = Place("data/2020.yaml", 3, 20, 3, 24)


def finding(message: str = "说明", place: Place = PLACE, hint: str = "", waived: str = "") -> Diagnostic:
    return Diagnostic(
        place, "LG104", message, hint, severity=Severity.ERROR, name="not-a-quantity", waived=waived
    )


def understood(line: str) -> tuple[str, dict[str, str], str]:
    """Return command, properties and message as the runner reads them."""
    match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
    assert match
    pairs = (pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {key: unescaped(value) for key, value in pairs}, unescaped(match[3])


def unescaped(text: str) -> str:
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_an_error_is_a_workflow_command_with_its_place_and_the_remedy() -> None:
    one = finding("95% 不是数值", hint="写成 95%以上")
    assert github.report(Findings((one,), years=1)) == (
        "::error file=data/2020.yaml,line=3,endLine=3,col=20,endColumn=24,title=LG104 not-a-quantity"
        "::data/2020.yaml:3:20: 95%25 不是数值%0A怎么改：写成 95%25以上\n"
        "1 个年份：1 个错误，0 个警告，豁免 0 处\n"
    )


def test_related_places_are_told_and_a_warning_is_a_warning() -> None:
    related = (Related(Place("data/2020.yaml", 9, 1, 9, 2), "第一次写在这里"),)
    one = Diagnostic(PLACE, "LG208", "草稿", related=related, severity=Severity.WARNING, name="draft")
    command, _, message = understood(github.report(Findings((one,))).split("\n")[0])
    assert command == "warning"
    assert message == "data/2020.yaml:3:20: 草稿\n相关：data/2020.yaml:9:1 第一次写在这里"


def test_what_is_waived_is_no_annotation_but_is_counted() -> None:
    said = github.report(Findings((finding(waived="原文如此"),), years=1))
    assert said == "1 个年份：0 个错误，0 个警告，豁免 1 处\n"


def test_a_finding_over_several_lines_has_no_columns() -> None:
    one = finding(place=Place("data/2020.yaml", 3, 20, 5, 2))
    _, properties, _ = understood(github.report(Findings((one,))).split("\n")[0])
    assert properties == {
        "file": "data/2020.yaml",
        "line": "3",
        "endLine": "5",
        "title": "LG104 not-a-quantity",
    }


@given(st.text(), st.text(min_size=1))
def test_any_message_and_any_file_name_is_read_back_from_one_line(message: str, file: str) -> None:
    one = finding(message, Place(file, 1, 1, 1, 2))
    line, last = github.report(Findings((one,))).removesuffix("\n").rsplit("\n", 1)
    assert "\n" not in line
    assert "\r" not in line
    _, properties, said = understood(line)
    assert properties["file"] == file
    assert said == f"{file}:1:1: {message}"
    assert last.startswith("0 个年份")


def test_the_step_summary_is_a_table_of_what_stands() -> None:
    page = github.summary(Findings((finding("甲|乙\n<丙>"), finding(waived="原文如此")), years=1))
    assert page.split("\n")[2] == "1 个年份：1 个错误，0 个警告，豁免 1 处"
    html = MarkdownIt("gfm-like", {"linkify": False}).render(page)
    assert html.count("<tr>") == 2
    assert "<td>甲|乙 &lt;丙&gt;</td>" in html
    assert "<td>data/2020.yaml:3:20</td>" in html


def test_the_step_summary_without_findings_has_no_table() -> None:
    assert "|" not in github.summary(Findings((), years=2))


def test_the_step_summary_stays_below_what_github_takes() -> None:
    page = github.summary(Findings((finding("长" * 300),) * 5000))
    assert len(page.encode()) < 1 << 20
    assert page.endswith("另有 4500 处没有列出\n")
