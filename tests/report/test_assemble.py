"""Assembly: numbering, the order of what is printed, figures in prose, and what stands round the text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from made import CATALOGUE, YEAR, document, look, read, text, with_

from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import Fact, Heading, Imprint, Paragraph, Text, public, text_of

LEADERSHIP = """\
    heading: 履行职责
    items:
      - id: study
        text: 组织学习。
"""


def blocks(year: str = YEAR) -> list[str]:
    """Return what each block prints, headings with # before them."""
    return [
        f"{'#' * block.level} {text(block)}" if isinstance(block, Heading) else text(block)
        for block in document(year).blocks
    ]


def test_the_parts_are_numbered_in_order_and_the_items_run_in_one_paragraph() -> None:
    assert blocks() == [
        "现将样例区工作情况报告如下。",
        "# 一、履行职责",
        "组织学习。",
        "# 二、科学决策",
        "严格审核。",
        "# 三、规范执法",
        "开展培训。",
        "# 四、化解纠纷",
        "一是受理案件120件，办结90件，办结率75%。二是发放书籍6万余册。",
        "# 五、存在的问题",
        "因培训不够，执法能力不足。",
        "# 六、下一步安排",
        "加强培训。",
    ]


def test_a_hundred_items_are_numbered() -> None:
    items = "".join(f"      - id: item_{number}\n        text: 甲。\n" for number in range(1, 101))
    year = with_("      - id: study\n        text: 组织学习。\n", items)
    assert blocks(year)[2].endswith("九十九是甲。一百是甲。")


def test_intro_stands_alone_and_lead_and_closing_run_with_the_items() -> None:
    year = with_(LEADERSHIP, f"    intro: 导语。\n    lead: 引语。\n    closing: 结语。\n{LEADERSHIP}")
    assert blocks(year)[1:4] == ["# 一、履行职责", "导语。", "引语。组织学习。结语。"]


def test_sections_are_numbered_in_brackets_and_their_items_begin_anew() -> None:
    sections = """\
    heading: 履行职责
    intro: 导语。
    lead: 引语。
    sections:
      - id: learning
        heading: 学习
        lead: 小节引语。
        items:
          - {id: first, text: 甲。}
          - {id: second, text: 乙。}
        closing: 小节结语。
      - heading: 只有引语
        lead: 丙。
    closing: 结语。
"""
    year = with_(LEADERSHIP, sections)
    assert blocks(year)[1:9] == [
        "# 一、履行职责",
        "导语。",
        "引语。",
        "## （一）学习",
        "小节引语。一是甲。二是乙。小节结语。",
        "## （二）只有引语",
        "丙。",
        "结语。",
    ]
    headings = [block.id for block in document(year).blocks if isinstance(block, Heading)]
    assert headings[:4] == ["leadership", "leadership.learning", "leadership.2", "decision_making"]


def test_a_title_and_a_heading_may_have_lines() -> None:
    year = with_("heading: 履行职责", "heading: [履行职责，, 组织学习]")
    heading = document(year).blocks[1]
    assert isinstance(heading, Heading)
    assert [text_of((line,)) for line in heading.lines] == ["一、履行职责，", "组织学习"]


def test_a_figure_in_prose_is_a_fact_with_its_words_bounds_and_place() -> None:
    made = document()
    facts = [
        span
        for block in made.blocks
        if isinstance(block, Paragraph)
        for span in block.spans
        if isinstance(span, Fact)
    ]
    assert [(fact.key, fact.before, fact.digits, fact.after, fact.unit) for fact in facts] == [
        ("cases", "", "120", "件", "件"),
        ("closed", "", "90", "件", "件"),
        ("rate", "", "75%", "", "%"),
        ("books", "", "6", "万余册", "册"),
    ]
    assert [fact.bounds for fact in facts[1:]] == [
        (Decimal(90), Decimal(90)),
        (Decimal("74.5"), Decimal("75.5")),
        (Decimal(60000), None),
    ]
    assert [fact.value for fact in facts[2:]] == [Decimal(75), Decimal(60000)]
    assert [fact.bound for fact in facts[2:]] == ["", "余"]
    assert (facts[1].item, facts[1].path) == (
        "cases_handled",
        "parts.dispute_resolution.items.cases_handled.text",
    )
    assert str(facts[2].place) == "data/2020.yaml:34:14"


