"""lawgov diff: its forms as golden files, its choices, git revisions, and what it refuses."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
import shifan
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made import lawgov
from markdown_it import MarkdownIt

from lawgov_report.comparing import formats as diffs
from lawgov_report.comparing import years as comparing
from lawgov_report.comparing.formats import html, md, text, words
from lawgov_report.language.width import width

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Compare

    from lawgov_report.comparing.changes import Changes
    from lawgov_report.models.year import Year

SUFFIXES = {"text": "txt"}
VOID = {"meta"}
GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="no git here")


def between(old: int, new: int) -> Changes:
    return comparing.compare(shifan.side(old), shifan.side(new))


def diff(*arguments: str | Path, folder: Path = shifan.FOLDER) -> subprocess.CompletedProcess[str]:
    return lawgov("-C", folder, "diff", *arguments)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the office's project."""
    shutil.copytree(shifan.FOLDER, tmp_path / "shifan")
    return tmp_path / "shifan"


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "data" / "2021.yaml"
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, old
    path.write_text(content.replace(old, new), encoding="utf-8", newline="\n")


# Forms


@pytest.mark.parametrize("form", diffs.FORMATS)
@pytest.mark.parametrize("years", [(2019, 2020), (2020, 2021)])
def test_every_form_is_its_golden_file(form: str, years: tuple[int, int], golden: Compare) -> None:
    written = import_module(f"lawgov_report.comparing.formats.{form}").write(between(*years))
    golden(f"shifan-{years[0]}-{years[1]}.diff.{SUFFIXES.get(form, form)}", written.encode())


