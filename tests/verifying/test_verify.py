# 样例数据，非真实 (all data in this file is made up)
"""lawgov verify: what is published, read back. Every difference is sown in a file that was built."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import browser
import made
import peak
import pytest
import rendering
import shifan
import swelling
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from lawgov_report import files
from lawgov_report.readers import MOST_BYTES, READERS
from lawgov_report.verifying import results, verdict, verify
from lawgov_report.writing import archive, data

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
START = f'<w:document xmlns:w="{MAIN}"><w:body>'
YEAR = made.with_(
    "受理案件{{ cases }}，办结{{ closed }}", "受理案件{{ cases }}，办结{{ closed }}，全部{{ cases }}已办"
)


@dataclass(frozen=True, slots=True)
class Built:
    """A project and the files that were built of it, by suffix."""

    folder: Path
    files: dict[str, bytes]

    def verify(self, name: str, content: bytes, *options: str) -> subprocess.CompletedProcess[str]:
        """Return what comes of a published file of this content."""
        path = self.folder / "site" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return made.lawgov("verify", f"site/{name}", *options, cwd=self.folder)

    def differences(self, name: str, content: bytes, *options: str) -> list[tuple[Any, ...]]:
        """Return the differences: key, what, published, expected, where, line of the data."""
        done = self.verify(name, content, "--format", "json", *options)
        assert done.stderr == ""
        (one,) = json.loads(done.stdout)["files"]
        assert done.returncode == (0 if one["same"] else 1)
        assert one["same"] == (not one["differences"])
        return [
            (each["key"], each["what"], each["published"], each["expected"], each["at"], each["data"])
            for each in one["differences"]
        ]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = made.folder(tmp_path_factory.mktemp("verify"), YEAR)
    done = made.lawgov("build", "--to", "docx,html,data", cwd=folder)
    assert done.returncode == 0, done.stderr
    return Built(folder, {path.suffix: path.read_bytes() for path in (folder / "out").glob("2020.*")})


def at(line: int, column: int) -> dict[str, Any]:
    return {"file": "data/2020.yaml", "line": line, "column": column}


CASES, CLOSED, RATE, BOOKS = at(6, 10), at(7, 11), at(8, 9), at(9, 10)


def changed(content: bytes, old: str, new: str) -> bytes:
    assert old.encode() in content, old
    return content.replace(old.encode(), new.encode(), 1)


def body(content: bytes, change: Callable[[str], str]) -> bytes:
    """Return the Word file with its body changed."""
    made_ = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made_, "w") as new:
        for info in old.infolist():
            member = old.read(info)
            new.writestr(
                info, change(member.decode()).encode() if info.filename.endswith("document.xml") else member
            )
    return made_.getvalue()


def swapped(content: bytes, old: str, new: str) -> bytes:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return body(content, change)


def packed(text: bytes, name: str = BODY) -> bytes:
    return archive.join([archive.member(name, text)])


# Nothing differs


@pytest.mark.parametrize("suffix", [".html", ".docx", ".csv"])
def test_what_was_built_is_what_the_data_say(built: Built, suffix: str) -> None:
    done = built.verify(f"2020{suffix}", built.files[suffix])
    count = "4 处数值" if suffix == ".csv" else "5 处数值、14 段文字"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"site/2020{suffix}：与 data/2020.yaml 相同（比较了 {count}）\n"


@pytest.mark.parametrize("suffix", [".html", ".docx", ".csv"])
@pytest.mark.parametrize(("folder", "year"), [(made.ROOT, "2020"), (shifan.FOLDER, "2021")])
def test_the_real_report_and_the_sample_agree_with_their_data(
    tmp_path: Path, folder: Path, year: str, suffix: str
) -> None:
    to = "data" if suffix == ".csv" else suffix.removeprefix(".")
    assert made.lawgov("-C", folder, "build", year, "--to", to, "--out", tmp_path).returncode == 0
    done = made.lawgov("-C", folder, "verify", tmp_path / f"{year}{suffix}")
    assert (done.returncode, done.stderr) == (0, "")


# The web page


def test_a_figure_changed_on_the_page_is_shown_with_both_values_and_places(built: Built) -> None:
    done = built.verify("2020.html", changed(built.files[".html"], ">90件<", ">900件<"))
    assert done.returncode == 1
    place = re.search(r"site/2020\.html:\d+:\d+", done.stdout)
    assert place is not None
    assert done.stdout == (
        "site/2020.html：与 data/2020.yaml 不同 1 处（比较了 5 处数值、14 段文字）\n"
        f"  办结案件 closed\n    文件 900件  {place[0]}\n    数据 90件  data/2020.yaml:7:11\n"
    )
    _, line, column = place[0].split(":")
    shown = (built.folder / "site/2020.html").read_text(encoding="utf-8").split("\n")[int(line) - 1]
    assert shown[int(column) - 1 :].startswith('<data value="90"')


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('value="60000"', 'value="6000"', ("books", "value", "6000", "60000", BOOKS)),
        ('data-unit="%"', 'data-unit="‰"', ("rate", "unit", "‰", "%", RATE)),
        ('data-bound="余"', "", ("books", "bound", "", "余", BOOKS)),
        (">75%</data>", ">75%</data>以上", ("rate", "written", "75%以上", "75%", RATE)),
        ("，办结<data", "，办结约<data", ("closed", "written", "约90件", "90件", CLOSED)),
        (">6万余册<", ">6余册<", ("books", "written", "6余册", "6万余册", BOOKS)),
        (">6万余册<", "><b>6万</b>多册<", ("books", "written", "6万多册", "6万余册", BOOKS)),
        ('data-indicator="books"', 'data-indicator="book"', ("book", "written", "6万余册", None, None)),
    ],
)
def test_each_change_of_a_page_is_found(built: Built, old: str, new: str, expected: tuple[Any, ...]) -> None:
    found = built.differences("2020.html", changed(built.files[".html"], old, new))
    assert (*found[0][:4], found[0][5]) == expected
    assert len(found) == 1 + (expected[3] is None)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            '"closed","name":"办结案件","value":90',
            '"closed","name":"办结案件","value":91',
            ("91", "90", CLOSED),
        ),
        ('"unitText":"%"', '"unitText":"‰"', ("‰", "%", RATE)),
        ('"propertyID":"rate"', '"propertyID":"rates"', ("75", None, None)),
        ('"value":75', '"value":"许多"', ("许多", "75", RATE)),
    ],
)
def test_each_change_of_what_a_page_tells_machines_is_found(
    built: Built, old: str, new: str, expected: tuple[Any, ...]
) -> None:
    page = changed(built.files[".html"], old, new)
    found = built.differences("2020.html", page)
    assert (found[0][1], *found[0][2:4], found[0][5]) == ("json-ld", *expected)
    line, column = found[0][4]["line"], found[0][4]["column"]
    assert page.decode().split("\n")[line - 1][column - 1 :].startswith(f'"{found[0][0]}"')
    assert [one[:4] for one in found[1:]] == (
        [("rate", "json-ld", None, "75%")] if expected[1] is None else []
    )


def test_what_a_page_tells_machines_is_shown_with_both_values(built: Built) -> None:
    page = changed(built.files[".html"], '"value":90', '"value":91')
    done = built.verify("2020.html", page)
    assert (done.returncode, done.stderr) == (1, "")
    assert "供机器读的数值（JSON-LD）" in done.stdout
    assert "文件 91" in done.stdout


def test_every_kind_of_difference_has_a_name() -> None:
    columns = {one.name for one in data.COLUMNS}
    assert columns | {"unit", "bound", "value", verdict.LINKED_DATA} <= {*results.NAMES}


def test_a_file_with_annex_head_and_tail_is_the_same_without_its_marks(tmp_path: Path) -> None:
    assert (
        made.lawgov("-C", shifan.FOLDER, "build", "2020", "--to", "html", "--out", tmp_path).returncode == 0
    )
    page = (tmp_path / "2020.html").read_text(encoding="utf-8")
    bare = re.sub(r"</?data[^>]*>|<script type=.application/ld.json.>.*?</script>", "", page)
    (tmp_path / "2020.html").write_text(bare, encoding="utf-8")
    done = made.lawgov("-C", shifan.FOLDER, "verify", tmp_path / "2020.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert "比较了 64 处" in done.stdout


@pytest.mark.parametrize("script", ["", "{", "[1]", '{"hasPart":{"variableMeasured":[1]}}', "[" * 100_000])
def test_a_page_that_tells_machines_nothing_of_ours_is_the_same(built: Built, script: str) -> None:
    page = re.sub(rb'(?<=ld\+json">)[^<]*', script.encode(), built.files[".html"])
    assert built.differences("2020.html", page) == []


@pytest.mark.parametrize("written", ["\n  90件\n ", "<span style='color:red'>90</span>件", "90&#20214;"])
def test_what_a_site_does_to_the_markup_is_no_change(built: Built, written: str) -> None:
    assert built.differences("2020.html", changed(built.files[".html"], ">90件<", f">{written}<")) == []


def test_a_figure_that_is_missing_is_a_difference_and_so_is_one_of_two(built: Built) -> None:
    page = re.sub(rb"<data [^>]*cases[^>]*>([^<]*)</data>", rb"\1", built.files[".html"], count=1)
    assert built.differences("2020.html", page) == [("cases", "written", None, "120件", None, CASES)]
    shown = built.verify("2020.html", page).stdout
    assert "  受理案件 cases（报告里有 2 处，文件里有 1 处）\n    文件 没有找到\n" in shown


def test_a_page_in_gb18030_is_read(built: Built) -> None:
    assert built.differences("2020.html", built.files[".html"].decode().encode("gb18030")) == []


def test_a_page_whose_marks_the_site_took_out_is_read_by_its_words(built: Built) -> None:
    plain = re.sub(rb"</?data[^>]*>", b"", built.files[".html"])
    assert built.differences("2020.html", plain) == []
    assert "数值按前后的文字找到" in built.verify("2020.html", plain).stdout
    ((key, what, actual, expected, spot, place),) = built.differences(
        "2020.html", changed(plain, "90件", "99件")
    )
    assert (key, what, actual, expected, place) == ("closed", "written", "99件", "90件", CLOSED)
    assert set(spot) == {"line", "column"}


def test_figures_that_the_report_does_not_name_are_said_not_to_be_compared(built: Built) -> None:
    folder = made.folder(built.folder / "unsaid", made.with_("，办结{{ closed }}", ""))
    made.lawgov("build", "--to", "html,data", cwd=folder)
    page = re.sub(rb"<script.*?</script>", b"", (folder / "out/2020.html").read_bytes())
    (folder / "out/plain-2020.html").write_bytes(page)
    done = made.lawgov("verify", "out/2020.html", "out/plain-2020.html", "out/2020.csv", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.count("报告没有写到的指标 1 项，文件里也没有：办结案件") == 1


# Word


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("<w:t>90</w:t>", "<w:t>900</w:t>", ("closed", "written", "900件", "90件", CLOSED)),
        (">万余册", ">余册", ("books", "written", "6余册", "6万余册", BOOKS)),
        (">件，全部", ">起，全部", ("closed", "written", "90起", "90件", CLOSED)),
        (">件，办结<", ">件，办结约<", ("closed", "written", "约90件", "90件", CLOSED)),
        ("<w:t>90</w:t>", "<w:t></w:t>", ("closed", "written", "件", "90件", CLOSED)),
        ('<w:tag w:val="books"/>', '<w:tag w:val="book"/>', ("book", "written", "6", None, None)),
        ('<w:tag w:val="books"/>', "", ("books", "written", None, "6万余册", BOOKS)),
    ],
)
def test_each_change_of_a_word_file_is_found(
    built: Built, old: str, new: str, expected: tuple[Any, ...]
) -> None:
    found = built.differences("2020.docx", swapped(built.files[".docx"], old, new))
    assert (*found[0][:4], found[0][5]) == expected
    assert found[0][4] == (None if expected[2] is None else {"paragraph": 10})


def test_what_is_deleted_by_a_tracked_change_is_not_read(built: Built) -> None:
    run = "<w:r><w:t>90</w:t></w:r>"
    tracked = f"<w:del><w:r><w:delText>80</w:delText></w:r></w:del><w:ins>{run}</w:ins>"
    moved = f"<w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom>{tracked}"
    assert built.differences("2020.docx", swapped(built.files[".docx"], run, moved)) == []


def test_a_word_file_without_controls_is_read_by_its_words(built: Built) -> None:
    plain = body(built.files[".docx"], lambda text: re.sub("<w:tag [^>]*>", "", text))
    assert built.differences("2020.docx", plain) == []
    ((key, _, actual, _, spot, _),) = built.differences("2020.docx", swapped(plain, ">90<", ">99<"))
    assert (key, actual, set(spot)) == ("closed", "99件", {"paragraph"})


# The table


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (",90,90,90,件,90件", ",91,90,90,件,90件", ("closed", "value", "91", "90", (3, 25), CLOSED)),
        (",90,90,90,件,90件", ",90,90,90,起,90起", ("closed", "unit", "起", "件", (3, 34), CLOSED)),
        (",60000,60000,,册", ",60000,60000,0,册", ("books", "high", "0", "", (5, 30), BOOKS)),
        ("办结案件", '"办结,案件"', ("closed", "label", "办结,案件", "办结案件", (3, 8), CLOSED)),
        (",90,90,90,件,90件", ",九十,90,90,件,90件", ("closed", "value", "九十", "90", (3, 25), CLOSED)),
        ("\nclosed,", "\ncloses,", ("closes", "key", "closes", None, (3, 1), None)),
    ],
)
def test_each_change_of_a_table_is_found(built: Built, old: str, new: str, expected: tuple[Any, ...]) -> None:
    found = built.differences("2020.csv", changed(built.files[".csv"], old, new))
    line, column = expected[4]
    assert found[0] == (*expected[:4], {"line": line, "column": column}, expected[5])


def test_a_row_that_is_missing_or_there_twice_is_a_difference(built: Built) -> None:
    lines = built.files[".csv"].split(b"\n")
    assert built.differences("2020.csv", b"\n".join(lines[:2] + lines[3:])) == [
        ("closed", "written", None, "90件", None, CLOSED)
    ]
    twice = built.differences("2020.csv", b"\n".join([*lines[:3], *lines[2:]]))
    assert twice == [("closed", "key", "closed", None, {"line": 4, "column": 1}, CLOSED)]


@pytest.mark.parametrize(
    "saved",
    [
        lambda text: text.replace("\n", "\r\n").encode("gbk"),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace(",", ";").encode("utf-8-sig"),
        lambda text: text.replace(",60000,60000,", ',"60,000",6.0E+04,').encode(),
        lambda text: "\n".join(
            ",".join(f'"{cell}"' for cell in line.split(",")) for line in text.split("\n")
        ).encode(),
        lambda text: (text + ",,,,,,,,,,\n\n").encode(),
    ],
)
def test_a_table_that_a_spreadsheet_saved_again_is_the_same(
    built: Built, saved: Callable[[str], bytes]
) -> None:
    assert built.differences("2020.csv", saved(built.files[".csv"].decode("utf-8-sig"))) == []


def test_a_table_that_was_built_before_it_named_the_office_is_the_same(built: Built) -> None:
    lines = built.files[".csv"].decode("utf-8-sig").splitlines()
    assert {tuple(line.split(",")[11:]) for line in lines[1:]} == {("样例区", "")}
    done = built.verify("2020.csv", "\n".join(",".join(line.split(",")[:11]) for line in lines).encode())
    assert (done.returncode, done.stderr) == (0, "")
    assert "表里没有这些列，没有比较：报告单位、级别" in done.stdout
    other = changed(built.files[".csv"], ",样例区,", ",样例县,")
    assert built.differences("2020.csv", other) == [
        ("cases", "office", "样例县", "样例区", {"line": 2, "column": 45}, CASES)
    ]


def test_columns_that_were_deleted_are_said_not_to_be_compared(built: Built) -> None:
    text = built.files[".csv"].decode("utf-8-sig")
    narrow = "\n".join(",".join(line.split(",")[:5]) for line in text.split("\n"))
    done = built.verify("2020.csv", narrow.encode())
    assert done.returncode == 0
    assert "表里没有这些列，没有比较：下限、上限、单位、原文、上年、备注" in done.stdout


def test_a_defused_cell_is_the_text_it_was(tmp_path: Path) -> None:
    folder = made.folder(tmp_path, made.with_("books: 6万余册", "books: {value: 6万余册, note: '=1+1'}"))
    made.lawgov("build", "--to", "data", cwd=folder)
    assert b"'=1+1" in (folder / "out/2020.csv").read_bytes()
    assert made.lawgov("verify", "out/2020.csv", cwd=folder).returncode == 0


# PDF


def printed(page: bytes, folder: Path) -> bytes:
    """Return the page as Chromium prints it."""
    (folder / "page.html").write_bytes(page)
    with browser.opened() as opened:
        opened.goto((folder / "page.html").as_uri())
        return bytes(opened.pdf(prefer_css_page_size=True))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the real report of 2020 as Word file and as page."""
    out = tmp_path_factory.mktemp("real")
    done = made.lawgov("build", "2020", "--to", "docx,html", "--out", out)
    assert done.returncode == 0, done.stderr
    return {path.suffix: path.read_bytes() for path in out.iterdir()}