def test_all_figures_of_the_year_are_listed_even_those_no_text_refers_to() -> None:
    made = document(with_("办结率{{ rate }}。", "按期办结。"))
    assert [figure.fact.key for figure in made.figures] == ["cases", "closed", "rate", "books"]
    assert made.figures[2].fact.path == "indicators.rate"


def test_a_figure_knows_its_value_its_part_who_reports_it_and_what_was_noted() -> None:
    noted = with_("books: 6万余册", "books: {value: 6万余册, note: 含电子书, source: 样例区司法局报送}")
    cases, _, rate, books = document(noted).figures
    assert (cases.part, cases.department, cases.note) == ("纠纷化解", "样例区司法局", "")
    assert (books.department, books.note, books.source) == ("", "含电子书", "样例区司法局报送")
    assert [str(one.fact.value) for one in (cases, rate, books)] == ["120", "75", "60000"]
    assert [one.fact.bound for one in (cases, rate, books)] == ["", "", "余"]


def test_the_year_before_and_a_restated_value_become_previous() -> None:
    _, before = read(with_("year: 2020", "year: 2019").replace("120件", "110件"), number=2019)
    catalogue, year = read(with_("closed: 90件", "closed: {value: 90件, previous: 80件}"))
    made, _ = assemble(catalogue, year, before)
    assert [figure.fact.previous for figure in made.figures] == ["110件", "80件", "75%", "6万余册"]
    assert [figure.fact.previous for figure in document().figures] == ["", "", "", ""]


def test_what_is_owed_is_printed_so_and_is_no_figure() -> None:
    year = with_("closed: 90件", "closed: 待报")
    assert "办结【待报】，" in blocks(year)[8]
    assert "closed" not in [figure.fact.key for figure in document(year).figures]
    assert look(year).told == ["LG207 7:11"]


def test_a_draft_begins_with_its_mark_behind_the_number() -> None:
    year = with_("text: 组织学习。", "text: 组织学习。\n        draft: true")
    assert blocks(year)[2] == "【待核】组织学习。"


def test_a_reference_to_an_unknown_indicator_stays_as_written_and_is_told_with_what_was_meant() -> None:
    looked = look(with_("{{ closed }}", "{{ clsoed }}"))
    assert looked.document is not None
    assert "办结{{ clsoed }}，" in text(looked.document.blocks[8])
    assert [(one.code, one.hint) for one in looked.standing] == [("LG201", "应为 closed")]
    assert looked.told == ["LG201 33:29"]


def test_a_figure_that_is_missing_is_one_finding_at_its_first_reference() -> None:
    year = with_("  books: 6万余册\n", "").replace("text: 严格审核。", "text: 严格审核{{ books }}。")
    (found,) = look(year).standing
    assert (found.code, found.place.line, found.place.column) == ("LG202", 21, 19)
    assert [related.place.line for related in found.related] == [35]


def test_a_misspelt_indicator_and_its_orphan_are_one_finding() -> None:
    assert look(with_("  books: 6万余册", "  boosk: 6万余册")).told == ["LG203 9:3"]


def test_a_key_of_the_catalogue_that_is_spelled_right_is_not_taken_for_another() -> None:
    looked = look(with_("  books: 6万余册", "  zebra: 6匹"))
    assert looked.told == ["LG203 9:3", "LG202 36:19"]


def test_a_literal_prints_as_it_is_and_malformed_braces_stay() -> None:
    year = with_("text: 组织学习。", 'text: 甲{{ "65名" }}乙{{ "{{" }}{{ a + b }}丙。')
    looked = look(year)
    assert looked.document is not None
    assert text(looked.document.blocks[2]) == "甲65名乙{{{{ a + b }}丙。"
    assert looked.told == ["LG204 17:38"]


