"""What the modules of this box pass on: the texts of a year to be, and the figures found in them.

Knows neither files nor YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lawgov_report.readers.published import Marked


class Clause(NamedTuple):
    """A text as it will stand in the year, without its numbering: an item, a lead, an intro, a cell.

    `part` is the key of the part that it stands in, `heading` the heading above it; of a cell what its row
    and its column are called. `marks` are the figures in `text` that the file itself ties to indicators.
    """

    text: str
    part: str
    heading: str = ""
    marks: tuple[Marked, ...] = ()


class Counted(NamedTuple):
    """A number that counts something: clauses[`clause`].text[`start`:`end`] is to become {{ `key` }}.

    `value` is that stretch as it is written, `unit` its unit. An indicator that stands in several places has
    the same key, label, value, unit and part in each. `note` says in Chinese what was guessed, "" where
    nothing was.
    """

    clause: int
    start: int
    end: int
    key: str
    label: str
    value: str
    unit: str
    part: str
    note: str = ""


class Uncounted(NamedTuple):
    """A number that counts something but stays text: `note` says in Chinese why, for the report."""

    clause: int
    start: int
    end: int
    note: str


class Offer(NamedTuple):
    """A relation for the catalogue, in the grammar of language/relation.

    Where it does not hold (`holds` is False) it is written commented out; `note` says in Chinese what it
    was read from, and what the figures are.
    """

    relation: str
    holds: bool
    note: str
