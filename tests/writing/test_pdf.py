"""The PDF, read back and measured against GB/T 9704-2012. Sample data that is not real."""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
import rendering
import shifan
from hypothesis import example, given
from hypothesis import strategies as st
from made import ROOT, folder, lawgov, with_
from outlined import OUTLINED, TABLE, rows
from printed import (
    ANNEX,
    BOTTOM,
    CHARACTER,
    CHARACTERS,
    FULL,
    LEFT,
    PITCH,
    PLAIN,
    RIGHT,
    TOP,
    body,
    imprint_stands_on_the_lower_edge,
    last_line_of,
    line_of,
    prose,
    text,
)
from pypdf import PdfReader

from lawgov_report import files
from lawgov_report.files import Unusable
from lawgov_report.models import project
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.reading.diagnostics import Written
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import (
    Annex,
    Document,
    Group,
    Head,
    Heading,
    Imprint,
    Paragraph,
    Properties,
    Table,
    TableBlock,
    Text,
    lines_of,
    public,
)
from lawgov_report.writing import pdf
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rendering import Glyph, Printed

pytestmark = pytest.mark.renders

TEMPLATES = files.templates(None)
TITLE = ((Text("样例"),),)
ABSENT, OTHER = "\U0003fffd", "\U0003fffc"  # no font has them: no such characters exist
SPACE = re.compile(r"\s+")
EVIL = (
    '#eval("1+1") $x^2$ `raw` @ref <label> \\u{41} \\ // no /* no */ *bold* _it_ = head - list ~ --- .. '
    '\'a\' "b" [c] {d} #{1 + 1} #panic() #set text(red) {{ 7 * 7 }} {% if %} ]("x") ; https://a.example/b '
)


@pytest.fixture(scope="module")
def press() -> pdf.Press:
    return pressed()


def pressed(templates: Callable[[str], bytes] = TEMPLATES, standard: str = "ua-1") -> pdf.Press:
    rendering.need_fonts()
    return pdf.Press(Settings(templates, standard, (str(rendering.fonts()),)))


def with_template(name: str, content: str) -> Callable[[str], bytes]:
    return lambda asked: content.encode() if asked == name else TEMPLATES(asked)


def made(press: pdf.Press, document: Document) -> bytes:
    assert {finding.code for finding in press.findings(document)} <= {"LG903"}
    return press.write(document)[".pdf"]


def printed(press: pdf.Press, document: Document, folder: Path) -> list[Printed]:
    path = folder / "report.pdf"
    path.write_bytes(made(press, document))
    return rendering.pages(path)


def words(content: bytes) -> str:
    """Return the text of all pages without blanks and page numbers."""
    told = ""
    for number, page in enumerate(PdfReader(io.BytesIO(content)).pages, 1):
        said = SPACE.sub("", page.extract_text())
        assert said.endswith(f"—{number}—")
        told += said.removesuffix(f"—{number}—")
    return told


def known(content: bytes) -> Any:  # noqa: ANN401 pypdf types what a name leads to by no name
    """Return what a file says of itself."""
    return PdfReader(io.BytesIO(content)).metadata


def office(year: int = 2021) -> Document:
    """Return a report of the made-up office, with head, tail and annex."""
    reading = next(one for one in project.years(shifan.opened(), [year]))
    assert reading.year is not None
    return assemble(shifan.catalogue(), reading.year, shifan.years()[year - 1])[0]


# Text


def flat(document: Document) -> str:
    return SPACE.sub("", "".join(line for line in everything(document)))


def everything(document: Document) -> Iterator[str]:
    yield from ("".join(span.text for span in line) for line in document.title)
    for block in document.blocks:
        lines = tuple(lines_of(block))
        yield from ("".join(span.text for span in line) for line in lines)


PROSE = st.lists(
    st.one_of(
        st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=12),
        st.text(st.sampled_from("#$\\`@*_<>[]{}()/=+-~'\";:.,!%^&|?"), min_size=1, max_size=12),
        st.text(st.sampled_from("依法行政，。；：“”‘’《》〔〕（）、—…！？％①"), min_size=1, max_size=12),
        st.sampled_from(EVIL.split()),
    ),
    min_size=1,
    max_size=8,
).map("".join).filter(lambda said: bool(said.strip()) and not re.search(FORBIDDEN, said))  # fmt: skip


