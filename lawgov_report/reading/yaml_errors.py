"""What libyaml's errors and people's mistakes mean, in Chinese, at the line that most likely caused them.

Knows YAML's grammar and how people miss it; not the tree of a file, nor what keys mean.

libyaml stops at the first place where the text can no longer be YAML, which is often the line behind the
wrong one, and says what its grammar wanted there. So a syntax error is explained in three steps: by a
mistake that people make often, on one of the lines that libyaml names; by a line whose indent fits no other;
else by libyaml's own words, translated.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.language.identifiers import LIKE
from lawgov_report.reading.diagnostics import Diagnostic, Edit, Place, Related

if TYPE_CHECKING:
    from collections.abc import Sequence

    import yaml

MAX_DEPTH = 64
TOO_DEEP = (f"嵌套超过 {MAX_DEPTH} 层，没有再读", "检查这里的括号和缩进")
DEEPEST = "exceeded maximum nesting depth"  # libyaml 0.2.6 looks so far ahead, before it tells of a bracket
WIDE_BLANKS = ("\u3000", "\xa0")  # YAML takes them for letters of a key, people for an indent
WIDE_INDENTED, WIDE_HINT = "缩进用了全角空格或不换行空格", "缩进改用半角空格"
UNEVEN, EVEN_HINT = "这一行的缩进和别的行对不齐", "同一级的键左边对齐，下一级的缩进更深"
BRACES_FIRST = "值以 {{ 开头，YAML 会当成括号"
# in a list only the quotation marks will do
BRACES_HINT = "整个值两边加半角双引号；长的文字改写为“键: |”，文字另起一行并缩进"
BLOCK_HINT = "改写为“键: |”，文字另起一行并缩进"
# a key, spelt right or in capitals; a line that begins with one, behind dashes too
NAME = r"[^\W0-9_]\w*"
KEY = re.compile(rf"[ -]*{NAME}:(?: |$)")
# a key of ours; a Chinese word before a colon may be prose, where nothing is mended
KNOWN = re.compile("[a-z][a-z0-9_]*")
BLOCK = ("|", "|-", "|+")  # how a line ends below which a block of text stands


class Mistake(NamedTuple):
    """What people often write and YAML takes for something else.

    `pattern` finds it in a line, its group "at" where the finding stands; `hint` may name its group "key".
    `instead` is what is written over "at", or over the group "all" where the pattern has one; "" for no edit.
    """

    pattern: str
    message: str
    hint: str
    instead: str = ""


# a wide colon behind a key, or behind up to eight other characters that may be meant as one
WIDE_COLON = Mistake(
    r"^\s*(?:- +)?(?P<key>\w{1,64}|[^\s:：#'\"|>{\[，。；、-][^:：，。；、]{0,7})"
    "(?P<at>：)",
    "键后面是全角冒号“：”，应为半角冒号加一个空格",
    "写成 {key}: …",
    ": ",
)
MISTAKES = (
    # an indent of wide blanks
    Mistake("^[ ]*(?P<at>[\u3000\xa0])", WIDE_INDENTED, WIDE_HINT),
    # “key”: and "key”:
    Mistake(
        rf"^\s*(?:- +)?(?P<all>(?P<at>(?!\"[^\"”]*\")[\"“])(?P<key>{LIKE})[\"”] *[:：] ?)",
        "键用了中文引号",
        "写成 {key}: …，键不用引号",
        "{key}: ",
    ),
    WIDE_COLON,
    # key:value; a slash behind the colon is that of https://
    Mistake(rf"^\s*(?:- +)?(?P<key>{LIKE})(?P<at>:)[^\s/:]", "冒号后面缺少空格", "写成 {key}: …", ": "),
    # -key: value
    Mistake(rf"^\s*(?P<at>-)(?P<key>{LIKE}): ", "- 后面缺少空格", "写成 - {key}: …", "- "),
    # {key: value，key: value}
    Mistake(
        rf"[{{,] *{LIKE}: [^,{{}}\[\]\"'，]*(?P<at>，) *{LIKE}[:：]",
        "括号里用了全角逗号“，”，应为半角逗号加一个空格",
        "把“，”改成“, ”",
        ", ",
    ),
    # a value that begins with {{ reference }}
    Mistake(r"[:-] +(?P<at>\{)\{", BRACES_FIRST, BRACES_HINT),
    # a value that begins with "words" and goes on
    Mistake(r"[:-] (?P<at> *\")[^\"]*\"\s*[^\s#,\]}]", "值以半角引号开头，引号后面还有文字", BLOCK_HINT),
)
VALUE_AND_KEYS = "mapping values are not allowed in this context"
# libyaml's words, as they stand in its scanner.c and parser.c, and what each means to people
PROBLEMS = {
    "could not find expected ':'": "这一行缺少半角冒号",
    VALUE_AND_KEYS: "这里不能出现冒号",
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
# the errors that libyaml reports where a key, a dash or the file's end should have been
NO_SIBLING = {
    "did not find expected key",
    "did not find expected '-' indicator",
    "did not find expected <document start>",
}
# where libyaml notices what is not closed only at the end, so that its beginning says more
UNCLOSED = {
    "while scanning a quoted scalar",
    "while parsing a flow mapping",
    "while parsing a flow sequence",
}


def explain(name: str, lines: Sequence[str], error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return what is wrong where libyaml gave up, at the line that most likely caused it."""
    problem: Any = error.problem_mark or error.context_mark
    context: Any = error.context_mark or problem
    if error.problem == DEEPEST:
        return Diagnostic(_spot(name, problem.line + 1, problem.column), "LG006", *TOO_DEEP)
    for number in dict.fromkeys((context.line, problem.line, _before(lines, problem.line))):
        if number < len(lines) and not _within_block(lines, number):
            mistake = _mistake(name, lines, number)
            if mistake:
                return mistake
    uneven = _uneven(lines, error.problem, problem.line)
    if uneven is not None:
        column = len(lines[uneven]) - len(lines[uneven].lstrip(" ")) + 1
        return Diagnostic(_spot(name, uneven + 1, column), "LG005", UNEVEN, EVEN_HINT)
    return _translated(name, lines, error)


