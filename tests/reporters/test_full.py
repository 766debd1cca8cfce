"""Findings for people: the caret stands under what is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language.width import width
from lawgov_report.reading.diagnostics import CountedAs, Diagnostic, Findings, Place, Related, Severity
from lawgov_report.reporters import full


def finding(excerpt: str, start: int, end: int, hint: str = "") -> Diagnostic:
    """Return a finding in excerpt[start:end] on line 7."""
    place = Place("data/2020.yaml", 7, start + 1, 7, end + 1)
    return Diagnostic(place, "LG104", "说明", hint, severity=Severity.ERROR, excerpt=excerpt)


def shown(one: Diagnostic) -> tuple[str, str]:
    """Return the line and the line with the caret, both behind the bar."""
    lines = full.report(Findings((one,))).split("\n")
    excerpt, caret = (line.partition(" | ")[2] for line in lines[2:4])
    return excerpt, caret


def test_a_finding_has_its_place_its_line_its_caret_and_its_remedy() -> None:
    one = finding("  cases: 717", 9, 12, hint="写上单位")
    assert full.report(Findings((one,), years=1)) == (
        "LG104 错误：说明\n"
        "  --> data/2020.yaml:7:10\n"
        "7 |   cases: 717\n"
        "  |          ^^^\n"
        "  怎么改：写上单位\n"
        "\n"
        "1 个年份：1 个错误，0 个警告，豁免 0 处\n"
    )


@pytest.mark.parametrize(
    ("excerpt", "start", "end", "columns", "length"),
    [
        ("受理案件: 七百", 6, 8, 10, 4),
        ("a件: ７", 4, 5, 5, 2),
        ("e\u0301件", 2, 3, 1, 2),
        ("“七五”: 1", 0, 4, 0, width("“七五”")),
        ("abc", 3, 4, 3, 1),
        ("abc", 1, 1, 1, 1),
    ],
)
def test_the_caret_counts_wide_characters_twice_and_marks_not_at_all(
    excerpt: str, start: int, end: int, columns: int, length: int
) -> None:
    assert shown(finding(excerpt, start, end)) == (excerpt, " " * columns + "^" * length)


def several(count: int, counted: CountedAs | None = None) -> list[Diagnostic]:
    """Return as many findings of one kind, on the lines from 1 on."""
    return [
        Diagnostic(
            Place("data/2020.yaml", line, 1, line, 2),
            "LG350",
            f"说明{line}",
            "怎样改",
            severity=Severity.WARNING,
            excerpt="甲",
            counted=counted,
        )
        for line in range(1, count + 1)
    ]


def test_few_findings_of_one_kind_have_a_block_each() -> None:
    shown = full.report(Findings((*several(full.MANY), finding("x", 0, 1))))
    assert shown.count("怎么改") == full.MANY


def test_many_findings_of_one_kind_are_one_block_with_their_count() -> None:
    assert full.report(Findings((*several(12), finding("x", 0, 1)), 1)) == (
        "LG350 警告：共 12 处\n"
        + "".join(f"  --> data/2020.yaml:{line}:1 说明{line}\n" for line in range(1, 11))
        + "  另有 2 处：lawgov validate --select LG350 --format concise\n"
        "  怎么改：怎样改\n\n"
        "LG104 错误：说明\n"
        "  --> data/2020.yaml:7:1\n"
        "7 | x\n"
        "  | ^\n\n"
        "1 个年份：1 个错误，12 个警告，豁免 0 处\n"
    )


def test_remedies_that_differ_stand_below_their_places() -> None:
    kind = [one._replace(hint=f"写成 {number}") for number, one in enumerate(several(6))]
    told = full.report(Findings(tuple(kind))).splitlines()
    assert told[1:5] == [
        "  --> data/2020.yaml:1:1 说明1",
        "      怎么改：写成 0",
        "  --> data/2020.yaml:2:1 说明2",
        "      怎么改：写成 1",
    ]


def test_what_is_only_counted_is_one_line_a_year() -> None:
    owed = [
        *several(4, CountedAs("待报", "甲局", "怎样列出")),
        *several(8, CountedAs("待报", "乙局", "怎样列出")),
    ]
    assert full.report(Findings(tuple(owed), 1)) == (
        "LG350 警告：data/2020.yaml 有待报 12 处：乙局 8 处、甲局 4 处；怎样列出\n\n"
        "1 个年份：0 个错误，12 个警告，豁免 0 处\n"
    )


TEXT = st.text(st.sampled_from("ab 件受，。“({１é\u0301"), min_size=1, max_size=400)


@given(TEXT, st.data())
def test_a_long_line_is_shown_round_the_place_and_the_caret_stands_under_it(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    excerpt = "x" + text
    line, caret = shown(finding(excerpt, start + 1, end + 1))
    assert width(line) <= full.WIDTH
    assert width(caret) <= full.WIDTH + 1
    before = caret.index("^")
    reached = [at for at in range(len(line) + 1) if width(line[:at]) == before]
    assert any(line[at : at + 1] == excerpt[start + 1] for at in reached)


def test_what_is_left_out_of_a_long_line_is_marked() -> None:
    line, caret = shown(finding("甲" * 100 + "乙" + "丙" * 100, 100, 101))
    assert (line[0], line[-1]) == ("…", "…")
    assert line[len(line[: line.index("乙")])] == "乙"
    assert width(line[: line.index("乙")]) == caret.index("^")
    assert caret.strip() == "^^"


def test_a_finding_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    place = Place("data/2020.yaml", 7, 3, 9, 4)
    one = Diagnostic(place, "LG009", "说明", severity=Severity.ERROR, excerpt="a: >")
    assert shown(one)[1] == "  ^^"


def test_related_places_are_told_and_what_is_waived_is_not() -> None:
    place = Place("data/2020.yaml", 3, 1, 3, 2)
    one = Diagnostic(place, "LG301", "甲", related=(Related(place, "乙"),), severity=Severity.WARNING)
    told = full.report(Findings((one, Diagnostic(place, "LG301", "丙", waived="样例")), 2, 1))
    assert "  相关：data/2020.yaml:3:1 乙\n" in told
    assert "丙" not in told
    assert told.endswith(
        "2 个年份：0 个错误，1 个警告，豁免 1 处；1 个年份的格式有误，改正后才能查其余各项\n"
    )
