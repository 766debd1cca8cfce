"""Mechanical mending: which edits may be made together, and what the files hold afterwards.

Knows places and bytes; not why an edit is proposed, nor where files are.
"""

from __future__ import annotations

import codecs
import re
from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lawgov_report.reading.diagnostics import Diagnostic, Edit, Findings, Place

UNREADABLE = "LG0"
ROUNDS = 10  # edits that uncover one another for ever end here; in practice two rounds do
# a line with its end, which is kept: Windows' \r\n, the \r of old Macs, \n, or the end of the file
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
SHOWN = re.compile(r"[^\n]*\n|[^\n]+")  # a line as patch and git see it


class Mended(NamedTuple):
    """The new bytes of the files that change, what is found with them, how many findings are mended."""

    contents: Mapping[str, bytes]
    findings: Findings
    mended: int


def spare(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the findings; those whose edits would touch what is waived come without edits."""
    found = tuple(found)
    waived = _by_line(finding.place for finding in found if finding.waived)
    for finding in found:
        if finding.waived or any(_met(edit.place, waived) for edit in finding.edits):
            yield finding._replace(edits=())
        else:
            yield finding


def choose(found: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[Edit]]:
    """Return the findings that can be mended together, and their edits.

    Of findings whose edits meet, only the first is mended; edits that are the same count once.
    """
    mended: list[Diagnostic] = []
    edits: dict[Edit, None] = {}
    places: dict[tuple[str, int], list[Place]] = {}
    for finding in found:
        new = [edit for edit in finding.edits if edit not in edits]
        if not finding.edits or finding.waived or any(_met(edit.place, places) for edit in new):
            continue
        mended.append(finding)
        for edit in new:
            edits[edit] = None
            places.setdefault((edit.place.file, edit.place.line), []).append(edit.place)
    return mended, list(edits)


def apply(content: bytes, edits: Iterable[Edit]) -> bytes:
    """Return the bytes of a file with edits made that do not meet; all else stays as it is.

    Lines and columns are those of the text without its byte order mark, as source.read counts them.
    """
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    lines = LINE.findall(content.removeprefix(mark).decode())
    # from the last to the first: an edit then moves nothing that another one stands at
    for edit in sorted(edits, key=lambda edit: edit.place, reverse=True):
        line, start, end = edit.place.line - 1, edit.place.column - 1, edit.place.end_column - 1
        lines[line] = lines[line][:start] + edit.text + lines[line][end:]
    return mark + "".join(lines).encode()


def mend(look: Callable[[Mapping[str, bytes]], Findings], read: Callable[[str], bytes]) -> Mended:
    """Return what files hold when all that is mechanical is mended.

    `look` returns the findings as they would be if the files it is given held other bytes, `read` the
    bytes of a file as it is. What one round's edits uncover, the next one mends; a round after which a
    year could not be read any more is not made.
    """
    done = Mended({}, look({}), 0)
    for _ in range(ROUNDS):
        chosen, edits = choose(done.findings.diagnostics)
        changed = _changed(edits, done.contents, read)
        if not changed:
            break
        tried = {**done.contents, **changed}
        findings = look(tried)
        if _unread(findings) > _unread(done.findings):
            break
        done = Mended(tried, findings, done.mended + len(chosen))
    return done


def _unread(findings: Findings) -> tuple[int, int]:
    """Return how many years cannot be read, and how many findings are of how files are written."""
    return findings.skipped, sum(finding.code.startswith(UNREADABLE) for finding in findings.diagnostics)


def _changed(
    edits: list[Edit], contents: Mapping[str, bytes], read: Callable[[str], bytes]
) -> dict[str, bytes]:
    """Return the new bytes of the files that edits change; `contents` holds those changed before."""
    changed = {}
    for file in dict.fromkeys(edit.place.file for edit in edits):
        before = contents[file] if file in contents else read(file)
        after = apply(before, [edit for edit in edits if edit.place.file == file])
        if after != before:
            changed[file] = after
    return changed


def difference(name: str, before: bytes, after: bytes) -> str:
    """Return what changes in a file, as a unified diff that patch and git understand."""
    old, new = (SHOWN.findall(content.decode()) for content in (before, after))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in unified_diff(old, new, f"a/{name}", f"b/{name}")
    )


def _by_line(places: Iterable[Place]) -> dict[tuple[str, int], list[Place]]:
    known: dict[tuple[str, int], list[Place]] = {}
    for place in places:
        for line in range(place.line, place.end_line + 1):
            known.setdefault((place.file, line), []).append(place)
    return known


def _met(place: Place, known: dict[tuple[str, int], list[Place]]) -> bool:
    return any(place.meets(other) for other in known.get((place.file, place.line), ()))
