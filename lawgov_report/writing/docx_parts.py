"""What a report takes over from its reference document: styles, page, namespaces, links. Is it sound?

Knows the parts of a Word package as reading.openxml gives them; not the report. An Unusable of here holds the
reason and the remedy, without the file's name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from lawgov_report.files import Unusable
from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"
BODY = "word/document.xml"
STYLES = "word/styles.xml"
CORE = "docProps/core.xml"
XML = (".xml", ".rels")
# In transitional Open XML; the strict kind has another namespace, which neither template nor styles have
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SAVE_AGAIN = "用 Word 打开，另存为 .docx 再用"
SIZE = re.compile("[1-9][0-9]{0,3}")  # in half points: Word's largest is 3276
TWIPS = re.compile("[0-9]{1,5}")
# What a section that is to begin on an even page says instead, and before what it does so
EVEN_PAGE = re.compile("<w:(?:type|titlePg)(?: [^>]*)?/>")
ADDED = (
    (Markup('<w:type w:val="evenPage"/>'), "<w:pgSz"),
    (Markup("<w:titlePg/>"), "<w:(?:textDirection|bidi|rtlGutter|docGrid|printerSettings|sectPrChange)"),
)
DIGITS = 5  # of a length in twips: the largest page that Word has is 31,680 wide


class PackageParts(NamedTuple):
    """What a report takes over: ids of styles by name, the root's attributes, the last w:sectPr.

    `sizes` are those of characters, in half points, by the names of the styles that say them, `befores` and
    `pitches` the room above a paragraph and the height of its lines in twips, `closers` by how much the
    characters stand closer. `width` is the type area's in twips. `links` are the files outside that the
    package refers to.
    """

    styles: Mapping[str, str]
    sizes: Mapping[str, int]
    befores: Mapping[str, int]
    pitches: Mapping[str, int]
    closers: Mapping[str, int]
    namespaces: Markup
    section: Markup
    width: int
    links: tuple[str, ...]

    @property
    def even_section(self) -> Markup:
        """The w:sectPr of a page of its own: the next even one, with nothing in its foot."""
        section = Markup(EVEN_PAGE.sub("", str(self.section)))  # noqa: S704 taken apart and put together above
        for element, followers in ADDED:
            before = re.search(followers, section)
            at = before.start() if before else section.rindex("</")
            section = section[:at] + element + section[at:]
        return section


def read(members: Mapping[str, bytes]) -> PackageParts:
    """Return what a report takes over from the members of a package. Raises Unusable."""
    if missing := [name for name in (TYPES, RELATIONS, BODY, STYLES) if name not in members]:
        raise Unusable(f"不是 Word 文档（.docx）：里面没有 {missing[0]}")
    if CORE not in members:
        raise Unusable("没有文档属性（docProps/core.xml），须用 Word 另存一次")
    try:
        for name, content in members.items():
            if name.endswith(XML):
                openxml.parse(name, content, openxml.Handler())
        _look_at_type(members[TYPES])
        return _parts(members)
    except Unusable as error:
        raise Unusable(f"{error}；{SAVE_AGAIN}") from error


def _parts(members: Mapping[str, bytes]) -> PackageParts:
    body, styles = _Body(), _Styles()
    openxml.parse(BODY, members[BODY], body, separator=None)
    openxml.parse(STYLES, members[STYLES], styles)
    if (space := body.root.get("xmlns:w")) != WORD:
        strict = space is not None
        raise Unusable("是“严格 Open XML”格式" if strict else f"里面的 {BODY} 不是 Word 的正文")
    if not body.section:
        raise Unusable("没有页面设置")
    namespaces, section = Markup("").join(_attributes(body.root)), Markup("").join(body.section)
    # What the section stands in is not taken over: a prefix may have been declared there
    openxml.parse(BODY, f"<w:document{namespaces}>{section}</w:document>".encode(), openxml.Handler())
    return PackageParts(
        styles.ids,
        styles.sizes,
        styles.befores,
        styles.pitches,
        styles.closers,
        namespaces,
        section,
        _width(body.page),
        tuple(_links(members)),
    )


def _look_at_type(types: bytes) -> None:
    """Raise Unusable where the body is that of a template, or holds macros: Word opens none as .docx."""
    named, others = _Rows("Override", "PartName", "ContentType"), _Rows("Default", "Extension", "ContentType")
    openxml.parse(TYPES, types, named)
    openxml.parse(TYPES, types, others)
    if [f"/{BODY}", MAIN_TYPE] not in named.rows and ["xml", MAIN_TYPE] not in others.rows:
        raise Unusable("不是普通的 Word 文档，是模板（.dotx）、带宏的文档，或没有写明种类")


def _links(members: Mapping[str, bytes]) -> Iterator[str]:
    """Yield what the package refers to outside itself: its kind, and where it is."""
    for name, content in members.items():
        if name.endswith(".rels"):
            relations = _Rows("Relationship", "TargetMode", "Type", "Target")
            openxml.parse(name, content, relations)
            for mode, kind, target in relations.rows:
                if mode == "External":
                    yield f"{kind.rpartition('/')[2]} {target}"


def _width(page: Mapping[str, str]) -> int:
    """Return the type area's width in twips."""
    lengths = []
    for name in ("w:w", "w:left", "w:right"):
        written = page.get(name, "")
        if not written:
            raise Unusable("没有写明纸张和页边距")
        if not (written.isascii() and written.isdecimal() and len(written) <= DIGITS):
            raise Unusable(f"页面设置里 {name} 是“{written[:20]}”，应为至多 {DIGITS} 位的整数")
        lengths.append(int(written))
    width = lengths[0] - lengths[1] - lengths[2]
    if width <= 0:
        raise Unusable("左右页边距合起来不比纸窄，没有版心")
    return width