def of_real(path: Path) -> tuple[int, list[tuple[Any, ...]]]:
    done = made.lawgov("verify", path, "--format", "json")
    assert done.stderr == ""
    (one,) = json.loads(done.stdout)["files"]
    assert "数值按前后的文字找到" in one["remarks"][0]
    assert [text for text in one["texts"] if text["what"] != "missing"] == []
    return one["compared"], [
        (each["key"], each["published"], each["expected"], each["at"]) for each in one["differences"]
    ]


@pytest.mark.renders
def test_a_pdf_that_libreoffice_printed_is_read_back(real: dict[str, bytes], tmp_path: Path) -> None:
    rendering.need()
    path = tmp_path / "2020.pdf"
    rendering.pdf(real[".docx"], tmp_path).rename(path)
    assert of_real(path) == (69, [])


@pytest.mark.renders
def test_a_pdf_that_chromium_printed_is_read_back(real: dict[str, bytes], tmp_path: Path) -> None:
    browser.need()
    path = tmp_path / "2020.pdf"
    path.write_bytes(printed(real[".html"], tmp_path))
    assert of_real(path) == (69, [])


@pytest.mark.renders
def test_a_pdf_that_typst_set_is_read_back(tmp_path: Path) -> None:
    rendering.need()
    import typst

    seed = (made.ROOT / "seeds" / "2020.txt").read_text(encoding="utf-8").replace("717件", "771件")
    lines = [
        f"#par(text({json.dumps(line, ensure_ascii=False)}))" for line in seed.split("\n") if line.strip()
    ]
    page = '#set page("a4", footer: context[— #counter(page).display() —])\n#set text(font: "FandolFang")\n'
    path = tmp_path / "2020.pdf"
    source = tmp_path / "report.typ"
    source.write_text(page + "\n\n".join(lines), encoding="utf-8")
    typst.compile(str(source), output=str(path), font_paths=[str(rendering.fonts())])
    compared, ((key, actual, expected, spot),) = of_real(path)
    assert (compared, key, actual, expected) == (69, "mediation_cases", "771件", "717件")
    assert actual in "".join(PdfReader(path).pages[spot["page"] - 1].extract_text().split())


