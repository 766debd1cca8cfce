"""Mechanical mending: exactly what is proposed changes, nothing that is waived, nothing else."""

from __future__ import annotations

import codecs
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.checking import fixes
from lawgov_report.reading.diagnostics import Diagnostic, Edit, Findings, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "data/2020.yaml"


def edit(line: int, start: int, end: int, text: str) -> Edit:
    """Return the edit that writes `text` over the columns from `start` to before `end`."""
    return Edit(Place(FILE, line, start, line, end), text)


def finding(*edits: Edit, waived: str = "") -> Diagnostic:
    return Diagnostic(edits[0].place, "LG601", "说明", severity=Severity.ERROR, edits=edits, waived=waived)


def test_an_edit_changes_its_columns_and_nothing_else() -> None:
    assert fixes.apply("甲,乙\n丙,丁\n".encode(), [edit(2, 2, 3, "，")]) == "甲,乙\n丙，丁\n".encode()


def test_edits_of_a_line_are_made_from_its_end_whatever_their_order() -> None:
    edits = [edit(1, 1, 2, "一二三"), edit(1, 4, 5, ""), edit(1, 3, 3, "·")]
    for order in (edits, edits[::-1]):
        assert fixes.apply("甲乙丙丁".encode(), order) == "一二三乙·丙".encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_line_ends_and_a_byte_order_mark_stay(end: str, mark: bytes) -> None:
    content = mark + f"# 注{end}甲,乙{end}{end}丙".encode()
    expected = mark + f"# 注{end}甲，乙{end}{end}丁".encode()
    assert fixes.apply(content, [edit(2, 2, 3, "，"), edit(4, 1, 2, "丁")]) == expected


def test_characters_outside_the_basic_plane_count_as_one_column() -> None:
    assert fixes.apply("𠮷𠮷,乙".encode(), [edit(1, 3, 4, "，")]) == "𠮷𠮷，乙".encode()


@given(st.text(), st.booleans())
def test_without_edits_any_file_stays_as_it_is(text: str, mark: bool) -> None:  # noqa: FBT001
    content = codecs.BOM_UTF8 * mark + text.encode(errors="replace")
    assert fixes.apply(content, []) == content


def test_of_findings_whose_edits_meet_only_the_first_is_mended() -> None:
    first, second = finding(edit(1, 1, 3, "甲")), finding(edit(1, 2, 4, "乙"))
    other = finding(edit(2, 2, 4, "丙"))
    assert fixes.choose([first, second, other]) == ([first, other], [*first.edits, *other.edits])


def test_a_finding_is_mended_as_a_whole_or_not_at_all() -> None:
    pair = finding(edit(1, 1, 2, "（"), edit(1, 9, 10, "）"))
    inner = finding(edit(1, 9, 10, "〕"), edit(1, 20, 21, "〕"))
    assert fixes.choose([pair, inner]) == ([pair], [*pair.edits])


def test_findings_that_want_the_same_are_mended_together() -> None:
    one, two = finding(edit(1, 1, 2, "甲")), finding(edit(1, 1, 2, "甲"))._replace(code="LG602")
    assert fixes.choose([one, two]) == ([one, two], [*one.edits])


def test_stretches_that_touch_do_not_meet() -> None:
    one, two = finding(edit(1, 1, 3, "甲")), finding(edit(1, 3, 4, "乙"))
    assert fixes.choose([one, two])[0] == [one, two]


def test_what_is_waived_is_not_mended_and_nobody_else_mends_it() -> None:
    waived = finding(edit(1, 5, 9, "甲"), waived="原文如此")
    within, beside = finding(edit(1, 6, 7, "乙")), finding(edit(1, 9, 10, "丙"))
    spared = list(fixes.spare([waived, within, beside]))
    assert [len(one.edits) for one in spared] == [0, 0, 1]
    assert fixes.choose([waived])[0] == []


def test_a_waived_stretch_of_several_lines_is_spared_on_each() -> None:
    place = Place(FILE, 2, 5, 4, 3)
    waived = Diagnostic(place, "LG405", "说明", waived="原文如此", severity=Severity.WARNING)
    edits = [edit(2, 1, 5, ""), edit(2, 5, 6, ""), edit(3, 1, 2, ""), edit(4, 2, 3, ""), edit(4, 3, 4, "")]
    spared = fixes.spare([waived, *(finding(one) for one in edits)])
    assert [len(one.edits) for one in spared][1:] == [1, 0, 0, 0, 1]


def looking_for(word: str, right: str, texts: dict[str, str]) -> fixes.Mended:
    """Mend `word` to `right` in texts of one line, where findings are all the places of the word."""

    def look(instead: Mapping[str, bytes]) -> Findings:
        found = []
        for name, text in texts.items():
            held = instead[name].decode() if name in instead else text
            starts = [at for at in range(len(held)) if held.startswith(word, at)]
            for at in starts:
                place = Place(name, 1, at + 1, 1, at + 1 + len(word))
                found.append(Diagnostic(place, "LG601", "说明", edits=(Edit(place, right),)))
        return Findings(tuple(found), skipped=sum("坏" in one.decode() for one in instead.values()))

    return fixes.mend(look, lambda name: texts[name].encode())


def test_all_files_are_mended_until_nothing_is_left() -> None:
    done = looking_for("的的", "的", {"data/2019.yaml": "我的的的的书", "data/2020.yaml": "书的的"})
    assert {name: held.decode() for name, held in done.contents.items()} == {
        "data/2019.yaml": "我的书",
        "data/2020.yaml": "书的",
    }
    assert done.mended == 4
    assert done.findings.diagnostics == ()


def test_where_nothing_can_be_mended_no_file_changes() -> None:
    done = looking_for("的的", "的", {"data/2020.yaml": "我的书"})
    assert (dict(done.contents), done.mended) == ({}, 0)


def test_an_edit_that_changes_nothing_ends_the_rounds() -> None:
    assert looking_for("的", "的", {"data/2020.yaml": "我的书"}).mended == 0


def test_a_mending_after_which_a_year_cannot_be_read_is_not_made() -> None:
    done = looking_for("的", "坏", {"data/2020.yaml": "我的书"})
    assert (dict(done.contents), done.mended) == ({}, 0)
    assert len(done.findings.diagnostics) == 1


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs the patch command")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\nc\r\n", b"a\r\nB\r\nc\r\n"),
        (codecs.BOM_UTF8 + "甲\n乙".encode(), codecs.BOM_UTF8 + "甲\n丙".encode()),
        ("甲\u2028,\n乙\n".encode(), "甲\u2028，\n乙\n".encode()),
        (b"a\n" * 20 + b"x\n" + b"b\n" * 20, b"a\n" * 20 + b"y\n" + b"b\n" * 20),
    ],
)
def test_the_difference_is_a_patch(before: bytes, after: bytes, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / FILE).write_bytes(before)
    shown = fixes.difference(FILE, before, after).encode()
    subprocess.run(
        ["patch", "--binary", "-p1"],  # noqa: S607 found above
        cwd=tmp_path,
        input=shown,
        check=True,
        capture_output=True,
    )
    assert (tmp_path / FILE).read_bytes() == after
