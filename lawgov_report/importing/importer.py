"""A file that was read, made the files of a year, which are then read back and compared with it.

Knows the order of the steps, and which project the year comes into; touches no disk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.importing import (
    alike,
    beside,
    catalogue_file,
    counted,
    frame,
    loss,
    naming,
    office,
    outline,
    paragraphs,
    sections,
    tree,
    unnumbered,
    waivers,
    year_file,
)
from lawgov_report.importing.draft import Draft, Excerpt, Guessed, GuessKind
from lawgov_report.language import dates, numbering
from lawgov_report.models import project as projects
from lawgov_report.models.office import NO_OFFICE
from lawgov_report.report import assemble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lawgov_report.importing.alike import Known
    from lawgov_report.importing.beside import Beside
    from lawgov_report.importing.counted import Figures
    from lawgov_report.importing.frame import Cut
    from lawgov_report.importing.loss import Loss
    from lawgov_report.importing.outline import Outlined
    from lawgov_report.importing.sections import Parts
    from lawgov_report.models.catalogue import Catalogue
    from lawgov_report.models.outline import Outline
    from lawgov_report.models.project import Project, Reading
    from lawgov_report.models.year import Year
    from lawgov_report.readers.published import PublishedText

YEAR = re.compile(
    "(?<![0-9])(?P<digits>[12][0-9]{3})年(?P<of>度)?|(?P<han>二[〇○零][〇○零一二三四五六七八九]{2})年"
)
IN_NAME = re.compile(r"(?<![0-9])[12][0-9]{3}(?![0-9])")
FIRST = 3  # paragraphs in which a year is looked for
TITLE = "{}年度法治政府建设工作情况报告"


class Home(NamedTuple):
    """The project that years come into: what reads a file of data/, their names, the built-in terms."""

    read: Callable[[str], bytes]
    names: tuple[str, ...]
    terms: Callable[[], bytes]

    @property
    def project(self) -> Project | None:
        """The project as it is, None where it has no catalogue yet."""
        if projects.CATALOGUE not in self.names:
            return None
        return projects.open_(self.read, self.names, self.terms)

    def holding(self, contents: Mapping[str, bytes]) -> Home:
        """Return the project with these files in it."""
        names = tuple(dict.fromkeys((*self.names, *contents)))
        return self._replace(read=lambda name: contents.get(name) or self.read(name), names=names)


class Task(NamedTuple):
    """What is to be imported: the name of the file and what a reader found in it.

    `year` is 0 where the file is to say it. Alike texts and figures get the ids and keys of `beside`, else of
    the year `like` of the project, else of the nearest. Without `figures` numbers stay text. The errors of a
    `published` text are waived.
    """

    file: str
    text: Sequence[PublishedText]
    year: int = 0
    like: int = 0
    figures: bool = True
    published: bool = False
    dated_by: str = ""  # what says the year, where it was not given
    beside: Beside | None = None


class Imported(NamedTuple):
    """A year that was imported: the files that it is or changes, by their names in data/, and the report.

    `project` is the one that it came into, with these files in it, and `reading` the year in it; `catalogue`
    and `read` are their models.
    """

    year: int
    file: str
    contents: Mapping[str, bytes]
    guesses: tuple[Guessed, ...]
    loss: Loss
    project: Project
    reading: Reading
    catalogue: Catalogue
    read: Year


class _Text(NamedTuple):
    """A report while it becomes a year: its frame, its parts with their keys, the year that it is like."""

    cut: Cut
    parts: Parts
    year: int
    outlined: Outlined
    like: Year | None
    guesses: tuple[Guessed, ...]


def dated(task: Task, otherwise: int = 0) -> Task:
    """Return a file with the year that it says it is of, or `otherwise`. Raises Unusable, with its name."""
    try:
        cut = frame.cut(paragraphs.read(task.text)[0])
        return task if task.year else _dated(task, cut, otherwise)
    except Unusable as error:
        raise Unusable(f"{task.file}：{error}") from error


def without(opened: Project | None, year: int, templates: Callable[[str], bytes]) -> Home:
    """Return a project as if it had not got a year, for a report that is to stand in its place."""
    names = opened.names - {f"{year}.yaml"} if opened else frozenset()
    read = opened.read if opened else _nothing
    return Home(read, tuple(sorted(names)), lambda: templates(projects.TERMS))


def _nothing(name: str) -> bytes:
    raise Unusable(f"没有 {name}")


def bring_in(task: Task, home: Home) -> Imported:
    """Return a file as a year of a project. Raises Unusable where it cannot be one."""
    project = home.project
    if project and (project.catalogue is None or project.office is None):
        raise Unusable("指标目录或 office.yaml 有错误，先改正再导入；见 lawgov validate")
    text = _parted(task, project)
    draft, absent, guesses = _draft(text, project)
    draft = beside.restored(draft, task.beside) if task.beside else draft
    known = _known_figures(project, text.like)
    draft = naming.like(draft, known)
    same_year = task.beside if task.beside and task.beside.year.year == text.year else None
    scope = counted.Scope(project, known, home.terms, text.year, same_year)
    draft, figures = counted.count(draft, scope) if task.figures else (counted.plain(draft), counted.NOTHING)
    contents, found = _files(_Written(draft, text.outlined, figures, text.year, task.file), home, project)
    opened, reading, read_back = _front_door(home.holding(contents), text.year)
    sides = loss.Sides(_body(text.cut), text.cut.framed, text.cut.above, absent)
    result = loss.compare(sides, assemble.assemble(*read_back, reading.previous)[0])
    every = (*text.guesses, *guesses, *figures.guesses, *found, *_respelt(result))
    imported = Imported(text.year, task.file, contents, every, result, opened, reading, *read_back)
    return _waived(imported, home) if task.published else imported


def _parted(task: Task, project: Project | None) -> _Text:
    """Return a report cut into its frame and its parts, and these under the keys of an outline."""
    blocks, guesses = paragraphs.read(task.text)
    blocks, headings = unnumbered.headed(blocks)
    cut = frame.cut(blocks)
    parts = sections.cut(tree.grow(cut.blocks))
    task = task if task.year else _dated(task, cut, 0)
    year = task.year
    like = task.beside.year if task.beside else _like(project, task.like, year)
    outlined = outline.covered(outline.fit(parts.divisions, _known(project, like)))
    if task.dated_by:
        guesses.insert(0, Guessed(GuessKind.YEAR, str(year), f"取自{task.dated_by}"))
    every = (*guesses, *cut.guesses, *headings, *parts.guesses, *outlined.guesses)
    return _Text(cut, parts, year, outlined, like, every)


def _waived(imported: Imported, home: Home) -> Imported:
    """Return the year of a published text, whose errors are waived: it is to be built word for word."""
    found = waivers.errors(imported.project, imported.reading)
    if not found:
        return imported
    name = f"{imported.year}.yaml"
    contents = {**imported.contents, name: imported.contents[name] + waivers.write(found).encode()}
    opened, reading, (catalogue, read) = _front_door(home.holding(contents), imported.year)
    return imported._replace(
        contents=contents,
        guesses=(*imported.guesses, *waivers.guessed(found)),
        project=opened,
        reading=reading,
        catalogue=catalogue,
        read=read,
    )


def _body(cut: Cut) -> tuple[paragraphs.Block, ...]:
    """Return the text of the file, its frame left out."""
    return (*cut.text, *cut.ending, *cut.annexed)


def _respelt(result: Loss) -> list[Guessed]:
    return [
        Guessed(GuessKind.CHARACTER, form.file, f"空格或全半角不同，印作“{form.printed}”", form.spot)
        for form in result.respelt
    ]


# Which year, and which other year it is like


def _dated(task: Task, cut: Cut, otherwise: int) -> Task:
    """Return a file with the year that its title, its name or its first paragraphs say. Raises Unusable."""
    title = "".join(line.text for line in cut.frame.title)
    lines = (block.text for block in cut.text[:FIRST] if isinstance(block, paragraphs.FileText))
    sources = {
        "标题": _years(title),
        "文件名": [*map(int, IN_NAME.findall(task.file))],
        "开头": _years("".join(lines)),
        "旁边的一年": [otherwise] if otherwise else [],
    }
    for source, years in sources.items():
        if years:
            return task._replace(year=years[0], dated_by=source)
    raise Unusable("标题、文件名和开头都看不出是哪一年；用 --year 指明，例如 --year 2020")


def _years(text: str) -> list[int]:
    """Return the years that a text names, those called 年度 first."""
    matches = sorted(YEAR.finditer(text), key=lambda match: not match["of"])
    return [dates.year_of(match["digits"] or match["han"]) for match in matches]


def _like(project: Project | None, asked: int, year: int) -> Year | None:
    """Return the year whose keys and ids go on: the one asked for, else the nearest that the project has."""
    years = project.years if project else ()
    if asked and asked not in years:
        there = f"；已有的年份：{'、'.join(map(str, years))}" if years else "；项目里还没有一年"
        raise Unusable(f"没有 {asked} 年，不能对照它取键{there}")
    if project is None or not project.years or project.catalogue is None:
        return None
    number = asked or min(project.years, key=lambda other: (abs(other - year), other))
    (reading,) = projects.years(project._replace(years=(number,)), [number])
    if reading.year is None and asked:
        raise Unusable(f"{asked} 年的文件有错误，不能对照它取键；见 lawgov validate {asked}")
    return reading.year


def _known_figures(project: Project | None, like: Year | None) -> Known | None:
    if project is None or project.catalogue is None:
        return None
    return alike.known(project.catalogue, like)


def _known(project: Project | None, like: Year | None) -> list[Outline]:
    """Return the outlines to be tried first: of the like year, of the office."""
    found = [like.outline] if like else []
    return [*found, *([project.outline] if project else [])]


# The year to be


def _draft(text: _Text, project: Project | None) -> tuple[Draft, frozenset[str], list[Guessed]]:
    """Return the year to be, the texts that had to be put in, and what was guessed."""
    cut, parts, year = text.cut, text.parts, text.year
    guesses: list[Guessed] = []
    given = cut.frame
    absent: set[str] = set()
    if not given.title:
        title = TITLE.format(year)
        guesses.append(Guessed(GuessKind.TITLE, title, "文件里没有标题，这一行是拟的"))
        given = given._replace(title=(Excerpt(title),))
        absent.add(title)
    names = naming.Names(part.id for part in text.outlined.divisions)
    divisions = tuple(naming.named(part, names) for part in text.outlined.divisions)
    usual = (project.office or NO_OFFICE).numbering if project else numbering.LEVELS
    levels = _levels(parts, usual)
    ending = tuple(line.words for line in cut.ending)
    return Draft(given, parts.preamble, divisions, ending, cut.annexes, levels), frozenset(absent), guesses


def _levels(parts: Parts, usual: tuple[str, ...]) -> tuple[str, ...]:
    """Return how headings are counted by their levels: as usual where that is one of the ways in use."""
    levels: list[str] = []
    for level in range(1, max(parts.forms, default=1) + 1):
        used = parts.forms.get(level)
        form = numbering.form_of(level, usual)
        levels.append(form if not used or form in used else used.most_common(1)[0][0])
    same = all(form == numbering.form_of(level, usual) for level, form in enumerate(levels, 1))
    return usual if same else tuple(levels)


# The files


class _Written(NamedTuple):
    """A year to be with all that its files say."""

    draft: Draft
    outlined: Outlined
    figures: Figures
    year: int
    file: str


class _Arrangement(NamedTuple):
    """Where outline and numbering of a year are written: in office.yaml or in the year; "" in neither."""

    of_office: office.Arranged = office.Arranged()
    of_year: office.Arranged = office.Arranged()


def _arrangement(written: _Written, home: Home, project: Project | None) -> _Arrangement:
    """Return where a year's outline and numbering are written: only a first year's become the office's."""
    if project is None and projects.OFFICE in home.names:  # what it says is not known without a catalogue
        listed = written.outlined.name or year_file.listed(written.outlined.outline)
        return _Arrangement(of_year=office.Arranged(listed, written.draft.levels))
    usual = (project.office or NO_OFFICE) if project else NO_OFFICE
    named, levels = written.outlined, written.draft.levels
    listed = named.name or year_file.listed(named.outline)
    numbered = levels if levels != usual.numbering else ()
    first = project is None or not project.years
    if first and projects.OFFICE not in home.names:
        return _Arrangement(of_office=office.Arranged(listed, numbered))
    own = listed if named.outline != usual.outline else ""
    return _Arrangement(of_year=office.Arranged(own, numbered))


