"""Strict YAML: what is refused and where, and what is read with its places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import paths

from lawgov_report.reading import source, yaml_errors
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.reading.source import Data, Source

NAME = "data/2020.yaml"
TOKENS = [
    *("a", "b", "year", "text", "件", "年份", "“七五”", "717件", "{{ a }}", "{{", "}}", "#", " # x"),
    *(": ", ":", "：", "- ", "-", "? ", "|", ">", "|2", ">-", "|+", '"', "'", "[", "]", "{", "}", ",", ", "),
    *("&x ", "*x", "!!str ", "!x ", "%YAML 1.2", "---", "...", "@", "`", "~", "null", "\\", "\\n", "\\uD800"),
    *("\n", "\n  ", "\n    ", "\r\n", "\r", "\t", " ", "\ufeff", "\x85", "\u2028", "\u202e", "\x00", "𠀀"),
]
YAMLISH = st.lists(st.sampled_from(TOKENS), max_size=40).map("".join)
CHARACTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp", "Cs", "Cn"])
LINES = st.text(CHARACTERS, min_size=1, max_size=30).filter(lambda line: line.strip(" ") == line != "")
PLAIN = LINES.filter(lambda line: not (FORBIDDEN.search(line) or source.REMARK.search(line)))


def read(content: str | bytes) -> tuple[Source, list[str]]:
    """Return what was read, and each finding as code and place."""
    raw = content.encode() if isinstance(content, str) else content
    loaded, found = source.read(NAME, raw)
    return loaded, [f"{finding.code} {finding.place.line}:{finding.place.column}" for finding in found]


def plain(data: Data | None) -> object:
    """Return data as dicts, lists and strings."""
    if isinstance(data, Mapping):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, tuple):
        return [plain(value) for value in data]
    return data.text if isinstance(data, Written) else None


def scalars(data: Data | None) -> Iterator[Written]:
    if isinstance(data, Written):
        yield data
    elif data is not None:
        for value in data.values() if isinstance(data, Mapping) else data:
            yield from scalars(value)


def scalar(content: str) -> Written:
    """Return the only scalar of a file without findings."""
    loaded, found = read(content)
    assert found == []
    (written,) = scalars(loaded.data)
    return written


@given(st.binary())
def test_reading_any_bytes_raises_nothing(content: bytes) -> None:
    loaded, found = source.read(NAME, content)
    assert loaded.data is not None or found


@given(YAMLISH | st.text())
def test_all_places_lie_inside_the_file(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    loaded, found = source.read(NAME, content)
    lines = loaded.lines or (text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    places = [finding.place for finding in found]
    places += [related.place for finding in found for related in finding.related]
    places += [place for path in paths(loaded) for place in (loaded.key(path), loaded.value(path))]
    for written in scalars(loaded.data):
        places += [written.place, *(written.at(at, at + 1) for at in range(len(written.text)))]
    for place in places:
        assert (place.line, place.column) <= (place.end_line, place.end_column)
        assert 1 <= place.line <= place.end_line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1
        assert place.end_column <= len(lines[place.end_line - 1]) + 2


@given(YAMLISH)
def test_the_text_of_a_piece_stands_where_the_piece_says(text: str) -> None:
    loaded, _ = source.read(NAME, text.encode("utf-8", "surrogatepass"))
    for written in scalars(loaded.data):
        ends = [begin for begin, _, _ in written.pieces[1:]] + [len(written.text)]
        for (begin, line, column), end in zip(written.pieces, ends, strict=False):
            assert loaded.lines[line - 1][column - 1 :].startswith(written.text[begin:end])


@given(st.lists(PLAIN, min_size=1, max_size=6), st.integers(1, 9))
def test_a_block_reads_back_joined_and_each_character_is_found_where_it_stands(
    lines: list[str], indent: int
) -> None:
    block = "".join(f"{' ' * indent}{line}\n" for line in lines)
    loaded, found = read(f"# 注\ntext: |\n{block}")
    assert found == []
    (written,) = scalars(loaded.data)
    assert written.text == "".join(lines)
    offset = 0
    for number, line in enumerate(lines, 3):
        for column, _ in enumerate(line, indent + 1):
            place = written.at(offset, offset + 1)
            assert (place.line, place.column, place.end_line, place.end_column) == (
                number,
                column,
                number,
                column + 1,
            )
            offset += 1
    assert (written.place.end_line, written.place.end_column) == (len(lines) + 2, indent + len(lines[-1]) + 1)


def test_a_stretch_over_two_lines_ends_on_the_second() -> None:
    place = scalar("text: |\n  一二\n  三四\n").at(1, 3)
    assert (place.line, place.column, place.end_line, place.end_column) == (2, 4, 3, 4)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str, mark: bytes) -> None:
    content = mark + end.join(["year: 2020", "text: |", "  甲", "  乙", ""]).encode()
    loaded, found = read(content)
    assert (plain(loaded.data), found) == ({"year": "2020", "text": "甲乙"}, [])
    assert (loaded.key(("text",)).line, loaded.key(("text",)).column) == (2, 1)


@pytest.mark.parametrize(
    "text", ["010", "4:25", "yes", "99.60", "2020-01-01", "1e3", "0x1F", ".inf", "~", "1_000", "<<", "="]
)
def test_scalars_stay_as_they_are_written(text: str) -> None:
    assert scalar(f"key: {text}\n").text == text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("甲: 乙\n".encode("gbk"), "LG001 1:1"),
        ("year: 2020\n甲: 乙\n".encode("gb18030"), "LG001 2:1"),
        ("year: 2020\n".encode("utf-16"), "LG001 1:1"),
        (b"\xfe\xff" + "year: 2020\n".encode("utf-16-be"), "LG001 1:1"),
        ("year: 2020\n".encode("utf-16-le"), "LG001 1:1"),
        ("year: 2020\n".encode("utf-32"), "LG001 1:1"),
        (b"a: \xed\xa0\x80\n", "LG001 1:4"),
        (b"\xef\xbb\xbf" + "甲ab".encode() + b"\xff", "LG001 1:4"),
        ("甲: 乙\r\n乙: ".encode() + b"\xff", "LG001 2:4"),
        (b"a: \x00b\x00\n", "LG001 1:1"),
        (b"a" * (source.MAX_BYTES + 1), "LG002 1:1"),
    ],
)
def test_what_is_no_utf_8_text_is_one_finding_and_nothing_is_read(content: bytes, expected: str) -> None:
    loaded, found = read(content)
    assert (loaded.data, found) == (None, [expected])


def test_a_file_of_exactly_the_size_allowed_is_read() -> None:
    line = b"# " + b"x" * 997 + b"\n"
    content = line * (source.MAX_BYTES // 1000 - 1) + b"year: 2020\n"
    assert plain(read(content)[0].data) == {"year": "2020"}


def test_gbk_is_named_in_the_message_and_other_bytes_are_not_called_gbk() -> None:
    (gbk,) = source.read(NAME, "中文".encode("gbk"))[1]
    (other,) = source.read(NAME, b"\xff\xff\xff")[1]
    assert "GBK" in gbk.message
    assert "GBK" not in other.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["LG010 1:1"]),
        ("\n\n", ["LG010 1:1"]),
        ("# 只有注释\n", ["LG010 1:1"]),
        ("---\n...\n", []),
        ("year：2020\ndocument:\n  title: x\n", ["LG005 1:5"]),
        ("year: 2020\n  document: x\n", ["LG005 2:11"]),
        ("year:2020\ndocument:\n  title: x\n", ["LG005 1:5"]),
        ("# 注\n year: 2020\ndocument:\n  title: x\nparts: y\n", ["LG005 2:2"]),
        ("a:\n  b: 1\nc: 2\n  d: 3\n  e: 4\n", ["LG005 3:1"]),
        ("a:\n  b: 1\n  c: 2\n    d: 3\n  e: 4\n", ["LG005 4:6"]),
        ("a:\n   b: 1\n  c: 2\n  d: 3\n", ["LG005 2:4"]),
        ("a:\n  -b: 1\n    c: 2\n", ["LG005 2:3"]),
        ("a:\n  b: 1: 2\n  c: 3\n", ["LG005 2:7"]),
        ("a:\n   - b: 1\n    c: 2\nd:\n  - e: 3\n    f: 4\n", ["LG005 2:4"]),
        ("a: |\n  问题：\n b: 1\nc: 2\n", ["LG005 3:2"]),
        ("a:\n  b: |\n    还存在一些问题：\n   c: 1\n  d: 2\n", ["LG005 4:4"]),
        ("a: {b: 甲，c: 乙}\n", ["LG005 1:9"]),
        ("a: {b: 甲，也是甲}\n", []),
        ("year: 2020\n\tdocument: x\n", ["LG004 2:1"]),
        ("year: 2020\t# 注\n", ["LG004 1:11"]),
        ("a: 1\nb: 2\na: 3\n", ["LG008 3:1"]),
        ("a: &x 1\nb: *x\n", ["LG007 1:4", "LG007 2:4"]),
        ("a: !!str 1\nb: !x 2\n", ["LG007 1:4", "LG007 2:4"]),
        ("? *x\n: 1\n", ["LG007 1:3"]),
        ("a: >\n  甲\n  乙\n", ["LG009 1:4"]),
        ("a: 甲\n  乙\n", ["LG009 1:4"]),
        ('a: "甲\n  乙"\n', ["LG009 1:4"]),
        ("a: |\n  甲\n\n  乙\n", ["LG009 3:1"]),
        ("a: 1\n---\nb: 2\n", ["LG005 2:1"]),
        ("a: {{ b }}\n", ["LG005 1:4"]),
        ('a: "甲" 乙\n', ["LG005 1:4"]),
        ("a: @甲\n", ["LG005 1:4"]),
        ('a: "\\ud800"\n', ["LG005 1:7"]),
        ('a: "\\u202e"\n', ["LG003 1:4"]),
        ('a: "甲\\n乙"\n', ["LG003 1:4"]),
        ('a: "甲\\t乙"\n', ["LG003 1:4"]),
        ('"a\\u200b": 1\n', ["LG003 1:1"]),
        ("a: 甲\u202e乙\n", ["LG003 1:5"]),
        ("a: 甲\u2028乙\n", ["LG003 1:5"]),
        ("a: 甲\x85乙\n", ["LG003 1:5"]),
        ("a: 甲\x07乙\nb: \x1b丙\n", ["LG003 1:5", "LG003 2:4"]),
        ("a: 甲乙丙丁\nb: 戊\x00己\n", ["LG003 2:5"]),
        ("a: 甲\ufeff乙\n", ["LG003 1:5"]),
        ("a: [1, 2\nb: 3\n", ["LG005 1:4"]),
        ("[" * 64 + "]" * 64, []),
        ("[" * 65 + "]" * 65, ["LG006 1:65"]),
    ],
)
def test_each_fault_is_found_once_and_at_its_place(text: str, expected: list[str]) -> None:
    assert read(text)[1] == expected


def test_every_syntax_error_is_told_in_chinese() -> None:
    texts = ["a: [1", "a: {1", 'a: "1', "a: '1", "a: @", "a: `", "a: %", 'a: "\\z"', 'a: "\\xzz"', "a\nb: 1"]
    texts += [
        "a: [",
        "a: [1, , 2]",
        "a: ,1",
        "a: {b:c, d:}",
        "a: | 1",
        "a: |0\n  b",
        "a: !<b",
        "a: !b%zz",
        "a: !!",
    ]
    texts += ["% 1", "%1\na: 2", "%YAML 3.1\n---\na: 1", "%YAML x\n---\na: 1"]
    for text in texts:
        (found,) = source.read(NAME, f"{text}\n".encode())[1]
        assert found.code == "LG005"
        assert "不合 YAML 语法" not in found.message, text


def test_anchors_never_copy_what_they_name() -> None:
    bomb = "a: &a [x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    loaded, found = source.read(NAME, bomb.encode())
    assert {finding.code for finding in found} == {"LG007"}
    assert sum(1 for _ in scalars(loaded.data)) == 4 + 8 * 9


def test_a_duplicate_key_names_the_first_and_the_first_stays() -> None:
    loaded, found = source.read(NAME, b"a: 1\nb:\n  c: 1\n  c: 2\na: 3\n")
    places = [[str(related.place) for related in finding.related] for finding in found]
    assert places == [[f"{NAME}:3:3"], [f"{NAME}:1:1"]]
    assert plain(loaded.data) == {"a": "1", "b": {"c": "1"}}


def test_paths_name_items_by_their_ids() -> None:
    loaded, _ = source.read(NAME, b"items:\n  - id: study\n    text: x\n  - text: y\n")
    assert [written.path for written in scalars(loaded.data)] == [
        "items.study.id",
        "items.study.text",
        "items.1.text",
    ]


def test_a_comment_behind_a_value_is_noted_and_a_hash_inside_is_text() -> None:
    loaded, _ = source.read(NAME, "a: 处理 # 3\nb: 处理#3\nc: '处理 # 3'\nd: |\n  处理 # 3\n".encode())
    assert [(written.text, written.comment) for written in scalars(loaded.data)] == [
        ("处理", True),
        ("处理#3", False),
        ("处理 # 3", False),
        ("处理 # 3", False),
    ]


def test_a_quoted_value_is_traced_behind_its_quote() -> None:
    written = scalar('a: "甲乙"\n')
    assert (written.at(1, 2).column, written.plain) == (6, False)


def test_a_value_with_an_escape_is_traced_to_its_whole() -> None:
    written = scalar('a: "甲\\u4e59"\n')
    assert written.at(1, 2) == written.place


def test_a_place_that_is_not_known_is_that_of_its_nearest_ancestor() -> None:
    loaded, _ = source.read(NAME, b"a:\n  b: 1\n")
    assert str(loaded.key(("a", "x", "y"))) == f"{NAME}:1:1"
    assert str(loaded.value(("a", "b", "y"))) == f"{NAME}:2:6"
    assert str(loaded.key(("z",))) == f"{NAME}:1:1"


@pytest.mark.parametrize("line", ["# 张三：这句别发", "率先垂范。  # 张三改", "率先垂范，# 待核"])
def test_a_remark_inside_a_block_is_told_where_it_stands(line: str) -> None:
    assert read(f"text: |\n  {line}\n  完成。\n")[1] == [f"LG011 2:{line.index('#') + 3}"]


@pytest.mark.parametrize("line", ["处理#3号案件", "处理 #3 号案件", "C# 语言"])
def test_a_hash_within_words_is_text(line: str) -> None:
    assert read(f"text: |\n  {line}\n")[1] == []


def test_an_indent_of_wide_blanks_is_told_as_such() -> None:
    (finding,) = source.read(NAME, "a:\n  b: 1\n　　c: 2\n".encode())[1]
    assert (finding.code, finding.place.line) == ("LG005", 3)
    assert finding.message == yaml_errors.WIDE_INDENTED
