"""Indicators and relations that are added to a catalogue, whose other lines stay byte for byte.

Knows how a catalogue is written down; not where its indicators were found.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import yaml_lines
from lawgov_report.comparing.yaml_lines import STEP
from lawgov_report.files import Unusable
from lawgov_report.importing.outline import called
from lawgov_report.models import outline as outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.importing.clauses import Offer
    from lawgov_report.models.outline import Outline

HEAD = "# 指标目录：各年共用的指标和勾稽关系；由 lawgov import 写出，名称和单位请核对\n"
BOM = "\ufeff"
INDICATORS, RELATIONS = "indicators", "relations"


class NewIndicator(NamedTuple):
    """An indicator to be added."""

    key: str
    label: str
    unit: str
    part: str


def added(text: str, entries: Sequence[NewIndicator], offers: Sequence[Offer], outline: Outline) -> str:
    """Return a catalogue with more indicators and relations; "" is none, and gets its head.

    Raises Unusable where its lines cannot be added to.
    """
    if text.startswith(BOM):
        return BOM + added(text.removeprefix(BOM), entries, offers, outline)
    if not text:
        text = f"{HEAD}indicators:{'' if entries else ' {}'}\n"
    if entries:
        text = _put(text, INDICATORS, [*_entries(entries, outline)])
    if any(offer.holds for offer in offers) or (offers and _has(text, RELATIONS)):
        return _put(text, RELATIONS, [*_relations(offers)])
    # a key with nothing but comments under it is none
    commented = [f"# {line.removeprefix('# ')}\n" for line in _relations(offers)]
    return "".join((text, "\n# 勾稽关系 relations，可以写的：\n", *commented)) if offers else text


def _entries(entries: Sequence[NewIndicator], outline: Outline) -> Iterator[str]:
    for part, group in groupby(entries, lambda entry: entry.part):
        found = outlines.part_of(outline, part)
        if found:
            yield f"# {called(outline, found)}"
        for entry in group:
            yield f"{entry.key}:"
            yield from yaml_lines.scalar("label:", [entry.label], STEP)
            yield f"{STEP}unit: {yaml_lines.in_brackets(entry.unit)}"
            yield f"{STEP}part: {entry.part}"


def _relations(offers: Iterable[Offer]) -> Iterator[str]:
    for offer in offers:
        if offer.note:
            yield f"# {offer.note}"
        yield f"{'' if offer.holds else '# '}- {offer.relation}"


def _has(text: str, key: str) -> bool:
    return re.search(rf"(?m)^{key}[ ]*:", text) is not None


def _put(text: str, key: str, lines: Sequence[str]) -> str:
    """Return a file with lines at the end of what stands under a key, which is added where it lacks."""
    end_of_line = "\r\n" if "\r\n" in text else "\n"
    written = text.splitlines(keepends=True)
    if written and not written[-1].endswith(("\n", "\r")):
        written[-1] += end_of_line
    start = next((number for number, line in enumerate(written) if re.match(rf"{key}[ ]*:", line)), -1)
    if start < 0:
        written += [end_of_line, f"{key}:{end_of_line}"]
        start = len(written) - 1
    written[start] = _opened(written[start], key)
    end = _end(written, start)
    indent = _indent(written[start + 1 : end]) or STEP
    # a list needs an entry that is no comment
    ours = [f"{indent}{line}{end_of_line}" for line in lines]
    return "".join((*written[:end], *ours, *written[end:]))


def _opened(line: str, key: str) -> str:
    """Return the line of a key with nothing behind it: an empty {} or [] goes. Raises Unusable."""
    match = re.match(rf"{key}[ ]*:[ ]*(?P<value>[^#\r\n]*)(?P<rest>.*)", line, re.DOTALL)
    value = match["value"].strip() if match else ""
    if value not in {"", "{}", "[]"}:
        raise Unusable(f"指标目录的 {key} 写在一行里，加不进新的行；改成一项一行再导入")
    return f"{key}:{match['rest']}" if match and value else line


def _end(lines: Sequence[str], start: int) -> int:
    """Return behind which line what stands under a key ends, blank lines and comments at its end left out."""
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if re.match(r"[^\s#-]", line):
            break
        if line.strip() and not line.startswith("#"):
            end = number + 1
    return end


def _indent(lines: Sequence[str]) -> str:
    """Return how deep the first line stands that is no comment."""
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return first[: len(first) - len(first.lstrip(" "))]
