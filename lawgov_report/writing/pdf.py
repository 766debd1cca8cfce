"""PDF: a document by a template in the language of typst, the extra `pdf`, which sets it.

Knows typst, and the layout as the template sees it; not how the template arranges the document. What is
printed reaches typst as string literals: no text of a report is ever read as its code.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from lawgov_report import files
from lawgov_report.files import Unusable, network
from lawgov_report.models import layout as layouts
from lawgov_report.reading.diagnostics import Diagnostic, Place
from lawgov_report.report.document import Heading, Paragraph, Text, printed, text_of
from lawgov_report.writing import digest, fonts, pdf_tags, signing, tables, titles
from lawgov_report.writing.templates import compiled, render
from lawgov_report.writing.writer import ACCESSIBLE, Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from typst import PDFStandard, TypstError

    from lawgov_report.models.layout import Layout, RuledLine, Style
    from lawgov_report.report.document import Annex, Block, Document, Line, Table
    from lawgov_report.writing.fonts import Role
    from lawgov_report.writing.tables import Setting, TableLook
    from lawgov_report.writing.writer import Settings

SUFFIX = ".pdf"
TEMPLATE = "report.typ.j2"
LAYOUT = "gbt9704.yaml"
ARCHIVE = "a-2a"
STANDARDS: dict[str, tuple[PDFStandard, ...]] = {
    ACCESSIBLE: ("ua-1",),
    ARCHIVE: ("a-2a", "ua-1"),  # what is fit for the archive stays accessible
}
# Control characters and all ASCII but letters, digits and the blank: what can mean something in typst
UNSAFE = re.compile(r"[\x00-\x1f!-/:-@\[-`{-\x9f]")
# How typst 0.15 names a package that it does not find: in this computer's folders, or in the network
PACKAGE = re.compile(r"^(?:package not found|failed to download).*?(@[^\s)]+|preview/\S+?)(?:[.]tar|[\s)])")
# How typst 0.15 reports that the dictionary of styles lacks one
LACKING = re.compile(r'dictionary does not contain key "([^"]+)" and no default value was specified')
# How typst 0.15 reports a character without a glyph: quoted as it prints strings, others than ASCII as \u{…}
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
NO_FONT = "LG901"
# A document of nothing but a few characters in one font
TRIAL = """#set document(title: "x", date: datetime(year: 2000, month: 1, day: 1))
#set text(font: {}, fallback: false)
{}"""
ASCENT = 0.88  # of an em over the baseline, as the Chinese fonts have it
ANNEX_TITLE = "附件标题"
MOST = 20  # findings for characters that no font has: more of them have one cause, a font that is not there


class TypstTable(NamedTuple):
    """A table as the template sees it; a group has a heading, "" where it has none, and rows.

    `title` stands above it, "" for none. `setting` is how its columns stand, `look` names its styles.
    """

    title: str
    head: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]
    setting: Setting
    look: TableLook


class TypstOpening(NamedTuple):
    """The heading that a paragraph begins with."""

    level: int
    text: str


class TypstBlock(NamedTuple):
    """A block as the template sees it: level 0 is body text, 1 to 4 are headings; or a table.

    `opening` is the heading that body text begins with, which its lines do not repeat. `closer` is by how
    much the characters of a heading stand closer, "" where its style says it.
    """

    level: int
    lines: tuple[str, ...]
    opening: TypstOpening | None = None
    table: TypstTable | None = None
    closer: str = ""


class TypstAnnex(NamedTuple):
    """An annex as the template sees it, `closer` as in a block."""

    mark: str
    title: tuple[str, ...]
    blocks: tuple[TypstBlock, ...]
    table: TypstTable | None
    notes: tuple[str, ...]
    closer: str = ""


class Pt(float):
    """A length in points."""


class Printing(NamedTuple):
    """What came of setting a document: its bytes, or the characters that no font has."""

    content: bytes
    missing: tuple[str, ...] = ()


def prepare(settings: Settings) -> Writer:
    """Return what writes PDF, with a warning for each font that another one stands in for.

    Raises Unusable for an unknown standard, without typst, and as Press does.
    """
    if settings.standard not in STANDARDS:
        raise Unusable(f"没有 {settings.standard} 这种 PDF 标准；可用：{'、'.join(STANDARDS)}")
    press = Press(settings)
    warnings = tuple(
        f"没有字体 {role.wanted}，PDF 改用 {role.families[0]}"
        for role in press.roles.values()
        if role.substituted
    )
    return Writer(press.write, press.findings, warnings)


class Press:
    """Sets documents as PDF: layout, fonts and template are read once for all of them."""

    def __init__(self, settings: Settings) -> None:
        """Read what all documents need. Raises Unusable where it is broken, or a role has no font."""
        self._layout = layouts.made_of(LAYOUT, settings.templates(LAYOUT))
        self._fonts = fonts.listed(settings.fonts)
        self._template = compiled(settings.templates(TEMPLATE), TEMPLATE, escape)
        self._standard = settings.standard
        self.roles = fonts.roles(self._layout, self._fonts.families())
        if lacking := [role.wanted for role in self.roles.values() if not role.families]:
            remedy = "安装这些字体，或用 --font-dir 指明放字体的文件夹"
            raise Unusable(f"没有{'、'.join(lacking)}，也没有能替代的字体：{remedy}")
        # findings() and write() of one document follow each other, and setting it is nearly all the work of
        # both: the last one is remembered
        self._last: tuple[Document, Printing] | None = None

    def findings(self, document: Document) -> Iterator[Diagnostic]:
        """Yield a finding for each character that no font has, where it stands first, and for long titles."""
        for character in self._printing(document).missing[:MOST]:
            yield _without_font(document, character)
        yield from titles.findings(document)

    def write(self, document: Document) -> dict[str, bytes]:
        """Return the document as PDF under its suffix: the same bytes on any day, with the same fonts.

        Raises Unusable where the template is broken, or a font has not all characters.
        """
        printing = self._printing(document)
        if printing.missing:
            raise Unusable(f"没有字体能印“{'”“'.join(printing.missing[:MOST])}”")
        return {SUFFIX: digest.signed("pdf", pdf_tags.row_headers(printing.content))}

    def _printing(self, document: Document) -> Printing:
        """Return the document as it is set; setting it is also what finds its characters without font."""
        if self._last is None or self._last[0] is not document:
            self._last = (document, self._set(document))
        return self._last[1]

    def _set(self, document: Document) -> Printing:
        """Return the document as it is set, with further fonts where those of its roles fall short."""
        printing = self._tried(document, ())
        if printing.missing and (helpers := self._helpers(printing.missing)):
            return self._tried(document, helpers)
        return printing

    def _tried(self, document: Document, helpers: tuple[str, ...]) -> Printing:
        """Return the document as it is set with these fonts behind those of each role."""
        roles = {key: role._replace(families=role.families + helpers) for key, role in self.roles.items()}
        context = _context(document, self._layout, roles, _date(document, self._standard))
        return self._compiled(render(self._template, context))

    def _helpers(self, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Return the fonts that together have most of the characters.

        typst looks for one itself, but trusts fonts that list a character and have no picture of it, as
        Fandol's do.
        """
        chosen: list[str] = []
        for family in self._fonts.families():
            lacking = self._compiled(TRIAL.format(escape(family), "".join(map(_alone, missing)))).missing
            if len(lacking) < len(missing):
                chosen.append(family)
                missing = lacking
        return tuple(chosen)

    def _compiled(self, code: str) -> Printing:
        """Return what typst makes of its code. Raises Unusable where that is wrong."""
        import typst

        root = files.built_in()  # a template can read what lies below it: nothing but what is built in
        nothing = root / LAYOUT  # a file: there are no packages below it
        compiler = typst.Compiler(
            b"", root, font_paths=self._fonts, package_path=nothing, package_cache_path=nothing
        )
        try:
            with network.offline():  # typst asks the network for a package that it does not find
                content = compiler.compile(
                    code.encode(), format="pdf", pdf_standards=[*STANDARDS[self._standard]], timestamp=0
                )
        except typst.TypstError as error:
            return Printing(b"", _missing(error))
        return Printing(
            content if isinstance(content, bytes) else b""
        )  # other formats return a list of pages


