"""Published files as commands are given them: read from disk, each by the reader of its kind.

Knows suffixes and the largest that a file of each kind may be; not what is done with what stands in it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lawgov_report import files
from lawgov_report.readers import MOST_BYTES, READERS

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_report.readers.published import Published

# What offices have instead of what we read
SAVED_AS = {
    **dict.fromkeys((".doc", ".wps", ".rtf", ".odt"), "，在 Word 或 WPS 里另存为 .docx"),
    **dict.fromkeys((".xls", ".xlsx", ".et"), "，在 Excel 或 WPS 里另存为 .csv"),
}
LOCK = "~$"  # what Word puts before the name of a file that it has open
# of files that hold a report; a table holds figures only
REPORTS = tuple(suffix for suffix in READERS if suffix != ".csv")


def read(path: Path, kinds: tuple[str, ...] = (*READERS,)) -> Published:
    """Return what stands in a file of one of these kinds. Raises files.Unusable."""
    suffix = path.suffix.lower()
    if path.name.startswith(LOCK):
        raise files.Unusable("这是 Word 打开文件时放在旁边的临时文件，不是报告；在 Word 里关上文件，或去掉它")
    if suffix not in kinds:
        remedy = SAVED_AS.get(suffix, "")
        raise files.Unusable(f"不认识这种文件{remedy}；可以读的：{'、'.join(kinds)}")
    most = MOST_BYTES[suffix]
    content = files.read(path, most)
    if len(content) > most:
        raise files.Unusable(f"超过 {most >> 20} MB，不读")
    published: Published = import_module(f"lawgov_report.readers.{READERS[suffix]}").read(content)
    return published
