"""JSON Schemas of the files of data/, for editors: from the models, with the project's own keys.

Knows the models and how an editor reads a schema; not where schemas are written.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.checking import rules
from lawgov_report.language.numerals import chinese
from lawgov_report.models.catalogue import Catalogue
from lawgov_report.models.fields import MISFIT
from lawgov_report.models.office import NO_OFFICE, Level, Office
from lawgov_report.models.outline import BUILT_IN, Outline
from lawgov_report.models.particulars import SAMPLE
from lawgov_report.models.terms import Terms
from lawgov_report.models.year import Year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.fields import Json, Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
GENERATED = "由 lawgov schema 生成，不要手改"
TITLES = {
    "Attachment": "附件",
    "Figure": "一项指标今年的数值",
    "Indicator": "指标",
    "Item": "条目",
    "Law": "法律、法规或文件",
    "Particulars": "文件的各项要素",
    "Name": "名称",
    "Passage": "一段文字",
    "Phrase": "固定提法",
    "Plan": "规划",
    "Provenance": "出处",
    "Congress": "党的全国代表大会",
    "Day": "纪念日",
    "Renamed": "改了名的机构",
    "Slip": "常见错别字",
    "Relation": "勾稽关系",
    "OutlinePart": "提纲里的一个部分",
    "Section": "部分或小节",
    "Tabular": "表格",
    "Waiver": "豁免",
    "WrittenAnnex": "附件",
}
# Models that may be written as the value of one of their fields
BARE = {"Attachment": "title", "Figure": "value", "Law": "title", "Passage": "text", "Relation": "check"}
SOME: Json = {"minItems": 1}
# What section.Section and year.WrittenAnnex are held to
ONLY: dict[str, Json] = {
    "Section": {
        "anyOf": [
            *({"required": [key], "properties": {key: SOME}} for key in ("items", "sections")),
            *({"required": [key]} for key in ("intro", "lead", "table")),
        ],
        "not": {"required": ["items", "sections"], "properties": {"items": SOME, "sections": SOME}},
    },
    "WrittenAnnex": {
        "anyOf": [{"required": [key]} for key in ("text", "table", "csv")],
        "not": {"required": ["table", "csv"]},
    },
}


def files(catalogue: Catalogue | None, office: Office = NO_OFFICE) -> dict[str, str]:
    """Return the text of each schema by the name of its file; None is a catalogue that cannot be used."""
    schemas = {
        "year": of_year(catalogue, office),
        "indicators": of_catalogue(catalogue, office),
        "office": of_office(),
        "terms": of_terms(),
    }
    return {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }


def of_year(catalogue: Catalogue | None, office: Office = NO_OFFICE) -> Json:
    """Return the schema of a year file; without a catalogue, any key may be an indicator's."""
    schema = _schema(Year, "年度文件", "data/NNNN.yaml：一年的数值、正文和豁免")
    if catalogue is not None:
        figures = schema["properties"]["indicators"]
        figures |= {
            "propertyNames": {"enum": [*catalogue.indicators]},
            "properties": dict(_figures(catalogue)),
        }
        del figures["patternProperties"]
    _name_office(schema["$defs"]["Particulars"]["properties"], office)
    schema["$defs"]["Waiver"]["properties"]["code"] |= {"enum": [*_negotiable()]}
    named = {name: _parts(outline) for name, outline in BUILT_IN.items()}
    # a year that lists an outline of its own may have any parts: what is wrong with them, validate finds
    schema["allOf"] = [
        {"if": {"not": {"required": ["outline"]}}, "then": _parts(office.outline)},
        *({"if": _names(name), "then": parts} for name, parts in named.items()),
    ]
    return schema


def _name_office(particulars: Json, office: Office) -> None:
    """Put the office's own name into the examples, which an editor offers to fill in."""
    if office.name is None:
        return
    names = {f"{SAMPLE}人民政府": _organ(office.name.text, office.level), SAMPLE: office.name.text}
    for field in particulars.values():
        for made_up, own in names.items() if "examples" in field else ():
            field["examples"] = _renamed(field["examples"], made_up, own)


def _organ(name: str, level: Level | None) -> str:
    """Return what signs for an office: the government of a place, an office of a 街道, or itself."""
    if level is Level.DEPARTMENT or name.endswith(("政府", "办事处")):
        return name
    return f"{name}办事处" if name.endswith("街道") else f"{name}人民政府"