@pytest.mark.renders
def test_figures_changed_in_a_pdf_are_found_with_key_and_page(real: dict[str, bytes], tmp_path: Path) -> None:
    browser.need()
    page = real[".html"].decode()
    for old, new in (
        (">717件<", ">771件<"),
        (">34.19万元<", ">34.91万元<"),
        (">6万余册<", ">6余册<"),
        (">2次<", "><"),
    ):
        assert page.count(old) == 1, old
        page = page.replace(old, new)
    path = tmp_path / "2020.pdf"
    path.write_bytes(printed(page.encode(), tmp_path))
    _, found = of_real(path)
    assert [one[:3] for one in found] == [
        ("special_document_cleanups", None, "2次"),
        ("natural_resources_fines", "34.91万元", "34.19万元"),
        ("mediation_cases", "771件", "717件"),
        ("law_books_distributed", "6余册", "6万余册"),
    ]
    pages = [text.extract_text() for text in PdfReader(path).pages]
    for _, actual, _, spot in found[1:]:
        assert actual in "".join(pages[spot["page"] - 1].split())


def test_a_pdf_needs_its_extra_and_says_so(built: Built) -> None:
    hidden = built.folder / "hidden"
    hidden.mkdir(exist_ok=True)
    (hidden / "pypdf.py").write_text("raise ImportError('hidden')\n", encoding="utf-8")
    (hidden / "2020.pdf").write_bytes(b"%PDF-1.7")
    path = {"PYTHONPATH": f"{hidden}:{made.ROOT}"}
    done = made.lawgov("verify", hidden / "2020.pdf", cwd=built.folder, environment=path)
    assert (done.returncode, done.stdout) == (2, "")
    assert '-m pip install "lawgov[pdf]"' in done.stderr
    assert done.stderr.count("\n") == 1


