"""CSV that spreadsheets read: with a BOM, and without a text that they would take for a formula.

Knows cells; not what the columns mean.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Cell = str | int | Decimal | None

# With one of these in front a text is a formula to Excel, also in full width, and behind a tab or line break.
# Source: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
BOM = "\ufeff"  # without it Excel reads the file in the code page of the computer


def table(rows: Iterable[Sequence[Cell]]) -> str:
    """Return the rows as CSV with a BOM: texts defused, numbers as they are, nothing for None."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return BOM + lines.getvalue()


def defused(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula: a ' stands before one."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _written(cell: Cell) -> str | int | None:
    if isinstance(cell, Decimal):
        return format(cell, "f")
    return defused(cell) if isinstance(cell, str) else cell
