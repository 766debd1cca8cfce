"""What a text that is no quantity was probably meant to be."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.language import quantity
from lawgov_report.language.quantity_remedy import remedy

BOUNDS = re.compile("[0-9]+")


@pytest.mark.parametrize(
    ("text", "unit", "why", "certain"),
    [
        ("７１７件", "件", "用了全角数字或符号", "717件"),
        ("３，７６２册", "册", "用了全角数字或符号，数字里有逗号", "3762册"),
        ("1,200", "件", "缺单位", "1200件"),
        ("95.6％", "%", "用了全角数字或符号", "95.6%"),
        ("95.6", "%", "缺单位", "95.6%"),
        ("12项。", "项", "多了“。”", "12项"),
        ("共12项", "项", "多了“共”", "12项"),
        ("“12项”", "项", "外面多了引号、括号或别的字", "12项"),
        ("百余场", "场", "数用汉字写了", "100余场"),
        ("百余", "场", "数用汉字写了", "100余场"),
        ("十余万人次", "人次", "数用汉字写了", "10余万人次"),
        ("近百家", "家", "数用汉字写了", "近100家"),
        ("六十家以上", "家", "数用汉字写了", "60家以上"),
        ("两三次", "次", "数用汉字写了", "2～3次"),
        ("百分之九十五以上", "%", "数用汉字写了", "95%以上"),
        ("百分之九十五点六", "%", "数用汉字写了", "95.6%"),
        ("百分之95.6", "%", "数用汉字写了", "95.6%"),
        ("≥95%", "%", "“≥”要写成字", "95%以上"),
        ("第3名", "位", "名次的单位是“位”", "第3位"),
        ("3—5", "次", "缺单位", "3—5次"),
        ("98.75万", "元", "缺单位", "98.75万元"),
        ("¥98.75万元", "元", "“¥”不写", "98.75万元"),
        ("¥987500", "元", "“¥”不写", "987500元"),
        ("待 报。", "件", "多了“。”，中间有空格", "待报"),
    ],
)
def test_what_a_text_certainly_writes_is_spelt_out(text: str, unit: str, why: str, certain: str) -> None:
    assert remedy(text, unit) == (why, f"写成 {certain}", certain)


@pytest.mark.parametrize(
    ("text", "unit", "hint"),
    [
        ("98.75", "元", "是元的写 98.75元，是万元的写 98.75万元"),
        ("2.45", "件", "是件的写 2.45件，是万件的写 2.45万件"),
        ("0.956", "%", "是 0.956% 还是 95.6%：核对后照写"),
        ("1,20件", "件", "像是 120件：核对后改"),
        ("0120件", "件", "像是 120件：核对后改"),
        ("3", "位", "名次写 第3位，人数写 3位"),
        ("3", "比", "比要写两个数，例如 3:1"),
        ("717", "", "数后面写上单位，例如 717件"),
        ("第3名", "名", "是名次的写 第3位，这项指标的单位（unit）也要是 位"),
        ("5—3个", "个", "核对两个数，是 3—5个 的照这样写"),
        ("3—5个以上", "个", "核对两个数，是 3—5个 的照这样写"),
        ("近3—5个", "个", "核对两个数，是 3—5个 的照这样写"),
        ("上百家", "家", "问清后写数；问不清的，写 100余家 或 100家以上"),
        ("上万", "人次", "问清后写数；问不清的，写 1万余人次 或 1万人次以上"),
        ("数十次", "次", "问清后写 20余次、30余次、50余次 等；只知道不少的，写 10次以上"),
        ("几千人", "人", "问清后写 2000余人、3000余人、5000余人 等；只知道不少的，写 1000人以上"),
        ("1亿3000元", "元", "写 1亿3000万元 或 100003000元"),
        ("无", "项", "没有发生的写 0项；还没有数的写 待报"),
        ("不详", "位", "还没有数的写 待报"),
        ("党政班子研究12项", "项", "这里只写 12项，别的话写进正文或 note"),
        ("12项，其中重大3项", "项", "一项指标只写一个数（12项、3项），别的另立指标"),
        ("很多", "", "只写数和单位，例如 717件、2.45万件、6万余册、95%以上；还没有数的写 待报"),
        ("很多", "元", "只写数和单位，例如 98.75万元、1.2亿元；还没有数的写 待报"),
        ("1—2—3%", "%", "只写数和单位，例如 95%、95.6%、95%以上；还没有数的写 待报"),
        ("3:0", "比", "只写数和单位，例如 3:1；还没有数的写 待报"),
    ],
)
def test_what_may_be_meant_otherwise_is_asked(text: str, unit: str, hint: str) -> None:
    assert remedy(text, unit)[1:] == (hint, "")


TEXTS = st.text(
    st.sampled_from("上数几近约百千万十三两余多个件次％%0123０,，— -至以第位。¥≥“”（）共无点"), max_size=8
)


@given(TEXTS, st.sampled_from(["", "件", "元", "%", "位", "比"]))
def test_what_is_certain_is_a_quantity_with_the_digits_of_the_text(text: str, unit: str) -> None:
    found = remedy(text, unit)
    if found.certain and found.certain != quantity.OWED:
        assert quantity.parse(found.certain) is not None
        typed = "".join(BOUNDS.findall(text.translate(quantity.HALF_WIDTH)))
        if not set(text) & set("百千十三两"):  # a number in words has no digits yet
            assert "".join(BOUNDS.findall(found.certain)) == typed
