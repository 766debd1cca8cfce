"""The rules: one file each, its docstring is its manual page.

A member offers CODE, NAME and SEVERITY. It offers check(report) where it judges a year, or
check_catalogue(catalogue) where it judges the catalogue; the other members are the pages of what
reading and assembling find. Members are imported when they are needed.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from lawgov_report.checking.rules.amounts import Given
    from lawgov_report.checking.rules.texts import Texts
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.terms import Terms
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Document

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
    "lg214_comparison_impossible",
    "lg901_no_font",
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
    "lg302_unit_not_the_indicators",
    "lg303_share_outside_0_100",
    "lg304_negative_value",
    "lg305_fraction_of_a_count",
    "lg306_more_than_not_round",
    "lg307_contradictory_bounds",
    "lg308_figure_not_used",
    "lg309_indicator_not_in_force",
    "lg310_change_without_note",
    "lg311_restated_without_note",
    "lg312_unit_twice",
    "lg350_naked_number",
    "lg351_naked_chinese_number",
    "lg401_empty_content",
    "lg402_shortcoming_without_cause",
    "lg403_cause_not_in_text",
    "lg404_shortcoming_unanswered",
    "lg405_sent_late",
    "lg406_published_late",
    "lg407_period_after_report",
    "lg408_copied_from_last_year",
    "lg601_unpaired_mark",
    "lg602_mixed_width_pair",
    "lg603_half_width_punctuation",
    "lg604_stray_blank",
    "lg605_document_number",
    "lg606_year_range",
    "lg607_number_range",
    "lg608_day_label",
    "lg609_leading_zero_in_date",
    "lg610_undated_so_far",
    "lg611_deadline_for_as_of",
    "lg612_typed_number",
    "lg613_heading_with_stop",
    "lg614_doubled_character",
    "lg615_placeholder",
    "lg616_personal_number",
    "lg617_ellipsis",
    "lg618_doubled_punctuation",
    "lg619_comma_between_titles",
    "lg620_misquoted_title",
    "lg621_short_title",
    "lg622_title_without_marks",
    "lg623_two_names",
    "lg624_misquoted_phrase",
    "lg625_plan_of_other_years",
    "lg626_ordinal_missing",
    "lg627_nested_marks",
    "lg628_digit_before_hundred",
    "lg629_full_width_digits",
    "lg630_broken_about_title",
    "lg631_fewer_by_times",
    "lg632_congress_or_plenum",
)
CODES = {name[:5].upper(): name for name in sorted((*PAGES, *OF_THE_CATALOGUE, *OF_A_YEAR))}
FIXED = ("LG0", "LG1", "LG2", "LG9")


class Report(NamedTuple):
    """What a rule judges: one year with all that belongs to it.

    `texts` are the texts of the report in order, `printed` also those before and after it (number,
    addressee, attachments …); `amounts` are the figures that are not owed.
    """

    catalogue: Catalogue
    year: Year
    previous: Year | None
    document: Document
    source: Source
    texts: Texts
    printed: Texts
    amounts: tuple[Given, ...]
    terms: Terms


@cache
def module(code: str) -> ModuleType:
    """Return the rule with this code."""
    return import_module(f"{__name__}.{CODES[code]}")


def negotiable(code: str) -> bool:
    """Return whether findings with this code can be waived or re-rated: LG3 to LG8."""
    return code in CODES and not code.startswith(FIXED)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield all findings of the rules that judge a year."""
    for name in OF_A_YEAR:
        yield from module(name[:5].upper()).check(report)


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield all findings of the rules that judge the catalogue."""
    for name in OF_THE_CATALOGUE:
        yield from module(name[:5].upper()).check_catalogue(catalogue)
