"""Word: a document's body by a template, packed into the reference document.

Knows packages, content controls and bookmarks; not styles, page or fonts (the reference document has them),
nor the XML of the body (the template has it). Only the body, the core properties and the digest are written
per document; styles that not every report needs are left out where this one does not use them.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from html import unescape
from itertools import zip_longest
from math import ceil
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from markupsafe import escape

from lawgov_report.files import Unusable
from lawgov_report.language.width import printed_width
from lawgov_report.reading import openxml
from lawgov_report.report.document import Fact, Heading, Paragraph, Text, lines_of, text_of
from lawgov_report.writing import archive, digest, docx_parts, signing, tables, titles
from lawgov_report.writing.docx_parts import BODY, CORE, STYLES
from lawgov_report.writing.tables import ANNEXED, IN_TEXT
from lawgov_report.writing.templates import compiled, render
from lawgov_report.writing.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from lawgov_report.report.document import Annex, Block, Document, Head, Line, Table
    from lawgov_report.writing.tables import Setting, TableLook
    from lawgov_report.writing.writer import Settings

SUFFIX = ".docx"
TEMPLATE = "report.docx.j2"
REFERENCE = "reference.docx"

MAX_ALIAS = 64  # characters: the most that Word takes for the title of a content control
MAX_ID = 0x7FFFFFFF  # ids of content controls are signed 32-bit numbers
MAX_BOOKMARK = 34  # characters of a bookmark's name, of 40, where a number may have to follow
MAX_SHOWN = 100  # characters of a link
MARK = "发文机关标志"
BESIDE = 2.5  # characters: 文件 beside the names of joint issuers, and half a one between
TEXT = "normal"
TWIPS = 10  # of a half point
TWIPS_PER_PT = 20
ANNEX_TITLE = "附件标题"
INDENT = 2  # characters of the first line of a heading, 7.3.3
# Word and LibreOffice set digits and Chinese characters a quarter of one apart: at 5 places of 2021年3月1日
GAPS = 5 / 4
LINES = 22  # of a page, 5.2.3
NAMED = 22  # characters of a line of 附件说明
SEALED = 1  # line more above names that are sealed
FEW = 2  # attachments that stand with the names where a page does not hold all
# Styles that a report is given only where it uses them: one that needs none stays as it was before there were
# any. None is based on another of them
WHERE_USED = (
    "heading 4",
    "段首标题1",
    "段首标题2",
    "段首标题3",
    "段首标题4",
    "份号",
    "密级和紧急程度",
    "发文机关标志（续）",
    "署名（续）",
    "署名（盖章）",
    "署名（盖章续）",
    "附注",
    "表题",
    "文内表",
    "文内表头",
    "文内表文字",
    "文内表数值",
)
NO_LETTERS = re.compile(r"\W+")
LEADING = re.compile(r"^[\d_]+")  # a bookmark's name begins with a letter
STYLED = re.compile(r'<w:(?:p|r|tbl)Style w:val="([^"]*)"')
STYLE = re.compile(rb'<w:style [^>]*?w:styleId="([^"]*)".*?</w:style>', re.DOTALL)
REFERRED = re.compile(rb'<w:(?:basedOn|next|link) w:val="([^"]*)"')
NUMBERS = re.compile("([0-9.%:−–—~-]+)")  # what may stand in one control
CORE_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</cp:coreProperties>'
)


class Control(NamedTuple):
    """The content control of a figure: its tag is the indicator's key, its alias the label."""

    tag: str
    alias: str
    id: int


class Piece(NamedTuple):
    """Words of one run; with a control, the digits that stand in it."""

    text: str
    control: Control | None = None


Pieces = tuple[tuple[Piece, ...], ...]


class TableView(NamedTuple):
    """A table as the template sees it: `groups` are a heading and its rows, each cell a line of pieces.

    `title` is the line above it, () for none. `setting` is how its columns stand. `name` and `description`
    are what Word shows as its alternative text, and screen readers say of it.
    """

    title: Pieces
    head: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Pieces, ...]], ...]
    setting: Setting
    look: TableLook
    name: str
    description: str


