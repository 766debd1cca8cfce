"""A year file: what the indicators were, and what the report says in its parts.

Knows one data/NNNN.yaml as a model; not what the catalogue or another year says.
"""

# No postponed annotations here: Pydantic would look up `quantity.Quantity`, as text, in Amount, whose own
# field is called quantity.
import re
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from lawgov_report.language import quantity
from lawgov_report.language.numbering import IN_ORDER, LEVELS, MOST_IN_ORDER
from lawgov_report.language.quantity import OWED
from lawgov_report.models.fields import (
    MISFIT,
    WHOLE,
    Date,
    Identifier,
    Model,
    Prose,
    Respelt,
    Scalar,
    Whole,
    fault,
    frozen_mapping,
    load,
    one_or,
    read_by,
    scalar,
    spelt,
    wrong_keys,
)
from lawgov_report.models.office import NO_OFFICE, Office
from lawgov_report.models.outline import (
    BUILT_IN,
    DEEPEST,
    TITLES,
    Chosen,
    Covers,
    Numbering,
    Outline,
    part_of,
)
from lawgov_report.models.particulars import Particulars, Unlabelled
from lawgov_report.models.section import SEVERAL, Item, Passages, Section, Tabular
from lawgov_report.models.walk import NOTHING_COVERED, Segment, Site, TextKind, Walker
from lawgov_report.reading.diagnostics import MOST_OF_A_FILE, Diagnostic, Written, limited

if TYPE_CHECKING:
    from typing import Self

    from lawgov_report.language.quantity_remedy import Remedy
    from lawgov_report.reading.source import Path, Source

# characters of all texts of a year; a long report has 15,000
MOST_PROSE = 600_000


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
        # its patterns take time that a year without such texts has not to spend
        from lawgov_report.language.quantity_remedy import remedy

        advice = remedy(text.text)
        certain = Respelt(text.text, advice.certain) if advice.certain else None
        raise fault("LG104", no_quantity(text.text, advice), advice.hint, respelt=certain)
    return Amount(text, parsed)


def no_quantity(text: str, advice: "Remedy") -> str:
    """Return the message that a text is no quantity."""
    return f"“{text}”不是数值：{advice.why}" if advice.why else f"“{text}”不是数值"


Quantity = Annotated[
    Amount,
    read_by(_amount),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^(?:{OWED}|{spelt(quantity.WRITTEN)})$",
            MISFIT: f"只写数和单位，例如 717件、2.45万件、95%以上，不带逗号和句号；还没有数的写 {OWED}",
            "description": f"数字和单位连写；没有单位的 717、带逗号的 1,200件 不行；还没有数的写 {OWED}",
            "examples": ["717件", "2.45万件", "6万余册", "95%以上", "3～5个", OWED],
        },
    ),
]


SHA256 = re.compile("[0-9a-f]{64}")


def _sha256(value: object) -> str:
    text = scalar(value).text
    if not SHA256.fullmatch(text):
        raise fault("LG107", f"“{text}”不是 SHA-256", "64 位十六进制数；导入报送表时写入，不用手填")
    return text


Sha256 = Annotated[
    str,
    read_by(_sha256),
    WithJsonSchema({"type": "string", "pattern": f"^{SHA256.pattern}$", MISFIT: "应为 64 位十六进制数"}),
]


class Provenance(Model):
    """Who gave a figure, when, and in which file."""

    department: Scalar | None = Field(None, title="报送部门", description="departments 里的键")
    date: Date | None = Field(
        None, title="报送日期", description="表上的日期，没有的为导入的日期", examples=["2022-01-10"]
    )
    file: Scalar | None = Field(None, title="文件", description="报送的文件名", examples=["区司法局.xlsx"])
    sha256: Sha256 | None = Field(None, title="校验码", description="报送的文件的 SHA-256")
    by: Scalar | None = Field(None, title="填报人", description="导入时写明 --names 才有")


class Figure(Model):
    """The value of one indicator in this year."""

    value: Quantity = Field(title="数值")
    source: Prose | None = Field(
        None, title="来源", description="谁报送的，依据什么", examples=["区司法局报送"]
    )
    origin: Provenance | None = Field(
        None, alias="from", title="出处", description="哪个部门、哪天、哪个文件；导入报送表时写入"
    )
    note: Prose | None = Field(None, title="说明", description="例如比上年变动大的原因")
    previous: Quantity | None = Field(
        None, title="上年数值（更正）", description="上年文件里的数有误时写在这里"
    )

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("value", value)


class WrittenAnnex(Model):
    """An annex of the year file's own: a text, or a table, which may stand in a file of its own."""

    title: Unlabelled = Field(title="标题", description="附件的名称，与 attachments 里写的一致；不写“附件1”")
    text: Passages | None = Field(None, title="正文", description="几段的写成列表")
    table: Tabular | None = Field(None, title="表格", description="排在正文之后")
    csv: Prose | None = Field(
        None,
        title="表格文件",
        description="data/ 里的 CSV 文件，首行是栏目，代替 table",
        examples=["重大行政决策事项目录.csv"],
    )
    closing: Passages | None = Field(None, title="表注", description=f"表格之后的话，{SEVERAL}")

    @model_validator(mode="after")
    def _says_something(self) -> "Self":
        if not (self.text or self.table or self.csv):
            raise fault("LG110", "这个附件没有内容", "写 text、table 或 csv")
        if self.table and self.csv:
            raise fault("LG110", "这个附件同时有 table 和 csv", "只留一种")
        return self


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


