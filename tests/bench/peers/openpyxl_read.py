"""Read workbooks as a plain openpyxl script does: the values of all cells, and nothing done with them.

python openpyxl_read.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

import openpyxl


def main() -> None:
    """Print how many cells of all workbooks hold anything."""
    count = 0
    for path in sorted(Path(sys.argv[1]).glob("*.xlsx")):
        book = openpyxl.load_workbook(path, data_only=True)
        for page in book.worksheets:
            for row in page.iter_rows(values_only=True):
                count += sum(value is not None for value in row)
    sys.stdout.write(f"{count}\n")


if __name__ == "__main__":
    main()
