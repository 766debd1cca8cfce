"""Rows, sections, headings, particulars: what has a place in the year comes back, what has none is said."""

from __future__ import annotations

from copy import deepcopy

import pytest
from corrected import Corrected
from pulled import back, built, edited, sample, written

from lawgov_report.report.document import public

HEADED = (
    "  addressee: [样例市人民政府, 样例市司法局]\n  signature: 样例市样例区人民政府\n  date: 2025-02-20\n",
    "",
)


def national(author: str = "") -> Corrected:
    return Corrected(built("national"), author)


def test_a_row_that_is_gone_goes_and_one_cell_of_it_does_not() -> None:
    word = national()
    row = next(word.paragraph("行政许可").iterancestors("{*}tr"))
    row.getparent().remove(row)
    found = back(word.content, sample("national"))
    assert ("行政许可" in found.text, found.said == found.says) == (False, True)
    word = national()
    word.replace("行政许可", "")
    found = back(word.content, sample("national"))
    assert found.result.content == sample("national").content
    assert found.result.left


def test_a_section_whose_texts_are_gone_goes() -> None:
    word = national("区长")
    word.delete_paragraph("细化裁量基准")
    word.delete_paragraph("公布裁量基准")
    found = back(word.content, sample("national"))
    assert ("discretion" in found.text, found.said == found.says) == (False, True)


def test_the_preamble_may_go_and_come_back() -> None:
    word = Corrected(built("shifan"))
    word.delete_paragraph("2021年，我区坚持")
    gone = back(word.content, sample("shifan"))
    assert ("\npreamble:" in gone.text, gone.said == gone.says) == (False, True)
    without = sample("shifan").reopened(gone.result.content)
    assert without is not None
    word = Corrected(written(without))
    word.new_paragraph("示范市人民政府：", "现将我区工作情况报告如下。")
    found = back(word.content, without)
    assert "\npreamble: |\n  现将我区工作情况报告如下。\n\nparts:\n" in found.text
    assert (found.said == found.says, found.result.left) == (True, ())


def test_a_heading_alone_or_a_whole_part_is_not_taken_out() -> None:
    for words in (["细化裁量基准"], ["四、下一年度", "首先，", "其次，"]):
        word = national()
        for each in words:
            word.delete_paragraph(each)
        found = back(word.content, sample("national"))
        assert "下一年度主要安排" in found.text
        assert any("标题" in left.reason for left in found.result.left)


def test_headings_without_words_rows_and_lines_of_other_numbers_are_said_and_not_written() -> None:
    word = national()
    word.new_paragraph("办结行政复议案件", "（四）新的小节")
    word.new_paragraph("对重大行政决策带头", "1.另一种编号的一条。")
    row = next(word.paragraph("行政许可").iterancestors("{*}tr"))
    row.addnext(deepcopy(row))
    word.paragraph("行政许可")
    cells = [*row.getnext().iter("{*}t")]
    cells[0].text, cells[1].text = "行政强制", "8"
    found = back(word.content, sample("national"))
    assert found.result.content == sample("national").content
    said = " ".join(left.new for left in found.result.left)
    assert all(words in said for words in ("新的小节", "另一种编号的一条。", "行政强制"))


@pytest.mark.parametrize(
    ("name", "behind", "texts"),
    [
        ("shifan", "主动公开政府信息", ["（四）新的小节", "一段话。", "又一段话。"]),
        ("shifan", "一是优化政务服务", ["（二）新的小节", "先说一句。一是甲事。二是乙事。"]),
        ("shifan", "主动公开政府信息", ["（四）新的小节", "一是甲事。", "二是乙事。"]),
        (
            "shifan",
            "主动公开政府信息",
            ["（四）新的小节", "一段话。", "（五）再一节", "一是甲事。二是乙事。"],
        ),
        ("run_in", "应诉能力有待提高", ["（三）新的一节。与标题同段的话。一是甲事。二是乙事。"]),
        ("national", "提高办案质量", ["（四）新的小节", "一段话。"]),
        ("shifan", "二、转变政府职能", ["（一）新的小节", "一段话。", "（二）再一节", "一是甲事。"]),
    ],
)
def test_a_new_heading_with_words_below_it_is_a_new_section(name: str, behind: str, texts: list[str]) -> None:
    word = Corrected(built(name), "区长")
    for text in texts:
        word.new_paragraph(behind, text)
        behind = text
    found = back(word.content, sample(name))
    assert (found.said, found.result.left) == (found.says, ())
    present = iter(found.text.splitlines())
    assert all(line in present for line in sample(name).content.decode().splitlines())


@pytest.mark.parametrize(
    ("behind", "heading"),
    [
        ("一是健全依法决策机制", "七、新的部分"),
        ("坚持和发展新时代", "（一）别处没有的小节"),
        ("（二）规范重大行政决策", "（三）分成两节"),
    ],
)
def test_below_a_heading_that_has_no_place_nothing_is_written(behind: str, heading: str) -> None:
    word = Corrected(built("shifan"))
    word.new_paragraph(behind, heading)
    word.new_paragraph(heading, "新的标题下面的话。")
    found = back(word.content, sample("shifan"))
    assert found.result.content == sample("shifan").content
    assert [left.new for left in found.result.left] == [
        heading[2:] if "、" in heading else heading[3:],
        "新的标题下面的话。",
    ]


