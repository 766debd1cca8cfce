"""What came of the files that were imported: as text for people, as JSON for programs.

Knows Imported and how much of a hostile text is shown; not where files lie or where the text goes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lawgov_report.checking.check import harmless
from lawgov_report.importing.draft import GuessKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.importing.draft import Guessed
    from lawgov_report.importing.importer import Imported
    from lawgov_report.importing.loss import Mismatch
    from lawgov_report.readers.published import Spot

VERSION = 1
LONGEST = 60  # characters of a text that are shown
TITLES = {
    GuessKind.YEAR: "年份",
    GuessKind.TITLE: "标题",
    GuessKind.HEAD: "版头和主送机关",
    GuessKind.TAIL: "落款、附件和版记",
    GuessKind.PAGE: "网页",
    GuessKind.LEVEL: "标题级别",
    GuessKind.RUN_IN: "接排标题",
    GuessKind.NUMBER: "序号",
    GuessKind.TABLE: "表格",
    GuessKind.CHARACTER: "字符",
    GuessKind.OFFICE: "单位",
    GuessKind.OUTLINE: "提纲",
    GuessKind.COVERS: "对应法定内容",
    GuessKind.INDICATOR: "数值",
    GuessKind.RELATION: "勾稽关系",
    GuessKind.WAIVER: "豁免：已公开的文本里的错误，照录",
}


def _shown(text: str) -> str:
    line = harmless(text.replace("\n", " "))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _where(spot: Spot | None) -> str:
    return str(spot) if spot and any(spot) else ""


# For people


def as_text(imported: Imported) -> str:
    """Return what came of a file: how much is the same, each difference, and each guess with its place."""
    return "".join(f"{line}\n" for line in _lines(imported))


def _lines(imported: Imported) -> Iterator[str]:
    loss = imported.loss
    same = f"文字 {loss.characters:,} 字相同，数值 {loss.figures:,} 处相同"
    count = len(loss.differences)
    yield f"{imported.file} → {imported.year} 年：{same}{f'；不同 {count} 处' if count else ''}"
    for difference in loss.differences:
        yield from _difference(imported, difference)
    for kind, title in TITLES.items():
        guesses = [guess for guess in imported.guesses if guess.kind is kind]
        if guesses:
            yield f"  推定的{title}（{len(guesses)}）"
        yield from (f"    {_guess(guess)}" for guess in guesses)


def _guess(guess: Guessed) -> str:
    where = _where(guess.spot)
    return f"{where}{'  ' if where else ''}{_shown(guess.text)}：{harmless(guess.note)}"


def _difference(imported: Imported, difference: Mismatch) -> Iterator[str]:
    where = _where(difference.spot)
    if difference.file is not None:
        colon = ":" if difference.spot and difference.spot.line else " "
        at = f"  {imported.file}{colon}{where}" if where else ""
        yield f"  文件 {_shown(difference.file)}{at}"
    else:
        yield "  文件 没有"
    place = f"  {difference.place}" if difference.place else ""
    yield f"    印作 {'没有' if difference.printed is None else _shown(difference.printed)}{place}"


# For programs


def as_json(imported: Sequence[Imported], written: Sequence[str]) -> str:
    """Return all files as one JSON object, version 1; `written` are the files that were written."""
    data = {"version": VERSION, "written": [*written], "files": [_entry(each) for each in imported]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _entry(imported: Imported) -> dict[str, Any]:
    loss = imported.loss
    return {
        "file": imported.file,
        "year": imported.year,
        "same": not loss.differences,
        "characters": loss.characters,
        "figures": loss.figures,
        "differences": [_difference_entry(difference) for difference in loss.differences],
        "guesses": [_guess_entry(guess) for guess in imported.guesses],
    }


def _difference_entry(difference: Mismatch) -> dict[str, Any]:
    place = difference.place
    return {
        "file": difference.file,
        "printed": difference.printed,
        "at": _at(difference.spot),
        "data": {"file": place.file, "line": place.line, "column": place.column} if place else None,
    }


def _guess_entry(guess: Guessed) -> dict[str, Any]:
    return {"about": str(guess.kind), "text": guess.text, "note": guess.note, "at": _at(guess.spot)}


def _at(spot: Spot | None) -> dict[str, int] | None:
    """Return the numbers that say where; a kind of file has only some of them."""
    return {name: number for name, number in (spot._asdict() if spot else {}).items() if number} or None
