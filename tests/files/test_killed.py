"""Runs that are ended at any step: nothing is torn, nothing stays half done, and what they say is true.

LAWGOV_FUZZ says how many are tried: `make fuzz` kills 300.
"""

from __future__ import annotations

import os
import random
import signal
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import ending
import pytest

from lawgov_report.files import sweep

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals that end a process at a step"),
]
SEED = os.environ.get("LAWGOV_SEED", "2020")
KILLS = max(4, int(os.environ.get("LAWGOV_FUZZ", "0")) * 3 // 100)
UNCHANGED = "lawgov：已中断，没有改动原有文件\n"


@cache
def steps(name: str) -> tuple[int, dict[str, bytes], dict[str, bytes]]:
    """Return how many steps a command takes when nobody ends it, and the files before and after."""
    work = ending.WORKS[name]
    with TemporaryDirectory() as made:
        folder = Path(made) / "甲 乙"
        work.prepare(folder)
        before = ending.files(folder)
        done = work.run(folder)
        assert done.returncode == 0, done.stderr
        after = ending.files(folder)
        assert before != after
        return int(done.stderr.split()[-1]), before, after


def settle(name: str, folder: Path) -> None:
    """Assert that the next run makes all whole, and leaves nothing aside."""
    _, before, after = steps(name)
    places = {path.parent for path in ending.left(folder)}
    for place in places:
        sweep(place)
    assert ending.files(folder) in (before, after)
    again = ending.WORKS[name].again(folder)
    assert again.returncode == 0 or "不覆盖" in again.stderr, again.stderr
    assert ending.files(folder) == after
    assert not ending.left(folder)


@pytest.mark.sown
@pytest.mark.parametrize("number", range(KILLS // len(ending.WORKS)))
@pytest.mark.parametrize("name", ending.WORKS)
def test_what_a_killed_run_leaves_is_made_whole_by_the_next(name: str, number: int, tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} {name} {number}")  # noqa: S311 no secret
    work, (count, _, _) = ending.WORKS[name], steps(name)
    folder = tmp_path / "甲 乙"
    work.prepare(folder)
    if number % 4 == 3:  # at any moment, also within a step
        work.kill(folder, chance.uniform(0.1, 1.5))
    else:
        # Most often in the second half, where files are put in place; at nine tenths only some are
        drawn = chance.randint(1 if number % 4 == 0 else count // 2, count)
        at = drawn if number else round(0.9 * count)
        assert work.run(folder, at, signal.SIGKILL).returncode == -signal.SIGKILL
    settle(name, folder)


@pytest.mark.parametrize("part", [0.5, 0.9])
@pytest.mark.parametrize("name", ["fix", "new", "init"])
def test_an_interrupted_run_undoes_what_it_began_and_says_what_is_true(
    name: str, part: float, tmp_path: Path
) -> None:
    work, (count, before, after) = ending.WORKS[name], steps(name)
    folder = tmp_path / "甲 乙"
    work.prepare(folder)
    done = work.run(folder, max(1, round(part * count)), signal.SIGINT)
    assert done.returncode == 130
    message = done.stderr[: done.stderr.index("steps")]
    assert ending.files(folder) == (before if message == UNCHANGED else after)
    assert message == UNCHANGED or "已经写了" in message
    settle(name, folder)