class OpeningView(NamedTuple):
    """The heading that a paragraph begins with, in the style of its level, and under a bookmark."""

    level: int
    lines: Pieces
    bookmark: str
    id: int


class BlockView(NamedTuple):
    """A block as the template sees it: level 0 is body text, 1 to 4 are headings; or a table.

    `opening` is the heading that body text begins with, which its lines do not repeat. `closer` is by how
    many twips the characters of a heading stand closer, 0 where its style says it.
    """

    level: int
    lines: Pieces
    opening: OpeningView | None = None
    table: TableView | None = None
    closer: int = 0


class AnnexView(NamedTuple):
    """An annex as the template sees it; `table` is that of all indicators, `closer` that of the title."""

    mark: str
    title: Pieces
    blocks: tuple[BlockView, ...]
    table: TableView | None
    notes: tuple[str, ...]
    closer: int = 0


class JointView(NamedTuple):
    """Names of joint issuers, one below the other, and how wide they and 文件 beside them are, in twips.

    `down` is the room above them.
    """

    names: tuple[str, ...]
    widths: tuple[int, int]
    down: int


class SignedView(NamedTuple):
    """A name that signs, or several beside each other: in each line a text for each of the `stops`.

    `stops` are the middles of the names in twips, () where there is one name, which ends on the right.
    `indent` is then that of its lines on the left where it has several.
    """

    style: str
    lines: tuple[tuple[str, ...], ...]
    stops: tuple[int, ...] = ()
    indent: int | None = None


class ReferenceDocument(NamedTuple):
    """A reference document, taken apart: `members` in order, a name where the report's own goes.

    `digests` are those of the members, `custom` is the one with the blank that theirs fills, `styles` that of
    the styles. `parts` are what a report takes over.
    """

    members: tuple[archive.Member | str, ...]
    digests: Mapping[str, str]
    custom: bytes
    styles: bytes
    parts: docx_parts.PackageParts

    def style(self, name: str) -> str:
        """Return the id of the style of this name: Word gives ids of its own when it saves a file."""
        found = self.parts.styles.get(name.lower())
        if found is None:
            message = f"参考文档没有名为“{name}”的样式，报告要用到它"
            raise Unusable(f"{message}；用 Word 加上，或用 lawgov reference 另做一份")
        return found

    def used_styles(self, xml: str) -> bytes:
        """Return word/styles.xml without those of WHERE_USED that the body does not use."""
        used = {*map(unescape, STYLED.findall(xml))}
        known = {self.parts.styles[name] for name in WHERE_USED if name in self.parts.styles}
        return _without(self.styles, frozenset(known - used))


def prepare(settings: Settings) -> Writer:
    """Return what writes Word files by the project's template and reference document."""
    return Writer(partial(write, templates=settings.templates), titles.findings, warnings(settings.templates))


def warnings(templates: Callable[[str], bytes]) -> tuple[str, ...]:
    """Return what to say of files outside that every report will refer to, as the reference document does.

    Raises Unusable where that cannot be used.
    """
    links = _taken_apart(templates(REFERENCE)).parts.links
    if not links:
        return ()
    first = "".join(letter if letter.isprintable() else "?" for letter in links[0][:MAX_SHOWN])
    where = f"参考文档连到外面的文件 {len(links)} 处（{first}），每份报告都会带上，打开时可能联网去取"
    return (f"{where}；不需要的，用 Word 断开链接后另存",)


