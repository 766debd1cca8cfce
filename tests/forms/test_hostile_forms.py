"""Workbooks that are made to take the machine, as the command meets them. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import made
import peak
import pytest
from bench import workbooks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow
@peak.LINUX
def test_no_workbook_takes_the_machine_and_each_is_refused_in_one_line(tmp_path: Path) -> None:
    project = made.folder(tmp_path / "project")
    files = workbooks.make(tmp_path)
    done, most = peak.run("-C", project, "forms", "import", *files, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert [line.split()[0] for line in lines[:-1]] == [path.name for path in files]
    assert lines[-1] == "lawgov：7 个文件读不了，没有导入"
    assert most < peak.MOST
