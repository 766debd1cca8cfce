"""Forms as workbooks: what two readers see of one, what can be edited, and that its bytes are the same.

示范市示范区 is made up.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import python_calamine
import shifan
from made import ROOT
from openxml_audit import OpenXmlValidator

from lawgov_report.forms import departments, guide, sheet, workbook
from lawgov_report.forms.departments import Collection
from lawgov_report.forms.sheet import Form, Line
from lawgov_report.language import quantity
from lawgov_report.writing import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Compare
    from openpyxl import Workbook

COLLECTION = Collection("示范市示范区人民政府", "2022年1月20日")
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
INJECTIONS = ("=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://a.invalid")', "\t=1")


@dataclass(frozen=True)
class Written:
    """A form, its bytes, and what openpyxl reads of them."""

    form: Form
    content: bytes
    book: Workbook


def forms() -> tuple[Form, ...]:
    years = shifan.years()
    return departments.forms(shifan.catalogue(), years[2021], years[2020], COLLECTION)


@pytest.fixture(scope="module")
def justice() -> Written:
    form = next(form for form in forms() if form.department == "justice")
    content = workbook.write(form)
    return Written(form, content, openpyxl.load_workbook(io.BytesIO(content)))


def shown(book: Workbook) -> Iterator[str]:
    """Yield the sheets of a workbook as text: what cells hold, those to be filled in with ✎.

    Of the columns that only reckon, whose formulas are alike, the first row stands for all.
    """
    for page in book:
        yield f"【{page.title}】{page.sheet_state} {page.dimensions} {page.freeze_panes or ''}".rstrip()
        for number, row in enumerate(page.iter_rows(), 1):
            for cell in row if page.title != sheet.FORM or number <= sheet.FIRST_ROW else row[:6]:
                mark = "" if cell.protection.locked else " ✎"
                if cell.value is not None or mark:
                    yield f"{cell.coordinate}{mark} {'' if cell.value is None else cell.value}".rstrip()


def test_a_form_is_the_one_that_was_looked_at(justice: Written, golden: Compare) -> None:
    golden("shifan-2021.form.txt", "".join(f"{line}\n" for line in shown(justice.book)).encode())


def test_only_what_is_to_be_filled_in_can_be_edited(justice: Written) -> None:
    identity = sheet.identity(justice.form)
    rows = [row.row for row in identity.rows]
    expected = {f"{column}{row}" for row in rows for column in "EF"} | {*map(identity.cell, sheet.FOOTER)}
    page = justice.book[sheet.FORM]
    assert {cell.coordinate for row in page for cell in row if not cell.protection.locked} == expected
    assert all(page.protection.sheet and not page.protection.password for page in justice.book)
    assert justice.book.security is not None
    assert justice.book.security.lockStructure


def test_the_hidden_sheet_says_which_row_is_which_indicator(justice: Written) -> None:
    hidden = justice.book[sheet.HIDDEN]
    assert hidden.sheet_state == "veryHidden"
    texts = [[cell or "" for cell in row] for row in hidden.iter_rows(values_only=True)]
    identity = sheet.read([[str(cell) for cell in row] for row in texts])
    assert identity == sheet.identity(justice.form)
    page = justice.book[sheet.FORM]
    assert [page[f"A{row.row}"].value for row in identity.rows] == [row.label for row in identity.rows]


def test_two_readers_read_the_same(justice: Written) -> None:
    other = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(justice.content))
    assert other.sheet_names == justice.book.sheetnames
    states = [str(each.visible).rpartition(".")[2] for each in other.sheets_metadata]
    assert states == ["Visible", "Visible", "VeryHidden"]
    for page in justice.book:
        rows = other.get_sheet_by_name(page.title).to_python(skip_empty_area=False)
        for cells, values in zip(page.iter_rows(), rows, strict=True):
            for cell, value in zip(cells, values, strict=False):
                if cell.data_type != "f":
                    assert (cell.value or "") == value, cell.coordinate


def test_the_parts_themselves_say_what_is_locked_and_checked(justice: Written) -> None:
    with zipfile.ZipFile(io.BytesIO(justice.content)) as package:
        styles, page = (
            ET.fromstring(package.read(part))  # noqa: S314 our own file
            for part in ("xl/styles.xml", "xl/worksheets/sheet1.xml")
        )
    formats = styles.findall(f"{MAIN}cellXfs/{MAIN}xf")
    open_ = [
        number
        for number, each in enumerate(formats)
        if each.find(f"{MAIN}protection[@locked='0']") is not None
    ]
    unlocked = {cell.get("r") for cell in page.iter(f"{MAIN}c") if int(cell.get("s", "0")) in open_}
    read = {cell.coordinate for row in justice.book[sheet.FORM] for cell in row if not cell.protection.locked}
    assert unlocked == read
    protection = page.find(f"{MAIN}sheetProtection")
    assert protection is not None
    assert protection.get("sheet") == "1"
    formulas = [formula.text for formula in page.iter(f"{MAIN}formula1")]
    rules = justice.book[sheet.FORM].data_validations.dataValidation
    assert formulas == [rule.formula1 for rule in rules]
    assert page.find(f"{MAIN}ignoredErrors") is not None


def test_a_form_keeps_to_the_format_but_for_what_openpyxl_writes_itself(
    justice: Written, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(justice.content)
    errors = {str(error) for error in OpenXmlValidator().validate(path).errors}
    # openpyxl keeps texts in their cells, and has an order of its own for the properties of fonts
    assert {error for error in errors if "inline-string" not in error and "/fonts[1]/" not in error} == set()


def test_a_page_is_one_wide_with_its_head_on_each(justice: Written) -> None:
    page = justice.book[sheet.FORM]
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight, page.page_setup.paperSize) == (1, 0, 9)
    assert page.print_title_rows == "$4:$4"
    assert page.freeze_panes == "A5"
    assert {letter for letter, column in page.column_dimensions.items() if column.hidden} >= {"G"}


def test_a_value_is_checked_while_it_is_typed(justice: Written) -> None:
    page = justice.book[sheet.FORM]
    checked = {str(rule.sqref): rule for rule in page.data_validations.dataValidation}
    shares = [row for row, line in sheet.placed(justice.form.lines) if line.bounded]
    _, share = checked
    assert share.split() == [f"E{row}" for row in shares]
    assert {rule.prompt for rule in checked.values()} == {guide.HINT, guide.SHARE_HINT}
    assert len(guide.HINT) <= 255 >= len(guide.SHARE_ERROR)  # Excel refuses a file with a longer one
    assert all(len(rule.formula1) <= 255 for rule in checked.values())
    assert {str(rules.sqref) for rules in page.conditional_formatting} >= {"E5:E27", "F5:F27"}


def test_no_text_is_a_formula() -> None:
    lines = tuple(Line(f"k{row}", text, "件", text, text, text, text) for row, text in enumerate(INJECTIONS))
    content = workbook.write(
        Form("=1+1", 2022, "=1+1", "=1+1", lines, footer=dict.fromkeys(sheet.FOOTER, "=1+1"))
    )
    page = openpyxl.load_workbook(io.BytesIO(content))[sheet.FORM]
    formulas = {cell.coordinate[0] for row in page for cell in row if cell.data_type == "f"}
    assert formulas == {sheet.NUMBER}
    assert [page[f"A{row}"].value for row in range(5, 5 + len(INJECTIONS))] == [*INJECTIONS]


def test_a_form_is_the_same_bytes_in_another_process_and_holds_no_time(justice: Written) -> None:
    code = "import pickle, sys; from lawgov_report.forms import workbook; "
    code += "sys.stdout.buffer.write(workbook.write(pickle.load(sys.stdin.buffer)))"
    environment = {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=pickle.dumps(justice.form),
        capture_output=True,
        check=True,
        env=environment,
    )
    assert done.stdout == justice.content
    with zipfile.ZipFile(io.BytesIO(justice.content)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in package.read("docProps/core.xml")


def test_a_form_that_was_filled_in_is_no_longer_ours(justice: Written) -> None:
    assert digest.origin("xlsx", justice.content) is digest.Origin.OURS
    book = openpyxl.load_workbook(io.BytesIO(justice.content))
    book[sheet.FORM]["E5"] = "60件"
    saved = io.BytesIO()
    book.save(saved)
    assert digest.origin("xlsx", saved.getvalue()) is digest.Origin.CHANGED


def test_the_blank_form_has_every_indicator_in_force_by_department() -> None:
    form = departments.blank(shifan.catalogue(), 2021, COLLECTION)
    indicators = shifan.catalogue().indicators
    in_force = {key for key, indicator in indicators.items() if (indicator.until or 2021) >= 2021}
    assert {line.key for line in form.lines} == in_force
    page = openpyxl.load_workbook(io.BytesIO(workbook.write(form)))[sheet.FORM]
    assert page["A5"].value == form.lines[0].department
    assert len(departments.blank(shifan.catalogue(), 0, COLLECTION).lines) == len(indicators)


def test_every_way_to_write_a_value_that_the_guide_shows_is_one() -> None:
    units = {"717": "件", "0": "件"}
    for way, _ in guide.WAYS:
        text = way + units.get(way, "")
        assert text in sheet.WORDS or quantity.parse(text) is not None, way


def test_the_digest_of_the_catalogue_is_of_what_is_asked_for() -> None:
    line = Line("a", "甲", "件")
    digests = [
        sheet.catalogue([each])
        for each in (line, line._replace(value="3件", before="4件", note="有原因"), line._replace(unit="个"))
    ]
    assert digests[0] == digests[1] != digests[2]
