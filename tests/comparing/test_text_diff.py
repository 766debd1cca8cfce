"""Two texts side by side: sensible runs for Chinese, and texts that are alike."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.comparing import text_diff

FORMS = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
TEXTS = st.text(alphabet="甲乙丙丁，。12.%a", max_size=40)


def marked(old: str, new: str) -> str:
    runs = text_diff.runs(text_diff.tokens(old), text_diff.tokens(new))
    return "".join(FORMS[op].format(text) for op, text in runs)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("一样。", "一样。", "一样。"),
        ("", "来了。", "{+来了。+}"),
        ("走了。", "", "[-走了。-]"),
        ("查处案件9件，均已审结。", "查处案件23件，均已审结。", "查处案件[-9-]{+23+}件，均已审结。"),
        ("合格率95%。", "合格率95.5%。", "合格率[-95%-]{+95.5%+}。"),
        ("发放6万余册。", "发放6.5万册。", "发放[-6万余-]{+6.5万+}册。"),
        ("使用ABC平台。", "使用ABD平台。", "使用[-ABC-]{+ABD+}平台。"),
        (
            "落实首问负责制度，让群众少跑腿。",
            "落实首问负责制度，推行不见面审批，让群众少跑腿。",
            "落实首问负责制度，{+推行不见面审批，+}让群众少跑腿。",
        ),
        (
            "均在法定期限内审结。",
            "均在法定期限内审结，决定书在网站公开。",
            "均在法定期限内审结{+，决定书在网站公开+}。",
        ),
        (  # 法治 and 思想 stay by chance only
            "学习习近平总书记全面依法治国新理念新思想新战略，增强意识。",
            "学习习近平法治思想，增强意识。",
            "学习习近平[-总书记全面依法治国新理念新思想新战略-]{+法治思想+}，增强意识。",
        ),
        (  # hardly anything stays: it is another text
            "基层法治力量薄弱，队伍不够稳定。",
            "监督机制不够健全，信息化程度不高。",
            "[-基层法治力量薄弱，队伍不够稳定。-]{+监督机制不够健全，信息化程度不高。+}",
        ),
    ],
)
def test_runs_are_what_a_reader_would_mark(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


@given(TEXTS, TEXTS)
def test_runs_give_back_both_texts_and_mirror_each_other(old: str, new: str) -> None:
    there = text_diff.runs(text_diff.tokens(old), text_diff.tokens(new))
    back = text_diff.runs(text_diff.tokens(new), text_diff.tokens(old))
    for runs, before, after in ((there, old, new), (back, new, old)):
        assert "".join(text for op, text in runs if op != "+") == before
        assert "".join(text for op, text in runs if op != "-") == after
        assert all(one[0] != other[0] for one, other in pairwise(runs))
    assert {run for run in there if run[0] == "="} == {run for run in back if run[0] == "="}


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_the_same_texts_are_alike_from_both_sides_and_each_once(olds: list[str], news: list[str]) -> None:
    sides = [[text_diff.shingles(text_diff.tokens(text)) for text in side] for side in (olds, news)]
    there, back = text_diff.pairs(sides[0], sides[1]), text_diff.pairs(sides[1], sides[0])
    assert sorted(there) == sorted((new, old) for old, new in back)
    assert len({old for old, _ in there}) == len({new for _, new in there}) == len(there)


def test_texts_are_found_again_whatever_their_order_and_their_figures() -> None:
    olds = ["检查食品生产经营单位9户，督促落实责任。", "开展案卷评查，抽取案卷86册。", "推进普法。"]
    news = ["抽取案卷102册，开展案卷评查。", "建设法治公园。", "检查食品生产经营单位12户，督促落实主体责任。"]
    sides = [[text_diff.shingles(text_diff.tokens(text)) for text in side] for side in (olds, news)]
    assert sorted(text_diff.pairs(*sides)) == [(0, 2), (1, 0)]
