"""Figures written into the text of a year file: all else of it stays as it is, comments, order and line ends.

Knows the YAML of `indicators:`; not where a value comes from, nor whether it is right.

The text is not parsed and written out again, which would lose comments and quotes: what changes are stretches
of it, whose ends PyYAML's nodes know. The strict reader has read the text before: there are no aliases in it.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from lawgov_report.comparing import yaml_lines
from lawgov_report.comparing.yaml_lines import STEP
from lawgov_report.reading.source import Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FIGURES, VALUE, FROM, NOTE = "indicators", "value", "from", "note"
LINE_END = re.compile(r"\r\n|\r|\n")
# What YAML takes as it is behind a key: 717件, 95%以上, -3.2%, 3～5个, 3:1, 2022-01-10; not Null or No
PLAIN = re.compile(r"(?=.*[0-9㐀-鿿])[-−]?[0-9A-Za-z㐀-鿿][0-9A-Za-z㐀-鿿.%:：∶~～〜—–−-]*")
COLON = ":"  # which a reader may take for that of a key where it stands in braces
Node = Any  # of PyYAML, which has no types


class FigureEntry(NamedTuple):
    """What a figure becomes: its value as written, where that came from, and a remark.

    A figure whose `value` is "" is taken out; one whose `note` is "" keeps the remark that it has.
    """

    key: str
    value: str
    provenance: tuple[tuple[str, str], ...] = ()
    note: str = ""


class _Splice(NamedTuple):
    """A stretch of the text, from `start` to `end`, that becomes `text`."""

    start: int
    end: int
    text: str


def write(content: bytes, entries: Iterable[FigureEntry], order: Sequence[str]) -> bytes:
    """Return the bytes of a year file with figures in it; new ones stand in the catalogue's order."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    text = content.removeprefix(mark).decode()
    given = {entry.key: entry for entry in entries}
    figures = _Figures(text, given)
    splices = [*figures.changed(), *figures.added(order), *figures.emptied()]
    return mark + "".join(_spliced(text, splices)).encode()


def _spliced(text: str, splices: list[_Splice]) -> Iterator[str]:
    """Yield a text piece by piece, each stretch replaced; of several at one place in the order they come."""
    end = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        yield text[end : splice.start]
        yield splice.text
        end = max(end, splice.end)
    yield text[end:]


