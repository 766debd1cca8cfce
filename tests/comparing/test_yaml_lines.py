"""Values as YAML: what stands between brackets reads back to the same texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.comparing.yaml_lines import in_brackets
from lawgov_report.reading import source as sources
from lawgov_report.reading.diagnostics import Written

PIECES = ["甲", "，", "{{ 调解案件 }}", '"', "'", "\\", "[", "]", "{", "}", ",", ":", "#", " ", "-", "1", "a"]
CELLS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


def read(cells: list[str]) -> list[str]:
    row = f"- [{', '.join(map(in_brackets, cells))}]\n"
    source, found = sources.read("data/2020.yaml", row.encode())
    assert not found, row
    assert isinstance(source.data, tuple)
    (held,) = source.data
    assert isinstance(held, tuple)
    return [cell.text for cell in held if isinstance(cell, Written)]


@given(st.lists(CELLS, min_size=1, max_size=4))
def test_a_row_of_a_table_reads_back(cells: list[str]) -> None:
    assert read(cells) == cells


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("行政处罚", "行政处罚"),
        ("{{ 处罚案件 }}", '"{{ 处罚案件 }}"'),
        ("12件", "12件"),
        ("capacity", "capacity"),
        ("yes", '"yes"'),
        ("12", '"12"'),
        ("甲, 乙", '"甲, 乙"'),
        ('{{ "12件" }}', "'{{ \"12件\" }}'"),
    ],
)
def test_a_cell_is_quoted_only_where_yaml_needs_it(cell: str, written: str) -> None:
    assert in_brackets(cell) == written
