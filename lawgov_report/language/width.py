"""Text on a terminal: how many columns it takes, and as much of it as fits.

Knows the width of characters; not what is shown.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width


def width(text: str) -> int:
    """Return how many columns a terminal takes for `text`: two for each wide character."""
    return sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    return 0 if combining(character) else 1 + (east_asian_width(character) in "WF")


def cut(text: str, columns: int) -> str:
    """Return as much of `text` as fits, with … where something is left out."""
    if width(text) <= columns:
        return text
    used, kept = 0, []
    for character in text:
        used += width(character)
        if used > columns - 1:
            break
        kept.append(character)
    return "".join(kept) + "…"
