"""A year's figures collected by commands alone: 示范市示范区 (made up) and its 2022."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import openpyxl
import pytest
import shifan
from made import lawgov
from peak import MOST, run

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

pytestmark = pytest.mark.slow

YEAR = "data/2022.yaml"
JUSTICE, POLICE = "示范区司法局.xlsx", "示范区公安局.xlsx"
# what each kind of slip is answered with, by the cell that was filled in
SLIPS = {"documents_reviewed": "5800", "traffic_violations": "数十"}
DAY = ("--date", "2023-01-10")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose 2022 is drafted, and whose forms are sent out to 表/."""
    folder = tmp_path_factory.mktemp("shifan")
    shutil.copytree(shifan.FOLDER / "data", folder / "data")
    assert lawgov("new", "2022", cwd=folder).returncode == 0
    assert lawgov("forms", "export", "2022", "-o", "表", cwd=folder).returncode == 0
    return folder


def fill(path: Path, slips: dict[str, str]) -> None:
    """Fill in a form as a department would: last year's values, but for the slips."""
    book = openpyxl.load_workbook(path)
    page: Worksheet = book["报送表"]
    for row in book["lawgov"].iter_rows(values_only=True):
        if str(row[1]).isdigit() and row[2]:
            page[f"E{row[1]}"] = slips.get(str(row[0]), str(page[f"D{row[1]}"].value))
    book.save(path)


def comment(path: Path) -> str:
    """Return what a returned form says at its first indicator."""
    found = openpyxl.load_workbook(path)["报送表"]["E5"].comment
    assert found is not None
    return str(found.text)


def test_shifans_2022_is_collected_by_commands_alone(project: Path) -> None:
    before = (project / YEAR).read_bytes()
    unfilled = lawgov("forms", "import", "表", "--write", cwd=project)
    assert (unfilled.returncode, unfilled.stdout) == (0, "")
    assert unfilled.stderr.endswith("7 份表，没有新的数\n")
    assert (project / YEAR).read_bytes() == before

    forms = sorted((project / "表").iterdir())
    for path in forms:
        fill(path, SLIPS)
    empty = lawgov("forms", "status", "2022", cwd=project).stdout
    assert empty.startswith("2022 年：7 个部门，0 个已报齐\n")

    refused = lawgov("forms", "import", "表", "--write", cwd=project)
    assert (refused.returncode, refused.stdout) == (1, "")
    found = re.findall(r"^表/(\S+): (LG\d+)", refused.stderr, re.MULTILINE)
    assert found == [
        (f"{POLICE}!报送表!E5", "LG104"),
        (f"{JUSTICE}!报送表!E5", "LG301"),
        (f"{JUSTICE}!报送表!E5", "LG310"),
    ]
    assert (project / YEAR).read_bytes() == before

    skipping = lawgov("forms", "import", "表", "--skip-wrong", *DAY, cwd=project)
    assert skipping.returncode == 1
    assert skipping.stdout.startswith(f"--- a/{YEAR}\n+++ b/{YEAR}\n")
    assert "department: market_regulation" in skipping.stdout
    assert "department: justice" not in skipping.stdout
    assert skipping.stderr.splitlines()[-1].startswith("7 份表，9 项有新的数，2 份有错误，没有用；")

    returned = lawgov("forms", "return", "表", "-o", "退回", cwd=project)
    assert (returned.returncode, returned.stdout) == (1, f"退回/{POLICE}\n退回/{JUSTICE}\n")
    police, justice = (comment(project / "退回" / name) for name in (POLICE, JUSTICE))
    assert police.startswith("查处酒后驾驶：“数十”不是数值")
    assert "怎么改：逐个核对，改正错的那个\n" in justice
    assert "豁免" not in justice  # which a department cannot write
    status = json.loads(lawgov("forms", "status", "2022", "--format", "json", cwd=project).stdout)
    states = {one["department"]: one["state"] for one in status["departments"]}
    assert {key for key, state in states.items() if state == "returned"} == {"justice", "public_security"}
    assert lawgov("forms", "status", "2022", cwd=project).stdout.count("已退回") == 2

    for name in (JUSTICE, POLICE):
        fill(project / "退回" / name, {})
        shutil.copy(project / "退回" / name, project / "表" / name)
    shown = lawgov("forms", "import", "表", *DAY, cwd=project)
    assert shown.returncode == 1
    assert shown.stdout.startswith(f"--- a/{YEAR}\n+++ b/{YEAR}\n")
    assert (
        "+    value: 58件\n+    from: {department: justice, date: 2023-01-10, file: 示范区司法局.xlsx,"
        in shown.stdout
    )
    written = lawgov("forms", "import", "表", "--write", *DAY, cwd=project)
    assert (written.returncode, written.stdout) == (0, "")
    assert written.stderr.endswith(f"7 份表，33 项有新的数；已写进 {YEAR}\n")
    again = lawgov("forms", "import", "表", "--write", cwd=project)
    assert (again.returncode, again.stderr) == (0, "7 份表，没有新的数\n")
    assert_is_complete(project)


def assert_is_complete(project: Path) -> None:
    """Assert that all departments have reported, and that a draft is printed with what they reported."""
    status = lawgov("forms", "status", "2022", cwd=project)
    assert status.stdout.startswith("2022 年：7 个部门，7 个已报齐\n")
    assert lawgov("validate", "2022", cwd=project).returncode == 0
    assert lawgov("build", "2022", "--draft", "--to", "md", cwd=project).returncode == 0
    assert "58件" in (project / "out" / "2022.md").read_text(encoding="utf-8")

    events = (project / "forms" / "2022.jsonl").read_text(encoding="utf-8").count('"imported"')
    assert events == 7
    status = json.loads(lawgov("forms", "status", "2022", "--format", "json", cwd=project).stdout)
    assert {one["state"] for one in status["departments"]} == {"delivered"}
    assert "待报" not in lawgov("validate", "2022", cwd=project).stdout
    assert lawgov("validate", "2022", cwd=project).returncode == 0
    assert lawgov("build", "2022", "--draft", "--to", "data", cwd=project).returncode == 0
    figures = json.loads((project / "out" / "2022.json").read_text(encoding="utf-8"))["figures"]
    assert {one["from"]["date"] for one in figures} == {"2023-01-10"}
    assert lawgov("new", "2023", cwd=project).returncode == 0
    assert "from:" not in (project / "data" / "2023.yaml").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_refused_in_one_line_within_bounds(project: Path, tmp_path: Path) -> None:
    path = tmp_path / "样例.xlsx"
    path.write_bytes(b"PK\3\4")
    done, peak = run("-C", project, "forms", "import", path, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert peak < MOST
