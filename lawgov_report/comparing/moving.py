"""What an old year says in its parts, put into the parts of another outline; and what finds no part there.

Knows outlines and what a year file holds; not how a file is written down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.models.outline import DEEPEST, home
from lawgov_report.reading.diagnostics import Place, Written

if TYPE_CHECKING:
    from lawgov_report.models.outline import Outline, OutlinePart
    from lawgov_report.models.year import Year
    from lawgov_report.reading.source import Data, Source

NOWHERE = Place("", 1, 1, 1, 1)  # of a text that no file has


class Moved(NamedTuple):
    """The parts of a new year, as its file holds them.

    `notes` say of a part where its content comes from, where that is not the part of the same key. `left` are
    the parts of the old outline that the new one has no place for, each with the reason.
    """

    outline: Outline
    parts: Mapping[str, Data]
    notes: Mapping[str, str]
    left: Mapping[str, str]


def stay(year: Year, source: Source) -> Moved:
    """Return the parts as they are: the new year has the outline of the old one."""
    parts = {part.id: _given(source, part) for part in year.outline}
    return Moved(year.outline, parts, {}, {})


def move(year: Year, source: Source, outline: Outline) -> Moved:
    """Return the parts in another outline: each goes to that of its key, else to what covers the same.

    Where several go to one part they become its sections. A part that nothing goes to is to be written.
    """
    coming: dict[str, list[OutlinePart]] = {part.id: [] for part in outline}
    left: dict[str, str] = {}
    for part in year.outline:
        at_home = home(outline, part)
        if at_home is None:
            left[part.id] = "新提纲里没有对应的部分"
        else:
            coming[at_home.id].append(part)
    for arrivals in coming.values():
        for old in arrivals:
            if len(arrivals) > 1 and year.parts[old.id].depth == DEEPEST:
                left[old.id] = f"已有 {DEEPEST} 级标题，不能降为小节"
    parts, notes = {}, {}
    for part in outline:
        sources = [old for old in coming[part.id] if old.id not in left]
        parts[part.id] = _filled(part, sources, year, source)
        notes[part.id] = _note(part, sources)
    return Moved(outline, parts, notes, left)


def _given(source: Source, part: OutlinePart) -> Mapping[str, Data]:
    data = source.at(("parts", part.id))
    return data if isinstance(data, Mapping) else {}


def _filled(part: OutlinePart, sources: list[OutlinePart], year: Year, source: Source) -> Mapping[str, Data]:
    """Return what a part of the new outline holds."""
    if not sources:
        return {"heading": _text(part.title), "intro": _text(f"这里写{part.title}。")}
    if len(sources) == 1:
        return _covering(_given(source, sources[0]), sources[0], part)
    used = {text.id for text in year.walk()}
    sections: list[Data] = []
    for old in sources:
        id_ = {} if old.id in used else {"id": _text(old.id)}
        sections.append({**id_, **_covering(_given(source, old), old, part)})
    return {"heading": _text(part.title), "sections": tuple(sections)}


def _covering(given: Mapping[str, Data], old: OutlinePart, new: OutlinePart) -> Mapping[str, Data]:
    """Return what a part holds; it goes on covering what it covered, since causes and answers hang on it."""
    if "covers" in given or not old.covers or set(old.covers) == set(new.covers):
        return given
    return {"covers": tuple(_text(content.value) for content in old.covers), **given}


def _note(part: OutlinePart, sources: list[OutlinePart]) -> str:
    """Return where the content of a part comes from; "" where it is that of the same key."""
    if not sources:
        return "新提纲的这一部分，上年没有对应的内容，要写"
    names = "、".join(f"{old.title}（{old.id}）" for old in sources)
    if len(sources) > 1:
        return f"上年的{names}移到这里，各成一个小节"
    return "" if sources[0].id == part.id else f"上年的{names}移到这里"


def _text(text: str) -> Written:
    return Written(text, NOWHERE)
