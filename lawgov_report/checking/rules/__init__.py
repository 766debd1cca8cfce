"""The rules: one file each, found in this folder; its docstring is its manual page.

A rule's file gives its CODE, NAME and SEVERITY. It offers check(report) where it judges a year, or
check_catalogue(catalogue) where it judges the catalogue. What reading, the models, assembling and writing
find has no code here: its page is pages/LGNNN.md, with code, name and severity at its head.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module, resources
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from lawgov_report.checking.rules.amounts import Given
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.office import Office
    from lawgov_report.models.terms import Terms
    from lawgov_report.models.walk import Segment
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Document

FIXED = ("LG0", "LG1", "LG2", "LG9")
FOLDER = resources.files(__name__) / "pages"


def _modules() -> dict[str, str]:
    """Return the names of the rules' files by their codes: LG301 is in lg301_relation_fails."""
    names = sorted(name for _, name, _ in pkgutil.iter_modules(__path__))
    return {name[:5].upper(): name for name in names if re.match("lg[0-9]{3}_", name)}


def _pages() -> list[str]:
    """Return the codes that have a page and no rule's file."""
    return [page.name.removesuffix(".md") for page in FOLDER.iterdir()]


MODULES = _modules()
CODES = tuple(sorted((*MODULES, *_pages())))


class Rule(NamedTuple):
    """What is known of a code without looking for it; `page` is its manual page, the first line a title."""

    code: str
    name: str
    severity: Severity
    page: str


class Report(NamedTuple):
    """What a rule judges: one year with all that belongs to it.

    `segments` are its texts with what each is, in order, and `texts` their lines; `printed` also those before
    and after the report (number, addressee, attachments …). `amounts` are the figures that are not owed.
    """

    catalogue: Catalogue
    year: Year
    previous: Year | None
    document: Document
    source: Source
    segments: tuple[Segment, ...]
    texts: tuple[Prose, ...]
    printed: tuple[Prose, ...]
    amounts: tuple[Given, ...]
    terms: Terms
    office: Office


@cache
def rule(code: str) -> Rule:
    """Return the rule with this code. Raises KeyError for a code that there is not."""
    if code not in CODES:
        raise KeyError(code)
    if code in MODULES:
        module = import_module(f"{__name__}.{MODULES[code]}")
        return Rule(module.CODE, module.NAME, module.SEVERITY, module.__doc__ or "")
    head, _, text = (FOLDER / f"{code}.md").read_text(encoding="utf-8").partition("\n---\n")
    fields = dict(line.split(": ") for line in head.splitlines()[1:])
    return Rule(fields["code"], fields["name"], Severity(fields["severity"]), text)


@cache
def offering(function: str) -> tuple[ModuleType, ...]:
    """Return the rules' files that offer this function, by code."""
    modules = [import_module(f"{__name__}.{name}") for name in MODULES.values()]
    return tuple(module for module in modules if hasattr(module, function))


def negotiable(code: str) -> bool:
    """Return whether findings with this code can be waived or re-rated: LG3 to LG8."""
    return code in CODES and not code.startswith(FIXED)


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield all findings of the rules that judge a year."""
    for module in offering("check"):
        yield from module.check(report)


def check_catalogue(catalogue: Catalogue) -> Iterator[Diagnostic]:
    """Yield all findings of the rules that judge the catalogue."""
    for module in offering("check_catalogue"):
        yield from module.check_catalogue(catalogue)