def _attributes(given: Mapping[str, str]) -> Iterator[Markup]:
    return (Markup(' {}="{}"').format(name, value) for name, value in given.items())


class _Rows(openxml.Handler):
    """Collects the attributes named of each element of a name, in whatever namespace."""

    def __init__(self, element: str, *attributes: str) -> None:
        self.rows: list[list[str]] = []
        self._element = element
        self._attributes = attributes

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == self._element:
            self.rows.append([attributes.get(key, "") for key in self._attributes])


class _Styles(openxml.Handler):
    """Collects the ids of the styles, their sizes and spacing, by their names in small letters."""

    def __init__(self) -> None:
        self.ids: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        self.befores: dict[str, int] = {}
        self.pitches: dict[str, int] = {}
        self.closers: dict[str, int] = {}
        self._id: str | None = None
        self._name = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{WORD} style":
            self._id = attributes.get(f"{WORD} styleId")
        elif name == f"{WORD} name" and self._id is not None:
            self._name = attributes.get(f"{WORD} val", "").lower()
            self.ids[self._name] = self._id
            self._id = None
        elif name == f"{WORD} sz" and SIZE.fullmatch(size := attributes.get(f"{WORD} val", "")):
            self.sizes[self._name] = int(size)
        elif name == f"{WORD} spacing":
            for lengths, key in ((self.befores, "before"), (self.pitches, "line")):
                if TWIPS.fullmatch(length := attributes.get(f"{WORD} {key}", "")):
                    lengths[self._name] = int(length)
            if TWIPS.fullmatch(closer := attributes.get(f"{WORD} val", "").removeprefix("-")):
                self.closers[self._name] = int(closer)

    def end(self, name: str) -> None:
        if name == f"{WORD} style":
            self._id = None


class _Body(openxml.Handler):
    """Collects the root's attributes, and the w:sectPr that is the body's own: its XML and its page.

    The last one is the page of the report; one inside a paragraph ends a section before it.
    """

    def __init__(self) -> None:
        self.root: dict[str, str] = {}
        self.section: list[Markup] = []
        self.page: dict[str, str] = {}
        self._path: list[str] = []
        self._open = False  # whether a tag was begun and its > is not there yet

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) == 1:
            self.root = attributes if name == "w:document" else {}
        if self._path == ["w:document", "w:body", "w:sectPr"]:
            self.section, self.page = [], {}
        if not self._within():
            return
        if len(self._path) == 4 and name in {"w:pgSz", "w:pgMar"}:  # noqa: PLR2004 below the section itself
            self.page |= attributes
        self._add(Markup("<{}").format(name), *_attributes(attributes))
        self._open = True

    def end(self, name: str) -> None:
        if self._within():
            if self._open:
                self.section.append(Markup("/>"))
                self._open = False
            else:
                self._add(Markup("</{}>").format(name))
        self._path.pop()

    def words(self, data: str) -> None:
        if self._within():
            self._add(escape(data))

    def _within(self) -> bool:
        return self._path[:3] == ["w:document", "w:body", "w:sectPr"]

    def _add(self, *pieces: Markup) -> None:
        if self._open:
            self.section.append(Markup(">"))
            self._open = False
        self.section += pieces