def test_a_particular_that_would_be_printed_otherwise_is_not_written() -> None:
    word = Corrected(built("shifan"))
    word.replace("示范市人民政府：", "示范市人民政府:")
    found = back(word.content, sample("shifan"))
    assert found.result.content == sample("shifan").content
    assert [left.new for left in found.result.left] == ["示范市人民政府:"]


def test_a_comparison_that_was_reckoned_anew_in_word_is_left_only_where_it_is_another() -> None:
    for rate, left in (("同比增长9.6%", []), ("同比增长9.7%", ["同比增长9.7%"])):
        word = Corrected(built("shifan"))
        for old, new in (("389起", "390起"), ("同比增长9.3%", rate)) * 2:
            word.replace(old, new)
        found = back(word.content, sample("shifan"))
        assert "penalty_cases: 390起" in found.text
        assert [each.new for each in found.result.left] == left


def test_a_reference_goes_with_its_words_into_another_text() -> None:
    word = Corrected(built("shifan"))
    word.replace("受理劳动人事争议仲裁案件88件，", "")
    word.insert("办理行政应诉案件8件", "受理劳动人事争议仲裁案件88件，")
    # the same number as one that goes, but other words
    word.replace("全年立案查处环境违法行为4起，", "")
    word.insert("推行网上庭审", "追回欠款4起，")
    found = back(word.content, sample("shifan"))
    assert "受理劳动人事争议仲裁案件{{ arbitration_cases }}，办理行政应诉" in found.text.replace(
        "\n          ", ""
    )
    assert "追回欠款4起，" in found.text
    assert found.said == found.says


def test_numbers_typed_that_equal_a_figure_are_offered_as_references() -> None:
    word = Corrected(built("2020"))
    end = "基层民主法治建设进一步健全。"
    word.replace(end, f"{end}八是新加一条，办结案件717件。")
    # 7件 is a figure, too, but here it ends another number
    offers = back(word.content, sample("2020")).pulled.offers
    assert [(offer.text, offer.key) for offer in offers] == [("717件", "mediation_cases")]


def test_particulars_that_the_year_lacked_come_into_its_document() -> None:
    base = edited(sample("national"), HEADED)
    word = Corrected(written(base))
    word.new_paragraph("样例市样例区2024年度", "样例市人民政府：")
    word.new_paragraph("附件：", "2025年2月20日")
    word.new_paragraph("附件：", "样例市样例区人民政府")
    found = back(word.content, base)
    for line in ("  addressee: 样例市人民政府", "  signature: 样例市样例区人民政府", "  date: 2025年2月20日"):
        assert f"\n{line}\n" in found.text
    assert (found.said == found.says, found.result.left) == (True, ())


def test_an_ending_comes_behind_the_parts() -> None:
    base = edited(sample("national"), ("ending: 特此报告。\n", ""))
    word = Corrected(written(base))
    word.new_paragraph("其次，", "以上报告，请审阅。")
    found = back(word.content, base)
    assert found.said == found.says or found.result.left


@pytest.mark.parametrize("name", ["national", "shifan"])
def test_the_public_face_and_a_draft_are_compared_with_what_they_print(name: str) -> None:
    base = sample(name)
    found = back(written(base._replace(document=public(base.document))), base)
    assert (found.pulled.proposals, found.result.left) == ((), ())


def test_a_draft_is_no_change_and_its_mark_no_text() -> None:
    base = edited(
        sample("national"),
        ("      - id: capacity\n", "      - id: capacity\n        draft: true\n"),
    )
    word = Corrected(written(base))
    assert word.paragraph("【待核】") is not None
    assert back(word.content, base).pulled.proposals == ()
    word.replace("【待核】", "")
    word.replace("身兼数职", "身兼多职")
    found = back(word.content, base)
    (changed,) = found.pulled.proposals
    assert changed.new.endswith("执法人员身兼多职，主要原因是编制多年没有调整。")
    assert "draft: true" in found.text


def test_a_paragraph_beside_one_with_keys_of_its_own_makes_a_list_of_both() -> None:
    words = "分批培训执法人员，考试合格后上岗。\n"
    lead = f"            lead: |\n              {words}"
    keyed = f"            lead:\n              text: |\n                {words}              draft: true\n"
    base = edited(sample("national"), (lead, keyed))
    for place in ("加强执法培训", "分批培训执法人员"):
        word = Corrected(written(base))
        word.new_paragraph(place, "另外组织骨干培训，培训内容是新的法律法规。")
        for each in [*word.paragraph("另外组织骨干培训").iter("{*}pStyle")]:
            each.attrib.clear()
        found = back(word.content, base)
        assert (found.said == found.says, found.result.left) == (True, ())
        assert "\n              text: |\n" not in found.text
        assert "\n            - text: |\n" in found.text
