"""Files that a person made or edited by hand: seen by their digest, and never written over.

Knows when a file may be replaced, what the user is told of one that may not, and the names that old files are
set aside under; not how a digest is put into a file.
"""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report import files
from lawgov_report.writing import digest
from lawgov_report.writing.digest import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

YEAR = re.compile("[1-9][0-9]{3}")  # the name of a report that build writes
MAX_BYTES = 1 << 26  # 64 MiB: a larger file is none of ours
CHANGED = "编出以后又改过（例如用 Word、Excel 或编辑器存过）"
UNKNOWN = "没有 lawgov 的校验码，是别处来的，或由 0.1.0 版编出"
UNMARKED = "内容不同，而这种文件不带校验码，看不出有没有人填过、改过"


class Standing(NamedTuple):
    """A file that stands where an output is to go: its path as shown, and why it is not written over."""

    path: Path
    reason: str


def by_hand(path: Path, form: str, listed: Mapping[str, str]) -> Standing | None:
    """Return the file of this form as one that is not written over, None where it may be replaced.

    `listed` are the digests of files that an index beside them lists. Raises files.Unusable.
    """
    if not path.is_file():
        return None
    content = files.read(path, MAX_BYTES)
    origin = Origin.UNKNOWN if len(content) > MAX_BYTES else _origin(path.name, form, content, listed)
    if origin is Origin.OURS:
        return None
    if origin is Origin.CHANGED:
        return Standing(path, CHANGED)
    return Standing(path, UNKNOWN if form in digest.CARRIED or listed else UNMARKED)


def _origin(name: str, form: str, content: bytes, listed: Mapping[str, str]) -> Origin:
    return digest.listed(content, listed[name]) if name in listed else digest.origin(form, content)


def settle(staging: files.Staging, standing: Iterable[Standing], elsewhere: str, *, force: bool) -> str:
    """Have each of the files stay beside its successor, or refuse to write anything.

    Returns what the user is told of it once all is written. `elsewhere` is how to write to another place.
    Raises files.Unusable unless it is to be forced.
    """
    found = tuple(standing)
    if not force:
        refuse(found, elsewhere)
    lines = []
    for old in found:
        backup = _free(old.path)
        staging.set_aside(old.path.name, backup)
        lines.append(f"{old.path}：旧文件留作 {backup}\n")
    return "".join(lines)


def refuse(standing: Iterable[Standing], elsewhere: str) -> None:
    """Say of each file why it is not written over, and what can be done. Raises files.Unusable for any."""
    found = tuple(standing)
    for old in found:
        pull = f"用 lawgov pull {old.path} 取回改动，或" if _is_corrected(old) else ""
        ways = f"{pull}把它另存为别的名字，或{elsewhere}，或加 --force（旧文件留作 {_free(old.path)}）"
        sys.stderr.write(f"{old.path}：{old.reason}；{ways}\n")
    if found:
        raise files.Unusable(f"不覆盖 {len(found)} 个改过的或别处来的文件；没有写出任何文件")


def _is_corrected(old: Standing) -> bool:
    """Return whether what was changed by hand can be taken back into a year file."""
    return old.reason == CHANGED and old.path.suffix == ".docx" and YEAR.fullmatch(old.path.stem) is not None


def _free(path: Path) -> str:
    """Return the first name for an old file that nothing has."""
    number = 1
    while True:
        backup = f"{path.name}.bak{number if number > 1 else ''}"
        if not os.path.lexists(path.parent / backup):
            return backup
        number += 1
