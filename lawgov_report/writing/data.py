"""Open data: all figures of a year as CSV and JSON, and the index of a folder of them, datapackage.json.

Knows columns and the Data Package standard (v1); not how a figure was written or what it means.
Source: https://specs.frictionlessdata.io/data-package/
"""

from __future__ import annotations

import json
import re
from functools import partial
from hashlib import sha256
from itertools import chain
from textwrap import indent
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.report.document import text_of
from lawgov_report.writing import csv_cells, digest
from lawgov_report.writing.writer import Index, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from decimal import Decimal

    from lawgov_report.report.document import Document, FigureDetails, OfficeDetails
    from lawgov_report.writing.writer import Settings

    Value = str | Decimal | None

VERSION = 1
INDEX = "datapackage.json"
CSV, JSON = ".csv", ".json"
OF_A_YEAR = re.compile(r"([1-9][0-9]{3})[.](?:csv|json)")
TEXT, NUMBER = "string", "number"


class Column(NamedTuple):
    """A column: its name in JSON, its head in CSV, its type and its meaning."""

    name: str
    head: str
    type: str
    meaning: str


OF_A_FIGURE = (
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
# the same in every row of a year: tables of many offices can be put under one another
OF_THE_OFFICE = (
    Column("office", "报告单位", TEXT, "谁的报告"),
    Column("level", "级别", TEXT, "省、市、县区、乡镇街道或部门"),
)
COLUMNS = (*OF_A_FIGURE, *OF_THE_OFFICE)


class YearFiles(NamedTuple):
    """A year's files as the index lists them: of each its suffix, its size in bytes and its SHA-256.

    `title`, `url` and `office` are those of the report that the figures come from.
    """

    year: int
    title: str
    url: str
    office: OfficeDetails
    files: tuple[tuple[str, int, str], ...]


def prepare(settings: Settings) -> Writer:
    """Return what writes figures; its index of the folder follows the project's template."""
    return Writer(write, index=Index(INDEX, entry, partial(index, templates=settings.templates), digests))


def write(document: Document) -> dict[str, bytes]:
    """Return all figures of the year as CSV and as JSON under their suffixes."""
    heads = tuple(column.head for column in COLUMNS)
    table = csv_cells.table([heads, *(row(figure, document.office) for figure in document.figures)])
    return {CSV: table.encode(), JSON: "".join(_json(document)).encode()}


def row(figure: FigureDetails, office: OfficeDetails) -> tuple[Value, ...]:
    """Return a figure's cells in the order of COLUMNS."""
    return (*_of_a_figure(figure), *_of_the_office(office))


def _of_the_office(office: OfficeDetails) -> tuple[Value, ...]:
    return office.name or None, office.level or None


def _of_a_figure(figure: FigureDetails) -> tuple[Value, ...]:
    """Return what a figure says of itself; values and bounds in its unit, no trailing zeros."""
    fact = figure.fact
    low, high = fact.bounds
    return (
        *(fact.key, fact.label, figure.part, figure.department or None),
        *(_plain(fact.value), _plain(low), _plain(high)),
        *(fact.unit, fact.text, fact.previous or None, figure.note or None),
    )


def _plain(value: Decimal | None) -> Decimal | None:
    """Return a number without trailing zeros and without the sign of zero."""
    if value is None:
        return None
    return (value + 0).normalize()  # -0 + 0 is 0


def _json(document: Document) -> Iterator[str]:
    """Yield one JSON object, version 1, a line per figure; numbers are exact decimals."""
    header = {"version": VERSION, "year": document.year, "title": text_of(document.title)}
    header |= {
        column.name: value
        for column, value in zip(OF_THE_OFFICE, _of_the_office(document.office), strict=True)
    }
    yield "{\n"
    yield "".join(f'  "{name}": {_text(value)},\n' for name, value in header.items())
    yield '  "figures": ['
    yield ",".join(f"\n    {_object(figure)}" for figure in document.figures)
    yield "\n  ]\n}\n"


def _object(figure: FigureDetails) -> str:
    pairs = zip(OF_A_FIGURE, _of_a_figure(figure), strict=True)
    members = [f'"{column.name}": {_number(value)}' for column, value in pairs]
    if figure.provenance:
        members.append(f'"from": {_text(dict(figure.provenance))}')
    return f"{{{', '.join(members)}}}"


def _number(value: Value) -> str:
    """Return a value as JSON; a number digit by digit, since a float would not be exact."""
    return _text(value) if value is None or isinstance(value, str) else format(value, "f")


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# The index


def entry(document: Document, outputs: Mapping[str, bytes]) -> YearFiles:
    """Return what the index notes of a year: suffix, size and digest of each file written for it."""
    files = ((suffix, len(content), sha256(content).hexdigest()) for suffix, content in outputs.items())
    title, url = text_of(document.title), document.properties.url
    return YearFiles(document.year, title, url, document.office, tuple(files))


def index(
    entries: Iterable[YearFiles], names: Collection[str], present: bytes, templates: Callable[[str], bytes]
) -> bytes:
    """Return the index of a folder: the template's properties, and a resource for each file.

    Years can be built one by one: what the index that is `present` lists of other years stays, as far as
    the files are still among `names`. Raises Unusable for a broken template.
    """
    own = {files.year: files for files in entries}
    others: dict[int, list[dict[str, Any]]] = {}
    for year, resource in _listed(present):
        if year not in own and resource["path"] in names:
            others.setdefault(year, []).append(resource)
    years = sorted({*own, *others})
    of_years = (_resources(own[year]) if year in own else others[year] for year in years)
    given = properties(templates(INDEX))
    if years:
        latest = _resources(own[years[-1]]) if years[-1] in own else others[years[-1]]
        given = {**given, **_publisher(given, latest[0])}
    return digest.signed("index", _joined(given, chain.from_iterable(of_years)).encode())


def _publisher(given: Mapping[str, Any], latest: Mapping[str, Any]) -> dict[str, Any]:
    """Return who publishes the package, as its latest year says, where the template does not."""
    office = latest.get("office")
    if not isinstance(office, dict):
        return {}
    contributors = [{"title": office.get("name"), "role": "publisher"}]
    found = {"office": office, "contributors": contributors if office.get("name") else None}
    return {name: value for name, value in found.items() if value and name not in given}


def digests(present: bytes) -> dict[str, str]:
    """Return the SHA-256 of each file that an index lists, by its name; of anything else nothing."""
    listed = ((resource["path"], resource.get("hash")) for _, resource in _listed(present))
    return {path: found.removeprefix("sha256:") for path, found in listed if isinstance(found, str)}


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
        given = json.loads(content.decode("utf-8-sig"))
        _text(given).encode()  # raises for lone surrogates, which JSON can hold but UTF-8 cannot
    except (ValueError, RecursionError) as error:
        raise Unusable(f"模板 {INDEX} 不是 JSON：{error}") from error
    if not isinstance(given, dict):
        raise Unusable(f"模板 {INDEX} 不是 JSON 对象")
    return {name: value for name, value in given.items() if name not in ("resources", digest.NAME)}


def _listed(content: bytes) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield years and resources of an index of ours; of anything else nothing."""
    try:
        resources = json.loads(content)["resources"]
        paths = [resource["path"] for resource in resources]
        _text(resources).encode()  # raises for lone surrogates, as above
    except (ValueError, LookupError, TypeError, RecursionError):
        return
    for resource, path in zip(resources, paths, strict=True):
        if isinstance(path, str) and (match := OF_A_YEAR.fullmatch(path)):
            yield int(match[1]), resource


def _resources(files: YearFiles) -> list[dict[str, Any]]:
    kinds = {CSV: ("tabular-data-resource", "text/csv"), JSON: ("data-resource", "application/json")}
    resources = []
    for suffix, size, hashed in files.files:
        profile, mediatype = kinds[suffix]
        form = suffix.removeprefix(".")
        resource: dict[str, Any] = {
            "profile": profile,
            "name": f"figures-{files.year}-{form}",
            "path": f"{files.year}{suffix}",
            "title": f"{files.title}：指标数值",
            "format": form,
            "mediatype": mediatype,
            "encoding": "utf-8",
            "bytes": size,
            "hash": f"sha256:{hashed}",
            "sources": [{"title": files.title, **({"path": files.url} if files.url else {})}],
        }
        if any(files.office):
            resource["office"] = {"name": files.office.name or None, "level": files.office.level or None}
        if suffix == CSV:
            resource["schema"] = _schema()
        resources.append(resource)
    return resources


def _schema() -> dict[str, Any]:
    """Return the Table Schema of the CSV."""
    fields = [
        {"name": column.head, "type": column.type, "title": column.name, "description": column.meaning}
        for column in COLUMNS
    ]
    fields[0]["constraints"] = {"required": True, "unique": True}  # type: ignore[assignment]
    return {"fields": fields, "primaryKey": [COLUMNS[0].head], "missingValues": [""]}
