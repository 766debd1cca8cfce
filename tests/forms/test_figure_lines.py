"""Figures written into a year file. Sample data that is not real."""

from __future__ import annotations

from typing import TYPE_CHECKING

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.forms.figure_lines import FigureEntry, write
from lawgov_report.models import year as years
from lawgov_report.reading import source as sources

if TYPE_CHECKING:
    from collections.abc import Mapping

ORDER = ("cases", "closed", "rate", "books")
HEAD, TAIL = made.YEAR.split("indicators:\n")[0], "preamble:" + made.YEAR.split("preamble:")[1]
OLD = "{{department: justice, date: 2021-01-01}}"
FORMS = (
    "{key}: 待报\n",
    "{key}: 12件    # 上年 3件，来自 a: b\n",
    "{key}:    # 样例\n    待报    # 右\n",
    "# 说明 {key}\n  {key}: {{value: 待报, note: 样例}}    # 尾\n",
    "{key}: {{note: 样例, value: 待报, from: " + OLD + "}}\n",
    "{key}:    # 样例\n    value: 待报  # 甲\n    note: |\n      样例\n",
    "{key}:\n    source: 样例\n    from: " + OLD + "    # 乙\n    value: '12件'\n",
    "{key}:\n    value: 待报\n    from:\n      department: justice\n      date: 2021-01-01\n",
)
VALUES = ("717件", "95%以上", "3:1", "-3.2%", "3～5个", "2000余万元", "5[", "1亿3000万元")
PROVENANCE = (
    ("department", "justice"),
    ("date", "2022-01-10"),
    ("file", "样例区司法局: 'a' #1.xlsx"),
    ("sha256", "0123456789abcdef" * 4),
    ("by", "Null"),
)


def figures(content: bytes) -> Mapping[str, years.Figure]:
    source, found = sources.read("data/2020.yaml", content)
    year, wrong = years.read(source, 2020)
    assert year is not None, [*found, *wrong]
    assert not found
    return year.indicators


def shown(figure: years.Figure) -> dict[str, object]:
    origin = figure.origin
    return {
        "value": figure.value.written.text,
        "note": figure.note and figure.note.text,
        "source": figure.source and figure.source.text,
        "from": origin and (origin.department and origin.department.text, str(origin.date), origin.sha256),
    }


@st.composite
def files(draw: st.DrawFn) -> str:
    keys = draw(st.lists(st.sampled_from(ORDER), unique=True))
    forms = [draw(st.sampled_from(FORMS)).format(key=key) for key in sorted(keys, key=ORDER.index)]
    body = "indicators:\n" + "".join(f"  {form}" for form in forms) if forms else "indicators: {}\n"
    text = HEAD + body + TAIL
    return text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


@given(
    files(),
    st.dictionaries(st.sampled_from(ORDER), st.sampled_from((*VALUES, "")), max_size=4),
    st.sampled_from(("", "原因: 'a' #1", "改了口径", "No")),
)
def test_what_is_written_reads_back_and_all_else_stays(text: str, given_: dict[str, str], note: str) -> None:
    before = figures(text.encode())
    entries = [FigureEntry(key, value, PROVENANCE, note) for key, value in given_.items()]
    content = write(text.encode(), entries, ORDER)
    after = figures(content)
    assert [*after] == [key for key in ORDER if given_.get(key, key in before)]
    for key, figure in after.items():
        expected: dict[str, object] = {"note": None, "source": None}
        expected |= shown(before[key]) if key in before else {}
        if key in given_:
            expected |= {"value": given_[key], "from": ("justice", "2022-01-10", PROVENANCE[3][1])}
            expected |= {"note": note} if note else {}
        assert shown(figure) == expected
    removed = {key for key, value in given_.items() if not value}
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    lost = [line for line in comments if f"#{line}" not in content.decode()]
    assert not lost or removed
    assert (b"\r\n" in content) == ("\r\n" in text)
    assert write(content, [], ORDER) == content


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{}", "\n  closed:\n    value: 717件"),
        ("{cases: 待报, rate: 75%}", "{cases: 待报, closed: {value: 717件}, rate: 75%}"),
        ("{rate: 75%}", "{closed: {value: 717件}, rate: 75%}"),
        ("{closed: 待报}", "{closed: {value: 717件}}"),
        ("\n  # 上\n  rate: 75%    # 右", "\n  # 上\n  closed:\n    value: 717件\n  rate: 75%    # 右"),
        ("\n  cases: 1件    # 右\n  # 下", "\n  cases: 1件    # 右\n  closed:\n    value: 717件\n  # 下"),
    ],
    ids=["none", "in-braces", "first-in-braces", "bare-in-braces", "first", "last"],
)
def test_a_new_figure_stands_where_the_catalogue_has_it(old: str, new: str) -> None:
    text = f"indicators: {old}\n{TAIL}".replace(": \n", ":\n")
    expected = f"indicators: {new}\n{TAIL}".replace(": \n", ":\n")
    assert write(text.encode(), [FigureEntry("closed", "717件")], ORDER).decode() == expected


def test_a_remark_stands_behind_where_the_figure_came_from() -> None:
    entry = FigureEntry("closed", "717件", PROVENANCE[:2], "口径 # 变了")
    text = write(f"indicators:\n  closed: 待报    # 上年 3件\n{TAIL}".encode(), [entry], ORDER).decode()
    assert text.startswith(
        "indicators:\n  closed:    # 上年 3件\n    value: 717件\n"
        "    from: {department: justice, date: 2022-01-10}\n    note: |\n      口径 # 变了\n"
    )
