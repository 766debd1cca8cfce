"""Text of unknown encoding: what it says of itself, else UTF-8, else what Chinese Windows writes.

Knows encodings; not what the text is.
"""

from __future__ import annotations

import codecs
import re

from lawgov_report.files import Unusable

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# UTF-8 first: text in GB 18030 is hardly ever valid UTF-8, while nearly any bytes are some GB 18030.
TRIED = ("utf-8", "gb18030")
# What a page says of its encoding stands within its first bytes (HTML standard, 4.2.5.4)
CHARSET = re.compile(rb"charset\s*=\s*[\"']?([a-zA-Z0-9-]{1,20})")
WITHIN = 4096
NAMED = {b"utf-8": "utf-8", b"gb2312": "gb18030", b"gbk": "gb18030", b"gb18030": "gb18030"}


def text(content: bytes) -> str:
    """Return the text, line ends as they are. Raises Unusable where it is none."""
    marked = [name for mark, name in MARKS if content.startswith(mark)]
    for name in marked or TRIED:
        try:
            found = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" in found:  # of a file that is no text, GB 18030 makes characters and zeros
            break
        return found
    raise Unusable("不是文字，或编码不是 UTF-8、GB18030")


def of_page(content: bytes) -> str:
    """Return the text of a web page; where it breaks the encoding that it names, as a browser shows it.

    Raises Unusable where it is no text.
    """
    try:
        return text(content)
    except Unusable:
        named = CHARSET.search(content, 0, WITHIN)
        name = NAMED.get(named[1].lower()) if named else None
        if name is None or b"\0" in content:
            raise
        return content.decode(name, "replace")