def _alone(text: str) -> str:
    """Return typst's code for a paragraph with nothing but this text."""
    return f"#{escape(text)};\n\n"


def escape(text: str) -> str:
    """Return text as a string literal of typst, which means the same where a template puts it into markup."""
    return f'"{UNSAFE.sub(_code_point, text)}"'


def _code_point(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match[0]):x}}}"


def _missing(error: TypstError) -> tuple[str, ...]:
    """Return the characters that no font has. Raises Unusable where the error is another one."""
    found = dict.fromkeys(ESCAPED.sub(_character, text) for text in NO_GLYPH.findall(error.diagnostic))
    if not found:
        raise Unusable(_broken(error)) from error
    return tuple(found)


def _broken(error: TypstError) -> str:
    """Return what is wrong with the template, in one line."""
    if package := PACKAGE.search(error.message):
        return f"模板 {TEMPLATE} 引用了 {package[1]}：不能用网上或本机的 typst 包；把要用的代码写进模板"
    if style := LACKING.fullmatch(error.message):
        return f"{LAYOUT} 没有名为“{style[1]}”的样式，报告要用到它；照程序自带的补上"
    return f"模板 {TEMPLATE} 不能用：{'；'.join((error.message, *error.hints))}"


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _without_font(document: Document, character: str) -> Diagnostic:
    """Return the finding for a character that no font has, at the first text that holds it."""
    holders = [span for span in chain.from_iterable(printed(document)) if character in span.text]
    place = next((span.place for span in holders), None)
    start = Place(f"data/{document.year}.yaml", 1, 1, 1, 1)
    points = "、".join(f"U+{ord(point):04X}" for point in character)  # several where they join to one picture
    times = sum(span.text.count(character) for span in holders)
    often = f"，共 {times} 处" if times > 1 else ""
    message = f"没有字体能印“{character}”（{points}）{often}"
    hint = "安装有这个字的字体（例如 Noto Serif CJK SC），或用 --font-dir 指明放字体的文件夹"
    return Diagnostic(place or start, NO_FONT, message, hint, quote=character)


