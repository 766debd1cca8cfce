"""A year file: what the indicators were, and what the report says in its six parts.

Knows one data/NNNN.yaml as a model; not what the catalogue or another year says.
"""

# No postponed annotations here: Pydantic would look up `quantity.Quantity`, as text, in Amount, whose own
# field is called quantity.
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from lawgov_report.language import quantity
from lawgov_report.language.quantity import OWED
from lawgov_report.language.quantity_remedy import remedy, respelt
from lawgov_report.models.catalogue import PartName
from lawgov_report.models.fields import (
    WHOLE,
    Identifier,
    Lines,
    Model,
    Prose,
    Respelt,
    Scalar,
    Truth,
    Whole,
    fault,
    frozen_mapping,
    load,
    one_or,
    read_by,
    scalar,
    spelt,
)
from lawgov_report.models.particulars import Particulars
from lawgov_report.reading.diagnostics import Diagnostic, Written

if TYPE_CHECKING:
    from typing import Self

    from lawgov_report.reading.source import Path, Source

# characters of all texts of a year; a long report has 15,000
MOST_PROSE = 600_000
PROSE = "写在 | 后面另起的行里，引用数值写 {{ 指标的键 }}"
DRAFT = "未核定的文字写 true"
LEAD = "条目之前的话，与条目同段"
ITEMS = "一是、二是……"
EITHER = f"{ITEMS}；与 sections 只写一种"
SECTIONS = "（一）（二）……，与 items 只写一种"
CLOSING = "条目之后的话，与条目同段"


class TextKind(StrEnum):
    """What a text of the report is."""

    TITLE = "title"
    PREAMBLE = "preamble"
    HEADING = "heading"
    INTRO = "intro"
    LEAD = "lead"
    ITEM = "item"
    CLOSING = "closing"


class Segment(NamedTuple):
    """One text of the report, as `Year.walk` yields it: what it is and where it stands.

    `lines` are the lines that a title or a heading is broken into; every other text has exactly one.
    `path` leads there by keys and indexes: ("parts", "leadership", "items", 0) for an item.
    `level` is 0 and `part` None outside the parts; `level` is 1 directly in a part, 2 in a section.
    `section` is the section's id, or its number from 1 where it has none; "" outside sections.
    `number` counts parts, sections (both at their headings) and items from 1; 0 for all other texts.
    `id` is an item's, or a section's at its heading, as the file gives it; "" where there is none.
    """

    kind: TextKind
    lines: tuple[Written, ...]
    path: "Path"
    level: int = 0
    part: PartName | None = None
    section: str = ""
    number: int = 0
    id: str = ""
    draft: bool = False

    @property
    def written(self) -> Written:
        """The text as it is written, the first line of a title or a heading."""
        return self.lines[0]


class Amount(NamedTuple):
    """A quantity as it is written; `quantity` is None while it is owed."""

    written: Written
    quantity: quantity.Quantity | None


def _amount(value: object) -> Amount:
    text = scalar(value)
    if text.text == OWED:
        return Amount(text, None)
    parsed = quantity.parse(text.text)
    if parsed is None:
        meant = respelt(text.text)
        certain = Respelt(text.text, meant) if meant else None
        raise fault("LG104", f"“{text.text}”不是数值", remedy(text.text), respelt=certain)
    return Amount(text, parsed)


Quantity = Annotated[
    Amount,
    read_by(_amount),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^(?:{OWED}|{spelt(quantity.WRITTEN)})$",
            "description": f"数字和单位连写；没有单位的 717、带逗号的 1,200件 不行；还没有数的写 {OWED}",
            "examples": ["717件", "2.45万件", "6万余册", "95%以上", "3～5个", OWED],
        },
    ),
]


class Figure(Model):
    """The value of one indicator in this year."""

    value: Quantity = Field(title="数值")
    source: Prose | None = Field(
        None, title="来源", description="谁报送的，依据什么", examples=["区司法局报送"]
    )
    note: Prose | None = Field(None, title="说明", description="例如比上年变动大的原因")
    previous: Quantity | None = Field(
        None, title="上年数值（更正）", description="上年文件里的数有误时写在这里"
    )

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("value", value)


class Passage(Model):
    """A text of its own."""

    text: Prose = Field(title="文字", description=PROSE)
    draft: Truth = Field(default=False, title="草稿", description=DRAFT)

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("text", value)


class Item(Model):
    """One 一是 clause."""

    id: Identifier = Field(title="标识", description="在一年里不重复，逐年沿用", examples=["legal_advisers"])
    text: Prose = Field(title="文字", description=f"{PROSE}；不写“一是”，序号自动编")
    draft: Truth = Field(default=False, title="草稿", description=DRAFT)


