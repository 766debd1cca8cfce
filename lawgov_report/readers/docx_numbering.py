"""The numbers that Word prints before the paragraphs of its lists: 一、 （一） 1. …

Knows numbering.xml and how Word counts; not what a list is about. Bullets have no number.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.readers.wordprocessing import attribute, local, number
from lawgov_report.reading import openxml

if TYPE_CHECKING:
    from collections.abc import Callable

PART = "word/numbering.xml"
LEVELS = 9
MAX_LISTS = 20_000  # WPS leaves thousands of them behind
PLACE = re.compile("%([1-9])")
LONGEST = 40  # characters of what is printed around numbers
SILENT = frozenset(("bullet", "none"))
CHINESE = frozenset(("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                     "taiwaneseCountingThousand", "ideographDigital", "koreanCounting"))  # fmt: skip
DIGITS, UNITS = "零一二三四五六七八九", ("", "十", "百", "千")
FORMAL = dict(zip("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟", strict=True))
STEMS = "甲乙丙丁戊己庚辛壬癸"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
MOST_ROMAN = 39


class ListLevel(NamedTuple):
    """A level of a list: how it counts, and what is printed. `restart` is the level that starts it anew."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str = ""


class _List(NamedTuple):
    """A list in use: the definition that it follows, and what it sets otherwise."""

    definition: str = ""
    levels: dict[int, ListLevel] = {}  # noqa: RUF012 replaced, never filled
    starts: dict[int, int] = {}  # noqa: RUF012 likewise


class Numbering(openxml.Handler):
    """The lists of a file and how far each has counted; takes the elements of numbering.xml as they come."""

    def __init__(self) -> None:
        self._definitions: dict[str, dict[int, ListLevel]] = {}
        self._lists: dict[str, _List] = {}
        self._open = ""  # the definition or list that is being read
        self._in_list = False
        self._depth = 0
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * LEVELS)
        self._begun: set[tuple[str, int]] = set()

    # Reading

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take the begin of an element."""
        if len(self._definitions) + len(self._lists) > MAX_LISTS:
            raise Unusable(f"列表编号超过 {MAX_LISTS} 种，不像一份年度报告")
        match local(name):
            case "abstractNum":
                self._open, self._in_list = attribute(attributes, "abstractNumId"), False
                self._definitions[self._open] = {}
            case "num":
                self._open, self._in_list = attribute(attributes, "numId"), True
                self._lists[self._open] = _List("", {}, {})
            case "abstractNumId" if self._in_list:
                self._lists[self._open] = self._lists[self._open]._replace(definition=attribute(attributes))
            case "lvl" | "lvlOverride":
                self._depth = min(number(attributes, "ilvl"), LEVELS - 1)
            case "startOverride" if self._in_list:
                self._lists[self._open].starts[self._depth] = number(attributes)
            case element:
                self._set(element, attributes)

    def _set(self, element: str, attributes: dict[str, str]) -> None:
        levels = self._lists[self._open].levels if self._in_list else self._definitions.get(self._open)
        if levels is None:
            return
        level = levels.get(self._depth, ListLevel())
        match element:
            case "numFmt":
                level = level._replace(form=attribute(attributes))
            case "lvlText":
                level = level._replace(text=attribute(attributes)[:LONGEST])
            case "start":
                level = level._replace(start=number(attributes))
            case "lvlRestart":
                level = level._replace(restart=number(attributes))
            case "isLgl":
                level = level._replace(legal=True)
            case "pStyle":
                level = level._replace(style=attribute(attributes))
            case _:
                return
        levels[self._depth] = level

    # Counting

    def depth_of(self, list_: str, style: str) -> int:
        """Return the level of a list that a style is tied to, 0 where it is tied to none."""
        levels = self._levels(list_)
        return next((depth for depth, level in levels.items() if level.style and level.style == style), 0)

    def next(self, list_: str, depth: int) -> str:
        """Return what is printed before the next paragraph at this level of a list, "" for no number."""
        if list_ not in self._lists:
            return ""
        depth = min(depth, LEVELS - 1)
        levels, counts = self._levels(list_), self._counts[self._lists[list_].definition]
        level = levels.get(depth, ListLevel())
        self._count(list_, depth, levels)
        for deeper in range(depth + 1, LEVELS):
            restart = levels.get(deeper, ListLevel()).restart
            if restart is None or depth < restart:
                counts[deeper] = None
        if level.form in SILENT:
            return ""
        return PLACE.sub(lambda place: _printed(levels, counts, int(place[1]) - 1, level), level.text).strip()

    def _count(self, list_: str, depth: int, levels: dict[int, ListLevel]) -> None:
        given = self._lists[list_]
        counts = self._counts[given.definition]
        # Lists of one definition count on, unless one of them says where it begins
        if (list_, depth) not in self._begun and depth in given.starts:
            counts[depth] = given.starts[depth]
        else:
            last = counts[depth]
            counts[depth] = levels.get(depth, ListLevel()).start if last is None else last + 1
        self._begun.add((list_, depth))

    def _levels(self, list_: str) -> dict[int, ListLevel]:
        given = self._lists.get(list_, _List())
        return {**self._definitions.get(given.definition, {}), **given.levels}


def _printed(levels: dict[int, ListLevel], counts: list[int | None], depth: int, at: ListLevel) -> str:
    level = levels.get(depth, ListLevel())
    count = counts[depth]
    return written(level.start if count is None else count, "decimal" if at.legal else level.form)


def written(count: int, form: str) -> str:
    """Return a number in one of Word's forms."""
    return FORMS.get(form, str)(count)


def chinese(count: int) -> str:
    """Return a number below 10,000 as it is counted: 十二, 二十, 一百零三."""
    digits = [int(digit) for digit in str(count)]
    if count == 0 or len(digits) > len(UNITS):
        return "".join(DIGITS[digit] for digit in digits)
    pieces = [
        DIGITS[digit] + UNITS[place] if digit else "零"
        for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True)
    ]
    words = re.sub("零+", "零", "".join(pieces)).rstrip("零")
    return words.removeprefix("一") if words.startswith("一十") else words


def _formal(count: int) -> str:
    return "".join(FORMAL.get(letter, letter) for letter in chinese(count))


def _of(letters: str, count: int) -> str:
    return letters[count - 1] if 0 < count <= len(letters) else str(count)


def _roman(count: int) -> str:
    if not 0 < count <= MOST_ROMAN:
        return str(count)
    letters = ""
    for value, letter in ROMAN:
        letters += letter * (count // value)
        count %= value
    return letters


# ISO/IEC 29500-1, 17.18.59; all others are printed in digits
FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(CHINESE, chinese),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _formal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), partial(_of, CIRCLED)),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda count: str(count).translate(FULL_WIDTH)
    ),
    "ideographTraditional": partial(_of, STEMS),
    "decimalZero": "{:02}".format,
    "lowerLetter": partial(_of, LETTERS),
    "upperLetter": partial(_of, LETTERS.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}


def read(content: bytes) -> Numbering:
    """Return the lists of a Word file, none where it has none. Raises Unusable for broken ones."""
    numbering = Numbering()
    if xml := openxml.optional(content, PART):
        openxml.parse(PART, xml, numbering)
    return numbering
