"""The catalogue: what is measured, by whom, and which relations every year must satisfy.

Knows data/indicators.yaml as a model; not what a year's figures are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, model_validator

from lawgov_report import quantity, relation
from lawgov_report.diagnostics import Severity, Written
from lawgov_report.schema import (
    TEXT,
    Identifier,
    Model,
    Prose,
    ReadBy,
    Scalar,
    Whole,
    fault,
    frozen_mapping,
    load,
    one_or,
    scalar,
)

if TYPE_CHECKING:
    from lawgov_report.diagnostics import Diagnostic
    from lawgov_report.source import Source


class PartName(StrEnum):
    """The six fixed parts, in order."""

    LEADERSHIP = "leadership"
    DECISION_MAKING = "decision_making"
    LAW_ENFORCEMENT = "law_enforcement"
    DISPUTE_RESOLUTION = "dispute_resolution"
    SHORTCOMINGS = "shortcomings"
    NEXT_STEPS = "next_steps"


@dataclass(frozen=True, slots=True)
class Check:
    """A relation and where it is written."""

    written: Written
    relation: relation.Relation


@dataclass(frozen=True, slots=True)
class Rating:
    """A severity and where it is written."""

    written: Written
    severity: Severity


def _part(value: object) -> PartName:
    text = scalar(value).text
    if text not in set(PartName):
        raise fault("LG107", f"没有 {text} 这一部分", f"六个部分：{'、'.join(PartName)}")
    return PartName(text)


def _unit(value: object) -> Written:
    text = scalar(value)
    one = quantity.parse(f"1{text.text}")
    if one is None or one.unit != text.text:
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
    except relation.NotARelation as error:
        hint = "例如 part_a + part_b == total，只用指标的键、整数、+ - * / 和括号"
        raise fault("LG109", str(error), hint) from None


def _nothing() -> Mapping[str, Any]:
    return frozen_mapping({})


Part = Annotated[PartName, ReadBy(_part, {"enum": [*PartName]})]
Unit = Annotated[Written, ReadBy(_unit, TEXT)]
Share = Annotated[Written, ReadBy(_share, TEXT)]
Rated = Annotated[Rating, ReadBy(_rating, {"enum": [*Severity]})]


class Indicator(Model):
    """What is measured."""

    label: Prose = Field(title="名称")
    unit: Unit = Field(title="单位")
    part: Part = Field(title="部分")
    department: Scalar | None = Field(None, title="报送部门")
    definition: Prose | None = Field(None, title="口径")
    since: Whole | None = Field(None, title="启用年份")
    until: Whole | None = Field(None, title="停用年份")
    replaces: Scalar | None = Field(None, title="替代的指标")
    threshold: Share | None = Field(None, title="变动界限")


class Relation(Model):
    """A relation with its severity and the reason for it."""

    check: Annotated[Check, ReadBy(_check, TEXT)] = Field(title="关系式")
    severity: Rated | None = Field(None, title="严重程度")
    note: Prose | None = Field(None, title="说明")

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("check", value)


class Catalogue(Model):
    """data/indicators.yaml."""

    departments: Annotated[Mapping[Identifier, Prose], AfterValidator(frozen_mapping)] = Field(
        default_factory=_nothing, title="部门"
    )
    indicators: Annotated[Mapping[Identifier, Indicator], AfterValidator(frozen_mapping)] = Field(
        title="指标"
    )
    relations: tuple[Relation, ...] = Field((), title="勾稽关系")
    severities: Annotated[Mapping[str, Rated], AfterValidator(frozen_mapping)] = Field(
        default_factory=_nothing, title="规则的严重程度"
    )


def read(source: Source) -> tuple[Catalogue | None, list[Diagnostic]]:
    """Return the catalogue that a source holds, or None and what is wrong with it."""
    return load(Catalogue, source)
