"""The annex of a report: all figures of the year in a table, beside last year's.

Knows what stands in the table and what the annex is called; not how any format looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.numerals import chinese
from lawgov_report.language.quantity import OWED_MARK
from lawgov_report.models.catalogue import PartName
from lawgov_report.models.year import Parts
from lawgov_report.report import year_on_year
from lawgov_report.report.document import Annex, Group, Table, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Written
    from lawgov_report.report.document import Document, Fact, Line

NOTHING = "—"
LONGEST = 18  # characters of 22 pt; a line holds 20
NAMED = "指标"  # an attachment whose name has this word is this annex


def add(document: Document, catalogue: Catalogue, year: Year, previous: Year | None) -> Document:
    """Return the document with the annex that the year asks for.

    Its title is that of the first attachment listed whose name has 指标 in it; where none has, it is
    listed as the last one: mark and title agree with the list (GB/T 9704-2012, 7.3.7).
    """
    listed = document.attachments
    # the list before the signature and the annex behind it must name each other, so either follows the other
    if not any(NAMED in name for name in listed):
        listed = (*listed, f"{year.year}年度主要指标一览表")
    number = next(index for index, name in enumerate(listed) if NAMED in name)
    mark = "附件" if len(listed) == 1 else f"附件{number + 1}"
    facts = {figure.fact.key: figure.fact for figure in document.figures}
    table, notes = _table(catalogue, year, previous, facts)
    return document._replace(attachments=listed, annex=Annex(mark, _lines(listed[number]), table, notes))


def _lines(title: str) -> tuple[str, ...]:
    """Return the title in one line, or broken behind 年度 where one line would hardly hold it."""
    first, year, rest = title.partition("年度")
    return (first + year, rest) if rest and len(title) > LONGEST else (title,)


def _table(
    catalogue: Catalogue, year: Year, previous: Year | None, facts: Mapping[str, Fact]
) -> tuple[Table, tuple[str, ...]]:
    """Return the table, by parts and in the order of the catalogue, and the notes below it."""
    rows: dict[PartName, list[tuple[Line, ...]]] = {}
    restated: list[str] = []
    for key, indicator in catalogue.indicators.items():
        figure = year.indicators.get(key)
        if figure is None:
            continue
        compared = year_on_year.compare(key, catalogue, year, previous)
        row = (
            _printed(indicator.label),
            _printed(indicator.unit),
            facts.get(key) or Text(OWED_MARK, figure.value.written),
            Text(compared.before.written.text if compared.before else NOTHING),
            Text(compared.wording or NOTHING),
        )
        rows.setdefault(indicator.part, []).append(tuple((cell,) for cell in row))
        if figure.previous is not None:
            restated.append(indicator.label.text)
    head = ("指标", "单位", f"{year.year}年", f"{year.year - 1}年", "比上年")
    groups = tuple(Group(_heading(part), tuple(rows[part])) for part in PartName if part in rows)
    return Table(head, groups), _notes(restated)


def _printed(written: Written) -> Text:
    return Text(written.text, written)


def _heading(part: PartName) -> str:
    number = list(PartName).index(part) + 1
    return f"{chinese(number)}、{Parts.model_fields[part].title}"


def _notes(restated: list[str]) -> tuple[str, ...]:
    return (f"注：{'、'.join(restated)}的上年数值为更正后的数值。",) if restated else ()
