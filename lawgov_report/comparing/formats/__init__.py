"""The formats in which Changes go out: one file each, `write(changes)` returns the text.

`words` are what they share. WORD is apart: it shows no Changes, but this year's report with tracked changes.
`docx.merge` makes it of the two documents, which Changes do not have.
"""

FORMATS = ("text", "md", "html", "json")
WORD = "docx"
