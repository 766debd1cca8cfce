"""Numbers become figures: which ones, what they are called, what holds between them, and which keys go on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import ROOT, built_in_terms

from lawgov_report.importing import alike, figures, phrases, relations
from lawgov_report.importing.clauses import Clause, Counted, Offer
from lawgov_report.language import quantity, relation
from lawgov_report.language.identifiers import is_identifier
from lawgov_report.models import project
from lawgov_report.readers.published import Marked
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import Fact, Heading, Paragraph, TableBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Compare

    from lawgov_report.models.project import Reading
    from lawgov_report.models.terms import Terms
    from lawgov_report.report.document import Block, Line

FOLDERS = (ROOT, *sorted((ROOT / "tests" / "projects").iterdir()))
ENOUGH = 0.95  # of a report's figures, at least
LINES = [
    line
    for line in (Path(__file__).parent / "labels.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
OPENING, CLOSING = "【】"


@cache
def terms() -> Terms:
    found = built_in_terms().terms
    assert found is not None
    return found


def found(*texts: str, heading: str = "") -> tuple[Counted, ...]:
    return figures.find([Clause(text, "achievements", heading) for text in texts], terms())


def offered(*texts: str) -> tuple[Offer, ...]:
    clauses = [Clause(text, "achievements") for text in texts]
    return relations.offer(figures.find(clauses, terms()), clauses)


class Report(NamedTuple):
    """An assembled year: its texts as an import would see them, and where its figures stand in them."""

    name: str
    clauses: tuple[Clause, ...]
    facts: dict[tuple[int, int, int], Fact]
    reading: Reading


@cache
def opened(folder: Path) -> project.Project:
    files = {path.name: path.read_bytes() for path in (folder / "data").iterdir()}
    return project.open_(files.__getitem__, files)


@cache
def reports(folder: Path) -> tuple[Report, ...]:
    """Return the years of a project, assembled."""
    held = opened(folder)
    name = "data" if folder == ROOT else folder.name
    return tuple(report(name, held, reading) for reading in project.years(held, held.years))


def report(name: str, held: project.Project, reading: Reading) -> Report:
    assert held.catalogue is not None
    assert reading.year is not None
    document, _ = assemble(held.catalogue, reading.year, reading.previous)
    clauses: list[Clause] = []
    facts: dict[tuple[int, int, int], Fact] = {}
    for part, heading, line in lines(document.blocks):
        text = ""
        for span in line:
            if isinstance(span, Fact):
                facts[len(clauses), len(text), len(text) + len(span.text)] = span
            text += span.text
        clauses.append(Clause(text, part, heading))
    return Report(f"{name} {reading.number}", tuple(clauses), facts, reading)


def lines(blocks: tuple[Block, ...]) -> Iterator[tuple[str, str, Line]]:
    """Yield the paragraphs and cells of a report, each with the key of its part and its heading."""
    part = heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            part = block.id if block.level == 1 else part
            heading = "".join(span.text for line in block.lines for span in line)
        elif isinstance(block, Paragraph):
            yield part, heading, block.spans
        elif isinstance(block, TableBlock):
            for row in (row for group in block.table.groups for row in group.rows):
                first = "".join(span.text for span in row[0])
                for cell, column in zip(row, block.table.head, strict=True):
                    yield part, first + column, cell


@pytest.mark.parametrize("line", LINES)
def test_what_counts_is_found_and_called_by_the_words_around_it(line: str) -> None:
    text, _, labels = line.partition(" => ")
    plain = text.replace(OPENING, "").replace(CLOSING, "")
    counted = found(plain)
    marked = plain
    for each in reversed(counted):
        marked = f"{marked[: each.start]}{OPENING}{each.value}{CLOSING}{marked[each.end :]}"
    assert (marked, " | ".join(each.label for each in counted)) == (text, labels)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name if folder != ROOT else "data")
def test_the_figures_of_a_report_are_found_and_nothing_else(folder: Path) -> None:
    for each in reports(folder):
        counted = figures.find(each.clauses, terms())
        right = [
            spot
            for one in counted
            if (spot := (one.clause, one.start, one.end)) in each.facts
            and (one.value, one.unit) == (each.facts[spot].text, each.facts[spot].unit)
        ]
        assert len(right) >= ENOUGH * len(each.facts), each.name
        # what no reference of the year prints is a comparison with the year before (同比)
        others = [one for one in counted if (one.clause, one.start, one.end) not in each.facts]
        assert all("同比" in each.clauses[one.clause].text[one.start - 6 : one.start] for one in others)


def test_the_labels_of_whole_reports_are_these(golden: Compare) -> None:
    """Read the golden file as an official would: each line is a value and what it is called."""
    tables = []
    for folder in (ROOT, ROOT / "tests" / "projects" / "shifan"):
        *_, last = reports(folder)
        rows = [f"{each.value}\t{each.label}" for each in figures.find(last.clauses, terms())]
        tables.append("\n".join([f"# {last.name}", *rows, ""]))
    golden("importing.labels.txt", "\n".join(tables).encode())


def test_a_heading_gives_no_half_of_a_word_to_a_label() -> None:
    assert [phrases.topic(text) for text in ("加强规范性文件管理", "统筹发展和安全")] == ["", ""]
    assert phrases.topic("行政复议和应诉") == "行政复议和应诉"


def test_what_stands_twice_with_one_meaning_is_one_indicator() -> None:
    first, second, other = found("建成法律服务站12个。", "建成法律服务站12个。", "建成法律服务站13个。")
    assert (first.key, first.label) == (second.key, second.label) == ("建成法律服务站", "建成法律服务站")
    assert (other.key, other.label) == ("建成法律服务站2", "建成法律服务站（2）")


def test_a_cell_is_called_by_its_row_and_its_column() -> None:
    (cell,) = found("96次", heading="城市管理执法检查（次）")
    assert (cell.value, cell.label) == ("96次", "城市管理执法检查")


def test_a_cell_that_says_a_figure_of_the_prose_again_is_the_same_indicator() -> None:
    clauses = [
        Clause("聘请政府法律顾问7名，调处矛盾纠纷12件。", "decision_making"),
        Clause("7名", "decision_making", "政府法律顾问2024年"),
        Clause("12件", "decision_making", "行政应诉案件2024年"),
    ]
    advisers, _, again, other = figures.find(clauses, terms())
    assert again.key == advisers.key
    assert "数值相同、名称相近" in again.note
    assert other.label == "行政应诉案件"


def test_numbers_that_no_quantity_can_write_stay_text_and_are_reported() -> None:
    clauses = [Clause("检查场所六十家，增长5.1％，共1,234件。", "achievements")]
    assert figures.find(clauses, terms()) == ()
    assert [clauses[0].text[each.start : each.end] for each in figures.left(clauses, terms())] == [
        "六十家",
        "5.1％",
        "1,234件",
    ]


def test_a_figure_that_the_file_marks_carries_its_key() -> None:
    clause = Clause("受理案件约120余件次，办结率75%以上。", "achievements", marks=(Marked(5, 8, "cases"),))
    marked, rate = figures.find([clause], terms())
    assert (marked.key, marked.value) == ("cases", "约120余件次")
    assert (rate.key, rate.value, rate.unit) == ("案件办结率", "75%以上", "%")


WORDS = st.sampled_from(
    (
        "办理",
        "案件",
        "其中",
        "率",
        "，",
        "。",
        "、",
        "12件",
        "95%以上",
        "约3万余人次",
        "分别",
        "增长",
        "从",
        "到",
        "的",
    )
)


@given(st.lists(WORDS, max_size=20).map("".join), st.text(max_size=12))
def test_each_figure_is_a_quantity_as_it_is_written_with_a_key_of_its_own(text: str, heading: str) -> None:
    clauses = [Clause(text, "achievements", heading), Clause(text[::-1], "achievements")]
    counted = figures.find(clauses, terms())
    for each in counted:
        amount = quantity.parse(each.value)
        assert each.value == clauses[each.clause].text[each.start : each.end]
        assert amount is not None
        assert amount.unit == each.unit
        assert is_identifier(each.key)
        assert each.label
        assert each.note
    meanings = {(each.label, each.value) for each in counted}
    assert len({each.key for each in counted}) == len(meanings)
    spots = [(each.clause, each.start, each.end) for each in counted]
    assert spots == sorted(spots)
    for offer in relations.offer(counted, clauses):
        assert set(relation.parse(offer.relation).keys) <= {each.key for each in counted}


RELATIONS = {
    "审核文件10件，其中规范性文件5件、一般文件3件、协议1件、决策1件。": [
        "审核文件 == 审核文件其中规范性文件 + 审核文件其中一般文件 + 审核文件其中协议 + 审核文件其中决策"
    ],
    "审核文件10件，其中规范性文件6件、一般文件3件、协议4件。": [
        "# 审核文件 == 审核文件其中规范性文件 + 审核文件其中一般文件 + 审核文件其中协议"
    ],
    "审核文件10件，其中规范性文件5件。": ["审核文件其中规范性文件 <= 审核文件"],
    "调处纠纷717件，调解成功680件，成功率95%以上。": [
        "# 纠纷调解成功率 == 纠纷调解成功 / 调处纠纷",
        "纠纷调解成功 <= 调处纠纷",
    ],
    "调处纠纷200件，调解成功190件，成功率95%。": [
        "纠纷调解成功率 == 纠纷调解成功 / 调处纠纷",
        "纠纷调解成功 <= 调处纠纷",
    ],
    "技术合同成交额从1795亿元增加到2154亿元，增长20%。": [
        "技术合同成交额增长率 == (技术合同成交额 - 技术合同成交额此前) / 技术合同成交额此前"
    ],
    "聘请法律顾问5名，选派律师5名，参与率95%。": [],
    "取消行政许可事项13项，下放5项。": [],
}


@pytest.mark.parametrize("text", RELATIONS)
def test_relations_are_offered_where_the_words_say_so_and_the_figures_agree(text: str) -> None:
    offers = [f"{'' if offer.holds else '# '}{offer.relation}" for offer in offered(text)]
    assert offers == RELATIONS[text]


def test_figures_and_items_of_the_next_year_have_the_keys_and_ids_of_the_last() -> None:
    for name in ("shifan", "yangli"):
        held = opened(ROOT / "tests" / "projects" / name)
        assert held.catalogue is not None
        *_, before, last = (each.year for each in project.years(held, held.years))
        assert before is not None
        assert last is not None
        known = alike.known(held.catalogue, before)
        *_, now = reports(ROOT / "tests" / "projects" / name)
        counted = figures.find(now.clauses, terms(), known)
        for each in counted:
            fact = now.facts.get((each.clause, each.start, each.end))
            expected = fact.key if fact and fact.key in before.indicators else None
            assert expected is None or (each.key, each.label) == (expected, fact and fact.label)
            assert expected or each.key not in before.indicators
