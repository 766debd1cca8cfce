"""The annexes of a report, and the one that shows all figures of the year in a table, beside last year's.

Knows what stands in that table, what annexes are called and how they are numbered; not how any format looks.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.quantity import OWED_MARK
from lawgov_report.models import outline
from lawgov_report.report import year_on_year
from lawgov_report.report.document import Annex, Group, Table, Text, text_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Written
    from lawgov_report.report.document import Block, Document, Fact, Line

    Drafted = tuple[str, tuple[Block, ...]]  # the title and the blocks of an annex of the year file

NOTHING = "—"
BEFORE = 2  # the column of last year's values; what changed stands in the next one
LONGEST = 18  # characters of 22 pt; a line holds 20
MANY = 2  # notes that are numbered
NAMED = "指标"  # an attachment whose name has this word is this annex


class Indicators(NamedTuple):
    """What the table of indicators is made from."""

    catalogue: Catalogue
    year: Year
    previous: Year | None


def add(document: Document, drafted: Iterable[Drafted], known: Indicators) -> Document:
    """Return the document with its annexes: that of the indicators, and those of the year file's own.

    The title of the first is that of the first attachment listed whose name has 指标 in it, unless an
    annex of the year file's own is called so; those of the others are as written. An annex that is not
    listed is listed as the last one: mark and title agree with the list (GB/T 9704-2012, 7.3.7).
    """
    annexes = {title: Annex("", _lines(title), blocks=blocks) for title, blocks in drafted}
    listed = [*document.attachments]
    table = _of_indicators(known.year, annexes)
    if table:
        facts = {figure.fact.key: figure.fact for figure in document.figures}
        # before the others: where neither is listed, the table of indicators comes first
        annexes = {table: Annex("", _lines(table), *_table(known, facts)), **annexes}
    # the list before the signature and the annex behind it must name each other, so either follows the other
    listed += [title for title in annexes if title not in listed]
    ordered = sorted(annexes, key=listed.index)
    numbered = tuple(annexes[title]._replace(mark=_mark(listed, title)) for title in ordered)
    return document._replace(attachments=tuple(listed), annexes=numbered)


def lacking(year: Year, titles: Collection[str]) -> Iterator[Written]:
    """Yield the attachments behind which nothing stands, though they are not said to be separate.

    `titles` are those of the year file's own annexes, as printed.
    """
    standing = {*titles, _of_indicators(year, titles)}
    for attachment in year.document.attachments:
        if not attachment.separate and attachment.title.text not in standing:
            yield attachment.title


def repeated(year: Year, titles: Collection[str]) -> Iterator[Written]:
    """Yield the names of attachments, and of annexes, that one before has; also that of the table.

    `titles` are those of the year file's own annexes, as printed.
    """
    names = [attachment.title for attachment in year.document.attachments]
    yield from _again(zip((name.text for name in names), names, strict=True), set())
    table = _of_indicators(year, titles)
    annexes = (annex.title for annex in year.annexes)
    yield from _again(zip(titles, annexes, strict=True), {table} if table else set())


def _again(named: Iterable[tuple[str, Written]], before: set[str]) -> Iterator[Written]:
    for name, written in named:
        if name in before:
            yield written
        before.add(name)


def _of_indicators(year: Year, titles: Collection[str]) -> str | None:
    """Return the title of the table of indicators; None where the year has no such table.

    It is the name of the first attachment with 指标 in it that is not among `titles`: those of the year
    file's own annexes, as printed.
    """
    if not year.document.annex:
        return None
    names = (attachment.title.text for attachment in year.document.attachments)
    free = (name for name in names if NAMED in name and name not in titles)
    return next(free, f"{year.year}年度主要指标一览表")


def _mark(listed: list[str], title: str) -> str:
    return "附件" if len(listed) == 1 else f"附件{listed.index(title) + 1}"


def _lines(title: str) -> tuple[str, ...]:
    """Return the title in one line, or broken behind 年度 where one line would hardly hold it."""
    first, year, rest = title.partition("年度")
    return (first + year, rest) if rest and len(title) > LONGEST else (title,)


def _table(known: Indicators, facts: Mapping[str, Fact]) -> tuple[Table, tuple[str, ...]]:
    """Return the table, by parts and in the order of the catalogue, and the notes below it.

    It has no column of units: every value is printed with its own, in which 112.3万元 is not 元.
    """
    year = known.year
    headings = {part.id: outline.heading(year.outline, part) for part in year.outline}
    rows: dict[str, list[tuple[Line, ...]]] = {id_: [] for id_ in headings}
    for key, indicator in known.catalogue.indicators.items():
        if key not in year.indicators:
            continue
        part = outline.home(year.outline, indicator.part) or indicator.part
        headings.setdefault(part.id, part.title)
        rows.setdefault(part.id, []).append(_row(key, known, facts))
    columns = ("指标", f"{year.year}年", f"{year.year - 1}年", "比上年")
    # in its first year, nothing has a value of the year before: two columns of dashes say nothing
    compared = any(text_of((row[BEFORE],)) != NOTHING for row in chain.from_iterable(rows.values()))
    head = columns if compared else columns[:BEFORE]
    groups = (
        Group(headings[id_], tuple(row[: len(head)] for row in found)) for id_, found in rows.items() if found
    )
    return Table(head, tuple(groups)), _notes(known)


def _row(key: str, known: Indicators, facts: Mapping[str, Fact]) -> tuple[Line, ...]:
    indicator = known.catalogue.indicators[key]
    compared = year_on_year.compare(key, known.catalogue, known.year, known.previous)
    return (
        (_printed(indicator.label),),
        (facts.get(key) or Text(OWED_MARK, known.year.indicators[key].value.written),),
        (Text(compared.before.written.text if compared.before else NOTHING),),
        (Text(compared.wording or NOTHING),),
    )


def _printed(written: Written) -> Text:
    return Text(written.text, written)


def _notes(known: Indicators) -> tuple[str, ...]:
    """Return what a reader of the table must know of last year's column, numbered where it is several."""
    remarks = (*_restated(known), *_replaced(known))
    if len(remarks) < MANY:
        return tuple(f"注：{remark}。" for remark in remarks)
    numbered = (f"{number}.{remark}。" for number, remark in enumerate(remarks, 1))
    return (f"注：{''.join(numbered)}",)


def _restated(known: Indicators) -> Iterator[str]:
    """Yield which values of last year this year's file corrects (更正)."""
    figures = known.year.indicators
    labels = [
        indicator.label.text
        for key, indicator in known.catalogue.indicators.items()
        if key in figures and figures[key].previous is not None
    ]
    if labels:
        yield f"{'、'.join(labels)}的上年数值为更正后的数值"


def _replaced(known: Indicators) -> Iterator[str]:
    """Yield which indicators count otherwise than last year's that they replace (换口径)."""
    for key, indicator in known.catalogue.indicators.items():
        figure = known.year.indicators.get(key)
        # one for which this year's file gives last year's value is compared with that
        if figure is None or figure.previous is not None:
            continue
        if old := year_on_year.replaced(key, known.catalogue, known.previous):
            yield f"{indicator.label.text}从本年起替代{old}，口径不同，与上年不可比"
