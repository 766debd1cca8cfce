"""The layout of a form: its sheets, rows and columns, and the hidden sheet that says what each row is.

Knows no spreadsheet library and no file: workbook writes by it, and what reads a form back reads by it.

Why a hidden sheet: labels are for people, who may move rows or mend a word. What comes back is matched by the
keys of the hidden sheet; the label in the visible row only says whether the row is still where it was.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.language.quantity import OWED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_report.language.relation import Formula

VERSION = "1"  # of the layout; raised when a form of before can no longer be read in the same way
FORM, GUIDE, HIDDEN = "报送表", "填报说明", "lawgov"
# The visible columns, then those that only reckon: this year's number, last year's, and the threshold
COLUMNS = {"A": "指标", "B": "口径", "C": "单位", "D": "上年", "E": "本年", "F": "备注"}
LABEL, DEFINITION, UNIT, BEFORE, VALUE, NOTE = COLUMNS
NUMBER, LAST, THRESHOLD = RECKONING = ("G", "H", "I")
COLUMN_OF_VALUE = 5  # E, counted from 1
TITLE_ROW, PARTICULARS_ROW, ADVICE_ROW, HEAD_ROW, FIRST_ROW = range(1, 6)
NONE_SUCH = "无此项"  # the department has nothing to count; OWED, or nothing, means that it cannot say yet
WORDS = (OWED, NONE_SUCH)
# What is filled in below the rows, by the cell of each as seen from the first row of the footer
FOOTER = {"填报人": ("B", 0), "联系电话": ("E", 0), "审核人": ("B", 1), "填报日期": ("E", 1)}
FOOTER_LABELS = {"B": "A", "E": "D"}  # the column of what is filled in, and that of its label
# The hidden sheet: pairs of a name and a value, then this head, then a row for each indicator
PAIRS = ("lawgov", "year", "office", "department", "catalogue", "footer", "digest")
HEAD = ("key", "row", "label", "unit", "value")
FOREIGN = "不是 lawgov 编出的报送表：没有隐藏的工作表 lawgov，或它已不完整；填 lawgov forms export 导出的表"
CHANGED = "的隐藏工作表被改过，认不出各行是哪个指标；把填的内容复制到重新导出的表里"
MAX_ROWS = 100_000  # of a form; an office has some hundred indicators


class Line(NamedTuple):
    """What is asked for in one row. `before` and `value` are as written, "" where there is none.

    `limit` is how far from last year's value needs no reason, in percent; `bounded` is whether a share must
    lie between 0 and 100. `department` is the name of who reports it, in the blank form only.
    """

    key: str
    label: str
    unit: str
    definition: str = ""
    before: str = ""
    value: str = ""
    note: str = ""
    limit: str = "50%"
    bounded: bool = False
    department: str = ""


class Form(NamedTuple):
    """One workbook: what a department is asked for in a year, and what is already known.

    `department` is the key of who fills it in, "" for the blank form of the whole catalogue; `year` is 0
    where that is of no year. `due` is a date as printed, "" for none. `relations` are those whose indicators
    all stand here. `footer` is what is filled in below the rows, by the names of FOOTER.
    """

    office: str
    year: int
    department: str
    name: str
    lines: tuple[Line, ...]
    due: str = ""
    relations: tuple[Formula, ...] = ()
    footer: Mapping[str, str] = {}


class Row(NamedTuple):
    """Which indicator a row is, as it stood when the form was made; `value` is what was filled in then."""

    key: str
    row: int
    label: str
    unit: str
    value: str = ""


class Identity(NamedTuple):
    """What the hidden sheet says: whose form it is, and its rows. `footer` is the first row of the footer.

    `catalogue` is the digest of the indicators asked for as they were when the form was made.
    """

    year: int
    office: str
    department: str
    catalogue: str
    footer: int
    rows: tuple[Row, ...]

    def cell(self, name: str) -> str:
        """Return the cell where something of the footer is filled in: B31."""
        column, below = FOOTER[name]
        return f"{column}{self.footer + below}"


def identity(form: Form) -> Identity:
    """Return what the hidden sheet of a form says."""
    rows = tuple(
        Row(line.key, number, line.label, line.unit, line.value) for number, line in placed(form.lines)
    )
    last = rows[-1].row if rows else HEAD_ROW
    # the relations have a head of their own, and a blank row before and behind them
    footer = last + 2 + (len(form.relations) + 2 if form.relations else 0)
    return Identity(form.year, form.office, form.department, catalogue(form.lines), footer, rows)


def placed(lines: Iterable[Line]) -> Iterator[tuple[int, Line]]:
    """Yield the lines with their row numbers; where another department begins, its name has a row before."""
    department, row = "", FIRST_ROW
    for line in lines:
        if line.department != department:
            department = line.department
            row += 1
        yield row, line
        row += 1


def catalogue(lines: Iterable[Line]) -> str:
    """Return the digest of the indicators of a form: another where one of them came, went or has changed."""
    return _digest([[line.key, line.label, line.unit, line.definition] for line in lines])


# The hidden sheet


def cells(identity: Identity) -> list[tuple[str, ...]]:
    """Return the cells of the hidden sheet, row by row, all of them text."""
    head = (
        *(VERSION, str(identity.year), identity.office, identity.department),
        *(identity.catalogue, str(identity.footer)),
    )
    rows = [(row.key, str(row.row), row.label, row.unit, row.value) for row in identity.rows]
    # the pairs without the last: the digest cannot be over itself
    pairs = [*zip(PAIRS[:-1], head, strict=True)]
    return [*pairs, (PAIRS[-1], _digest([*pairs, *rows])), HEAD, *rows]


def read(given: Sequence[Sequence[str]]) -> Identity:
    """Return what the cells of a hidden sheet say, as text; those behind the last filled one may be left out.

    Raises Unusable where they are no form's, or no longer as they were written.
    """
    rows = [tuple(row) for row in given]
    pairs, head, listed = rows[: len(PAIRS)], rows[len(PAIRS) : len(PAIRS) + 1], rows[len(PAIRS) + 1 :]
    named = {row[0]: row[1] if len(row) > 1 else "" for row in pairs if row}
    if tuple(named) != PAIRS or not head or head[0][: len(HEAD)] != HEAD:
        raise Unusable(FOREIGN)
    if named["lawgov"] != VERSION:
        raise Unusable(f"是第 {named['lawgov']} 版的报送表，能读的是第 {VERSION} 版；用编出它的 lawgov 读")
    try:
        found = _identity(named, [row for row in listed if any(row)])
    except ValueError as error:
        raise Unusable(CHANGED) from error
    if cells(found)[len(PAIRS) - 1][1] != named["digest"]:
        raise Unusable(CHANGED)
    return found


def _identity(named: Mapping[str, str], rows: Iterable[tuple[str, ...]]) -> Identity:
    """Return what pairs and rows say; raises ValueError where a number is none."""
    return Identity(
        int(named["year"]),
        named["office"],
        named["department"],
        named["catalogue"],
        int(named["footer"]),
        tuple(_row(row) for row in rows),
    )


def _row(given: tuple[str, ...]) -> Row:
    key, row, label, unit, value = (*given, *[""] * len(HEAD))[: len(HEAD)]
    if not FIRST_ROW <= int(row) <= MAX_ROWS:
        raise ValueError(row)
    return Row(key, int(row), label, unit, value)


def _digest(content: Iterable[Sequence[str]]) -> str:
    # JSON says where each text ends, so that no two forms have one digest
    written = json.dumps([[*row] for row in content], ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()
