"""Case files: each says in its first comments what must be found in it, and where, and what must not.

`# expect: LG104 7:10` is a finding, in order; `# sound: 120件` is a stretch of a good file that a careless
rule would find, in order, no two in one place. Every code has at least three of either.

The other comments say how the case is laid down: as 2020.yaml beside cases/indicators.yaml, unless
`# file: indicators.yaml` makes it the catalogue.

    # previous: previous/2019.yaml   last year's file is beside it
    # level: province                data/office.yaml says so
    # final: true                    it is to be signed: validate --final
    # beside: 2020年.yaml            data/ holds a further file of this name
    # encoding: gbk                  it is written in this encoding
    # byte: ff                       each ☒ in it is this byte
    # size: 3000001 样               comments of this character fill it up to that many bytes
    # build: pdf                     the command makes this of it; a PDF where the fonts are (.ci/fonts)
    # returned: cases,受理案件,件,120  a row of a table that came back: 键,名称,单位 and a value, from line 2
    # of: 2019                       the year of that table, 2020 where nothing is said
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import rendering
from made import folder, lawgov, opened

from lawgov_report.checking import check, rules
from lawgov_report.forms import merging, returned
from lawgov_report.models import project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.reading.diagnostics import Diagnostic

FOLDER = Path(__file__).parents[1] / "cases"
CATALOGUE = FOLDER / "indicators.yaml"
CASES = sorted(path for path in FOLDER.glob("*.yaml") if path != CATALOGUE)
HEADER = re.compile(r"(?:#.*(?:\n|\Z))*")
SAID = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)
SOUND = re.compile(r"^# sound: .*\n", re.MULTILINE)
KEYS = {
    "expect",
    "sound",
    "file",
    "previous",
    "level",
    "final",
    "beside",
    "encoding",
    "byte",
    "size",
    "build",
    "returned",
    "of",
}
PRINTED = re.compile(r"^data/.*?:(\d+:\d+): (LG\d{3}) ", re.MULTILINE)
WIDTH = 96  # bytes of a comment that fills a file up
ENOUGH = 3
# a remedy that says to the letter what to write; 写成 title: … leaves something open
SPELT_OUT = re.compile("写成 ?[^；，…：]+(?=[；，]|$)")


@cache
def text(case: Path) -> str:
    return case.read_text(encoding="utf-8")


@cache
def comments(case: Path) -> tuple[tuple[str, str], ...]:
    """Return the keys and values of the first comments of a case, in order."""
    header = HEADER.match(text(case))
    return tuple(SAID.findall(header[0] if header else ""))


def said(case: Path, key: str) -> list[str]:
    """Return what the first comments of a case say under a key, in order."""
    return [value for name, value in comments(case) if name == key]


def laid_down(case: Path) -> bytes:
    """Return the bytes that a case describes."""
    (encoding,) = said(case, "encoding") or ["utf-8"]
    content = text(case).encode(encoding)
    for byte in said(case, "byte"):
        content = content.replace("☒".encode(encoding), bytes.fromhex(byte))
    for size, character in (one.split() for one in said(case, "size")):
        content = _filled(content, int(size), character.encode())
    return content


def _filled(content: bytes, size: int, character: bytes) -> bytes:
    """Return the content and comments behind it, `size` bytes together."""
    line = b"#" + character * (WIDTH // len(character)) + b"\n"
    count, rest = divmod(size - len(content), len(line))
    return content + line * count + b"#" * rest


def found(case: Path) -> list[str]:
    """Return what is found in a case, as code and place."""
    return [f"{one.code} {one.place.line}:{one.place.column}" for one in diagnosed(case) if not one.waived]


@cache
def diagnosed(case: Path) -> tuple[Diagnostic, ...]:
    """Return the findings in a case."""
    content = laid_down(case)
    beside = dict.fromkeys(said(case, "beside"), b"")
    if said(case, "file") == [CATALOGUE.name]:
        return check.catalogue(opened({CATALOGUE.name: content, **beside}))
    previous = said(case, "previous")
    last = {"2019.yaml": (FOLDER / previous[0]).read_bytes()} if previous else {}
    level = said(case, "level")
    office = {project.OFFICE: f"level: {level[0]}".encode()} if level else {}
    years = {"2020.yaml": content, **last, **beside}
    held = opened({CATALOGUE.name: CATALOGUE.read_bytes(), **office, **years})
    (reading,) = project.years(held, [2020])
    examined = check.year(held, reading, final=said(case, "final") == ["true"])
    return (*check.catalogue(held), *examined.diagnostics, *answered(case, held, reading))


def answered(case: Path, held: project.Project, reading: project.Reading) -> tuple[Diagnostic, ...]:
    """Return what is found in the table of a case that came back."""
    rows, (number,) = said(case, "returned"), said(case, "of") or ["2020"]
    if not rows or held.catalogue is None or reading.year is None:
        return ()
    table = "\n".join((f"键,名称,单位,{number}年数值", *rows))
    form = returned.read("待报.csv", table.encode())
    terms = merging.Conditions("样例区", date(2021, 1, 10))
    return check.complete(merging.merge(held.catalogue, reading.year, [form], terms).findings, [])


def built(case: Path, parent: Path) -> list[str]:
    """Return what the command that builds a case finds, as code and place."""
    (form,) = said(case, "build")
    if form == "pdf":
        rendering.need_fonts()
    made = folder(parent, laid_down(case), CATALOGUE.read_bytes())
    fonts = ("--font-dir", rendering.fonts().resolve()) if form == "pdf" else ()
    options = (*fonts, "--out", parent / "out")
    done = lawgov("-C", made, "build", "2020", "--to", form, *options)
    assert done.returncode in {0, 1}, done.stderr
    return [f"{code} {place}" for place, code in PRINTED.findall(done.stderr)]


def bad(code: str) -> Iterator[str]:
    """Yield each finding of a code that a case expects."""
    for case in CASES:
        yield from (f"{case.stem} {one}" for one in said(case, "expect") if one.startswith(f"{code} "))


def good(code: str) -> Iterator[str]:
    """Yield each stretch that must not be found with a code, once."""
    for case in CASES:
        if case.stem.startswith(f"{code.lower()}_good_"):
            yield from (f"{case.stem} {one}" for one in dict.fromkeys(said(case, "sound")))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_gives_exactly_the_findings_that_it_expects_and_fix_writes_what_they_spell_out(
    case: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    findings = built(case, tmp_path_factory.mktemp("built")) if said(case, "build") else found(case)
    assert findings == said(case, "expect")
    # the catalogue is never edited
    assert [unwritten(one) for one in diagnosed(case) if not said(case, "file") and unwritten(one)] == []


def unwritten(one: Diagnostic) -> str:
    """Return the remedy of a finding that spells out what to write, and yet fix writes nothing."""
    what = SPELT_OUT.match(one.hint)
    spelt_out = what is not None and "或" not in what[0]
    return f"{one.code} {one.place}: {one.hint}" if spelt_out and not one.edits and not one.waived else ""


def test_each_case_says_first_that_it_is_made_up() -> None:
    others = [path.stem for path in (CATALOGUE, *CASES) if text(path).splitlines()[0] != "# 样例数据，非真实"]
    assert others == []


def fits_its_name(case: Path) -> bool:
    """Return whether a bad case expects findings of its code, and a good one has nothing but stretches."""
    code, kind = case.stem.split("_")[:2]
    findings, stretches = said(case, "expect"), said(case, "sound")
    if kind == "bad":
        own = [one for one in findings if one.startswith(code.upper())]
        fits = own and not stretches
    else:
        fits = kind == "good" and stretches and not findings
    return bool(fits) and code.upper() in rules.CODES and {key for key, _ in SAID.findall(text(case))} <= KEYS


def test_each_case_holds_what_its_name_says() -> None:
    assert [case.stem for case in CASES if not fits_its_name(case)] == []


def test_the_stretches_of_each_good_case_stand_in_it_one_behind_the_other() -> None:
    for case in CASES:
        body, end = SOUND.sub("", text(case)), 0
        for stretch in said(case, "sound"):
            assert stretch in body[end:], case.stem
            end = body.index(stretch, end) + len(stretch)


@pytest.mark.parametrize("code", rules.CODES)
def test_a_code_has_three_findings_and_three_stretches_that_are_none(code: str) -> None:
    assert len([*bad(code)]) >= ENOUGH
    assert len([*good(code)]) >= ENOUGH
