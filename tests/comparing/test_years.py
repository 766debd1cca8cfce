"""Two years side by side: every case of 示范市示范区 and the way back."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
import shifan
from hypothesis import given, settings

from lawgov_report.comparing import years as comparing
from lawgov_report.comparing.changes import (
    DOCUMENT,
    ChangeKind,
    Changes,
    Choice,
    IndicatorChange,
    NotCompared,
    TextChange,
)
from lawgov_report.language.quantity_change import Change, Course, amount, wording
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from lawgov_report.models.year import Year

FEW = settings(max_examples=settings().max_examples // 2)  # each compares two years of 60 texts
BACK = {ChangeKind.GONE: ChangeKind.NEW, ChangeKind.NEW: ChangeKind.GONE}
COURSES = {Course.UP: Course.DOWN, Course.DOWN: Course.UP}
OPS = {"+": "-", "-": "+", "=": "="}


def between(old: int, new: int) -> Changes:
    return comparing.compare(shifan.side(old), shifan.side(new))


def row(changes: Changes, key: str) -> IndicatorChange:
    (found,) = [one for one in (*changes.indicators, *changes.same_indicators) if one.key == key]
    return found


def change(changes: Changes, key: str) -> Change:
    found = row(changes, key).change
    assert found is not None, key
    return found


def text(changes: Changes, what: str, part: str, id_: str = "") -> TextChange:
    (found,) = [
        one
        for one in (*changes.texts, *changes.same_texts)
        if (one.entry.what, one.entry.part, one.entry.id) == (what, part, id_)
    ]
    return found


def marked(one: TextChange) -> str:
    forms = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return "".join(forms[op].format(text) for op, text in one.runs)


# Indicators


def test_indicators_gone_stand_first_then_new_then_by_size() -> None:
    changes = between(2020, 2021)
    order = [ChangeKind.GONE, ChangeKind.NEW, ChangeKind.CHANGED]
    ranks = [order.index(one.kind) for one in changes.indicators if one.kind]
    assert ranks == sorted(ranks)
    sizes = [one.change.size for one in changes.indicators if one.change]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == Fraction(1, 3)


def test_an_indicator_gone_and_one_new() -> None:
    changes = between(2019, 2020)
    gone, new = row(changes, "joint_inspections"), row(changes, "online_supervision_records")
    assert (gone.kind, gone.old, gone.new) == (ChangeKind.GONE, "11次", "")
    assert (new.kind, new.old, new.new) == (ChangeKind.NEW, "", "1.8万条")


def test_an_indicator_may_come_back_after_a_year() -> None:
    assert row(between(2019, 2020), "normative_documents_repealed").kind == ChangeKind.GONE
    assert row(between(2020, 2021), "normative_documents_repealed").kind == ChangeKind.NEW
    back = change(between(2019, 2021), "normative_documents_repealed")
    assert (amount(back), wording(back)) == ("-6件", "同比下降66.7%")


def test_a_replaced_indicator_is_not_compared_and_both_say_so() -> None:
    changes = between(2020, 2021)
    old, new = row(changes, "service_window_visits"), row(changes, "service_matters")
    assert (old.kind, old.not_compared, old.other) == (
        ChangeKind.GONE,
        NotCompared.REPLACED,
        "办理政务服务事项",
    )
    assert (new.kind, new.not_compared, new.other) == (
        ChangeKind.NEW,
        NotCompared.REPLACES,
        "政务服务大厅接待群众",
    )
    assert (old.change, new.change) == (None, None)


@pytest.mark.parametrize(
    ("years", "key", "words"),
    [
        ((2019, 2020), "penalty_cases", "同比下降14.8%"),
        ((2019, 2020), "online_service_share", "同比提高4.5个百分点"),
        ((2020, 2021), "litigation_appearance_rate", "同比提高12.5个百分点"),
        ((2019, 2020), "environmental_violations", ""),  # from zero
        ((2019, 2020), "food_inspections", ""),  # 约 and 约: open
        ((2020, 2021), "food_inspections", ""),  # up for certain, by how much is open
    ],
)
def test_changes_are_told_in_official_words(years: tuple[int, int], key: str, words: str) -> None:
    assert wording(change(between(*years), key)) == words


@pytest.mark.parametrize(
    ("years", "key", "course"),
    [
        ((2019, 2020), "environmental_violations", Course.UP),
        ((2019, 2020), "food_inspections", Course.OPEN),
        ((2020, 2021), "food_inspections", Course.UP),
        ((2019, 2020), "legal_consultations", Course.DOWN),
        ((2020, 2021), "law_books", Course.OPEN),
        ((2020, 2021), "case_file_pass_rate", Course.OPEN),
    ],
)
def test_bounds_leave_a_change_open(years: tuple[int, int], key: str, course: Course) -> None:
    found = change(between(*years), key)
    assert (found.course, found.rate) == (course, None)


def test_values_written_alike_are_the_same() -> None:
    same = {one.key for one in between(2019, 2020).same_indicators}
    assert same == {
        "government_meetings_on_law",
        "major_decisions_reviewed",
        "government_legal_advisers",
        "traffic_violations",
        "law_books",
    }


def test_a_change_counts_from_the_restated_value() -> None:
    found = row(between(2020, 2021), "penalty_amount")
    assert (found.old, found.restated, found.new) == ("98.75万元", "101.25万元", "112.3万元")
    assert found.change is not None
    assert amount(found.change) == "+11.05万元"


def test_a_value_restated_to_what_it_is_now_is_told_as_restated_and_level() -> None:
    year = shifan.years()[2021]
    known = {**year.indicators, "traffic_violations": shifan.figure("57起", "58起")}
    changes = comparing.compare(
        shifan.side(2020), shifan.side(2021, year.model_copy(update={"indicators": known}))
    )
    found = row(changes, "traffic_violations")
    assert (found.kind, found.restated, found.change and amount(found.change)) == (
        ChangeKind.CHANGED,
        "58起",
        "-1起",
    )


def test_only_the_year_before_is_restated() -> None:
    assert row(between(2019, 2021), "penalty_amount").restated == ""


def test_a_figure_that_is_owed_is_not_compared() -> None:
    year = shifan.with_figures(shifan.years()[2021], penalty_cases="待报")
    changes = comparing.compare(shifan.side(2020), shifan.side(2021, year))
    assert (row(changes, "penalty_cases").not_compared, row(changes, "penalty_cases").new) == (
        NotCompared.OWED,
        "待报",
    )
    assert "【待报】" in text(changes, TextKind.ITEM, "law_enforcement", "market_supervision").entry.text
    owed = comparing.compare(shifan.side(2021, year), shifan.side(2021, year))
    assert owed.empty


@pytest.mark.parametrize(
    ("field", "reason"), [("unit", NotCompared.UNIT), ("definition", NotCompared.DEFINITION)]
)
def test_a_catalogue_that_changed_breaks_the_comparison(field: str, reason: NotCompared) -> None:
    known = shifan.catalogue()
    other = known.indicators["traffic_violations"].model_copy(update={field: shifan.written("另一种")})
    changed = known.model_copy(update={"indicators": {**known.indicators, "traffic_violations": other}})
    changes = comparing.compare(shifan.side(2019), shifan.side(2020, known=changed))
    found = row(changes, "traffic_violations")
    assert (found.kind, found.not_compared, found.old, found.new) == (
        ChangeKind.CHANGED,
        reason,
        "57起",
        "57起",
    )


def test_values_of_unlike_units_are_not_compared() -> None:
    year = shifan.with_figures(shifan.years()[2020], traffic_violations="57人次")
    found = row(comparing.compare(shifan.side(2019), shifan.side(2020, year)), "traffic_violations")
    assert (found.kind, found.not_compared, found.change) == (ChangeKind.CHANGED, NotCompared.UNIT, None)


# Texts


def test_an_item_moved_between_parts_is_told_with_what_changed_in_it() -> None:
    moved = text(between(2019, 2020), TextKind.ITEM, "dispute_resolution", "public_legal_services")
    assert moved.old is not None
    assert (moved.kind, moved.old.part) == (ChangeKind.MOVED, "decision_making")
    assert "网络，{+开通法律服务热线，+}办理法律援助案件[-133件-]{+148件+}，" in marked(moved)


def test_an_item_moved_word_for_word_has_no_changed_run() -> None:
    moved = text(between(2020, 2021), TextKind.ITEM, "law_enforcement", "government_integrity")
    assert (moved.kind, [op for op, _ in moved.runs]) == (ChangeKind.MOVED, ["="])


def test_an_item_with_another_id_is_found_by_likeness() -> None:
    found = text(between(2020, 2021), TextKind.ITEM, "decision_making", "government_services")
    assert found.old is not None
    assert (found.kind, found.old.id) == (ChangeKind.CHANGED, "service_reform")


def test_items_new_gone_and_word_for_word_the_same() -> None:
    changes = between(2020, 2021)
    assert text(changes, TextKind.ITEM, "law_enforcement", "epidemic_control").kind == ChangeKind.GONE
    assert text(changes, TextKind.ITEM, "shortcomings", "supervision_gap").kind == ChangeKind.NEW
    assert text(changes, TextKind.ITEM, "next_steps", "grassroots_plan").kind is None
    assert text(between(2019, 2020), TextKind.ITEM, "shortcomings", "grassroots_gap").kind is None


def test_an_item_in_which_only_figures_changed_says_so() -> None:
    changes = between(2019, 2020)
    assert text(changes, TextKind.ITEM, "dispute_resolution", "mediation").figures_only
    assert not text(changes, TextKind.ITEM, "dispute_resolution", "publicity").figures_only


def test_comparisons_with_last_year_are_compared_as_they_are_printed_and_never_split() -> None:
    changes = between(2020, 2021)
    supervision = marked(text(changes, TextKind.ITEM, "law_enforcement", "market_supervision"))
    assert "案件[-356起，同比下降14.8%-]{+389起，同比增长9.3%+}；" in supervision
    litigation = marked(text(changes, TextKind.ITEM, "dispute_resolution", "litigation"))
    assert "办理行政应诉案件8件，{+与上年持平，+}行政机关" in litigation


def test_headings_passages_and_particulars_are_compared_too() -> None:
    changes = between(2020, 2021)
    assert marked(text(changes, TextKind.HEADING, "leadership")) == (
        "[-加强组织领导-]{+坚持高位推动+}，认真履行推进法治建设第一责任人职责"
    )
    assert text(changes, TextKind.HEADING, "decision_making", "disclosure").kind == ChangeKind.NEW
    assert text(changes, TextKind.CLOSING, "shortcomings").kind == ChangeKind.GONE
    assert text(changes, TextKind.PREAMBLE, "").kind == ChangeKind.CHANGED
    assert text(changes, TextKind.INTRO, "next_steps").kind == ChangeKind.CHANGED
    assert text(between(2019, 2020), TextKind.LEAD, "decision_making", "decisions").kind == ChangeKind.CHANGED
    assert text(changes, DOCUMENT, "", "signatory").kind == ChangeKind.CHANGED
    assert text(changes, TextKind.TITLE, "").kind == ChangeKind.CHANGED


def test_figures_are_never_split() -> None:
    for changes in (between(2019, 2020), between(2020, 2021), between(2019, 2021)):
        for one in changes.texts:
            for before, after in zip(one.runs, one.runs[1:], strict=False):
                assert not (
                    before[1][-1].isdigit() and after[1][0].isdigit() and "=" in {before[0], after[0]}
                )


def test_an_item_that_only_bears_the_name_of_one_in_another_part_is_new() -> None:
    year = shifan.years()[2021]
    plan = next(one for one in year.parts["next_steps"].items if one.id == "grassroots_plan")
    stray = plan.model_copy(update={"id": "epidemic_control"})
    changed = shifan.with_items(year, "next_steps", [*year.parts["next_steps"].items, stray])
    changes = comparing.compare(shifan.side(2020), shifan.side(2021, changed))
    assert text(changes, TextKind.ITEM, "law_enforcement", "epidemic_control").kind == ChangeKind.GONE
    assert text(changes, TextKind.ITEM, "next_steps", "epidemic_control").kind == ChangeKind.NEW


# Choosing


def test_a_department_has_its_indicators_and_the_texts_that_tell_their_figures() -> None:
    for name in ("ecology", "示范区生态环境局"):
        changes = comparing.select(between(2019, 2020), Choice(department=name))
        assert [one.key for one in changes.indicators] == ["environmental_violations"]
        assert [one.entry.id for one in changes.texts] == ["ecology"]


def test_a_part_has_its_indicators_its_texts_and_what_left_it() -> None:
    changes = comparing.select(between(2019, 2020), Choice(parts=frozenset({"decision_making"})))
    assert {one.part for one in changes.indicators} == {"decision_making"}
    assert "public_legal_services" in {one.entry.id for one in changes.texts}


def test_only_the_kinds_asked_for_are_told() -> None:
    changes = comparing.select(
        between(2019, 2020), Choice(kinds=frozenset({ChangeKind.GONE, ChangeKind.MOVED}))
    )
    assert {one.kind for one in changes.indicators} == {ChangeKind.GONE}
    assert {one.kind for one in changes.texts} == {ChangeKind.GONE, ChangeKind.MOVED}


def test_small_changes_are_left_out_but_not_those_without_a_rate() -> None:
    changes = comparing.select(between(2019, 2020), Choice(least=Fraction(15)))
    keys = {one.key for one in changes.indicators}
    assert "penalty_cases" not in keys  # 14.8 %
    assert {"penalty_amount", "environmental_violations", "litigation_appearance_rate"} <= keys
    assert "online_service_share" not in keys  # 4.5 个百分点


# Properties


@pytest.mark.parametrize("number", shifan.YEARS)
def test_a_year_with_itself_shows_nothing(number: int) -> None:
    assert between(number, number).empty


@given(shifan.made())
def test_any_year_with_itself_shows_nothing(year: Year) -> None:
    changes = comparing.compare(shifan.side(year.year, year), shifan.side(year.year, year))
    assert changes.empty
    assert all(len(one.runs) == 1 for one in changes.same_texts)


@FEW
@given(shifan.made(), shifan.made())
def test_the_way_back_mirrors_the_way_there(old: Year, new: Year) -> None:
    sides = shifan.side(old.year, old), shifan.side(new.year, new)
    there, back = comparing.compare(*sides), comparing.compare(*sides[::-1])
    assert {_mirrored_row(one) for one in there.indicators} == {_as_found(one) for one in back.indicators}
    assert len(there.same_indicators) == len(back.same_indicators)
    assert {_mirrored_text(one) for one in there.texts} == {_text_as_found(one) for one in back.texts}
    assert len(there.same_texts) == len(back.same_texts)


@FEW
@given(shifan.made(), shifan.made())
def test_the_runs_of_a_text_give_back_both_its_forms_and_no_text_is_lost(old: Year, new: Year) -> None:
    changes = comparing.compare(shifan.side(old.year, old), shifan.side(new.year, new))
    for one in (*changes.texts, *changes.same_texts):
        assert "".join(text for op, text in one.runs if op != "+") == (one.old.text if one.old else "")
        assert "".join(text for op, text in one.runs if op != "-") == (one.new.text if one.new else "")
        assert all(before[0] != after[0] for before, after in zip(one.runs, one.runs[1:], strict=False))
    found = [*changes.texts, *changes.same_texts]
    assert sorted(one.old.position for one in found if one.old) == list(
        range(sum(1 for one in found if one.old))
    )
    assert sorted(one.new.position for one in found if one.new) == list(
        range(sum(1 for one in found if one.new))
    )


def _as_found(one: IndicatorChange) -> tuple[object, ...]:
    change = one.change
    size = (change.course, change.absolute, change.size) if change else None
    return one.key, one.kind, one.old, one.new, one.not_compared, one.other, one.restated, size


def _mirrored_row(one: IndicatorChange) -> tuple[object, ...]:
    change = one.change
    if change:
        absolute = None if change.absolute is None else change.absolute.copy_negate()
        change = change._replace(course=COURSES.get(change.course, change.course), absolute=absolute)
    kind = BACK.get(one.kind, one.kind) if one.kind else None
    return _as_found(one._replace(kind=kind, old=one.new, new=one.old, change=change))


def _text_as_found(one: TextChange) -> tuple[object, ...]:
    old, new = (entry and (entry.what, entry.part, entry.position) for entry in (one.old, one.new))
    return one.kind, old, new, one.figures_only, one.runs


def _mirrored_text(one: TextChange) -> tuple[object, ...]:
    kind = BACK.get(one.kind, one.kind) if one.kind else None
    flipped = [(OPS[op], text) for op, text in one.runs]
    for number in range(len(flipped) - 1):
        if (flipped[number][0], flipped[number + 1][0]) == ("+", "-"):
            flipped[number], flipped[number + 1] = flipped[number + 1], flipped[number]
    old, new = (entry and (entry.what, entry.part, entry.position) for entry in (one.new, one.old))
    return kind, old, new, one.figures_only, tuple(flipped)
