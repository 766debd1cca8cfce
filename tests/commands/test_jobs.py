# 样例数据，非真实 (all data in this file is made up)
"""Many years by many processes: the same as by one, in order, and none left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
import work_of_years
from hypothesis import given
from hypothesis import strategies as st
from made import CATALOGUE, ROOT, YEAR, lawgov

from lawgov_report import files
from lawgov_report.commands import _jobs

if TYPE_CHECKING:
    from pathlib import Path

YEARS = range(2006, 2012)  # a block each, of two processes
FAULTY = (2007, 2011)
WITH_CTRL_C = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows sends Ctrl-C to consoles, not to processes"
)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a project of so many years, two of them with an error."""
    project = tmp_path / "many"
    (project / "data").mkdir(parents=True)
    (project / "data" / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    for year in YEARS:
        text = YEAR.replace("2020", str(year))
        if year in FAULTY:
            text = text.replace("cases: 120件", "cases: 120")
        (project / "data" / f"{year}.yaml").write_text(text, encoding="utf-8")
    return project


def written(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir()}


@given(st.sets(st.integers(1000, 9999), max_size=300), st.integers(2, 64))
def test_blocks_hold_every_year_once_and_in_order(years: set[int], count: int) -> None:
    blocks = _jobs.blocks([*years], count)
    assert [year for block in blocks for year in block] == sorted(years)
    assert all(1 <= len(block) <= _jobs.LONGEST for block in blocks)


def test_few_years_take_one_process_and_many_take_the_cores_that_we_may_use() -> None:
    assert _jobs.processes(None, _jobs.FEW - 1) == 1
    assert _jobs.processes(None, _jobs.FEW) == _jobs.cores()
    assert _jobs.processes(3, 2) == 2
    assert _jobs.processes(3, 100) == 3


@pytest.mark.slow
def test_results_come_in_the_order_of_the_years() -> None:
    assert [*_jobs.in_order(work_of_years.doubled, YEARS, 3)] == [2 * year for year in YEARS]


@pytest.mark.slow
def test_what_stops_a_process_stops_the_run_with_the_same_words() -> None:
    with pytest.raises(files.Unusable, match="模板不能用"):
        [*_jobs.in_order(work_of_years.refusing, YEARS, 2)]


@pytest.mark.slow
def test_a_process_that_the_system_ends_is_one_line_with_a_remedy() -> None:
    with pytest.raises(files.Unusable, match="--jobs 1"):
        [*_jobs.in_order(work_of_years.killed, YEARS, 2)]


@pytest.mark.slow
@WITH_CTRL_C
def test_processes_ignore_ctrl_c_from_their_first_step_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_jobs, "_set_up", work_of_years.nothing)
    assert {*_jobs.in_order(work_of_years.ignoring_ctrl_c, YEARS, 2)} == {True}


@pytest.mark.slow
@pytest.mark.parametrize("command", [("validate", "--format", "json"), ("validate", "--diff")])
def test_findings_are_the_same_with_one_process_and_with_two(many: Path, command: tuple[str, ...]) -> None:
    one, two = (lawgov("-C", many, *command, "--jobs", count) for count in ("1", "2"))
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert one.returncode == 1


@pytest.mark.slow
def test_outputs_are_the_same_with_one_process_and_with_two(many: Path, tmp_path: Path) -> None:
    for year in FAULTY:
        (many / "data" / f"{year}.yaml").unlink()
    build = partial(lawgov, "-C", many, "build")
    to = ("--to", "md,docx,html,data")
    one, two = (build(*to, "--out", tmp_path / count, "--jobs", count) for count in ("1", "2"))
    assert one.returncode == two.returncode == 0, two.stderr
    assert one.stdout.replace(str(tmp_path / "1"), "") == two.stdout.replace(str(tmp_path / "2"), "")
    assert written(tmp_path / "1") == written(tmp_path / "2")
    (tmp_path / "1" / "2010.md").write_text("改过", encoding="utf-8")
    check = build("--to", "md", "--out", tmp_path / "1", "--jobs", "2", "--check")
    state = "手工改过、别处来的或 0.1.0 版编的"
    assert (check.returncode, check.stdout) == (1, f"{state}：{tmp_path / '1' / '2010.md'}\n")


@pytest.mark.slow
def test_an_error_in_any_year_leaves_the_folder_as_it_was(many: Path, tmp_path: Path) -> None:
    one, two = (
        lawgov("-C", many, "build", "--out", tmp_path / "out", "--jobs", count) for count in ("1", "2")
    )
    assert (one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr)
    assert (one.returncode, one.stdout) == (1, "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("count", ["0", "65", "两个"])
def test_a_number_of_processes_that_makes_no_sense_exits_2(many: Path, count: str) -> None:
    refused = lawgov("-C", many, "validate", "--jobs", count)
    assert refused.returncode == 2
    assert "--jobs" in refused.stderr
    assert refused.stderr.count("\n") == 1


# Sends Ctrl-C as a terminal does, to all processes, as the first file is about to be written
INTERRUPTED = """
import os, signal, sys
from lawgov_report import cli

def look(event, arguments):
    if event == "open" and ".lawgov-" in str(arguments[0]) and "new" in str(arguments[0]):
        os.killpg(0, signal.SIGINT)

sys.addaudithook(look)
sys.exit(cli.main())
"""


@pytest.mark.slow
@WITH_CTRL_C
def test_ctrl_c_ends_all_processes_and_writes_nothing(many: Path, tmp_path: Path) -> None:
    for year in FAULTY:
        (many / "data" / f"{year}.yaml").unlink()
    command = [sys.executable, "-c", INTERRUPTED, "-C", str(many), "build", "--jobs", "2"]
    run = subprocess.run(
        [*command, "--out", str(tmp_path / "out")],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        timeout=60,  # its pipes close only when the last process has ended
    )
    assert (run.returncode, run.stdout) == (130, b"")
    assert run.stderr.decode() == "lawgov：已中断，没有改动原有文件\n"
    assert not (tmp_path / "out").exists()
