"""lawgov validate: every option and every form through the real command line."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import re
import stat
import sys
from types import ModuleType
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from made import CATALOGUE, LENIENT, ROOT, YEAR, folder, lawgov, with_

from lawgov_report import cli
from lawgov_report.checking import rules
from lawgov_report.reading.diagnostics import Severity
from lawgov_report.reporters import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_report.checking.rules import Report
    from lawgov_report.reading.diagnostics import Diagnostic

WRONG = with_("closed: 90件", "closed: 130件")  # more closed than handled: LG301 twice
DRAFT = with_("        text: 组织学习。\n", "        text: 组织学习。\n        draft: true\n")
WAIVER = """\
waivers:
  - code: LG301
    at: indicators.closed
    quote: 130件、120件
    reason: 原文如此
"""


def codes(done_stdout: str) -> list[str]:
    """Return the codes of a report in JSON, those waived in brackets."""
    found = json.loads(done_stdout)["diagnostics"]
    return [f"({one['code']})" if one["waived"] else one["code"] for one in found]


def ran(tmp_path: Path, year: str, *options: str) -> tuple[int, list[str]]:
    """Return the exit code and the codes found in a made-up project with one year."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = cli.run(["-C", str(folder(tmp_path, year)), "validate", "--format", "json", *options])
    return code, codes(said.getvalue())


# --- forms


@pytest.mark.parametrize("form", FORMATS)
def test_each_form_tells_the_findings_and_exits_1(form: str, tmp_path: Path) -> None:
    done = lawgov("-C", folder(tmp_path, WRONG), "validate", "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    assert "LG301" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("form", ["full", "concise", "json", "github", "sarif"])
def test_each_form_has_errors_before_warnings(form: str, tmp_path: Path) -> None:
    year = with_("cases: 120件", "cases: 待报", with_("rate: 75%", "rate: 175%"))
    done = lawgov("-C", folder(tmp_path, year, CATALOGUE), "validate", "--format", form)
    results = done.stdout.partition('"results"')[2] or done.stdout  # of SARIF: rules come before, by code
    assert results.rindex("LG303") < results.index("LG207")


def test_an_unknown_form_exits_2_and_names_those_there_are() -> None:
    done = lawgov("validate", "--format", "xml")
    assert (done.returncode, done.stdout) == (2, "")
    assert all(form in done.stderr for form in ("xml", *FORMATS))


def test_json_is_json_sarif_is_json_and_junit_is_xml(tmp_path: Path) -> None:
    project = folder(tmp_path, WRONG)
    for form in ("json", "sarif"):
        assert json.loads(lawgov("-C", project, "validate", "--format", form).stdout)
    root = ET.fromstring(lawgov("-C", project, "validate", "--format", "junit").stdout)  # noqa: S314 our own
    assert [suite.get("name") for suite in root] == [
        "project/data/indicators.yaml",
        "project/data/2020.yaml",
    ] or [suite.get("name") for suite in root] == ["data/indicators.yaml", "data/2020.yaml"]


def test_on_a_forge_files_are_named_as_seen_from_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = folder(tmp_path, WRONG)
    for form in ("github", "sarif", "junit"):
        done = lawgov("-C", project, "validate", "--format", form, cwd=tmp_path)
        assert "project/data/2020.yaml" in done.stdout
    monkeypatch.setenv("GITHUB_WORKSPACE", str(project))
    done = lawgov("-C", project, "validate", "--format", "github", cwd=tmp_path)
    assert "file=data/2020.yaml," in done.stdout


def test_sarif_brings_the_pages_of_the_rules_that_found_something(tmp_path: Path) -> None:
    done = lawgov("-C", folder(tmp_path, WRONG), "validate", "--format", "sarif", "--select", "LG301")
    (rule,) = json.loads(done.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "各项数值应满足勾稽关系。"
    assert "怎么改" in rule["help"]["text"]


def test_github_adds_to_the_step_summary_and_no_other_form_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "summary.md"
    page.write_text("# 已有\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    project = folder(tmp_path, WRONG)
    lawgov("-C", project, "validate", "--format", "concise")
    assert page.read_text(encoding="utf-8") == "# 已有\n"
    lawgov("-C", project, "validate", "--format", "github")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("# 已有\n## ")
    assert "| data/2020.yaml:" in text or "| project/data/2020.yaml:" in text


def test_a_step_summary_that_cannot_be_written_exits_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "none" / "summary.md"))
    done = lawgov("-C", folder(tmp_path), "validate", "--format", "github")
    assert done.returncode == 2
    assert "summary.md" in done.stderr


def test_on_a_terminal_colour_is_not_the_only_sign_and_can_be_declined(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for variable in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    project = str(folder(tmp_path, WRONG))
    said = {}
    for shown in (True, False):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        if not shown:
            monkeypatch.setenv("NO_COLOR", "1")
        assert cli.run(["-C", project, "validate"]) == 1
        said[shown] = capsys.readouterr().out
    assert "\x1b[1;31m错误\x1b[0m" in said[True]
    plain = said[True].replace("\x1b[1;31m", "").replace("\x1b[1;33m", "").replace("\x1b[0m", "")
    assert plain == said[False]
    assert " --> " in plain


# --- selection


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--select", "LG3"), (1, ["LG301", "LG301"])),
        (("--select", "lg301"), (1, ["LG301", "LG301"])),
        (("--select", "LG208"), (0, ["LG208"])),
        (("--select", "LG208,LG301"), (1, ["LG301", "LG301", "LG208"])),
        (("--select", "LG208", "--select", "LG301"), (1, ["LG301", "LG301", "LG208"])),
        (("--select", "LG2,LG3", "--ignore", "LG301"), (0, ["LG208"])),
        (("--select", "LG2,LG301", "--ignore", "LG3"), (1, ["LG301", "LG301", "LG208"])),
        (("--select", "LG301", "--ignore", "LG301"), (0, [])),
        (("--ignore", "LG"), (0, [])),
    ],
)
def test_the_longest_prefix_decides_which_findings_are_shown(
    options: tuple[str, ...], expected: tuple[int, list[str]], tmp_path: Path
) -> None:
    both = with_("text: 组织学习。\n", "text: 组织学习。\n        draft: true\n", WRONG)
    assert ran(tmp_path, both, *options) == expected


