"""A published file beside the document that it should be: the figures that differ, then all other text.

Knows figures as they stand in a document, and what readers find; not how files are read or results shown.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.language import quantity
from lawgov_report.readers.published import NEAR
from lawgov_report.report.document import Fact, printed
from lawgov_report.verifying import alignment, streams, table, texts
from lawgov_report.verifying import expected as expectation
from lawgov_report.verifying.texts import Read
from lawgov_report.verifying.verdict import LINKED_DATA, WRITTEN, Difference, Verdict, missing
from lawgov_report.verifying.verdict import facts as facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.readers.published import Mark, Published, PublishedText
    from lawgov_report.report.document import Document, Line
    from lawgov_report.verifying.alignment import Alignment
    from lawgov_report.verifying.expected import Expected

LETTERS = re.compile(r"\w*")
# Bound words beside a number belong to the figure: 约95%以上 is not 95%.
BEFORE = re.compile(f"(?:{'|'.join(quantity.BEFORE)})$")
AFTER = re.compile(f"(?:{'|'.join(quantity.AFTER)})$")
SCALES = "万亿余多"  # what may stand between a number and its unit
SCALING = "(?:[万亿][余多]?|[余多][万亿]?)?"
MOST = 1_000_000  # characters of a text that is aligned: a report has some 10,000
MOST_RAW = 8_000_000  # characters with blanks, which a page may have between its tags
MOST_MARKS = 20_000
FAR = 30  # characters beside a figure that are other words: what stands there is not known to be the figure
MOST_REWRITTEN = 2000  # characters: in a longer stretch of other words any figure is found by chance
# Beyond this share of figures that are not found, the file is of another year or another office: a list of
# all figures as missing would say less than that.
LOST = 0.9
NAMED = 10  # indicators that a remark names
BY_WORDS = "文件里没有指标的标记，数值按前后的文字找到"
OTHER_TEXT = "文件里的文字与报告的对不上，只比较了数值"
LOST_WITH_TEXT = "连同所在的文字一起没有"
HALF = 0.5  # of the text: with less, and hardly a figure, it is another
ARTICLE = 0.8  # of the report that stands in the article of a page: with less, all of the page is looked at
MOST_TEXTS = 500  # differences in the text that are listed


class _Use(NamedTuple):
    """A figure where the document prints it: the words of its line before and after it."""

    fact: Fact
    before: str
    after: str


def compare(published: Published, document: Document) -> Verdict:
    """Return what differs between the file and the document.

    Raises Unusable where the file is another text, or too long.
    """
    if published.rows:
        return table.compare(published.rows, document)
    uses = [use for line in printed(document) for use in _uses(line)]
    printed_keys = {use.fact.key for use in uses}
    unprinted = [figure.fact.label for figure in document.figures if figure.fact.key not in printed_keys]
    remarks = [_unprinted(unprinted)] if unprinted and not published.linked_data else []
    text = _plain(published.text)
    beside = _beside(published, expectation.of(document, text))
    verdict = (
        _marked(published.marks, document, uses, remarks)
        if published.marks
        else _aligned(beside, document, remarks)
    )
    linked = _linked_data(published.linked_data, document)
    return _with_texts(verdict._replace(differences=(*verdict.differences, *linked)), beside)


class _Beside(NamedTuple):
    """A text that was read beside the one that is expected, and how the two are aligned."""

    expected: Expected
    read: Read
    placed: Alignment

    @property
    def share(self) -> float:
        """How much of what is expected is there."""
        same = sum(block.old_end - block.old for block in self.placed.blocks if block.same)
        return same / max(1, len(self.placed.old))


def _beside(published: Published, expected: Expected) -> _Beside:
    """Return the text of a file beside the one expected: the article of a page, or all of it."""
    whole = _plain(published.page)
    article = _Beside(expected, *_read(published.text, expected, published, whole))
    if article.share >= ARTICLE or len(published.page) == len(published.text) or not published.page:
        return article
    page = _Beside(expected, *_read(published.page, expected, published, whole))
    return max(article, page, key=lambda beside: beside.share)


def _read(
    texts: Sequence[PublishedText], expected: Expected, published: Published, whole: str
) -> tuple[Read, Alignment]:
    _plain(texts)
    stream = streams.of([text.label + text.text for text in texts])
    read = Read(texts, stream, bool(published.page), whole)
    return read, alignment.align(expected.stream.text, stream.text)


def _plain(texts: Sequence[PublishedText]) -> str:
    """Return texts as one, plain. Raises Unusable for more than any report has."""
    if sum(len(block.text) for block in texts) > MOST_RAW:
        raise Unusable(f"文字连空白超过 {MOST_RAW} 个字，不像一份年度报告")
    text = "".join(alignment.plain(block.label + block.text) for block in texts)
    if len(text) > MOST:
        raise Unusable(f"文字超过 {MOST} 个字，不像一份年度报告")
    return text


def _with_texts(verdict: Verdict, beside: _Beside) -> Verdict:
    """Return a verdict on figures with what differs in all other text."""
    if beside.share < 1 - LOST:
        return verdict._replace(remarks=(*verdict.remarks, OTHER_TEXT))
    reported = {difference.key for difference in verdict.differences}
    found = texts.differences(beside.expected, beside.read, beside.placed, reported)
    more = (f"文字不同的还有 {len(found) - MOST_TEXTS} 处，没有列出",) if len(found) > MOST_TEXTS else ()
    lines = len(beside.expected.stream.units)
    lost = {key for text in found for key in text.keys}
    figures = tuple(_with_note(figure) if figure.key in lost else figure for figure in verdict.differences)
    return verdict._replace(
        differences=figures, texts=(*found[:MOST_TEXTS],), lines=lines, remarks=(*verdict.remarks, *more)
    )


def _with_note(figure: Difference) -> Difference:
    """Return a figure that is missing, saying that it is so with the text around it."""
    return figure if figure.published or figure.note else figure._replace(note=LOST_WITH_TEXT)


def _unprinted(labels: Sequence[str]) -> str:
    more = "等" if len(labels) > NAMED else ""
    return f"报告没有写到的指标 {len(labels)} 项，文件里也没有：{'、'.join(labels[:NAMED])}{more}"


def _uses(line: Line) -> Iterator[_Use]:
    texts = [span.text for span in line]
    for number, span in enumerate(line):
        if isinstance(span, Fact):
            yield _Use(span, "".join(texts[:number]), "".join(texts[number + 1 :]))


# Figures that are marked


def _marked(
    marks: Sequence[Mark], document: Document, uses: Sequence[_Use], remarks: Sequence[str]
) -> Verdict:
    if len(marks) > MOST_MARKS:
        raise Unusable(f"标出的数值超过 {MOST_MARKS} 处，不像一份年度报告")
    facts = facts_of(document)
    known: dict[str, set[str]] = {}
    for use in uses:
        known.setdefault(use.fact.key, set()).update(_readings(use))
    found: list[Difference] = []
    for mark in marks:
        fact = facts.get(mark.key)
        if fact is None:
            found.append(Difference(mark.key, "", WRITTEN, mark.text, None, mark.spot, None))
            continue
        found += _differing(mark, fact, known.get(mark.key, {fact.text}))
    found += missing(Counter(mark.key for mark in marks), Counter(use.fact.key for use in uses), facts)
    return Verdict(len(marks), tuple(found), tuple(remarks))


def _readings(use: _Use) -> Iterator[str]:
    """Yield the figure as a reader sees it.

    A mark holds the whole figure (95%以上) in a web page, its digits alone (95%) in a Word file. Words that
    may belong to a figure also stand beside it because the text has them there (约{{ rate }}): then they
    are expected.
    """
    fact = use.fact
    yield _whole(use.before, fact.text, use.after, fact)[0]
    yield _whole(use.before + fact.before, fact.digits, fact.after + use.after, fact)[0]


def _whole(before: str, text: str, after: str, fact: Fact) -> tuple[str, str]:
    """Return a figure with the words beside it that belong to it; and what to show of it.

    What is shown goes on to the end of the word, up to the length of the figure in the data, so that a wrong
    unit is shown too (90起 for 90件).
    """
    # The unit as it is printed or as the catalogue has it; the longer first, since alternatives are tried in
    # order, and 件 would end the figure in 件次.
    unit = AFTER.sub("", fact.after.lstrip(SCALES))
    units = "|".join(sorted({re.escape(unit), re.escape(fact.unit)}, key=len, reverse=True))
    lead = BEFORE.search(before)
    tail = re.match(f"{SCALING}(?:{units})?(?:{'|'.join(quantity.AFTER)})?", after)
    head = (lead[0] if lead else "") + text
    belongs = tail[0] if tail else ""
    more = LETTERS.match(after, len(belongs), max(len(belongs), len(fact.text) - len(head)))
    return head + belongs, head + belongs + (more[0] if more else "")


def _differing(mark: Mark, fact: Fact, known: set[str]) -> Iterator[Difference]:
    before, text, after = ("".join(part.split()) for part in (mark.before, mark.text, mark.after))
    whole, shown = _whole(before, text, after, fact)
    if whole not in known and shown != fact.text:  # what went from around it, the text shows
        yield Difference(fact.key, fact.label, WRITTEN, shown, fact.text, mark.spot, fact.place)
    expected = {**_numbers(fact), "unit": fact.unit, "bound": fact.bound}
    for name, attribute in mark.attributes.items():
        if attribute != expected[name]:
            yield Difference(fact.key, fact.label, name, attribute, expected[name], mark.spot, fact.place)


def _numbers(fact: Fact) -> dict[str, str]:
    """Return the value of a figure, or the two bounds of a range, as a page writes them."""
    low, high = fact.bounds if fact.is_range else (None, None)
    numbers = {"value": fact.value, "low": low, "high": high}
    return {name: "" if number is None else format(number, "f") for name, number in numbers.items()}


def _linked_data(marks: Sequence[Mark], document: Document) -> Iterator[Difference]:
    """Yield what differs in the figures that a page gives to machines: it should give all of the year.

    Nothing where it gives none, as most pages of others.
    """
    if not marks:
        return
    if len(marks) > MOST_MARKS:
        raise Unusable(f"JSON-LD 里的数值超过 {MOST_MARKS} 项，不像一份年度报告")
    facts = facts_of(document)
    for mark in marks:
        fact = facts.get(mark.key)
        if fact is None:
            yield Difference(mark.key, "", LINKED_DATA, _shown(mark.attributes), None, mark.spot, None)
        else:
            yield from _linked(mark, fact)
    there = {mark.key for mark in marks}
    for fact in facts.values():
        if fact.key not in there:
            yield Difference(fact.key, fact.label, LINKED_DATA, None, fact.text, None, fact.place)


def _linked(mark: Mark, fact: Fact) -> Iterator[Difference]:
    """Yield the first of value (of a range its bounds) and unit that differs."""
    expected, unit = _numbers(fact), mark.attributes["unit"]
    if not all(_equal(mark.attributes[name], number) for name, number in expected.items()):
        values = _shown(mark.attributes), _shown(expected)
        yield Difference(fact.key, fact.label, LINKED_DATA, *values, mark.spot, fact.place)
    elif unit != fact.unit:
        yield Difference(fact.key, fact.label, LINKED_DATA, unit, fact.unit, mark.spot, fact.place)


def _shown(numbers: Mapping[str, str]) -> str:
    """Return a value, or two bounds as a range."""
    return numbers["value"] or "—".join(number for number in (numbers["low"], numbers["high"]) if number)


def _equal(written: str, expected: str) -> bool:
    """Return whether two numbers are the same, as exactly as JSON's numbers can say it; "" is none."""
    try:
        return written == expected or float(written) == float(expected)
    except ValueError:
        return False


