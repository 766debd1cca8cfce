"""What two years are compared as, and what became of their indicators and texts: records, nothing else.

Knows catalogues and years as models; not how changes are found, nor how they are shown.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from fractions import Fraction

    from lawgov_report.comparing.text_diff import Run
    from lawgov_report.language.quantity_change import Change
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.outline import Covers
    from lawgov_report.models.year import Year

# Of TextEntry.what, beside the kinds of texts: one of the particulars, such as the date; the heads of a
# table's columns, and a row of it, whose cells are compared together
DOCUMENT, HEAD, ROW = "document", "head", "row"


class ChangeKind(StrEnum):
    """What became of an indicator or a text. MOVED: a text stands in another part, changed or not."""

    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"


class NotCompared(StrEnum):
    """Why two figures are not compared."""

    REPLACES = "replaces"
    REPLACED = "replaced"
    UNIT = "unit"
    DEFINITION = "definition"
    OWED = "owed"


class Side(NamedTuple):
    """One of the two years: what it is called (2020, HEAD~1:2020), its catalogue and itself.

    `previous` is the year before it, which {{ key | 同比 }} compares with.
    """

    name: str
    catalogue: Catalogue
    year: Year
    previous: Year | None = None


class IndicatorChange(NamedTuple):
    """An indicator in the two years; `kind` is None where its figures are the same.

    `old` and `new` are its figures as written, "" where it has none. `not_compared` is the reason where
    they are not compared; `other` is then the label of the indicator that replaces it or that it replaces.
    `restated` is the earlier of the two as the later year corrects it: `change` counts from, or to, that.
    """

    kind: ChangeKind | None
    key: str
    label: str
    unit: str
    part: str
    department: str
    department_key: str
    old: str
    new: str
    change: Change | None = None
    not_compared: NotCompared | None = None
    other: str = ""
    restated: str = ""


class TextEntry(NamedTuple):
    """A text as it is printed, its tokens with figures put in, and where it stands.

    `what` is its TextKind, or DOCUMENT, HEAD or ROW. `id` is the item's, the section's for its heading, lead,
    table and closing, a key of `document:` for particulars. `masked` has the references as they are written;
    `keys` are the indicators that they name. `position` counts the texts of the report from 0. `heading` is
    what the part or the annex is called (三、行政执法), `covers` what of the law's contents the text belongs
    to. `annex` is the title of the annex that it stands in, "" outside. `names` are the sections, outermost
    first, by id or, where they have none, by heading; or the annex. `row` is what a row is of, "" where it
    has no name.
    """

    what: str
    part: str
    section: str
    id: str
    tokens: tuple[str, ...]
    masked: tuple[str, ...]
    keys: tuple[str, ...]
    position: int
    heading: str = ""
    covers: frozenset[Covers] = frozenset()
    annex: str = ""
    names: tuple[str, ...] = ()
    row: str = ""

    @property
    def chapter(self) -> tuple[str, ...]:
        """What holds the text and is found again: its part, or its annex whatever the year in its title."""
        return self.names if self.annex else (self.part,)

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(self.tokens)


class TextChange(NamedTuple):
    """A text in the two years; `kind` is None where it is word for word the same, figures included.

    `runs` are what stayed (=), went (-) and came (+), in order. `figures_only`: nothing but figures changed.
    """

    kind: ChangeKind | None
    old: TextEntry | None
    new: TextEntry | None
    runs: tuple[Run, ...] = ()
    figures_only: bool = False

    @property
    def entry(self) -> TextEntry:
        """The text as it is now, as it was where it is gone."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 a text stands in one of the years
        return found


class Changes(NamedTuple):
    """What became of all indicators and texts from one year to the other.

    Indicators gone stand first, then new ones, then those that cannot be compared, then by the size of
    the change; texts stand in the order of the report. `whole` is False where only some were chosen.
    """

    old: str
    new: str
    old_year: int
    new_year: int
    title: str
    indicators: tuple[IndicatorChange, ...]
    same_indicators: tuple[IndicatorChange, ...]
    texts: tuple[TextChange, ...]
    same_texts: tuple[TextChange, ...]
    whole: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.indicators or self.texts)


class Choice(NamedTuple):
    """Which changes are wanted: all where nothing is named. `parts` are the keys of one part, in both years.

    `least` is the smallest change of an indicator in percent of the value before (in 百分点 for shares); what
    has no such value (gone, new, from zero, not compared) is always wanted.
    """

    department: str = ""
    parts: frozenset[str] = frozenset()
    kinds: frozenset[ChangeKind] = frozenset()
    least: Fraction | None = None
