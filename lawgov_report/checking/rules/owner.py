"""Whose report it is: the word by which its office calls itself, its name, and the names above it.

Knows office.yaml, the head of the report and the departments of the catalogue; not what a text says. Where
these do not tell, nothing is known.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.models.office import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.checking.rules import Report

RANKS: Mapping[str, int] = MappingProxyType(
    {"省": 4, "市": 3, "州": 3, "盟": 3, "区": 2, "县": 2, "旗": 2, "镇": 1, "乡": 1, "街道": 1}
)
LEVELS: Mapping[Level, int] = MappingProxyType(
    {Level.PROVINCE: 4, Level.CITY: 3, Level.COUNTY: 2, Level.TOWNSHIP: 1, Level.DEPARTMENT: 0}
)
PLACE = "省|自治区|市|自治州|州|盟|区|县|旗|镇|乡|街道"
PART = re.compile(f"[一-鿿]{{1,6}}?(?:{PLACE})")
# 西宁市湟中区2020年度, 关于样例县2024年, 样例区样例乡人民政府
NAMED = re.compile(f"(?:关于|中共)?((?:[一-鿿]{{1,6}}?(?:{PLACE})){{1,4}})(?=人民政府|[0-9]{{4}}年)")
FEW = 3  # departments that begin with one word: 区司法局, 区公安局, 区民政局


class Owner(NamedTuple):
    """The office that reports: `word` is 区 or 局, `name` 湟中区 or "", `above` what it lies in."""

    word: str
    rank: int
    name: str = ""
    above: tuple[str, ...] = ()


def owner(report: Report) -> Owner | None:
    """Return whose report it is, None where nothing says so for certain."""
    name = report.office.name.text if report.office.name else _named(report)
    parts = PART.findall(name)
    # 样例市样例局 ends with no place
    own = parts[-1] if parts and name.endswith(parts[-1]) else ""
    above = tuple(parts[:-1] if own else parts)
    word = _called(report) or _suffix(own) or _of_departments(report)
    if not word:
        return None
    level = report.office.level
    rank = LEVELS[level] if level else RANKS.get(word, 0)
    return Owner(word, rank, own if own.endswith(word) else "", above)


def _called(report: Report) -> str:
    called = report.office.calls_itself
    return called.text.removeprefix("我") if called else ""


def _suffix(name: str) -> str:
    return next((word for word in RANKS if name.endswith(word)), "")


def _named(report: Report) -> str:
    """Return the name of who signs, else the name in the title."""
    lines = (report.year.document.texts(field) for field in ("signature", "title"))
    found = (NAMED.match("".join(line.text for line in field)) for field in lines)
    return next((match[1] for match in found if match), "")


def _of_departments(report: Report) -> str:
    """Return what all departments of the catalogue begin with: 区 of 区司法局, 区公安局 …"""
    first = {label.text[:1] for label in report.catalogue.departments.values()}
    count = len(report.catalogue.departments)
    return next((word for word in first if len(first) == 1 and count >= FEW and word in RANKS), "")
