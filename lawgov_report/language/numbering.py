"""How headings and clauses are numbered: 一、 （一） 1. （1） 一是 首先 第一, and the words of each number.

Knows the ways to count; not what is counted, nor which way belongs to which level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_report.language.numerals import chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LEVELS = (
    "一、",
    "（一）",
    "1.",
    "（1）",
)  # GB/T 9704-2012, 7.3.3: of headings from the first level to the fourth
CLAUSES = "一是"
IN_ORDER = "首先"
NONE = "none"
ORDINALS = ("首先", "其次", "再次", "然后")
LAST = "最后"
MOST_IN_ORDER = len(ORDINALS) + 1  # beyond 首先、其次、再次、然后、最后 nobody counts in words
FEWEST_WITH_LAST = 3  # 首先、其次 of two, 首先、其次、最后 of three


def _in_order(number: int, count: int) -> str:
    if number == count and count >= FEWEST_WITH_LAST:
        return f"{LAST}，"
    # only of the parts of an outline, counted so by `numbering:`, can there be more
    return f"{ORDINALS[number - 1]}，" if number <= len(ORDINALS) else f"第{chinese(number)}，"


# each way to count, as files name it, by its first number
FORMS: Mapping[str, Callable[[int, int], str]] = {
    "一、": lambda number, _: f"{chinese(number)}、",
    "（一）": lambda number, _: f"（{chinese(number)}）",
    "1.": lambda number, _: f"{number}.",
    "（1）": lambda number, _: f"（{number}）",
    CLAUSES: lambda number, _: f"{chinese(number)}是",
    IN_ORDER: _in_order,
    "第一": lambda number, _: f"第{chinese(number)}，",
    NONE: lambda _, __: "",
}
# other ways in which an input method writes them
SPELLINGS: Mapping[str, str] = {
    **{form: form for form in FORMS},
    "(一)": "（一）",
    "(1)": "（1）",
    "1．": "1.",
}


def label(form: str, number: int, count: int) -> str:
    """Return what is printed before the `number`th of `count`, counted in a form of FORMS."""
    return FORMS[form](number, count)


def form_of(level: int, levels: tuple[str, ...] = LEVELS) -> str:
    """Return how headings of a level, from 1, are counted; those below the last one given are not."""
    return levels[level - 1] if level <= len(levels) else NONE
