"""Ids of parts, sections and items: the first words of what they are called or say.

Knows how identifiers are spelt; not what any text means.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.importing import alike
from lawgov_report.importing.draft import Division, Draft, everything
from lawgov_report.language import identifiers
from lawgov_report.language.identifiers import HAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_report.importing.alike import Known

LONGEST = 12  # characters of an id: enough to be known again
WORDS = re.compile(f"[{HAN}]+")
UNCOUNTED = re.compile("[^0-9０-９]{2,}")  # what stands before the first number: that is new each year
STOPS = re.compile("[，。；：！？]")


class Names:
    """Gives each text an id of its own; `in_use` are those that stand already."""

    def __init__(self, in_use: Iterable[str] = ()) -> None:
        self.in_use = set(in_use)
        self.last: dict[str, int] = {}  # the number that a word last got

    def of(self, text: str, otherwise: str) -> str:
        """Return an id of the first words of a text, of `otherwise` where it has none."""
        first = STOPS.split(text.strip(), maxsplit=1)[0]
        uncounted = UNCOUNTED.match(first)
        words = WORDS.findall(uncounted[0] if uncounted else first)
        word = "".join(words)[:LONGEST] or otherwise
        return self.free(word if identifiers.is_identifier(word) else otherwise)

    def free(self, word: str) -> str:
        """Return an id, with a number behind it where it stands already."""
        found, number = word, self.last.get(word, 1)
        while found in self.in_use:
            number += 1
            found = f"{word}_{number}"
        self.last[word] = number
        self.in_use.add(found)
        return found


def like(draft: Draft, known: Known | None) -> Draft:
    """Return a year to be whose items and sections have the ids of those that they are most alike."""
    if known is None:
        return draft
    below = [division for part in draft.parts for division in everything(part)]
    items = {id_: item.text for part in below for id_, item in zip(part.ids, part.items, strict=True)}
    titles = {division.id: division.title for division in below[1:] if division.title}
    titles = {id_: title for id_, title in titles.items() if id_ not in {part.id for part in draft.parts}}
    found = {
        **dict(zip(items, alike.ids([*items.values()], known.items), strict=True)),
        **dict(zip(titles, alike.ids([*titles.values()], known.sections), strict=True)),
    }
    names = Names((*(part.id for part in draft.parts), *filter(None, found.values())))
    renamed = {id_: other or names.free(id_) for id_, other in found.items()}
    return draft._replace(parts=tuple(_renamed(part, renamed) for part in draft.parts))


def _renamed(division: Division, names: Mapping[str, str]) -> Division:
    return division._replace(
        id=names.get(division.id, division.id),
        ids=tuple(names.get(id_, id_) for id_ in division.ids),
        divisions=tuple(_renamed(below, names) for below in division.divisions),
    )


def named(division: Division, names: Names) -> Division:
    """Return a part with ids for its items and for the sections below it."""
    ids = tuple(names.of(item.text, "条目") for item in division.items)
    divisions = tuple(
        named(below, names)._replace(id=names.of(below.title, "小节")) for below in division.divisions
    )
    return division._replace(ids=ids, divisions=divisions)
