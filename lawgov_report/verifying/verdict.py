"""What came of comparing a file: the figures and the texts that differ, and what was not compared.

Knows how a difference is said; not how it is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_report.readers.published import Spot
    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.report.document import Document, Fact

WRITTEN, KEY, LINKED_DATA = "written", "key", "json-ld"  # of Difference.what, beside names of attributes
MISSING, ADDED, CHANGED, MOVED = "missing", "added", "changed", "moved"  # of TextDifference.what


class Difference(NamedTuple):
    """What the file says of a figure, and what the data say; None where one of them has nothing.

    `what` is the column or attribute that differs, `written` for the printed words. `spot` is where it stands
    in the file, `place` where the figure stands in the data; None where it does not.
    """

    key: str
    label: str
    what: str
    published: str | None
    expected: str | None
    spot: Spot | None
    place: Place | None
    note: str = ""


class TextDifference(NamedTuple):
    """What the file says in one place and what it should; None where one of them has nothing.

    `spot` and `place` are where it stands, or would stand, in the file and in the data. `keys` are the
    figures in a text that is missing: they are missing with it.
    """

    what: str
    published: str | None
    expected: str | None
    spot: Spot | None
    place: Place | None
    keys: tuple[str, ...] = ()


class Verdict(NamedTuple):
    """The result: how many figures were compared, what differs, and remarks on what was not compared.

    `lines` is how many lines and cells of the report were compared as text, `texts` what differs in them.
    """

    compared: int
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...] = ()
    lines: int = 0
    texts: tuple[TextDifference, ...] = ()

    @property
    def total(self) -> int:
        """How many differences there are."""
        return len(self.differences) + len(self.texts)


def missing(
    found: Mapping[str, int], expected: Mapping[str, int], facts: Mapping[str, Fact]
) -> Iterator[Difference]:
    """Yield the figures of which fewer were found than expected, both counted by key."""
    for key, count in expected.items():
        if found.get(key, 0) < count and key in facts:
            note = f"报告里有 {count} 处，文件里有 {found.get(key, 0)} 处" if count > 1 else ""
            fact = facts[key]
            yield Difference(key, fact.label, WRITTEN, None, fact.text, None, fact.place, note)


def facts(document: Document) -> dict[str, Fact]:
    """Return the figures of a document by key."""
    return {figure.fact.key: figure.fact for figure in document.figures}
