"""Words of last year's text that this year's must change or look at: years, sessions, plans, anniversaries.

Knows how official prose writes them; not which text they stand in.
"""

from __future__ import annotations

import re

from lawgov_report.language import numerals

N = f"[{numerals.NUMERALS}]"
YEAR = r"(?<![\d〔\[_])(?:19|20)\d\d(?!\d)"  # not in 青政办〔2016〕214号, nor in a key such as cases_2020
DAY = rf"{YEAR}年\d{{1,2}}月(?:\d{{1,2}}日|[底末])?"
# Tried in this order at each place: a period is not two years, and a range of years is a plan's.
WORDS = re.compile(
    rf"""
    (?P<period>{DAY}[至到—－-]{DAY})                                   # 2019年5月至2020年5月
    | (?P<range>{YEAR}年?\s?[-‐–—－~～至到]{{1,2}}\s?(?:19|20)\d\d年?)   # 2016—2020年
    | (?P<year>{YEAR})年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)?             # 2020年, 2020年度, 2020年3月1日
    | [{numerals.ONE_TO_NINE}〇○零]{{4}}年                            # 二〇二〇年
    | 第?{N}{{1,3}}届                                                # 十九届四中、五中全会, 十三届七次全会
      (?:{N}{{1,3}}[中次](?:[、和]{N}{{1,3}}[中次])*|[^，。；、]{{0,6}}{N}{{1,3}}次)?
      (?:全会|全体会议|会议)?
    | 党的{N}{{1,3}}大                                               # 党的十九大
    | 第?{N}{{1,3}}次(?:[、和]第?{N}{{1,3}}次)*                        # 第二次、第三次会议
      (?:全体|专题|常务)?(?:会议|全会)
    | “{N}{{1,2}}五” | {N}{{1,2}}五(?=规划|普法|时期)                   # “七五”, 十四五规划
    | (?:\d+|{N}{{1,3}})周年                                         # 100周年
    """,
    re.VERBOSE,
)
BRACES = re.compile(r"\{\{.*?\}\}")


def remarks(text: str, old: int, new: int) -> str:
    """Return which years and ordinals of a text must change or be looked at, "" where there are none.

    The old year and the next one move on with the report; ranges, other years and ordinals are for people.
    """
    change: dict[str, None] = {}  # dicts as sets that keep their order
    check: dict[str, None] = {}
    # A reference leaves one character behind, so that the words around it do not become neighbours.
    for match in WORDS.finditer(BRACES.sub("\N{OBJECT REPLACEMENT CHARACTER}", text)):
        if match["period"] or int(match["year"] or 0) in {old, old + 1}:
            change[f"{match[0]} → {_moved(match[0], new - old)}"] = None
        elif match[0] == f"{numerals.spelt(str(old))}年":
            change[f"{match[0]} → {numerals.spelt(str(new))}年"] = None
        else:
            check[match[0]] = None
    groups = (("改 ", change), ("核对 ", check))
    return "；".join(verb + "，".join(words) for verb, words in groups if words)


def _moved(words: str, by: int) -> str:
    """Return the words with each year moved on."""
    return re.sub(YEAR, lambda year: str(int(year[0]) + by), words)


def advanced(text: str, old: int, new: int) -> str:
    """Return a text that speaks of the new year where it spoke of the old one, in digits or spelt."""
    text = re.sub(rf"(?<!\d){old}(?!\d)", str(new), text)
    return text.replace(numerals.spelt(str(old)), numerals.spelt(str(new)))
