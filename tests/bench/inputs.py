"""What is read by the commands that are measured: made from data/2020.yaml, in the work folder.

Knows the lines of a year file; not the commands that are measured.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import tools

if TYPE_CHECKING:
    from pathlib import Path

    from bench.tools import Bench

TIMELESS = {"“七五”": "本轮", "党的十九大和十九届二中、三中、四中、五中全会": "党中央历次全会"}
A_YEAR = re.compile("(?<![0-9-])20[012][0-9](?![0-9-])")
YEAR_LINE = re.compile(r"^year: \d{4}$", re.MULTILINE)
ITEM = re.compile(
    r"^(?P<indent> +)- id: (?P<id>\w+)\n"
    r"(?:(?P=indent) .*\n|[ ]*\n(?=(?P=indent) ))*",
    re.MULTILINE,
)
WAIVER = re.compile(r"^  - code: .*\n    at: parts\.\w+\.items\.(?P<id>\w+)\..*\n(?:    .*\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds, year files, samples of them, times the items.

    Ours builds `many` years and `few`; the docxtpl loop takes `loop` of the many, pandoc `sample`.
    `run` is how many characters the shorter of two runs has.
    """

    rounds: int
    many: int
    few: int
    loop: int
    sample: int
    times: tuple[int, int, int]
    run: int


FULL = Size(rounds=7, many=1000, few=10, loop=200, sample=20, times=(1, 10, 100), run=16_000)
QUICK = Size(rounds=1, many=6, few=2, loop=3, sample=2, times=(1, 2, 4), run=1000)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was made, and of what size."""

    size: Size
    year: Path
    schema: Path
    peers: Path
    many: Path
    few: Path
    longer: tuple[Path, Path, Path]
    reworded: tuple[Path, Path, Path]
    word: Path


def make(bench: Bench, size: Size) -> Inputs:
    """Return the inputs of all cases, made anew."""
    shutil.rmtree(bench.work)
    bench.work.mkdir()
    year = bench.project / "data" / "2020.yaml"
    text = year.read_text(encoding="utf-8")
    once, some, most = size.times
    inputs = Inputs(
        size,
        year,
        bench.work / "schema.json",
        bench.work / "peers",
        _years(bench, text, size.many),
        _years(bench, text, size.few),
        (_longer(bench, text, once), _longer(bench, text, some), _longer(bench, text, most)),
        (_reworded(bench, text, once), _reworded(bench, text, some), _reworded(bench, text, most)),
        bench.work / "word" / "2020.docx",
    )
    lawgov = (bench.ours("lawgov"), "-C", str(bench.project))
    inputs.schema.write_text(tools.output(*lawgov, "schema", "year"), encoding="utf-8")
    tools.output(*lawgov, "build", "2020", "--to", "docx", "--out", str(inputs.word.parent))
    tools.run(*bench.script("prepare.py"), str(year), str(inputs.peers))
    return inputs


def _years(bench: Bench, text: str, count: int) -> Path:
    """Return a project with this many years, all with the same report, in which nothing is found.

    Every other year: beside its like of the year before, each text would be found copied. All after the laws
    that it names, each with its own year in the text; what names the plans and congresses of one time is left
    out.
    """
    for named, unnamed in TIMELESS.items():
        text = text.replace(named, unnamed)
    numbers = range(3000, 3000 + 2 * count, 2)
    return _project(bench, f"{count}-years", {number: _of_year(text, number) for number in numbers})


def _of_year(text: str, number: int) -> str:
    """Return the text of 2020 with all its years as far from `number` as they were from 2020."""
    return A_YEAR.sub(lambda year: str(int(year[0]) + number - 2020), text)


def _reworded(bench: Bench, text: str, times: int) -> Path:
    """Return the project of so many times the items in which many a text has another word."""
    return _project(
        bench, f"{times}-times-reworded", {2020: _lengthened(text.replace("推进", "推动"), times)}
    )


def _longer(bench: Bench, text: str, times: int) -> Path:
    """Return a project with one year that has so many times the items."""
    return _project(bench, f"{times}-times", {2020: _lengthened(text, times)})


def _lengthened(text: str, times: int) -> str:
    """Return a year with so many times the items, and the waivers that they need."""
    text = ITEM.sub(lambda item: _repeated(item, f"- id: {item['id']}", times), text)
    return WAIVER.sub(lambda waiver: _repeated(waiver, f".items.{waiver['id']}", times), text)


def _repeated(found: re.Match[str], name: str, times: int) -> str:
    copies = (found[0].replace(name, f"{name}_{number}", 1) for number in range(2, times + 1))
    return found[0] + "".join(copies)


def _project(bench: Bench, name: str, years: dict[int, str]) -> Path:
    folder = bench.work / name
    (folder / "data").mkdir(parents=True)
    for other in ("indicators.yaml", "terms.yaml"):
        source = bench.project / "data" / other
        if source.is_file():
            shutil.copy(source, folder / "data" / other)
    for number, text in years.items():
        content = YEAR_LINE.sub(f"year: {number}", text, count=1)
        (folder / "data" / f"{number}.yaml").write_text(content, encoding="utf-8")
    return folder
