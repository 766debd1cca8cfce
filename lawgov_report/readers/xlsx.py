"""A workbook (.xlsx) as spreadsheets save it: the cells of the sheets asked for, each as it is in the file.

Knows ZIP and SpreadsheetML (ISO/IEC 29500), and that a workbook may be made to harm; not what cells mean.

Why not openpyxl: what it takes into memory is not bounded, it must read a file twice to give a formula and
its last value, and loading it takes longer than reading twenty forms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.reading import openxml
from lawgov_report.reading.diagnostics import column_letters
from lawgov_report.reading.openxml import Handler

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

KIND = "Excel 工作簿（.xlsx）"
SAVE_AS = "用 Excel 或 WPS 另存为 .xlsx"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what .xls is in, and a workbook with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# A form of 2,000 indicators has 20,000 cells; Excel keeps empty ones that have a border or a colour
MAX_CELLS = 100_000
MAX_ROWS = 50_000
MAX_STRINGS = 50_000
LONGEST = 32_767  # characters of a cell, Excel's own limit
MAX_CHARACTERS = 1 << 22  # of the cells of a sheet: one text of the file may stand in each of them
LONGEST_NUMBER = 9  # digits of a row, a style or the number of a text
# Parts by which a workbook runs code or fetches from elsewhere, and what people call them
CARRIED = {
    "vba": "带有宏",
    "xl/macrosheets/": "带有宏",
    "xl/externallinks/": "链接了别的文件",
    "xl/connections.xml": "连接了外部数据",
    "xl/querytables/": "连接了外部数据",
    "xl/embeddings/": "嵌入了别的文件",
    "xl/activex/": "带有控件",
}
REMEDY = "把内容复制到导出的空表里再交"
# [1]Sheet1!A1, 'D:\[上报.xlsx]Sheet1'!A1, and what asks a server or another program
ELSEWHERE = re.compile(r"\[\d+\]|\[[^\]]+\.[a-z]{3,4}\]|\b(?:WEBSERVICE|RTD|DDE)\b|\|'", re.IGNORECASE)
REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")
# Formats that need not be in the file; of dates also those of Chinese Excel, 27 to 36 and 50 to 58
PERCENT, DATE = "0%", 'm"月"d"日"'
BUILT_IN = {
    **dict.fromkeys((9,), PERCENT),
    **dict.fromkeys((10,), "0.00%"),
    **dict.fromkeys((1, 3, 37, 38), "0"),
    **dict.fromkeys((2, 4, 39, 40), "0.00"),
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), DATE),
    49: "@",
}
# What a format shows as it stands: in quotes, behind a backslash, a colour or a locale in brackets
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')


class SheetCell(NamedTuple):
    """One cell: `kind` is number, text, truth or error; of a formula `text` is its last value.

    `format` is how a number is shown, such as 0.0%, "" where the file says nothing of it. A number stands as
    in the file: 0.95 for what is shown as 95%, 44260 for a date.
    """

    kind: str
    text: str
    format: str = ""
    formula: bool = False

    @property
    def is_percent(self) -> bool:
        """Whether the number is shown as a percentage."""
        return "%" in LITERAL.sub("", self.format)

    @property
    def is_date(self) -> bool:
        """Whether the number is shown as a date or a time."""
        plain = LITERAL.sub("", self.format.partition(";")[0]).lower()
        return plain != "general" and re.search("[ymdhs]", plain) is not None


Cells = dict[tuple[int, int], SheetCell]


class Workbook(NamedTuple):
    """The cells of the sheets that were asked for, by the names of the sheets, then by row and column.

    `names` are those of all sheets, in order. `since_1904` is whether dates count from 1904.
    """

    sheets: Mapping[str, Cells]
    names: tuple[str, ...]
    since_1904: bool = False


def read(content: bytes, wanted: Collection[str]) -> Workbook:
    """Return a workbook with the cells of the sheets that are wanted.

    Raises Unusable with the reason alone.
    """
    if content.startswith(OLE):
        reason = "有密码" if ENCRYPTED in content else "是 Excel 97—2003 的 .xls"
        raise Unusable(f"{reason}；{SAVE_AS}，不设密码")
    members = openxml.members(content, KIND)
    _refuse_what_acts(members)
    book = _Book()
    openxml.parse(*_member(members, "xl/workbook.xml"), book)
    places = _relations(members, "xl/_rels/workbook.xml.rels")
    strings, formats = _strings(members), _formats(members)
    sheets = {
        name: _cells(members, places.get(relation, ""), strings, formats)
        for name, relation in book.sheets
        if name in wanted
    }
    return Workbook(sheets, tuple(name for name, _ in book.sheets), book.since_1904)


def column_number(letters: str) -> int:
    """Return the number of a column: E is 5."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse_what_acts(members: Mapping[str, bytes]) -> None:
    """Raise Unusable for macros, links to other files, and for packages that are no .xlsx."""
    names = [name.lower() for name in members]
    for part, words in CARRIED.items():
        if any(name.startswith(part) or (part == "vba" and "vbaproject" in name) for name in names):
            raise Unusable(f"{words}；{REMEDY}")
    if "xl/workbook.xml" in names:
        return
    other = "是 .xlsb" if "xl/workbook.bin" in names else f"不是 {KIND}"
    if b"opendocument" in members.get("mimetype", b"")[:100]:
        other = "是 .ods"
    raise Unusable(f"{other}；{SAVE_AS}")


