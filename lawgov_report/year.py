"""A year file: what the indicators were, and what the report says in its six parts.

Knows one data/NNNN.yaml as a model; not what the catalogue or another year says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Generic, TypeVar

from pydantic import AfterValidator, Field, model_validator

from lawgov_report import quantity
from lawgov_report.catalogue import PartName
from lawgov_report.diagnostics import Diagnostic, Written
from lawgov_report.schema import (
    TEXT,
    Date,
    Identifier,
    Lines,
    Model,
    Prose,
    ReadBy,
    Scalar,
    Truth,
    Whole,
    fault,
    frozen_mapping,
    load,
    one_or,
    scalar,
)

if TYPE_CHECKING:
    from typing import Self

    from lawgov_report.source import Source

OWED = "待报"


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as it is written; `quantity` is None while it is owed."""

    written: Written
    quantity: quantity.Quantity | None


def _amount(value: object) -> Amount:
    text = scalar(value)
    if text.text == OWED:
        return Amount(text, None)
    parsed = quantity.parse(text.text)
    if parsed is None:
        raise fault("LG104", f"“{text.text}”不是数值", _remedy(text.text))
    return Amount(text, parsed)


def _remedy(text: str) -> str:
    """Return what the text was probably meant to be, or how a quantity is written."""
    meant = text.translate(quantity.HALF_WIDTH)
    meant = "".join(character for character in meant if character not in " ,，　")
    meant = meant.lstrip("0") if meant[1:2].isdigit() else meant
    if meant != text and quantity.parse(meant):
        return f"写成 {meant}"
    if quantity.parse(f"{meant}件"):
        return f"数值后面要有单位，例如 {meant}件"
    return f"例如 717件、2.45万件、6万余册、95%以上；还没有数的写 {OWED}"


Quantity = Annotated[Amount, ReadBy(_amount, TEXT)]


class Figure(Model):
    """The value of one indicator in this year."""

    value: Quantity = Field(title="数值")
    source: Prose | None = Field(None, title="来源")
    note: Prose | None = Field(None, title="说明")
    previous: Quantity | None = Field(None, title="上年数值（更正）")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("value", value)


class Passage(Model):
    """A text of its own."""

    text: Prose = Field(title="文字")
    draft: Truth = Field(default=False, title="草稿")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("text", value)


class Item(Model):
    """One 一是 clause."""

    id: Identifier = Field(title="标识")
    text: Prose = Field(title="文字")
    draft: Truth = Field(default=False, title="草稿")


class Shortcoming(Item):
    """An item of part 五; its cause is told in words of its text."""

    cause: Prose | None = Field(None, title="原因")


class Step(Item):
    """An item of part 六; it answers shortcomings of part 五."""

    answers: tuple[Scalar, ...] = Field((), title="对应的问题")


I = TypeVar("I", bound=Item)  # noqa: E741 the usual one-letter type variable


class Section(Model, Generic[I]):
    """A （一） section."""

    id: Identifier | None = Field(None, title="标识")
    heading: Lines = Field(title="标题")
    lead: Passage | None = Field(None, title="引语")
    items: tuple[I, ...] = Field((), title="条目")
    closing: Passage | None = Field(None, title="结语")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.items or self.lead):
            raise fault("LG110", "这一小节没有内容", "写 items，或只写 lead")
        return self


class Part(Model, Generic[I]):
    """One of the six parts: it has items, or sections that have them."""

    heading: Lines = Field(title="标题")
    intro: Passage | None = Field(None, title="导语段")
    lead: Passage | None = Field(None, title="引语")
    items: tuple[I, ...] = Field((), title="条目")
    sections: tuple[Section[I], ...] = Field((), title="小节")
    closing: Passage | None = Field(None, title="结语")

    @model_validator(mode="after")
    def _items_or_sections(self) -> Self:
        if not (self.items or self.sections):
            raise fault("LG110", "这一部分没有条目", "写 items 或 sections，至少一条")
        if self.items and self.sections:
            raise fault("LG110", "这一部分同时有 items 和 sections", "只留一种：条目放进小节里，或不设小节")
        return self


class Parts(Model):
    """The six fixed parts."""

    leadership: Part[Item] = Field(title="第一责任人职责")
    decision_making: Part[Item] = Field(title="行政决策")
    law_enforcement: Part[Item] = Field(title="行政执法")
    dispute_resolution: Part[Item] = Field(title="纠纷化解")
    shortcomings: Part[Shortcoming] = Field(title="问题与不足")
    next_steps: Part[Step] = Field(title="下一步安排")


class Particulars(Model):
    """What the document says of itself: head, tail and properties. All but the title optional."""

    title: Lines = Field(title="标题")
    mark: Prose | None = Field(None, title="发文机关标志")
    number: Prose | None = Field(None, title="发文字号")
    signatory: Prose | None = Field(None, title="签发人")
    addressee: Prose | None = Field(None, title="主送机关")
    signature: Prose | None = Field(None, title="署名")
    date: Date | None = Field(None, title="成文日期")
    attachments: Lines = Field((), title="附件")
    copies_to: Lines = Field((), title="抄送")
    printed_by: Prose | None = Field(None, title="印发机关")
    printed_on: Date | None = Field(None, title="印发日期")
    sent: Date | None = Field(None, title="报送日期")
    published: Date | None = Field(None, title="公开日期")
    source: Prose | None = Field(None, title="来源")
    author: Prose | None = Field(None, title="作者")
    keywords: Lines = Field((), title="关键词")
    description: Prose | None = Field(None, title="摘要")
    url: Prose | None = Field(None, title="网址")


class Waiver(Model):
    """A recorded acceptance of one finding."""

    code: Scalar = Field(title="规则代码")
    at: Scalar = Field(title="位置")
    quote: Scalar = Field(title="原文")
    reason: Prose = Field(title="理由")


class Year(Model):
    """data/NNNN.yaml."""

    year: Whole = Field(title="年份")
    document: Particulars = Field(title="文件")
    indicators: Annotated[Mapping[Identifier, Figure], AfterValidator(frozen_mapping)] = Field(title="数值")
    preamble: Passage = Field(title="导言")
    parts: Parts = Field(title="六个部分")
    waivers: tuple[Waiver, ...] = Field((), title="豁免")

    def named_parts(self) -> Iterator[tuple[PartName, Part[Item]]]:
        """Yield the six parts in order."""
        for name in PartName:
            yield name, getattr(self.parts, name)


def read(source: Source, expected: int) -> tuple[Year | None, list[Diagnostic]]:
    """Return the year that a source holds, or None and what is wrong with it.

    `expected` is the year that the file is named after.
    """
    year, found = load(Year, source)
    told = source.data.get("year") if isinstance(source.data, Mapping) else None
    if isinstance(told, Written):
        written = told.text
        if written.isascii() and written.isdecimal() and written != str(expected):
            hint = f"把这里改为 {expected}，或把文件改名为 {written}.yaml"
            message = f"文件名是 {expected} 年，这里写的是 {written}"
            return None, [*found, Diagnostic(source.value(("year",)), "LG106", message, hint)]
    return year, found


def items_of(part: Part[I]) -> Iterator[I]:
    """Yield all items of a part, also those in sections."""
    yield from part.items
    for section in part.sections:
        yield from section.items
