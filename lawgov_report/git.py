"""Git, the one program that we run: what files a revision has, and what one of them holds.

Knows revisions and paths; not what the files mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.files import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_REVISIONS = 1000  # of one file that are looked through
BLOB = 3  # the column of the new blob


def names(folder: Path, revision: str, below: str) -> list[str]:
    """Return the names of what lies in the folder `below` of `folder` in a revision.

    Raises Unusable for a revision that git does not know, OSError where git cannot be run.
    """
    # -z: without it git would put names that are not ASCII in quotes and escape them
    listing = _git(folder, "ls-tree", "--name-only", "-z", revision, "--", f"{below}/")
    return [path.rpartition("/")[2] for path in listing.decode(errors="replace").split("\0")]


def read(folder: Path, revision: str, path: str) -> bytes:
    """Return what a revision holds at `path`, which is seen from `folder`. Raises as `names` does."""
    # ./ makes git look from `folder`, which may lie below the top of the repository
    return _git(folder, "cat-file", "blob", f"{revision}:./{path}")


def history(folder: Path, path: str) -> Iterator[bytes]:
    """Yield what the revisions of all branches have at `path`, seen from `folder`, the newest first.

    Nothing where there is no git, no repository or no such path.
    """
    arguments = ("log", "--all", f"--max-count={MOST_REVISIONS}", "--format=", "--raw", "--no-abbrev", "-m")
    try:
        listing = _git(folder, *arguments, "--", path).decode(errors="replace")
    except (Unusable, OSError):
        return
    # :100644 100644 the blob before, the one behind, and what was done
    blobs = (columns[3] for line in listing.splitlines() if len(columns := line.split()) > BLOB)
    for blob in dict.fromkeys(blobs):
        if blob.strip("0"):
            yield _git(folder, "cat-file", "blob", blob)


def _git(folder: Path, *arguments: str) -> bytes:
    import subprocess

    command = ["git", "-C", str(folder), *arguments]
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 no shell, fixed words
    if run.returncode:
        errors = run.stderr.decode(errors="replace").strip().splitlines() or [""]
        raise Unusable(f"git 里没有这个版本（{errors[-1]}）")
    return run.stdout
