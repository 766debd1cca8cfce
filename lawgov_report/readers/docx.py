"""A Word file read back: its text paragraph by paragraph, and the content controls that carry figures.

Knows WordprocessingML as Word, WPS and LibreOffice save it; how much of it is read, reading.openxml bounds.
Tracked changes are read as if they were all accepted; headers, footers, notes, hidden text, codes of fields
and tables of contents are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers import docx_numbering, docx_styles
from lawgov_report.readers.docx_styles import NOTHING_SAID, WordLook
from lawgov_report.readers.published import NEAR, Mark, Marked, Published, PublishedText, Spot, stripped
from lawgov_report.readers.wordprocessing import attribute, is_on, local, number
from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lawgov_report.readers.docx_numbering import Numbering
    from lawgov_report.readers.docx_styles import Styles

BODY = "word/document.xml"
MAX_PARAGRAPHS = 300_000  # a report has less than 3,000
# Word writes a text box twice, the second time for old programs: read, its figures would be counted twice.
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
# What was deleted or moved away, how things looked before a tracked change, and how a ruby is pronounced
UNREAD = frozenset(("del", "moveFrom", "pPrChange", "rPrChange", "rt"))
# between the two numbers of one figure: 3～5, 13万元至17, 3：1, 1亿3000
BETWEEN = re.compile("[^0-9，。；、]{0,20}[～〜—－‐至到：∶比]|[万亿]")
LETTERS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}
LINE_BREAKS = frozenset(("", "textWrapping"))  # of w:br; the others break pages and columns


def read(content: bytes) -> Published:
    """Return the controls and the text of a Word file. Raises Unusable where it is none, or damaged."""
    body = openxml.part(content, BODY)
    reader = _Reader(docx_styles.read(content), docx_numbering.read(content))
    openxml.parse(BODY, body, reader)
    return Published(tuple(reader.marks), text=tuple(reader.text))


@dataclass(slots=True)
class _Control:
    """A content control: its tag, and where its text stands in the paragraph."""

    key: str = ""
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class _Run:
    """Characters of one look: what they say of it themselves, and the style that they name."""

    look: WordLook = NOTHING_SAID
    style: str = ""
    hidden: bool = False
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while it is read. `joined` says that it goes on in the next: its end was deleted."""

    number: int
    cell: tuple[int, int, int] | None
    look: WordLook = NOTHING_SAID
    style: str = ""
    runs: list[_Run] = field(default_factory=list)
    run: _Run | None = None
    length: int = 0
    controls: list[_Control] = field(default_factory=list)
    in_properties: bool = False
    joined: bool = False


@dataclass(slots=True)
class _Table:
    """A table while it is read, and the cell in it; `span` are the columns that the cell takes."""

    number: int
    row: int = 0
    column: int = 0
    span: int = 1