def _outlined(value: object, info: ValidationInfo) -> object:
    """Return the parts that the outline has: whatever else stands there is found by its key."""
    outline = info.data.get("outline")
    if outline is None or not isinstance(value, Mapping):
        return value
    return {part.id: value[part.id] for part in outline if part.id in value}


class Year(Model):
    """data/NNNN.yaml. `outline` and `numbering` are the office's where the file does not say them."""

    year: Whole = Field(title="年份", description="四位数字，与文件名一致", examples=[2020])
    outline: Chosen = Field(
        None,
        validate_default=True,
        title="提纲",
        description=f"这一年的提纲：{'、'.join(BUILT_IN)}，或依次列出各部分；不写的，同 office.yaml",
        examples=["national"],
    )
    numbering: Numbering = Field(
        None,
        validate_default=True,
        title="标题序号",
        description="从第一级起，至多四级；不写的，同 office.yaml",
        examples=[[*LEVELS]],
    )
    document: Particulars = Field(title="文件", description="标题必写，其余有就写")
    indicators: Annotated[Mapping[Identifier, Figure], AfterValidator(frozen_mapping)] = Field(
        title="数值", description="指标的键: 数值；键取自 indicators.yaml"
    )
    preamble: Passages | None = Field(
        None,
        title="导言",
        description=f"第一部分之前的话，{SEVERAL}；没有的不写",
        examples=["现将2020年度法治政府建设工作情况报告如下。"],
    )
    parts: Annotated[
        Mapping[str, Section],
        BeforeValidator(_outlined),
        AfterValidator(frozen_mapping),
    ] = Field(title="各部分", description="提纲里的键都要有，次序同提纲")
    ending: Passages | None = Field(
        None, title="结束语", description=f"最后一部分之后的话，{SEVERAL}", examples=["特此报告。"]
    )
    annexes: tuple[WrittenAnnex, ...] = Field(
        (), title="附件正文", description="排在正文之后，各另起一面；指标一览表由 document 的 annex 编"
    )
    waivers: tuple[Waiver, ...] = Field((), title="豁免", description="一条只豁免一处问题")

    def walk(self) -> Iterator[Segment]:
        """Yield every text of the report in the order in which it is printed, the title first.

        What else `document` holds (number, addressee, date …) is no text of the report.
        """
        yield Segment(TextKind.TITLE, self.document.title, ("document", "title"))
        yield from Site().passages(TextKind.PREAMBLE, self.preamble)
        walker = Walker(self.numbering, len(self.parts))
        for number, (id_, part) in enumerate(self.parts.items(), 1):
            outlined = part_of(self.outline, id_)
            covers = frozenset(outlined.covers) if outlined else NOTHING_COVERED
            yield from walker.part(part, number, Site(("parts", id_), 1, id_, covers=covers))
        yield from Site().passages(TextKind.ENDING, self.ending)
        for index, annex in enumerate(self.annexes):
            site = Site(("annexes", index))
            yield Segment(TextKind.ANNEX, (annex.title,), (*site.path, "title"), number=index + 1)
            yield from site.passages(TextKind.ANNEX_TEXT, annex.text, "text")
            yield from site.table(annex.table)
            yield from site.passages(TextKind.ANNEX_TEXT, annex.closing, "closing")

    def items(self, content: Covers) -> Iterator[Item]:
        """Yield the items that cover a content of the report, at whatever depth, in order."""
        return (text.item for text in self.walk() if text.item and content in text.covers)


def read(source: "Source", expected: int, office: Office = NO_OFFICE) -> tuple[Year | None, list[Diagnostic]]:
    """Return the year that a source holds, or None and what is wrong with it.

    `expected` is the year that the file is named after.
    """
    year, found = load(Year, source, office)
    # of the source, not the model: what else is wrong must not hide it
    found += limited(_of_outline(source, office), MOST_OF_A_FILE)
    deep = limited(_too_deep(source), MOST_OF_A_FILE)
    found += deep or ([*_misplaced(year, source), *_uncountable(year, source)] if year else ())
    # from the source, not the model: that there is none must not hide that the file is another year's
    number = source.data.get("year") if isinstance(source.data, Mapping) else None
    if isinstance(number, Written) and WHOLE.fullmatch(number.text) and number.text != str(expected):
        hint = f"把这里改为 {expected}，或把文件改名为 {number.text}.yaml"
        message = f"文件名是 {expected} 年，这里写的是 {number.text}"
        found.append(Diagnostic(source.value(("year",)), "LG106", message, hint))
    found = found or _beyond(year)
    return None if found else year, found


