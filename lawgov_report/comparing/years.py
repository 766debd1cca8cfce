"""Two years side by side: what became of the indicators and of the words.

Knows catalogues and years as models; not how changes are shown, nor where the years were read from.
What is not printed (notes, sources, causes, answers, drafts) is not compared.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import text_diff as likeness
from lawgov_report.language import dates, narrative
from lawgov_report.language import quantity_change as change
from lawgov_report.language.quantity import OWED_MARK
from lawgov_report.models.catalogue import PartName
from lawgov_report.models.year import Particulars
from lawgov_report.reading.diagnostics import Written
from lawgov_report.report import year_on_year as comparison

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from lawgov_report.comparing.text_diff import Run
    from lawgov_report.language.quantity_change import Change
    from lawgov_report.models.catalogue import Catalogue, Indicator
    from lawgov_report.models.year import Amount, Figure, Part, Passage, Section, Year

ORDER = {"": -1} | {part: number for number, part in enumerate(PartName)}


class Kind(StrEnum):
    """What became of an indicator or a text. MOVED: a text stands in another part, changed or not."""

    GONE = "gone"
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"


class Break(StrEnum):
    """Why two figures are not compared."""

    REPLACES = "replaces"
    REPLACED = "replaced"
    UNIT = "unit"
    DEFINITION = "definition"
    OWED = "owed"


class What(StrEnum):
    """What a text is. DOCUMENT: one of the particulars, such as the date."""

    DOCUMENT = "document"
    TITLE = "title"
    PREAMBLE = "preamble"
    HEADING = "heading"
    INTRO = "intro"
    LEAD = "lead"
    ITEM = "item"
    CLOSING = "closing"


FAMILIES = {What.ITEM: What.ITEM, What.HEADING: What.HEADING, What.DOCUMENT: What.DOCUMENT}


class Side(NamedTuple):
    """One of the two years: what it is called (2020, HEAD~1:2020), its catalogue and itself.

    `previous` is the year before it, which {{ key | 同比 }} compares with.
    """

    name: str
    catalogue: Catalogue
    year: Year
    previous: Year | None = None


class Row(NamedTuple):
    """An indicator in the two years.

    `old` and `new` are its figures as written, "" where it has none. `kind` is None where they are the
    same. `broken` says why they are not compared; `other` is then the label of the indicator that
    replaces it or that it replaces. `restated` is the earlier of the two as the later year corrects it:
    `change` counts from, or to, that.
    """

    kind: Kind | None
    key: str
    label: str
    unit: str
    part: str
    department: str
    department_key: str
    old: str
    new: str
    change: Change | None = None
    broken: Break | None = None
    other: str = ""
    restated: str = ""


class Entry(NamedTuple):
    """A text as it is printed, its tokens with figures put in, and where it stands.

    `id` is the item's, the section's for its heading, lead and closing, a key of `document:` for
    particulars. `masked` has the references as they are written; `keys` are the indicators that they name.
    """

    what: What
    part: str
    section: str
    id: str
    tokens: tuple[str, ...]
    masked: tuple[str, ...]
    keys: tuple[str, ...]
    position: int

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(self.tokens)


class Said(NamedTuple):
    """A text in the two years; `kind` is None where it is word for word the same, figures included.

    `runs` tell what stayed (=), went (-) and came (+). `figures_only`: all that changed is figures.
    """

    kind: Kind | None
    old: Entry | None
    new: Entry | None
    runs: tuple[Run, ...] = ()
    figures_only: bool = False

    @property
    def entry(self) -> Entry:
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
    indicators: tuple[Row, ...]
    same_indicators: tuple[Row, ...]
    texts: tuple[Said, ...]
    same_texts: tuple[Said, ...]
    whole: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.indicators or self.texts)


class Choice(NamedTuple):
    """Which changes are wanted: all where nothing is named.

    `least` is the smallest change of an indicator in percent of the value before (in 百分点 for shares); what
    has no such value (gone, new, from zero, not compared) is always wanted.
    """

    department: str = ""
    part: str = ""
    kinds: frozenset[Kind] = frozenset()
    least: Fraction | None = None


def compare(old: Side, new: Side) -> Changes:
    """Return what changed from `old` to `new`, which may have catalogues of their own."""
    rows = _rows(old, new)
    said = _said(_entries(old), _entries(new))
    return Changes(
        old.name,
        new.name,
        old.year.year,
        new.year.year,
        "".join(line.text for line in new.year.document.title),
        tuple(sorted((row for row in rows if row.kind), key=_weight)),
        tuple(row for row in rows if not row.kind),
        tuple(one for one in said if one.kind),
        tuple(one for one in said if not one.kind),
    )


def select(changes: Changes, choice: Choice) -> Changes:
    """Return the changes, and what stayed the same, that are chosen.

    Of texts a department has those that tell one of its figures.
    """
    keys = {row.key for row in (*changes.indicators, *changes.same_indicators) if _of(row, choice.department)}

    def wanted(row: Row) -> bool:
        return row.key in keys and choice.part in {"", row.part} and _big(row, choice.least)

    def told(said: Said) -> bool:
        entries = [entry for entry in (said.old, said.new) if entry]
        parts = {entry.part for entry in entries}
        named = not choice.department or any(key in keys for entry in entries for key in entry.keys)
        return named and (not choice.part or choice.part in parts)

    def asked(kind: Kind | None) -> bool:
        return not choice.kinds or kind in choice.kinds

    return changes._replace(
        indicators=tuple(row for row in changes.indicators if wanted(row) and asked(row.kind)),
        same_indicators=tuple(row for row in changes.same_indicators if wanted(row)),
        texts=tuple(said for said in changes.texts if told(said) and asked(said.kind)),
        same_texts=tuple(said for said in changes.same_texts if told(said)),
        whole=choice == Choice(),
    )


def _of(row: Row, department: str) -> bool:
    return not department or department in {row.department, row.department_key}


def _big(row: Row, least: Fraction | None) -> bool:
    extent = row.change.extent if row.change else None
    return least is None or extent is None or extent >= least


# Indicators


def _rows(old: Side, new: Side) -> list[Row]:
    """Return a row per indicator of either year, in the order of the newer catalogue."""
    present = {**old.year.indicators, **new.year.indicators}
    known = {**new.catalogue.indicators, **old.catalogue.indicators}
    ordered = [key for key in known if key in present] + [key for key in present if key not in known]
    links = _links(old, new)
    return [_row(key, old, new, links) for key in ordered]


def _links(old: Side, new: Side) -> dict[str, tuple[Break, str]]:
    """Return which indicators replace which, by label, where one year has the one and the other the other."""
    found: dict[str, tuple[Break, str]] = {}
    for side, other in ((old, new), (new, old)):
        here, there = side.year.indicators, other.year.indicators
        for key, indicator in side.catalogue.indicators.items():
            gone = indicator.replaces.text if indicator.replaces else ""
            if key in here and key not in there and gone in there and gone not in here:
                found[key] = (Break.REPLACES, _label(gone, old, new))
                others = [found[gone][1]] if gone in found else []
                found[gone] = (Break.REPLACED, "、".join([*others, _label(key, old, new)]))
    return found


def _row(key: str, old: Side, new: Side, links: dict[str, tuple[Break, str]]) -> Row:
    before, now = old.year.indicators.get(key), new.year.indicators.get(key)
    row = _named(key, old, new, _written(before), _written(now))
    if before is None or now is None:
        broken, other = links.get(key, (None, ""))
        return row._replace(kind=Kind.GONE if now is None else Kind.NEW, broken=broken, other=other)
    broken = _break(key, old, new, before, now)
    restated = _restated(old, new, before, now)
    if row.old == row.new and not restated and broken in {None, Break.OWED}:
        return row
    row = row._replace(kind=Kind.CHANGED, broken=broken, restated=restated.written.text if restated else "")
    if broken:
        return row
    earlier = old.year.year < new.year.year
    compared = _change(
        restated if restated and earlier else before.value,
        restated if restated and not earlier else now.value,
    )
    return row._replace(change=compared, broken=None if compared else Break.UNIT)


def _named(key: str, old: Side, new: Side, before: str, now: str) -> Row:
    """Return a row without its change; what the newer catalogue says of the indicator goes first."""
    side = new if key in new.catalogue.indicators else old
    indicator = side.catalogue.indicators.get(key)
    if indicator is None:
        return Row(None, key, key, "", "", "", "", before, now)
    department = indicator.department.text if indicator.department else ""
    named = side.catalogue.departments.get(department)
    return Row(
        None,
        key,
        indicator.label.text,
        indicator.unit.text,
        indicator.part,
        named.text if named else department,
        department,
        before,
        now,
    )


def _label(key: str, old: Side, new: Side) -> str:
    indicator = new.catalogue.indicators.get(key) or old.catalogue.indicators.get(key)
    return indicator.label.text if indicator else key


def _break(key: str, old: Side, new: Side, before: Figure, now: Figure) -> Break | None:
    was, is_ = old.catalogue.indicators.get(key), new.catalogue.indicators.get(key)
    if was and is_ and was.unit.text != is_.unit.text:
        return Break.UNIT
    if was and is_ and _definition(was) != _definition(is_):
        return Break.DEFINITION
    if before.value.quantity is None or now.value.quantity is None:
        return Break.OWED
    return None


def _definition(indicator: Indicator) -> str:
    return indicator.definition.text if indicator.definition else ""


def _restated(old: Side, new: Side, before: Figure, now: Figure) -> Amount | None:
    """Return the earlier figure as the later year corrects it; only the year before can be corrected."""
    pairs = ((old, before, new, now), (new, now, old, before))
    for earlier, wrong, later, right in pairs:
        if later.year.year == earlier.year.year + 1 and right.previous is not None:
            same = right.previous.written.text == wrong.value.written.text
            return None if same else right.previous
    return None


def _change(before: Amount, now: Amount) -> Change | None:
    if before.quantity is None or now.quantity is None:
        return None
    return change.between(before.quantity, now.quantity)


def _written(figure: Figure | None) -> str:
    return figure.value.written.text if figure else ""


def _weight(row: Row) -> tuple[int, int, Fraction | int]:
    """Return what rows are ordered by: gone, new, not compared, then by size, the biggest first."""
    kinds = (Kind.GONE, Kind.NEW, Kind.CHANGED)
    size = row.change.size if row.change else 0
    return kinds.index(row.kind or Kind.CHANGED), row.change is not None, -size


# Texts


def _said(old: list[Entry], new: list[Entry]) -> list[Said]:
    """Return what became of each text: found again by where it stands, by id, by its words, by likeness."""
    matched = _matched(old, new)
    kept = {before.position for before, _ in matched}, {now.position for _, now in matched}
    said = [_told(before, now) for before, now in matched]
    said += [_gone(entry) for entry in old if entry.position not in kept[0]]
    said += [_come(entry) for entry in new if entry.position not in kept[1]]
    return sorted(said, key=lambda one: (ORDER[one.entry.part], one.entry.position, one.new is not None))


def _gone(entry: Entry) -> Said:
    return Said(Kind.GONE, entry, None, (("-", entry.text),))


def _come(entry: Entry) -> Said:
    return Said(Kind.NEW, None, entry, (("+", entry.text),))


def _told(old: Entry, new: Entry) -> Said:
    kind = Kind.MOVED if old.part != new.part else Kind.CHANGED if old.tokens != new.tokens else None
    if old.tokens == new.tokens:
        return Said(kind, old, new, (("=", new.text),))
    return Said(kind, old, new, likeness.runs(old.tokens, new.tokens), old.masked == new.masked)


def _matched(old: list[Entry], new: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Return the texts of the two years that belong together.

    An item found by its id in another part must be alike, or it only bears the same name.
    """
    left = _Left(old, new)
    left.match(lambda entry: (entry.what, entry.part, entry.section, entry.id))
    left.match(lambda entry: entry.what == What.ITEM and (entry.part, entry.id))
    left.match(lambda entry: entry.what == What.ITEM and (entry.id,), _alike)
    left.match(lambda entry: (_family(entry), entry.part, entry.tokens))
    left.match(lambda entry: (_family(entry), entry.tokens))
    for what in (What.ITEM, What.HEADING, What.LEAD):
        for part in PartName:
            left.liken(lambda entry, what=what, part=part: _family(entry) == what and entry.part == part)  # type: ignore[misc]
        left.liken(lambda entry, what=what: _family(entry) == what)  # type: ignore[misc]
    return left.found


