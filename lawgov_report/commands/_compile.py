"""One year compiled: judged, then written in every format that a plan asks for.

Knows the order of these steps; no format, nor where outputs go. A plan comes in and plain data goes out, so
that years can be compiled by other processes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report import files
from lawgov_report.commands import _arguments, _project
from lawgov_report.reading.diagnostics import Place
from lawgov_report.writing import formats
from lawgov_report.writing.writer import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Document
    from lawgov_report.writing.writer import Writer

MAX_BYTES = 1 << 26  # of a reference document and of an index: 64 MiB, far more than either needs
Deliver = Callable[[str, bytes], bool]


@dataclass(frozen=True, slots=True)
class BuildPlan:
    """All that decides what a year becomes. Plain data, so that another process can be given it."""

    folder: Path
    formats: tuple[str, ...]
    reference: Path | None
    standard: str
    fonts: tuple[Path, ...]
    final: bool
    public: bool


class Workshop(NamedTuple):
    """What the years of a plan are compiled with: prepared once in each process, and never leaving it."""

    plan: BuildPlan
    writers: tuple[Writer, ...]
    project: Project


class Compiled(NamedTuple):
    """What came of one year, or of the catalogue.

    `findings` are those in the data, `unprintable` those of what a format cannot print; of waived ones, which
    are not shown, only the number is kept. With `skipped` there was nothing that rules could judge.
    `names` are the outputs that were delivered, `entries` what the formats note of the year, by the names of
    their indexes.
    """

    findings: tuple[Diagnostic, ...]
    waived: int = 0
    skipped: bool = False
    unprintable: tuple[Diagnostic, ...] = ()
    names: tuple[str, ...] = ()
    entries: tuple[tuple[str, Any], ...] = ()


@cache
def workshop(plan: BuildPlan) -> Workshop:
    """Return what the plan's years are compiled with. Raises files.Unusable as the writers do."""
    templates = files.templates(plan.folder)
    if plan.reference is not None:
        content = files.read(plan.reference, MAX_BYTES)
        templates = formats.with_reference(templates, str(plan.reference), content)
    settings = Settings(templates, plan.standard, _arguments.font_folders(plan.fonts))
    return Workshop(plan, formats.prepare(plan.formats, settings), _project.open_in(plan.folder))


def of_catalogue(shop: Workshop) -> Compiled:
    """Return the findings in the catalogue, the terms and the list of files."""
    from lawgov_report.checking import check

    return _judged(check.catalogue(shop.project))


def years(
    plan: BuildPlan, deliver: Deliver, numbers: Sequence[int], *, printable: bool
) -> Iterator[Compiled]:
    """Yield what comes of each of the years, in order.

    Each output of a year without errors goes to `deliver`, which returns whether its name is passed on. With
    an error in the catalogue nothing is `printable`.
    """
    from lawgov_report.checking import check
    from lawgov_report.models import project

    shop = workshop(plan)
    for reading in project.years(shop.project, numbers):
        examined = check.year(shop.project, reading, final=plan.final)
        barred = check.publishing(reading) if _publishes(shop) else ()
        judged = _judged((*examined.diagnostics, *barred))._replace(skipped=examined.document is None)
        if printable and examined.document is not None and not check.errors(judged.findings):
            judged = _written(shop, reading, examined.document, judged, deliver)
        yield judged


def _publishes(shop: Workshop) -> bool:
    """Return whether what is built is for everybody."""
    return shop.plan.public or any(writer.published for writer in shop.writers)


def _judged(found: Sequence[Diagnostic]) -> Compiled:
    standing = tuple(finding for finding in found if not finding.waived)
    return Compiled(standing, len(found) - len(standing))


def _written(
    shop: Workshop, reading: Reading, document: Document, judged: Compiled, deliver: Deliver
) -> Compiled:
    """Return the year that was judged with its outputs delivered, none of a format behind an error."""
    from lawgov_report.checking import check
    from lawgov_report.report.document import public

    shown = public(document) if shop.plan.public else document
    shown = shown._replace(sources=tuple(_project.digests(shop.project, reading)))
    unprintable: list[Diagnostic] = []
    names: list[str] = []
    entries: list[tuple[str, Any]] = []
    for writer in shop.writers:
        # In the words of the year file: a format knows only the document
        found = _unprintable(shop, reading, writer.findings(shown))
        unprintable += [finding for finding in found if finding not in unprintable]
        if check.errors(unprintable):
            continue
        outputs = writer.write(shown)
        named = {f"{reading.number}{suffix}": content for suffix, content in outputs.items()}
        names += [name for name, content in named.items() if deliver(name, content)]
        if writer.index:
            entries.append((writer.index.name, writer.index.entry(shown, outputs)))
    return judged._replace(unprintable=tuple(unprintable), names=tuple(names), entries=tuple(entries))


def _unprintable(shop: Workshop, reading: Reading, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return what a format cannot print, each finding at its words and complete."""
    from lawgov_report.checking import check

    sources = [*shop.project.sources, reading.source]
    return check.complete((_exact(finding, sources) for finding in found), sources)


def _exact(finding: Diagnostic, sources: Sequence[Source]) -> Diagnostic:
    """Return a finding on the words that it quotes: a document knows of a text only where it begins and ends.

    Of texts whose place it does not know, a finding at the start of the file, all lines are looked through.
    """
    place, quote = finding.place, finding.quote
    if not quote:
        return finding
    lines = {source.name: source.lines for source in sources}.get(place.file, ())
    end = len(lines) if (place.line, place.column) == (1, 1) else place.end_line
    for number, line in enumerate(lines[place.line - 1 : end], place.line):
        start = place.column - 1 if number == place.line else 0
        found = line.find(quote, start)
        if found >= 0:
            exact = Place(place.file, number, found + 1, number, found + 1 + len(quote))
            return finding._replace(place=exact)
    return finding
