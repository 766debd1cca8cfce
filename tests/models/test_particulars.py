"""The fields of `document:`: each says once where it stands, and the document has it there."""

from __future__ import annotations

import pytest

from lawgov_report.models.particulars import Particulars, Position
from lawgov_report.report.document import Document, Head, Imprint, Properties


@pytest.mark.parametrize("name", Particulars.model_fields)
def test_every_field_says_where_it_stands(name: str) -> None:
    assert Particulars.placement(name).position in Position


PLURALS = {"signature": "signatures", "annex": "annexes"}  # of which a document may have several


@pytest.mark.parametrize(
    ("position", "record"),
    [(Position.HEAD, Head), (Position.IMPRINT, Imprint), (Position.PROPERTIES, Properties)],
)
def test_the_document_has_the_fields_of_a_position_in_one_record(
    position: Position, record: type[Head | Imprint | Properties]
) -> None:
    fields = {name.replace("marks", "mark") for name in record._fields}
    assert {*Particulars.names(position)} == fields - {"dated"}


def test_the_document_has_the_other_fields_itself() -> None:
    names = Particulars.names(Position.TITLE, Position.ADDRESSEE, Position.TAIL, Position.ANNEX)
    assert {PLURALS.get(name, name) for name in names} <= {*Document._fields}


def test_dates_and_numbers_are_new_each_year_and_offices_are_not() -> None:
    yearly = {name for name in Particulars.model_fields if Particulars.placement(name).yearly}
    assert {"number", "date", "printed_on", "sent", "published", "url"} <= yearly
    assert not yearly & {"title", "mark", "addressee", "signature", "copies_to", "printed_by", "author"}
