"""Options and fixtures of all tests."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lawgov_report.models import project

# No profile has a deadline, and none minds slow data: on a busy machine either would fail a good test.
# `make test` draws the same examples each time, `make quick` (--hypothesis-profile=quick) fewer of them;
# `make fuzz` (--hypothesis-profile=fuzz) draws new ones.
UNTIMED = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("test", UNTIMED, derandomize=True, max_examples=30)
settings.register_profile("quick", UNTIMED, derandomize=True, max_examples=20)
settings.register_profile("fuzz", UNTIMED, derandomize=False, max_examples=1000, print_blob=True)
settings.load_profile("test")

# Set in many containers: each of the 250 processes that the tests start would compile all our modules anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A shell that runs the tests in the background has Ctrl-C ignored, and so would all that they start
signal.signal(signal.SIGINT, signal.default_int_handler)

GOLDEN = Path(__file__).parent / "golden"
Compare = Callable[[str, bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files; then read the diff")


def pytest_collection_finish() -> None:
    """Keep the garbage collector from looking through 6,000 tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)  # as lawgov itself does when it starts


@pytest.hookimpl(optionalhook=True)  # pytest-xdist's: a run without it is fine
def pytest_xdist_auto_num_workers() -> int:
    """Return how many processes `-n auto` starts: one for each core that this process may use.

    Left to itself pytest-xdist counts the machine's physical cores where psutil is installed, also those
    that a container or taskset keeps from us.
    """
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


@pytest.fixture(autouse=True, scope="session")
def _terms_read_once() -> Iterator[None]:
    """Let all commands of this process share what the same bytes of terms hold.

    A command reads them once; hundreds of commands would take longer to read them than for all else.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project, "terms_of", lru_cache(maxsize=8)(project.terms_of))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Compare:
    """Return what compares bytes with a golden file; --update rewrites it, never in CI."""
    update = bool(request.config.getoption("--update"))
    if update and os.environ.get("CI"):
        pytest.fail("golden files are not rewritten in CI")

    def compare(name: str, actual: bytes) -> None:
        path = GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
        assert path.read_bytes() == actual

    return compare
