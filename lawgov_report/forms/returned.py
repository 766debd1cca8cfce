"""A form that came back, as Excel file or CSV: what was answered of each indicator, and in which cell.

Knows the layout and files as others save them; not the catalogue, nor what the year already says.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.forms import guide, quantities, sheet
from lawgov_report.language import dates, width
from lawgov_report.readers import csv, xlsx
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.reading.diagnostics import Diagnostic, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from lawgov_report.forms.quantities import Understood
    from lawgov_report.forms.sheet import Identity, Row
    from lawgov_report.readers.published import Row as CsvRow
    from lawgov_report.readers.xlsx import Cells, SheetCell, Workbook

ROW = "LG911"  # form-does-not-fit
MAX_BYTES = 1 << 24  # of a file; a form of 2,000 indicators has 100 KB
LABEL, VALUE, NOTE = (xlsx.column_number(letters) for letters in (sheet.LABEL, sheet.VALUE, sheet.NOTE))
LONGEST_NOTE = 500  # characters of a remark that are taken over
LONGEST_NAME = 40
BELOW = {guide.RELATIONS[0], *sheet.FOOTER}  # what the rows behind those of the indicators begin with
KEY, HEAD = "键", re.compile(r"(?P<year>[1-9][0-9]{3})年数值")  # the heads of the CSV of indicators --owed
OTHERS = ("名称", "单位", "备注")
NO_TABLE = f"不是 lawgov 编出的表：首行要有 {KEY} 和 2021年数值 这样的栏目"


class Answer(NamedTuple):
    """What was filled in for one indicator, where, and what that says.

    `label` and `unit` are as the form has them, "" where it has none; `base` is what stood in the cell when
    the form was made. `shown` is the cell as whoever filled it in saw it.
    """

    key: str
    label: str
    unit: str
    place: Place
    base: str = ""
    shown: str = ""
    note: str = ""
    cell: SheetCell | None = None
    since_1904: bool = False

    def understood(self, unit: str) -> Understood:
        """Return what it says in a unit, which is the catalogue's."""
        if self.cell is None:
            return quantities.of_text(self.shown, unit)
        return quantities.understand(self.cell, unit, since_1904=self.since_1904)


class Returned(NamedTuple):
    """A form that came back. `department` is a key, "" of a form of all departments; `year` is 0 for none.

    `file` is its path as shown, by which places name it.
    `footer` is what was filled in below the rows, `date` the day there; `findings` are of rows that are not
    where they were.
    """

    file: str
    sha256: str
    year: int
    office: str
    department: str
    answers: tuple[Answer, ...]
    place: Place
    footer: Mapping[str, str]
    date: date | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, without the folder."""
        return self.file.rpartition("/")[2]


def read(file: str, content: bytes) -> Returned:
    """Return what a form says. Raises Unusable, with the file's name, where it is none that can be read."""
    if len(content) > MAX_BYTES:
        raise Unusable(f"{file} 超过 {MAX_BYTES >> 20} MB")
    try:
        return _csv(file, content) if file.lower().endswith(".csv") else _workbook(file, content)
    except Unusable as error:
        raise Unusable(f"{file} {error}") from error


# Excel


def _workbook(file: str, content: bytes) -> Returned:
    book = xlsx.read(content, (sheet.FORM, sheet.HIDDEN))
    if sheet.HIDDEN not in book.sheets:
        raise Unusable(sheet.FOREIGN)
    identity = sheet.read(_texts(book.sheets[sheet.HIDDEN]))
    if sheet.FORM not in book.sheets:
        raise Unusable(f"里没有工作表 {sheet.FORM}；把填好的工作表的名字改回 {sheet.FORM}")
    head = book.sheets[sheet.FORM].get((sheet.HEAD_ROW, sheet.COLUMN_OF_VALUE))
    if head is None or not head.text.startswith(sheet.COLUMNS[sheet.VALUE]):
        where = f"{sheet.VALUE}{sheet.HEAD_ROW}"
        raise Unusable(
            f"{where} 不是“本年”，列被增删或移动过；把各列恢复原样，或把填的内容复制到重新导出的表里"
        )
    form = _Sheet(file, book, identity)
    rows, findings = form.rows()
    footer = form.footer()
    return Returned(
        file,
        sha256(content).hexdigest(),
        identity.year,
        identity.office,
        identity.department,
        tuple(form.answer(row, at) for row, at in rows),
        form.place(sheet.TITLE_ROW, LABEL),
        {name: _line(text, LONGEST_NAME) for name, text in footer.items()},
        _day(footer.get("填报日期", "")),
        tuple(findings),
    )


def _texts(cells: Cells) -> list[tuple[str, ...]]:
    """Return the rows of the hidden sheet that hold anything, as text."""
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in cells.items():
        if column <= len(sheet.HEAD):
            rows.setdefault(row, {})[column] = cell.text
    width_of = range(1, len(sheet.HEAD) + 1)
    return [tuple(rows[row].get(column, "") for column in width_of) for row in sorted(rows)]


