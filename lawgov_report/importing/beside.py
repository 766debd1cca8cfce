"""The year that a report is compared with: what the report has of it word for word keeps its references.

Knows what that year prints; not how the two are compared.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import narrative, quantity
from lawgov_report.models.particulars import Particulars, Position
from lawgov_report.report.document import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.importing.draft import AnnexDraft, Division, Draft
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year
    from lawgov_report.report.document import Document

# what no file prints: a report that was read says nothing of it
UNPRINTED = (Position.PROPERTIES, Position.PRINTING)
Values = dict[str, tuple[str, str]]  # by key: the value as written, and the key of the part


class Beside(NamedTuple):
    """A year and what it prints."""

    catalogue: Catalogue
    year: Year
    document: Document

    @property
    def annex(self) -> str:
        """The title of its table of indicators, "" where it has none."""
        return next(("".join(annex.title) for annex in self.document.annexes if annex.table), "")


def texts(beside: Beside) -> dict[str, str]:
    """Return its texts as they are printed, without their numbers, each with the prose of the year file."""
    found: dict[str, str] = {}
    for line in printed(beside.document):
        pieces = [span for span in line if span.written and span.end]
        for written, spans in groupby(pieces, lambda span: span.written):
            text = "".join(span.text for span in spans)
            # of a text that is printed in part, such as a value in the annex, the rest is not known
            if written and len(narrative.parse(written.text)) > 1:
                found[text] = written.text
    return found


def values(beside: Beside, prose: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the figures that a text of it refers to."""
    for piece in narrative.parse(prose):
        if isinstance(piece, narrative.Reference) and piece.key in beside.year.indicators:
            yield piece.key, value(beside, piece.key)


def value(beside: Beside, key: str) -> tuple[str, str]:
    """Return the value of an indicator that it has, as written, and the key of its part."""
    figure, indicator = beside.year.indicators[key], beside.catalogue.indicators.get(key)
    return figure.value.written.text, indicator.part.id if indicator else ""


def annexed(
    draft: Draft, annexes: tuple[AnnexDraft, ...], beside: Beside, known: Values
) -> tuple[Draft, Values]:
    """Return a year to be whose table of indicators is made as that of `beside` is, and all its figures.

    `annexes` are those of the file, whose cells are no references yet.
    """
    place = next((place for place, annex in enumerate(annexes) if annex.title.text == beside.annex), -1)
    if place < 0 or not annexes[place].table:
        return draft, known
    rest = (*draft.annexes[:place], *draft.annexes[place + 1 :])
    # its title is that of an attachment
    listed = draft.frame.attachments or tuple(annex.title.text for annex in annexes)
    frame = draft.frame._replace(annex="indicators", attachments=listed)
    return draft._replace(annexes=rest, frame=frame), {**dict(_of_table(annexes[place], beside)), **known}


def _of_table(annex: AnnexDraft, beside: Beside) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the values that a table of indicators has, by the labels of its rows."""
    for label, cell, *_ in annex.table.rows if annex.table else ():
        key = beside.catalogue.keys_by_label.get(label.text, "")
        if key in beside.year.indicators:
            written = cell.text if quantity.parse(cell.text) else value(beside, key)[0]
            yield key, (written, value(beside, key)[1])


def restated(beside: Beside, known: Values) -> dict[str, str]:
    """Return the values of the year before that it restates, of the figures that are known."""
    given = {key: beside.year.indicators[key].previous for key in known if key in beside.year.indicators}
    return {key: amount.written.text for key, amount in given.items() if amount}


def restored(draft: Draft, beside: Beside) -> Draft:
    """Return a year to be with the items that stand alone in `beside`: no 一是 says what they are."""
    as_printed = {prose: text for text, prose in texts(beside).items()}
    items = (segment for segment in beside.year.walk() if segment.item and not segment.label)
    alone = {as_printed.get(item.written.text, item.written.text): item.id for item in items}
    return draft._replace(parts=tuple(_with_items(part, alone) for part in draft.parts))


def _with_items(division: Division, alone: Mapping[str, str]) -> Division:
    """Return a part whose only text is an item again, if it is one of those that stand alone."""
    below = tuple(_with_items(each, alone) for each in division.divisions)
    words = (*division.intro, *division.lead)
    if division.items or len(words) != 1 or words[0].text not in alone:
        return division._replace(divisions=below)
    return division._replace(intro=(), lead=(), items=words, ids=(alone[words[0].text],))


def with_unprinted(year: Year, beside: Beside) -> Year:
    """Return a year that says of itself what `beside` says and no file prints."""
    given = beside.year.document
    unprinted = {name: getattr(given, name) for name in Particulars.names(*UNPRINTED)}
    return year.model_copy(update={"document": year.document.model_copy(update=unprinted)})
