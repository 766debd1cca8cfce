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
FEW = 3  # guesses of a kind that the short form lists
# shown in full in the short form too: what the file does not say or the year does not print, and its errors
IN_FULL = frozenset(
    (GuessKind.TITLE, GuessKind.PAGE, GuessKind.CHARACTER, GuessKind.RELATION, GuessKind.WAIVER)
)
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
OF_DOCUMENT = "不对的在 data/{year}.yaml 的 document 里改"
OF_TEXT = "不对的在 data/{year}.yaml 的 parts 里改"
# what a person does about each kind of guess
REMEDIES = {
    GuessKind.YEAR: "不对的用 --year 指明",
    GuessKind.TITLE: OF_DOCUMENT,
    GuessKind.HEAD: OF_DOCUMENT,
    GuessKind.TAIL: OF_DOCUMENT,
    GuessKind.PAGE: "是报告文字的，补进 data/{year}.yaml",
    GuessKind.LEVEL: OF_TEXT,
    GuessKind.RUN_IN: "不是标题的，在 data/{year}.yaml 里并回正文，删去 run_in",
    GuessKind.NUMBER: OF_TEXT,
    GuessKind.TABLE: OF_TEXT,
    GuessKind.CHARACTER: "对照原文件看一遍",
    GuessKind.OFFICE: "不对的在 data/office.yaml 里改",
    GuessKind.OUTLINE: "不对的在 data/office.yaml（或 data/{year}.yaml）的 outline 里改",
    GuessKind.COVERS: "不对的改 covers：各部分的在 outline 里，小节的在 data/{year}.yaml 里",
    GuessKind.INDICATOR: "在 data/indicators.yaml 里核对名称和单位",
    GuessKind.RELATION: "在 data/indicators.yaml 里核对；不成立的先核对数值",
    GuessKind.WAIVER: "没有公开的，用 --draft 导入",
}


def _shown(text: str) -> str:
    line = harmless(text.replace("\n", " "))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _where(spot: Spot | None) -> str:
    return str(spot) if spot and any(spot) else ""


# For people


def as_text(imported: Imported) -> str:
    """Return what came of a file: how much is the same, each difference, and each guess with its place."""
    return _text(imported, len(imported.guesses))


def in_short(imported: Imported) -> str:
    """Return the same with the first few guesses of each kind, and how to see the others."""
    return _text(imported, FEW)


def _text(imported: Imported, most: int) -> str:
    return "".join(f"{line}\n" for line in (*_compared(imported), *_guessed(imported, most)))


def _compared(imported: Imported) -> Iterator[str]:
    loss = imported.loss
    same = f"文字 {loss.characters:,} 字相同，数值 {loss.figures:,} 处相同"
    count = len(loss.differences)
    yield f"{imported.file} → {imported.year} 年：{same}{f'；不同 {count} 处' if count else ''}"
    for difference in loss.differences:
        yield from _difference(imported, difference)


def _guessed(imported: Imported, most: int) -> Iterator[str]:
    """Yield the guesses by their kinds, of a kind that may be cut no more than `most`."""
    left = 0
    for kind, title in TITLES.items():
        guesses = [guess for guess in imported.guesses if guess.kind is kind]
        shown = guesses if kind in IN_FULL else guesses[:most]
        if guesses:
            yield f"  推定的{title}（{len(guesses)}）：{REMEDIES[kind].format(year=imported.year)}"
        yield from (f"    {_guess(guess)}" for guess in shown)
        if rest := len(guesses) - len(shown):
            yield f"    ……另有 {rest} 处"
            left += rest
    if left:
        count = len(imported.guesses)
        again = "已经写出的，用 lawgov -C 空文件夹 import --all 再看"
        yield f"  推定共 {count} 处，略去 {left} 处；加 --all 全部列出，{again}"


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
