"""A project: which files are years, and how they stream."""

from __future__ import annotations

import gc
import weakref

import pytest
from made import YEAR, files, opened, with_

from lawgov_report.checking import check
from lawgov_report.models import project, strays
from lawgov_report.models import year as year_files

CLAUSE = "text: 组织学习。"


def years(*numbers: int) -> dict[str, bytes]:
    """Return the files of a project with these years."""
    held = {f"{number}.yaml": with_("year: 2020", f"year: {number}").encode() for number in numbers}
    return {"indicators.yaml": files()["indicators.yaml"], **held}


def test_years_are_the_files_of_four_digits_in_order() -> None:
    assert opened(years(2021, 2019, 2020)).years == (2019, 2020, 2021)


@pytest.mark.parametrize(
    "name", ["2020年.yaml", "20.yaml", "02020.yaml", "2020.yml", "0999.yaml", "20201.yaml"]
)
def test_other_files_are_told_as_strays_and_not_read(name: str) -> None:
    held = opened({**files(), name: b"\xff"})
    (found,) = check.catalogue(held)
    assert (found.code, str(found.place), held.years) == ("LG012", f"data/{name}:1:1", (2020,))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("2021年.yaml", "2021.yaml"),
        ("2021.yml", "2021.yaml"),
        ("2021.yaml.txt", "2021.yaml"),
        ("2021.YAML", "2021.yaml"),
        ("２０２１年度.yaml", "2021.yaml"),
        ("Office.yaml", "office.yaml"),
        ("terms.yml", "terms.yaml"),
        ("2021 - 副本.yaml", ""),
    ],
)
def test_a_stray_is_answered_with_the_name_that_it_was_meant_to_have(name: str, meant: str) -> None:
    (found,) = check.catalogue(opened({**files(), name: b""}))
    assert strays.meant(name) == meant
    assert (f"把文件改名为 {meant}" in found.hint) == (meant != "")


def test_a_stray_beside_the_file_that_it_was_meant_to_be_is_not_to_be_renamed() -> None:
    (found,) = check.catalogue(opened({**files(), "2020.yml": b""}))
    assert (found.message, "改名" in found.hint) == ("2020.yml 没有读取，读取的是 2020.yaml", False)


def test_the_terms_are_no_stray() -> None:
    assert "LG012" not in {one.code for one in check.catalogue(opened({**files(), "terms.yaml": b"{}"}))}


def test_the_year_before_is_at_hand_also_when_it_was_not_asked_for() -> None:
    held = opened(years(2017, 2019, 2020, 2021))
    seen = [
        (reading.number, reading.previous and reading.previous.year)
        for reading in project.years(held, [2021, 2019, 2020])
    ]
    assert seen == [(2019, None), (2020, 2019), (2021, 2020)]
    (reading,) = project.years(held, [2020, 2020])
    assert reading.previous
    assert reading.previous.year == 2019


def test_a_year_before_that_cannot_be_used_is_none_and_its_faults_are_not_told() -> None:
    held = opened({**years(2020), "2019.yaml": b"year: [\n"})
    (reading,) = project.years(held, [2020])
    assert (reading.previous, reading.diagnostics) == (None, ())


def test_each_file_is_read_once() -> None:
    held, read = years(2018, 2019, 2020), list[str]()

    def counting(name: str) -> bytes:
        read.append(name)
        return held[name]

    for _ in project.years(project.open_(counting, held), [2018, 2019, 2020]):
        pass
    assert read == ["indicators.yaml", "2018.yaml", "2019.yaml", "2020.yaml"]


@pytest.mark.slow
def test_only_two_years_are_held_at_a_time() -> None:
    numbers = range(2000, 2008)
    held, alive, most = opened(years(*numbers)), list[weakref.ref[object]](), 0
    for reading in project.years(held, numbers):
        assert reading.year is not None
        alive.append(weakref.ref(reading.year))
        del reading
        gc.collect()
        most = max(most, sum(1 for year in alive if year() is not None))
    assert most <= 2


def test_a_year_that_is_not_the_files_is_told_and_not_used() -> None:
    held = opened({**files(with_("year: 2020", "year: 2019"))})
    (reading,) = project.years(held, [2020])
    assert (reading.year, [one.code for one in reading.diagnostics]) == (None, ["LG106"])


def test_a_thousand_years_are_no_more_than_their_files() -> None:
    held = opened(years(*range(1000, 2000)))
    assert len(held.years) == 1000


def test_a_reading_is_a_year_as_its_file_reads_alone() -> None:
    held = opened(files(YEAR.replace(CLAUSE, "text: 组织培训。")))
    (reading,) = project.years(held, [2020])
    assert reading.year == year_files.read(reading.source, 2020)[0]


def test_what_one_finding_lacks_does_not_hide_the_next() -> None:
    deep = "".join(
        f"{' ' * (2 * level)}sections:\n{' ' * (2 * level)}- heading: 甲\n" for level in range(2, 12)
    )
    leaf = f"{' ' * 24}lead: 组织学习。\n"
    year = with_("    items:\n      - id: study\n        text: 组织学习。\n", deep + leaf)
    year = with_("  title: 样例区", "  date: 昨天\n  titel: 样例区", year)
    held = opened({**files(year + "annexes:\n  - {title: 目录, csv: 没有.csv}\n")})
    (reading,) = project.years(held, [2020])
    assert [one.code for one in reading.diagnostics] == ["LG107", "LG102", "LG112", "LG113"]
