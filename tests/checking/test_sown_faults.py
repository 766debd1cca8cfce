"""Faults sown into the 2020 data: what a rule claims, it finds, at the right line."""

from __future__ import annotations

import os
import random
from collections import Counter
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest
import sowing
import sown
from made import ROOT, opened

from lawgov_report.checking import check
from lawgov_report.models import project

if TYPE_CHECKING:
    from sowing import Base, Fault, Kind

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Diagnostic

EACH = 8 if "LAWGOV_SEED" in os.environ else 1
AGAIN = 8  # faults of a kind that is missed more often than caught, before it is called blind
CAUGHT = 0.95
SEED = int(os.environ.get("LAWGOV_SEED", "2020"))  # `make fuzz` draws another
BASES = tuple(sowing.bases())
NAMED = {base.name: base for base in BASES}
KINDS = {  # with the years that each is sown into
    **dict.fromkeys(sowing.KINDS, BASES[:1]),
    **dict.fromkeys(sown.kinds(), BASES),
}


def look(base: Base, content: bytes) -> list[Diagnostic]:
    """Return what stands against this content of the year of `base`."""
    reading = _read(base, content)
    return [one for one in check.year(*reading, final=False).diagnostics if not one.waived]


def _read(base: Base, content: bytes) -> tuple[Project, Reading]:
    """Return the project with this content, and its reading; all but the year is read once for all faults."""
    files = {**base.files, f"{base.year}.yaml": content}
    untouched, previous = _untouched(base.name)
    alone = untouched._replace(read=files.__getitem__, years=(base.year,))
    (reading,) = project.years(alone, [base.year])
    return untouched, reading._replace(previous=previous)


@cache
def _untouched(name: str) -> tuple[Project, Year | None]:
    """Return the project of a base as it is, and the year before."""
    base = NAMED[name]
    held = opened({**base.files, f"{base.year}.yaml": "\n".join(base.lines).encode()})
    (reading,) = project.years(held, [base.year])
    return held, reading.previous


@cache
def known(name: str) -> Counter[tuple[str, str, str]]:
    """Return what is found in a base as it is."""
    base = NAMED[name]
    found = look(base, "\n".join(base.lines).encode())
    return Counter((one.code, one.message, one.excerpt) for one in found)


def drawn(kind: Kind, count: int, chance: random.Random) -> list[tuple[Base, Fault]]:
    """Return `count` faults of a kind, drawn from as many of its years; fewer where there are not as many."""
    fitting = []
    for base in chance.sample(KINDS[kind], len(KINDS[kind])):
        faults = [(base, fault) for fault in kind.sow(base.lines)]
        fitting += [faults] if faults else []
        if len(fitting) == count:
            break
    every = [*chain(*fitting)]
    return chance.sample(every, min(count, len(every)))


def caught(kind: Kind, base: Base, fault: Fault) -> bool:
    """Return whether one of the kind's codes is told anew at a line of the fault."""
    seen = known(base.name).copy()
    for one in look(base, fault.content):
        told = (one.code, one.message, one.excerpt)
        lines = {one.place.line, *(related.place.line for related in one.related)}
        if seen[told] > 0:
            seen[told] -= 1
        elif one.code in kind.claims and lines & fault.at:
            return True
    return False


def uncaught(kind: Kind, faults: list[tuple[Base, Fault]]) -> list[tuple[Base, Fault]]:
    return [(base, fault) for base, fault in faults if not caught(kind, base, fault)]


def described(kind: Kind, base: Base, fault: Fault) -> str:
    at = min(fault.at)
    return f"{kind.name} ({'/'.join(kind.claims)}) in {base.name} at {at}: {fault.lines[at - 1]}"


def test_the_untouched_data_has_no_new_finding() -> None:
    assert {base.name: known(base.name) for base in BASES if known(base.name)} == {}


def test_thirty_kinds_and_more_are_sown() -> None:
    assert len([kind for kind in KINDS if kind.claims]) >= 30
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_few_of_the_kinds_are_left_to_people() -> None:
    kinds = sown.kinds()
    assert len([kind for kind in kinds if not kind.claims]) <= 0.15 * len(kinds)


@pytest.mark.slow
@pytest.mark.sown
def test_claimed_faults_are_caught_at_the_right_line(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(SEED)  # noqa: S311 no secret
    count, missed, blind = 0, [], []
    for kind in filter(lambda kind: kind.claims, KINDS):
        chosen = drawn(kind, EACH, chance)
        assert chosen, f"{kind.name}: nowhere to sow"
        lost = uncaught(kind, chosen)
        count += len(chosen)
        missed += [described(kind, *fault) for fault in lost]
        if 2 * len(lost) > len(chosen):
            others = drawn(kind, AGAIN, chance)
            blind += [kind.name] if 2 * len(uncaught(kind, others)) > len(others) else []
    with capsys.disabled():
        print(f"\nseed {SEED}: {count} faults sown, {count - len(missed)} caught")  # noqa: T201
        print("\n".join(f"missed: {line}" for line in missed))  # noqa: T201
    assert not blind, "claimed, and more often missed than caught"
    assert len(missed) <= (1 - CAUGHT) * count, "\n".join(missed)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.claims], ids=lambda kind: kind.name)
def test_what_nobody_claims_is_listed_in_the_rules_page(kind: Kind) -> None:
    assert next(kind.sow(sowing.base()), None) is not None, "nowhere to sow"
    assert kind.name in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
