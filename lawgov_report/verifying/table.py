"""A table of open data read back, row by row beside the figures of the year.

Knows the columns of the table; not how a spreadsheet file is read.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.verifying.verdict import KEY, Difference, Verdict, missing
from lawgov_report.verifying.verdict import facts as facts_of
from lawgov_report.writing import data
from lawgov_report.writing.csv_cells import defused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.readers.published import Row
    from lawgov_report.report.document import Document, Fact


def compare(rows: Sequence[Row], document: Document) -> Verdict:
    """Return what differs between the rows of a table and the figures. Raises Unusable for another table."""
    head, *body = rows
    columns = _columns(head)
    facts = facts_of(document)
    expected = {figure.fact.key: data.row(figure, document.office) for figure in document.figures}
    found: list[Difference] = []
    seen: Counter[str] = Counter()
    for row in body:
        key = row[columns[KEY]].text.strip() if columns[KEY] < len(row) else ""
        seen[key] += 1
        if key not in facts:
            spot = row[min(columns[KEY], len(row) - 1)].spot
            found.append(Difference(key, "", KEY, key, None, spot, None))
            continue
        found += _of_row(row, facts[key], columns, expected[key], again=seen[key] > 1)
    found += missing(seen, dict.fromkeys(facts, 1), facts)
    absent = [column.head for column in data.COLUMNS if column.name not in columns]
    remarks = (f"表里没有这些列，没有比较：{'、'.join(absent)}",) if absent else ()
    return Verdict(len(body), tuple(found), remarks)


def _columns(head: Row) -> dict[str, int]:
    """Return where the columns stand that we know, by their names in Chinese or in JSON."""
    heads = [cell.text.strip() for cell in head]
    known = {}
    for column in data.COLUMNS:
        places = [heads.index(name) for name in (column.head, column.name) if name in heads]
        if places:
            known[column.name] = places[0]
    if KEY not in known or len(known) == 1:
        raise Unusable("不是 lawgov 的数据表：第一行要有“键”和数值各列的名字")
    return known


def _of_row(
    row: Row, fact: Fact, columns: Mapping[str, int], expected: Sequence[data.Value], *, again: bool
) -> Iterator[Difference]:
    key = fact.key
    if again:
        spot = row[min(columns[KEY], len(row) - 1)].spot
        yield Difference(key, fact.label, KEY, key, None, spot, fact.place, "这个键在前面的行里已有")
    for column, wanted in zip(data.COLUMNS, expected, strict=True):
        number = columns.get(column.name)
        if number is None:
            continue
        cell = row[number].text.strip() if number < len(row) else ""
        if not _agrees(cell, wanted):
            at = row[min(number, len(row) - 1)].spot
            value = format(wanted, "f") if isinstance(wanted, Decimal) else wanted or ""
            yield Difference(key, fact.label, column.name, cell, value, at, fact.place)


def _agrees(cell: str, expected: data.Value) -> bool:
    """Return whether a cell says what it should; a spreadsheet may write a number in its own way."""
    if not isinstance(expected, Decimal):
        return cell in {(expected or "").strip(), defused(expected or "").strip()}
    try:
        return Decimal(cell.replace(",", "")) == expected
    except InvalidOperation:
        return False
