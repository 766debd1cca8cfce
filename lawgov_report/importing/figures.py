"""Which numbers of a report become figures: each that counts something, with a key, a label and a unit.

Knows the finder of numbers that LG350 and LG351 use, and how quantities are written; not YAML. What counts
nothing (dates, document numbers, names of laws, meetings, plans) stays text, and so does what counts but
cannot be a quantity of ours: `left` says which.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules import numbers, unitless
from lawgov_report.importing import alike, labels
from lawgov_report.importing.clauses import Counted, Uncounted
from lawgov_report.language import quantity
from lawgov_report.language.identifiers import ENGLISH, INSIDE, is_identifier, is_ideograph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.importing.alike import Known
    from lawgov_report.importing.clauses import Clause
    from lawgov_report.importing.labels import Name
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.terms import Terms

# words that end so are no bound of the number behind them: 节约5万元, 最近3次
MORE_UNITS = frozenset("卷箱瓶袋桶尾匹盏根盘卡筐")
NO_BOUND = {"约": "节预签契条公合违履制特", "近": "最附临邻靠亲", "超": "赶反高"}
LONGEST_KEY = 20  # characters; 64 would be read, nobody would type them
LONGEST_UNIT = 8  # characters behind a mark that may belong to its figure: 万平方米以上
WITHIN = "以内"
NAMELESS = "数值"  # the key of a label that has no letter


class Number(NamedTuple):
    """A number that counts something, text[start:end], and the quantity that it writes.

    `key` is the indicator that the file itself ties it to, "" where it says none.
    """

    start: int
    end: int
    amount: Quantity
    key: str = ""


class _Named(NamedTuple):
    """A number of a clause, with its name and what stands around it."""

    clause: int
    number: Number
    name: Name
    context: str


def find(clauses: Sequence[Clause], terms: Terms, known: Known | None = None) -> tuple[Counted, ...]:
    """Return the numbers of the clauses that count something, in order.

    `known` are the indicators that the project has: figures that count the same take their keys and labels.
    """
    units = _units(known)
    named = [
        each
        for index, clause in enumerate(clauses)
        for each in _named(index, clause, [*_numbers(clause, units, terms, known)])
    ]
    figures = [alike.Figure(each.context, each.number.amount.unit) for each in named]
    matched = alike.match(figures, known) if known else {}
    register = _Register(known)
    return tuple(
        register.counted(each, clauses[each.clause], matched.get(index, ""))
        for index, each in enumerate(named)
    )


def left(clauses: Sequence[Clause], terms: Terms, known: Known | None = None) -> tuple[Uncounted, ...]:
    """Return the numbers that count something but stay text, in order, each with the reason."""
    units = _units(known)
    return tuple(
        stay for index, clause in enumerate(clauses) for stay in sorted(_left(index, clause, units, terms))
    )


def key_of(label: str) -> str:
    """Return an identifier that a label can be: its ideographs, letters and digits, at most LONGEST_KEY."""
    plain = unicodedata.normalize("NFKC", label).lower()
    letters = "".join(letter for letter in plain if letter in INSIDE or is_ideograph(letter))
    while letters and not (letters[0] in ENGLISH or is_ideograph(letters[0])):
        letters = letters[1:]
    key = letters[:LONGEST_KEY]
    return key if is_identifier(key) else NAMELESS


def _units(known: Known | None) -> frozenset[str]:
    return (
        numbers.UNITS.union(indicator.unit for indicator in known.indicators.values())
        if known
        else numbers.UNITS
    )


def _spans(text: str, units: frozenset[str], terms: Terms) -> list[tuple[int, int]]:
    """Return where numbers in digits that count something stand, in order."""
    return sorted({*numbers.arabic(text, units, terms.number_words), *unitless.arabic(text)})


def _numbers(clause: Clause, units: frozenset[str], terms: Terms, known: Known | None) -> Iterator[Number]:
    """Yield the numbers of a clause that count something and can be quantities, in order."""
    marked = [*_marked(clause, known)]
    yield from sorted([*marked, *_unmarked(clause, units, terms, marked)])


def _unmarked(
    clause: Clause, units: frozenset[str], terms: Terms, marked: Sequence[Number]
) -> Iterator[Number]:
    for start, end in _spans(clause.text, units, terms):
        number = _read(clause.text, start, end)
        if number and not any(other.start < number.end and number.start < other.end for other in marked):
            yield number


def _read(text: str, start: int, end: int) -> Number | None:
    """Return the quantity at text[start:end], with the bound word before it; None where there is none."""
    bound = next((word for word in quantity.BEFORE if text[:start].endswith(word)), "")
    before = text[: start - len(bound)][-1:]
    if before and before in NO_BOUND.get(bound, ""):
        bound = ""
    # 5%以内: 以内 is no bound word of a quantity, and stays text
    last = end - len(WITHIN) if text[start:end].endswith(WITHIN) else end
    for first in (start - len(bound), start):
        amount = quantity.parse(text[first:last])
        if amount is not None:
            return Number(first, last, amount)
    return None


def _marked(clause: Clause, known: Known | None) -> Iterator[Number]:
    """Yield the numbers that the file itself ties to indicators; the mark may be of the digits alone."""
    for mark in clause.marks:
        indicator = known.indicators.get(mark.key) if known else None
        ends = range(mark.end, min(len(clause.text), mark.end + LONGEST_UNIT) + 1)
        for end in ends:
            number = _read(clause.text, mark.start, end)
            if number and (indicator is None or number.amount.unit == indicator.unit):
                yield number._replace(key=mark.key)
                break


def _left(index: int, clause: Clause, units: frozenset[str], terms: Terms) -> Iterator[Uncounted]:
    text = clause.text
    for start, end in _spans(text, units, terms):
        if _read(text, start, end) is None:
            yield Uncounted(index, start, end, f"“{text[start:end]}”不是数值的写法，留作文字")
    for start, end in {*numbers.chinese(text, terms.number_words), *unitless.chinese(text)}:
        yield Uncounted(index, start, end, f"“{text[start:end]}”用汉字写，数值要用阿拉伯数字，留作文字")


def _named(index: int, clause: Clause, found: Sequence[Number]) -> Iterator[_Named]:
    spans = [(number.start, number.end) for number in found]
    names = labels.of(clause.text, spans, [number.amount for number in found], clause.heading)
    for number, name in zip(found, names, strict=True):
        yield _Named(index, number, name, alike.context(clause.text, number.start, number.end, name.label))


class _Register:
    """Gives each figure its indicator: figures with the same label and value share one."""

    def __init__(self, known: Known | None) -> None:
        self.known = dict(known.indicators) if known else {}
        self.year = known.year if known else 0
        self.labels = {indicator.label for indicator in self.known.values()}
        self.given: dict[tuple[str, str], Counted] = {}  # by label and value
        self.values: dict[str, str] = {}  # of the keys that were given

    def counted(self, each: _Named, clause: Clause, matched: str) -> Counted:
        """Return a figure; `matched` is the key of the indicator that counts the same, "" where none does."""
        number, name = each.number, each.name
        value = clause.text[number.start : number.end]
        key = number.key or matched
        if key and self.values.get(key, value) == value:
            found = self._of_key(key, each, clause, value)
        else:
            found = self.given.get((name.label, value)) or self._new(each, clause, value)
        self.values[found.key] = value
        self.given[name.label, value] = found
        return found._replace(clause=each.clause, start=number.start, end=number.end)

    def _of_key(self, key: str, each: _Named, clause: Clause, value: str) -> Counted:
        """Return the figure of an indicator that the file or the project names."""
        unit = each.number.amount.unit
        indicator = self.known.get(key)
        if indicator is None:
            label = self._unused(each, clause)
            return Counted(0, 0, 0, key, label, value, unit, clause.part, each.name.note)
        note = "" if each.number.key else f"与{self.year or '目录里'}年的“{indicator.label}”相似，沿用它的键"
        return Counted(0, 0, 0, key, indicator.label, value, unit, indicator.part, note)

    def _new(self, each: _Named, clause: Clause, value: str) -> Counted:
        label = self._unused(each, clause)
        key = self._unused_key(key_of(label))
        return Counted(0, 0, 0, key, label, value, each.number.amount.unit, clause.part, each.name.note)

    def _unused(self, each: _Named, clause: Clause) -> str:
        """Return the label, or one that says more, or one with a number: the first that is not in use."""
        above = labels.topic(clause.heading)
        plain = each.name.label
        wider = [plain, each.name.broader, *([f"{plain}（{above}）"] if above else [])]
        counter = 2
        while wider[0] in self.labels:
            wider = wider[1:] or [f"{plain}（{counter}）"]
            counter += 1
        self.labels.add(wider[0])
        return wider[0]

    def _unused_key(self, key: str) -> str:
        taken = {*self.known, *self.values}
        numbered, counter = key, 2
        while numbered in taken:
            numbered = f"{key}_{counter}"
            counter += 1
        return numbered
