"""How the text of a page looks, as its tags and their style attributes say: not what a style sheet says.

Knows tags and the few declarations that headings are made with; not which text has them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.readers.published import TITLE

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADINGS = {"h1": TITLE, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
BOLD = frozenset(("b", "strong", "th"))
UNREAD_NAMES = "button head iframe nav noscript rp rt script select style svg template textarea"
UNREAD = frozenset(UNREAD_NAMES.split())
LONGEST = 2000  # characters of a style that are looked at
DECLARATION = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]*)", re.IGNORECASE)
SIZE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*(pt|px)", re.IGNORECASE)
PT_PER_PX = 0.75
HEAVY = re.compile("bold|bolder|[6-9]00", re.IGNORECASE)


class PageLook(NamedTuple):
    """What holds within an element: of itself, or of one around it."""

    level: int = 0
    align: str = ""
    size: float = 0
    bold: bool = False
    face: str = ""
    link: bool = False
    hidden: bool = False
    preformatted: bool = False


def within(look: PageLook, tag: str, given: Mapping[str, str]) -> PageLook:
    """Return the look within an element that stands where `look` holds."""
    look = look._replace(
        level=HEADINGS.get(tag, look.level),
        bold=look.bold or tag in BOLD,
        link="href" in given if tag == "a" else look.link,
        hidden=look.hidden or tag in UNREAD or "hidden" in given,
        preformatted=look.preformatted or tag == "pre",
    )
    if tag == "center" or given.get("align", "").lower() in {"center", "right"}:
        look = look._replace(align=given.get("align", "center").lower())
    return _styled(look, given["style"][:LONGEST]) if "style" in given else look


def _styled(look: PageLook, style: str) -> PageLook:
    for name, value in DECLARATION.findall(style):
        text = value.strip()
        match name.lower():
            case "text-align":
                look = look._replace(align=text if text in {"center", "right"} else "")
            case "font-size" if size := SIZE.match(text):
                factor = PT_PER_PX if size[2].lower() == "px" else 1
                look = look._replace(size=float(size[1]) * factor)
            case "font-weight":
                look = look._replace(bold=bool(HEAVY.match(text)))
            case "font-family":
                look = look._replace(face=text.partition(",")[0].strip("\"' "))
            case "display" if text.startswith("none"):
                look = look._replace(hidden=True)
    return look