class _Figures:
    """The figures of a year file, each with its nodes, and what is to become of them."""

    def __init__(self, text: str, entries: Mapping[str, FigureEntry]) -> None:
        self.text = text
        self.entries = entries
        breaks = [*LINE_END.finditer(text)]
        self.end = breaks[0][0] if breaks else "\n"
        self.starts = [0, *(match.end() for match in breaks)]
        root: Node = yaml.compose(LINE_END.sub("\n", text).replace("\t", " "), Loader=Parser)
        self.key, self.node = next(pair for pair in root.value if pair[0].value == FIGURES)
        pairs = self.node.value if isinstance(self.node, yaml.MappingNode) else []
        self.pairs: dict[str, tuple[Node, Node]] = {pair[0].value: pair for pair in pairs}
        removed = {key for key, entry in entries.items() if not entry.value}
        self.left = [key for key in self.pairs if key not in removed]
        self.new = {key: entry for key, entry in entries.items() if key not in self.pairs and entry.value}

    # Places

    def at(self, mark: Node) -> int:
        """Return the offset of a mark of PyYAML."""
        start: int = self.starts[mark.line]
        return start + int(mark.column)

    def span(self, node: Node) -> tuple[int, int]:
        """Return where a node begins and ends; a block ends with its last scalar, not with the next key."""
        end = node
        while isinstance(end, yaml.CollectionNode) and not end.flow_style and end.value:
            end = end.value[-1][1] if isinstance(end, yaml.MappingNode) else end.value[-1]
        begin, stop = self.at(node.start_mark), self.at(end.end_mark)
        # a | block ends where the next line begins
        return begin, begin + len(self.text[begin:stop].rstrip())

    def behind_line(self, offset: int) -> int:
        """Return the end of the line that an offset stands in, before its line end."""
        match = LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)

    # Figures that are there

    def changed(self) -> Iterator[_Splice]:
        """Yield what becomes of the figures that the file has."""
        for index, (name, (key, node)) in enumerate(self.pairs.items()):
            entry = self.entries.get(name)
            if entry is None:
                continue
            if not entry.value:
                yield self.without_in_braces(index) if self.node.flow_style else self.without(key, node)
            elif isinstance(node, yaml.MappingNode):
                yield from self.in_mapping(node, entry)
            elif self.node.flow_style:
                yield _Splice(*self.span(node), _in_braces(entry))
            else:
                yield from self.unfolded(key, node, entry)

    def unfolded(self, key: Node, node: Node, entry: FigureEntry) -> Iterator[_Splice]:
        """Yield a bare value as a mapping below its key, whose comment stays behind the key."""
        end = self.span(node)[1]
        start = self.text.index(COLON, self.at(key.end_mark)) + 1
        if node.start_mark.line > key.start_mark.line:  # a comment may stand between the two
            start = self.starts[node.start_mark.line]
            start -= len("\r\n") if self.text.endswith("\r\n", 0, start) else 1
        yield _Splice(start, end, "")
        behind = self.behind_line(end)
        yield _Splice(behind, behind, self.lines(_below(entry), key.start_mark.column + len(STEP)))

    def in_mapping(self, node: Node, entry: FigureEntry) -> Iterator[_Splice]:
        """Yield the new value and provenance of a figure that is a mapping."""
        fields = {key.value: (key, value) for key, value in node.value}
        value = fields[VALUE][1]
        flow = bool(node.flow_style)
        if value.value != entry.value:
            yield _Splice(*self.span(value), _scalar(entry.value, flow=flow))
        if NOTE in fields and entry.note:
            yield _Splice(*self._value_of(*fields[NOTE]), f" {yaml_lines.in_brackets(entry.note)}")
        note = "" if NOTE in fields else entry.note
        added = entry._replace(note=note, provenance=() if FROM in fields else entry.provenance)
        if FROM in fields:
            yield _Splice(*self._value_of(*fields[FROM]), f" {_provenance(entry)}")
        if flow:
            end = self.span(node.value[-1][1])[1]
            yield _Splice(end, end, "".join(f", {pair}" for pair in _pairs(added)))
        else:
            behind = self.behind_line(self.span(value)[1])
            lines = [*_below(added)][1:]  # the value stands there
            yield _Splice(behind, behind, self.lines(lines, node.value[0][0].start_mark.column))

    def _value_of(self, key: Node, value: Node) -> tuple[int, int]:
        """Return from where to where a value stands, the blanks and line ends behind its colon included."""
        return self.text.index(COLON, self.at(key.end_mark)) + 1, self.span(value)[1]

    def without(self, key: Node, node: Node) -> _Splice:
        """Return the splice that takes a figure out with its lines."""
        behind = LINE_END.search(self.text, self.span(node)[1])
        return _Splice(self.starts[key.start_mark.line], behind.end() if behind else len(self.text), "")

    def without_in_braces(self, index: int) -> _Splice:
        """Return the splice that takes a figure out of braces, with the comma behind or before it."""
        names, pairs = [*self.pairs], [*self.pairs.values()]
        begin, end = self.at(pairs[index][0].start_mark), self.span(pairs[index][1])[1]
        if set(names[index + 1 :]) & set(self.left):
            return _Splice(begin, self.at(pairs[index + 1][0].start_mark), "")
        return _Splice(self.span(pairs[index - 1][1])[1] if index else begin, end, "")

    def emptied(self) -> Iterator[_Splice]:
        """Yield the braces that stand for no figures, where all are taken out."""
        if self.pairs and not self.left and not self.new and not self.node.flow_style:
            colon = self.text.index(COLON, self.at(self.key.end_mark)) + 1
            yield _Splice(colon, colon, " {}")

    def lines(self, lines: Iterable[str], indent: int) -> str:
        """Return lines as they follow another one."""
        return "".join(f"{self.end}{' ' * indent}{line}" for line in lines)

    # Figures that are new

    def added(self, order: Sequence[str]) -> Iterator[_Splice]:
        """Yield the figures that the file has not, behind the nearest one before them in the catalogue."""
        groups: dict[str, list[FigureEntry]] = {}
        anchor = ""
        for key in order:
            if key in self.left:
                anchor = key
            elif key in self.new:
                groups.setdefault(anchor, []).append(self.new[key])
        for before, group in groups.items():
            yield self.inserted(before, group)

    def inserted(self, anchor: str, group: Sequence[FigureEntry]) -> _Splice:
        """Return new figures behind the one named, or as the first."""
        if not self.pairs:
            return self.first(group)
        if self.node.flow_style:
            texts = ", ".join(f"{entry.key}: {_in_braces(entry)}" for entry in group)
            if anchor:
                end = self.span(self.pairs[anchor][1])[1]
                return _Splice(end, end, f", {texts}")
            begin = self.at(self.node.start_mark) + 1
            return _Splice(begin, begin, f"{texts}, ")
        key = self.pairs[anchor or next(iter(self.pairs))][0]
        indent = int(key.start_mark.column)
        lines = [line for entry in group for line in _entry(entry)]
        if anchor:
            behind = self.behind_line(self.span(self.pairs[anchor][1])[1])
            return _Splice(behind, behind, self.lines(lines, indent))
        begin = self.starts[key.start_mark.line]
        return _Splice(begin, begin, "".join(f"{' ' * indent}{line}{self.end}" for line in lines))

    def first(self, group: Sequence[FigureEntry]) -> _Splice:
        """Return new figures in place of {}, where the file has none."""
        lines = [line for entry in group for line in _entry(entry)]
        begin, end = self._value_of(self.key, self.node)
        return _Splice(begin, end, self.lines(lines, len(STEP)))


