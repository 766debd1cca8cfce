"""A web page read back: its <data data-indicator> elements, its JSON-LD, and its text block by block.

Knows HTML as sites serve it, also where it is broken; not how our pages look.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from lawgov_report.readers import encoding
from lawgov_report.readers.reading import NEAR, Mark, Published, Spot, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
LINKED_DATA = "application/ld+json"
SAID = {"value": "value", "data-unit": "unit", "data-bound": "bound"}


def read(content: bytes) -> Published:
    """Return the marked figures and the text of a page. Raises Unusable where it is not text."""
    parser = _Parser()
    parser.feed(_closed(encoding.text(content)))
    parser.close()
    parser.end_block()
    return Published(tuple(parser.marks), tuple(parser.told), text=tuple(parser.text))


def _measured(script: str, begin: Spot) -> Iterator[Mark]:
    """Yield the figures of a JSON-LD script as schema.org's PropertyValue; nothing of any other script."""
    try:
        figures = json.loads(script, parse_int=str, parse_float=str)["hasPart"]["variableMeasured"]
        given = [(one["propertyID"], one["value"], one["unitText"]) for one in figures]
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    for (key, value, unit), spot in zip(given, _spots(script, begin, [one[0] for one in given]), strict=True):
        yield Mark(str(key), "", "", "", spot, {"value": str(value), "unit": str(unit)})


def _spots(script: str, begin: Spot, keys: list[object]) -> Iterator[Spot]:
    """Yield where each key stands, one after the other; where the last one stood once one is not found."""
    line, column, last, lost = begin.line, begin.column, 0, False
    for key in keys:
        at = -1 if lost else script.find(json.dumps(key, ensure_ascii=False), last)
        lost = at < 0
        passed = "" if lost else script[last:at]
        breaks = passed.count("\n")
        line, column = line + breaks, len(passed) - passed.rfind("\n") if breaks else column + len(passed)
        last = max(at, last)
        yield Spot(line, column)


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
    told: list[Mark] = field(default_factory=list)
    script: list[str] | None = None
    text: list[Stretch] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begin: Spot = field(default_factory=Spot)
    held: list[_Open] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag in UNREAD:
            self.unread.append(tag)
            self.script = [] if given.get("type") == LINKED_DATA else None
        if tag not in INLINE:
            self.end_block()
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
            self.told += _measured("".join(self.script or ()), self.begin)
            self.script = None
        if tag not in INLINE:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.script is not None:
            self.begin = self.begin if self.script else self.spot()
            self.script.append(data)
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
