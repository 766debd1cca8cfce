"""The hidden sheet: what is written reads back, what was changed is seen. Sample data that is not real."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.files import Unusable
from lawgov_report.forms import sheet
from lawgov_report.forms.sheet import Form, Identity, Line, Row

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
ROWS = st.builds(Row, TEXT.filter(bool), st.integers(sheet.FIRST_ROW, sheet.MAX_ROWS), TEXT, TEXT, TEXT)
IDENTITIES = st.builds(
    Identity,
    st.integers(0, 9999),
    TEXT,
    TEXT,
    TEXT,
    st.integers(5, 999),
    st.lists(ROWS, max_size=4).map(tuple),
)


@given(IDENTITIES)
def test_what_the_hidden_sheet_says_reads_back(identity: Identity) -> None:
    assert sheet.read(sheet.cells(identity)) == identity


@given(IDENTITIES, st.data())
def test_a_changed_cell_of_the_hidden_sheet_is_seen(identity: Identity, data: st.DataObject) -> None:
    cells = sheet.cells(identity)
    row = data.draw(st.integers(0, len(cells) - 1))
    column = data.draw(st.integers(0, len(cells[row]) - 1))
    changed = data.draw(TEXT.filter(lambda text: text != cells[row][column]))
    cells[row] = (*cells[row][:column], changed, *cells[row][column + 1 :])
    with suppress(Unusable):
        assert sheet.read(cells) == identity  # 07 for 7


@pytest.mark.parametrize(
    "given_",
    [
        [],
        [("lawgov", "1")],
        [("甲", "乙")] * 8,
        [("",)] * 8,
        sheet.cells(Identity(1, "", "", "", 5, ()))[:-2],
    ],
    ids=["nothing", "cut-off", "a-stranger's", "empty", "no-digest"],
)
def test_a_hidden_sheet_of_others_is_refused(given_: list[tuple[str, ...]]) -> None:
    with pytest.raises(Unusable):
        sheet.read(given_)


def test_each_department_of_the_blank_form_has_a_row_for_its_name() -> None:
    lines = [Line("a", "甲", "件", department="一局"), Line("b", "乙", "件", department="一局")]
    lines.append(Line("c", "丙", "件", department="二局"))
    assert [row for row, _ in sheet.placed(lines)] == [6, 7, 9]


def test_the_footer_stands_below_the_relations() -> None:
    form = Form("样例市样例区", 2022, "justice", "样例区司法局", (Line("a", "甲", "件"),))
    assert sheet.identity(form).cell("填报人") == "B7"
    assert sheet.identity(form).cell("填报日期") == "E8"
