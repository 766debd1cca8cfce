"""Word's tracked changes: two bodies of one template made into one that holds both.

Accepting all leaves the new body, rejecting all the old one; figures stand without content controls. Knows
WordprocessingML (paragraphs, runs, tables), not reports. Paragraphs of one style, and rows with like names,
are paired in order; what moved has gone in one place and come in another. The last paragraphs of a body
and of a cell are always paired: Word cannot take the last mark away. A changed 版记 stands in the text, not
on the lower edge of the page.
"""

from __future__ import annotations

from copy import deepcopy
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from lxml import etree  # type: ignore[import-untyped] # brought by python-docx

from lawgov_report.comparing import text_diff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element as Element  # type: ignore[import-untyped]

    from lawgov_report.comparing.text_diff import Shingles

    Pair = tuple[Element | None, Element | None]
    Op = Literal["ins", "del"]
    Kind = tuple[object, ...]

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
BOOKMARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")
SYMBOLS = {f"{W}br": "\n", f"{W}tab": "\t"}
OTHER = "\N{OBJECT REPLACEMENT CHARACTER}"
NOT_LOOKS = {f"{W}rPr", f"{W}sectPr", f"{W}pPrChange"}  # of a paragraph's properties, not those of its look
PAIRABLE = 0.01  # what a common style counts for, beside a likeness of 0 to 1
MOST_PAIRS = 250_000  # beyond these, a stretch that changed is marked as a whole: pairing is quadratic


class TrackedBy(NamedTuple):
    """Who changed it, and when (2021-03-01T00:00:00Z)."""

    author: str
    date: str


class _Sign(NamedTuple):
    """A character as it is printed, in its run's look; `element` is what prints it where no w:t does."""

    text: str
    look: Element | None
    element: Element | None


def merge(old: str, new: str, tracked_by: TrackedBy) -> str:
    """Return the new w:document with the way from the old one as tracked changes."""
    before, now = (_plain(etree.fromstring(text.encode()).find(f"{W}body")) for text in (old, new))
    for mark in list(before.iter(*BOOKMARKS)):  # their names would stand twice
        mark.getparent().remove(mark)
    blocks = [block for block in now if block.tag != f"{W}sectPr"]
    section = [block for block in now if block.tag == f"{W}sectPr"]
    old_blocks = [block for block in before if block.tag != f"{W}sectPr"]
    now[:] = [*_Tracker(tracked_by).blocks(old_blocks, blocks), *section]
    _unframe(now)
    merged: bytes = etree.tostring(now.getroottree(), encoding="UTF-8", xml_declaration=True, standalone=True)
    return merged.decode()


def _plain(body: Element) -> Element:
    """Return a body without content controls and comments, what they hold in their place."""
    for comment in list(body.iter(etree.Comment, etree.ProcessingInstruction)):
        comment.getparent().remove(comment)
    for control in list(body.iter(f"{W}sdt")):
        holder, content = control.getparent(), control.find(f"{W}sdtContent")
        place = holder.index(control)
        holder[place : place + 1] = list(content) if content is not None else []
    return body


def _unframe(body: Element) -> None:
    """Take paragraphs out of frames where one of them changed: LibreOffice loses changes there."""
    frames = list(body.iter(f"{W}framePr"))
    framed = [frame.getparent().getparent() for frame in frames]
    changes = (next(paragraph.iter(f"{W}ins", f"{W}del", f"{W}pPrChange"), None) for paragraph in framed)
    if any(change is not None for change in changes):
        for frame in frames:
            frame.getparent().remove(frame)


