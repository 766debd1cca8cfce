"""The outline of a report: its parts in order, what of the law each covers, and how headings are counted.

Knows the built-in outlines and how a file names or lists one; not what any part says.
"""

# No postponed annotations here: Pydantic looks up those of fields
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema

from lawgov_report.language import numbering
from lawgov_report.language.numerals import chinese
from lawgov_report.models.fields import (
    TEXT,
    Identifier,
    Json,
    Model,
    fault,
    not_empty,
    one_or_more,
    prose,
    read_by,
    scalar,
    some,
)
from lawgov_report.reading.diagnostics import Written


class Covers(StrEnum):
    """A content that the law requires of the report, or none of them."""

    ACHIEVEMENTS = "achievements"
    SHORTCOMINGS = "shortcomings"
    LEADERSHIP = "leadership"
    NEXT_STEPS = "next_steps"
    OTHER = "other"


# in the order in which the law names them
TITLES: Mapping[Covers, str] = {
    Covers.ACHIEVEMENTS: "主要举措和成效",
    Covers.SHORTCOMINGS: "存在的不足和原因",
    Covers.LEADERSHIP: "第一责任人职责",
    Covers.NEXT_STEPS: "下一年度主要安排",
}
CONTENTS = "、".join(f"{content} {TITLES.get(content, '其他')}" for content in Covers)
SIX = "six"
DEEPEST = len(numbering.LEVELS)  # levels of headings, parts included


def _content(value: object) -> Covers:
    text = scalar(value).text
    if text not in set(Covers):
        raise fault("LG107", f"没有 {text} 这种内容", f"可写的有 {CONTENTS}，都不是的不写")
    return Covers(text)


def _title(value: object) -> str:
    return prose(value).text


def _form(value: object) -> str:
    text = value if isinstance(value, str) else scalar(value).text
    if text not in numbering.SPELLINGS:
        raise fault("LG107", f"没有“{text}”这种序号", f"可写的有 {'  '.join(numbering.FORMS)}")
    return numbering.SPELLINGS[text]


CONTENT: Json = {"enum": [*Covers]}
# an editor reads 1. as a number
FORM: Json = {"enum": [*numbering.SPELLINGS, 1]}
Content = Annotated[Covers, read_by(_content), WithJsonSchema(CONTENT)]
Contents = Annotated[
    tuple[Content, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"oneOf": [CONTENT, {"type": "array", "minItems": 1, "items": CONTENT}]}),
]
Form = Annotated[str, read_by(_form), WithJsonSchema(FORM)]
Title = Annotated[str, BeforeValidator(_title), WithJsonSchema(TEXT)]


class OutlinePart(Model):
    """A part of an outline: the key of `parts:`, what it is called, and what it covers."""

    id: Identifier = Field(title="标识", description="parts 里的键，逐年沿用", examples=["achievements"])
    title: Title = Field(title="名称", description="用在表格和提示里；正文的标题写在年度文件的 heading")
    covers: Contents = Field((), title="对应法定内容", description="一种或几种；不写的，不算任何一种")


Outline = tuple[OutlinePart, ...]


def _built_in(*parts: tuple[str, str, Covers]) -> Outline:
    # as validated: a validator takes only what a file has written
    return tuple(
        OutlinePart.model_construct(id=id_, title=title, covers=(content,)) for id_, title, content in parts
    )


BUILT_IN: Mapping[str, Outline] = {
    SIX: _built_in(
        ("leadership", "第一责任人职责", Covers.LEADERSHIP),
        ("decision_making", "行政决策", Covers.ACHIEVEMENTS),
        ("law_enforcement", "行政执法", Covers.ACHIEVEMENTS),
        ("dispute_resolution", "纠纷化解", Covers.ACHIEVEMENTS),
        ("shortcomings", "问题与不足", Covers.SHORTCOMINGS),
        ("next_steps", "下一步安排", Covers.NEXT_STEPS),
    ),
    "national": _built_in(*((content.value, title, content) for content, title in TITLES.items())),
}


ENTRY = "- {id: achievements, title: 主要举措和成效, covers: achievements}"


def _chosen(value: object, info: ValidationInfo) -> object:
    """Return the outline that a file names, or lists; the office's where the file says nothing."""
    if value is None:
        return info.context.outline if info.context else BUILT_IN[SIX]
    if isinstance(value, Mapping):
        raise fault("LG103", "提纲应当是以 - 开头的列表", f"一部分一行，例如 {ENTRY}")
    if not isinstance(value, Written):
        return some(value)
    if value.text not in BUILT_IN:
        raise fault("LG107", f"没有内置的提纲 {value.text}", f"可写 {'、'.join(BUILT_IN)}，或把各部分列出来")
    return BUILT_IN[value.text]


def _distinct(parts: Outline) -> Outline:
    ids = [part.id for part in parts]
    twice = next((id_ for id_ in ids if ids.count(id_) > 1), "")
    if twice:
        raise fault("LG107", f"提纲里 {twice} 写了两次", "改名其中一个，或删去")
    return parts


def _counted(value: object, info: ValidationInfo) -> object:
    """Return how a file counts headings; as the office does where the file says nothing."""
    if value is None:
        return info.context.numbering if info.context else numbering.LEVELS
    return some(value)


def _name_or_listed(schema: Json) -> None:
    listed = {"type": schema.pop("type"), "minItems": 1, "items": schema.pop("items")}
    schema["anyOf"] = [{"enum": [*BUILT_IN]}, listed]


Chosen = Annotated[
    Outline,
    BeforeValidator(_chosen),
    AfterValidator(_distinct),
    Field(json_schema_extra=_name_or_listed),
]
Numbering = Annotated[
    tuple[Form, ...],
    Field(max_length=DEEPEST, json_schema_extra=not_empty),
    BeforeValidator(_counted),
]


def part_of(outline: Outline, id_: str) -> OutlinePart | None:
    """Return the part with this key, None where there is none."""
    return next((part for part in outline if part.id == id_), None)


def number_of(outline: Outline, id_: str) -> int:
    """Return the number of a part from 1; 0 for a key that is none."""
    return next((number for number, part in enumerate(outline, 1) if part.id == id_), 0)


def home(outline: Outline, part: OutlinePart) -> OutlinePart | None:
    """Return the part where a part of another outline belongs: by its key, then by what it covers."""
    covering = (other for other in outline if set(other.covers) & set(part.covers))
    return part_of(outline, part.id) or next(covering, None)


def heading(outline: Outline, part: OutlinePart) -> str:
    """Return what a part is called in tables, 三、行政执法; without a number where the outline lacks it."""
    number = number_of(outline, part.id)
    return f"{chinese(number)}、{part.title}" if number else part.title