class Shortcoming(Item):
    """An item of part 五; `cause` quotes the words of its text that give the cause."""

    cause: Prose | None = Field(None, title="原因", description="文字中说明原因的原话，一字不差")


class Step(Item):
    """An item of part 六; it answers shortcomings of part 五."""

    answers: tuple[Scalar, ...] = Field(
        (), title="对应的问题", description="第五部分条目的标识", examples=[["grassroots_workforce"]]
    )


class Section(Model):
    """A （一） section."""

    id: Identifier | None = Field(None, title="标识", description="逐年沿用；不写的，用序号")
    heading: Lines = Field(title="标题", description="不写“（一）”，序号自动编")
    lead: Passage | None = Field(None, title="引语", description=LEAD)
    items: tuple[Item, ...] = Field((), title="条目", description=ITEMS)
    closing: Passage | None = Field(None, title="结语", description=CLOSING)

    @model_validator(mode="after")
    def _says_something(self) -> "Self":
        if not (self.items or self.lead):
            raise fault("LG110", "这一小节没有内容", "写 items，或只写 lead")
        return self


class Part(Model):
    """One of the six parts: it has items, or sections that have them."""

    heading: Lines = Field(title="标题", description="不写“一、”，序号自动编；末尾不加句号")
    intro: Passage | None = Field(None, title="导语段", description="单独成段")
    lead: Passage | None = Field(None, title="引语", description=LEAD)
    items: tuple[Item, ...] = Field((), title="条目", description=EITHER)
    sections: tuple[Section, ...] = Field((), title="小节", description=SECTIONS)
    closing: Passage | None = Field(None, title="结语", description=CLOSING)

    @model_validator(mode="after")
    def _items_or_sections(self) -> "Self":
        if not (self.items or self.sections):
            raise fault("LG110", "这一部分没有条目", "写 items 或 sections，至少一条")
        if self.items and self.sections:
            raise fault("LG110", "这一部分同时有 items 和 sections", "只留一种：条目放进小节里，或不设小节")
        return self


class ShortcomingSection(Section):
    """A section of part five."""

    items: tuple[Shortcoming, ...] = Field((), title="条目", description=ITEMS)


class ShortcomingPart(Part):
    """Part five."""

    items: tuple[Shortcoming, ...] = Field((), title="条目", description=EITHER)
    sections: tuple[ShortcomingSection, ...] = Field((), title="小节", description=SECTIONS)


class StepSection(Section):
    """A section of part six."""

    items: tuple[Step, ...] = Field((), title="条目", description=ITEMS)


class StepPart(Part):
    """Part six."""

    items: tuple[Step, ...] = Field((), title="条目", description=EITHER)
    sections: tuple[StepSection, ...] = Field((), title="小节", description=SECTIONS)


class Parts(Model):
    """The six fixed parts."""

    leadership: Part = Field(title="第一责任人职责", description="第一部分")
    decision_making: Part = Field(title="行政决策", description="第二部分")
    law_enforcement: Part = Field(title="行政执法", description="第三部分")
    dispute_resolution: Part = Field(title="纠纷化解", description="第四部分")
    shortcomings: ShortcomingPart = Field(title="问题与不足", description="第五部分")
    next_steps: StepPart = Field(title="下一步安排", description="第六部分")


class Waiver(Model):
    """A recorded acceptance of one finding."""

    code: Scalar = Field(title="规则代码", description="LG3 及以后的规则", examples=["LG301"])
    at: Scalar = Field(
        title="位置",
        description="由键和标识连成的路径",
        examples=["indicators.mediation_success_rate", "parts.law_enforcement.items.ecology.text"],
    )
    quote: Scalar = Field(
        title="原文",
        description="有问题的原话，一字不差；LG301 照关系式的次序写全各项数值，用顿号隔开",
        examples=["95%以上", "95%以上、680件、717件"],
    )
    reason: Prose = Field(title="理由", description="为什么可以不改", examples=["与公开文本一致，原文如此"])


