"""Who has delivered: the log, and what follows from it and the year. Sample data that is not real."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import YEAR, read, with_

from lawgov_report.files import Unusable
from lawgov_report.forms import log, status
from lawgov_report.forms.log import Event, What
from lawgov_report.forms.status import Days, State

TEXT = st.text(max_size=6)
EVENTS = st.builds(
    Event,
    st.datetimes().map(datetime.isoformat),
    st.sampled_from(What),
    TEXT,
    TEXT,
    TEXT,
    st.integers(),
    st.integers(),
    st.lists(TEXT).map(tuple),
)
BEFORE, AFTER = date(2021, 1, 10), date(2021, 1, 21)
DUE = date(2021, 1, 20)
OWED = with_("closed: 90件", "closed: 待报")


def event(what: What, *absent: str, findings: int = 0) -> Event:
    return Event("2021-01-05T09:00:00+08:00", what, "justice", "司法局.xlsx", "0" * 64, 2, findings, absent)


def looked(year: str, *events: Event, today: date = BEFORE) -> status.Status:
    catalogue, read_year = read(year)
    return status.status(catalogue, read_year, events, Days(DUE, today))


@given(st.lists(EVENTS, max_size=3))
def test_what_the_log_says_reads_back(events: list[Event]) -> None:
    assert log.read(log.lines(events).encode(), "forms/2021.jsonl") == (*events,)


@pytest.mark.parametrize(
    "line",
    [
        *(b"{", b"[]", b"{}", b'"exported"', b"<<<<<<< HEAD", b"\xff", b"[" * 5000, b"1" * 5000),
        log.lines([event(What.EXPORTED)]).replace("exported", "lost").encode(),
        log.lines([event(What.EXPORTED)]).replace('"figures": 2', '"figures": "2"').encode(),
        log.lines([event(What.EXPORTED)]).replace('"absent": []', '"absent": [1]').encode(),
        log.lines([event(What.EXPORTED)]).replace('"absent": []', '"absent": 1').encode(),
        log.lines([event(What.EXPORTED)]).replace('"file"', '"fiel"').encode(),
        log.lines([event(What.EXPORTED)]).replace("2021-01-05", "\\u001b[31m").encode(),
    ],
)
def test_a_line_that_is_no_event_is_named(line: bytes) -> None:
    sound = log.lines([event(What.EXPORTED)]).encode()
    with pytest.raises(Unusable, match=r"forms/2021[.]jsonl 第 2 行不是报送记录"):
        log.read(sound + line, "forms/2021.jsonl")


@pytest.mark.parametrize(
    ("year", "events", "state", "owed"),
    [
        (OWED, [], State.PARTLY, ("closed",)),
        (OWED.replace("cases: 120件", "cases: 待报"), [], State.WAITING, ("cases", "closed")),
        (OWED.replace("cases: 120件", "cases: 待报"), [What.EXPORTED], State.EXPORTED, ("cases", "closed")),
        (OWED, [What.EXPORTED, What.IMPORTED], State.PARTLY, ("closed",)),
        (OWED, [What.IMPORTED, What.RETURNED], State.RETURNED, ("closed",)),
        (YEAR, [What.RETURNED, What.IMPORTED], State.DELIVERED, ()),
    ],
)
def test_a_department_is_as_far_as_its_figures_and_the_log_say(
    year: str, events: list[What], state: State, owed: tuple[str, ...]
) -> None:
    (found,) = looked(year, *map(event, events)).departments
    assert (found.state, found.owed, found.asked) == (state, owed, 2)
    assert not found.overdue
    (late,) = looked(year, *map(event, events), today=AFTER).departments
    assert late.overdue is (state is not State.DELIVERED)


def test_what_was_answered_with_none_such_counts_as_delivered() -> None:
    (found,) = looked(OWED, event(What.IMPORTED, "closed")).departments
    assert (found.state, found.delivered) == (State.DELIVERED, 2)


def test_the_status_is_a_table_csv_and_json() -> None:
    shown = looked(OWED, event(What.EXPORTED), event(What.IMPORTED, findings=1), today=AFTER)
    assert status.text(shown) == (
        "2020 年：1 个部门，0 个已报齐，1 个逾期，2021年1月20日前报送\n\n"
        "部门          状态          应报  已报  还欠  发出        收到        退回  问题  收到的文件\n"
        "样例区司法局  未报齐，逾期  2     1     1     2021-01-05  2021-01-05        1     司法局.xlsx\n"
    )
    row = "样例区司法局,未报齐，逾期,2,1,1,2021-01-05,2021-01-05,,1,司法局.xlsx"
    assert status.as_csv(shown).split("\n")[1] == row
    (entry,) = json.loads(status.as_json(shown))["departments"]
    assert (entry["state"], entry["owed"], entry["returned"]) == ("partly", ["closed"], None)


def test_the_name_of_a_file_cannot_command_the_terminal() -> None:
    named = event(What.IMPORTED)._replace(file="\x1b[31m.xlsx\nforged")
    assert "\ufffd[31m.xlsx\ufffdforged\n" in status.text(looked(OWED, named))


def test_a_year_that_no_department_reports_says_so() -> None:
    catalogue, year = read(catalogue="indicators:\n  cases: {label: 案件, unit: 件, part: leadership}\n")
    assert "没有要部门报送的指标" in status.text(status.status(catalogue, year, (), Days(None, BEFORE)))
