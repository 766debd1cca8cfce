"""The forms in which changes between two years are told: one file each, `write(changes)` returns the text."""

FORMATS = ("text", "md", "html", "json")
