"""Who reports: another kind of office's 我县, another place's name, bodies that were renamed.

Knows what an office calls itself by its own texts (我区); not which rule finds another.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sowing import HAN, Kind, clause, prose, several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sowing import Fault, Lines

    Sow = Callable[[Lines], Iterator[Fault]]

TERRITORY = re.compile("我([区县])")


def of_districts(sow: Sow) -> Sow:
    """Return what sows only where a district or county reports."""
    return lambda lines: sow(lines) if TERRITORY.search("\n".join(lines)) else iter(())


def of_another_kind(lines: Lines) -> Iterator[Fault]:
    """Write 我县, 全县, 县委 in a district's report, 我区, 全区, 区委 in a county's."""
    own = TERRITORY.search("\n".join(lines))
    if own is None:
        return
    other = "县" if own[1] == "区" else "区"
    yield from several(
        prose(f"我{own[1]}", f"我{other}"),
        prose("，(?=加强|推进|开展|完善)", f"，全{other}"),
        prose(f"，(?={HAN})", f"，经{other}委常委会研究，"),
        prose(f"。(?={HAN})", f"。{other}政府"),
    )(lines)


below_the_place_above = several(prose("西宁市湟中区", "西宁市城中区"), prose("样例市样例区", "样例市城东区"))


def in_government(body: str) -> Sow:
    """Return what has a body speak of itself in a government's report."""

    def sow(lines: Lines) -> Iterator[Fault]:
        if not any("我局" in line for line in lines):
            yield from several(prose("，(?=加强|推进|开展|完善)", f"，{body}"))(lines)

    return sow


KINDS = (
    Kind("我县 in a district's report", ("LG653",), of_another_kind),
    Kind("我局 in a government's report", ("LG653",), several(in_government("我局"), in_government("我委"))),
    Kind(
        "another place of one's rank",
        ("LG654",),
        several(
            below_the_place_above,
            of_districts(clause("", "", "由城中区司法局牵头", "经平安区人民政府批准", "向大通县委报告").sow),
        ),
    ),
    clause(
        "offices with old names",
        "LG641",
        "区旅游局配合",
        "与区规划局会商",
        "由市物价局核定",
        "经深改组研究",
    ),
)
