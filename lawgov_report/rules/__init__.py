"""The rules: one file each, its docstring is its manual page.

A member offers CODE, NAME and SEVERITY. It offers check(report) where it judges a year, or
check_catalogue(catalogue) where it judges the catalogue; the other members are the pages of what
reading and assembling find. Members are imported when they are needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from lawgov_report.catalogue import Catalogue
    from lawgov_report.diagnostics import Diagnostic
    from lawgov_report.document import Document
    from lawgov_report.rules.texts import Prose
    from lawgov_report.source import Source
    from lawgov_report.terms import Terms
    from lawgov_report.year import Year

PAGES = (
    "lg001_not_utf_8",
    "lg002_file_too_large",
    "lg003_unprintable_character",
    "lg004_tab",
    "lg005_yaml_syntax",
    "lg006_nested_too_deep",
    "lg007_anchor_alias_or_tag",
    "lg008_duplicate_key",
    "lg009_folded_text",
    "lg010_empty_file",
    "lg011_comment_in_prose",
    "lg012_stray_file",
    "lg101_missing_key",
    "lg102_unknown_key",
    "lg103_wrong_kind",
    "lg104_not_a_quantity",
    "lg105_bad_identifier",
    "lg106_other_year",
    "lg107_bad_value",
    "lg108_empty_value",
    "lg109_not_a_relation",
    "lg110_part_without_items",
    "lg201_unknown_reference",
    "lg202_figure_missing",
    "lg204_malformed_reference",
    "lg211_idle_waiver",
)
OF_THE_CATALOGUE = (
    "lg205_unknown_in_catalogue",
    "lg206_unlike_units",
    "lg213_severity_not_allowed",
)
OF_A_YEAR = (
    "lg203_unknown_indicator",
    "lg207_owed",
    "lg208_draft",
    "lg209_duplicate_id",
    "lg210_unknown_answer",
    "lg212_waiver_not_allowed",
    "lg301_relation_fails",
)
CODES = {name[:5].upper(): name for name in sorted((*PAGES, *OF_THE_CATALOGUE, *OF_A_YEAR))}
FIXED = ("LG0", "LG1", "LG2")


@dataclass(frozen=True, slots=True)
class Report:
    """What a rule judges: one year with all that belongs to it; `texts` are its texts in order."""

    catalogue: Catalogue
    year: Year
    previous: Year | None
    document: Document
    source: Source
    texts: tuple[Prose, ...]
    terms: Terms


@cache
def module(code: str) -> ModuleType:
    """Return the rule with this code."""
    return import_module(f"{__name__}.{CODES[code]}")


def negotiable(code: str) -> bool:
    """Return whether findings with this code can be waived or re-rated: LG3 and up."""
    return code in CODES and not code.startswith(FIXED)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield all findings of the rules that judge a year."""
    for name in OF_A_YEAR:
        yield from module(name[:5].upper()).check(report)


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield all findings of the rules that judge the catalogue."""
    for name in OF_THE_CATALOGUE:
        yield from module(name[:5].upper()).check_catalogue(catalogue)
