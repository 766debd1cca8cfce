"""What the first files of a project say for offices of each level: pronouns, departments, parts.

Knows how names of offices end and what the templates of a project hold; writes nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language.numerals import chinese
from lawgov_report.models.office import ENDINGS, MUNICIPALITIES, Level, noun_of
from lawgov_report.models.outline import BUILT_IN, SIX, Covers, home

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_report.models.outline import OutlinePart

# what people call levels besides, with or without 级
WORDS: tuple[tuple[str, Level], ...] = (
    ("市州", Level.CITY),
    ("县区", Level.COUNTY),
    ("区县", Level.COUNTY),
    ("县市区", Level.COUNTY),
    ("乡镇", Level.TOWNSHIP),
    ("乡镇街道", Level.TOWNSHIP),
    ("部门", Level.DEPARTMENT),
    ("单位", Level.DEPARTMENT),
)
# what offices are called whose name does not say it
USUAL = {
    Level.PROVINCE: "省",
    Level.CITY: "市",
    Level.COUNTY: "县",
    Level.TOWNSHIP: "镇",
    Level.DEPARTMENT: "单位",
}
BELOW = {Level.PROVINCE: "市（州）", Level.CITY: "县（市、区）"}
LOWEST = "乡镇（街道）"
# the folders of templates: provinces, cities and counties share one
FOLDERS = {Level.TOWNSHIP: "township/", Level.DEPARTMENT: "department/"}
# a part of the template: the comment above it, its key, and what it holds
PART = re.compile(r"  # (?:[一二三四五六]、)?(?P<title>.*)\n  (?P<key>\w+):\n(?P<body>(?:    .*\n)+)")
NUMBERED = re.compile(r"(?m)^(  # )[一二三四五六]、")
NESTED = " " * 4  # how much deeper a section stands than the part that it was


class Starter(NamedTuple):
    """The office that a project is begun for; `level` is None where neither name nor option says it."""

    name: str
    level: Level | None
    outline: str

    @property
    def folder(self) -> str:
        """Where the templates of its catalogue and its first year are, "" for those of governments."""
        return FOLDERS.get(self.level, "") if self.level else ""

    @property
    def noun(self) -> str:
        """What it is: 省, 区, 局; "" where nothing says it."""
        return noun_of(self.name) or (USUAL[self.level] if self.level else "")

    def words(self) -> Mapping[str, str]:
        """Return what stands for the marks of the templates."""
        provincial = self.level == Level.PROVINCE and self.name not in MUNICIPALITIES
        first = "次年4月1日前报送、公开" if self.level == Level.PROVINCE else "次年3月1日前报送，4月1日前公开"
        of_superior = "报送的期限以上级要求为准，次年4月1日前公开"
        below = BELOW.get(self.level, LOWEST) if self.level else LOWEST
        return {
            "@JURISDICTION@": self.name,
            "@LEVEL@": "自治区" if self.name.endswith("自治区") else self.noun,
            "@LEVEL_LINE@": f"level: {self.level}\n" if self.level else "",
            "@WE@": f"我{self.noun}" if self.noun else "本地",
            "@BUREAU@": "厅" if provincial else "局",
            "@ROOM@": "厅" if provincial else "室",
            "@BELOW@": "区县" if self.name in MUNICIPALITIES else below,
            "@DATES@": of_superior if self.folder else first,
            "@OUTLINE@": self.outline,
        }


def level_called(word: str) -> Level | None:
    """Return the level that is called so, in English or Chinese: township, 乡镇, 乡级; None where none is."""
    levels = {
        **{str(level): level for level in Level},
        **{end: level for end, _, level in ENDINGS},
        **dict(WORDS),
    }
    return levels.get(word) or levels.get(word.removesuffix("级"))


def catalogue(template: str, outline: str) -> str:
    """Return the catalogue for an outline: each indicator in the part where that of the six belongs."""
    if outline == SIX:
        return template
    for part in BUILT_IN[SIX]:
        template = template.replace(f"part: {part.id}\n", f"part: {_home(part, outline)}\n")
    return NUMBERED.sub(r"\1", template)


def year(template: str, outline: str) -> str:
    """Return the first year for an outline: parts of the six that belong to one are its sections."""
    if outline == SIX:
        return template
    head, _, parts = template.partition("parts:\n")
    blocks = {match["key"]: match for match in PART.finditer(parts)}
    ordered = [_part(number, part, blocks, outline) for number, part in enumerate(BUILT_IN[outline], 1)]
    return f"{head}parts:\n" + "\n".join(ordered)


def _part(number: int, part: OutlinePart, blocks: Mapping[str, re.Match[str]], outline: str) -> str:
    """Return a part of another outline than the six."""
    sources = [blocks[old.id] for old in BUILT_IN[SIX] if _home(old, outline) == part.id]
    if len(sources) > 1:
        lines = [
            f"  # {chinese(number)}、{part.title}\n  {part.id}:\n    heading: {part.title}\n    sections:\n"
        ]
        return "".join([*lines, *map(_section, sources)])
    body = sources[0]["body"].rstrip()
    text = f"  # {chinese(number)}、{sources[0]['title']}\n  {part.id}:\n{body}\n"
    shortcomings = next(
        place for place, other in enumerate(BUILT_IN[outline], 1) if Covers.SHORTCOMINGS in other.covers
    )
    return text.replace("第五部分", f"第{chinese(shortcomings)}部分")


def _section(block: re.Match[str]) -> str:
    lines = (f"{NESTED}{line}\n" for line in block["body"].rstrip().split("\n"))
    return f"      - id: {block['title'].rpartition('：')[2]}\n" + "".join(lines)


def _home(part: OutlinePart, outline: str) -> str:
    """Return the key of the part where a part of the six belongs."""
    found = home(BUILT_IN[outline], part)
    return found.id if found else part.id
