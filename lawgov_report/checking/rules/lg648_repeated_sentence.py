"""同一句话不应在一份报告里写两遍。

为什么：多为几个部门的稿子合在一起，或者复制以后忘了删；同一件事、同一个数也会被当成两件。

错误：

    组织执法人员参加岗前培训和专门法律知识考试。……组织执法人员参加岗前培训和专门法律知识考试。

正确：

    组织执法人员参加岗前培训和专门法律知识考试。

整句相同的才报告，十二个字以下的不报告；一句里同一个分句写了两遍、紧接着又写一遍的，也报告。

怎么改：删去一处。
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules.marks import CLOSERS, REACH
from lawgov_report.checking.rules.texts import MASK
from lawgov_report.models.walk import TextKind
from lawgov_report.reading.diagnostics import Related, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_report.checking.rules import Report
    from lawgov_report.checking.rules.texts import Prose
    from lawgov_report.reading.diagnostics import Diagnostic

CODE = "LG648"
NAME = "repeated-sentence"
SEVERITY = Severity.WARNING
SENTENCE = re.compile("[^。！？]+")
CLAUSE = re.compile("[^，：；]+")
MARK = re.compile("[，：；。！？]")
PAUSE = re.compile("[，；]")
REFERENCE = re.compile(f"{MASK}+")
CLOSING = "".join(CLOSERS)
LONG = 12  # characters, a reference counted as two: shorter sentences are slogans, or what every report says
LONG_TAIL = 14  # of the end of a sentence that is a sentence of its own elsewhere
LONG_CLAUSE, NEXT_CLAUSE = 6, 4  # twice in one sentence, and twice in a row
SHOWN = 16
COUNTED = re.compile(f"[0-9{MASK}]")


class Stretch(NamedTuple):
    """A stretch of a text, from `start` to `end`."""

    text: Prose
    start: int
    end: int

    def __str__(self) -> str:
        return self.text.written.text[self.start : self.end]


def check(report: Report) -> Iterator[Diagnostic]:
    """Yield sentences that an earlier text has, and clauses that stand twice in one sentence.

    One pass: what sentences and their ends say is looked up by its words. Nearly all sentences are
    passed over, since none of their clauses stands twice in the report.
    """
    # an annex may give in full what the report quotes
    texts = [text for text in report.texts if not text.is_heading and text.kind is not TextKind.ANNEX_TEXT]
    counts = Counter(MARK.split("。".join(text.masked for text in texts)))
    twice = {clause for clause, count in counts.items() if count > 1 and len(clause) >= NEXT_CLAUSE}
    sentences: dict[str, Stretch] = {}
    ends: dict[str, Stretch] = {}
    for text in texts if twice else ():
        for words, first in _joined(_repeated(text, twice, sentences, ends)):
            yield _finding(words, first)


def _repeated(
    text: Prose, twice: set[str], sentences: dict[str, Stretch], ends: dict[str, Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield what of a text stood before, and where; take note of its sentences and their ends."""
    for match in SENTENCE.finditer(text.masked):
        if twice.isdisjoint(MARK.split(match[0])):
            continue
        sentence = _trimmed(text, *match.span())
        tails = list(_tails(sentence))
        first = sentences.get(str(sentence)) or ends.get(str(sentence))
        if first:
            yield sentence, first
            continue
        earlier = next((tail for tail in tails if str(tail) in sentences), None)
        if earlier:
            yield earlier, sentences[str(earlier)]
        yield from _clauses_again(sentence)
        if _length(sentence) >= LONG:
            sentences[str(sentence)] = sentence
        ends.update((str(tail), tail) for tail in tails)


def _trimmed(text: Prose, start: int, end: int) -> Stretch:
    """Return a sentence without what closes the one before it, and without blanks or a semicolon."""
    sentence = text.masked[start:end]
    start = end - len(sentence.lstrip(f"{CLOSING} 　"))
    return Stretch(text, start, start + len(text.masked[start:end].rstrip("； ")))


def _length(words: Stretch) -> int:
    return len(REFERENCE.sub("00", words.text.masked[words.start : words.end]))


def _tails(sentence: Stretch) -> Iterator[Stretch]:
    """Yield the ends of a sentence, each from a clause on; none of one that is longer than any."""
    text, start, end = sentence
    # all ends of one endless sentence would be as long as the square of it
    for pause in PAUSE.finditer(text.masked, start, end) if end - start <= REACH else ():
        tail = Stretch(text, pause.end(), end)
        if _length(tail) >= LONG_TAIL:
            yield tail


def _clauses_again(sentence: Stretch) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield the clauses without a figure that stand twice in a sentence, or twice in a row."""
    seen: dict[str, Stretch] = {}
    last = ""
    for match in CLAUSE.finditer(sentence.text.masked, sentence.start, sentence.end):
        clause = Stretch(sentence.text, *match.span())
        fewest = NEXT_CLAUSE if match[0] == last else LONG_CLAUSE
        last = match[0]
        if len(last) >= fewest and COUNTED.search(last) is None:
            if last in seen:
                yield clause, seen[last]
            seen[last] = clause
        elif len(last) >= NEXT_CLAUSE:
            seen[last] = clause


def _joined(found: Iterator[tuple[Stretch, Stretch]]) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield what is repeated, sentences that follow one another as one."""
    run: tuple[Stretch, Stretch] | None = None
    for words, first in found:
        if run and words.start <= run[0].end + 1 and words.start >= run[0].start:
            run = run[0]._replace(end=max(words.end, run[0].end)), run[1]
            continue
        if run:
            yield run
        run = words, first
    if run:
        yield run


def _finding(words: Stretch, first: Stretch) -> Diagnostic:
    shown = str(words)
    shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}……"
    message = f"“{shown}”前面已经写过"
    finding = words.text.quote(words.start, words.end).finding(CODE, message, "删去一处")
    place = first.text.written.at(first.start, first.end)
    return finding._replace(related=(Related(place, "前一处"),))
