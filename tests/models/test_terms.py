"""terms.yaml: what is built in, what a project adds, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made import files, opened, with_

from lawgov_report.checking import check
from lawgov_report.models import project, terms
from lawgov_report.reading import source

if TYPE_CHECKING:
    from lawgov_report.models.terms import Terms

ROOT = Path(__file__).parents[2]
BUILT_IN = (ROOT / "templates" / "terms.yaml").read_bytes()


def read(text: str | bytes) -> Terms:
    """Return the terms of a sound file."""
    content = text.encode() if isinstance(text, str) else text
    given, found = source.read("data/terms.yaml", content)
    assert found == []
    known, wrong = terms.read([given])
    assert known is not None, wrong
    return known


def found(own: str, year: str = "") -> list[str]:
    """Return what is found in a project with terms of its own, as file, code and place."""
    held = opened({**files(*([year] if year else [])), "terms.yaml": own.encode()})
    (reading,) = project.years(held, [2020])
    diagnostics = (*check.catalogue(held), *check.year(held, reading, final=False).diagnostics)
    return [f"{one.place} {one.code}" for one in diagnostics]


def test_the_built_in_terms_are_sound() -> None:
    known = read(BUILT_IN)
    assert {"三项制度", "一岗双责", "双随机、一公开", "七五"} <= {*known.number_words}
    assert known.titles["人民调解法"].title == "中华人民共和国人民调解法"


def test_no_title_phrase_or_number_word_stands_twice() -> None:
    known = read(BUILT_IN)
    for words in (
        [law.title for law in known.laws],
        [wrong for law in known.laws for wrong in law.wrong],
        [short for law in known.laws for short in law.shorts],
        [wrong for phrase in known.phrases for wrong in phrase.wrong],
        known.number_words,
    ):
        assert len(words) == len({*words})


def test_the_plenums_of_a_congress_are_in_order_and_end_with_the_next_congress() -> None:
    congresses = read(BUILT_IN).congresses
    for congress, following in zip(congresses, [*congresses[1:], None], strict=True):
        years = [congress.convened, *congress.plenums]
        assert years == sorted(years)
        assert following is None or years[-1] <= following.convened


def test_no_right_phrase_or_title_contains_a_wrong_one() -> None:
    known = read(BUILT_IN)
    wrong = [wrong for phrase in known.phrases for wrong in phrase.wrong]
    rights = [phrase.right for phrase in known.phrases] + [law.title for law in known.laws]
    assert [(bad, right) for bad in wrong for right in rights if bad in right] == []


def test_a_title_is_known_by_its_own_name_and_a_law_also_without_the_state() -> None:
    known = read("laws:\n  - {title: 中华人民共和国样例法, short: 例法}\n  - 样例条例\n")
    assert {name: law.title for name, law in known.titles.items()} == {
        "样例法": "中华人民共和国样例法",
        "例法": "中华人民共和国样例法",
        "中华人民共和国样例法": "中华人民共和国样例法",
        "样例条例": "样例条例",
    }


def test_a_project_s_terms_are_added_to_those_built_in() -> None:
    own = "phrases:\n  - {right: 样例提法, wrong: [样列提法, 样例题法]}\n"
    year = with_("text: 组织学习。", "text: 落实样列提法，建设法制政府。")
    assert found(own, year) == ["data/2020.yaml:17:17 LG624", "data/2020.yaml:17:24 LG624"]


def test_a_project_s_phrase_with_one_wrong_character_is_found_but_not_what_is_like_it() -> None:
    own = "phrases:\n  - {right: 样例工作法, wrong: 样例方法, alike: 样例工作站}\n"
    year = with_("text: 组织学习。", "text: 学习样列工作法，建设样例工作站。")
    assert found(own, year) == ["data/2020.yaml:17:17 LG624"]


def test_a_term_may_be_one_word_or_a_list() -> None:
    known = read("number_words: 样例三法\nphrases: [{right: 甲乙, wrong: 甲己}]\n")
    assert known.number_words == ("样例三法",)
    assert known.phrases[0].wrong == ("甲己",)


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("number_word: [三项制度]\n", "data/terms.yaml:1:1 LG102"),
        ("phrases:\n  - right: 法治政府\n", "data/terms.yaml:2:5 LG101"),
        ("plans:\n  - {name: 样例, since: 二〇, until: 2020}\n", "data/terms.yaml:2:23 LG107"),
        ("laws:\n  - {title: 样例法, unmarked: yes}\n", "data/terms.yaml:2:28 LG107"),
        ("number_words:\n  - [三]\n", "data/terms.yaml:2:5 LG103"),
        ("names: 样例\n", "data/terms.yaml:1:1 LG103"),
        ("number_words: [三项制度\n", "data/terms.yaml:1:15 LG005"),
        ("# 空\n", "data/terms.yaml:1:1 LG010"),
    ],
)
def test_what_is_wrong_with_a_project_s_terms_is_told_at_its_place(own: str, said: str) -> None:
    assert found(own) == [said]


def test_a_year_is_not_judged_by_terms_that_cannot_be_used() -> None:
    held = opened({**files(), "terms.yaml": b"number_word: 1\n"})
    (reading,) = project.years(held, [2020])
    assert check.year(held, reading, final=False).document is None


def test_terms_are_read_once_and_not_before_they_are_asked_for() -> None:
    asked = []
    held = files()

    def built_in() -> bytes:
        asked.append("templates/terms.yaml")
        return BUILT_IN

    opened_once = project.open_(held.__getitem__, held, built_in)
    assert asked == []
    assert opened_once.glossary() is opened_once.glossary()
    assert asked == ["templates/terms.yaml"]


def test_every_year_of_a_law_says_where_it_was_seen() -> None:
    laws = read(BUILT_IN).laws
    assert [law.title for law in laws if (law.passed or law.since or law.until) and not law.seen] == []
    assert len([law for law in laws if law.seen]) > 80
    assert len(laws) > 300


def test_the_years_of_a_law_are_in_order_and_its_successor_is_known() -> None:
    known = read(BUILT_IN)
    for law in known.laws:
        years = [year for year in (law.passed, law.since, law.until) if year is not None]
        assert years == sorted(years), law.title
        assert not law.successor or known.titles[law.successor].title == law.successor


def test_a_law_without_a_source_is_judged_by_its_name_alone() -> None:
    (law,) = read("laws:\n  - {title: 样例法, passed: 2020, since: 2021, until: 2022}\n").laws
    assert (law.first, law.last) == (0, None)
    (law,) = read("laws:\n  - {title: 样例法, passed: 2020, since: 2021, until: 2022, seen: 样例}\n").laws
    assert (law.first, law.last) == (2020, 2022)


def test_no_slip_stands_twice_and_none_is_right() -> None:
    slips = read(BUILT_IN).slips
    alone = [word for slip in slips if not (slip.before or slip.behind) for word in slip.wrong]
    assert len(alone) == len({*alone})
    assert [slip for slip in slips for wrong in slip.wrong if wrong in slip.right] == []


def test_a_slip_of_one_character_says_what_stands_around_it() -> None:
    single = [slip for slip in read(BUILT_IN).slips if any(len(word) == 1 for word in slip.wrong)]
    assert single
    assert all(slip.before or slip.behind for slip in single)


def test_every_exception_of_a_slip_or_an_old_name_holds_a_part_of_it() -> None:
    known = read(BUILT_IN)
    entries = [(entry.wrong, entry.unless) for entry in known.slips]
    entries += [(entry.name, entry.unless) for entry in known.renamed]
    idle = [
        word for words, unless in entries for word in unless if not any({*word} & {*wrong} for wrong in words)
    ]
    assert idle == []


def test_words_in_a_row_are_those_of_a_list() -> None:
    row = read("slips:\n  - {wrong: 布署 布暑, right: 部署}\n").slips
    listed = read("slips:\n  - {wrong: [布署, 布暑], right: [部署]}\n").slips
    assert row == listed
    assert row[0].wrong == ("布署", "布暑")


def test_old_names_and_days_stand_once() -> None:
    known = read(BUILT_IN)
    for words in (
        [name for entry in known.renamed for name in entry.name],
        [name for day in known.days for name in day.name],
    ):
        assert len(words) == len({*words})


@pytest.mark.parametrize("date", ["12.4", "12·4", "12•4"])
def test_a_day_is_read_with_any_point(date: str) -> None:
    (day,) = read(f"days:\n  - {{name: 宪法日, date: {date}}}\n").days
    assert day.date == ("12", "4")


@pytest.mark.parametrize("date", ["十二月四日", "12-4", "13·4", "12·32", "012·4", "12·", "12月4日"])
def test_what_is_no_day_is_a_finding(date: str) -> None:
    own = f"days:\n  - {{name: 宪法日, date: {date}}}\n"
    assert found(own) == ["data/terms.yaml:2:23 LG107"]


def test_a_list_of_terms_has_an_end() -> None:
    many = "names:\n" + "".join(f"  - {{name: 甲{n}, others: 乙{n}}}\n" for n in range(terms.MOST + 1))
    assert found(many) == ["data/terms.yaml:1:1 LG107"]
