"""The outline of a report that was read: which parts it has, and which of them covers what the law requires.

Knows the words by which headings name the contents of the law; each guess is noted.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import counting, naming
from lawgov_report.importing.draft import Division, Guessed, GuessKind
from lawgov_report.models import outline as outlines
from lawgov_report.models.outline import BUILT_IN, TITLES, Covers, OutlinePart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.models.outline import Outline

# in the order in which they are looked for: 存在的问题和下一步安排 covers both
WORDS: dict[Covers, re.Pattern[str]] = {
    Covers.LEADERSHIP: re.compile("第一责任人|主要负责(?:人|同志).{0,6}(?:履|职|推进)|履职尽责情况|党政主要"),
    Covers.SHORTCOMINGS: re.compile("问题|不足|短板|差距|困难|薄弱环节|原因分析"),
    Covers.NEXT_STEPS: re.compile(
        "下一?步|下一?年|来年|明年|今后|(?:工作|主要|总体|重点)?(?:打算|安排|计划|思路|举措|措施|重点|目标)$"
    ),
    Covers.ACHIEVEMENTS: re.compile(
        "成效|举措|做法|进展|成绩|亮点|主要工作|工作情况|开展情况|推进情况|取得|落实情况"
    ),
}
SOLVED = re.compile("化解|解决|整治|突出问题|问题导向|聚焦")  # of other problems than one's own
# of parts that alone cover a content
IDS: dict[Covers | None, str] = {
    Covers.ACHIEVEMENTS: "举措和成效",
    Covers.SHORTCOMINGS: "不足和原因",
    Covers.LEADERSHIP: "第一责任人职责",
    Covers.NEXT_STEPS: "下一年度安排",
}
YEAR = re.compile("[0-9]{4}年(?:度)?的?")


class Outlined(NamedTuple):
    """The parts with their keys, and the outline that they have.

    `name` is that of a built-in outline, "" for any other.
    """

    divisions: tuple[Division, ...]
    outline: Outline
    name: str
    guesses: tuple[Guessed, ...] = ()


def fit(divisions: Sequence[Division], known: Sequence[Outline]) -> Outlined:
    """Return the parts in the first outline that fits them: one of those known, a built-in one, their own.

    An outline fits that has as many parts, each of which may cover what its heading says.
    """
    found = [contents(part.title) for part in divisions]
    guessed = _filled(found)
    for outline in (*known, *BUILT_IN.values()):
        if len(outline) == len(divisions) and all(
            set(part.covers) & set(covers) or not part.covers
            for part, covers in zip(outline, guessed, strict=True)
        ):
            name = next((name for name, built_in in BUILT_IN.items() if built_in == outline), "")
            why = f"内置的提纲 {name}" if outline in BUILT_IN.values() else "已有的提纲"
            guesses = [_chosen(outline, why), *_guesses(divisions, found, outline)]
            return _outlined(divisions, outline, name, guesses)
    outline = _own(divisions, guessed)
    guesses = [_chosen(outline, "按标题自拟的提纲"), *_guesses(divisions, found, outline)]
    return _outlined(divisions, outline, "", guesses)


def called(outline: Outline, part: OutlinePart) -> str:
    """Return what comments call a part: its number and title, its title alone where that has a number."""
    return part.title if counting.of(part.title) else outlines.heading(outline, part)


def _outlined(
    divisions: Sequence[Division], outline: Outline, name: str, guesses: Sequence[Guessed]
) -> Outlined:
    keyed = (part._replace(id=named.id) for part, named in zip(divisions, outline, strict=True))
    return Outlined(tuple(keyed), outline, name, tuple(guesses))


def _chosen(outline: Outline, why: str) -> Guessed:
    return Guessed(GuessKind.OUTLINE, "、".join(part.title for part in outline), why)


def contents(heading: str) -> tuple[Covers, ...]:
    """Return which contents of the law a heading names."""
    found = [content for content, words in WORDS.items() if words.search(heading)]
    if Covers.SHORTCOMINGS in found and SOLVED.search(heading):
        found.remove(Covers.SHORTCOMINGS)
    if len(found) > 1 and Covers.ACHIEVEMENTS in found and Covers.LEADERSHIP not in found:
        found.remove(Covers.ACHIEVEMENTS)  # 下一步主要举措
    order = [*TITLES]
    return tuple(sorted(found, key=order.index))


def _filled(found: Sequence[tuple[Covers, ...]]) -> list[tuple[Covers, ...]]:
    """Return what parts cover; those whose headings say nothing come before the shortcomings, or after."""
    critical = (Covers.SHORTCOMINGS, Covers.NEXT_STEPS)
    turn = next((index for index, covers in enumerate(found) if set(critical) & set(covers)), len(found))
    return [
        covers or ((Covers.ACHIEVEMENTS,) if index < turn else (Covers.OTHER,))
        for index, covers in enumerate(found)
    ]


def _own(divisions: Sequence[Division], guessed: Sequence[tuple[Covers, ...]]) -> Outline:
    """Return an outline made from the headings themselves."""
    names = naming.Names()
    parts = []
    for division, covers in zip(divisions, guessed, strict=True):
        title = YEAR.sub("", division.title)  # the outline is that of other years too
        only = covers[0] if len(covers) == 1 and guessed.count(covers) == 1 else None
        id_ = names.free(IDS[only]) if only in IDS else names.of(title, "部分")
        given = () if covers == (Covers.OTHER,) else covers
        # as validated: a validator takes only what a file has written
        parts.append(OutlinePart.model_construct(id=id_, title=title or division.title, covers=given))
    return tuple(parts)


def _guesses(
    divisions: Sequence[Division], found: Sequence[tuple[Covers, ...]], outline: Outline
) -> list[Guessed]:
    """Return what each part was taken to cover."""
    guesses = []
    for division, named, covers in zip(divisions, outline, found, strict=True):
        title = "、".join(TITLES.get(content, "其他") for content in covers or named.covers)
        why = "按标题的用词" if covers else "标题没有写明，按位置"
        note = f"{why}，对应法定内容：{title}" if title else "看不出对应哪项法定内容"
        head = division.heading[0]
        guesses.append(Guessed(GuessKind.COVERS, division.title, note, head.spot))
    return guesses


def covered(outlined: Outlined) -> Outlined:
    """Return the parts with sections that cover what no part does, by the words of their headings."""
    have = {content for part in outlined.outline for content in part.covers}
    missing = [content for content in TITLES if content not in have]
    guesses: list[Guessed] = []
    divisions = tuple(_covering(part, missing, guesses, top=True) for part in outlined.divisions)
    return outlined._replace(divisions=divisions, guesses=(*outlined.guesses, *guesses))


def _covering(
    division: Division, missing: Sequence[Covers], guesses: list[Guessed], *, top: bool = False
) -> Division:
    own = [content for content in contents(division.title) if content in missing]
    if own and not top:
        title = "、".join(TITLES[content] for content in own)
        note = f"没有哪个部分专写{title}，按标题的用词认在这一小节"
        guesses.append(Guessed(GuessKind.COVERS, division.title, note, division.heading[0].spot))
        return division._replace(covers=tuple(own))
    below = tuple(_covering(part, missing, guesses) for part in division.divisions)
    return division._replace(divisions=below)
