"""ZIP files that are the same bytes on any day: fixed dates, fixed attributes, the order as given.

Knows the ZIP format; not what the members mean. A Member is deflated once and can be joined many times.

Why zipfile only reads here: it deflates anew what it writes, and has no public way to add what is deflated.
Of a report's 11 members 9 are the reference document's, the same in every report.
Source: PKWARE, APPNOTE.TXT 6.3.10: 4.3.7 (local header), 4.3.12 (central directory), 4.3.16 (its end).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

VERSION = 20  # 2.0, the first that knows deflate
LEVEL = 3  # 6 takes three times as long, and saves 4 % of a report's size
UTF8_NAMES = 0x800  # bit 11 of the flags: the name is UTF-8, not code page 437
MIDNIGHT = 0
FIRST_OF_1980 = 0x21  # MS-DOS counts days from 1980-01-01; a clock would change the bytes from day to day
# Each begins with its signature. Local header: version, flags, method, time, date; CRC, deflated and full
# size; lengths of name and extra field. The central directory repeats these behind a version of its own, and
# adds the comment's length, disk, two kinds of attributes and the local header's offset. Its end: two numbers
# of disks, two counts of members; size and offset of the directory; length of a comment.
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


class Member(NamedTuple):
    """A member as it stands in the file: its name, its deflated bytes, and the fields of its local header."""

    name: bytes
    deflated: bytes
    fields: tuple[int, ...]


def member(name: str, content: bytes) -> Member:
    """Return a member, deflated."""
    # a raw stream, as ZIP wants it: negative bits leave out zlib's own header
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    deflated = deflate.compress(content) + deflate.flush()
    encoded = name.encode()
    sizes = (zlib.crc32(content), len(deflated), len(content), len(encoded))
    flags = 0 if name.isascii() else UTF8_NAMES
    fields = (VERSION, flags, zipfile.ZIP_DEFLATED, MIDNIGHT, FIRST_OF_1980, *sizes, 0)
    return Member(encoded, deflated, fields)


def join(members: Iterable[Member]) -> bytes:
    """Return the ZIP file of the members, in their order."""
    local: list[bytes] = []
    central: list[bytes] = []
    offset = 0
    for part in members:
        header = LOCAL.pack(b"PK\3\4", *part.fields)
        local += (header, part.name, part.deflated)
        central += (CENTRAL.pack(b"PK\1\2", VERSION, *part.fields, 0, 0, 0, 0, offset), part.name)
        offset += len(header) + len(part.name) + len(part.deflated)
    count, size = len(central) // 2, sum(map(len, central))
    return b"".join((*local, *central, END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0)))


def members(content: bytes) -> dict[str, bytes]:
    """Return the members of a ZIP file in their order.

    Raises zipfile.BadZipFile where it is not one or is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return {info.filename: file.read(info) for info in file.infolist() if not info.is_dir()}
    # what zipfile raises for members that are encrypted, deflated in another way, cut off or damaged
    except (RuntimeError, NotImplementedError, EOFError, zlib.error) as error:
        raise zipfile.BadZipFile(str(error)) from error
