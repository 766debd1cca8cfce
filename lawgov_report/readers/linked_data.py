"""The figures that a page gives to machines (JSON-LD, schema.org's PropertyValue).

Knows JSON-LD as our pages have it; nothing is read of any other.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lawgov_report.files import Unusable
from lawgov_report.readers.published import Mark, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPE = "application/ld+json"
MOST = 1 << 21  # characters


def figures(script: str, begin: Spot) -> Iterator[Mark]:
    """Yield the figures of a script that begins at a spot. Raises Unusable for one that is too long."""
    if len(script) > MOST:
        raise Unusable(f"网页里的 JSON-LD 超过 {MOST} 个字，不读")
    try:
        listed = json.loads(script, parse_int=str, parse_float=str)["hasPart"]["variableMeasured"]
        given = [(figure["propertyID"], _numbers(figure), figure["unitText"]) for figure in listed]
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    spots = _spots(script, begin, [key for key, _, _ in given])
    for (key, numbers, unit), spot in zip(given, spots, strict=True):
        yield Mark(str(key), "", "", "", spot, {**numbers, "unit": str(unit)})


def _numbers(figure: Mapping[str, object]) -> dict[str, str]:
    """Return the value of a PropertyValue, else its bounds; raises LookupError for neither."""
    if "value" in figure:
        return {"value": str(figure["value"]), "low": "", "high": ""}
    return {"value": "", "low": str(figure["minValue"]), "high": str(figure["maxValue"])}


def _spots(script: str, begin: Spot, keys: list[object]) -> Iterator[Spot]:
    """Yield where each key stands; from the first that is not found on, where the last one stood.

    json.loads gives no places, so the keys are looked for in the script, each behind the one before it:
    that passes the script once, however many keys it has.
    """
    line, column, last, lost = begin.line, begin.column, 0, False
    for key in keys:
        at = -1 if lost else script.find(json.dumps(key, ensure_ascii=False), last)
        lost = at < 0
        passed = "" if lost else script[last:at]
        breaks = passed.count("\n")
        line, column = line + breaks, len(passed) - passed.rfind("\n") if breaks else column + len(passed)
        last = max(at, last)
        yield Spot(line, column)