def _renamed(example: Any, old: str, new: str) -> Any:  # noqa: ANN401 a text, or a list of texts
    if isinstance(example, list):
        return [_renamed(each, old, new) for each in example]
    return example.replace(old, new) if isinstance(example, str) else example


def _names(outline: str) -> Json:
    """Return the schema of a year that says this outline."""
    return {"required": ["outline"], "properties": {"outline": {"const": outline}}}


def _parts(outline: Outline) -> Json:
    """Return the schema of a year whose parts are those of an outline."""
    parts: Json = {part.id: {"$ref": "#/$defs/Section", "title": part.title} for part in outline}
    for number, part in enumerate(parts.values(), 1):
        part["description"] = f"第{chinese(number)}部分"
    return {
        "properties": {"parts": {"properties": parts, "required": [*parts], "additionalProperties": False}}
    }


def of_catalogue(catalogue: Catalogue | None = None, office: Office = NO_OFFICE) -> Json:
    """Return the schema of the catalogue."""
    schema = _schema(Catalogue, "指标目录", "data/indicators.yaml：部门、指标和勾稽关系")
    used = [indicator.part for indicator in catalogue.indicators.values()] if catalogue else []
    known = [*office.outline, *(part for outline in BUILT_IN.values() for part in outline), *used]
    part = schema["$defs"]["Indicator"]["properties"]["part"]
    part |= {"enum": [*dict.fromkeys(part.id for part in known)]}
    del part["pattern"], part[MISFIT]
    schema["properties"]["severities"]["propertyNames"] = {"enum": [*_negotiable()]}
    return schema


def of_office() -> Json:
    """Return the schema of the office."""
    return _schema(Office, "单位", "data/office.yaml：谁的报告，哪一级，按什么提纲写")


def of_terms() -> Json:
    """Return the schema of the terms."""
    return _schema(Terms, "用语", "data/terms.yaml：法律名称、固定提法和一物一名，补充内置的用语")


def _figures(catalogue: Catalogue) -> Iterator[tuple[str, Json]]:
    """Yield each indicator's key and what an editor shows of it: label, unit, department, definition."""
    for key, indicator in catalogue.indicators.items():
        department = catalogue.departments.get(indicator.department.text if indicator.department else "")
        notes = [f"单位：{indicator.unit.text}"]
        notes += [f"报送：{department.text}"] if department else []
        notes += [f"口径：{indicator.definition.text}"] if indicator.definition else []
        yield key, {"$ref": "#/$defs/Figure", "title": indicator.label.text, "description": "；".join(notes)}


def _negotiable() -> Iterator[str]:
    return (code for code in sorted(rules.CODES) if rules.negotiable(code))


def _schema(model: type[Model], title: str, description: str) -> Json:
    schema = _plain(model.model_json_schema())
    definitions = {name: _definition(name, part) for name, part in schema.pop("$defs").items()}
    head = {"$schema": DIALECT, "$comment": GENERATED, "title": title, "description": description}
    return {**head, **{key: schema[key] for key in schema if key not in head}, "$defs": definitions}


def _definition(name: str, part: Json) -> Json:
    """Return a model's part of the schema, titled in Chinese, with the bare form it may have."""
    kind = name.partition("_")[0]
    part.pop("description", None)  # the docstring, which is for maintainers
    part |= {"title": TITLES.get(kind, kind)} | ONLY.get(kind, {})
    if kind not in BARE:
        return part
    return {"title": TITLES.get(kind, kind), "anyOf": [part["properties"][BARE[kind]], part]}


def _plain(node: Json) -> Json:
    """Return a schema without null, which no file may say, and without defaults that say nothing."""
    plain: Json = {key: _each(value) for key, value in node.items() if key != "default" or value is False}
    choices = plain.get("anyOf", [])
    if {"type": "null"} in choices:
        del plain["anyOf"]
        others = [choice for choice in choices if choice != {"type": "null"}]
        plain = {**(others[0] if len(others) == 1 else {"anyOf": others}), **plain}
    if "patternProperties" in plain:
        plain["additionalProperties"] = False  # a key that fits no pattern is none: LG102, LG105
        plain.pop("propertyNames", None)  # what the patterns leave of a key's schema: its message
    return plain


def _each(value: object) -> object:
    if isinstance(value, dict):
        return _plain(value)
    return [_each(element) for element in value] if isinstance(value, list) else value