# Text


def _entry(entry: FigureEntry) -> Iterator[str]:
    yield f"{entry.key}:"
    yield from (f"{STEP}{line}" for line in _below(entry))


def _below(entry: FigureEntry) -> Iterator[str]:
    """Yield the lines of a figure below its key: the value, where it came from, a remark."""
    yield f"{VALUE}: {_scalar(entry.value, flow=False)}"
    if entry.provenance:
        yield f"{FROM}: {_provenance(entry)}"
    if entry.note:
        yield from yaml_lines.scalar(f"{NOTE}:", [entry.note], "")


def _in_braces(entry: FigureEntry) -> str:
    """Return a figure on one line: {value: 717件, from: {…}}."""
    pairs = (f"{VALUE}: {_scalar(entry.value, flow=True)}", *_pairs(entry))
    return f"{{{', '.join(pairs)}}}"


def _pairs(entry: FigureEntry) -> Iterator[str]:
    if entry.provenance:
        yield f"{FROM}: {_provenance(entry)}"
    if entry.note:
        yield f"{NOTE}: {yaml_lines.in_brackets(entry.note)}"


def _provenance(entry: FigureEntry) -> str:
    pairs = (f"{name}: {_scalar(text, flow=True)}" for name, text in entry.provenance)
    return f"{{{', '.join(pairs)}}}"


def _scalar(text: str, *, flow: bool) -> str:
    """Return a text as YAML has it behind a key, in quotes where it needs them."""
    plain = PLAIN.fullmatch(text) and not (flow and COLON in text) and not text.endswith(COLON)
    return text if plain else yaml_lines.in_brackets(text)
