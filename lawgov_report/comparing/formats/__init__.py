"""The forms in which changes between two years are told: one file each, `write(changes)` returns the text.

WORD is the form apart: this year's report with tracked changes, made of both documents by `docx.merge`.
"""

FORMATS = ("text", "md", "html", "json")
WORD = "docx"
