"""Rules about the text: sound sentences pass, any text is survived, what is mended stays mended."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import CATALOGUE, YEAR, files, opened, with_
from made import reading as reading_of

from lawgov_report.checking import check, fixes
from lawgov_report.checking.rules import marks
from lawgov_report.checking.rules.lg616_personal_number import CHECK_DIGITS, WEIGHTS
from lawgov_report.models import project

FOLDER = Path(__file__).parent
OLDEST = 1900
CASES = sorted((FOLDER.parents[1] / "cases").glob("lg6*_bad_*.yaml"))
HELD = opened(files())
OF_CASES = opened(files("", (FOLDER.parents[1] / "cases" / "indicators.yaml").read_bytes()))
LETTERS = st.text(
    alphabet="法治政府的的一二次第年月号截止至目前会议《》〈〉“”‘’（）()〔〕[]，。；：、,.;:\"'！？!?…·—-～~"
    "0123456789０９Ａ XxTODO×_万亿%千百新七五十四公务员法行政处罚法中华人民共和国全年倍下降{}"
)


def _found(text: str) -> list[str]:
    year = with_("text: 组织学习。", f"text: {json.dumps(text, ensure_ascii=False)}")
    held = reading_of(HELD, year.encode())
    (reading,) = project.years(held, [2020])
    diagnostics = check.year(held, reading, final=False).diagnostics
    return [f"{one.code} {one.quote}" for one in diagnostics if one.code >= "LG4"]


def _lines() -> list[str]:
    _, *lines = (FOLDER / "sound.txt").read_text(encoding="utf-8").splitlines()
    return lines


@pytest.mark.parametrize("line", _lines())
def test_a_sound_sentence_gives_no_finding(line: str) -> None:
    assert _found(line) == []


@pytest.mark.slow
@settings(max_examples=settings().max_examples * 2)
@given(LETTERS.filter(lambda text: bool(text.strip())))
def test_any_text_is_judged_and_quoted_as_it_is_written(text: str) -> None:
    for found in _found(text):
        code, _, quote = found.partition(" ")
        assert code == "LG211" or quote in (*YEAR.split("\n"), text) or quote in YEAR + text


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_what_fix_mends_is_not_found_again(case: Path) -> None:
    code, content = case.stem[:5].upper(), case.read_bytes()
    for _ in range(4):
        held = reading_of(OF_CASES, content)
        (reading,) = project.years(held, [2020])
        diagnostics = check.year(held, reading, final=False).diagnostics
        _, edits = fixes.choose(fixes.spare(diagnostics))
        if not edits:
            break
        content = fixes.apply(content, edits)
    assert [one.message for one in diagnostics if one.code == code and one.edits] == []
    assert reading.year is not None


@given(st.text(alphabet="（）()《》〈〉“”‘’〔〕甲"))
def test_every_mark_has_a_partner_or_is_loose_and_pairs_do_not_cross(text: str) -> None:
    pairs, loose = marks.pairs(text)
    places = [place for pair in pairs for place in (pair.opening, pair.closing)] + [*loose]
    assert sorted(places) == [match.start() for match in marks.MARKS.finditer(text)]
    for one in pairs:
        inside = [other for other in pairs if one.opening < other.opening < one.closing]
        assert all(other.closing < one.closing for other in inside)


@given(st.dates(date(1890, 1, 1), date(2099, 12, 31)), st.integers(0, 999))
def test_one_last_digit_of_eleven_makes_an_identity_number(born: date, order: int) -> None:
    first = f"110105{born:%Y%m%d}{order:03}"
    total = sum(int(digit) * weight for digit, weight in zip(first, WEIGHTS, strict=True))
    found = _found("、".join(f"“{first}{last}”" for last in CHECK_DIGITS))
    right = [f"LG616 {first}{CHECK_DIGITS[total % 11]}"]
    assert [one for one in found if one.startswith("LG616")] == (right if born.year >= OLDEST else [])


def test_a_heading_s_title_may_be_broken_over_two_lines() -> None:
    year = with_("heading: 履行职责", "heading:\n      - 落实《样例区\n      - 学法制度》")
    held = opened(files(year, CATALOGUE))
    (reading,) = project.years(held, [2020])
    found = check.year(held, reading, final=False).diagnostics
    assert [one.code for one in found if one.code.startswith("LG6")] == []
