"""The Word writer. Sample data that is not real."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator
from outlined import BLOCKS, OUTLINED, run_in

from lawgov_report.files import Unusable
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.report.document import (
    Annex,
    Document,
    Fact,
    Group,
    Head,
    Heading,
    Imprint,
    Line,
    Paragraph,
    Properties,
    Table,
    Text,
)
from lawgov_report.writing import archive, docx

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = "<w:t>&\"'{{ x }}{% x %}]]><!-- 　两个  空格"
PROSE = st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(
    lambda text: not re.search(FORBIDDEN, text)
)


def templates(name: str) -> bytes:
    return (TEMPLATES / name).read_bytes()


def fact(key: str, digits: str, after: str = "件", before: str = "", label: str = "样例指标") -> Fact:
    return Fact(key, label, before, digits, after, "件")


def document(*spans: Text | Fact) -> Document:
    title: tuple[Line, ...] = ((Text("某某区2020年度"),), (Text("样例报告"),))
    heading = Heading(1, "first", ((Text("一、"), Text("样例标题")),))
    return Document(2020, title, (heading, Paragraph(spans or (Text("样例正文。"),))))


FULL = document(
    Text("调处"), fact("cases", "717"), Text("，占"), fact("rate", "95%", "以上"), Text("。")
)._replace(
    head=Head(("某某区人民政府文件",), "某政〔2021〕1号", "张三"),
    addressee="某某市人民政府",
    attachments=("样例指标一览表", "样例文件目录"),
    signatures=("某某市某某区人民政府",),
    date="2021年3月1日",
    imprint=Imprint("某某市司法局", "某某区人民政府办公室", "2021年3月2日"),
    properties=Properties(author="某某区司法局", keywords="样例", description="a<b", dated="2021-03-01"),
)


# What only some copies have: labels above the mark, joint issuers beside 文件, seals, a note, two sides
ISSUED = FULL._replace(
    head=Head(("样例区司法局", "样例区农业农村局文件"), "样例〔2021〕1号", "", "000012", "机密★1年", "特急"),
    signatures=("样例区司法局", "样例区农业农村局", "样例区财政局"),
    note="（联系人：示例甲）",
    seal=True,
    double_sided=True,
)


def body(given: Document) -> str:
    return archive.members(docx.write(given, templates)[".docx"])["word/document.xml"].decode()


def paragraphs(given: Document) -> list[tuple[str, str]]:
    """Return the style and the text of each paragraph."""
    root = ET.fromstring(body(given))  # noqa: S314 our own file
    return [
        (
            next(style.get(f"{W}val", "") for style in paragraph.iter(f"{W}pStyle")),
            "".join(
                "\t" if element.tag == f"{W}tab" else element.text or ""
                for element in paragraph.iter()
                if element.tag in {f"{W}t", f"{W}tab"}
            ),
        )
        for paragraph in root.iter(f"{W}p")
    ]


def audit(content: bytes, folder: Path) -> list[str]:
    """Return what the rules of the Open XML SDK find."""
    path = folder / "report.docx"
    path.write_bytes(content)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]


def test_title_and_headings_are_single_paragraphs_with_their_styles() -> None:
    assert paragraphs(document()) == [
        ("Title", "某某区2020年度样例报告"),
        ("Heading1", "一、样例标题"),
        ("BodyText", "样例正文。"),
    ]
    assert body(document()).count("<w:br/>") == 1


def test_head_and_tail_are_shown_in_their_order_and_styles() -> None:
    assert paragraphs(FULL) == [
        ("发文机关标志", "某某区人民政府文件"),
        ("上行文发文字号", "某政〔2021〕1号\t签发人：张三"),
        ("Title", "某某区2020年度样例报告"),
        ("主送机关", "某某市人民政府："),
        ("Heading1", "一、样例标题"),
        ("BodyText", "调处717件，占95%以上。"),
        ("附件说明", "附件：1.样例指标一览表"),
        ("附件说明（续）", "2.样例文件目录"),
        ("署名", "某某市某某区人民政府"),
        ("成文日期", "2021年3月1日"),
        ("版记粗线", ""),
        ("抄送", "抄送：某某市司法局。"),
        ("版记细线", ""),
        ("印发", "某某区人民政府办公室\t2021年3月2日印发"),
        ("版记粗线", ""),
        ("版记位置", ""),
    ]


def test_a_number_without_signatory_stands_in_the_middle() -> None:
    assert paragraphs(document()._replace(head=Head(number="某政〔2021〕1号")))[0] == (
        "发文字号",
        "某政〔2021〕1号",
    )


def test_a_single_attachment_has_no_number() -> None:
    assert paragraphs(document()._replace(attachments=("样例表",)))[-1] == ("附件说明（单）", "附件：样例表")


def test_an_addressee_and_copies_end_as_the_standard_says_whether_typed_or_not() -> None:
    typed = FULL._replace(addressee="某某市人民政府：", imprint=Imprint("某某市司法局。"))
    assert ("主送机关", "某某市人民政府：") in paragraphs(typed)
    assert paragraphs(typed)[-4:-1] == [
        ("版记粗线", ""),
        ("抄送", "抄送：某某市司法局。"),
        ("版记粗线", ""),
    ]


def test_a_date_without_name_stands_where_the_name_would() -> None:
    assert paragraphs(document()._replace(date="2021年3月1日"))[-1] == ("署名", "2021年3月1日")


def test_the_date_begins_two_characters_right_of_the_name() -> None:
    # The name is 10 characters wide and ends 2 from the right, so it begins 16 from the left.
    assert '<w:pStyle w:val="署名"/></w:pPr>' in body(FULL)
    assert '<w:pStyle w:val="成文日期"/><w:keepNext/><w:ind w:left="5686"/>' in body(FULL)


def test_a_date_longer_than_the_name_moves_the_name() -> None:
    # The date is 7 characters wide and ends 2 from the right, so it begins 19 from the left, and the name,
    # 3 characters wide, 17.
    given = document()._replace(signatures=("区政府",), date="2021年12月31日")
    assert '<w:pStyle w:val="成文日期"/><w:ind w:left="6002"/>' in body(given)
    assert '<w:pStyle w:val="署名"/><w:ind w:right="2527"/>' in body(given)


def test_a_date_that_is_longer_than_the_name_with_its_gaps_moves_the_name_too() -> None:
    # The name is 7 characters wide, the date 6.5, with its gaps up to 7.75: it would be broken.
    given = document()._replace(signatures=("某某县人民政府",), date="2021年3月31日")
    assert '<w:pStyle w:val="成文日期"/><w:ind w:left="6160"/>' in body(given)
    assert '<w:pStyle w:val="署名"/><w:ind w:right="1106"/>' in body(given)


def test_a_name_longer_than_a_line_is_broken_between_words_and_the_date_begins_two_right_of_it() -> None:
    xml = body(FULL._replace(signatures=("中共样例市样例区委全面依法治区委员会办公室样例组织办公室",)))
    assert (
        '<w:pStyle w:val="署名"/><w:ind w:left="2527"/><w:jc w:val="left"/></w:pPr><w:r>'
        '<w:t xml:space="preserve">中共样例市样例区委全面依法治区委员会</w:t></w:r><w:r><w:br/></w:r>'
    ) in xml
    assert '<w:pStyle w:val="成文日期"/><w:keepNext/><w:ind w:left="3159"/>' in xml


def test_digits_alone_stand_in_the_control_of_a_figure() -> None:
    xml = body(
        document(Text("执行"), fact("money", "34.19", "万元", before="约", label="执行金额"), Text("。"))
    )
    control = re.search(r"<w:sdt>.*?</w:sdt>", xml)
    assert control
    assert re.sub(r"<w:id [^>]*/>", "", control[0]) == (
        '<w:sdt><w:sdtPr><w:alias w:val="执行金额"/><w:tag w:val="money"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>34.19</w:t></w:r></w:sdtContent></w:sdt>"
    )
    assert '<w:t xml:space="preserve">执行约</w:t>' in xml
    assert '<w:t xml:space="preserve">万元。</w:t>' in xml


def test_a_figure_without_digits_is_plain_text() -> None:
    xml = body(document(fact("owed", "", "】", before="【待报")))
    assert "<w:sdt>" not in xml
    assert "【待报】" in xml


def test_control_ids_are_unique_and_stay_when_other_figures_are_added() -> None:
    facts = [fact(f"key{number % 500}", str(number)) for number in range(2000)]
    ids = re.findall(r'<w:id w:val="(\d+)"/>', body(document(*facts)))
    assert len(set(ids)) == 2000
    assert all(0 < int(number) < 2**31 for number in ids)
    assert (
        re.findall(r'<w:id w:val="(\d+)"/>', body(document(fact("new", "1"), *facts[:500])))[1:] == ids[:500]
    )


def test_tags_and_aliases_fit_into_word() -> None:
    xml = body(document(fact("k" * 64, "1", label="长" * 80)))
    assert all(len(name) <= 64 for name in re.findall(r'<w:(?:tag|alias) w:val="([^"]*)"/>', xml))


@given(PROSE)
def test_any_prose_survives(prose: str) -> None:
    assert paragraphs(document(Text(prose), fact("k", "1", ""), Text(prose)))[-1][1] == f"{prose}1{prose}"


def test_hostile_prose_is_text_wherever_it_stands(tmp_path: Path) -> None:
    given = Document(
        2020,
        ((Text(HOSTILE),),),
        (Heading(2, "x", ((Text(HOSTILE),),)), Paragraph((fact("k", "1", HOSTILE, HOSTILE, HOSTILE),))),
        head=Head((HOSTILE,), HOSTILE, HOSTILE),
        addressee=HOSTILE,
        attachments=(HOSTILE, HOSTILE),
        signatures=(HOSTILE,),
        date=HOSTILE,
        imprint=Imprint(HOSTILE, HOSTILE, HOSTILE),
        properties=Properties(author=HOSTILE, keywords=HOSTILE, description=HOSTILE),
    )
    written = paragraphs(given)
    assert len(written) == 16
    assert sum(text.count(HOSTILE) for _, text in written) == 15
    assert audit(docx.write(given, templates)[".docx"], tmp_path) == []


@pytest.mark.parametrize(
    "given", [document(), FULL, OUTLINED, ISSUED], ids=["plain", "full", "outlined", "issued"]
)
def test_file_is_valid_office_open_xml(given: Document, tmp_path: Path) -> None:
    assert audit(docx.write(given, templates)[".docx"], tmp_path) == []


def test_what_only_some_copies_have_is_shown_in_its_order_and_styles() -> None:
    assert paragraphs(ISSUED)[:7] == [
        ("份号", "000012"),
        ("密级和紧急程度", "机密★1年"),
        ("密级和紧急程度", "特急"),
        ("版记位置", ""),
        ("发文机关标志（续）", "样例区司法局"),
        ("发文机关标志（续）", "样例区农业农村局"),
        ("发文机关标志（续）", "文件"),
    ]
    assert paragraphs(ISSUED)[-11:-5] == [
        ("署名（盖章）", "\t\t\t样例区司法局\t样例区农业农村局"),  # two stops, and a tab to each
        ("署名（盖章续）", "\t\t样例区财政局"),
        ("成文日期", "\t\t2021年3月1日"),
        ("附注", "（联系人：示例甲）"),
        ("版记位置", ""),
        ("版记粗线", ""),
    ]


def test_labels_stand_in_the_35_mm_above_the_mark() -> None:
    single = ISSUED._replace(head=ISSUED.head._replace(marks=("样例区人民政府文件",)))
    assert '<w:spacing w:before="247"/>' in body(single)  # 35 mm are 1984 twips, a line is 579
    assert '<w:spacing w:before="247"/>' in body(ISSUED)


def test_the_imprint_of_a_report_on_both_sides_has_an_even_page_without_number() -> None:
    xml = body(ISSUED)
    assert xml.count("<w:sectPr>") == 2
    last = xml[xml.rindex("<w:sectPr>") :]
    assert last.index('<w:type w:val="evenPage"/>') < last.index("<w:pgSz ")
    assert last.index("<w:titlePg/>") < last.index("<w:docGrid ")
    assert body(ISSUED._replace(imprint=Imprint())).count("<w:sectPr>") == 1


def test_looks_come_from_styles_alone() -> None:
    xml = body(FULL)
    allowed = {"pStyle", "rStyle", "ind", "framePr", "keepNext"}
    for properties in re.findall(r"<w:[pr]Pr>(.*?)</w:[pr]Pr>", xml):
        assert set(re.findall(r"<w:(\w+)", properties)) <= allowed
    assert len(re.findall("<w:ind ", xml)) == 1
    assert len(re.findall("<w:framePr ", xml)) == 5
    assert "<w:ind " not in body(document())


def test_what_ends_the_report_keeps_with_the_text() -> None:
    kept = re.findall('<w:pStyle w:val="([^"]*)"/><w:keepNext/>', body(FULL))
    assert kept == ["BodyText", *["附件说明", "附件说明（续）"][: len(FULL.attachments)], "成文日期"]
    assert "<w:keepNext/>" not in body(document())


def test_every_kind_of_block_has_its_style() -> None:
    assert paragraphs(OUTLINED) == [
        ("发文机关标志", "中共样例市样例区委员会"),
        ("发文机关标志（续）", "样例市样例区人民政府"),
        ("发文字号", "样例〔2025〕1号"),
        ("Title", "样例区2024年度法治政府建设年度报告"),
        ("Heading1", "一、样例部分"),
        ("Heading2", "（一）样例小节"),
        ("Heading3", "1.样例三级"),
        ("Heading4", "（1）样例四级"),
        ("BodyText", "样例正文。"),
        ("BodyText", "（2）接排四级。四级接排的正文。"),
        ("BodyText", "2.接排三级。三级接排的正文。"),
        ("BodyText", "（二）接排二级。二级接排的正文。"),
        ("表题", "样例执法情况"),
        ("文内表头", "类别"),
        ("文内表头", "承办单位"),
        ("文内表头", "件数"),
        ("文内表文字", "行政处罚"),
        ("文内表文字", "样例局、样例二局"),
        ("文内表数值", "1.2万余件"),
        ("文内表文字", "行政强制"),
        ("文内表文字", "样例局"),
        ("文内表数值", "—"),
        ("BodyText", "二、接排一级。一级接排的正文。"),
        ("BodyText", "三、接排一级。又一个一级接排的正文。"),
        ("附件说明", "附件：1.样例说明"),
        ("附件说明（续）", "2.样例目录"),
        ("署名", "中共样例市样例区委员会"),
        ("署名（续）", "样例市样例区人民政府"),
        ("成文日期", "2025年2月20日"),
        ("附件标记", "附件1"),
        ("附件标题", "样例说明"),
        ("BodyText", "附件的正文。"),
        ("版记位置", ""),
        ("附件标记", "附件2"),
        ("附件标题", "样例目录"),
        ("表头", "序号"),
        ("表头", "事项"),
        ("表内数值", "1"),
        ("表内文字", "样例事项一"),
        ("表内数值", "2"),
        ("表内文字", "样例事项二"),
        ("版记位置", ""),
    ]


def test_a_heading_within_a_paragraph_has_the_look_of_its_level_and_a_bookmark_of_its_words() -> None:
    xml = body(OUTLINED)
    opened = (
        r'<w:bookmarkStart w:id="\d" w:name="([^"]*)"/><w:r>.*?<w:rStyle w:val="([^"]*)"/>.*?<w:bookmarkEnd'
    )
    assert re.findall(opened, xml) == [
        ("接排四级", "段首标题4"),
        ("接排三级", "段首标题3"),
        ("二_接排二级", "段首标题2"),
        ("二_接排一级", "段首标题1"),
        ("三_接排一级", "段首标题1"),
    ]


def test_no_two_bookmarks_have_one_name() -> None:
    alike = [
        run_in(2, str(number), text, "正文。") for number, text in enumerate(["甲A", "甲a", "1.", "甲" * 60])
    ]
    names = re.findall('w:name="([^"]*)"', body(document()._replace(blocks=(*alike, *alike))))
    assert len({name.lower() for name in names}) == 8
    assert all(name[0].isalpha() and len(name) <= 40 for name in names)


def test_a_table_in_the_text_fills_the_width_and_its_head_is_repeated() -> None:
    table = re.findall("<w:tbl>.*?</w:tbl>", body(OUTLINED), re.DOTALL)[0]
    widths = [int(width) for width in re.findall('<w:gridCol w:w="([0-9]+)"/>', table)]
    assert 8845 - len(widths) <= sum(widths) <= 8845
    assert widths[1] > widths[2] > widths[0]
    assert (table.count("<w:tblHeader/>"), table.count("<w:cantSplit/>")) == (1, 3)


def test_a_body_does_not_end_with_a_table_of_its_text() -> None:
    assert paragraphs(document()._replace(blocks=BLOCKS[:9]))[-1] == ("版记位置", "")


def style_names(given: Document) -> set[str]:
    styles = archive.members(docx.write(given, templates)[".docx"])["word/styles.xml"].decode()
    return set(re.findall('<w:name w:val="([^"]*)"/>', styles))


def test_styles_that_not_every_report_needs_are_there_where_they_are_used() -> None:
    used = style_names(OUTLINED) | style_names(ISSUED)
    assert used.issuperset(docx.WHERE_USED)
    assert style_names(FULL).isdisjoint(docx.WHERE_USED)
    assert style_names(FULL) | {*docx.WHERE_USED} == used


def test_a_style_that_another_one_is_based_on_is_never_left_out() -> None:
    own = changed(
        "word/styles.xml",
        b'<w:basedOn w:val="Normal"/><w:next w:val="BodyText"/>',
        b'<w:next w:val="Heading4"/>',
    )
    made = docx.write(FULL, lambda name: own if name == docx.REFERENCE else templates(name))[".docx"]
    assert '"heading 4"' in archive.members(made)["word/styles.xml"].decode()


def test_marks_longer_than_a_line_are_all_set_smaller() -> None:
    long = OUTLINED._replace(head=Head(("中共样例市样例区委员会委员", "样例市样例区人民政府")))
    assert re.findall('<w:sz w:val="([0-9]+)"/>', body(long)) == ["68", "68"]
    assert "<w:sz " not in body(OUTLINED)


def test_annexes_are_in_the_navigation_where_some_are_not_the_table_of_indicators() -> None:
    titles = re.findall('<w:pStyle w:val="附件标题"/>(.*?)</w:pPr>', body(OUTLINED))
    assert titles == ['<w:outlineLvl w:val="0"/>'] * 2


def test_core_properties_are_those_of_the_document() -> None:
    core = archive.members(docx.write(FULL, templates)[".docx"])["docProps/core.xml"].decode()
    assert re.sub(r"<cp:coreProperties[^>]*>|</cp:coreProperties>", "", core.split("\n")[1]) == (
        "<dc:title>某某区2020年度样例报告</dc:title><dc:creator>某某区司法局</dc:creator>"
        "<cp:keywords>样例</cp:keywords><dc:description>a&lt;b</dc:description><dc:language>zh-CN</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2021-03-01T00:00:00Z</dcterms:created>'
        '<dcterms:modified xsi:type="dcterms:W3CDTF">2021-03-01T00:00:00Z</dcterms:modified>'
    )


def test_core_properties_say_nothing_that_is_not_given() -> None:
    core = archive.members(docx.write(document(), templates)[".docx"])["docProps/core.xml"].decode()
    assert set(re.findall(r"<(\w+:\w+)>", core)) == {"dc:title", "dc:language"}


def test_other_members_are_those_of_the_reference_document() -> None:
    made = archive.members(docx.write(FULL, templates)[".docx"])
    kept = archive.members(templates("reference.docx"))
    assert list(made) == list(kept)
    own = {"word/document.xml", "word/styles.xml", "docProps/core.xml", "docProps/custom.xml"}
    assert {name for name in made if made[name] != kept[name]} == own


def test_same_document_gives_the_same_bytes() -> None:
    assert docx.write(FULL, templates) == docx.write(FULL, templates)


def test_styles_are_found_by_name_since_word_gives_them_ids_of_its_own() -> None:
    members = archive.members(templates("reference.docx"))
    members["word/styles.xml"] = (
        members["word/styles.xml"].replace(b'"BodyText"', b'"a3"').replace(b'"Body Text"', b'"Body text"')
    )
    renamed = archive.join(archive.member(*member) for member in members.items())
    written = docx.write(document(), lambda name: renamed if name == docx.REFERENCE else templates(name))
    assert b'<w:pStyle w:val="a3"/>' in archive.members(written[".docx"])["word/document.xml"]


def annexed(many: int = 1, label: str = "受理案件") -> Document:
    """Return the full document with an annex of so many rows."""
    cells: Line = (Text("件"), fact("cases", "717"), Text("680件"), Text("同比增长5.4%"))
    row = ((Text(label),), *((span,) for span in cells))
    table = Table(("指标", "单位", "2020年", "2019年", "比上年"), (Group("一、样例部分", (row,) * many),))
    return FULL._replace(annexes=(Annex("附件1", ("某某区2020年度", "指标一览表"), table, ("注：样例。",)),))


def test_an_annex_stands_behind_the_date_and_before_the_imprint() -> None:
    written = paragraphs(annexed())
    at = written.index(("成文日期", "2021年3月1日")) + 1
    assert written[at : at + 14] == [
        ("附件标记", "附件1"),
        ("附件标题", "某某区2020年度指标一览表"),
        *(("表头", name) for name in ("指标", "单位", "2020年", "2019年", "比上年")),
        ("表内分组", "一、样例部分"),
        ("表内文字", "受理案件"),
        *(("表内数值", text) for text in ("件", "717件", "680件", "同比增长5.4%")),
        ("表注", "注：样例。"),
    ]
    assert written[at + 14 : at + 16] == [("版记位置", ""), ("版记粗线", "")]


def test_the_head_of_the_table_repeats_and_no_row_is_torn() -> None:
    xml = body(annexed(3))
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == xml.count("<w:tr>") == 5
    assert '<w:tblStyle w:val="指标表"/>' in xml
    assert '<w:gridSpan w:val="5"/>' in xml


def test_a_table_says_its_name_its_columns_and_where_its_heads_stand() -> None:
    xml = body(annexed(3))
    assert '<w:tblCaption w:val="某某区2020年度指标一览表"/>' in xml
    assert '<w:tblDescription w:val="5列：指标、单位、2020年、2019年、比上年；3行"/>' in xml
    assert '<w:tblLook w:val="06A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1"' in xml
    assert '<w:tblCaption w:val="样例执法情况"/>' in body(OUTLINED)


def test_the_title_of_an_annex_is_among_words_headings() -> None:
    assert re.search(r'"附件标题"/><w:outlineLvl w:val="0"/></w:pPr>.*某某区2020年度', body(annexed()))


def test_the_figure_in_the_table_is_a_control_of_its_own() -> None:
    xml = body(annexed(2))
    assert xml.count('<w:tag w:val="cases"/>') == 3  # one in the text
    ids = re.findall(r'<w:id w:val="(\d+)"/>', xml)
    assert len(ids) == len(set(ids)) == 4


def test_a_body_does_not_end_with_a_table() -> None:
    bare = annexed()._replace(imprint=Imprint())
    assert re.search(
        r'</w:tbl>\s*<w:p>.*<w:pStyle w:val="版记位置"/></w:pPr></w:p>\s*<w:sectPr', body(bare), re.DOTALL
    )


def test_an_annex_is_valid_office_open_xml(tmp_path: Path) -> None:
    assert audit(docx.write(annexed(40, HOSTILE), templates)[".docx"], tmp_path) == []


def test_an_older_reference_document_is_only_refused_where_there_is_an_annex() -> None:
    old = changed("word/styles.xml", "附件标记".encode(), "另一样式".encode())
    docx.write(FULL, lambda name: old if name == docx.REFERENCE else templates(name))
    with pytest.raises(Unusable, match="附件标记"):
        docx.write(annexed(), lambda name: old if name == docx.REFERENCE else templates(name))


def without(name: str) -> bytes:
    members = archive.members(templates("reference.docx"))
    return archive.join(archive.member(*member) for member in members.items() if member[0] != name)


def changed(name: str, old: bytes, new: bytes) -> bytes:
    members = archive.members(templates("reference.docx"))
    assert old in members[name]
    members[name] = members[name].replace(old, new)
    return archive.join(archive.member(*member) for member in members.items())


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (docx.REFERENCE, b"text", "参考文档 reference.docx 不是 Word 文档（.docx）"),
        (
            docx.REFERENCE,
            templates("reference.docx")[:-40],
            "参考文档 reference.docx 不是 Word 文档（.docx）",
        ),
        (docx.REFERENCE, without("word/styles.xml"), "参考文档 reference.docx 不是 Word 文档（.docx）"),
        (docx.REFERENCE, without("docProps/core.xml"), "参考文档 reference.docx 没有文档属性"),
        (docx.REFERENCE, changed("word/document.xml", b"sectPr", b"sect"), "没有页面设置"),
        (docx.REFERENCE, changed("word/document.xml", b"<w:pgSz", b"<w:size"), "没有写明纸张和页边距"),
        (docx.REFERENCE, changed("word/styles.xml", b'"Body Text"', b'"Text"'), "没有名为“Body Text”的样式"),
        (docx.TEMPLATE, b"\xff", "模板 report.docx.j2 不是 UTF-8 编码"),
        (docx.TEMPLATE, b"1\n2\n{% if %}", "模板 report.docx.j2 第 3 行写法有误"),
        (docx.TEMPLATE, b"1\n{{ document.titel }}", "模板 report.docx.j2 第 2 行不能用"),
        (docx.TEMPLATE, b"1\n{{ 1 / 0 }}", "模板 report.docx.j2 第 2 行不能用"),
        (docx.TEMPLATE, b"{{ ''.__class__.__mro__ }}", "模板 report.docx.j2 第 1 行不能用"),
        (docx.TEMPLATE, b"{% include 'x' %}", "模板 report.docx.j2 第 1 行不能用"),
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_the_file(name: str, content: bytes, message: str) -> None:
    with pytest.raises(Unusable) as caught:
        docx.write(document(), lambda asked: content if asked == name else templates(asked))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_writing_does_not_import_python_docx() -> None:
    code = "import sys, lawgov_report.writing.docx; sys.exit(not {'docx', 'lxml'}.isdisjoint(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_package_opens_with_zipfile_and_python_docx() -> None:
    import docx as python_docx

    content = docx.write(FULL, templates)[".docx"]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
    opened = python_docx.Document(io.BytesIO(content))
    assert [style.name for style in opened.styles if style.name == "Title"] == ["Title"]
    assert opened.core_properties.author == "某某区司法局"
