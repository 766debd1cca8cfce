# 样例数据，非真实 (all data in this file is made up)
"""Every form of a figure on its way through the product: printed, published, read back, compared."""

from __future__ import annotations

import json
import re
import subprocess
import zipfile
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import made
import pytest
import rendering

from lawgov_report.comparing import years
from lawgov_report.comparing.changes import Side
from lawgov_report.comparing.formats import words
from lawgov_report.language import quantity
from lawgov_report.report.assemble import assemble
from lawgov_report.writing import data

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.year import Year

ROW = re.compile(r"^\| (\S+) \| (\S*) ?\| (\S*) ?\| (\S*) ?\| (\S+) \|$", re.MULTILINE)
OFFICE = "样例区"
TEXT = "受理案件{{ cases }}，办结{{ closed }}，\n          办结率{{ rate }}。"


class Form(NamedTuple):
    """A row of the table in docs/data-format.md: a figure, its open data, its print."""

    written: str
    value: str
    low: str
    high: str
    printed: str


@cache
def forms() -> dict[str, Form]:
    """Return the rows of the table by the keys of their indicators."""
    page = (made.ROOT / "docs" / "data-format.md").read_text(encoding="utf-8")
    table = page.partition("**In the outputs**")[2].partition("On the page")[0]
    rows = [Form(*row) for row in ROW.findall(table) if row[0] != "written"]
    return {f"figure_{number}": row for number, row in enumerate(rows)}


def unit(written: str) -> str:
    found = quantity.parse(written)
    assert found is not None, written
    return found.unit


def catalogue() -> str:
    entries = [
        f"  {key}: {{label: 增长指标{key[7:]}, unit: '{unit(form.written)}', part: dispute_resolution}}\n"
        for key, form in forms().items()
    ]
    return f"# 样例数据，非真实\nindicators:\n{''.join(entries)}"


def year(**others: str) -> str:
    """Return a year that has every form, each in prose; `others` are written in place of some."""
    figures = {key: others.get(key, form.written) for key, form in forms().items()}
    entries = "".join(f"  {key}: {{value: {written}, note: 样例}}\n" for key, written in figures.items())
    prose = "，\n          ".join(f"完成指标{key[7:]}的有{{{{ {key} }}}}" for key in figures)
    text = made.YEAR.replace(TEXT, f"{prose}。").replace(
        "        text: 发放书籍{{ books }}。", "        text: 发放。"
    )
    head, _, rest = text.partition("indicators:\n")
    body = rest.partition("preamble:")[2]
    return f"{head}indicators:\n{entries}preamble:{body}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made.folder(tmp_path_factory.mktemp("forms"), year(), catalogue() + made.LENIENT)
    done = made.lawgov("build", "--to", "md,docx,html,data", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def differences(folder: Path, name: str, content: bytes) -> list[tuple[str, str | None, str | None]]:
    path = folder / "site" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    done = made.lawgov("verify", f"site/{name}", "--format", "json", cwd=folder)
    assert done.stderr == ""
    (one,) = json.loads(done.stdout)["files"]
    return [(each["key"], each["published"], each["expected"]) for each in one["differences"]]


def key_of(written: str) -> str:
    return next(key for key, form in forms().items() if form.written == written)


def changed(content: bytes, old: str, new: str) -> bytes:
    assert old.encode() in content, old
    return content.replace(old.encode(), new.encode(), 1)


def loaded(text: str) -> tuple[Catalogue, Year]:
    return made.read(text, catalogue())


def test_the_table_of_forms_is_what_open_data_say() -> None:
    document, found = assemble(*loaded(year()), None)
    assert found == []
    rows = {figure.fact.key: data.row(figure, document.office) for figure in document.figures}
    heads = [column.name for column in data.COLUMNS]
    for key, form in forms().items():
        cells = dict(zip(heads, rows[key], strict=True))
        numbers = tuple(
            "" if cells[name] is None else format(cells[name], "f") for name in ("value", "low", "high")
        )
        assert (*numbers, cells["written"]) == form[1:], form.written


def test_every_form_prints_as_it_is_written(built: Path) -> None:
    text = (built / "out" / "2020.md").read_text(encoding="utf-8")
    for key, form in forms().items():
        assert re.search(f"完成指标{key[7:]}的有{re.escape(form.printed)}[，。]", text.replace("\\", "")), (
            form
        )


@pytest.mark.parametrize("suffix", [".html", ".docx", ".csv"])
def test_what_was_built_of_every_form_is_read_back(built: Path, suffix: str) -> None:
    assert differences(built, f"2020{suffix}", (built / "out" / f"2020{suffix}").read_bytes()) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('data-high="5"', 'data-high="6"', ("3—5个", "6", "5")),
        (">3—5个<", ">3—6个<", ("3—5个", "3—6个", "3—5个")),
        (">2～3次<", ">2次<", ("2～3次", "2次", "2～3次")),
        (">第3位<", ">第2位<", ("第3位", "第2位", "第3位")),
        (">3:1<", ">4:1<", ("3:1", "4:1", "3:1")),
        (">2000余万元<", ">2000万元<", ("2000余万元", "2000万元", "2000余万元")),
        (">至少120件<", ">120件<", ("至少120件", "120件", "至少120件")),
        ('"minValue":3,"maxValue":5', '"minValue":3,"maxValue":6', ("3—5个", "3—6", "3—5")),
    ],
)
def test_a_changed_form_is_found_on_the_page(
    built: Path, old: str, new: str, expected: tuple[str, str, str]
) -> None:
    page = changed((built / "out" / "2020.html").read_bytes(), old, new)
    assert differences(built, "2020.html", page) == [(key_of(expected[0]), *expected[1:])]


