"""Strict YAML in one pass: bytes in, plain data with places and diagnostics out.

Knows YAML; not what keys mean, nor where the bytes came from.

bytes → text (characters) → events (libyaml) → tree of nodes → data. The tree keeps the events, since they
know where each key and value stands; a place is made of one only when somebody asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from lawgov_report.reading import characters, yaml_errors
from lawgov_report.reading.diagnostics import (
    MOST_OF_A_FILE,
    Diagnostic,
    Edit,
    Place,
    Related,
    Way,
    Written,
    limited,
)
from lawgov_report.reading.yaml_errors import BLOCK_HINT, MAX_DEPTH

# libyaml where PyYAML has it: its events of a year take 0.8 ms, those of PyYAML's own parser 19 ms
Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# a year has 30 KB, 450 lines and 700 events; what is read is bounded so that memory and time are
MAX_BYTES = 3_000_000
MAX_LINES = 100_000
MAX_EVENTS = 100_000  # of libyaml: a scalar is one, a collection two
MAX_ENTRIES = 20_000  # of one list, or keys of one mapping
MAX_REFERENCES = 50_000
LONGEST_LINE = 50_000  # characters; a year written as JSON may stand on one line
LONGEST_TEXT = 50_000  # characters of a value that is written on several lines
LONGEST_NAME = 64  # characters of a key or an id
TOO_LARGE_HINT = "一年一个文件，只放这一年的数值和文字"
# a hash and a blank that open a line of a block, or follow a stop or two blanks: a comment is meant
# looked for behind the hash: a pattern that begins with blanks is tried anew at each blank of a run
REMARK = re.compile(
    r"#(?=\s)(?:(?<=^#)|(?<=^\s#)|(?<=[。；，：、！？）”》]#)|(?<=[。；，：、！？）”》]\s#)|(?<=\s\s#))"
)
STARTS: dict[type, type[dict[str, Any] | list[Any]]] = {
    yaml.MappingStartEvent: dict,
    yaml.SequenceStartEvent: list,
}
ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
QUOTES = frozenset("'\"")

Path = tuple[str | int, ...]
Data = Mapping[str, "Data"] | tuple["Data", ...] | Written
Event = Any  # of PyYAML, which has no types: a scalar, an alias, or what begins or ends a collection
Tree = Any  # a Node, or the Event of a scalar or alias; None where nothing could be read


class Node:
    """A mapping or a list, and the event that began it; `keys` are the events of a mapping's own keys.

    What it holds are nodes and, of scalars, their events.
    """

    __slots__ = ("content", "event", "keys")

    def __init__(self, event: Event, content: dict[str, Tree] | list[Tree]) -> None:
        self.event = event
        self.content = content
        self.keys: dict[str, Event] = {}


class Source(NamedTuple):
    """A file as read: its lines, its data, and the tree that says where each key and value stands.

    `data` holds mappings, tuples and Written scalars; it is None where nothing could be read.
    """

    name: str
    lines: Sequence[str]
    data: Data | None
    tree: Tree

    @property
    def start(self) -> Place:
        """The first character of the file."""
        return Place(self.name, 1, 1, 1, 1)

    def key(self, path: Path) -> Place:
        """Return the place of the key at `path`, or of its deepest known ancestor's."""
        events = self._way(path)
        return _place(self.name, self.lines, events[-1][0]) if events else self.start

    def value(self, path: Path) -> Place:
        """Return the place of the value at `path`, or of its deepest known ancestor's."""
        events = self._way(path)
        return _place(self.name, self.lines, events[-1][1]) if events else self.start

    def at(self, path: Path) -> Data | None:
        """Return the data at `path`, None where there is none."""
        data: Data | None = self.data
        for step in path:
            if isinstance(data, Mapping) and isinstance(step, str):
                data = data.get(step)
            elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
                data = data[step]
            else:
                return None
        return data

    def edits(self, place: Place, text: str, instead: str) -> tuple[Edit, ...]:
        """Return the edit that writes `instead` over the key or value `text` at `place`, in its quotes.

        None where it does not stand there as it is, on one line.
        """
        if place.line != place.end_line or place.line > len(self.lines):
            return ()
        start, end = place.column - 1, place.end_column - 1
        written = self.lines[place.line - 1][start:end]
        if written[:1] in QUOTES and written[1:-1] == text:
            start, end = start + 1, end - 1
        elif written != text:
            return ()
        return (Edit(place._replace(column=start + 1, end_column=end + 1), instead),)

    def _way(self, path: Path) -> list[tuple[Event, Event]]:
        """Return the events of key and value from the root along `path`, as far as the tree goes."""
        if self.tree is None:
            return []
        node, events = self.tree, [(_event(self.tree), _event(self.tree))]
        for step in path:
            content = node.content if isinstance(node, Node) else None
            if isinstance(content, dict) and isinstance(step, str) and step in content:
                key, node = node.keys[step], content[step]
            elif isinstance(content, list) and isinstance(step, int) and step < len(content):
                node = content[step]
                key = _event(node)
            else:
                break
            events.append((key, _event(node)))
        return events


