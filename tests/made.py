# 样例数据，非真实 (all data in this file is made up)
"""A small made-up project, and the ways that tests look at one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawgov_report import cli
from lawgov_report.checking import check, rules
from lawgov_report.models import catalogue as catalogues
from lawgov_report.models import project
from lawgov_report.models import year as years
from lawgov_report.reading import source as sources
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.project import Project
    from lawgov_report.models.year import Year
    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source
    from lawgov_report.report.document import Block, Document

ROOT = Path(__file__).parent.parent

CATALOGUE = """\
# 样例数据，非真实
departments:
  justice: 样例区司法局
indicators:
  cases: {label: 受理案件, unit: 件, part: dispute_resolution, department: justice}
  closed: {label: 办结案件, unit: 件, part: dispute_resolution, department: justice}
  rate: {label: 办结率, unit: "%", part: dispute_resolution}
  books: {label: 发放书籍, unit: 册, part: dispute_resolution}
relations:
  - closed <= cases
  - rate == closed / cases
"""

YEAR = """\
# 样例数据，非真实
year: 2020
document:
  title: 样例区2020年度法治政府建设工作情况报告
indicators:
  cases: 120件
  closed: 90件
  rate: 75%
  books: 6万余册
preamble: |
  现将样例区工作情况报告如下。
parts:
  leadership:
    heading: 履行职责
    items:
      - id: study
        text: 组织学习。
  decision_making:
    heading: 科学决策
    items:
      - id: review
        text: 严格审核。
  law_enforcement:
    heading: 规范执法
    items:
      - id: training
        text: 开展培训。
  dispute_resolution:
    heading: 化解纠纷
    items:
      - id: cases_handled
        text: |
          受理案件{{ cases }}，办结{{ closed }}，
          办结率{{ rate }}。
      - id: books_given
        text: 发放书籍{{ books }}。
  shortcomings:
    heading: 存在的问题
    items:
      - id: ability
        text: 因培训不够，执法能力不足。
        cause: 因培训不够
  next_steps:
    heading: 下一步安排
    items:
      - id: more_training
        text: 加强培训。
        answers: [ability]
"""


FORM = "LG302"  # codes below: files, form, references, relations; what is above judges the content
LENIENT = "severities:\n" + "".join(
    f"  {code}: warning\n" for code in rules.CODES if rules.negotiable(code) and code >= FORM
)


def of_form(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings that are not waived and speak of form, references or relations."""
    return tuple(one for one in found if one.code < FORM and not one.waived)


def files(year: str | bytes = YEAR, catalogue: str | bytes = CATALOGUE) -> dict[str, bytes]:
    """Return the files of a project's data/ with the one year 2020."""
    return {"indicators.yaml": _bytes(catalogue), "2020.yaml": _bytes(year)}


def folder(parent: Path, year: str | bytes = YEAR, catalogue: str | bytes = CATALOGUE + LENIENT) -> Path:
    """Write a project below `parent` and return its folder; judgements of its content are warnings."""
    data = parent / "project" / "data"
    data.mkdir(parents=True)
    for name, content in files(year, catalogue).items():
        (data / name).write_bytes(content)
    return data.parent


@cache
def built_in_terms() -> project.Glossary:
    """Return the built-in terms, read once for all tests: reading them takes longer than judging a year."""
    return project.open_(files().__getitem__, (), (ROOT / "templates" / "terms.yaml").read_bytes).glossary()


def opened(held: Mapping[str, bytes]) -> Project:
    """Return the project whose data/ is in memory, with the built-in terms."""
    if project.TERMS in held:
        return project.open_(held.__getitem__, held, (ROOT / "templates" / "terms.yaml").read_bytes)
    return project.open_(held.__getitem__, held)._replace(glossary=built_in_terms)


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of examining one year."""

    document: Document | None
    found: tuple[Diagnostic, ...]

    @property
    def standing(self) -> tuple[Diagnostic, ...]:
        return of_form(self.found)

    @property
    def told(self) -> list[str]:
        """Each finding that stands as code and place, LG104 3:20."""
        return [f"{one.code} {one.place.line}:{one.place.column}" for one in self.standing]


def look(year: str | bytes = YEAR, catalogue: str | bytes = CATALOGUE, *, final: bool = False) -> Looked:
    """Return the document and all findings of the year 2020 and its catalogue."""
    held = opened(files(year, catalogue))
    (reading,) = project.years(held, [2020])
    examined = check.year(held, reading, final=final)
    return Looked(examined.document, (*check.catalogue(held), *examined.diagnostics))


def read(year: str = YEAR, catalogue: str = CATALOGUE, number: int = 2020) -> tuple[Catalogue, Year]:
    """Return the models of a sound catalogue and a sound year."""
    source, found = sources.read("data/indicators.yaml", catalogue.encode())
    known, wrong = catalogues.read(source)
    assert known is not None, wrong
    assert not found
    source, found = sources.read(f"data/{number}.yaml", year.encode())
    made, wrong = years.read(source, number)
    assert made is not None, wrong
    assert not found
    return known, made


def document(year: str = YEAR, previous: Year | None = None) -> Document:
    """Return the assembled document of a sound year."""
    return assemble(*read(year), previous)[0]


def text(block: Block) -> str:
    """Return what a block prints."""
    return "".join(span.text for line in lines_of(block) for span in line)


def with_(old: str, new: str, year: str = YEAR) -> str:
    """Return the year with a stretch of it replaced that stands there exactly once."""
    assert year.count(old) == 1, old
    return year.replace(old, new)


class Terminal(io.TextIOWrapper):
    """A stream like the stdout of a process, whose text can be looked at."""

    def __init__(self) -> None:
        self.content = io.BytesIO()
        super().__init__(self.content, "utf-8", write_through=True)

    def text(self) -> str:
        """Return what was written, each line ended by a line feed, as subprocess gives it."""
        return self.content.getvalue().decode().replace("\r\n", "\n").replace("\r", "\n")


def lawgov(
    *arguments: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line, in a process of its own only where that matters.

    A process takes 0.2 to 0.5 s to start, and the tests run hundreds of commands. One with an environment
    gets its own, since much of it (search path, locale) is read as Python starts; so does `lawgov_process`.
    """
    if environment is not None:
        return lawgov_process(*arguments, cwd=cwd, environment=environment)
    out, err = Terminal(), Terminal()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["lawgov", *map(str, arguments)])
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        code = cli.main()
    return subprocess.CompletedProcess([*map(str, arguments)], code, out.text(), err.text())


def lawgov_process(
    *arguments: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "lawgov_report", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )


def reading(held: Project, year: bytes) -> Project:
    """Return an opened project with another 2020.yaml: its catalogue is not read again."""
    return held._replace(read=lambda _: year)


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def paths(source: Source) -> Iterator[sources.Path]:
    """Yield the paths of all keys and values of a file, each before those below it."""

    def below(node: object, path: sources.Path) -> Iterator[sources.Path]:
        yield path
        if isinstance(node, sources.Node):
            content = node.content
            for step, child in content.items() if isinstance(content, dict) else enumerate(content):
                yield from below(child, (*path, step))

    if source.tree is not None:
        yield from below(source.tree, ())
