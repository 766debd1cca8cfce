"""The JSON Schemas: current, in Chinese, and of one mind with the models that read the files."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from keys import KEYS
from made import CATALOGUE, ROOT, YEAR, folder, lawgov, opened, with_
from pydantic import TypeAdapter, ValidationError
from test_cases import CASES, said
from test_cases import CATALOGUE as OF_CASES

from lawgov_report.checking import json_schema
from lawgov_report.language import quantity, relation
from lawgov_report.models import fields as schema
from lawgov_report.models import year
from lawgov_report.models.catalogue import CHECK, SHARE, UNIT, Catalogue
from lawgov_report.models.office import Office
from lawgov_report.models.terms import Terms
from lawgov_report.reading.diagnostics import Place, Written
from lawgov_report.writing import digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("year", "indicators", "office", "terms")
DAY = TypeAdapter(schema.Date)
HAN = re.compile("[一-鿿]")
# What a schema sees of a file: its keys and values. The other LG0 and LG1 codes are about how YAML is
# written (LG0), or about the file's name (LG106).
SEEN = {f"LG1{number:02}" for number in range(1, 11)} - {"LG106"} | {"LG203", "LG212", "LG213"}
# Case files of which the schema says something else, and why
EXCEPTIONS = {
    "lg102_bad_more_in_an_item": "what an item covers may be said by whatever holds it",
    "lg107_bad_more_than_in_order": "how children are numbered may be said by the whole report",
    "lg109_bad_bracket": "a regular expression cannot pair brackets",
}


class Core(yaml.CSafeLoader):
    """YAML 1.2 with its core schema, as the YAML language server reads it."""


Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?([.][0-9]+|[0-9]+([.][0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def _int(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    written = str(loader.construct_scalar(node))
    return int(written, 0) if written[1:2] in {"o", "x"} else int(written)


Core.add_constructor("tag:yaml.org,2002:int", _int)


def committed(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return held


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of the case files."""
    held = opened({"indicators.yaml": OF_CASES.read_bytes()}).catalogue
    assert held is not None
    return held


@cache
def validator(kind: str) -> jsonschema.Draft202012Validator:
    made = json_schema.of_catalogue() if kind == "indicators" else json_schema.of_year(catalogue())
    return jsonschema.Draft202012Validator(made)