def read(name: str, content: bytes) -> tuple[Source, list[Diagnostic]]:
    """Return what a YAML file says and all that is wrong with it as YAML.

    Of errors in YAML syntax only the first is found. `name` is shown in places, relative, with /.
    """
    if len(content) > MAX_BYTES:
        message = f"文件超过 {MAX_BYTES // 1_000_000} MB，没有读取"
        return _unread(name, (), [_too_large(Place(name, 1, 1, 1, 1), message)])
    text, found = characters.decode(name, content)
    if text is None:
        return _unread(name, (), found)
    file = _File(name, text.split("\n"), found)
    found += _too_many(file, text)
    if any(finding.code == "LG002" for finding in found):
        return _unread(name, file.lines, found)
    tree = _tree(file, text)
    if "\\" in text:
        _check_escapes(file, tree)
    data = None if tree is None else _data(file, tree, None)
    return Source(name, file.lines, data, tree), limited(file.found, MOST_OF_A_FILE)


def _unread(name: str, lines: Sequence[str], found: list[Diagnostic]) -> tuple[Source, list[Diagnostic]]:
    return Source(name, lines, None, None), limited(found, MOST_OF_A_FILE)


def _too_large(place: Place, message: str) -> Diagnostic:
    return Diagnostic(place, "LG002", message, TOO_LARGE_HINT)


