"""The formats: one file each, `write(document, templates)` returns {suffix: bytes}."""

FORMATS = {"md": "markdown", "docx": "docx", "html": "html", "pdf": "pdf"}