def _files(written: _Written, home: Home, project: Project | None) -> tuple[dict[str, bytes], list[Guessed]]:
    """Return the files of data/ that are new or changed, and what was guessed of the office."""
    draft, named, figures = written.draft, written.outlined, written.figures
    year_name = f"{written.year}.yaml"
    if year_name in home.names:
        raise Unusable(f"已有 data/{year_name}，不覆盖；要重新导入，先把它移走或改名")
    contents: dict[str, bytes] = {}
    guesses: list[Guessed] = []
    arrangement = _arrangement(written, home, project)
    if projects.OFFICE not in home.names:
        who, guesses = office.reporter(draft.frame, _texts(draft))
        contents[projects.OFFICE] = office.write(who, arrangement.of_office).encode()
    head = year_file.YearHead(
        written.year,
        written.file,
        named.outline,
        *arrangement.of_year,
        figures.values,
        figures.previous,
    )
    contents[year_name] = year_file.write(draft, head).encode()
    before = home.read(projects.CATALOGUE).decode() if project else ""
    after = catalogue_file.added(before, figures.entries, figures.offers, named.outline)
    if after != before:
        contents[projects.CATALOGUE] = after.encode()
    return contents, guesses


def _texts(draft: Draft) -> list[str]:
    texts = [text.text for text in draft.preamble]
    for part in draft.parts:
        texts += [text.text for text in (*part.intro, *part.lead, *part.items, *part.closing)]
    return texts


def _front_door(home: Home, year: int) -> tuple[Project, Reading, tuple[Catalogue, Year]]:
    """Return the project and the year as all commands read them. Raises Unusable where one is broken."""
    opened = home.project
    if opened is None:
        raise Unusable("没有指标目录")
    (reading,) = projects.years(opened, [year])
    if opened.catalogue is None or reading.year is None:
        wrong = (*opened.diagnostics, *reading.diagnostics)[0]
        reason = f"{wrong.place.file} 第 {wrong.place.line} 行 {wrong.code} {wrong.message}"
        raise Unusable(f"导入以后的数据读不回来（{reason}）；没有写出任何文件")
    return opened, reading, (opened.catalogue, reading.year)
