"""Case files: each says in its first comments what must be found in it, and where.

`# expect: LG104 7:10` per finding, in order; none for a sound file. `# file: indicators.yaml` makes the case
a catalogue; else it is 2020.yaml beside cases/indicators.yaml. `# previous: previous/2019.yaml` puts last
year's file beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from made import opened

from lawgov_report import examine, project, rules

FOLDER = Path(__file__).parent / "cases"
CATALOGUE = FOLDER / "indicators.yaml"
CASES = sorted(path for path in FOLDER.glob("*.yaml") if path != CATALOGUE)
EXPECT = re.compile(r"^# expect: (LG\d{3} \d+:\d+)$", re.MULTILINE)
FILE = re.compile(r"^# file: indicators[.]yaml$", re.MULTILINE)
PREVIOUS = re.compile(r"^# previous: (previous/\w+[.]yaml)$", re.MULTILINE)
BYTES = {"LG001", "LG002", "LG012"}  # encoding, size and names of files: test_source and test_project
ALWAYS_BAD = {"LG010"}  # every other case is its good one
ENVIRONMENT = "LG9"  # what a computer lacks is no case: test_pdf
COVERED = sorted(code for code in rules.CODES if not code.startswith(ENVIRONMENT))


def found(content: bytes) -> list[str]:
    """Return what is found in a case, as code and place."""
    if FILE.search(content.decode()):
        diagnostics = examine.catalogue(opened({"indicators.yaml": content}))
    else:
        last = PREVIOUS.search(content.decode())
        before = {"2019.yaml": (FOLDER / last[1]).read_bytes()} if last else {}
        held = opened({"indicators.yaml": CATALOGUE.read_bytes(), "2020.yaml": content, **before})
        (reading,) = project.years(held, [2020])
        examined = examine.year(held, reading, final=False)
        diagnostics = (*examine.catalogue(held), *examined.diagnostics)
    return [f"{one.code} {one.place.line}:{one.place.column}" for one in diagnostics if not one.waived]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_case_gives_exactly_the_findings_that_it_expects(case: Path) -> None:
    content = case.read_bytes()
    assert found(content) == EXPECT.findall(content.decode())


@pytest.mark.parametrize("case", [CATALOGUE, *CASES], ids=lambda path: path.stem)
def test_a_case_says_first_that_it_is_made_up(case: Path) -> None:
    assert case.read_bytes().decode().splitlines()[0] == "# 样例数据，非真实"


@pytest.mark.parametrize("code", COVERED)
def test_a_code_has_a_bad_case_that_it_finds_and_a_good_one(code: str) -> None:
    bad = [case for case in CASES if case.name.startswith(f"{code.lower()}_bad_")]
    good = [case for case in CASES if case.name.startswith(f"{code.lower()}_good_")]
    assert bad or code in BYTES
    assert good or code in BYTES | ALWAYS_BAD
    assert all(code in case.read_text(encoding="utf-8").partition("\n\n")[0] for case in bad)
    assert not [case for case in good if EXPECT.search(case.read_text(encoding="utf-8"))]
