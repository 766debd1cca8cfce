"""Files that must not exist yet: written all or none, nothing ever overwritten."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lawgov_report import files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SHOWN = 6


def create(folder: Path, contents: Mapping[str, bytes]) -> list[Path]:
    """Write files below `folder`, by their names with /, and return their paths.

    Raises Unusable where one exists or cannot be written; then nothing is left behind.
    """
    paths = {folder / name: content for name, content in contents.items()}
    existing = [path for path in paths if os.path.lexists(path)]
    if existing:
        told = "、".join(str(path) for path in existing[:SHOWN])
        more = f" 等 {len(existing)} 个" if len(existing) > SHOWN else ""
        raise files.Unusable(f"已有 {told}{more}，不覆盖；没有写出任何文件")
    missing = _missing(paths)
    written: list[Path] = []
    try:
        for path, content in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                written.append(path)
                file.write(content)
    except OSError as error:
        _remove(written, missing)
        raise files.Unusable(f"不能写 {path}：{files.reason(error)}；没有写出任何文件") from error
    return written


def _missing(paths: Mapping[Path, bytes]) -> list[Path]:
    """Return the folders that are to be made, the innermost first."""
    above = {parent for path in paths for parent in path.parents}
    return sorted((one for one in above if not one.exists()), key=lambda one: len(one.parts), reverse=True)


def _remove(written: list[Path], made: list[Path]) -> None:
    for path in written:
        path.unlink(missing_ok=True)
    for one in made:
        if one.is_dir() and not any(one.iterdir()):
            one.rmdir()