def accepts(kind: str, text: str) -> bool:
    """Return whether an editor with the schema finds nothing wrong with a file."""
    try:
        data = yaml.load(text, Core)  # noqa: S506 a safe loader
    except yaml.YAMLError:
        return False
    return bool(validator(kind).is_valid(data))


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_of_the_project_are_current_and_schemas(name: str) -> None:
    done = lawgov("schema", name)
    assert (done.returncode, done.stderr) == (0, "")
    present = (ROOT / "schemas" / f"{name}.schema.json").read_bytes()
    assert digest.with_plain_ends(present) == digest.signed("schema", done.stdout.encode())
    assert committed(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(committed(name))


@pytest.mark.parametrize("name", ["2020", "indicators"])
def test_the_data_names_its_schema_and_the_schema_accepts_it(name: str) -> None:
    text = (ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8")
    kind = "indicators" if name == "indicators" else "year"
    assert text.startswith(f"# yaml-language-server: $schema=../schemas/{kind}.schema.json\n")
    jsonschema.Draft202012Validator(committed(kind)).validate(yaml.load(text, Core))  # noqa: S506


def test_the_built_in_terms_are_what_their_schema_accepts() -> None:
    text = (ROOT / "templates" / "terms.yaml").read_text(encoding="utf-8")
    jsonschema.Draft202012Validator(committed("terms")).validate(yaml.load(text, Core))  # noqa: S506


def _titled(node: object) -> list[dict[str, Any]]:
    """Return all parts of a schema that an editor may show."""
    if isinstance(node, list):
        return [one for part in node for one in _titled(part)]
    if not isinstance(node, dict):
        return []
    return [*([node] if "title" in node else []), *(one for part in node.values() for one in _titled(part))]


@pytest.mark.parametrize("name", NAMES)
def test_titles_and_descriptions_are_in_chinese(name: str) -> None:
    held = _titled(committed(name)) if name != "year" else _titled(json_schema.of_year(None))
    shown = [
        text for one in held for text in (one["title"], one.get("description", "第")) if isinstance(text, str)
    ]
    assert [text for text in shown if not HAN.search(text)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_key_says_what_it_is(name: str) -> None:
    made = committed(name)
    parts = [made, *made["$defs"].values()]
    keys = [(key, one) for part in parts for key, one in part.get("properties", {}).items()]
    assert len(keys) > 7
    assert [key for key, one in keys if "description" not in one] == []


@pytest.mark.parametrize("model", [year.Year, Catalogue, Office, Terms])
def test_every_field_has_its_title(model: type[schema.Model]) -> None:
    made = model.model_json_schema()
    for held in (made, *made.get("$defs", {}).values()):
        assert all("title" in field for field in held.get("properties", {}).values())


def test_examples_are_what_the_schema_accepts() -> None:
    for name in NAMES:
        held = committed(name)
        for part in _titled(held):
            for example in part.get("examples", []) if "properties" not in part else []:
                jsonschema.Draft202012Validator({**part, "$defs": held["$defs"]}).validate(example)


def test_an_editor_offers_the_keys_of_the_project_with_label_and_unit() -> None:
    figures = json_schema.of_year(catalogue())["properties"]["indicators"]
    assert figures["propertyNames"] == {"enum": [*catalogue().indicators]}
    assert figures["properties"]["cases"]["title"] == "受理案件"
    assert figures["properties"]["cases"]["description"] == "单位：件；报送：样例区司法局"


def expected(case: Path) -> set[str]:
    return {found.split()[0] for found in said(case, "expect")}


OF_THE_SCHEMA = [case for case in CASES if min(expected(case), default="LG1") >= "LG1"]
"""The cases whose YAML itself is sound: how YAML is written is not the schema's business."""


@pytest.mark.slow
def test_schema_and_models_are_of_one_mind_about_all_cases_but_the_exceptions() -> None:
    apart = {case.stem for case in OF_THE_SCHEMA if not of_one_mind(case)}
    assert apart == {*EXCEPTIONS}


def of_one_mind(case: Path) -> bool:
    """Return whether the schema finds something wrong with a case just where the models do."""
    kind = "indicators" if said(case, "file") else "year"
    return accepts(kind, case.read_bytes().decode()) == (not expected(case) & SEEN)


@given(
    st.from_regex(re.compile(r"[0-9]{3}[0-9](-|年)[01]?[0-9](-|月)[0-3]?[0-9]日?", re.ASCII), fullmatch=True),
)
def test_the_pattern_of_a_date_is_what_is_read_but_for_leap_years(text: str) -> None:
    written = Written(text, Place("", 1, 1, 1, 1))
    try:
        read = bool(DAY.validate_python(written))
    except ValidationError:
        read = False
    if not re.search(r"(?:-|年)0?2(?:-|月)29", text):
        assert bool(re.search(schema.DAY["pattern"], text)) == read


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year: 2020", "year: 2020", True),
        ("year: 2020", 'year: "2020"', False),
        ("cases: 120件", "cases: 120", False),
        ("cases: 120件", "cases: 1,200件", False),
        ("cases: 120件", "cases: 待报", True),
        ("cases: 120件", "cases: {value: 120件, note: 说明}", True),
        ("cases: 120件", "cases: {value: 120件, remark: 说明}", False),
        ("cases: 120件", "case: 120件", False),
        ("cases: 120件", "cases:", False),
        ("text: 组织学习。", "text: 2020", True),
        ("text: 组织学习。", "text: ' '", False),
        ("id: study", "id: Study", False),
        ("id: study", "id: 学法_1", True),
        ("id: study", "id: 学法１", False),
        ("id: study", "id: 同比", False),
        ("id: study", "id: 同比增幅", True),
        ("text: 组织学习。", "text: 组织学习。\n        draft: true", True),
        ("text: 组织学习。", "text: 组织学习。\n        draft: yes", False),
        ("title: 样例区2020年度法治政府建设工作情况报告", "title: [一, 二]\n  date: 2021-02-30x", False),
        ("title: 样例区2020年度法治政府建设工作情况报告", "title: [一, 二]\n  date: 2021年3月1日", True),
        ("title: 样例区2020年度法治政府建设工作情况报告", "title: []", False),
        ("answers: [ability]", "answers: ability", False),
    ],
)
def test_schema_and_models_are_of_one_mind_about_a_change(old: str, new: str, expected: bool) -> None:  # noqa: FBT001
    text = with_(old, new)
    held = opened({"indicators.yaml": CATALOGUE.encode()})
    assert held.catalogue is not None
    checker = jsonschema.Draft202012Validator(json_schema.of_year(held.catalogue))
    assert checker.is_valid(yaml.load(text, Core)) is expected  # noqa: S506
    done = opened({"indicators.yaml": CATALOGUE.encode(), "2020.yaml": text.encode()})
    assert done.catalogue is not None


PIECES = st.lists(
    st.sampled_from(
        [
            *"约近逾超过不足到至少突破将大万亿余多件人次位元%以上下左右第比—～−:-.,0123456789 １",
            "待报",
            "720",
            "6.5",
        ]
    ),
    max_size=9,
)


@given(KEYS, KEYS | st.sampled_from(["同比", "Ａ类", "调解 案件", "案" * 65]))
def test_schema_and_models_are_of_one_mind_about_keys_of_both_kinds(key: str, other: str) -> None:
    catalogue = f"departments: {{{key}: 样例区司法局}}\nindicators:\n" + "".join(
        f"  {one}: {{label: 指标{number}, unit: 件, part: leadership}}\n"
        for number, one in enumerate(dict.fromkeys((key, other)))
    )
    sound = accepts("indicators", catalogue)
    held = opened({"indicators.yaml": catalogue.encode()})
    assert sound == (held.catalogue is not None)
    if held.catalogue is not None:
        properties = json_schema.of_year(held.catalogue)["properties"]["indicators"]["properties"]
        assert {*properties} == {key, other}


@given(PIECES.map("".join))
def test_the_pattern_of_a_quantity_is_what_is_read(text: str) -> None:
    matched = re.fullmatch(schema.spelt(quantity.WRITTEN), text) is not None
    read = quantity.parse(text) is not None
    # no pattern says which of two numbers is the greater, nor what may follow 1亿 in one number
    assert matched if read else not matched or re.search("[0-9].*[0-9]", text)


@given(PIECES.map("".join))
def test_the_patterns_of_units_and_shares_are_what_is_read(text: str) -> None:
    one = quantity.parse(f"1{text}")
    assert bool(re.search(UNIT["pattern"], text)) == (one is not None and one.unit == text)
    share = quantity.parse(text)
    read = share is not None and text == f"{share.digits}%" and share.number >= 0
    assert bool(re.search(SHARE["pattern"], text)) == read


@given(
    st.lists(
        st.sampled_from(
            ["a", "b1", "案件", "同比", "ａ", "12", "+", "-", "*", "/", "==", "<=", ">=", "=", " "]
        ),
        max_size=9,
    )
)
def test_the_pattern_of_a_relation_is_what_is_read_but_for_brackets(words: list[str]) -> None:
    text = "".join(words)
    try:
        relation.parse(text)
        read = True
    except relation.NotAFormula:
        read = False
    assert bool(re.search(CHECK["pattern"], text)) == read


# --- the command


def test_schema_writes_four_files_and_check_says_whether_they_are_current(tmp_path: Path) -> None:
    project = folder(tmp_path)
    assert lawgov("-C", project, "schema", "--check").returncode == 1
    done = lawgov("-C", project, "schema")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 4)
    assert sorted(path.name for path in (project / "schemas").iterdir()) == sorted(
        f"{name}.schema.json" for name in NAMES
    )
    assert lawgov("-C", project, "schema", "--check").returncode == 0
    (project / "schemas" / "year.schema.json").write_text("{}", encoding="utf-8")
    stale = lawgov("-C", project, "schema", "--check")
    assert stale.returncode == 1
    assert "year.schema.json" in stale.stdout
    assert lawgov("-C", project, "validate", "--select", "LG0").returncode == 0


