"""A tree of paragraphs to the parts and sections of a year, so that assembling prints them as they stand.

Knows what a section of a year can hold, in which order it is printed and how it is counted. What no section
can hold as it stands is kept as plain paragraphs, with its number in its text: nothing is dropped.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum, auto
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.importing import counting, frame, tree
from lawgov_report.importing.draft import Division, Excerpt, Guessed, GuessKind, TableDraft
from lawgov_report.importing.paragraphs import FileText, in_lines
from lawgov_report.language.numbering import CLAUSES, IN_ORDER, NONE
from lawgov_report.models.outline import DEEPEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.importing.counting import Clauses, NumberLabel
    from lawgov_report.importing.paragraphs import Block
    from lawgov_report.importing.tree import Branch

STOP = re.compile("[。；]")
SENTENCE_END = ("。", "；")
SENTENCE_ENDS = re.compile("[。！？][”’）》]*")
LONGEST_TABLE_TITLE = 40
# of shortcomings, what is to become of all of them
CONCLUDES = re.compile("(?:对于?|针对)(?:以上|上述|这些)|对此，|以上问题")
MOST_PARTS = 60  # a report has four to ten
SHOWN = 24  # characters of a text in a guess


class Shape(Enum):
    """What a numbered paragraph can become."""

    HEADING = auto()  # a heading that stands alone
    RUN_IN = auto()  # a heading that its text follows in the same paragraph
    ITEM = auto()  # a clause
    TEXT = auto()  # neither


class Clipped(NamedTuple):
    """A numbered paragraph, what it can become, and where its heading ends if it runs in."""

    node: Branch
    shape: Shape
    end: int = 0


class Body(NamedTuple):
    """What stands in a section beside its heading and its sections."""

    intro: tuple[Excerpt, ...] = ()
    lead: tuple[Excerpt, ...] = ()
    items: tuple[Excerpt, ...] = ()
    table: TableDraft | None = None
    closing: tuple[Excerpt, ...] = ()
    apart: bool = False
    form: str = CLAUSES
    continued: bool = False


class Parts(NamedTuple):
    """The text of a report: what stands before the first part, the parts, how they are counted.

    `forms` are the ways of counting of headings, by their levels.
    """

    preamble: tuple[Excerpt, ...]
    divisions: tuple[Division, ...]
    form: str
    forms: dict[int, Counter[str]]
    guesses: list[Guessed]


def cut(root: Branch) -> Parts:
    """Return the parts of a report. Raises Unusable where it has no headings."""
    cutter = _Cutter()
    divisions, form = cutter.parts(root)
    if not divisions or _is_attachment(root):
        raise Unusable("没有找到各部分的标题（一、二、三、……）；给标题编上序号，或用 Word 的标题样式，再导入")
    if len(divisions) > MOST_PARTS:
        raise Unusable(f"标题分出 {len(divisions)} 个部分，不像一份年度报告")
    preamble = tuple(line.words for block in root.content for line in _as_lines(block))
    return Parts(preamble, divisions, form, cutter.forms, cutter.guesses)


def _is_attachment(root: Branch) -> bool:
    """Return whether the only heading of a text is the second line of its list of attachments."""
    above = root.content[-1] if root.content else None
    listed = isinstance(above, FileText) and frame.ATTACHED.fullmatch(above.text) is not None
    return listed and len(root.children) == 1 and root.children[0].number > 1


class _Cutter:
    """Goes through the tree as models.walk goes through a year: `reached` is the last number in each form."""

    def __init__(self) -> None:
        self.reached: dict[str, int] = {}
        self.forms: dict[int, Counter[str]] = {}
        self.guesses: list[Guessed] = []

    def guess(self, kind: GuessKind, words: Excerpt, note: str) -> None:
        """Note what words were taken for."""
        self.guesses.append(Guessed(kind, _short(words.text), note, words.spot))

    # Groups of headings

    def parts(self, root: Branch) -> tuple[tuple[Division, ...], str]:
        clips = self.headings(root, 1)
        form, _ = self.counted(clips, 1)
        divisions = []
        for clip in clips:
            continued = self.goes_on(clip.node)
            if not continued:
                self.reached.clear()
            division = self.division(clip, 1, keep_label=form == NONE)
            divisions.append(division)
        return tuple(divisions), form

    def goes_on(self, part: Branch) -> bool:
        """Return whether what stands directly in a part is counted on from the part before."""
        label = part.children[0].label if part.children else None
        if label is None or label.form == IN_ORDER:
            return False
        return label.number > 1 and label.number == self.reached.get(label.form, 0) + 1

    def headings(self, holder: Branch, level: int) -> list[Clipped]:
        """Return what stands directly below a heading and can be sections; the rest becomes its text."""
        clips = [clip(node) for node in holder.children]
        fitting: list[Clipped] = []
        for found in clips:
            deep = level > DEEPEST
            if found.shape in {Shape.HEADING, Shape.RUN_IN} and not deep:
                fitting.append(found)
                continue
            if deep:
                self.guess(GuessKind.LEVEL, found.node.line.words, f"标题超过 {DEEPEST} 级，作正文")
            elif fitting or holder.children[1:]:
                self.guess(GuessKind.LEVEL, found.node.line.words, "像标题或条目而不能作标题，作正文")
            target = _last(fitting[-1].node) if fitting else holder
            target.content += _flat(found.node)
        holder.children = [found.node for found in fitting]
        # a heading that was followed by nothing but headings has text now, or the other way round
        return [clip(node) for node in holder.children] if len(fitting) < len(clips) else fitting

    def are_items(self, holder: Branch) -> bool:
        """Return whether all that stands directly below a heading is clauses of a paragraph each.

        Behind the last one, which ends as a sentence does, paragraphs may follow.
        """
        clips = [clip(node) for node in holder.children]
        if len(clips) <= 1 or any(isinstance(block, TableDraft) for block in holder.content):
            return False
        *others, last = holder.children
        return (
            all(node.is_line and not node.level for node in others)
            and not any("\n" in node.line.text for node in holder.children)
            and not last.level
            and (last.is_line or _is_sentence_with_text(last))
            and any(found.shape is Shape.ITEM for found in clips)
        )

    def counted(self, clips: Sequence[Clipped], level: int) -> tuple[str, bool]:
        """Return how headings are counted, and whether on from what was before; NONE where labels stay."""
        found = [found.node.label for found in clips]
        form, continued = self.form_of(found)
        if clips:
            self.forms.setdefault(level, Counter())[form] += 1
        if form == NONE and any(found):
            for label, clipped in zip(found, clips, strict=True):
                if label:
                    note = f"序号“{label.written}”不是自动编得出的，留在标题里，这一级不编号"
                    self.guess(GuessKind.NUMBER, clipped.node.line.words, note)
        return form, continued

    def form_of(self, found: Sequence[NumberLabel | None]) -> tuple[str, bool]:
        """Return in which way labels are counted and whether on from before; NONE where in none."""
        if not found or None in found:
            return NONE, False
        written = [label for label in found if label]
        form = counting.form_of(written, self.reached.get(written[0].form, 0))
        return form or NONE, bool(form) and written[0].number > 1

    # One heading

    def division(self, clipped: Clipped, level: int, *, keep_label: bool) -> Division:
        """Return a heading with all that stands below it."""
        node = clipped.node
        self.note(clipped)
        continued = level == 1 and self.goes_on(node)
        items = self.are_items(node)
        clips = [] if items else self.headings(node, level + 1)
        heading, content = _headed(clipped, keep_label=keep_label)
        body = self.clauses(node, content) if items else self.body(content, alone=not clips)
        divisions: tuple[Division, ...] = ()
        if clips:
            divisions, form, on = self.sections(clips, level + 1)
            body = body._replace(form=form, continued=on)
        return Division(
            heading,
            run_in=clipped.shape is Shape.RUN_IN,
            divisions=divisions,
            **(body._asdict() | {"continued": body.continued or continued}),
        )

    def note(self, clipped: Clipped) -> None:
        """Note a heading that nothing but its length sets off from its text."""
        node = clipped.node
        if clipped.shape is Shape.RUN_IN and not tree.opening(node.line, node.label):
            words = node.line.words.cut(0, clipped.end)
            self.guesses.append(
                Guessed(GuessKind.RUN_IN, words.text, "首句短，认作与正文接排的标题", words.spot)
            )

    def sections(self, clips: Sequence[Clipped], level: int) -> tuple[tuple[Division, ...], str, bool]:
        """Return sections, how they are counted, and whether on from those before."""
        form, continued = self.counted(clips, level)
        divisions = []
        start = self.reached.get(form, 0) if continued else 0
        for number, clipped in enumerate(clips, start + 1):
            divisions.append(self.division(clipped, level, keep_label=form == NONE))
            self.reached[form] = number
        return tuple(divisions), form, continued

    def clauses(self, holder: Branch, content: Sequence[Block]) -> Body:
        """Return numbered paragraphs as clauses, each a paragraph of its own."""
        found = [node.label for node in holder.children]
        form, continued = self.form_of(found)
        starts = [label.length if label and form != NONE else 0 for label in found]
        items = tuple(node.line.words.cut(start) for node, start in zip(holder.children, starts, strict=True))
        self.reach(form, continued, len(items))
        lines = [line.words for block in content for line in _as_lines(block)]
        after = tuple(line.words for block in holder.children[-1].content for line in _as_lines(block))
        return Body(tuple(lines), items=items, closing=after, apart=True, form=form, continued=continued)

    def reach(self, form: str, continued: bool, count: int) -> None:  # noqa: FBT001 read from labels
        self.reached[form] = (self.reached.get(form, 0) if continued else 0) + count

    # The text of a section

    def body(self, content: Sequence[Block], *, alone: bool) -> Body:
        """Return the text of a section; `alone` says that no sections follow it."""
        blocks = self.one_table(content, alone=alone)
        place = next(
            (index for index, block in enumerate(blocks) if isinstance(block, TableDraft)), len(blocks)
        )
        lines = [block for block in blocks[:place] if isinstance(block, FileText)]
        after = tuple(block.words for block in blocks[place + 1 :] if isinstance(block, FileText))
        table = blocks[place] if place < len(blocks) else None
        if isinstance(table, TableDraft) and lines and _is_table_title(lines[-1]):
            table = table._replace(title=lines.pop().words)
        if not alone:
            return Body(tuple(line.words for line in lines), table=_grid(table))
        body = self.enumerated(lines, followed=table is not None) or _plain(lines, table)
        return body._replace(table=_grid(table), closing=(*body.closing, *after))

    def one_table(self, content: Sequence[Block], *, alone: bool) -> list[Block]:
        """Return the text with no table but the last, which sections and no text may follow."""
        places = [index for index, block in enumerate(content) if isinstance(block, TableDraft)]
        # a table with text behind it, before sections: that text would be printed behind them
        stranded = bool(places) and not alone and places[-1] < len(content) - 1
        chosen = places[-1] if places and not stranded else -1
        blocks: list[Block] = []
        for index, block in enumerate(content):
            if isinstance(block, TableDraft) and index != chosen:
                self.guess(
                    GuessKind.TABLE,
                    block.columns[0],
                    "这一节里不止一个表格，或表格之后还有文字和小节；各行写成了段落",
                )
                blocks += in_lines(block)
            else:
                blocks += [block] if isinstance(block, TableDraft) else _as_lines(block)
        return blocks

    def enumerated(self, lines: Sequence[FileText], *, followed: bool) -> Body | None:
        """Return paragraphs whose last ones are clauses, None where they are none.

        `followed` says that a table follows, so that no text can stand between it and the clauses.
        """
        return self.apart(lines, followed=followed) or self.running(lines, followed=followed)

    def apart(self, lines: Sequence[FileText], *, followed: bool) -> Body | None:
        """Return paragraphs of which some in a row are a clause each."""
        start, end = _row(lines)
        found = [label for line in lines[start:end] if (label := counting.of(line.text))]
        if not found or (followed and end < len(lines)):
            return None
        form = counting.form_of(found, self.reached.get(found[0].form, 0))
        continued = found[0].number > 1
        if not form or (len(found) <= 1 and not continued):  # 一是 alone counts nothing
            return None
        items = tuple(
            line.words.cut(label.length) for line, label in zip(lines[start:end], found, strict=True)
        )
        self.reach(form, continued, len(items))
        before = [line.words for line in lines[:start]]
        leads = bool(before) and before[-1].text.endswith(("：", ":"))
        return Body(
            intro=tuple(before[:-1] if leads else before),
            lead=tuple(before[-1:] if leads else ()),
            items=items,
            closing=tuple(line.words for line in lines[end:]),
            apart=True,
            form=form,
            continued=continued,
        )

    def running(self, lines: Sequence[FileText], *, followed: bool) -> Body | None:
        """Return paragraphs of which the last, or one that can be so arranged, holds clauses."""
        for index in range(len(lines) - 1, -1, -1):
            words = lines[index].words
            clauses = counting.within(words.text, self.reached.get(CLAUSES, 0))
            if clauses is None:
                continue
            after = tuple(line.words for line in lines[index + 1 :])
            if after and followed:
                return None
            body = self.clauses_within(words, clauses, after)
            if body:
                return body._replace(intro=tuple(line.words for line in lines[:index]))
            return None
        return None

    def clauses_within(self, words: Excerpt, clauses: Clauses, after: tuple[Excerpt, ...]) -> Body | None:
        """Return a paragraph of clauses, and what follows it; None where nothing can follow it.

        What follows clauses in a year begins in their paragraph, so that the last sentence goes there.
        """
        items, start = [], clauses.starts[0]
        for (begin, end), label in zip(
            pairwise((*clauses.starts, len(words.text))), clauses.labels, strict=True
        ):
            items.append(words.cut(begin + label.length, end))
        closing: tuple[Excerpt, ...] = ()
        end = _last_sentence(items[-1].text)
        if after and not end:
            return None
        if after or (end and CONCLUDES.match(items[-1].text, end)):
            closing = (items[-1].cut(end), *after)
            items[-1] = items[-1].cut(0, end)
        if not all(item.text for item in items):
            return None
        form, continued = clauses.labels[0].form, clauses.labels[0].number > 1
        self.reach(form, continued, len(items))
        lead = words.cut(0, start)
        return Body(
            lead=(lead,) if lead.text else (),
            items=tuple(items),
            closing=closing,
            form=form,
            continued=continued,
        )


def clip(node: Branch) -> Clipped:
    """Return what a numbered paragraph can become."""
    line, label = node.line, node.label
    if "\n" in line.text:  # soft line breaks are of headings only
        return Clipped(node, Shape.TEXT if node.is_line else Shape.HEADING)
    end = tree.opening(line, label)
    if end:
        return Clipped(node, Shape.RUN_IN, end)
    body = line.text[label.length if label else 0 :]
    if node.is_line:
        end = 0 if node.level else tree.is_short_sentence(line, label)
        return Clipped(node, Shape.RUN_IN, end) if end else Clipped(node, Shape.ITEM)
    if node.level or not STOP.search(body[:-1]):
        return Clipped(node, Shape.HEADING)
    end = tree.sentence(line.text, label.length if label else 0)
    return Clipped(node, Shape.RUN_IN, end) if end else Clipped(node, Shape.TEXT)


def _headed(clipped: Clipped, *, keep_label: bool) -> tuple[tuple[Excerpt, ...], list[Block]]:
    """Return the lines of a heading, and the text behind it: first what follows in its own paragraph."""
    node = clipped.node
    start = 0 if keep_label or node.label is None else node.label.length
    if clipped.shape is not Shape.RUN_IN:
        return node.line.words.cut(start).lines(), node.content
    heading = _unstopped(node.line.words.cut(start, clipped.end))
    return (heading,), [node.line.rest(clipped.end), *node.content]


def _is_sentence_with_text(node: Branch) -> bool:
    """Return whether a numbered sentence is followed by paragraphs alone."""
    plain = all(isinstance(block, FileText) for block in node.content)
    return plain and not node.children and node.line.text.endswith(SENTENCE_END)


def _row(lines: Sequence[FileText]) -> tuple[int, int]:
    """Return where the last paragraphs in a row stand that begin with 一是, 首先 or 第一."""
    end = len(lines)
    while end and not _is_clause(lines[end - 1]):
        end -= 1
    start = end
    while start and _is_clause(lines[start - 1]):
        start -= 1
        label = counting.of(lines[start].text)
        if label and label.number == 1:
            break
    return start, end


def _is_clause(line: FileText) -> bool:
    label = counting.of(line.text)
    return label is not None and label.form in counting.ITEM_FORMS and label.length < len(line.text)


def _plain(lines: Sequence[FileText], table: object) -> Body:
    """Return paragraphs without clauses; a single one leads to nothing, and is called so all the same."""
    words = tuple(line.words for line in lines)
    return Body(lead=words) if len(words) == 1 and table is None else Body(intro=words)


def _grid(block: object) -> TableDraft | None:
    return block if isinstance(block, TableDraft) else None


def _is_table_title(line: FileText) -> bool:
    """Return whether a paragraph before a table is what the table is called."""
    short = len(line.text) <= LONGEST_TABLE_TITLE
    return short and not re.search("[。；：:，]", line.text) and counting.of(line.text) is None


def _last_sentence(text: str) -> int:
    """Return where the last sentence of a text begins, 0 where it has only one."""
    ends = [match.end() for match in SENTENCE_ENDS.finditer(text)]
    return ends[-2] if len(ends) > 1 else 0


def _unstopped(heading: Excerpt) -> Excerpt:
    if not heading.text.endswith("。") or heading.text[:-1].endswith(tree.CLOSED):
        return heading
    return heading.cut(0, -1)


def _last(node: Branch) -> Branch:
    """Return the last heading that stands below a heading, at whatever depth, itself where none does."""
    while node.children:
        node = node.children[-1]
    return node


def _flat(node: Branch) -> list[Block]:
    """Return a heading and all that stands below it as plain paragraphs."""
    return [*_as_lines(node.line), *node.content, *chain.from_iterable(map(_flat, node.children))]


def _as_lines(block: Block) -> Iterator[FileText]:
    """Yield a block as paragraphs: a table row by row, a text at each soft line break."""
    if isinstance(block, TableDraft):
        yield from in_lines(block)
    else:
        yield from map(FileText, block.words.lines())


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
