"""What is wrong with a text that writes no quantity, and what to type: 百余场 is 100余场.

Knows the slips of people who write figures; not where a text stands.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.language import quantity
from lawgov_report.language.numerals import EVERY_NUMERAL, ONE_TO_NINE, VALUES, number
from lawgov_report.language.quantity import OWED, RANKED, RATIO, SHARE

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from lawgov_report.language.quantity import Quantity

BEFORE = "|".join(quantity.BEFORE)
AFTER = "|".join(quantity.AFTER)
SCALES = ((10**8, "亿"), (10**4, "万"))
MONEY = "元"
DEFAULT_UNIT = "件"
NO_UNIT = "缺单位"
WORDY = "数以外还写了别的话"
# 上百家, 数十次, 几千人: how many nobody can say from it
VAGUE = re.compile(
    f"(?P<word>上|数|几|好几)(?P<numeral>[十百千万亿]+)(?P<more>[余多])?(?P<unit>{quantity.UNIT})(?:{AFTER})?"
)
SPOKEN = re.compile(
    f"(?P<before>{BEFORE})?(?P<numeral>[{EVERY_NUMERAL}]+)(?P<rest>[余多]?[万亿]?[^{EVERY_NUMERAL}]+)"
)
NEIGHBOURS = re.compile(f"(?P<low>[两{ONE_TO_NINE}])(?P<high>[{ONE_TO_NINE}])(?P<unit>{quantity.UNIT})")
SPOKEN_SHARE = re.compile(
    f"百分之(?:(?P<numeral>[{EVERY_NUMERAL}]+)(?:点(?P<decimals>[零〇{ONE_TO_NINE}]{{1,6}}))?"
    f"|(?P<digits>{quantity.DIGITS}))(?P<after>{AFTER})?"
)
PLACED = re.compile("第(?P<number>[0-9]+)(?:名|位次|)")
# 1亿3000元 leaves open whether 3000万 is meant
TORN = re.compile(rf"(?P<large>[1-9]\d{{0,3}})亿(?P<small>[1-9]\d{{0,3}})(?P<unit>{quantity.UNIT})")
# what may stand around a quantity and says nothing: quotes, brackets, a stop, 共, the sign of the currency
WRAPPED = re.compile("[“\"‘'（(【](?P<inner>.+)[”\"’'）)】]")
STOPS = " 　。，、；;,.：:！!"
POINTS = (".", "。")  # the key of the point types 。 where an input method is on
TOTAL = re.compile("(?:共计|总计|合计|总共|共有|共)(?=[^，。]*[0-9０-９])")
CURRENCY = re.compile("(?:人民币|RMB|[¥￥])")
SYMBOLS = {
    "≥": "{}以上",
    ">=": "{}以上",
    ">": "超过{}",
    "＞": "超过{}",
    "≤": "不超过{}",
    "<=": "不超过{}",
    "≈": "约{}",
}
WIDE = "０１２３４５６７８９．％－"
# full-width digits, commas or blanks between groups of three (as GB/T 15835—2011 has them), and blanks around
# the number or its point change nothing of what it says; any other comma, blank or zero may stand for a point
# or for a digit that is lost
NUMBER = r"[-－]?(?![0０]\d)(?:\d{1,3}(?:(?:[,，]\s?|\s)\d{3})+|\d+)(?:\s?[.．]\s?\d+)?"
WORDS = r"[^\d,，。\s]+"
SPELT = re.compile(rf"(?:{WORDS}\s?)?{NUMBER}(?:\s?{WORDS}(?:\s{WORDS})?)?")
# what stands where there is nothing, or where nobody knows
NOTHING = frozenset(
    {"无", "没有", "暂无", "未发生", "零", "〇", "空", "/", "-", "—", "--", "——", "×", "nil", "none"}
    | {"不详", "未知", "未统计", "待统计", "待定", "待补", "待填", "暂缺"}
)
UNKNOWN = re.compile(r"[?？xX×*＊.…]+")
# a quantity among other words; a unit that is not known is one or two characters
AMONG = (
    rf"(?:{BEFORE})?(?<![\d.第—～~至-])[0-9]+(?:[.][0-9]+)?"
    rf"(?:[万亿]?[余多]?|[余多][万亿])(?:{{unit}})(?:{AFTER})?"
)
ANY_UNIT = r"%|[^\W\d_]{1,2}"


class Remedy(NamedTuple):
    """What is wrong with a text in a few words, "" where there are none, and what to type.

    `certain` is the quantity that the text writes in every reading, "" where there is none: the hint says
    写成 it, and --fix puts it there.
    """

    why: str
    hint: str
    certain: str = ""


def remedy(text: str, unit: str = "") -> Remedy:
    """Return what is wrong with a text that is no quantity, and what it was probably meant to be.

    `unit` is that of the row it stands in, "" where that is not known.
    """
    bare = _bare(text)
    for read in READERS:
        found = read(text, bare, unit)
        if found:
            return found
    return Remedy("", f"只写数和单位，例如 {_examples(unit)}；还没有数的写 {OWED}")


def completed(text: str, unit: str) -> str:
    """Return the quantity that a text writes whose unit is said beside it: 1,200 is 1200件.

    "" where it writes none, or may mean two things: 0.95 of a share, 3 of a rank.
    """
    bare = _bare(text)
    plain = _plain(bare)
    read = quantity.parse(f"{plain}{unit}")
    if read is None or read.unit != unit or unit in {RATIO, RANKED}:
        return ""
    if unit == SHARE and 0 < abs(read.number) <= 1 and not read.scale:
        return ""
    return f"{plain}{unit}" if bare == plain or SPELT.fullmatch(bare) else ""


def _sure(why: str, meant: str) -> Remedy | None:
    """Return the remedy of a text that certainly means this; None where that is no quantity either."""
    if meant != OWED and quantity.parse(meant) is None:
        return None
    return Remedy(why, f"写成 {meant}", meant)


def _bare(text: str) -> str:
    """Return the text without what may stand around a quantity and says nothing."""
    bare = _stopped(text)
    if match := WRAPPED.fullmatch(bare):
        bare = _stopped(match["inner"])
    return TOTAL.sub("", bare, count=1) if TOTAL.match(bare) else bare


def _stopped(text: str) -> str:
    """Return the text without stops around it; a point before a digit stays: without it .95 would be 95."""
    bare = text.strip(STOPS)
    point = text[: text.find(bare)][-1:]
    return f"{point}{bare}" if point in POINTS and bare[:1].isdigit() else bare


def _plain(text: str) -> str:
    """Return the text without full-width digits, blanks, thousands separators and leading zeros.

    A point without a digit before it gets one.
    """
    plain = text.translate(quantity.HALF_WIDTH)
    plain = "".join(character for character in plain if character not in " ,，　")
    if plain.startswith(POINTS):
        return f"0.{plain[1:]}"
    return plain.lstrip("0") if plain[1:2].isdigit() else plain


# Each reader returns what it has to say of a text, its bare form and the unit of its row, None for nothing


def _respelt(text: str, bare: str, _unit: str) -> Remedy | None:
    """Read a quantity with something around it, or in other characters."""
    plain = _plain(bare)
    if "".join(bare.split()) == OWED:
        return _sure(_surplus(text, bare), OWED)
    if quantity.parse(plain) is None:
        return None
    if bare == plain or SPELT.fullmatch(bare):
        return _sure(_surplus(text, bare), plain)
    return Remedy("逗号、空格或 0 的位置不对", f"像是 {plain}：核对后改")


def _surplus(text: str, bare: str) -> str:
    """Return what stands in a text that is too much."""
    before, _, after = text.strip().partition(bare)
    found = [f"多了“{words}”" for words in (before.strip(), after.strip()) if words]
    if len(found) > 1:
        found = ["外面多了引号、括号或别的字"]
    if bare.startswith(POINTS):
        found.append("小数点前缺 0")
    if any(character in WIDE for character in bare):
        found.append("用了全角数字或符号")
    if any(character.isspace() for character in bare):
        found.append("中间有空格")
    if any(character in ",，" for character in bare):
        found.append("数字里有逗号")
    return "，".join(found)


def _paid(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read an amount of money with the sign of its currency."""
    match = CURRENCY.match(bare)
    if match is None or unit not in {"", MONEY}:
        return None
    plain = _plain(bare[match.end() :])
    meant = plain if plain.endswith(MONEY) else f"{plain}{MONEY}"
    return _sure(f"“{match[0]}”不写", meant)


