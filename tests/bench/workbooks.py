"""Workbooks that were made to take time or memory, for `lawgov forms import` to refuse.

Knows the format; not the limits of the reader but one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.writing import archive

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
IDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{IDS}"><sheets><sheet name="报送表" r:id="a"/>'
    '<sheet name="lawgov" r:id="b"/></sheets></workbook>'
)
RELATIONS = "<Relationships>{}</Relationships>".format(
    "".join(f'<Relationship Id="{name}" Target="{name}.xml"/>' for name in "ab")
)
LIMIT = 1 << 25  # bytes of XML that are read of one part


def make(folder: Path) -> tuple[Path, ...]:
    """Return the files, written into the folder."""
    folder.mkdir(exist_ok=True)
    bombs = _bombs()
    for name, parts in bombs.items():
        _book(folder / name, parts)
    return tuple(folder / name for name in bombs)


def _book(path: Path, parts: dict[str, bytes]) -> None:
    members = {"xl/workbook.xml": BOOK.encode(), "xl/_rels/workbook.xml.rels": RELATIONS.encode(), **parts}
    path.write_bytes(archive.join(archive.member(*member) for member in members.items()))


def _sheet(row: bytes, size: int = LIMIT - 200) -> bytes:
    """Return a sheet of as many such rows as are read at all."""
    head, tail = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"
    return head + row * ((size - len(head) - len(tail)) // len(row)) + tail


def _bombs() -> dict[str, dict[str, bytes]]:
    """Return the parts of each file by its name."""
    return {
        "million-rows.xlsx": {"xl/a.xml": _sheet(b"<row><c><v>1</v></c></row>")},
        "cells.xlsx": {"xl/a.xml": _sheet(b"<row>" + b"<c><v>1</v></c>" * 9 + b"</row>", 3_000_000)},
        "one-long-text.xlsx": {
            "xl/a.xml": _sheet(b"<row><c t='str'><v>" + b"a" * 33_000_000 + b"</v></c></row>")
        },
        "strings.xlsx": {
            "xl/a.xml": _sheet(b"<row/>", 200),
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">'.encode()
            + b"<si><t>a</t></si>" * 400_000
            + b"</sst>",
        },
        "hidden.xlsx": {
            "xl/a.xml": _sheet(b"<row/>", 200),
            "xl/b.xml": _sheet(b"<row><c><v>1</v></c></row>"),
        },
        "zeros.xlsx": {"xl/a.xml": bytes(1 << 26)},
        "many-members.xlsx": {f"xl/{number}.xml": b"" for number in range(3_000)},
    }
