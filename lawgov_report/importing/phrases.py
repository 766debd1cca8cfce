"""The words around a number: what stands before it without when, where and how, and the noun behind it.

Knows how official prose says what it counts; not what a figure is called in the end.
"""

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import occasions, vocabulary
from lawgov_report.language import quantity
from lawgov_report.language.identifiers import is_ideograph
from lawgov_report.language.quantity import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.language.quantity import Quantity

# Characters: what stands further from a number says nothing of it. It also bounds the patterns below, some of
# which look through a clause again from each of its characters.
REACH = 200
WORD = 2  # characters of most words
LEAST = 4  # characters of a name that says something by itself
MOST_LISTED = 8  # numbers of a list that is looked through to its end
MOST_ACTIONS = 3  # that stand before one noun: 新开工改造
LONGEST_NOUN = 20  # characters of a noun behind its number
TOPIC = 12  # characters of what a clause without a number or a heading speaks of
WORK = "工作"
SEE = "见"  # 详见下表
BLANKS = " \u3000、"
AMID = tuple("和与及性的")  # what no name begins with: an action was taken off that is part of one (规范性)
OPEN, CLOSED = "（）", "\ue000\ue001"  # brackets within a name, hidden while clauses are parted


class NumberInProse(NamedTuple):
    """A number with the words around it: `before` from the last stop or number on, `after` up to the next.

    `joined`: no stop stands between it and the number before it; `followed`: nor before the next one.
    `sentence`: both are in one sentence. `topic` is the clause before its own, where that has no number.
    `aimed`: it is what is to come. `field`: what its sentence or the one before is about (occasions).
    `closing`: the words behind the last number of a list that this one begins or goes on, `after` where there
    is no list; "" where they lead on to a number of another kind.
    """

    before: str
    after: str
    amount: Quantity
    joined: bool
    followed: bool
    sentence: bool
    topic: str
    aimed: bool
    field: str = ""
    closing: str = ""


class NumberPhrase(NamedTuple):
    """The words before a number, without what says when, where and how.

    `object` is what of them is counted. `listed`: they go on a list (、). `part`: the number is part of a
    whole (其中). `start`: it is the first of 从2.77%提高到3.3%. `change` is the name of a change (增长率), ""
    where the number is none. `examples` stand before 等 and the noun: 无证驾驶、违规停放等.
    """

    words: str
    object: str = ""
    listed: bool = False
    part: bool = False
    start: bool = False
    change: str = ""
    examples: str = ""


def around(text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity]) -> list[NumberInProse]:
    """Return the numbers at `spans` with the words around them, each with its own of those before 分别."""
    return [
        number._replace(
            field=occasions.field(text, max(0, start - REACH), start),
            closing=_closing(text, spans[index : index + MOST_LISTED + 1]),
        )
        for index, (number, (start, _)) in enumerate(
            zip(_distributed([*_numbers(text, spans, amounts)]), spans, strict=True)
        )
    ]


def _numbers(
    text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity]
) -> Iterator[NumberInProse]:
    last = begun = 0
    for index, ((start, end), amount) in enumerate(zip(spans, amounts, strict=True)):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        gap = text[max(last, start - REACH) : start]
        behind = _clauses(text[end : min(following, end + REACH)])
        ended = max((match.end() for match in vocabulary.ENDS.finditer(gap)), default=0)
        begun = start - len(gap) + ended if ended or start - last > REACH else begun
        clauses = _clauses(gap[ended:])
        sentence = text[max(begun, start - REACH) : start]
        yield NumberInProse(
            before=clauses[-1],
            after=behind[0],
            amount=amount,
            joined=index > 0 and begun <= last and len(clauses) == 1,
            followed=len(behind) == 1 and following < len(text),
            sentence=index > 0 and begun <= last,
            topic=clauses[-2] if len(clauses) > 1 else "",
            aimed=bool(vocabulary.AIMED.search(gap[ended:]) or vocabulary.TARGETS.search(sentence)),
        )
        last = end