@pytest.mark.parametrize(
    ("option", "written", "near"),
    [
        ("--select", "LG310x", "LG310"),
        ("--ignore", "LG39", "LG301"),
        ("--select", "3", "LG301"),
        ("--select", "LGX", ""),
    ],
)
def test_an_unknown_code_or_prefix_exits_2_and_names_near_ones(option: str, written: str, near: str) -> None:
    done = lawgov("validate", option, written)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"没有规则 {written}" in done.stderr
    assert near in done.stderr


def test_a_waiver_of_what_is_not_selected_is_not_idle(tmp_path: Path) -> None:
    code, found = ran(tmp_path, WRONG + WAIVER, "--select", "LG2,LG3", "--ignore", "LG3")
    assert (code, found) == (0, [])


def test_an_idle_waiver_stays_one_whatever_is_selected(tmp_path: Path) -> None:
    assert ran(tmp_path, YEAR + WAIVER, "--select", "LG2") == (0, ["LG211"])


# --- what fails


@pytest.mark.parametrize(
    ("year", "fail_on", "expected"),
    [
        (WRONG, "error", 1),
        (WRONG, "warning", 1),
        (WRONG, "never", 0),
        (DRAFT, "error", 0),
        (DRAFT, "warning", 1),
        (DRAFT, "never", 0),
    ],
)
def test_fail_on_says_from_which_severity_on_the_exit_code_is_1(
    year: str, fail_on: str, expected: int, tmp_path: Path
) -> None:
    assert ran(tmp_path, year, "--select", "LG2,LG3", "--fail-on", fail_on)[0] == expected


