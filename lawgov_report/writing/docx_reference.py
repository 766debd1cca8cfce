"""The reference document: a layout as an empty Word file with styles, settings, page and page numbers.

Knows WordprocessingML and python-docx, which is imported only when a reference document is made;
not what a report says. The recipe was measured: docs/layout.md.
"""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.models.layout import EVEN_FOOTER, FOOTER, twips, twips_of_mm
from lawgov_report.writing import archive, digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from lawgov_report.models.layout import Grid, Layout, Page, RuledLine, Style

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EIGHTHS_PER_MM = 72 / 25.4 * 8
MAX_RULE_EIGHTHS = 96  # what Word can draw: 12 pt

SETTINGS = """<w:settings xmlns:w="{word}">
<w:zoom w:percent="100"/>
<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>
<w:defaultTabStop w:val="420"/>
<w:evenAndOddHeaders/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:doNotExpandShiftReturn/><w:useFELayout/>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="{language}" w:eastAsia="{language}"/>
<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1"
 w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6"
 w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>
</w:settings>"""

BASE_STYLES = """<w:styles xmlns:w="{word}">
<w:docDefaults>
<w:rPrDefault><w:rPr>
{fonts}<w:lang w:val="en-US" w:eastAsia="{language}" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault>
<w:pPrDefault/>
</w:docDefaults>
<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
 w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
<w:tblPr>
<w:tblInd w:w="0" w:type="dxa"/>
<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>
</w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
<w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>
</w:style>
</w:styles>"""

# Names that Word knows styles by in every language: they get Word's own ids and are no custom styles
BUILT_IN = frozenset(
    {"Normal", "Body Text", "Title", "footer", *(f"heading {level}" for level in range(1, 10))}
)

TABLE = "TableNormal"
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")

# Chinese line breaking: no closing mark begins a line, and marks may hang over the edge. Word adds no gap
# beside digits and Latin letters: the standard counts characters
BODY_PROPERTIES = (
    '<w:kinsoku/><w:wordWrap/><w:overflowPunct w:val="1"/>',
    '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>',
)

FOOTER_CONTENT = (
    '<w:r xmlns:w="{word}"><w:t xml:space="preserve">{before}</w:t></w:r>',
    '<w:fldSimple xmlns:w="{word}" w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    '<w:r xmlns:w="{word}"><w:t xml:space="preserve">{after}</w:t></w:r>',
)

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title>'
    "<dc:language>{language}</dc:language></cp:coreProperties>"
)

# The theme that a Word file must have to be taken as one of today: Word's own colours, the plainest looks
COLOURS = (
    ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "44546A"), ("lt2", "E7E6E6"), ("accent1", "4472C4"),
    ("accent2", "ED7D31"), ("accent3", "A5A5A5"), ("accent4", "FFC000"), ("accent5", "5B9BD5"),
    ("accent6", "70AD47"), ("hlink", "0563C1"), ("folHlink", "954F72"),
)  # fmt: skip
FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
LINE = f'<a:ln w="6350">{FILL}<a:prstDash val="solid"/></a:ln>'
EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
THEME = (
    f'<a:theme xmlns:a="{DRAWING}" name="{{name}}"><a:themeElements>'
    '<a:clrScheme name="{name}">{colours}</a:clrScheme>'
    '<a:fontScheme name="{name}"><a:majorFont>{fonts}</a:majorFont>'
    "<a:minorFont>{fonts}</a:minorFont></a:fontScheme>"
    f'<a:fmtScheme name="{{name}}"><a:fillStyleLst>{FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    "</a:themeElements></a:theme>"
)


def make(layout: Layout) -> bytes:
    """Return the reference document of `layout`: the same bytes on any day.

    Its body holds the section only; a report's body takes that body's place.
    """
    import docx

    document = docx.Document()
    _strip(document)
    _settings(document, layout)
    _styles(document, layout)
    _section(document, layout)
    _add_parts(document, layout)
    buffer = io.BytesIO()
    document.save(buffer)
    # python-docx dates what it saves by the clock: both its properties and the members of its file
    members = archive.members(buffer.getvalue())
    members["docProps/core.xml"] = _core(layout)
    members = digest.with_custom(members)
    members[digest.CUSTOM] = digest.filled(members[digest.CUSTOM], digest.sums(members))
    return archive.join(archive.member(name, content) for name, content in members.items())


