"""A Word file read back: the content controls that carry figures, and the text paragraph by paragraph.

Knows WordprocessingML as Word, WPS and LibreOffice save it; reads it as one stream, refuses a DTD, and
unpacks no more than a report can hold. Tracked changes are read as if they were all accepted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from lawgov_report.files import Unusable
from lawgov_report.readers.published import NEAR, Mark, Published, PublishedText, Spot

BODY = "word/document.xml"
MAX_BODY = 1 << 26  # bytes unpacked, since a ZIP of some kilobytes can hold gigabytes
# The namespaces of WordprocessingML: transitional, which Word writes by default, and strict (ISO/IEC 29500).
WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
# Word writes a text box twice, the second time for old programs: read, its figures would be counted twice.
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
UNREAD = frozenset(("del", "moveFrom"))


def read(content: bytes) -> Published:
    """Return the controls and the text of a Word file. Raises Unusable where it is none, or damaged."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse  # without a DTD no entity can grow or fetch anything
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    try:
        parser.Parse(_body(content), True)  # noqa: FBT003 expat takes it by place
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise Unusable(f"Word 文件的正文已损坏：{error}") from error
    return Published(tuple(reader.marks), text=tuple(reader.text))


def _refuse(*_: object) -> None:
    raise Unusable("Word 文件的正文里有 DTD，不读")


def _body(content: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(BODY) as member:
            body = member.read(MAX_BODY + 1)
    except (
        zipfile.BadZipFile,
        KeyError,
        RuntimeError,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        zlib.error,
    ) as error:
        raise Unusable("不是 Word 文档（.docx），或已损坏") from error
    if len(body) > MAX_BODY:
        raise Unusable(f"Word 文件的正文超过 {MAX_BODY >> 20} MB，不读")
    return body


@dataclass(slots=True)
class _Control:
    """A content control: its tag, and where its text stands in the paragraph."""

    key: str = ""
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read."""

    number: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    controls: list[_Control] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Takes the elements of a body as they come.

    `open_` are the paragraphs, and `controls` the content controls, within which the parser stands, the
    innermost last: a text box has paragraphs within a paragraph. `unread` counts how deep it stands in
    what is not read.
    """

    marks: list[Mark] = field(default_factory=list)
    text: list[PublishedText] = field(default_factory=list)
    count: int = 0
    open_: list[_Paragraph] = field(default_factory=list)
    controls: list[_Control] = field(default_factory=list)
    unread: int = 0
    in_text: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.unread or name == FALLBACK or _local(name) in UNREAD:
            self.unread += 1
            return
        match _local(name):
            case "p":
                self.count += 1
                self.open_.append(_Paragraph(self.count))
            case "t":
                self.in_text = True
            case "sdt":
                self.controls.append(_Control())
            case "tag" if self.controls:
                self.controls[-1].key = _value(attributes)
            case "sdtContent" if self.controls and self.open_:
                self.controls[-1].start = self.open_[-1].length

    def end(self, name: str) -> None:
        if self.unread:
            self.unread -= 1
            return
        match _local(name):
            case "p" if self.open_:
                self.close(self.open_.pop())
            case "t":
                self.in_text = False
            case "sdt" if self.controls:
                control = self.controls.pop()
                if control.key and control.start >= 0 and self.open_:
                    control.end = self.open_[-1].length
                    self.open_[-1].controls.append(control)

    def words(self, data: str) -> None:
        if self.in_text and self.open_ and not self.unread:
            self.open_[-1].pieces.append(data)
            self.open_[-1].length += len(data)

    def close(self, paragraph: _Paragraph) -> None:
        """Take over the text of a paragraph and the figures that its controls carry."""
        text, spot = "".join(paragraph.pieces), Spot(paragraph=paragraph.number)
        if text.strip():
            self.text.append(PublishedText(text, spot))
        for control in paragraph.controls:
            start, end = control.start, control.end
            before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
            self.marks.append(Mark(control.key, before, text[start:end], after, spot))


def _value(attributes: dict[str, str]) -> str:
    """Return the w:val of an element, "" where it has none."""
    return next((attributes[f"{words}val"] for words in WORDS if f"{words}val" in attributes), "")


def _local(name: str) -> str:
    """Return the name of an element of WordprocessingML, "" for any other."""
    return next((name.removeprefix(words) for words in WORDS if name.startswith(words)), "")
