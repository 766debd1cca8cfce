"""A web page read back: its <data data-indicator> elements, and its text block by block.

Knows HTML as sites serve it, also where it is broken; not how our pages look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from lawgov_report.published import encoding
from lawgov_report.published.reading import NEAR, Mark, Published, Spot, Stretch

if TYPE_CHECKING:
    from collections.abc import Mapping

INLINE = frozenset(
    [
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "big",
            "br",
            "cite",
            "code",
            "data",
            "del",
            "dfn",
            "em",
            "font",
            "i",
            "ins",
        ),
        *(
            "kbd",
            "label",
            "mark",
            "q",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
            "time",
            "u",
            "var",
        ),
        "wbr",
    ]
)
UNREAD = frozenset(("script", "style", "nav", "head", "template", "noscript", "svg"))
SAID = {"value": "value", "data-unit": "unit", "data-bound": "bound"}


def read(content: bytes) -> Published:
    """Return the marked figures and the text of a page. Raises Unusable where it is not text."""
    parser = _Parser()
    parser.feed(_closed(encoding.text(content)))
    parser.close()
    parser.end_block()
    return Published(tuple(parser.marks), text=tuple(parser.text))


def _closed(text: str) -> str:
    """Return the text, as long as it was, without what begins and never ends.

    The parser looks for such an end to the end of the text, again at every beginning: of 8 MB for hours.
    """
    text = text.replace("<![", "<! ")
    tail = text.rfind("-->") + 1
    text = text[:tail] + text[tail:].replace("<!--", "    ")
    tail = text.rfind(">") + 1
    return text[:tail] + text[tail:].replace("<", " ")


@dataclass(slots=True)
class _Open:
    """A <data> element while it is open: where its text begins in the block."""

    key: str
    start: int
    spot: Spot
    said: Mapping[str, str]
    end: int = -1


@dataclass(slots=True)
class _Parser(HTMLParser):
    """Collects blocks of text, and the marks within each; what is not shown is left out."""

    marks: list[Mark] = field(default_factory=list)
    text: list[Stretch] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begin: Spot = field(default_factory=Spot)
    held: list[_Open] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread.append(tag)
        if tag not in INLINE:
            self.end_block()
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "data" and "data-indicator" in given and not self.unread:
            self.end_data()
            said = {name: given.get(attribute, "") for attribute, name in SAID.items()}
            self.held.append(_Open(given["data-indicator"], self.length, self.spot(), said))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in UNREAD:
            self.unread.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "data":
            self.end_data()
        elif tag in UNREAD and tag in self.unread:
            del self.unread[self.unread.index(tag) :]
        if tag not in INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        if not self.pieces:
            self.begin = self.spot()
        self.pieces.append(data)
        self.length += len(data)

    def spot(self) -> Spot:
        line, offset = self.getpos()
        return Spot(line, offset + 1)

    def end_data(self) -> None:
        if self.held and self.held[-1].end < 0:
            self.held[-1].end = self.length

    def end_block(self) -> None:
        """Take up what stands in the block that ends here."""
        self.end_data()
        block = "".join(self.pieces)
        if block.strip():
            self.text.append(Stretch(block, self.begin))
        for one in self.held:
            before, after = block[max(0, one.start - NEAR) : one.start], block[one.end : one.end + NEAR]
            self.marks.append(Mark(one.key, before, block[one.start : one.end], after, one.spot, one.said))
        self.pieces, self.length, self.held = [], 0, []