# Text that names no indicators


def _aligned(beside: _Beside, document: Document, remarks: Sequence[str]) -> Verdict:
    """Return what differs where figures can be found only by the words around them."""
    facts, uses = facts_of(document), beside.expected.uses
    found = []
    for fact, start, end in uses:
        shown = _differs(beside.placed, start, end, fact)
        if shown is not None and shown != fact.text:  # what went from around it, the text shows
            begin, _ = beside.placed.new_of(start, end)
            spot = beside.read.spot(begin) if shown else None
            place = facts[fact.key].place
            found.append(Difference(fact.key, fact.label, WRITTEN, shown or None, fact.text, spot, place))
    lost = sum(difference.published is None for difference in found)
    if beside.share < 1 - LOST or (lost > LOST * len(uses) and beside.share < HALF):
        raise Unusable(f"文件里的文字与这一年的报告对不上，{len(uses)} 处数值有 {lost} 处找不到")
    return Verdict(len(uses), tuple(found), (BY_WORDS, *remarks) if uses else (*remarks,))


def _differs(placed: alignment.Alignment, start: int, end: int, fact: Fact) -> str | None:
    """Return what the text has for old[start:end], "" where it has nothing; None where it has the same."""
    begin, finish = placed.new_of(start, end)
    expected, actual = placed.old[start:end], placed.new[begin:finish]
    if placed.slack(start, end) > FAR:  # the words around it changed too: it may be there, or not
        there = len(actual) < MOST_REWRITTEN and re.search(f"(?<![0-9.]){re.escape(expected)}", actual)
        return None if there else ""
    around = placed.new[max(0, begin - NEAR) : begin], actual, placed.new[finish : finish + NEAR]
    whole, shown = _whole(*around, fact)
    if actual == expected:
        # The same digits are another figure where a word beside them came or went: 90件 became 90余件.
        before, after = placed.old[max(0, start - NEAR) : start], placed.old[end : end + NEAR]
        return None if whole == _whole(before, actual, after, fact)[0] else shown
    return shown if actual else ""
