"""A corrected Word file, the year it was built from and the year as it is now → what to change, the result.

Knows the order of the steps; not the disk, git, nor how anything is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.models import project as projects
from lawgov_report.pulling import pairing, planning, printed
from lawgov_report.pulling.cutting import cut
from lawgov_report.pulling.lines import Lines
from lawgov_report.pulling.placing import Placer, Proposal
from lawgov_report.pulling.planning import Added, Left, Moved, Removed, Reworded, Valued
from lawgov_report.pulling.printed import Group, PieceKind
from lawgov_report.pulling.rewording import Known
from lawgov_report.readers.word_changes import GONE
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import public

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.pulling.cutting import WordGroup
    from lawgov_report.pulling.planning import Plan, Step
    from lawgov_report.pulling.printed import Unit
    from lawgov_report.readers.word_changes import Comment, Revision, WordFile
    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.report.document import Document

UNREADABLE = "改了以后 YAML 读不通，这一处没有改"
UNLIKE = "改了以后编出的文字与 Word 不同"
STANDING = "Word 里没有了，编出的报告里还有"
SHORT = 2  # characters of a change that says little of where it was


class Version(NamedTuple):
    """A year as some version of its files has it, and its document; `content` are the year file's bytes.

    `reopened` returns the same with other bytes of the year file; None where they cannot be read.
    """

    reading: Reading
    document: Document
    content: bytes
    units: dict[str, str]
    reopened: Callable[[bytes], Version | None]

    @property
    def groups(self) -> tuple[Group, ...]:
        """What its Word file says, group by group."""
        assert self.reading.year is not None  # noqa: S101 there is no version without it
        return printed.groups(self.document, self.reading.year, self.reading.source)

    @property
    def texts(self) -> tuple[Unit, ...]:
        """All texts of the year."""
        assert self.reading.year is not None  # noqa: S101 there is no version without it
        return tuple(printed.texts(self.reading.year, self.reading.source))


class Remark(NamedTuple):
    """A comment of the Word file, the text of the year that it is on, and where that stands in its file now.

    Both are None where none is known.
    """

    comment: Comment
    unit: Unit | None
    place: Place | None = None


class Offer(NamedTuple):
    """A number in a new text that equals a figure: it may be a reference."""

    text: str
    key: str


class Pulled(NamedTuple):
    """What a Word file says otherwise than the year did: what to change, what is left, and its comments.

    `origins` are the groups of the built file that each of the corrected one was, by their numbers; `same` is
    whether the year file is still the one that it was built from.
    """

    proposals: tuple[Proposal, ...]
    left: tuple[Left, ...]
    remarks: tuple[Remark, ...]
    offers: tuple[Offer, ...]
    word: tuple[WordGroup, ...]
    built: tuple[Group, ...]
    origins: Mapping[int, tuple[int, ...]]
    base: Version
    same: bool


def version(opened: Project, number: int) -> Version | None:
    """Return a year of a project; None where its files cannot be read."""
    (reading,) = projects.years(opened, [number])
    if reading.year is None or opened.catalogue is None:
        return None
    document, _ = assemble(opened.catalogue, reading.year, reading.previous)
    units = {key: indicator.unit.text for key, indicator in opened.catalogue.indicators.items()}
    name = f"{number}.yaml"

    def reopened(content: bytes) -> Version | None:
        def read(wanted: str) -> bytes:
            return content if wanted == name else opened.read(wanted)

        return version(opened._replace(read=read), number)

    return Version(reading, document, opened.read(name), units, reopened)


def pull(file: WordFile, accepts: Callable[[Revision], bool], base: Version, now: Version) -> Pulled:
    """Return what a Word file says otherwise than the version it was built from. Raises Unusable."""
    built, groups = base, base.groups
    word = cut(file.settled(accepts), groups)
    if not _headed(built.document, word):
        built = _public(built)
        groups = built.groups
    found = pairing.clusters(groups, word)
    known = Known(built.units)
    plan = planning.plan(groups, word, found, known)
    if renewed := _renewed(plan, groups, built):
        plan = planning.plan(groups, word, found, known._replace(renewed=renewed))
    placer = _placer(now, base)
    proposals = tuple(proposal for step in plan.steps if (proposal := placer.proposal(step)))
    left = (
        *plan.left,
        *(Left("", "", f"文件里有{what} {count} 处，不会取回") for what, count in file.foreign.items()),
    )
    origins = {new: cluster.built for cluster in found for new in cluster.word}
    remarks = tuple(
        remark._replace(place=placer.place_of(remark.unit) if remark.unit else None)
        for remark in _remarks(file.comments, groups, word, origins)
    )
    same = base.content == now.content
    return Pulled(proposals, left, remarks, tuple(_offers(plan, now)), word, groups, origins, base, same)


def _placer(now: Version, base: Version | None = None) -> Placer:
    assert now.reading.year is not None  # noqa: S101 there is no version without it
    return Placer(now.reading.source, now.reading.year, base.texts if base else ())


def _headed(document: Document, word: Sequence[WordGroup]) -> bool:
    """Return whether the file has what only the issued document has; the public face lacks it."""
    texts = [*document.head.marks, document.head.number, document.addressee, *document.imprint]
    shown = [text for text in texts if text]
    if not shown:
        return True
    said = "\n".join(group.text for group in word)
    return any(text in said for text in shown)


def _renewed(plan: Plan, groups: Sequence[Group], built: Version) -> dict[tuple[str, int], str]:
    """Return the comparisons with last year as they read with the figures that the file has."""
    figures = [step for step in plan.steps if isinstance(step, Valued) and len(step.values) == 1]
    derived = any(piece.kind is PieceKind.DERIVED for group in groups for piece in group.pieces)
    if not (figures and derived):
        return {}
    lines = Lines(built.content)
    [*_placer(built).apply(lines, figures)]
    again = built.reopened(lines.content())
    if again is None:
        return {}
    pieces = (piece for group in again.groups for piece in group.pieces)
    return {
        (piece.unit.name, piece.start): piece.text
        for piece in pieces
        if piece.kind is PieceKind.DERIVED and piece.unit
    }


def _remarks(
    comments: Iterable[Comment],
    groups: Sequence[Group],
    word: Sequence[WordGroup],
    origins: Mapping[int, tuple[int, ...]],
) -> Iterator[Remark]:
    """Yield the comments with the texts that they are on."""
    for comment in comments:
        numbers = [n for n, group in enumerate(word) if group.paragraph.number == comment.paragraph]
        numbers.sort(key=lambda number: comment.quote not in word[number].text)
        units = [unit for new in numbers[:1] for old in origins.get(new, ()) for unit in groups[old].units]
        near = [unit for unit in units if comment.quote in unit.written.text]
        yield Remark(comment, next(iter((*near, *reversed(units))), None))


def _offers(plan: Plan, now: Version) -> Iterator[Offer]:
    """Yield the numbers in new texts that equal a figure of the year."""
    figures = {figure.fact.text: figure.fact.key for figure in now.document.figures}
    for step in plan.steps:
        texts = [step.text] if isinstance(step, Added) else []
        for text in texts:
            yield from (Offer(shown, key) for shown, key in figures.items() if shown in text)


# The result


class Result(NamedTuple):
    """The bytes of the year file with changes made, and what could not be taken over."""

    content: bytes
    made: tuple[Proposal, ...]
    left: tuple[Left, ...]


def made(pulled: Pulled, chosen: Sequence[Proposal], now: Version) -> Result:
    """Return the year file with the chosen changes, built in memory and held against the Word file."""
    content, unplaced = _edited(chosen, now, pulled.base)
    again = now.reopened(content)
    if again is None:
        chosen, content, unplaced = _piecemeal(chosen, now, pulled.base)
        again = now.reopened(content)
    standing = tuple(each for each in chosen if each.step not in unplaced)
    left = [Left(each.old, each.new, unplaced[each.step]) for each in chosen if each.step in unplaced]
    if again is not None:
        open_ = [each.step for each in pulled.proposals if each not in standing]
        left += _unlike(pulled, again, now, open_)
    return Result(content, standing, (*pulled.left, *left))


def _edited(chosen: Iterable[Proposal], now: Version, base: Version) -> tuple[bytes, dict[Step, str]]:
    lines = Lines(now.content)
    unplaced = dict(_placer(now, base).apply(lines, [each.step for each in chosen]))
    return lines.content(), unplaced


def _piecemeal(
    chosen: Sequence[Proposal], now: Version, base: Version
) -> tuple[Sequence[Proposal], bytes, dict[Step, str]]:
    """Return the changes that can be made one with another, when all together cannot be read any more."""
    kept: list[Proposal] = []
    refused: dict[Step, str] = {}
    for each in chosen:
        content, _ = _edited([*kept, each], now, base)
        if now.reopened(content) is None:
            refused[each.step] = UNREADABLE
        else:
            kept.append(each)
    content, unplaced = _edited(kept, now, base)
    return chosen, content, {**unplaced, **refused}


def _unlike(pulled: Pulled, again: Version, now: Version, steps: Sequence[Step]) -> Iterator[Left]:
    """Yield what the Word file says and the new build does not, but for what is left, or not done, anyhow.

    `again` is the new build of `now`; `steps` are those that were not done.
    """
    faces = [each if _headed(each.document, pulled.word) else _public(each) for each in (again, now)]
    cut_ = paragraphs if pulled.same else singly
    built, words = cut_(pulled.built), cut_(pulled.word)
    rebuilt, present = (cut_(each.groups) for each in faces)
    known = {text for left in pulled.left for text in (left.old, left.new)}
    known |= {step.spoken.group.text for step in steps if not isinstance(step, Removed)}
    units = {step.unit for step in steps if isinstance(step, Reworded | Removed | Moved)}
    keys = {step.key for step in steps if isinstance(step, Valued)}
    # where the year file went on, a text says neither what it said nor what Word says
    known |= {
        pulled.word[new].text for new, olds in pulled.origins.items() if not _stand(pulled, olds, present)
    }
    for text, groups in words.items():
        if text not in rebuilt and text not in built and not known.intersection(_texts(groups)):
            yield Left("", text, UNLIKE)
    for text, groups in built.items():
        undone = any(_prints(group, units, keys) for group in groups if isinstance(group, Group))
        stands = text in rebuilt and text not in words
        if stands and not undone and not known.intersection(_texts(groups)):
            yield Left(text, "", STANDING)


def _prints(group: Group, units: Container[Unit], keys: Container[str]) -> bool:
    """Return whether a group prints one of these texts or figures."""
    return any(piece.unit in units or piece.key in keys for piece in group.pieces)


def _stand(pulled: Pulled, built: Iterable[int], present: Container[str]) -> bool:
    """Return whether the year file prints these groups as it did; where it is the same file it does."""
    return pulled.same or all(pulled.built[old].text in present for old in built)


def _public(version_: Version) -> Version:
    return version_._replace(document=public(version_.document))


def singly(groups: Sequence[Group] | Sequence[WordGroup]) -> dict[str, list[Group | WordGroup]]:
    """Return the groups by their texts."""
    return {group.text: [group] for group in groups}


def paragraphs(groups: Sequence[Group] | Sequence[WordGroup]) -> dict[str, list[Group | WordGroup]]:
    """Return the groups of each paragraph by its text: without numbers, which count themselves."""
    paragraphs: list[list[Group | WordGroup]] = []
    for group in groups:
        if group.begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(group)
    return {"".join(_texts(paragraph)): paragraph for paragraph in paragraphs}


def _texts(groups: Iterable[Group | WordGroup]) -> list[str]:
    return [group.text for group in groups]


# Who changed what


def authors(step: Step, file: WordFile, accepts: Callable[[Revision], bool]) -> tuple[Revision, ...]:
    """Return the tracked changes behind a step; none where it was typed without tracking."""
    if isinstance(step, Removed):
        gone = (
            each for each in file.revisions if each.kind in GONE and accepts(each) and len(each.text) >= SHORT
        )
        return tuple(each for each in gone if each.text in step.text or step.text in each.text)[:1]
    paragraph = step.spoken.group.paragraph
    exact = printed.plain(paragraph.text) == paragraph.text
    offset = step.spoken.group.start
    low, high = offset + step.spoken.start, offset + step.spoken.end
    numbers = dict.fromkeys(
        touched.revision
        for touched in paragraph.touched
        if not exact or (touched.start <= high and low <= touched.end)
    )
    found = (file.revisions[number - 1] for number in numbers)
    return tuple(each for each in found if accepts(each))


def commented(now: Version, remarks: Iterable[tuple[Unit, str]]) -> bytes:
    """Return the year file with remarks above the texts that they are on; those it has already come once."""
    lines = Lines(now.content)
    placer = _placer(now)
    present = {line.strip() for line in now.reading.source.lines}
    for unit, text in remarks:
        if f"# {text}" not in present:
            placer.comment(lines, unit, text)
    return lines.content()
