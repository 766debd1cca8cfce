"""The digest (SHA-256) that a file of ours carries of its own contents: how it is put in, and read.

A Word file carries those of the files of data/ that it was built from as well, so that `lawgov pull` knows
which version somebody corrected in Word.

Knows each form's place for it, and bytes; no disk, and not what becomes of a file that was changed. A program
that saves such a file keeps the digest or drops it; in either case the file is no longer as it was written.
Line ends of text do not count: git changes them, and nobody's work is in them.
"""

from __future__ import annotations

import codecs
import re
import struct
import zlib
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_report.files import Unusable
from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lawgov_report.report.document import SourceDigest

NAME = "lawgov"
MARK = re.compile(rb'lawgov(?: |": "|\0)sha256:[0-9a-f]{64}')
IN_TEXT = re.compile(rb"<!-- lawgov sha256:[0-9a-f]{64} -->\n?\Z")
# A line of its own: plain text has no place that is not read
IN_PLAIN = re.compile(rb"\n-- lawgov sha256:[0-9a-f]{64}\n?\Z")
# A JSON object of ours ends with it. Other properties are allowed: Data Package v1, "Descriptor"
IN_JSON = re.compile(rb',\n  "lawgov": "sha256:[0-9a-f]{64}"(?=\n\}\n?\Z)')
# A comment may stand between any two tokens (ISO 32000-1, 7.2.4): in front of what a reader looks for from
# the end, it moves no offset; behind %%EOF the standard for archives (ISO 19005-2, 6.1.3) allows nothing
IN_PDF = re.compile(rb"% lawgov sha256:[0-9a-f]{64}\n(?=startxref\s+[0-9]+\s+%%EOF\s*\Z)")
START = b"startxref"
# A chunk of text in front of the last one. PNG, third edition, 5.3, 11.3.3.2
IN_PNG = re.compile(rb"\0\0\0NtEXtlawgov\0sha256:[0-9a-f]{64}.{4}(?=\0\0\0\0IEND.{4}\Z)", re.DOTALL)
CHUNK = struct.Struct(">L")
LAST_CHUNK = 12  # bytes

# Word: a custom property of the document. ISO/IEC 29500-2, 10; ISO/IEC 29500-1, 15.2.12.2
CUSTOM = "docProps/custom.xml"
TYPES, RELATIONSHIPS = "[Content_Types].xml", "_rels/.rels"
TYPES_OF_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
OF_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PROPERTY, VALUE = f"{{{OFFICE}/custom-properties}}", f"{{{OFFICE}/docPropsVTypes}}"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
CUSTOM_RELATIONSHIP = f"{OFFICE}/relationships/custom-properties"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of all properties that are the user's own
ID = re.compile("[0-9]{1,9}")
# A property each: the dialog of Word shows 255 characters of one
OF_SOURCE = f"{NAME} "
SOURCE = re.compile(r"(?P<name>[^\s/\\]{1,64}) sha256:(?P<digest>[0-9a-f]{64})")
FIRST_ID = 2  # 0 and 1 are taken in the file format that these properties come from
BLANK = "0" * 64  # stands for the digest until all other parts are there
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAX_XML = 1 << 20  # bytes of a part that is parsed here; they have some 1,000


class Origin(Enum):
    """Where a file's present contents come from, by its digest: from us, or changed since, or not known."""

    OURS = "ours"
    CHANGED = "changed"
    UNKNOWN = "unknown"  # without a digest: a stranger's, or of lawgov 0.1.0, or of a form that carries none


def signed(form: str, content: bytes) -> bytes:
    """Return the contents of a file of this form with their digest; as they are where it carries none."""
    sign = SIGN.get(form)
    return sign(content) if sign else content


def origin(form: str, content: bytes) -> Origin:
    """Return where the contents of a file come from that should be of this form."""
    if form in PACKAGED:
        return _of_package(content)
    search = SEARCHED.get(form)
    if search is None:
        return Origin.UNKNOWN
    plain = content if form in BINARY else with_plain_ends(content)
    found = search.search(plain)
    if found is None:
        return Origin.CHANGED if MARK.search(plain) else Origin.UNKNOWN
    rest = plain[: found.start()] + plain[found.end() :]
    # All of it anew: a chunk of PNG has a checksum of its own
    return Origin.OURS if SIGN[form](rest).rstrip(b"\n") == plain.rstrip(b"\n") else Origin.CHANGED


