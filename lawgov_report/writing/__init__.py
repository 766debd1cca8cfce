"""The formats: one file each, `write(document, templates)` returns {suffix: bytes}.

A format may also keep an index of the folder it writes to: `INDEX` is its name, `entry(document, outputs)`
what is noted of a year, `index(entries, names, standing, templates)` its bytes when all years are made, where
`names` are the files in the folder, `standing` is the index that is there already.
"""

FORMATS = {"md": "markdown", "docx": "docx", "html": "html", "pdf": "pdf", "data": "data"}
