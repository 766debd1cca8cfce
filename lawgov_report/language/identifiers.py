"""Identifiers: how the keys and ids of data/ are written, in Chinese or in English.

Knows their characters; not what they name.
"""

from __future__ import annotations

import unicodedata

# The letters of a key: the unified ideographs of the basic plane, and 〇. No full-width form is one of them,
# so that two keys never look alike and differ; no rare ideograph beyond, which fonts of others lack.
HAN = "㐀-䶿一-鿿〇"
LETTERS = f"a-z{HAN}"
REST = f"[a-z0-9_{HAN}]"
# `{{ key | 同比 }}` and `key: 待报` have these words beside keys
RESERVED = ("同比", "待报")
LONGEST = 64
KEY = f"(?!(?:{'|'.join(RESERVED)})(?!{REST}))[{LETTERS}]{REST}*"
WHOLE = f"^(?!(?:{'|'.join(RESERVED)})$)[{LETTERS}]{REST}{{0,{LONGEST - 1}}}$"  # also as JSON Schema takes it

# What looks like a key, other alphabets and rare ideographs included: `well_formed` has the last word. Python
# takes 3 ms to compile each class of characters that holds HAN, and next to nothing for this.
LIKE = rf"(?!(?:{'|'.join(RESERVED)})(?![^\WA-Z]))[^\WA-Z0-9_][^\WA-Z]*"
ENGLISH = frozenset("abcdefghijklmnopqrstuvwxyz")
INSIDE = ENGLISH | frozenset("0123456789_")  # beside ideographs
QUOTES = " \u3000“”‘’「」『』\"'"


def is_identifier(text: str) -> bool:
    """Return whether a text can be a key or an id."""
    return len(text) <= LONGEST and well_formed(text)


def well_formed(text: str) -> bool:
    """Return whether a text is spelt as a key, however long it is."""
    begun = text[:1] in ENGLISH or is_ideograph(text[:1])
    return begun and text not in RESERVED and stray(text) == len(text)


def stray(text: str) -> int:
    """Return the index of the first character that no key has; the length of the text where there is none."""
    strays = (index for index, letter in enumerate(text) if letter not in INSIDE and not is_ideograph(letter))
    return next(strays, len(text))


def is_ideograph(letter: str) -> bool:
    """Return whether a character is one of HAN."""
    return "\u3400" <= letter <= "\u4dbf" or "\u4e00" <= letter <= "\u9fff" or letter == "〇"


def has_chinese(text: str) -> bool:
    """Return whether a text has an ideograph that a key may have."""
    return any(map(is_ideograph, text))


def intended(text: str) -> str:
    """Return the identifier that a text writes with other letters: full-width, capital, in quotation marks.

    "" where it writes none.
    """
    plain = unicodedata.normalize("NFKC", text).lower().strip(QUOTES)
    return plain if is_identifier(plain) else ""