def _family(entry: Entry) -> What:
    """Return what a text can be found again as: an item as an item, a lead as any passage."""
    return FAMILIES.get(entry.what, What.LEAD)


def _alike(old: Entry, new: Entry) -> bool:
    one, other = likeness.shingles(old.masked), likeness.shingles(new.masked)
    return likeness.likeness(one, other) >= likeness.ALIKE


class _Left:
    """The texts of the two years that are not found again yet, and those that are."""

    def __init__(self, old: Sequence[Entry], new: Sequence[Entry]) -> None:
        self.old = list(old)
        self.new = list(new)
        self.found: list[tuple[Entry, Entry]] = []

    def match(
        self, key: Callable[[Entry], Hashable], fits: Callable[[Entry, Entry], bool] | None = None
    ) -> None:
        """Take out the texts with the same key, in order; those without one stay."""
        waiting: dict[Hashable, list[Entry]] = {}
        for entry in reversed(self.old):
            waiting.setdefault(key(entry), []).append(entry)
        waiting.pop(False, None)
        pairs = [(old.pop(), entry) for entry in self.new if (old := waiting.get(key(entry)))]
        self._take([pair for pair in pairs if fits is None or fits(*pair)])

    def liken(self, chosen: Callable[[Entry], bool]) -> None:
        """Take out the texts chosen that are alike."""
        old, new = (
            [entry for entry in self.old if chosen(entry)],
            [entry for entry in self.new if chosen(entry)],
        )
        if not (old and new):
            return
        pairs = likeness.pairs(*([likeness.shingles(entry.masked) for entry in side] for side in (old, new)))
        self._take([(old[before], new[now]) for before, now in pairs])

    def _take(self, pairs: list[tuple[Entry, Entry]]) -> None:
        gone, come = {pair[0].position for pair in pairs}, {pair[1].position for pair in pairs}
        self.old = [entry for entry in self.old if entry.position not in gone]
        self.new = [entry for entry in self.new if entry.position not in come]
        self.found += pairs


