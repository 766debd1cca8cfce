"""Published files read back: one reader per kind, `read(content)` returns what stands in the file.

Anyone may have changed these files: a reader raises Unusable where it cannot read one, and nothing else.
"""

READERS = {".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf", ".csv": "csv"}
