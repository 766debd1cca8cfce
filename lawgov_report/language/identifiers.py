"""Identifiers: how the keys and ids of data/ are written, in Chinese or in English.

Knows their characters; not what they name.
"""

from __future__ import annotations

import re
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

CHINESE = re.compile(f"[{HAN}]")
QUOTES = " \u3000“”‘’「」『』\"'"


def is_identifier(text: str) -> bool:
    """Return whether a text can be a key or an id."""
    return len(text) <= LONGEST and re.fullmatch(KEY, text) is not None


def intended(text: str) -> str:
    """Return the identifier that a text writes with other letters: full-width, capital, in quotation marks.

    "" where it writes none.
    """
    plain = unicodedata.normalize("NFKC", text).lower().strip(QUOTES)
    return plain if is_identifier(plain) else ""
