"""A made-up project in memory whose forms go out, are filled in and come back (样例市样例区)."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import made
import openpyxl

from lawgov_report.forms import departments, figure_lines, merging, returned, sheet, workbook
from lawgov_report.models import project

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from lawgov_report.forms.merging import Merged
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year

OFFICE = "样例市样例区"
TERMS = merging.Conditions(OFFICE, date(2021, 1, 10))
HEAD, TAIL = made.YEAR.split("indicators:\n")[0], "preamble:" + made.YEAR.split("preamble:")[1]


class Known(NamedTuple):
    """A project in memory: its catalogue as text and as read, its year, and the year's bytes."""

    text: str
    catalogue: Catalogue
    year: Year
    content: bytes


def opened(catalogue: str, content: bytes) -> Known:
    held = {"indicators.yaml": catalogue.encode(), "2020.yaml": content}
    found = project.open_(held.__getitem__, held)
    (reading,) = project.years(found, [2020])
    assert found.catalogue is not None, found.diagnostics
    assert reading.year is not None, reading.diagnostics
    return Known(catalogue, found.catalogue, reading.year, content)


def exported(known: Known) -> dict[str, bytes]:
    collection = departments.Collection(OFFICE)
    forms = departments.forms(known.catalogue, known.year, None, collection)
    return {f"{form.name}.xlsx": workbook.write(form) for form in forms}


def filled(content: bytes, values: Mapping[str, str | int | float]) -> bytes:
    """Return a form with values typed into it, by the keys of the indicators."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    head = len(sheet.PAIRS) + 1
    for row in book[sheet.HIDDEN].iter_rows(min_row=head + 1, values_only=True):
        if str(row[0]) in values:
            book[sheet.FORM][f"{sheet.VALUE}{row[1]}"] = values[str(row[0])]
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def edited(content: bytes, edit: Callable[[Worksheet], None]) -> bytes:
    """Return a form whose first sheet somebody has edited."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book[sheet.FORM])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def imported(
    known: Known, files: Mapping[str, bytes], terms: merging.Conditions = TERMS
) -> tuple[Merged, bytes]:
    forms = [returned.read(name, content) for name, content in files.items()]
    merged = merging.merge(known.catalogue, known.year, forms, terms)
    return merged, figure_lines.write(known.content, merged.entries, [*known.catalogue.indicators])
