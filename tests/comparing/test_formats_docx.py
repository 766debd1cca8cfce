"""The Word file of lawgov diff: its tracked changes accepted and rejected, its bytes, what it refuses."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import rendering
import shapes
import shifan
from hypothesis import given, settings
from made import ROOT, lawgov
from openxml_audit import OpenXmlValidator
from outlined import BLOCKS, OUTLINED, TABLE, heading, rows, run_in

from lawgov_report.comparing.formats import docx as tracked
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import Document, Head, Heading, Imprint, Paragraph, TableBlock, Text
from lawgov_report.writing import archive, docx

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_report.comparing.changes import Side
    from lawgov_report.models.year import Year

    Printed = list[tuple[bool, str, str]]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PRINTED = {f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"}
SIGNS = {f"{W}tab": "\t", f"{W}br": "\n"}
TRACKED_BY = tracked.TrackedBy("样例", "2022-01-01T00:00:00Z")
CHANGES = re.compile(r"<w:(?:ins|del|pPrChange|moveFrom|moveTo)\b")
FEW = settings(max_examples=settings().max_examples // 4)  # each prints and merges two reports
YEARS = [(2019, 2020), (2020, 2021), (2021, 2019), (2019, 2019), (2021, 2021)]
BARE = Document(2020, ((Text("样例报告"),),), (Paragraph((Text("样例正文。"),)),))
FRAMED = BARE._replace(
    title=((Text("某某区"),), (Text("样例报告"),)),
    blocks=(Heading(1, "first", ((Text("一、样例标题"),),)), Paragraph((Text("样例的正文。"),))),
    head=Head(("某某区人民政府文件",), "某政〔2021〕1号", "张三"),
    addressee="某某市人民政府",
    attachments=("样例指标一览表", "样例文件目录"),
    signatures=("某某区人民政府",),
    date="2021年3月1日",
    imprint=Imprint("某某市司法局", "某某区人民政府办公室", "2021年3月2日"),
)


ISSUED = FRAMED._replace(
    title=((Text("样" * 21),),),
    head=Head(("某某区司法局", "某某区财政局文件"), "某政〔2021〕1号", "", "000001", "机密★1年", "特急"),
    signatures=("某某区司法局", "某某区财政局"),
    note="（联系人：示例甲）",
    seal=True,
    double_sided=True,
)


def templates(name: str) -> bytes:
    return (ROOT / "templates" / name).read_bytes()


def document(side: Side) -> Document:
    return assemble(side.catalogue, side.year, side.previous)[0]


def merged(old: Document, new: Document) -> str:
    return tracked.merge(docx.body(old, templates), docx.body(new, templates), TRACKED_BY)


def view(body: str, gone: str = "") -> Printed:
    """Return the paragraphs that are left when the changes of one kind, ins or del, have gone.

    Of each: whether it stands in a table, its style and its words. A paragraph whose mark has gone runs
    on in the next, as in Word; here none may leave words behind.
    """
    root = ET.fromstring(body)  # noqa: S314 our own file
    return list(_left(root, gone, cell=False))


def _left(element: ET.Element, gone: str, *, cell: bool) -> Iterator[tuple[bool, str, str]]:
    for child in element:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}{gone}") is not None:
            continue
        if child.tag != f"{W}p":
            yield from _left(child, gone, cell=cell or child.tag == f"{W}tbl")
            continue
        text = "".join(_words(child, gone))
        if child.find(f"{W}pPr/{W}rPr/{W}{gone}") is not None:
            assert not text
            continue
        before = child.find(f"{W}pPr/{W}pPrChange/{W}pPr/{W}pStyle") if gone == "ins" else None
        style = before if before is not None else child.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        yield cell, style.get(f"{W}val", ""), text


def _words(element: ET.Element, gone: str) -> Iterator[str]:
    for child in element:
        if child.tag in PRINTED:
            yield SIGNS.get(child.tag, child.text or "")
        elif child.tag not in {f"{W}{gone}", f"{W}pPr"}:
            yield from _words(child, gone)


def assert_both_years_come_back(old: Document, new: Document) -> None:
    before, now = docx.body(old, templates), docx.body(new, templates)
    body = tracked.merge(before, now, TRACKED_BY)
    assert view(body, "del") == view(now)
    assert view(body, "ins") == view(before)


@pytest.mark.parametrize("years", YEARS)
def test_accepting_all_gives_the_new_year_and_rejecting_all_the_old_one(years: tuple[int, int]) -> None:
    assert_both_years_come_back(*(document(shifan.side(year)) for year in years))


@pytest.mark.slow
@FEW
@given(shifan.made(), shifan.made())
def test_any_two_years_come_back(old: Year, new: Year) -> None:
    assert_both_years_come_back(*(document(shifan.side(year.year, year)) for year in (old, new)))


@pytest.mark.slow
@FEW
@given(shapes.years(2020), shapes.years(2021))
def test_reports_of_any_shape_come_back(old: dict[str, Any], new: dict[str, Any]) -> None:
    before, now = (document(shapes.side(year)) for year in (old, new))
    assert_both_years_come_back(before, now)
    assert not CHANGES.search(merged(before, before))


@pytest.mark.parametrize(
    "new", [BARE, FRAMED, ISSUED, FRAMED._replace(signatures=("某政府",), attachments=("样例表",))]
)
@pytest.mark.parametrize("old", [BARE, FRAMED, ISSUED, FRAMED._replace(head=Head(), imprint=Imprint())])
def test_head_and_tail_come_and_go(old: Document, new: Document) -> None:
    assert_both_years_come_back(old, new)


CHANGED = OUTLINED._replace(
    blocks=(
        *BLOCKS[:4],
        run_in(4, "first.one.a.y", "（1）接排四级。", "四级接排的新正文。"),
        *BLOCKS[6:8],
        TableBlock(TABLE._replace(groups=rows(("行政处罚", "样例局", "3件"), ("行政许可", "样例局", "5件")))),
        heading(1, "second", "二、接排一级"),
    ),
    signatures=OUTLINED.signatures[:1],
    annexes=OUTLINED.annexes[1:],
)


def test_levels_run_in_headings_tables_and_issuers_come_and_go() -> None:
    assert_both_years_come_back(OUTLINED, CHANGED)
    assert_both_years_come_back(CHANGED, OUTLINED)
    assert not CHANGES.search(merged(OUTLINED, OUTLINED))


def test_headings_within_paragraphs_keep_their_bookmarks_and_looks() -> None:
    body = merged(OUTLINED, CHANGED)
    named = r'<w:bookmarkStart w:id="[0-9]" w:name="([^"]*)"/><w:bookmarkEnd'
    assert re.findall(named, body) == ["接排四级", "接排三级", "二_接排二级"]
    assert {f"段首标题{level}" for level in (2, 3, 4)} <= {*re.findall('<w:rStyle w:val="([^"]*)"/>', body)}


def test_an_annex_comes_and_goes() -> None:
    full = document(shifan.side(2021))
    assert_both_years_come_back(full._replace(annexes=()), full)
    assert_both_years_come_back(full, full._replace(annexes=()))


@pytest.mark.parametrize("year", shifan.YEARS)
def test_a_year_with_itself_shows_no_change(year: int) -> None:
    given = document(shifan.side(year))
    assert not CHANGES.search(merged(given, given))


def test_changes_bear_the_author_the_date_and_an_id_of_their_own() -> None:
    body = merged(*(document(shifan.side(year)) for year in (2020, 2021)))
    elements = [
        element
        for element in ET.fromstring(body).iter()  # noqa: S314 our own file
        if CHANGES.match(element.tag.replace(W, "<w:"))
    ]
    ids = [element.get(f"{W}id") for element in elements]
    assert len(ids) == len(set(ids)) > 100
    assert {(element.get(f"{W}author"), element.get(f"{W}date")) for element in elements} == {
        ("样例", "2022-01-01T00:00:00Z")
    }


def test_a_figure_is_exchanged_whole_and_a_row_goes_and_comes_whole() -> None:
    body = merged(*(document(shifan.side(year)) for year in (2020, 2021)))
    assert re.search(r"<w:del [^>]*><w:r><w:delText[^>]*>52</w:delText></w:r></w:del>", body)
    assert len(re.findall(r"<w:trPr><w:cantSplit/><w:del ", body)) == 1
    assert len(re.findall(r"<w:trPr><w:cantSplit/><w:ins ", body)) == 2


@pytest.mark.slow
@pytest.mark.parametrize("years", [(old, new) for old, new in YEARS if old != new])
def test_the_rules_of_open_xml_are_kept(years: tuple[int, int], tmp_path: Path) -> None:
    old, new = (document(shifan.side(year)) for year in years)
    assert_valid(old, new, tmp_path)


@pytest.mark.slow
def test_what_only_some_copies_have_comes_and_goes_by_the_rules_of_open_xml(tmp_path: Path) -> None:
    assert_valid(FRAMED, ISSUED, tmp_path)
    assert_valid(ISSUED, FRAMED, tmp_path)


def assert_valid(old: Document, new: Document, folder: Path) -> None:
    path = folder / "tracked.docx"
    path.write_bytes(docx.pack(new, merged(old, new), templates))
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.renders
def test_libreoffice_prints_both_years_in_the_layout_of_the_report(tmp_path: Path) -> None:
    rendering.need()
    old, new = (document(shifan.side(year)) for year in (2020, 2021))
    pages = rendering.pages(rendering.pdf(docx.pack(new, merged(old, new), templates), tmp_path))
    lines = ["".join(glyph.text for glyph in line) for page in pages for line in page.lines]
    printed = re.sub(r"\s", "", "".join(line for line in lines if not line.startswith("— ")))
    for words in ("示范市示范区20202021年度", "加强组织领导坚持高位推动", "附件：1.示范区2021年度"):
        assert words in printed
    assert pages[0].lines[0][0].size_pt == 36
    assert lines[-2].endswith("印发")


# The command


def diff(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return lawgov("-C", shifan.FOLDER, "diff", "2020", "2021", *arguments)


def test_the_same_bytes_are_written_each_time_and_the_file_is_named(tmp_path: Path) -> None:
    first, second = tmp_path / "first.docx", tmp_path / "second.docx"
    done = diff("-o", first, "--exit-code")
    assert (done.returncode, done.stdout, done.stderr) == (1, f"{first}\n", "")
    assert diff("--format", "docx", "--output", second).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    body = archive.members(first.read_bytes())["word/document.xml"].decode()
    assert 'w:author="lawgov" w:date="2022-02-21T00:00:00Z"' in body


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2022-03-01", "2022-03-01T00:00:00Z"),
        ("2022-03-01T08:30", "2022-03-01T08:30:00Z"),
        ("2022-03-01T08:30:00+08:00", "2022-03-01T00:30:00Z"),
    ],
)
def test_author_and_date_are_written_as_given(given: str, written: str, tmp_path: Path) -> None:
    assert diff("-o", tmp_path / "x.docx", "--author", "审核人<甲>", "--date", given).returncode == 0
    body = archive.members((tmp_path / "x.docx").read_bytes())["word/document.xml"].decode()
    assert f'w:author="审核人&lt;甲&gt;" w:date="{written}"' in body


def test_other_forms_are_written_to_a_file_too(tmp_path: Path) -> None:
    assert diff("-o", tmp_path / "x.json").returncode == 0
    assert (tmp_path / "x.json").read_text(encoding="utf-8") == diff("--format", "json").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--format", "docx"), "docx 要写到文件里：加上 -o 修订.docx"),
        (
            ("-o", "x.docx", "--part", "六"),
            "docx 总是整份报告，不能与 --department、--part、--only、--min 连用",
        ),
        (("-o", "x.docx", "--date", "今天"), "--date 的“今天”应为日期，例如 2021-03-01"),
        (("-o", "x.docx", "--author", "甲\n乙"), "--author 应为一行文字，不空，至多 255 字"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(arguments: tuple[str, ...], message: str) -> None:
    done = diff(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert message in done.stderr


def test_a_template_of_ones_own_that_makes_no_xml_is_one_line_and_exit_2(tmp_path: Path) -> None:
    shutil.copytree(shifan.FOLDER, tmp_path / "shifan")
    (tmp_path / "shifan" / "templates").mkdir()
    (tmp_path / "shifan" / "templates" / docx.TEMPLATE).write_text("<w:document>", encoding="utf-8")
    done = lawgov("-C", tmp_path / "shifan", "diff", "2020", "2021", "-o", tmp_path / "x.docx")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "模板 report.docx.j2 排出的不是 XML" in done.stderr
    assert not (tmp_path / "x.docx").exists()


def test_year_files_outside_a_project_take_the_built_in_templates(tmp_path: Path) -> None:
    old, new = (shifan.FOLDER / "data" / f"{year}.yaml" for year in (2020, 2021))
    done = lawgov("diff", old, new, "-o", tmp_path / "x.docx", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
