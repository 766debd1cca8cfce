"""Reports of other shapes than the six parts: which blocks come of them, and made-up offices as printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made import CATALOGUE, ROOT, lawgov, look, opened

from lawgov_report.models import project
from lawgov_report.report.document import Document, Heading, TableBlock, text_of

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Compare

PROJECTS = sorted(
    path for path in (ROOT / "tests" / "projects").iterdir() if (path / "data" / "office.yaml").exists()
)
READ_BACK = {".docx", ".html", ".pdf", ".csv"}
FRAME = """\
# 样例数据，非真实
year: 2020
outline:
  - {{id: work, title: 工作, covers: achievements}}
  - {{id: plans, title: 安排, covers: next_steps}}
document:
  title: 样例区2020年度法治政府建设工作情况报告
indicators: {{cases: 120件, closed: 90件, rate: 75%, books: 6万余册}}
preamble: 现将样例区工作情况报告如下。
parts:
  work:
    heading: 工作
{work}
  plans:
    heading: 安排
    lead: 加强培训{{{{ cases }}}}{{{{ closed }}}}{{{{ rate }}}}{{{{ books }}}}。
"""


TWO = "    items: [{id: a, text: 甲。}, {id: b, text: 乙。}]"
RUN_IN = ", run_in: true, lead: 完。}"


def printed(document: Document) -> list[str]:
    """Return what each block prints: headings behind their marks, a heading in a paragraph in brackets."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {text_of(block.lines)}")
        elif isinstance(block, TableBlock):
            cells = [[text_of((cell,)) for cell in row] for group in block.table.groups for row in group.rows]
            lines.append(f"{text_of((block.title,))}{list(block.table.head)}{cells}")
        else:
            opening = f"[{text_of(block.heading.lines)}]" if block.heading else ""
            lines.append(opening + text_of((block.body,)))
    return lines


def work(given: str) -> list[str]:
    """Return what the first part prints behind its heading."""
    looked = look(FRAME.format(work=given))
    assert looked.document is not None, looked.told
    lines = printed(looked.document)
    return lines[2 : lines.index("# 二、安排")]


COUNTED = f"""\
    sections:
      - {{heading: 甲, sections: [{{heading: 子{RUN_IN}, {{heading: 丑{RUN_IN}]}}
      - {{heading: 乙, continued: true, sections: [{{heading: 寅{RUN_IN}]}}
      - {{heading: 丙, sections: [{{heading: 卯{RUN_IN}]}}"""
DEEP = f"""\
    sections:
      - heading: 甲
        sections:
          - heading: 乙
            sections:
              - {{heading: 丙, {TWO.strip()}}}"""
TABLE = """\
    lead: 如下表：
    table: {title: 情况, columns: [类别, 件数], rows: [[受理, '{{ cases }}']]}
    closing: 完。"""
OPENED = f"    sections:\n      - {{heading: 领导, run_in: true, lead: 总。,{TWO}}}"
ALONE = "    sections: [{heading: 领导, run_in: true, sections: [{heading: 甲, lead: 乙。}]}]"
SHAPES = {
    "    intro: [甲。, {text: 乙。, draft: true}]": ["甲。", "【待核】乙。"],
    "    lead: 总。\n    items: [{id: a, text: 甲。}]": ["总。甲。"],
    f"    lead: [总。, 分。]\n{TWO}\n    closing: [丙。, 丁。]": ["总。", "分。一是甲。二是乙。丙。", "丁。"],
    f"    lead: 总。\n    apart: true\n{TWO}\n    closing: 丙。": ["总。", "一是甲。", "二是乙。", "丙。"],
    f"    numbered: 首先\n{TWO[:-1]}, {{id: c, text: 丙。}}, {{id: d, text: 丁。}}]": [
        "首先，甲。其次，乙。再次，丙。最后，丁。"
    ],
    OPENED: ["[（一）领导。]总。一是甲。二是乙。"],
    "    numbered: none\n    sections: [{heading: 领导？, run_in: true, intro: [甲。, 乙。]}]": [
        "[领导？]甲。",
        "乙。",
    ],
    ALONE: ["## （一）领导", "### 1.甲", "乙。"],
    COUNTED: [
        "## （一）甲",
        "[1.子。]完。",
        "[2.丑。]完。",
        "## （二）乙",
        "[3.寅。]完。",
        "## （三）丙",
        "[1.卯。]完。",
    ],
    DEEP: ["## （一）甲", "### 1.乙", "#### （1）丙", "一是甲。二是乙。"],
    TABLE: ["如下表：", "情况['类别', '件数'][['受理', '120件']]", "完。"],
}


