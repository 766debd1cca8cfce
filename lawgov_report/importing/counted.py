"""The figures of a year to be: found in its texts, put in as references, and entered in the catalogue.

Knows which texts of a year are looked through; how figures are found, figures and relations know.
"""

from __future__ import annotations

import re
from itertools import count as counting
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.importing import beside, draft, figures, relations, year_file
from lawgov_report.importing.catalogue_file import NewIndicator
from lawgov_report.importing.clauses import Clause
from lawgov_report.importing.draft import Guessed, GuessKind
from lawgov_report.models import project as projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from lawgov_report.importing.alike import Known
    from lawgov_report.importing.beside import Beside
    from lawgov_report.importing.clauses import Counted, Offer, Uncounted
    from lawgov_report.importing.draft import Draft, Excerpt, Surroundings
    from lawgov_report.models.project import Project
    from lawgov_report.models.terms import Terms
    from lawgov_report.readers.published import Spot

# of a column that holds another year's figures, or what changed
OTHER = re.compile("(?P<year>[0-9]{4})年(?:度)?|比上年.*|同比.*|增减.*|变幅|变化.*|上年.*")


class Figures(NamedTuple):
    """What was found: the values of the year by keys, each with its part, and what the catalogue gets.

    `previous` are last year's values that the year restates.
    """

    values: Mapping[str, tuple[str, str]]
    entries: tuple[NewIndicator, ...] = ()
    offers: tuple[Offer, ...] = ()
    guesses: tuple[Guessed, ...] = ()
    previous: Mapping[str, str] = {}


NOTHING = Figures({})


class Scope(NamedTuple):
    """Where figures may be known from: the project, what it has of them, and the built-in terms."""

    project: Project | None
    known: Known | None
    terms: Callable[[], bytes]
    year: int
    beside: Beside | None = None


def count(given: Draft, scope: Scope) -> tuple[Draft, Figures]:
    """Return a year to be whose figures are references, and what was found."""
    same = beside.texts(scope.beside) if scope.beside else {}
    clauses = _clauses(given, scope.year, same)
    terms = _terms(scope)
    found = figures.find(clauses, terms, scope.known)
    present = scope.known.relations if scope.known else frozenset()
    offers = tuple(
        offer for offer in relations.offer(found, clauses) if "".join(offer.relation.split()) not in present
    )
    registered = scope.known.indicators if scope.known else {}
    entries = {
        each.key: NewIndicator(each.key, each.label or each.key, each.unit, each.part)
        for each in found
        if each.key not in registered
    }
    guesses = [
        *_guesses(found, _spots(given)),
        *_left(figures.left(clauses, terms, scope.known), clauses, _spots(given)),
        *(Guessed(GuessKind.RELATION, offer.relation, _offered(offer)) for offer in offers),
    ]
    values = {each.key: (each.value, each.part) for each in found}
    referring = _referring(given, found, same)
    if scope.beside:
        values |= _same_values(given, same, scope.beside)
        referring, values = beside.annexed(referring, given.annexes, scope.beside, values)
    restated = beside.restated(scope.beside, values) if scope.beside else {}
    return referring, Figures(values, tuple(entries.values()), offers, tuple(guesses), restated)


def _same_values(given: Draft, same: Mapping[str, str], year: Beside) -> beside.Values:
    """Return the figures of the texts that stand in another year word for word."""
    found: beside.Values = {}

    def look(text: Excerpt, _: Surroundings) -> Excerpt:
        found.update(beside.values(year, same.get(text.text, "")))
        return text

    draft.changed(given, look)
    return found


def _guesses(found: Sequence[Counted], spots: Sequence[Spot]) -> Iterator[Guessed]:
    for each in found:
        key = f"（{each.key}）" if each.key != each.label else ""
        note = f"{each.label}{key}，单位 {each.unit}{'，' if each.note else ''}{each.note}"
        yield Guessed(GuessKind.INDICATOR, each.value, note, spots[each.clause])


def _left(stays: Sequence[Uncounted], clauses: Sequence[Clause], spots: Sequence[Spot]) -> Iterator[Guessed]:
    for stay in stays:
        text = clauses[stay.clause].text[stay.start : stay.end]
        yield Guessed(GuessKind.INDICATOR, text, stay.note, spots[stay.clause])


def _offered(offer: Offer) -> str:
    return offer.note if offer.holds else f"不成立，写成注释：{offer.note}"


def plain(given: Draft) -> Draft:
    """Return a year to be whose numbers stay text."""
    return _referring(given, (), {})


def _terms(scope: Scope) -> Terms:
    glossary = scope.project.glossary() if scope.project else projects.terms_of(projects.TERMS, scope.terms())
    if glossary.terms is None:
        raise Unusable("术语表 terms.yaml 有错误，不能用来找数值；见 lawgov validate")
    return glossary.terms


def _clauses(given: Draft, year: int, same: Mapping[str, str]) -> tuple[Clause, ...]:
    """Return the texts that are looked through, in order; what stands in no part counts to the first.

    Cells of another year than `year`, and of what changed since, hold nothing that is counted; texts that are
    the `same` in another year hold its figures.
    """
    first = given.parts[0].id
    clauses: list[Clause] = []

    def add(text: Excerpt, standing: Surroundings) -> Excerpt:
        other = OTHER.fullmatch(standing.column)
        if text.text in same or (other and other["year"] != str(year)):
            clauses.append(Clause("", standing.part or first))
        else:
            clauses.append(Clause(text.text, standing.part or first, standing.topic, text.marks))
        return text

    draft.changed(given, add)
    return tuple(clauses)


def _spots(given: Draft) -> list[Spot]:
    spots: list[Spot] = []

    def add(text: Excerpt, _: Surroundings) -> Excerpt:
        spots.append(text.spot)
        return text

    draft.changed(given, add)
    return spots


def _referring(given: Draft, found: Sequence[Counted], same: Mapping[str, str]) -> Draft:
    """Return a year to be in the prose of year files: figures are references, braces literals."""
    by_clause = {index: [*group] for index, group in groupby(found, lambda each: each.clause)}
    number = counting()

    def refer(text: Excerpt, _: Surroundings) -> Excerpt:
        here = by_clause.get(next(number), ())
        return text._replace(text=same.get(text.text) or _prose(text.text, here), marks=())

    return draft.changed(given, refer)


def _prose(text: str, found: Sequence[Counted]) -> str:
    pieces, end = [], 0
    for each in found:
        pieces += [year_file.prose(text[end : each.start]), f"{{{{ {each.key} }}}}"]
        end = each.end
    return "".join((*pieces, year_file.prose(text[end:])))
