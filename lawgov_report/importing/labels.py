"""The names of figures, from the words around them: 办理行政复议案件717件 counts 办理行政复议案件.

Knows how official prose says what it counts; not which numbers count something, nor which keys are taken.

Prose says what is counted before the number (办理案件717件), behind it (65名律师), or leaves it to what was
counted before (调解成功680件, 其中城市管理领域5件, 增长5%). A label is cut from these words, never made up:
what cannot be cut well is long, and a person shortens it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import vocabulary
from lawgov_report.language import quantity
from lawgov_report.language.identifiers import is_ideograph

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.language.quantity import Quantity

LONGEST = 20  # characters of a label; what is longer is cut where the sense allows
LONGEST_NOUN = 16  # characters of a noun behind its number
WORD = 2  # characters of most words
LEAST = 4  # characters that a label keeps when it is cut
SHORT = 3  # a name of so many characters says nothing without what was counted before: 整治, 罚款
ALONE = 7  # with so many, a part of a whole says enough by itself
TOPIC = 12  # characters of a clause without a number that says what is spoken of
RANK = "位"
QUOTES = str.maketrans("", "", "“”‘’「」")

BEFORE, BEHIND, BORROWED = (
    "按数值前面的文字拟名",
    "按数值后面的文字拟名",
    "数值旁没有写明对象，借上文“{}”拟名",
)
CUT = "，过长，有删节"


class Name(NamedTuple):
    """What a figure is called.

    `broader` says more than the label, for where two figures would have the same. `note` says in Chinese
    where the words come from.
    """

    label: str
    broader: str
    note: str


class _Number(NamedTuple):
    """A number with the words around it: `before` from the last stop or number on, `after` up to the next.

    `joined`: no stop stands between it and the number before it. `sentence`: both are in one sentence.
    `topic` is the clause before its own, where that has no number. `aimed`: its clause says what is to come.
    """

    before: str
    after: str
    amount: Quantity
    joined: bool
    sentence: bool
    topic: str
    aimed: bool


class _Phrase(NamedTuple):
    """The words before a number, without what says when, where and how.

    `part`: the number is part of a whole (其中). `start`: it is the first of 从2.77%提高到3.3%. `change` is
    the name of a change (增长率), "" where the number is none.
    """

    words: str
    part: bool = False
    start: bool = False
    change: str = ""


class _Known(NamedTuple):
    """What the numbers before have said.

    `object` is what the last one counted, `base` what its sentence deals with. `whole` is a total in `unit`,
    `left` what of it is not accounted for by its parts, `parts` whether any was met. `used` counts the
    characters behind the last number that belong to it (16个乡镇街道), `start` says that it was a phrase's.
    """

    object: str = ""
    base: str = ""
    whole: str = ""
    unit: str = ""
    left: float = 0
    parts: bool = False
    used: int = 0
    start: bool = False


def of(
    text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity], heading: str = ""
) -> list[Name]:
    """Return the names of the numbers that stand at `spans` in a text, in order.

    `heading` is what stands above the text, or the head of its row.
    """
    names: list[Name] = []
    known = _Known()
    above = topic(heading)
    for number in _distributed([*_numbers(text, spans, amounts)]):
        if not number.sentence:
            known = _Known()
        name, known = _named(number, known, above)
        names.append(name)
    return names


def topic(text: str) -> str:
    """Return what a clause or a heading deals with, "" where it says too much."""
    words = object_of(_plain(vocabulary.STOPS.split(text)[0]))
    return words if 1 < len(words) <= TOPIC else ""


def _numbers(text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity]) -> Iterator[_Number]:
    last = 0
    for index, ((start, end), amount) in enumerate(zip(spans, amounts, strict=True)):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        gap = text[last:start]
        sentence = vocabulary.ENDS.split(gap)[-1]
        clauses = vocabulary.STOPS.split(sentence)
        yield _Number(
            before=clauses[-1],
            after=vocabulary.STOPS.split(text[end:following])[0],
            amount=amount,
            joined=index > 0 and clauses == [gap],
            sentence=index > 0 and sentence == gap,
            topic=clauses[-2] if len(clauses) > 1 else "",
            aimed=vocabulary.AIMED.search(sentence) is not None,
        )
        last = end


def _distributed(numbers: list[_Number]) -> list[_Number]:
    """Return the numbers, those of A、B分别增长3%、4% each with its own words: A增长, B增长."""
    result = [*numbers]
    for index, number in enumerate(numbers):
        subjects, mark, predicate = number.before.rpartition("分别")
        if not mark:
            continue
        end = index + 1
        while end < len(numbers) and vocabulary.JOINING.fullmatch(numbers[end].before):
            end += 1
        for offset, noun in enumerate(_nouns(_plain(subjects), end - index)):
            after = result[index + offset]
            result[index + offset] = after._replace(before=noun + predicate, joined=False)
    return result


def _nouns(subjects: str, count: int) -> list[str]:
    """Return `count` nouns of a list, each with the end that all share; none where it has not so many."""
    for marks in ("[、和与及]", "、"):
        nouns = [noun for noun in re.split(marks, subjects) if noun]
        if len(nouns) == count > 1:
            *first, last = nouns
            return [*(noun + _shared_end(noun, last) for noun in first), last]
    return []


def _shared_end(noun: str, last: str) -> str:
    """Return what of the last noun belongs to this one too: 战略性新兴产业、高新技术产业增加值."""
    if len(noun) <= WORD:
        return last[len(noun) :]
    end = last.find(noun[-WORD:])
    return last[end + WORD :] if end >= 0 else ""


def _named(number: _Number, known: _Known, above: str) -> tuple[Name, _Known]:
    """Return the name of a number, and what is known behind it."""
    phrase = _phrase(number, known)
    base = known.base or topic(number.topic) or above
    if phrase.change or number.amount.unit == RANK:
        return _measured(phrase, number, known, base)
    noun = _behind(number, phrase.words)
    if noun:
        return _counted_behind(phrase.words, noun, number, base)
    if not phrase.words:
        return _without_words(number, known, base)
    return _counted_before(phrase, number, known._replace(base=base))


def _phrase(number: _Number, known: _Known) -> _Phrase:
    """Return what the words before a number say."""
    words = number.before
    if number.joined:
        words = words[known.used :]
        joining = vocabulary.JOINING.match(words)
        words = words[joining.end() :] if joining else words
    _, mark, words = words.rpartition("其中")
    part, words = mark != "", _plain(words)
    start = vocabulary.FROM.search(words)
    if start:
        return _Phrase(_without_tail(words[: start.start()]), part, start=True)
    reached = vocabulary.REACHED.search(words)
    if reached:
        return _Phrase(_without_tail(words[: reached.start()]), part)
    words = _without_tail(words)
    changed = vocabulary.CHANGED.search(words)
    if changed is None:
        return _Phrase(words, part)
    return _Phrase(_without_tail(words[: changed.start()]), part, change=_change(changed, number.amount))


def _change(changed: re.Match[str], amount: Quantity) -> str:
    """Return the name of a change: 增长率, 年均增长率, 降幅; of one in a count its verb."""
    yearly = "年均" if changed["against"] == "年均" else ""
    rises = changed["verb"].startswith(vocabulary.RISING)
    if not quantity.is_share(amount):
        return yearly + changed["verb"]
    return yearly + ("增长率" if rises else "降幅")


def _plain(words: str) -> str:
    """Return words without what says when, where and how."""
    words = vocabulary.TITLES.sub("", words.strip(" 　、"))
    *_, last = (0, *(match.end() for match in vocabulary.DATE.finditer(words)))
    words = words[last:] or words
    while True:
        shorter = _without_lead(words)
        if shorter == words or not shorter:
            return words
        words = shorter


def _without_lead(words: str) -> str:
    for lead in (vocabulary.NUMBERED, vocabulary.AREA, vocabulary.PLACE):
        match = lead.match(words)
        if match:
            return words[match.end() :]
    match = None if vocabulary.SPARED.match(words) else vocabulary.LEADING.match(words)
    return words[match.end() :].lstrip(" 　、") if match else words


def _without_tail(words: str) -> str:
    """Return words without what stands between a noun and its number: 共, 达到."""
    match = vocabulary.TAIL.search(words)
    while match:
        words = words[: match.start()]
        match = vocabulary.TAIL.search(words)
    return "" if vocabulary.LEADING.fullmatch(words) or vocabulary.AREA.fullmatch(words) else words


def object_of(words: str) -> str:
    """Return what is counted, without what is done with it: 行政应诉案件 of 办理行政应诉案件."""
    for _ in range(3):
        action = next((words[:length] for length in (4, 3, 2) if words[:length] in vocabulary.ACTIONS), "")
        if not action or len(words) < len(action) + 2:
            break
        words = words[len(action) :].removeprefix("了")
    return words


def _behind(number: _Number, words: str) -> str:
    """Return the noun that stands behind a number, "" where what is counted stands before it."""
    after = number.after.removeprefix("的")
    if words and not _leads_on(words):
        return ""
    if not after or not (is_ideograph(after[0]) or after[0] == "“") or vocabulary.PREDICATE.match(after):
        return ""
    end = vocabulary.PREDICATE.search(after, 1)
    noun = after[: end.start()] if end else after
    noun = noun[:LONGEST_NOUN].rstrip("和及与、 ")
    return noun if len(noun) > 1 else ""


def _leads_on(words: str) -> bool:
    """Return whether words before a number leave open what is counted: 选派65名律师, 对35起违法行为."""
    return (
        words.endswith((*vocabulary.ACTIONS, *vocabulary.SHORT_ACTIONS))
        or vocabulary.PREPOSITION.search(words) is not None
    )


def _counted_behind(words: str, noun: str, number: _Number, base: str) -> tuple[Name, _Known]:
    """Return the name of a number before what it counts: 选派65名律师."""
    action = words if len(words) <= SHORT + 3 else _last_action(words)
    if vocabulary.PREPOSITION.search(action):
        action = ""
    used = number.after.find(noun) + len(noun)
    known = _Known(noun, noun, noun, number.amount.unit, _value(number.amount), used=used)
    return _name(action + noun, number, base, BEHIND), known


def _last_action(words: str) -> str:
    return next((words[-length:] for length in (4, 3, 2) if words[-length:] in vocabulary.ACTIONS), "")


def _measured(phrase: _Phrase, number: _Number, known: _Known, base: str) -> tuple[Name, _Known]:
    """Return the name of a change or a rank, which is that of what changed with 增长率 or 排名."""
    borrowed = known.object or base
    subject = object_of(phrase.words) or borrowed
    note = BEFORE if phrase.words else BORROWED.format(borrowed)
    label = subject + (phrase.change or "排名")
    return _name(label, number, base, note), known._replace(
        object=subject, base=known.base or subject, used=0
    )


def _without_words(number: _Number, known: _Known, base: str) -> tuple[Name, _Known]:
    """Return the name of a number that has no words of its own: 5类72条, 155人参加."""
    subject = known.object or base
    part = vocabulary.TAKING_PART.match(number.after)
    noun = "" if known.start else vocabulary.UNIT_NOUNS.get(number.amount.unit, "")
    label = f"{subject}{part[0] if part else ''}{noun}"
    return _name(label, number, base, BORROWED.format(subject)), known._replace(used=0, start=False)


def _counted_before(phrase: _Phrase, number: _Number, known: _Known) -> tuple[Name, _Known]:
    """Return the name of a number behind what it counts."""
    words, base, amount = phrase.words, known.base, number.amount
    if phrase.start:
        name = _name(f"{words}（此前）", number, base, BEFORE)
        return name, _Known(words, words, start=True)
    if _is_part(phrase, amount, known):
        label = words if len(words) >= ALONE else f"{known.whole}其中{words}"
        known = known._replace(object=object_of(words), left=known.left - _value(amount), parts=True, used=0)
        return _name(label, number, base, BORROWED.format(known.whole)), known
    if _is_dependent(words) and base:
        label = words + base if words in vocabulary.ACTIONS else overlapped(base, words)
        return _name(label, number, base, BORROWED.format(base)), known._replace(object=label, used=0)
    counted = object_of(words)
    based = base if words.endswith((*vocabulary.RATES, *vocabulary.MONEY)) and base else counted
    return _name(words, number, base, BEFORE), _Known(counted, based, counted, amount.unit, _value(amount))


def _is_part(phrase: _Phrase, amount: Quantity, known: _Known) -> bool:
    """Return whether a number is a part of the whole before it, said by 其中 or by a part before it."""
    if not known.whole or amount.unit != known.unit or _is_dependent(phrase.words):
        return False
    following = known.parts and object_of(phrase.words) == phrase.words and _value(amount) <= known.left
    return phrase.part or following


def _is_dependent(words: str) -> bool:
    """Return whether words say nothing without what was counted before: 整治, 调解成功, 合格率."""
    if len(words) <= SHORT or _is_of_verbs(words):
        return True
    if len(words) <= SHORT + 1 and words.endswith((*vocabulary.DEEDS, *vocabulary.MONEY)):
        return True
    return len(words) <= SHORT + 2 and words.endswith("率")


def _is_of_verbs(words: str) -> bool:
    return len(words) % 2 == 0 and all(words[i : i + 2] in vocabulary.VERBS for i in range(0, len(words), 2))


def overlapped(first: str, second: str) -> str:
    """Return two words as one, what both have where they meet only once: 负责人出庭应诉 and 出庭应诉率."""
    for length in range(min(len(first), len(second)), 0, -1):
        if first.endswith(second[:length]):
            return first + second[length:]
    return first + second


def _value(amount: Quantity) -> float:
    """Return the number of an amount, to see whether parts fit into their whole; 0 of a range."""
    return float(quantity.value(amount) or 0)


def _name(label: str, number: _Number, base: str, note: str) -> Name:
    """Return a name in its final form."""
    unit = number.amount.unit
    label = _balanced(label)
    if unit in vocabulary.KINDS:
        label += vocabulary.KINDS[unit]
    elif unit == "%" and not label.endswith((*vocabulary.RATES, "）")):
        label += "比例"
    if number.aimed:
        label += "目标"
    short = shortened(label)
    broader = short if base in short else shortened(f"{short}（{base}）", LONGEST + TOPIC)
    return Name(short, broader, note if short == label else note + CUT)


def _balanced(label: str) -> str:
    """Return a label without quotation marks or brackets that have no counterpart."""
    for opening, closing in ("“”", "（）", "《》"):
        if label.count(opening) != label.count(closing):
            label = label.replace(opening, "").replace(closing, "")
    return label


def shortened(label: str, longest: int = LONGEST) -> str:
    """Return a label cut to what stands behind 等, 的 or a verb; at last to its end."""
    if len(label) <= longest:
        return label
    for mark in ("等", "的"):
        head, found, rest = label.rpartition(mark)
        action = next((head[:length] for length in (3, 2) if head[:length] in vocabulary.ACTIONS), "")
        if found and len(rest) >= LEAST and len(action + rest) <= longest:
            return action + rest
    starts = (
        i for i in range(len(label) - longest, len(label) - LEAST) if label[i : i + 2] in vocabulary.VERBS
    )
    return _balanced(label[next(starts, len(label) - longest) :])
