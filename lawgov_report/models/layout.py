"""The layout in figures: the models of templates/gbt9704.yaml.

Knows lengths, fonts and styles; not Word, PDF, nor what is printed in them. Units stand in the names:
_mm millimetres, _pt points, _chars characters of the style's own size, _lines lines of the grid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import BeforeValidator, model_validator

from lawgov_report.files import Unusable
from lawgov_report.models.fields import TRUTH, Model, fault, load, read_by
from lawgov_report.reading import source as sources
from lawgov_report.reading.diagnostics import Diagnostic, Written

if TYPE_CHECKING:
    from lawgov_report.reading.source import Source

NUMBER = re.compile(r"-?\d+(\.\d+)?")
PT_PER_MM = 72 / 25.4
TWIPS_PER_PT = 20  # Word measures in twips
FOOTER = "footer"
EVEN_FOOTER = "双页页码"
EXCLUSIVE = (("before_mm", "before_lines"), ("first_line_chars", "hanging_chars"))


def _text(value: object) -> object:
    """Return what stands in a file as its text, plain values as they are; raises for all else."""
    if isinstance(value, Mapping | list | tuple):
        raise fault("LG103", "这里应当是一个值，不是列表，也不是下一级的键和值")
    return value.text if isinstance(value, Written) else value


def _number(low: float, high: float, value: object) -> float:
    """Return a number, that a file writes as text, from `low` to `high`; raises otherwise."""
    text = str(_text(value))
    if isinstance(value, bool) or not NUMBER.fullmatch(text) or not low <= float(text) <= high:
        raise fault("LG107", f"“{text}”应为 {low:g} 到 {high:g} 的数")
    return float(text)


def _whole(low: int, high: int, value: object) -> int:
    """Return a whole number, that a file writes as text, from `low` to `high`; raises otherwise."""
    number = _number(low, high, value)
    if number != int(number):
        raise fault("LG107", f"“{number:g}”应为整数")
    return int(number)


def _wording(wanted: str, example: str, value: object) -> str:
    """Return a text of the form that a pattern says; raises otherwise."""
    text = _text(value)
    if not isinstance(text, str) or not re.fullmatch(wanted, text):
        raise fault("LG107", f"“{text}”不能写在这里", f"例如 {example}")
    return text


def _choice(known: tuple[str, ...], value: object) -> str:
    """Return one of the words that are known; raises otherwise."""
    text = _text(value)
    if text not in known:
        raise fault("LG107", f"“{text}”应为 {'、'.join(known)} 之一")
    return str(text)


def _truth(value: object) -> bool:
    text = _text(value)
    if isinstance(text, bool):
        return text
    if not isinstance(text, str) or text not in TRUTH:
        raise fault("LG107", f"“{text}”应为 true 或 false")
    return TRUTH[text]


def _sequence(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


# Not Field(ge=…, le=…) or Field(pattern=…): Pydantic's errors name one bound, ours name both, or an example
Length = Annotated[float, read_by(partial(_number, 0, 1000))]
Gap = Annotated[float, read_by(partial(_number, 0, 31))]
Size = Annotated[float, read_by(partial(_number, 0.01, 1000))]
Count = Annotated[int, read_by(partial(_whole, 1, 100))]
Level = Annotated[int, read_by(partial(_whole, 1, 9))]
Truth = Annotated[bool, read_by(_truth)]
Name = Annotated[str, read_by(partial(_wording, r"[^\x00-\x1f,;<>&\"'{}]{1,253}", "黑体"))]
Printed = Annotated[str, read_by(partial(_wording, r"[^\x00-\x1f]{0,20}", "“— ”"))]
Colour = Annotated[str, read_by(partial(_wording, "[0-9A-F]{6}", "FF0000"))]
Language = Annotated[str, read_by(partial(_wording, "[a-z]{2,3}(-[A-Z]{2})?", "zh-CN"))]
Align = Annotated[str, read_by(partial(_choice, ("both", "left", "center", "right")))]
Kind = Annotated[str, read_by(partial(_choice, ("paragraph", "character", "table")))]


class Page(Model):
    """The paper and its margins; `header_mm` and `footer_mm` count from the paper's edge."""

    width_mm: Size
    height_mm: Size
    top_mm: Length
    left_mm: Length
    right_mm: Length
    bottom_mm: Length
    header_mm: Length
    footer_mm: Length

    @model_validator(mode="after")
    def _has_room(self) -> Self:
        if self.text_width_mm <= 0 or self.height_mm <= self.top_mm + self.bottom_mm:
            raise fault("LG107", "页边距之间没有版心")
        return self

    @property
    def text_width_mm(self) -> float:
        """The width of the type area (版心)."""
        return self.width_mm - self.left_mm - self.right_mm


class Grid(Model):
    """Lines of a page, characters of a line, and the settings that yield them."""

    lines: Count
    characters: Count
    line_pt: Size
    condense_pt: Length = 0.0


Names = Annotated[tuple[Name, ...], BeforeValidator(_sequence)]


class Font(Model):
    """A font by the name that Word knows it by, and what Word takes where it is missing.

    For the PDF: `same` are other names of this font and fonts that pass for it, `stand_ins` what is taken
    where there is none of them, in bold with `bold_stand_ins`.
    """

    name: Name
    instead: Names = ()
    same: Names = ()
    stand_ins: Names = ()
    bold_stand_ins: Truth = False


