"""What a cell of a form says: 717, 1,200 or 95 % as quantities of its row's unit, as a year file writes them.

Knows cells, and what spreadsheets make of what people type; not which indicator a cell is of.

What can only mean one thing is taken for that; what may mean two is asked back, with both spelt out.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.forms.sheet import NONE_SUCH
from lawgov_report.language import dates, quantity
from lawgov_report.language.quantity import OWED, RANKED, RATIO, SHARE
from lawgov_report.language.quantity_remedy import NO_UNIT, completed, remedy
from lawgov_report.reading.characters import FORBIDDEN

if TYPE_CHECKING:
    from lawgov_report.language.quantity_remedy import Remedy
    from lawgov_report.readers.xlsx import SheetCell

DIGITS = 15  # that a spreadsheet keeps of a number: 0.1 + 0.2 is shown as 0.3
LONGEST = 40  # characters of a cell that a message quotes
MOST = 200  # characters of a text in which a quantity is looked for
DECIMALS = 6  # that a quantity has at most
LARGEST = Decimal(10) ** 15
# The first days of Excel's two calendars; 1900 has a 29 February there, so that days count from the 30th
FROM_1900, FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
# 3月5日, 5-Mar, 2022/3/5, as a spreadsheet writes out what was typed as 3-5
AS_DATE = re.compile(
    r"(?:\d{4}[年/.-])?(?P<month>1[0-2]|0?[1-9])(?:月|/)(?P<day>3[01]|[12]\d|0?[1-9])日?(?:\s+0?0:00(?::00)?)?"
    r"|(?P<day_first>3[01]|[12]\d|0?[1-9])-(?P<name>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
AS_TEXT = "把单元格格式改为文本再写"
CLOCK = re.compile(r"(?P<hours>\d{1,2}):(?P<minutes>[0-5]\d)(?::00)?")
SHOWN_DECIMALS = re.compile(r"[#0,]*0(?:\.(?P<decimals>0+))?%?")


class Understood(NamedTuple):
    """What a cell says: a quantity as the year file writes it, 待报, 无此项, or "" for nothing.

    `problem` is what is wrong with it where it says none of these, and `hint` what to type.
    """

    value: str = ""
    problem: str = ""
    hint: str = ""


def understand(cell: SheetCell, unit: str, *, since_1904: bool = False) -> Understood:
    """Return what a cell of a row with this unit says."""
    if cell.kind == "error":
        return Understood("", f"单元格是错误值 {cell.text}", "改正公式，或直接写数")
    if cell.kind == "truth":
        shown = "TRUE" if cell.text in {"1", "true"} else "FALSE"
        return Understood("", f"“{shown}”不是数值", "直接写数")
    if cell.formula and not cell.text:
        return Understood("", "公式还没有算出数", "用 Excel 或 WPS 打开、保存后再交，或直接写数")
    if cell.kind == "number":
        return _number(cell, unit, FROM_1904 if since_1904 else FROM_1900)
    return of_text(cell.text, unit)


def shown(cell: SheetCell, *, since_1904: bool = False) -> str:
    """Return a cell about as whoever filled it in saw it: 95% for 0.95 in that format, 3月5日 for a date."""
    number = _decimal(cell.text) if cell.kind == "number" else None
    if cell.kind == "truth":
        return "TRUE" if cell.text in {"1", "true"} else "FALSE"
    if number is None:
        return cell.text
    day = _day(number, FROM_1904 if since_1904 else FROM_1900) if cell.is_date else None
    if day is not None:
        return dates.printed(day)
    return f"{_plain(number * 100)}%" if cell.is_percent else _plain(number)


def of_text(text: str, unit: str) -> Understood:
    """Return what a text says where the unit of its row is this."""
    bare = FORBIDDEN.sub("", text).strip()
    word = "".join(bare.split()).strip("。.；;")
    if word in {"", OWED, NONE_SUCH}:
        return Understood(word)
    other = _something_else(bare, unit)
    if other is not None:
        return other
    if quantity.parse(bare) is not None:
        return Understood(bare)
    if dates.respelt(bare):
        return Understood("", f"“{bare}”是日期，不是数值", AS_TEXT)
    advice = remedy(bare, unit)
    value = completed(bare, unit) or _certain(advice, unit)
    return Understood(value) if value else _unclear(bare, unit, advice)


def _something_else(bare: str, unit: str) -> Understood | None:
    """Return what is wrong with a text in which no quantity is looked for, None for any other."""
    if len(bare) > MOST:
        problem = f"“{_short(bare)}”有 {len(bare)} 个字，不是数值"
        return Understood("", problem, "只写数和单位，别的话写进备注")
    if bare.startswith("="):
        # the cells are of text, so that Excel reckons with nothing that is typed into them
        return Understood("", f"“{_short(bare)}”是公式，还没有算出数", "直接写算出来的数")
    match = AS_DATE.fullmatch(bare)
    if match is None:
        return None
    month = match["month"] or MONTHS.index(match["name"]) + 1
    return _made_a_date(bare, int(month), int(match["day"] or match["day_first"]), unit)


def _certain(advice: Remedy, unit: str) -> str:
    """Return what a text can only mean, where it is in the unit of its row: 四五十 is not 4～5十."""
    meant = quantity.parse(advice.certain)
    return advice.certain if meant is not None and meant.unit == unit else ""


def _unclear(bare: str, unit: str, advice: Remedy) -> Understood:
    """Return what is wrong with a text, knowing that its unit stands beside it and need not be typed."""
    if advice.why == NO_UNIT and unit in {RATIO, RANKED, SHARE}:
        return Understood("", f"只有数 {bare}，看不出是哪一种", advice.hint)
    if advice.why == NO_UNIT:
        advice = remedy(f"{bare}{unit}", unit)
    why = f"：{advice.why}" if advice.why else ""
    return Understood("", f"“{_short(bare)}”不是数值{why}", _with_the_words(advice.hint))


def _with_the_words(hint: str) -> str:
    """Return a remedy as a form needs it: with 无此项, and 备注 for note."""
    hint = hint.replace("写进正文或 note", "写进备注")
    return hint.replace(f"还没有数的写 {OWED}", f"还没有数的写 {OWED}，本部门没有这一项的写 {NONE_SUCH}")


def _number(cell: SheetCell, unit: str, first: date) -> Understood:
    number = _decimal(cell.text)
    if number is None:
        return Understood("", f"“{_short(cell.text)}”超出能写的数", "核对后写数和单位，大数用 万、亿")
    if cell.is_date:
        return _dated(number, unit, first)
    if cell.is_percent and unit != SHARE:
        problem = f"单元格是百分比（{_plain(number * 100)}%），这项指标的单位是 {unit}"
        return Understood("", problem, "把单元格格式改为文本，再写数和单位")
    if cell.is_percent:
        share = _rounded(number * 100, cell.format)
        return _long(share) or Understood(f"{_plain(share)}%")
    number = _rounded(number, cell.format)
    plain = _plain(number)
    value = completed(plain, unit)
    if value:
        return Understood(value)
    return _long(number) or _unclear(plain, unit, remedy(plain, unit))


def _decimal(text: str) -> Decimal | None:
    """Return the number that a file writes, with the digits that a spreadsheet shows; None for none."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) >= LARGEST:
        return None
    # 17 digits stand in the file, of which the last are the noise of binary fractions
    return Decimal(format(float(number), f".{DIGITS}g"))