def style_id(name: str) -> str:
    """Return the id that the reference document gives to the style of this name."""
    return name.title().replace(" ", "") if name in BUILT_IN else name


def _slim(element: BaseOxmlElement) -> None:
    """Take out the namespaces that the default template declares and nothing uses."""
    from lxml.etree import cleanup_namespaces  # type: ignore[import-untyped]

    for name in [name for name in element.attrib if name.endswith("}Ignorable")]:
        del element.attrib[name]
    cleanup_namespaces(element)


def _strip(document: Document) -> None:
    """Take out what python-docx's default template brings along."""
    keep = {"settings", "styles"}
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype.rsplit("/", 1)[1] not in keep]:
        del relations[key]
    package = document.part.package.rels
    keep = {"officeDocument", "core-properties"}
    for key in [key for key, relation in package.items() if relation.reltype.rsplit("/", 1)[1] not in keep]:
        del package[key]


def _settings(document: Document, layout: Layout) -> None:
    _refill(document.settings.element, SETTINGS.format(word=WORD, language=layout.language))


def _refill(element: BaseOxmlElement, xml: str) -> None:
    """Put the children of `xml` in the place of `element`'s."""
    for child in list(element):
        element.remove(child)
    element.text = None
    for child in list(_parsed(xml)):
        element.append(child)


def _parsed(xml: str) -> BaseOxmlElement:
    from docx.oxml.parser import parse_xml

    element = parse_xml("".join(xml.split("\n")))
    element.tail = None
    return element


def _styles(document: Document, layout: Layout) -> None:
    styles = document.styles.element
    fonts = _fonts(layout, layout.styles["Normal"].font)
    _refill(styles, BASE_STYLES.format(word=WORD, language=layout.language, fonts=fonts))
    for name in layout.styles:
        styles.append(_parsed(_style(_Named(name, layout))))


class _Named(NamedTuple):
    """A style with its name and the layout around it."""

    name: str
    layout: Layout

    @property
    def style(self) -> Style:
        return self.layout.styles[self.name]

    @property
    def base(self) -> str | None:
        if self.name == "Normal" or self.style.kind == "character":
            return None
        return self.style.based_on or (TABLE if self.style.kind == "table" else "Normal")

    @property
    def size_pt(self) -> float:
        """The size, its own or the nearest that it inherits."""
        if self.style.size_pt is not None:
            return self.style.size_pt
        return _Named(self.base or "Normal", self.layout).size_pt

    @property
    def character_pt(self) -> float:
        """The width of one character: the grid's for the body's size, otherwise the size itself."""
        body = self.layout.styles["Normal"].size_pt
        return self.layout.character_pt if self.size_pt == body else self.size_pt


def _style(named: _Named) -> str:
    style, identifier = named.style, style_id(named.name)
    default = ' w:default="1"' if named.name == "Normal" else ""
    custom = "" if named.name in BUILT_IN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style_id(named.base)}"/>' if named.base else ""
    follow = f'<w:next w:val="{style_id(style.next)}"/>' if style.next else ""
    if style.kind == "table":
        looks = _table_properties(style)
    else:
        paragraph = "" if style.kind == "character" else "".join(_paragraph_properties(named))
        looks = f"<w:pPr>{paragraph}</w:pPr><w:rPr>{''.join(_run_properties(named))}</w:rPr>"
    return (
        f'<w:style xmlns:w="{WORD}" w:type="{style.kind}"{default}{custom} w:styleId="{identifier}">'
        f'<w:name w:val="{named.name}"/>{based}{follow}<w:uiPriority w:val="1"/><w:qFormat/>'
        f"{looks}</w:style>"
    ).replace("<w:pPr></w:pPr>", "").replace("<w:rPr></w:rPr>", "")  # fmt: skip


def _table_properties(style: Style) -> str:
    """Return the lines and the room in the cells of a table."""
    width = _eighths(style.border_mm) if style.border_mm else 0
    line = f'w:val="{"single" if width else "nil"}" w:sz="{width}" w:space="0" w:color="000000"'
    lines = "".join(f"<w:{side} {line}/>" for side in SIDES)
    gap = twips_of_mm(style.cell_gap_mm or 0)
    margins = "".join(
        f'<w:{side} w:w="{room}" w:type="dxa"/>'
        for side, room in (("top", 0), ("left", gap), ("bottom", 0), ("right", gap))
    )
    return f"<w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"


