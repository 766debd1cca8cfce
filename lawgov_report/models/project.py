"""A project: its catalogue, its terms, and its years one after another.

Knows which files of data/ are years; reads them by a function it is given, never from disk itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, partial, reduce
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.models import annexes, strays
from lawgov_report.models import catalogue as catalogues
from lawgov_report.models import office as offices
from lawgov_report.models import year as year_files
from lawgov_report.models.office import NO_OFFICE, Office
from lawgov_report.reading import source as sources
from lawgov_report.reading.diagnostics import Diagnostic, Place, Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.outline import Outline, OutlinePart
    from lawgov_report.models.terms import Terms
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Source

FOLDER, CATALOGUE, OFFICE, TERMS = strays.FOLDER, strays.CATALOGUE, strays.OFFICE, strays.TERMS
YEAR_FILE = strays.YEAR_FILE
OUTLINED = re.compile(rb"(?m)^outline *:")  # a year file with an outline of its own
# YAML makes something else of such a line, so what its value lacks then says nothing
LOSING = frozenset({"LG005", "LG007", "LG009"})
# missing and unknown keys are wrong whatever their line holds
STRUCTURAL = frozenset({"LG101", "LG102"})


class Glossary(NamedTuple):
    """The terms, built in and the project's own; None where they cannot be used, and what was found."""

    terms: Terms | None
    sources: tuple[Source, ...]
    diagnostics: tuple[Diagnostic, ...]