class _Sheet:
    """The sheet that was filled in, and what the hidden one says of its rows."""

    def __init__(self, file: str, book: Workbook, identity: Identity) -> None:
        self.file, self.identity, self.since_1904 = file, identity, book.since_1904
        self.cells = book.sheets[sheet.FORM]
        self.labels = {
            row: _plain(cell.text) for (row, column), cell in sorted(self.cells.items()) if column == LABEL
        }
        # below the indicators, relations begin with a label too: their cells hold no values
        below = (row for row, label in self.labels.items() if row > sheet.HEAD_ROW and label in BELOW)
        last = max((row for row, _ in self.cells), default=0)
        self.end = min(below, default=last + 1)
        self.places: dict[str, list[int]] = {}
        for row, label in self.labels.items():
            if sheet.HEAD_ROW < row < self.end:
                self.places.setdefault(label, []).append(row)

    def place(self, row: int, column: int) -> Place:
        return Place(self.file, row, column, row, column + 1, sheet.FORM)

    def shown(self, row: int, column: int) -> str:
        cell = self.cells.get((row, column))
        return "" if cell is None else quantities.shown(cell, since_1904=self.since_1904)

    def answer(self, row: Row, at: int) -> Answer:
        return Answer(
            row.key,
            row.label,
            row.unit,
            self.place(at, VALUE),
            row.value,
            self.shown(at, VALUE),
            _line(self.shown(at, NOTE), LONGEST_NOTE),
            self.cells.get((at, VALUE)),
            self.since_1904,
        )

    def rows(self) -> tuple[list[tuple[Row, int]], list[Diagnostic]]:
        """Return the rows of the form, each with where it stands now, and what is wrong with the others.

        Where two indicators have one label, their rows are in the order in which they were, or in none.
        """
        wanted: dict[str, list[Row]] = {}
        for row in self.identity.rows:
            wanted.setdefault(_plain(row.label), []).append(row)
        found: dict[str, int] = {}
        for label, rows in wanted.items():
            places = self.places.get(label, [])
            if len(places) == len(rows):
                found.update((row.key, at) for row, at in zip(rows, places, strict=True))
            elif len(rows) == 1 and rows[0].row in places:
                found[rows[0].key] = rows[0].row
        missing = self.missing(row for row in self.identity.rows if row.key not in found)
        findings = [*missing, *self.strange({*found.values()}, wanted)]
        return [(row, found[row.key]) for row in self.identity.rows if row.key in found], findings

    def missing(self, rows: Iterable[Row]) -> Iterator[Diagnostic]:
        """Yield the rows that are no longer there, or whose label is another."""
        for row in rows:
            now = self.labels.get(row.row, "")
            message = f"第 {row.row} 行原来是“{row.label}”，现在" + (f"是“{now}”" if now else "没有了")
            if now == _plain(row.label):
                message = f"叫“{row.label}”的行多了或少了，分不出第 {row.row} 行是哪一个"
            hint = "在重新导出的表里填这一项；指标和行的次序不要改"
            yield Diagnostic(self.place(row.row, LABEL), ROW, message, hint, severity=Severity.WARNING)

    def strange(self, known: Collection[int], labels: Collection[str]) -> Iterator[Diagnostic]:
        """Yield what is filled in beside rows that are no indicator's."""
        rows = (row for row, column in self.cells if column == VALUE and sheet.HEAD_ROW < row < self.end)
        for row in sorted(rows):
            shown = self.shown(row, VALUE)
            if row in known or not shown.strip():
                continue
            label = self.labels.get(row, "")
            if label in labels:
                message, hint = f"“{label}”不止一行，这一行填的“{shown}”没有导入", "一项指标留一行"
            else:
                message = f"“{label}”不是这份表里的指标，填的“{shown}”没有导入"
                hint = "要增加的指标先写进指标目录，再重新导出"
            yield Diagnostic(self.place(row, VALUE), ROW, message, hint)

    def footer(self) -> dict[str, str]:
        """Return what was filled in below the rows, wherever that stands now."""
        named = {
            _plain(cell.text).rstrip("：:"): (row, column + 1)
            for (row, column), cell in self.cells.items()
            if row > sheet.HEAD_ROW and _plain(cell.text).rstrip("：:") in sheet.FOOTER
        }
        return {name: self.shown(*at).strip() for name, at in named.items()}


def _plain(text: str) -> str:
    """Return a label without the blanks that people and spreadsheets put into it."""
    return "".join(text.split())


def _line(text: str, longest: int) -> str:
    """Return a text of one line with nothing in it that a year file could not hold."""
    return width.cut(" ".join(FORBIDDEN.sub(" ", text).split()), longest * 2)


def _day(text: str) -> date | None:
    """Return the day that somebody wrote, None where it is none."""
    return dates.parse(text) or dates.parse(dates.respelt(text))


# CSV


def _csv(file: str, content: bytes) -> Returned:
    """Return the table of `lawgov indicators --owed --format csv`, as a spreadsheet saves it again."""
    head, *rows = csv.read(content).rows
    names = [cell.text.strip() for cell in head]
    years = [index for index, name in enumerate(names) if HEAD.fullmatch(name)]
    if KEY not in names or not years:
        raise Unusable(NO_TABLE)
    # this year's column is the first
    match, key = HEAD.fullmatch(names[years[0]]), names.index(KEY)
    columns: dict[str, int] = {name: names.index(name) for name in OTHERS if name in names}
    answers = [_of_row(file, row, key, years[0], columns) for row in rows if len(row) > key]
    return Returned(
        file,
        sha256(content).hexdigest(),
        int(match["year"]) if match else 0,
        "",
        "",
        tuple(answer for answer in answers if answer.key),
        Place(file, 1, 1, 1, 2),
        {},
    )


def _of_row(file: str, row: CsvRow, key: int, value: int, columns: Mapping[str, int]) -> Answer:
    cell = row[min(value, len(row) - 1)]
    shown = cell.text if value < len(row) else ""
    line, column = cell.spot.line, cell.spot.column
    texts = {name: row[at].text.strip() if at < len(row) else "" for name, at in columns.items()}
    return Answer(
        row[key].text.strip(),
        texts.get("名称", ""),
        texts.get("单位", ""),
        Place(file, line, column, line, column + max(1, len(shown))),
        "",
        shown.removeprefix("'"),  # which keeps a spreadsheet from reckoning with it
        _line(texts.get("备注", ""), LONGEST_NOTE),
    )