@dataclass(slots=True)
class _Reader(openxml.Handler):
    """Takes the elements of a body as they come.

    `open_` are the paragraphs, `controls` the content controls and `tables` the tables within which the
    parser stands, the innermost last: a text box has paragraphs within a paragraph. `fields` says of each
    open field whether its code is being read. `unread` counts how deep the parser stands in what is not read.
    """

    styles: Styles
    numbering: Numbering
    marks: list[Mark] = field(default_factory=list)
    text: list[PublishedText] = field(default_factory=list)
    count: int = 0
    table_count: int = 0
    open_: list[_Paragraph] = field(default_factory=list)
    controls: list[_Control] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    carried: _Paragraph | None = None
    unread: int = 0
    in_text: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = local(name)
        paragraph = self.open_[-1] if self.open_ else None
        if self.unread or name == FALLBACK or element in UNREAD:
            if not self.unread and paragraph and paragraph.in_properties:
                paragraph.joined |= element in {"del", "moveFrom"}
            self.unread += 1
        elif paragraph and paragraph.in_properties:
            _style_paragraph(paragraph, element, attributes)
        elif paragraph and paragraph.run and element in RUN_PROPERTIES:
            _style_run(paragraph.run, element, attributes)
        elif begin := STARTS.get(element):
            begin(self, attributes)
        elif paragraph and element in LETTERS:
            self.add(LETTERS[element])

    def end(self, name: str) -> None:
        if self.unread:
            self.unread -= 1
        elif finish := ENDS.get(local(name)):
            finish(self)

    def words(self, data: str) -> None:
        if self.in_text and not self.unread:
            self.add(data)

    def add(self, letters: str) -> None:
        """Take over characters of the innermost paragraph."""
        if not self.open_ or any(self.fields):
            return
        paragraph = self.open_[-1]
        run = paragraph.run or _Run()
        if run.hidden:
            return
        last = paragraph.runs[-1] if paragraph.runs else None
        # Word cuts a text of one look into many runs; without text they have nothing to say
        if last is None or (last is not run and (last.look, last.style) != (run.look, run.style)):
            paragraph.runs.append(run)
        paragraph.runs[-1].pieces.append(letters)
        paragraph.length += len(letters)

    # What begins

    def begin_paragraph(self, _: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_PARAGRAPHS:
            raise Unusable(f"正文超过 {MAX_PARAGRAPHS} 段，不像一份年度报告")
        table = self.tables[-1] if self.tables else None
        paragraph = _Paragraph(self.count, (table.number, table.row, table.column) if table else None)
        if self.carried and not self.open_:
            paragraph.runs, paragraph.length = self.carried.runs, self.carried.length
            paragraph.controls, self.carried = self.carried.controls, None
        self.open_.append(paragraph)

    def begin_properties(self, _: dict[str, str]) -> None:
        if self.open_:
            self.open_[-1].in_properties = True

    def begin_run(self, _: dict[str, str]) -> None:
        if self.open_:
            self.open_[-1].run = _Run()

    def begin_text(self, _: dict[str, str]) -> None:
        self.in_text = True

    def break_line(self, attributes: dict[str, str]) -> None:
        if attribute(attributes, "type") in LINE_BREAKS:
            self.add("\n")

    def change_field(self, attributes: dict[str, str]) -> None:
        match attribute(attributes, "fldCharType"):
            case "begin":
                self.fields.append(True)
            case "separate" if self.fields:
                self.fields[-1] = False
            case "end" if self.fields:
                self.fields.pop()

    def begin_control(self, _: dict[str, str]) -> None:
        self.controls.append(_Control())

    def name_control(self, attributes: dict[str, str]) -> None:
        if self.controls:
            self.controls[-1].key = attribute(attributes)

    def fill_control(self, _: dict[str, str]) -> None:
        if self.controls and self.open_:
            self.controls[-1].start = self.open_[-1].length

    def begin_table(self, _: dict[str, str]) -> None:
        self.table_count += 1
        self.tables.append(_Table(self.table_count))

    def begin_row(self, _: dict[str, str]) -> None:
        if self.tables:
            table = self.tables[-1]
            table.row, table.column, table.span = table.row + 1, 0, 1

    def begin_cell(self, _: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].column += self.tables[-1].span
            self.tables[-1].span = 1

    def span_cell(self, attributes: dict[str, str]) -> None:
        if self.tables:
            self.tables[-1].span = max(1, number(attributes))

    # What ends

    def end_properties(self) -> None:
        if self.open_:
            self.open_[-1].in_properties = False

    def end_run(self) -> None:
        if self.open_:
            self.open_[-1].run = None

    def end_text(self) -> None:
        self.in_text = False

    def end_control(self) -> None:
        control = self.controls.pop() if self.controls else _Control()
        if control.key and control.start >= 0 and self.open_:
            control.end = self.open_[-1].length
            self.open_[-1].controls.append(control)

    def end_table(self) -> None:
        if self.tables:
            self.tables.pop()

    def end_paragraph(self) -> None:
        if not self.open_:
            return
        paragraph = self.open_.pop()
        if paragraph.joined and not self.open_:
            self.carried = paragraph
        else:
            self.close(paragraph)

    def close(self, paragraph: _Paragraph) -> None:
        """Take over the text of a paragraph and the figures that its controls carry."""
        look = paragraph.look.over(self.styles.of_paragraph(paragraph.style))
        label = self.label(paragraph, look)
        text = "".join(piece for run in paragraph.runs for piece in run.pieces)
        if not text.strip() or self.styles.is_contents(paragraph.style):
            return
        spot, controls = Spot(paragraph=paragraph.number), _joined(paragraph.controls, text)
        marks = tuple(Marked(control.start, control.end, control.key) for control in controls)
        found = PublishedText(text, spot, label=label, cell=paragraph.cell, marks=marks)
        self.text.append(stripped(_with_look(found, look, [*self.looks(paragraph.runs, look)])))
        self.marks += (_mark(control, text, spot) for control in controls)

    def label(self, paragraph: _Paragraph, look: WordLook) -> str:
        """Return the number that is printed before a paragraph; an empty one counts as well."""
        if not look.number:
            return ""
        tied = self.numbering.depth_of(look.number, paragraph.style) if look.depth is None else look.depth
        return self.numbering.next(look.number, tied)

    def looks(self, runs: list[_Run], of_paragraph: WordLook) -> Iterator[tuple[str, WordLook]]:
        """Yield the characters of runs, with their look."""
        for run in runs:
            style = self.styles.look(run.style) if run.style else NOTHING_SAID
            yield "".join(run.pieces), run.look.over(style).over(of_paragraph)


RUN_PROPERTIES = frozenset(("b", "sz", "rFonts", "rStyle", "vanish"))
STARTS: dict[str, Callable[[_Reader, dict[str, str]], None]] = {
    "p": _Reader.begin_paragraph,
    "pPr": _Reader.begin_properties,
    "r": _Reader.begin_run,
    "t": _Reader.begin_text,
    "br": _Reader.break_line,
    "fldChar": _Reader.change_field,
    "sdt": _Reader.begin_control,
    "tag": _Reader.name_control,
    "sdtContent": _Reader.fill_control,
    "tbl": _Reader.begin_table,
    "tr": _Reader.begin_row,
    "tc": _Reader.begin_cell,
    "gridSpan": _Reader.span_cell,
}
ENDS: dict[str, Callable[[_Reader], None]] = {
    "p": _Reader.end_paragraph,
    "pPr": _Reader.end_properties,
    "r": _Reader.end_run,
    "t": _Reader.end_text,
    "sdt": _Reader.end_control,
    "tbl": _Reader.end_table,
}


def _style_paragraph(paragraph: _Paragraph, element: str, attributes: dict[str, str]) -> None:
    if element == "pStyle":
        paragraph.style = attribute(attributes)
    elif element in {
        "outlineLvl",
        "jc",
        "numId",
        "ilvl",
    }:
        # its w:rPr is the look of its end, not of its text
        paragraph.look = docx_styles.changed(paragraph.look, element, attributes)


def _style_run(run: _Run, element: str, attributes: dict[str, str]) -> None:
    if element == "rStyle":
        run.style = attribute(attributes)
    elif element == "vanish":
        run.hidden = is_on(attributes)
    else:
        run.look = docx_styles.changed(run.look, element, attributes)


def _mark(control: _Control, text: str, spot: Spot) -> Mark:
    start, end = control.start, control.end
    return Mark(
        control.key, text[max(0, start - NEAR) : start], text[start:end], text[end : end + NEAR], spot
    )


def _with_look(found: PublishedText, look: WordLook, looks: list[tuple[str, WordLook]]) -> PublishedText:
    """Return a text with the look of its paragraph and of its characters."""
    return found._replace(
        level=look.level or 0,
        align=look.align or "",
        size=_size(looks),
        bold=sum(len(letters) for letters, _ in takewhile(lambda pair: pair[1].bold, looks)),
        face=next(look.face or "" for letters, look in looks if letters.strip()),
    )


def _size(looks: list[tuple[str, WordLook]]) -> float:
    """Return the size of most characters."""
    sizes: dict[float, int] = {}
    for letters, look in looks:
        size = look.size or 0
        sizes[size] = sizes.get(size, 0) + len(letters.strip())
    return max(sizes, key=sizes.__getitem__)


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
