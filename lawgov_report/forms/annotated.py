"""A department's form once more, as it was filled in, with each finding as a comment on its cell.

Knows openpyxl; not how findings come about. The form is made anew from the catalogue, not from the file that
came back: rows that were moved or deleted are in place again, and nothing that a stranger put there goes out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.forms import sheet, workbook
from lawgov_report.reading.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_report.forms.returned import Answer, Returned
    from lawgov_report.forms.sheet import Form
    from lawgov_report.reading.diagnostics import Diagnostic

AUTHOR = "lawgov"
MARK = "FFC7CE"  # the colour that Excel itself gives to what is bad
LINE = 18  # characters of a comment in a line
OWN = re.compile("豁免|data/|年度文件")  # in what only whoever writes the report can do
WIDTH, LINE_HEIGHT = 260, 18  # of a comment, in points


def write(form: Form, returned: Returned, found: Iterable[Diagnostic]) -> bytes:
    """Return the file of `form` with the answers of one that came back, and what was found in it.

    Raises Unusable without openpyxl.
    """
    book = workbook.workbook(form)
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    page = book[sheet.FORM]
    rows = {row.key: row.row for row in sheet.identity(form).rows}
    for cell, text in _filled_in(form, returned, rows).items():
        page[cell].value = FORBIDDEN.sub("", text)
        page[cell].data_type = "s"  # never a formula, whatever it begins with
    for cell, findings in _by_cell(returned, rows, found).items():
        text = "\n".join(map(_comment, findings))
        height = LINE_HEIGHT * (2 + len(text) // LINE + text.count("\n"))
        page[cell].comment = Comment(text, AUTHOR, height=height, width=WIDTH)
        page[cell].fill = PatternFill("solid", start_color=MARK, end_color=MARK)
    return workbook.saved(book)


def _filled_in(form: Form, returned: Returned, rows: Mapping[str, int]) -> dict[str, str]:
    """Return what was filled in, by the cells where it stands in the new form."""
    cells = {}
    for answer in returned.answers:
        if answer.key in rows:
            cells[f"{sheet.VALUE}{rows[answer.key]}"] = answer.shown
            cells[f"{sheet.NOTE}{rows[answer.key]}"] = answer.note
    identity = sheet.identity(form)
    for name, text in returned.footer.items():
        if text:
            cells[identity.cell(name)] = text
    return cells


def _by_cell(
    returned: Returned, rows: Mapping[str, int], found: Iterable[Diagnostic]
) -> dict[str, list[Diagnostic]]:
    """Return the findings by the cells of the new form; those of no answer are at its title."""
    answers: dict[tuple[int, int], Answer] = {
        (answer.place.line, answer.place.column): answer for answer in returned.answers
    }
    cells: dict[str, list[Diagnostic]] = {}
    for finding in found:
        answer = answers.get((finding.place.line, finding.place.column))
        known = answer is not None and answer.key in rows
        cell = f"{sheet.VALUE}{rows[answer.key]}" if answer and known else f"{sheet.LABEL}{sheet.TITLE_ROW}"
        cells.setdefault(cell, []).append(finding)
    return cells


def _comment(finding: Diagnostic) -> str:
    clauses = [clause for clause in finding.hint.split("；") if not OWN.search(clause)]
    remedy = f"\n怎么改：{'；'.join(clauses)}" if any(clauses) else ""
    return f"{finding.message}{remedy}"
