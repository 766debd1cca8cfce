"""The catalogue: what is measured, by whom, and which relations every year must satisfy.

Knows data/indicators.yaml as a model; not what a year's figures are.
"""

# No postponed annotations here: Pydantic would look up `relation.Formula`, as text, in Check, whose own
# field is called relation.
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator

from lawgov_report.language import quantity, relation
from lawgov_report.language.identifiers import KEY, LETTERS
from lawgov_report.language.numerals import chinese
from lawgov_report.models.fields import (
    IDENTIFIER,
    MISFIT,
    Identifier,
    Json,
    Model,
    Prose,
    Scalar,
    Whole,
    fault,
    frozen_mapping,
    load,
    one_or,
    read_by,
    read_in_context,
    scalar,
    spelt,
)
from lawgov_report.models.outline import BUILT_IN, SIX, Outline, OutlinePart, part_of
from lawgov_report.reading.diagnostics import Severity, Written

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source


# characters of all relations; those of an office have some 5,000
MOST_OF_RELATIONS = 200_000


NOBODY = "未指定部门"


class Check(NamedTuple):
    """A relation and where it is written."""

    written: Written
    relation: relation.Formula


class Rating(NamedTuple):
    """A severity and where it is written."""

    written: Written
    severity: Severity


class KnownParts(NamedTuple):
    """The parts that an indicator may belong to: those of the office's outline, and others by their keys.

    `others` is asked only for a key that the office and the built-in outlines lack. Not `complete` where the
    office could not be read: then any key is a part.
    """

    outline: Outline = BUILT_IN[SIX]
    others: Callable[[], Mapping[str, OutlinePart]] = dict
    complete: bool = True

    def part(self, id_: str) -> OutlinePart | None:
        """Return the part with this key, None where no outline has it."""
        for outline in (self.outline, *BUILT_IN.values()):
            if found := part_of(outline, id_):
                return found
        if self.complete:
            return self.others().get(id_)
        # that its parts are not known is no fault of the catalogue
        return OutlinePart.model_construct(id=id_, title=id_, covers=())


def _part(value: object, info: ValidationInfo) -> OutlinePart:
    text = scalar(value).text
    known = info.context or KnownParts()
    part = known.part(text)
    if part is None:
        ids = [part.id for part in known.outline]
        raise fault("LG107", f"没有 {text} 这一部分", f"{chinese(len(ids))}个部分：{'、'.join(ids)}")
    return part


def _unit(value: object) -> Written:
    text = scalar(value)
    sample = quantity.parse(f"1{text.text}")
    # a scale or a bound word is no part of the unit that is read: 万元 leaves 元, 件以上 leaves 件
    if sample is None or sample.unit != text.text:
        hint = "写基本单位，例如 元、平方米、件、人次、%；万、亿写在数值里"
        raise fault("LG107", f"“{text.text}”不能作单位", hint)
    return text


def _rating(value: object) -> Rating:
    text = scalar(value)
    if text.text not in set(Severity):
        raise fault("LG107", f"“{text.text}”应为 error 或 warning")
    return Rating(text, Severity(text.text))


def _share(value: object) -> Written:
    text = scalar(value)
    share = quantity.parse(text.text)
    if share is None or text.text != f"{share.digits}%" or share.number < 0:
        raise fault("LG107", f"“{text.text}”应为百分数", "例如 50%")
    return text


def _check(value: object) -> Check:
    text = scalar(value)
    try:
        return Check(text, relation.parse(text.text))
    except relation.NotAFormula as error:
        hint = "例如 part_a + part_b == total，只用指标的键、整数、+ - * / 和括号"
        raise fault("LG109", str(error), hint, text.at(error.offset, error.offset + 1)) from None


def _not_too_many(value: object) -> object:
    """Return the relations of a catalogue as they are; raises at the first beyond what is read."""
    length = 0
    for entry in value if isinstance(value, tuple) else ():
        text = entry.get("check") if isinstance(entry, Mapping) else entry
        if not isinstance(text, Written):
            continue
        length += len(text.text)
        if length > MOST_OF_RELATIONS:
            message = f"勾稽关系到这里合计超过 {MOST_OF_RELATIONS // 10_000} 万个字符，没有再读"
            raise fault("LG002", message, "检查是否重复粘贴；只写每年都要核对的", text.place)
    return value


def _nothing() -> Mapping[str, Any]:
    return frozen_mapping({})