def _closing(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return the words behind the last number of the list that begins with the first of these."""
    for (_, end), (following, _) in islice(pairwise([*spans, (len(text), 0)]), MOST_LISTED):
        behind = text[end : min(following, end + REACH)]
        clauses = _clauses(behind)
        if len(clauses) > 1 or following == len(text):
            return clauses[0]
        if not vocabulary.LISTING.search(behind):
            return ""
    return ""


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text; brackets that are part of a name part nothing."""
    hidden = vocabulary.BRACKETS.sub(lambda match: match[0].translate(str.maketrans(OPEN, CLOSED)), text)
    shown = str.maketrans(CLOSED, OPEN)
    return [clause.translate(shown) for clause in vocabulary.STOPS.split(hidden)]


def _distributed(numbers: list[NumberInProse]) -> list[NumberInProse]:
    """Return the numbers, those of A、B分别增长3%、4% each with its own words: A增长, B增长."""
    result = [*numbers]
    for index, number in enumerate(numbers):
        count = _run(numbers, index)
        subjects, mark, predicate = _predicated(number.before)
        if count == 1 and not mark:
            continue
        subjects = _unled(vocabulary.AGAINST_AT_THE_END.sub("", subjects))
        nouns = _nouns(subjects, count) if subjects else _nouns_before(result[:index], count)
        if not nouns and mark:
            nouns = [subjects] * count
        for offset, noun in enumerate(nouns):
            each = result[index + offset]
            result[index + offset] = each._replace(before=noun + predicate, joined=False)
    return result


def _predicated(words: str) -> tuple[str, str, str]:
    """Return words before 分别, 分别 and what stands behind; without it, what ends in 增至 or 增长."""
    subjects, mark, predicate = words.rpartition("分别")
    if mark:
        return subjects, mark, predicate
    end = vocabulary.REACHED.search(words) or vocabulary.CHANGED.search(words)
    return (words[: end.start()], "", end[0]) if end else (words, "", "")


def _run(numbers: Sequence[NumberInProse], first: int) -> int:
    """Return how many numbers stand together from the first on, with nothing but 、 or 和 between them."""
    end = first + 1
    while end < len(numbers) and vocabulary.JOINING.fullmatch(numbers[end].before):
        end += 1
    return end - first


def _nouns_before(numbers: Sequence[NumberInProse], count: int) -> list[str]:
    """Return what the last `count` numbers counted, of which more is said: A3家、B5家，分别增长…."""
    words = [vocabulary.JOINING.sub("", number.before, count=1) for number in numbers[-count:]]
    return [object_of(_without_tail(_plain(_measure(each, numbers[-1])[0]))) for each in words]


def _nouns(subjects: str, count: int) -> list[str]:
    """Return `count` nouns of a list, each with what all share; none where it has not so many."""
    both, *each = vocabulary.TOWN_AND_COUNTRY
    if subjects.startswith(both) and count == len(each):
        return [noun + subjects.removeprefix(both) for noun in each]
    listed, _, shared = subjects.partition("等")
    for marks in ("[、和与及]", "、"):
        if shared and len(re.split(marks, listed)) == count:
            return [noun + shared for noun in re.split(marks, listed)]
        first, *rest = [noun for noun in re.split(marks, subjects) if noun] or [""]
        if len(rest) + 1 == count > 1:
            return [*(_completed(noun, rest[-1]) for noun in (first, *rest[:-1])), _begun(first, rest[-1])]
    return []


def _completed(noun: str, last: str) -> str:
    """Return a noun with what it shares with the last of its list: 汽车、机器人产量."""
    if noun in vocabulary.PAIRED or len(noun) == 1:
        return noun + last[len(noun) :]
    end = last.find(noun[-WORD:])
    if 0 <= end < len(last) - WORD:
        return noun + last[end + WORD :]
    return noun if noun.endswith(vocabulary.MEASURES) else noun + _measured_by(last)


def _begun(first: str, last: str) -> str:
    """Return the last noun with what the first begins with: 交通事故起数和死亡人数, 财政收入、支出."""
    short = len(last) <= LEAST <= len(first) - len(last)
    shares = _measured_by(first) and _measured_by(last)
    return first[: -len(last)] + last if short and shares else last


def _measured_by(noun: str) -> str:
    return next((word for word in vocabulary.MEASURES if noun.endswith(word)), "")


def read(number: NumberInProse, used: int) -> NumberPhrase:
    """Return what the words before a number say, of which `used` characters belong to the number before."""
    words = number.before[used:] if number.joined else number.before
    words = vocabulary.UNITED.sub("", words)
    joining = vocabulary.JOINING.match(words) if number.joined else None
    words = words[joining.end() :] if joining else words
    _, mark, words = words.rpartition("其中")
    words, start, change = _measure(vocabulary.UNREAD.sub("", words), number)
    phrase = _parted(_without_tail(_plain(words)))
    return phrase._replace(
        listed=joining is not None, part=mark != "", start=start, change=change, examples=_examples(words)
    )


def _examples(words: str) -> str:
    """Return the examples that follow an action: 无证驾驶、违规停放等 of 查处无证驾驶、违规停放等案件."""
    enumeration = vocabulary.ENUMERATION.match(words)
    action = first_of_all(enumeration[0]) if enumeration else ""
    return enumeration[0].partition(action)[2] if enumeration and action else ""


def _measure(words: str, number: NumberInProse) -> tuple[str, bool, str]:
    """Return words without 从 or 提高到 before a number, whether it was 从, and the name of a change."""
    if number.amount.kind is Kind.RANK:
        words = vocabulary.AMONG.sub("", words)
    start = vocabulary.FROM.search(words)
    if start:
        return words[: start.start()], True, ""
    reached = vocabulary.REACHED.search(words)
    if reached:
        return words[: reached.start()], False, ""
    tail = _without_tail(words)
    changed = vocabulary.CHANGED.search(tail)
    # 整合提升1000个综合体 is no change, 案件增加35件 is one
    if changed and (changed["against"] or quantity.is_share(number.amount) or not noun_behind(number)):
        return tail[: changed.start()], False, _change(changed, number.amount.unit)
    return words, False, ""


def _change(changed: re.Match[str], unit: str) -> str:
    """Return the name of a change: 增长率, 年均增长率, 降幅; of one in a count its verb."""
    yearly = "年均" if changed["against"] == "年均" else ""
    if unit != quantity.SHARE:
        return yearly + changed["verb"]
    return yearly + ("增长率" if changed["verb"].startswith(vocabulary.RISING) else "降幅")


def topic(text: str) -> str:
    """Return what a clause or a heading speaks of, "" where it says too much."""
    words = _parted(_without_tail(_plain(_clauses(vocabulary.HEADED.sub("", text[:REACH]))[0]))).object
    while words[:WORD] in vocabulary.TENDING:
        words = words[WORD:]
    end = vocabulary.PREDICATE.search(words, WORD)
    words = words[: end.start()] if end else words
    if words.startswith(AMID):
        return ""
    return words if 1 < len(words) <= TOPIC and SEE not in words else ""


def undated(text: str) -> str:
    """Return what the row and the column of a cell are called, without years."""
    return vocabulary.DATED.sub("", text).strip(BLANKS)


def object_of(words: str) -> str:
    """Return what is counted, without what is done with it: 行政应诉案件 of 办理行政应诉案件."""
    least = WORD
    for _ in range(MOST_ACTIONS):
        action = first_action(words)
        # 审查合同 leaves 合同, but 提出整改要求 leaves 整改要求
        if not action or len(words) < len(action) + least:
            break
        words, least = words[len(action) :].removeprefix("了"), LEAST
    return words


def what_of(label: str) -> str:
    """Return what a label counts, without who does what with it."""
    return _parted(label).object


def _parted(words: str) -> NumberPhrase:
    """Return words with what of them is counted; 共 and 累计 before a verb say nothing."""
    for match in vocabulary.AMID.finditer(words):
        rest = words[match.end() :]
        if first_action(rest):
            return NumberPhrase(words[: match.start()] + rest, object_of(rest))
    who = vocabulary.WHO.match(words)
    acting = who is not None and first_action(words[who.end() :]) != ""
    return NumberPhrase(words, object_of(words[who.end() :] if who and acting else words))


def _plain(words: str) -> str:
    """Return words without what says when, where and how, and without examples before 等."""
    words = vocabulary.PLACE.sub("", vocabulary.TITLES.sub("", words).strip(BLANKS))
    enumeration = vocabulary.ENUMERATION.match(words)
    if enumeration:
        words = first_of_all(enumeration[0]) + words[enumeration.end() :]
    words = _unled(words)
    return words.removesuffix(WORK) if len(words) >= LEAST + len(WORK) else words


def _unled(words: str) -> str:
    """Return words without what leads them in: dates, places, adverbs."""
    *_, last = (0, *(match.end() for match in vocabulary.DATE.finditer(words)))
    words = words[last:] or words
    shorter = _without_lead(words)
    while shorter != words:
        words, shorter = shorter, _without_lead(shorter)
    return words


def _without_lead(words: str) -> str:
    """Return words without what leads them in, as much as is plain at once."""
    for lead in vocabulary.LEADS:
        match = lead.match(words)
        if match:
            return words[match.end() :]
    if vocabulary.BY.match(words):
        return next((rest for rest in _tails(words[WORD:]) if first_action(rest)), words)
    if vocabulary.SPARED.match(words):
        return words
    action = first_action(words)
    if action and words.startswith("的", len(action)):
        return words[len(action) + 1 :]  # 办结的案卷
    match = vocabulary.MANNER.match(words)
    if match is None or words[match.end() :][:WORD] not in vocabulary.LED:
        match = vocabulary.TIME.match(words)
    rest = words[match.end() :].lstrip(BLANKS) if match else words
    return words if len(rest) == 1 else rest


def _without_tail(words: str) -> str:
    """Return words without what stands between a noun and its number: 共, 达到, 全区."""
    match = vocabulary.TAIL.search(words)
    while match:
        words = words[: match.start()]
        match = vocabulary.TAIL.search(words)
    return vocabulary.HERE.sub("", words)


def counted_behind(number: NumberInProse, words: str) -> str:
    """Return the noun behind a number that it counts, "" where what is counted stands before it."""
    enumerated = number.amount.unit in vocabulary.GENERIC and "、" in words
    leads_on = number.before.endswith(("为", "等")) or _leads_on(words)
    return noun_behind(number) if enumerated or leads_on else ""


def noun_behind(number: NumberInProse) -> str:
    """Return the noun with which the words behind a number begin, "" where they begin with a verb."""
    after = number.after.removeprefix("的")
    named = after[:1] == "“" or is_ideograph(after[:1]) or vocabulary.SIZED.match(after)
    if not named or vocabulary.PREDICATE.match(after):
        return ""
    end = vocabulary.PREDICATE.search(after, max(1, after.find("”")) if after[0] == "“" else 1)
    noun = after[: end.start()] if end else after
    first, _, rest = noun.partition("、")
    if rest and (number.followed or len(first) > LEAST):
        noun = first
    noun = noun[:LONGEST_NOUN].rstrip(f"和及与中{BLANKS}")
    return noun if len(noun) > 1 or noun in vocabulary.DISTRICTS else ""


def _leads_on(words: str) -> bool:
    """Return whether words before a number leave open what is counted: 选派12名律师, 对35起违法行为."""
    return (
        not words
        or words.endswith((*vocabulary.ACTIONS, *vocabulary.TENDING, *vocabulary.SHORT_ACTIONS))
        or vocabulary.PREPOSITION.search(words) is not None
        or vocabulary.ENUMERATED.search(words) is not None
    )


def deed(after: str) -> str:
    """Return the verbs with which words begin: 参加 behind 155人, 调解成功 behind 149件."""
    end = 0
    while after[end : end + WORD] in vocabulary.VERBS:
        end += WORD
    return after[:end]


def is_of_verbs(words: str) -> bool:
    """Return whether words are verbs alone: 调解成功; but 办理公证 says what was done."""
    light = len(words) > WORD and words[:WORD] in vocabulary.LIGHT
    return words != "" and deed(words) == words and not light


def first_of_all(words: str) -> str:
    """Return the first action in words, "" where there is none: 查处 of 节日期间查处短斤少两、以次充好等."""
    return next((action for action in map(first_action, _tails(words)) if action), "")


def first_action(words: str) -> str:
    """Return the action that words begin with, "" where they begin with none."""
    return next((words[:length] for length in (4, 3, 2) if words[:length] in vocabulary.ACTIONS), "")


def last_action(words: str) -> str:
    """Return the action that words end with, "" where they end with none."""
    return next((words[-length:] for length in (4, 3, 2) if words[-length:] in vocabulary.ACTIONS), "")


def _tails(words: str) -> Iterator[str]:
    return (words[start:] for start in range(len(words)))
