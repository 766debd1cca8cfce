"""Headers of rows in a PDF, on small files written as typst writes them."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest

from lawgov_report.writing.pdf_tags import row_headers

CELL = "<</Type/StructElem/S/{}/P 3 0 R/A[<</O/Table{}>><</O/Layout/BorderStyle/Solid>>]/K[9 0 R]>>"
HEADED = "/Headers[(U1x0y0)(U1x1y0)]"
HEAD = CELL.format("TH", "/Scope/Column/Headers[]")
DATA = CELL.format("TD", HEADED)


def written(*objects: str) -> bytes:
    """Return a file of these objects, numbered from 1."""
    body = [b"%PDF-1.7\n", *(f"{n} 0 obj\n{text}\nendobj\n".encode() for n, text in enumerate(objects, 1))]
    *begins, end = accumulate(map(len, body))
    table = "".join(f"{begin:010} 00000 n\r\n" for begin in begins)
    head = f"xref\n0 {len(begins) + 1}\n0000000000 65535 f\r\n"
    tail = f"trailer\n<</Size {len(begins) + 1}>>\nstartxref\n{end}\n%%EOF"
    return b"".join(body) + f"{head}{table}{tail}".encode()


def row(*numbers: int) -> str:
    return f"<</Type/StructElem/S/TR/P 8 0 R/K[{' '.join(f'{number} 0 R' for number in numbers)}]>>"


def test_the_first_cell_of_a_row_becomes_its_header_and_all_objects_are_found() -> None:
    tagged = row_headers(written(row(2, 3), DATA, DATA, row(5, 6), HEAD, HEAD))
    first, other = CELL.format("TH", "/Scope/Row"), CELL.format("TD", "")
    assert tagged == written(row(2, 3), first, other, row(5, 6), HEAD, HEAD)
    assert len(re.findall(rb"/Scope/Row", tagged)) == 1


@pytest.mark.parametrize(
    "content",
    [
        written(row(2), DATA),  # a column alone heads nothing
        written(row(2, 9), CELL.format("TD", ""), DATA),
        written("<</S/TR>>", DATA),
        b"",
        b"%PDF-1.7",
        b"startxref\n9\n%%EOF",
        b"startxref\n99\n%%EOF\n",
        written(row(2, 3), DATA, DATA).replace(b"xref\n0", b"xref\n1", 1),
    ],
)
def test_what_has_no_rows_of_data_or_is_written_otherwise_stays_as_it_is(content: bytes) -> None:
    assert row_headers(content) == content
