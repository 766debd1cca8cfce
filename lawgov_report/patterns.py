"""Regular expressions as Python compiles them, kept from run to run: compiling takes a tenth of a short one.

Knows how Python compiles one (`compile` in Lib/re/_compiler.py); not what any of them looks for.
"""

from __future__ import annotations

import marshal
import re
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Callable

    Code = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

TRIED = ((3, 11), (3, 12), (3, 13))  # the versions of Python whose compile is as it is below
NAME = "patterns"
MOST = 500  # kept at most: what is made of a user's text may be another one in each run
DAMAGED = (EOFError, TypeError, ValueError)


class Shelf:
    """The patterns that were kept, and those that this run compiled besides."""

    def __init__(self) -> None:
        """Take down what was kept by the same Python."""
        import _sre  # type: ignore[import-not-found]  # noqa: PLC0415 private, as re's parts: where it was tried

        self._sre, self._compiler, self._parser = _sre, vars(re)["_compiler"], vars(re)["_parser"]
        self._own = self._compiler.compile
        self._version = f"{sys.version} {_sre.MAGIC} {_sre.CODESIZE}\n".encode()
        self._held: dict[tuple[str, int], bytes] = {}  # each unpacked only when it is asked for
        self._more = False
        kept = files.kept(NAME)
        if kept.startswith(self._version):
            with suppress(*DAMAGED):
                self._held = marshal.loads(kept[len(self._version) :])  # noqa: S302 trusted as Python's own code

    def compile(self, pattern: Any, flags: int = 0) -> re.Pattern[Any]:  # noqa: ANN401 what re hands over
        """Return the pattern compiled, as re's own compile does. Raises re.error."""
        if type(pattern) is not str or type(flags) is not int:  # only what marshal keeps as it is
            return self._own(pattern, flags)  # type: ignore[no-any-return]
        held = self._held.get((pattern, flags))
        code = marshal.loads(held) if held else self._code(pattern, flags)  # noqa: S302 as above
        if not held and len(self._held) < MOST:
            self._held[pattern, flags] = marshal.dumps(code)
            self._more = True
        return self._sre.compile(pattern, *code)  # type: ignore[no-any-return]

    def keep(self) -> None:
        """Keep the patterns for the next run, where there are more of them than before."""
        if self._more:
            files.keep(NAME, self._version + marshal.dumps(self._held))

    def _code(self, pattern: str, flags: int) -> Code:
        """Return all that Python's engine is given of a pattern besides its text."""
        parsed = self._parser.parse(pattern, flags)
        numbers = parsed.state.groupdict
        names: list[str | None] = [None] * parsed.state.groups
        for name, number in numbers.items():
            names[number] = name
        code = [int(one) for one in self._compiler._code(parsed, flags)]  # noqa: SLF001 the step that costs
        return flags | parsed.state.flags, code, parsed.state.groups - 1, numbers, tuple(names)

    def serve(self) -> None:
        """Have re take patterns from here from now on."""
        self._compiler.compile = self.compile


def remember() -> Callable[[], None]:
    """Have re take patterns from what was kept; return what keeps those of this run for the next.

    A Python that was not tried compiles for itself, and keeps nothing.
    """
    if sys.implementation.name != "cpython" or sys.version_info[:2] not in TRIED:
        return lambda: None
    shelf = Shelf()
    shelf.serve()
    return shelf.keep
