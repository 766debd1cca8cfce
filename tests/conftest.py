"""Options and fixtures of all tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
Compare = Callable[[str, bytes], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the golden files; then read the diff")


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