def test_schema_writes_where_it_is_told(tmp_path: Path) -> None:
    project, out = folder(tmp_path), tmp_path / "elsewhere"
    assert lawgov("-C", project, "schema", "-o", out).returncode == 0
    assert len(list(out.iterdir())) == 4
    assert not (project / "schemas").exists()


def test_an_unknown_schema_exits_2() -> None:
    done = lawgov("schema", "month")
    assert (done.returncode, done.stdout) == (2, "")
    assert "year、indicators、office、terms" in done.stderr


def test_a_catalogue_with_errors_gives_schemas_without_its_keys(tmp_path: Path) -> None:
    project = folder(tmp_path, YEAR, "indicators: [\n")
    done = lawgov("-C", project, "schema", "year")
    assert done.returncode == 0
    assert "指标目录有误" in done.stderr
    assert "propertyNames" not in json.loads(done.stdout)["properties"]["indicators"]


def patterns(node: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 JSON
    """Yield each part of a schema that says a pattern."""
    if isinstance(node, dict):
        if isinstance(node.get("pattern"), str):
            yield node
        for value in node.values():
            yield from patterns(value)
    elif isinstance(node, list):
        for value in node:
            yield from patterns(value)


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_says_in_chinese_what_does_not_fit_a_pattern(name: str) -> None:
    found = [*patterns(json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")))]
    assert found
    assert all(HAN.search(part.get("patternErrorMessage", "")) for part in found)


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("样例州样例县", "样例州样例县人民政府"),
        ("样例街道", "样例街道办事处"),
        ("样例区司法局", "样例区司法局"),
    ],
)
def test_a_schema_names_the_office_of_its_project(name: str, signs: str, tmp_path: Path) -> None:
    lawgov("init", tmp_path, "--jurisdiction", name, "--year", "2020")
    fields = json.loads((tmp_path / "schemas" / "year.schema.json").read_text(encoding="utf-8"))
    fields = fields["$defs"]["Particulars"]["properties"]
    assert fields["signature"]["examples"] == [signs]
    assert fields["title"]["examples"][0][0] == f"{name}2020年度"
    assert "湟中" not in json.dumps(fields, ensure_ascii=False)