@pytest.mark.parametrize(("given", "blocks"), SHAPES.items())
def test_a_part_prints_these_blocks(given: str, blocks: list[str]) -> None:
    assert work(given) == blocks


def test_a_part_may_begin_with_its_heading() -> None:
    looked = look(FRAME.format(work="    run_in: true\n    lead: 甲。"))
    assert looked.document is not None
    assert printed(looked.document)[1] == "[一、工作。]甲。"


def test_the_numbering_of_the_office_counts_headings_and_the_year_may_say_another() -> None:
    year = FRAME.format(work="    sections: [{heading: 甲, lead: 乙。}]")
    for given, expected in (
        ("", ["# （一）工作", "## 1.甲"]),
        ("numbering: [一、, none]\n", ["# 一、工作", "## 甲"]),
    ):
        held = opened(
            {
                "indicators.yaml": CATALOGUE.encode(),
                "office.yaml": "numbering: [(一), 1．]\n".encode(),
                "2020.yaml": year.replace("indicators:", f"{given}indicators:", 1).encode(),
            }
        )
        (reading,) = project.years(held, [2020])
        assert reading.year is not None, reading.diagnostics
        headings = [text.label + text.written.text for text in reading.year.walk() if text.kind == "heading"]
        assert [f"{'#' * (number + 1)} {heading}" for number, heading in enumerate(headings[:2])] == expected


def test_parts_counted_in_words_end_with_the_last_one() -> None:
    year = (ROOT / "tests" / "projects" / "national" / "data" / "2024.yaml").read_text("utf-8")
    data = ROOT / "tests" / "projects" / "national" / "data"
    given = {path.name: path.read_bytes() for path in data.iterdir()}
    held = opened({**given, "2024.yaml": f"{year}numbering: [首先, （一）, 1.]\n".encode()})
    (reading,) = project.years(held, [2024])
    assert reading.year is not None, reading.diagnostics
    labels = [text.label for text in reading.year.walk() if text.kind == "heading" and text.level == 1]
    assert labels == ["首先，", "其次，", "再次，", "最后，"]


def test_an_indicator_may_belong_to_a_part_of_any_year_of_the_project() -> None:
    catalogue = CATALOGUE.replace("part: dispute_resolution", "part: work").encode()
    year = FRAME.format(work="    lead: 甲。").encode()
    assert opened({"indicators.yaml": catalogue, "2020.yaml": year}).diagnostics == ()
    (wrong, *_) = opened({"indicators.yaml": catalogue}).diagnostics
    assert (wrong.code, wrong.message) == ("LG107", "没有 work 这一部分")


def test_an_office_that_cannot_be_used_leaves_its_years_unjudged() -> None:
    held = opened(
        {
            "indicators.yaml": CATALOGUE.encode(),
            "office.yaml": b"outline: seven\n",
            "2020.yaml": FRAME.format(work="    lead: 甲。").encode(),
        }
    )
    assert [(one.code, one.place.file, one.hint) for one in held.diagnostics] == [
        ("LG107", "data/office.yaml", "可写 six、national，或把各部分列出来")
    ]
    (reading,) = project.years(held, [2020])
    assert (reading.year, reading.diagnostics) == (None, ())


@pytest.mark.parametrize("folder", PROJECTS, ids=lambda path: path.name)
def test_a_made_up_office_has_no_finding_and_is_printed_as_it_was(
    folder: Path, tmp_path: Path, golden: Compare
) -> None:
    done = lawgov("-C", folder, "build", "--to", "md", "--out", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for path in sorted(tmp_path.glob("*.md")):
        golden(f"{folder.name}-{path.name}", path.read_bytes())


@pytest.mark.renders
@pytest.mark.slow
@pytest.mark.parametrize("folder", PROJECTS, ids=lambda path: path.name)
def test_a_made_up_office_reads_back_from_every_format(folder: Path, tmp_path: Path) -> None:
    done = lawgov("-C", folder, "build", "--to", "docx,html,pdf,data", "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    written = [path for path in sorted(tmp_path.iterdir()) if path.suffix in READ_BACK]
    assert {path.suffix for path in written} == READ_BACK
    read_back = lawgov("-C", folder, "verify", *written)
    assert read_back.returncode == 0, read_back.stdout
