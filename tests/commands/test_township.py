"""The made-up township, from end to end in Chinese: its keys, its outline, its two years, the next one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from made import ROOT, lawgov

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Compare

FOLDER = ROOT / "tests" / "projects" / "yangli"
CHINESE = re.compile("[一-鿿]+")
# all that has a marked figure or a row for each, or is aligned with the text
PUBLISHED = ("html", "docx", "csv")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Return the township as `lawgov init` unpacks it."""
    folder = tmp_path / "样例 镇"
    done = lawgov("init", folder, "--sample", "national")
    assert (done.returncode, done.stderr) == (
        0,
        f"下一步：进入 {folder}，运行 lawgov validate 和 lawgov build\n",
    )
    return folder


def loaded(folder: Path, name: str) -> dict[str, dict[str, object]]:
    content = yaml.safe_load((folder / "data" / f"{name}.yaml").read_bytes())
    assert isinstance(content, dict)
    return content


def test_the_sample_is_the_township_and_says_first_that_it_is_made_up(office: Path) -> None:
    held = {path.name: path.read_bytes() for path in (office / "data").iterdir()}
    assert held == {path.name: path.read_bytes() for path in (FOLDER / "data").iterdir()}
    assert {*held} == {"office.yaml", "indicators.yaml", "2023.yaml", "2024.yaml", "行政执法事项.csv"}
    for name, content in held.items():
        if name.endswith(".yaml"):
            assert content.decode().startswith("# 样例数据，非真实：样例县样例镇"), name


def test_its_keys_are_chinese_and_nothing_is_found_in_it(office: Path) -> None:
    catalogue = loaded(office, "indicators")
    assert all(CHINESE.fullmatch(key) for key in (*catalogue["departments"], *catalogue["indicators"]))
    assert all(
        CHINESE.fullmatch(id_)
        for id_ in re.findall("id: (.+)", (office / "data" / "2024.yaml").read_text(encoding="utf-8"))
    )
    done = lawgov("-C", office, "validate", "--fail-on", "warning")
    assert (done.returncode, done.stdout) == (0, "2 个年份：0 个错误，0 个警告，豁免 0 处\n")


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_markdown_is_the_golden_file(year: str, office: Path, golden: Compare) -> None:
    assert lawgov("-C", office, "build", year, "--to", "md").returncode == 0
    golden(f"yangli-{year}.md", (office / "out" / f"{year}.md").read_bytes())


def test_what_is_published_holds_the_figures_of_the_data(office: Path) -> None:
    assert lawgov("-C", office, "build", "2024", "--to", "md,html,docx,data").returncode == 0
    for form in PUBLISHED:
        done = lawgov("-C", office, "verify", office / "out" / f"2024.{form}")
        assert done.returncode == 0, done.stdout + done.stderr
        assert "比较了 19 处" in done.stdout
    figures = json.loads((office / "out" / "2024.json").read_bytes())
    assert "调解成功率" in json.dumps(figures, ensure_ascii=False)


def test_series_takes_a_key_before_a_label_and_either(office: Path) -> None:
    by_key, by_label = (
        lawgov("-C", office, "series", name) for name in ("调解案件", "人民调解委员会调处矛盾纠纷")
    )
    assert by_key.stdout == by_label.stdout
    assert by_key.stdout.splitlines() == [
        "人民调解委员会调处矛盾纠纷（件）  调解案件",
        "  年份   数值  比上年        说明",
        "  2023  160件  —",
        "  2024  152件  同比下降5.0%",
    ]
    near = lawgov("-C", office, "series", "调节案件")
    assert (near.returncode, near.stderr) == (2, "lawgov：指标目录里没有 调节案件，是否为 调解案件\n")


def test_two_years_are_compared_clause_by_clause(office: Path) -> None:
    told = json.loads(lawgov("-C", office, "diff", "2023", "2024", "--format", "json").stdout)
    assert {one["key"] for one in told["indicators"]} == {*loaded(office, "indicators")["indicators"]}
    shown = lawgov("-C", office, "diff", "2023", "2024").stdout
    assert "改写 条目 人民调解 （只改数值）" in shown
    assert "普法覆盖" in shown


def test_the_next_year_is_drafted_with_the_same_keys_and_what_is_owed_is_listed(office: Path) -> None:
    assert lawgov("-C", office, "new", "2025").returncode == 0
    draft = loaded(office, "2025")
    assert [*draft["indicators"]] == [*loaded(office, "2024")["indicators"]]
    assert lawgov("-C", office, "validate", "2025").returncode == 0
    assert lawgov("-C", office, "build", "2025", "--draft", "--to", "md").returncode == 0
    owed = lawgov("-C", office, "indicators", "--owed", "2025", "--department", "执法队")
    assert owed.stdout.splitlines()[:4] == [
        "2025 年待报 6 项，1 个部门",
        "",
        "样例镇综合行政执法队（6 项）",
        "  持有行政执法证件的人员  人  上年 14人      持证人员",
    ]
    assert (
        owed.stdout
        == lawgov("-C", office, "indicators", "--owed", "2025", "--department", "样例镇综合行政执法队").stdout
    )
