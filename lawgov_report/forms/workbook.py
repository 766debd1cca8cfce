"""A Form as a workbook of Excel: only what is to be filled in can be edited, and the same bytes on any day.

Knows openpyxl and how a form looks; not which indicators a department is asked for. `workbook` returns it
unsaved, so that a form that is sent back can have comments; `saved` returns its bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal, NamedTuple

from lawgov_report.files import Unusable, installing
from lawgov_report.forms import cells, guide, sheet
from lawgov_report.forms.sheet import COLUMNS, HEAD_ROW, LABEL, NOTE, RECKONING, VALUE
from lawgov_report.language.width import width
from lawgov_report.writing import archive, digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

    from lawgov_report.forms.sheet import Form, Identity

EXTRA = f"报送表要用 openpyxl：{installing('forms')}"
WIDTHS = {"A": 32, "B": 34, "C": 9, "D": 15, "E": 15, "F": 26}  # columns of half-width characters
LINE_HEIGHT = 15.5  # points, of the text of a row
TITLE_HEIGHT, HEAD_HEIGHT, ROW_HEIGHT = 34, 22, 20
HEADING_HEIGHTS = (TITLE_HEIGHT, ROW_HEIGHT, ROW_HEIGHT, HEAD_HEIGHT)
A4 = 9  # ECMA-376-1, 18.3.1.63, paperSize
FACE = "宋体"
HEAD_FILL, LOCKED_FILL, OPEN_FILL = "D9E2F3", "F2F2F2", "FFF9DB"
FAR_OFF, UNEXPLAINED = "F8B878", "FFD9B3"
GREEN, RED = "1B7F3B", "C00000"
# what XML has no room for; openpyxl refuses a text with such a character
UNPRINTABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
CORE = "docProps/core.xml"
# Without the times that openpyxl writes: they would be other bytes each day
CORE_XML = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>lawgov</dc:creator></cp:coreProperties>'
)
# Excel marks numbers that stand as text with a green corner; here each is meant to. openpyxl does not write
# this element, whose place is behind the page setup and before what comments need: ECMA-376-1, 18.3.1.99
FIRST_SHEET = "xl/worksheets/sheet1.xml"
NO_CORNERS = b'<ignoredErrors><ignoredError sqref="A1:F100000" numberStoredAsText="1"/></ignoredErrors>'
BEHIND_PAGE = re.compile(b"<(?:drawing|legacyDrawing|tableParts|/worksheet)")


class Look(NamedTuple):
    """How a kind of cell looks."""

    bold: bool = False
    size: int = 11
    fill: str = ""
    bordered: bool = True
    aligned: Literal["left", "center", "centerContinuous"] = "left"
    wrapped: bool = True
    editable: bool = False
    text: bool = False


LOOKS = {
    "title": Look(bold=True, size=18, bordered=False, aligned="centerContinuous", wrapped=False),
    "particulars": Look(bordered=False, wrapped=False),
    "head": Look(bold=True, fill=HEAD_FILL, aligned="center"),
    "fixed": Look(fill=LOCKED_FILL),
    "centred": Look(fill=LOCKED_FILL, aligned="center"),
    "value": Look(fill=OPEN_FILL, aligned="center", editable=True, text=True),
    "note": Look(fill=OPEN_FILL, editable=True, text=True),
}


# The looks of the cells of a row
TITLES, HEADS = ("title",) * len(COLUMNS), ("head",) * len(COLUMNS)
LINE = ("fixed", "fixed", "centred", "centred", "value", "note")
RELATION = ("fixed", "fixed", "centred", "centred", "centred", "centred")


def workbook(form: Form) -> Workbook:
    """Return the workbook of a form, unsaved. Raises Unusable without openpyxl."""
    try:
        from openpyxl import Workbook
        from openpyxl.workbook.protection import WorkbookProtection
    except ImportError as error:
        raise Unusable(EXTRA) from error
    book = Workbook()
    _add_looks(book)
    identity = sheet.identity(form)
    book.remove(book.worksheets[0])
    _fill(book.create_sheet(sheet.FORM), form, identity)
    _guide(book.create_sheet(sheet.GUIDE))
    _identify(book.create_sheet(sheet.HIDDEN), identity)
    # so that nobody removes the hidden sheet by accident; there is no password, and need be none
    book.security = WorkbookProtection(lockStructure=True)
    return book


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file that carries its digest."""
    from openpyxl.writer.excel import ExcelWriter

    buffer = io.BytesIO()
    # stored, where book.save would deflate: the members are packed anew, with dates that never change
    with zipfile.ZipFile(buffer, "w") as package:
        ExcelWriter(book, package).save()
    members = archive.members(buffer.getvalue())
    members[CORE] = CORE_XML
    members[FIRST_SHEET] = BEHIND_PAGE.sub(lambda found: NO_CORNERS + found[0], members[FIRST_SHEET], count=1)
    members = digest.with_custom(members)
    members[digest.CUSTOM] = digest.filled(members[digest.CUSTOM], digest.sums(members))
    return archive.join(archive.member(name, content) for name, content in members.items())