def _spoken(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read a number in Chinese numerals: 百余场, 六十家, 百分之九十五; its unit may lack."""
    if meant := _counted(bare):
        return _sure("数用汉字写了", meant)
    meant = _counted(f"{bare}{unit}") if unit else ""
    return Remedy("数用汉字写了，还缺单位", f"写 {meant}") if meant else None


def _counted(text: str) -> str:
    """Return a number in Chinese numerals in digits, "" for any other."""
    pair, share, spoken = NEIGHBOURS.fullmatch(text), SPOKEN_SHARE.fullmatch(text), SPOKEN.fullmatch(text)
    if pair:
        meant = f"{number(pair['low'])}～{number(pair['high'])}{pair['unit']}"
    elif share:
        meant = f"{share['digits'] or _decimal(share)}%{share['after'] or ''}"
    elif spoken:
        meant = f"{spoken['before'] or ''}{_digits(spoken['numeral'])}{spoken['rest']}"
    else:
        return ""
    return meant if quantity.parse(meant) else ""


def _decimal(share: re.Match[str]) -> str:
    whole = _digits(share["numeral"])
    decimals = "".join(str(VALUES[digit]) for digit in share["decimals"] or "")
    return f"{whole}.{decimals}" if decimals else whole


def _symbol(_text: str, bare: str, _unit: str) -> Remedy | None:
    """Read a bound that is written as a symbol: ≥95%, >100件."""
    for symbol, words in SYMBOLS.items():
        if bare.startswith(symbol):
            return _sure(f"“{symbol}”要写成字", words.format(_plain(bare.removeprefix(symbol))))
    return None


def _placed(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read a place in a ranking."""
    place = PLACED.fullmatch(bare)
    meant = f"第{place['number']}{RANKED}" if place else ""
    if quantity.parse(meant) is None:
        return None
    why = f"名次的单位是“{RANKED}”"
    if unit == RANKED:
        return _sure(why, meant)
    return Remedy(why, f"是名次的写 {meant}，这项指标的单位（unit）也要是 {RANKED}")


def _ordered(_text: str, bare: str, _unit: str) -> Remedy | None:
    """Read a range whose bounds do not rise, or with bound words that a range cannot have."""
    bare = re.sub(f"^(?:{BEFORE})", "", bare)
    bounds = quantity.RANGE.fullmatch(bare)
    if bounds is None:
        return None
    high = bounds["high"] or bounds["typed_high"]
    middle = bounds["spelt"].removeprefix(bounds["low"]).removesuffix(high)
    unit = (bounds["scale"] or "") + bounds["unit"]
    offers = (f"{bounds['low']}{middle}{high}{unit}", f"{high}{middle}{bounds['low']}{unit}", f"{high}{unit}")
    meant = next((offer for offer in offers if quantity.parse(offer)), "")
    why = "范围从小到大写，前后不加“近”“以上”等"
    return Remedy(why, f"核对两个数，是 {meant} 的照这样写") if meant else None


def _vague(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read 上百家 or 数十次: only who reported it can say what it means."""
    vague = VAGUE.fullmatch(bare) or VAGUE.fullmatch(f"{bare}{unit}")
    count = number(vague["numeral"]) if vague else None
    if vague is None or not count:
        return None
    unit, why = vague["unit"], f"“{vague['word']}{vague['numeral']}”没有说出是多少"
    least = f"{_short(count)}{unit}以上"
    if vague["word"] == "上":
        return Remedy(why, f"问清后写数；问不清的，写 {_short(count)}余{unit} 或 {least}")
    offers = "、".join(f"{_short(count * times)}余{unit}" for times in (2, 3, 5))
    return Remedy(why, f"问清后写 {offers} 等；只知道不少的，写 {least}")


def _nothing(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read a word that says that there is nothing, or that nobody knows."""
    if bare and bare.lower() not in NOTHING and not UNKNOWN.fullmatch(bare):
        return None
    none = "" if unit in {RATIO, RANKED} else f"没有发生的写 0{unit or DEFAULT_UNIT}；"
    return Remedy("这里要写数", f"{none}还没有数的写 {OWED}")


def _torn(_text: str, bare: str, _unit: str) -> Remedy | None:
    """Read 1亿3000元, of which nobody knows whether 3000 or 3000万 is meant."""
    torn = TORN.fullmatch(bare)
    if torn is None:
        return None
    whole = int(torn["large"]) * 10**8 + int(torn["small"])
    short = f"{torn['large']}亿{torn['small']}"
    why = f"“{short}”读不出后面是 {torn['small']} 还是 {torn['small']}万"
    return Remedy(why, f"写 {short}万{torn['unit']} 或 {whole}{torn['unit']}")


def _without_unit(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read a number whose unit lacks."""
    plain, expected = _plain(bare), unit or DEFAULT_UNIT
    read = quantity.parse(f"{plain}{expected}")
    if read is None or read.unit != expected:
        return None
    asked = _asked(plain, unit, read)
    if asked:
        return Remedy(NO_UNIT, asked)
    return _sure(NO_UNIT, f"{plain}{unit}") if bare == plain or SPELT.fullmatch(bare) else None


def _asked(plain: str, unit: str, read: Quantity) -> str:
    """Return what is to be asked of a number whose unit lacks, "" where nothing else may lack."""
    if not unit:
        return f"数后面写上单位，例如 {plain}{DEFAULT_UNIT}"
    if unit == RATIO:
        return "比要写两个数，例如 3:1"
    if unit == RANKED:
        return f"名次写 第{plain}位，人数写 {plain}位"
    if unit == SHARE:
        doubtful = 0 < abs(read.number) <= 1  # 0.95 may be 95 %
        return f"是 {plain}% 还是 {_hundredfold(read.number)}%：核对后照写" if doubtful else ""
    # 98.75 of money is mostly 万元, and many a table counts in 万 without saying so
    doubtful = not read.scale and read.number != 0
    return f"是{unit}的写 {plain}{unit}，是万{unit}的写 {plain}万{unit}" if doubtful else ""


def _among_words(_text: str, bare: str, unit: str) -> Remedy | None:
    """Read a text in which a quantity stands among other words: 党政班子研究12项."""
    amounts = _amounts(bare, re.escape(unit) if unit else ANY_UNIT)
    if not amounts and _amounts(bare, ANY_UNIT):
        return Remedy(WORDY, f"只写数和单位，例如 {_examples(unit)}；别的话写进正文或 note")
    if not amounts:
        return None
    if len(amounts) > 1:
        return Remedy("写了几个数", f"一项指标只写一个数（{'、'.join(amounts)}），别的另立指标")
    return Remedy(WORDY, f"这里只写 {amounts[0]}，别的话写进正文或 note")


def _amounts(text: str, unit: str) -> list[str]:
    """Return the quantities in a text whose unit a pattern matches; none where one of them is no quantity."""
    found = [match[0] for match in re.finditer(AMONG.format(unit=unit), text.translate(quantity.HALF_WIDTH))]
    return found if all(map(quantity.parse, found)) else []


READERS: tuple[Callable[[str, str, str], Remedy | None], ...] = (
    _respelt,
    _paid,
    _spoken,
    _symbol,
    _placed,
    _ordered,
    _vague,
    _nothing,
    _torn,
    _without_unit,
    _among_words,
)


def _examples(unit: str) -> str:
    """Return quantities of a unit as they are written."""
    if unit == MONEY:
        return "98.75万元、1.2亿元"
    if unit == SHARE:
        return "95%、95.6%、95%以上"
    if unit in {RATIO, RANKED}:
        return "3:1" if unit == RATIO else "第3位"
    return f"717{unit}、2.45万{unit}、6万余{unit}" if unit else "717件、2.45万件、6万余册、95%以上"


def _hundredfold(share: Decimal) -> str:
    return format((share * 100).normalize(), "f")


def _digits(numeral: str) -> str:
    count = number(numeral)
    return "" if count is None else _short(count)


def _short(count: int) -> str:
    """Return a count in digits, with 万 or 亿 where nothing is lost."""
    for size, scale in SCALES:
        if count >= size and count % size == 0:
            return f"{count // size}{scale}"
    return str(count)
