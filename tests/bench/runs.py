"""How the time of each rule grows with a run of characters: four times the text, at most so many times.

Knows runs and rules; not what a rule finds. Measured in this process, of each size the fastest of several.
"""

from __future__ import annotations

import gc
import sys
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking import rules
from lawgov_report.checking.rules.amounts import given
from lawgov_report.checking.rules.texts import texts
from lawgov_report.models import project as projects
from lawgov_report.models.office import NO_OFFICE
from lawgov_report.reading.diagnostics import Place, Written
from lawgov_report.report.assemble import assemble

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import ModuleType

    from lawgov_report.models.project import Project
    from lawgov_report.models.section import Item
    from lawgov_report.models.year import Year

CLASSES = (
    *"5０一千十几第届次中年月日每的关于法约近余多以件人倍了aZ \u3000.,．，。；：、！？",
    *"()（）《》〈〉[]【】“”‘’<>—-～·…*_○#",
    '"',
    *(
        "一千",
        "二分之",
        "一次、",
        "自2020年",
        "2020年",
        "《关于",
        "【待",
        "以上",
        "超过5",
        "下降",
        "全年",
        "十三五",
        "法制政府",
        "选举法",
        "“六五”",
        "习近平法治思甲",
        "《中华人民共和国行政甲法》",
    ),
    *("{{ ", "{{ cases }}", "1.", "1 ", "(2016)5", "5件，", "5-", "方方", "、，", "修订", "十九大精神"),
)
# a beginning that is never ended, or an end that was never begun, round a run
AROUND = (
    *(
        ("<", "学", ""),
        ("《", "《", "法"),
        ("“", "“", "条例"),
        ("千", "千", "件"),
        ("《（", "修订", "）学）》"),
    ),
    *(
        ("《关于", "方案", ""),
        ("委员会", "一次、", "会议"),
        ("{{", " ", ""),
        ("。" * 9, "。", "学。"),
        ("5", "千", "件"),
    ),
)
NESTED = "()"
WORTH = 0.005  # seconds: what a small text takes less than is lost in the noise


class Growth(NamedTuple):
    """How many times as long a rule takes for four times a run."""

    code: str
    run: str
    times: float
    seconds: float


def runs(size: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each run, `size` characters long."""
    for unit in CLASSES:
        yield unit, (unit * size)[:size]
    for begin, unit, end in AROUND:
        yield f"{begin}{unit}…{end}", begin + (unit * size)[:size] + end
    yield NESTED, "(" * (size // 2) + ")" * (size // 2)


def growths(base: Base, size: int, rounds: int) -> Iterator[Growth]:
    """Yield how the time of each rule grows from a run of `size` characters to four times as many."""
    gc.disable()  # a collection would fall on whichever rule is measured just then
    for (name, short), (_, long) in zip(runs(size), runs(4 * size), strict=True):
        less, more = base.report(short), base.report(long)
        for rule in rules.offering("check"):
            small, large = _seconds(rule, less), _seconds(rule, more)
            # most are settled by one round; the two sizes take turns, so that a slow moment meets both
            for _round in range(rounds if large > 4 * max(small, WORTH) else 0):
                small, large = min(small, _seconds(rule, less)), min(large, _seconds(rule, more))
            yield Growth(rule.CODE, name, large / max(small, WORTH), large)
        gc.collect()
    gc.enable()


class Base(NamedTuple):
    """A sound report, some texts of which are replaced by a run."""

    sound: rules.Report

    def report(self, text: str) -> rules.Report:
        """Return the report with this text in an item, in a heading and in part five."""
        year = _with(self.sound.year, text)
        document, _ = assemble(self.sound.catalogue, year, year)
        segments = tuple(year.walk())
        own = tuple(texts(segments))
        amounts = tuple(given(self.sound.catalogue, year))
        changed = self.sound._replace(year=year, previous=year, document=document, amounts=amounts)
        return changed._replace(segments=segments, texts=own, printed=own)


def base(project: Path) -> Base:
    """Return the report of 2020 of a project."""
    data, names = project / "data", [path.name for path in (project / "data").glob("*.yaml")]
    built_in = (project / "templates" / "terms.yaml").read_bytes
    opened = projects.open_(lambda name: (data / name).read_bytes(), names, built_in)
    return of_2020(opened)


def of_2020(opened: Project) -> Base:
    """Return the report of 2020 of an opened project."""
    (reading,) = projects.years(opened, [2020])
    catalogue, year, terms = opened.catalogue, reading.year, opened.glossary().terms
    assert catalogue is not None
    assert year is not None
    assert terms is not None
    document, _ = assemble(catalogue, year, None)
    return Base(
        rules.Report(catalogue, year, None, document, reading.source, (), (), (), (), terms, NO_OFFICE)
    )


def _with(year: Year, text: str) -> Year:
    parts = year.parts
    heading = (_written(text, "heading"),)
    first = parts["leadership"].model_copy(
        update={"items": _item(parts["leadership"].items, text), "heading": heading}
    )
    fifth = parts["shortcomings"].model_copy(update={"items": _item(parts["shortcomings"].items, text)})
    return year.model_copy(update={"parts": {**parts, "leadership": first, "shortcomings": fifth}})


def _item(items: tuple[Item, ...], text: str) -> tuple[Item, ...]:
    return (items[0].model_copy(update={"text": _written(text, items[0].id)}), *items[1:])


def _written(text: str, step: str) -> Written:
    return Written(text, Place("", 1, 1, 1, len(text) + 1), (None, step), ((0, 1, 1),))


def _seconds(rule: ModuleType, report: rules.Report) -> float:
    """Return the time that a rule takes."""
    forget()
    start = process_time()
    for _finding in rule.check(report):
        pass
    return process_time() - start


def forget() -> None:
    """Make modules forget what they remember of texts."""
    for name in ("lawgov_report.checking.rules.marks", "lawgov_report.checking.rules.texts"):
        for value in vars(sys.modules[name]).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    sys.modules["lawgov_report.language.narrative"].parse.cache_clear()
