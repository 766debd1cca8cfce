"""Write workbooks as a plain openpyxl script does: cell values alone, no looks, locks or checks.

python openpyxl_forms.py CELLS.json OUT
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import openpyxl


def main() -> None:
    """Write one workbook for each department."""
    source, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(exist_ok=True)
    for name, sheets in json.loads(source.read_text(encoding="utf-8")).items():
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            page = book.create_sheet(title)
            for row in rows:
                page.append(row)
        book.save(out / name)


if __name__ == "__main__":
    main()
