"""References to the figure of something else, and changes typed beside references."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sowing import Fault, Kind, prose, several

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sowing import Lines

FIGURE = re.compile(r"  ([a-z0-9_]+): ([0-9]+)([件项名个人册条次家起处场部份户]|人次)")
SHARE = re.compile(r"  ([a-z0-9_]+): ([0-9]{2})(%)")


def elsewhere(words: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what puts a clause of its own into the prose that refers to a figure it does not count."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for match in filter(None, map(FIGURE.fullmatch, lines)):
            reference = f"{{{{ {match[1]} }}}}"
            yield from several(prose("，(?=[一-鿿])", f"，{words}{reference}，"))(lines)

    return sow


def changed(
    pattern: re.Pattern[str], before: str, behind: str, last: Callable[[int], int]
) -> Callable[[Lines], Iterator[Fault]]:
    """Return what gives a figure last year's value and types a change beside it; § is its unit."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for number, line in enumerate(lines):
            match = pattern.fullmatch(line)
            if match is None:
                continue
            key, value, unit = match.groups()
            figure = f"  {key}: {{value: {value}{unit}, previous: {last(int(value))}{unit}}}"
            known = [*lines[:number], figure, *lines[number + 1 :]]
            words = before.replace("§", unit) + r"\1" + behind.replace("§", unit)
            yield from several(prose(rf"(\{{\{{ {key} \}}\}})(?=[，。；])", words))(known)

    return sow


def by_figure(way: str, last: Callable[[int], int]) -> Callable[[Lines], Iterator[Fault]]:
    """Return what says by a share of the year how a figure changed that went the other way."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for match in filter(None, map(SHARE.fullmatch, lines)):
            yield from changed(FIGURE, "", f"，{way}{{{{ {match[1]} }}}}", last)(lines)

    return sow


def more(value: int) -> int:
    return value * 2 + 4


def fewer(value: int) -> int:
    return value // 2


KINDS = (
    Kind(
        "a reference that counts something else than its clause says",
        ("LG314",),
        several(
            elsewhere("举办书画展览"),
            elsewhere("维修校舍"),
            elsewhere("种植苗木"),
            elsewhere("发放奖学金共"),
            elsewhere("新购图书"),
            prose(r"\{\{ gambling_cases \}\}", "{{ environmental_violations }}"),
            prose(r"\{\{ environmental_violations \}\}", "{{ administrative_litigation_cases }}"),
            prose(r"\{\{ mediation_cases \}\}", "{{ gambling_cases }}"),
        ),
    ),
    Kind(
        "增长 beside a reference that fell",
        ("LG315",),
        several(
            changed(FIGURE, "", "，同比增长12%", more),
            changed(FIGURE, "", "，比上年增加3§", more),
            changed(FIGURE, "", "（较去年同期增长8.5%）", more),
            changed(FIGURE, "同比增长20%，达到", "", more),
            changed(FIGURE, "", "，与上年相比有所上升", more),
            by_figure("同比增长", more),
        ),
    ),
    Kind(
        "下降 beside a reference that rose",
        ("LG315",),
        several(
            changed(FIGURE, "", "，同比下降12%", fewer),
            changed(FIGURE, "", "，较上年减少3§", fewer),
            changed(FIGURE, "", "，数量同比明显下降", fewer),
            changed(FIGURE, "", "，与上年持平", fewer),
            by_figure("比上年下降", fewer),
        ),
    ),
    Kind(
        "another number of the change than the two years have",
        ("LG315",),
        several(
            changed(FIGURE, "", "，同比增长312%", fewer),
            changed(FIGURE, "", "，下降3.1%", more),
            changed(SHARE, "", "，比上年提高31个百分点", lambda value: value - 2),
            changed(FIGURE, "由上年的1§增加到", "", lambda value: value // 2 + 2),
            changed(FIGURE, "", "，比上年的98765§减少", fewer),
            changed(SHARE, "", "，同比下降0.5个百分点", lambda value: min(value + 1, 100)),
        ),
    ),
)
