"""One year from its reading to its findings: assembled, judged, waived, and completed for whoever shows them.

Knows the order of these steps; not the rules, nor how findings are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking import fixes, rules
from lawgov_report.checking.rules.amounts import given
from lawgov_report.checking.rules.texts import around, texts
from lawgov_report.models.office import NO_OFFICE
from lawgov_report.models.particulars import Particulars
from lawgov_report.reading.diagnostics import (
    MOST_OF_A_FILE,
    MOST_OF_A_YEAR,
    Diagnostic,
    Severity,
    limited,
)
from lawgov_report.report.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.models.catalogue import Catalogue, Rating
    from lawgov_report.models.office import Office
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.models.terms import Terms
    from lawgov_report.models.year import Waiver
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Document

RESTRICTED = "LG902"
BAD_IDENTIFIER, OWED, DRAFT, IDLE_WAIVER = "LG105", "LG207", "LG208", "LG211"
FINAL = frozenset({OWED, DRAFT, "LG216"})  # errors of what is to be signed
ONLY_FINAL = frozenset({"LG650"})  # a draft may lack it
# a figure that is wrong by itself fails in all that reckons with it: that is one fault, and one finding
OF_FIGURES, OF_RECKONING = frozenset({"LG302", "LG303", "LG304"}), frozenset({"LG214", "LG301", "LG310"})
LONGEST_MESSAGE = 1000  # characters: what is longer quotes a label or a text that nobody reads in a finding
LONGEST_EXCERPT = 2000  # characters: a longer line is no help to anyone who reads the finding
# C0 and C1 controls, line and paragraph separators, what changes the direction of writing, lone surrogates
CONTROL = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
SHOWN = "\ufffd"


class Examined(NamedTuple):
    """A year's document, None where the data could not be used, and all findings."""

    document: Document | None
    diagnostics: tuple[Diagnostic, ...]


def errors(findings: Iterable[Diagnostic]) -> bool:
    """Return whether an error stands that is not waived."""
    return any(finding.severity == Severity.ERROR and not finding.waived for finding in findings)


def broken(findings: Iterable[Diagnostic]) -> bool:
    """Return whether an error stands that no waiver could lift: of files, keys or references."""
    return errors(finding for finding in findings if not rules.negotiable(finding.code))


def catalogue(project: Project) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the catalogue, the terms, and the list of files."""
    glossary = project.glossary()
    found = [*project.diagnostics, *glossary.diagnostics]
    if project.catalogue is not None:
        found += limited(map(_shortened, rules.check_catalogue(project.catalogue)), MOST_OF_A_FILE)
    # what all years share is never edited: a key that changes there changes what every year says
    unedited = (finding._replace(edits=()) for finding in found)
    return complete(unedited, [*project.sources, *glossary.sources])


def year(project: Project, reading: Reading, *, final: bool) -> Examined:
    """Return the document of a year and its findings; with `final`, also what only a draft may lack."""
    sources, terms = [reading.source, *project.sources], project.glossary().terms
    if project.catalogue is None or terms is None or reading.year is None or reading.diagnostics:
        return Examined(
            None, complete(map(partial(_labelled, project, reading), reading.diagnostics), sources)
        )
    office = project.office or NO_OFFICE
    document, found = assemble(project.catalogue, reading.year, reading.previous, office)
    report = _report(project.catalogue, reading, document, terms, office)
    found += limited(map(_shortened, rules.check(report)), MOST_OF_A_YEAR)
    rated = _strict(found) if final else _lenient(found)
    waived = fixes.spare(_waive(sorted(rated, key=_order), reading.year.waivers))
    due = (finding for finding in waived if final or finding.code not in ONLY_FINAL)
    return Examined(document, _first_causes(complete(due, sources, project.catalogue.severities)))


def publishing(reading: Reading) -> tuple[Diagnostic, ...]:
    """Return what keeps a year from being published: 份号, 密级和保密期限, 紧急程度."""
    if reading.year is None:
        return ()
    document, found = reading.year.document, []
    for name in document.restricted():
        written = document.texts(name)[0]
        title = Particulars.model_fields[name].title
        message = f"有{title}“{written.text}”，不能编公开版和网页"
        hint = f"不公开的，不加 --public，--to 里去掉 html；要公开的，删去 {name}"
        found.append(Diagnostic(written.place, RESTRICTED, message, hint, (), written.path, written.text))
    return complete(found, [reading.source])


def _report(
    catalogue: Catalogue, reading: Reading, document: Document, terms: Terms, office: Office
) -> rules.Report:
    """Return what the rules judge: a year with its texts and figures, each gathered once for all of them."""
    assert reading.year is not None  # noqa: S101 nothing is judged without it
    year, segments = reading.year, tuple(reading.year.walk())
    lines = tuple(texts(segments))
    return rules.Report(
        catalogue,
        year,
        reading.previous,
        document,
        reading.source,
        segments,
        lines,
        (*lines, *around(year)),
        tuple(given(catalogue, year)),
        terms,
        office,
    )


def _labelled(project: Project, reading: Reading, finding: Diagnostic) -> Diagnostic:
    """Return the finding; that a key is no identifier is answered with the key whose label it is."""
    if finding.code != BAD_IDENTIFIER or project.catalogue is None:
        return finding
    place = finding.place
    words = reading.source.lines[place.line - 1][place.column - 1 : place.end_column - 1].strip("'\"")
    key = project.catalogue.keys_by_label.get(words)
    figures = reading.source.at(("indicators",))
    if key is None or not isinstance(figures, Mapping) or words not in figures or key in figures:
        return finding
    return finding._replace(hint=f"这是名称，键是 {key}", edits=reading.source.edits(place, words, key))


def _strict(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings of a report that is to be signed: what is owed or a draft is an error there."""
    for finding in found:
        yield finding._replace(severity=Severity.ERROR) if finding.code in FINAL else finding


