"""The forms in which findings are told: one file each, `report(findings)` returns the text."""

FORMATS = ("full", "concise", "json", "github", "sarif", "junit")
