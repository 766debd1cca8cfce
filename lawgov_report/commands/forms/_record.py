"""What the sub-commands of `lawgov forms` share: the log on disk, and until when forms are due.

Knows forms/YEAR.jsonl and the clock; not what is made of the log.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import typer

from lawgov_report import files
from lawgov_report.forms import log

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lawgov_report.forms.log import Event
    from lawgov_report.forms.status import Days
    from lawgov_report.models.office import Office


DUE = typer.Option("--due", metavar="日期", help="报送截止日期，默认为 office.yaml 的 forms_due")


def due(asked: str, office: Office, number: int) -> date | None:
    """Return until when the forms of a year are due: as asked, else the office's. Raises Unusable."""
    from lawgov_report.forms import departments
    from lawgov_report.language import dates

    if not asked:
        return departments.due_date(office, number)
    # 01-20 is of the year behind the one reported, as in office.yaml
    day = dates.parse(asked) or dates.parse(f"{number + 1}-{asked}")
    if day is None:
        raise files.Unusable(f"--due 的“{asked}”不是日期；写成 {number + 1}-01-20 或 01-20")
    return day


def days(asked: str, office: Office, number: int) -> Days:
    """Return until when the forms of a year are due, and what day it is here. Raises Unusable."""
    from lawgov_report.forms.status import Days

    # by this computer's zone: a form is late when the office's own day is over
    return Days(due(asked, office, number), datetime.now().astimezone().date())


def events(root: Path, year: int) -> tuple[Event, ...]:
    """Return what the log of a year says, nothing where there is none yet. Raises files.Unusable."""
    path = root / log.name(year)
    if not path.is_file():
        return ()
    return log.read(files.read(path, log.MAX_BYTES + 1), log.name(year))


def append(root: Path, year: int, happened: Sequence[Event]) -> None:
    """Add lines to the log of a year. Raises files.Unusable."""
    if not happened:
        return
    path = root / log.name(year)
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise files.Unusable(f"不能写 {path}：{files.reason(error)}") from error
    files.append(path, log.lines(happened))


def now() -> str:
    """Return the time as a line of the log has it: 2022-01-10T09:30:00+08:00."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
