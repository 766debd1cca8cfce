"""lawgov import as a person uses it: a published file, an empty folder, a report that can be built."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import made
import pytest
from made import lawgov

if TYPE_CHECKING:
    from pathlib import Path

SEED = made.ROOT / "seeds" / "2020.txt"
MARKUP = re.compile(r"^#+ |\\(?=[-_*.<>#`\[\]])", re.MULTILINE)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Return an empty folder into which the published report of 2020 was imported."""
    done = lawgov("import", SEED, cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    return tmp_path


def words(text: str) -> str:
    """Return a text without markup and without what its lines begin and end with."""
    return "".join(MARKUP.sub("", text).split())


def test_a_published_report_is_built_word_for_word_though_it_has_errors(published: Path) -> None:
    assert lawgov("build", "2020", "--to", "txt", cwd=published).returncode == 0
    built = (published / "out" / "2020.txt").read_text(encoding="utf-8")
    title, _, rest = built.partition("\n")
    assert "法治政府建设" in title
    rest, digest, _ = rest.rpartition("-- lawgov sha256:")
    assert digest
    assert words(rest) == words(SEED.read_text(encoding="utf-8"))


def test_the_errors_of_a_draft_are_not_waived(tmp_path: Path) -> None:
    done = lawgov("import", "--draft", "--format", "json", SEED, cwd=tmp_path)
    about = {guess["about"] for guess in json.loads(done.stdout)["files"][0]["guesses"]}
    assert "waiver" not in about
    assert lawgov("build", "2020", cwd=tmp_path).returncode == 1


def test_each_waiver_is_listed_and_all_of_them_are_needed(published: Path) -> None:
    written = (published / "data" / "2020.yaml").read_text(encoding="utf-8")
    found = json.loads(lawgov("validate", "--format", "json", cwd=published).stdout)["diagnostics"]
    waived = [finding["code"] for finding in found if finding["waived"]]
    assert waived
    assert len(waived) == written.count("reason: 与公开文本一致，原文如此")
    assert "error" not in {finding["severity"] for finding in found if not finding["waived"]}


def test_all_guesses_are_listed_when_asked_for(tmp_path: Path) -> None:
    report = tmp_path / "2021.txt"
    figures = "；".join(f"办理{kind}案件{number}件" for number, kind in enumerate("甲乙丙丁戊", 3))
    report.write_text(f"样例县2021年度法治政府建设报告\n一、工作\n{figures}。\n", encoding="utf-8")
    short = lawgov("import", report, cwd=tmp_path).stdout
    full = lawgov("-C", tmp_path / "again", "import", "--all", report, cwd=tmp_path).stdout
    assert ("推定的数值（5）" in short, "办理戊案件" in short) == (True, False)
    assert "……另有 2 处" in short
    assert ("办理戊案件" in full, "……" in full) == (True, False)


def test_a_year_that_is_there_is_not_written_over(published: Path) -> None:
    before = {path: path.read_bytes() for path in (published / "data").iterdir()}
    done = lawgov("import", SEED, cwd=published)
    assert (done.returncode, done.stderr) == (
        2,
        "lawgov：2020.txt：已有 data/2020.yaml，不覆盖；要重新导入，先把它移走或改名\n",
    )
    assert {path: path.read_bytes() for path in (published / "data").iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["2021.txt", "又.txt"], "2021.txt 和 又.txt 都是 2021 年的，一年只能有一个；去掉一个再导入"),
        (["--like", "1999", "2021.txt"], "2021.txt：没有 1999 年，不能对照它取键；项目里还没有一年"),
        (["2021.txt", "2022.txt"], "2022.txt：没有找到各部分的标题"),
        (["~$2021.docx"], "~$2021.docx：这是 Word 打开文件时放在旁边的临时文件，不是报告"),
    ],
)
def test_what_cannot_be_imported_is_named_and_nothing_written(
    arguments: list[str], reason: str, tmp_path: Path
) -> None:
    report = "样例县2021年度法治政府建设报告\n一、工作\n办理案件3件。\n二、问题\n不足。\n"
    for name in ("2021.txt", "又.txt"):
        (tmp_path / name).write_text(report, encoding="utf-8")
    (tmp_path / "2022.txt").write_text("样例县2022年度法治政府建设报告\n没有标题。\n", encoding="utf-8")
    (tmp_path / "~$2021.docx").write_bytes(b"\x03abc")
    done = lawgov("import", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"lawgov：{reason}")
    assert not (tmp_path / "data").exists()
