"""Office packages (.docx, .xlsx) read within limits: the members of the ZIP file, and the XML of a part.

Knows ZIP and XML, and that either may be made to harm; not what a part says. Whoever reads a package says
which one it is: an Unusable of here holds the reason alone.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import partial
from typing import TYPE_CHECKING
from xml.parsers import expat

from lawgov_report.files import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = "Word 文档（.docx）"
# A report of 3,000 paragraphs, far more than any has, keeps a hundredfold below each of these
MAX_MEMBERS = 2_000
MAX_DIRECTORY = 1 << 20  # bytes of the list of members, which zipfile takes into memory as a whole
MAX_NAME = 255  # characters of a member's name
MAX_PACKAGE = 1 << 26  # bytes of all members unpacked; a reference document may hold a letterhead's pictures
MAX_PART = 1 << 25  # bytes of XML unpacked, since a ZIP of some kilobytes can hold gigabytes
MAX_TAGS = 2_000_000  # begins and ends of elements
MAX_ATTRIBUTES = 2_000_000
MAX_DEPTH = 250
CHUNK = 1 << 16
# What zipfile raises, beside its own error, for members that are encrypted, cut off, damaged or mixed up
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(LookupError, NotImplementedError, RuntimeError, ValueError),
)
# A tag of a megabyte, or a namespace of 300 characters: expat copies a namespace into the name of each
# attribute that is in it, and such a tag would grow to gigabytes
OVERLONG = re.compile(
    rb"""<[^<]{1048576}|xmlns[^"'<]{0,300}(?:"[^"]{300}|'[^']{300}|[^"'<]{300})"""
)  # fmt: skip


class Handler:
    """Takes the elements of a part as they come; names are `namespace local`, or as written."""

    __slots__ = ()

    def start(self, name: str, attributes: dict[str, str], /) -> None:
        """Take the begin of an element."""

    def end(self, name: str, /) -> None:
        """Take the end of an element."""

    def words(self, data: str, /) -> None:
        """Take text, all that stands between two tags at once."""


class _Opened(io.BytesIO):
    """The bytes of a ZIP file, of which zipfile takes the list of members in a single read."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > MAX_DIRECTORY:
            raise Unusable(f"里面的文件超过 {MAX_MEMBERS} 个")
        return super().read(size)


def members(content: bytes, kind: str = DOCUMENT) -> dict[str, bytes]:
    """Return the members of a package of this kind in their order, unpacked. Raises Unusable."""
    try:
        with zipfile.ZipFile(_Opened(content)) as package:
            listed = [info for info in package.infolist() if not info.is_dir()]
            _bound(listed)
            return {info.filename: _unpacked(package, info) for info in listed}
    except DAMAGED as error:
        raise Unusable(f"不是 {kind}，或已损坏") from error


def part(content: bytes, name: str) -> bytes:
    """Return the XML of one part of a package, unpacked. Raises Unusable."""
    try:
        with zipfile.ZipFile(_Opened(content)) as package:
            info = package.getinfo(name)
            if info.file_size > MAX_PART:
                raise Unusable(f"里面的 {name} 超过 {MAX_PART >> 20} MB")
            return _unpacked(package, info)
    except DAMAGED as error:
        raise Unusable(f"不是 {DOCUMENT}，或已损坏") from error


def optional(content: bytes, name: str) -> bytes:
    """Return the XML of a part that a package may lack, b"" where it does. Raises Unusable."""
    try:
        with zipfile.ZipFile(_Opened(content)) as package:
            lacks = name not in package.namelist()
    except DAMAGED as error:
        raise Unusable("不是 Word 文档（.docx），或已损坏") from error
    return b"" if lacks else part(content, name)


def _bound(listed: list[zipfile.ZipInfo]) -> None:
    """Raise Unusable for more members, longer names or more bytes than any report needs."""
    if len(listed) > MAX_MEMBERS:
        raise Unusable(f"里面的文件超过 {MAX_MEMBERS} 个")
    if any(len(info.filename) > MAX_NAME for info in listed):
        raise Unusable(f"里面有文件的名字超过 {MAX_NAME} 个字")
    if len({info.filename for info in listed}) < len(listed):
        raise Unusable("里面有同名的文件")
    if sum(info.file_size for info in listed) > MAX_PACKAGE:
        raise Unusable(f"解压后超过 {MAX_PACKAGE >> 20} MB")


def _unpacked(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Return a member. Piece by piece, or zipfile would inflate one that is larger than it says at once."""
    with package.open(info) as member:
        return b"".join(iter(partial(member.read, CHUNK), b""))


def parse(name: str, xml: bytes, handler: Handler, separator: str | None = " ") -> None:
    """Give the elements of the part `name` to `handler`; the plain Handler only sees whether it is sound.

    Without a separator, names are as written, prefix and all. Raises Unusable.
    """
    xml = _utf8(xml)
    _bound_markup(name, xml)
    # Forced, since there are encodings in which < is another byte, and the markup is counted as bytes
    parser = expat.ParserCreate("utf-8", separator)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = partial(
        _refuse, name
    )  # without a DTD no entity can grow or fetch anything
    _Depth(name, handler).attach(parser)
    try:
        for piece in _pieces(xml):
            parser.Parse(piece, False)  # noqa: FBT003 expat takes it by place
        parser.Parse(b"", True)  # noqa: FBT003 likewise
    except expat.ExpatError as error:
        where = f"第 {error.lineno} 行第 {error.offset + 1} 列"
        raise Unusable(f"里面的 {name} 已损坏：{where}，{expat.ErrorString(error.code)}") from error
    except ValueError as error:  # of text that is no Unicode
        raise Unusable(f"里面的 {name} 已损坏") from error


def _pieces(xml: bytes) -> Iterator[bytes]:
    """Yield the XML piece by piece: expat stops only at the end of one when a handler raises."""
    return (xml[begin : begin + CHUNK] for begin in range(0, len(xml), CHUNK))


def _utf8(xml: bytes) -> bytes:
    """Return XML in UTF-8, the only encoding beside UTF-16 that a package may have."""
    if xml.startswith((b"\xfe\xff", b"\xff\xfe")):
        return xml.decode("utf-16", "replace").encode()
    return xml


def _bound_markup(name: str, xml: bytes) -> None:
    """Raise Unusable for more markup than any report has, before expat makes objects of it."""
    if len(xml) > MAX_PART:
        raise Unusable(f"里面的 {name} 超过 {MAX_PART >> 20} MB")
    if xml.count(b"<") > MAX_TAGS:
        raise Unusable(f"里面的 {name} 超过 {MAX_TAGS} 个标记")
    if xml.count(b"=") > MAX_ATTRIBUTES:
        raise Unusable(f"里面的 {name} 超过 {MAX_ATTRIBUTES} 个属性")
    if OVERLONG.search(xml):
        raise Unusable(f"里面的 {name} 有超长的标记")


def _refuse(name: str, *_: object) -> None:
    raise Unusable(f"里面的 {name} 有 DTD")


class _Depth:
    """Counts how deep elements stand in one another, and hands them on."""

    def __init__(self, name: str, handler: Handler) -> None:
        self._name = name
        self._handler = handler
        self._depth = 0

    def attach(self, parser: expat.XMLParserType) -> None:
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._handler.words

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Unusable(f"里面的 {self._name} 套了超过 {MAX_DEPTH} 层")
        self._handler.start(name, attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._handler.end(name)
