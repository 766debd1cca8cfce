"""A web page read back: its paragraphs, its <data data-indicator> elements, its JSON-LD, and its article.

Knows HTML as sites serve it, also where it is broken; not what an article says.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import islice
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers import article, blocks, encoding, html_looks, html_tables, linked_data
from lawgov_report.readers.blocks import DataElement, ReadBlock, Run
from lawgov_report.readers.html_looks import PageLook
from lawgov_report.readers.published import TITLE, Mark, Published, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.readers.published import PublishedText

# Elements that do not part a text: a figure and its unit may stand in different ones.
INLINE_NAMES = """
    a abbr acronym b bdi big cite code data del dfn em font i img ins kbd label mark nobr q rb ruby s samp
    small span strike strong sub sup time tt u var wbr
"""
INLINE = frozenset(INLINE_NAMES.split())
VOID_NAMES = "area base br col embed hr img input link meta param source track wbr"
VOID = frozenset(VOID_NAMES.split())
CONTAINER_NAMES = "article body center div dl fieldset form main ol section table td th ul"
CONTAINERS = frozenset(CONTAINER_NAMES.split())
ARTICLES = frozenset(("article", "main"))
HEAD_NAMES = "base link meta noscript script style template title"
IN_HEAD = frozenset(HEAD_NAMES.split())
# What an element ends that was not ended, and those beyond which it ends nothing (HTML standard, 13.2.6)
ENDED = {
    "li": (frozenset(("li",)), frozenset(("ol", "ul", "table"))),
    "td": (frozenset(("td", "th")), frozenset(("table",))),
    "th": (frozenset(("td", "th")), frozenset(("table",))),
    "tr": (frozenset(("tr",)), frozenset(("table",))),
}
PARAGRAPH = (
    frozenset(("p",)),
    frozenset(("table", "td", "th", "div", "li", "article", "section", "main", "body")),
)
# A page of a report has some 2,000 tags and 6,000 attributes; 40,000 tags with a <span> for each letter.
# Attributes follow a blank, a quote or a slash
MAX_TAGS = 120_000
MAX_ATTRIBUTES = 300_000
MAX_DEPTH = 250  # elements further in are read as text of those around them
BEFORE_ATTRIBUTE = re.compile(r"""[\s"'/]+""")
ATTRIBUTES = {
    "value": "value",
    "data-unit": "unit",
    "data-bound": "bound",
    "data-low": "low",
    "data-high": "high",
}
TITLES = frozenset(("articletitle", "title"))  # names of <meta>
OWN = re.compile('<main id="?text"?[ >]')  # a page of ours is nothing but an article
BLANKS = re.compile(r"\s*")


def read(content: bytes) -> Published:
    """Return the marked figures and the text of a page. Raises Unusable where it has none, or too much."""
    text = encoding.of_page(content)
    _bound(text)
    parser = _Parser(OWN.search(text) is not None)
    parser.feed(_closed(text))
    parser.close()
    parser.end_block()
    found = html_tables.told_apart(parser.blocks, parser.places.nested)
    stretches = [stretch for block in found for stretch in blocks.stretches(block)]
    page = article.PageShape(
        parser.parents, parser.articles, [*parser.titles, "".join(parser.title)], parser.own
    )
    return Published(
        tuple(mark for each in stretches for mark in each.marks),
        tuple(parser.linked_data),
        text=tuple(_levelled(article.find(stretches, page))),
        page=tuple(each.found for each in stretches),
    )


def _levelled(found: Sequence[PublishedText]) -> Iterator[PublishedText]:
    """Yield the paragraphs of an article; several <h1>, as Word saves them, are headings of level 1."""
    several = sum(each.level == TITLE for each in found) > 1
    for each in found:
        if not several or not each.level:
            yield each
        else:
            yield each._replace(level=1 if each.level == TITLE else each.level + 1)


def _bound(text: str) -> None:
    """Raise Unusable for more markup than any page of a report has.

    All of the page is counted, since where a tag ends in broken HTML only html.parser can say, and that
    has then made its attributes already.
    """
    if text.count("<") > MAX_TAGS:
        raise Unusable(f"网页超过 {MAX_TAGS} 个标记，不读")
    if any(True for _ in islice(BEFORE_ATTRIBUTE.finditer(text), MAX_ATTRIBUTES, None)):
        raise Unusable(f"网页里的空白和引号超过 {MAX_ATTRIBUTES} 处，不读")


