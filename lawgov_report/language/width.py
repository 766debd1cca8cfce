"""How wide text is: on a terminal in columns, and as much of it as fits there; in print in characters.

Knows the width of characters (Unicode Standard Annex 11); not what is shown, nor any font.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import combining, east_asian_width

# wide and full-width; ambiguous ones (“”, ①, —) take one column in terminals that are not set to East Asia
WIDE = frozenset({"W", "F"})
# half as wide in print as a Chinese character; ambiguous ones are whole there, since a Chinese font sets them
NARROW = frozenset({"Na", "H", "N"})


def width(text: str) -> int:
    """Return how many columns a terminal takes for `text`: two for each wide character."""
    return sum(map(_columns, text))


@lru_cache(maxsize=8192)
def _columns(character: str) -> int:
    if combining(character):
        return 0
    return 2 if east_asian_width(character) in WIDE else 1


def cut(text: str, columns: int) -> str:
    """Return as much of `text` as fits, with … where something is left out."""
    if width(text) <= columns:
        return text
    used, fitting = 0, ""
    for character in text:
        used += width(character)
        if used >= columns:  # the last column is for …
            break
        fitting += character
    return f"{fitting}…"


def printed_width(text: str) -> float:
    """Return the width of `text` in print, in characters; digits and Latin letters are half as wide."""
    return sum(map(_share, text))


def _share(character: str) -> float:
    if combining(character):
        return 0
    return 0.5 if east_asian_width(character) in NARROW else 1