def test_an_unknown_severity_exits_2() -> None:
    done = lawgov("validate", "--fail-on", "info")
    assert done.returncode == 2
    assert "error、warning、never" in done.stderr


def test_final_makes_a_draft_an_error(tmp_path: Path) -> None:
    assert ran(tmp_path, DRAFT, "--select", "LG208", "--final") == (1, ["LG208"])


def test_without_waivers_what_they_waive_is_found_and_no_waiver_is_idle(tmp_path: Path) -> None:
    idle = WAIVER + WAIVER.partition("\n")[2].replace("130件", "131件")
    project = folder(tmp_path, WRONG + idle)
    said = lawgov("-C", project, "validate", "--format", "json", "--select", "LG2,LG3")
    assert sorted(codes(said.stdout)) == ["(LG301)", "LG211", "LG301"]
    bare = lawgov("-C", project, "validate", "--format", "json", "--select", "LG2,LG3", "--no-waivers")
    assert (bare.returncode, codes(bare.stdout)) == (1, ["LG301", "LG301"])


def test_the_real_report_passes_and_without_waivers_it_does_not() -> None:
    assert lawgov("validate", "2020", "--select", "LG301").returncode == 0
    assert lawgov("validate", "2020", "--select", "LG301", "--no-waivers").returncode == 1


# --- mending, by a rule made for these tests

CODE = "LG699"
OLD, NEW = "旧词", "新说法"


def check(report: Report) -> Iterator[Diagnostic]:
    for text in report.texts:
        at = text.written.text.find(OLD)
        while at >= 0:
            yield text.quote(at, at + len(OLD)).finding(CODE, "旧词", "改为新说法", mended=NEW)
            at = text.written.text.find(OLD, at + 1)


