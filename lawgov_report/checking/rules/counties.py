"""The names of the counties, districts, county-level cities and banners that there are: counties.txt.

Knows names, and that of an autonomous county in its short form too; not which of them a text means.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

LISTED = "counties.txt"


@cache
def counties() -> frozenset[str]:
    """Return all names; the file is read where one is first asked for."""
    lines = (resources.files(__package__) / LISTED).read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())