def _paragraph_properties(named: _Named) -> Iterator[str]:
    """Yield the paragraph's properties in the order of the schema."""
    style, normal = named.style, named.name == "Normal"
    yield from _breaks(style)
    if normal:
        yield '<w:widowControl w:val="0"/>'
    if style.rule_below:
        yield f"<w:pBdr>{_border('bottom', style.rule_below)}</w:pBdr>"
    if style.bar_mm:
        yield '<w:shd w:val="clear" w:color="auto" w:fill="000000"/><w:snapToGrid w:val="0"/>'
        yield f'<w:spacing w:line="{twips_of_mm(style.bar_mm)}" w:lineRule="exact"/>'
        return
    if style.right_tab_chars is not None:
        edge = twips_of_mm(named.layout.page.text_width_mm)
        position = edge - twips(style.right_tab_chars * named.character_pt)
        yield f'<w:tabs><w:tab w:val="right" w:pos="{position}"/></w:tabs>'
    if normal:
        yield from BODY_PROPERTIES
    if style.snap_to_grid is not None:
        yield f'<w:snapToGrid w:val="{style.snap_to_grid:d}"/>'
    yield _spacing(style, named.layout.grid, default=normal)
    yield _indent(named)
    if style.align:
        yield f'<w:jc w:val="{style.align}"/>'
    if style.outline:
        yield f'<w:outlineLvl w:val="{style.outline - 1}"/>'


def _breaks(style: Style) -> Iterator[str]:
    for name, value in (("keepNext", style.keep_next), ("pageBreakBefore", style.page_break_before)):
        if value is not None:
            yield f'<w:{name} w:val="{value:d}"/>'


def _spacing(style: Style, grid: Grid, *, default: bool) -> str:
    """Return the spacing; all of it for Normal, otherwise what the style says."""
    line_pt, before, after = style.line_pt, _before(style, grid), _after(style, grid)
    if default:
        line_pt, before, after = line_pt or grid.line_pt, before or 0, after or 0
    twentieths = {
        "before": before,
        "after": after,
        "line": line_pt and max(1, twips(line_pt)),
    }
    attributes = "".join(f' w:{key}="{value:.0f}"' for key, value in twentieths.items() if value is not None)
    rule = ' w:lineRule="exact"' if line_pt else ""
    return f"<w:spacing{attributes}{rule}/>" if attributes else ""


def _before(style: Style, grid: Grid) -> int | None:
    if style.before_mm is not None:
        return twips_of_mm(style.before_mm)
    return None if style.before_lines is None else twips(style.before_lines * grid.line_pt)


def _after(style: Style, grid: Grid) -> int | None:
    return None if style.after_lines is None else twips(style.after_lines * grid.line_pt)


def _indent(named: _Named) -> str:
    """Return the indents in twips; the first line's also in characters, so that it follows the size."""
    style = named.style
    widths = {
        "left": style.left_chars,
        "right": style.right_chars,
        "firstLine": style.first_line_chars,
        "hanging": style.hanging_chars,
    }
    lengths = {key: twips(chars * named.character_pt) for key, chars in widths.items() if chars is not None}
    attributes = "".join(f' w:{key}="{length}"' for key, length in lengths.items())
    if style.first_line_chars is not None:
        attributes = f' w:firstLineChars="{style.first_line_chars * 100:.0f}"{attributes}'
    return f"<w:ind{attributes}/>" if attributes else ""


def _border(side: str, rule: RuledLine) -> str:
    return (
        f'<w:{side} w:val="single" w:sz="{_eighths(rule.width_mm)}" w:space="{rule.gap_pt:.0f}"'
        f' w:color="{rule.colour}"/>'
    )


def _eighths(width_mm: float) -> int:
    """Return a rule's width in eighths of a point, as Word stores it."""
    return min(MAX_RULE_EIGHTHS, max(2, round(width_mm * EIGHTHS_PER_MM)))