class Project(NamedTuple):
    """An opened project. `read` returns the bytes of a file of data/ by its name.

    `glossary` reads the terms when it is called first. `office` is None where office.yaml cannot be used;
    `source` is that of the catalogue, `beside` has that of the office. `names` are the files of data/.
    """

    read: Callable[[str], bytes]
    years: tuple[int, ...]
    source: Source
    catalogue: Catalogue | None
    diagnostics: tuple[Diagnostic, ...]
    glossary: Callable[[], Glossary]
    office: Office | None = NO_OFFICE
    beside: tuple[Source, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def outline(self) -> Outline:
        """The outline of the office; a year may have one of its own."""
        return (self.office or NO_OFFICE).outline

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of what all years share: the catalogue, and the office where there is one."""
        return (self.source, *self.beside)


class Reading(NamedTuple):
    """One year as read, the year before it as far as it can be used, and what was found."""

    number: int
    source: Source
    year: Year | None
    previous: Year | None
    diagnostics: tuple[Diagnostic, ...]


def terms_of(name: str, content: bytes) -> Glossary:
    """Return what one file of terms holds."""
    from lawgov_report.models import terms as glossaries

    source, found = sources.read(name, content)
    terms, wrong = glossaries.read([source]) if source.data is not None else (None, [])
    return Glossary(terms if not found else None, (source,), (*found, *wrong))


def open_(
    read: Callable[[str], bytes],
    names: Iterable[str],
    built_in: Callable[[], bytes] | None = None,
) -> Project:
    """Return the project whose data/ holds the files `names`; `built_in` returns the built-in terms."""
    names = tuple(names)
    office, beside, of_office = _office(read, names)
    source, found = sources.read(f"{FOLDER}/{CATALOGUE}", read(CATALOGUE))
    outline, others = (office or NO_OFFICE).outline, cache(partial(_own_parts, read, names))
    parts = catalogues.KnownParts(outline, others, complete=office is not None)
    catalogue, wrong = catalogues.read(source, parts) if source.data is not None else (None, [])
    numbers = sorted(int(match[1]) for name in names if (match := YEAR_FILE.fullmatch(name)))
    unread = strays.found(names, (name for name in names if YEAR_FILE.fullmatch(name) or _is_other(name)))
    usable = catalogue if not found else None

    @cache
    def glossary() -> Glossary:
        given = (terms_of(f"templates/{TERMS}", built_in()),) if built_in else ()
        own = (terms_of(f"{FOLDER}/{TERMS}", read(TERMS)),) if TERMS in names else ()
        return _together(*given, *own)

    diagnostics = (*_once(found, wrong), *of_office, *unread)
    return Project(
        read, tuple(numbers), source, usable, diagnostics, glossary, office, beside, frozenset(names)
    )


def _office(
    read: Callable[[str], bytes], names: tuple[str, ...]
) -> tuple[Office | None, tuple[Source, ...], tuple[Diagnostic, ...]]:
    """Return the office, its source where it has one, and what is wrong with it."""
    if OFFICE not in names:
        return NO_OFFICE, (), ()
    source, found = sources.read(f"{FOLDER}/{OFFICE}", read(OFFICE))
    office, wrong = offices.read(source) if source.data is not None else (None, [])
    return office if not found else None, (source,), _once(found, wrong)


def _own_parts(read: Callable[[str], bytes], names: tuple[str, ...]) -> dict[str, OutlinePart]:
    """Return the parts of the outlines that years have of their own, by their keys."""
    parts: dict[str, OutlinePart] = {}
    for name in sorted(filter(YEAR_FILE.fullmatch, names)):
        content = read(name)
        # most years have none, and to read all of a year only for that would cost as much as to judge it
        if OUTLINED.search(content):
            outline = year_files.outline_of(sources.read(name, content)[0])
            parts |= {part.id: part for part in outline or ()}
    return parts


def _together(*glossaries: Glossary) -> Glossary:
    """Return glossaries as one; its terms are None where those of one are."""
    from lawgov_report.models.terms import Terms

    usable = [glossary.terms for glossary in glossaries if glossary.terms is not None]
    complete = len(usable) == len(glossaries)
    return Glossary(
        reduce(Terms.with_, usable, Terms()) if complete else None,
        tuple(source for glossary in glossaries for source in glossary.sources),
        tuple(found for glossary in glossaries for found in glossary.diagnostics),
    )


def _is_other(name: str) -> bool:
    """Return whether a file of data/ has a use, though it is no year."""
    return name in strays.OTHERS or name.lower().endswith(annexes.SUFFIX)


def years(project: Project, asked: Iterable[int]) -> Iterator[Reading]:
    """Yield the years asked for, in order, each with the year before it where the project has that.

    Only two years are held at a time.
    """
    last: tuple[int, Year | None] = (0, None)
    for number in sorted(set(asked)):
        previous = None
        if number - 1 in project.years:
            previous = last[1] if last[0] == number - 1 else _read(project, number - 1, None).year
        reading = _read(project, number, previous)
        last = (number, reading.year)
        yield reading


def _read(project: Project, number: int, previous: Year | None) -> Reading:
    name = f"{number}.yaml"
    source, found = sources.read(f"{FOLDER}/{name}", project.read(name))
    if source.data is None or project.office is None:
        return Reading(number, source, None, previous, tuple(found))
    year, wrong = year_files.read(source, number, project.office)
    if project.catalogue is not None:
        wrong = list(_with_units(wrong, source, project.catalogue))
    if year is None:
        wrong += annexes.faults(source, project.read, project.names)
    else:
        year, of_annexes = annexes.filled(year, project.read, project.names)
        wrong += of_annexes
    usable = year if not (found or wrong) else None
    return Reading(number, source, usable, previous, _once(found, wrong))


def _with_units(wrong: list[Diagnostic], source: Source, catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield the findings; the remedy of what is no quantity knows the unit of its row."""
    rows: dict[Place, tuple[str, str]] = {}
    if any(finding.code == "LG104" for finding in wrong):
        rows = {
            written.place: (written.text, catalogue.indicators[key].unit.text)
            for key, written in _amounts(source)
            if key in catalogue.indicators
        }
    for finding in wrong:
        known = finding.code == "LG104" and finding.place in rows
        yield _with_unit(finding, source, *rows[finding.place]) if known else finding


def _with_unit(finding: Diagnostic, source: Source, text: str, unit: str) -> Diagnostic:
    from lawgov_report.language.quantity_remedy import remedy

    advice = remedy(text, unit)
    edits = source.edits(finding.place, text, advice.certain) if advice.certain else ()
    message = year_files.no_quantity(text, advice)
    return finding._replace(message=message, hint=advice.hint, edits=edits)


def _amounts(source: Source) -> Iterator[tuple[str, Written]]:
    """Yield the key and the text of each amount of a year, this year's and last year's."""
    figures = source.at(("indicators",))
    for key, figure in figures.items() if isinstance(figures, Mapping) else ():
        given = figure.values() if isinstance(figure, Mapping) else (figure,)
        yield from ((key, written) for written in given if isinstance(written, Written))


def _once(found: list[Diagnostic], wrong: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return all findings but those in values that are wrong only for what YAML made of their line."""
    lost = {diagnostic.place.line for diagnostic in found if diagnostic.code in LOSING}
    own = (error for error in wrong if error.code in STRUCTURAL or error.place.line not in lost)
    return (*found, *own)
