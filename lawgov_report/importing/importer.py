"""A file that was read, made the files of a year, which are then read back and compared with it.

Knows the order of the steps, and which project the year comes into; touches no disk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.importing import (
    catalogue_file,
    counting,
    frame,
    loss,
    naming,
    office,
    outline,
    paragraphs,
    sections,
    tree,
    year_file,
)
from lawgov_report.importing.draft import Draft, Guess, GuessKind, Standing, Stretch, changed
from lawgov_report.language import dates, numbering
from lawgov_report.language.numbering import LEVELS
from lawgov_report.models import project as projects
from lawgov_report.models.office import NO_OFFICE
from lawgov_report.report import assemble

if TYPE_CHECKING:
    from collections import Counter

    from lawgov_report.importing.clauses import Clause, Counted, Offer
    from lawgov_report.importing.frame import Cut
    from lawgov_report.importing.loss import Loss
    from lawgov_report.importing.sections import Parts
    from lawgov_report.models.outline import Outline
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.readers.published import Published

YEAR = re.compile(r"(?<![0-9])(?P<digits>[12][0-9]{3})(?:年度|年)|(?P<han>二[〇○零][〇○零一二三四五六七八九]{2})年")
IN_NAME = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
FORM_TITLE = "{year}年度法治政府建设工作情况报告"
FORM_PREAMBLE = "现将{year}年度法治政府建设工作情况报告如下。"


class Figures(NamedTuple):
    """What was found of figures: those counted, the relations between them, and numbers that stay text."""

    counted: tuple[Counted, ...] = ()
    offers: tuple[Offer, ...] = ()
    guesses: tuple[Guess, ...] = ()


Finder = Callable[[tuple["Clause", ...]], Figures]


class Task(NamedTuple):
    """What is to be imported: the name of the file, what a reader found in it, the year where it is known.

    `like` is the year whose keys and ids the most alike texts get; None where there is none.
    """

    file: str
    published: Published
    year: int = 0
    like: Reading | None = None
    figures: bool = True


class Imported(NamedTuple):
    """A year that was imported: the files that it is or changes, by their names in data/, and the report.

    `project` is the one that it came into, with these files in it; `reading` is the year in it.
    """

    year: int
    file: str
    contents: Mapping[str, bytes]
    guesses: tuple[Guess, ...]
    loss: Loss
    project: Project
    reading: Reading


class Home(NamedTuple):
    """The project that a year comes into: how its files are read, and their names; `opened` where it has any."""

    read: Callable[[str], bytes]
    names: tuple[str, ...]
    opened: Project | None = None


def nowhere(_: str) -> bytes:
    """Return what a file of an empty folder holds."""
    raise Unusable("没有这个文件")


EMPTY = Home(nowhere, ())


def bring_in(task: Task, home: Home) -> Imported:
    """Return a file as a year of a project. Raises Unusable where it cannot be one."""
    blocks, guesses = paragraphs.read(task.published.text)
    cut = frame.cut(blocks)
    parts = sections.cut(tree.grow(cut.blocks))
    year, found = _year(task, cut, parts)
    guesses += [*cut.guesses, *parts.guesses, *found]
    draft, absent, found = _draft(cut, parts, year)
    guesses += found
    written, contents, found = _written(draft, task._replace(year=year), home)
    guesses += found
    project, reading = _opened(home, contents, year)
    document, _ = assemble.assemble(_catalogue(project), _sound(reading), reading.previous)
    ending = [line for line in cut.ending]
    body = (*_body(blocks, cut), *ending, *cut.annexed)
    sides = loss.Sides(body, cut.taken, cut.above, absent)
    result = loss.compare(sides, document)
    guesses += [
        Guess(GuessKind.CHARACTER, form.file, f"空格或全半角不同，印作“{form.printed}”", form.spot)
        for form in result.respelt
    ]
    return Imported(year, task.file, contents, tuple(guesses), result, project, reading)
