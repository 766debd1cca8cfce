"""Patterns that are kept: the same as those compiled, and never those of another Python."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from made import folder

from lawgov_report import files, patterns

if TYPE_CHECKING:
    from pathlib import Path

SOME = [
    ("", 0),
    ("a|b", 0),
    (r"(?P<year>[0-9]{4})年(?:度)?(?P<rest>.*?)(?=。)", 0),
    ("[〇一二三四五六七八九十]++(?<!百)", 0),
    (r"^\s*(\w+) \1$", re.MULTILINE | re.IGNORECASE),
    ("(?i:É|ß)[^\\W\\d]", re.UNICODE),
    ("(?s) . (?x: a b )", 0),
    ("ascii", re.ASCII),
]


class Text(str):
    """A text of a kind of its own."""

    __slots__ = ()


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Return what is kept, in place of files."""
    held: dict[str, bytes] = {}
    monkeypatch.setattr(files, "kept", lambda name: held.get(name, b""))
    monkeypatch.setattr(files, "keep", held.__setitem__)
    return held


def compiled_by(one: patterns.Shelf) -> list[re.Pattern[str]]:
    return [one.compile(pattern, int(flags)) for pattern, flags in SOME]


def none_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns.Shelf, "_code", None)


def test_a_kept_pattern_is_the_one_that_python_compiles(
    shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [re.compile(pattern, flags) for pattern, flags in SOME]
    first = patterns.Shelf()
    assert compiled_by(first) == wanted
    first.keep()
    assert [*shelf] == [patterns.NAME]
    none_is_compiled(monkeypatch)
    again = compiled_by(patterns.Shelf())
    assert again == wanted  # by their code, flags and text
    assert [one.groupindex for one in again] == [one.groupindex for one in wanted]
    match = again[2].search("在2020年度完成。")
    assert match
    assert match.groupdict() == {"year": "2020", "rest": "完成"}


def test_nothing_is_kept_twice(shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    first = patterns.Shelf()
    compiled_by(first)
    first.keep()
    monkeypatch.setattr(files, "keep", None)
    second = patterns.Shelf()
    compiled_by(second)
    second.keep()
    assert len(shelf) == 1


def test_what_re_hands_over_besides_text_and_what_is_wrong_is_as_ever(shelf: dict[str, bytes]) -> None:
    one = patterns.Shelf()
    assert one.compile(b"[a-z]+").fullmatch(b"abc")
    assert one.compile(Text("[a-z]+")).fullmatch("abc")
    assert one.compile("[a-z]+", re.IGNORECASE).fullmatch("ABC")
    for _ in range(2):
        with pytest.raises(re.error, match="unterminated character set at position 1"):
            one.compile("a[")
    one.keep()
    assert shelf == {}


@pytest.mark.parametrize("spoil", [lambda kept: b"1" + kept, lambda kept: kept[:-40], lambda kept: kept[:0]])
def test_what_another_python_made_or_a_disk_lost_is_compiled_again(
    spoil: object, shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = patterns.Shelf()
    compiled_by(first)
    first.keep()
    assert callable(spoil)
    shelf[patterns.NAME] = spoil(shelf[patterns.NAME])
    asked: list[str] = []
    code = vars(patterns.Shelf)["_code"]

    def counted(one: patterns.Shelf, pattern: str, flags: int) -> object:
        asked.append(pattern)
        return code(one, pattern, flags)

    monkeypatch.setattr(patterns.Shelf, "_code", counted)
    assert compiled_by(patterns.Shelf())
    assert asked == [pattern for pattern, _ in SOME]


@pytest.mark.usefixtures("shelf")
def test_only_so_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "MOST", 3)
    one = patterns.Shelf()
    assert all(one.compile(f"x{number}").pattern == f"x{number}" for number in range(9))
    one.keep()
    none_is_compiled(monkeypatch)
    again = patterns.Shelf()
    assert again.compile("x2").fullmatch("x2")
    with pytest.raises(TypeError):
        again.compile("x3")


def test_a_python_that_was_not_tried_compiles_for_itself(
    shelf: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = vars(re)["_compiler"]
    own = compiler.compile
    monkeypatch.setattr(compiler, "compile", own)  # put back at the end
    monkeypatch.setattr(patterns, "TRIED", ((3, 10),))
    patterns.remember()()
    assert compiler.compile is own
    monkeypatch.setattr(patterns, "TRIED", (sys.version_info[:2],))
    keep = patterns.remember()
    assert compiler.compile is not own
    assert re.compile("only here, (and) only now").groups == 1
    keep()
    assert [*shelf] == [patterns.NAME]


def test_a_second_run_compiles_nothing(tmp_path: Path) -> None:
    project = folder(tmp_path)
    code = (
        "import sys; from lawgov_report import __main__, late, patterns;"
        "asked, code = [], patterns.Shelf._code;"
        "patterns.Shelf._code = lambda *given: asked.append(given[1]) or code(*given);"
        "keep = patterns.Shelf.keep;"
        "patterns.Shelf.keep = lambda shelf: (print(asked, file=sys.stderr, flush=True), keep(shelf));"
        f"sys.argv = ['lawgov', '-C', {str(project)!r}, 'validate', '--format', 'json']; __main__.main()"
    )
    held = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=False, encoding="utf-8", env=held
        )
        for _ in range(2)
    ]
    assert [done.returncode for done in runs] == [0, 0]
    assert runs[1].stderr == "[]\n"
    assert runs[0].stdout == runs[1].stdout
