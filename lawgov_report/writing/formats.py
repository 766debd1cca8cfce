"""The formats by their names, prepared: whoever asks here needs to know none of them.

A new format is a file beside this one, a line in FORMATS and, if it has settings of its own, their fields in
writer.Settings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgov_report.writing.writer import Settings, Writer


class Format(NamedTuple):
    """A format: its module here, and the settings that nothing else takes.

    `misplaced` is what the user is told who chooses one of them for other formats.
    """

    module: str
    settings: tuple[str, ...] = ()
    misplaced: str = ""


FORMATS = {
    "md": Format("markdown"),
    "docx": Format("docx"),
    "html": Format("html"),
    "pdf": Format(
        "pdf",
        ("standard", "fonts"),
        "--pdf-standard 和 --font-dir 只用于 PDF；要编 PDF 的，写 --to pdf",
    ),
    "data": Format("data"),
    "txt": Format("plain_text"),
}


def prepare(names: Iterable[str], settings: Settings) -> tuple[Writer, ...]:
    """Return a writer for each format named, in the order of the names, each once.

    Raises Unusable where none is named, one is unknown or cannot be used, or a setting serves none of them.
    """
    wanted = dict.fromkeys(name for name in names if name)
    if not wanted:
        raise Unusable(f"--to 后面要有格式；可用：{'、'.join(FORMATS)}")
    if unknown := [name for name in wanted if name not in FORMATS]:
        raise Unusable(f"没有 {unknown[0]} 这种格式；可用：{'、'.join(FORMATS)}")
    for name, format_ in FORMATS.items():
        if name not in wanted and settings.chosen(format_.settings):
            raise Unusable(format_.misplaced)
    return tuple(_prepared(FORMATS[name].module, settings) for name in wanted)


def _prepared(module: str, settings: Settings) -> Writer:
    # loaded by name and only now: a run without PDF has no typst, and one with nothing but data no Jinja2
    writer: Writer = import_module(f"{__package__}.{module}").prepare(settings)
    return writer


def with_reference(templates: Callable[[str], bytes], name: str, content: bytes) -> Callable[[str], bytes]:
    """Return the templates, the Word reference document being `content`, that of the file `name`.

    Raises Unusable, with the file's name, where it is no reference document.
    """
    from lawgov_report.writing import docx

    docx.check(content, name)
    return lambda wanted: content if wanted == docx.REFERENCE else templates(wanted)
