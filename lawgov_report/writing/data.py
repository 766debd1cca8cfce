"""Open data: all figures of a year as CSV and JSON, and the index of a folder of them, datapackage.json.

Knows columns and the Data Package standard (v1); not how a figure was written or what it means.
Source: https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.report.document import text_of
from lawgov_report.writing import csv_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from decimal import Decimal

    from lawgov_report.report.document import Document, Figure

    Value = str | Decimal | None

VERSION = 1
INDEX = "datapackage.json"
CSV, JSON = ".csv", ".json"
OF_A_YEAR = re.compile(r"([1-9][0-9]{3})[.](?:csv|json)")
TEXT, NUMBER = "string", "number"


class Column(NamedTuple):
    """A column: its name in JSON, its head in CSV, its type and what it says."""

    name: str
    head: str
    type: str
    said: str


COLUMNS = (
    Column("key", "键", TEXT, "指标的键，历年不变"),
    Column("label", "名称", TEXT, "指标的名称"),
    Column("part", "部分", TEXT, "指标所在的部分"),
    Column("department", "部门", TEXT, "报送部门"),
    Column("value", "数值", NUMBER, "写出的数，按“单位”计：2.45万件是 24500，95%以上是 95"),
    Column("low", "下限", NUMBER, "数值所指的范围的下限，按“单位”计；没有下限的为空"),
    Column("high", "上限", NUMBER, "数值所指的范围的上限，按“单位”计；没有上限的为空"),
    Column("unit", "单位", TEXT, "计量单位"),
    Column("written", "原文", TEXT, "报告里的写法"),
    Column("previous", "上年", TEXT, "上年数值的写法；本年更正过的，是更正后的"),
    Column("note", "备注", TEXT, "对数值的说明"),
)


class Entry(NamedTuple):
    """A year's files as the index lists them: their sizes in bytes and their SHA-256."""

    year: int
    title: str
    files: tuple[tuple[str, int, str], ...]


def write(document: Document, templates: Callable[[str], bytes]) -> dict[str, bytes]:
    """Return all figures of the year as CSV and as JSON under their suffixes."""
    del templates
    heads = tuple(column.head for column in COLUMNS)
    table = csv_cells.table([heads, *(row(figure) for figure in document.figures)])
    return {CSV: table.encode(), JSON: "".join(_json(document)).encode()}


def row(figure: Figure) -> tuple[Value, ...]:
    """Return what the columns say of a figure; values and bounds in its unit, without trailing zeros."""
    fact = figure.fact
    low, high = fact.bounds
    return (
        *(fact.key, fact.label, figure.part, figure.department or None),
        *(_plain(fact.value), _plain(low), _plain(high)),
        *(fact.unit, fact.text, fact.previous or None, figure.note or None),
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """Return a number without trailing zeros and without the sign of zero."""
    return None if value is None else (value + 0).normalize()


def _json(document: Document) -> Iterator[str]:
    """Yield one JSON object, version 1, a line per figure; numbers are exact decimals."""
    said = {"version": VERSION, "year": document.year, "title": text_of(document.title)}
    yield "{\n"
    yield "".join(f'  "{name}": {_text(value)},\n' for name, value in said.items())
    yield '  "figures": ['
    yield ",".join(f"\n    {_object(figure)}" for figure in document.figures)
    yield "\n  ]\n}\n"


def _object(figure: Figure) -> str:
    pairs = zip(COLUMNS, row(figure), strict=True)
    told = (f'"{column.name}": {_number(value)}' for column, value in pairs)
    return f"{{{', '.join(told)}}}"


def _number(value: Value) -> str:
    """Return a value as JSON; a number digit by digit, since a float would not be exact."""
    return _text(value) if value is None or isinstance(value, str) else format(value, "f")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# The index


def entry(document: Document, outputs: Mapping[str, bytes]) -> Entry:
    """Return what the index says of a year, by what was written for it."""
    files = ((suffix, len(content), sha256(content).hexdigest()) for suffix, content in outputs.items())
    return Entry(document.year, text_of(document.title), tuple(files))


def index(
    entries: Iterable[Entry], names: Collection[str], standing: bytes, templates: Callable[[str], bytes]
) -> bytes:
    """Return the index of a folder: the template's properties, and a resource for each file.

    What the `standing` index lists of years that `entries` lack it goes on listing, as far as the files are
    still among `names`: years can be built one by one. Raises Unusable for a broken template.
    """
    own = {one.year: one for one in entries}
    others: dict[int, list[dict[str, Any]]] = {}
    for year, resource in _standing(standing):
        if year not in own and resource["path"] in names:
            others.setdefault(year, []).append(resource)
    made = (
        resource
        for year in sorted({*own, *others})
        for resource in (_resources(own[year]) if year in own else others[year])
    )
    return _joined(properties(templates(INDEX)), made).encode()


def _joined(properties: Mapping[str, Any], resources: Iterable[dict[str, Any]]) -> str:
    """Return the index as JSON, resource by resource: of a thousand years, all at once take 70 MB."""
    head = _pretty({**properties, "resources": []}).removesuffix("]\n}")
    listed = ",\n".join(indent(_pretty(resource), " " * 4) for resource in resources)
    return f"{head}\n{listed}\n  ]\n}}\n" if listed else f"{head}]\n}}\n"


def _pretty(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def properties(content: bytes) -> dict[str, Any]:
    """Return what the template of the index says of the data. Raises Unusable where it is broken."""
    try:
        made = json.loads(content.decode("utf-8-sig"))
        _text(made).encode()  # lone surrogates
    except (ValueError, RecursionError) as error:
        raise Unusable(f"模板 {INDEX} 不是 JSON：{error}") from error
    if not isinstance(made, dict):
        raise Unusable(f"模板 {INDEX} 不是 JSON 对象")
    return {name: value for name, value in made.items() if name != "resources"}


def _standing(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield years and resources of an index of ours; of anything else nothing."""
    try:
        resources = json.loads(content)["resources"]
        paths = [one["path"] for one in resources]
        _text(resources).encode()  # lone surrogates
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    for resource, path in zip(resources, paths, strict=True):
        if isinstance(path, str) and (match := OF_A_YEAR.fullmatch(path)):
            yield int(match[1]), resource


def _resources(one: Entry) -> list[dict[str, Any]]:
    kinds = {CSV: ("tabular-data-resource", "text/csv"), JSON: ("data-resource", "application/json")}
    made = []
    for suffix, size, digest in one.files:
        profile, mediatype = kinds[suffix]
        form = suffix.removeprefix(".")
        resource: dict[str, Any] = {
            "profile": profile,
            "name": f"figures-{one.year}-{form}",
            "path": f"{one.year}{suffix}",
            "title": f"{one.title}：指标数值",
            "format": form,
            "mediatype": mediatype,
            "encoding": "utf-8",
            "bytes": size,
            "hash": f"sha256:{digest}",
        }
        made.append({**resource, "schema": _schema()} if suffix == CSV else resource)
    return made


def _schema() -> dict[str, Any]:
    """Return the Table Schema of the CSV."""
    fields = [
        {"name": column.head, "type": column.type, "title": column.name, "description": column.said}
        for column in COLUMNS
    ]
    fields[0]["constraints"] = {"required": True, "unique": True}  # type: ignore[assignment]
    return {"fields": fields, "primaryKey": [COLUMNS[0].head], "missingValues": [""]}
