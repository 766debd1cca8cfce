"""A corrected Word file, the year it was built from and the year as it is now → what to change, the result.

Knows the order of the steps; not the disk, git, nor how anything is shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.models import project as projects
from lawgov_report.pulling import pairing, planning, printed
from lawgov_report.pulling.cutting import cut
from lawgov_report.pulling.lines import Lines
from lawgov_report.pulling.placing import Placer, Proposal
from lawgov_report.pulling.planning import FigureChanged, LeftOut, TextAdded, TextChanged, TextRemoved
from lawgov_report.pulling.printed import PieceKind, PrintedGroup
from lawgov_report.pulling.rewording import KnownFigures
from lawgov_report.readers.word_changes import GONE
from lawgov_report.report.assemble import assemble
from lawgov_report.report.document import public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from lawgov_report.models.project import Project, Reading
    from lawgov_report.pulling.cutting import WordGroup
    from lawgov_report.pulling.planning import PullPlan, Step
    from lawgov_report.pulling.printed import Unit
    from lawgov_report.readers.word_changes import Comment, Revision, WordFile
    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.report.document import Document

MOST_STEPS = 2000  # changes of a report; with more, a file is no correction of it
MOST_TRACKED = 2000  # deletions among which that of a text is looked for
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
    def groups(self) -> tuple[PrintedGroup, ...]:
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


class ReferenceOffer(NamedTuple):
    """A number in a new text that equals a figure: it may be a reference."""

    text: str
    key: str


class Pulled(NamedTuple):
    """What a Word file says otherwise than the year did: what to change, what is left, and its comments.

    `origins` are the groups of the built file that each of the corrected one was, by their numbers; `same` is
    whether the year file is still the one that it was built from.
    """

    proposals: tuple[Proposal, ...]
    left: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]
    offers: tuple[ReferenceOffer, ...]
    word: tuple[WordGroup, ...]
    built: tuple[PrintedGroup, ...]
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
    built = base
    word = cut(file.settled(accepts), built.groups)
    if not headed(built.document, word):
        built = public_face(built)
    groups = built.groups
    found = pairing.clusters(groups, word)
    plan = _plan(built, groups, word, found)
    known_places = placer(now, base)
    proposals = (proposal for step in plan.steps if (proposal := known_places.proposal(step)))
    origins = {new: cluster.built for cluster in found for new in cluster.word}
    return Pulled(
        tuple(each._replace(number=number) for number, each in enumerate(proposals)),
        (*plan.left, *_foreign(file)),
        tuple(_placed(remark, known_places) for remark in _remarks(file.comments, groups, word, origins)),
        tuple(_offers(plan, now)),
        *(word, groups, origins, base, base.content == now.content),
    )


def _plan(
    built: Version,
    groups: Sequence[PrintedGroup],
    word: Sequence[WordGroup],
    found: Sequence[pairing.Cluster],
) -> PullPlan:
    """Return what changed. Raises Unusable where that is nearly everything."""
    known = KnownFigures(built.units)
    plan = planning.plan(groups, word, found, known)
    if renewed := _renewed(plan, groups, built):
        plan = planning.plan(groups, word, found, known._replace(renewed=renewed))
    if len(plan.steps) + len(plan.left) > MOST_STEPS:
        raise Unusable(f"与 YAML 的不同超过 {MOST_STEPS} 处，不像由它编出的文件")
    return plan


def _foreign(file: WordFile) -> Iterator[LeftOut]:
    return (LeftOut("", "", f"文件里有{what} {count} 处，不会取回") for what, count in file.foreign.items())


def _placed(remark: Remark, places: Placer) -> Remark:
    return remark._replace(place=places.place_of(remark.unit)) if remark.unit else remark


def public_face(given: Version) -> Version:
    """Return a version with the document that is published."""
    return given._replace(document=public(given.document))


def placer(now: Version, base: Version | None = None) -> Placer:
    """Return what places changes of `base` in the year file as it is now."""
    assert now.reading.year is not None  # noqa: S101 there is no version without it
    return Placer(now.reading.source, now.reading.year, base.texts if base else ())


def headed(document: Document, word: Sequence[WordGroup]) -> bool:
    """Return whether the file has what only the issued document has; the public face lacks it."""
    texts = [*document.head.marks, document.head.number, document.addressee, *document.imprint]
    shown = [text for text in texts if text]
    if not shown:
        return True
    text_of_file = "\n".join(group.text for group in word)
    return any(text in text_of_file for text in shown)


def _renewed(plan: PullPlan, groups: Sequence[PrintedGroup], built: Version) -> dict[tuple[str, int], str]:
    """Return the comparisons with last year as they read with the figures that the file has."""
    figures = [step for step in plan.steps if isinstance(step, FigureChanged) and len(step.values) == 1]
    derived = any(piece.kind is PieceKind.DERIVED for group in groups for piece in group.pieces)
    if not (figures and derived):
        return {}
    lines = Lines(built.content)
    [*placer(built).apply(lines, figures)]
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
    groups: Sequence[PrintedGroup],
    word: Sequence[WordGroup],
    origins: Mapping[int, tuple[int, ...]],
) -> Iterator[Remark]:
    """Yield the comments with the texts that they are on."""
    by_paragraph: dict[int, list[int]] = {}
    for number, group in enumerate(word):
        by_paragraph.setdefault(group.paragraph.number, []).append(number)
    for comment in comments:
        numbers = by_paragraph.get(comment.paragraph, [])
        numbers.sort(key=lambda number: comment.quote not in word[number].text)
        units = [unit for new in numbers[:1] for old in origins.get(new, ()) for unit in groups[old].units]
        near = [unit for unit in units if comment.quote in unit.written.text]
        yield Remark(comment, next(iter((*near, *reversed(units))), None))


def _offers(plan: PullPlan, now: Version) -> Iterator[ReferenceOffer]:
    """Yield the numbers in new texts that equal a figure of the year."""
    figures = dict.fromkeys((figure.fact.text, figure.fact.key) for figure in now.document.figures)
    for step in plan.steps:
        texts = [step.text] if isinstance(step, TextAdded) else []
        texts += [each.text for each in step.changes] if isinstance(step, TextChanged) else []
        for text in texts:
            yield from (ReferenceOffer(*figure) for figure in figures if _says(text, figure[0]))


def _says(text: str, figure: str) -> bool:
    """Return whether a figure stands in a text, and not as the end of a longer number."""
    return re.search(rf"(?<![0-9.]){re.escape(figure)}", text) is not None


# Who changed what


def authors(step: Step, file: WordFile, accepts: Callable[[Revision], bool]) -> tuple[Revision, ...]:
    """Return the tracked changes behind a step; none where it was typed without tracking."""
    if isinstance(step, TextRemoved):
        gone = (each for each in file.revisions[:MOST_TRACKED] if each.kind in GONE and accepts(each))
        near = (each for each in gone if each.text in step.text or step.text in each.text)
        return tuple(each for each in near if len(each.text) >= SHORT)[:1]
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