def wide_colons(lines: Sequence[str], place: Place) -> Diagnostic | None:
    """Return what is wrong with a text over several lines that were all meant as keys; None for a text."""
    spread = lines[place.line - 1 : place.end_line]
    each = (_found(place.file, number, line, WIDE_COLON) for number, line in enumerate(spread, place.line))
    found = [finding for finding in each if finding]
    if len(found) < len(spread):
        return None
    # mended together or not at all: one alone would make a key of a line, and its value of the next
    edits = tuple(edit for finding in found for edit in finding.edits)
    return found[0]._replace(edits=edits if len(edits) == len(found) else ())


def position(lines: Sequence[str], mark: Any) -> tuple[int, int]:  # noqa: ANN401 PyYAML has no types
    """Return line and column of a mark, from 1; the end of the file for one behind it."""
    if mark.line < len(lines):
        return mark.line + 1, mark.column + 1
    return len(lines), len(lines[-1]) + 1


def _translated(name: str, lines: Sequence[str], error: yaml.MarkedYAMLError) -> Diagnostic:
    """Return libyaml's error in Chinese, where libyaml says."""
    problem: Any = error.problem_mark or error.context_mark
    context: Any = error.context_mark or problem
    unclosed = problem.line > context.line and error.context in UNCLOSED
    # a key without its colon is noticed on the next line, but begins where the context stands
    mark = context if unclosed or error.context == "while scanning a simple key" else problem
    message = PROBLEMS.get(error.problem or "", f"不合 YAML 语法（{error.problem}）")
    hint = "检查这一行和上一行的冒号、缩进和引号"
    related: tuple[Related, ...] = ()
    if error.context_mark is not None and context.line < mark.line:
        begin = _spot(name, *position(lines, context))
        related = (Related(begin, "这一级从这里开始，也可能是它的上一行有误"),)
    return Diagnostic(_spot(name, *position(lines, mark)), "LG005", message, hint, related)


