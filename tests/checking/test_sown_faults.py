"""Faults sown into the 2020 data: what a rule claims, it finds, at the right line."""

from __future__ import annotations

import os
import random
from collections import Counter
from typing import TYPE_CHECKING

import pytest
import sowing
from made import ROOT, opened

from lawgov_report.checking import check
from lawgov_report.models import project

if TYPE_CHECKING:
    from sowing import Fault, Kind

    from lawgov_report.reading.diagnostics import Diagnostic

EACH = 8 if "LAWGOV_SEED" in os.environ else 5
CAUGHT = 0.95
SEED = int(os.environ.get("LAWGOV_SEED", "2020"))  # `make fuzz` draws another
FILES = {
    "indicators.yaml": (ROOT / "data" / "indicators.yaml").read_bytes(),
    "2019.yaml": sowing.year_before(),
    "2020.yaml": b"",
}
PROJECT = opened(FILES)


def look(content: bytes) -> list[Diagnostic]:
    """Return what stands against a 2020.yaml, the year before at hand."""
    changed = PROJECT._replace(read={**FILES, "2020.yaml": content}.__getitem__)
    (reading,) = project.years(changed, [2020])
    return [one for one in check.year(changed, reading, final=False).diagnostics if not one.waived]


def caught(kind: Kind, fault: Fault, known: Counter[tuple[str, str, str]]) -> bool:
    """Return whether one of the kind's codes is told anew at a line of the fault."""
    seen = known.copy()
    for one in look(fault.content):
        told = (one.code, one.message, one.excerpt)
        lines = {one.place.line, *(related.place.line for related in one.related)}
        if seen[told] > 0:
            seen[told] -= 1
        elif one.code in kind.claims and lines & fault.at:
            return True
    return False


def test_the_untouched_data_has_no_new_finding() -> None:
    assert [(one.code, str(one.place), one.message) for one in look("\n".join(sowing.base()).encode())] == []


def test_thirty_kinds_and_more_are_sown() -> None:
    assert len([kind for kind in sowing.KINDS if kind.claims]) >= 30
    assert len({kind.name for kind in sowing.KINDS}) == len(sowing.KINDS)


@pytest.mark.slow
@pytest.mark.sown
def test_claimed_faults_are_caught_at_the_right_line(capsys: pytest.CaptureFixture[str]) -> None:
    chance = random.Random(SEED)  # noqa: S311 no secret
    lines = sowing.base()
    known = Counter((one.code, one.message, one.excerpt) for one in look("\n".join(lines).encode()))
    sown, missed, blind = 0, [], []
    claimed = [kind for kind in sowing.KINDS if kind.claims]
    for kind in claimed:
        faults = list(kind.sow(lines))
        assert faults, f"{kind.name}: nowhere to sow"
        chosen = chance.sample(faults, min(EACH, len(faults)))
        lost = [fault for fault in chosen if not caught(kind, fault, known)]
        sown += len(chosen)
        blind += [kind.name] * (len(lost) == len(chosen))
        for fault in lost:
            at = min(fault.at)
            missed.append(f"{kind.name} ({'/'.join(kind.claims)}) at {at}: {fault.lines[at - 1]}")
    with capsys.disabled():
        print(f"\nseed {SEED}: {sown} faults of {len(claimed)} kinds sown, {sown - len(missed)} caught")  # noqa: T201
        print("\n".join(f"missed: {line}" for line in missed))  # noqa: T201
    assert not blind, "claimed, and not once caught"
    assert len(missed) <= (1 - CAUGHT) * sown, "\n".join(missed)


@pytest.mark.parametrize(
    "kind", [kind for kind in sowing.KINDS if not kind.claims], ids=lambda kind: kind.name
)
def test_what_nobody_claims_is_listed_in_the_rules_page(kind: Kind) -> None:
    assert next(kind.sow(sowing.base()), None) is not None, "nowhere to sow"
    assert kind.name in (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
