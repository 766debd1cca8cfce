"""What the document says of itself: the fields of `document:` in a year file.

Knows each field, where it is printed and whether no two years share it; not what any format makes of it.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import partial
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from lawgov_report.models.fields import (
    MISFIT,
    Date,
    Json,
    Lines,
    Model,
    Prose,
    Respelt,
    Truth,
    fault,
    one_or,
    one_or_more,
    one_or_several,
    read_by,
    scalar,
    several,
)
from lawgov_report.reading.diagnostics import Written


class Position(StrEnum):
    """Where in the document a field stands."""

    HEAD = "head"  # 版头
    TITLE = "title"
    ADDRESSEE = "addressee"
    TAIL = "tail"  # behind the text: attachments, signature, date
    ANNEX = "annex"  # not printed itself: it says which annex is
    IMPRINT = "imprint"  # 版记
    PRINTING = "printing"  # not printed: how the copy is sealed and printed
    PROPERTIES = "properties"  # not printed: what a file says of itself


# What only the issued document has, and the face that is published leaves out
NOT_PUBLIC = (Position.HEAD, Position.ADDRESSEE, Position.IMPRINT)


class Placement(NamedTuple):
    """Says of a field where it stands, and whether its value is new each year, as a date is.

    What is `restricted` only a copy that is not published has: a report with it is not published at all.
    """

    position: Position
    yearly: bool = False
    restricted: bool = False


ANNEXES = ("indicators",)
SAMPLE = "样例市样例区"  # whose report the examples are of; json_schema puts a project's own office there
# 签发人：, 抄送：, 附件1： or 附件一 at the start, or the number of an attachment (1. but not the
# figure 1.5): the document labels and numbers by itself
LABEL = (
    r"\s*(?:(?:签发人|抄送|附件) *[0-9０-９]*[：:]"
    r"|附件 *(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}) *[：:.．、 　]"
    r"|[0-9０-９]{1,2}[.．、](?![0-9０-９]))"
)
COPY_NUMBER = "[0-9]{6}"
CLASSIFIED = "(绝密|机密|秘密)(★([1-9][0-9]?年|[1-9][0-9]?个月|长期))?"
URGENT = "特急|加急"
SIX_DIGITS, SECRET = "6 位半角数字，如 000001", "密级，或密级、★和保密期限，如 秘密、机密★1年、秘密★6个月"
BARE: Json = {
    "type": ["string", "number"],
    "pattern": rf"^(?!{LABEL})[\s\S]*\S",
    MISFIT: "不能是空的，也不写“附件1：”“签发人：”“抄送：”和序号：都自动编",
}


def _unlabelled(text: Written) -> Written:
    if match := re.match(LABEL, text.text):
        place = text.at(0, match.end())
        rest = text.text[match.end() :].strip()
        certain = Respelt(text.text, rest) if rest and not re.match(LABEL, rest) else None
        raise fault("LG107", f"“{match[0].strip()}”自动编，这里不写", "删去它", place, certain)
    return text


def _form(form: str, wanted: str, value: object) -> Written:
    """Return the text of a field whose form the standard says; raises for any other."""
    text = scalar(value)
    if not re.fullmatch(form, text.text):
        raise fault("LG107", f"“{text.text}”应为{wanted}", "没有的，删去这一行")
    return text


def _annex(value: object) -> Written:
    text = scalar(value)
    if text.text not in ANNEXES:
        raise fault("LG107", f"没有 {text.text} 这种附表", f"可写的只有 {'、'.join(ANNEXES)}")
    return text


Annexed = Annotated[Written, read_by(_annex), WithJsonSchema({"enum": [*ANNEXES]})]
CopyNumber = Annotated[
    Written,
    read_by(partial(_form, COPY_NUMBER, SIX_DIGITS)),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": f"^{COPY_NUMBER}$", MISFIT: f"应为{SIX_DIGITS}"}
    ),
]
Classification = Annotated[
    Written,
    read_by(partial(_form, CLASSIFIED, SECRET)),
    WithJsonSchema({"type": "string", "pattern": f"^{CLASSIFIED}$", MISFIT: f"应为{SECRET}"}),
]
Urgency = Annotated[
    Written, read_by(partial(_form, URGENT, "特急或加急")), WithJsonSchema({"enum": URGENT.split("|")})
]
Unlabelled = Annotated[Prose, AfterValidator(_unlabelled), WithJsonSchema(BARE)]
UnlabelledLines = Annotated[
    tuple[Unlabelled, ...],
    BeforeValidator(one_or_more),
    WithJsonSchema({"oneOf": [BARE, {"type": "array", "minItems": 1, "items": BARE}]}),
]


class Attachment(Model):
    """A document listed as an attachment; one that is `separate` is not printed behind the report."""

    title: Unlabelled = Field(title="名称", description="序号自动编，不加书名号，末尾不加标点")
    separate: Truth = Field(
        default=False, title="另附", description="true：另附文件，不编在报告后面", examples=[True]
    )

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("title", value)


Attachments = Annotated[
    tuple[Attachment, ...], BeforeValidator(several), Field(json_schema_extra=one_or_several)
]


class Particulars(Model):
    """What the document says of itself: head, tail and properties. All but the title optional."""

    title: Annotated[Lines, Placement(Position.TITLE)] = Field(
        title="标题",
        description="一行，或按断行处分成几行的列表",
        examples=[["样例市样例区2020年度", "法治政府建设工作情况报告"]],
    )
    mark: Annotated[Lines, Placement(Position.HEAD)] = Field(
        (),
        title="发文机关标志",
        description="首页上端的红字，全称或规范化简称，加“文件”二字或不加；不写书名号；联合行文的，一个机关一行",
        examples=["样例市样例区人民政府文件"],
    )
    number: Annotated[Prose | None, Placement(Position.HEAD, yearly=True)] = Field(
        None,
        title="发文字号",
        description="年份用六角括号〔〕，序号前不加 0；不写 样政[2021]01号",
        examples=["样政〔2021〕1号"],
    )
    signatory: Annotated[Unlabelled | None, Placement(Position.HEAD, yearly=True)] = Field(
        None, title="签发人", description="上行文才有，只写姓名；不写“签发人：”，冒号自动编"
    )
    copy_number: Annotated[CopyNumber | None, Placement(Position.HEAD, yearly=True, restricted=True)] = Field(
        None, title="份号", description="6 位数字，涉密文件才有；有它的不编公开版和网页", examples=["000001"]
    )
    classification: Annotated[
        Classification | None, Placement(Position.HEAD, yearly=True, restricted=True)
    ] = Field(
        None,
        title="密级和保密期限",
        description="密级，★，保密期限；有它的不编公开版和网页",
        examples=["机密★1年"],
    )
    urgency: Annotated[Urgency | None, Placement(Position.HEAD, yearly=True, restricted=True)] = Field(
        None, title="紧急程度", description="特急或加急；有它的不编公开版和网页", examples=["加急"]
    )
    addressee: Annotated[Lines, Placement(Position.ADDRESSEE)] = Field(
        (),
        title="主送机关",
        description="报给谁，几个机关用顿号隔开，或写成列表，逗号自动编；末尾的冒号自动编",
        examples=["样例市人民政府"],
    )
    signature: Annotated[Lines, Placement(Position.TAIL)] = Field(
        (),
        title="署名",
        description="发文机关的全称或规范化简称；联合行文的，一个机关一行",
        examples=["样例市样例区人民政府"],
    )
    date: Annotated[Date | None, Placement(Position.TAIL, yearly=True)] = Field(
        None,
        title="成文日期",
        description="印作 2021年3月1日；不写 2021.3.1、二〇二一年三月一日",
        examples=["2021-03-01", "2021年3月1日"],
    )
    attachments: Annotated[Attachments, Placement(Position.TAIL, yearly=True)] = Field(
        (),
        title="附件",
        description="附件的名称，一个一行；序号自动编，不加书名号，末尾不加标点；不编在后面的写 separate",
    )
    annex: Annotated[Annexed | None, Placement(Position.ANNEX)] = Field(
        None,
        title="附表",
        description="indicators：全部指标的今年、上年数值和增减，排在正文之后；"
        "附件里名称含“指标”的一项是它的标题，没有的自动列入附件",
    )
    note: Annotated[Prose | None, Placement(Position.TAIL)] = Field(
        None, title="附注", description="排在成文日期之下，括号自动加；例如联系人、“此件公开发布”"
    )
    copies_to: Annotated[UnlabelledLines, Placement(Position.IMPRINT)] = Field(
        (), title="抄送", description="一个机关一行；逗号和句号自动编"
    )
    printed_by: Annotated[Prose | None, Placement(Position.IMPRINT)] = Field(
        None, title="印发机关", description="多为办公室", examples=["样例市样例区人民政府办公室"]
    )
    printed_on: Annotated[Date | None, Placement(Position.IMPRINT, yearly=True)] = Field(
        None, title="印发日期", description="写法同成文日期", examples=["2021-03-02"]
    )
    seal: Annotated[Truth, Placement(Position.PRINTING)] = Field(
        default=False,
        title="加盖印章",
        description="true：署名和成文日期按加盖印章的排法，日期右空四字，署名对着日期居中，上下留出印章的位置",
        examples=[True],
    )
    double_sided: Annotated[Truth, Placement(Position.PRINTING)] = Field(
        default=False,
        title="双面印刷",
        description="true：版记排在最后一面，即双页；Word 文件里版记另起双页，PDF 里放得下的不另起",
        examples=[True],
    )
    sent: Annotated[Date | None, Placement(Position.PROPERTIES, yearly=True)] = Field(
        None, title="报送日期", description="应在次年 3 月 1 日前，省级 4 月 1 日前", examples=["2021-02-26"]
    )
    published: Annotated[Date | None, Placement(Position.PROPERTIES, yearly=True)] = Field(
        None, title="公开日期", description="应在次年 4 月 1 日前", examples=["2021-03-26"]
    )
    source: Annotated[Prose | None, Placement(Position.PROPERTIES, yearly=True)] = Field(
        None, title="来源", description="网页上的内容来源", examples=["样例市样例区人民政府网站"]
    )
    author: Annotated[Prose | None, Placement(Position.PROPERTIES)] = Field(
        None, title="作者", description="网页和文件属性里的作者，写机关；没有的，文件属性用署名"
    )
    keywords: Annotated[Lines, Placement(Position.PROPERTIES)] = Field(
        (), title="关键词", description="一个一行；不把几个写在一行里", examples=[["法治政府", "行政执法"]]
    )
    description: Annotated[Prose | None, Placement(Position.PROPERTIES, yearly=True)] = Field(
        None, title="摘要", description="一两句话，供网页和搜索引擎用"
    )
    url: Annotated[Prose | None, Placement(Position.PROPERTIES, yearly=True)] = Field(
        None,
        title="网址",
        description="公开的网页，从 https:// 写起；不写 www.…",
        examples=["https://example.org/2021"],
    )

    def texts(self, name: str) -> tuple[Written, ...]:
        """Return the texts of a field as they are written, none where it is a date or not given."""
        value = getattr(self, name)
        entries = value if isinstance(value, tuple) else (value,)
        titled = (entry.title if isinstance(entry, Attachment) else entry for entry in entries)
        return tuple(entry for entry in titled if isinstance(entry, Written))

    @classmethod
    def placement(cls, name: str) -> Placement:
        """Return where a field stands."""
        return next(mark for mark in cls.model_fields[name].metadata if isinstance(mark, Placement))

    def restricted(self) -> tuple[str, ...]:
        """Return the names of the fields given that no published report has."""
        return tuple(
            name
            for name in type(self).model_fields
            if self.placement(name).restricted and getattr(self, name) is not None
        )

    @classmethod
    def names(cls, *positions: Position) -> tuple[str, ...]:
        """Return the names of the fields that stand at these positions, in the order of the model."""
        return tuple(name for name in cls.model_fields if cls.placement(name).position in positions)
