"""Open data. Sample data that is not real. Every package is judged by the real frictionless."""

from __future__ import annotations

import csv
import io
import json
import re
import warnings
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import made
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawgov_report import files
from lawgov_report.files import Unusable
from lawgov_report.language.quantity import Quantity, parse
from lawgov_report.models import office as offices
from lawgov_report.models.office import NO_OFFICE
from lawgov_report.reading import source as sources
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import (
    Document,
    Fact,
    FigureDetails,
    OfficeDetails,
    Properties,
    Text,
    public,
)
from lawgov_report.writing import data
from lawgov_report.writing.csv_cells import FORMULA

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = files.templates(None)
HEADS = [
    "键",
    "名称",
    "部分",
    "部门",
    "数值",
    "下限",
    "上限",
    "单位",
    "原文",
    "上年",
    "备注",
    "报告单位",
    "级别",
]
OFFICE = OfficeDetails("样例市样例区", "县区")
PROSE = st.text().filter(lambda text: not re.search(FORBIDDEN, text) and "\r" not in text)
NUMBERS = st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, places=6)


def figure(**given: Any) -> FigureDetails:  # noqa: ANN401 the fields of a Fact
    fact = Fact("cases", "案件", "", "717", "件", "件", quantity=parse("717件"))
    return FigureDetails(fact._replace(**given), "纠纷化解")


def document(*figures: FigureDetails, year: int = 2020) -> Document:
    return Document(year, ((Text("某地"),), (Text("报告"),)), (), figures, office=OFFICE)


def write(*figures: FigureDetails) -> dict[str, bytes]:
    return data.write(document(*figures))


