"""The one program that is run: what it says of revisions, and where it cannot be run."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from made import files, folder

from lawgov_report import git
from lawgov_report.files import Unusable

if TYPE_CHECKING:
    from pathlib import Path

GIT = shutil.which("git") or "git"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a project below the top of a repository, committed once, then changed."""
    project = folder(tmp_path / "单位")
    (project / "data" / "说明.txt").write_text("样例", encoding="utf-8")
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    for words in (["init", "-q"], ["add", "."], [*identity, "commit", "-qm", "first"]):
        subprocess.run([GIT, "-C", str(tmp_path), *words], check=True, capture_output=True)
    (project / "data" / "2020.yaml").write_text("changed", encoding="utf-8")
    return project


def test_it_lists_and_reads_what_was_committed_seen_from_a_folder_inside(repository: Path) -> None:
    assert {"indicators.yaml", "2020.yaml", "说明.txt"} <= {*git.names(repository, "HEAD", "data")}
    assert git.read(repository, "HEAD", "data/2020.yaml") == files()["2020.yaml"]


def test_a_revision_that_there_is_not_is_one_line(repository: Path) -> None:
    with pytest.raises(Unusable, match=r"git 里没有这个版本（.+）") as error:
        git.names(repository, "no-such", "data")
    assert "\n" not in str(error.value)


def test_without_git_the_caller_learns_of_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    with pytest.raises(OSError, match="git"):
        git.read(repository, "HEAD", "data/2020.yaml")
