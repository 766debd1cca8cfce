"""`lawgov build` from within: a plan, and what comes of its years."""

from __future__ import annotations

from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, TypeVar

from shifan import FOLDER

from lawgov_report.commands import _project, build

if TYPE_CHECKING:
    from pathlib import Path

Value = TypeVar("Value")


def plan(*formats: str) -> build.Plan:
    return build.Plan(FOLDER, formats, None, "ua-1", (), final=True, public=False)


def built(plan: build.Plan, *, write: bool = True) -> list[build.Built]:
    workshop = build.Workshop(plan, build._writers(plan), _project.open_in(plan.folder))  # noqa: SLF001
    return list(build.build(workshop, workshop.project.years, write=write))


def elsewhere(value: Value) -> Value:
    """Return the value as another process would get it."""
    copy: Value = ForkingPickler.loads(bytes(ForkingPickler.dumps(value)))
    return copy


def test_a_plan_and_what_comes_of_its_years_cross_to_another_process() -> None:
    wanted = plan("md", "docx", "html", "data")
    assert elsewhere(wanted) == wanted
    years = built(wanted)
    assert built(elsewhere(wanted)) == years == elsewhere(years)
    assert [name for name, _ in years[0].outputs] == [
        f"2019.{end}" for end in ("md", "docx", "html", "csv", "json")
    ]
    assert [name for name, _ in years[0].entries] == ["datapackage.json"]


def test_judging_without_writing_finds_the_same_and_leaves_no_outputs() -> None:
    judged = built(plan("md"), write=False)
    assert [year.findings for year in judged] == [year.findings for year in built(plan("md"))]
    assert not any(year.outputs or year.entries for year in judged)


def test_behind_a_year_with_an_error_no_year_is_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for path in (FOLDER / "data").iterdir():
        (tmp_path / "data" / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / "data" / "2020.yaml"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("year: 2020", "year: 2021"), encoding="utf-8"
    )
    years = built(build.Plan(tmp_path, ("md",), None, "ua-1", (), final=True, public=False))
    assert [bool(year.outputs) for year in years] == [True, False, False]
    assert [finding.code for finding in years[1].findings] == ["LG106"]