def write(form: Form) -> bytes:
    """Return the file of a form."""
    return saved(workbook(form))


# The sheet that is filled in


def _fill(page: Worksheet, form: Form, identity: Identity) -> None:
    """Write the form itself: heading, indicators, relations, footer; then what guards them."""
    _heading(page, form)
    _lines(page, form)
    _relations(page, form, identity)
    _footer(page, form, identity)
    if form.lines:
        _checks(page, form, identity)
    _protect(page)
    _print(page, identity)


def _heading(page: Worksheet, form: Form) -> None:
    year = f"{form.year}年度" if form.year else "    年度"
    department = f"报送部门：{form.name}" if form.department else "报送部门：全部"
    due = f"{form.due}前报送" if form.due else ""
    for row, height in enumerate(HEADING_HEIGHTS, 1):
        page.row_dimensions[row].height = height
    # centred over all columns without merging: openpyxl writes merged cells in another order each time
    _row(page, sheet.TITLE_ROW, (f"{form.office}{year}法治政府建设数据报送表",), TITLES)
    _put(page, f"{LABEL}{sheet.PARTICULARS_ROW}", department, "particulars")
    _put(page, f"{sheet.BEFORE}{sheet.PARTICULARS_ROW}", due, "particulars")
    _put(page, f"{LABEL}{sheet.ADVICE_ROW}", guide.ADVICE, "particulars")
    years = {sheet.BEFORE: form.year - 1, VALUE: form.year} if form.year else {}
    for column, name in COLUMNS.items():
        shown = f"{name}（{years[column]}年）" if column in years else name
        _put(page, f"{column}{HEAD_ROW}", shown, "head")


def _lines(page: Worksheet, form: Form) -> None:
    department = ""
    for row, line in sheet.placed(form.lines):
        if line.department != department:
            department = line.department
            _row(page, row - 1, (department,), HEADS)
        shown = (line.label, line.definition, line.unit, line.before, line.value, line.note)
        _row(page, row, shown, LINE)
        # the columns that only reckon are hidden
        for column, content in enumerate((cells.number(row), cells.last(line), cells.limit(line)), 7):
            page.cell(row, column, content)
        page.row_dimensions[row].height = _height(line.label, line.definition, line.note)