class _Tracker:
    """Makes tracked changes, each with an id of its own."""

    def __init__(self, tracked_by: TrackedBy) -> None:
        self._by = tracked_by
        self._count = 0

    def change(self, name: str) -> Element:
        self._count += 1
        given = {"id": str(self._count), "author": self._by.author, "date": self._by.date}
        return etree.Element(f"{W}{name}", {f"{W}{key}": value for key, value in given.items()})

    def blocks(self, old: Sequence[Element], new: Sequence[Element]) -> Iterator[Element]:
        """Yield the blocks of both sides, changed ones marked."""
        for before, now in _last_together(old, new):
            if now is None:
                yield from self.whole(before, "del")
            elif before is None:
                yield from self.whole(now, "ins")
            else:
                yield self.table(before, now) if now.tag == f"{W}tbl" else self.paragraph(before, now)

    def whole(self, block: Element, op: Op) -> Iterator[Element]:
        """Yield a block of which all has gone or come; what prints nothing is kept as it is now."""
        if block.tag not in {f"{W}p", f"{W}tbl", f"{W}tr"}:
            yield from (block,) if op == "ins" else ()
            return
        for row in block.iter(f"{W}tr"):
            _property(row, "trPr").append(self.change(op))
        for paragraph in block.iter(f"{W}p"):
            # The change in the paragraph's own rPr is that of its mark: without it, an empty paragraph stays.
            look = _property(_property(paragraph, "pPr"), "rPr")
            look.insert(0, self.change(op))
            _fill(paragraph, self.runs(_signs(paragraph), op))
        yield block

    def runs(self, signs: Sequence[_Sign], op: Op) -> Iterator[Element]:
        if signs:
            change = self.change(op)
            change.extend(_runs(signs, "delText" if op == "del" else "t"))
            yield change

    def paragraph(self, old: Element, new: Element) -> Element:
        if _same(old, new):
            return new
        before, now = _look(old), _look(new)
        if not _same(before, now):
            change = self.change("pPrChange")
            change.append(before)
            _property(new, "pPr").append(change)
        _fill(new, self.words(_signs(old), _signs(new)))
        return new

    def words(self, old: list[_Sign], new: list[_Sign]) -> Iterator[Element]:
        """Yield the runs of a paragraph; what stayed is as it is now."""
        for op, text in text_diff.runs(_tokens(old), _tokens(new)):
            before, now = old[: len(text)], new[: len(text)]
            if op != "+":
                del old[: len(text)]
            if op != "-":
                del new[: len(text)]
            if op == "=":
                yield from _runs(now, "t")
            else:
                yield from self.runs(before, "del") if op == "-" else self.runs(now, "ins")

    def table(self, old: Element, new: Element) -> Element:
        before, now = list(old.iterchildren(f"{W}tr")), list(new.iterchildren(f"{W}tr"))
        first = new.index(now[0]) if now else len(new)
        new[first:] = [row for pair in _pairs(before, now) for row in self.row(*pair)]
        return new

    def row(self, old: Element | None, new: Element | None) -> Iterator[Element]:
        if old is None or new is None:
            yield from self.whole(new, "ins") if old is None else self.whole(old, "del")
            return
        for before, now in zip(_cells(old), _cells(new), strict=True):
            properties = [child for child in now if child.tag == f"{W}tcPr"]
            contents = ([child for child in cell if child.tag != f"{W}tcPr"] for cell in (before, now))
            now[:] = [*properties, *self.blocks(*contents)]
        yield new


# Pairs


def _last_together(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Pair]:
    """Yield what belongs together, the last paragraphs in any case."""
    last = bool(old and new) and old[-1].tag == new[-1].tag == f"{W}p"
    yield from _pairs(old[:-1] if last else old, new[:-1] if last else new)
    if last:
        yield old[-1], new[-1]


def _pairs(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Pair]:
    """Yield each block with the one that it was, None where it has none, in the order of both."""
    olds, news = ([(_kind(block), _text(block)) for block in side] for side in (old, new))
    for op, first, last, start, end in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        before, now = old[first:last], new[start:end]
        if op == "equal":
            yield from zip(before, now, strict=True)
        elif op == "replace" and len(before) * len(now) <= MOST_PAIRS:
            yield from _likest(before, now)
        else:
            yield from ((block, None) for block in before)
            yield from ((None, block) for block in now)


