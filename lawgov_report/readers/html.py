"""A web page read back: its <data data-indicator> elements, its JSON-LD, and its text block by block.

Knows HTML as sites serve it, also where it is broken; not how our pages look.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers import encoding
from lawgov_report.readers.published import NEAR, Mark, Published, PublishedText, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Elements that do not part a text: a figure and its unit may stand in different ones.
INLINE_NAMES = """
    a abbr b bdi big br cite code data del dfn em font i ins kbd label mark q s samp small span strong sub
    sup time u var wbr
"""
INLINE = frozenset(INLINE_NAMES.split())
UNREAD = frozenset(("script", "style", "nav", "head", "template", "noscript", "svg"))
LINKED_DATA = "application/ld+json"
# A page of a report has some 2,000 tags and 6,000 attributes. Attributes follow a blank, a quote or a slash
MAX_TAGS = 200_000
MAX_ATTRIBUTES = 300_000
MAX_SCRIPT = 1 << 21  # characters of JSON-LD
BEFORE_ATTRIBUTE = re.compile(r"""[\s"'/]+""")
ATTRIBUTES = {
    "value": "value",
    "data-unit": "unit",
    "data-bound": "bound",
    "data-low": "low",
    "data-high": "high",
}


def read(content: bytes) -> Published:
    """Return the marked figures and the text of a page. Raises Unusable where it has none, or too much."""
    text = encoding.text(content)
    _bound(text)
    parser = _Parser()
    parser.feed(_closed(text))
    parser.close()
    parser.end_block()
    return Published(tuple(parser.marks), tuple(parser.linked_data), text=tuple(parser.text))


def _bound(text: str) -> None:
    """Raise Unusable for more markup than any page of a report has.

    All of the page is counted, since where a tag ends in broken HTML only html.parser can say, and that
    has then made its attributes already.
    """
    if text.count("<") > MAX_TAGS:
        raise Unusable(f"网页超过 {MAX_TAGS} 个标记，不读")
    if any(True for _ in islice(BEFORE_ATTRIBUTE.finditer(text), MAX_ATTRIBUTES, None)):
        raise Unusable(f"网页里的空白和引号超过 {MAX_ATTRIBUTES} 处，不读")


def _measured(script: str, begin: Spot) -> Iterator[Mark]:
    """Yield the figures of a JSON-LD script as schema.org's PropertyValue; nothing of any other script."""
    if len(script) > MAX_SCRIPT:
        raise Unusable(f"网页里的 JSON-LD 超过 {MAX_SCRIPT} 个字，不读")
    try:
        figures = json.loads(script, parse_int=str, parse_float=str)["hasPart"]["variableMeasured"]
        given = [(figure["propertyID"], _numbers(figure), figure["unitText"]) for figure in figures]
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    spots = _spots(script, begin, [key for key, _, _ in given])
    for (key, numbers, unit), spot in zip(given, spots, strict=True):
        yield Mark(str(key), "", "", "", spot, {**numbers, "unit": str(unit)})


def _numbers(figure: Mapping[str, object]) -> dict[str, str]:
    """Return the value of a PropertyValue, else its bounds; raises LookupError for neither."""
    if "value" in figure:
        return {"value": str(figure["value"]), "low": "", "high": ""}
    return {"value": "", "low": str(figure["minValue"]), "high": str(figure["maxValue"])}


def _spots(script: str, begin: Spot, keys: list[object]) -> Iterator[Spot]:
    """Yield where each key stands; from the first that is not found on, where the last one stood.

    json.loads gives no places, so the keys are looked for in the script, each behind the one before it:
    that passes the script once, however many keys it has.
    """
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

    html.parser looks for such an end to the end of the text, again at every beginning: with 8 MB of "<!--"
    that takes hours. Blanks take its place, so that all lines and columns stay.
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
    attributes: Mapping[str, str]
    end: int = -1


@dataclass(slots=True)
class _Parser(HTMLParser):
    """Collects blocks of text, and the marks within each; what is not shown is left out.

    `pieces`, `length`, `begin` and `data` belong to the block that is being read; `script` has the pieces of
    a JSON-LD script while one is read; `unread` are the elements not shown within which the parser stands.
    """

    marks: list[Mark] = field(default_factory=list)
    linked_data: list[Mark] = field(default_factory=list)
    script: list[str] | None = None
    text: list[PublishedText] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begin: Spot = field(default_factory=Spot)
    data: list[_Open] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Reversed, since of an attribute that is written twice the first holds (HTML standard, 13.2.5.33).
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag in UNREAD:
            self.unread.append(tag)
            self.script = [] if given.get("type") == LINKED_DATA else None
        if tag not in INLINE:
            self.end_block()
        if tag == "data" and "data-indicator" in given and not self.unread:
            self.end_data()
            attributes = {name: given.get(attribute, "") for attribute, name in ATTRIBUTES.items()}
            self.data.append(_Open(given["data-indicator"], self.length, self.spot(), attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in UNREAD:
            self.unread.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag == "data":
            self.end_data()
        elif tag in UNREAD and tag in self.unread:
            del self.unread[self.unread.index(tag) :]
            self.linked_data += _measured("".join(self.script or ()), self.begin)
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
        if self.data and self.data[-1].end < 0:
            self.data[-1].end = self.length

    def end_block(self) -> None:
        """Take over the text of the block that ends here, and its marks."""
        self.end_data()
        block = "".join(self.pieces)
        if block.strip():
            self.text.append(PublishedText(block, self.begin))
        for mark in self.data:
            start, end = mark.start, mark.end
            before, after = block[max(0, start - NEAR) : start], block[end : end + NEAR]
            self.marks.append(Mark(mark.key, before, block[start:end], after, mark.spot, mark.attributes))
        self.pieces, self.length, self.data = [], 0, []
