"""The vocabulary of WordprocessingML: names of elements and attributes, and what a number in one may be.

Knows both namespaces; not what an element means.
"""

from __future__ import annotations

import re

# transitional, which Word writes by default, and strict (ISO/IEC 29500)
SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
NUMBER = re.compile("[0-9]{1,4}")
FALSE = frozenset(("0", "false", "off", "none"))


def local(name: str) -> str:
    """Return the name of an element without its namespace, "" for what is no WordprocessingML."""
    space, _, rest = name.rpartition(" ")
    return rest if space in SPACES else ""


def attribute(attributes: dict[str, str], name: str = "val") -> str:
    """Return an attribute of WordprocessingML, "" where the element has none."""
    for space in SPACES:
        found = attributes.get(f"{space} {name}")
        if found is not None:
            return found
    return ""


def number(attributes: dict[str, str], name: str = "val", missing: int = 0) -> int:
    """Return an attribute as a number of up to four digits, `missing` where it is anything else."""
    text = attribute(attributes, name)
    return int(text) if NUMBER.fullmatch(text) else missing


def is_on(attributes: dict[str, str]) -> bool:
    """Return whether a property that is on or off (<w:b/>) is on."""
    return attribute(attributes) not in FALSE