class Year(Model):
    """data/NNNN.yaml."""

    year: Whole = Field(title="年份", description="四位数字，与文件名一致", examples=[2020])
    document: Particulars = Field(title="文件", description="标题必写，其余有就写")
    indicators: Annotated[Mapping[Identifier, Figure], AfterValidator(frozen_mapping)] = Field(
        title="数值", description="指标的键: 数值；键取自 indicators.yaml"
    )
    preamble: Passage = Field(title="导言", description="第一部分之前的一段")
    parts: Parts = Field(title="六个部分", description="六个键都要有，次序固定")
    waivers: tuple[Waiver, ...] = Field((), title="豁免", description="一条只豁免一处问题")

    def walk(self) -> Iterator[Segment]:
        """Yield every text of the report in the order in which it is printed, the title first.

        What else `document` holds (number, addressee, date …) is no text of the report.
        """
        yield Segment(TextKind.TITLE, self.document.title, ("document", "title"))
        yield from _Spot().passage(TextKind.PREAMBLE, self.preamble)
        for number, (name, part) in enumerate(self.named_parts(), 1):
            yield from _Spot(("parts", name.value), 1, name).part_texts(part, number)

    def shortcomings(self) -> Iterator[Shortcoming]:
        """Yield the items of part five, also those in sections."""
        part = self.parts.shortcomings
        yield from part.items
        yield from (item for section in part.sections for item in section.items)

    def steps(self) -> Iterator[Step]:
        """Yield the items of part six, also those in sections."""
        part = self.parts.next_steps
        yield from part.items
        yield from (item for section in part.sections for item in section.items)

    def named_parts(self) -> Iterator[tuple[PartName, Part]]:
        """Yield the six parts in order."""
        for name in PartName:
            yield name, getattr(self.parts, name)


def read(source: "Source", expected: int) -> tuple[Year | None, list[Diagnostic]]:
    """Return the year that a source holds, or None and what is wrong with it.

    `expected` is the year that the file is named after.
    """
    year, found = load(Year, source)
    # from the source, not the model: that there is none must not hide that the file is another year's
    number = source.data.get("year") if isinstance(source.data, Mapping) else None
    if isinstance(number, Written) and WHOLE.fullmatch(number.text) and number.text != str(expected):
        hint = f"把这里改为 {expected}，或把文件改名为 {number.text}.yaml"
        message = f"文件名是 {expected} 年，这里写的是 {number.text}"
        return None, [*found, Diagnostic(source.value(("year",)), "LG106", message, hint)]
    endless = [] if year is None else _beyond(year)
    return (None, endless) if endless else (year, found)


def _beyond(year: Year) -> list[Diagnostic]:
    """Return the finding that a year has more text than is read, at the first text beyond."""
    length = 0
    for text in _texts(year):
        length += len(text.text)
        if length > MOST_PROSE:
            message = f"报告的文字到这里超过 {MOST_PROSE // 10_000} 万字，没有再读"
            return [Diagnostic(text.place, "LG002", message, "检查是否重复粘贴；一年一个文件")]
    return []


def _texts(year: Year) -> Iterator[Written]:
    """Yield all texts that are printed: those of `document`, then those of the report."""
    for _, value in year.document:
        lines = value if isinstance(value, tuple) else (value,)
        yield from (line for line in lines if isinstance(line, Written))
    for segment in year.walk():
        if segment.kind is not TextKind.TITLE:
            yield from segment.lines


class _Spot(NamedTuple):
    """Where texts stand in a year: the path to what holds them, and what every one has in common."""

    path: "Path" = ()
    level: int = 0
    part: PartName | None = None
    section: str = ""

    def passage(self, kind: TextKind, passage: Passage | None) -> Iterator[Segment]:
        """Yield a passage, whose key in the file is its kind, or nothing where there is none."""
        if passage:
            path = (*self.path, kind.value)
            yield Segment(
                kind, (passage.text,), path, self.level, self.part, self.section, draft=passage.draft
            )

    def part_texts(self, part: Part, number: int) -> Iterator[Segment]:
        """Yield the texts of a part, those of its sections before its closing."""
        yield self._heading(part.heading, number)
        yield from self.passage(TextKind.INTRO, part.intro)
        yield from self.passage(TextKind.LEAD, part.lead)
        yield from self._items(part.items)
        for index, section in enumerate(part.sections):
            name = section.id or str(index + 1)
            inside = _Spot((*self.path, "sections", index), self.level + 1, self.part, name)
            yield from inside.section_texts(section, index + 1)
        yield from self.passage(TextKind.CLOSING, part.closing)

    def section_texts(self, section: Section, number: int) -> Iterator[Segment]:
        """Yield the texts of a section."""
        yield self._heading(section.heading, number, section.id or "")
        yield from self.passage(TextKind.LEAD, section.lead)
        yield from self._items(section.items)
        yield from self.passage(TextKind.CLOSING, section.closing)

    def _heading(self, lines: tuple[Written, ...], number: int, id_: str = "") -> Segment:
        path = (*self.path, "heading")
        return Segment(TextKind.HEADING, lines, path, self.level, self.part, self.section, number, id_)

    def _items(self, items: tuple[Item, ...]) -> Iterator[Segment]:
        for index, item in enumerate(items):
            yield Segment(
                TextKind.ITEM,
                (item.text,),
                (*self.path, "items", index),
                self.level,
                self.part,
                self.section,
                index + 1,
                item.id,
                item.draft,
            )
