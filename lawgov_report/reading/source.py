"""Strict YAML in one pass: bytes in, plain data with places and diagnostics out.

Knows YAML and characters; not what keys mean, nor where the bytes came from.
"""

from __future__ import annotations

import codecs
import gc
import re
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from lawgov_report.reading.diagnostics import Diagnostic, Place, Related, Written

if TYPE_CHECKING:
    from collections.abc import Iterator

Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_BYTES = 8_000_000
MAX_DEPTH = 64
TOO_DEEP = (f"嵌套超过 {MAX_DEPTH} 层，没有再读", "检查这里的括号和缩进")
DEEPEST = "exceeded maximum nesting depth"  # libyaml 0.2.6 looks so far ahead, before it tells of a bracket
FORBIDDEN = (
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff"
    "\xad\u115f\u1160\u180e\u3164\uffa0\ufff9-\ufffb\ufdd0-\ufdef\ue000-\uf8ff\U000e0000-\U000e0fff]"
)
ESCAPED = f"[\t\n{FORBIDDEN[1:]}"
FILLERS = "\u115f\u1160\u3164\uffa0"  # forbidden, though Python takes them for letters
TAGS = b"\xf3\xa0"  # how U+E0000 to U+E0FFF begin in UTF-8; Python takes some for letters
ENCODINGS = (
    *((codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32")),  # the first begins as UTF-16's does
    *((codecs.BOM_UTF16_LE, "UTF-16"), (codecs.BOM_UTF16_BE, "UTF-16")),
)
REMARK = r"(?:^\s*|[。；，：、！？）”》]\s*|\s{2,})(?P<mark>#)\s"
WIDE_BLANKS = ("\u3000", "\xa0")
WIDE_INDENTED, WIDE_HINT = "缩进用了全角空格或不换行空格", "缩进改用半角空格"
KEY = r"[ -]*[A-Za-z][A-Za-z0-9_]*:(?: |$)"
UNEVEN, EVEN_HINT = "这一行的缩进和别的行对不齐", "同一级的键左边对齐，下一级的缩进更深"
BRACES_FIRST = "值以 {{ 开头，YAML 会当成括号"
BLOCK_HINT = "改写为“键: |”，文字另起一行并缩进"
# Slips: a pattern, which marks the place, what is wrong, what to write. Tried on few lines
SLIPS = (
    ("^[ ]*(?P<at>[\u3000\xa0])", WIDE_INDENTED, WIDE_HINT),
    (
        r"^\s*(?:- +)?(?P<key>[A-Za-z0-9_]{1,40}|[^\s:：#'\"|>{\[，。；、-][^:：，。；、]{0,7})(?P<at>：)",
        "键后面是全角冒号“：”，应为半角冒号加一个空格",
        "写成 {key}: ",
    ),
    (r"^\s*(?:- +)?(?P<key>[a-z][a-z0-9_]*)(?P<at>:)[^\s/:]", "冒号后面缺少空格", "写成 {key}: …"),
    (r"^\s*(?P<at>-)(?P<key>[a-z][a-z0-9_]*): ", "- 后面缺少空格", "写成 - {key}: …"),
    (
        r"[{,] *[a-z][a-z0-9_]*: [^,{}\[\]\"'，]*(?P<at>，) *[a-z][a-z0-9_]*[:：]",
        "括号里用了全角逗号“，”，应为半角逗号加一个空格",
        "把“，”改成“, ”",
    ),
    (r"[:-] +(?P<at>\{)\{", BRACES_FIRST, BLOCK_HINT),
    (r"[:-] (?P<at> *\")[^\"]*\"\s*[^\s#,\]}]", "值以半角引号开头，引号后面还有文字", BLOCK_HINT),
)
PROBLEMS = {
    "could not find expected ':'": "这一行缺少半角冒号",
    "mapping values are not allowed in this context": "这里不能出现冒号",
    "did not find expected key": "这里应当是一个键，多为缩进不齐",
    "did not find expected '-' indicator": "这里应当是以 - 开头的条目，多为缩进不齐",
    "did not find expected ',' or ']'": "方括号没有配对",
    "did not find expected ',' or '}'": "花括号没有配对",
    "did not find expected node content": "这里缺少一个值，多为括号没有配对，或多了逗号",
    "found unexpected ':'": "括号里的冒号用法有误",
    "did not find expected comment or line break": "| 和 > 后面只能换行，文字写在下一行",
    "found an indentation indicator equal to 0": "| 后面不能写 0",
    "found unexpected end of stream": "引号没有配对",
    "found character that cannot start any token": "值不能以这个字符开头",
    "found unknown escape character": "双引号里的反斜杠用法有误",
    "block sequence entries are not allowed in this context": "- 条目不能写在这里",
    "did not find expected <document start>": "一个文件里只能有一份内容",
    "did not find expected alphabetic or numeric character": "值不能以 & 或 * 开头",
    "found undefined tag handle": "不能使用 YAML 标签",
    "did not find expected tag URI": "值不能以 ! 开头",
    "did not find expected '!'": "值不能以 ! 开头",
    "did not find URI escaped octet": "值不能以 ! 开头",
    "did not find the expected '>'": "值不能以 ! 开头",
    "found unknown directive name": "一行不能以 % 开头",
    "could not find expected directive name": "一行不能以 % 开头",
    "did not find expected digit or '.' character": "一行不能以 % 开头",
    "did not find expected version number": "一行不能以 % 开头",
    "found incompatible YAML document": "一行不能以 % 开头",
    "found invalid Unicode character escape code": "双引号里的 \\u 写的不是一个字符",
    "did not find expected hexdecimal number": "双引号里的 \\x 或 \\u 后面应为十六进制数",
    "did not find expected whitespace or line break": "这里应当有空格或换行",
    "found unexpected document indicator": "--- 和 ... 不能写在引号里的文字中间",
}
NO_SIBLING = {
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
}
UNCLOSED = {
    "while scanning a quoted scalar",
    "while parsing a flow mapping",
    "while parsing a flow sequence",
}
Scalar = yaml.ScalarEvent
STARTS: dict[type, type[dict[str, Any] | list[Any]]] = {
    yaml.MappingStartEvent: dict,
    yaml.SequenceStartEvent: list,
}
ENDS = frozenset({yaml.MappingEndEvent, yaml.SequenceEndEvent})
QUOTES = frozenset("'\"")

Path = tuple[str | int, ...]
Data = Mapping[str, "Data"] | tuple["Data", ...] | Written


class Node:
    """A mapping or a list, and the event that began it; `keys` are the events of a mapping's own keys.

    What it holds are nodes and, of scalars, their events.
    """

    __slots__ = ("content", "event", "keys")

    def __init__(self, event: Any, content: dict[str, Any] | list[Any]) -> None:  # noqa: ANN401 PyYAML has no types
        self.event = event
        self.content = content
        self.keys: dict[str, Any] = {}


class Source(NamedTuple):
    """A file as read: its lines, its data, and the tree that says where each key and value stands.

    `data` holds mappings, tuples and Written scalars; it is None where nothing could be read.
    """

    name: str
    lines: Sequence[str]
    data: Data | None
    tree: Any

    @property
    def start(self) -> Place:
        """The first character of the file."""
        return Place(self.name, 1, 1, 1, 1)

    def key(self, path: Path) -> Place:
        """Return the place of the key at `path`, or of its deepest known ancestor's."""
        events = self._way(path)
        return self._place(events[-1][0]) if events else self.start

    def value(self, path: Path) -> Place:
        """Return the place of the value at `path`, or of its deepest known ancestor's."""
        events = self._way(path)
        return self._place(events[-1][1]) if events else self.start

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

    def _way(self, path: Path) -> list[tuple[Any, Any]]:
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

    def _place(self, event: Any) -> Place:  # noqa: ANN401 PyYAML has no types for its events
        return _place(self.name, self.lines, event)


def read(name: str, content: bytes) -> tuple[Source, list[Diagnostic]]:
    """Return what a YAML file says and all that is wrong with it as YAML.

    Of errors in YAML syntax only the first is found. `name` is shown in places, relative, with /.
    """
    text, found = _decode(name, content)
    if text is None:
        return Source(name, (), None, None), found
    reader = _Reader(name, text.split("\n"), found)
    with _no_collection():
        tree = reader.tree(text)
        if "\\" in text:
            reader.characters_of(tree)
        data = None if tree is None else _Freezer(reader).freeze(tree, "")
    return Source(name, reader.lines, data, tree), reader.found


def _event(node: Any) -> Any:  # noqa: ANN401
    return node.event if isinstance(node, Node) else node


def _place(name: str, lines: Sequence[str], event: Any) -> Place:  # noqa: ANN401
    """Return the place of a scalar, or of the first character of a collection."""
    start, end = event.start_mark, event.end_mark
    if type(event) is Scalar and end.line < len(lines):
        return Place(name, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
    line, column = _inside(lines, start)
    if type(event) in STARTS:
        return Place(name, line, column, line, column + 1)
    return Place(name, line, column, *_inside(lines, end))


def _inside(lines: Sequence[str], mark: Any) -> tuple[int, int]:  # noqa: ANN401
    """Return line and column of a mark, from 1; the end of the file for one behind it."""
    if mark.line < len(lines):
        return mark.line + 1, mark.column + 1
    return len(lines), len(lines[-1]) + 1


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking the growing tree over and over."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _decode(name: str, content: bytes) -> tuple[str | None, list[Diagnostic]]:
    start = Place(name, 1, 1, 1, 1)
    if len(content) > MAX_BYTES:
        message = f"文件超过 {MAX_BYTES // 1_000_000} MB，没有读取"
        return None, [Diagnostic(start, "LG002", message, "一年一个文件，只放这一年的数值和文字")]
    for mark, encoding in ENCODINGS:
        if content.startswith(mark):
            return None, [_encoding(start, f"文件是 {encoding} 编码，应为 UTF-8")]
    if content.count(0) > len(content) // 10:  # one that strayed in is told as any other control character
        return None, [_encoding(start, "文件里有零字节，像是 UTF-16 编码或不是文本文件，应为 UTF-8 文本")]
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        return None, [_encoding(_place_of_byte(name, content, error.start), _guess(content))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [*_tabs(name, text)]
    text = text.replace("\t", " ")
    if _suspicious(text, content):
        found += _forbidden(name, text)
        text = re.sub(FORBIDDEN, "\ufffd", text)
    return text, found


def _suspicious(text: str, content: bytes) -> bool:
    """Return whether a text may hold a forbidden character: compiling the pattern takes 2 ms."""
    printable = text.replace("\n", "").replace("\u3000", "").isprintable()
    return not printable or TAGS in content or any(filler in text for filler in FILLERS)


def _encoding(place: Place, message: str) -> Diagnostic:
    return Diagnostic(place, "LG001", message, "用编辑器打开，另存为 UTF-8 编码")


def _guess(content: bytes) -> str:
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "这里的字节不是 UTF-8 文字"
    return "文件不是 UTF-8 编码，像是 GBK（GB 18030）编码"


def _place_of_byte(name: str, content: bytes, offset: int) -> Place:
    before = content[:offset].decode().replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Place(name, line, column, line, column + 1)


def _tabs(name: str, text: str) -> Iterator[Diagnostic]:
    if "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        column = line.find("\t") + 1
        if column:
            place = Place(name, number, column, number, column + 1)
            yield Diagnostic(place, "LG004", "这里有制表符（Tab）", "缩进和间隔改用空格")


def _forbidden(name: str, text: str) -> Iterator[Diagnostic]:
    pattern = re.compile(FORBIDDEN)
    if pattern.search(text) is None:
        return
    for number, line in enumerate(text.split("\n"), 1):
        match = pattern.search(line)
        if match:
            place = Place(name, number, match.start() + 1, number, match.end() + 1)
            yield _unprintable(place, match[0])


def _unprintable(place: Place, character: str) -> Diagnostic:
    message = f"这里有看不见的字符 U+{ord(character):04X}，印不出来或会打乱文字"
    return Diagnostic(place, "LG003", message, "删去这个字符；多为从网页或其他软件粘贴时带入")


class _Reader(NamedTuple):
    """Reads one text: collects nodes and diagnostics."""

    name: str
    lines: list[str]
    found: list[Diagnostic]

    def tree(self, text: str) -> Any:  # noqa: ANN401
        """Return the tree of the only document, a node or the event of a scalar; None where there is none."""
        parser = Parser(text)
        try:
            root = self.root(parser)
        except yaml.MarkedYAMLError as error:
            self.report_syntax(self.syntax(error))
            return None
        finally:
            parser.dispose()
        if root is None and not any(one.code in {"LG005", "LG006"} for one in self.found):
            start = Place(self.name, 1, 1, 1, 1)
            self.found.append(Diagnostic(start, "LG010", "文件是空的", "lawgov explain LG010 有最小的例子"))
        return root

    def root(self, parser: Any) -> Any:  # noqa: ANN401, C901 calls would cost more than they tell
        """Return the tree of the only document, None where there is none or it is too deep.

        Half of the time that a file takes is spent here, so nothing is called for a scalar that is not odd.
        """
        root = key = node = None
        outer: list[tuple[Node | None, Any]] = []  # the nodes around `node`, each with the key that waits
        while True:
            event = parser.get_event()
            kind = type(event)
            if kind in ENDS:
                node, key = outer.pop()
                continue
            starts = STARTS.get(kind)
            if kind is not Scalar and starts is None and kind is not yaml.AliasEvent:
                if kind is yaml.StreamEndEvent:
                    return root
                if kind is yaml.DocumentStartEvent and root is not None:
                    self.add(event, "LG005", "一个文件里只能有一份内容", "删去第二个 --- 和它后面的内容")
                    return None
                continue
            if event.anchor is not None or (kind is not yaml.AliasEvent and event.tag is not None):
                self.odd(event)
            child = event if starts is None else Node(event, starts())
            if node is None:
                root = child
            elif type(node.content) is list:
                node.content.append(child)
            elif key is None:
                key = child
            else:
                self.enter(key, child, node)
                key = None
            if starts is not None:
                outer.append((node, key))
                node, key = child, None
                if len(outer) > MAX_DEPTH:
                    self.add(event, "LG006", *TOO_DEEP)
                    return None

    def odd(self, event: Any) -> None:  # noqa: ANN401
        """Find an alias, or the anchor and the tag of what is none."""
        if type(event) is yaml.AliasEvent:
            message, hint = f"不能使用别名 *{event.anchor}", "把内容写在这里；值以 * 开头时改用 | 块"
            self.add(event, "LG007", message, hint)
            return
        if event.anchor is not None:
            self.add(event, "LG007", f"不能使用锚点 &{event.anchor}", "删去锚点；值以 & 开头时改用 | 块")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.add(event, "LG007", f"不能使用标签 {tag}", "删去标签；值以 ! 开头时改用 | 块")

    def enter(self, key: Any, child: Any, parent: Node) -> None:  # noqa: ANN401
        """Put a value into a mapping, unless its key is none or stands there already."""
        if isinstance(key, Node):
            event = parent.event if parent.event.flow_style else key.event
            message = BRACES_FIRST if parent.event.flow_style else "键应当是一个词，这里是一组键和值"
            self.add(event, "LG005", message, BLOCK_HINT)
            return
        word = key.value if type(key) is Scalar else ""
        held: Any = parent.content
        if word in held:
            first = Related(self.place(parent.keys[word]), "第一次写在这里")
            message = f"键 {word} 写了两次"
            hint = "保留一个，删去或改名另一个"
            self.found.append(Diagnostic(self.place(key), "LG008", message, hint, (first,)))
        elif word.startswith(WIDE_BLANKS):
            self.add(key, "LG005", WIDE_INDENTED, WIDE_HINT)
        else:
            held[word] = child
            parent.keys[word] = key

    def characters_of(self, node: Any) -> None:  # noqa: ANN401
        """Find forbidden characters, line breaks and tabs that were written as escapes in quotes."""
        if not isinstance(node, Node):
            self.escapes(node)
            return
        for event in node.keys.values():
            self.escapes(event)
        children = node.content.values() if isinstance(node.content, dict) else node.content
        for child in children:
            self.characters_of(child)

    def escapes(self, event: Any) -> None:  # noqa: ANN401
        if type(event) is not Scalar or event.style != '"':
            return
        one_line = self.place(event).line == self.place(event).end_line
        match = re.search(ESCAPED if one_line else FORBIDDEN, event.value)
        if match:
            self.found.append(_unprintable(self.place(event), match[0]))

    def add(self, event: Any, code: str, message: str, hint: str) -> None:  # noqa: ANN401
        self.found.append(Diagnostic(self.place(event), code, message, hint))

    def place(self, event: Any) -> Place:  # noqa: ANN401
        return _place(self.name, self.lines, event)

    def report_syntax(self, diagnostic: Diagnostic) -> None:
        """Add a syntax error unless what was found before is its cause."""
        if not any(
            found.code == "LG004" or found.place.line == diagnostic.place.line for found in self.found
        ):
            self.found.append(diagnostic)

    def syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        """Return the diagnostic of a syntax error, at the line that most likely caused it."""
        problem: Any = error.problem_mark or error.context_mark
        context: Any = error.context_mark or problem
        if error.problem == DEEPEST:
            return Diagnostic(self.spot(problem.line, problem.column - 1), "LG006", *TOO_DEEP)
        for line in dict.fromkeys((context.line, problem.line, self.before(problem.line))):
            if line >= len(self.lines) or self.within_block(line):
                continue
            if likely := self.likely(line):
                return likely
        uneven = self.uneven(error.problem, problem.line)
        if uneven is not None:
            start = len(self.lines[uneven]) - len(self.lines[uneven].lstrip(" "))
            return Diagnostic(self.spot(uneven, start), "LG005", UNEVEN, EVEN_HINT)
        unclosed = problem.line > context.line and error.context in UNCLOSED
        mark = context if unclosed or error.context == "while scanning a simple key" else problem
        message = PROBLEMS.get(error.problem or "", f"不合 YAML 语法（{error.problem}）")
        hint = "检查这一行和上一行的冒号、缩进和引号"
        line, column = _inside(self.lines, mark)
        related: tuple[Related, ...] = ()
        if error.context_mark is not None and context.line < mark.line:
            begin = self.spot(*(number - 1 for number in _inside(self.lines, context)))
            related = (Related(begin, "这一级从这里开始，也可能是它的上一行有误"),)
        return Diagnostic(self.spot(line - 1, column - 1), "LG005", message, hint, related)

    def uneven(self, problem: str | None, line: int) -> int | None:
        """Return the line before `line` whose indent is the error that was met there; None where it is none.

        A line is wrong where the one before it stands as deep as the one behind it, or where no other key of
        the file stands as deep as it.
        """
        if line >= len(self.lines):
            return None
        if problem == "mapping values are not allowed in this context":
            one = self.before(line)
            parent = self.lines[one].rstrip().endswith(":")
            if one == 0 or parent or self.indent(one) >= self.indent(line) or not self.keyed(one):
                return None
            neighbour = self.indent(self.before(one))
            return one if neighbour == self.indent(line) or self.alone(one) else None
        if problem not in NO_SIBLING or self.lines[line].startswith("---"):
            return None
        first = self.eldest(line)
        return first if self.indent(first) > self.indent(line) and self.alone(first) else None

    def eldest(self, line: int) -> int:
        """Return the first key of those that stand before `line` below the same one."""
        first = line
        for number in range(line - 1, -1, -1):
            if self.keyed(number):
                if self.indent(number) < self.indent(line):
                    break
                first = number
        return first

    def alone(self, line: int) -> bool:
        """Return whether no other key of the file stands as deep as that of this line."""
        keys = (number for number in range(len(self.lines)) if self.keyed(number))
        return sum(self.indent(number) == self.indent(line) for number in keys) <= 1

    def keyed(self, line: int) -> bool:
        return re.match(KEY, self.lines[line]) is not None

    def indent(self, line: int) -> int:
        """Return how deep the key of a line stands, behind a dash too."""
        text = self.lines[line]
        return len(text) - len(text.lstrip(" -"))

    def within_block(self, line: int) -> bool:
        """Return whether a line is text of a | block."""
        above = self.before(line)
        while above and self.indent(above) >= self.indent(line):
            above = self.before(above)
        return above < line and self.lines[above].rstrip().endswith(("|", "|-", "|+"))

    def before(self, line: int) -> int:
        """Return the last line before `line` that is neither blank nor a comment; the first if none is."""
        line = min(line, len(self.lines)) - 1
        while line > 0 and self.lines[line].lstrip()[:1] in {"", "#"}:
            line -= 1
        return max(line, 0)

    def likely(self, line: int) -> Diagnostic | None:
        """Return what people often write and YAML takes for something else, where the line holds it."""
        for pattern, message, hint in SLIPS:
            if match := re.search(pattern, self.lines[line]):
                spot = self.spot(line, match.start("at"))
                return Diagnostic(spot, "LG005", message, hint.format(**match.groupdict()))
        return None

    def spot(self, line: int, column: int) -> Place:
        return Place(self.name, line + 1, column + 1, line + 1, column + 2)


class _Freezer(NamedTuple):
    """Turns nodes into plain data."""

    reader: _Reader

    def freeze(self, node: Any, path: str) -> Data:  # noqa: ANN401
        """Return the data of a node or event. `path` leads there, with ids in place of numbers, and dots."""
        if type(node) is not Node:
            return self.scalar(node, path)
        dot, content = path and f"{path}.", node.content
        if isinstance(content, dict):
            return {key: self.freeze(child, dot + key) for key, child in content.items()}
        return tuple(
            [self.freeze(child, dot + (_id(child) or str(number))) for number, child in enumerate(content)]
        )

    def scalar(self, event: Any, path: str) -> Written:  # noqa: ANN401
        """Return a scalar; nearly all stand on one line, and pass here as quickly as they can."""
        start, end = event.start_mark, event.end_mark
        row, left, right = start.line, start.column, end.column
        lines = self.reader.lines
        if end.line != row or row >= len(lines) or type(event) is yaml.AliasEvent:
            return self.longer(event, path)
        text, line, quoted = event.value, lines[row], event.style in QUOTES
        place = Place(self.reader.name, row + 1, left + 1, row + 1, right + 1)
        same = line[left + quoted : right - quoted] == text
        pieces = ((0, row + 1, left + 1 + quoted),) if same else ()
        remark = not quoted and right < len(line) and _remark(line, right)  # behind quotes it takes no words
        return Written(text, place, path, pieces, not quoted, remark)

    def longer(self, event: Any, path: str) -> Written:  # noqa: ANN401
        """Return a scalar that does not stand on one line, or an alias, which says nothing."""
        place = self.reader.place(event)
        if type(event) is yaml.AliasEvent:
            return Written("", place, path)
        style, text = event.style, event.value
        if style == "|":
            return self.block(text, place, path)
        if path:
            what = "折叠文字（>）" if style == ">" else "没有用 | 的多行文字"
            self.report(place, f"{what}会在换行处插入空格", BLOCK_HINT)
        plain = style not in QUOTES
        comment = plain and _remark(self.reader.lines[place.end_line - 1], place.end_column - 1)
        return Written(text, place, path, (), plain, comment)

    def block(self, text: str, place: Place, path: str) -> Written:
        """Return a | block: its lines joined without a blank."""
        if not text.strip():
            return Written("", place, path)
        pieces, joined, length = [], [], 0
        for number, line in enumerate(text.rstrip("\n").split("\n"), place.line + 1):
            source = self.reader.lines[number - 1] if number <= len(self.reader.lines) else line
            if not line:
                spot = Place(place.file, number, 1, number, 1)
                self.report(spot, "文字中间有空行", "一段文字里不分段：删去空行，或另写一个条目")
            if "#" in line and (remark := re.search(REMARK, line)):
                column = len(source) - len(line) + remark.start("mark") + 1
                spot = Place(place.file, number, column, number, column + 1)
                hint = "注释移到这段文字之外；确要印出 # 的，紧接在文字后面写"
                message = "| 块里的 # 不是注释，会印进报告"
                self.reader.found.append(Diagnostic(spot, "LG011", message, hint))
            pieces.append((length, number, len(source) - len(line) + 1))
            joined.append(line)
            length += len(line)
        last = pieces[-1]
        whole = Place(place.file, pieces[0][1], pieces[0][2], last[1], last[2] + length - last[0])
        return Written("".join(joined), whole, path, tuple(pieces))

    def report(self, place: Place, message: str, hint: str) -> None:
        self.reader.found.append(Diagnostic(place, "LG009", message, hint))


def _remark(line: str, end: int) -> bool:
    """Return whether a comment follows what ends there in the line."""
    return "#" in line and line[end:].lstrip().startswith("#")


def _id(node: Any) -> str:  # noqa: ANN401
    """Return the id of a list's item, "" where it has none."""
    told = node.content.get("id") if type(node) is Node and isinstance(node.content, dict) else None
    return told.value if type(told) is Scalar else ""