@settings(max_examples=settings().max_examples // 3)  # each draws and compares two whole years
@given(shifan.made(), shifan.made(), st.integers(72, 120))
def test_lines_on_a_terminal_keep_to_its_columns(old: Year, new: Year, columns: int) -> None:
    changes = comparing.compare(shifan.side(old.year, old), shifan.side(new.year, new))
    assume(not changes.empty)
    lines = text.write(changes, columns).splitlines()
    assert max(map(width, lines)) <= columns
    squeezed = re.sub(r"\s", "", "".join(lines[lines.index("") :]))
    whole = text.write(changes).splitlines()
    assert sorted(squeezed) == sorted(re.sub(r"\s", "", "".join(whole[whole.index("") :])))


def test_figures_stand_in_columns_under_wide_characters() -> None:
    lines = text.write(between(2020, 2021)).splitlines()
    head = next(line for line in lines if line.endswith("变幅"))
    row = next(line for line in lines if "受理行政复议案件" in line)
    for name, cell in (("2020", "14件"), ("2021", "23件"), ("增减", "+9件"), ("变幅", "+64.3%")):
        assert width(head[: head.index(name)] + name) == width(row[: row.index(cell)] + cell)


@pytest.mark.parametrize("form", diffs.FORMATS)
def test_every_form_says_that_nothing_differs(form: str) -> None:
    written = import_module(f"lawgov_report.comparing.formats.{form}").write(between(2020, 2020))
    if form == "json":
        told = json.loads(written)
        assert (told["indicators"], told["texts"]) == ([], [])
        assert told["summary"]["texts"]["changed"] == 0
    else:
        assert "2020 与 2020 没有不同：32 项指标、66 处文字都相同" in written


class Reader(HTMLParser):
    """Collects what a page holds, and that its elements are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_is_whole_and_needs_nothing_else() -> None:
    page = Reader(html.write(between(2020, 2021)))
    assert page.open == []
    tags = [tag for tag, _ in page.attributes]
    assert ("html", {"lang": "zh-CN"}) in page.attributes
    assert not {"script", "link", "img", "iframe"} & set(tags)
    assert {"del", "ins", "caption", "main", "h1"} <= set(tags)
    assert all(held.get("scope") in {"row", "col"} for tag, held in page.attributes if tag == "th")
    assert "url(" not in page.text
    assert "http" not in page.text


@settings(max_examples=settings().max_examples // 2)
@given(st.text(alphabet=st.sampled_from("*_`<>&~|$#[]!\\字文，。+-1.：{}\"'"), min_size=1, max_size=30))
def test_any_prose_comes_back_from_the_page_and_from_markdown(prose: str) -> None:
    year = shifan.years()[2020]
    item = shifan.swapped(year.parts["next_steps"].items[0], f"头{prose}尾")
    changed = shifan.with_items(year, "next_steps", [item, *year.parts["next_steps"].items[1:]])
    changes = comparing.compare(shifan.side(2020), shifan.side(2020, changed))
    printed = changes.texts[0].entry.text
    assert printed in Reader(html.write(changes)).text.replace("\n", "")
    rendered = Reader(MarkdownIt("commonmark").render(md.write(changes))).text
    assert printed in rendered


def test_json_counts_and_names_what_it_holds() -> None:
    told = json.loads(lawgov("-C", shifan.FOLDER, "diff", "2020", "2021", "--format", "json").stdout)
    assert told["version"] == 1
    assert told["summary"]["indicators"] == {"gone": 1, "new": 2, "changed": 28, "moved": 0, "same": 3}
    (penalty,) = [one for one in told["indicators"] if one["key"] == "penalty_amount"]
    assert penalty["restated"] == "101.25万元"
    assert penalty["change"] == {
        "course": "up",
        "absolute": 110500,
        "percentage_points": False,
        "rate": 10.9,
        "wording": "同比增长10.9%",
    }


def test_shortcomings_and_plans_that_are_word_for_word_last_years_are_told() -> None:
    assert [change.entry.id for change in words.copied(between(2019, 2020))] == [
        "grassroots_gap",
        "grassroots_plan",
    ]
    assert words.copied(between(2020, 2020)) == []
    assert "与 2020 逐字相同的问题和措施\n  六、下一步安排 grassroots_plan：" in text.write(
        between(2020, 2021)
    )


# The command


def test_years_are_compared_and_the_exit_code_is_0_or_1_as_asked() -> None:
    done = diff("2020", "2021")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == text.write(between(2020, 2021))
    assert diff("2020", "2021", "--exit-code").returncode == 1
    assert diff("2021", "2021", "--exit-code").returncode == 0


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (("--department", "示范区生态环境局", "--only", "gone"), ["2020 与 2021 没有所选的不同"]),
        (("--part", "六", "--only", "moved"), ["2020 与 2021 没有所选的不同"]),
        (
            ("--part", "law_enforcement", "--only", "moved"),
            ["指标：相同 0 项（只列所选的）"],
        ),
        (("--department", "ecology", "--min", "20%"), ["指标：变化 1 项，相同 0 项（只列所选的）"]),
        (
            ("--department", "ecology", "--min", "20.1"),
            ["指标：相同 0 项（只列所选的）"],
        ),
    ],
)
def test_options_choose_what_is_shown(options: tuple[str, ...], lines: list[str]) -> None:
    shown = diff("2020", "2021", *options).stdout.splitlines()
    assert [line for line in shown if line.startswith(("指标", "2020 与"))] == lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2020", "2018"), "没有 data/2018.yaml；已有的年份：2019、2020、2021"),
        (("2020", "2021", "--format", "pdf"), "没有 pdf 这种格式；可用：text、md、html、json"),
        (("2020", "2021", "--only", "gone,old"), "--only 没有 old 这一种；可用：gone、new、changed、moved"),
        (("2020", "2021", "--min", "many"), "--min 的“many”应为百分数，例如 5%"),
        (("2020", "2021", "--department", "财政局"), "没有部门 财政局；可用：示范区人民政府办公室、"),
        (("2020", "2021", "--part", "七"), "没有 七 这一部分；可用：一至六，或 leadership、"),
        (("-x:2020", "2021"), "没有选项 -x"),
        ((":2020", "2021"), "“:2020”应为 版本:年份，例如 HEAD~1:2020"),
        (("HEAD:20", "2021"), "“HEAD:20”应为 版本:年份，例如 HEAD~1:2020"),
        (("nowhere.yaml", "2021"), "读不了 nowhere.yaml：没有这个文件或文件夹"),
        (("HEAD~1:data/2020.yaml", "2021"), "git 的一个版本里的年份写作 HEAD~1:2020，不写文件名"),
        (
            ("2020", "2021", "--author", "某人"),
            "--author 和 --date 只用于 docx 的修订；要它的，写 -o 修订.docx",
        ),
        (("2020", "2021", "--date", "2021-03-01"), "--author 和 --date 只用于 docx 的修订"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(arguments: tuple[str, ...], said: str) -> None:
    done = diff(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_a_year_with_errors_is_told_and_exits_2(project: Path) -> None:
    edit(project, "documents_reviewed: 58件\n  normative", "documents_reviewed: 五十八件\n  normative")
    done = diff("2020", "2021", "--exit-code", folder=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "data/2021.yaml:" in done.stderr
    assert "LG104" in done.stderr
    assert "2021 有错误，无法比较" in done.stderr


def test_an_error_in_another_file_is_told_with_the_name_of_that_file(project: Path, tmp_path: Path) -> None:
    draft = tmp_path / "草稿 一.yaml"
    good = (project / "data" / "2021.yaml").read_text(encoding="utf-8")
    draft.write_text(
        good.replace("traffic_violations: 49起", "traffic_violations: 四十九起"), encoding="utf-8"
    )
    done = diff("2020", str(draft), folder=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{draft}:")
    assert "data/2021.yaml" not in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("-o", "a.pdf"), "没有 pdf 这种格式；可用：text、md、html、json、docx"),
        (("--format", "docx", "-o", "a.html"), "--format 是 docx，文件名却是 a.html"),
    ],
)
def test_a_file_is_what_its_name_says(options: tuple[str, ...], said: str, tmp_path: Path) -> None:
    *rest, name = options
    done = diff("2019", "2020", *rest, str(tmp_path / name))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_year_files_are_compared_with_the_catalogue_beside_them(project: Path, tmp_path: Path) -> None:
    edit(project, "traffic_violations: 49起", "traffic_violations: 50起")
    draft = tmp_path / "draft.yaml"
    shutil.copy(project / "data" / "2021.yaml", draft)
    for path in (project / "data" / "2021.yaml", draft):
        shown = diff(shifan.FOLDER / "data" / "2021.yaml", path)
        assert shown.returncode == 0, shown.stderr
        assert "指标：没有了 0 项，新增 0 项，变化 1 项，相同 32 项" in shown.stdout
        assert "[-49起-]{+50起+}" in shown.stdout


@needs_git
def test_a_draft_is_compared_with_itself_in_a_git_revision(project: Path) -> None:
    commit(project)
    edit(project, "traffic_violations: 49起", "traffic_violations: 50起")
    (project / "data" / "indicators.yaml").write_bytes(
        (project / "data" / "indicators.yaml")
        .read_bytes()
        .replace("label: 查处酒后驾驶\n".encode(), b"label: x\n")
    )
    done = diff("HEAD:2021", "2021", "--exit-code", folder=project)
    assert done.returncode == 1, done.stderr
    assert re.search(r"HEAD:2021 +2021 +增减", done.stdout)
    assert re.search(r"x +49起 +50起 +\+1起 +\+2.0%", done.stdout)
    missing = diff("HEAD~5:2021", "2021", folder=project)
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)
    assert "git 里没有这个版本（fatal: Not a valid object name HEAD~5）" in missing.stderr
    absent = diff("HEAD:2018", "2021", folder=project)
    assert (absent.returncode, absent.stderr) == (2, "lawgov：git 的 HEAD 里没有 data/2018.yaml\n")


def test_without_git_a_revision_is_one_line_and_exit_2(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    done = lawgov("-C", project, "diff", "HEAD:2021", "2021")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "版本:年份 要用到 git" in done.stderr


def commit(folder: Path) -> None:
    assert GIT is not None
    for arguments in (
        ("init", "--quiet"),
        ("add", "."),
        ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "x"),
    ):
        subprocess.run([GIT, "-C", str(folder), *arguments], check=True, capture_output=True)


def test_a_word_file_a_page_or_a_text_stands_where_a_year_can(project: Path, tmp_path: Path) -> None:
    """A report that was corrected elsewhere has the ids and keys of the year beside it."""
    assert lawgov("-C", project, "build", "2020", "--to", "docx,txt").returncode == 0
    text = (project / "out" / "2020.txt").read_text(encoding="utf-8")
    corrected = tmp_path / "领导改过的.txt"
    corrected.write_text(text.replace("4万余人次", "5万余人次"), encoding="utf-8")
    same = diff("2020", project / "out" / "2020.docx", "--exit-code", folder=project)
    assert (same.returncode, same.stderr) == (0, ""), same.stdout
    found = json.loads(diff("2020", corrected, "--format", "json", folder=project).stdout)
    assert [row["label"] for row in found["indicators"] if row["kind"] == "changed"] == [
        "政务服务大厅接待群众"
    ]
    assert not (project / "data" / "2020.yaml.bak").exists()
    refused = diff("2020", "没有的.docx", folder=project)
    assert (refused.returncode, refused.stderr) == (2, "lawgov：读不了 没有的.docx：没有这个文件或文件夹\n")
