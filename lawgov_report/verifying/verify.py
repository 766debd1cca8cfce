"""A published file beside the document that it should be: the figures that differ, and what was not compared.

Knows figures as they stand in a document, and what readers find; not how files are read or results shown.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.files import Unusable
from lawgov_report.language import quantity
from lawgov_report.readers.published import NEAR
from lawgov_report.report.document import Fact, printed
from lawgov_report.verifying import alignment
from lawgov_report.writing import data
from lawgov_report.writing.csv_cells import defused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_report.readers.published import Mark, Published, PublishedText, Row, Spot
    from lawgov_report.reading.diagnostics import Place
    from lawgov_report.report.document import Document, Line

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
BY_WORDS = "文件里没有指标的标记，数值按前后的文字找到；文字本身没有比较"
WRITTEN, KEY, LINKED_DATA = "written", "key", "json-ld"  # of Difference.what, beside names of attributes


class Difference(NamedTuple):
    """What the file says of a figure, and what the data say; None where one of them has nothing.

    `what` is the column or attribute that differs, `written` for the printed words. `spot` is where it stands
    in the file, `place` where the figure stands in the data; None where it does not.
    """

    key: str
    label: str
    what: str
    published: str | None
    expected: str | None
    spot: Spot | None
    place: Place | None
    note: str = ""


class Verdict(NamedTuple):
    """The result: how many figures of the file were compared, what differs, and remarks on what was not."""

    compared: int
    differences: tuple[Difference, ...]
    remarks: tuple[str, ...] = ()


class _Use(NamedTuple):
    """A figure where the document prints it: the words of its line before and after it."""

    fact: Fact
    before: str
    after: str


def compare(published: Published, document: Document) -> Verdict:
    """Return what differs between the file and the document.

    Raises Unusable where the file has no figures, or none that can be found again.
    """
    if published.rows:
        return _table(published.rows, document)
    uses = [use for line in printed(document) for use in _uses(line)]
    printed_keys = {use.fact.key for use in uses}
    unprinted = [figure.fact.label for figure in document.figures if figure.fact.key not in printed_keys]
    remarks = [_unprinted(unprinted)] if unprinted and not published.linked_data else []
    verdict = (
        _marked(published.marks, document, uses, remarks)
        if published.marks
        else _aligned(published.text, document, remarks)
    )
    linked = _linked_data(published.linked_data, document)
    return verdict._replace(differences=(*verdict.differences, *linked))


def _unprinted(labels: Sequence[str]) -> str:
    more = "等" if len(labels) > NAMED else ""
    return f"报告没有写到的指标 {len(labels)} 项，文件里也没有：{'、'.join(labels[:NAMED])}{more}"


def _uses(line: Line) -> Iterator[_Use]:
    texts = [span.text for span in line]
    for number, span in enumerate(line):
        if isinstance(span, Fact):
            yield _Use(span, "".join(texts[:number]), "".join(texts[number + 1 :]))


def _facts(document: Document) -> dict[str, Fact]:
    return {figure.fact.key: figure.fact for figure in document.figures}


# Figures that are marked


def _marked(
    marks: Sequence[Mark], document: Document, uses: Sequence[_Use], remarks: Sequence[str]
) -> Verdict:
    if len(marks) > MOST_MARKS:
        raise Unusable(f"标出的数值超过 {MOST_MARKS} 处，不像一份年度报告")
    facts = _facts(document)
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
    found += _missing(Counter(mark.key for mark in marks), Counter(use.fact.key for use in uses), facts)
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
    if whole not in known:
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
    facts = _facts(document)
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


def _missing(
    found: Mapping[str, int], expected: Mapping[str, int], facts: Mapping[str, Fact]
) -> Iterator[Difference]:
    for key, count in expected.items():
        if found.get(key, 0) < count and key in facts:
            note = f"报告里有 {count} 处，文件里有 {found.get(key, 0)} 处" if count > 1 else ""
            fact = facts[key]
            yield Difference(key, fact.label, WRITTEN, None, fact.text, None, fact.place, note)


# Rows of a table


def _table(rows: Sequence[Row], document: Document) -> Verdict:
    head, *body = rows
    columns = _columns(head)
    facts = _facts(document)
    expected = {figure.fact.key: data.row(figure, document.office) for figure in document.figures}
    found: list[Difference] = []
    seen: Counter[str] = Counter()
    for row in body:
        key = row[columns[KEY]].text.strip() if columns[KEY] < len(row) else ""
        seen[key] += 1
        if key not in facts:
            spot = row[min(columns[KEY], len(row) - 1)].spot
            found.append(Difference(key, "", KEY, key, None, spot, None))
            continue
        found += _of_row(row, facts[key], columns, expected[key], again=seen[key] > 1)
    found += _missing(seen, dict.fromkeys(facts, 1), facts)
    absent = [column.head for column in data.COLUMNS if column.name not in columns]
    remarks = (f"表里没有这些列，没有比较：{'、'.join(absent)}",) if absent else ()
    return Verdict(len(body), tuple(found), remarks)


def _columns(head: Row) -> dict[str, int]:
    """Return where the columns stand that we know, by their names in Chinese or in JSON."""
    heads = [cell.text.strip() for cell in head]
    known = {}
    for column in data.COLUMNS:
        places = [heads.index(name) for name in (column.head, column.name) if name in heads]
        if places:
            known[column.name] = places[0]
    if KEY not in known or len(known) == 1:
        raise Unusable("不是 lawgov 的数据表：第一行要有“键”和数值各列的名字")
    return known


def _of_row(
    row: Row, fact: Fact, columns: Mapping[str, int], expected: Sequence[data.Value], *, again: bool
) -> Iterator[Difference]:
    key = fact.key
    if again:
        spot = row[min(columns[KEY], len(row) - 1)].spot
        yield Difference(key, fact.label, KEY, key, None, spot, fact.place, "这个键在前面的行里已有")
    for column, wanted in zip(data.COLUMNS, expected, strict=True):
        number = columns.get(column.name)
        if number is None:
            continue
        cell = row[number].text.strip() if number < len(row) else ""
        if not _agrees(cell, wanted):
            at = row[min(number, len(row) - 1)].spot
            value = format(wanted, "f") if isinstance(wanted, Decimal) else wanted or ""
            yield Difference(key, fact.label, column.name, cell, value, at, fact.place)


def _agrees(cell: str, expected: data.Value) -> bool:
    """Return whether a cell says what it should; a spreadsheet may write a number in its own way."""
    if not isinstance(expected, Decimal):
        return cell in {(expected or "").strip(), defused(expected or "").strip()}
    try:
        return Decimal(cell.replace(",", "")) == expected
    except InvalidOperation:
        return False


# Text that names no indicators


def _aligned(text: Sequence[PublishedText], document: Document, remarks: Sequence[str]) -> Verdict:
    """Return what differs where figures can be found only by the words around them."""
    old, uses = _printed(document)
    if sum(len(block.text) for block in text) > MOST_RAW:
        raise Unusable(f"文字连空白超过 {MOST_RAW} 个字，不像一份年度报告")
    pieces = [alignment.plain(block.text) for block in text]
    new = "".join(pieces)
    if len(new) > MOST:
        raise Unusable(f"文字超过 {MOST} 个字，不像一份年度报告")
    begins = [*accumulate(map(len, pieces), initial=0)]
    placed, facts = alignment.align(old, new), _facts(document)
    found = []
    for fact, start, end in uses:
        begin, _ = placed.new_of(start, end)
        shown = _differs(placed, start, end, fact)
        if shown is not None:
            spot = text[bisect_right(begins, begin, hi=len(text)) - 1].spot if shown else None
            place = facts[fact.key].place
            found.append(Difference(fact.key, fact.label, WRITTEN, shown or None, fact.text, spot, place))
    lost = sum(difference.published is None for difference in found)
    if lost > LOST * len(uses) or not uses:
        raise Unusable(f"文件里的文字与这一年的报告对不上，{len(uses)} 处数值有 {lost} 处找不到")
    return Verdict(len(uses), tuple(found), (BY_WORDS, *remarks))


def _printed(document: Document) -> tuple[str, list[tuple[Fact, int, int]]]:
    """Return the printed text, plain, and where the figures stand in it."""
    pieces: list[str] = []
    uses: list[tuple[Fact, int, int]] = []
    length = 0
    for span in (span for line in printed(document) for span in line):
        pieces.append(alignment.plain(span.text))
        if isinstance(span, Fact):
            uses.append((span, length, length + len(pieces[-1])))
        length += len(pieces[-1])
    return "".join(pieces), uses


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
