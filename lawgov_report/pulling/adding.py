"""New texts put into a year file: items, paragraphs, and particulars of the document.

Knows where a text of each kind may stand beside others, and how it is written in YAML; not why it is new.
What would have to be a row is refused, with the reason; what is below a new heading is `sectioning`'s.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from lawgov_report.language import dates, identifiers
from lawgov_report.models.walk import TextKind
from lawgov_report.pulling import lines as yaml_lines
from lawgov_report.pulling.lines import LineEdit
from lawgov_report.pulling.planning import PASSAGES
from lawgov_report.pulling.sectioning import Sectioner
from lawgov_report.pulling.yaml_places import Unplaceable
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.pulling.lines import Extent, Lines
    from lawgov_report.pulling.planning import TextAdded
    from lawgov_report.pulling.printed import Unit
    from lawgov_report.pulling.yaml_places import YamlPlaces
    from lawgov_report.reading.source import Path

LONGEST_ID = 8  # characters of the text that an id is made of
NUMBER = re.compile(r"[^，。；：]{1,20}〔[0-9]{4}〕[0-9]{1,5}号")
SIGNATURE = re.compile(r"[一-鿿（）]{2,28}(?:政府|委员会|办公室|局|厅|部|院)")
SHORT = 20  # characters: so short a line below the title is no paragraph, unless it ends as one
DOCUMENT = ("document",)


class Adder:
    """Puts new texts into the lines of a file; `ids` grow with the items."""

    def __init__(self, places: YamlPlaces) -> None:
        self.places, self.source = places, places.source
        self.ids = set(_ids(self.source.data))
        self.sectioner = Sectioner(places, self._new_id)

    def add(self, lines: Lines, step: TextAdded, behind: Unit | None, before: Unit | None) -> None:
        """Put a new text behind, or before, the texts beside it. Raises Unplaceable."""
        group = step.spoken.group
        if group.cell is not None:
            raise Unplaceable("表格里多了行或格；在 YAML 的 rows 里加")
        if step.counted:
            self._add_item(lines, step, behind, before)
        elif particular := self._particular(step, behind, before):
            extent = self.places.extent(self._last_of(DOCUMENT))
            lines.put(extent.end - 1, [f"{' ' * self.places.indent(extent)}{particular}"])
        else:
            self._add_paragraph(lines, step, behind, before)

    def _add_item(self, lines: Lines, step: TextAdded, behind: Unit | None, before: Unit | None) -> None:
        if behind and behind.kind is TextKind.ITEM:
            extent = self.places.extent(behind.path)
            lines.put(extent.end - 1, self._item(extent, step.text))
        elif before and before.kind is TextKind.ITEM:
            extent = self.places.extent(before.path)
            lines.put_before(extent.first, self._item(extent, step.text))
        else:
            raise Unplaceable("不知道这一条属于哪里；在 YAML 里加")

    def _add_paragraph(self, lines: Lines, step: TextAdded, behind: Unit | None, before: Unit | None) -> None:
        at_end = behind and behind.path[0] == "parts" and _is_over(before)
        if behind and behind.kind is TextKind.ITEM and self._is_apart(behind):
            self._add_item(lines, step, behind, before)
        elif behind and behind.kind is TextKind.TITLE and not _is_paragraph(step.text):
            raise Unplaceable("标题下面的一行，不知道是什么；在 YAML 的 document 里写")
        elif at_end and self.source.at(("ending",)) is None:
            extent = self.places.extent(("parts",))
            first, *rest = yaml_lines.scalar(step.text, 2)
            lines.put(extent.end - 1, [f"ending: {first}", *rest])
        elif self._opens(behind, before):
            extent = self.places.extent(("parts",))
            first, *rest = yaml_lines.scalar(step.text, 2)
            lines.put_before(extent.first, [f"preamble: {first}", *rest, ""])
        elif behind and behind.kind in PASSAGES:
            self._add_passage(lines, behind, step.text, behind=True)
        elif before and before.kind in PASSAGES and before.kind is not TextKind.CLOSING:
            self._add_passage(lines, before, step.text, behind=False)
        elif behind and behind.kind is TextKind.HEADING and before and before.kind is TextKind.ITEM:
            self._add_intro(lines, behind, step.text)
        else:
            raise Unplaceable("这里不能加一段；在 YAML 里改写")

    def _opens(self, behind: Unit | None, before: Unit | None) -> bool:
        """Return whether something stands before the first part of a year that has no preamble."""
        if behind is None or before is None or self.source.at(("preamble",)) is not None:
            return False
        return behind.path[0] == "document" and before.path[0] == "parts"

    def _particular(self, step: TextAdded, behind: Unit | None, before: Unit | None) -> str:
        """Return the line of a particular of the document that a new text is, "" for none."""
        text, name = step.text, ""
        if behind is None and before and before.kind is TextKind.TITLE and NUMBER.fullmatch(text):
            name = "number"
        elif behind and behind.kind is TextKind.TITLE and text.endswith("："):
            name, text = "addressee", text[:-1]
        elif _is_over(before):
            if dates.parse(text):
                name = "date"
            elif SIGNATURE.fullmatch(text):
                name = "signature"
        free = name and self.source.at((*DOCUMENT, name)) is None
        if not free or not yaml_lines.is_plain(text, brackets=False):
            return ""
        return f"{name}: {text}"

    def _last_of(self, path: Path) -> Path:
        """Return the path of the last key of a mapping."""
        given = self.source.at(path)
        if not isinstance(given, Mapping) or not given:
            raise Unplaceable("这里的 YAML 写成了别的样子；在 YAML 里加")
        return (*path, [*given][-1])

    def _is_apart(self, item: Unit) -> bool:
        apart = self.source.at((*item.path[:-2], "apart"))
        return isinstance(apart, Written) and apart.text == "true"

    def _item(self, sibling: Extent, text: str) -> list[str]:
        """Return the lines of a new item, indented as the one beside it."""
        dash = self.places.indent(sibling)
        id_ = self._new_id(text)
        first, *rest = yaml_lines.scalar(text, dash + 4)
        blank = " " * dash
        return [f"{blank}- id: {id_}", f"{blank}  text: {first}", *rest]

    def _new_id(self, text: str) -> str:
        """Return an id for a new item, made of the first words that can be one."""
        words = re.sub(r"\{\{.*?\}\}|[^a-z0-9_㐀-䶿一-鿿〇]", "", text.lower())[:LONGEST_ID]
        stem = words if identifiers.is_identifier(words) else f"新增{words}"
        id_, number = stem, 1
        while id_ in self.ids:
            number += 1
            id_ = f"{stem}_{number}"
        self.ids.add(id_)
        return id_

    def _add_passage(self, lines: Lines, sibling: Unit, text: str, *, behind: bool) -> None:
        """Put a paragraph beside another; where that stands alone, the two become a list."""
        extent = self.places.extent(sibling.path)
        indent = self.places.indent(extent)
        first, *rest = yaml_lines.scalar(text, indent + 2)
        block = [f"{' ' * indent}- {first}", *rest]
        alone = not isinstance(sibling.path[-1], int)
        if alone:
            self._listed(lines, sibling.path, indent, [] if behind else block)
        if behind:
            lines.put(extent.end - 1, block)
        elif not alone:
            lines.put_before(extent.first, block)

    def _listed(self, lines: Lines, path: Path, indent: int, before: list[str]) -> None:
        """Make the only paragraph of a key one of a list, behind some lines: its own stay as they are."""
        edit, head = self._dash(path, indent), "".join(f"{line}{lines.end}" for line in before)
        present = [other for other in lines.words.get(edit.line, ()) if other.start == edit.start]
        if before and present:
            raise Unplaceable("在单独一段之前加几段；在 YAML 里把它写成列表")
        if not present:
            dash = " " * indent + "- "
            opening = lines.end if edit.start else ""
            lines.write([edit._replace(text=f"{opening}{head}{dash}")])

    def _dash(self, path: Path, indent: int) -> LineEdit:
        """Return where the dash of an entry is to stand: behind the key, or before a key of its own.

        A paragraph with keys of its own (text, draft) begins on a line of its own, two blanks further in.
        """
        key, value = self.source.key(path), self.source.value(path)
        if isinstance(self.source.at(path), Written) and key.line == value.line:
            return LineEdit(key.line - 1, key.end_column, value.column - 1, "")
        if value.line > key.line and value.column - 1 == indent + 2:
            return LineEdit(value.line - 1, 0, value.column - 1, "")
        raise Unplaceable("这里的一段写成了别的样子；在 YAML 里把它写成列表")

    def _add_intro(self, lines: Lines, heading: Unit, text: str) -> None:
        path = heading.path[: heading.path.index("heading") + 1]
        extent = self.places.extent(path)
        indent = self.source.key(path).column - 1
        first, *rest = yaml_lines.scalar(text, indent + 2)
        lines.put(extent.end - 1, [f"{' ' * indent}intro: {first}", *rest])


def _ids(data: object) -> Iterator[str]:
    """Yield all ids in a file, and the keys of its parts."""
    if isinstance(data, tuple):
        for entry in data:
            yield from _ids(entry)
    elif data is not None and not isinstance(data, Written):
        for key, value in data.items():  # type: ignore[attr-defined]
            if key == "id" and isinstance(value, Written):
                yield value.text
            yield from _ids(value)


def _is_over(before: Unit | None) -> bool:
    """Return whether the text of the report is over where something stands before another text."""
    return before is None or before.path[0] in {"document", "annexes"}


def _is_paragraph(text: str) -> bool:
    return len(text) > SHORT or text.endswith(("。", "："))