def write(document: Document, templates: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return the document as a Word file under its suffix: the same bytes on any day.

    `templates` yields a template or the reference document by its name.
    Raises Unusable where one of them cannot be used.
    """
    return {SUFFIX: pack(document, body(document, templates), templates)}


def body(document: Document, templates: Callable[[str], bytes]) -> str:
    """Return the document's body, word/document.xml. Raises Unusable as write() does."""
    template = compiled(templates(TEMPLATE), TEMPLATE)
    return render(template, _context(document, _taken_apart(templates(REFERENCE))))


def pack(document: Document, xml: str, templates: Callable[[str], bytes]) -> bytes:
    """Return the Word file of the document whose body is `xml`. Raises Unusable as write() does."""
    reference = _taken_apart(templates(REFERENCE))
    own = {BODY: xml.encode(), CORE: _core(document).encode(), STYLES: reference.used_styles(xml)}
    digests = {**reference.digests, **digest.sums(own)}
    own[digest.CUSTOM] = digest.filled(reference.custom, digests, document.sources)
    return archive.join(
        archive.member(part, own[part]) if isinstance(part, str) else part for part in reference.members
    )


def styles(content: bytes) -> frozenset[str]:
    """Return the names, in small letters, of the styles of a reference document. Raises Unusable for none."""
    return frozenset(_taken_apart(content).parts.styles)


def check(content: bytes, name: str) -> None:
    """Raise Unusable, with this name, where the bytes are no reference document."""
    try:
        _taken_apart(content)
    except Unusable as error:
        raise Unusable(str(error).replace(REFERENCE, name, 1)) from error


def _context(document: Document, reference: ReferenceDocument) -> dict[str, object]:
    """Return what the template sees."""
    views, parts = _Views(reference.parts), reference.parts
    title = titles.broken(document.title)
    return {
        "document": document,
        "title": views.lines(title),
        "title_closer": _closer(title, "title", parts),
        "blocks": tuple(views.block(block, IN_TEXT) for block in document.blocks),
        "annexes": tuple(views.annex(annex) for annex in document.annexes),
        "style": reference.style,
        "namespaces": parts.namespaces,
        "mark_size": _mark_size(document.head, parts),
        "mark_down": _mark_down(document.head, parts),
        "joint": _joint(document.head, parts),
        "section": parts.section,
        "even_section": parts.even_section,
        "width": parts.width,
        "signed": (*_signed(document, parts.width / signing.LINE),),
        "last_attachments": _last_attachments(document),
        "indents": _indents(document, parts.width / signing.LINE),
        "dated": (round(signing.sealed(document).centre * parts.width / signing.LINE),)
        if document.seal
        else (),
    }


class _Views:
    """Makes what the template sees, with ids and names that are stable and unique in one document."""

    def __init__(self, parts: docx_parts.PackageParts) -> None:
        self._parts = parts
        self._count: dict[str, int] = {}
        self._used: set[int] = set()
        self._bookmarks: set[str] = set()

    def block(self, block: Block, look: TableLook, name: str = "") -> BlockView:
        """Return a block; `name` is that of a table without a title of its own."""
        if isinstance(block, Heading):
            closer = _closer(block.lines, f"heading {block.level}", self._parts, INDENT)
            return BlockView(block.level, self.lines(block.lines), closer=closer)
        if isinstance(block, Paragraph):
            opening = self.opening(block.heading) if block.heading else None
            return BlockView(0, self.lines((block.body,)), opening)
        name, setting = text_of((block.title,)) or name, tables.setting(block.table)
        table = self.table(block.table, setting, look, name)
        return BlockView(0, (), None, table._replace(title=self.lines((block.title,) if block.title else ())))

    def opening(self, heading: Heading) -> OpeningView:
        """Return a heading within a paragraph: Word's list of headings has whole paragraphs only."""
        name = _bookmark(text_of(heading.lines), self._bookmarks)
        self._bookmarks.add(name.lower())
        return OpeningView(heading.level, self.lines(heading.lines), name, len(self._bookmarks))

    def annex(self, annex: Annex) -> AnnexView:
        title = tuple((Text(line),) for text in annex.title for line in titles.titled(text))
        name, closer = "".join(annex.title), _closer(title, ANNEX_TITLE, self._parts)
        blocks = tuple(self.block(block, ANNEXED, name) for block in annex.blocks)
        table = None
        if annex.table:
            table = self.table(annex.table, tables.of_indicators(annex.table), ANNEXED, name)
        return AnnexView(annex.mark, self.lines(title), blocks, table, annex.notes, closer)

    def table(self, table: Table, setting: Setting, look: TableLook, name: str) -> TableView:
        groups = ((group.heading, tuple(self.lines(row) for row in group.rows)) for group in table.groups)
        return TableView((), table.head, tuple(groups), setting, look, name, tables.description(table))

    def lines(self, lines: tuple[Line, ...]) -> Pieces:
        return tuple(tuple(self._pieces(line)) for line in lines)

    def _pieces(self, line: Line) -> Iterator[Piece]:
        """Yield the digits of each fact in its control, and all words between two as one piece.

        The numbers of 3～5 and 1亿3000 have a control each: LibreOffice 7.4 garbles a control in which
        Chinese characters or ～ stand beside digits.
        """
        words = ""
        for span in line:
            if not (isinstance(span, Fact) and span.digits):
                words += span.text
                continue
            words += span.before
            for text in NUMBERS.split(span.digits):
                if not NUMBERS.fullmatch(text):
                    words += text
                    continue
                if words:
                    yield Piece(words)
                yield Piece(text, self._control(span))
                words = ""
            words += span.after
        if words:
            yield Piece(words)

    def _control(self, fact: Fact) -> Control:
        occurrence = self._count[fact.key] = self._count.get(fact.key, 0) + 1
        # Word wants ids that are unique in a file; counted ones would all change with one figure in front
        number = crc32(f"{fact.key} {occurrence}".encode()) & MAX_ID
        while number in self._used or not number:
            number = (number + 1) & MAX_ID
        self._used.add(number)
        return Control(fact.key, fact.label[:MAX_ALIAS], number)


def _closer(lines: tuple[Line, ...], style: str, parts: docx_parts.PackageParts, indent: int = 0) -> int:
    """Return by how many twips the characters of a title stand closer, 0 where its style says it.

    `indent` is that of the first line, in characters of the body.
    """
    size, closer = parts.sizes.get(style, parts.sizes.get(TEXT, 0)), parts.closers.get(TEXT, 0)
    room = titles.Room(
        size / 2,
        parts.width * (1 - indent / signing.LINE) / TWIPS_PER_PT,
        parts.width / TWIPS_PER_PT,
        parts.closers.get(style, closer) / TWIPS_PER_PT,
    )
    return round(titles.closer(lines, room) * TWIPS_PER_PT)


def _bookmark(text: str, used: Collection[str]) -> str:
    """Return the name of a bookmark: letters, digits and _, at most 40 of them, no other's of any case."""
    words = LEADING.sub("", NO_LETTERS.sub("_", text)).strip("_")[:MAX_BOOKMARK] or "标题"
    number = 1
    name = words
    while name.lower() in used:
        number += 1
        name = f"{words}_{number}"
    return name


def _mark_width(head: Head) -> float:
    """Return the width of the longest mark in characters, with 文件 where it stands beside the names."""
    longest = max(map(printed_width, head.issuers or head.marks), default=0)
    return longest + BESIDE if head.issuers else longest


def _mark_down(head: Head, parts: docx_parts.PackageParts) -> int | None:
    """Return the room that labels leave of the 35 mm above the first mark, in twips; None without any."""
    if not (head.labels and head.marks):
        return None
    return max(0, parts.befores.get(MARK, 0) - len(head.labels) * parts.pitches.get(TEXT, 0))


def _joint(head: Head, parts: docx_parts.PackageParts) -> JointView | None:
    """Return joint issuers with 文件 beside them; None for any others."""
    if not head.issuers:
        return None
    size = _mark_size(head, parts) or parts.sizes.get(MARK, 0)
    widths = (ceil((_mark_width(head) - BESIDE) * size * TWIPS), ceil(BESIDE * size * TWIPS))
    down = _mark_down(head, parts)
    return JointView(head.issuers, widths, parts.befores.get(MARK, 0) if down is None else down)


def _mark_size(head: Head, parts: docx_parts.PackageParts) -> int:
    """Return the size, in half points, in which the longest mark takes one line; 0 where its style's does.

    It is no smaller than that of the text: a mark that is longer yet takes several lines, unless 文件 stands
    beside it.
    """
    longest = _mark_width(head)
    room = int(parts.width / TWIPS / longest) if longest else 0
    least = 1 if head.issuers else parts.sizes.get(TEXT, 0)
    return max(room, least) if room < parts.sizes.get(MARK, 0) else 0


def _signed(document: Document, character: float) -> Iterator[SignedView]:
    """Yield the names that sign, one below the other, or beside each other where they are to be sealed."""
    if document.seal:
        for number, row in enumerate(signing.sealed(document).rows):
            style = "署名（盖章续）" if number else "署名（盖章）"
            stops = tuple(round(name.centre * character) for name in row)
            yield SignedView(style, (*zip_longest(*(name.lines for name in row), fillvalue=""),), stops)
        return
    for number, lines in enumerate(signing.names(document)):
        style = "署名（续）" if number else "署名"
        indent = signing.LINE - signing.RIGHT - max(map(printed_width, lines))
        left = max(0, round(indent * character)) if len(lines) > 1 else None
        yield SignedView(style, tuple((line,) for line in lines), (), left)


def _last_attachments(document: Document) -> int:
    """Return how many attachments, from the last, keep with the names: all where a page has room for them.

    What keeps together and is longer than a page LibreOffice breaks where it likes, before the date too.
    """
    text = document.blocks[-1:]
    wide = sum(printed_width(text_of((line,))) for block in text for line in lines_of(block))
    notes = sum(ceil(printed_width(name) / NAMED) for name in document.attachments)
    # a blank line before the names of attachments and before those who sign, and 版记
    below = 2 + sum(map(len, signing.names(document))) + 1
    if document.seal:
        below += SEALED
    if any(document.imprint) and not document.double_sided:
        below += len(document.imprint)
    fits = ceil(wide / signing.LINE) + notes + below <= LINES
    return len(document.attachments) if fits else FEW


def _indents(document: Document, character: float) -> dict[str, int]:
    """Return the indents, in twips, that place 署名 (its right) and 成文日期 (its left) by their lengths.

    The name ends 2 characters from the right, as its style says, and the date's first character stands 2
    right of the name's first. A date longer than the name ends 2 from the right, and the name moves left;
    so does one that would be longer with its gaps, for it would not fit into the line.
    Source: GB/T 9704-2012, 7.3.5.2.
    """
    if document.seal or not (document.signatures and document.date):
        return {}
    room = signing.LINE - signing.RIGHT
    name = min(max(map(printed_width, signing.names(document)[-1])), room)
    day = min(printed_width(document.date), room - 2)
    if day + GAPS <= name:
        return {"date": round((signing.LINE - name) * character)}
    left = room - day
    return {
        "signature": round((signing.LINE - left + 2 - name) * character),
        "date": round(left * character),
    }


def _core(document: Document) -> str:
    """Return the core properties: what the document says of itself, no clock."""
    properties = document.properties
    dated = f"{properties.dated}T00:00:00Z" if properties.dated else ""
    elements = (
        ("dc:title", text_of(document.title)),
        ("dc:creator", properties.author or document.signature),
        ("cp:keywords", properties.keywords),
        ("dc:description", properties.description),
        ("dc:language", "zh-CN"),
        ('dcterms:created xsi:type="dcterms:W3CDTF"', dated),
        ('dcterms:modified xsi:type="dcterms:W3CDTF"', dated),
    )
    return CORE_PROPERTIES.format("".join(_element(name, text) for name, text in elements if text))


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name.split(maxsplit=1)[0]}>"


@lru_cache(maxsize=4)
def _taken_apart(content: bytes) -> ReferenceDocument:
    """Return a reference document, its lasting members deflated once.

    Raises Unusable where it is not a Word document, or lacks what a report needs.
    """
    try:
        members = openxml.members(content)
        parts = docx_parts.read(members)
        members = digest.with_custom(members)
    except Unusable as error:
        raise Unusable(f"参考文档 {REFERENCE} {error}") from error
    return ReferenceDocument(
        tuple(
            name if name in (BODY, CORE, STYLES, digest.CUSTOM) else archive.member(name, content)
            for name, content in members.items()
        ),
        digest.sums(members),
        members[digest.CUSTOM],
        members[STYLES],
        parts,
    )


@lru_cache(maxsize=16)
def _without(styles: bytes, unused: frozenset[str]) -> bytes:
    """Return the styles without these; one that another style names stays (Word links what it saves)."""
    lone = {escape(id_).encode() for id_ in unused}.difference(REFERRED.findall(styles))
    return STYLE.sub(lambda match: b"" if match[1] in lone else match[0], styles)