def _rounded(number: Decimal, shown: str) -> Decimal:
    """Return a number that has too many decimals as it is shown, where its format says with how many."""
    match = SHOWN_DECIMALS.fullmatch(shown.partition(";")[0].rstrip("_ "))
    if match is None or _decimals(number) <= DECIMALS:
        return number
    return number.quantize(Decimal(1).scaleb(-len(match["decimals"] or "")), ROUND_HALF_UP)


def _long(number: Decimal) -> Understood | None:
    """Return what is wrong with a number that has more decimals than a quantity, None where it has not."""
    if _decimals(number) <= DECIMALS:
        return None
    near = _plain(number.quantize(Decimal("0.01"), ROUND_HALF_UP))
    return Understood("", f"“{_plain(number)}”的小数超过 {DECIMALS} 位", f"写要报的位数，例如 {near}")


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _plain(number: Decimal) -> str:
    """Return a number in digits, without an exponent, trailing zeros and the sign of zero."""
    return format((number + 0).normalize(), "f")


def _dated(number: Decimal, unit: str, first: date) -> Understood:
    """Return what is wrong with a number that is shown as a date or a time: 3-5 or 3:1 was typed."""
    if 0 < number < 1 or unit == RATIO:
        minutes = int(number % 1 * 24 * 60 + Decimal("0.5"))
        return _made_a_time(minutes // 60, minutes % 60, unit)
    day = _day(number, first)
    if day is None:
        return Understood("", f"“{_plain(number)}”成了日期，却是日历里没有的", AS_TEXT)
    return _made_a_date(f"{day.month}月{day.day}日", day.month, day.day, unit)


def _day(number: Decimal, first: date) -> date | None:
    """Return the day that a spreadsheet shows for a number, None where the calendar has none."""
    return first + timedelta(days=int(number)) if 1 <= number <= (date.max - first).days else None


def _made_a_date(shown: str, month: int, day: int, unit: str) -> Understood:
    """Return the remedy of what a spreadsheet took for a date: a range, for whoever typed 3-5."""
    if month < day:
        hint = f"填的若是 {month}-{day}，{AS_TEXT} {month}—{day}{unit}"
    else:
        hint = f"填的若是 {month}-{day}，{AS_TEXT}；范围从小到大写，例如 3—5{unit}"
    return Understood("", f"“{shown}”是日期：表格软件把填的数变成了日期", hint)


def _made_a_time(hours: int, minutes: int, unit: str) -> Understood:
    shown = f"{hours}:{minutes:02}"
    example = f"{hours}:{minutes}" if unit == RATIO and minutes else f"3—5{unit}"
    return Understood("", f"“{shown}”是时间：表格软件把填的数变成了时间", f"{AS_TEXT} {example}")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
