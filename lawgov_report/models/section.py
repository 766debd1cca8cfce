"""Parts and sections: one shape at every level, with its paragraphs, clauses, table and further sections.

Knows what a part may hold; not which parts a report has, nor in what order texts are printed.
"""

# No postponed annotations here: Pydantic looks up those of fields
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field, model_validator

from lawgov_report.language import numbering
from lawgov_report.models.fields import (
    Identifier,
    Lines,
    Model,
    Prose,
    Scalar,
    Truth,
    fault,
    not_empty,
    one_or,
    one_or_several,
    several,
    some,
)
from lawgov_report.models.outline import Contents, Form

if TYPE_CHECKING:
    from typing import Self

PROSE = "写在 | 后面另起的行里，引用数值写 {{ 指标的键 }}"
DRAFT = "未核定的文字写 true"
SEVERAL = "几段的写成列表"
MOST_COLUMNS = 20  # of a page: the width of two characters for each
COVERED = "这里对应的法定内容；不写的，同上一级"


class Passage(Model):
    """A text of its own."""

    text: Prose = Field(title="文字", description=PROSE)
    draft: Truth = Field(default=False, title="草稿", description=DRAFT)

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("text", value)


Passages = Annotated[tuple[Passage, ...], BeforeValidator(several), Field(json_schema_extra=one_or_several)]


class Item(Model):
    """One 一是 clause. `cause` and `answers` belong where shortcomings and next steps are covered."""

    id: Identifier = Field(title="标识", description="在一年里不重复，逐年沿用", examples=["legal_advisers"])
    text: Prose = Field(title="文字", description=f"{PROSE}；不写“一是”，序号自动编")
    draft: Truth = Field(default=False, title="草稿", description=DRAFT)
    cause: Prose | None = Field(
        None, title="原因", description="只用于问题：写问题的部分里说明原因的原话，一字不差"
    )
    answers: tuple[Scalar, ...] = Field(
        (),
        title="对应的问题",
        description="只用于下一步的措施：问题的标识，条目或小节的",
        examples=[["grassroots_workforce"]],
    )
    covers: Contents = Field((), title="对应法定内容", description=COVERED)


def too_wide(columns: int) -> tuple[str, str]:
    """Return what is wrong with a table of so many columns, and the remedy."""
    return f"表格有 {columns} 栏，一页印不下", f"最多 {MOST_COLUMNS} 栏：分成几个表，或把行和栏对调"


class Tabular(Model):
    """A table in the text."""

    title: Prose | None = Field(None, title="表题", description="排在表的上面")
    columns: Annotated[tuple[Prose, ...], BeforeValidator(some)] = Field(
        json_schema_extra=not_empty, title="栏目", description="各栏的名称", examples=[["类别", "件数"]]
    )
    rows: Annotated[tuple[tuple[Prose, ...], ...], BeforeValidator(some)] = Field(
        json_schema_extra=not_empty,
        title="各行",
        description="一行一个列表，格数与栏目相同；引用数值写 {{ 指标的键 }}，加引号",
        examples=[[["行政处罚", "{{ penalty_cases }}"]]],
    )

    @model_validator(mode="after")
    def _even(self) -> "Self":
        if len(self.columns) > MOST_COLUMNS:
            raise fault("LG107", *too_wide(len(self.columns)), self.columns[0].place)
        for row in self.rows:
            if len(row) != len(self.columns):
                message = f"这一行有 {len(row)} 格，栏目有 {len(self.columns)} 个"
                place = row[0].place if row else None
                raise fault("LG107", message, "补上或删去多余的格；没有内容的写 —", place)
        return self


class Section(Model):
    """A part, or a section at any level below it."""

    id: Identifier | None = Field(
        None, title="标识", description="逐年沿用；不写的，用序号；部分的标识就是键"
    )
    heading: Lines = Field(title="标题", description="不写“一、”“（一）”，序号自动编；末尾不加句号")
    run_in: Truth = Field(
        default=False, title="标题接排", description="true：（一）加强组织领导。全年……，标题与正文同段"
    )
    covers: Contents = Field((), title="对应法定内容", description=COVERED)
    intro: Passages | None = Field(None, title="导语段", description=f"单独成段，{SEVERAL}")
    lead: Passages | None = Field(
        None, title="引语", description=f"条目之前的话，与条目同段；{SEVERAL}，末一段与条目同段"
    )
    items: tuple[Item, ...] = Field((), title="条目", description="一是、二是……；与 sections 只写一种")
    sections: tuple["Section", ...] = Field((), title="小节", description="下一级标题，与 items 只写一种")
    table: Tabular | None = Field(None, title="表格", description="排在条目之后、小节和结语之前")
    closing: Passages | None = Field(
        None, title="结语", description=f"条目之后的话，与条目同段；{SEVERAL}，首段与条目同段"
    )
    apart: Truth = Field(default=False, title="条目分段", description="true：每个条目各成一段")
    numbered: Form | None = Field(
        None,
        title="下面的序号",
        description="条目或小节怎样编号；不写的，条目为 一是，小节依级别",
        examples=["首先", "1."],
    )
    continued: Truth = Field(
        default=False, title="连续编号", description="true：接着前一小节的序号编；写在部分上，接着前一部分编"
    )

    @property
    def children(self) -> "tuple[Item, ...] | tuple[Section, ...]":
        """What is numbered directly below it."""
        return self.items or self.sections

    def form(self, level: int, levels: tuple[str, ...]) -> str:
        """Return how its children are counted; it is of `level`, and headings are counted by `levels`."""
        return self.numbered or (numbering.CLAUSES if self.items else numbering.form_of(level + 1, levels))

    @property
    def depth(self) -> int:
        """How many levels of headings it has, its own included."""
        return 1 + max((section.depth for section in self.sections), default=0)

    @model_validator(mode="after")
    def _says_something(self) -> "Self":
        if self.items and self.sections:
            raise fault("LG110", "这里同时有 items 和 sections", "只留一种：条目放进小节里，或不设小节")
        if not (self.items or self.sections or self.intro or self.lead or self.table):
            raise fault("LG110", "这里只有标题，没有内容", "写 items 或 sections，至少一条，或写 intro、lead")
        return self
