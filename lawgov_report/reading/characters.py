"""Bytes to text: which encodings and characters are refused, and where they stand.

Knows UTF-8 and characters; not YAML.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

# Characters that nobody sees, or that change what is seen around them: they come along from web pages and
# other programs, are printed as boxes, or turn the order of the words about
UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab (LG004) and line feed
    "\u200b-\u200f\u061c\u202a-\u202e\u2060-\u2069"  # no width, or the direction of writing
    "\u2028\u2029"  # line and paragraph separators, which YAML 1.1 takes for line ends
    "\xad\u180e\ufeff\ufff9-\ufffb"  # soft hyphen, vowel separator, byte order mark, annotations
    "\u115f\u1160\u3164\uffa0"  # fillers of Hangul
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # no characters at all
    "\ue000-\uf8ff"  # private use: another font shows something else
    "\U000e0000-\U000e0fff"  # tags and variation selectors
)
FORBIDDEN = re.compile(f"[{UNSEEN}]")
ESCAPED = re.compile(f"[\t\n{UNSEEN}]")  # in a quoted value of one line, where \t and \n are typed on purpose
REPLACEMENT = "\ufffd"
ENCODINGS = (
    # the mark of UTF-32 begins with that of UTF-16, so it is looked for first
    *((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32")),
    *((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16")),
)
MOST_ZEROS = 0.1  # of all bytes; UTF-16 without a mark has one in each ASCII character


def decode(name: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    r"""Return the text of a file, lines ended by \n, and what is wrong with its characters.

    None where it is no UTF-8. Tabs become blanks and forbidden characters U+FFFD, so that columns stay,
    and one such character does not keep the rest from being read.
    """
    fault = _other_encoding(content)
    if fault:
        return None, [_encoding(Place(name, 1, 1, 1, 1), fault)]
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return None, [_encoding(_place_of_byte(name, content, error.start), _guess(content))]
    text = _lines_ended_alike(text)
    found = [*_tabs(name, text)]
    text = text.replace("\t", " ")
    if FORBIDDEN.search(text):
        found += _forbidden(name, text)
        text = FORBIDDEN.sub(REPLACEMENT, text)
    return text, found


def unprintable(place: Place, character: str) -> Diagnostic:
    """Return the finding of a forbidden character."""
    message = f"这里有看不见的字符 U+{ord(character):04X}，印不出来或会打乱文字"
    return Diagnostic(place, "LG003", message, "删去这个字符；多为从网页或其他软件粘贴时带入")


def _other_encoding(content: bytes) -> str:
    """Return what to say of a file whose bytes show another encoding than UTF-8, "" for none."""
    for mark, encoding in ENCODINGS:
        if content.startswith(mark):
            return f"文件是 {encoding} 编码，应为 UTF-8"
    # a zero byte that strayed into UTF-8 is a forbidden character like any other
    if content.count(0) > len(content) * MOST_ZEROS:
        return "文件里有零字节，像是 UTF-16 编码或不是文本文件，应为 UTF-8 文本"
    return ""


def _encoding(place: Place, message: str) -> Diagnostic:
    return Diagnostic(place, "LG001", message, "用编辑器打开，另存为 UTF-8 编码")


def _guess(content: bytes) -> str:
    """Return what bytes that are no UTF-8 most likely are."""
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "这里的字节不是 UTF-8 文字"
    return "文件不是 UTF-8 编码，像是 GBK（GB 18030）编码"


def _place_of_byte(name: str, content: bytes, offset: int) -> Place:
    """Return the place of a byte; all before it is UTF-8."""
    before = _lines_ended_alike(content[:offset].decode())
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(name, line, column, line, column + 1)


def _lines_ended_alike(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _tabs(name: str, text: str) -> Iterator[Diagnostic]:
    """Yield the first tab of each line."""
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        column = line.find("\t") + 1
        if column:
            place = Place(name, number, column, number, column + 1)
            yield Diagnostic(place, "LG004", "这里有制表符（Tab）", "缩进和间隔改用空格")


def _forbidden(name: str, text: str) -> Iterator[Diagnostic]:
    """Yield the first forbidden character of each line."""
    for number, line in enumerate(text.split("\n"), 1):
        match = FORBIDDEN.search(line)
        if match:
            place = Place(name, number, match.start() + 1, number, match.end() + 1)
            yield unprintable(place, match[0])
