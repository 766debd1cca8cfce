"""`lawgov init` as it is used: a project that works at once, and nothing that was there touched."""

from __future__ import annotations

import json
import re
import shutil
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


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a new project in a folder with a Chinese name and blanks; it is only read."""
    parent = tmp_path_factory.mktemp("new")
    folder = parent / "法治 政府" / "城中区 报告"
    done = lawgov("init", folder, "--jurisdiction", NAME, "--year", "2020", cwd=parent)
    assert done.returncode == 0, done.stderr
    assert sorted(done.stdout.splitlines()) == sorted(str(path) for path in held(folder))
    assert f"下一步：进入 {folder}" in done.stderr
    return folder


@pytest.fixture
def at_work(office: Path, tmp_path: Path) -> Path:
    """Return a copy of the new project, to be written to."""
    return shutil.copytree(office, tmp_path / "城中区 报告")


def held(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_project_holds_what_an_office_needs(office: Path) -> None:
    assert {path.relative_to(office).as_posix() for path in held(office)} == {
        *("README.md", ".gitignore", ".gitlab-ci.yml", ".pre-commit-config.yaml"),
        *(
            "data/indicators.yaml",
            "data/office.yaml",
            "data/2020.yaml",
            ".github/workflows/lawgov.yml",
            ".vscode/settings.json",
        ),
        *(f"schemas/{name}.schema.json" for name in ("year", "indicators", "office", "terms")),
    }
    for path in held(office):
        content = path.read_bytes()
        assert not TOKEN.search(content.decode()), path
        assert b"\r" not in content
        assert content.endswith(b"\n")


def test_validate_and_build_pass_there_at_once(at_work: Path) -> None:
    checked = lawgov("validate", "--format", "json", cwd=at_work)
    assert checked.returncode == 0
    codes = {one["code"] for one in json.loads(checked.stdout)["diagnostics"]}
    assert codes == {"LG207", "LG208"}
    assert lawgov("build", "--draft", cwd=at_work).returncode == 0
    assert lawgov("build", cwd=at_work).returncode == 1
    printed = (at_work / "out" / "2020.md").read_text(encoding="utf-8")
    assert printed.startswith(f"# {NAME}2020年度法治政府建设工作情况报告\n")
    assert printed.count("\n## ") == 6


def test_the_schemas_are_current_and_the_next_year_can_be_drafted(at_work: Path) -> None:
    assert lawgov("schema", "--check", cwd=at_work).returncode == 0
    assert lawgov("new", "2021", "--from", "2020", cwd=at_work).returncode == 0
    assert lawgov("validate", cwd=at_work).returncode == 0
    assert "由 lawgov init" not in (at_work / "data" / "2021.yaml").read_text(encoding="utf-8")


def test_the_files_fit_the_schemas_beside_them(office: Path) -> None:
    for schema, name in (("year", "2020"), ("indicators", "indicators"), ("office", "office")):
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


LEVELS = {
    "province": ("样例省", "我省", "省司法厅"),
    "city": ("样例市", "我市", "市司法局"),
    "county": ("样例区", "我区", "区司法局"),
    "township": ("样例镇", "我镇", "司法所"),
    "department": ("样例市司法局", "我局", ""),
}
PARTS = {"six": ["leadership", "decision_making"], "national": ["achievements", "shortcomings"]}


@pytest.mark.slow
@pytest.mark.parametrize("outline", PARTS)
@pytest.mark.parametrize("level", LEVELS)
def test_an_office_of_each_level_starts_with_what_is_its_own(
    level: str, outline: str, tmp_path: Path
) -> None:
    name, pronoun, department = LEVELS[level]
    asked = ("--jurisdiction", name, "--level", level, "--outline", outline, "--year", "2020")
    assert lawgov("init", ".", *asked, cwd=tmp_path).returncode == 0
    checked = lawgov("validate", "--format", "json", cwd=tmp_path)
    assert checked.returncode == 0
    assert {one["code"] for one in json.loads(checked.stdout)["diagnostics"]} == {"LG207", "LG208"}
    loaded = {path.stem: yaml.safe_load(path.read_bytes()) for path in (tmp_path / "data").iterdir()}
    assert loaded["office"] == {"name": name, "level": level, "calls_itself": pronoun, "outline": outline}
    departments = loaded["indicators"].get("departments", {})
    assert (department in departments.values()) == bool(department)
    used = {one.get("department") for one in loaded["indicators"]["indicators"].values()}
    assert used == (set(departments) or {None})
    assert [*loaded["2020"]["parts"]][:2] == PARTS[outline]
    content = (tmp_path / "data" / "2020.yaml").read_text(encoding="utf-8")
    assert f"2020年，{pronoun}坚持" in content
    assert not TOKEN.search(content)
    for key in loaded["indicators"]["indicators"]:
        assert f"{{{{ {key} }}}}" in content
    assert lawgov("schema", "--check", cwd=tmp_path).returncode == 0
    assert lawgov("new", "2021", cwd=tmp_path).returncode == 0
    assert lawgov("build", "--draft", "--to", "md", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "level", "pronoun"),
    [
        ("样例自治区", "province", "我区"),
        ("上海市", "province", "我市"),
        ("样例自治州", "city", "我州"),
        ("样例地区", "city", "我地区"),
        ("样例自治县", "county", "我县"),
        ("样例街道办事处", "township", "我街道"),
        ("样例市发展和改革委员会", "department", "我委"),
    ],
)
def test_the_name_says_level_and_pronoun(name: str, level: str, pronoun: str, tmp_path: Path) -> None:
    assert lawgov("init", ".", "--jurisdiction", name, "--year", "2020", cwd=tmp_path).returncode == 0
    office = yaml.safe_load((tmp_path / "data" / "office.yaml").read_bytes())
    assert (office["level"], office["calls_itself"]) == (level, pronoun)


def test_the_level_may_be_said_where_the_name_says_another(tmp_path: Path) -> None:
    asked = ("--jurisdiction", "样例市", "--level", "county", "--year", "2020")
    assert lawgov("init", ".", *asked, cwd=tmp_path).returncode == 0
    assert "level: county\ncalls_itself: 我市\n" in (tmp_path / "data" / "office.yaml").read_text("utf-8")


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
        (
            ["甲", "--jurisdiction", NAME, "--level", "村"],
            "没有 村 这一级；可用：province 省、city 市、county",
        ),
        (["甲", "--jurisdiction", NAME, "--outline", "五"], "没有提纲 五；可用：six 六个部分、national"),
        (["甲", "--sample", "--level", "city"], "--sample 不能与"),
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


@pytest.mark.parametrize(
    ("word", "level"),
    [
        ("乡镇", "township"),
        ("街道", "township"),
        ("县区", "county"),
        ("乡级", "township"),
        ("部门", "department"),
    ],
)
def test_a_level_may_be_said_in_chinese(word: str, level: str, tmp_path: Path) -> None:
    done = lawgov("init", tmp_path, "--jurisdiction", "样例", "--level", word, "--year", "2020")
    assert (done.returncode, f"level: {level}\n" in (tmp_path / "data" / "office.yaml").read_text()) == (
        0,
        True,
    )