class RuledLine(Model):
    """A printed line under a paragraph, `gap_pt` below it (Word stores whole points, at most 31)."""

    width_mm: Size
    gap_pt: Gap = 0.0
    colour: Colour = "000000"


class Style(Model):
    """A style; what is None is taken over from `based_on`, which is Normal where nothing is said.

    With `bar_mm` the paragraph is a black bar of this height: LibreOffice takes a frame whose
    paragraphs have borders off its place, so the rules in 版记 are bars. A table has lines of `border_mm`,
    and `cell_gap_mm` between its lines and its words, left and right.
    """

    kind: Kind = "paragraph"
    based_on: Name | None = None
    next: Name | None = None
    font: Name | None = None
    size_pt: Size | None = None
    condense_pt: Length | None = None
    colour: Colour | None = None
    align: Align | None = None
    line_pt: Size | None = None
    before_mm: Length | None = None
    before_lines: Length | None = None
    after_lines: Length | None = None
    left_chars: Length | None = None
    right_chars: Length | None = None
    first_line_chars: Length | None = None
    hanging_chars: Length | None = None
    right_tab_chars: Length | None = None
    outline: Level | None = None
    keep_next: Truth | None = None
    snap_to_grid: Truth | None = None
    rule_below: RuledLine | None = None
    bar_mm: Size | None = None
    page_break_before: Truth | None = None
    border_mm: Size | None = None
    cell_gap_mm: Length | None = None

    @model_validator(mode="after")
    def _says_each_thing_once(self) -> Self:
        pairs = ((getattr(self, first), getattr(self, second)) for first, second in EXCLUSIVE)
        if any(first is not None and second is not None for first, second in pairs):
            raise fault("LG107", "before_mm 与 before_lines、first_line_chars 与 hanging_chars 只能各写一个")
        return self


class PageNumber(Model):
    """What stands around the number."""

    before: Printed
    after: Printed


class Layout(Model):
    """A whole layout. Numbers may be given as text, sequences as lists."""

    name: Name
    page: Page
    grid: Grid
    fonts: Mapping[str, Font]
    language: Language
    page_number: PageNumber
    styles: Mapping[Name, Style]

    @model_validator(mode="after")
    def _names_what_exists(self) -> Self:
        _known("styles", ("Normal", FOOTER, EVEN_FOOTER), self.styles)
        for name, style in self.styles.items():
            _known(f"styles.{name}", (style.based_on, style.next), self.styles)
            _known(f"styles.{name}.font", (style.font,), self.fonts)
        _ends(self.styles)
        normal = self.styles["Normal"]
        if normal.font is None or normal.size_pt is None or normal.based_on is not None:
            raise fault("LG107", "styles.Normal 须写明 font 和 size_pt，不能有 based_on")
        return self

    @property
    def character_pt(self) -> float:
        """The width of one character of the body: the type area's width by the characters of a line."""
        return self.page.text_width_mm * PT_PER_MM / self.grid.characters


def resolved(layout: Layout, name: str) -> Style:
    """Return the style of this name with all that it takes over from those it is based on."""
    above = layout.styles[name].based_on or (None if name == "Normal" else "Normal")
    own = layout.styles[name]
    if above is None:
        return own
    changes = {key: value for key, value in own if value is not None}
    for pair in EXCLUSIVE:
        # what a style says of the one takes back what the style above says of the other
        if changes.keys() & {*pair}:
            changes = dict.fromkeys(pair) | changes
    return resolved(layout, above).model_copy(update=changes)


def read(source: Source) -> tuple[Layout | None, list[Diagnostic]]:
    """Return the layout that a file holds, or None and all that is wrong with it."""
    return load(Layout, source)


def made_of(name: str, content: bytes) -> Layout:
    """Return the layout that the bytes of a file hold. Raises files.Unusable with what is wrong first."""
    source, found = sources.read(name, content)
    layout, wrong = read(source) if source.data is not None else (None, [])
    if layout is None or found:
        first = [*found, *wrong][0]
        raise Unusable(f"版面数据不能用：{first.place}：{first.message}")
    return layout


def twips_of_mm(length: float) -> int:
    """Return millimetres as whole twips (1/20 point)."""
    return round(length * PT_PER_MM * TWIPS_PER_PT)


def twips(length: float) -> int:
    """Return points as whole twips."""
    return round(length * TWIPS_PER_PT)


def _known(where: str, names: tuple[str | None, ...], known: Mapping[str, Any]) -> None:
    """Raise where one of the names is not known."""
    for name in names:
        if name is not None and name not in known:
            raise fault("LG107", f"{where} 所说的 {name} 不存在")


def _ends(styles: Mapping[str, Style]) -> None:
    """Raise where styles are based on each other in a circle: looking one up would not come to an end."""
    for name in styles:
        seen: set[str] = set()
        above: str | None = name
        while above is not None:
            if above in seen:
                raise fault("LG107", f"styles.{name} 的 based_on 绕成了圈")
            seen.add(above)
            above = styles[above].based_on
