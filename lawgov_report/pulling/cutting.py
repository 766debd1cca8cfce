"""What a corrected Word file says, cut where its numbers stand: 一是……二是……, （一）……, 1.……

Knows how official texts count, and what the file said when it was built; not the year file. A number that was
typed within a text (the built file has it there) cuts nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.pulling.printed import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.pulling.printed import PrintedGroup
    from lawgov_report.readers.word_changes import WordParagraph

CHINESE = "[一二三四五六七八九十]{1,3}"
# ways to count as they are printed, and as a person may type them
FORMS = (
    f"{CHINESE}是",
    f"{CHINESE}、",
    f"[（(]{CHINESE}[）)]",
    "[0-9]{1,2}[.．](?![0-9])",
    "[（(][0-9]{1,2}[）)]",
    f"第{CHINESE}，",
    "(?:首先|其次|再次|然后|最后)，",
)
CLAUSES = FORMS[0]
BEFORE = "(?<=[。；：，！？、”）])"  # what a clause within a paragraph stands behind
NEAR = 8  # characters behind a number by which one that was typed into a text is known again
MOST_GROUPS = 20_000
MOST_CHARACTERS = 1_000_000
TOO_MUCH = "文字比任何一份年度报告都多，不读"


def form_of(label: str) -> str:
    """Return the way of counting that a number is of, as FORMS has it; "" for none."""
    return next((form for form in FORMS if re.fullmatch(form, label)), "")


class WordGroup(NamedTuple):
    """Words of a corrected file from a number, which is left out, or a paragraph's begin to the next one.

    They are the paragraph's plain text from `start` on. `level` is whether something begins a paragraph.
    """

    text: str
    label: str
    paragraph: WordParagraph
    start: int
    begins: bool
    cell: tuple[int, int, int] | None = None


def cut(paragraphs: Iterable[WordParagraph], built: Sequence[PrintedGroup]) -> tuple[WordGroup, ...]:
    """Return the groups of a corrected file. Raises Unusable for more text than any report has."""
    found: list[WordGroup] = []
    cutter = _Cutter(built)
    paragraphs = tuple(paragraphs)
    if sum(len(paragraph.text) for paragraph in paragraphs) > MOST_CHARACTERS:
        raise Unusable(TOO_MUCH)
    for paragraph in paragraphs:
        text = plain(paragraph.text)
        if paragraph.cell is not None:
            last = found.pop() if found and found[-1].cell == paragraph.cell else None
            whole = last.text + text if last else text
            found.append(WordGroup(whole, "", paragraph, 0, begins=True, cell=paragraph.cell))
        elif text:
            found += cutter.groups(text, paragraph)
        if len(found) > MOST_GROUPS:
            raise Unusable(TOO_MUCH)
    return tuple(found)


class _Cutter:
    """Cuts paragraphs: `at_start` finds a number that a paragraph begins with, `inside` one within it."""

    def __init__(self, built: Sequence[PrintedGroup]) -> None:
        used = {form for group in built if group.label for form in FORMS if re.fullmatch(form, group.label)}
        running = {
            form
            for group in built
            if group.label and not group.begins
            for form in FORMS
            if re.fullmatch(form, group.label)
        }
        self.at_start = re.compile("|".join(sorted(used | {CLAUSES})))
        self.inside = re.compile(BEFORE + "(?:" + "|".join(sorted(running | {CLAUSES})) + ")")
        self.typed = {near for group in built for near in self.typed_in(group.text)}

    def typed_in(self, text: str) -> Iterator[str]:
        """Yield what follows each number that stands in a text."""
        if match := self.at_start.match(text):
            yield text[match.end() : match.end() + NEAR]
        for match in self.inside.finditer(text):
            yield text[match.end() : match.end() + NEAR]

    def groups(self, text: str, paragraph: WordParagraph) -> Iterator[WordGroup]:
        first = self.at_start.match(text)
        cuts = [(0, first.end() if first and not self.is_typed(text, first.end()) else 0)]
        cuts += [match.span() for match in self.inside.finditer(text) if not self.is_typed(text, match.end())]
        ends = [start for start, _ in cuts[1:]] + [len(text)]
        for (begin, start), end in zip(cuts, ends, strict=True):
            if start < end:
                label = text[begin:start]
                yield WordGroup(text[start:end], label, paragraph, start, begins=begin == 0)

    def is_typed(self, text: str, end: int) -> bool:
        return text[end : end + NEAR] in self.typed