def _is_inline(tag: str) -> bool:
    """Return whether an element does not part a text; those of Word's own (<o:p>, <st1:chsdate>) do not."""
    return tag in INLINE or ":" in tag


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


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element: what holds within it, and the innermost element around its text that is counted."""

    tag: str
    look: PageLook
    container: int


@dataclass(slots=True)
class _Parser(HTMLParser):
    """Collects blocks of text; what is not shown is left out.

    `open_` are the open elements, counted by tag in `counts`. `runs` and `figure` belong to the block that is
    being read, `script` has the pieces of a JSON-LD script while one is read, `title` those of <title>.
    """

    own: bool
    blocks: list[ReadBlock] = field(default_factory=list)
    linked_data: list[Mark] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    articles: list[int] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    open_: list[_Element] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    places: html_tables.Places = field(default_factory=html_tables.Places)
    runs: list[Run] = field(default_factory=list)
    figure: DataElement | None = None
    label: str = ""
    script: list[str] | None = None
    begin: Spot = field(default_factory=Spot)
    span_ended: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    # What the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # Reversed, since of an attribute that is written twice the first holds (HTML standard, 13.2.5.33).
        given = {name: value or "" for name, value in reversed(attrs)}
        if tag == "br" or (self.own and tag == "span" and not given and self.span_ended):
            self.runs.append(Run("", self.look, self.spot(), breaks=True))
        self.span_ended = False
        if tag == "meta" and given.get("name", "").lower() in TITLES:
            self.titles.append(given.get("content", ""))
        if tag in VOID:
            if not _is_inline(tag) and tag != "br":
                self.end_block()
            return
        self.end_implied(tag)
        if not _is_inline(tag):
            self.end_block()
        self.open(tag, given)
        if tag == "data" and "data-indicator" in given and not self.look.hidden:
            attributes = {name: given.get(attribute, "") for attribute, name in ATTRIBUTES.items()}
            self.figure = DataElement(given["data-indicator"], self.spot(), attributes)
            self.runs.append(Run("", self.look, self.spot(), self.figure))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in html_looks.UNREAD:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self.span_ended = tag == "span"
        if tag == "data":
            self.figure = None
        elif tag == "script":
            self.linked_data += linked_data.figures("".join(self.script or ()), self.begin)
            self.script = None
        if not _is_inline(tag):
            self.end_block()
        if self.counts[tag] and not self.holds_blocks(tag):
            while self.open_ and self.close_last() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.script is not None:
            self.begin = self.begin if self.script else self.spot()
            self.script.append(data)
        elif self.open_ and self.open_[-1].tag == "title":
            self.title.append(data)
        if self.look.hidden:
            return
        self.span_ended = self.span_ended and not data.strip()
        lines = data.split("\n") if self.look.preformatted else [data]
        for number, line in enumerate(lines):
            if number:
                self.runs.append(Run("", self.look, self.spot(), breaks=True))
            self.runs.append(Run(line, self.look, self.spot(line), self.figure))

    # Elements

    @property
    def look(self) -> PageLook:
        """What holds where the parser stands."""
        return self.open_[-1].look if self.open_ else PageLook()

    def spot(self, data: str = "") -> Spot:
        """Return where the parser stands, or behind the blanks that data begin with."""
        line, offset = self.getpos()
        blank = data[: len(data) - len(data.lstrip())]
        breaks = blank.count("\n")
        column = len(blank) - blank.rfind("\n") if breaks else offset + len(blank) + 1
        return Spot(line + breaks, column)

    def open(self, tag: str, given: Mapping[str, str]) -> None:
        """Go into an element."""
        if len(self.open_) >= MAX_DEPTH:
            return
        container = self.open_[-1].container if self.open_ else 0
        if tag in CONTAINERS:
            self.parents.append(container)
            container = len(self.parents) - 1
        if tag in ARTICLES:
            self.articles.append(container)
        if tag == "script":
            self.script = [] if given.get("type") == linked_data.TYPE else None
        self.open_.append(_Element(tag, html_looks.within(self.look, tag, given), container))
        self.counts[tag] += 1
        label = self.places.enter(tag, given)
        if not self.look.hidden:
            self.label = label or self.label

    def close_last(self) -> str:
        """Go out of the innermost element, and return its tag."""
        tag = self.open_.pop().tag
        self.counts[tag] -= 1
        self.places.leave(tag)
        if tag == "li":
            self.label = ""
        return tag

    def end_implied(self, tag: str) -> None:
        """End the elements that the begin of this one ends."""
        if tag not in IN_HEAD and self.counts["head"] and tag != "head":
            self.end_element(frozenset(("head",)), frozenset(("body",)))
        if not _is_inline(tag) and self.counts["p"]:
            self.end_element(*PARAGRAPH)
        if tag in ENDED:
            self.end_element(*ENDED[tag])

    def end_element(self, tags: frozenset[str], beyond: frozenset[str]) -> None:
        """End the innermost element of these tags; none where one of those beyond stands between."""
        for number in range(len(self.open_) - 1, -1, -1):
            if self.open_[number].tag in beyond:
                return
            if self.open_[number].tag in tags:
                self.end_block()
                while len(self.open_) > number:
                    self.close_last()
                return

    def holds_blocks(self, tag: str) -> bool:
        """Return whether an element that a tag ends, one within a text, has open blocks in it: then it stays.

        A link does not: the rest of the page would be one.
        """
        if not _is_inline(tag) or tag == "a":
            return False
        for element in reversed(self.open_):
            if element.tag == tag:
                return False
            if not _is_inline(element.tag):
                return True
        return False

    def end_block(self) -> None:
        """Take over the block that ends here."""
        if self.runs:
            container = self.open_[-1].container if self.open_ else 0
            block = ReadBlock(tuple(self.runs), container, self.places.cell, self.label)
            self.blocks.append(block)
            if block.length:
                self.label = ""
        self.runs, self.figure = [], None