@given(PROSE)
@example(EVIL)
@example('"\\"#panic()"')
@example("// 全部 /* 印出")
@example("fi ffi ffl -- --- ... 1/2 (c) 'x'")
def test_prose_is_printed_as_it_stands(press: pdf.Press, said: str) -> None:
    document = Document(2020, TITLE, (Paragraph((Text(said),)),))
    assert words(made(press, document)) == flat(document)


@given(st.text())
def test_text_becomes_one_string_literal_that_means_the_text(said: str) -> None:
    literal = pdf.escape(said)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ]|\\u\{[0-9a-f]+\}|[^\x00-\x9f])*"', literal)
    assert re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), literal[1:-1]) == said


def test_attacks_in_every_field_are_printed_as_they_stand(press: pdf.Press) -> None:
    line = (Text(EVIL),)
    document = Document(
        2020,
        (line, line),
        (Heading(1, "a", (line,)), Heading(2, "a.b", (line, line)), Paragraph(line)),
        head=Head((EVIL,), EVIL, EVIL, EVIL, EVIL, EVIL),
        note=EVIL,
        addressee=EVIL,
        attachments=(EVIL, EVIL),
        signatures=(EVIL,),
        date=EVIL,
        imprint=Imprint(EVIL, EVIL, EVIL),
        properties=Properties(author=EVIL, keywords=EVIL, description=EVIL),
        annexes=(Annex(EVIL, (EVIL,), Table((EVIL,) * 5, (Group(EVIL, ((line,) * 5,)),)), (EVIL,)),),
    )
    content = made(press, document)
    assert words(content).count("#panic()#settext(red)") >= 20
    told = known(content)
    assert (told.author, told.subject, told.title) == (EVIL, EVIL, EVIL * 2)


