"""A form in a real spreadsheet program: what is typed is reckoned, saved, and reads back.

示范市示范区 is made up.
"""

from __future__ import annotations

import io
import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import openpyxl
import pytest
import rendering
from openpyxl.comments import Comment
from test_workbook import forms

from lawgov_report.forms import returned, sheet, workbook

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.renders

# What is typed for some indicators, as a number or a text, and what that comes to in the hidden column
TYPED: dict[str, tuple[str | float, float | None]] = {
    "documents_reviewed": (59, 59),
    "normative_documents_reviewed": ("11", 11),
    "major_decisions_reviewed": ("9件", 9),
    "agreements_reviewed": ("38件", 38),
    "case_files_reviewed": ("1.2万", 12000),
    "case_files_qualified": ("1亿3000万册", None),
    "case_file_pass_rate": ("95%以上", None),
    "mediation_cases": (1000, 1000),
    "mediation_succeeded": ("950", 950),
    "mediation_success_rate": ("95%", 95),
    "litigation_cases": ("3-5件", None),
    "litigation_appearances": ("待报", None),
    "litigation_appearance_rate": (0.98, 98),
}
# Of the relations in their order
RESULTS = ["差 1", None, None, "✓", "✓", None, None]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a form that was filled in, as LibreOffice saves it: .xlsx, through .ods, PDF."""
    rendering.need()
    folder = tmp_path_factory.mktemp("office")
    form = next(form for form in forms() if form.department == "justice")
    book = openpyxl.load_workbook(io.BytesIO(workbook.write(form)))
    for row in sheet.identity(form).rows:
        cell = book[sheet.FORM][f"E{row.row}"]
        cell.value = TYPED[row.key][0] if row.key in TYPED else None
        if isinstance(cell.value, float):  # as it is pasted from another table
            cell.number_format = "0%"
    book[sheet.FORM]["E5"].comment = Comment("差 1", "lawgov")
    book.save(folder / "form.xlsx")
    _convert(folder, "form.xlsx", "xlsx", "once")
    _convert(folder, "form.xlsx", "ods", "ods")
    _convert(folder, "ods/form.ods", "xlsx", "twice")
    _convert(folder, "form.xlsx", "pdf", "printed")
    return folder


def _convert(folder: Path, name: str, form: str, out: str) -> None:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", form, "--outdir", str(folder / out), str(folder / name)],
        env={**os.environ, "HOME": str(folder)},
        check=True,
        capture_output=True,
        timeout=rendering.TIMEOUT,
    )


@pytest.mark.parametrize("way", ["once", "twice"])
def test_what_is_typed_is_reckoned(way: str, saved: Path) -> None:
    page = openpyxl.load_workbook(saved / way / "form.xlsx", data_only=True)[sheet.FORM]
    form = next(form for form in forms() if form.department == "justice")
    identity = sheet.identity(form)
    numbers = {row.key: page[f"{sheet.NUMBER}{row.row}"].value for row in identity.rows}
    assert {key: numbers[key] or None for key in TYPED} == {key: number for key, (_, number) in TYPED.items()}
    first = identity.footer - len(form.relations) - 1
    assert [page[f"E{first + row}"].value or None for row in range(len(form.relations))] == RESULTS


@pytest.mark.parametrize("way", ["once", "twice"])
def test_what_it_saves_reads_back(way: str, saved: Path) -> None:
    content = (saved / way / "form.xlsx").read_bytes()
    found = returned.read("form.xlsx", content)
    units = {row.key: row.unit for row in sheet.identity(forms()[1]).rows}
    values = {answer.key: answer.understood(units[answer.key]).value for answer in found.answers}
    expected = {
        "documents_reviewed": "59件",
        "case_files_reviewed": "1.2万册",
        "case_file_pass_rate": "95%以上",
    }
    assert {key: values[key] for key in expected} == expected


@pytest.mark.parametrize("way", ["once", "twice"])
def test_it_keeps_locks_checks_hints_and_comments(way: str, saved: Path) -> None:
    kept, ours = (_guards(saved / name) for name in (f"{way}/form.xlsx", "form.xlsx"))
    assert kept == ours
    assert ours.locked
    assert ours.comments == {"E5": "差 1"}
    assert len(ours.checks) == 2


class Guards(NamedTuple):
    """What guards a form: whether it is locked, which cells are not; checks, hints, comments."""

    locked: bool
    unlocked: frozenset[str]
    checks: dict[str, tuple[str, str]]
    hints: frozenset[str]
    comments: dict[str, str]


def _guards(path: Path) -> Guards:
    page = openpyxl.load_workbook(path)[sheet.FORM]
    cells = [cell for row in page.iter_rows(max_col=6) for cell in row]
    return Guards(
        page.protection.sheet,
        frozenset(cell.coordinate for cell in cells if not cell.protection.locked),
        {str(rule.sqref): (rule.prompt, rule.errorStyle) for rule in page.data_validations.dataValidation},
        frozenset(str(ranges.sqref) for ranges in page.conditional_formatting),
        {cell.coordinate: cell.comment.text for cell in cells if cell.comment},
    )


def test_it_prints_all_columns_on_one_page_with_the_head_on_each(saved: Path) -> None:
    pages = rendering.pages(saved / "printed" / "form.pdf")
    lines = [["".join(glyph.text for glyph in line) for line in page.lines] for page in pages]
    assert len(pages) == 3
    for page in lines[:2]:
        assert any("指标" in line and "备注" in line for line in page)
