"""A Word file that somebody corrected: its paragraphs with tracked changes, and its comments.

Knows WordprocessingML as Word, WPS and LibreOffice save it; not what was corrected, nor which change counts:
who asks says that of each. What is not tracked is plain text here. Formatting is passed over, tracked or not.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.readers import wordprocessing
from lawgov_report.readers.published import Marked
from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

BODY, COMMENTS, EXTENDED = "word/document.xml", "word/comments.xml", "word/commentsExtended.xml"
MAX_PARAGRAPHS = 300_000  # a report has less than 3,000
MAX_COMMENTS = 10_000
MAX_REVISIONS = 20_000
MAX_LAYERS = 8  # changes of one row, or of the end of one paragraph
MAX_OPEN = 20  # comments on the same words; of more, only these know them
PARAGRAPH_ID = "http://schemas.microsoft.com/office/word/2010/wordml paraId"
OF_2012 = "http://schemas.microsoft.com/office/word/2012/wordml "
# Word writes a text box twice, the second time for old programs
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
GONE = frozenset(("del", "moveFrom"))
REVISIONS = frozenset(("ins", "moveTo", *GONE))
# How things looked before, and how characters are pronounced; what was moved is marked where its text stands
PASSED_OVER = frozenset(
    ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "rt")
)
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What stands in a Word file that no year file has a place for
FOREIGN = {
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "drawing": "图片或图形",
    "pict": "图片或图形",
    "object": "嵌入的对象",
    "altChunk": "嵌入的文件",
    "sym": "符号字体的字符",
    "ruby": "拼音指南",
}
FORMULA = "http://schemas.openxmlformats.org/officeDocument/2006/math oMath"


class Revision(NamedTuple):
    """A tracked change: `kind` is ins, del, moveFrom or moveTo, `date` as the file has it, "" for none.

    `mark` is whether it is of the end of a paragraph: put in it splits, taken out it joins. `text` is what
    came or went. `number` counts those of a file from 1.
    """

    number: int
    kind: str
    author: str
    date: str
    mark: bool = False
    text: str = ""


class Touched(NamedTuple):
    """Where a tracked change stands in a paragraph: text[start:end] came; nothing where words went."""

    start: int
    end: int
    revision: int


class WordParagraph(NamedTuple):
    """A paragraph as it reads with the changes that count; `number` counts those of the file from 1.

    `cell` is (table, row, column), from 1; `marks` are the figures in content controls; `touched` are the
    tracked changes in it.
    """

    text: str
    number: int
    cell: tuple[int, int, int] | None = None
    marks: tuple[Marked, ...] = ()
    touched: tuple[Touched, ...] = ()


class Comment(NamedTuple):
    """A comment: the paragraph and the words it is on, and the number of what it answers, 0 for none."""

    number: int
    author: str
    date: str
    text: str
    paragraph: int = 0
    quote: str = ""
    answers: int = 0


Layers = tuple[int, ...]  # the numbers of the revisions that something stands in, the innermost last


class WordPiece(NamedTuple):
    """Words of a paragraph that stand in the same tracked changes and the same content control."""

    text: str
    layers: Layers
    key: str


@dataclass(slots=True)
class RawParagraph:
    """A paragraph with all its changes, those made and those taken back."""

    number: int
    cell: tuple[int, int, int] | None
    row: Layers
    pieces: list[WordPiece] = field(default_factory=list)
    mark: Layers = ()


class WordFile(NamedTuple):
    """A Word file as read: all its paragraphs, tracked changes and comments.

    `foreign` counts what stands in it that no year file has a place for, as 脚注.
    """

    paragraphs: Sequence[RawParagraph]
    revisions: Sequence[Revision]
    comments: tuple[Comment, ...]
    foreign: Mapping[str, int]

    def settled(self, accepts: Callable[[Revision], bool]) -> tuple[WordParagraph, ...]:
        """Return the paragraphs as they read when these changes are accepted and all others rejected."""
        stands = [True, *(accepts(change) != (change.kind in GONE) for change in self.revisions)]
        found: list[WordParagraph] = []
        rest: list[WordPiece] = []
        last: RawParagraph | None = None
        for paragraph in self.paragraphs:
            if not all(stands[layer] for layer in paragraph.row):
                continue
            if last is not None and last.cell != paragraph.cell:
                _close(found, last, rest, stands)
                rest = []
            # an end that came or went is a change of what stands before it and behind it
            end = [WordPiece("", paragraph.mark, "")] if paragraph.mark else []
            rest += [*paragraph.pieces, *end]
            last = paragraph
            if all(stands[layer] for layer in paragraph.mark):
                _close(found, paragraph, rest, stands)
                rest, last = end, None
        if last is not None:
            _close(found, last, rest, stands)
        return tuple(found)


def read(content: bytes) -> WordFile:
    """Return what stands in a Word file. Raises Unusable where it is none, or damaged."""
    members = openxml.members(content)
    if BODY not in members:
        raise Unusable("不是 Word 文档（.docx），或已损坏")
    body = _Body()
    openxml.parse(BODY, members[BODY], body)
    comments = _comments(members, body) if COMMENTS in members else ()
    revisions = [
        change._replace(text="".join(words)) for change, words in zip(body.revisions, body.texts, strict=True)
    ]
    return WordFile(body.paragraphs, revisions, comments, dict(body.foreign))


def _close(
    found: list[WordParagraph], paragraph: RawParagraph, pieces: Iterable[WordPiece], stands: Sequence[bool]
) -> None:
    """Add a paragraph with the words that stand; none without words, but in a table."""
    text = ""
    marks: list[Marked] = []
    touched: list[Touched] = []
    for piece in pieces:
        start, standing = len(text), all(stands[layer] for layer in piece.layers)
        if standing:
            text += piece.text
        if piece.layers:
            touched.append(Touched(start, len(text), piece.layers[-1]))
        if piece.key and standing:
            marks.append(Marked(start, len(text), piece.key))
    # an empty cell still is one
    if text.strip() or paragraph.cell:
        found.append(WordParagraph(text, paragraph.number, paragraph.cell, tuple(marks), tuple(touched)))


@dataclass(slots=True)
class _Body(openxml.Handler):
    """Takes the elements of a body as they come.

    `open_` are the paragraphs in which the parser stands, the innermost last: a text box has some within one.
    `layers` are the changes, `controls` the content controls around it; `row` the changes of table rows.
    """

    paragraphs: list[RawParagraph] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    texts: list[list[str]] = field(default_factory=list)
    foreign: Counter[str] = field(default_factory=Counter)
    quotes: dict[str, list[str]] = field(default_factory=dict)
    anchors: dict[str, int] = field(default_factory=dict)
    ranges: dict[str, None] = field(default_factory=dict)
    open_: list[RawParagraph] = field(default_factory=list)
    layers: Layers = ()
    controls: list[str] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    cells: list[list[int]] = field(default_factory=list)
    tables: int = 0
    count: int = 0
    unread: int = 0
    in_text: bool = False
    in_properties: int = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = wordprocessing.local(name)
        if self.unread or name == FALLBACK or local in PASSED_OVER:
            self.unread += 1
        elif local == "pPr":
            self.in_properties += 1
        elif local in REVISIONS:
            self.revise(local, attributes)
        elif local in {"tbl", "tr", "tc"}:
            self.tabulate(local)
        elif local in BREAKS and self.open_ and not self.in_properties:
            self.add("" if local == "br" and wordprocessing.attribute(attributes, "type") else BREAKS[local])
        elif local in FOREIGN:
            self.foreign[FOREIGN[local]] += 1
        elif name == FORMULA:
            self.foreign["公式"] += 1
        elif local:
            self.stand(local, attributes)

    def stand(self, local: str, attributes: dict[str, str]) -> None:
        """Take the begin of what holds text, or says where a comment begins or ends."""
        match local:
            case "p":
                self.begin()
            case "t" | "delText":
                self.in_text = True
            case "sdt":
                self.controls.append("")
            case "tag" if self.controls:
                self.controls[-1] = wordprocessing.attribute(attributes, "val")
            case "commentRangeStart":
                number = wordprocessing.attribute(attributes, "id")
                if len(self.ranges) < MAX_OPEN:
                    self.ranges[number] = None
                self.anchors.setdefault(number, self.open_[-1].number if self.open_ else self.count + 1)
            case "commentRangeEnd":
                self.ranges.pop(wordprocessing.attribute(attributes, "id"), None)

    def begin(self) -> None:
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise Unusable(f"正文超过 {MAX_PARAGRAPHS} 段，不像一份年度报告")
        cell = (self.cells[-1][0], self.cells[-1][1], self.cells[-1][2]) if self.cells else None
        row = tuple(number for layer in self.rows for number in layer)
        self.open_.append(RawParagraph(self.count, cell, row))

    def revise(self, kind: str, attributes: dict[str, str]) -> None:
        """Take a tracked change: around words, of the end of a paragraph, or of a table row."""
        number = len(self.revisions) + 1
        if number > MAX_REVISIONS:
            raise Unusable(f"修订超过 {MAX_REVISIONS} 处，先在 Word 里接受一部分")
        author, date = (wordprocessing.attribute(attributes, key) for key in ("author", "date"))
        self.revisions.append(Revision(number, kind, author, date, self.in_properties > 0))
        self.texts.append([])
        if self.in_properties and self.open_:
            self.open_[-1].mark = (*self.open_[-1].mark, number)[:MAX_LAYERS]
        elif self.rows and not self.open_ and len(self.rows[-1]) < MAX_LAYERS:
            # within the properties of a row, which stand before its cells
            self.rows[-1].append(number)
        self.layers = (*self.layers, number)

    def tabulate(self, local: str) -> None:
        if local == "tbl":
            self.tables += 1
            self.cells.append([self.tables, 0, 0])
        elif local == "tr" and self.cells:
            self.rows.append([])
            self.cells[-1][1:] = [self.cells[-1][1] + 1, 0]
        elif self.cells:
            self.cells[-1][2] += 1

    def end(self, name: str) -> None:
        if self.unread:
            self.unread -= 1
            return
        local = wordprocessing.local(name)
        if local in REVISIONS and self.layers:
            self.layers = self.layers[:-1]
        elif local == "p" and self.open_:
            self.paragraphs.append(self.open_.pop())
        elif local in {"t", "delText"}:
            self.in_text = False
        elif local == "sdt" and self.controls:
            self.controls.pop()
        elif local == "pPr":
            self.in_properties -= 1
        elif local == "tr" and self.rows:
            self.rows.pop()
        elif local == "tbl" and self.cells:
            self.cells.pop()

    def words(self, data: str) -> None:
        if self.in_text and self.open_ and not self.unread:
            self.add(data)

    def add(self, text: str) -> None:
        """Add words to the paragraph, and to the changes and comments that they stand in."""
        key = self.controls[-1] if self.controls else ""
        self.open_[-1].pieces.append(WordPiece(text, self.layers, key))
        if self.layers:
            self.texts[self.layers[-1] - 1].append(text)
        for number in self.ranges:
            self.quotes.setdefault(number, []).append(text)


def _comments(members: Mapping[str, bytes], body: _Body) -> tuple[Comment, ...]:
    """Return the comments in the order in which they stand in the text, answers behind what they answer."""
    reader, threads = _Comments(), _Threads()
    openxml.parse(COMMENTS, members[COMMENTS], reader)
    if EXTENDED in members:
        openxml.parse(EXTENDED, members[EXTENDED], threads)
    by_paragraph = {id_: number for number, read_ in enumerate(reader.found, 1) for id_ in read_.paragraphs}
    comments = []
    for number, entry in enumerate(reader.found, 1):
        parents = (threads.parents[id_] for id_ in entry.paragraphs if id_ in threads.parents)
        answers = next((by_paragraph[parent] for parent in parents if parent in by_paragraph), 0)
        quote, anchor = "".join(body.quotes.get(entry.id, ())), body.anchors.get(entry.id, 0)
        text = "\n".join("".join(line) for line in entry.lines).strip()
        comments.append(Comment(number, entry.author, entry.date, text, anchor, quote, answers))
    return tuple(sorted(comments, key=lambda comment: (comment.paragraph, comment.number)))


@dataclass(slots=True)
class _Entry:
    """A comment while it is read."""

    id: str
    author: str
    date: str
    lines: list[list[str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Comments(openxml.Handler):
    """Collects the comments of word/comments.xml."""

    found: list[_Entry] = field(default_factory=list)
    in_text: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match wordprocessing.local(name):
            case "comment":
                if len(self.found) >= MAX_COMMENTS:
                    raise Unusable(f"批注超过 {MAX_COMMENTS} 条")
                author, date = (
                    wordprocessing.attribute(attributes, "author"),
                    wordprocessing.attribute(attributes, "date"),
                )
                self.found.append(_Entry(wordprocessing.attribute(attributes, "id"), author, date))
            case "p" if self.found:
                self.found[-1].lines.append([])
                self.found[-1].paragraphs.append(attributes.get(PARAGRAPH_ID, ""))
            case "t":
                self.in_text = True

    def end(self, name: str) -> None:
        if wordprocessing.local(name) == "t":
            self.in_text = False

    def words(self, data: str) -> None:
        if self.in_text and self.found and self.found[-1].lines:
            self.found[-1].lines[-1].append(data)


@dataclass(slots=True)
class _Threads(openxml.Handler):
    """Collects which comment answers which, by the ids of their paragraphs."""

    parents: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        parent = attributes.get(f"{OF_2012}paraIdParent", "")
        if name == f"{OF_2012}commentEx" and parent:
            self.parents[attributes.get(f"{OF_2012}paraId", "")] = parent
