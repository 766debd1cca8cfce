"""Files of data/ that were made to take time or memory: each is read, or refused in a line or a thousand.

Knows what YAML and rules could find dear; not the limits of time and memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from made import CATALOGUE, YEAR, folder, with_

from lawgov_report.models.catalogue import MOST_OF_RELATIONS
from lawgov_report.models.year import MOST_PROSE
from lawgov_report.reading import source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMED = "k" * 60
TEXT = "text: 组织学习。"


def lines(line: str, count: int = source.MAX_LINES - 100) -> str:
    """Return as many lines as a file may have, but for those of a year; each {} is its number."""
    most = (source.MAX_BYTES - len(YEAR.encode())) // (len(line.encode()) + 8)
    return "".join(f"{line.replace('{}', str(number))}\n" for number in range(min(count, most)))


def deep(key: str, depth: int = 60) -> str:
    return "".join(f"{' ' * level}{key}:\n" for level in range(depth))


def many(text: str) -> str:
    """Return a year with as many items of this text as a file holds."""
    item = f"      - id: more\n        {text}\n"
    count = (source.MAX_BYTES - len(YEAR.encode()) - 1000) // len(item.encode())
    return YEAR.replace("      - id: study\n", item * min(count, 12_000) + "      - id: study\n", 1)


def dense(unit: str, share: int) -> str:
    """Return a year with nearly as much prose as there may be, or a part of it, of nothing but this."""
    length = source.LONGEST_LINE - 100
    text = (unit * length)[:length]
    count = MOST_PROSE // length // share
    items = (f"      - id: more{number}\n        text: {text}\n" for number in range(count))
    return YEAR.replace("      - id: study\n", f"{''.join(items)}      - id: study\n", 1)


UNITS = (
    *("千件", "“”", "、", "《法》", "两名以上执法", "1 "),
    *("《中华人民共和国行政甲法》", "习近平法治思甲", "选举法"),  # like known names but for a character
)
LONG = source.LONGEST_LINE - 20
MOST = source.MAX_ENTRIES - 100


def slow_years(share: int = 1) -> dict[str, str]:
    """Return years of as much as is read of what takes longest, or of a part of it: one of so many."""
    most = MOST // share
    waiver = "  - {code: LG301, at: a, quote: b, reason: c}"
    return {
        "figures": with_("  cases: 120件\n", "  cases: 120件\n" + lines("  k{}: 1件", most)),
        "wrong figures": with_("  cases: 120件\n", "  cases: 120件\n" + lines("  k{}: x", most)),
        "waivers": YEAR + "waivers:\n" + lines(waiver, 8_900 // share),
        **{f"nothing but {unit}": dense(unit, share) for unit in UNITS},
    }


def slow_catalogues(share: int = 1) -> dict[str, str]:
    """Return catalogues of the same kind."""
    indicator, most = "  k{}: {label: 受, unit: 件, part: leadership}", 8_000 // share
    sum_ = f"  - closed == cases{' + cases' * 99}"
    return {
        "indicators": CATALOGUE.replace("indicators:\n", "indicators:\n" + lines(indicator, most)),
        "departments": CATALOGUE.replace(
            "departments:\n", "departments:\n" + lines("  k{}: a", MOST // share)
        ),
        "relations": CATALOGUE + lines("  - closed <= cases", 13_000 // share),
        "wrong relations": CATALOGUE + lines("  - closed << cases", 13_000 // share),
        "long relations": CATALOGUE + lines(sum_, MOST_OF_RELATIONS // 920 // share),
    }


YEARS = {
    "a long id above many scalars": f"a:\n- id: {'x' * 40_000}\n  b: [{'a,' * 20_000}]\n",
    "a long key above many scalars": f"? {'x' * 900}\n: b: [{'a,' * 20_000}]\n",
    "long keys, nested": deep(NAMED) + " " * 60 + f"b: [{'a,' * 20_000}]\n",
    "scalars at the bottom": deep(NAMED) + lines(f"{' ' * 60}k{{}}: a", MOST),
    "items": lines("- a", MOST),
    "empty items": lines("-", MOST),
    "keys": lines("k{}: a", MOST),
    "lists of items": "".join(f"{key}:\n{lines('- a', MOST)}" for key in "abcd"),
    "more keys than are read": YEAR + lines("k{}: a", 48_000),
    "unknown keys like known ones": YEAR + lines("documen{}: a", MOST),
    "long unknown keys": YEAR + lines(f"{NAMED[:55]}{{}}: a", MOST),
    "keys too long": YEAR + lines(f"{NAMED * 11}{{}}: a", MOST),
    "digits": with_("120件", "9" * LONG + "件"),
    "chains of dashes": "a:\n" + ("- " * 60 + "a\n") * 800,
    "brackets": "[" * LONG,
    "closed brackets": f"a: [{'[],' * (LONG // 3)}]\n",
    "braces": "{" * LONG,
    "a scalar": "a: " + "a" * LONG,
    "a text of one line": with_(TEXT, "text: " + "学" * LONG),
    "a block of many lines": with_("  现将样例区工作情况报告如下。\n", lines("  学")),
    "blanks before a hash": with_("  现将样例区工作情况报告如下。\n", f"  学{' ' * LONG}学#\n"),
    "quotes": 'a: "' + "''" * (LONG // 2) + '"\n',
    "escapes": 'a: "' + "\\n" * (LONG // 2) + '"\n',
    "lines of escapes": "a:\n" + lines('- "\\n"', MOST),
    "comments": lines("# " + "x" * 70) + YEAR,
    "tabs": lines("\t"),
    "controls": lines("\x01"),
    "duplicate keys": lines("a: 1", MOST),
    "anchors": "a:\n" + lines("- &a b", MOST),
    "tags": "a:\n" + lines("- !a b", MOST),
    "folded texts": "a:\n" + lines("- >\n  a\n  b", MOST),
    "an error behind many keys": lines("k{}: a", MOST) + " x: y\n",
    "references": with_(TEXT, "text: |\n" + lines("          {{ x }}", 5_000)),
    "prose": many("text: " + "结合实际情况，认真组织学习。" * 15),
    "attachments": with_(
        "document:\n", "document:\n  attachments:\n" + lines("    - " + "《法》千件" * 10, 9_000)
    ),
    "notes": with_(
        "  cases: 120件\n",
        "  cases: 120件\n" + lines("  k{}: {value: 1件, note: " + "千件《法》" * 3_000 + "}"),
    ),
    "comments alone": "#\n" * (source.MAX_BYTES // 2),
    "items alone": "- a\n" * (source.MAX_BYTES // 4),
}
CATALOGUES = {
    "a long label": CATALOGUE.replace("受理案件", "受" * (LONG - 90)),
    "relations beyond what is read": CATALOGUE + lines("  - closed << cases"),
    "a long relation": CATALOGUE + "  - cases == " + "cases + " * 5000 + "cases\n",
    "a relation of brackets": CATALOGUE + "  - cases == " + "(" * 40_000 + "\n",
}
# What takes longest of the others
SLOWER = (
    *("attachments", "notes", "items", "long unknown keys", "more keys than are read", "prose"),
    "comments alone",
)


def make(parent: Path) -> Iterator[Path]:
    """Yield the folders of projects, one for each of the slowest files."""
    for name, year in (slow_years() | {name: YEARS[name] for name in SLOWER}).items():
        yield folder(parent / name, year)
    for name, catalogue in slow_catalogues().items():
        yield folder(parent / name, catalogue=catalogue)
