"""The real 2020.yaml with a line or key taken out or misspelt: always found, and at the right place.

Keys of one kind, as the texts of all items, are read by the same code: LAWGOV_SEED draws five of each kind;
LAWGOV_FUZZ tries every key, as `make fuzz` does.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from made import ROOT, of_form, opened, paths, reading

from lawgov_report.checking import check
from lawgov_report.models import project
from lawgov_report.reading import source as sources
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.reading.diagnostics import Diagnostic, Place
    from lawgov_report.reading.source import Data, Path, Source

HELD = {name: (ROOT / "data" / name).read_bytes() for name in ("indicators.yaml", "2020.yaml")}
PROJECT = opened(HELD)
LINES = tuple(HELD["2020.yaml"].decode().split("\n"))
EACH = None if "LAWGOV_FUZZ" in os.environ else 5
CHANCE = random.Random(os.environ.get("LAWGOV_SEED", "2020"))  # noqa: S311 no secret
OPTIONAL = {"preamble", "lead", "intro", "items", "closing", "waivers"}
WHY = {
    "blank": "blank lines and comments say nothing",
    "optional": "optional keys: preamble, lead, intro, closing, waivers, and items beside a lead or an intro",
    "title": "one of the lines of the title: a shorter title is a title",
    "prose": "one of several lines of prose: a shorter text is a text",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of the file: its path, its place, and its last line (from 0, exclusive)."""

    path: Path
    place: Place
    end: int

    @property
    def line(self) -> int:
        return self.place.line - 1

    @property
    def kind(self) -> str:
        """Its path, with * for places in lists and for the names of parts and indicators."""
        named = self.path[0] in {"indicators", "parts"}
        steps = enumerate(self.path)
        return ".".join("*" if isinstance(step, int) or (at == 1 and named) else step for at, step in steps)

    @property
    def name(self) -> str:
        return str(self.path[-1])


def read(lines: Sequence[str]) -> Source:
    return sources.read("data/2020.yaml", "\n".join(lines).encode())[0]


def found(lines: Sequence[str]) -> list[Diagnostic]:
    """Return what stands against a changed 2020.yaml."""
    held = reading(PROJECT, "\n".join(lines).encode())
    (year,) = project.years(held, [2020])
    return [*of_form(check.year(held, year, final=False).diagnostics)]


SOUND = read(LINES)


def last_line(path: Path) -> int:
    """Return the number of the last line of the value at `path`, comments and blanks behind it left out."""
    return max(place.end_line for known, place in ENDS.items() if known[: len(path)] == path)


def ends(data: Data | None, path: Path = ()) -> dict[Path, Place]:
    """Return the places of all scalars."""
    if data is None:
        return {}
    if isinstance(data, Written):
        return {path: data.place}
    steps = data.items() if isinstance(data, Mapping) else enumerate(data)
    return {known: place for step, inner in steps for known, place in ends(inner, (*path, step)).items()}


ENDS = ends(SOUND.data)
ENTRIES = [
    Entry(path, SOUND.key(path), last_line(path))
    for path in paths(SOUND)
    if path and isinstance(path[-1], str)
]


def drawn(entries: list[Entry]) -> list[Entry]:
    """Return some entries of each kind, all of them where LAWGOV_FUZZ is set; in the order of the file."""
    tried: list[Entry] = []
    for _, group in groupby(sorted(entries, key=lambda entry: entry.kind), key=lambda entry: entry.kind):
        alike = [*group]
        tried += CHANCE.sample(alike, min(len(alike), EACH or len(alike)))
    return sorted(tried, key=lambda entry: entry.line)


DRAWN = drawn(ENTRIES)
OPENING = {entry.line for entry in ENTRIES}


def without(entry: Entry) -> list[str]:
    """Return the lines without an entry and its value; a dash before its key stays."""
    dash = LINES[entry.line][: entry.place.column - 1].rstrip()
    return [*LINES[: entry.line], *([dash] if dash else []), *LINES[entry.end :]]


def first_reference(lines: Sequence[str], key: str) -> str:
    mark = f"{{{{ {key} }}}}"
    return next(f"{number}:{line.index(mark) + 1}" for number, line in enumerate(lines, 1) if mark in line)


def at(place: Place) -> str:
    return f"{place.line}:{place.column}"


def expected(entry: Entry, lines: Sequence[str]) -> tuple[str, str]:
    """Return the code of what is found when an entry is missing, and its place."""
    if entry.path[0] == "indicators" and len(entry.path) == 2:
        return "LG202", first_reference(lines, entry.name)
    alone = sum(1 for other in ENTRIES if other.path[:-1] == entry.path[:-1]) == 1
    code = "LG103" if alone else "LG101"
    return code, at(read(lines).key(entry.path[:-1]))