def _lenient(found: list[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings, those of judgement in texts that are still drafts as warnings."""
    drafts = {finding.path for finding in found if finding.code == DRAFT}
    for finding in found:
        judged = finding.path in drafts and rules.negotiable(finding.code)
        yield finding._replace(severity=Severity.WARNING) if judged else finding


def _first_causes(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return the findings but those that only follow from a figure which is an error itself."""
    wrong = {finding.place for finding in found if finding.code in OF_FIGURES and errors([finding])}
    return tuple(
        finding
        for finding in found
        if finding.waived
        or finding.code not in OF_RECKONING
        or not wrong.intersection((finding.place, *(related.place for related in finding.related)))
    )


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str]:
    place = diagnostic.place
    return place.file, place.line, place.column, diagnostic.code


def _waive(found: Iterable[Diagnostic], waivers: Iterable[Waiver]) -> Iterator[Diagnostic]:
    """Yield the findings, each waiver spent on the first that it names; then the waivers left over.

    Where figures or references are wrong, a rule may have found nothing only because of that: then no
    waiver is called idle.
    """
    left: dict[tuple[str, str, str], list[Waiver]] = {}
    for waiver in waivers:
        left.setdefault((waiver.code.text, waiver.at.text, waiver.quote.text), []).append(waiver)
    sound = True
    for diagnostic in found:
        sound = sound and not _blocking(diagnostic)
        fitting = left.get((diagnostic.code, diagnostic.path, diagnostic.quote))
        if fitting and rules.negotiable(diagnostic.code):
            yield diagnostic._replace(waived=fitting.pop(0).reason.text)
        else:
            yield diagnostic
    for waiver in (waiver for unused in left.values() for waiver in unused):
        if sound and rules.negotiable(waiver.code.text):
            yield _idle(waiver)


def _blocking(diagnostic: Diagnostic) -> bool:
    """Return whether figures are owed or wrong, so that later rules cannot judge all of them."""
    fixed = not rules.negotiable(diagnostic.code)
    return diagnostic.code == OWED or (fixed and rules.rule(diagnostic.code).severity == Severity.ERROR)


def _idle(waiver: Waiver) -> Diagnostic:
    message = f"{waiver.at.text} 的“{waiver.quote.text}”没有 {waiver.code.text} 的问题可豁免"
    hint = "问题已改正的，删去这条豁免；否则核对 code、at、quote 三项"
    return Diagnostic(
        waiver.code.place, IDLE_WAIVER, message, hint, path=waiver.code.path, quote=waiver.code.text
    )


def complete(
    found: Iterable[Diagnostic], sources: list[Source], ratings: Mapping[str, Rating] | None = None
) -> tuple[Diagnostic, ...]:
    """Return the findings in order, each with its name, its severity and the line it stands in.

    `ratings` are the severities that the catalogue gives to rules, by code.
    """
    lines = {source.name: source.lines for source in sources}
    return tuple(_completed(finding, lines, ratings or {}) for finding in sorted(found, key=_order))


def _completed(
    diagnostic: Diagnostic, lines: Mapping[str, Sequence[str]], ratings: Mapping[str, Rating]
) -> Diagnostic:
    rule, rating = rules.rule(diagnostic.code), ratings.get(diagnostic.code)
    severity = diagnostic.severity or (rating.severity if rating else rule.severity)
    known = lines.get(diagnostic.place.file, ())
    line = known[diagnostic.place.line - 1] if diagnostic.place.line <= len(known) else ""
    excerpt = line if len(line) <= LONGEST_EXCERPT else ""
    return _harmless(_shortened(diagnostic))._replace(name=rule.name, severity=severity, excerpt=excerpt)


def _shortened(diagnostic: Diagnostic) -> Diagnostic:
    """Return the finding with its message, its hint and those of other places cut to a bounded length."""
    further = [related.message for related in diagnostic.related]
    if max(map(len, (diagnostic.message, diagnostic.hint, *further))) <= LONGEST_MESSAGE:
        return diagnostic
    return diagnostic._replace(
        message=_cut(diagnostic.message),
        hint=_cut(diagnostic.hint),
        related=tuple(related._replace(message=_cut(related.message)) for related in diagnostic.related),
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…"


def _harmless(diagnostic: Diagnostic) -> Diagnostic:
    """Return the finding without control characters: keys and file names can hold what a terminal obeys."""
    further = [related.message for related in diagnostic.related]
    texts = [diagnostic.place.file, diagnostic.message, diagnostic.hint, *further]
    if "".join(texts).isprintable():
        return diagnostic
    return diagnostic._replace(
        place=diagnostic.place._replace(file=harmless(diagnostic.place.file)),
        message=harmless(diagnostic.message),
        hint=harmless(diagnostic.hint),
        related=tuple(related._replace(message=harmless(related.message)) for related in diagnostic.related),
    )


def harmless(text: str) -> str:
    """Return the text with what a terminal would obey replaced."""
    return text if text.isprintable() else re.sub(CONTROL, SHOWN, text)
