# 样例数据，非真实 (all data in this file is made up)
"""Many years by many processes: the same as by one, in order, and none left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import CATALOGUE, YEAR, lawgov

from lawgov_report import files
from lawgov_report.commands import _jobs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

YEARS = range(1999, 2023)


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Return a project of more years than one process takes by default, two of them with an error."""
    project = tmp_path / "many"
    (project / "data").mkdir(parents=True)
    (project / "data" / "indicators.yaml").write_text(CATALOGUE, encoding="utf-8")
    for year in YEARS:
        text = YEAR.replace("2020", str(year))
        if year in {2003, 2017}:
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


def doubled(years: tuple[int, ...]) -> Iterator[int]:
    for year in years:
        yield 2 * year


def refusing(years: tuple[int, ...]) -> Iterator[int]:
    for year in years:
        if year == 2010:
            raise files.Unusable("模板不能用")
        yield year


def killed(years: tuple[int, ...]) -> Iterator[int]:
    signal.raise_signal(signal.SIGTERM)
    yield from years


@pytest.mark.slow
def test_results_come_in_the_order_of_the_years() -> None:
    assert [*_jobs.in_order(doubled, YEARS, 3)] == [2 * year for year in YEARS]


@pytest.mark.slow
def test_what_stops_a_process_stops_the_run_with_the_same_words() -> None:
    with pytest.raises(files.Unusable, match="模板不能用"):
        [*_jobs.in_order(refusing, YEARS, 2)]


@pytest.mark.slow
def test_a_process_that_the_system_ends_is_one_line_with_a_remedy() -> None:
    with pytest.raises(files.Unusable, match="--jobs 1"):
        [*_jobs.in_order(killed, YEARS, 2)]


@pytest.mark.slow
@pytest.mark.parametrize("command", [("validate",), ("validate", "--format", "json"), ("validate", "--diff")])
def test_findings_are_the_same_with_one_process_and_with_three(many: Path, command: tuple[str, ...]) -> None:
    one, three = (lawgov("-C", many, *command, "--jobs", count) for count in ("1", "3"))
    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)
    assert one.returncode == 1


@pytest.mark.slow
def test_outputs_are_the_same_with_one_process_and_with_three(many: Path, tmp_path: Path) -> None:
    for year in (2003, 2017):
        (many / "data" / f"{year}.yaml").unlink()
    build = partial(lawgov, "-C", many, "build", "--to", "md,docx,html,data")
    one, three = (build("--out", tmp_path / count, "--jobs", count) for count in ("1", "3"))
    assert one.returncode == three.returncode == 0, three.stderr
    assert one.stdout.replace(str(tmp_path / "1"), "") == three.stdout.replace(str(tmp_path / "3"), "")
    assert written(tmp_path / "1") == written(tmp_path / "3")
    check = build("--out", tmp_path / "1", "--jobs", "2", "--check")
    assert (check.returncode, check.stdout) == (0, "")
    (tmp_path / "1" / "2010.md").write_text("改过", encoding="utf-8")
    check = build("--out", tmp_path / "1", "--jobs", "2", "--check")
    state = "手工改过、别处来的或 0.1.0 版编的"
    assert (check.returncode, check.stdout) == (1, f"{state}：{tmp_path / '1' / '2010.md'}\n")


@pytest.mark.slow
def test_an_error_in_any_year_leaves_the_folder_as_it_was(many: Path, tmp_path: Path) -> None:
    one, three = (
        lawgov("-C", many, "build", "--out", tmp_path / "out", "--jobs", count) for count in ("1", "3")
    )
    assert (one.returncode, one.stdout, one.stderr) == (three.returncode, three.stdout, three.stderr)
    assert (one.returncode, one.stdout) == (1, "")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("count", ["0", "65", "两个"])
def test_a_number_of_processes_that_makes_no_sense_exits_2(many: Path, count: str) -> None:
    refused = lawgov("-C", many, "validate", "--jobs", count)
    assert refused.returncode == 2
    assert "--jobs" in refused.stderr
    assert refused.stderr.count("\n") == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to consoles, not to processes")
def test_ctrl_c_ends_all_processes_and_writes_nothing(many: Path, tmp_path: Path) -> None:
    for year in YEARS:
        (many / "data" / f"{year}.yaml").unlink()
    for year in range(1000, 1400):
        (many / "data" / f"{year}.yaml").write_text(YEAR.replace("2020", str(year)), encoding="utf-8")
    command = [sys.executable, "-m", "lawgov_report", "-C", str(many), "build", "--jobs", "2"]
    run = subprocess.Popen(
        [*command, "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while not [*tmp_path.glob("out/.lawgov-*/new/*")] and run.poll() is None:
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGINT)
    output, errors = run.communicate(timeout=60)
    assert (run.returncode, output) == (130, b"")
    assert errors.decode() == "lawgov：已中断，没有改动原有文件\n"
    assert not (tmp_path / "out").exists()