def test_a_range_has_no_value_on_the_page_but_its_bounds(built: Path) -> None:
    page = (built / "out" / "2020.html").read_text(encoding="utf-8")
    key = key_of("10%—15%")
    tag = re.search(f'<data[^>]*{key}"[^>]*>', page)
    assert tag is not None
    assert " value=" not in tag[0]
    assert 'data-low="10" data-high="15"' in tag[0]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (">3—5<", ">3—6<", ("3—5个", "3—6个", "3—5个")),
        (">17<", ">18<", ("13万元～17万元", "13万元～18万元", "13万元～17万元")),
        (">3000<", ">3001<", ("1亿3000万元", "1亿3001万元", "1亿3000万元")),
    ],
)
def test_a_changed_number_of_two_is_found_in_a_word_file(
    built: Path, old: str, new: str, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    path = tmp_path / "2020.docx"
    with zipfile.ZipFile(built / "out" / "2020.docx") as package, zipfile.ZipFile(path, "w") as copy:
        for name in package.namelist():
            content = package.read(name)
            copy.writestr(name, changed(content, old, new) if name == "word/document.xml" else content)
    assert differences(built, "2020.docx", path.read_bytes()) == [(key_of(expected[0]), *expected[1:])]


def test_a_changed_bound_is_found_in_a_table(built: Path) -> None:
    table = changed((built / "out" / "2020.csv").read_bytes(), ",3,5,个", ",3,6,个")
    assert differences(built, "2020.csv", table) == [(key_of("3—5个"), "6", "5")]


@pytest.mark.renders
def test_every_form_survives_libreoffice_and_typst(built: Path) -> None:
    rendering.need()
    site = built / "site"
    site.mkdir(exist_ok=True)
    command = [
        "soffice",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(site),
        str(built / "out/2020.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert differences(built, "2020.docx", (site / "2020.docx").read_bytes()) == []
    assert made.lawgov("build", "--to", "pdf", cwd=built).returncode == 0
    assert differences(built, "2020.pdf", (built / "out" / "2020.pdf").read_bytes()) == []


@pytest.mark.parametrize(
    ("before", "now", "amount", "rate"),
    [
        ("3—4个", "3—5个", "升降不定", ""),
        ("1—2个", "3—5个", "上升，幅度不定", ""),
        ("9个", "3—5个", "下降，幅度不定", ""),
        ("3～5个", "3—5个", "持平", "+0.0%"),
        ("第5位", "第3位", "上升2位", ""),
        ("第1位", "第3位", "下降2位", ""),
        ("2:1", "3:1", "上升", ""),
        ("4:1", "3:1", "下降", ""),
        ("约2:1", "3:1", "上升", ""),
        ("1亿2000万元", "1亿3000万元", "+1000万元", "+8.3%"),
        ("1900余万元", "2000余万元", "升降不定", ""),
    ],
)
def test_a_comparison_of_two_years_names_what_is_certain(
    before: str, now: str, amount: str, rate: str
) -> None:
    key = key_of(now)
    (held, old), (_, new) = loaded(year(**{key: before})), loaded(year())
    changes = years.compare(Side("a", held, old), Side("b", held, new))
    rows = {row.key: row for row in changes.indicators}
    assert (words.amount(rows[key]), words.rate(rows[key])) == (amount, rate)


def test_a_hyphen_in_a_figure_is_mended_and_nothing_else(tmp_path: Path) -> None:
    key = key_of("3—5个")
    folder = made.folder(tmp_path, year(**{key: '"3-5个"'}), catalogue() + made.LENIENT)
    path = folder / "data" / "2020.yaml"
    before = path.read_text(encoding="utf-8")
    done = made.lawgov("validate", "--fix", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "已改正 1 处\n  data/2020.yaml\n")
    assert path.read_text(encoding="utf-8") == before.replace("3-5个", "3～5个")


def test_a_unit_that_is_missing_is_that_of_the_row(tmp_path: Path) -> None:
    key = key_of("2.45万件")
    money = catalogue().replace(
        f"{key}: {{label: 增长指标1, unit: '件'", f"{key}: {{label: 罚没款, unit: '元'"
    )
    folder = made.folder(tmp_path, year(**{key: "98.75万", key_of("第3位"): "第3名"}), money)
    found = made.lawgov("validate", "--format", "full", cwd=folder).stdout
    assert "“98.75万”不是数值" in found
    assert "怎么改：写成 98.75万元" in found
    assert "写成 第3位" in found