def _member(members: Mapping[str, bytes], name: str) -> tuple[str, bytes]:
    """Return the name and the XML of a part whatever its capitals. Raises Unusable where it is not there."""
    for given, xml in members.items():
        if given.lower() == name.lower():
            return name, xml
    raise Unusable(f"里面没有 {name}，已损坏")


# Parts around the cells


class _Book(Handler):
    """Takes the names of the sheets, each with the id of its part, and from when dates count."""

    __slots__ = ("sheets", "since_1904")

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.since_1904 = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Take a sheet or the properties of the workbook."""
        local = _local(name)
        if local == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(" id")]
            self.sheets.append((attributes.get("name", ""), ids[0] if ids else ""))
        elif local == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in {"1", "true"}


class _Relations(Handler):
    """Takes where the parts are that another one names by their ids."""

    __slots__ = ("places",)

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Take a relationship."""
        if _local(name) == "Relationship":
            target = attributes.get("Target", "")
            place = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            self.places[attributes.get("Id", "")] = place


class _Pieces:
    """A text that comes piece by piece; joined only at its end, since a million pieces would take minutes."""

    __slots__ = ("_left", "_pieces")

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._left = LONGEST

    def add(self, more: str) -> None:
        """Add a piece. Raises Unusable where no cell may be as long."""
        self._left -= len(more)
        if self._left < 0:
            raise Unusable(f"里面有一格超过 {LONGEST} 个字")
        self._pieces.append(more)

    def joined(self) -> str:
        """Return the whole text."""
        return "".join(self._pieces)


class _Strings(Handler):
    """Takes the shared texts, without the readings (ruby) that an input method keeps of them."""

    __slots__ = ("_aside", "_open", "_text", "texts")

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._text = _Pieces()
        self._open = self._aside = False

    def start(self, name: str, _attributes: dict[str, str], /) -> None:
        """Begin a text or a run of it."""
        local = _local(name)
        if local == "si":
            if len(self.texts) == MAX_STRINGS:
                raise Unusable(f"里面的文字超过 {MAX_STRINGS} 条")
            self._text = _Pieces()
        elif local == "rPh":
            self._aside = True
        self._open = local == "t" and not self._aside

    def end(self, name: str, /) -> None:
        """End a text, a run of it, or a reading."""
        local = _local(name)
        self._open = False
        if local == "si":
            self.texts.append(self._text.joined())
        elif local == "rPh":
            self._aside = False

    def words(self, data: str, /) -> None:
        """Take the words of a run."""
        if self._open:
            self._text.add(data)