@pytest.fixture
def mendable(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A rule that finds 旧词 and mends it to 新说法."""
    rule = ModuleType("lawgov_report.checking.rules.lg699_old_word", "不用旧词。")
    rule.__dict__.update(CODE=CODE, NAME="old-word", SEVERITY=Severity.ERROR, check=check)
    monkeypatch.setitem(sys.modules, rule.__name__, rule)
    monkeypatch.setitem(rules.MODULES, CODE, "lg699_old_word")
    monkeypatch.setattr(rules, "CODES", (*rules.CODES, CODE))
    rules.offering.cache_clear()
    yield
    rules.rule.cache_clear()
    rules.offering.cache_clear()


OUTDATED = (
    f"""\
# yaml-language-server: $schema=../schemas/year.schema.json
# 样例数据，非真实：{OLD}在注释里不改
{YEAR.partition(chr(10))[2]}""".replace(
        "        text: 组织学习。", f'        # {OLD}\n        text: "组织{OLD}学习，{OLD}。"'
    )
    .replace("        text: 严格审核。", f"        text: |\n          严格{OLD}审核，\n          从严{OLD}。")
    .replace("        text: 开展培训。", f"        text: '开展{OLD}培训。'")
)
PLACES = 5


def validate(project: Path, *options: str) -> int:
    return cli.run(["-C", str(project), "validate", "--select", CODE, *options])


@pytest.mark.usefixtures("mendable")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_fix_changes_what_is_found_and_not_a_byte_else(
    end: str, mark: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = mark + OUTDATED.replace("\n", end).encode()
    project = folder(tmp_path, before)
    path = project / "data" / "2020.yaml"
    assert validate(project, "--fix") == 0
    said = capsys.readouterr()
    assert said.err == f"已改正 {PLACES} 处\n  data/2020.yaml\n"
    assert said.out == "1 个年份：0 个错误，0 个警告，豁免 0 处\n"
    lines = [
        line if line.lstrip().startswith("#") else line.replace(OLD, NEW) for line in OUTDATED.split("\n")
    ]
    assert path.read_bytes() == mark + end.join(lines).encode()
    after = path.stat().st_mtime_ns, path.read_bytes()
    assert validate(project, "--fix") == 0
    assert (path.stat().st_mtime_ns, path.read_bytes()) == after
    assert capsys.readouterr().err == "已改正 0 处\n"


@pytest.mark.usefixtures("mendable")
def test_the_last_line_says_what_fix_can_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert validate(folder(tmp_path, OUTDATED)) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"1 个年份：{PLACES} 个错误，0 个警告，豁免 0 处；--fix 可改正 {PLACES} 处"


@pytest.mark.usefixtures("mendable")
def test_fix_leaves_what_is_waived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    waiver = f"""\
waivers:
  - {{code: {CODE}, at: parts.leadership.items.study.text, quote: {OLD}, reason: 原文如此}}
"""
    project = folder(tmp_path, OUTDATED + waiver)
    assert validate(project, "--fix") == 0
    said = capsys.readouterr()
    assert said.err.startswith(f"已改正 {PLACES - 1} 处\n")
    assert said.out == "1 个年份：0 个错误，0 个警告，豁免 1 处\n"
    text = (project / "data" / "2020.yaml").read_text(encoding="utf-8")
    assert f'text: "组织{OLD}学习，{NEW}。"' in text
    assert text.endswith(waiver)


@pytest.mark.usefixtures("mendable")
def test_fix_leaves_what_is_not_selected(tmp_path: Path) -> None:
    project = folder(tmp_path, OUTDATED)
    assert cli.run(["-C", str(project), "validate", "--fix", "--select", "LG1"]) == 0
    assert (project / "data" / "2020.yaml").read_text(encoding="utf-8") == OUTDATED


@pytest.mark.usefixtures("mendable")
def test_fix_reports_what_remains_and_fails_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = folder(tmp_path, OUTDATED.replace("closed: 90件", "closed: 130件"))
    assert cli.run(["-C", str(project), "validate", "--fix", "--select", f"{CODE},LG301"]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()[:-1]] == ["LG301", "LG301"]


@pytest.mark.usefixtures("mendable")
def test_diff_shows_what_fix_would_change_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = folder(tmp_path, OUTDATED)
    path = project / "data" / "2020.yaml"
    assert validate(project, "--diff") == 1
    said = capsys.readouterr()
    assert said.out.startswith("--- a/data/2020.yaml\n+++ b/data/2020.yaml\n@@ ")
    assert "\n-          从严旧词。\n" in said.out
    assert "\n+          从严新说法。\n" in said.out
    assert said.err == f"--fix 可改正 {PLACES} 处，现在没有改动文件\n"
    assert path.read_text(encoding="utf-8") == OUTDATED
    assert validate(project, "--fix") == 0
    assert validate(project, "--diff") == 0
    assert capsys.readouterr().out.endswith("豁免 0 处\n")


@pytest.mark.usefixtures("mendable")
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such permissions, and links need rights")
def test_fix_keeps_the_file_s_permissions_and_follows_a_link(tmp_path: Path) -> None:
    project = folder(tmp_path, OUTDATED)
    link, real = project / "data" / "2020.yaml", project / "elsewhere.yaml"
    link.rename(real)
    link.symlink_to(real)
    real.chmod(0o640)
    assert validate(project, "--fix") == 0
    assert link.is_symlink()
    assert NEW in real.read_text(encoding="utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in project.iterdir()) == ["data", "elsewhere.yaml"]


def test_fix_mends_half_width_marks_and_leaves_those_that_are_waived(tmp_path: Path) -> None:
    year = with_("text: 组织学习。", "text: 组织学习,开展培训。").replace("严格审核。", "严格审核,从严把关。")
    waiver = """\
waivers:
  - {code: LG603, at: parts.leadership.items.study.text, quote: ",", reason: 原文如此}
"""
    project = folder(tmp_path, year + waiver)
    shown = lawgov("-C", project, "validate", "2020", "--select", "LG6", "--diff")
    assert (shown.returncode, "+        text: 严格审核，从严把关。\n" in shown.stdout) == (1, True)
    done = lawgov("-C", project, "validate", "2020", "--select", "LG6", "--fix")
    assert (done.returncode, done.stderr) == (0, "已改正 1 处\n  data/2020.yaml\n")
    expected = (year + waiver).replace("严格审核,", "严格审核，")
    assert (project / "data" / "2020.yaml").read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("broken", ["a: [\n", "\ttab: 1\n"])
def test_diff_tells_what_fix_could_not_mend(broken: str, tmp_path: Path) -> None:
    done = lawgov("-C", folder(tmp_path, YEAR + broken), "validate", "--diff")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("--fix 可改正 0 处，现在没有改动文件\ndata/2020.yaml:")
    assert "错误：" in done.stderr


def test_the_first_number_of_a_series_alone_is_not_taken_away(tmp_path: Path) -> None:
    series = with_("text: 组织学习。\n", "text: 一是组织学习。二是开展培训。\n")
    shown = lawgov("-C", folder(tmp_path / "series", series), "validate", "--select", "LG612", "--diff")
    assert (shown.returncode, shown.stdout) == (0, "")
    alone = with_("text: 组织学习。\n", "text: 一是组织学习。\n")
    shown = lawgov("-C", folder(tmp_path / "alone", alone), "validate", "--select", "LG612", "--diff")
    assert (shown.returncode, "+        text: 组织学习。" in shown.stdout) == (1, True)


@pytest.mark.parametrize("comma", [",", "，", "、", " ， "])
def test_a_list_may_have_the_commas_of_a_chinese_keyboard(comma: str, tmp_path: Path) -> None:
    assert ran(tmp_path, WRONG, "--select", f"LG301{comma}LG402") == (1, ["LG301", "LG301"])


def test_a_year_that_is_named_twice_is_looked_at_once(tmp_path: Path) -> None:
    done = lawgov("-C", folder(tmp_path), "validate", "2020", "2020")
    assert done.stdout.startswith("1 个年份：")


def test_a_comment_behind_quotes_is_a_comment(tmp_path: Path) -> None:
    quoted, bare = tmp_path / "quoted", tmp_path / "bare"
    assert ran(quoted, with_("text: 组织学习。\n", 'text: "组织学习。"  # 待核\n')) == (0, [])
    assert ran(bare, with_("text: 组织学习。\n", "text: 组织学习。  # 待核\n")) == (1, ["LG011"])


@pytest.mark.parametrize(
    "options",
    [("--fix", "--diff"), ("--fix", "--no-waivers"), ("--diff", "--no-waivers"), ("--diff", "--format=json")],
)
def test_options_that_contradict_each_other_exit_2(options: tuple[str, str], tmp_path: Path) -> None:
    project = folder(tmp_path, OUTDATED)
    done = lawgov("-C", project, "validate", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert (project / "data" / "2020.yaml").read_text(encoding="utf-8") == OUTDATED


# --- hooks and examples


def test_the_hook_and_the_examples_name_commands_that_there_are() -> None:
    for name in (".pre-commit-hooks.yaml", "docs/ci/github-actions.yml", "docs/ci/gitlab-ci.yml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "lawgov validate" in text
    assert lawgov("validate", "--format", "junit", "--fail-on", "never").returncode == 0


MISSPELT = """\
# 样例数据，非真实
yaer: 2020
document:
  标题: 样例区2020年度法治政府建设工作情况报告
indicators:
  受理案件: １２０ 件    # 名称
  办结案件（全年）: 90件
  rate: {value: 75%, note: "120 件中90件"}
  books: 1,200册
  人民调解: 120
preamble: |
  现将样例区工作情况报告如下。
parts:
  leadership:
    heading: 履行职责
    items: [{id: Study, text: 组织学习。}]
  decision_making:
    heading: 科学决策
    items: [{id: "审核", text: 严格审核。}]
  law_enforcement:
    heading: 规范执法
    items: [{id: training, text: 开展培训。}]
  dispute_resolution:
    heading: 化解纠纷
    items:
      - id: handled
        text: |
          受理{{ 受理案件 }}，办结{{ 办结案件（全年） }}，办结率
          {{ rate }}，发放{{ 发放书籍 | 同比 }}。
  shortcomings:
    heading: 存在的问题
    items: [{id: ability, text: 因培训不够，执法能力不足。, cause: 因培训不够}]
  next_steps:
    heading: 下一步安排
    items: [{id: more_training, text: 加强培训。, answers: [ability]}]
"""
RESPELT = (
    ("yaer: 2020", "year: 2020"),
    ("标题: 样例区", "title: 样例区"),
    ("  受理案件: １２０ 件", "  cases: 120件"),
    ("办结案件（全年）: 90件", "closed: 90件"),
    ("1,200册", "1200册"),
    ("id: Study", "id: study"),
    ("{{ 受理案件 }}", "{{ cases }}"),
    ("{{ 办结案件（全年） }}", "{{ closed }}"),
    ("{{ 发放书籍 |", "{{ books |"),
)


def test_fix_mends_the_spelling_of_keys_and_values_also_of_a_year_that_cannot_be_read(tmp_path: Path) -> None:
    catalogue = CATALOGUE.replace("label: 办结案件", "label: 办结案件（全年）")
    year = MISSPELT.replace("  人民调解: 120\n", "")
    project = folder(tmp_path, year, catalogue + LENIENT)
    cli.run(["-C", str(project), "validate", "--fix", "--select", "LG1,LG2"])
    for wrong, right in RESPELT:
        assert year.count(wrong) == 1, wrong
        year = year.replace(wrong, right)
    assert (project / "data" / "2020.yaml").read_text(encoding="utf-8") == year


def test_fix_never_changes_what_a_number_says(tmp_path: Path) -> None:
    for number, written in enumerate(("1,2件", "12 00件", "0120件", "120", "1,20件", "约", "1.200,5件")):
        year = YEAR.replace("cases: 120件", f"cases: {written}")
        project = folder(tmp_path / str(number), year)
        assert cli.run(["-C", str(project), "validate", "--fix"]) == 1
        assert (project / "data" / "2020.yaml").read_text(encoding="utf-8") == year


def test_fix_leaves_the_catalogue_alone(tmp_path: Path) -> None:
    catalogue = CATALOGUE.replace("  closed: {label", "  Closed: {名称").replace("<= cases", "<= 受理案件")
    project = folder(tmp_path, YEAR, catalogue)
    assert cli.run(["-C", str(project), "validate", "--fix"]) == 1
    assert (project / "data" / "indicators.yaml").read_text(encoding="utf-8") == catalogue


@pytest.mark.parametrize("name", ["2020.yml", "2020.yaml.txt", "2020年.yaml"])
@pytest.mark.parametrize("asked", [[], ["2020"]])
def test_a_year_whose_file_is_misnamed_is_named(name: str, asked: list[str], tmp_path: Path) -> None:
    data = folder(tmp_path) / "data"
    (data / "2020.yaml").rename(data / name)
    done = lawgov("-C", data.parent, "validate", *asked)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"把 data/{name} 改名为 2020.yaml" in done.stderr


def test_what_is_owed_by_whom_has_one_answer(tmp_path: Path) -> None:
    """The terminal's block of LG207 counts what `indicators --owed` lists."""
    lawgov("init", tmp_path, "--jurisdiction", "样例州样例县", "--year", "2020")
    shown = lawgov("-C", tmp_path, "validate", "--format", "full").stdout.split("\n\n")
    owed, draft, summary = shown
    listed = lawgov("-C", tmp_path, "indicators", "--owed").stdout
    counts = re.findall(r"^(\S+)（(\d+) 项）$", listed, re.MULTILINE)
    assert owed.startswith(f"LG207 警告：data/2020.yaml 有待报 {sum(int(count) for _, count in counts)} 处：")
    assert "、".join(f"{name} {count} 处" for name, count in counts) in owed
    assert draft.startswith("LG208 警告：data/2020.yaml 有草稿 ")
    assert summary.startswith("1 个年份：0 个错误")
