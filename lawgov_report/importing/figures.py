"""Which numbers of a report become figures: each that counts something, with a key, a label and a unit.

Knows the finder of numbers that LG350 and LG351 use, and how quantities are written; not YAML. What counts
nothing (dates, document numbers, names of laws, meetings, plans) stays text, and so does what counts but
cannot be a quantity of ours: `left` says which.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.checking.rules import numbers, unitless
from lawgov_report.importing import alike, labels, phrases
from lawgov_report.importing.clauses import Counted, Uncounted
from lawgov_report.language import quantity
from lawgov_report.language.identifiers import ENGLISH, INSIDE, is_identifier, is_ideograph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_report.importing.alike import Known, Trace
    from lawgov_report.importing.clauses import Clause
    from lawgov_report.importing.labels import FigureName
    from lawgov_report.language.quantity import Quantity
    from lawgov_report.models.terms import Terms
    from lawgov_report.readers.published import Marked

# words that end so are no bound of the number behind them: 节约5万元, 最近3次
MORE_UNITS = frozenset("卷箱瓶袋桶尾匹盏根盘卡筐列")  # which need more care in prose than here
NO_BOUND = {"约": "节预签契条公合违履制特", "近": "最附临邻靠亲", "超": "赶反高"}
LONGEST_KEY = 20  # characters; 64 would be read, nobody would type them
LONGEST_UNIT = 8  # characters behind a mark that may belong to its figure: 万平方米以上
WITHIN = "以内"
PER = re.compile("/(?:年|月|日|天|人|户|亩|千瓦时|平方米|立方米)")  # 3095万吨/年
GRADE = "级"  # 30万吨级
MOST_CANDIDATES = 50  # figures of one value that a cell may say again
NAMELESS = "数值"  # the key of a label that has no letter


class NumberSpan(NamedTuple):
    """A number that counts something, text[start:end], and the quantity that it writes.

    `key` is the indicator that the file itself ties it to, "" where it says none.
    """

    start: int
    end: int
    amount: Quantity
    key: str = ""


class _Named(NamedTuple):
    """A number of a clause with its name, and how it is known again."""

    clause: int
    number: NumberSpan
    name: FigureName
    trace: Trace


def find(clauses: Sequence[Clause], terms: Terms, known: Known | None = None) -> tuple[Counted, ...]:
    """Return the numbers of the clauses that count something, in order.

    `known` are the indicators that the project has: figures that count the same take their keys and labels.
    """
    units = _units(known)
    named = [
        each
        for index, clause in enumerate(clauses)
        for each in _named(index, clause, _numbers(clause, units, terms, known))
    ]
    matched = alike.match([each.trace for each in named], known) if known else {}
    register = _Register(known, (each.number.key for each in named if each.number.key))
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
    own = {indicator.unit for indicator in known.indicators.values()} if known else ()
    return (numbers.UNITS | MORE_UNITS).union(own)


def _spans(text: str, units: frozenset[str], terms: Terms) -> list[tuple[int, int]]:
    """Return where numbers in digits that count something stand, in order."""
    spans = {*numbers.arabic(text, units, terms.number_words), *unitless.arabic(text)}
    return sorted(span for span in spans if not text.startswith(GRADE, span[1]))


def _numbers(clause: Clause, units: frozenset[str], terms: Terms, known: Known | None) -> list[NumberSpan]:
    """Return the numbers of a clause that count something and can be quantities, in order."""
    spans = _spans(clause.text, units, terms)
    found = [number for start, end in spans if (number := _read(clause.text, start, end))]
    marked = _marked(clause, found, known)
    covered = {place for number in marked for place in range(number.start, number.end)}
    unmarked = [number for number in found if covered.isdisjoint(range(number.start, number.end))]
    return sorted([*marked, *unmarked])


def _read(text: str, start: int, end: int) -> NumberSpan | None:
    """Return the quantity at text[start:end], with the bound word before it; None where there is none."""
    bound = next((word for word in quantity.BEFORE if text.endswith(word, 0, start)), "")
    before = text[max(0, start - len(bound) - 1) : start - len(bound)]
    if before and before in NO_BOUND.get(bound, ""):
        bound = ""
    # 5%以内: 以内 is no bound word of a quantity, and stays text
    last = end - len(WITHIN) if text[start:end].endswith(WITHIN) else end
    per = PER.match(text, last)
    last = per.end() if per else last
    for first in (start - len(bound), start):
        amount = quantity.parse(text[first:last])
        # of 30万以上 no unit is read, and what has none is no quantity
        if amount is not None and not amount.unit.startswith(quantity.AFTER):
            return NumberSpan(first, last, amount)
    return None


def _marked(clause: Clause, found: Sequence[NumberSpan], known: Known | None) -> list[NumberSpan]:
    """Return the numbers that the file itself ties to indicators; a mark may be of the digits alone."""
    around = {place: number for number in found for place in range(number.start, number.end)}
    marked: list[NumberSpan] = []
    for mark in sorted(clause.marks):
        if not is_identifier(mark.key) or (marked and mark.start < marked[-1].end):
            continue
        number = _measuring(clause.text, mark, around.get(mark.start), known)
        if number:
            marked.append(number._replace(key=mark.key))
    return marked


def _measuring(text: str, mark: Marked, found: NumberSpan | None, known: Known | None) -> NumberSpan | None:
    """Return the number at a mark in the unit of its indicator: the one that was found, or a longer one."""
    indicator = known.indicators.get(mark.key) if known else None
    ends = range(mark.end, min(len(text), mark.end + LONGEST_UNIT) + 1)
    longer = (_read(text, mark.start, end) for end in ends)
    units = {indicator.unit} if indicator else set()
    fitting = (number for number in (found, *longer) if number and units <= {number.amount.unit})
    return next(fitting, None)


def _left(index: int, clause: Clause, units: frozenset[str], terms: Terms) -> Iterator[Uncounted]:
    text = clause.text
    for start, end in _spans(text, units, terms):
        if _read(text, start, end) is None:
            yield Uncounted(index, start, end, f"“{text[start:end]}”不是数值的写法，留作文字")
    for start, end in {*numbers.chinese(text, terms.number_words), *unitless.chinese(text)}:
        yield Uncounted(index, start, end, f"“{text[start:end]}”用汉字写，数值要用阿拉伯数字，留作文字")


def _named(index: int, clause: Clause, found: Sequence[NumberSpan]) -> Iterator[_Named]:
    spans = [(number.start, number.end) for number in found]
    names = labels.of(clause.text, spans, [number.amount for number in found], clause.heading)
    for number, name in zip(found, names, strict=True):
        context = alike.context(clause.text, number.start, number.end, name.label)
        yield _Named(index, number, name, alike.Trace(name.label, context, number.amount.unit))


def _is_cell(number: NumberSpan, clause: Clause) -> bool:
    return (number.start, number.end) == (0, len(clause.text))


class _Register:
    """Gives each figure its indicator: those with the same key, or the same label and value, share one."""

    def __init__(self, known: Known | None, marked: Iterable[str]) -> None:
        self.known = dict(known.indicators) if known else {}
        self.source = f"{known.year}年" if known and known.year else "目录里"
        self.keys = {*self.known, *marked}
        self.labels = {indicator.label for indicator in self.known.values()}
        self.by_key: dict[str, Counted] = {}
        self.by_name: dict[tuple[str, str], Counted] = {}
        self.prose: dict[str, dict[str, Counted]] = {}  # by value and key, of what is no cell
        self.repeated: Counter[str] = Counter()

    def counted(self, each: _Named, clause: Clause, matched: str) -> Counted:
        """Return a figure; `matched` is the key of the indicator that counts the same, "" where none does."""
        number = each.number
        value = clause.text[number.start : number.end]
        found = (
            self._of_key(number.key or matched, each, clause, value)
            or self.by_name.get((each.name.label, value))
            or self._in_prose(each, clause)
            or self._new(each, clause, value)
        )
        self.by_key[found.key] = self.by_name[each.name.label, value] = found
        if not _is_cell(number, clause):
            self.prose.setdefault(value, {})[found.key] = found
        return found._replace(clause=each.clause, start=number.start, end=number.end)

    def _of_key(self, key: str, each: _Named, clause: Clause, value: str) -> Counted | None:
        """Return the figure of an indicator that the file or the project names; None where it has another."""
        if key in self.by_key or not key:
            found = self.by_key.get(key)
            return found if found and found.value == value else None
        indicator = self.known.get(key)
        if indicator is None:
            return self._new(each, clause, value)._replace(key=key)
        note = "" if each.number.key else f"{self.source}已有“{indicator.label}”，沿用它的键"
        return Counted(0, 0, 0, key, indicator.label, value, indicator.unit, indicator.part, note)

    def _in_prose(self, each: _Named, clause: Clause) -> Counted | None:
        """Return the figure of the prose that a cell says again: of the same value, the one most alike."""
        if not _is_cell(each.number, clause):
            return None
        name = each.name.label
        candidates = [*self.prose.get(clause.text, {}).values()][:MOST_CANDIDATES]
        best = max(candidates, key=lambda each: alike.likeness(each.label, name), default=None)
        if best is None or alike.likeness(best.label, name) < alike.ALIKE:
            return None
        return best._replace(note=f"与正文的“{best.label}”数值相同、名称相近，作同一项指标")

    def _new(self, each: _Named, clause: Clause, value: str) -> Counted:
        plain, above = each.name.label, phrases.topic(clause.heading)
        if above and plain in self.labels and above not in plain:
            plain = f"{plain}（{above}）"
        label = self._unused(plain, self.labels, "{}（{}）")
        key = self._unused(key_of(label), self.keys, "{}_{}")
        return Counted(0, 0, 0, key, label, value, each.number.amount.unit, clause.part, each.name.note)

    def _unused(self, name: str, in_use: set[str], form: str) -> str:
        """Return a name with the first number from 2 on with which it is not in use yet, or without one."""
        numbered = name
        while numbered in in_use:
            self.repeated[name] += 1
            numbered = form.format(name, self.repeated[name] + 1)
        in_use.add(numbered)
        return numbered
