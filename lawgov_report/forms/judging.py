"""What the rules find in figures that came in forms, each finding at the cell that it was answered in.

Knows findings in a year and where its figures stand; not which rules there are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_report.reading.diagnostics import Diagnostic, Place
    from lawgov_report.reading.source import Source

# What is said of a figure but is not the department's to mend: it is owed, or no text refers to it yet
NOT_THEIRS = frozenset({"LG207", "LG308"})
REMARK, CELL = "在 note 里", "在备注里"  # where a reason is given: in the year file, in a form
LINE = re.compile("（第 [0-9]+ 行）")  # of the year file, which is not written yet


def at_cells(found: Iterable[Diagnostic], source: Source, cells: Mapping[str, Place]) -> Iterator[Diagnostic]:
    """Yield the findings that concern figures of forms, moved from the year file to their cells.

    `source` is the year with these figures in it, `cells` says where each was answered, by its key. A finding
    that concerns one of them at a further place only, as a relation does, is at that cell.
    """
    keys = dict(_keys(source, cells))
    for finding in found:
        places = [finding.place, *(related.place for related in finding.related)]
        named = [keys.get(place.line, "") if place.file == source.name else "" for place in places]
        first = next((key for key in named if key), "")
        if not first or finding.waived or finding.code in NOT_THEIRS:
            continue
        further = [
            Related(cells[key] if key else related.place, related.message)
            for key, related in zip(named[1:], finding.related, strict=True)
            if key != first
        ]
        if named[0] != first:
            further.insert(0, Related(finding.place, "年度文件里的数"))
        hint = finding.hint.replace(REMARK, CELL)
        moved = finding._replace(place=cells[first], related=tuple(further), hint=hint)
        yield moved._replace(message=LINE.sub("", finding.message), edits=(), excerpt="", counted=None)


def _keys(source: Source, cells: Mapping[str, Place]) -> Iterator[tuple[int, str]]:
    """Yield the number of each line that a figure of a form stands on, with its key."""
    figures = source.at(("indicators",))
    for key in figures if isinstance(figures, Mapping) else ():
        if key in cells:
            first = source.key(("indicators", key)).line
            last = max(place.line for place in _places(source, ("indicators", key)))
            yield from ((line, key) for line in range(first, last + 1))


def _places(source: Source, path: tuple[str | int, ...]) -> Iterator[Place]:
    """Yield where a value stands, and all that is below it."""
    yield source.value(path)
    below = source.at(path)
    for step in below if isinstance(below, Mapping) else ():
        yield from _places(source, (*path, step))
