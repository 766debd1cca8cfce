"""Printed pages: Word files through LibreOffice, with the fonts that stand in for the office fonts, and PDF.

Knows soffice, fontconfig and PDF; not what is printed.
Fonts: the folder LAWGOV_FONTS, or .fonts/ (.ci/fonts).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pdfplumber.page import Page

ROOT = Path(__file__).resolve().parent.parent
STAND_INS = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "FandolBiaosong",
}
FILES = (
    "FandolFang-Regular",
    "FandolKai-Regular",
    "FandolHei-Regular",
    "FandolSong-Regular",
    "FandolSong-Bold",
)
OWN_FAMILIES = {"FandolSong-Bold": "FandolBiaosong", "FandolHei-Bold": "FandolDahei"}
FALLBACK = "Noto Serif CJK SC"
MM_PER_PT = 25.4 / 72
TIMEOUT = 180
NO_FORM_FIELDS = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
HALF_A_LINE_PT = 5


@dataclass(frozen=True, slots=True)
class Glyph:
    """A printed character: millimetres from the paper's left and upper edge, its advance box."""

    text: str
    font: str
    size_pt: float
    left: float
    right: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A page: its lines of glyphs from top to bottom, and its rules as (left, top, right, bottom) in mm."""

    lines: tuple[tuple[Glyph, ...], ...]
    rules: tuple[tuple[float, float, float, float], ...]


def fonts() -> Path:
    """Return the folder of the fonts."""
    return Path(os.environ.get("LAWGOV_FONTS") or ROOT / ".fonts")


def missing(*tools: str) -> list[str]:
    """Return which of the tools and of the fonts are not here."""
    lacking = [tool for tool in tools if shutil.which(tool) is None]
    return lacking + [f"{name}.otf" for name in FILES if not (fonts() / f"{name}.otf").is_file()]


def need() -> None:
    """Skip the test where no Word file can be rendered; with LAWGOV_RENDER=1, fail."""
    _need(missing("soffice"))


def need_fonts() -> None:
    """Skip the test where the fonts are missing; with LAWGOV_RENDER=1, fail."""
    _need(missing())


def _need(lacking: list[str]) -> None:
    if lacking:
        reason = f"no rendering without {', '.join(lacking)} (.ci/fonts)"
        if os.environ.get("LAWGOV_RENDER") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def fontconfig(folder: Path) -> Path:
    """Write a fontconfig file that maps the office fonts to those that stand in for them."""
    own = "".join(
        f'<match target="scan"><test name="postscriptname"><string>{name}</string></test>'
        f'<edit name="family" mode="assign"><string>{family}</string></edit>'
        '<edit name="weight" mode="assign"><const>bold</const></edit></match>'
        for name, family in OWN_FAMILIES.items()
    )
    mapped = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{stand_in}</string>'
        f"<string>{FALLBACK}</string></edit></match>"
        for name, stand_in in STAND_INS.items()
    )
    path = folder / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{fonts().resolve()}</dir><dir>/usr/share/fonts</dir><cachedir>{folder}/cache</cachedir>"
        f"{own}{mapped}</fontconfig>",
        encoding="utf-8",
    )
    return path


def pdf(content: bytes, folder: Path) -> Path:
    """Return the PDF that LibreOffice prints of a Word file, in `folder`."""
    return pdfs([content], folder)[0]


def pdfs(contents: list[bytes], folder: Path) -> list[Path]:
    """Return the PDFs that LibreOffice prints of Word files, in `folder`, all in one run."""
    sources = [folder / f"report{number}.docx" for number in range(len(contents))]
    for source, content in zip(sources, contents, strict=True):
        source.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fontconfig(folder)), "HOME": str(folder)}
    subprocess.run(
        [*command, "--convert-to", NO_FORM_FIELDS, "--outdir", str(folder), *map(str, sources)],
        env=environment,
        check=True,
        capture_output=True,
        timeout=TIMEOUT,
    )
    return [source.with_suffix(".pdf") for source in sources]


def pages(path: Path) -> list[Printed]:
    """Return what is printed on each page of a PDF."""
    import pdfplumber

    with pdfplumber.open(path) as opened:
        return [Printed(_lines(page), _rules(page)) for page in opened.pages]


def _lines(page: Page) -> tuple[tuple[Glyph, ...], ...]:
    """Return glyphs by line: those whose baselines are less than half a line apart."""
    lines: list[list[Glyph]] = []
    for glyph in sorted((_glyph(char, page) for char in page.chars), key=lambda glyph: glyph.baseline):
        if lines and glyph.baseline - lines[-1][0].baseline < HALF_A_LINE_PT * MM_PER_PT:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return tuple(tuple(sorted(line, key=lambda glyph: glyph.left)) for line in lines)


def _glyph(char: dict[str, Any], page: Page) -> Glyph:
    baseline = float(page.height) - char["matrix"][5]
    left, right = char["x0"] * MM_PER_PT, char["x1"] * MM_PER_PT
    return Glyph(char["text"], char["fontname"], round(char["size"], 1), left, right, baseline * MM_PER_PT)


def _rules(page: Page) -> tuple[tuple[float, float, float, float], ...]:
    """Return what is drawn: filled boxes as they are, strokes with their width."""
    found = []
    for shape in (*page.rects, *page.lines, *page.curves):
        half = float(shape.get("linewidth") or 0) / 2 if shape.get("stroke") else 0
        sides = (shape["x0"], shape["top"] - half, shape["x1"], shape["bottom"] + half)
        found.append(tuple(side * MM_PER_PT for side in sides))
    return tuple(sorted(found, key=lambda rule: rule[1]))