def _entries(side: Side) -> list[Entry]:
    """Return all texts of a year in the order of the report."""
    year = side.year
    texts = [*_particulars(year.document), *_passage(What.PREAMBLE, year.preamble, "")]
    for name, part in year.named_parts():
        texts += _part(name, part)
    return [_entry(text, number, side) for number, text in enumerate(texts)]


class _Place(NamedTuple):
    """Where a text stands, and its words as they are written."""

    what: What
    written: str
    part: str = ""
    section: str = ""
    id: str = ""


def _particulars(given: Particulars) -> Iterator[_Place]:
    yield _Place(What.TITLE, "".join(line.text for line in given.title))
    for name in Particulars.model_fields:
        value = getattr(given, name)
        if value and name != "title":
            text = "；".join(map(_line, value if isinstance(value, tuple) else (value,)))
            yield _Place(What.DOCUMENT, text.replace("{{", '{{ "{{" }}'), id=name)


def _line(value: Written | date) -> str:
    return value.text if isinstance(value, Written) else dates.printed(value)


def _passage(what: What, passage: Passage | None, part: str, section: str = "") -> Iterator[_Place]:
    if passage:
        yield _Place(what, passage.text.text, part, section, section)


def _part(name: str, part: Part) -> Iterator[_Place]:
    yield _Place(What.HEADING, "".join(line.text for line in part.heading), name)
    yield from _passage(What.INTRO, part.intro, name)
    yield from _holder(part, name)
    for number, section in enumerate(part.sections, 1):
        id_ = section.id or str(number)
        yield _Place(What.HEADING, "".join(line.text for line in section.heading), name, id_, id_)
        yield from _holder(section, name, id_)
        yield from _passage(What.CLOSING, section.closing, name, id_)
    yield from _passage(What.CLOSING, part.closing, name)


