"""A printed text read back beside what it was printed from. Sample text that is not real."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawgov_report.verifying import alignment

TEXT = "受理案件120件，办结90件，办结率75%。发放书籍6万余册。"


def stands(new: str, figure: str, old: str = TEXT) -> str:
    """Return what stands in `new` where `old` has the figure."""
    start = old.index(figure)
    begin, end = alignment.align(old, new).new_of(start, start + len(figure))
    return new[begin:end]


@pytest.mark.parametrize("figure", ["120件", "90件", "75%", "6万余册"])
@pytest.mark.parametrize("before", ["", "某网2021年3月25日发布。首页。" * 3])
@pytest.mark.parametrize("after", ["", "打印本页，2021。"])
def test_what_stands_around_a_text_does_not_move_its_figures(before: str, after: str, figure: str) -> None:
    assert stands(before + TEXT + after, figure) == figure


@pytest.mark.parametrize(
    ("went", "came", "figure", "expected"),
    [
        ("120件", "102件", "120件", "102件"),
        ("120件", "约120件", "120件", "120件"),
        ("6万余册", "6余册", "6万余册", "6余册"),
        ("75%", "76.5%", "75%", "76.5%"),
        ("90件", "", "90件", ""),
        ("受理案件", "共受理各类案件", "120件", "120件"),
    ],
)
def test_a_figure_that_changed_stands_where_it_was(went: str, came: str, figure: str, expected: str) -> None:
    assert stands(TEXT.replace(went, came), figure) == expected


def test_blanks_line_ends_and_forms_of_letters_count_for_nothing() -> None:
    assert alignment.plain("案 件\n１２０件，7\u3000５％⼀戶") == "案件120件,75%一户"


CHUNK = st.text(alphabet="甲乙12。，件", max_size=30)


SENTENCE = "结合“七五”普法活动，组织学习12次，参加155人，其中干部20人，合格率99.6%；发放书籍6万余册。"


@given(CHUNK, CHUNK)
@example(SENTENCE, SENTENCE.replace("组织学习", ""))
@example(SENTENCE, SENTENCE.replace("12", ""))
@example(SENTENCE, SENTENCE.replace("155人", "共一百人左右，"))
@example(SENTENCE.replace("12", ""), SENTENCE)
def test_blocks_cover_both_texts_without_gap(old: str, new: str) -> None:
    blocks = alignment.blocks(old, new)
    assert "".join(old[one.old : one.old_end] for one in blocks) == old
    assert "".join(new[one.new : one.new_end] for one in blocks) == new
    assert all(old[one.old : one.old_end] == new[one.new : one.new_end] for one in blocks if one.same)


@given(CHUNK.filter(bool))
def test_a_text_beside_itself_is_the_same_everywhere(text: str) -> None:
    assert all(one.same for one in alignment.blocks(text, text))
