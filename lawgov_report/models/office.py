"""The office that reports: its name and level, and how its reports are arranged.

Knows data/office.yaml as a model; not what any year says.
"""

# No postponed annotations here: Pydantic looks up those of fields
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import Field, WithJsonSchema

from lawgov_report.language import dates
from lawgov_report.language.numbering import LEVELS
from lawgov_report.models.fields import MISFIT, Model, Prose, fault, load, read_by, scalar
from lawgov_report.models.outline import BUILT_IN, SIX, Chosen, Numbering

if TYPE_CHECKING:
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source


MONTH_DAY = "(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"


class Level(StrEnum):
    """What kind of office reports: deadlines, pronouns and departments hang on it."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"


CALLED: Mapping[Level, str] = {
    Level.PROVINCE: "省",
    Level.CITY: "市",
    Level.COUNTY: "县区",
    Level.TOWNSHIP: "乡镇街道",
    Level.DEPARTMENT: "部门",
}

# the ends of names, longer ones first where one ends another: what such an office is called, and its level
ENDINGS: tuple[tuple[str, str, Level], ...] = (
    ("自治区", "区", Level.PROVINCE),
    ("省", "省", Level.PROVINCE),
    ("地区", "地区", Level.CITY),
    ("市", "市", Level.CITY),
    ("州", "州", Level.CITY),
    ("盟", "盟", Level.CITY),
    ("县", "县", Level.COUNTY),
    ("区", "区", Level.COUNTY),
    ("旗", "旗", Level.COUNTY),
    ("乡", "乡", Level.TOWNSHIP),
    ("镇", "镇", Level.TOWNSHIP),
    ("苏木", "苏木", Level.TOWNSHIP),
    ("街道", "街道", Level.TOWNSHIP),
    ("街道办事处", "街道", Level.TOWNSHIP),
    ("局", "局", Level.DEPARTMENT),
    ("厅", "厅", Level.DEPARTMENT),
    ("委", "委", Level.DEPARTMENT),
    ("委员会", "委", Level.DEPARTMENT),
    ("办公室", "办", Level.DEPARTMENT),
)
MUNICIPALITIES = frozenset({"北京市", "天津市", "上海市", "重庆市"})


def level_of(name: str) -> Level | None:
    """Return the level that the end of a name says."""
    if name in MUNICIPALITIES:
        return Level.PROVINCE
    return next((level for end, _, level in ENDINGS if name.endswith(end)), None)


def noun_of(name: str) -> str:
    """Return what the end of a name calls the office: 省, 区, 局; "" where it says nothing."""
    return next((noun for end, noun, _ in ENDINGS if name.endswith(end)), "")


def named_levels() -> str:
    """Return the levels, each with what it is called."""
    return "、".join(f"{level} {name}" for level, name in CALLED.items())


def _level(value: object) -> Level:
    text = scalar(value).text
    if text not in set(Level):
        word = text.removesuffix("级")
        meant = [level for level, name in CALLED.items() if word and word in name]
        hint = f"应为 {meant[0]}" if len(meant) == 1 else f"可写的有 {named_levels()}"
        raise fault("LG107", f"没有 {text} 这一级", hint)
    return Level(text)


def _month_day(value: object) -> str:
    text = scalar(value).text
    # of a year that is no leap year: the date must be one in every year
    if not re.fullmatch(MONTH_DAY, text) or dates.parse(f"2021-{text}") is None:
        raise fault("LG107", f"“{text}”应为月和日", "例如 01-20：次年 1 月 20 日前报送")
    return text


MonthDay = Annotated[
    str,
    read_by(_month_day),
    WithJsonSchema({"type": "string", "pattern": f"^{MONTH_DAY}$", MISFIT: "应为月和日，例如 01-20"}),
]


class Office(Model):
    """data/office.yaml. An office without one reports in the six parts."""

    name: Prose | None = Field(None, title="单位", description="谁的报告", examples=["样例市样例区"])
    level: Annotated[Level, read_by(_level), WithJsonSchema({"enum": [*Level]})] | None = Field(
        None,
        title="级别",
        description="省 province、市 city、县区 county、乡镇街道 township、部门 department",
    )
    calls_itself: Prose | None = Field(
        None, title="自称", description="正文里怎样称呼自己", examples=["我区", "我局"]
    )
    forms_due: MonthDay | None = Field(
        None,
        title="报送截止",
        description="部门报送表在次年的哪月哪日之前报来",
        examples=["01-20"],
    )
    outline: Chosen = Field(
        None,
        validate_default=True,
        title="提纲",
        description=f"内置提纲的名字 {'、'.join(BUILT_IN)}，或依次列出各部分；年度文件里可以另写",
        examples=["national"],
    )
    numbering: Numbering = Field(
        None,
        validate_default=True,
        title="标题序号",
        description="从第一级起，至多四级；年度文件里可以另写",
        examples=[[*LEVELS]],
    )


# not Office(): the models of a file that a project has not got would be built for it
NO_OFFICE = Office.model_construct(outline=BUILT_IN[SIX], numbering=LEVELS)


def read(source: "Source") -> "tuple[Office | None, list[Diagnostic]]":
    """Return the office that a source holds, or None and what is wrong with it."""
    return load(Office, source)
