"""Projects whose departments are sent forms, and the cells of those forms for the plain script.

Knows catalogues of made-up indicators, and openpyxl; not what is claimed of the time.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import openpyxl
from bench import tools
from made import YEAR, folder

if TYPE_CHECKING:
    from pathlib import Path

    from bench.tools import Bench

DEPARTMENTS, INDICATORS = 20, 80
FIGURES = re.compile(r"(?m)^  (?:cases|closed|rate|books): .*\n")
REFERENCE = re.compile("[{]{2}[^}]*[}]{2}")


def project(parent: Path, departments: int, indicators: int) -> Path:
    """Return a project of the year 2020 with so many departments, and indicators that they all owe."""
    catalogue = ["departments:"]
    catalogue += [f"  d{number}: 样例部门{number}" for number in range(departments)]
    catalogue.append("indicators:")
    catalogue += [
        f"  k{number}: {{label: 样例指标{number}, unit: 件, part: leadership, department: "
        f"d{number * departments // indicators}, definition: 样例口径{number}}}"
        for number in range(indicators)
    ]
    owed = "".join(f"  k{number}: 待报\n" for number in range(indicators))
    year = REFERENCE.sub("若干", FIGURES.sub("", YEAR).replace("indicators:\n", f"indicators:\n{owed}", 1))
    return folder(parent, year, "\n".join(catalogue) + "\n")


def cells(bench: Bench, project: Path) -> Path:
    """Return a file with the cells of the forms of a project, sheet by sheet, for the plain script."""
    out = bench.work / "forms-once"
    lawgov = (bench.ours("lawgov"), "-C", str(project), "forms", "export", "2020", "-o", str(out))
    tools.output(*lawgov)
    books = {
        path.name: {
            page.title: [list(row) for row in page.iter_rows(values_only=True)]
            for page in openpyxl.load_workbook(path)
        }
        for path in sorted(out.glob("*.xlsx"))
    }
    target = bench.work / "forms.json"
    target.write_text(json.dumps(books, ensure_ascii=False), encoding="utf-8")
    return target


def filled(bench: Bench, project: Path) -> Path:
    """Return a folder with the forms of a project, filled in by the departments."""
    out = bench.work / f"{project.name}-{project.parent.name}-filled"
    tools.output(bench.ours("lawgov"), "-C", str(project), "forms", "export", "2020", "-o", str(out))
    for path in out.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        for row in book["lawgov"].iter_rows(values_only=True):
            if str(row[0]).startswith("k") and str(row[1]).isdigit():
                book["报送表"][f"E{row[1]}"] = "717"
        book.save(path)
    return out