# What the template sees


def _context(
    document: Document, layout: Layout, roles: Mapping[str, Role], day: tuple[int, ...]
) -> dict[str, object]:
    title = titles.broken(document.title)
    return {
        "document": document,
        "layout": layout,
        "styles": _literal({name: _style(layout, name, roles) for name in layout.styles}),
        "known": _literal(_known(document, layout, day)),
        "page": _literal(_page(layout)),
        "title": _texts(title),
        "title_closer": _closer(title, "Title", layout),
        "signatures": signing.names(document),
        "sealed": _sealed(document),
        "blocks": tuple(_block(block, tables.IN_TEXT, layout) for block in document.blocks),
        "annexes": tuple(_annex(annex, layout) for annex in document.annexes),
    }


def _sealed(document: Document) -> Mapping[str, object]:
    """Return names and date that are to be sealed, in numbers as typst writes them."""
    sealed = signing.sealed(document)
    rows = tuple(
        {
            "height": _literal(max(len(name.lines) for name in row)),
            "names": tuple((_literal(name.centre), name.lines) for name in row),
        }
        for row in sealed.rows
    )
    return {"rows": rows, "centre": _literal(sealed.centre)}


def _closer(lines: tuple[Line, ...], name: str, layout: Layout) -> Markup | str:
    """Return by how much the characters of a title stand closer, as typst writes it; "" as its style says."""
    style, width = layouts.resolved(layout, name), layout.page.text_width_mm * layouts.PT_PER_MM
    first = width - (style.first_line_chars or 0) * layout.character_pt
    condense = layout.grid.condense_pt if style.condense_pt is None else style.condense_pt
    closer = titles.closer(lines, titles.Room(style.size_pt or 0, first, width, condense))
    return _literal(Pt(closer)) if closer else ""


def _block(block: Block, look: TableLook, layout: Layout) -> TypstBlock:
    if isinstance(block, Heading):
        closer = _closer(block.lines, f"heading {block.level}", layout)
        return TypstBlock(block.level, _texts(block.lines), closer=closer)
    if isinstance(block, Paragraph):
        return TypstBlock(0, _texts((block.body,)), _opening(block.heading) if block.heading else None)
    table = _table(block.table, tables.setting(block.table), look)
    return TypstBlock(0, (), None, table._replace(title=text_of((block.title,))))


def _opening(heading: Heading) -> TypstOpening:
    return TypstOpening(heading.level, text_of(heading.lines))


def _annex(annex: Annex, layout: Layout) -> TypstAnnex:
    title = tuple((Text(line),) for text in annex.title for line in titles.titled(text))
    blocks = tuple(_block(block, tables.ANNEXED, layout) for block in annex.blocks)
    table = _table(annex.table, tables.of_indicators(annex.table), tables.ANNEXED) if annex.table else None
    closer = _closer(title, ANNEX_TITLE, layout)
    return TypstAnnex(annex.mark, _texts(title), blocks, table, annex.notes, closer)


def _table(table: Table, setting: Setting, look: TableLook) -> TypstTable:
    groups = ((group.heading, tuple(_texts(row) for row in group.rows)) for group in table.groups)
    return TypstTable("", table.head, tuple(groups), setting, look)