def listed(content: bytes, expected: str) -> Origin:
    """Return where contents come from that an index lists by this digest."""
    return Origin.OURS if expected in (_hex(content), _hex(with_plain_ends(content))) else Origin.CHANGED


def with_plain_ends(content: bytes) -> bytes:
    """Return text with the line ends that we write."""
    return content.replace(b"\r\n", b"\n")


def of_source(content: bytes) -> str:
    """Return the digest of a file of data/: git and editors may change its line ends and byte order mark."""
    plain = with_plain_ends(content.removeprefix(codecs.BOM_UTF8)).replace(b"\r", b"\n")
    return _hex(plain)


def _hex(content: bytes) -> str:
    return sha256(content).hexdigest()


def _sign_text(content: bytes) -> bytes:
    return content + f"<!-- {NAME} sha256:{_hex(with_plain_ends(content))} -->\n".encode()


def _sign_markdown(content: bytes) -> bytes:
    # A blank line before it ends whatever block stands there
    return _sign_text(content.rstrip(b"\n") + b"\n\n" if content.strip(b"\n") else content)


def _sign_plain(content: bytes) -> bytes:
    return content + f"\n-- {NAME} sha256:{_hex(content)}\n".encode()


def _sign_json(content: bytes) -> bytes:
    end = b"\n}\n"
    digest = f',\n  "{NAME}": "sha256:{_hex(content)}"'.encode()
    return content.removesuffix(end) + digest + end


def _sign_pdf(content: bytes) -> bytes:
    start = content.rindex(START)
    return content[:start] + f"% {NAME} sha256:{_hex(content)}\n".encode() + content[start:]


def _sign_png(content: bytes) -> bytes:
    text = f"tEXt{NAME}\0sha256:{_hex(content)}".encode()
    chunk = CHUNK.pack(len(text) - len("tEXt")) + text + CHUNK.pack(zlib.crc32(text))
    return content[:-LAST_CHUNK] + chunk + content[-LAST_CHUNK:]


# By form: a format's name, index for the JSON that lists the files of open data, or schema
SIGN: Mapping[str, Callable[[bytes], bytes]] = {
    "md": _sign_markdown,
    "txt": _sign_plain,
    "html": _sign_text,
    "svg": _sign_text,
    "png": _sign_png,
    "index": _sign_json,
    "schema": _sign_json,
    "pdf": _sign_pdf,
}
SEARCHED = {
    "md": IN_TEXT,
    "txt": IN_PLAIN,
    "html": IN_TEXT,
    "svg": IN_TEXT,
    "png": IN_PNG,
    "index": IN_JSON,
    "schema": IN_JSON,
    "pdf": IN_PDF,
}
PACKAGED = ("docx", "xlsx")  # their writers put the digest in: it is over the parts
CARRIED = frozenset((*SIGN, *PACKAGED))
BINARY = ("pdf", "png")


# Word files


def sums(members: Mapping[str, bytes]) -> dict[str, str]:
    """Return the digest of each part but the one that holds ours."""
    return {name: _hex(content) for name, content in members.items() if name != CUSTOM}


