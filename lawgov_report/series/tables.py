"""Series as text, as bars, as CSV and as JSON.

Knows columns, CSV and JSON; not where it is written to.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.language.width import width
from lawgov_report.series.series import Break, amount, stretches
from lawgov_report.writing import csv_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from lawgov_report.series.series import Point, Series

VERSION = 1
GAP = "  "
HEAD = ("年份", "数值", "比上年")
COLUMNS = ("键", "名称", "单位", "年份", "数值", "数字", "更正为", "比上年", "说明")
NOTHING = "—"
# The left eighths of a block, U+258F to U+2588: a bar is exact to an eighth of a column.
EIGHTHS = " ▏▎▍▌▋▊▉█"
NARROWEST, WIDEST = 10, 60


def text(found: Sequence[Series]) -> str:
    """Return a table per series: year, figure, comparison with the year before, remarks."""
    return _blocks([(series, _rows(series, _remarks(series))) for series in found])


def bars(found: Sequence[Series], columns: int = 80) -> str:
    """Return a table per series with a bar for every figure, at most `columns` wide.

    Each stretch of one unit has a scale of its own; the bars of figures below zero are light.
    """
    return _blocks([(series, _barred(series, columns)) for series in found])


def as_csv(found: Sequence[Series]) -> str:
    """Return the points as CSV that Excel reads: with a BOM, and no cell that it would take for a formula."""
    return csv_cells.table([COLUMNS, *(row for series in found for row in _numbered(series))])


def _numbered(series: Series) -> Iterator[Sequence[csv_cells.Cell]]:
    for point, remark in zip(series.points, _remarks(series), strict=True):
        named = point.key, point.label, point.unit, point.year, point.written, point.first
        yield (*named, str(point.restated or ""), point.wording, remark)


def as_json(found: Sequence[Series]) -> str:
    """Return the series as one JSON object, version 1."""
    data = {
        "version": VERSION,
        "series": [
            {
                "key": series.key,
                "label": series.label,
                "unit": series.unit,
                "points": [_entry(point) for point in series.points],
            }
            for series in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(point: Point) -> dict[str, Any]:
    return {
        "year": point.year,
        "filed": point.filed,
        "key": point.key,
        "label": point.label,
        "unit": point.unit,
        "written": point.written or None,
        "value": _number(point.first),
        "restated": str(point.restated) if point.restated else None,
        "restated_value": _number(amount(point.restated)),
        "wording": point.wording or None,
        "reason": point.reason or None,
        "break": point.broken,
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _remarks(series: Series) -> list[str]:
    """Return the remark of each point, "" for none: breaks, gaps, corrections."""
    remarks, last = [], ""
    for point in series.points:
        parts = [_break(point, last), _correction(point)]
        remarks.append("；".join(part for part in parts if part))
        last = point.label if point.known else last
    return remarks


def _correction(point: Point) -> str:
    if point.restated is None:
        return ""
    return f"{point.year + 1}年{'更正为' if point.written else '的文件里是'}{point.restated}"


def _break(point: Point, last: str) -> str:
    if not point.filed:
        return "没有这一年的文件"
    if not point.written:
        return "没有数值"
    if point.broken == Break.REPLACES:
        return f"口径变化：此前为“{last}”"
    if point.broken == Break.UNIT:
        return "单位变化，与此前不可比"
    return "与此前不连续" if point.broken == Break.GAP else point.reason


def _rows(series: Series, remarks: list[str]) -> list[tuple[str, ...]]:
    rows = [(*_cells(point), remark) for point, remark in zip(series.points, remarks, strict=True)]
    return [(*HEAD, "说明"), *rows]


def _cells(point: Point) -> tuple[str, str, str]:
    return str(point.year), point.written or NOTHING, point.wording or NOTHING


def _barred(series: Series, columns: int) -> list[tuple[str, ...]]:
    """Return the rows with bars; a remark is a row of two cells: before the figure that it parts off."""
    cells = [_cells(point) for point in series.points]
    used = sum(max(map(width, column)) for column in zip(HEAD, *cells, strict=True)) + len(GAP) * 4
    room = min(max(columns - used, NARROWEST), WIDEST)
    drawn = [bar for stretch in stretches(series) for bar in _bars(stretch, room)]
    rows: list[tuple[str, ...]] = [(*HEAD, "")]
    for point, row, bar, remark in zip(series.points, cells, drawn, _remarks(series), strict=True):
        if point.value is None:
            rows.append((*row, remark))
            continue
        remarks = [("", remark)] if remark else []
        rows += [*remarks, (*row, bar)] if point.broken else [(*row, bar), *remarks]
    return rows


def _bars(stretch: list[Point], room: int) -> Iterator[str]:
    most = max((abs(point.value) for point in stretch if point.value is not None), default=0)
    for point in stretch:
        eighths = round(abs(point.value) / most * room * 8) if point.value and most else 0
        full, rest = divmod(eighths, 8)
        block = "░" if point.value is not None and point.value < 0 else "█"
        yield block * full + EIGHTHS[rest].strip()


def _blocks(found: list[tuple[Series, list[tuple[str, ...]]]]) -> str:
    blocks = []
    for series, rows in found:
        lines = [f"{series.label}（{series.unit}）  {series.key}", *_aligned(rows)]
        blocks.append("".join(f"{line.rstrip()}\n" for line in lines))
    return "\n".join(blocks)


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Yield the rows, figures on the right of their column; a row of two cells is a remark."""
    table = [row[: len(HEAD)] for row in rows if len(row) > len(HEAD)]
    sizes = [max(map(width, column)) for column in zip(*table, strict=True)]
    for row in rows:
        if len(row) <= len(HEAD):
            yield f"{GAP * 2}{' ' * sizes[0]}{row[1]}"
            continue
        year, value, change = row[: len(HEAD)]
        left, middle, right = (size - width(cell) for size, cell in zip(sizes, row[: len(HEAD)], strict=True))
        yield GAP.join(("", year + " " * left, " " * middle + value, change + " " * right, row[-1]))
