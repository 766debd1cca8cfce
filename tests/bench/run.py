"""Measure lawgov beside the tools a user would pick instead: python tests/bench/run.py [--quick].

Knows its options and the order of the steps; not what is measured or how.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from bench import cases, growth, inputs, measure, page, tools  # noqa: E402 this file is run as a script


def main() -> int:
    """Return 0 when the harness ran, over a limit or not; 1 when a command broke."""
    options = _options()
    size = inputs.QUICK if options.quick else inputs.FULL
    try:
        bench = tools.set_up(ROOT)
        results = page.show(_results(bench, size, options.only))
    except measure.Broken as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if options.write:
        options.write.write_text(page.page(results, tools.versions(bench)), encoding="utf-8")
    return 0


def _results(bench: tools.Bench, size: inputs.Size, only: str | None) -> Iterator[Iterator[cases.Result]]:
    """Yield the results of each case, or of the one that is asked for."""
    if only != growth.NAME:
        for case in cases.cases(bench, inputs.make(bench, size)):
            if only in {None, case.name}:
                yield cases.results(case, size.rounds, bench.work)
    if only in {None, growth.NAME}:
        yield growth.results(size.rounds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="one round of small sizes: does it run?")
    parser.add_argument("--only", choices=(*cases.NAMES, growth.NAME), help="measure this case alone")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the results as a page of the docs")
    options = parser.parse_args()
    if options.write and (options.quick or options.only):
        parser.error("--write needs every case in full size: no --quick, no --only")
    return options


if __name__ == "__main__":
    sys.exit(main())
