"""Workbooks written to a folder: all or none, and none over one that somebody filled in.

Knows the disk; not what the workbooks hold.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from lawgov_report import files
from lawgov_report.commands import _guard, _output

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ELSEWHERE = "用 -o 写到别的文件夹"


def put(folder: Path, outputs: Mapping[str, bytes], *, force: bool) -> frozenset[str]:
    """Write workbooks by their names, print their paths; return the names of those new or changed.

    Raises files.Unusable.
    """
    changed = [name for name, content in outputs.items() if not _output.is_current(folder / name, content)]
    if changed:
        with files.Staging(folder) as staging:
            for name in changed:
                staging.put(name, outputs[name])
            standing = (_guard.by_hand(folder / name, "xlsx", {}) for name in changed)
            settled = _guard.settle(staging, [old for old in standing if old], ELSEWHERE, force=force)
            staging.publish()
        sys.stderr.write(settled)
    sys.stdout.write("".join(f"{folder / name}\n" for name in outputs))
    return frozenset(changed)