def _holder(holder: Part | Section, part: str, section: str = "") -> Iterator[_Place]:
    """Yield the lead and the items."""
    yield from _passage(What.LEAD, holder.lead, part, section)
    for item in holder.items:
        yield _Place(What.ITEM, item.text.text, part, section, item.id)


def _entry(place: _Place, position: int, side: Side) -> Entry:
    tokens: list[str] = []
    masked: list[str] = []
    keys: list[str] = []
    for piece in narrative.parse(place.written):
        source = place.written[piece.start : piece.end]
        if isinstance(piece, narrative.Reference):
            keys.append(piece.key)
            tokens.append(_printed(piece, side) or source)
            masked.append(source)
        else:
            words = likeness.tokens(piece.text)
            tokens += words
            masked += words
    return Entry(
        place.what, place.part, place.section, place.id, tuple(tokens), tuple(masked), tuple(keys), position
    )


def _printed(reference: narrative.Reference, side: Side) -> str:
    """Return what a reference prints, "" where it has nothing to print."""
    figure = side.year.indicators.get(reference.key)
    if figure is None:
        return ""
    if figure.value.quantity is None:
        return OWED_MARK
    if reference.form == narrative.COMPARED and reference.key in side.catalogue.indicators:
        return comparison.compare(reference.key, side.catalogue, side.year, side.previous).wording
    return figure.value.written.text
