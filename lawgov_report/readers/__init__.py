"""Published files read back: one reader per kind, `read(content)` returns what stands in the file.

The bytes of a file come in; Published goes out: marked figures, rows of a table, or text, each with its spot.
xlsx alone returns the cells of a workbook, since what is read of a form is no published figure.
Anyone may have changed these files: a reader raises Unusable where it cannot read one, and nothing else.
"""

READERS = {
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".pdf": "pdf",
    ".csv": "csv",
    ".txt": "text",
    ".md": "markdown",
}
TEXT, PACKAGE = 1 << 23, 1 << 26
# Bytes: a page or a table of a report has some 100 KB; Word and PDF files may hold pictures and fonts
MOST_BYTES = {suffix: PACKAGE if suffix in {".docx", ".pdf"} else TEXT for suffix in READERS}
