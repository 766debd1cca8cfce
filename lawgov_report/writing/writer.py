"""What all formats have in common: the settings that they are prepared with, and the writer that comes of it.

Knows no format. A format takes of the settings what it needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.report.document import Document

ACCESSIBLE = "ua-1"  # PDF/UA-1: what a PDF is unless another standard is asked for


class Settings(NamedTuple):
    """What a run decides for its formats.

    `templates` returns a template by its name. `standard` is the PDF's, `fonts` are folders with more fonts.
    """

    templates: Callable[[str], bytes]
    standard: str = ACCESSIBLE
    fonts: tuple[str, ...] = ()

    def chosen(self, names: Iterable[str]) -> bool:
        """Return whether one of the settings named differs from what holds when nothing is chosen."""
        return any(getattr(self, name) != self._field_defaults[name] for name in names)


class Index(NamedTuple):
    """The index that a format keeps of the folder it writes to, such as datapackage.json.

    `entry(document, outputs)` is what is noted of a year: plain and small, for a thousand of them are held.
    `write(entries, names, present)` returns its bytes when all years are written, where `names` are the files
    in the folder and `present` is the index that stands there already, b"" for none.
    `digests(present)` returns the SHA-256 of the files that it lists, by their names.
    """

    name: str
    entry: Callable[[Document, Mapping[str, bytes]], Any]
    write: Callable[[Sequence[Any], Sequence[str], bytes], bytes]
    digests: Callable[[bytes], Mapping[str, str]]


def _none(_: Document) -> tuple[Diagnostic, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Writer:
    """A format made ready for as many documents as come.

    `write(document)` returns the files by their suffixes; it raises Unusable for a broken template.
    `findings(document)` yields what of a document the format cannot print: with an error among them it is not
    to be written. `warnings` are lines for the user, shown once in a run. What it writes may be `published`
    by its nature, as a web page is.
    """

    write: Callable[[Document], dict[str, bytes]]
    findings: Callable[[Document], Iterable[Diagnostic]] = _none
    warnings: tuple[str, ...] = ()
    index: Index | None = None
    published: bool = False
