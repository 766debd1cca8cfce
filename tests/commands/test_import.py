"""lawgov import as a person uses it: a published file, an empty folder, a report that can be built."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import made
import pytest
from made import lawgov

if TYPE_CHECKING:
    from pathlib import Path

SEED = made.ROOT / "seeds" / "2020.txt"
MARKUP = re.compile(r"^#+ |\\(?=[-_*.<>#`\[\]])", re.MULTILINE)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return an empty folder into which the published report of 2020 was imported."""
    done = lawgov("import", SEED, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    return tmp_path


def words(text: str) -> str:
    """Return a text without markup and without what its lines begin and end with."""
    return "".join(MARKUP.sub("", text).split())


def test_a_published_report_is_built_word_for_word_though_it_has_errors(published: Path) -> None:
    assert lawgov("build", "2020", "--to", "txt", cwd=published).returncode == 0
    built = (published / "out" / "2020.txt").read_text(encoding="utf-8")
    title, _, rest = built.partition("\n")
    assert "法治政府建设" in title
    rest, digest, _ = rest.rpartition("-- lawgov sha256:")
    assert digest
    assert words(rest) == words(SEED.read_text(encoding="utf-8"))


def test_the_errors_of_a_draft_are_not_waived(tmp_path: Path) -> None:
    done = lawgov("import", "--draft", "--format", "json", SEED, cwd=tmp_path)
    about = {guess["about"] for guess in json.loads(done.stdout)["files"][0]["guesses"]}
    assert "waiver" not in about
    assert lawgov("build", "2020", cwd=tmp_path).returncode == 1


def test_each_waiver_is_listed_and_all_of_them_are_needed(published: Path) -> None:
    written = (published / "data" / "2020.yaml").read_text(encoding="utf-8")
    found = json.loads(lawgov("validate", "--format", "json", cwd=published).stdout)["diagnostics"]
    waived = [finding["code"] for finding in found if finding["waived"]]
    assert waived
    assert len(waived) == written.count("reason: 与公开文本一致，原文如此")
    assert "error" not in {finding["severity"] for finding in found if not finding["waived"]}


def test_a_year_that_is_there_is_not_written_over(published: Path) -> None:
    before = {path: path.read_bytes() for path in (published / "data").iterdir()}
    done = lawgov("import", SEED, cwd=published)
    assert (done.returncode, done.stderr) == (
        2,
        "lawgov：2020.txt：已有 data/2020.yaml，不覆盖；要重新导入，先把它移走或改名\n",
    )
    assert {path: path.read_bytes() for path in (published / "data").iterdir()} == before
