"""A year to be, as the text of its YAML file.

Knows how a year file is written down; not what any text says. The texts that it gets are prose of a year file
already: figures are references, and braces that are text are literals.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import yaml_lines
from lawgov_report.comparing.yaml_lines import STEP
from lawgov_report.importing.outline import called
from lawgov_report.language import narrative
from lawgov_report.models import outline as outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_report.importing.draft import Division, Draft, Excerpt, Frame, TableDraft
    from lawgov_report.models.outline import Outline

STOPS = frozenset("。；")  # behind which a line of prose ends however short it is
WIDEST = 60  # characters of a line of prose
# where a line of prose may end: behind a mark, before what is no blank, and not within a reference
PAUSE = re.compile(r"\{\{[^{}]*\}\}|(?P<pause>[，。；：！？][”’）》]*(?=[^\s#”’）》，。；：！？]))")
OPENED = re.compile("[{｛]{1,2}")
VALUE = re.compile(r"[0-9\u4e00-\u9fff][^#:\[\]{},&*!|>'\"@`\s]*")


class YearHead(NamedTuple):
    """What a year file says beside its texts: the year, its outline as written, "" where it goes unsaid.

    `values` are the figures by their keys, in order, each with the key of its part, and `previous` last
    year's values that it restates.
    """

    year: int
    file: str
    outline: Outline
    written: str = ""
    numbering: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, str]] = {}
    previous: Mapping[str, str] = {}


def write(draft: Draft, setting: YearHead) -> str:
    """Return the text of a year file."""
    return "".join(f"{line}\n" for line in _lines(draft, setting))


def prose(text: str) -> str:
    """Return words of a file as a year file writes them: braces that look like a reference are literals."""
    pieces, end = [], 0
    for match in narrative.BRACES.finditer(text):
        opened = OPENED.match(match[0])
        width = len(opened[0]) if opened else 0
        start = match.start()
        pieces += [text[end:start], f'{{{{ "{text[start : start + width]}" }}}}']
        end = start + width
    return "".join((*pieces, text[end:]))


def _lines(draft: Draft, setting: YearHead) -> Iterator[str]:
    yield f"# 由 lawgov import 从 {setting.file} 导入：推定的各项见导入时的清单，逐项核对"
    yield f"year: {setting.year}"
    if setting.written:
        yield f"outline: {setting.written}" if setting.written in outlines.BUILT_IN else "outline:"
        if setting.written not in outlines.BUILT_IN:
            yield setting.written
    if setting.numbering:
        yield f"numbering: {flow(setting.numbering)}"
    yield from _document(draft.frame)
    yield ""
    yield from _indicators(setting)
    if draft.preamble:
        yield ""
        yield from _passages("preamble", draft.preamble, "")
    yield ""
    yield "parts:"
    yield from _parts(draft, setting)
    if draft.ending:
        yield ""
        yield from _passages("ending", draft.ending, "")
    yield from _annexes(draft)


def flow(texts: Sequence[str]) -> str:
    """Return a list in brackets."""
    return f"[{', '.join(map(yaml_lines.in_brackets, texts))}]"


def scalar(text: str) -> str:
    """Return a short value on the line of its key."""
    return text if VALUE.fullmatch(text) else yaml_lines.in_brackets(text)


def listed(outline: Outline) -> str:
    """Return an outline as a list of its parts."""
    return "\n".join(f"{STEP}- {_entry(part)}" for part in outline)


def _entry(part: outlines.OutlinePart) -> str:
    covers = [str(content) for content in part.covers]
    given = f", covers: {covers[0] if len(covers) == 1 else flow(covers)}" if covers else ""
    title = yaml_lines.in_brackets(part.title)
    return f"{{id: {part.id}, title: {title}{given}}}"


# What stands before and after the text


def _document(frame: Frame) -> Iterator[str]:
    yield "document:"
    yield from _several("title", [prose(line.text) for line in frame.title])
    yield from _several("mark", [line.text for line in frame.mark])
    for key in ("number", "signatory", "copy_number", "classification", "urgency"):
        yield from _field(key, getattr(frame, key))
    # lists are printed with commas between
    yield from _several("addressee", frame.addressee.split("，") if frame.addressee else ())
    yield from _attachments(frame)
    yield from _field("annex", frame.annex)
    yield from _several("signature", list(frame.signature))
    for key in ("date", "note"):
        yield from _field(key, getattr(frame, key))
    yield from _several("copies_to", frame.copies_to.split("，") if frame.copies_to else ())
    for key in ("printed_by", "printed_on", "published", "source"):
        yield from _field(key, getattr(frame, key))


def _field(key: str, text: str) -> Iterator[str]:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{6}", text):
        yield f"{STEP}{key}: {text}"
    elif text:
        yield from yaml_lines.scalar(f"{key}:", [text], STEP)


def _several(key: str, texts: Sequence[str], indent: str = STEP) -> Iterator[str]:
    """Yield a field that has one line or several."""
    if len(texts) == 1:
        yield from yaml_lines.scalar(f"{key}:", [texts[0]], indent)
    elif texts:
        yield f"{indent}{key}:"
        for text in texts:
            yield from yaml_lines.scalar("-", [text], indent + STEP)


def _attachments(frame: Frame) -> Iterator[str]:
    if frame.attachments:
        yield f"{STEP}attachments:"
    for title in frame.attachments:
        if title in frame.separate:
            yield from _dashed(yaml_lines.scalar("title:", [title], STEP * 3))
            yield f"{STEP * 3}separate: true"
        else:
            yield from yaml_lines.scalar("-", [title], STEP * 2)


def _indicators(setting: YearHead) -> Iterator[str]:
    if not setting.values:
        yield "indicators: {}"
        return
    yield "indicators:"
    last = None
    for key, (value, part) in setting.values.items():
        if part != last:
            found = outlines.part_of(setting.outline, part)
            yield f"{STEP}# {called(setting.outline, found) if found else part or '导言'}"
            last = part
        if key in setting.previous:
            yield f"{STEP}{key}: {{value: {scalar(value)}, previous: {scalar(setting.previous[key])}}}"
        else:
            yield f"{STEP}{key}: {scalar(value)}"


# The texts


def _parts(draft: Draft, setting: YearHead) -> Iterator[str]:
    for number, (part, named) in enumerate(zip(draft.parts, setting.outline, strict=True)):
        if number:
            yield ""
        yield f"{STEP}# {called(setting.outline, named)}"
        yield f"{STEP}{part.id}:"
        yield from _division(part, 1, draft.levels, STEP * 2)


def _division(division: Division, level: int, levels: tuple[str, ...], indent: str) -> Iterator[str]:
    yield from _several("heading", [prose(line.text) for line in division.heading], indent)
    if division.run_in:
        yield f"{indent}run_in: true"
    if division.covers:
        yield f"{indent}covers: {division.covers[0] if len(division.covers) == 1 else flow(division.covers)}"
    yield from _passages("intro", division.intro, indent)
    yield from _passages("lead", division.lead, indent)
    if division.apart:
        yield f"{indent}apart: true"
    if form := division.numbered(level, levels):
        yield f"{indent}numbered: {form}"
    if division.continued:
        yield f"{indent}continued: true"
    yield from _items(division, indent)
    yield from _table(division.table, indent)
    if division.divisions:
        yield f"{indent}sections:"
    for below in division.divisions:
        inside = indent + STEP * 2
        named = [f"{inside}id: {below.id}"] if below.id else []
        yield from _dashed(chain(named, _division(below, level + 1, levels, inside)))
    yield from _passages("closing", division.closing, indent)


def _items(division: Division, indent: str) -> Iterator[str]:
    if division.items:
        yield f"{indent}items:"
    for id_, item in zip(division.ids, division.items, strict=True):
        yield f"{indent}{STEP}- id: {id_}"
        yield from yaml_lines.block("text:", in_lines(item.text), indent + STEP * 2)


def _passages(key: str, texts: Sequence[Excerpt], indent: str) -> Iterator[str]:
    """Yield one paragraph under its key, or several as a list."""
    if len(texts) == 1:
        yield from yaml_lines.block(f"{key}:", in_lines(texts[0].text), indent)
    elif texts:
        yield f"{indent}{key}:"
        for text in texts:
            yield from yaml_lines.block("-", in_lines(text.text), indent + STEP)


def _table(grid: TableDraft | None, indent: str) -> Iterator[str]:
    if grid is None:
        return
    yield f"{indent}table:"
    if grid.title:
        yield from yaml_lines.scalar("title:", [prose(grid.title.text)], indent + STEP)
    yield f"{indent}{STEP}columns: {flow([prose(column.text) for column in grid.columns])}"
    yield f"{indent}{STEP}rows:"
    for row in grid.rows:
        yield f"{indent}{STEP * 2}- {flow([cell.text for cell in row])}"


def _annexes(draft: Draft) -> Iterator[str]:
    if draft.annexes:
        yield ""
        yield "annexes:"
    for annex in draft.annexes:
        yield from _dashed(yaml_lines.scalar("title:", [prose(annex.title.text)], STEP * 2))
        yield from _passages("text", annex.texts, STEP * 2)
        yield from _table(annex.table, STEP * 2)
        yield from _passages("closing", annex.closing, STEP * 2)


def _dashed(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a mapping that is an entry of a list, the dash before the first."""
    dash = "- "
    for line in lines:
        depth = len(line) - len(line.lstrip()) if dash else 0
        yield f"{line[: depth - len(dash)]}{dash}{line[depth:]}" if dash else line
        dash = ""


def in_lines(text: str) -> list[str]:
    """Return prose in lines that end behind a mark, none of them within a reference."""
    lines, start, last = [], 0, 0
    for match in PAUSE.finditer(text):
        if not match["pause"]:
            continue
        end = match.end()
        if end - start > WIDEST and last > start:
            lines.append(text[start:last])
            start = last
        last = end
        if match["pause"][0] in STOPS:
            lines.append(text[start:end])
            start = end
    if len(text) - start > WIDEST and last > start:
        lines.append(text[start:last])
        start = last
    return [*lines, text[start:]]
