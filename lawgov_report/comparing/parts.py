"""Which parts of two outlines belong together: those of one key, else those that cover the same.

Knows outlines; not what stands in a part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgov_report.models.outline import home

if TYPE_CHECKING:
    from lawgov_report.models.outline import Outline

Kin = Mapping[str, str]  # by the key of a part of either outline: a name that all which belong together share


def kin(old: Outline, new: Outline) -> Kin:
    """Return which parts belong together; the same with the outlines exchanged, but for the names.

    Three parts on measures and the one that covers all of them are one group.
    """
    groups = {part.id: {part.id} for part in (*old, *new)}
    for outline, other in ((old, new), (new, old)):
        for part in outline:
            at_home = home(other, part)
            if at_home is not None:
                joined = groups[part.id] | groups[at_home.id]
                groups |= dict.fromkeys(joined, joined)
    return {id_: min(group) for id_, group in groups.items()}
