"""Which findings are shown: by their codes, and with or without waivers.

Idle waivers are judged over all findings, whichever are shown, so this comes after `check`. Knows no command
line: the codes are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_report.reading.diagnostics import Findings

ALL = "LG"
IDLE = "LG211"
SUGGESTED = 3


class Selection(NamedTuple):
    """Codes and prefixes shown, and those not shown; for each code the longest that fits decides."""

    shown: tuple[str, ...]
    hidden: tuple[str, ...]

    def admits(self, code: str) -> bool:
        """Return whether findings with this code are shown."""
        return _longest(self.shown, code) > _longest(self.hidden, code)

    def of(self, findings: Findings) -> Findings:
        """Return the findings that are shown."""
        if (self.shown, self.hidden) == ((ALL,), ()):
            return findings
        return findings._replace(
            diagnostics=tuple(found for found in findings.diagnostics if self.admits(found.code))
        )


def _longest(prefixes: tuple[str, ...], code: str) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


def unwaived(findings: Findings) -> Findings:
    """Return the findings as if there were no waivers: none is waived, none is idle."""
    bare = tuple(found._replace(waived="") for found in findings.diagnostics if found.code != IDLE)
    return findings._replace(diagnostics=bare)


def similar(wanted: str, codes: Iterable[str]) -> list[str]:
    """Return up to three codes that agree with `wanted` in most places, one digit at least.

    Of codes that agree in as many places the lower comes first. The letters LG may be left out: 301 is LG301.
    """
    if not wanted.startswith(ALL):
        wanted = ALL + wanted
    agreeing = {code: _agreeing(code, wanted) for code in codes}
    near = sorted(agreeing, key=lambda code: (-agreeing[code], code))
    # What agrees in the two letters alone is like every other code
    return [code for code in near if agreeing[code] > len(ALL)][:SUGGESTED]


def _agreeing(code: str, wanted: str) -> int:
    pairs = zip(code, wanted, strict=False)  # a code that is mistyped may be longer or shorter
    return sum(1 for mine, theirs in pairs if mine == theirs)
