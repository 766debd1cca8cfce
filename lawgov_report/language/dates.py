"""Dates as documents write them: 2021年3月1日.

Knows one date and its text; not which dates a report has, nor when they are due.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from lawgov_report.language.numerals import DIGITS

# 2021-03-01 or 2021年3月1日, with or without leading zeros and 日
DATE = r"(?P<year>[0-9]{4})(?:-|年)(?P<month>[0-9]{1,2})(?:-|月)(?P<day>[0-9]{1,2})日?"
# the same for a JSON Schema, which knows no calendar: each month with its own days, 29 February in every year
CALENDAR = (
    "(?!0000)[0-9]{4}(?:-|年)(?:"
    "(?:0?[13578]|1[02])(?:-|月)(?:0?[1-9]|[12][0-9]|3[01])"
    "|(?:0?[469]|11)(?:-|月)(?:0?[1-9]|[12][0-9]|30)"
    "|0?2(?:-|月)(?:0?[1-9]|[12][0-9])"
    ")日?"
)

# 2021.3.1, 2021/3/1
OTHERWISE = "(?P<year>[0-9]{4})(?P<mark>[./·])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
NUMERALS = str.maketrans(
    {**{numeral: str(digit) for digit, numeral in enumerate(DIGITS)}, **dict.fromkeys("〇○ОOo", "0")}
)


def parse(text: str) -> date | None:
    """Return the date that `text` writes; None where it writes none, or one that no calendar has."""
    match = re.fullmatch(DATE, text)
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def respelt(text: str) -> str:
    """Return a date as a file has it, 2021-03-01, that a text writes otherwise; "" where it writes none.

    2021.3.1, 2021/3/1, 二〇二一年三月一日, with digits of any width.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).translate(NUMERALS).split())
    match = re.fullmatch(OTHERWISE, plain) or re.fullmatch(DATE, plain)
    day = parse(f"{match['year']}-{match['month']}-{match['day']}") if match else None
    return day.isoformat() if day else ""


def year_of(text: str) -> int:
    """Return the year that four digits write, 2020, or four numerals, 二〇二〇 with whatever zero."""
    return int(text.translate(NUMERALS))


def printed(day: date | None) -> str:
    """Return a date as GB/T 9704-2012, 7.3.5.4, prints it, 2021年3月1日; "" for none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
