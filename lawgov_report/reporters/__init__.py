"""Findings come in, a text for people, editors, forges or programs goes out.

One file for each form, whose `report(findings)` returns the text; FORMATS lists them.
"""

FORMATS = ("full", "concise", "json", "github", "sarif", "junit")
