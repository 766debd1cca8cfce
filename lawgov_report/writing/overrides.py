"""A project's own file in place of a built-in template: whether it can be used, and whether it is as new.

Knows how each kind of template says its version; not where either file lies.
"""

from __future__ import annotations

import re

from lawgov_report.models import layout
from lawgov_report.writing import data, docx, pdf
from lawgov_report.writing.templates import compiled

STAMP = re.compile(rb"lawgov-template (\d+)")


def compare(name: str, own: bytes, built_in: bytes) -> str:
    """Return same, current, older, or unknown where a file does not say how old it is.

    Raises Unusable where the project's own could not be used.
    """
    if own == built_in:
        return "same"
    _check(name, own)
    if name == docx.REFERENCE:
        # Word drops comments when it saves a file. What is newer in the built-in one are styles
        return "current" if docx.styles(built_in) <= docx.styles(own) else "older"
    theirs, ours = STAMP.search(own), STAMP.search(built_in)
    if ours is None:
        return "current"  # datapackage.json holds what a project says of its data; nothing of ours gets older
    if theirs is None:
        return "unknown"
    return "older" if int(theirs[1]) < int(ours[1]) else "current"


def _check(name: str, content: bytes) -> None:
    """Read a template as building does. Raises Unusable."""
    if name == docx.REFERENCE:
        docx.styles(content)
    elif name.endswith(".j2"):
        compiled(content, name)
    elif name.endswith(".json"):
        data.properties(content)
    elif name == pdf.LAYOUT:
        layout.made_of(name, content)
