"""Patterns that seldom find anything: compiled, and tried, only on a text that holds what they need.

Knows regular expressions; not what is looked for.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose


class Rare:
    """A regular expression that matches no text without one of the words `needed`."""

    def __init__(self, regex: str, *needed: str) -> None:
        self._regex = regex
        self.needed = needed

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return re.compile(self._regex)

    def within(self, report: Report) -> list[Prose]:
        """Return the printed texts that hold what is needed."""
        return report.printed.holding(*self.needed)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches in `text`."""
        for word in self.needed:
            if word in text:
                return self.pattern.finditer(text)
        return iter(())