def with_custom(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a Word file with a blank digest, its own properties as they are.

    Raises Unusable, with what is wrong, where a part that this needs is broken.
    """
    custom, found = _custom(members.get(CUSTOM, b"")), dict(members)
    if CUSTOM not in members:
        override = {"PartName": f"/{CUSTOM}", "ContentType": CUSTOM_TYPE}
        found[TYPES] = _extended(members, TYPES, f"{TYPES_OF_PACKAGE}Override", override)
        relationship = {"Id": "lawgov", "Type": CUSTOM_RELATIONSHIP, "Target": CUSTOM}
        found[RELATIONSHIPS] = _extended(members, RELATIONSHIPS, f"{OF_PACKAGE}Relationship", relationship)
    return {**found, CUSTOM: custom}


def filled(custom: bytes, digests: Mapping[str, str], sources: Iterable[SourceDigest] = ()) -> bytes:
    """Return the part that holds the digest, filled in from those of all others, and those of `sources`."""
    complete = custom.replace(BLANK.encode(), _total(digests).encode())
    values = [(f"{OF_SOURCE}{source.role}", f"{source.name} sha256:{source.digest}") for source in sources]
    if not values:
        return complete
    root = _parsed(CUSTOM, complete)
    for name, value in values:
        _add_property(root, name, value)
    return _written(root)


def sources_of(content: bytes) -> tuple[SourceDigest, ...]:
    """Return the files of data/ that a Word file says it was built from. Raises Unusable for no Word file."""
    from lawgov_report.report.document import SourceDigest

    members = openxml.members(content)
    try:
        root = _parsed(CUSTOM, members.get(CUSTOM, b""))
    except Unusable:
        return ()
    found = []
    for element in root.findall(f"{PROPERTY}property"):
        name = element.get("name", "")
        match = SOURCE.fullmatch(element.findtext(f"{VALUE}lpwstr") or "")
        if name.startswith(OF_SOURCE) and match:
            found.append(SourceDigest(name.removeprefix(OF_SOURCE), match["name"], match["digest"]))
    return tuple(found)


def _total(digests: Mapping[str, str]) -> str:
    # As sha256sum prints a list of files
    return _hex("".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode())


def _custom(present: bytes) -> bytes:
    """Return the custom properties with ours, blank, behind the others."""
    root = _parsed(CUSTOM, present) if present else ET.Element(f"{PROPERTY}Properties")
    for element in root.findall(f"{PROPERTY}property"):
        # a report that serves as reference document has those of its own sources
        if (name := element.get("name", "")) == NAME or name.startswith(OF_SOURCE):
            root.remove(element)
    _add_property(root, NAME, f"sha256:{BLANK}")
    return _written(root)


def _add_property(root: ET.Element, name: str, value: str) -> None:
    used = [int(child.get("pid", "")) for child in root if ID.fullmatch(child.get("pid", ""))]
    number = max((FIRST_ID - 1, *used)) + 1
    own = ET.SubElement(root, f"{PROPERTY}property", fmtid=FORMAT_ID, pid=str(number), name=name)
    ET.SubElement(own, f"{VALUE}lpwstr").text = value


def _extended(members: Mapping[str, bytes], part: str, tag: str, attributes: dict[str, str]) -> bytes:
    root = _parsed(part, members.get(part, b""))
    ET.SubElement(root, tag, attributes)
    return _written(root)


def _written(root: ET.Element) -> bytes:
    # As Word writes these parts: their own elements without a prefix
    ET.register_namespace("", root.tag.partition("}")[0].removeprefix("{"))
    ET.register_namespace("vt", VALUE[1:-1])
    try:
        return DECLARATION + ET.tostring(root)
    except RecursionError as error:
        raise Unusable(f"的 {root.tag.rpartition('}')[2]} 嵌套太深") from error


def _parsed(part: str, content: bytes) -> ET.Element:
    # Without a DTD no entity can grow or fetch anything
    if len(content) > MAX_XML or b"<!DOCTYPE" in content:
        raise Unusable(f"的 {part} 有 DTD，或超过 {MAX_XML >> 20} MB")
    try:
        return ET.fromstring(content)  # noqa: S314 bounded, and without a DTD
    except (ET.ParseError, LookupError, ValueError) as error:
        raise Unusable(f"的 {part} 已损坏：{error}") from error


def _of_package(content: bytes) -> Origin:
    try:
        members = openxml.members(content)
    except Unusable:
        return Origin.UNKNOWN
    given = _given(members.get(CUSTOM, b""))
    if not given:
        return Origin.UNKNOWN
    return Origin.OURS if given == _total(sums(members)) else Origin.CHANGED


def _given(custom: bytes) -> str:
    """Return the digest that a Word file carries, "" for none."""
    try:
        root = _parsed(CUSTOM, custom)
    except Unusable:
        return ""
    found = root.findtext(f"{PROPERTY}property[@name='{NAME}']/{VALUE}lpwstr") or ""
    return found.removeprefix("sha256:")
