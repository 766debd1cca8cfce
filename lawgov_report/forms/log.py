"""The log of a year's forms, forms/YEAR.jsonl: what was sent out, came back and was returned, and when.

Knows JSON and lines; not the disk, nor the clock. A line is never changed: commands append.
"""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = "forms"  # of the project
MAX_BYTES = 1 << 24  # of a log; a year of 20 departments has some 20 KB
HINT = "改正这一行，或者删去"


class What(StrEnum):
    """What happened to a form."""

    EXPORTED = "exported"
    IMPORTED = "imported"
    RETURNED = "returned"


class Event(NamedTuple):
    """One line: what happened to the form of a department, when (ISO 8601), and which file it was.

    `figures` is how many values were asked for, or came back; `findings` how many of them have something
    wrong. `absent` are the keys of what the department answered with 无此项.
    """

    at: str
    what: What
    department: str
    file: str
    sha256: str
    figures: int = 0
    findings: int = 0
    absent: tuple[str, ...] = ()


def name(year: int) -> str:
    """Return the name of a year's log, from the project's folder."""
    return f"{FOLDER}/{year}.jsonl"


def lines(events: Iterable[Event]) -> str:
    """Return events as lines of the log."""
    written = (json.dumps(event._asdict(), ensure_ascii=False) for event in events)
    return "".join(f"{line}\n" for line in written)


def read(content: bytes, file: str) -> tuple[Event, ...]:
    """Return the events of a log, in their order. Raises Unusable, with the line, for what is none."""
    if len(content) > MAX_BYTES:
        raise Unusable(f"{file} 超过 {MAX_BYTES >> 20} MB")
    return tuple(_events(content, file))


def _events(content: bytes, file: str) -> Iterator[Event]:
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield _event(json.loads(line))
        # RecursionError: brackets in brackets, a thousand deep
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise Unusable(f"{file} 第 {number} 行不是报送记录；{HINT}") from error


def _event(given: object) -> Event:
    """Return the event of a JSON object; raises ValueError, TypeError or KeyError where it is none."""
    if not isinstance(given, dict):
        raise TypeError
    event = Event(**{**given, "what": What(given["what"]), "absent": tuple(given.get("absent", ()))})
    texts = (event.at, event.department, event.file, event.sha256, *event.absent)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError
    if not (isinstance(event.figures, int) and isinstance(event.findings, int)):
        raise TypeError
    datetime.fromisoformat(event.at)
    return event