def _run_properties(named: _Named) -> Iterator[str]:
    """Yield the characters' properties in the order of the schema."""
    style, layout = named.style, named.layout
    if style.font:
        yield _fonts(layout, style.font)
    if style.colour:
        yield f'<w:color w:val="{style.colour}"/>'
    condense = (
        layout.grid.condense_pt if named.name == "Normal" and style.condense_pt is None else style.condense_pt
    )
    if condense is not None:
        yield f'<w:spacing w:val="{-twips(condense)}"/>'
    if named.name == "Normal":
        yield '<w:kern w:val="0"/>'
    if style.bar_mm:
        yield '<w:sz w:val="2"/><w:szCs w:val="2"/>'
    elif style.size_pt is not None:
        yield f'<w:sz w:val="{style.size_pt * 2:.0f}"/><w:szCs w:val="{style.size_pt * 2:.0f}"/>'


def _fonts(layout: Layout, role: str | None) -> str:
    """Return one font for all scripts: another Latin font would turn “ ” beside digits into Latin glyphs."""
    name = layout.fonts[role or ""].name
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def _section(document: Document, layout: Layout) -> None:
    """Set the page and its odd and even footers."""
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    for footer, style in ((section.footer, FOOTER), (section.even_page_footer, EVEN_FOOTER)):
        footer.is_linked_to_previous = False
        footer.paragraphs[0].style = style
        footer.part.element[0].extend(_page_number(layout))
    _set_page(document.element.body.sectPr, layout)
    footers = (section.footer.part.element, section.even_page_footer.part.element)
    for element in (document.element, document.settings.element, document.styles.element, *footers):
        _slim(element)


def _set_page(section: BaseOxmlElement, layout: Layout) -> None:
    """Write the page into the section's XML, since python-docx has no property for the grid of lines."""
    references = [child for child in section if child.tag.endswith("footerReference")]
    _refill(section, _page(layout.page, layout.grid))
    for index, reference in enumerate(references):
        section.insert(index, reference)  # the schema wants them first
    section.attrib.clear()


def _page(page: Page, grid: Grid) -> str:
    sides = {
        "top": page.top_mm, "right": page.right_mm, "bottom": page.bottom_mm, "left": page.left_mm,
        "header": page.header_mm, "footer": page.footer_mm, "gutter": 0.0,
    }  # fmt: skip
    margins = "".join(f' w:{side}="{twips_of_mm(length)}"' for side, length in sides.items())
    return (
        f'<w:sectPr xmlns:w="{WORD}">'
        f'<w:pgSz w:w="{twips_of_mm(page.width_mm)}" w:h="{twips_of_mm(page.height_mm)}"/><w:pgMar{margins}/>'
        f'<w:cols w:space="720"/><w:docGrid w:type="lines" w:linePitch="{twips(grid.line_pt)}"/></w:sectPr>'
    )


def _page_number(layout: Layout) -> Iterator[BaseOxmlElement]:
    """Yield the runs of a footer: the page's number, a field unknown to python-docx, between texts."""
    texts = {"before": escape(layout.page_number.before), "after": escape(layout.page_number.after)}
    for xml in FOOTER_CONTENT:
        yield _parsed(xml.format(word=WORD, **texts))


def _add_parts(document: Document, layout: Layout) -> None:
    """Add the theme and the table of fonts with their substitutes."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    parts = (
        ("/word/theme/theme1.xml", CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME, _theme(layout)),
        (
            "/word/fontTable.xml",
            CONTENT_TYPE.WML_FONT_TABLE,
            RELATIONSHIP_TYPE.FONT_TABLE,
            _font_table(layout),
        ),
    )
    for name, content_type, relation, content in parts:
        part = Part(PackURI(name), content_type, (DECLARATION + content).encode(), document.part.package)
        document.part.relate_to(part, relation)


def _theme(layout: Layout) -> str:
    body = layout.fonts[layout.styles["Normal"].font or ""].name
    colours = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in COLOURS)
    fonts = f'<a:latin typeface="{body}"/><a:ea typeface="{body}"/><a:cs typeface=""/>'
    return THEME.format(name=layout.name, colours=colours, fonts=fonts)


def _font_table(layout: Layout) -> str:
    fonts = "".join(
        f'<w:font w:name="{font.name}">'
        + (f'<w:altName w:val="{",".join(font.instead)}"/>' if font.instead else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>'
        for font in layout.fonts.values()
    )
    return f'<w:fonts xmlns:w="{WORD}">{fonts}</w:fonts>'


def _core(layout: Layout) -> bytes:
    return (DECLARATION + CORE.format(title=layout.name, language=layout.language)).encode()
