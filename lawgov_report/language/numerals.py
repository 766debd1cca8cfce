"""Chinese numerals: 二十一 as people count, 二〇二一 as they spell a year.

Knows characters and whole numbers; not which number in a text is a figure.
"""

from __future__ import annotations

ONE_TO_NINE = "一二三四五六七八九"
NUMERALS = f"{ONE_TO_NINE}十"  # what headings, items and meetings are numbered with; no 零, no 两
EVERY_NUMERAL = f"〇零两{NUMERALS}百千万亿"  # every character that a number in prose is written with
# counting says 零 (一百零五), a year spells its zero 〇 (二〇二一) (GB/T 15835-2011)
DIGITS = f"零{ONE_TO_NINE}"
SPELT = str.maketrans("0123456789", f"〇{ONE_TO_NINE}")
PLACES = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))
LARGEST = 9999
LONGEST = 20  # characters of a numeral that is read; each 亿 more makes a number of 8 digits more
VALUES = {**{character: value for value, character in enumerate(DIGITS)}, "〇": 0, "两": 2}
SIZES = {unit: size for size, unit in PLACES if unit}


def chinese(number: int) -> str:
    """Return 1 to 9999 in Chinese numerals: 10 is 十, 21 is 二十一, 105 is 一百零五; more in digits."""
    if number > LARGEST:
        return str(number)
    numeral = ""
    gap = False  # whether places behind the first digit were skipped: however many, they are read as one 零
    for size, unit in PLACES:
        digit = number // size % 10
        if digit == 0:
            gap = numeral != ""
            continue
        if gap:
            numeral += "零"
        numeral += DIGITS[digit] + unit
        gap = False
    # 10 to 19 are read without 一; 110 is 一百一十 all the same
    return numeral.removeprefix("一") if numeral.startswith("一十") else numeral


def number(numeral: str) -> int | None:
    """Return what a numeral counts: 二十一 is 21, 两百 200, 百 100, 三万 30000; None for any other text."""
    if not 0 < len(numeral) <= LONGEST:
        return None
    whole = group = digit = 0
    for character in numeral:
        if character in VALUES:
            digit = VALUES[character]
        elif character in SIZES:
            group += (digit or 1) * SIZES[character]  # 十 and 百 by themselves are one of them
            digit = 0
        elif character == "万":
            whole += (group + digit or 1) * 10**4
            group = digit = 0
        elif character == "亿":
            whole = (whole + group + digit or 1) * 10**8
            group = digit = 0
        else:
            return None
    return whole + group + digit


def spelt(digits: str) -> str:
    """Return digits one by one in Chinese, as years are written: 2021 is 二〇二一."""
    return digits.translate(SPELT)
