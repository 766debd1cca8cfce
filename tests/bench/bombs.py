"""Published files that were made to take time or memory, for `lawgov verify` to refuse.

Knows the formats; not the limits of the readers.
"""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODY = "word/document.xml"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
START = f'<w:document xmlns:w="{MAIN}"><w:body>'.encode()
END = b"</w:body></w:document>"
PAGES = 400
SHOWN = b"BT /F 9 Tf (hallo) Tj ET\n" * 2000


def make(folder: Path) -> tuple[Path, ...]:
    """Return the files, written into the folder."""
    folder.mkdir()
    for name, body in (
        ("many", START + b"<w:p/>" * 5_000_000 + END),
        ("as many as are read", START + b"<w:r/>" * 1_990_000 + END),
        ("nested", START + b"<w:p>" * 1_990_000),
    ):
        with zipfile.ZipFile(folder / f"{name}-2020.docx", "w", zipfile.ZIP_DEFLATED) as package:
            package.writestr(BODY, body)
    (folder / "attributes-2020.html").write_bytes(b"<p " + b'a="" ' * 1_200_000 + b">")
    (folder / "tags-2020.html").write_bytes(b"<p>a" * 199_000)
    (folder / "numbers-2020.html").write_text("1。" * 500_000, encoding="utf-8")
    (folder / "quotes-2020.csv").write_bytes(b'"' * 8_000_000)
    (folder / "pages-2020.pdf").write_bytes(b"".join(_pdf()))
    for number, page in enumerate(pages()):
        (folder / f"page-{number}-2020.html").write_bytes(page)
    return tuple(sorted(folder.iterdir()))


def pages(share: int = 1) -> tuple[bytes, ...]:
    """Return web pages of about as much markup as is read, or of a part of it: one of so many."""
    most = 50_000 // share
    return (
        b"<b>" * most + b"<p>" * most,
        b"<div>" * most + b"</span>" * most,
        b"<p><a>" * most,
        b"<table><tr><td rowspan=9999 colspan=9999>" * (most * 4 // 5),
        b"<ol><li value=99999999999999>" * most,
        b"<p>" + b"<br>" * (most * 2),
        b"<p>" + b"<data data-indicator=a>" * most,
        b"<p style='" + b"a:b;" * (most * 10) + b"'>",
        b"<p>" + b" a" * (most * 2),
    )


def _pdf() -> Iterator[bytes]:
    """Yield a PDF whose pages all show one stream."""
    stream = zlib.compress(SHOWN)
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + PAGES))
    page = b"<< /Type /Page /Parent 2 0 R /Contents 3 0 R /MediaBox [0 0 99 99] >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {PAGES} /Kids [{kids}] >>".encode(),
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        *[page] * PAGES,
    )
    yield b"%PDF-1.7\n"
    offset, places = 9, []
    for number, content in enumerate(objects, 1):
        written = b"%d 0 obj\n%s\nendobj\n" % (number, content)
        places.append(b"%010d 00000 n \n" % offset)
        offset += len(written)
        yield written
    yield b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(places)
    yield b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, offset)