def _beyond(year: Year | None) -> list[Diagnostic]:
    """Return the finding that a year has more text than is read, at the first text beyond."""
    length = 0
    for text in _texts(year) if year else ():
        length += len(text.text)
        if length > MOST_PROSE:
            message = f"报告的文字到这里超过 {MOST_PROSE // 10_000} 万字，没有再读"
            return [Diagnostic(text.place, "LG002", message, "检查是否重复粘贴；一年一个文件")]
    return []


def _texts(year: Year) -> Iterator[Written]:
    """Yield all texts that are printed: those of `document`, then those of the report."""
    for name in Particulars.model_fields:
        yield from year.document.texts(name)
    for segment in year.walk():
        if segment.kind is not TextKind.TITLE:
            yield from segment.lines


def outline_of(source: "Source", office: Office = NO_OFFICE) -> Outline | None:
    """Return the outline of the year that a source holds, None where what it says of it is wrong."""
    given = source.at(("outline",))
    if given is None:
        return office.outline
    try:
        return TypeAdapter(Chosen).validate_python(given)
    except ValidationError:
        return None


def _of_outline(source: "Source", office: Office) -> Iterator[Diagnostic]:
    """Yield the parts that the outline lacks, that the file lacks, and the first out of order."""
    outline = outline_of(source, office)
    given = source.at(("parts",))
    if outline is None or not isinstance(given, Mapping):
        return
    known = {part.id: part.title for part in outline}
    yield from wrong_keys(source, ("parts",), known)
    written = [key for key in given if key in known]
    ordered = [key for key in known if key in given]
    for key, right in zip(written, ordered, strict=True):
        if key != right:
            message = f"{known[key]}（{key}）排在{known[right]}（{right}）之前，与提纲的次序不同"
            hint = f"依次写 {'、'.join(known)}；这一年的提纲不同的，写进 outline"
            yield Diagnostic(source.key(("parts", key)), "LG111", message, hint)
            return


def _too_deep(source: "Source") -> Iterator[Diagnostic]:
    """Yield the first heading of each part that is below the last level for which there is a style."""
    parts = source.at(("parts",))
    for id_ in parts if isinstance(parts, Mapping) else ():
        path = _first_below(source, ("parts", id_), DEEPEST)
        if path:
            heading = source.at((*path, "heading"))
            first = heading[0] if isinstance(heading, tuple) and heading else heading
            place = first.place if isinstance(first, Written) else source.key(path)
            hint = "把这一级的内容写成条目，或并入上一级"
            yield Diagnostic(place, "LG112", f"标题超过 {DEEPEST} 级", hint)


def _first_below(source: "Source", path: "Path", levels: int) -> "Path":
    """Return the path of the first section so many levels below what stands at `path`, () for none."""
    if not levels:
        return path
    sections = source.at((*path, "sections"))
    for index in range(len(sections)) if isinstance(sections, tuple) else ():
        found = _first_below(source, (*path, "sections", index), levels - 1)
        if found:
            return found
    return ()


def _misplaced(year: Year, source: "Source") -> Iterator[Diagnostic]:
    """Yield the keys that stand where they say nothing: the id of a part, causes and answers."""
    for id_, part in year.parts.items():
        if part.id:
            path = ("parts", id_, "id")
            yield Diagnostic(source.key(path), "LG102", "不认识的键 id", f"部分的标识就是它的键 {id_}，删去")
    for text in year.walk():
        item = text.item
        if item and item.cause and Covers.SHORTCOMINGS not in text.covers:
            yield _elsewhere(source, (*text.path, "cause"), Covers.SHORTCOMINGS)
        if item and item.answers and Covers.NEXT_STEPS not in text.covers:
            yield _elsewhere(source, (*text.path, "answers"), Covers.NEXT_STEPS)


def _uncountable(year: Year, source: "Source") -> Iterator[Diagnostic]:
    """Yield the sections whose children 首先、其次 cannot count: too many, or not from the first."""
    parts = [_sections(part, ("parts", id_)) for id_, part in year.parts.items()]
    for path, section in chain.from_iterable(parts):
        level = len(path) // 2  # of each, the path has a key and an id or an index
        number = len(section.children)
        if not number or section.form(level, year.numbering) != IN_ORDER:
            continue
        if number > MOST_IN_ORDER:
            message = f"“首先、其次”数不到 {number} 条"
            hint = f"至多 {MOST_IN_ORDER} 条；再多的用 第一 或 一是"
            yield Diagnostic(source.value((*path, "numbered")), "LG107", message, hint)
        elif section.continued:
            # the row before it is over: its end is 最后
            hint = "删去 continued，或者前后都用 第一、一是 等序号"
            yield Diagnostic(source.key((*path, "continued")), "LG107", "“首先、其次”不能接着编", hint)


def _sections(section: Section, path: "Path") -> "Iterator[tuple[Path, Section]]":
    """Yield a part or a section and all sections below it, each with its path."""
    yield path, section
    for index, child in enumerate(section.sections):
        yield from _sections(child, (*path, "sections", index))


def _elsewhere(source: "Source", path: "Path", content: Covers) -> Diagnostic:
    hint = f"它只用于{TITLES[content]}；这一条确属的，写上 covers: {content}，否则删去"
    return Diagnostic(source.key(path), "LG102", f"不认识的键 {path[-1]}", hint)
