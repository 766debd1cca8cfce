"""The words that the formats of a diff share: what a change, a place and a reason are called.

Knows Chinese names; not how any format looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.comparing.changes import DOCUMENT, HEAD, ROW, ChangeKind, NotCompared
from lawgov_report.language import quantity_change
from lawgov_report.language.quantity import Kind
from lawgov_report.language.quantity_change import Course
from lawgov_report.models.outline import Covers
from lawgov_report.models.particulars import Particulars
from lawgov_report.models.walk import TextKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lawgov_report.comparing.changes import Changes, IndicatorChange, TextChange, TextEntry

KINDS = {
    ChangeKind.GONE: "没有了",
    ChangeKind.NEW: "新增",
    ChangeKind.CHANGED: "变化",
    ChangeKind.MOVED: "移动",
}
TEXT_KINDS = {**KINDS, ChangeKind.CHANGED: "改写"}
COURSES = {Course.UP: "上升，幅度不定", Course.DOWN: "下降，幅度不定", Course.OPEN: "升降不定"}
OF_RATIOS = {**COURSES, Course.UP: "上升", Course.DOWN: "下降", Course.LEVEL: "持平"}
# None for a figure that is owed: the column of its value says 待报.
REASONS = {
    NotCompared.REPLACED: "由“{}”替代",
    NotCompared.REPLACES: "替代“{}”，不作比较",
    NotCompared.UNIT: "计量单位有变，不作比较",
    NotCompared.DEFINITION: "口径有变，不作比较",
}
NAMES: Mapping[str, str] = {
    TextKind.TITLE: "标题",
    TextKind.PREAMBLE: "导言",
    TextKind.HEADING: "标题",
    TextKind.INTRO: "导语段",
    TextKind.LEAD: "引语",
    TextKind.ITEM: "条目",
    TextKind.CLOSING: "结语",
    TextKind.TABLE: "表题",
    HEAD: "表头",
    ROW: "表格行",
    TextKind.ENDING: "结束语",
    TextKind.ANNEX: "附件标题",
    TextKind.ANNEX_TEXT: "附件正文",
}
FRAME = "标题、导言和文件要素"
# What nobody may copy from last year: the same problem a year on was not solved, the same plan not
# carried out.
COPIED = frozenset({Covers.SHORTCOMINGS, Covers.NEXT_STEPS})
EXCERPT = 20


def title(changes: Changes) -> str:
    """Return the title of the whole comparison."""
    return f"{changes.title}：{changes.old} 与 {changes.new} 比较"


def same(changes: Changes) -> str:
    """Return the one line that a comparison without differences has."""
    if not changes.whole:
        return f"{changes.old} 与 {changes.new} 没有所选的不同"
    counts = f"{len(changes.same_indicators)} 项指标、{len(changes.same_texts)} 处文字都相同"
    return f"{changes.old} 与 {changes.new} 没有不同：{counts}"


def indicators(changes: Changes) -> str:
    """Return how many indicators are of each kind; of those chosen, where only some are."""
    kinds = (ChangeKind.GONE, ChangeKind.NEW, ChangeKind.CHANGED)
    counts = [(KINDS[kind], _count(changes.indicators, kind)) for kind in kinds]
    listed = [f"{name} {count} 项" for name, count in counts if count or changes.whole]
    return _of_the_chosen(changes, [*listed, f"相同 {len(changes.same_indicators)} 项"])


def texts(changes: Changes) -> str:
    """Return how many texts are of each kind; of those chosen, where only some are."""
    counts = [(kind, name, _count(changes.texts, kind)) for kind, name in TEXT_KINDS.items()]
    figures = sum(1 for change in changes.texts if change.figures_only and change.kind == ChangeKind.CHANGED)
    among = {ChangeKind.CHANGED: f"（其中只改数值 {figures} 处）" if figures else ""}
    listed = [
        f"{name} {count} 处{among.get(kind, '')}" for kind, name, count in counts if count or changes.whole
    ]
    return _of_the_chosen(changes, [*listed, f"相同 {len(changes.same_texts)} 处"])


def _of_the_chosen(changes: Changes, counts: list[str]) -> str:
    """Return the counts in a line: a page must not say that nothing is gone where gone ones are not shown."""
    return "，".join(counts) + ("" if changes.whole else "（只列所选的）")


def amount(row: IndicatorChange) -> str:
    """Return by how much, or which way, an indicator changed; "" where it is not compared."""
    if row.change is None:
        return ""
    courses = OF_RATIOS if row.change.kind == Kind.RATIO else COURSES
    return quantity_change.amount(row.change) or courses[row.change.course]


def rate(row: IndicatorChange) -> str:
    """Return the rate of a change; "" where there is none."""
    if row.change is None:
        return ""
    rated = not row.change.share and row.change.kind != Kind.RANK
    from_zero = row.change.absolute and rated and row.change.rate is None
    return "基数为零" if from_zero else quantity_change.rate(row.change)


def remark(row: IndicatorChange, changes: Changes) -> str:
    """Return why an indicator is not compared, and that a value is restated; "" for neither."""
    remarks = [REASONS[row.not_compared].format(row.other)] if row.not_compared in REASONS else []
    if row.restated:
        remarks.append(f"{min(changes.old_year, changes.new_year)}年的数值更正为{row.restated}，据以比较")
    return "；".join(remarks)


def part(entry: TextEntry) -> str:
    """Return what a text's part is called, 三、行政执法; what stands outside them has a name too."""
    return entry.heading or FRAME


