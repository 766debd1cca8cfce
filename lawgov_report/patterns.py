"""Regular expressions as Python compiles them, kept from run to run: compiling takes a tenth of a short one.

Knows how Python compiles one (Lib/re/_compiler.py, compile), which it leaves to nobody but itself; not what
any of them looks for.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import marshal
import sys
from contextlib import suppress
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from lawgov_report import files

if TYPE_CHECKING:
    from re import Pattern

    Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

TRIED = ((3, 11), (3, 12), (3, 13))  # the versions of Python whose compile is as it is below
NAME = "patterns"
MOST = 500  # kept at most: what is made of a user's text may be another one in each run
DAMAGED = (EOFError, TypeError, ValueError)


class Shelf:
    """The patterns that were kept, and those that this run compiled besides."""

    def __init__(self) -> None:
        """Take down what was kept by the same Python."""
        self._held: dict[tuple[str, int], bytes] = {}  # each unpacked only when it is asked for
        self._more = False
        kept = files.kept(NAME)
        if kept.startswith(_version()):
            with suppress(*DAMAGED):
                self._held = marshal.loads(kept[len(_version()) :])  # noqa: S302 trusted as Python's own code is

    def compile(self, pattern: Any, flags: int = 0) -> Pattern[Any]:  # noqa: ANN401 what re hands over
        """Return the pattern compiled, as re's own compile does. Raises re.error."""
        if type(pattern) is not str or type(flags) is not int:  # only what marshal keeps as it is
            return COMPILE(pattern, flags)  # type: ignore[no-any-return]
        held = self._held.get((pattern, flags))
        code = marshal.loads(held) if held else _code(pattern, flags)  # noqa: S302 as above
        if not held and len(self._held) < MOST:
            self._held[pattern, flags] = marshal.dumps(code)
            self._more = True
        return _sre.compile(pattern, *code)  # type: ignore[no-any-return]

    def keep(self) -> None:
        """Keep the patterns for the next run, where there are more of them than before."""
        if self._more:
            files.keep(NAME, _version() + marshal.dumps(self._held))


COMPILE = _compiler.compile


def remember() -> Shelf:
    """Return the shelf that patterns are taken from from now on, where this Python is one that was tried."""
    shelf = Shelf()
    if sys.implementation.name == "cpython" and sys.version_info[:2] in TRIED:
        _compiler.compile = shelf.compile
    return shelf


def _code(pattern: str, flags: int) -> Code:
    """Return all that Python's engine is given of a pattern besides its text."""
    parsed = _parser.parse(pattern, flags)
    numbers = parsed.state.groupdict
    names: list[str | None] = [None] * parsed.state.groups
    for name, number in numbers.items():
        names[number] = name
    code = [int(one) for one in _compiler._code(parsed, flags)]  # noqa: SLF001 the step that costs
    return flags | parsed.state.flags, code, parsed.state.groups - 1, numbers, tuple(names)


def _version() -> bytes:
    """Return what compiled patterns depend on."""
    return f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE}\n".encode()
