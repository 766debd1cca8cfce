# 样例数据，非真实 (all data in this file is made up)
"""Figures in headings of every level, run-in ones too, in tables and annexes: found again, and mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made import lawgov

if TYPE_CHECKING:
    from pathlib import Path

FIGURES = {key: f"{number}件" for number, key in enumerate("abcdefg", 1201)} | {"h": "约18万余件"}
CATALOGUE = "# 样例数据，非真实\nindicators:\n" + "".join(
    f"  {key}: {{label: 样例指标{key}, unit: 件, part: work}}\n" for key in FIGURES
)
OFFICE = """\
# 样例数据，非真实
outline: [{id: work, title: 工作, covers: [achievements, shortcomings, leadership, next_steps]}]
"""
YEAR = """\
# 样例数据，非真实
year: 2020
document: {title: 样例区2020年度法治政府建设工作情况报告}
indicators: {FIGURES}
preamble: [现将样例区工作情况报告如下。, "全区受理申请{{ a }}。"]
parts:
  work:
    heading: 工作
    sections:
      - heading: 依法行政
        sections:
          - heading: 办结申请{{ b }}
            sections:
              - heading: 办结投诉{{ c }}
                run_in: true
                lead: 另办结举报{{ d }}，依法办理。
              - heading: 办结信访{{ e }}
                lead: 情况见下表。
                table:
                  title: 办理情况
                  columns: [类别, 件数]
                  rows: [[处罚, "{{ f }}"]]
ending: 特此报告。
annexes:
  - title: 情况说明
    text: 全年许可{{ g }}。
    table: {columns: [类别, 件数], rows: [[检查, "{{ h }}"]]}
"""
FORMS = ("html", "docx", "pdf", "csv")


def written(figures: dict[str, str]) -> str:
    return YEAR.replace("FIGURES", ", ".join(f"{key}: {value}" for key, value in figures.items()))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose report is built in all formats."""
    folder = tmp_path_factory.mktemp("depth")
    (folder / "data").mkdir()
    for name, content in (("indicators", CATALOGUE), ("office", OFFICE), ("2020", written(FIGURES))):
        (folder / "data" / f"{name}.yaml").write_text(content, encoding="utf-8")
    done = lawgov("build", "--to", "html,docx,pdf,data", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_what_was_built_is_found_again_whole(form: str, office: Path) -> None:
    done = lawgov("verify", f"out/2020.{form}", cwd=office)
    assert (done.returncode, f"比较了 {len(FIGURES)} 处" in done.stdout) == (0, True), done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_each_figure_that_differs_is_found_wherever_it_stands(form: str, office: Path) -> None:
    path = office / "data" / "2020.yaml"
    for key, value in FIGURES.items():
        path.write_text(written({**FIGURES, key: "7件"}), encoding="utf-8")
        done = lawgov("verify", f"out/2020.{form}", cwd=office)
        assert done.returncode == 1, (key, done.stdout)
        assert f"样例指标{key}" in done.stdout, (key, done.stdout)
        assert value.strip("约余件") in done.stdout, (key, done.stdout)
    path.write_text(written(FIGURES), encoding="utf-8")


# each stands once, and is one that --fix mends wherever it stands
SLIPS = {
    "，依法办理": ", 依法办理",
    "情况见下表。": "情况见下表。。",
    "全年许可": "全年 许可",
    "依法行政": "依法 行政",
    "[处罚,": '["处 罚",',
    "类别, 件数], rows: [[检查": '类别, 件数], rows: [["检 查"',
}


def test_fix_mends_texts_at_every_depth_and_leaves_all_else(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    slipped = written(FIGURES)
    for right, wrong in SLIPS.items():
        assert slipped.count(right) == 1, right
        slipped = slipped.replace(right, wrong)
    for name, content in (("indicators", CATALOGUE), ("office", OFFICE), ("2020", slipped)):
        (tmp_path / "data" / f"{name}.yaml").write_text(content, encoding="utf-8")
    lawgov("validate", "--fix", cwd=tmp_path)
    mended = (tmp_path / "data" / "2020.yaml").read_text(encoding="utf-8")
    assert mended.replace('"处罚"', "处罚").replace('"检查"', "检查") == written(FIGURES)
