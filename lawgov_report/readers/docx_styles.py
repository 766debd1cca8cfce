"""How the paragraphs and characters of a Word file look: what they say themselves, and their styles.

Knows direct formatting, styles and what they are based on; not which text has them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.readers.published import TITLE
from lawgov_report.readers.wordprocessing import attribute, is_on, local, number
from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Callable

PART = "word/styles.xml"
# Names of built-in styles are English in whatever language Word runs; WPS and converters write Chinese ones
HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
TITLES = frozenset(("title", "标题", "文档标题"))
CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)
BODY_LEVEL = 9  # w:outlineLvl of body text; 0 to 8 are headings
ALIGNED = {"center": "center", "right": "right", "end": "right"}
MAX_STYLES = 20_000  # a file of Word has some 400
DEEPEST = 50  # styles based on one another: Word's own are at most four deep


class WordLook(NamedTuple):
    """What is known of a look; None where nothing is said. `number` is the id of a list, "0" for no list."""

    level: int | None = None
    align: str | None = None
    number: str | None = None
    depth: int | None = None
    size: float | None = None
    bold: bool | None = None
    face: str | None = None

    def over(self, base: WordLook) -> WordLook:
        """Return this look, what it does not say as `base` says it."""
        if self == NOTHING_SAID:  # of nearly all paragraphs and runs
            return base
        return WordLook._make(
            own if own is not None else below for own, below in zip(self, base, strict=True)
        )


NOTHING_SAID = WordLook()


def changed(look: WordLook, name: str, attributes: dict[str, str]) -> WordLook:
    """Return a look with the property that an element sets; as it is for any other element."""
    values = PROPERTIES.get(name)
    return look._replace(**values(attributes)) if values else look


def _level(attributes: dict[str, str]) -> dict[str, Any]:
    level = number(attributes, missing=BODY_LEVEL)
    return {"level": level + 1 if level < BODY_LEVEL else 0}


def _face(attributes: dict[str, str]) -> dict[str, Any]:
    face = attribute(attributes, "eastAsia")
    return {"face": face} if face else {}


PROPERTIES: dict[str, Callable[[dict[str, str]], dict[str, Any]]] = {
    "outlineLvl": _level,
    "jc": lambda attributes: {"align": ALIGNED.get(attribute(attributes), "")},
    "numId": lambda attributes: {"number": attribute(attributes)},
    "ilvl": lambda attributes: {"depth": number(attributes)},
    "sz": lambda attributes: {"size": number(attributes) / 2},
    "b": lambda attributes: {"bold": is_on(attributes)},
    "rFonts": _face,
}


class NamedStyle(NamedTuple):
    """A style as it is defined, and the id of what it is based on."""

    name: str = ""
    base: str = ""
    look: WordLook = WordLook()

    @property
    def own(self) -> WordLook:
        """Its look; the names of built-in headings say a level of their own."""
        if self.name.lower() in TITLES:
            return self.look._replace(level=TITLE)
        heading = HEADING.fullmatch(self.name)
        if heading and self.look.level is None:
            return self.look._replace(level=int(heading[1]))
        return self.look


class Styles(openxml.Handler):
    """The styles of a file, by their ids; takes the elements of styles.xml as they come."""

    def __init__(self) -> None:
        self._styles: dict[str, NamedStyle] = {}
        self._defaults = WordLook()
        self._normal = ""
        self._id: str | None = None
        self._unread = 0
        self._looks: dict[str, WordLook] = {}
        self._whole: dict[str, WordLook] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element."""
        element = local(name)
        if self._unread or element == "tblStylePr":
            self._unread += 1
        elif element == "style":
            self._id = attribute(attributes, "styleId")
            if len(self._styles) > MAX_STYLES:
                raise Unusable(f"样式超过 {MAX_STYLES} 个，不像一份年度报告")
            self._styles[self._id] = NamedStyle()
            if attribute(attributes, "type") == "paragraph" and attribute(attributes, "default") == "1":
                self._normal = self._id
        elif self._id is None:
            self._defaults = changed(self._defaults, element, attributes)
        else:
            self._styles[self._id] = _defined(self._styles[self._id], element, attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._unread:
            self._unread -= 1
        elif local(name) == "style":
            self._id = None

    def of_paragraph(self, style: str) -> WordLook:
        """Return the look of a paragraph of this style, of the default one for ""."""
        if style not in self._whole:
            self._whole[style] = self.look(style or self._normal).over(self._defaults)
        return self._whole[style]

    def look(self, style: str) -> WordLook:
        """Return what a style and those it is based on say."""
        if style not in self._looks:
            look, at = WordLook(), style
            for _ in range(DEEPEST):
                found = self._styles.get(at)
                if found is None:
                    break
                look, at = look.over(found.own), found.base
            self._looks[style] = look
        return self._looks[style]

    def is_contents(self, style: str) -> bool:
        """Return whether this is the style of an entry in a table of contents."""
        found = self._styles.get(style)
        return bool(found and CONTENTS.fullmatch(found.name))


def _defined(style: NamedStyle, element: str, attributes: dict[str, str]) -> NamedStyle:
    if element == "name":
        return style._replace(name=attribute(attributes))
    if element == "basedOn":
        return style._replace(base=attribute(attributes))
    return style._replace(look=changed(style.look, element, attributes))


def read(content: bytes) -> Styles:
    """Return the styles of a Word file, none where it has none. Raises Unusable for broken ones."""
    styles = Styles()
    if xml := openxml.optional(content, PART):
        openxml.parse(PART, xml, styles)
    return styles