def _height(label: str, definition: str, note: str) -> float:
    """Return how high a row must be for its texts: Excel does so by itself, some viewers do not."""
    texts = ((label, WIDTHS[LABEL]), (definition, WIDTHS[sheet.DEFINITION]), (note, WIDTHS[NOTE]))
    # a column holds some characters less than its width says, for the margins and the indent
    lines = max(-(-width(text) // (columns - 4)) for text, columns in texts)
    return max(ROW_HEIGHT, lines * LINE_HEIGHT + 6)


def _relations(page: Worksheet, form: Form, identity: Identity) -> None:
    """Write what must hold between values: both sides in words, and whether it does as they are typed."""
    if not form.relations:
        return
    sums = cells.Sums({row.key: row.row for row in identity.rows}, {line.key: line for line in form.lines})
    first = _first_relation(form, identity)
    _row(page, first - 1, guide.RELATIONS, HEADS)
    page.row_dimensions[first - 1].height = HEAD_HEIGHT
    for row, formula in enumerate(form.relations, first):
        left, right = cells.words(formula, sums)
        _row(page, row, (left, right), RELATION)
        page[f"{VALUE}{row}"] = cells.check(formula, sums)
        page.row_dimensions[row].height = _height(left, right, "")


def _first_relation(form: Form, identity: Identity) -> int:
    return identity.footer - len(form.relations) - 1


def _footer(page: Worksheet, form: Form, identity: Identity) -> None:
    for name in sheet.FOOTER:
        cell = identity.cell(name)
        column, row = cell[0], cell[1:]
        _put(page, f"{sheet.FOOTER_LABELS[column]}{row}", name, "head")
        _put(page, cell, form.footer.get(name, ""), "note")
        page.row_dimensions[int(row)].height = HEAD_HEIGHT


def _checks(page: Worksheet, form: Form, identity: Identity) -> None:
    """Add what Excel says while a value is typed: what may stand there, what is far off, which sums hold."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Font, PatternFill

    rows = [*sheet.placed(form.lines)]
    first, last = rows[0][0], rows[-1][0]
    for bounded in (False, True):
        _validate(page, [row for row, line in rows if line.bounded is bounded], bounded=bounded)
    orange, pale = (PatternFill("solid", bgColor=colour) for colour in (FAR_OFF, UNEXPLAINED))
    hints = page.conditional_formatting
    hints.add(f"{VALUE}{first}:{VALUE}{last}", FormulaRule([cells.is_far_off(first)], fill=orange))
    hints.add(f"{NOTE}{first}:{NOTE}{last}", FormulaRule([cells.is_unexplained(first)], fill=pale))
    if form.relations:
        sums, result = cells.results(_first_relation(form, identity), len(form.relations))
        hints.add(sums, FormulaRule([f'{result}="{cells.HOLDS}"'], font=Font(color=GREEN)))
        hints.add(sums, FormulaRule([f'LEFT({result},1)="{cells.OFF[0]}"'], font=Font(color=RED)))


def _validate(page: Worksheet, rows: Sequence[int], *, bounded: bool) -> None:
    """Have Excel ask once more where a value is none. It does not refuse: the rules judge what comes back."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if not rows:
        return
    condition = cells.is_share(rows[0]) if bounded else cells.is_quantity(rows[0])
    # all ranges at once: openpyxl's add() looks through all that it has for each
    ranges = " ".join(f"{VALUE}{begin}:{VALUE}{end}" for begin, end in _runs(rows))
    validation = DataValidation("custom", condition, allow_blank=True, errorStyle="warning", sqref=ranges)
    validation.promptTitle, validation.errorTitle = guide.HINT_TITLE, guide.ERROR_TITLE
    validation.prompt = guide.SHARE_HINT if bounded else guide.HINT
    validation.error = guide.SHARE_ERROR if bounded else guide.ERROR
    validation.showInputMessage = validation.showErrorMessage = True
    page.add_data_validation(validation)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield rows that follow one another as their first and last: few ranges, which Excel reads sooner."""
    begin = end = 0
    for row in rows:
        if begin and row == end + 1:
            end = row
            continue
        if begin:
            yield begin, end
        begin = end = row
    if begin:
        yield begin, end


def _protect(page: Worksheet) -> None:
    """Lock all but what is to be filled in; rows and columns may be made higher and wider."""
    page.protection.sheet = True
    page.protection.formatRows = page.protection.formatColumns = False  # False: not forbidden


def _print(page: Worksheet, identity: Identity) -> None:
    """Set columns, frozen head and pages: A4, all columns on one page, the head on each."""
    for column, columns in WIDTHS.items():
        page.column_dimensions[column].width = columns
    for column in RECKONING:
        page.column_dimensions[column].hidden = True
    page.freeze_panes = f"{LABEL}{HEAD_ROW + 1}"
    page.sheet_view.showGridLines = False
    page.print_area = f"{LABEL}1:{NOTE}{identity.footer + 1}"
    page.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    _on_a4(page, "landscape")


def _on_a4(page: Worksheet, orientation: Literal["landscape", "portrait"]) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    page.page_setup.orientation = orientation
    page.page_setup.paperSize = A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0  # as many pages long as it needs
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_options.horizontalCentered = True
    if page.oddFooter is not None:
        page.oddFooter.center.text = "第 &P 页，共 &N 页"


# The other sheets


def _guide(page: Worksheet) -> None:
    """Write the guidance: how to fill the form in, and how values may be written."""
    _put(page, "A1", guide.TITLE, "title")
    _put(page, "B1", "", "title")
    page.row_dimensions[1].height = TITLE_HEIGHT
    for row, step in enumerate(guide.STEPS, 2):
        _put(page, f"A{row}", step, "particulars")
        page.row_dimensions[row].height = ROW_HEIGHT
    first = len(guide.STEPS) + 3
    for row, (way, meaning) in enumerate((guide.WAYS_TITLE, *guide.WAYS), first):
        look = "head" if row == first else "centred"
        _put(page, f"A{row}", way, look)
        _put(page, f"B{row}", meaning, "head" if row == first else "fixed")
        page.row_dimensions[row].height = ROW_HEIGHT
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 70
    page.protection.sheet = True
    page.sheet_view.showGridLines = False
    _on_a4(page, "portrait")


def _identify(page: Worksheet, identity: Identity) -> None:
    """Write the hidden sheet; Excel's own menus do not show it."""
    for row, texts in enumerate(sheet.cells(identity), 1):
        for column, text in enumerate(texts, 1):
            _write(page.cell(row, column), text)
    page.sheet_state = "veryHidden"
    page.protection.sheet = True


# Cells


def _put(page: Worksheet, cell: str, text: str, look: str) -> None:
    target = page[cell]
    target.style = look
    _write(target, text)


def _row(page: Worksheet, row: int, texts: Iterable[str], looks: Iterable[str]) -> None:
    """Write texts into the first cells of a row, which look so, also those without a text."""
    for column, (text, look) in enumerate(zip_longest(texts, looks, fillvalue=""), 1):
        cell = page.cell(row, column)
        cell.style = look
        _write(cell, text)


def _write(cell: Cell | MergedCell, text: str) -> None:
    """Write a text as text: what begins with = + - @ is never a formula."""
    if text:
        cell.value = UNPRINTABLE.sub("", text)
        cell.data_type = "s"


def _add_looks(book: Workbook) -> None:
    for name, look in LOOKS.items():
        book.add_named_style(_style(name, look))


def _style(name: str, look: Look) -> NamedStyle:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

    side = Side("thin", color="808080") if look.bordered else None
    indent = 1 if look.aligned == "left" else 0
    return NamedStyle(
        name=name,
        font=Font(name=FACE, size=look.size, bold=look.bold),
        fill=PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill(),
        border=Border(side, side, side, side) if side else Border(),
        alignment=Alignment(look.aligned, "center", wrap_text=look.wrapped, indent=indent),
        protection=Protection(locked=not look.editable),
        # as text: Excel makes a date of 3-5, and 0.95 of 95%, while it is typed
        number_format="@" if look.text else "General",
    )
