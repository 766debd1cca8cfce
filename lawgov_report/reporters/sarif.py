"""Findings as SARIF 2.1.0, for code scanning: rules with their pages, places, waivers, mendings.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_report.reading.diagnostics import Diagnostic, Edit, Findings, Place

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# RFC 3986, 2.3 (unreserved), and the slashes of a path; every other byte is written as %XX
IN_A_URI = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")
Json = dict[str, Any]


def report(findings: Findings) -> str:
    """Return all findings, those waived included as suppressed, as one SARIF log."""
    # only rules with findings are listed: results name them by their number in the list
    names = {found.code: found.name for found in findings.diagnostics}
    codes = sorted(names)
    rules = [_rule(code, names[code], findings.pages.get(code, "")) for code in codes]
    run = {
        "tool": {"driver": {"name": "lawgov", "language": "zh-CN", "rules": rules}},
        "columnKind": "unicodeCodePoints",  # the default counts UTF-16: two for a rare character
        "artifacts": [{"location": _file(name)} for name in findings.files],
        "results": [_result(found, codes.index(found.code)) for found in findings.diagnostics],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, name: str, page: str) -> Json:
    rule: Json = {"id": code, "name": name}
    first, _, rest = page.partition("\n")
    if first:
        rule["shortDescription"] = {"text": first}
        rule["help"] = {"text": rest.strip() or first}
    return rule


def _result(found: Diagnostic, number: int) -> Json:
    remedy = f"\n怎么改：{found.hint}" if found.hint else ""
    result: Json = {
        "ruleId": found.code,
        "ruleIndex": number,
        "level": found.severity,
        "message": {"text": found.message + remedy},
        "locations": [{"physicalLocation": _physical(found.place)}],
        "suppressions": [],  # all results of a run have this property, or none: 3.27.23
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(other.place), "message": {"text": other.message}}
            for number, other in enumerate(found.related)
        ]
    if found.waived:
        result["suppressions"] = [{"kind": "inSource", "status": "accepted", "justification": found.waived}]
    if found.edits:
        result["fixes"] = [_fix(found.edits)]
    return result


def _fix(edits: Iterable[Edit]) -> Json:
    changes: dict[str, list[Json]] = {}
    for edit in edits:
        replacement = {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.place.file, []).append(replacement)
    return {
        "artifactChanges": [
            {"artifactLocation": _file(name), "replacements": replaced} for name, replaced in changes.items()
        ]
    }


def _physical(place: Place) -> Json:
    return {"artifactLocation": _file(place.file), "region": _region(place)}


def _file(name: str) -> Json:
    return {"uri": "".join(chr(byte) if byte in IN_A_URI else f"%{byte:02X}" for byte in name.encode())}


def _region(place: Place) -> Json:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
