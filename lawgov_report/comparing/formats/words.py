"""The words that the forms of a diff share: what a change, a place and a reason are called.

Knows Chinese names; not how any form looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.comparing.years import Break, Kind, What
from lawgov_report.language import quantity_change as change
from lawgov_report.language.numerals import chinese
from lawgov_report.language.quantity_change import Course
from lawgov_report.models.catalogue import PartName
from lawgov_report.models.year import Particulars, Parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgov_report.comparing.years import Changes, Entry, Row, Said

KINDS = {Kind.GONE: "没有了", Kind.NEW: "新增", Kind.CHANGED: "变化", Kind.MOVED: "移动"}
TEXT_KINDS = {**KINDS, Kind.CHANGED: "改写"}
COURSES = {Course.UP: "上升，幅度不定", Course.DOWN: "下降，幅度不定", Course.OPEN: "升降不定"}
REASONS = {
    Break.REPLACED: "由“{}”替代",
    Break.REPLACES: "替代“{}”，不作比较",
    Break.UNIT: "计量单位有变，不作比较",
    Break.DEFINITION: "口径有变，不作比较",
}  # of an owed one its column says it
WHATS = {
    What.TITLE: "标题",
    What.PREAMBLE: "导言",
    What.HEADING: "标题",
    What.INTRO: "导语段",
    What.LEAD: "引语",
    What.ITEM: "条目",
    What.CLOSING: "结语",
}
FRAME = "标题、导言和文件要素"
COPIED = (PartName.SHORTCOMINGS, PartName.NEXT_STEPS)
EXCERPT = 20


def title(changes: Changes) -> str:
    """Return what the whole is called."""
    return f"{changes.title}：{changes.old} 与 {changes.new} 比较"


def same(changes: Changes) -> str:
    """Return what is said where nothing differs."""
    if not changes.whole:
        return f"{changes.old} 与 {changes.new} 没有所选的不同"
    told = f"{len(changes.same_indicators)} 项指标、{len(changes.same_texts)} 处文字都相同"
    return f"{changes.old} 与 {changes.new} 没有不同：{told}"


def indicators(changes: Changes) -> str:
    """Return how many indicators are of each kind; of those chosen, where only some are."""
    counts = [(KINDS[kind], _count(changes.indicators, kind)) for kind in (Kind.GONE, Kind.NEW, Kind.CHANGED)]
    told = [f"{name} {count} 项" for name, count in counts if count or changes.whole]
    return _of_the_chosen(changes, [*told, f"相同 {len(changes.same_indicators)} 项"])


def texts(changes: Changes) -> str:
    """Return how many texts are of each kind; of those chosen, where only some are."""
    counts = [(kind, name, _count(changes.texts, kind)) for kind, name in TEXT_KINDS.items()]
    figures = sum(1 for said in changes.texts if said.figures_only and said.kind == Kind.CHANGED)
    among = {Kind.CHANGED: f"（其中只改数值 {figures} 处）" if figures else ""}
    told = [
        f"{name} {count} 处{among.get(kind, '')}" for kind, name, count in counts if count or changes.whole
    ]
    return _of_the_chosen(changes, [*told, f"相同 {len(changes.same_texts)} 处"])


def _of_the_chosen(changes: Changes, told: list[str]) -> str:
    """Return the counts in a line: a page must not say that nothing is gone where gone ones are not shown."""
    return "，".join(told) + ("" if changes.whole else "（只列所选的）")


def amount(row: Row) -> str:
    """Return by how much, or which way, an indicator changed; "" where it is not compared."""
    return (change.amount(row.change) or COURSES[row.change.course]) if row.change else ""


def rate(row: Row) -> str:
    """Return the rate of a change; "" where there is none."""
    if row.change is None:
        return ""
    from_zero = row.change.absolute and not row.change.share and row.change.rate is None
    return "基数为零" if from_zero else change.rate(row.change)


def remark(row: Row, changes: Changes) -> str:
    """Return why an indicator is not compared, and that a value is restated; "" for neither."""
    told = [REASONS[row.broken].format(row.other)] if row.broken in REASONS else []
    if row.restated:
        told.append(f"{min(changes.old_year, changes.new_year)}年的数值更正为{row.restated}，据以比较")
    return "；".join(told)


def part(name: str) -> str:
    """Return what a part is called, 三、行政执法; what stands outside the parts has a name of its own."""
    if not name:
        return FRAME
    number = list(PartName).index(PartName(name)) + 1
    return f"{chinese(number)}、{Parts.model_fields[name].title}"


def head(said: Said) -> str:
    """Return what a text is and what became of it: 改写 条目 study, with its place before where it moved."""
    kind = TEXT_KINDS[said.kind] if said.kind else "相同"
    told = [kind, _what(said.entry)]
    if said.old and said.new and said.old.id != said.new.id:
        told.append(f"（原为 {said.old.id}）" if said.old.id else "")
    if said.old and said.kind == Kind.MOVED:
        told.append(f"（原在{part(said.old.part)}）")
    if said.figures_only:
        told.append("（只改数值）")
    return " ".join(word for word in told if word)


def by_part(texts: Iterable[Said]) -> dict[str, list[Said]]:
    """Return texts by the part that they stand in, in order."""
    found: dict[str, list[Said]] = {}
    for said in texts:
        found.setdefault(said.entry.part, []).append(said)
    return found


def copied(changes: Changes) -> list[Said]:
    """Return the shortcomings and plans that are word for word those of the year before."""
    if changes.old_year == changes.new_year:
        return []
    return [said for said in changes.same_texts if said.entry.part in COPIED and said.entry.what == What.ITEM]


def excerpt(entry: Entry) -> str:
    """Return the first sentence of a text, shortened."""
    first = entry.text.split("。", 1)[0]
    return first if len(first) <= EXCERPT else f"{first[:EXCERPT]}…"


def _what(entry: Entry) -> str:
    if entry.what == What.DOCUMENT:
        return Particulars.model_fields[entry.id].title or entry.id
    section = "小节" if entry.section and entry.what != What.ITEM else ""
    return f"{section}{WHATS[entry.what]} {entry.id}".rstrip()


def _count(found: Sequence[Row | Said], kind: Kind) -> int:
    return sum(1 for one in found if one.kind == kind)