def empty_pdf(password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made_ = io.BytesIO()
    writer.write(made_)
    return made_.getvalue()


# Which year


@pytest.mark.parametrize(
    "name", ["2020.html", "某区2020年报告.html", "P020210331-2020-1.html", "report.html", "2031.html"]
)
def test_the_year_is_taken_from_the_name_or_from_the_title(built: Built, name: str) -> None:
    assert built.differences(name, built.files[".html"]) == []


def test_the_year_can_be_given(built: Built) -> None:
    assert built.differences("figures.csv", built.files[".csv"], "--year", "2020") == []


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("figures.csv", [], "用 --year 指明"),
        ("2019.csv", [], "没有 data/2019.yaml；已有的年份：2020"),
        ("2020.csv", ["--year", "2019"], "没有 data/2019.yaml"),
        ("2020.csv", ["--year", "去年"], "“去年”不是年份"),
        ("2020.wps", [], "不认识这种文件，在 Word 或 WPS 里另存为 .docx；可以读的：.html"),
        ("2020.csv", ["--format", "xml"], "没有 xml 这种格式"),
    ],
)
def test_what_cannot_be_compared_is_exit_2_with_a_remedy(
    built: Built, name: str, options: list[str], message: str
) -> None:
    done = built.verify(name, built.files[".csv"], *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr
    assert done.stderr.count("\n") == 1


def test_broken_data_are_exit_2(tmp_path: Path, built: Built) -> None:
    folder = made.folder(tmp_path, made.YEAR.replace("books: 6万余册", "books: 许多"))
    done = Built(folder, {}).verify("2020.csv", built.files[".csv"])
    assert (done.returncode, done.stdout) == (2, "")
    assert "data/2020.yaml 有错误，无法比较；见 lawgov validate 2020" in done.stderr


def test_all_files_are_looked_at_and_the_worst_decides(built: Built) -> None:
    site = built.folder / "site"
    built.verify("2020.csv", built.files[".csv"])
    built.verify("bad-2020.docx", b"no")
    (site / "other-2020.csv").write_bytes(changed(built.files[".csv"], ",90,90,90", ",91,90,90"))
    names = ["site/bad-2020.docx", "site/other-2020.csv", "site/2020.csv", "site/none-2020.csv"]
    done = made.lawgov("verify", *names, cwd=built.folder)
    assert done.returncode == 2
    assert [line.split("：")[0] for line in done.stdout.splitlines() if line.startswith("site")] == names[1:3]
    assert [line.split("：")[1] for line in done.stderr.splitlines()] == [names[0], names[3]]
    summary = json.loads(made.lawgov("verify", *names, "--format", "json", cwd=built.folder).stdout)
    assert [one["same"] for one in summary["files"]] == [None, False, True, None]
    assert made.lawgov("verify", *names[1:3], cwd=built.folder).returncode == 1


# Files that nobody should have to expect

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "'
    + "&a;" * 1000
    + f'">]>{START}<w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
NOISE = bytes(range(256)) * 500
HOSTILE: dict[str, bytes | Callable[[], bytes]] = {
    **{f"empty-2020{suffix}": b"" for suffix in READERS},
    **{f"noise-2020{suffix}": NOISE for suffix in READERS},
    "text-2020.docx": "只是文字".encode(),
    "no-body-2020.docx": packed(b"x", "other.xml"),
    "cut-2020.docx": packed(START.encode() + b"<w:p/>" * 9999)[:-40],
    "bomb-2020.docx": packed(BOMB.encode()),
    "bomb-16-2020.docx": packed(BOMB.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")),
    "zip-bomb-2020.docx": lambda: packed(START.encode() + b"<w:p/>" + b" " * (65 << 20)),
    "deep-2020.docx": packed(START.encode() + b"<w:p><w:sdt>" * 50_000),
    "large-2020.html": lambda: b" " * (MOST_BYTES[".html"] + 1),
    "data-2020.html": b"<data data-indicator=a>" * (verify.MOST_MARKS + 1),
    "comments-2020.html": b"<!--x>" * 300_000,
    "begun-2020.html": b"<!--" * 400_000,
    "sections-2020.html": b"<![CDATA[x>" * 150_000,
    "tags-2020.html": b"<a " * 500_000,
    "signs-2020.html": b"<" * 1_000_000,
    "figures-2020.html": b'<script type="application/ld+json">{"hasPart":{"variableMeasured":['
    + b'{"propertyID":"a","value":1,"unitText":""},' * 100_000
    + b'{"propertyID":"\\u0061","value":1,"unitText":""}]}}</script>',
    "quotes-2020.html": b"<a x='\">" * 200_000,
    "other-2020.html": "<p>另一篇文章，没有数字。</p>".encode(),
    "quotes-2020.csv": b'"' * 1_000_001,
    "commas-2020.csv": b"," * 300_000,
    "nul-2020.csv": "键,数值\0\n".encode(),
    "head-2020.csv": "键\n".encode(),
    "page-2020.csv": "<html>没有数据</html>".encode(),
    "cut-2020.pdf": empty_pdf()[:200],
    "blank-2020.pdf": empty_pdf(),
    "locked-2020.pdf": empty_pdf("geheim"),
}


def pages(count: int, content: bytes, table: bytes = b"") -> bytes:
    """Return a PDF whose pages all share one stream, and a font with a table of characters."""
    writer, stream, characters = PdfWriter(), StreamObject(), StreamObject()
    stream.set_data(content)
    characters.set_data(table)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    named[NameObject("/ToUnicode")] = writer._add_object(characters.flate_encode())  # noqa: SLF001 no public way
    fonts = DictionaryObject({NameObject("/F"): writer._add_object(named)})  # noqa: SLF001 likewise
    shared = writer._add_object(stream.flate_encode())  # noqa: SLF001 likewise
    for _ in range(count):
        page = writer.add_blank_page(100, 100)
        page[NameObject("/Contents")] = shared
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    made_ = io.BytesIO()
    writer.write(made_)
    return made_.getvalue()


SHOWN = b"BT /F 9 Tf (hallo) Tj ET\n"
WORD_END = b"</w:body></w:document>"
LISTS = b'<script type="application/ld+json">[' + b"[]," * 2_600_000 + b"[]]</script>"
TABLE = b"1 beginbfchar\n<41> <42>\nendbfchar\n" * 30_000
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "paragraphs-2020.docx": (lambda: packed(START.encode() + b"<w:p/>" * 8_000_000 + WORD_END), "超过 32 MB"),
    "elements-2020.docx": (lambda: packed(START.encode() + b"<w:r/>" * 2_000_001 + WORD_END), "个标记"),
    "empty-2020.docx": (lambda: packed(START.encode() + b"<w:p/>" * 300_001 + WORD_END), "超过 300000 段"),
    "nested-2020.docx": (lambda: packed(START.encode() + b"<w:p>" * 3_000_000), "个标记"),
    "nested-less-2020.docx": (lambda: packed(START.encode() + b"<w:p>" * 1_900_000), "套了超过 250 层"),
    "attributes-2020.docx": (lambda: packed(f"{START}<w:p {'a= ' * 2_000_001}".encode()), "个属性"),
    "tag-2020.docx": (lambda: packed(f"{START}<w:p a='{'x' * (2 << 20)}'/>".encode()), "超长的标记"),
    "namespace-2020.docx": (lambda: packed(f"{START}<w:p xmlns:a='{'x' * 300}'/>".encode()), "超长的标记"),
    "zeros-2020.docx": (lambda: archive.join([swelling.zeros(BODY, 320)]), "超过 32 MB"),
    "attributes-2020.html": (lambda: b"<p " + b"a1='<' " * 900_000 + b">", "个标记"),
    "attributes-without-value-2020.html": (lambda: b"<p " + b"a=''" * 1_500_000 + b">", "空白和引号"),
    # `make bench` has five times as many
    "numbers-2020.html": (lambda: "1。".encode() * 100_000, "对不上"),
    "text-2020.html": (lambda: "1。".encode() * 600_000, "超过 1000000 个字"),
    "tags-2020.html": (lambda: b"<p>a" * 2_000_000, "个标记"),
    "lists-2020.html": (lambda: LISTS, "JSON"),
    "quotes-2020.csv": (lambda: b'"' * 8_000_000, "不是 lawgov 的数据表"),
    "cells-2020.csv": (lambda: b"a," * 4_000_000, "超过 200000 格"),
    "pages-2020.pdf": (lambda: pages(400, SHOWN * 2000), "解压后超过 4 MB"),
    "steps-2020.pdf": (lambda: pages(40, b"n " * 10_000), "绘制步骤"),
    "contents-2020.pdf": (lambda: pages(1, SHOWN * 400_000), "解压后超过 4 MB"),
    "font-2020.pdf": (lambda: pages(400, SHOWN, TABLE), "解压后超过 4 MB"),
    "many-2020.pdf": (lambda: pages(501, SHOWN), "超过 500 页"),
}


@peak.LINUX
@pytest.mark.slow
def test_files_that_would_take_the_machine_are_refused_in_little_memory(built: Built, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in BOMBS]
    for path in paths:
        path.write_bytes(BOMBS[path.name][0]())
    done, megabytes = peak.run("verify", *paths, cwd=built.folder)
    for path in paths:
        path.unlink()
    assert (done.returncode, done.stdout) == (2, "")
    lines = dict(zip(BOMBS, done.stderr.splitlines(), strict=True))
    assert [f"{name}: {line}" for name, line in lines.items() if BOMBS[name][1] not in line] == []
    assert megabytes < peak.MOST


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_cannot_be_used_is_one_line_and_exit_2(built: Built, name: str) -> None:
    content = HOSTILE[name]
    done = built.verify(name, content if isinstance(content, bytes) else content())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"lawgov：site/{name}：")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_what_a_file_says_cannot_command_the_terminal(built: Built) -> None:
    page = changed(built.files[".html"], ">90件<", f">\x1b[2J{'9' * 5000}\u202e<")
    page = changed(page, 'data-indicator="books"', 'data-indicator="\x1b]0;x\x07"')
    shown = built.verify("2020.html", page).stdout
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", shown)
    assert max(map(len, shown.splitlines())) < 200


def test_a_folder_and_a_file_that_is_not_there_are_said_to_be_so(built: Built) -> None:
    (built.folder / "2020.html").mkdir(exist_ok=True)
    done = made.lawgov("verify", "2020.html", "nothing-2020.csv", cwd=built.folder)
    assert done.returncode == 2
    assert [line.split("：")[-1] for line in done.stderr.splitlines()] == [
        files.REASONS[21],
        files.REASONS[2],
    ]
