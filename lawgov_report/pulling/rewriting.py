"""The year file with changes made, built in memory and held against the Word file; and with its comments.

Knows which changes were chosen; not who chose them. What could not be done, or says something else when it is
built, is left, with the reason: nothing is dropped in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from lawgov_report.pulling.lines import Lines
from lawgov_report.pulling.planning import (
    RECKONED,
    FigureChanged,
    LeftOut,
    TextAdded,
    TextChanged,
    TextMoved,
    TextRemoved,
)
from lawgov_report.pulling.printed import PrintedGroup
from lawgov_report.pulling.pull import headed, placer, public_face

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from lawgov_report.pulling.cutting import WordGroup
    from lawgov_report.pulling.placing import Proposal
    from lawgov_report.pulling.planning import Step
    from lawgov_report.pulling.printed import Unit
    from lawgov_report.pulling.pull import Pulled, Version

    Stretch = list[PrintedGroup | WordGroup]

UNREADABLE = "改了以后 YAML 读不通，这一处没有改"
UNLIKE = "改了以后编出的文字与 Word 不同"
STANDING = "Word 里没有了，编出的报告里还有"
MOST_TRIES = 200  # of subsets of changes, where all together cannot be read


class Rewritten(NamedTuple):
    """The bytes of the year file, the changes in it, and what could not be taken over."""

    content: bytes
    done: tuple[Proposal, ...]
    left: tuple[LeftOut, ...]


class Edited(NamedTuple):
    """The bytes of a year file with changes, and why changes have no place in it, by their numbers."""

    content: bytes
    unplaced: dict[int, str]


def rewritten(pulled: Pulled, chosen: Sequence[Proposal], now: Version) -> Rewritten:
    """Return the year file with the chosen changes, built in memory and held against the Word file.

    What is new, gone or moved and does not read in the build as in the Word file is not written.
    """
    result = _result(pulled, chosen, now)
    wrong = _wrong(pulled, result)
    if not wrong:
        return result
    result = _result(pulled, [each for each in chosen if each.number not in wrong], now)
    refused = tuple(LeftOut(each.old, each.new, UNLIKE) for each in chosen if each.number in wrong)
    return result._replace(left=(*result.left, *refused))


def _result(pulled: Pulled, chosen: Sequence[Proposal], now: Version) -> Rewritten:
    edited = _edited(chosen, now, pulled.base)
    again = now.reopened(edited.content)
    if again is None:
        sound = _Trial(now, pulled.base).sound((), tuple(chosen))
        edited = _edited(sound, now, pulled.base)
        numbers = {each.number for each in sound}
        refused = {each.number: UNREADABLE for each in chosen if each.number not in numbers}
        edited = edited._replace(unplaced={**edited.unplaced, **refused})
        again = now.reopened(edited.content)
    unplaced = edited.unplaced
    done = tuple(each for each in chosen if each.number not in unplaced)
    left = [LeftOut(each.old, each.new, unplaced[each.number]) for each in chosen if each.number in unplaced]
    if again is not None:
        numbers = {each.number for each in done}
        undone = [each.step for each in pulled.proposals if each.number not in numbers]
        left += _unlike(pulled, again, now, undone)
    return Rewritten(edited.content, done, (*_still_left(pulled, again), *left))


def _still_left(pulled: Pulled, again: Version | None) -> Iterator[LeftOut]:
    """Yield what no change could say, but for what the new build reckons as the Word file has it.

    Where one of both has more groups than the other, nothing is known to stand in the same place.
    """
    rebuilt = _face(again, pulled).groups if again else ()
    alike = len(rebuilt) == len(pulled.word)
    for left in pulled.left:
        places = [place for place, group in enumerate(pulled.word) if group.text == left.new]
        reckoned = left.reason == RECKONED and alike and places
        if not reckoned or any(rebuilt[place].text != left.new for place in places):
            yield left


def _face(given: Version, pulled: Pulled) -> Version:
    """Return a version with the document that the Word file has: as issued, or as published."""
    return given if headed(given.document, pulled.word) else public_face(given)


def _wrong(pulled: Pulled, result: Rewritten) -> set[int]:
    """Return the numbers of what is new or moved in a paragraph that does not read as it should.

    A particular of the document is a paragraph of its own: what is changed in it counts, too.
    """
    unlike = {left.new for left in result.left if left.reason == UNLIKE}
    groups = [group for text, groups in paragraphs(pulled.word).items() if text in unlike for group in groups]
    places = {id(group) for group in groups}
    return {
        each.number for each in result.done if _is_whole(each.step) and id(each.step.spoken.group) in places
    }


def _is_whole(step: Step) -> TypeGuard[TextAdded | TextMoved | TextChanged]:
    """Return whether a change makes all of a group what it is."""
    particular = isinstance(step, TextChanged) and step.unit.path[0] == "document"
    return particular or isinstance(step, TextAdded | TextMoved)


def _edited(chosen: Sequence[Proposal], now: Version, base: Version) -> Edited:
    lines = Lines(now.content)
    unplaced = tuple(placer(now, base).apply(lines, [each.step for each in chosen]))
    return Edited(lines.content(), {chosen[place].number: reason for place, reason in unplaced})


class _Trial:
    """Finds which changes can be made one with another; `tries` are left."""

    def __init__(self, now: Version, base: Version) -> None:
        self.now, self.base, self.tries = now, base, MOST_TRIES

    def sound(self, certain: tuple[Proposal, ...], more: tuple[Proposal, ...]) -> tuple[Proposal, ...]:
        """Return the changes with as many more as leave the file readable, which is tried by halves."""
        self.tries -= 1
        content = _edited([*certain, *more], self.now, self.base).content
        if self.tries >= 0 and self.now.reopened(content) is not None:
            return (*certain, *more)
        if len(more) <= 1 or self.tries < 0:
            return certain
        middle = len(more) // 2
        return self.sound(self.sound(certain, more[:middle]), more[middle:])


def _unlike(pulled: Pulled, again: Version, now: Version, steps: Sequence[Step]) -> Iterator[LeftOut]:
    """Yield what the Word file says and the new build does not, but for what is left, or not done, anyhow.

    `again` is the new build of `now`; `steps` are those that were not done.
    """
    faces = [_face(each, pulled) for each in (again, now)]
    cut_ = paragraphs if pulled.same else singly
    built, words = cut_(pulled.built), cut_(pulled.word)
    rebuilt, present = (cut_(each.groups) for each in faces)
    known = {text for left in pulled.left for text in (left.old, left.new)}
    known |= {step.spoken.group.text for step in steps if not isinstance(step, TextRemoved)}
    units = {step.unit for step in steps if isinstance(step, TextChanged | TextRemoved | TextMoved)}
    keys = {step.key for step in steps if isinstance(step, FigureChanged)}
    # where the year file went on, a text says neither what it said nor what Word says
    known |= {
        pulled.word[new].text for new, olds in pulled.origins.items() if not _stand(pulled, olds, present)
    }
    for text, groups in words.items():
        if text not in rebuilt and text not in built and not known.intersection(_texts(groups)):
            yield LeftOut("", text, UNLIKE)
    for text, groups in built.items():
        undone = any(_prints(group, units, keys) for group in groups if isinstance(group, PrintedGroup))
        stands = text in rebuilt and text not in words
        if stands and not undone and not known.intersection(_texts(groups)):
            yield LeftOut(text, "", STANDING)


def _prints(group: PrintedGroup, units: Container[Unit], keys: Container[str]) -> bool:
    """Return whether a group prints one of these texts or figures."""
    return any(piece.unit in units or piece.key in keys for piece in group.pieces)


def _stand(pulled: Pulled, built: Iterable[int], present: Container[str]) -> bool:
    """Return whether the year file prints these groups as it did; where it is the same file it does."""
    return pulled.same or all(pulled.built[old].text in present for old in built)


def singly(groups: Sequence[PrintedGroup] | Sequence[WordGroup]) -> dict[str, Stretch]:
    """Return the groups by their texts."""
    return {group.text: [group] for group in groups}


def paragraphs(
    groups: Sequence[PrintedGroup] | Sequence[WordGroup],
) -> dict[str, Stretch]:
    """Return the groups of each paragraph by its text: without numbers, which count themselves."""
    paragraphs: list[list[PrintedGroup | WordGroup]] = []
    for group in groups:
        if group.begins or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].append(group)
    return {"".join(_texts(paragraph)): paragraph for paragraph in paragraphs}


def _texts(groups: Iterable[PrintedGroup | WordGroup]) -> list[str]:
    return [group.text for group in groups]


# Comments


def commented(now: Version, remarks: Iterable[tuple[Unit, str]]) -> bytes:
    """Return the year file with remarks above the texts that they are on; those it has already come once."""
    lines = Lines(now.content)
    place = placer(now)
    present = {line.strip() for line in now.reading.source.lines}
    for unit, text in remarks:
        if f"# {text}" not in present:
            place.comment(lines, unit, text)
    return lines.content()