def _too_many(file: _File, text: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the number of lines and references, and with the first line too long."""
    if text.count("{{") > MAX_REFERENCES:
        message = f"文件里的引用（{{{{）超过 {MAX_REFERENCES} 处，没有读取"
        yield _too_large(Place(file.name, 1, 1, 1, 1), message)
    if len(file.lines) > MAX_LINES:
        place = Place(file.name, MAX_LINES + 1, 1, MAX_LINES + 1, 1)
        yield _too_large(place, f"文件超过 {MAX_LINES} 行，没有读取")
    if max(map(len, file.lines)) > LONGEST_LINE:
        number = next(number for number, line in enumerate(file.lines, 1) if len(line) > LONGEST_LINE)
        place = Place(file.name, number, LONGEST_LINE + 1, number, LONGEST_LINE + 2)
        yield _too_large(place, f"这一行超过 {LONGEST_LINE} 个字符，没有读取")


class _File(NamedTuple):
    """A file while it is read; what is wrong with it is added to `found`."""

    name: str
    lines: list[str]
    found: list[Diagnostic]

    def place(self, event: Event) -> Place:
        return _place(self.name, self.lines, event)

    def add(self, event: Event, code: str, message: str, hint: str) -> None:
        self.found.append(Diagnostic(self.place(event), code, message, hint))

    def add_folded(self, place: Place, message: str, hint: str) -> None:
        self.found.append(Diagnostic(place, "LG009", message, hint))


def _event(node: Tree) -> Event:
    return node.event if isinstance(node, Node) else node


def _place(name: str, lines: Sequence[str], event: Event) -> Place:
    """Return the place of a scalar, or of the first character of a collection."""
    start, end = event.start_mark, event.end_mark
    if type(event) is yaml.ScalarEvent and end.line < len(lines):
        return Place(name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    line, column = yaml_errors.position(lines, start)
    if type(event) in STARTS:
        return Place(name, line, column, line, column + 1)
    return Place(name, line, column, *yaml_errors.position(lines, end))


# Text to tree


def _tree(file: _File, text: str) -> Tree:
    """Return the tree of the only document, None where there is none or it cannot be read."""
    parser = Parser(text)
    try:
        root = _root(file, parser)
    except yaml.MarkedYAMLError as error:
        _add_syntax_error(file, yaml_errors.explain(file.name, file.lines, error))
        return None
    finally:
        parser.dispose()
    if root is None and not any(finding.code in {"LG002", "LG005", "LG006"} for finding in file.found):
        start = Place(file.name, 1, 1, 1, 1)
        file.found.append(Diagnostic(start, "LG010", "文件是空的", "lawgov explain LG010 有最小的例子"))
    return None if _overfull(file, root) else root


def _overfull(file: _File, node: Tree) -> bool:
    """Find the first collection that has more entries than are read; return whether there is one."""
    if not isinstance(node, Node):
        return False
    if len(node.content) > MAX_ENTRIES:
        file.add(node.event, "LG002", f"这里超过 {MAX_ENTRIES} 项，没有读取", TOO_LARGE_HINT)
        return True
    children = node.content.values() if isinstance(node.content, dict) else node.content
    return any(_overfull(file, child) for child in children)


def _root(file: _File, parser: Any) -> Tree:  # noqa: ANN401, C901 calls would cost more than they tell
    """Return the tree of the only document, None where there is none or it is too deep or too large.

    Raises yaml.MarkedYAMLError. Half of the time that a file takes is spent in this loop: it calls
    nothing for a scalar that is not odd, and is one function for that reason. PyYAML's own compose()
    would make a tree as well, in nearly twice the time of the events: it resolves the type of each
    scalar, all of which are text here; and it follows aliases, which can make a small file a huge one.
    """
    root = key = node = None
    # the collections around `node`, each with the key whose value is being read
    outer: list[tuple[Node | None, Event]] = []
    for _ in range(MAX_EVENTS):
        event = parser.get_event()
        kind = type(event)
        if kind in ENDS:
            node, key = outer.pop()
            continue
        starts = STARTS.get(kind)
        if kind is not yaml.ScalarEvent and starts is None and kind is not yaml.AliasEvent:
            if kind is yaml.StreamEndEvent:
                return root
            if kind is yaml.DocumentStartEvent and root is not None:
                file.add(event, "LG005", "一个文件里只能有一份内容", "删去第二个 --- 和它后面的内容")
                return None
            continue
        if event.anchor is not None or (kind is not yaml.AliasEvent and event.tag is not None):
            _add_odd(file, event)
        child = event if starts is None else Node(event, starts())
        # in a mapping a key comes first, then its value; a key that is a collection itself waits the same way
        if node is None:
            root = child
        elif type(node.content) is list:
            node.content.append(child)
        elif key is None:
            key = child
        else:
            _enter(file, key, child, node)
            key = None
        if starts is not None:
            outer.append((node, key))
            node, key = child, None
            if len(outer) > MAX_DEPTH:
                file.add(event, "LG006", *yaml_errors.TOO_DEEP)
                return None
    file.add(event, "LG002", f"文件里的键和值超过 {MAX_EVENTS} 个，没有再读", TOO_LARGE_HINT)
    return None


def _add_odd(file: _File, event: Event) -> None:
    """Add the finding of an alias, or of the anchor and the tag of what is none."""
    if type(event) is yaml.AliasEvent:
        message, hint = f"不能使用别名 *{event.anchor}", "把内容写在这里；值以 * 开头时改用 | 块"
        file.add(event, "LG007", message, hint)
        return
    if event.anchor is not None:
        file.add(event, "LG007", f"不能使用锚点 &{event.anchor}", "删去锚点；值以 & 开头时改用 | 块")
    if event.tag is not None:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        file.add(event, "LG007", f"不能使用标签 {tag}", "删去标签；值以 ! 开头时改用 | 块")


def _enter(file: _File, key: Tree, child: Tree, parent: Node) -> None:
    """Put a value into a mapping, unless its key is none or stands there already."""
    if isinstance(key, Node):
        # {{ reference }} is a mapping whose only key is a mapping
        if parent.event.flow_style:
            file.add(parent.event, "LG005", yaml_errors.BRACES_FIRST, yaml_errors.BRACES_HINT)
        else:
            file.add(key.event, "LG005", "键应当是一个词，这里是一组键和值", BLOCK_HINT)
        return
    word = key.value if type(key) is yaml.ScalarEvent else ""
    content: Any = parent.content
    if len(word) > LONGEST_NAME:
        message = f"键有 {len(word)} 个字符，最多 {LONGEST_NAME} 个"
        file.add(key, "LG105", message, "例如 mediation_cases；键后面的文字是值的，冒号用半角，后加空格")
    elif word in content:
        first = Related(file.place(parent.keys[word]), "第一次写在这里")
        message, hint = f"键 {word} 写了两次", "保留一个，删去或改名另一个"
        file.found.append(Diagnostic(file.place(key), "LG008", message, hint, (first,)))
    elif word.startswith(yaml_errors.WIDE_BLANKS):
        file.add(key, "LG005", yaml_errors.WIDE_INDENTED, yaml_errors.WIDE_HINT)
    else:
        content[word] = child
        parent.keys[word] = key


def _add_syntax_error(file: _File, diagnostic: Diagnostic) -> None:
    """Add a syntax error unless what was found before is its cause: a tab, or anything on its line."""
    line = diagnostic.place.line
    if not any(finding.code == "LG004" or finding.place.line == line for finding in file.found):
        file.found.append(diagnostic)


def _check_escapes(file: _File, node: Tree) -> None:
    """Find forbidden characters, line breaks and tabs that were written as escapes in quotes."""
    if not isinstance(node, Node):
        _check_escape(file, node)
        return
    for event in node.keys.values():
        _check_escape(file, event)
    children = node.content.values() if isinstance(node.content, dict) else node.content
    for child in children:
        _check_escapes(file, child)


def _check_escape(file: _File, event: Event) -> None:
    if type(event) is not yaml.ScalarEvent or event.style != '"':
        return
    place = file.place(event)
    # a value that runs over lines has line breaks of its own; it is a finding of another kind
    pattern = characters.ESCAPED if place.line == place.end_line else characters.FORBIDDEN
    match = pattern.search(event.value)
    if match:
        file.found.append(characters.unprintable(place, match[0]))


# Tree to data


def _data(file: _File, node: Tree, way: Way | None) -> Data:
    """Return the data of a node or event. `way` leads there, with ids in place of numbers."""
    if type(node) is not Node:
        return _scalar(file, node, way)
    content = node.content
    if isinstance(content, dict):
        return {key: _data(file, child, (way, key)) for key, child in content.items()}
    return tuple(
        [_data(file, child, (way, _id(child) or str(number))) for number, child in enumerate(content)]
    )


def _id(node: Tree) -> str:
    """Return the id of a list's item, "" where it has none or one that is too long."""
    identifier = node.content.get("id") if type(node) is Node and isinstance(node.content, dict) else None
    if type(identifier) is not yaml.ScalarEvent or len(identifier.value) > LONGEST_NAME:
        return ""
    return identifier.value


def _scalar(file: _File, event: Event, way: Way | None) -> Written:
    """Return a scalar; nearly all stand on one line, and pass here as quickly as they can."""
    start, end = event.start_mark, event.end_mark
    row, left, right = start.line, start.column, end.column
    lines = file.lines
    # each mark and attribute is read once, and the place made here: _place would read them all again
    if end.line != row or row >= len(lines) or type(event) is yaml.AliasEvent:
        return _longer(file, event, way)
    text, line, quoted = event.value, lines[row], event.style in QUOTES
    first, last = (left + 1, right - 1) if quoted else (left, right)
    place = Place(file.name, row + 1, left + 1, row + 1, right + 1)
    # with an escape in quotes the text is not what stands in the line: it is traced to its whole
    pieces = ((0, row + 1, first + 1),) if line[first:last] == text else ()
    # behind quotes a comment takes no words away, as it does from 处理 #3号
    comment = not quoted and right < len(line) and _comment_follows(line, right)
    return Written(text, place, way, pieces, not quoted, comment)


def _comment_follows(line: str, end: int) -> bool:
    """Return whether a comment follows what ends there in the line."""
    return "#" in line and line[end:].lstrip().startswith("#")


def _longer(file: _File, event: Event, way: Way | None) -> Written:
    """Return a scalar that does not stand on one line, or an alias, which says nothing."""
    place = file.place(event)
    if type(event) is yaml.AliasEvent:
        return Written("", place, way)
    style, text = event.style, event.value
    if len(text) > LONGEST_TEXT:
        file.found.append(_too_large(place, f"这段文字超过 {LONGEST_TEXT} 个字符"))
        return Written("", place, way)
    if style == "|":
        return _block(file, text, place, way)
    colons = None if style in QUOTES else yaml_errors.wide_colons(file.lines, place)
    if way and colons:
        file.found.append(colons)
    elif way:
        what = "折叠文字（>）" if style == ">" else "没有用 | 的多行文字"
        file.add_folded(place, f"{what}会在换行处插入空格", BLOCK_HINT)
    plain = style not in QUOTES
    comment = plain and _comment_follows(file.lines[place.end_line - 1], place.end_column - 1)
    return Written(text, place, way, (), plain, comment)


def _block(file: _File, text: str, place: Place, way: Way | None) -> Written:
    """Return a | block: its lines joined without a blank, as Chinese has none between sentences."""
    if not text.strip():
        return Written("", place, way)
    lines = text.rstrip("\n").split("\n")
    pieces, length = [], 0
    for number, line in enumerate(lines, place.line + 1):
        source = file.lines[number - 1] if number <= len(file.lines) else line
        indent = len(source) - len(line)
        _check_block_line(file, line, number, indent)
        pieces.append((length, number, indent + 1))
        length += len(line)
    _, first_line, first_column = pieces[0]
    begin, last_line, last_column = pieces[-1]
    whole = Place(place.file, first_line, first_column, last_line, last_column + length - begin)
    return Written("".join(lines), whole, way, tuple(pieces))


def _check_block_line(file: _File, line: str, number: int, indent: int) -> None:
    """Find what in a line of a | block would be printed as nobody means it."""
    if not line:
        place = Place(file.name, number, 1, number, 1)
        file.add_folded(place, "文字中间有空行", "一段文字里不分段：删去空行，或另写一个条目")
    if "#" in line and (remark := REMARK.search(line)):
        column = indent + remark.start() + 1
        place = Place(file.name, number, column, number, column + 1)
        hint = "注释移到这段文字之外；确要印出 # 的，紧接在文字后面写"
        file.found.append(Diagnostic(place, "LG011", "| 块里的 # 不是注释，会印进报告", hint))