def head(change: TextChange) -> str:
    """Return what a text is and what became of it: 改写 条目 study, with its place before where it moved."""
    old, new = change.old, change.new
    words = [TEXT_KINDS[change.kind] if change.kind else "相同", _what(change.entry)]
    if old and new and old.id and old.id != new.id:
        words.append(f"（原为 {old.id}）")
    if old and change.kind == ChangeKind.MOVED:
        words.append(f"（原在{part(old)}）")
    if change.figures_only:
        words.append("（只改数值）")
    return " ".join(words)


def by_part(texts: Iterable[TextChange]) -> list[tuple[str, list[TextChange]]]:
    """Return texts by the part or the annex that they stand in, in order, with what that is called now."""
    found: dict[tuple[str, ...], list[TextChange]] = {}
    for change in texts:
        found.setdefault(change.entry.chapter, []).append(change)
    return [(_called(changes), changes) for changes in found.values()]


def _called(changes: Sequence[TextChange]) -> str:
    """Return what a part is called in the newer year; in the older one where only that has texts of it."""
    return part(next((change.new for change in changes if change.new), changes[0].entry))


def copied(changes: Changes) -> list[TextChange]:
    """Return the shortcomings and plans that are word for word those of the year before."""
    if changes.old_year == changes.new_year:
        return []
    return [
        change
        for change in changes.same_texts
        if change.entry.covers & COPIED and change.entry.what == TextKind.ITEM
    ]


def copied_line(change: TextChange) -> str:
    """Return a copied text in a line: its part, its id and how it begins."""
    return f"{part(change.entry)} {change.entry.id}：{excerpt(change.entry)}"


def excerpt(entry: TextEntry) -> str:
    """Return the first sentence of a text, shortened."""
    first = entry.text.split("。", 1)[0]
    return first if len(first) <= EXCERPT else f"{first[:EXCERPT]}…"


def _what(entry: TextEntry) -> str:
    """Return what a text is and its id: 小节标题 services, 条目 study, 成文日期."""
    if entry.what == DOCUMENT:
        return Particulars.model_fields[entry.id].title or entry.id
    section = "小节" if entry.section and entry.what != TextKind.ITEM else ""
    return f"{section}{NAMES[entry.what]} {entry.id}".rstrip()


def _count(changes: Sequence[IndicatorChange | TextChange], kind: ChangeKind) -> int:
    return sum(1 for change in changes if change.kind == kind)
