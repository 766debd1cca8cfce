"""The fonts of this computer: which of them stands for each role of a layout.

Knows typst, the extra `pdf`, which lists the fonts and is imported only then; not what is printed in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable, installing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import typst

    from lawgov_report.models.layout import Font, Layout

EXTRA = f"编成 PDF 要用 typst：{installing('pdf')}"


class Role(NamedTuple):
    """What prints a role of the layout: `families`, the first for all characters that it has.

    `wanted` is the name that the standard or the office gives; `families` is empty where nothing stands
    for it. `substituted` where it is another font than the one wanted, then in bold where `bold`.
    """

    wanted: str
    families: tuple[str, ...]
    substituted: bool
    bold: bool


def listed(folders: Sequence[str] = ()) -> typst.Fonts:
    """Return the fonts of the system and of folders: read once, for as many files as are made.

    Reading them takes 50 ms and more. Raises Unusable where the extra is missing.
    """
    try:
        import typst
    except ImportError as error:
        raise Unusable(EXTRA) from error
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=list(folders))


def roles(layout: Layout, families: Iterable[str]) -> dict[str, Role]:
    """Return what stands for each role of the layout among these families."""
    known = {family.casefold(): family for family in families}
    return {key: _role(font, known) for key, font in layout.fonts.items()}


def _role(font: Font, known: dict[str, str]) -> Role:
    own = _found((font.name, *font.same), known)
    others = _found((*font.instead, *font.stand_ins), known)
    families = tuple(dict.fromkeys((*own, *others)))
    return Role(font.name, families, not own, bool(others and not own and font.bold_stand_ins))


def _found(names: Iterable[str], known: dict[str, str]) -> list[str]:
    return [known[name.casefold()] for name in names if name.casefold() in known]
