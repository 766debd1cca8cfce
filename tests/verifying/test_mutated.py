"""Published files changed at random: verify compares each or says in a line why not, and never breaks.

LAWGOV_FUZZ is set by `make fuzz`, which tries 2,000 of them.
"""

from __future__ import annotations

import io
import os
import zipfile
from random import Random
from typing import TYPE_CHECKING

import made
import pytest

from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml")
SEED = int(os.environ.get("LAWGOV_SEED", "12"))
EACH = 500 if "LAWGOV_FUZZ" in os.environ else 10
BATCH = 10  # files of one run of the command
TYPED = (
    b"<",
    b">",
    b'"',
    b"'",
    b"&",
    b"\0",
    b"\xff",
    b"<!--",
    b"]]>",
    b"&#x1f600;",
    b"endstream",
    b"<<",
    b"9" * 30,
    b",",
    b"\n",
)


def mutated(content: bytes, random: Random) -> bytes:
    """Return the content after one to eight changes, each at a place of its own."""
    changed = bytearray(content)
    for _ in range(random.randint(1, 8)):
        at = random.randrange(len(changed) + 1)
        end = min(len(changed), at + random.choice((1, 1, 4, 40, 400)))
        changed[at:end] = random.choice(
            (b"", random.choice(TYPED), random.randbytes(end - at), bytes(changed[at:end]) * 2)
        )
    return bytes(changed[: random.randrange(len(changed) + 1)] if random.random() < 0.1 else changed)


def repacked(content: bytes, random: Random) -> bytes:
    """Return a Word file whose body is mutated; now and then the package itself."""
    if random.random() < 0.3:
        return mutated(content, random)
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, member in openxml.members(content).items():
            package.writestr(name, mutated(member, random) if name in PARTS else member)
    return changed.getvalue()


CHANGES: dict[str, Callable[[bytes, Random], bytes]] = {
    ".docx": repacked, ".html": mutated, ".csv": mutated, ".pdf": mutated, ".md": mutated, ".txt": mutated,
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made.folder(tmp_path_factory.mktemp("mutated"))
    to = "docx,html,data,pdf,md,txt"
    done = made.lawgov("build", "--to", to, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.slow
@pytest.mark.sown
@pytest.mark.parametrize("batch", range(EACH // BATCH))
@pytest.mark.parametrize("suffix", CHANGES)
def test_no_change_of_a_published_file_breaks_verify(
    suffix: str, batch: int, built: Path, tmp_path: Path
) -> None:
    content = (built / "out" / f"2020{suffix}").read_bytes()
    random = Random(f"{SEED} {suffix} {batch}")  # noqa: S311 not for secrets
    for number in range(BATCH):
        path = tmp_path / f"{number}-2020{suffix}"
        path.write_bytes(CHANGES[suffix](content, random))
        done = made.lawgov("verify", path, cwd=built)
        assert done.returncode in {0, 1, 2}, done.stderr
        assert "Traceback" not in done.stderr
        assert done.stderr.count("\n") == (done.returncode == 2), done.stderr
        assert bool(done.stdout) == (done.returncode < 2)