def _likest(old: Sequence[Element], new: Sequence[Element]) -> Iterator[Pair]:
    """Yield the pairs, in order, that are the most alike in all."""
    # The alignment of two sequences by dynamic programming (Needleman and Wunsch, 1970): best[row][column]
    # is the most that old[row:] and new[column:] can have in common. Taking the likest pair first would be
    # shorter, but one pair far apart would then forbid all that lie between.
    scores = _scores(old, new)
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            paired = scores[row][column] + best[row + 1][column + 1]
            best[row][column] = max(paired, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < len(old) and column < len(new):
        if best[row][column] == best[row + 1][column]:
            yield old[row], None
            row += 1
        elif best[row][column] == best[row][column + 1]:
            yield None, new[column]
            column += 1
        else:
            yield old[row], new[column]
            row, column = row + 1, column + 1
    yield from ((block, None) for block in old[row:])
    yield from ((None, block) for block in new[column:])


def _scores(old: Sequence[Element], new: Sequence[Element]) -> list[list[float]]:
    """Return how alike the blocks are, 0 where they cannot be paired."""
    olds, news = (
        [(_kind(block), text_diff.shingles(text_diff.tokens(_name(block)))) for block in side]
        for side in (old, new)
    )
    return [[_score(before, now) for now in news] for before in olds]


def _score(old: tuple[Kind, Shingles], new: tuple[Kind, Shingles]) -> float:
    (kind, before), (new_kind, now) = old, new
    alike = text_diff.likeness(before, now)
    # A row is of one indicator: beside a row of another name it is not changed, but gone.
    if kind != new_kind or (kind[0] == f"{W}tr" and alike < text_diff.ALIKE):
        return 0
    return PAIRABLE + alike


def _kind(block: Element) -> Kind:
    """Return what blocks have in common that can be paired: a table has as many columns as the other."""
    columns = len(block.findall(f"{W}tblGrid/{W}gridCol"))
    return block.tag, _style(block), columns or len(_cells(block))


def _name(block: Element) -> str:
    """Return what a block is found again by: a row by its first cell."""
    return _text(_cells(block)[0]) if _cells(block) else _text(block)


def _cells(row: Element) -> list[Element]:
    return list(row.iterchildren(f"{W}tc"))


def _style(block: Element) -> str:
    """Return the style of a paragraph; of a row, those of its cells; of a table, its own."""
    path = f"{W}tblPr/{W}tblStyle" if block.tag == f"{W}tbl" else f".//{W}pStyle"
    return " ".join(style.get(f"{W}val", "") for style in block.iterfind(path))


def _text(block: Element) -> str:
    return "".join(sign.text for sign in _signs(block))


# Paragraphs and runs


def _signs(block: Element) -> list[_Sign]:
    """Return the characters of a block, each in its look."""
    signs: list[_Sign] = []
    for run in block.iter(f"{W}r"):
        look = run.find(f"{W}rPr")
        for child in run:
            if child.tag == f"{W}t":
                signs += (_Sign(character, look, None) for character in child.text or "")
            elif child is not look:
                signs.append(_Sign(SYMBOLS.get(child.tag, OTHER), look, child))
    return signs


def _tokens(signs: Iterable[_Sign]) -> tuple[str, ...]:
    return text_diff.tokens("".join(sign.text for sign in signs))


def _runs(signs: Iterable[_Sign], name: str) -> Iterator[Element]:
    """Yield the runs that print the signs, words in elements of this name."""
    # By identity: neighbouring signs came from one run if they share the very element that gives their look.
    for _, group in groupby(signs, key=lambda sign: (id(sign.look), id(sign.element))):
        first, *others = group
        run = etree.Element(f"{W}r")
        if first.look is not None:
            run.append(deepcopy(first.look))
        run.append(_words([first, *others], name) if first.element is None else deepcopy(first.element))
        yield run


def _words(signs: Iterable[_Sign], name: str) -> Element:
    words = etree.Element(f"{W}{name}", {SPACE: "preserve"})
    words.text = "".join(sign.text for sign in signs)
    return words


def _fill(paragraph: Element, runs: Iterable[Element]) -> None:
    """Put runs in the place of all that a paragraph has but properties and bookmarks."""
    filled = list(runs)  # before the paragraph is emptied: the runs may be made of what it has
    paragraph[:] = [*paragraph.iterchildren(f"{W}pPr"), *paragraph.iterchildren(*BOOKMARKS), *filled]


def _look(paragraph: Element) -> Element:
    """Return a copy of a paragraph's properties, those of its look alone."""
    found = paragraph.find(f"{W}pPr")
    look = etree.Element(f"{W}pPr")
    look.extend(deepcopy(child) for child in (() if found is None else found) if child.tag not in NOT_LOOKS)
    return look


def _property(holder: Element, name: str) -> Element:
    """Return the properties of this name, made in their place where there are none."""
    found = holder.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        later = (number for number, child in enumerate(holder) if not _stands_before(child, name))
        holder.insert(next(later, len(holder)), found)
    return found


def _stands_before(child: Element, name: str) -> bool:
    """Return whether a child stands before the properties of this name, by the schema."""
    return child.tag == f"{W}tblPrEx" or (name == "rPr" and child.tag not in NOT_LOOKS)


def _same(old: Element, new: Element) -> bool:
    """Return whether two elements print the same in the same look."""
    # Canonical XML (C14N): attributes in order and only the namespaces in use, so that equal elements are
    # equal text.
    before, now = (
        etree.tostring(element, method="c14n", exclusive=True, with_tail=False) for element in (old, new)
    )
    return bool(before == now)