def table(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def of_year(written: str, unit: str) -> list[str]:
    """Return value, low, high, unit and the words as written of a figure that a year file has."""
    catalogue = made.CATALOGUE.replace("unit: 册", f"unit: '{unit}'")
    given = made.with_("6万余册", f"'{written}'")
    assembled = assemble(*made.read(given, catalogue), None)[0]
    (row,) = [row for row in table(data.write(assembled)[".csv"]) if row[0] == "books"]
    return row[4:9]


@pytest.mark.parametrize(
    ("written", "unit", "row"),
    [
        ("717件", "件", "717 717 717 件 717件"),
        ("2.45万件", "件", "24500 24450 24550 件 2.45万件"),
        ("6万余册", "册", "60000 60000  册 6万余册"),
        ("近10亿元", "元", "1000000000  1000000000 元 近10亿元"),
        ("约30次", "次", "30 27 33 次 约30次"),
        ("95%以上", "%", "95 95  % 95%以上"),
        ("90多%", "%", "90 90  % 90多%"),
        ("99.60%", "%", "99.6 99.595 99.605 % 99.60%"),
        ("34.19元", "元", "34.19 34.19 34.19 元 34.19元"),
        ("-5件", "件", "-5 -5 -5 件 '-5件"),
        ("-0件", "件", "0 0 0 件 '-0件"),
        (
            "999999999999999.123456亿元",
            "元",
            (
                "99999999999999912345600 99999999999999912345550 99999999999999912345650"
                " 元 999999999999999.123456亿元"
            ),
        ),
    ],
)
def test_values_and_bounds_are_in_the_indicators_unit(written: str, unit: str, row: str) -> None:
    assert of_year(written, unit) == row.split(" ")


def test_a_row_says_all_that_is_known_of_a_figure() -> None:
    known = figure(previous="700件")._replace(department="某局", note="含上年结转")
    heads, row = table(write(known)[".csv"])
    assert heads == HEADS
    assert row[:4] == ["cases", "案件", "纠纷化解", "某局"]
    assert row[4:11] == ["717", "717", "717", "件", "717件", "700件", "含上年结转"]
    assert row[11:] == [*OFFICE]


def test_the_csv_begins_with_a_bom_and_has_one_line_end() -> None:
    content = write(figure())[".csv"]
    assert content.startswith(b"\xef\xbb\xbf\xe9\x94\xae")
    assert b"\r" not in content
    assert content.endswith(b"\n")


@pytest.mark.parametrize("start", [one for one in FORMULA if one != "\r"])  # no text has it: LG003
def test_a_text_that_excel_would_calculate_is_defused(start: str) -> None:
    evil = f"{start}cmd|' /C calc'!A0"
    told = figure(key=evil, label=evil, unit=evil, previous=evil)._replace(department=evil, note=evil)
    office = OfficeDetails(evil, "县区")
    row = table(data.write(document(told._replace(part=evil))._replace(office=office))[".csv"])[1]
    texts = [cell for number, cell in enumerate(row) if number not in (4, 5, 6, 8, 12)]
    assert texts == [f"'{evil}"] * 8


def test_a_negative_number_stays_a_number() -> None:
    less = figure(before="", digits="-5", quantity=parse("-5件"))
    row = table(write(less)[".csv"])[1]
    assert row[4:9] == ["-5", "-5", "-5", "件", "'-5件"]
    assert told(less)["value"] == -5


def told(one: FigureDetails) -> dict[str, Any]:
    (found,) = json.loads(write(one)[".json"])["figures"]
    assert isinstance(found, dict)
    return found


def test_the_json_is_versioned_and_says_what_the_table_says() -> None:
    assert json.loads(write(figure(previous="700件"))[".json"]) == {
        "version": 1,
        "year": 2020,
        "title": "某地报告",
        "office": "样例市样例区",
        "level": "县区",
        "figures": [
            {
                "key": "cases",
                "label": "案件",
                "part": "纠纷化解",
                "department": None,
                "value": 717,
                "low": 717,
                "high": 717,
                "unit": "件",
                "written": "717件",
                "previous": "700件",
                "note": None,
            }
        ],
    }


def test_json_alone_says_in_which_form_a_figure_came_and_not_to_the_public() -> None:
    origin = (("department", "justice"), ("date", "2022-01-10"), ("file", "样例区司法局.xlsx"))
    known = document(figure()._replace(provenance=origin))
    outputs = data.write(known)
    (found,) = json.loads(outputs[".json"])["figures"]
    assert found["from"] == dict(origin)
    assert outputs[".csv"] == write(figure())[".csv"]
    assert data.write(public(known)) == write(figure())


@pytest.mark.parametrize(
    ("given", "office", "expected"),
    [
        ({}, "name: 样例市样例区\nlevel: county\n", ("样例市样例区", "县区")),
        ({}, "level: department\n", ("样例区", "部门")),
        ({"  title:": "  signature: 样例区人民政府\n  title:"}, "", ("样例区人民政府", "")),
        ({"title: 样例区2020": "title: 样例局关于2020"}, "", ("样例局", "")),
        ({"title: 样例区2020年度": "title: "}, "", ("", "")),
    ],
)
def test_the_office_is_named_as_it_says_else_as_it_signs_else_by_the_title(
    given: dict[str, str], office: str, expected: tuple[str, str]
) -> None:
    year = made.YEAR
    for old, new in given.items():
        year = made.with_(old, new, year)
    known = offices.read(sources.read("data/office.yaml", office.encode())[0])[0] if office else None
    catalogue, read = made.read(year)
    assert assemble(catalogue, read, None, known or NO_OFFICE)[0].office == expected


def test_a_year_without_figures_is_sound() -> None:
    outputs = write()
    assert json.loads(outputs[".json"])["figures"] == []
    assert table(outputs[".csv"]) == [HEADS]


@given(NUMBERS)
@example(Decimal("34.19"))
@example(Decimal("99.60"))
@example(Decimal("0.1"))
@example(Decimal("-0"))
@example(Decimal("999999999999999.123456").scaleb(8))
def test_numbers_are_exact_in_both(value: Decimal) -> None:
    outputs = write(figure(quantity=Quantity("", value, "", "", "件", "以下")))
    (read,) = json.loads(outputs[".json"], parse_float=Decimal, parse_int=Decimal)["figures"]
    cells = table(outputs[".csv"])[1]
    assert (read["value"], read["low"], read["high"]) == (value, None, value)
    assert (Decimal(cells[4]), cells[5]) == (value, "")
    assert not set("eE+") & set(cells[4])
    assert "." not in cells[4] or not cells[4].endswith("0")


@given(PROSE)
@example('a,"b"\n"c')
def test_text_survives_in_both(prose: str) -> None:
    outputs = write(figure(label=prose)._replace(note=prose))
    (read,) = json.loads(outputs[".json"])["figures"]
    assert (read["label"], read["note"]) == (prose, prose or None)
    cells = table(outputs[".csv"])[1]
    assert {cells[1], cells[10]} <= {prose, f"'{prose}"}


# The index


def package(folder: Path) -> list[str]:
    """Return what frictionless finds wrong with the package in a folder, and its resources."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own: it is not what is tested
        from frictionless import validate

        report = validate(folder / "datapackage.json")
    wrong = [f"{kind}: {message}" for kind, message in report.flatten(["type", "message"])]
    return wrong + [f"{task.name} {task.type}" for task in report.tasks]


def build(out: Path, *arguments: str) -> None:
    done = made.lawgov(
        "-C", made.ROOT / "tests/projects/shifan", "build", *arguments, "--to", "data", "--out", out
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_frictionless_finds_the_package_valid(tmp_path: Path) -> None:
    build(tmp_path)
    assert package(tmp_path) == [
        f"figures-{year}-{form}" for year in (2019, 2020, 2021) for form in ("csv table", "json json")
    ]


def test_frictionless_sees_a_figure_that_was_changed(tmp_path: Path) -> None:
    build(tmp_path, "2020")
    path = tmp_path / "2020.csv"
    path.write_bytes(path.read_bytes().replace(b",705,", b",7O5,", 1))
    assert [one.split(":")[0] for one in package(tmp_path)][:2] == ["type-error", "hash-count"]


@pytest.mark.slow
def test_years_can_be_built_one_by_one(tmp_path: Path) -> None:
    together, apart = tmp_path / "together", tmp_path / "apart"
    build(together)
    for year in ("2021", "2019", "2020"):
        build(apart, year)
    assert (apart / "datapackage.json").read_bytes() == (together / "datapackage.json").read_bytes()
    build(apart, "2020", "--check")
    (apart / "2019.csv").unlink()
    (apart / "2019.json").unlink()
    build(apart, "2020")
    assert [one.split(" ")[0] for one in package(apart)] == [
        f"figures-{year}-{form}" for year in (2020, 2021) for form in ("csv", "json")
    ]


@pytest.mark.parametrize(
    "standing",
    [
        *(b"", b"\xff\x00", b"{}", b"[]", b'{"resources": 1}', b'{"resources": [1]}', b'{"resources": [{}]}'),
        b'{"resources": [{"path": ["2019.csv"]}]}',
        b'{"resources": [{"path": "../2019.csv"}]}',
        b'{"resources": [{"path": "2019.csv", "title": "\\ud800"}]}',
        b"[" * 100_000,
    ],
)
def test_an_index_that_is_not_ours_is_not_continued(standing: bytes) -> None:
    outputs = write(figure())
    entries = [data.entry(document(figure()), outputs)]
    content = data.index(entries, ["2019.csv", "../2019.csv"], standing, TEMPLATES)
    assert [one["path"] for one in json.loads(content)["resources"]] == ["2020.csv", "2020.json"]


def test_the_package_says_who_publishes_it_where_it_is_from_and_under_what_licence() -> None:
    url = "https://example.org/2020"
    first = document(year=2019)._replace(office=OfficeDetails("样例县"))
    last = document(figure())._replace(properties=Properties(url=url))
    entries = [data.entry(one, data.write(one)) for one in (first, last)]
    together = json.loads(data.index(entries, [], b"", TEMPLATES))
    assert together["office"] == {"name": "样例市样例区", "level": "县区"}
    assert together["contributors"] == [{"title": "样例市样例区", "role": "publisher"}]
    assert together["licenses"] == [{"name": "notspecified", "title": "没有声明许可"}]
    assert together["sources"] == [{"title": "各年度法治政府建设工作情况报告"}]
    of_2019, _, of_2020, _ = together["resources"]
    assert of_2019["office"] == {"name": "样例县", "level": None}
    assert of_2019["sources"] == [{"title": "某地报告"}]
    assert of_2020["sources"] == [{"title": "某地报告", "path": url}]
    assert of_2020["schema"]["primaryKey"] == ["键"]
    # an index that is written year by year says the same
    written = data.index(entries[1:], [], b"", TEMPLATES)
    apart = data.index(entries[:1], ["2020.csv", "2020.json"], written, TEMPLATES)
    assert json.loads(apart) == together


def test_a_projects_template_adds_what_the_office_says_of_its_data() -> None:
    own = b'{"name": "own", "licenses": [{"name": "CC-BY-4.0"}], "contributors": [], "office": "own"}'
    entries = [data.entry(document(figure()), write(figure()))]
    told = json.loads(data.index(entries, [], b"", lambda _: own))
    assert told.pop("lawgov").startswith("sha256:")
    assert len(told.pop("resources")) == 2
    assert told == json.loads(own)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{", b"\xff", b'"\\ud800"', b'{"a": "\\ud800"}', b"[" * 100_000]
)
def test_a_broken_template_is_said_to_be_unusable(content: bytes) -> None:
    with pytest.raises(Unusable, match=r"datapackage\.json"):
        data.index([], [], b"", lambda _: content)


def test_an_entry_of_the_index_is_small_whatever_the_year_holds() -> None:
    many = [figure(key=f"key_{number}") for number in range(1000)]
    entry = data.entry(document(*many), write(*many))
    assert len(repr(entry)) < 400
