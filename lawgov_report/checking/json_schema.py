"""JSON Schemas of the files of data/, for editors: from the models, with the project's own keys.

Knows the models and how an editor reads a schema; not where schemas are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_report.checking import rules
from lawgov_report.models.catalogue import Catalogue
from lawgov_report.models.terms import Terms
from lawgov_report.models.year import Year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.models.fields import Json, Model

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MADE = "由 lawgov schema 生成，不要手改"
TITLES = {
    "Figure": "一项指标今年的数值",
    "Indicator": "指标",
    "Item": "条目",
    "Law": "法律、法规或文件",
    "Part": "部分",
    "Particulars": "文件的各项要素",
    "Parts": "六个部分",
    "Name": "名称",
    "Passage": "一段文字",
    "Phrase": "固定提法",
    "Plan": "规划",
    "Congress": "党的全国代表大会",
    "Relation": "勾稽关系",
    "Section": "小节",
    "Shortcoming": "问题",
    "Step": "措施",
    "Waiver": "豁免",
}
# Models that may be written as the value of one of their fields
BARE = {"Figure": "value", "Law": "title", "Passage": "text", "Relation": "check"}
SOME: Json = {"minItems": 1}
NONE: Json = {"maxItems": 0}
# What year.Part and year.Section hold a part and a section to
ONLY: dict[str, Json] = {
    "Part": {
        "oneOf": [
            {"required": ["items"], "properties": {"items": SOME, "sections": NONE}},
            {"required": ["sections"], "properties": {"sections": SOME, "items": NONE}},
        ]
    },
    "Section": {"anyOf": [{"required": ["items"], "properties": {"items": SOME}}, {"required": ["lead"]}]},
}


def of_year(catalogue: Catalogue | None) -> Json:
    """Return the schema of a year file; without a catalogue, any key may be an indicator's."""
    schema = _schema(Year, "年度文件", "data/NNNN.yaml：一年的数值、正文和豁免")
    if catalogue is not None:
        figures = schema["properties"]["indicators"]
        figures |= {
            "propertyNames": {"enum": [*catalogue.indicators]},
            "properties": dict(_figures(catalogue)),
        }
        del figures["patternProperties"]
    schema["$defs"]["Waiver"]["properties"]["code"] |= {"enum": [*_negotiable()]}
    return schema


def of_catalogue() -> Json:
    """Return the schema of the catalogue."""
    schema = _schema(Catalogue, "指标目录", "data/indicators.yaml：部门、指标和勾稽关系")
    schema["properties"]["severities"]["propertyNames"] = {"enum": [*_negotiable()]}
    return schema


def of_terms() -> Json:
    """Return the schema of the terms."""
    return _schema(Terms, "用语", "data/terms.yaml：法律名称、固定提法和一物一名，补充内置的用语")


def _figures(catalogue: Catalogue) -> Iterator[tuple[str, Json]]:
    """Yield each indicator's key and what an editor shows of it: label, unit, department, definition."""
    for key, indicator in catalogue.indicators.items():
        department = catalogue.departments.get(indicator.department.text if indicator.department else "")
        told = [f"单位：{indicator.unit.text}"]
        told += [f"报送：{department.text}"] if department else []
        told += [f"口径：{indicator.definition.text}"] if indicator.definition else []
        yield key, {"$ref": "#/$defs/Figure", "title": indicator.label.text, "description": "；".join(told)}


def _negotiable() -> Iterator[str]:
    return (code for code in sorted(rules.CODES) if rules.negotiable(code))


def _schema(model: type[Model], title: str, description: str) -> Json:
    made = _plain(model.model_json_schema())
    definitions = {name: _definition(name, held) for name, held in made.pop("$defs").items()}
    head = {"$schema": DIALECT, "$comment": MADE, "title": title, "description": description}
    return {**head, **{key: made[key] for key in made if key not in head}, "$defs": definitions}


def _definition(name: str, held: Json) -> Json:
    """Return a model's part of the schema, titled in Chinese, with the bare form it may have."""
    kind = re.sub("^(?:Shortcoming|Step)(?=Part|Section)", "", name.partition("_")[0])
    held.pop("description", None)  # the docstring, which is for maintainers
    held |= {"title": TITLES.get(kind, kind)} | ONLY.get(kind, {})
    if kind not in BARE:
        return held
    return {"title": TITLES.get(kind, kind), "anyOf": [held["properties"][BARE[kind]], held]}


def _plain(node: Json) -> Json:
    """Return a schema without null, which no file may say, and without defaults that say nothing."""
    made = {key: _each(value) for key, value in node.items() if key != "default" or value is False}
    choices = made.get("anyOf", [])
    if {"type": "null"} in choices:
        (only,) = (choice for choice in choices if choice != {"type": "null"})
        del made["anyOf"]
        made = {**only, **made}
    return made | ({"additionalProperties": False} if "patternProperties" in made else {})


def _each(value: Any) -> Any:  # noqa: ANN401 JSON of any form
    if isinstance(value, dict):
        return _plain(value)
    return [_each(one) for one in value] if isinstance(value, list) else value
