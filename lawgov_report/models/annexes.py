"""The tables of annexes that stand in CSV files beside the year file.

Knows CSV and the year's annexes; reads by a function that it is given, and only names of data/ itself.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgov_report.models.section import MOST_COLUMNS, Tabular, too_wide
from lawgov_report.reading import characters
from lawgov_report.reading.diagnostics import MOST_OF_A_FILE, Diagnostic, Place, Written, limited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Source

FOLDER = "data"
SUFFIX = ".csv"
MAX_BYTES = 1_000_000
MAX_CELLS = 20_000
LONGEST_CELL = 2_000  # characters; csv's own bound is one for the whole process, that anybody may move
CODE = "LG113"
MOST_NAMED = 5  # files that a remedy names
TABS, COMMAS = "LG004", "各格用半角逗号隔开：在表格软件里另存为“CSV UTF-8”"
SPLIT = "分成几个附件"
UNBROKEN = "写成一行（表格软件里是用 Alt+Enter 分的行）；是半角引号没有配对的，补上或删去"
UNREADABLE = "检查半角引号是否配对"
TOO_LONG = f"一格至多 {LONGEST_CELL} 个字符；{UNREADABLE}"
Row = tuple[Written, ...]


def filled(year: Year, read: Callable[[str], bytes], names: frozenset[str]) -> tuple[Year, list[Diagnostic]]:
    """Return the year with the tables of its CSV files, and what is wrong with those.

    `names` are the files of data/, `read` returns the bytes of one.
    """
    if not any(annex.csv for annex in year.annexes):
        return year, []
    found: list[Diagnostic] = []
    annexes = []
    for annex in year.annexes:
        table = annex.table
        if annex.csv:
            table, wrong = _table(annex.csv, read, names)
            found += wrong
        annexes.append(annex.model_copy(update={"table": table}))
    return year.model_copy(update={"annexes": tuple(annexes)}), limited(found, MOST_OF_A_FILE)


def faults(source: Source, read: Callable[[str], bytes], names: frozenset[str]) -> list[Diagnostic]:
    """Return what is wrong with the CSV files of a year that is no year otherwise: all in one run."""
    annexes = source.at(("annexes",))
    listed = annexes if isinstance(annexes, tuple) else ()
    named = [annex.get("csv") for annex in listed if isinstance(annex, Mapping)]
    tables = (_table(name, read, names) for name in named if isinstance(name, Written) and name.text)
    return limited((finding for _, wrong in tables for finding in wrong), MOST_OF_A_FILE)


def _table(
    name: Written, read: Callable[[str], bytes], names: frozenset[str]
) -> tuple[Tabular | None, list[Diagnostic]]:
    # a name with / or .. is in no folder's list of names, so nothing outside data/ is ever read
    if name.text not in names or not _is_csv(name.text):
        return None, [_no_table(name, names)]
    content = read(name.text)
    if len(content) > MAX_BYTES:
        message = f"{name.text} 超过 {MAX_BYTES // 1_000_000} MB"
        return None, [Diagnostic(name.place, CODE, message, SPLIT)]
    text, wrong = characters.decode(f"{FOLDER}/{name.text}", content)
    if text is None or wrong:
        return None, [finding._replace(hint=COMMAS) if finding.code == TABS else finding for finding in wrong]
    rows, wrong = _rows(name, text)
    wrong = wrong or [*_faults(name, rows)]
    head, *others = rows or [()]
    table = Tabular.model_construct(title=None, columns=head, rows=tuple(others))
    return (None if wrong else table), wrong


def _is_csv(name: str) -> bool:
    return name.lower().endswith(SUFFIX)


def _no_table(name: Written, names: frozenset[str]) -> Diagnostic:
    """Return the finding of a name that is that of no CSV file of data/, with what may be meant."""
    if name.text in names:
        hint = "在表格软件里另存为“CSV UTF-8”，这里写新的文件名"
        return Diagnostic(name.place, CODE, f"{name.text} 不是 CSV 文件", hint)
    bare = re.split(r"[/\\]", name.text)[-1].lower().removesuffix(SUFFIX)
    there = sorted(filter(_is_csv, names))
    meant = [other for other in there if other.lower().removesuffix(SUFFIX) == bare]
    hint = f"写 {FOLDER}/ 里一个以 {SUFFIX} 结尾的文件名，不写文件夹"
    if len(meant) == 1:
        wrong = Diagnostic(name.place, CODE, f"{FOLDER}/ 里没有 {name.text}", f"写成 {meant[0]}")
        return wrong._replace(edits=name.edits(0, len(name.text), meant[0]))
    if there:
        hint += f"；现有 {'、'.join(there[:MOST_NAMED])}{'等' if len(there) > MOST_NAMED else ''}"
    return Diagnostic(name.place, CODE, f"{FOLDER}/ 里没有 {name.text}", hint)


def _rows(name: Written, text: str) -> tuple[list[Row], list[Diagnostic]]:
    """Return the rows that hold anything, and what cannot be read; a cell's place is the line of its row.

    Its path is that of the file's name in the year file, by which a finding in it can be waived.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    place = _line(name, 1)
    try:
        for cells in reader:
            # joined, two lines of a cell would be one figure: 12 and 34 are not 1234
            if any(len(cell.strip().splitlines()) > 1 for cell in cells):
                return [], [Diagnostic(place, CODE, "这一行有一格分成了几行", UNBROKEN)]
            longest = max(map(len, cells), default=0)
            if longest > LONGEST_CELL:
                return [], [Diagnostic(place, CODE, f"这一行有一格长 {longest} 个字符", TOO_LONG)]
            if any(cell.strip() for cell in cells):
                rows.append(tuple(Written(" ".join(cell.split()), place, name.way) for cell in cells))
            place = _line(name, reader.line_num + 1)
    except csv.Error:
        return [], [Diagnostic(place, CODE, "从这一行起读不出各格", UNREADABLE)]
    return rows, []


def _line(name: Written, number: int) -> Place:
    return Place(f"{FOLDER}/{name.text}", number, 1, number, 1)


def _faults(name: Written, rows: list[Row]) -> Iterator[Diagnostic]:
    """Yield why rows make no table that can be printed."""
    if len(rows) < 2:  # noqa: PLR2004 the head and a row
        hint = "首行写各栏的名称，以下一行一条"
        yield Diagnostic(name.place, CODE, f"{name.text} 里没有表格", hint)
        return
    # some spreadsheets part cells by semicolons: that would be a table of one column
    if all(len(row) == 1 and ";" in row[0].text for row in rows):
        yield Diagnostic(name.place, CODE, f"{name.text} 的各格是用分号隔开的", COMMAS)
        return
    if len(rows[0]) > MOST_COLUMNS:
        yield Diagnostic(rows[0][0].place, CODE, *too_wide(len(rows[0])))
        return
    if not all(cell.text for cell in rows[0]):
        yield Diagnostic(rows[0][0].place, CODE, "首行有一栏没有名称", "写上栏目的名称，或删去这一栏")
        return
    if sum(map(len, rows)) > MAX_CELLS:
        yield Diagnostic(name.place, CODE, f"{name.text} 超过 {MAX_CELLS} 格", SPLIT)
        return
    for row in rows:
        if len(row) != len(rows[0]):
            message = f"这一行有 {len(row)} 格，首行有 {len(rows[0])} 格"
            yield Diagnostic(row[0].place, CODE, message, "补上或删去多余的格")
