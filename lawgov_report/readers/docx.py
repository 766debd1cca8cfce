"""A Word file read back: the content controls that carry figures, and the text paragraph by paragraph.

Knows WordprocessingML as Word, WPS and LibreOffice save it; how much of it is read, reading.openxml bounds.
Tracked changes are read as if they were all accepted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lawgov_report.files import Unusable
from lawgov_report.readers.published import NEAR, Mark, Published, PublishedText, Spot
from lawgov_report.reading import openxml

BODY = "word/document.xml"
MAX_PARAGRAPHS = 300_000  # a report has less than 3,000
# The namespaces of WordprocessingML: transitional, which Word writes by default, and strict (ISO/IEC 29500).
WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
# Word writes a text box twice, the second time for old programs: read, its figures would be counted twice.
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
UNREAD = frozenset(("del", "moveFrom"))
# between the two numbers of one figure: 3～5, 13万元至17, 3：1, 1亿3000
BETWEEN = re.compile("[^0-9，。；、]{0,20}[～〜—－‐至到：∶比]|[万亿]")
# By the name that the parser gives: what an element is to the reader. All others are passed over
READ = ("p", "t", "sdt", "tag", "sdtContent", *UNREAD)
LOCAL = {f"{words}{name}": name for words in WORDS for name in READ}


def read(content: bytes) -> Published:
    """Return the controls and the text of a Word file. Raises Unusable where it is none, or damaged."""
    reader = _Reader()
    openxml.parse(BODY, openxml.part(content, BODY), reader)
    return Published(tuple(reader.marks), text=tuple(reader.text))


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
class _Reader(openxml.Handler):
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
        local = LOCAL.get(name, "")
        if self.unread or name == FALLBACK or local in UNREAD:
            self.unread += 1
            return
        match local:
            case "":
                return
            case "p":
                self.count += 1
                if self.count > MAX_PARAGRAPHS:
                    raise Unusable(f"正文超过 {MAX_PARAGRAPHS} 段，不像一份年度报告")
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
        match LOCAL.get(name, ""):
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
        for control in _joined(paragraph.controls, text):
            start, end = control.start, control.end
            before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
            self.marks.append(Mark(control.key, before, text[start:end], after, spot))


def _joined(controls: list[_Control], text: str) -> list[_Control]:
    """Return the controls, those of one figure as one: its numbers (3～5, 1亿3000) have one each."""
    joined: list[_Control] = []
    for control in sorted(controls, key=lambda control: control.start):
        last = joined[-1] if joined else None
        if last and last.key == control.key and BETWEEN.fullmatch(text, last.end, control.start):
            last.end = control.end
        else:
            joined.append(control)
    return joined


def _value(attributes: dict[str, str]) -> str:
    """Return the w:val of an element, "" where it has none."""
    return next((attributes[f"{words}val"] for words in WORDS if f"{words}val" in attributes), "")