def test_a_template_that_puts_text_into_markup_runs_none_of_it() -> None:
    template = """#set document(title: "x")
#set text(font: "FandolFang R")
{{ document.addressee }}

{{ document.addressee }}#{{ document.signature }};"""
    press = pressed(with_template(pdf.TEMPLATE, template))
    content = press.write(Document(2020, TITLE, (), addressee=EVIL, signatures=(EVIL,)))[".pdf"]
    told = SPACE.sub("", "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    assert told.count(SPACE.sub("", '#eval("1+1")$x^2$`raw`@ref<label>')) == 3


def test_a_word_longer_than_a_line_stays_on_the_paper(press: pdf.Press, tmp_path: Path) -> None:
    document = Document(2020, TITLE, (Paragraph((Text("网址https://" + "W" * 90 + "，占98.3%"),)),))
    pages = printed(press, document, tmp_path)
    assert max(glyph.right for line in pages[0].lines for glyph in line) < RIGHT + 1
    assert words(made(press, document)) == flat(document)


@pytest.mark.parametrize("day", ["2021-01-01", "2021-03-01", "2021-10-10", "2021-12-31"])
def test_any_day_dates_a_file(day: str, press: pdf.Press) -> None:
    given = Document(2020, TITLE, (Paragraph((Text("正文"),)),), properties=Properties(dated=day))
    assert known(made(press, given)).creation_date.date().isoformat() == day


# The layout


@pytest.fixture(scope="module")
def plain(press: pdf.Press, tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    return printed(press, PLAIN, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def full(press: pdf.Press, tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    return printed(press, FULL, tmp_path_factory.mktemp("full"))


def full_lines(pages: list[Printed]) -> list[tuple[Glyph, ...]]:
    """Return the lines of the pages that hold nothing but body text to their end."""
    assert len(pages) >= 5
    return [line for page in pages[1:-1] for line in body(page)]


def fonts_of(line: tuple[Glyph, ...]) -> set[str]:
    return {glyph.font.partition("+")[2] for glyph in line}


def test_every_full_page_has_22_lines_one_pitch_apart(plain: list[Printed]) -> None:
    for page in plain[1:-1]:
        baselines = [line[0].baseline for line in body(page)]
        assert len(baselines) == 22
        assert [low - high for high, low in pairwise(baselines)] == pytest.approx([PITCH] * 21, abs=0.01)


def test_every_full_line_has_28_characters(plain: list[Printed]) -> None:
    lengths = [len(line) for line in full_lines(plain)]
    assert lengths.count(28) >= len(lengths) * 0.8
    assert set(lengths) <= {28, 26, 2}
    firsts = [line for line in full_lines(plain) if line[0].left > LEFT + 1]
    assert {len(line) for line in firsts} == {26}
    assert [line[0].left for line in firsts] == pytest.approx([LEFT + 2 * CHARACTER] * len(firsts), abs=0.05)


def test_full_lines_fill_the_type_area_from_edge_to_edge(plain: list[Printed]) -> None:
    lines = [line for line in full_lines(plain) if len(line) == 28]
    assert [line[0].left for line in lines] == pytest.approx([LEFT] * len(lines), abs=0.05)
    assert [line[-1].right for line in lines] == pytest.approx([RIGHT] * len(lines), abs=0.1)
    em = 16 * 25.4 / 72
    baselines = [line[0].baseline for line in full_lines(plain)]
    room = (PITCH - em) / 2  # a line's characters stand in the middle of its pitch
    assert min(baselines) - 0.88 * em - room == pytest.approx(TOP, abs=0.05)
    assert max(baselines) + 0.12 * em + room == pytest.approx(BOTTOM, abs=0.4)


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(plain: list[Printed]) -> None:
    for number, page in enumerate(plain, 1):
        line = page.lines[-1]
        assert text(line) == f"— {number} —"
        assert {glyph.size_pt for glyph in line} == {14}
        assert fonts_of(line) == {"FandolSong-Regular"}
        edge = RIGHT - line[-1].right if number % 2 else line[0].left - LEFT
        assert edge == pytest.approx(14 * 25.4 / 72, abs=0.1)
        # The stroke of — stands 3.5 / 14 of its size over the baseline in this font, in others about so.
        assert line[0].baseline - 0.25 * 14 * 25.4 / 72 - BOTTOM == pytest.approx(7, abs=0.5)


def test_title_is_centred_and_a_blank_line_follows_it(plain: list[Printed]) -> None:
    first, second, third = plain[0].lines[:3]
    assert {glyph.size_pt for glyph in (*first, *second)} == {22}
    for line in (first, second):
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert third[0].baseline - second[0].baseline == pytest.approx(2 * PITCH, abs=1)


def test_fonts_are_those_of_the_standard_also_for_digits_and_quotation_marks(full: list[Printed]) -> None:
    found = {
        start: fonts_of(line_of(full, start)) for start in ("一、", "（一）", "一是", "某某市某某区2020")
    }
    assert found == {
        "一、": {"FandolHei-Regular"},
        "（一）": {"FandolKai-Regular"},
        "一是": {"FandolFang-Regular"},
        "某某市某某区2020": {"FandolSong-Bold"},
    }


def test_mark_number_and_rule_stand_as_the_standard_says(full: list[Printed]) -> None:
    mark, number = full[0].lines[:2]
    assert text(mark) == "某某市某某区人民政府文件"
    # The upper edge of a character stands 0.83 of its size over the baseline.
    assert mark[0].baseline - 0.83 * 36 * 25.4 / 72 == pytest.approx(TOP + 35, abs=1)
    assert text(number) == "某政〔2021〕12号签发人：张三"
    assert number[0].left == pytest.approx(LEFT + CHARACTER, abs=0.2)
    assert number[-1].right == pytest.approx(RIGHT - CHARACTER, abs=0.2)
    assert fonts_of(number[-2:]) == {"FandolKai-Regular"}
    left, top, right, bottom = full[0].rules[0]
    assert [left, right] == pytest.approx([LEFT, RIGHT], abs=0.05)
    assert bottom - top == pytest.approx(0.7, abs=0.05)
    # The lower edge of the brackets stands 0.12 of the size under the baseline.
    assert top - (number[0].baseline + 0.12 * 16 * 25.4 / 72) == pytest.approx(4, abs=0.5)


def test_a_number_without_signatory_is_centred_and_a_mark_alone_has_its_rule(
    press: pdf.Press, tmp_path: Path
) -> None:
    pages = printed(press, FULL._replace(head=Head(("某某区文件",), "某政〔2021〕12号")), tmp_path)
    number = pages[0].lines[1]
    assert (number[0].left + number[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)
    assert len(printed(press, FULL._replace(head=Head(("某某区文件",))), tmp_path)[0].rules) == 1


def test_page_1_shows_body_text(full: list[Printed]) -> None:
    assert any(text(line).startswith(CHARACTERS[:20]) for line in full[0].lines)


def test_name_and_date_stand_as_the_standard_says(full: list[Printed]) -> None:
    name, date = last_line_of(full, FULL.signature), line_of(full, FULL.date)
    assert name[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.2)
    assert date[0].left - name[0].left == pytest.approx(2 * CHARACTER, abs=0.1)


def test_a_date_longer_than_the_name_stands_two_characters_from_the_right(
    press: pdf.Press, tmp_path: Path
) -> None:
    given = PLAIN._replace(blocks=(), signatures=("区政府",), date="2021年12月31日")
    pages = printed(press, given, tmp_path)
    name, date = line_of(pages, "区政府"), line_of(pages, "2021年12月31日")
    assert date[0].left - name[0].left == pytest.approx(2 * CHARACTER, abs=0.1)
    assert date[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.2)


def test_attachments_are_aligned(full: list[Printed]) -> None:
    first, second = line_of(full, "附件："), line_of(full, "2.名称")
    assert first[0].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.2)
    assert second[0].left == pytest.approx(first[3].left, abs=0.5)
    lines = [line for page in full for line in page.lines]
    wrapped = lines[lines.index(second) + 1]
    assert wrapped[0].left == pytest.approx(second[2].left, abs=0.1)
    assert first[5].left == pytest.approx(second[2].left, abs=0.1)


def test_a_single_attachment_has_no_number(press: pdf.Press, tmp_path: Path) -> None:
    pages = printed(press, PLAIN._replace(attachments=("样例目录",)), tmp_path)
    assert text(line_of(pages, "附件：")) == "附件：样例目录"


def test_imprint_stands_on_the_lower_edge_of_the_last_page(full: list[Printed]) -> None:
    assert all(page.rules == () for page in full[1:-1])
    assert imprint_stands_on_the_lower_edge(full[-1])
    copies, printed_by = line_of(full, "抄送："), line_of(full, "某某区人民政府办公室")
    character = 14 * 25.4 / 72
    assert copies[0].left == pytest.approx(LEFT + character, abs=0.2)
    assert printed_by[0].left == pytest.approx(LEFT + character, abs=0.2)
    assert printed_by[-1].right == pytest.approx(RIGHT - character, abs=0.3)
    lines = list(full[-1].lines)
    assert lines[lines.index(copies) + 1][0].left == pytest.approx(copies[3].left, abs=0.3)


@pytest.mark.parametrize("lines", [14, 16, 17, 18, 20])
def test_imprint_never_covers_text_and_never_leaves_the_last_page(
    press: pdf.Press, lines: int, tmp_path: Path
) -> None:
    given = FULL._replace(head=Head(), addressee="", attachments=(), blocks=(prose(lines * 28 - 2),))
    pages = printed(press, given, tmp_path)
    assert imprint_stands_on_the_lower_edge(pages[-1])
    assert all(line[0].baseline < pages[-1].rules[0][1] for line in body(pages[-1]))
    assert not any(page.rules for page in pages[:-1])


@pytest.fixture(scope="module")
def annexed(press: pdf.Press, tmp_path_factory: pytest.TempPathFactory) -> list[Printed]:
    pages = printed(press, FULL._replace(annexes=(ANNEX,)), tmp_path_factory.mktemp("annexed"))
    first = next(number for number, page in enumerate(pages) if text(page.lines[0]) == "附件1")
    return pages[first:]


def test_an_annex_begins_a_page_with_its_mark_and_its_title_on_line_3(annexed: list[Printed]) -> None:
    mark, title, second = annexed[0].lines[:3]
    assert mark[0].left == pytest.approx(LEFT, abs=0.2)
    assert fonts_of(mark) == {"FandolHei-Regular"}
    assert title[0].baseline - mark[0].baseline == pytest.approx(2 * PITCH, abs=1)
    for line in (title, second):
        assert (line[0].left + line[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    assert title[0].size_pt == 22


def test_the_head_of_the_table_is_on_every_page_and_the_table_as_wide_as_the_type_area(
    annexed: list[Printed],
) -> None:
    assert len(annexed) >= 3
    for page in annexed:
        assert len([line for line in page.lines if text(line).startswith("指标单位")]) == 1
        assert min(rule[0] for rule in page.rules) == pytest.approx(LEFT, abs=0.2)
        assert max(rule[2] for rule in page.rules) == pytest.approx(RIGHT, abs=0.2)
    assert sum("项样例指标" in text(line) for page in annexed for line in page.lines) == 60


def test_the_imprint_stays_on_the_lower_edge_of_the_last_page_behind_an_annex(annexed: list[Printed]) -> None:
    assert annexed[-1].rules[-1][3] == pytest.approx(BOTTOM, abs=0.1)
    assert [page for page in annexed if any(text(line).startswith("抄送：") for line in page.lines)] == [
        annexed[-1]
    ]


def test_a_layout_of_the_project_is_heeded(tmp_path: Path) -> None:
    content = TEMPLATES("gbt9704.yaml").decode()
    fewer = with_("line_pt: 28.95 ", "line_pt: 33 ", with_('before: "— "', 'before: "第 "', content))
    pages = printed(pressed(with_template("gbt9704.yaml", fewer)), PLAIN, tmp_path)
    assert {len(body(page)) for page in pages[1:-1]} == {19}
    assert text(pages[0].lines[-1]) == "第 1 —"


# The file


def structure(content: bytes) -> dict[str, int]:
    """Return how often each kind of structure element stands in the file."""
    count: dict[str, int] = {}
    trailer: Any = PdfReader(io.BytesIO(content)).trailer
    left: list[Any] = [trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while left:
        node = left.pop()
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            if "/S" in node:
                count[node["/S"]] = count.get(node["/S"], 0) + 1
            left += [node["/K"]] if "/K" in node else []
    return count


def titles(outline: list[Any]) -> list[Any]:
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


def test_the_file_is_tagged_and_says_that_it_is_pdf_ua_1(press: pdf.Press) -> None:
    content = made(press, office())
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 pypdf's own kind of truth
    assert root["/Lang"] == "zh-CN"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    found = structure(content)
    rows = sum(len(group.rows) for group in table_of(office()).groups)
    assert {key: found[key] for key in ("/Title", "/H1", "/H2", "/Table", "/TD")} == {
        "/Title": 1, "/H1": 7, "/H2": 5, "/Table": 1, "/TD": rows * 3,
    }  # fmt: skip
    assert found["/TH"] == 4 + len(table_of(office()).groups) + rows


def test_each_row_of_a_table_begins_with_its_header_and_no_object_is_lost(press: pdf.Press) -> None:
    content = made(press, office())
    reader = PdfReader(io.BytesIO(content), strict=True)
    rows = [[tagged(cell) for cell in row] for row in elements(reader.trailer["/Root"], "/TR")]
    assert Counter(map(tuple, rows)) == {
        ("/TH /Column",) * 4: 1,
        ("/TH /Column",): 4,
        ("/TH /Row", "/TD ", "/TD ", "/TD "): len(rows) - 5,
    }
    begins = re.findall(rb"(?m)^([0-9]{10}) 00000 n", content[content.rindex(b"xref\n0 ") :])
    assert len(begins) > 300
    for number, begin in enumerate(begins, 1):
        assert content.startswith(b"%d 0 obj" % number, int(begin))


def elements(node: Any, kind: str) -> Iterator[list[Any]]:  # noqa: ANN401 as above
    """Yield the children of each structure element of a kind."""
    left: list[Any] = [node["/StructTreeRoot"]["/K"]]
    while left:
        element = left.pop().get_object()
        if isinstance(element, list):
            left += element
        elif isinstance(element, dict) and element.get("/S") == kind:
            yield [child.get_object() for child in element["/K"]]
        elif isinstance(element, dict) and "/K" in element:
            left.append(element["/K"])


def tagged(cell: Any) -> str:  # noqa: ANN401 as above
    """Return the kind of a cell with its scope."""
    scopes = (attributes.get_object().get("/Scope") for attributes in cell["/A"])
    return f"{cell['/S']} {next(filter(None, scopes), '')}"


def table_of(document: Document) -> Table:
    (annex,) = document.annexes
    assert annex.table is not None
    return annex.table


def test_the_outline_holds_parts_sections_and_annex(press: pdf.Press) -> None:
    outline = titles(PdfReader(io.BytesIO(made(press, office()))).outline)
    assert [one[:2] for one in outline if isinstance(one, str)] == [
        *(f"{one}、" for one in "一二三四五六"),
        "示范",
    ]
    assert [len(one) for one in outline if isinstance(one, list)] == [3, 2]
    assert outline[0] == "一、坚持高位推动，认真履行推进法治建设第一责任人职责"


def test_the_outline_holds_all_levels_headings_within_paragraphs_and_annexes(press: pdf.Press) -> None:
    assert titles(PdfReader(io.BytesIO(made(press, OUTLINED))).outline) == [
        "一、样例部分",
        [
            "（一）样例小节",
            ["1.样例三级", ["（1）样例四级", "（2）接排四级。"], "2.接排三级。"],
            "（二）接排二级。",
        ],
        "二、接排一级。",
        "三、接排一级。",
        "样例说明",
        "样例目录",
    ]


def test_headings_of_all_levels_and_tables_with_their_titles_are_tagged(press: pdf.Press) -> None:
    found = structure(made(press, OUTLINED))
    assert [found[f"/H{level}"] for level in (1, 2, 3, 4)] == [5, 2, 2, 2]
    assert (found["/Table"], found["/Caption"], found["/TH"], found["/TD"]) == (2, 1, 9, 6)


def test_a_heading_within_a_paragraph_has_the_look_of_its_level_and_the_size_of_the_text(
    press: pdf.Press, tmp_path: Path
) -> None:
    pages = printed(press, OUTLINED, tmp_path)
    for start, font in (("二、", "FandolHei"), ("（二）", "FandolKai"), ("2.接", "FandolFang")):
        line = line_of(pages, start)
        assert font in line[2].font
        assert "FandolFang" in line[-1].font
        assert {glyph.size_pt for glyph in line} == {16}
        assert line[0].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.2)


def test_joint_issuers_stand_one_below_the_other_and_the_date_below_the_last(
    press: pdf.Press, tmp_path: Path
) -> None:
    pages = printed(press, OUTLINED, tmp_path)
    first, second = (last_line_of(pages, name) for name in OUTLINED.signatures)
    date = line_of(pages, OUTLINED.date)
    assert [line[-1].right for line in (first, second)] == pytest.approx([RIGHT - 2 * CHARACTER] * 2, abs=0.2)
    assert date[0].left == pytest.approx(second[0].left + 2 * CHARACTER, abs=0.2)
    assert [second[0].baseline - first[0].baseline, date[0].baseline - second[0].baseline] == pytest.approx(
        [PITCH] * 2, abs=0.05
    )


def test_marks_longer_than_a_line_are_all_set_smaller(press: pdf.Press, tmp_path: Path) -> None:
    marks = ("中共样例市样例区委员会委员", "样例市样例区人民政府")
    lines = printed(press, OUTLINED._replace(head=Head(marks)), tmp_path)[0].lines[:2]
    assert tuple(map(text, lines)) == marks
    assert {glyph.size_pt for line in lines for glyph in line} <= {33.9, 34, 34.1, 34.2, 34.3, 34.4, 34.5}
    assert lines[0][-1].right <= RIGHT + 0.2


def test_a_long_table_in_the_text_has_its_head_on_each_page_and_its_title_on_the_first(
    press: pdf.Press, tmp_path: Path
) -> None:
    groups = rows(*(("样例", f"第{number}样例局", f"{number}件") for number in range(60)))
    given = PLAIN._replace(
        blocks=(prose(100), TableBlock(TABLE._replace(groups=groups), (Text("样例表题"),)), prose(100))
    )
    pages = printed(press, given, tmp_path)
    starts = [text(line)[:4] for page in pages for line in page.lines]
    assert len(pages) >= 3
    assert (starts.count("样例表题"), starts.count("类别承办")) == (1, len(pages))
    assert sum(start.startswith("样例第") for start in starts) == 60


def test_a_style_that_the_layout_of_the_project_lacks_is_one_line_with_the_remedy() -> None:
    own = TEMPLATES("gbt9704.yaml").decode().replace("  表题:", "  其他:")
    with pytest.raises(Unusable, match=r"gbt9704\.yaml 没有名为“表题”的样式，报告要用到它；照程序自带的补上"):
        pressed(with_template("gbt9704.yaml", own)).write(OUTLINED)


def test_the_file_says_what_the_document_says_of_itself(press: pdf.Press) -> None:
    told = known(made(press, office()))
    assert told.title == "示范市示范区2021年度法治政府建设工作情况报告"
    assert told.author == "示范市示范区人民政府"
    assert told["/Keywords"] == "法治政府, 依法行政, 年度报告"
    assert told.subject == "虚构的示范市示范区2021年度法治政府建设工作情况"
    assert told["/CreationDate"] == "D:20220221000000Z"


def test_a_file_is_not_dated_where_the_document_is_not(press: pdf.Press) -> None:
    told = known(made(press, PLAIN))
    assert "/CreationDate" not in told
    assert "/ModDate" not in told


def test_a_file_for_the_archive_says_so_stays_accessible_and_is_dated() -> None:
    content = pressed(standard="a-2a").write(PLAIN)[".pdf"]
    reader = PdfReader(io.BytesIO(content))
    root: Any = reader.trailer["/Root"]
    told = root["/Metadata"].get_data()
    for mark in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<"):
        assert mark in told
    assert root["/OutputIntents"]
    assert root["/StructTreeRoot"]
    assert known(content)["/CreationDate"] == "D:20201231000000Z"  # no day is given: the last of the year


def test_every_font_is_embedded(press: pdf.Press) -> None:
    reader = PdfReader(io.BytesIO(made(press, office())))
    pages: list[Any] = [*reader.pages]
    resources = [page["/Resources"]["/Font"] for page in pages]
    embedded = [font.get_object() for held in resources for font in held.values()]
    described = [
        font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object() for font in embedded
    ]
    assert len(described) > len(reader.pages)
    assert all(any(key.startswith("/FontFile") for key in one) for one in described)


def test_the_public_face_has_no_head_and_no_imprint(press: pdf.Press) -> None:
    told = words(made(press, public(office())))
    assert told.startswith("示范市示范区2021年度法治政府建设工作情况报告2021年，")
    assert not any(word in told for word in ("签发人", "抄送", "示范市人民政府：", "〔2022〕5号"))


# Fonts


def test_a_character_that_no_font_has_is_found_where_it_stands(press: pdf.Press) -> None:
    place = shifan.NOWHERE
    said = f"刘{ABSENT}、李{ABSENT}"
    spans = (Text(said, Written(said, place, (None, "preamble"))),)
    (found,) = press.findings(Document(2020, TITLE, (Paragraph(spans),), signatures=(f"{ABSENT}",)))
    assert (found.code, found.place, found.quote) == ("LG901", place, ABSENT)
    assert "U+3FFFD" in found.message
    assert "3 处" in found.message
    with pytest.raises(Unusable, match="没有字体能印"):
        press.write(Document(2020, TITLE, (Paragraph(spans),)))


def test_a_character_that_the_font_of_its_role_lacks_comes_from_another_font(press: pdf.Press) -> None:
    rendering.need_fonts()
    document = Document(2020, TITLE, (Paragraph((Text("→依法"),)),))
    assert words(made(press, document)) == flat(document)


def test_where_typst_finds_no_font_for_a_character_the_others_are_tried() -> None:
    """With the choice of typst itself turned off, and a font for all roles that has no Chinese."""
    template = TEMPLATES(pdf.TEMPLATE).decode().replace("set text(font:", "set text(fallback: false, font:")
    roles = "".join(
        f"  {key}: {{name: Fandol Braille}}\n" for key in ("fangsong", "hei", "kai", "song", "title")
    )
    fewer = re.sub(r"(?s)\n  fangsong: .*?\n\n", f"\n{roles}\n", TEMPLATES(pdf.LAYOUT).decode(), count=1)
    own = {pdf.TEMPLATE: template.encode(), pdf.LAYOUT: fewer.encode()}
    document = Document(2020, TITLE, (Paragraph((Text("依法行政"),)),))
    assert words(made(pressed(lambda name: own.get(name) or TEMPLATES(name)), document)) == flat(document)


def test_a_template_reads_no_file() -> None:
    press = pressed(with_template(pdf.TEMPLATE, '#set document(title: "x")\n#read("/etc/hostname")'))
    with pytest.raises(Unusable, match=r"模板 report[.]typ[.]j2 不能用"):
        press.write(PLAIN)


def test_a_broken_template_or_layout_is_told_in_one_line() -> None:
    with pytest.raises(Unusable, match=r"模板 report[.]typ[.]j2 不能用：unclosed delimiter") as told:
        pressed(with_template(pdf.TEMPLATE, "#{")).write(PLAIN)
    assert "\n" not in str(told.value)
    with pytest.raises(Unusable, match=r"版面数据不能用：gbt9704[.]yaml:1:1"):
        pressed(with_template("gbt9704.yaml", "page: 1\n"))


def test_a_role_without_any_font_is_told() -> None:
    content = re.sub(
        r"(?s)  kai: .*?  song:", "  kai: {name: 无此字体}\n  song:", TEMPLATES("gbt9704.yaml").decode()
    )
    with pytest.raises(Unusable, match="没有无此字体，也没有能替代的字体"):
        pressed(with_template("gbt9704.yaml", content))


# The command


def build(*arguments: str | Path, project: Path = ROOT, environment: dict[str, str] | None = None) -> Any:  # noqa: ANN401
    rendering.need_fonts()
    options = ("--to", "pdf", "--font-dir", rendering.fonts().resolve())
    return lawgov("-C", project, "build", *options, *arguments, environment=environment)


def test_the_command_names_each_font_that_stands_in_for_another_in_one_line(tmp_path: Path) -> None:
    done = build("2020", "--out", tmp_path)
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / '2020.pdf'}\n")
    lines = done.stderr.splitlines()
    assert len(lines) <= 5
    assert all(re.fullmatch(r"警告：没有字体 \S+，PDF 改用 \S.*", line) for line in lines)
    assert build("2020", "--out", tmp_path, "--check").returncode == 0


def test_a_pdf_that_was_signed_or_annotated_is_not_written_over(tmp_path: Path) -> None:
    assert build("2020", "--out", tmp_path).returncode == 0
    target = tmp_path / "2020.pdf"
    assert build("2020", "--out", tmp_path, "--pdf-standard", "a-2a").returncode == 0  # ours: replaced
    with target.open("ab") as file:  # programs add what is new behind the end
        file.write(b"\n9 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n")
    edited = target.read_bytes()
    done = build("2020", "--out", tmp_path)
    assert (done.returncode, target.read_bytes()) == (2, edited)
    assert "2020.pdf：编出以后又改过" in done.stderr
    assert build("2020", "--out", tmp_path, "--force").returncode == 0
    assert (tmp_path / "2020.pdf.bak").read_bytes() == edited


def test_the_command_says_where_in_the_data_the_character_stands(tmp_path: Path) -> None:
    year = with_("title: 样例区", f"signatory: 刘{ABSENT}\n  title: 样例区")
    year = with_("办结率{{ rate }}。", f"办结率{{{{ rate }}}}，由李{OTHER}办理。", year)
    done = build("2020", "--out", tmp_path / "out", project=folder(tmp_path, year))
    lines = [line for line in done.stderr.splitlines() if " LG901 " in line]
    assert done.returncode == 1
    assert [_at(line, year) for line in lines] == [ABSENT, OTHER]
    assert f"没有字体能印“{ABSENT}”（U+3FFFD）" in lines[0]
    assert not (tmp_path / "out").exists()


def _at(line: str, year: str) -> str:
    """Return the character of the year file at the place that a line of the report names."""
    place = re.match(r"data/2020[.]yaml:(\d+):(\d+):", line)
    assert place is not None
    return year.splitlines()[int(place[1]) - 1][int(place[2]) - 1]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pdf-standard", "x-1"), "没有 x-1 这种 PDF 标准；可用：ua-1、a-2a"),
        (("--font-dir", "nowhere"), "nowhere 不是文件夹"),
    ],
)
def test_options_that_are_wrong_are_told_in_one_line(options: tuple[str, str], said: str) -> None:
    done = build("2020", *options)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("options", [("--pdf-standard", "a-2a"), ("--font-dir", ".")])
def test_an_option_of_the_pdf_without_one_is_told(options: tuple[str, str], tmp_path: Path) -> None:
    done = lawgov("build", "2020", *options, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lawgov：--pdf-standard 和 --font-dir 只用于 PDF；要编 PDF 的，写 --to pdf\n"
    assert not (tmp_path / "out").exists()


def test_without_the_extra_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "typst.py").write_text("raise ImportError('hidden by this test')\n", encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    done = lawgov(
        "build", "2020", "--to", "md,pdf", "--out", tmp_path / "out", environment={"PYTHONPATH": path}
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"lawgov：编成 PDF 要用 typst：{files.installing('pdf')}\n"
    assert not (tmp_path / "out").exists()


def test_the_same_bytes_come_on_any_day_in_any_folder_under_any_locale(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "另 一个"
    strange = {"TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "C", "SOURCE_DATE_EPOCH": "1234567890"}
    assert build("2020", "--out", first).returncode == 0
    assert build("2020", "--out", second, environment=strange).returncode == 0
    assert (first / "2020.pdf").read_bytes() == (second / "2020.pdf").read_bytes()
