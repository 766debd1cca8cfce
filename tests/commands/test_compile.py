"""One year compiled: a plan, and what comes of its years."""

from __future__ import annotations

import dataclasses
import shutil
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, TypeVar

from shifan import FOLDER

from lawgov_report.commands import _compile
from lawgov_report.writing import digest

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_report.commands._compile import BuildPlan, Compiled

Value = TypeVar("Value")
YEARS = (2019, 2020, 2021)
OUTPUTS: dict[str, bytes] = {}


def plan(*formats: str, folder: Path = FOLDER) -> BuildPlan:
    return _compile.BuildPlan(folder, formats, None, "ua-1", (), final=True, public=False)


def deliver(name: str, content: bytes) -> bool:
    OUTPUTS[name] = content
    return True


def compiled(wanted: BuildPlan, *, printable: bool = True) -> list[Compiled]:
    return [*_compile.years(wanted, deliver, YEARS, printable=printable)]


def elsewhere(value: Value) -> Value:
    """Return the value as another process would get it."""
    copy: Value = ForkingPickler.loads(bytes(ForkingPickler.dumps(value)))
    return copy


def test_a_plan_and_what_comes_of_its_years_cross_to_another_process() -> None:
    wanted = plan("md", "docx", "html", "data")
    assert elsewhere(wanted) == wanted
    years = compiled(wanted)
    assert compiled(elsewhere(wanted)) == years == elsewhere(years)
    assert years[0].names == tuple(f"2019.{end}" for end in ("md", "docx", "html", "csv", "json"))
    assert [name for name, _ in years[0].entries] == ["datapackage.json"]
    assert {name for year in years for name in year.names} <= OUTPUTS.keys()


def test_what_is_not_printable_is_judged_all_the_same_and_leaves_no_outputs() -> None:
    judged = compiled(plan("md"), printable=False)
    assert [year.findings for year in judged] == [year.findings for year in compiled(plan("md"))]
    assert not any(year.names or year.entries for year in judged)


def test_a_report_with_labels_of_internal_copies_is_not_published(tmp_path: Path) -> None:
    shutil.copytree(FOLDER / "data", tmp_path / "data")
    path = tmp_path / "data" / "2021.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("document:\n", "document:\n  classification: 机密★1年\n", 1), encoding="utf-8"
    )
    inside, web = plan("md", "docx", folder=tmp_path), plan("md", "html", folder=tmp_path)
    assert not any(finding.code == "LG902" for year in compiled(inside) for finding in year.findings)
    for wanted in (web, dataclasses.replace(inside, public=True)):
        _compile.workshop.cache_clear()
        last = compiled(wanted)[-1]
        (finding,) = [finding for finding in last.findings if finding.code == "LG902"]
        assert (finding.quote, finding.path, last.names) == ("机密★1年", "document.classification", ())
        line = text[: text.index("document:")].count("\n") + 2
        assert (finding.place.line, finding.place.column) == (line, 19)


def test_a_destination_says_which_names_are_passed_on() -> None:
    years = _compile.years(plan("md", "docx"), lambda name, _: name.endswith(".md"), YEARS, printable=True)
    assert [name for year in years for name in year.names] == [f"{year}.md" for year in YEARS]


def test_a_year_with_an_error_is_not_written(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    for path in (FOLDER / "data").iterdir():
        (tmp_path / "data" / path.name).write_bytes(path.read_bytes())
    broken = tmp_path / "data" / "2020.yaml"
    broken.write_text(
        broken.read_text(encoding="utf-8").replace("year: 2020", "year: 2021"), encoding="utf-8"
    )
    years = compiled(plan("md", folder=tmp_path))
    assert years[1].names == ()
    assert [finding.code for finding in years[1].findings] == ["LG106"]


def test_a_word_file_says_which_files_of_data_it_was_built_from() -> None:
    compiled(plan("docx"))
    found = {source.role: source for source in digest.sources_of(OUTPUTS["2021.docx"])}
    assert {role: source.name for role, source in found.items()} == {
        "year": "2021.yaml", "catalogue": "indicators.yaml", "previous": "2020.yaml"
    }  # fmt: skip
    for name, expected in ((source.name, source.digest) for source in found.values()):
        content = (FOLDER / "data" / name).read_bytes()
        assert digest.of_source(content) == expected
        assert digest.of_source(b"\xef\xbb\xbf" + content.replace(b"\n", b"\r\n")) == expected
        assert digest.of_source(content + b"#") != expected
    assert "previous" not in {source.role for source in digest.sources_of(OUTPUTS["2019.docx"])}
