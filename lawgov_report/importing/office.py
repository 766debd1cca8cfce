"""The office that reports, as far as a report says it: name, level, how it calls itself; and office.yaml.

Knows how titles and signatures name an office; writes no file.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.comparing import yaml_lines
from lawgov_report.importing.draft import Guessed, GuessKind
from lawgov_report.importing.year_file import flow
from lawgov_report.models.office import level_of, noun_of
from lawgov_report.models.outline import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_report.importing.draft import Frame
    from lawgov_report.models.office import Level

PARTY = re.compile("^中共|(?:委员会|党委|党组|工委)$")
# what names of offices end in that is no part of the place or the department
GOVERNMENT = re.compile("(?:人民)?政府(?:办公室)?$|(?<=街道)办事处$")
PLACE = re.compile(
    "^(?:关于|中共)?(?P<name>[一-鿿]{2,30}?(?:自治区|地区|街道|苏木|[省市州盟县区旗乡镇局厅]|委员会|办公室))"
    "(?=(?:人民政府|政府|关于)?[0-9一二]|人民政府|政府|关于|法治|推进|$)"
)
SELF = re.compile("[我本](?:自治区|街道|[省市州盟县区旗乡镇局厅委办院])")


class Reporter(NamedTuple):
    """Who reports; "" and None where the report does not say."""

    name: str = ""
    level: Level | None = None
    calls_itself: str = ""


def reporter(frame: Frame, texts: Iterable[str]) -> tuple[Reporter, list[Guessed]]:
    """Return who reports, by the signature, else the title, and what was guessed of it."""
    names = [GOVERNMENT.sub("", name) for name in frame.signature if not PARTY.search(name)]
    title = "".join(line.text for line in frame.title)
    found = PLACE.match(title)
    name = next((name for name in names if level_of(name)), "") or (found["name"] if found else "")
    pronouns = Counter(match for text in texts for match in SELF.findall(text))
    calls = pronouns.most_common(1)[0][0] if pronouns else ""
    level = level_of(name) if name else None
    if not calls and noun_of(name):
        calls = f"我{noun_of(name)}"
    guesses = []
    if name:
        called = f"，级别 {level}" if level else ""
        guesses.append(Guessed(GuessKind.OFFICE, name, f"单位名称，取自署名或标题{called}"))
    return Reporter(name, level, calls), guesses


class Arranged(NamedTuple):
    """How reports are arranged: the outline, by name or lines, and how headings are counted."""

    outline: str = ""
    numbering: tuple[str, ...] = ()


def write(who: Reporter, arranged: Arranged) -> str:
    """Return the text of office.yaml."""
    lines = ["# 单位：谁的报告，哪一级，怎样自称，报告分哪几个部分；由 lawgov import 写出，请核对"]
    if who.name:
        lines += yaml_lines.scalar("name:", [who.name], "")
    if who.level:
        lines.append(f"level: {who.level}")
    if who.calls_itself:
        lines.append(f"calls_itself: {who.calls_itself}")
    if arranged.outline in BUILT_IN:
        lines.append(f"outline: {arranged.outline}")
    elif arranged.outline:
        lines += ["outline:", arranged.outline]
    if arranged.numbering:
        lines.append(f"numbering: {flow(arranged.numbering)}")
    return "".join(f"{line}\n" for line in lines)