def test_the_spans_of_a_paragraph_know_their_items() -> None:
    paragraph = document(with_(LEADERSHIP, f"    lead: 引语。\n{LEADERSHIP}")).blocks[2]
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.item) for span in paragraph.spans] == [
        ("引语。", ""),
        ("组织学习。", "study"),
    ]
    assert all(isinstance(span, Text) for span in paragraph.spans)


FRAME = """\
document:
  title: 甲
  mark: 样例区人民政府文件
  number: 样政〔2021〕1号
  signatory: 张三
  addressee: 样例市人民政府
  signature: 样例区人民政府
  date: 2021年3月1日
  attachments: 指标表
  copies_to: [样例区委, 样例区人大]
  printed_by: 样例区人民政府办公室
  printed_on: 2021-03-02
  sent: 2021-03-03
  published: 2021-04-01
  source: 样例网
  author: 样例区司法局
  keywords: [法治政府, 年度报告]
  description: 摘要。
  url: https://example.org/2020
"""


def test_head_tail_and_properties_come_from_the_document_key() -> None:
    made = document(with_("document:\n  title: 样例区2020年度法治政府建设工作情况报告\n", FRAME))
    assert (made.head.mark, made.head.number, made.head.signatory) == (
        "样例区人民政府文件",
        "样政〔2021〕1号",
        "张三",
    )
    assert (made.addressee, made.signature, made.date) == ("样例市人民政府", "样例区人民政府", "2021年3月1日")
    assert made.attachments == ("指标表",)
    assert made.imprint == Imprint("样例区委，样例区人大", "样例区人民政府办公室", "2021年3月2日")
    assert (made.properties.dated, made.properties.keywords) == ("2021-03-01", "法治政府，年度报告")
    assert (made.properties.sent, made.properties.published) == ("2021-03-03", "2021-04-01")


def test_the_public_face_keeps_text_and_date_and_drops_head_and_imprint() -> None:
    made = public(document(with_("document:\n  title: 样例区2020年度法治政府建设工作情况报告\n", FRAME)))
    assert (made.head.mark, made.addressee, made.imprint.copies_to) == ("", "", "")
    assert (made.date, made.signature) == ("2021年3月1日", "样例区人民政府")


def test_many_unknown_references_are_all_found() -> None:
    many = "".join(f"{{{{ unknown_{number} }}}}" for number in range(200))
    looked = look(with_("text: 组织学习。", f"text: 甲{many}。"), CATALOGUE)
    assert looked.told.count("LG201 17:16") == 1
    assert len(looked.told) == 200


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("{{ “cases” }}", '印数值的写 {{ cases }}，照印这几个字的写 {{ "cases" }}'),
        ("{{ “65名” }}", '写成 {{ "65名" }}'),
        ("{{ 受理案件（件） }}", "写成 {{ cases }}"),
        ("{受理案件（件）}", "写成 {{ cases }}"),
        ("｛｛cases｝｝", "写成 {{ cases }}"),
        ("{{ Cases }}", "写成 {{ cases }}"),
        ("{{ cases ", "写成 {{ cases }}"),
        ("{{ cases ｜ 同比 两位小数 }}", "写成 {{ cases | 同比 两位小数 }}"),
        ("{{ cases + 1 }}", "花括号里只写一个指标的键，例如 {{ cases }}；要印算出来的数，把它登记为指标"),
    ],
)
def test_braces_with_a_key_or_a_label_are_answered_with_the_reference(written: str, hint: str) -> None:
    catalogue = CATALOGUE.replace("label: 受理案件", "label: 受理案件（件）")
    year = with_("受理案件{{ cases }}", f"受理案件{{{{ cases }}}}和{written}")
    found = [one for one in look(year, catalogue).found if one.code == "LG204"]
    assert [one.hint for one in found] == [hint]
    assert ["写成 " + edit.text for one in found for edit in one.edits] == [hint] * hint.startswith("写成")
