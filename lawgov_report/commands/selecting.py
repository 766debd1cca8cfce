"""Which findings are shown: codes and prefixes from the command line.

Knows the codes there are; idle waivers are judged over all findings, whichever are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report import files
from lawgov_report.commands import opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_report.reading.diagnostics import Findings

ALL = "LG"
IDLE = "LG211"


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
            diagnostics=tuple(one for one in findings.diagnostics if self.admits(one.code))
        )


def _longest(prefixes: tuple[str, ...], code: str) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=0)


def read(shown: Iterable[str], hidden: Iterable[str]) -> Selection:
    """Return the selection that options write. Raises files.Unusable for an unknown code."""
    return Selection(_prefixes(shown) or (ALL,), _prefixes(hidden))


def _prefixes(options: Iterable[str]) -> tuple[str, ...]:
    written = [part for option in options for part in opening.listed(option)]
    return tuple(known(part, prefix=True) for part in written if part)


def known(text: str, *, prefix: bool = False) -> str:
    """Return the code, or the prefix of codes, that `text` writes. Raises files.Unusable for another."""
    from lawgov_report.checking.rules import CODES

    wanted = text.upper()
    if wanted in CODES:
        return wanted
    if prefix and wanted.startswith(ALL) and any(code.startswith(wanted) for code in CODES):
        return wanted
    near = _near(wanted if wanted.startswith(ALL) else ALL + wanted, CODES)
    said = f"相近的有 {'、'.join(near)}，" if near else ""
    message = f"没有规则 {text}；{said}全部规则见 lawgov rules"
    raise files.Unusable(message)


def _near(wanted: str, codes: Iterable[str]) -> list[str]:
    """Return up to three codes that agree with what is wanted in most places, one digit at least."""
    agreeing = {code: sum(map(str.__eq__, code, wanted)) for code in codes}
    near = sorted(agreeing, key=lambda code: (-agreeing[code], code))
    return [code for code in near if agreeing[code] > len(ALL)][:3]


def unwaived(findings: Findings) -> Findings:
    """Return the findings as if there were no waivers: none is waived, none is idle."""
    bare = tuple(one._replace(waived="") for one in findings.diagnostics if one.code != IDLE)
    return findings._replace(diagnostics=bare)
