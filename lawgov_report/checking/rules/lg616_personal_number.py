"""公开的报告里不应有身份证号、手机号、银行账号、车牌号、个人的邮箱和微信号。

为什么：报告要向社会公开，个人信息一经公开收不回来。

错误：

    联系人张三，手机13800138000，邮箱zhangsan@example.com

正确：

    联系人张三，电话见内部通讯录

政府机关（gov.cn）的邮箱，写明是征求意见、举报、监督等用的邮箱，不报告。

怎么改：删去号码。
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_report.reading.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG616"
NAME = "personal-number"
SEVERITY = Severity.ERROR
# what any of them has: so many digits, with what may stand between; the end of a plate; or one of WORDS
LONG = re.compile("[0-9][0-9 -]{10}")
MIXED = re.compile("[A-Z][·•. -]?[A-Z0-9]{4}")
WORDS = ("@", "QQ", "qq", "微信")
# the patterns below are compiled where one of these stands, which is next to never
NO_MORE = "(?![0-9A-Za-z])"
# GB 11643-1999: six digits of the place, the day of birth, three digits, the check digit; in groups or not
IDENTITY = f"(?<![0-9A-Za-z-])[1-9](?:[ -]?[0-9]){{16}}[ -]?[0-9Xx]{NO_MORE}"
BORN = re.compile("[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])")
LABELLED = f"身份证[^0-9。；]{{0,6}}(?P<shown>[1-9](?:[ -]?[0-9]){{13,16}}[ -]?[0-9Xx]){NO_MORE}"
# eleven digits from 13 to 19, whole or as 138 1234 5678, with or without +86
MOBILE = rf"(?<![0-9A-Za-z.])(?:[+]?86[ -]?)?1[3-9][0-9](?P<gap>[ -]?)[0-9]{{4}}(?P=gap)[0-9]{{4}}{NO_MORE}"
ACCOUNT = f"(?:[账帐][号户]|卡号|开户行?)[^0-9。；]{{0,16}}(?P<shown>[0-9](?:[ -]?[0-9]){{11,24}}){NO_MORE}"
# the cards of China UnionPay
CARD = f"(?<![0-9A-Za-z.])62[0-9]{{2}}(?P<gap>[ -]?)(?:[0-9]{{4}}(?P=gap)){{3}}[0-9]{{0,3}}{NO_MORE}"
# GA 36-2018: 青A12345, 青A·D12345 of a car that is charged, 青A1234学
PLATE = (
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-Z][·•. -]?"
    f"(?=[A-Z]{{0,3}}[0-9])(?:[A-HJ-NP-Z0-9]{{5,6}}|[A-HJ-NP-Z0-9]{{4}}[警挂学]){NO_MORE}"
)
MAIL = r"[A-Za-z0-9._+-]{1,64}@(?P<host>(?:[A-Za-z0-9-]{1,63}[.]){1,4}[A-Za-z]{2,10})"
OFFICIAL = ".gov.cn"
# what makes a mailbox that of an office: 公开征求意见邮箱, 举报邮箱
PUBLIC = re.compile("(?:意见|举报|投诉|监督|咨询|受理|公开|工作|来信)[^，。；]{0,6}$")
CHAT = (
    "(?:QQ|qq|微信)(?:[号群]码?)?[为是：:]?"
    f"(?P<shown>(?=[A-Za-z_-]{{0,15}}[0-9])[A-Za-z0-9_-]{{5,20}}){NO_MORE}"
)
SHOWN = ((LABELLED, "身份证号"), (ACCOUNT, "银行账号"), (CHAT, "个人的联系方式"))
WHOLE = ((MOBILE, "手机号"), (CARD, "银行卡号"), (PLATE, "车牌号"))
NEAR = 14  # characters
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield numbers and addresses of persons, each place once; also within {{ "…" }}."""
    whole = "\n".join(text.written.text for text in report.printed)
    if not (any(word in whole for word in WORDS) or LONG.search(whole) or MIXED.search(whole)):
        return
    for text in report.printed:
        covered = 0
        for start, end, what in sorted(_found(text.written.text)):
            if start >= covered:
                covered = end
                yield _finding(text, start, end, what)


def _found(words: str) -> Iterator[tuple[int, int, str]]:
    """Yield from where to where something stands, and what it is."""
    for match in re.finditer(IDENTITY, words):
        number = re.sub("[ -]", "", match[0])
        # in groups it is no other number, whatever its check digit
        if BORN.match(number) and (_valid(number) or number != match[0]):
            yield *match.span(), "身份证号"
    for pattern, what in SHOWN:
        yield from ((*match.span("shown"), what) for match in re.finditer(pattern, words))
    for pattern, what in WHOLE:
        yield from ((*match.span(), what) for match in re.finditer(pattern, words))
    for match in re.finditer(MAIL, words) if "@" in words else ():
        public = PUBLIC.search(words, max(0, match.start() - NEAR), match.start())
        if not public and not match["host"].lower().endswith(OFFICIAL):
            yield *match.span(), "个人的邮箱"


def _finding(text: Prose, start: int, end: int, what: str) -> Diagnostic:
    words = text.written.text[start:end]
    message = f"这里有{what} {words[:3]}…{words[-2:]}"
    return text.quote(start, end).finding(CODE, message, "删去；报告要公开，个人信息不写进正文")


def _valid(number: str) -> bool:
    """Return whether the last digit is the check digit of GB 11643-1999."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11] == number[-1].upper()