def misspell(name: str) -> str:
    """Return a name with two neighbouring letters swapped, a short one with its last letter twice."""
    if len(name) < 4:
        return name + name[-1]
    for middle in range(len(name) // 2, len(name) - 1):
        if name[middle] != name[middle + 1]:
            return f"{name[:middle]}{name[middle + 1]}{name[middle]}{name[middle + 2 :]}"
    return f"{name}x"


def exemption(line: int) -> str:
    """Return why nothing need be found when this line alone is taken out, "" where something must."""
    text = LINES[line].strip()
    if not text or text.startswith("#"):
        return "blank"
    if line in OPENING:
        return ""
    if LINES[line].startswith("    - "):
        return "title"
    (block,) = [place for place in ENDS.values() if place.line <= line + 1 <= place.end_line]
    return "prose" if block.end_line > block.line else ""


def parents(line: int) -> set[int]:
    """Return the numbers of the lines that may be told when a line is taken out.

    They are the keys of the mappings round it, where those begin, and the lines before and behind it;
    numbers are those after the line was taken out.
    """
    around = [entry.path[:-1] for entry in ENTRIES if entry.line <= line < entry.end]
    above = {place.line for path in around for place in (SOUND.key(path), SOUND.value(path))}
    return {number - (number > line + 1) for number in above} | {line, line + 1}


def told(capsys: pytest.CaptureFixture[str], text: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{text}\n")


def test_the_published_year_itself_is_sound() -> None:
    assert found(LINES) == []


@pytest.mark.slow
@pytest.mark.sown
def test_a_key_of_any_kind_taken_out_with_its_value_is_one_finding_at_its_parent(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tried = [entry for entry in DRAWN if entry.name not in OPTIONAL]
    for entry in tried:
        lines = without(entry)
        diagnostics = found(lines)
        assert [(one.code, at(one.place)) for one in diagnostics] == [expected(entry, lines)], entry
        assert check.errors(diagnostics), entry
    exempt = len(DRAWN) - len(tried)
    told(capsys, f"keys taken out with their values: {len(tried)} found, {exempt} exempt ({WHY['optional']})")


@pytest.mark.slow
@pytest.mark.sown
def test_a_key_of_any_kind_misspelt_is_one_finding_at_itself_that_says_what_was_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for entry in DRAWN:
        line, column = LINES[entry.line], entry.place.column - 1
        wrong = line[:column] + misspell(entry.name) + line[column + len(entry.name) :]
        diagnostics = found([*LINES[: entry.line], wrong, *LINES[entry.line + 1 :]])
        code = "LG203" if entry.path[0] == "indicators" and len(entry.path) == 2 else "LG102"
        assert [(one.code, at(one.place)) for one in diagnostics] == [(code, at(entry.place))], entry
        assert diagnostics[0].hint == f"应为 {entry.name}"
        assert check.errors(diagnostics)
    told(capsys, f"keys misspelt: {len(DRAWN)} found")


@pytest.mark.slow
@pytest.mark.sown
def test_a_line_taken_out_is_an_error_near_it_unless_it_is_exempt(
    capsys: pytest.CaptureFixture[str],
) -> None:
    exempt = {line: reason for line in range(len(LINES)) if (reason := exemption(line))}
    assert not OPENING & exempt.keys()
    tried = {*range(len(LINES))} - exempt.keys() - (OPENING - {entry.line for entry in DRAWN})
    for line in sorted(tried):
        lines = [*LINES[:line], *LINES[line + 1 :]]
        diagnostics = found(lines)
        assert check.errors(diagnostics), (line + 1, LINES[line])
        keys = [entry.name for entry in ENTRIES if entry.line == line and entry.path[0] == "indicators"]
        if len(keys) == 1 and keys != ["indicators"]:
            assert at(diagnostics[0].place) == first_reference(lines, keys[0])
            continue
        places = [place for one in diagnostics for place in (one.place, *(two.place for two in one.related))]
        assert parents(line) & {place.line for place in places}, (line + 1, LINES[line], diagnostics)
    told(capsys, f"lines taken out: {len(tried)} found")
    for why, meaning in WHY.items():
        numbers = [str(line + 1) for line, reason in exempt.items() if reason == why]
        if numbers:
            told(capsys, f"  exempt, {len(numbers)}: {meaning}: {', '.join(numbers)}")
