"""What a text that is no quantity was probably meant to be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import quantity
from lawgov_report.language.quantity_remedy import remedy

OFFERED = re.compile("写成 ([^ ]+?)(?: 或 ([^ ]+))?")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("７１７件", "写成 717件"),
        ("3,762册", "写成 3762册"),
        ("百余场", "写成 100余场"),
        ("十余万人次", "写成 10余万人次"),
        ("三万余册", "写成 3万余册"),
        ("近百家", "写成 近100家"),
        ("六十家以上", "写成 60家以上"),
        ("上百家", "写成 100余家 或 100家以上"),
        ("上万人次", "写成 1万余人次 或 1万人次以上"),
        ("两三次", "写成 2～3次"),
        ("百分之九十五以上", "写成 95%以上"),
        ("5—3个", "写成 3—5个"),
        ("3—3个", "写成 3个"),
        ("3—5个以上", "写成 3—5个"),
        ("第3名", "写成 第3位"),
        ("第3", "写成 第3位"),
        ("数十次", "“数十”没有说出是多少：问清后写 20余次、30余次、50余次 等，只知道不少的写 10次以上"),
        (
            "几千人",
            "“几千”没有说出是多少：问清后写 2000余人、3000余人、5000余人 等，只知道不少的写 1000人以上",
        ),
        ("717", "数值后面要有单位，例如 717件"),
        ("很多", "例如 717件、2.45万件、6万余册、95%以上；还没有数的写 待报"),
    ],
)
def test_a_remedy_offers_what_may_be_meant(text: str, expected: str) -> None:
    assert remedy(text) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("98.75万", "元", "数值后面要有单位，例如 98.75万元"),
        ("3", "比", "写成 3:1 这样的比"),
        ("百余", "场", "例如 717件、2.45万件、6万余册、95%以上；还没有数的写 待报"),
    ],
)
def test_a_remedy_has_the_unit_of_the_row(text: str, unit: str, expected: str) -> None:
    assert remedy(text, unit) == expected


@given(st.text(st.sampled_from("上数几近约百千万十三两余多个件次％%0123０,— -至以第位"), max_size=8))
def test_what_a_remedy_offers_is_a_quantity(text: str) -> None:
    offered = OFFERED.fullmatch(remedy(text))
    for each in offered.groups() if offered else ():
        assert each is None or quantity.parse(each) is not None