Part = Annotated[OutlinePart, read_in_context(_part), WithJsonSchema(IDENTIFIER)]
# what the validators above check, as far as a regular expression can, for editors
UNIT: Json = {
    "type": "string",
    "pattern": f"^(?!.+(?:{'|'.join(quantity.AFTER)})$){spelt(quantity.UNIT.removesuffix('?'))}$",
    MISFIT: "写基本单位，例如 元、平方米、件、人次、%；万、亿和“以上”写在数值里",
}
SHARE: Json = {"type": "string", "pattern": f"^{quantity.DIGITS}%$", MISFIT: "应为百分数，例如 50%"}
OPERAND = rf"[\s(]*(?:{KEY}|[0-9]{{1,15}})[\s)]*"
SUM = f"{OPERAND}(?:[-+*/]{OPERAND})*"
# two sums with ==, <= or >= between them; the lookahead wants a letter: 1 == 1 relates no indicators
CHECK: Json = {
    "type": "string",
    "pattern": f"^(?=[^{LETTERS}]*[{LETTERS}]){SUM}(?:==|<=|>=){SUM}$",
    MISFIT: "例如 part_a + part_b == total：指标的键、整数、+ - * / 和括号，中间是 ==、<= 或 >=",
}
Unit = Annotated[Written, read_by(_unit), WithJsonSchema(UNIT)]
Share = Annotated[Written, read_by(_share), WithJsonSchema(SHARE)]
Rated = Annotated[Rating, read_by(_rating), WithJsonSchema({"enum": [*Severity]})]


class Indicator(Model):
    """What is measured."""

    label: Prose = Field(
        title="名称",
        description="规范的全称；不带数和单位，不写“2020年调解数（件）”",
        examples=["人民调解组织调处矛盾纠纷"],
    )
    unit: Unit = Field(
        title="单位",
        description="基本单位；万、亿和“以上”写在数值里，不写 万元",
        examples=["件", "人次", "元", "%"],
    )
    part: Part = Field(title="部分", description="指标写进报告的哪一部分：提纲里的键")
    department: Scalar | None = Field(None, title="报送部门", description="departments 里的键")
    definition: Prose | None = Field(None, title="口径", description="算哪些，不算哪些")
    since: Whole | None = Field(None, title="启用年份", description="从这一年起", examples=[2020])
    until: Whole | None = Field(None, title="停用年份", description="到这一年为止", examples=[2024])
    replaces: Scalar | None = Field(None, title="替代的指标", description="原来的指标的键")
    threshold: Share | None = Field(
        None, title="变动界限", description="比上年增减超过它就要说明，不写为 50%", examples=["50%"]
    )


class Relation(Model):
    """A relation with its severity and the reason for it."""

    check: Annotated[Check, read_by(_check), WithJsonSchema(CHECK)] = Field(
        title="关系式",
        description="左右是指标的键、整数、+ - * / 和括号，中间是 ==、<= 或 >=；不写单个 =",
        examples=["人民调解成功 <= 人民调解案件", "part_a + part_b == total"],
    )
    severity: Rated | None = Field(None, title="严重程度", description="不写为 error")
    note: Prose | None = Field(None, title="说明", description="为什么应当成立，印在提示里")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("check", value)


class Catalogue(Model):
    """data/indicators.yaml."""

    departments: Annotated[Mapping[Identifier, Prose], AfterValidator(frozen_mapping)] = Field(
        default_factory=_nothing,
        title="部门",
        description="部门的键: 部门名称",
        examples=[{"justice": "区司法局"}],
    )
    indicators: Annotated[Mapping[Identifier, Indicator], AfterValidator(frozen_mapping)] = Field(
        title="指标", description="指标的键: 指标；键用汉字、小写英文字母、数字和下划线，逐年沿用"
    )
    relations: Annotated[tuple[Relation, ...], BeforeValidator(_not_too_many)] = Field(
        (), title="勾稽关系", description="每年的数值都应满足的等式和不等式"
    )
    severities: Annotated[Mapping[str, Rated], AfterValidator(frozen_mapping)] = Field(
        default_factory=_nothing,
        title="规则的严重程度",
        description="规则代码: error 或 warning，只能写 LG3 及以后的规则",
        examples=[{"LG301": "warning"}],
    )

    @cached_property
    def keys_by_label(self) -> Mapping[str, str]:
        """The keys of its indicators by their labels; no label that two of them share."""
        labels = Counter(indicator.label.text for indicator in self.indicators.values())
        return frozen_mapping(
            {
                indicator.label.text: key
                for key, indicator in self.indicators.items()
                if labels[indicator.label.text] == 1
            }
        )

    def reporting(self, key: str) -> str:
        """Return the name of the department that reports an indicator, NOBODY where none is said."""
        department = self.indicators[key].department
        if department is None:
            return NOBODY
        name = self.departments.get(department.text)
        return name.text if name else department.text

    @cached_property
    def units(self) -> frozenset[str]:
        """The units of its indicators."""
        return frozenset(indicator.unit.text for indicator in self.indicators.values())


def read(source: "Source", parts: KnownParts | None = None) -> "tuple[Catalogue | None, list[Diagnostic]]":
    """Return the catalogue that a source holds, or None and what is wrong with it.

    `parts` are those of the project; only those of the built-in outlines where none are given.
    """
    return load(Catalogue, source, parts)
