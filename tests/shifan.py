"""示范市示范区 (made up): its catalogue and years as models, and years made from them by random edits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from made import ROOT

from lawgov_report.comparing.changes import Side
from lawgov_report.language import quantity
from lawgov_report.models import project
from lawgov_report.models.outline import BUILT_IN
from lawgov_report.models.section import Item, Section
from lawgov_report.models.year import Amount, Figure, Year
from lawgov_report.reading.diagnostics import Place, Written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.models.catalogue import Catalogue

FOLDER = ROOT / "tests" / "projects" / "shifan"
NOWHERE = Place("data/2020.yaml", 1, 1, 1, 1)
YEARS = (2019, 2020, 2021)
PARTS = tuple(part.id for part in BUILT_IN["six"])
VALUES = ("待报", "0件", "12件", "13件", "约12件", "12余件", "1.2万件", "95%", "95%以上", "96.5%", "7名")


def files() -> dict[str, bytes]:
    """Return the files of the project's data/."""
    return {path.name: path.read_bytes() for path in (FOLDER / "data").iterdir()}


@cache
def opened() -> project.Project:
    held = files()
    return project.open_(held.__getitem__, held)


@cache
def catalogue() -> Catalogue:
    found = opened().catalogue
    assert found is not None
    return found


@cache
def years() -> Mapping[int, Year]:
    return {one.number: one.year for one in project.years(opened(), YEARS) if one.year is not None}


def side(number: int, year: Year | None = None, known: Catalogue | None = None) -> Side:
    """Return one of the years as a side of a comparison, or another year and catalogue in its place."""
    return Side(str(number), known or catalogue(), year or years()[number], years().get(number - 1))


def written(text: str) -> Written:
    return Written(text, NOWHERE)


def amount(text: str) -> Amount:
    return Amount(written(text), quantity.parse(text))


def figure(value: str, previous: str = "") -> Figure:
    restated = amount(previous) if previous else None
    return Figure.model_construct(value=amount(value), source=None, note=None, previous=restated)


def with_figures(year: Year, **figures: str | None) -> Year:
    """Return the year with figures given, or taken out where None."""
    left = {key: one for key, one in year.indicators.items() if key not in figures}
    given = {key: figure(value) for key, value in figures.items() if value is not None}
    return year.model_copy(update={"indicators": {**left, **given}})


def with_items(year: Year, part: str, items: list[Item]) -> Year:
    """Return the year with these items in a part, in place of its items and sections."""
    changed = year.parts[part].model_copy(update={"items": tuple(items), "sections": ()})
    return year.model_copy(update={"parts": {**year.parts, part: changed}})


def times(year: Year, many: int) -> Year:
    """Return the year with `many` times its items, ids told apart."""

    def copied(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            one.model_copy(update={"id": f"{one.id}_{number}"}) for number in range(many) for one in items
        )

    def part(one: Section) -> Section:
        sections = tuple(
            section.model_copy(update={"items": copied(section.items)}) for section in one.sections
        )
        return one.model_copy(update={"items": copied(one.items), "sections": sections})

    parts = {name: part(one) for name, one in year.parts.items()}
    return year.model_copy(update={"parts": parts})


ITEMS = [
    item
    for year in years().values()
    for part in year.parts.values()
    for items in (part.items, *(section.items for section in part.sections))
    for item in items
]
CLAUSES = [clause for item in ITEMS for clause in item.text.text.split("，")]
IDS = sorted({"other", "another", *(item.id for item in ITEMS)})


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A text of an item, with clauses left out, doubled, exchanged or put in."""
    clauses = draw(st.sampled_from(ITEMS)).text.text.split("，")
    for _ in range(draw(st.integers(0, 3))):
        number = draw(st.integers(0, len(clauses) - 1))
        clauses[number : number + draw(st.integers(0, 1))] = (
            draw(st.lists(st.sampled_from(CLAUSES), max_size=2)) or clauses[number : number + 1]
        )
    return "，".join(clauses)


@st.composite
def made(draw: st.DrawFn) -> Year:
    """A year made of the office's figures, texts and ids; ids may stand twice, as in a file under work."""
    year = draw(st.sampled_from(list(years().values())))
    figures = draw(
        st.dictionaries(st.sampled_from(sorted(catalogue().indicators)), st.sampled_from((*VALUES, None)))
    )
    year = with_figures(year, **figures)
    for name in draw(st.sets(st.sampled_from(PARTS), max_size=3)):
        items = draw(st.lists(st.tuples(st.sampled_from(IDS), texts()), min_size=1, max_size=5))
        year = with_items(
            year, name, [Item.model_construct(id=id_, text=written(text), draft=False) for id_, text in items]
        )
    return year


def swapped(item: Item, text: str) -> Item:
    return item.model_copy(update={"text": replace(item.text, text=text)})
