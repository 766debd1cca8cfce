"""What people do in Word comes back: the build then says what Word says, and nothing else changes."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import pytest
from corrected import Corrected
from hypothesis import given, settings
from hypothesis import strategies as st
from pulled import (
    KINDS,
    PROJECTS,
    SAMPLES,
    Back,
    back,
    built,
    delete_item,
    delete_paragraph,
    drop_clause_with_figure,
    sample,
    written,
)

from lawgov_report.commands import _project
from lawgov_report.pulling import pull
from lawgov_report.pulling.planning import FigureChanged, TextAdded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lawgov_report.pulling.pull import Version

TAKING = {delete_item, delete_paragraph, drop_clause_with_figure}  # a reference may go with its words
LITERAL = re.compile(r'\{\{ *"[^"]*" *\}\}')
REFERENCE = re.compile(r"\{\{[^{}]*\}\}")


def references(text: str) -> list[str]:
    return sorted(REFERENCE.findall(LITERAL.sub("", text)))


def touched(found: Back, base: Version) -> set[int]:
    """Return the lines, from 0, of the texts that changed, and of those beside which something came."""
    lines: set[int] = set()
    for proposal in found.pulled.proposals:
        step = proposal.step
        if isinstance(step, FigureChanged):
            lines.add(proposal.place.line - 1)
            continue
        units = [step.behind, step.before] if isinstance(step, TextAdded) else [step.unit]
        for unit in units:
            if unit is not None:
                place = unit.written.place
                # with the line of its key, of an id above it and of a key that says more below it
                lines.update(range(place.line - 3, place.end_line + 2))
    return lines & set(range(len(base.reading.source.lines)))


def is_right(found: Back, base: Version) -> bool:
    """Return whether the build says what Word says, and every other line is as it was.

    A line that was only moved is: of two items that were exchanged, either may be called the moved one.
    """
    old, new = base.content.decode().split("\n"), found.text.split("\n")
    changed = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    lost = Counter(old) - Counter(new)
    gone = {
        line
        for op, start, end, *_ in changed
        if op in {"delete", "replace"}
        for line in range(start, end)
        if old[line] in lost
    }
    return found.said == found.says and gone <= touched(found, base)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_kind_of_correction_comes_back(kind: Callable[[Corrected, int], None]) -> None:
    names = ("2020", "national", "run_in", "apart")
    corrected = [name for name in names if came_back(kind, name, 3) or came_back(kind, name, 0)]
    assert corrected, "no sample has a place for it"


def came_back(kind: Callable[[Corrected, int], None], name: str, seed: int) -> bool:
    """Return whether a kind of correction has a place in a sample; assert that it comes back from there."""
    base = sample(name)
    word = Corrected(built(name), "区长" if len(name) % 2 else "")
    untouched = word.content
    kind(word, seed)
    if word.content == untouched:
        return False
    found = back(word.content, base)
    assert is_right(found, base), name
    assert not found.result.left, name
    if kind not in TAKING:
        assert references(found.text) == references(base.content.decode()), name
    return True


@settings(max_examples=settings().max_examples // 3)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.sampled_from(["", "区长"]),
    st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), min_size=5, max_size=5),
)
def test_several_corrections_come_back_together(
    name: str, author: str, kinds: list[tuple[Callable[[Corrected, int], None], int]]
) -> None:
    base = sample(name)
    word = Corrected(built(name), author)
    for kind, seed in kinds:
        kind(word, seed)
    found = back(word.content, base)
    # what is added to a note that is reckoned, or behind the stop of 抄送, has no place: it is said
    assert is_right(found, base) or found.result.left
    if not TAKING.intersection(kind for kind, _ in kinds):
        assert references(found.text) == references(base.content.decode())


@pytest.mark.parametrize("folder", sorted(PROJECTS.iterdir()), ids=lambda folder: folder.name)
def test_a_file_that_nobody_changed_changes_nothing(folder: Path) -> None:
    opened = _project.open_in(folder)
    base = pull.version(opened, opened.years[-1])
    assert base is not None
    found = back(written(base), base)
    assert (found.pulled.proposals, found.result.left) == ((), ())
    assert found.result.content == base.content
