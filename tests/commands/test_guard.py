"""What a person made or edited by hand is never written over: by real runs, in real folders."""

from __future__ import annotations

import json
import os
import re
import shutil
from typing import TYPE_CHECKING

import docx as python_docx
import peak
import pytest
import swelling
from made import folder, lawgov
from peak import LINUX

from lawgov_report.writing import archive, digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BOMBED = 150  # MB: what a build takes that meets a bomb
ALL = ("2020.md", "2020.docx", "2020.html", "2020.csv", "2020.json", "datapackage.json")
TO = ("--to", "md,docx,html,data")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose outputs are built, to be copied."""
    made = folder(tmp_path_factory.mktemp("built"))
    assert build(made, code=0) == ""
    return made


@pytest.fixture
def office(built: Path, tmp_path: Path) -> Path:
    """Return a project whose outputs are built."""
    return shutil.copytree(built, tmp_path / "office" / "project")


def build(office: Path, *options: str, code: int, to: tuple[str, ...] = TO) -> str:
    """Build the year and return stderr."""
    done = lawgov("build", "2020", *to, *options, cwd=office)
    assert done.returncode == code, done.stderr
    assert not (code == 2 and done.stdout)
    return done.stderr


def contents(office: Path) -> dict[str, bytes]:
    """Return all that stands in the folder of the outputs."""
    return {path.name: path.read_bytes() for path in (office / "out").iterdir()}


def change_data(office: Path) -> None:
    """Change a text of the report, so that every output is to be written anew."""
    year = office / "data" / "2020.yaml"
    text = year.read_text(encoding="utf-8")
    year.write_text(text.replace("6万余册", "7万余册").replace("组织学习", "组织自学"), encoding="utf-8")


def edit_in_word(path: Path) -> None:
    """Open a Word file, type a word, and save it."""
    opened = python_docx.Document(str(path))
    opened.add_paragraph("领导改过")
    opened.save(str(path))


def as_of_0_1_0(path: Path) -> None:
    """Take the digest out of a Word file, as 0.1.0 wrote it."""
    members = archive.members(path.read_bytes())
    del members[digest.CUSTOM]
    for part, element in ((digest.TYPES, b"Override"), (digest.RELATIONSHIPS, b"Relationship")):
        members[part] = re.sub(b"<%b[^>]*custom[^>]*/>" % element, b"", members[part])
    path.write_bytes(archive.join(archive.member(*member) for member in members.items()))


def edit_text(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"2020", b"2021", 1))


def edit_table(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("受理案件".encode(), "受理的案件".encode(), 1))


EDITS = {
    "2020.docx": edit_in_word,
    "2020.md": edit_text,
    "2020.html": edit_text,
    "2020.csv": edit_table,
    "2020.json": edit_text,
    "datapackage.json": edit_text,
}


def test_outputs_that_nobody_touched_are_replaced(office: Path) -> None:
    before = contents(office)
    change_data(office)
    assert build(office, code=0) == ""
    after = contents(office)
    assert set(after) == set(ALL)
    assert all(after[name] != before[name] for name in ALL)


@pytest.mark.parametrize("name", ALL)
def test_a_file_that_was_edited_is_not_written_over(office: Path, name: str) -> None:
    change_data(office)
    EDITS[name](office / "out" / name)
    before = contents(office)
    told = build(office, code=2).splitlines()
    assert contents(office) == before
    assert len(told) == 2
    assert told[0].startswith(f"out/{name}：编出以后又改过")
    assert all(way in told[0] for way in ("另存为", "--out", "--force", f"{name}.bak"))
    assert told[1] == "lawgov：不覆盖 1 个改过的或别处来的文件；没有写出任何文件"


@pytest.mark.slow
def test_force_leaves_each_edited_file_beside_the_new_one(office: Path) -> None:
    edited = {}
    for suffix in (".bak", ".bak2", ".bak3"):
        for name in ALL:
            EDITS[name](office / "out" / name)
            edited[f"{name}{suffix}"] = (office / "out" / name).read_bytes()
        lines = [f"out/{name}：旧文件留作 {name}{suffix}" for name in ALL]
        assert build(office, "--force", code=0).splitlines() == lines
    assert build(office, "--check", code=0) == ""
    found = contents(office)
    assert {name: found.pop(name) for name in edited} == edited
    assert found.keys() == {*ALL}


def test_every_edited_file_has_a_line_of_its_own(office: Path) -> None:
    for name, edit in EDITS.items():
        edit(office / "out" / name)
    told = build(office, code=2).splitlines()
    assert len(told) == len(ALL) + 1


def test_it_holds_in_a_copy_of_the_folder(office: Path, tmp_path: Path) -> None:
    edit_in_word(office / "out" / "2020.docx")
    copy = shutil.copytree(office, tmp_path / "另一处")
    assert "2020.docx：编出以后又改过" in build(copy, code=2)
    change_data(copy)
    assert build(copy, code=0, to=("--to", "md,html,data")) == ""


def test_a_word_file_without_digest_is_said_to_be_a_strangers_or_of_0_1_0(office: Path) -> None:
    target = office / "out" / "2020.docx"
    as_of_0_1_0(target)
    told = build(office, code=2)
    assert "out/2020.docx：没有 lawgov 的校验码，是别处来的，或由 0.1.0 版编出；" in told
    (office / "out" / "2020.md").write_text("别处来的\n", encoding="utf-8")
    assert build(office, code=2).count("0.1.0") == 2
    target.write_bytes(b"PK no archive")
    assert "0.1.0" in build(office, code=2)


def test_a_table_that_no_index_lists_may_be_of_anyone(office: Path) -> None:
    (office / "out" / "datapackage.json").unlink()
    edit_table(office / "out" / "2020.csv")
    told = build(office, code=2)
    assert "2020.csv：内容不同，而这种文件不带校验码" in told
    assert told.count("\n") == 2  # 2020.json holds what is to be written


@pytest.mark.parametrize("name", [name for name in ALL if name != "2020.docx"])
def test_a_file_of_which_only_the_line_ends_were_changed_is_ours(office: Path, name: str) -> None:
    target = office / "out" / name
    target.write_bytes(target.read_bytes().replace(b"\n", b"\r\n"))
    change_data(office)
    assert build(office, code=0) == ""
    assert b"\r\n" not in target.read_bytes()


def test_check_says_what_was_changed_by_hand(office: Path) -> None:
    change_data(office)
    edit_in_word(office / "out" / "2020.docx")
    (office / "out" / "2020.html").unlink()
    done = lawgov("build", "2020", *TO, "--check", cwd=office)
    lines = [f"不是最新：out/{name}" for name in ALL]
    lines[1] = "手工改过：out/2020.docx"
    assert (done.returncode, done.stdout.splitlines()) == (1, lines)
    assert "不能与 --force 连用" in build(office, "--check", "--force", code=2)


def test_an_old_file_keeps_who_may_read_it(office: Path) -> None:
    target = office / "out" / "2020.md"
    edit_text(target)
    target.chmod(0o400)
    build(office, "--force", code=0)
    if os.name == "posix":
        assert (office / "out" / "2020.md.bak").stat().st_mode & 0o777 == 0o600


def test_where_publishing_fails_no_old_file_is_set_aside(office: Path) -> None:
    change_data(office)
    edit_text(office / "out" / "2020.md")
    (office / "out" / "2020.html").unlink()
    (office / "out" / "2020.html").mkdir()
    before = {path.name: path.is_file() and path.read_bytes() for path in (office / "out").iterdir()}
    assert "原有文件没有改动" in build(office, "--force", code=2)
    after = {path.name: path.is_file() and path.read_bytes() for path in (office / "out").iterdir()}
    assert after == before


def _listed(members: list[archive.Member]) -> bytes:
    return swelling.listed(archive.join(members), 400_000)


def _zeros(members: list[archive.Member]) -> bytes:
    return archive.join([*members, swelling.zeros(digest.CUSTOM, 260)])


@LINUX
@pytest.mark.slow
@pytest.mark.parametrize("bomb", [_listed, _zeros])
def test_a_bomb_in_the_place_of_an_output_is_refused_in_one_line(
    office: Path, bomb: Callable[[list[archive.Member]], bytes]
) -> None:
    target = office / "out" / "2020.docx"
    before = bomb([archive.member("a", b"")])
    target.write_bytes(before)
    change_data(office)
    done, megabytes = peak.run("build", "2020", "--to", "docx", cwd=office)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("out/2020.docx：没有 lawgov 的校验码")
    assert target.read_bytes() == before
    assert megabytes < BOMBED


# -o of other commands


def written(office: Path, *arguments: str, code: int = 0) -> str:
    """Run a command that writes a file and return stderr."""
    done = lawgov(*arguments, cwd=office)
    assert done.returncode == code, done.stderr
    return done.stderr


@pytest.mark.parametrize("name", ["变化.docx", "变化.html", "变化.htm", "变化.md"])
def test_a_comparison_is_replaced_until_somebody_edits_it(office: Path, name: str) -> None:
    form = digest_form(name)
    asked = ("diff", "2020", "2020", "--format", form, "-o", name)
    written(office, *asked)
    change_data(office)
    shutil.copy(office / "data" / "2020.yaml", office / "old.yaml")
    other = ("diff", "old.yaml", "2020", "--format", form, "-o", name)
    assert written(office, *other) == ""
    (edit_in_word if form == "docx" else edit_text)(office / name)
    before = (office / name).read_bytes()
    told = written(office, *asked, code=2)
    assert told.startswith(f"{name}：编出以后又改过")
    assert "用 -o 写到别的文件" in told
    assert (office / name).read_bytes() == before
    assert written(office, *asked, "--force") == f"{name}：旧文件留作 {name}.bak\n"
    assert (office / f"{name}.bak").read_bytes() == before


def digest_form(name: str) -> str:
    """Return the format that a name stands for."""
    return "html" if name.endswith("htm") else name.rpartition(".")[2]


@pytest.mark.parametrize("form", ["csv", "json", "text"])
def test_a_list_that_a_department_filled_in_is_not_written_over(office: Path, form: str) -> None:
    name = f"待报.{'txt' if form == 'text' else form}"
    asked = ("indicators", "--format", form, "-o", name)
    assert written(office, *asked) == written(office, *asked) == ""  # the same contents: nothing to do
    with (office / name).open("ab") as file:
        file.write("填好了\n".encode())
    told = written(office, *asked, code=2)
    assert told.startswith(f"{name}：内容不同，而这种文件不带校验码，看不出有没有人填过、改过；")
    assert written(office, *asked, "--force") == f"{name}：旧文件留作 {name}.bak\n"
    assert (office / f"{name}.bak").read_bytes().endswith("填好了\n".encode())


def test_a_reference_document_whose_styles_were_changed_is_not_written_over(office: Path) -> None:
    asked = ("reference", "-o", "样式.docx")
    assert written(office, *asked) == written(office, *asked) == ""
    edit_in_word(office / "样式.docx")
    assert "编出以后又改过" in written(office, *asked, code=2)
    assert written(office, "build", "--reference", "样式.docx") == ""
    change_data(office)
    assert written(office, "build") == ""


def test_schemas_are_replaced_until_somebody_edits_one(office: Path) -> None:
    written(office, "schema")
    catalogue = office / "data" / "indicators.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8").replace("受理案件", "受理"), encoding="utf-8")
    assert written(office, "schema") == ""
    schema = office / "schemas" / "year.schema.json"
    edit_text(schema)
    before = schema.read_bytes()
    told = written(office, "schema", code=2)
    assert re.match(".*year.schema.json：编出以后又改过.*用 -o 写到别的文件夹", told)
    assert schema.read_bytes() == before
    assert "旧文件留作 year.schema.json.bak" in written(office, "schema", "--force")
    assert (office / "schemas" / "year.schema.json.bak").read_bytes() == before


def test_a_schema_does_not_replace_a_file_that_is_none(office: Path) -> None:
    (office / "terms.schema.json").write_bytes(b"{}\n")
    assert "没有 lawgov 的校验码" in written(office, "schema", "-o", ".", code=2)
    assert not (office / "year.schema.json").exists()


@pytest.mark.parametrize("name", ["区公安局.xlsx", "year.json", "notes"])
def test_schemas_are_not_written_to_what_is_no_folder(office: Path, name: str) -> None:
    (office / "区公安局.xlsx").write_bytes(b"PK of a department")
    (office / "notes").write_bytes(b"notes")
    assert f"-o 是文件夹，{name} 是文件名" in written(office, "schema", "-o", name, code=2)
    assert not (office / "year.json").exists()


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (("indicators", "--format", "csv", "-o", "区公安局.xlsx"), "文件名写成 区公安局.csv"),
        (("indicators", "--format", "csv", "-o", "区公安局.txt"), "文件名写成 区公安局.csv"),
        (("series", "cases", "--format", "json", "-o", "a.svg"), "文件名写成 a.json"),
        (("series", "cases", "--format", "bars", "-o", "a.doc"), "文件名写成 a.txt"),
        (("diff", "2020", "2020", "--format", "docx", "-o", "a.doc"), "文件名写成 a.docx"),
        (("reference", "-o", "a.dotx"), "文件名写成 a.docx"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_the_remedy(
    office: Path, arguments: tuple[str, ...], remedy: str
) -> None:
    named = office / arguments[-1]
    named.write_bytes(b"PK of a department")
    assert remedy in written(office, *arguments, code=2)
    assert named.read_bytes() == b"PK of a department"


def test_a_list_is_of_the_format_that_its_suffix_says(office: Path) -> None:
    written(office, "indicators", "-o", "指标.json")
    assert json.loads((office / "指标.json").read_bytes())["version"] == 1


@pytest.mark.slow
def test_a_chart_is_replaced_until_somebody_draws_in_it(office: Path) -> None:
    pytest.importorskip("matplotlib")
    for name in ("图.svg", "图.png"):
        written(office, "series", "cases", "-o", name)
        assert written(office, "series", "books", "-o", name) == ""
        target = office / name
        target.write_bytes(target.read_bytes().replace(b"lawgov", b"lawgox", 1))
        assert "不覆盖" in written(office, "series", "cases", "-o", name, code=2)