class _Formats(Handler):
    """Takes the number formats, in the order in which cells name them."""

    __slots__ = ("_own", "_within", "formats")

    def __init__(self) -> None:
        self.formats: list[str] = []
        self._own: dict[int, str] = {}
        self._within = False

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Take a format of the file's own, or one that cells have."""
        local = _local(name)
        if local == "numFmt":
            self._own[_whole(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif local == "cellXfs":
            self._within = True
        elif local == "xf" and self._within:
            number = _whole(attributes.get("numFmtId", ""))
            self.formats.append(self._own.get(number, BUILT_IN.get(number, "")))

    def end(self, name: str, /) -> None:
        """End the list of formats that cells have."""
        if _local(name) == "cellXfs":
            self._within = False


def _relations(members: Mapping[str, bytes], name: str) -> dict[str, str]:
    relations = _Relations()
    openxml.parse(*_member(members, name), relations)
    return relations.places


def _strings(members: Mapping[str, bytes]) -> list[str]:
    strings = _Strings()
    if "xl/sharedStrings.xml" in members:
        openxml.parse(*_member(members, "xl/sharedStrings.xml"), strings)
    return strings.texts


def _formats(members: Mapping[str, bytes]) -> list[str]:
    formats = _Formats()
    if "xl/styles.xml" in members:
        openxml.parse(*_member(members, "xl/styles.xml"), formats)
    return formats.formats


# Cells


KINDS = {"s": "text", "str": "text", "inlineStr": "text", "b": "truth", "e": "error", "d": "text"}


class _Cells(Handler):
    """Takes the cells of a sheet that hold anything."""

    __slots__ = (
        *("_aside", "_at", "_attributes", "_count", "_formats", "_formula"),
        *("_left", "_rows", "_strings", "_text", "_within", "cells"),
    )

    def __init__(self, strings: Sequence[str], formats: Sequence[str]) -> None:
        self.cells: Cells = {}
        self._strings, self._formats = strings, formats
        self._at, self._rows, self._count, self._left = (0, 0), 0, 0, MAX_CHARACTERS
        self._attributes: dict[str, str] = {}
        self._within = ""
        self._aside = False
        self._text = _Pieces()
        self._formula: _Pieces | None = None

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Begin a row, a cell, or what stands in it."""
        local = _local(name)
        if local == "c":
            self._begin(attributes)
        elif local == "row":
            self._rows += 1
            if self._rows > MAX_ROWS:
                raise Unusable(f"工作表超过 {MAX_ROWS} 行")
            self._at = (_whole(attributes.get("r", "")) or self._at[0] + 1, 0)
        elif local == "f":
            self._formula = _Pieces()
            self._within = local
        elif local == "rPh":
            self._aside = True
        elif local in {"v", "t"} and not self._aside:
            self._within = local

    def end(self, name: str, /) -> None:
        """End a cell, or what stands in it."""
        local = _local(name)
        self._within = ""
        if local == "c":
            self._enter()
        elif local == "rPh":
            self._aside = False

    def words(self, data: str, /) -> None:
        """Take a value, a text or a formula."""
        if self._within == "f" and self._formula is not None:
            self._formula.add(data)
        elif self._within in {"v", "t"}:
            self._text.add(data)

    def _begin(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            raise Unusable(f"工作表超过 {MAX_CELLS} 格")
        match = REFERENCE.fullmatch(attributes.get("r", ""))
        row, column = self._at
        # a cell that does not say where it is follows the one before
        self._at = (int(match[2]), column_number(match[1])) if match else (row, column + 1)
        self._attributes, self._text, self._formula = attributes, _Pieces(), None

    def _enter(self) -> None:
        text = self._text.joined()
        if self._formula is not None and ELSEWHERE.search(self._formula.joined()):
            where = f"{column_letters(self._at[1])}{self._at[0]}"
            raise Unusable(f"{where} 的公式引用了别的文件；{REMEDY}")
        if not text and self._formula is None:
            return
        kind = self._attributes.get("t", "n")
        text = self._shared(text) if kind == "s" else text
        self._left -= len(text)
        if self._left < 0:
            raise Unusable(f"工作表的文字超过 {MAX_CHARACTERS} 个")
        style = _whole(self._attributes.get("s", ""))
        self.cells[self._at] = SheetCell(
            KINDS.get(kind, "number"),
            text,
            self._formats[style] if style < len(self._formats) else "",
            self._formula is not None,
        )

    def _shared(self, text: str) -> str:
        number = _whole(text)
        if number >= len(self._strings):
            raise Unusable(f"里面没有第 {number} 条文字，已损坏")
        return self._strings[number]


def _cells(members: Mapping[str, bytes], name: str, strings: Sequence[str], formats: Sequence[str]) -> Cells:
    """Return the cells of the sheet in a part. Raises Unusable."""
    sheet = _Cells(strings, formats)
    openxml.parse(*_member(members, name), sheet)
    return sheet.cells


def _local(name: str) -> str:
    """Return an element's name without its namespace: strict and transitional files differ in that only."""
    return name.rpartition(" ")[2]


def _whole(text: str) -> int:
    """Return the number that a text writes, 0 where it writes none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
