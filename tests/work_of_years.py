"""What the tests of many processes have done for a block of years. Each process imports this module alone."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Iterator


def doubled(years: tuple[int, ...]) -> Iterator[int]:
    for year in years:
        yield 2 * year


def refusing(years: tuple[int, ...]) -> Iterator[int]:
    for year in years:
        if year == 2010:
            raise files.Unusable("模板不能用")
        yield year


def killed(years: tuple[int, ...]) -> Iterator[int]:
    signal.raise_signal(signal.SIGTERM)
    yield from years


def nothing() -> None:
    """Set up nothing."""


def ignoring_ctrl_c(years: tuple[int, ...]) -> Iterator[bool]:
    yield from (signal.getsignal(signal.SIGINT) == signal.SIG_IGN for _ in years)
