# 样例数据，非真实 (all data in this file is made up)
"""Reports of any shape: random outlines, and years whose parts, sections and annexes are of any shape."""

from __future__ import annotations

import json
import operator
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from made import CATALOGUE, read

from lawgov_report.comparing.changes import Side
from lawgov_report.language.numbering import FORMS, IN_ORDER, MOST_IN_ORDER
from lawgov_report.models.outline import BUILT_IN, DEEPEST, Covers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Shape = dict[str, Any]

FIGURES = {"cases": "120件", "closed": "90件", "rate": "75%", "books": "6万余册"}
WORDS = st.text("甲乙丙丁戊己庚辛壬癸", min_size=1, max_size=6)
TEXTS = st.builds("{}{}。".format, WORDS, st.sampled_from(("", "", "{{ cases }}", "{{ books }}册")))
PASSAGES = st.one_of(
    TEXTS,
    st.fixed_dictionaries({"text": TEXTS, "draft": st.booleans()}),
    st.lists(TEXTS, min_size=1, max_size=3),
)
CONTENTS = st.sampled_from([*Covers])
ITEMS = st.lists(
    st.fixed_dictionaries({"text": TEXTS}, optional={"covers": CONTENTS}),
    min_size=1,
    max_size=MOST_IN_ORDER,
)
SET = st.just(True)  # noqa: FBT003 a value, no parameter
OPTIONS: dict[str, st.SearchStrategy[Any]] = {
    "run_in": SET,
    "apart": SET,
    "continued": SET,
    "numbered": st.sampled_from([*FORMS]),
    "covers": CONTENTS,
    "closing": PASSAGES,
}


@st.composite
def tables(draw: st.DrawFn) -> Shape:
    columns = draw(st.lists(WORDS, min_size=1, max_size=3))
    row = st.lists(TEXTS, min_size=len(columns), max_size=len(columns))
    title = draw(st.fixed_dictionaries({}, optional={"title": WORDS}))
    return {**title, "columns": columns, "rows": draw(st.lists(row, min_size=1, max_size=3))}


@st.composite
def sections(draw: st.DrawFn, level: int) -> Shape:
    """Draw a part (level 1) or a section below it, without ids: those are given to all of a year at once."""
    options = draw(st.fixed_dictionaries({"heading": WORDS}, optional=OPTIONS))
    said: Shape = draw(
        st.fixed_dictionaries({}, optional={"intro": PASSAGES, "lead": PASSAGES, "table": tables()})
    )
    below = draw(st.sampled_from(("items", "sections", "") if level < DEEPEST else ("items", "")))
    if below == "items" or not (said or below):
        said["items"] = draw(ITEMS)
    elif below:
        said["sections"] = draw(st.lists(sections(level + 1), min_size=1, max_size=3))
    if len(said.get("sections", ())) > MOST_IN_ORDER or not ("items" in said or "sections" in said):
        options.pop("numbered", None)
    if options.get("numbered") == IN_ORDER:
        options.pop("continued", None)
    return {**options, **said}


KEYS = st.sampled_from(("work", "achievements", "shortcomings", "leadership", "plans", "kudos"))
PARTS: st.SearchStrategy[Any] = st.fixed_dictionaries({"id": KEYS}, optional={"covers": CONTENTS})
OUTLINES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from([*BUILT_IN]),
    st.lists(PARTS, min_size=1, max_size=5, unique_by=operator.itemgetter("id")).map(
        lambda parts: [{**part, "title": "样例"} for part in parts]
    ),
)
ANNEX: st.SearchStrategy[Any] = st.fixed_dictionaries(
    {"title": WORDS, "text": PASSAGES}, optional={"table": tables()}
)
ANNEXES = st.lists(ANNEX, max_size=2, unique_by=operator.itemgetter("title"))


@st.composite
def years(draw: st.DrawFn, number: int = 2020) -> Shape:
    """Draw a year that is sound: as the mapping that its file holds."""
    outline = draw(OUTLINES)
    covers = (
        {part.id: part.covers[0] for part in BUILT_IN[outline]}
        if isinstance(outline, str)
        else {part["id"]: part.get("covers", "") for part in outline}
    )
    parts = {id_: draw(sections(1)) for id_ in covers}
    ids = map("item{}".format, count(1))
    for id_, part in parts.items():
        for holder, content in _all(part, covers[id_]):
            _identify(holder, content, ids, draw(st.booleans()))
    return {
        "year": number,
        "outline": outline,
        "document": {"title": f"样例区{number}年度法治政府建设工作情况报告"},
        "indicators": FIGURES,
        "preamble": draw(PASSAGES),
        "parts": parts,
        **draw(st.fixed_dictionaries({}, optional={"ending": PASSAGES, "annexes": ANNEXES})),
    }


def _all(section: Shape, covers: str) -> Iterator[tuple[Shape, str]]:
    """Yield all sections below, and all items, each with what it covers."""
    covers = section.get("covers", covers)
    for item in section.get("items", ()):
        yield item, item.get("covers", covers)
    for child in section.get("sections", ()):
        yield child, child.get("covers", covers)
        yield from _all(child, covers)


def _identify(holder: Shape, content: str, ids: Iterator[str], named: bool) -> None:  # noqa: FBT001
    """Give an item, and some sections, an id; an item also what goes with what it covers."""
    is_item = "heading" not in holder
    if is_item or named:
        holder["id"] = next(ids)
    if is_item and named and content == Covers.SHORTCOMINGS:
        holder["cause"] = holder["text"][:1]
    if is_item and named and content == Covers.NEXT_STEPS:
        holder["answers"] = ["item1"]


def side(year: Mapping[str, Any]) -> Side:
    """Return a year as a side of a comparison."""
    catalogue, model = read(yaml(year), CATALOGUE, year["year"])
    return Side(str(year["year"]), catalogue, model)


def yaml(year: Mapping[str, Any]) -> str:
    """Return the file of a year: JSON, which is YAML too, with a line for each key of the file."""
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in year.items())
    return "# 样例数据，非真实\n" + "".join(lines)
