"""How the time grows with the input: 4 × the input must take about 4 × the time, not 16 ×.

Knows what could be quadratic, and inputs that would make it so; runs it in this process, at two sizes.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time
from typing import TYPE_CHECKING

import printed
import shifan
from bench.cases import Result

from lawgov_report import files
from lawgov_report.checking.rules import numbers
from lawgov_report.comparing import text_diff, years
from lawgov_report.language import narrative
from lawgov_report.reading.source import LONGEST_TEXT
from lawgov_report.report.document import Group, Table
from lawgov_report.series import series
from lawgov_report.writing import docx

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "growth"
TIMES = 4
LIMIT = 4.6  # linear, or n log n; what is quadratic takes 16 times as long

Run = Callable[[], object]
Sized = Callable[[int], Run]  # gives what runs on an input of so many times the smallest


@dataclass(frozen=True, slots=True)
class Work:
    """Something that runs on inputs of any size, each of another kind; the slowest to grow is shown."""

    name: str
    inputs: tuple[Sized, ...]


def works() -> tuple[Work, ...]:
    """Return all that is measured. A further one is a line here."""
    pieces = ("一、", "每", "12件，", "一次、", "1.", "近7余")
    braces = ("{{", '{{ "', "{{ a ", "{{ " + " " * 10, '"', "}}")
    alike = (("甲，乙，", "甲，丙，"), ("甲乙", "甲丙"))
    return (
        Work("numbers found in a text of one piece", tuple(map(_numbers, pieces))),
        Work("references of a text of one piece", tuple(map(_references, braces))),
        Work("words changed in a text of one piece", tuple(_words(*pair) for pair in alike)),
        Work("years compared, by their items", (_compared, _renamed)),
        Work("indicators through the years", (_series,)),
        Work("an annex in Word, by its rows", (_annex,)),
    )


def results(rounds: int) -> Iterator[Result]:
    """Yield how each work grows."""
    for work in works():
        measured = (_least(sized, rounds) for sized in work.inputs)
        once, many = max(measured, key=lambda seconds: seconds[1] / seconds[0])
        grown = many / once
        yield Result(
            f"{work.name}, {TIMES} ×",
            f"{many * 1000:,.0f} ms",
            "once",
            f"{once * 1000:,.0f} ms",
            f"{grown:.2f} ×",
            f"{LIMIT:.2f} ×",
            grown <= LIMIT,
        )


def _least(sized: Sized, rounds: int) -> tuple[float, float]:
    """Return the least time of the smaller and of the larger input, run in turn.

    The least, not the median: what else the machine does can only add to the time of a computation.
    """
    runs = sized(1), sized(TIMES)
    rows = [tuple(map(_seconds, runs)) for _ in range(rounds)]
    once, many = map(min, zip(*rows, strict=True))
    return once, many


def _seconds(run: Run) -> float:
    """Return the processor time of a run. The garbage of other runs is collected before, none during it."""
    gc.collect()
    gc.disable()
    start = process_time()
    run()
    spent = process_time() - start
    gc.enable()
    return spent


def _numbers(piece: str) -> Sized:
    def sized(times: int) -> Run:
        text = piece * (times * 30_000 // len(piece))
        return lambda: (list(numbers.arabic(text)), list(numbers.chinese(text)))

    return sized


def _references(piece: str) -> Sized:
    def sized(times: int) -> Run:
        # as long as a text may be: what is larger than the processor's cache takes longer for that alone
        text = piece * (times * (LONGEST_TEXT // TIMES) // len(piece))
        parse = narrative.parse.__wrapped__  # not what its cache has of the last round
        return lambda: parse(text)

    return sized


def _words(old: str, new: str) -> Sized:
    def sized(times: int) -> Run:
        sides = (text_diff.tokens(text * (5_000 * times)) for text in (old, new))
        before, after = sides
        return lambda: text_diff.runs(before, after)

    return sized


def _compared(times: int) -> Run:
    old, new = (shifan.times(shifan.years()[year], 10 * times) for year in (2019, 2020))
    return lambda: years.compare(shifan.side(2019, old), shifan.side(2020, new))


def _renamed(times: int) -> Run:
    """Compare years in which no item has the id that it had."""
    old, new = (shifan.times(shifan.years()[year], 10 * times) for year in (2019, 2020))
    return lambda: years.compare(shifan.side(2019, old), shifan.side(2020, shifan.times(new, 1)))


def _series(times: int) -> Run:
    year = shifan.years()[2020]
    many = [year.model_copy(update={"year": 1000 + number}) for number in range(25 * times)]
    return lambda: series.collect(shifan.catalogue(), iter(many), list(year.indicators))


def _annex(times: int) -> Run:
    group = Group("一、样例部分", printed.ROWS * (5 * times))
    annex = printed.ANNEX._replace(table=Table(printed.HEAD, (group,)))
    document, templates = printed.FULL._replace(annexes=(annex,)), files.templates(None)
    return lambda: docx.write(document, templates)
