"""How a report of any shape is counted, beside a second function that knows nothing of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import reckoned
import shapes
from hypothesis import given
from hypothesis import strategies as st
from made import read

from lawgov_report.language import numerals
from lawgov_report.language.numbering import FORMS, IN_ORDER

if TYPE_CHECKING:
    from collections.abc import Mapping

# references stay as they are written
AS_WRITTEN: Mapping[str, str] = {key: f"{{{{ {key} }}}}" for key in shapes.FIGURES}
# sections that go on counting cannot be counted in order
LEVELS = st.sampled_from([form for form in FORMS if form != IN_ORDER])
NUMBERINGS = st.one_of(st.none(), st.lists(LEVELS, min_size=1, max_size=4))


@pytest.mark.slow
@given(shapes.years(), NUMBERINGS)
def test_texts_are_walked_in_printed_order_and_counted_as_by_a_second_function(
    year: dict[str, Any], numbering: list[str] | None
) -> None:
    if numbering:
        year["numbering"] = numbering
    _, model = read(shapes.yaml(year))
    walked = [(text.kind.value, text.label, text.written.text) for text in model.walk()][1:]
    annexes = [text for annex in year.get("annexes", ()) for text in reckoned.annexed(annex, AS_WRITTEN)]
    expected = [*reckoned.printed(year, AS_WRITTEN), *annexes]
    assert walked == [(text.kind, text.label, text.text.removeprefix("【待核】")) for text in expected]


def test_the_second_function_counts_in_chinese_as_the_first_does() -> None:
    numbers = range(1, 200)
    assert [*map(reckoned.chinese, numbers)] == [*map(numerals.chinese, numbers)]
