"""The main job on the real data: the 2020 report, word for word, in each format."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
import rendering
from made import lawgov
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conftest import Compare

ROOT = Path(__file__).parent.parent
SEED = (ROOT / "seeds" / "2020.txt").read_text(encoding="utf-8")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TITLE = "西宁市湟中区2020年度法治政府建设工作情况报告"


def project(folder: Path) -> Path:
    """Return a copy of the project's data."""
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def build(folder: Path, out: Path, environment: Mapping[str, str] | None = None) -> tuple[bytes, bytes]:
    """Return the Markdown and the DOCX of 2020."""
    result = lawgov("-C", folder, "build", "2020", "--out", out, environment=environment)
    assert (result.returncode, result.stderr) == (0, "")
    return (out / "2020.md").read_bytes(), (out / "2020.docx").read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    return build(ROOT, tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the web page of 2020."""
    return web(ROOT, tmp_path_factory.mktemp("out"))


def web(folder: Path, out: Path, environment: Mapping[str, str] | None = None) -> bytes:
    result = lawgov("-C", folder, "build", "2020", "--to", "html", "--out", out, environment=environment)
    assert (result.returncode, result.stderr) == (0, "")
    return (out / "2020.html").read_bytes()


def lines_of_page(content: bytes) -> list[str]:
    blocks = re.findall(r"<(h1|h2|p)\b[^>]*>(.*?)</\1>", content.decode())
    return [unescape(re.sub(r"<[^>]*>", "", block)) for _, block in blocks]


def lines_of_docx(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        body = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 our own file
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p")]


def expected() -> list[str]:
    """Return the title and the seed's lines without blanks at their ends; its last line is blank."""
    return [TITLE, *(line.strip() for line in SEED.split("\n") if line.strip())]


def test_seed_is_the_published_file() -> None:
    assert len(SEED) == 4962
    assert SEED.count("\n") == 14


def test_markdown_is_the_published_text(built: tuple[bytes, bytes]) -> None:
    lines = [line for line in built[0].decode().split("\n") if line]
    assert re.fullmatch("<!-- lawgov sha256:[0-9a-f]{64} -->", lines.pop())
    assert [re.sub(r"^#{1,2} ", "", line) for line in lines] == expected()


def test_docx_is_the_published_text(built: tuple[bytes, bytes]) -> None:
    assert lines_of_docx(built[1]) == expected()


def test_page_is_the_published_text(page: bytes) -> None:
    assert lines_of_page(page) == expected()


@pytest.mark.renders
def test_pdf_is_the_published_text(tmp_path: Path) -> None:
    rendering.need_fonts()
    options = ("--to", "pdf", "--font-dir", rendering.fonts().resolve(), "--out", tmp_path)
    assert lawgov("build", "2020", *options).returncode == 0
    pages = [page.extract_text() for page in PdfReader(tmp_path / "2020.pdf").pages]
    numbers = [f"— {number} —" for number in range(1, len(pages) + 1)]
    assert [page.splitlines()[-1] for page in pages] == numbers
    printed = "".join(line for page in pages for line in page.splitlines()[:-1])
    assert "".join(printed.split()) == "".join("".join(expected()).split())


def test_page_is_the_golden_file(page: bytes, golden: Compare) -> None:
    golden("2020.html", page)


@pytest.fixture(scope="module")
def opened_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the open data of 2020."""
    out = tmp_path_factory.mktemp("out")
    result = lawgov("-C", ROOT, "build", "2020", "--to", "data", "--out", out)
    assert (result.returncode, result.stderr) == (0, "")
    return out


@pytest.mark.parametrize("name", ["2020.csv", "2020.json", "datapackage.json"])
def test_open_data_are_the_golden_files(opened_data: Path, name: str, golden: Compare) -> None:
    golden(name, (opened_data / name).read_bytes())


def test_open_data_have_all_figures_of_the_year(opened_data: Path) -> None:
    year = (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8")
    keys = re.findall(
        r"^  ([a-z_]+): ", year.split("\nindicators:\n")[1].split("\npreamble:")[0], re.MULTILINE
    )
    told = json.loads((opened_data / "2020.json").read_text(encoding="utf-8"))
    assert sorted(figure["key"] for figure in told["figures"]) == sorted(keys)
    assert len(keys) > 30


def test_every_figure_of_the_page_names_its_indicator(page: bytes) -> None:
    keys = re.findall(r'<data value="[0-9.]+" data-indicator="([^"]*)"', page.decode())
    references = re.findall(r"\{\{ ([a-z_]+) \}\}", (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8"))
    assert keys == references


def test_markdown_is_the_golden_file(built: tuple[bytes, bytes], golden: Compare) -> None:
    golden("2020.md", built[0])


def test_docx_has_the_golden_members(built: tuple[bytes, bytes], golden: Compare) -> None:
    with zipfile.ZipFile(io.BytesIO(built[1])) as package:
        for name in ("word/document.xml", "docProps/core.xml", "docProps/custom.xml"):
            golden(f"2020.docx/{name}", package.read(name))


def test_every_figure_is_a_content_control_tagged_with_its_indicator(built: tuple[bytes, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(built[1])) as package:
        body = package.read("word/document.xml").decode()
    tags = re.findall(r'<w:tag w:val="([^"]*)"/>', body)
    references = re.findall(r"\{\{ ([a-z_]+) \}\}", (ROOT / "data" / "2020.yaml").read_text(encoding="utf-8"))
    assert tags == references
    assert len(tags) == 69


@pytest.mark.slow
def test_same_input_gives_the_same_bytes_anywhere_at_any_time(
    built: tuple[bytes, bytes], page: bytes, tmp_path: Path
) -> None:
    folder = project(tmp_path / "another folder 另一处")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "1"}
    assert build(folder, tmp_path / "out", elsewhere) == built
    assert web(folder, tmp_path / "out", elsewhere) == page


def test_a_changed_figure_changes_wherever_it_is_printed_and_nowhere_else(
    built: tuple[bytes, bytes], tmp_path: Path
) -> None:
    folder = project(tmp_path)
    data = folder / "data" / "2020.yaml"
    text = data.read_text(encoding="utf-8")
    assert text.count("396个") == 1
    data.write_text(text.replace("396个", "401个"), encoding="utf-8")
    markdown, docx = build(folder, tmp_path / "out")
    assert built[0].decode().count("396个") == 2
    now, before = (content.decode().partition("\n<!-- lawgov ")[0] for content in (markdown, built[0]))
    assert now == before.replace("396个", "401个")
    assert lines_of_docx(docx) == [line.replace("396个", "401个") for line in lines_of_docx(built[1])]


def test_validate_passes_and_says_what_is_waived() -> None:
    result = lawgov("validate", "2020")
    assert (result.returncode, result.stdout) == (0, "1 个年份：0 个错误，0 个警告，豁免 26 处\n")


def test_check_is_0_when_current_and_1_when_stale(tmp_path: Path) -> None:
    build(ROOT, tmp_path)
    assert lawgov("build", "2020", "--out", tmp_path, "--check").returncode == 0
    (tmp_path / "2020.md").write_text("旧", encoding="utf-8")
    stale = lawgov("build", "2020", "--out", tmp_path, "--check")
    assert stale.returncode == 1
    assert "2020.md" in stale.stdout
    assert (tmp_path / "2020.md").read_text(encoding="utf-8") == "旧"


KNOWN = (
    ("R02", "LG301", "mediation_success_rate: 95%以上", "÷ 人民调解组织调处矛盾纠纷（= 94.84%）"),
    ("R09", "LG301", "detained_and_fined: 51人次", "行政拘留 49人"),
    ("T02", "LG604", "落实 “三重一大”决策制度", ""),
    ("T05", "LG602", "（青政办〔2016〕214号)", ""),
    ("T06", "LG606", "（2017-2020年）", "2017-2020"),
    ("T08", "LG608", "利用“4.25”“6.25”", "“4.25”"),
    ("T08", "LG608", "利用“4.25”“6.25”", "“6.25”"),
    ("T09", "LG624", "依法治国新理论新思想新战略", "新理论"),
    ("T10", "LG620", "推进法治政府建设第一责任人职责规定》", "法治政府建设"),
    ("T11", "LG621", "《保密法》", "《保密法》"),
    ("T12", "LG622", "新土地管理法", "新土地管理法"),
    ("T13", "LG622", "积极贯彻人民调解法", "人民调解法"),
    ("T14", "LG626", "一次、二次、三次会议", "一次、二次、三次会议"),
    ("T20", "LG623", "法宣在线网", "法宣在线网"),
    ("T29", "LG610", "目前我区", ""),
    ("T29", "LG610", "截至目前，网上办事大厅", ""),
    ("T29", "LG610", "截至目前，各人民调解组织", ""),
    ("T29", "LG610", "截至目前，完成劳动合同备案", ""),
    ("T29", "LG610", "截至目前，共办理政府部门", ""),
    ("T29", "LG610", "截至目前，共办理行政应诉案件", ""),
    ("cause", "LG402", "法治学习教育还不够全面系统", "原因"),
    ("cause", "LG402", "行政执法“三项制度”全面推行力度", "原因"),
    ("cause", "LG402", "基层法治工作队伍建设", "原因"),
)


@pytest.fixture(scope="module")
def unwaived() -> list[dict[str, Any]]:
    result = lawgov("validate", "2020", "--no-waivers", "--format", "json")
    assert result.returncode == 1
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return found


@pytest.mark.parametrize(("name", "code", "line", "evidence"), KNOWN)
def test_known_defect_is_told_at_its_line(
    unwaived: list[dict[str, Any]], name: str, code: str, line: str, evidence: str
) -> None:
    told = [
        one
        for one in unwaived
        if one["code"] == code and line in one["excerpt"] and evidence in one["message"]
    ]
    assert len(told) == 1, name
    assert told[0]["file"] == "data/2020.yaml"


def test_every_waiver_says_that_the_text_is_the_published_one() -> None:
    result = lawgov("validate", "2020", "--format", "json")
    found = json.loads(result.stdout)["diagnostics"]
    assert len(found) == 26
    assert {one["waived"].split("；")[0] for one in found} == {"与公开文本一致，原文如此"}
