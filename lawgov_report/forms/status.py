"""Which departments have given their figures of a year: a year and the log of its forms to a table.

Knows columns, CSV and JSON; not the clock, nor where the log is read from.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.forms.log import What
from lawgov_report.language import dates
from lawgov_report.language.width import width
from lawgov_report.reading.characters import ESCAPED, REPLACEMENT
from lawgov_report.writing import csv_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lawgov_report.forms.log import Event
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year

VERSION = 1
GAP = "  "


class State(StrEnum):
    """How far a department is; those that somebody must look after come first."""

    RETURNED = "returned"
    PARTLY = "partly"
    EXPORTED = "exported"
    WAITING = "waiting"
    DELIVERED = "delivered"


CALLED: Mapping[State, str] = {
    State.RETURNED: "已退回",
    State.PARTLY: "未报齐",
    State.EXPORTED: "未报",
    State.WAITING: "未发表",
    State.DELIVERED: "已报齐",
}
OVERDUE = "逾期"
ORDER = (*State,)


class History(NamedTuple):
    """What the log says of one department: the last day of each kind of event, and what happened last.

    `file` is the last file that came back, `findings` how many of its values had something wrong, `absent`
    the keys that were answered with 无此项.
    """

    exported: str = ""
    imported: str = ""
    returned: str = ""
    file: str = ""
    findings: int = 0
    absent: frozenset[str] = frozenset()
    last: What | None = None


class Department(NamedTuple):
    """A department: how many indicators it reports, the keys of those it still owes, what the log says."""

    key: str
    name: str
    asked: int
    owed: tuple[str, ...]
    history: History
    late: bool  # whether the date is over

    @property
    def delivered(self) -> int:
        """How many of its indicators have a value, or are answered with 无此项."""
        return self.asked - len(self.owed)

    @property
    def state(self) -> State:
        """How far it is."""
        if self.history.last is What.RETURNED:
            return State.RETURNED
        if not self.owed:
            return State.DELIVERED
        if self.history.imported or self.delivered:
            return State.PARTLY
        return State.EXPORTED if self.history.exported else State.WAITING

    @property
    def overdue(self) -> bool:
        """Whether the date is over and something is still to come."""
        return self.late and self.state is not State.DELIVERED


class Status(NamedTuple):
    """The departments of a year, who is overdue first; `due` is None where no date is set."""

    year: int
    due: date | None
    departments: tuple[Department, ...]
    nobody: int = 0  # indicators that are owed and that no department reports


class Days(NamedTuple):
    """Until when figures are due, None where no date is set, and what day it is."""

    due: date | None
    today: date


def status(catalogue: Catalogue, year: Year, events: Iterable[Event], days: Days) -> Status:
    """Return who has delivered what of a year, by its figures and the log of its forms."""
    histories = _histories(events)
    asked = _asked(catalogue, year)
    owed = {key for key, figure in year.indicators.items() if figure.value.quantity is None}
    nobody = len(owed.intersection(asked.pop("", ())))
    late = days.due is not None and days.due < days.today
    departments = []
    for key, keys in asked.items():
        history = histories.get(key, History())
        lacking = tuple(each for each in keys if each in owed and each not in history.absent)
        name = catalogue.departments[key].text
        departments.append(Department(key, name, len(keys), lacking, history, late))
    departments.sort(key=lambda department: (not department.overdue, ORDER.index(department.state)))
    return Status(year.year, days.due, tuple(departments), nobody)


def _asked(catalogue: Catalogue, year: Year) -> dict[str, list[str]]:
    """Return the keys of the year's indicators by department; those of no department under ""."""
    asked: dict[str, list[str]] = {key: [] for key in catalogue.departments}
    for key, indicator in catalogue.indicators.items():
        if key in year.indicators:
            department = indicator.department.text if indicator.department else ""
            asked.setdefault(department if department in catalogue.departments else "", []).append(key)
    return {department: keys for department, keys in asked.items() if keys}


def _histories(events: Iterable[Event]) -> dict[str, History]:
    histories: dict[str, History] = {}
    for event in events:
        before = histories.get(event.department, History())
        day = event.at[:10]
        if event.what is What.EXPORTED:
            now = before._replace(exported=day, last=event.what)
        elif event.what is What.RETURNED:
            now = before._replace(returned=day, findings=event.findings, last=event.what)
        else:
            absent = before.absent | set(event.absent)
            file = ESCAPED.sub(REPLACEMENT, event.file)  # a stranger's file may bear any name
            now = before._replace(imported=day, file=file, findings=event.findings, absent=absent)
            now = now._replace(last=event.what)
        histories[event.department] = now
    return histories


# For people

HEAD = ("部门", "状态", "应报", "已报", "还欠", "发出", "收到", "退回", "问题", "收到的文件")


def title(shown: Status) -> str:
    """Return what the table is headed by: how many departments have delivered, and until when."""
    complete = sum(department.state is State.DELIVERED for department in shown.departments)
    due = f"，{dates.printed(shown.due)}前报送" if shown.due else ""
    late = sum(department.overdue for department in shown.departments)
    overdue = f"，{late} 个逾期" if late else ""
    return f"{shown.year} 年：{len(shown.departments)} 个部门，{complete} 个已报齐{overdue}{due}"


def rows(shown: Status) -> Iterator[tuple[str, ...]]:
    """Yield a row of texts for each department, as HEAD names them."""
    for each in shown.departments:
        state = f"{CALLED[each.state]}，{OVERDUE}" if each.overdue else CALLED[each.state]
        counts = (str(each.asked), str(each.delivered), str(len(each.owed)))
        history = each.history
        days = (history.exported, history.imported, history.returned)
        yield (each.name, state, *counts, *days, str(history.findings or ""), history.file)


def text(shown: Status) -> str:
    """Return the status in columns."""
    if not shown.departments:
        return f"{shown.year} 年没有要部门报送的指标；指标由谁报送，写在指标目录的 department\n"
    table = [HEAD, *rows(shown)]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    lines = [title(shown), ""]
    for row in table:
        padded = (cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True))
        lines.append(GAP.join(padded).rstrip())
    if shown.nobody:
        lines += ["", f"另有 {shown.nobody} 项待报的指标没有报送部门"]
    return "".join(f"{line}\n" for line in lines)


# For programs


def as_csv(shown: Status) -> str:
    """Return the status for a spreadsheet, a row for each department."""
    return csv_cells.table([HEAD, *rows(shown)])


def as_json(shown: Status) -> str:
    """Return the status as one JSON object, version 1."""
    departments = [_entry(department) for department in shown.departments]
    due = shown.due.isoformat() if shown.due else None
    content = {"version": VERSION, "year": shown.year, "due": due, "departments": departments}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _entry(each: Department) -> dict[str, Any]:
    return {
        "department": each.key,
        "name": each.name,
        "state": each.state,
        "overdue": each.overdue,
        "asked": each.asked,
        "delivered": each.delivered,
        "owed": each.owed,
        "exported": each.history.exported or None,
        "imported": each.history.imported or None,
        "returned": each.history.returned or None,
        "findings": each.history.findings,
        "file": each.history.file or None,
    }
