"""`lawgov init` as it is used: a project that works at once, and nothing that was there touched."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml
from made import lawgov
from shifan import files

from lawgov_report import __version__

if TYPE_CHECKING:
    from pathlib import Path

NAME = "西宁市城中区"
CHINESE = re.compile("[一-鿿]+")
TOKEN = re.compile("@[A-Z]+@")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return a new project in a folder with a Chinese name and blanks."""
    folder = tmp_path / "法治 政府" / "城中区 报告"
    done = lawgov("init", folder, "--jurisdiction", NAME, "--year", "2020", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == sorted(str(path) for path in held(folder))
    assert f"下一步：进入 {folder}" in done.stderr
    return folder


def held(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_project_holds_what_an_office_needs(office: Path) -> None:
    assert {path.relative_to(office).as_posix() for path in held(office)} == {
        *("README.md", ".gitignore", ".gitlab-ci.yml", ".pre-commit-config.yaml"),
        *("data/indicators.yaml", "data/2020.yaml", ".github/workflows/lawgov.yml", ".vscode/settings.json"),
        *(f"schemas/{name}.schema.json" for name in ("year", "indicators", "office", "terms")),
    }
    for path in held(office):
        content = path.read_bytes()
        assert not TOKEN.search(content.decode()), path
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_validate_and_build_pass_there_at_once(office: Path) -> None:
    checked = lawgov("validate", "--format", "json", cwd=office)
    assert checked.returncode == 0
    codes = {one["code"] for one in json.loads(checked.stdout)["diagnostics"]}
    assert codes == {"LG207", "LG208"}
    assert lawgov("build", "--draft", cwd=office).returncode == 0
    assert lawgov("build", cwd=office).returncode == 1
    printed = (office / "out" / "2020.md").read_text(encoding="utf-8")
    assert printed.startswith(f"# {NAME}2020年度法治政府建设工作情况报告\n")
    assert printed.count("\n## ") == 6


def test_the_schemas_are_current_and_the_next_year_can_be_drafted(office: Path) -> None:
    assert lawgov("schema", "--check", cwd=office).returncode == 0
    assert lawgov("new", "2021", "--from", "2020", cwd=office).returncode == 0
    assert lawgov("validate", cwd=office).returncode == 0
    assert "由 lawgov init" not in (office / "data" / "2021.yaml").read_text(encoding="utf-8")


def test_the_files_fit_the_schemas_beside_them(office: Path) -> None:
    for schema, name in (("year", "2020"), ("indicators", "indicators")):
        held = json.loads((office / "schemas" / f"{schema}.schema.json").read_bytes())
        content = yaml.safe_load((office / "data" / f"{name}.yaml").read_bytes())
        jsonschema.Draft202012Validator(held).validate(content)


def test_every_indicator_is_owed_and_no_figure_is_made_up(office: Path) -> None:
    catalogue = yaml.safe_load((office / "data" / "indicators.yaml").read_bytes())
    year = yaml.safe_load((office / "data" / "2020.yaml").read_bytes())
    assert set(year["indicators"]) == set(catalogue["indicators"])
    assert set(year["indicators"].values()) == {"待报"}
    assert catalogue["departments"]["司法局"] == "区司法局"


def test_keys_and_ids_are_chinese(office: Path) -> None:
    catalogue = yaml.safe_load((office / "data" / "indicators.yaml").read_bytes())
    parts = yaml.safe_load((office / "data" / "2020.yaml").read_bytes())["parts"].values()
    ids = [item["id"] for part in parts for item in part["items"]]
    for key in (*catalogue["departments"], *catalogue["indicators"], *ids):
        assert CHINESE.fullmatch(key), key


def test_editor_and_forges_get_sound_files_that_install_lawgov_from_its_wheel(office: Path) -> None:
    schemas = json.loads((office / ".vscode" / "settings.json").read_bytes())["yaml.schemas"]
    assert all((office / path).is_file() for path in schemas)
    hook = yaml.safe_load((office / ".pre-commit-config.yaml").read_bytes())["repos"]
    assert [one["repo"] for one in hook] == ["local"]
    for name in (".github/workflows/lawgov.yml", ".gitlab-ci.yml"):
        said = (office / name).read_text(encoding="utf-8")
        assert yaml.safe_load(said)
        assert f"pip install ./lawgov-{__version__}-py3-none-any.whl\n" in said
        assert "http" not in said


def test_without_a_year_it_is_the_last_of_the_calendar(tmp_path: Path) -> None:
    before = datetime.now(tz=UTC).astimezone().year
    assert lawgov("init", "甲", "--jurisdiction", "样例市", cwd=tmp_path).returncode == 0
    after = datetime.now(tz=UTC).astimezone().year
    (path,) = (tmp_path / "甲" / "data").glob("[0-9]*.yaml")
    assert path.stem in {str(before - 1), str(after - 1)}
    assert "我市" in path.read_text(encoding="utf-8")


def test_a_place_without_a_level_in_its_name_is_spoken_of_as_local(tmp_path: Path) -> None:
    assert lawgov("init", "甲", "--jurisdiction", "样例", "--year", "2020", cwd=tmp_path).returncode == 0
    assert "2020年，本地坚持" in (tmp_path / "甲" / "data" / "2020.yaml").read_text(encoding="utf-8")
    assert lawgov("validate", cwd=tmp_path / "甲").returncode == 0


def test_a_folder_that_has_other_files_is_fine(tmp_path: Path) -> None:
    (tmp_path / "笔记.txt").write_text("甲", encoding="utf-8")
    assert lawgov("init", ".", "--jurisdiction", NAME, cwd=tmp_path).returncode == 0
    assert (tmp_path / "笔记.txt").read_text(encoding="utf-8") == "甲"


def test_what_exists_is_listed_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("甲", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("乙", encoding="utf-8")
    done = lawgov("init", ".", "--jurisdiction", NAME, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "lawgov：已有 README.md、.gitignore，不覆盖；没有写出任何文件\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitignore", "README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "甲"


def test_where_nothing_can_be_written_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("甲", encoding="utf-8")
    done = lawgov("init", ".", "--jurisdiction", NAME, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["甲"], "缺少选项 --jurisdiction"),
        (["甲", "--jurisdiction", ""], "缺少选项 --jurisdiction"),
        (["甲", "--jurisdiction", "西宁市: 城中区"], "不是地名"),
        (["甲", "--jurisdiction", "a\nb: c"], "不是地名"),
        (["甲", "--jurisdiction", NAME, "--year", "20"], "“20”不是年份"),
        (["甲", "--sample", "--jurisdiction", NAME], "--sample 不能与"),
        (["甲", "--sample", "nation"], "没有样例 nation；可用：six、national"),
        (["甲", "national", "--jurisdiction", NAME], "不认识 national"),
        ([], "缺少参数"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_writes_nothing(
    arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = lawgov("init", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.rstrip("\n").count("\n") == ("\n" in "".join(arguments))
    assert not [*tmp_path.iterdir()]


def test_the_sample_is_the_made_up_office_and_passes(tmp_path: Path) -> None:
    done = lawgov("init", "样例", "--sample", cwd=tmp_path)
    assert done.returncode == 0
    sample = tmp_path / "样例"
    assert {path.name: path.read_bytes() for path in held(sample)} == files()
    assert lawgov("validate", cwd=sample).returncode == 0
    assert lawgov("build", "--to", "md", cwd=sample).returncode == 0
    assert lawgov("init", "样例", "--sample", cwd=tmp_path).returncode == 2