def _mistake(name: str, lines: Sequence[str], number: int) -> Diagnostic | None:
    """Return the first mistake that a line holds."""
    found = (_found(name, number + 1, lines[number], mistake) for mistake in MISTAKES)
    return next((finding for finding in found if finding), None)


def _found(name: str, number: int, line: str, mistake: Mistake) -> Diagnostic | None:
    match = re.search(mistake.pattern, line)
    if match is None:
        return None
    place, groups = _spot(name, number, match.start("at") + 1), match.groupdict()
    edits: tuple[Edit, ...] = ()
    if mistake.instead and KNOWN.fullmatch(groups.get("key", "id")):
        start, end = match.span("all" if "all" in groups else "at")
        # a blank that stands behind already is not doubled
        end += line[end : end + 1] == " " and mistake.instead.endswith(" ")
        stretch = Place(name, number, start + 1, number, end + 1)
        edits = (Edit(stretch, mistake.instead.format(**groups)),)
    return Diagnostic(place, "LG005", mistake.message, mistake.hint.format(**groups), edits=edits)


def _spot(name: str, line: int, column: int) -> Place:
    """Return the place of one character; line and column from 1."""
    return Place(name, line, column, line, column + 1)


# Lines by their indents; here line numbers count from 0, as libyaml's do


def _uneven(lines: Sequence[str], problem: str | None, number: int) -> int | None:
    """Return the line before `number` whose indent is the error that was met there; None where it is none."""
    if number >= len(lines):
        return None
    if problem == VALUE_AND_KEYS:
        return _too_shallow(lines, number)
    if problem in NO_SIBLING and not lines[number].startswith("---"):
        return _too_deep(lines, number)
    return None


def _too_shallow(lines: Sequence[str], number: int) -> int | None:
    """Return the line before one that stands below a value, where it should stand as deep as that one.

    It is wrong where the line before it stands as deep as the one behind it, or where no other key of the
    file stands as deep as it.
    """
    suspect = _before(lines, number)
    parent = lines[suspect].rstrip().endswith(":")
    deeper = _indent(lines[suspect]) < _indent(lines[number])
    if suspect == 0 or parent or not deeper or not KEY.match(lines[suspect]):
        return None
    neighbour = lines[_before(lines, suspect)]
    return suspect if _indent(neighbour) == _indent(lines[number]) or _alone(lines, suspect) else None


def _too_deep(lines: Sequence[str], number: int) -> int | None:
    """Return the first sibling of a line, where it alone in the file stands so deep and `number` does not."""
    first = number
    for before in range(number - 1, -1, -1):
        if KEY.match(lines[before]):
            if _indent(lines[before]) < _indent(lines[number]):
                break
            first = before
    return first if _indent(lines[first]) > _indent(lines[number]) and _alone(lines, first) else None


def _alone(lines: Sequence[str], number: int) -> bool:
    """Return whether no other key of the file stands as deep as that of this line."""
    indents = [_indent(line) for line in lines if KEY.match(line)]
    return indents.count(_indent(lines[number])) <= 1


def _indent(line: str) -> int:
    """Return how deep the key of a line stands, behind a dash too."""
    return len(line) - len(line.lstrip(" -"))


def _within_block(lines: Sequence[str], number: int) -> bool:
    """Return whether a line is text of a | block, where nothing can be a mistake."""
    above = _before(lines, number)
    while above and _indent(lines[above]) >= _indent(lines[number]):
        above = _before(lines, above)
    return above < number and lines[above].rstrip().endswith(BLOCK)


def _before(lines: Sequence[str], number: int) -> int:
    """Return the last line before `number` that is neither blank nor a comment; the first if none is."""
    number = min(number, len(lines)) - 1
    while number > 0 and lines[number].lstrip()[:1] in {"", "#"}:
        number -= 1
    return max(number, 0)
