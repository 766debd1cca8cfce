"""Wrong years and dates: in the title, the texts and the particulars of a report.

Knows where a year file writes years; not which rule finds the wrong one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sowing import Fault, Kind, clause, inserted, prose, several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sowing import Lines

    Sow = Callable[[Lines], Iterator[Fault]]

PLANS = re.compile(
    "  (?:next_steps|(?:下一年度)?安排|下步举措|(?:下步)?打算|工作思路):"
)  # in 2020 and tests/projects
NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")


def year_of(lines: Lines) -> int:
    """Return the year of a year file."""
    return int(next(line for line in lines if line.startswith("year: "))[6:])


def _given(lines: Lines, fields: tuple[str, ...]) -> Lines:
    """Return the lines with these fields first in the document, in place of those there."""
    year = year_of(lines)
    given = [f"  {field.format(year - 1, year, year + 1, year + 2)}" for field in fields]
    names = tuple(field.split(":")[0] + ":" for field in given)
    start = lines.index("document:") + 1
    return [*lines[:start], *given, *(line for line in lines[start:] if not line.startswith(names))]


def document(*fields: str) -> Sow:
    """Return what gives the document other fields; in them {1} is the year, {2} the next."""

    def sow(lines: Lines) -> Iterator[Fault]:
        start = lines.index("document:") + 1
        yield Fault(tuple(_given(lines, fields)), frozenset(range(start + 1, start + 1 + len(fields))))

    return sow


def title(lines: Lines) -> Iterator[Fault]:
    """Write last year, next year, or last year in numerals, into the title."""
    year = year_of(lines)
    start = next(at for at, line in enumerate(lines) if line.startswith("  title:"))
    for at in range(start, start + 4):
        if str(year) in lines[at] and (at == start or lines[at].startswith("    - ")):
            for other in (str(year - 1), str(year + 1), str(year - 1).translate(NUMERALS)):
                changed = (*lines[:at], lines[at].replace(str(year), other), *lines[at + 1 :])
                yield Fault(changed, frozenset({at + 1}))


def dated(words: str, *fields: str) -> Sow:
    """Return what puts a clause into the texts of what was done, into a document of these fields.

    In both {0} is the year before, {1} the year, {2} the next.
    """

    def sow(lines: Lines) -> Iterator[Fault]:
        year = year_of(lines)
        changed = _given(lines, fields)
        plans = next((at for at, line in enumerate(changed) if PLANS.match(line)), 0)
        for fault in inserted(words.format(year - 1, year, year + 1))(changed):
            if max(fault.at) < (plans or len(changed)):
                yield fault

    return sow


def other_year(pattern: str, offset: int) -> Sow:
    """Return what puts a year so far from the report's, which is {1} in the pattern, for what that finds."""

    def sow(lines: Lines) -> Iterator[Fault]:
        year = year_of(lines)
        years = (year - 1, year, year + 1)
        yield from several(prose(pattern.format(*years), str(year + offset)))(lines)

    return sow


def heading(pattern: str, offset: int) -> Sow:
    """Return what puts a year so far from the report's into headings that name another."""

    def sow(lines: Lines) -> Iterator[Fault]:
        year = year_of(lines)
        named = pattern.format(year - 1, year, year + 1)
        for at, line in enumerate(lines):
            if line.lstrip(" -").startswith("heading:") and named in line:
                changed = line.replace(named, f"{year + offset}年")
                yield Fault((*lines[:at], changed, *lines[at + 1 :]), frozenset({at + 1}))

    return sow


def opening(words: str, *, plans: bool) -> Sow:
    """Return what puts words before the texts of the plans, or of what was done; {0} is the year before."""

    def sow(lines: Lines) -> Iterator[Fault]:
        year = year_of(lines)
        start = next((at for at, line in enumerate(lines) if PLANS.match(line)), len(lines))
        for at in range(start, len(lines)) if plans else range(start):
            if lines[at - 1].strip() in {"text: |", "intro: |", "lead: |"}:
                indent = len(lines[at]) - len(lines[at].lstrip())
                new = " " * indent + words.format(year - 1, year, year + 1, year + 2) + lines[at].lstrip()
                yield Fault((*lines[:at], new, *lines[at + 1 :]), frozenset({at + 1}))

    return sow


KINDS = (
    Kind("title ≠ year", ("LG634",), title),
    clause(
        "a date that does not exist (2月30日)",
        "LG633",
        "2月30日召开推进会",
        "4月31日前全部完成",
        "自9月20日至31日开展检查",
        "11月31日组织考试",
        "6月31日印发通知",
    ),
    Kind(
        "〔2020〕4号 dated 2021",
        ("LG635",),
        several(
            document("number: 样例政〔{1}〕4号", "date: {2}-02-24"),
            document("number: 样例政〔{3}〕4号", "date: {2}-02-24"),
            document("number: 样例政发〔{1}〕12号", "date: {2}年1月15日"),
        ),
    ),
    Kind(
        "published before sent",
        ("LG635",),
        several(
            document("sent: {2}-02-26", "published: {2}-01-20"),
            document("sent: {2}-02-26", "published: {2}年2月25日"),
        ),
    ),
    Kind(
        "成文 after publication",
        ("LG635",),
        several(
            document("date: {2}-03-10", "published: {2}-02-20"),
            document("date: {3}-02-10", "published: {2}-03-20"),
            document("date: {2}-03-10", "printed_on: {2}-03-01"),
        ),
    ),
    Kind(
        "截至 a date after the year",
        ("LG407",),
        several(
            dated("截至{2}年1月31日全部办结"),
            dated("截至{2}年6月底没有投诉"),
            dated("截止到{2}年12月31日运行平稳"),
            dated("截至{2}年3月共印发文件"),
        ),
    ),
    Kind(
        "截至 a date after the report",
        ("LG407",),
        several(
            dated("截至{1}年12月31日全部办结", "sent: {1}-12-20"),
            dated("截至12月底没有投诉", "sent: {1}-12-20"),
            dated("截至{1}年底运行平稳", "published: {1}-12-25"),
        ),
    ),
    Kind(
        "another year in preamble or results",
        ("LG636",),
        several(
            other_year("{1}(?=年，)", -1),
            other_year("{1}(?=年，)", 1),
            other_year("(?<=现将我.){1}(?=年度?)", -1),
            other_year("(?<=现将我.){1}(?=年度?)", 1),
            opening("{0}年，我区扎实推进各项工作。", plans=False),
            opening("{0}年度，各单位开展自查。", plans=False),
            opening("{2}年，我区坚持依法行政。", plans=False),
            dated("{0}年共开展培训12次"),
            dated("截至{0}年12月31日，共印发文件"),
            heading("{1}年", -1),
            heading("{1}年", 1),
            dated("{2}年全区累计整改问题"),
        ),
    ),
    Kind(
        "another year in the plan",
        ("LG636",),
        several(
            opening("{1}年，我区将抓好重点工作。", plans=True),
            opening("{0}年，继续推进示范创建。", plans=True),
            opening("{3}年，我们将坚持问题导向。", plans=True),
            heading("{2}年", 0),
            heading("{2}年", 2),
            opening("做好{1}年工作，要突出重点。", plans=True),
        ),
    ),
)
