"""The results as a table for the terminal and as a page of the docs.

Knows results and the machine; not how they came about.
"""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.cases import Result

WIDTHS = (30, 10, 37, 17, 8, 8)
HEADS = ("ours", "takes", "against", "takes", "result", "limit", "")
PAGE = """# Performance

Written by `make bench BENCH='--write docs/performance.md'`; `make bench` prints the same table for your
machine. Only the ratios mean anything elsewhere: both sides of a row were measured side by side, in one run.

{table}

Measured on {machine}, on {date}.
Peers: {peers}.

## How it is measured

- Whole processes, from start to exit, as a user runs them; median of 7 rounds after one warm-up. The commands
  of a case run in turn (A B C, A B C, …), all on one core but where two cores are measured, without network.
- The floor is what a bare Python takes to start; no Python program can be below it.
- **Peers** live in `.bench/`, from `tests/bench/requirements/`; what they read is made by
  `tests/bench/peers/`. They get every advantage but one: a slim reference document instead of python-docx's
  default template, only the DOCX for docxtpl, no HTML for rendercv (it writes Typst and Markdown), and for
  pandoc a Markdown file in which numbering and figures are already in place. The docxtpl script of one year
  reads its YAML with `yaml.safe_load`, as such scripts do; the row without a limit, and the loop over many
  years, with PyYAML's C loader.
  check-jsonschema reads the schema that `lawgov schema year` exports from our models.
- **PDF**: both with the fonts of `.ci/fonts` in the place of the office fonts, by the fontconfig file of the
  rendering tests, since what either takes hangs on the fonts: with those of a bare Linux system LibreOffice
  sets the whole report in one font. The row without a limit shows that. Its profile has been started before.
- **1,000 years** are copies of `data/2020.yaml`, as every other year from 3000 on, each with its own year in
  the text, so that none is found copied from the year before, and without the plans and congresses of one
  time. The docxtpl loop takes 200 and its time counts five times, its start-up too, which favours us by about
  6 %. Memory is the peak resident set of the largest process. On two cores the same command runs with
  `--jobs 2` and `--jobs 1`.
- **100 × the items** repeats each item of `data/2020.yaml`, with its waivers, under new ids. The growth is
  1 + (t100 − t1) / w, where t1, t10 and t100 are the times of whole processes with 1 ×, 10 × and 100 × the
  items, and w = (t10 − t1) / 9 is the time of once the items: start-up falls out of both differences, so 99
  more reports of work make 100 when it is linear, and about 900 when it is quadratic. t100 / t1 alone would
  hide a quadratic behind the start-up.
- **Pull** (`lawgov pull`): every paragraph of the Word file was corrected with tracked changes; nothing is
  written, all is built in memory and compared.
- **Forms** (`lawgov forms export`): the plain script writes the values of the same cells, formulas and hidden
  sheet included, without looks, locks or checks, from JSON. Both write twice, ours with another day on each
  form, since what has not changed is not written again. 1 × is 20 indicators.
  The scripts on openpyxl are run by the project's own Python: openpyxl loads numpy wherever it is installed,
  and here a test dependency brings it.
- **Forms back** (`lawgov forms import`): ours reads them, compares them with the year, judges it and shows
  the diff; the plain script reads the same workbooks with `data_only` and does nothing with their values.
- **Refused** (`lawgov verify`, `lawgov forms import` on files made to harm): the slowest and the
  largest of the commands.
- **Crafted** files of data/ (`lawgov validate` on years and catalogues of nothing but one thing, as large as
  is accepted, or larger): the slowest of the commands beside a year as it is, and the largest. 15 × is 2 s.
- **4 ×** (the last rows): a part of the program alone, in one process, on inputs made to be slow, once and
  four times as long; of several kinds of input the one whose time grows most is shown.
"""


def show(cases: Iterable[Iterator[Result]]) -> list[Result]:
    """Print each result as soon as it is there; return them all."""
    _print(HEADS)
    results = []
    for case in cases:
        for result in case:
            _print(_cells(result))
            results.append(result)
    return results


def page(results: Iterable[Result], peers: dict[str, str]) -> str:
    """Return the page of the docs."""
    rows = [HEADS, ("---",) * len(HEADS), *map(_cells, results)]
    return PAGE.format(
        table="\n".join(f"| {' | '.join(row)} |" for row in rows),
        machine=_machine(),
        date=datetime.now(tz=UTC).date().isoformat(),
        peers=", ".join(f"{name} {version}" for name, version in peers.items()),
    )


def _cells(result: Result) -> tuple[str, ...]:
    verdict = ("ok" if result.within else "over") if result.limit else ""
    return (
        result.ours,
        result.cost,
        result.peer,
        result.peers_cost,
        result.outcome,
        result.limit,
        verdict,
    )


def _print(cells: tuple[str, ...]) -> None:
    padded = (cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False))
    sys.stdout.write(f"{'  '.join(padded)}  {cells[-1]}\n")
    sys.stdout.flush()


def _machine() -> str:
    """Return processor, cores, system and Python, in general terms."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {_system()}, {python}"


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text(encoding="utf-8").splitlines() if known.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"