def _texts(lines: tuple[Line, ...]) -> tuple[str, ...]:
    return tuple("".join(span.text for span in line) for line in lines)


def _page(layout: Layout) -> Mapping[str, object]:
    page = layout.page
    lengths = {
        name: getattr(page, f"{name}_mm") for name in ("width", "height", "top", "left", "right", "bottom")
    }
    number = layout.page_number
    return {
        **{name: _mm(length) for name, length in lengths.items()},
        "text": _mm(page.text_width_mm),
        "footer": _mm(page.bottom_mm - page.footer_mm),  # from the type area to the lower edge of the number
        "before": number.before,
        "after": number.after,
    }


def _date(document: Document, standard: str) -> tuple[int, ...]:
    """Return the day that the file is dated: 成文日期, else another that is given, () for none.

    An archive file must be dated: where no day is given, by the last of the year reported.
    """
    given = document.properties
    day = given.dated or given.published or given.sent
    if not day and standard == ARCHIVE:
        day = f"{document.year}-12-31"
    return tuple(int(number) for number in day.split("-")) if day else ()


def _known(document: Document, layout: Layout, day: tuple[int, ...]) -> Mapping[str, object]:
    """Return the file's properties; nothing of them comes from the clock."""
    given = document.properties
    lang, _, region = layout.language.partition("-")
    author = given.author or document.signature
    return {
        "title": text_of(document.title),
        "author": (author,) if author else (),
        "keywords": tuple(given.keywords.split("，")) if given.keywords else (),
        "description": given.description or None,
        "date": day,
        "lang": lang,
        "region": region or None,
    }


def _style(layout: Layout, name: str, roles: Mapping[str, Role]) -> Mapping[str, object]:
    """Return a style with all that it takes over, so that the template needs no other."""
    style = layouts.resolved(layout, name)
    role = roles[style.font or ""]
    size, line = style.size_pt or 0, style.line_pt or layout.grid.line_pt
    room = (line - size) / 2
    condense = layout.grid.condense_pt if style.condense_pt is None else style.condense_pt
    return {
        "font": role.families,
        "weight": "bold" if role.bold else "regular",
        "size": Pt(size),
        "tracking": Pt(-condense),
        "fill": f"#{style.colour or '000000'}",
        "top": Pt(ASCENT * size + room),
        "bottom": Pt((ASCENT - 1) * size - room),
        "line": Pt(line),
        "align": style.align or "both",
        "sticky": bool(style.keep_next),
        "bar": _mm(style.bar_mm or 0),
        "rule": _rule(style.rule_below),
        "border": _mm(style.border_mm or 0),
        "gap": _mm(style.cell_gap_mm or 0),
        **_spacing(style, layout.grid.line_pt),
        **_indents(style, layout),
    }


def _spacing(style: Style, line_pt: float) -> Mapping[str, Pt]:
    """Return the room before and after a paragraph: `down` is held at the top of a page too."""
    before, after = style.before_lines or 0, style.after_lines or 0
    return {"down": _mm(style.before_mm or 0), "before": Pt(before * line_pt), "after": Pt(after * line_pt)}


def _indents(style: Style, layout: Layout) -> Mapping[str, Pt]:
    body = layout.styles["Normal"].size_pt
    character = layout.character_pt if style.size_pt == body else style.size_pt or 0
    lengths = {
        "left": style.left_chars,
        "right": style.right_chars,
        "first": style.first_line_chars,
        "hanging": style.hanging_chars,
        "tab": style.right_tab_chars,
    }
    return {
        "character": Pt(character),
        **{key: Pt((chars or 0) * character) for key, chars in lengths.items()},
    }


def _rule(rule: RuledLine | None) -> Mapping[str, object] | None:
    if rule is None:
        return None
    return {"width": _mm(rule.width_mm), "gap": Pt(rule.gap_pt), "fill": f"#{rule.colour}"}


def _mm(length: float) -> Pt:
    return Pt(length * layouts.PT_PER_MM)


def _literal(value: object) -> Markup:
    """Return plain data as typst writes it."""
    return Markup(_written(value))  # noqa: S704 every text in it is escaped


def _written(value: object) -> str:
    if isinstance(value, Pt):
        return f"{value:.4f}pt"
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, tuple):
        return f"({''.join(f'{_written(item)}, ' for item in value)})"  # (1, ): (1) would be a number
    if isinstance(value, dict):
        return f"({', '.join(f'{escape(key)}: {_written(item)}' for key, item in value.items())})"
    if isinstance(value, bool):  # before numbers: 1 is equal to True
        return str(value).lower()
    return "none" if value is None else str(value)
