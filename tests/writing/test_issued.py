"""What only some copies have, as typst and LibreOffice print it. GB/T 9704-2012, 7.2.1 to 7.2.4, 7.3.5, 7.5.

Labels above the mark, 文件 beside joint issuers, names and dates that are to be sealed, a note below the
date, names longer than a line, and reports that are printed on both sides.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import rendering
from made import ROOT
from printed import CHARACTER, LEFT, PITCH, PLAIN, RIGHT, TOP, imprint_stands_on_the_lower_edge, prose, text

from lawgov_report.report.document import Document, Head, Imprint
from lawgov_report.writing import docx, pdf
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from rendering import Glyph, Printed

pytestmark = pytest.mark.renders

SHORT = PLAIN._replace(blocks=(prose(100), prose(70)), date="2021年3月1日")
IMPRINT = Imprint("某某市司法局", "某某市样例办公室", "2021年3月2日")
NUMBER = "某委〔2021〕12号"
TWO, THREE = (
    ("某某市样例委员会", "某某市人民政府"),
    ("某某区甲甲局", "某某区乙乙局", "某某区农业农村和丙丙局"),
)
JOINT = SHORT._replace(
    head=Head(("某某市样例委员会", "某某区政府文件"), NUMBER, "", "000012", "机密★1年", "特急"),
    signatures=TWO,
    seal=True,
    note="（联系人：某某）",
)
WIDE = SHORT._replace(signatures=("中共某某省某某市某某区委全面依法治区委员会办公室样例组织科",))
PAGES = {
    "joint": JOINT,
    "three": JOINT._replace(signatures=THREE),
    "wide": WIDE,
    "number": SHORT._replace(head=Head((), NUMBER), signatures=("某某市",)),
    "labels": SHORT._replace(head=Head((), NUMBER, "", "000012"), signatures=("某某市",)),
}


def templates(name: str) -> bytes:
    return (ROOT / "templates" / name).read_bytes()


def typeset(documents: dict[str, Document], folder: Path) -> dict[str, list[Printed]]:
    """Return the pages of each document as the PDF has them."""
    rendering.need_fonts()
    press = pdf.Press(Settings(templates, fonts=(str(rendering.fonts()),)))
    found = {}
    for name, document in documents.items():
        path = folder / f"{name}.pdf"
        path.write_bytes(press.write(document)[".pdf"])
        found[name] = rendering.pages(path)
    return found


@pytest.fixture(scope="module", params=["typst", "LibreOffice"])
def pages(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Printed]]:
    folder = tmp_path_factory.mktemp("issued")
    if request.param == "typst":
        return typeset(PAGES, folder)
    rendering.need()
    contents = [docx.write(document, templates)[".docx"] for document in PAGES.values()]
    return dict(zip(PAGES, map(rendering.pages, rendering.pdfs(contents, folder)), strict=True))


def words(printed: list[Printed], wanted: str) -> list[Glyph]:
    """Return the glyphs of these words where they stand last, in one line."""
    for page in reversed(printed):
        for line in reversed(page.lines):
            glyphs = [glyph for glyph in line if not glyph.text.isspace()]
            start = text(tuple(glyphs)).rfind(wanted)
            if start >= 0:
                return glyphs[start : start + len(wanted)]
    raise AssertionError(wanted)


def middle(glyphs: list[Glyph]) -> float:
    return (glyphs[0].left + glyphs[-1].right) / 2


def test_labels_stand_on_the_left_of_the_first_lines(pages: dict[str, list[Printed]]) -> None:
    labels = [words(pages["joint"], label) for label in ("000012", "机密★1年", "特急")]
    assert [label[0].left for label in labels] == pytest.approx([LEFT] * 3, abs=0.2)
    baselines = [label[0].baseline for label in labels]
    assert baselines[0] == pytest.approx(TOP + PITCH * 0.8, abs=1)
    assert [baselines[1] - baselines[0], baselines[2] - baselines[1]] == pytest.approx([PITCH] * 2, abs=0.1)
    assert labels[1][0].font == labels[2][0].font != labels[0][0].font


def test_joint_issuers_are_equally_wide_with_one_paper_beside_them(pages: dict[str, list[Printed]]) -> None:
    first, second = words(pages["joint"][:1], "某某市样例委员会"), words(pages["joint"][:1], "某某区政府")
    (paper,) = [words(pages["joint"][:1], "文件")]
    assert [second[0].left, second[-1].right] == pytest.approx([first[0].left, first[-1].right], abs=0.7)
    assert first[0].baseline < paper[0].baseline < second[0].baseline
    assert paper[0].baseline == pytest.approx((first[0].baseline + second[0].baseline) / 2, abs=0.6)
    assert paper[0].left > first[-1].right
    assert (first[0].left + paper[-1].right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.6)
    assert "文件" not in "".join(text(line) for line in pages["joint"][0].lines).replace("文件", "", 1)


def test_the_date_under_a_seal_ends_four_from_the_right_and_the_last_name_stands_over_it(
    pages: dict[str, list[Printed]],
) -> None:
    for name, signatures in (("joint", TWO), ("three", THREE)):
        date, last = words(pages[name], SHORT.date), words(pages[name], signatures[-1])
        assert middle(last) == pytest.approx(middle(date), abs=0.5)
        assert date[0].baseline - last[0].baseline == pytest.approx(PITCH, abs=0.1)
    # LibreOffice sets digits apart from what stands beside them: the date is up to 3 mm wider on each side
    assert words(pages["joint"], SHORT.date)[-1].right == pytest.approx(RIGHT - 4 * CHARACTER, abs=3.1)
    two = [words(pages["joint"], name) for name in TWO]
    assert two[0][0].baseline == pytest.approx(two[1][0].baseline, abs=0.05)
    assert middle(two[1]) - middle(two[0]) > 42  # mm: a seal's width


def test_seals_of_two_rows_do_not_touch_and_begin_within_a_line_of_the_text(
    pages: dict[str, list[Printed]],
) -> None:
    upper, lower = (words(pages["three"], THREE[0]), words(pages["three"], THREE[2]))
    assert lower[0].baseline - upper[0].baseline > 42
    last = [line for line in pages["three"][-1].lines if line[0].baseline < upper[0].baseline][-1]
    assert upper[0].baseline - last[0].baseline == pytest.approx(3 * PITCH, abs=0.1)


def test_a_note_stands_two_characters_in_below_the_date(pages: dict[str, list[Printed]]) -> None:
    note, date = words(pages["joint"], "（联系人"), words(pages["joint"], SHORT.date)
    assert note[0].baseline - date[0].baseline == pytest.approx(PITCH, abs=0.1)
    assert note[0].left == pytest.approx(LEFT + 2 * CHARACTER, abs=0.3)


def test_a_name_longer_than_a_line_is_broken_at_a_word_and_ends_two_from_the_right(
    pages: dict[str, list[Printed]],
) -> None:
    first, second = (
        words(pages["wide"], "中共某某省某某市某某区委全面依法治区委员会"),
        words(pages["wide"], "办公室样例组织科"),
    )
    assert first[-1].right == pytest.approx(RIGHT - 2 * CHARACTER, abs=0.3)
    assert second[0].left == pytest.approx(first[0].left, abs=0.2)
    assert second[0].baseline - first[0].baseline == pytest.approx(PITCH, abs=0.1)
    assert words(pages["wide"], SHORT.date)[0].left == pytest.approx(first[0].left + 2 * CHARACTER, abs=0.3)


def test_a_number_without_a_mark_stands_two_lines_below_what_is_above_it(
    pages: dict[str, list[Printed]],
) -> None:
    (number,) = [words(pages["number"][:1], NUMBER)]
    assert number[0].baseline == pytest.approx(TOP + 2 * PITCH + 4.9, abs=0.5)
    (below,) = [words(pages["labels"][:1], NUMBER)]
    assert below[0].baseline - number[0].baseline == pytest.approx(PITCH, abs=0.1)


def test_names_stand_a_line_below_the_text(pages: dict[str, list[Printed]]) -> None:
    name = words(pages["number"], "某某市")
    above = [line for line in pages["number"][0].lines if line[0].baseline < name[0].baseline][-1]
    assert name[0].baseline - above[0].baseline == pytest.approx(2 * PITCH, abs=0.1)


def numbered(printed: list[Printed]) -> list[str]:
    """Return the number in the foot of each page, "" where there is none."""
    feet = [re.search("— ?([0-9]+) ?—$", text(page.lines[-1])) if page.lines else None for page in printed]
    return [foot[1] if foot else "" for foot in feet]


def both(lines: int) -> Document:
    """Return a report of so many lines that is printed on both sides."""
    return PLAIN._replace(
        blocks=tuple(prose(20) for _ in range(lines)),
        signatures=("某某市",),
        date="2021年3月1日",
        imprint=IMPRINT,
        double_sided=True,
    )


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [(4, ["1", ""]), (30, ["1", "2"]), (37, ["1", "2", "", ""]), (50, ["1", "2", "3", ""])],
    ids=["odd", "even with room", "even without", "third"],
)
def test_the_imprint_of_a_report_on_both_sides_stands_on_the_last_even_page(
    lines: int, numbers: list[str], tmp_path: Path
) -> None:
    found = typeset({"both": both(lines)}, tmp_path)["both"]
    assert numbered(found) == numbers
    assert imprint_stands_on_the_lower_edge(found[-1])
    assert not any(page.lines for page in found[len([number for number in numbers if number]) : -1])


def test_the_imprint_of_a_word_file_on_both_sides_has_an_even_page_without_number(tmp_path: Path) -> None:
    rendering.need()
    found = rendering.pages(rendering.pdf(docx.write(both(4), templates)[".docx"], tmp_path))
    assert numbered(found) == ["1", ""]
    assert imprint_stands_on_the_lower_edge(found[-1])
