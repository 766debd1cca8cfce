"""What holds between neighbouring figures: sums, shares, rates and changes, offered for the catalogue.

Knows the figures that were found and the sentences that they stand in; not which relations a catalogue has.
A relation is offered where the words say so (其中, 率, 增长) and the figures agree; where the words are plain
and the figures nearly agree, it is offered as one that does not hold, since that is what a person must see.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import phrases, vocabulary
from lawgov_report.importing.clauses import Offer
from lawgov_report.importing.labels import BORROWED, EARLIER
from lawgov_report.language import quantity, relation
from lawgov_report.language.quantity import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.importing.clauses import Clause, Counted
    from lawgov_report.language.quantity import Interval, Quantity

ENDS = re.compile("[。！？；\n]")
PART = re.compile("其中|包括|分别为|分别是")
RATE = re.compile("(?:率|比例|占比|比重)$")
CHANGE = re.compile("(?:增长率|降幅)$")
FALLING = "降幅"
REACH = 5  # figures before a rate that it may be made of
PAIR = 2  # figures, before and after a change
MOST_PARTS = 30  # of one figure
FEWEST = 3  # parts that add up to a figure without a word that says so: two do by chance
NEARLY = 2  # percentage points by which a rate may miss what it is made of and still be meant


class _Figure(NamedTuple):
    """A figure of a sentence, with the words between the figure before it and itself."""

    counted: Counted
    amount: Quantity
    gap: str

    @property
    def number(self) -> Decimal:
        """What it writes, in its unit."""
        return quantity.value(self.amount) or Decimal(0)


def offer(counted: Sequence[Counted], clauses: Sequence[Clause]) -> tuple[Offer, ...]:
    """Return the relations between figures of one sentence, each once, in the order of the text."""
    found: dict[str, Offer] = {}
    for sentence in _sentences(counted, clauses):
        for offered in _of_sentence(sentence):
            found.setdefault(offered.relation, offered)
    return tuple(found.values())


def _sentences(counted: Sequence[Counted], clauses: Sequence[Clause]) -> Iterator[list[_Figure]]:
    """Yield the figures that have values, sentence by sentence; a semicolon ends one too."""
    for index, group in groupby(counted, lambda each: each.clause):
        text, last = clauses[index].text, 0
        sentence: list[_Figure] = []
        for each in group:
            gap, last = text[last : each.start], each.end
            if ENDS.search(gap) and sentence:
                yield sentence
                sentence = []
            amount = quantity.parse(each.value)
            if amount is not None and amount.kind is Kind.AMOUNT:
                sentence.append(_Figure(each, amount, ENDS.split(gap)[-1]))
        yield sentence


def _of_sentence(sentence: list[_Figure]) -> Iterator[Offer]:
    summed = 0  # the parts of a sum are no wholes of others
    for index, figure in enumerate(sentence):
        before = sentence[max(0, index - REACH) : index]
        if CHANGE.search(figure.counted.label):
            yield from _change(figure, before)
        elif quantity.is_share(figure.amount) and RATE.search(figure.counted.label):
            yield from _rate(figure, before)
        elif index >= summed:
            parts = _parts(figure, sentence[index + 1 : index + 1 + MOST_PARTS])
            yield from _sum(figure, parts)
            summed = index + 1 + len(parts)
    yield from _shares(sentence)


def _sum(whole: _Figure, parts: Sequence[_Figure]) -> Iterator[Offer]:
    """Yield that a figure is the sum of its parts, or that each of them is at most as much."""
    stated = bool(parts) and PART.search(parts[0].gap) is not None
    equation = f"{whole.counted.key} == {' + '.join(part.counted.key for part in parts)}"
    if len(parts) > 1 and _holds(equation, [whole, *parts]):
        yield Offer(equation, holds=True, note=_summed(whole, parts, "＝"))
    elif stated and len(parts) > 1 and sum(part.number for part in parts) > whole.number:
        yield Offer(equation, holds=False, note=_summed(whole, parts, "≠"))
    elif stated:
        yield from (_at_most(part, whole) for part in parts if part.number <= whole.number)


def _parts(whole: _Figure, after: Sequence[_Figure]) -> list[_Figure]:
    """Return the parts of a whole: figures in its unit, those behind 其中 or those that add up to it."""
    parts: list[_Figure] = []
    keys = {whole.counted.key}
    for figure in after:
        new = figure.counted.key not in keys
        if figure.counted.unit != whole.counted.unit or not new or (parts and _begins_anew(figure)):
            break
        parts.append(figure)
        keys.add(figure.counted.key)
        if sum(part.number for part in parts) >= whole.number:
            break
    stated = parts and PART.search(parts[0].gap)
    adding_up = len(parts) >= FEWEST and sum(part.number for part in parts) == whole.number
    return parts if stated or adding_up else []


def _begins_anew(figure: _Figure) -> bool:
    """Return whether a figure behind a part is none itself: it is of another whole, or of another action."""
    return PART.search(figure.gap) is not None or phrases.first_action(figure.gap.lstrip("，、")) != ""


def _rate(rate: _Figure, before: Sequence[_Figure]) -> Iterator[Offer]:
    """Yield that a rate is one figure before it divided by another, of all such pairs the nearest."""
    pairs = [
        (part, whole)
        for last, part in reversed([*enumerate(before)])
        for whole in reversed(before[:last])
        if _is_share_of(part, whole) and _speaks_of(rate, (part, whole))
    ]
    nearly = [
        (part, whole)
        for part, whole in pairs
        if abs(part.number * 100 / whole.number - rate.number) <= NEARLY
    ]
    for part, whole in nearly:
        equation = f"{rate.counted.key} == {part.counted.key} / {whole.counted.key}"
        if _holds(equation, [rate, part, whole]):
            yield Offer(equation, holds=True, note=_divided(rate, part, whole))
            return
    for part, whole in nearly[:1]:
        equation = f"{rate.counted.key} == {part.counted.key} / {whole.counted.key}"
        yield Offer(equation, holds=False, note=f"{_divided(rate, part, whole)}，不相符")


def _is_share_of(part: _Figure, whole: _Figure) -> bool:
    like = part.counted.unit == whole.counted.unit and not quantity.is_share(part.amount)
    return like and part.counted.key != whole.counted.key and 0 < part.number <= whole.number


def _speaks_of(rate: _Figure, figures: Iterable[_Figure]) -> bool:
    """Return whether the label of a rate has in it what one of the figures counts."""
    return any(phrases.what_of(figure.counted.label) in rate.counted.label for figure in figures)


def _change(change: _Figure, before: Sequence[_Figure]) -> Iterator[Offer]:
    """Yield that a change is that between the two figures before it: 从1795亿元增加到2154亿元，增长20%."""
    label = change.counted.label
    if len(before) < PAIR or not quantity.is_share(change.amount):
        return
    old, new = before[-PAIR:]
    named = new.counted.label + EARLIER == old.counted.label and label.startswith(new.counted.label)
    if not named or not old.number:
        return
    more, less = (old, new) if label.endswith(FALLING) else (new, old)
    keys = change.counted.key, more.counted.key, less.counted.key, old.counted.key
    equation = "{} == ({} - {}) / {}".format(*keys)
    holds = _holds(equation, [change, old, new])
    note = f"{old.counted.value}到{new.counted.value}，写作变动{change.counted.value}"
    if holds or abs(abs(new.number / old.number - 1) * 100 - change.number) <= NEARLY:
        yield Offer(equation, holds, note if holds else f"{note}，不相符")


def _shares(sentence: Sequence[_Figure]) -> Iterator[Offer]:
    """Yield that what was done is at most what there was to do: 受理案件10件，办结6件."""
    for whole, part in pairwise(sentence):
        counted, label = phrases.what_of(whole.counted.label), part.counted.label
        borrows = part.counted.note.startswith(BORROWED.format(counted)) and counted in label
        follows = phrases.first_action(label) in {"", *vocabulary.FOLLOWING}
        if borrows and follows and _is_share_of(part, whole) and not PART.search(part.gap):
            yield _at_most(part, whole)


def _at_most(part: _Figure, whole: _Figure) -> Offer:
    note = f"{part.counted.value}（{part.counted.label}）含在{whole.counted.value}（{whole.counted.label}）内"
    return Offer(f"{part.counted.key} <= {whole.counted.key}", holds=True, note=note)


def _holds(equation: str, figures: Iterable[_Figure]) -> bool:
    intervals: dict[str, Interval] = {
        figure.counted.key: quantity.interval(figure.amount) for figure in figures
    }
    return relation.holds(relation.parse(equation), intervals.__getitem__)


def _summed(whole: _Figure, parts: Sequence[_Figure], sign: str) -> str:
    return f"{'＋'.join(part.counted.value for part in parts)}{sign}{whole.counted.value}"


def _divided(rate: _Figure, part: _Figure, whole: _Figure) -> str:
    exact = f"{part.number * 100 / whole.number:.2f}%"
    return f"{part.counted.value}÷{whole.counted.value}＝{exact}，写作{rate.counted.value}"
