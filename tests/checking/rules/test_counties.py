"""The list of county-level places is one of names that a text can mean."""

from __future__ import annotations

import re

import pytest

from lawgov_report.checking.rules.counties import counties
from lawgov_report.checking.rules.lg654_other_place import LONGEST, SHORTEST


def test_it_lists_names_of_counties_districts_cities_and_banners() -> None:
    names = counties()
    assert len(names) > 2800
    assert all(re.fullmatch("[一-鿿]+[区县市旗]", name) for name in names)
    assert all(SHORTEST <= len(name) <= LONGEST for name in names if "自治" not in name)


@pytest.mark.parametrize(
    "name", ["城中区", "大通县", "大通回族土族自治县", "石景山区", "义乌市", "奈曼旗", "浦东新区"]
)
def test_it_knows(name: str) -> None:
    assert name in counties()


@pytest.mark.parametrize(
    "name", ["开发区", "市辖区", "不服区", "维持区", "西宁市", "中山市", "廊坊经济技术开发区"]
)
def test_it_does_not_know(name: str) -> None:
    assert name not in counties()
