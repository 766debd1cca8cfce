"""What a text that writes no quantity was probably meant to be: 百余场 is 100余场.

Knows the slips of people who write figures; not where a text stands, nor which unit its row has.
"""

from __future__ import annotations

import re

from lawgov_report.language import quantity
from lawgov_report.language.numerals import EVERY_NUMERAL, ONE_TO_NINE, number
from lawgov_report.language.quantity import OWED, RATIO

BEFORE = "|".join(quantity.BEFORE)
AFTER = "|".join(quantity.AFTER)
SCALES = ((10**8, "亿"), (10**4, "万"))
# 上百家, 数十次, 几千人: how many nobody can say from it
VAGUE = re.compile(
    f"(?P<word>上|数|几|好几)(?P<numeral>[十百千万亿]+)(?P<more>[余多])?(?P<unit>{quantity.UNIT})(?:{AFTER})?"
)
SPOKEN = re.compile(
    f"(?P<before>{BEFORE})?(?P<numeral>[{EVERY_NUMERAL}]+)(?P<rest>[余多]?[万亿]?[^{EVERY_NUMERAL}]+)"
)
NEIGHBOURS = re.compile(f"(?P<low>[两{ONE_TO_NINE}])(?P<high>[{ONE_TO_NINE}])(?P<unit>{quantity.UNIT})")
SHARE = re.compile(f"百分之(?P<numeral>[{EVERY_NUMERAL}]+)(?P<after>{AFTER})?")
PLACED = re.compile("第(?P<number>[0-9]+)(?:名|位次|)")
DEFAULT_UNIT = "件"
# full-width digits, commas between groups of three, and blanks around the number change nothing of what it
# says; any other comma, blank or zero may stand for a point or for a digit that is lost
NUMBER = r"[-－]?(?![0０]\d)(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
WORDS = r"[^\d,，\s]+"
SPELT = re.compile(rf"(?:{WORDS}\s?)?{NUMBER}\s?{WORDS}(?:\s{WORDS})?")


def remedy(text: str, unit: str = "") -> str:
    """Return what the text was probably meant to be, or how a quantity is written.

    `unit` is that of the row it stands in, "" where that is not known.
    """
    meant = _mended(text) or _counted(text) or _ordered(text)
    if meant:
        return f"写成 {meant}"
    vague = VAGUE.fullmatch(text)
    count = number(vague["numeral"]) if vague else None
    if vague and count:
        return _asked(vague, count)
    plain = _plain(text)
    if unit == RATIO:
        return "写成 3:1 这样的比"
    if quantity.parse(f"{plain}{unit or DEFAULT_UNIT}"):
        return f"数值后面要有单位，例如 {plain}{unit or DEFAULT_UNIT}"
    return f"例如 717件、2.45万件、6万余册、95%以上；还没有数的写 {OWED}"


def respelt(text: str) -> str:
    """Return the quantity that a text certainly writes, as it is spelt; "" where that is not certain."""
    return _mended(text) if SPELT.fullmatch(text) else ""


def _plain(text: str) -> str:
    """Return the text without full-width digits, blanks, thousands separators and leading zeros."""
    plain = text.translate(quantity.HALF_WIDTH)
    plain = "".join(character for character in plain if character not in " ,，　")
    return plain.lstrip("0") if plain[1:2].isdigit() else plain


def _mended(text: str) -> str:
    """Return the text without its commonest slips, "" where it still is no quantity."""
    plain = _plain(text)
    return plain if plain != text and quantity.parse(plain) else ""


def _counted(text: str) -> str:
    """Return a number in Chinese numerals in digits: 百余场, 六十家, 百分之九十五; "" for any other."""
    pair, share, spoken = NEIGHBOURS.fullmatch(text), SHARE.fullmatch(text), SPOKEN.fullmatch(text)
    if pair:
        meant = f"{number(pair['low'])}～{number(pair['high'])}{pair['unit']}"
    elif share:
        meant = f"{number(share['numeral'])}%{share['after'] or ''}"
    elif spoken:
        meant = f"{spoken['before'] or ''}{_digits(spoken['numeral'])}{spoken['rest']}"
    else:
        return ""
    return meant if quantity.parse(meant) else ""


def _ordered(text: str) -> str:
    """Return a range whose bounds do not rise, or with 以上 behind it, as it may be; a place as a rank."""
    place, bounds = PLACED.fullmatch(text), quantity.RANGE.fullmatch(text)
    if place:
        return f"第{place['number']}位" if quantity.parse(f"第{place['number']}位") else ""
    if bounds is None:
        return ""
    before, high = bounds["before"] or "", bounds["high"] or bounds["typed_high"]
    middle = bounds["spelt"].removeprefix(bounds["low"]).removesuffix(high)
    unit = (bounds["scale"] or "") + bounds["unit"]
    straight, turned = f"{bounds['low']}{middle}{high}", f"{high}{middle}{bounds['low']}"
    offers = (f"{before}{straight}{unit}", f"{before}{turned}{unit}", f"{before}{high}{unit}")
    return next((offer for offer in offers if quantity.parse(offer)), "")


def _asked(vague: re.Match[str], count: int) -> str:
    """Return what 上百家 or 数十次 may mean: only who reported it can say."""
    unit = vague["unit"]
    if vague["word"] == "上":
        return f"写成 {_short(count)}余{unit} 或 {_short(count)}{unit}以上"
    offers = "、".join(f"{_short(count * times)}余{unit}" for times in (2, 3, 5))
    least = f"{_short(count)}{unit}以上"
    return f"“{vague['word']}{vague['numeral']}”没有说出是多少：问清后写 {offers} 等，只知道不少的写 {least}"


def _digits(numeral: str) -> str:
    count = number(numeral)
    return "" if count is None else _short(count)


def _short(count: int) -> str:
    """Return a count in digits, with 万 or 亿 where nothing is lost."""
    for size, scale in SCALES:
        if count >= size and count % size == 0:
            return f"{count // size}{scale}"
    return str(count)
