"""What came of the published files: as text for people, as JSON for programs.

Knows Verdicts and how much of a hostile text is shown; not where files lie or where the text goes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.checking.check import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.readers.published import Spot
    from lawgov_report.verifying.verdict import Difference, TextDifference, Verdict

VERSION = 1
LONGEST = 60  # characters of a figure that are shown
LONGEST_LINE = 240  # characters of a name or remark
NOTHING, LOST = "没有", "没有找到"
NAMES = {
    "value": "数值",
    "unit": "单位",
    "bound": "概数用词",
    "low": "下限",
    "high": "上限",
    "written": "原文",
    "json-ld": "供机器读的数值（JSON-LD）",
    "key": "键",
    "label": "名称",
    "part": "部分",
    "department": "部门",
    "previous": "上年",
    "note": "备注",
    "office": "报告单位",
    "level": "级别",
}
TEXTS = {
    "missing": "文字：文件里没有",
    "added": "文字：文件里多出",
    "changed": "文字：改动",
    "moved": "文字：换了位置",
}


class Result(NamedTuple):
    """What came of one file; without a verdict, `reason` says why."""

    path: str
    year: int = 0
    verdict: Verdict | None = None
    reason: str = ""

    @property
    def code(self) -> int:
        """The exit code: 0 the same, 1 different, 2 could not be compared."""
        if self.verdict is None:
            return 2
        return 1 if self.verdict.total else 0


def cleaned(text: str) -> str:
    """Return the text as a terminal may show it, on one line and not too long."""
    return _cut(harmless(text.replace("\n", " ")), LONGEST_LINE)


def _brief(text: str) -> str:
    return _cut(cleaned(text), LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"


# For people


def as_text(result: Result) -> str:
    """Return what is to be read on stdout of a file: nothing where it could not be compared."""
    if result.verdict is None:
        return ""
    return "".join(f"{line}\n" for line in _lines(result, result.verdict))


def _lines(result: Result, verdict: Verdict) -> Iterator[str]:
    data = f"data/{result.year}.yaml"
    outcome = f"与 {data} 不同 {verdict.total} 处" if verdict.total else f"与 {data} 相同"
    lines = f"、{verdict.lines} 段文字" if verdict.lines else ""
    yield f"{result.path}：{outcome}（比较了 {verdict.compared} 处数值{lines}）"
    for difference in verdict.differences:
        yield from _difference(result, difference)
    for text in verdict.texts:
        yield from _text(result, text)
    yield from (f"  说明：{cleaned(remark)}" for remark in verdict.remarks)


def _difference(result: Result, difference: Difference) -> Iterator[str]:
    # That the printed words differ is the usual case, and goes without saying
    what = "" if difference.what == "written" else f"：{NAMES[difference.what]}"
    note = f"（{difference.note}）" if difference.note else ""
    place = f"  {difference.place}" if difference.place else ""
    # an import calls a key as it calls the label
    named = dict.fromkeys((_brief(difference.label or "数据里没有的指标"), _brief(difference.key)))
    yield f"  {' '.join(named)}{what}{note}"
    yield f"    文件 {_value(difference.published, LOST)}{_spot(result, difference)}"
    yield f"    数据 {_value(difference.expected, NOTHING)}{place}"


def _text(result: Result, difference: TextDifference) -> Iterator[str]:
    place = f"  {difference.place}" if difference.place else ""
    yield f"  {TEXTS[difference.what]}"
    yield f"    文件 {_value(difference.published, NOTHING)}{_spot(result, difference)}"
    yield f"    数据 {_value(difference.expected, NOTHING)}{place}"


def _value(text: str | None, nothing: str) -> str:
    return nothing if text is None else _brief(text) or "（空）"


def _spot(result: Result, difference: Difference | TextDifference) -> str:
    """Return where in the file, as editors open it where it has lines."""
    if difference.spot is None:
        return ""
    return f"  {result.path}{':' if difference.spot.line else ' '}{difference.spot}"


# For programs


def as_json(results: Sequence[Result]) -> str:
    """Return all results as one JSON object, version 1."""
    data = {"version": VERSION, "files": [_entry(result) for result in results]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(result: Result) -> dict[str, Any]:
    if result.verdict is None:
        return {"file": result.path, "year": None, "same": None, "reason": result.reason}
    return {
        "file": result.path,
        "year": result.year,
        "same": not result.verdict.total,
        "compared": result.verdict.compared,
        "differences": [_difference_entry(difference) for difference in result.verdict.differences],
        "lines": result.verdict.lines,
        "texts": [_text_entry(difference) for difference in result.verdict.texts],
        "remarks": [*result.verdict.remarks],
    }


def _difference_entry(difference: Difference) -> dict[str, Any]:
    return {
        "key": cleaned(difference.key),
        "label": difference.label or None,
        **_text_entry(difference),
        "note": difference.note or None,
    }


def _text_entry(difference: Difference | TextDifference) -> dict[str, Any]:
    place = difference.place
    return {
        "what": difference.what,
        "published": None if difference.published is None else cleaned(difference.published),
        "expected": difference.expected,
        "at": _at(difference.spot),
        "data": {"file": place.file, "line": place.line, "column": place.column} if place else None,
    }


def _at(spot: Spot | None) -> dict[str, int] | None:
    """Return the numbers that say where; a kind of file has only some of them, and a missing figure none."""
    if spot is None:
        return None
    numbers = {"line": spot.line, "column": spot.column, "paragraph": spot.paragraph, "page": spot.page}
    return {name: number for name, number in numbers.items() if number} or None
