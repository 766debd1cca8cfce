"""The peer for build: a docxtpl script that makes a DOCX of each year file, in one process.

python docxtpl_reports.py LOADER TEMPLATE OUT FILE…, where LOADER is PyYAML's: SafeLoader or CSafeLoader
"""

from __future__ import annotations

import os
import sys

import year  # type: ignore[import-not-found] # beside this script
from docxtpl import DocxTemplate  # type: ignore[import-not-found]

loader, template, out, *files = sys.argv[1:]
os.makedirs(out, exist_ok=True)  # noqa: PTH103 as short scripts do
for file in files:
    document = DocxTemplate(template)
    document.render(year.load(file, loader), autoescape=True)
    document.save(os.path.join(out, os.path.basename(file).replace(".yaml", ".docx")))  # noqa: PTH118, PTH119
