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
from lawgov_report.language.quantity import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_report.language.quantity import Quantity

LONGEST = 20  # characters of a label; what is longer is cut where the sense allows
LONGEST_NOUN = 16  # characters of a noun behind its number
LONGEST_WHOLE = 8  # characters of a total that its parts bear whole: 审核文件其中规范性文件
LONGEST_LEAD = 6  # characters before a number that stay with the noun behind it: 公开选派65名律师
WORD = 2  # characters of most words
LEAST = 4  # characters that a label keeps when it is cut
SHORT = 3  # a name of so many characters says nothing without what was counted before: 整治, 罚款
ALONE = 7  # with so many, a part of a whole says enough by itself
TOPIC = 12  # characters of a clause without a number that says what is spoken of
PEOPLE = ("人", "名")
NAMELESS = "数值"
EARLIER = "（此前）"
JOINTS = "与和及对向于"  # a word begins behind them
WORK = "工作"
SEE = "见"  # 详见下表
OPEN, CLOSED = "（）", "\ue000\ue001"  # brackets within a name, hidden while clauses are parted

BEFORE, BEHIND, BORROWED = "按数值前面的文字拟名", "按数值后面的文字拟名", "借上文“{}”拟名"
CUT = "，过长，有删节"


class FigureName(NamedTuple):
    """What a figure is called; `note` says in Chinese where the words come from."""

    label: str
    note: str


class _Number(NamedTuple):
    """A number with the words around it: `before` from the last stop or number on, `after` up to the next.

    `joined`: no stop stands between it and the number before it; `followed`: nor before the next one.
    `sentence`: both are in one sentence. `topic` is the clause before its own, where that has no number.
    `aimed`: it is what is to come.
    """

    before: str
    after: str
    amount: Quantity
    joined: bool
    followed: bool
    sentence: bool
    topic: str
    aimed: bool


class _Phrase(NamedTuple):
    """The words before a number, without what says when, where and how.

    `object` is what of them is counted. `listed`: they go on a list (、). `part`: the number is part of a
    whole (其中). `start`: it is the first of 从2.77%提高到3.3%. `change` is the name of a change (增长率), ""
    where the number is none.
    """

    words: str
    object: str = ""
    listed: bool = False
    part: bool = False
    start: bool = False
    change: str = ""


class _Known(NamedTuple):
    """What the numbers before have said.

    `object` is what the last one counted, `action` what was done with it, `base` what its sentence is on.
    `whole` is a total in `unit`, `left` what of it is not accounted for by its parts, `parts` whether any was
    met. `used` counts the characters behind the last number that belong to it (16个乡镇街道), `start` says
    that it was the start of a change.
    """

    object: str = ""
    action: str = ""
    base: str = ""
    whole: str = ""
    unit: str = ""
    left: float = 0
    parts: bool = False
    used: int = 0
    start: bool = False


def of(
    text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity], heading: str = ""
) -> list[FigureName]:
    """Return the names of the numbers at `spans` in a text, in order.

    `heading` is what stands above the text, or what the row and the column of a cell are called.
    """
    names: list[FigureName] = []
    known = _Known()
    alone = len(spans) == 1 and spans[0] == (0, len(text))  # a cell of a table
    above = shortened(_balanced(heading)) if alone else topic(heading)
    for number in _distributed([*_numbers(text, spans, amounts)]):
        if not number.sentence:
            known = _Known()
        name, known = _named(number, known, above)
        names.append(name)
    return names


def topic(text: str) -> str:
    """Return what a clause or a heading deals with, "" where it says too much."""
    words = _read(_without_tail(_plain(_clauses(text)[0]))).object
    while words[:WORD] in vocabulary.TENDING:
        words = words[WORD:]
    end = vocabulary.PREDICATE.search(words, WORD)
    words = words[: end.start()] if end else words
    return words if 1 < len(words) <= TOPIC and SEE not in words else ""


def object_of(words: str) -> str:
    """Return what is counted, without what is done with it: 行政应诉案件 of 办理行政应诉案件."""
    least = WORD
    for _ in range(SHORT):
        action = _first_action(words)
        # 审查合同 leaves 合同, but 提出整改意见 leaves 整改意见
        if not action or len(words) < len(action) + least:
            break
        least = LEAST
        words = words[len(action) :].removeprefix("了")
    return words


def _numbers(text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity]) -> Iterator[_Number]:
    last = begun = 0
    for index, ((start, end), amount) in enumerate(zip(spans, amounts, strict=True)):
        following = spans[index + 1][0] if index + 1 < len(spans) else len(text)
        gap, behind = text[last:start], _clauses(text[end:following])
        ended = max((match.end() for match in vocabulary.ENDS.finditer(gap)), default=0)
        begun = last + ended if ended else begun
        clauses = _clauses(gap[ended:])
        yield _Number(
            before=clauses[-1],
            after=behind[0],
            amount=amount,
            joined=index > 0 and not ended and len(clauses) == 1,
            followed=len(behind) == 1 and following < len(text),
            sentence=index > 0 and not ended,
            topic=clauses[-2] if len(clauses) > 1 else "",
            aimed=bool(vocabulary.AIMED.search(gap[ended:]) or vocabulary.TARGETS.search(text[begun:start])),
        )
        last = end


def _clauses(text: str) -> list[str]:
    """Return the clauses of a text; brackets that are part of a name part nothing."""
    hidden = vocabulary.BRACKETS.sub(lambda match: match[0].translate(str.maketrans(OPEN, CLOSED)), text)
    shown = str.maketrans(CLOSED, OPEN)
    return [clause.translate(shown) for clause in vocabulary.STOPS.split(hidden)]


def _distributed(numbers: list[_Number]) -> list[_Number]:
    """Return the numbers, those of A、B分别增长3%、4% each with its own words: A增长, B增长."""
    result = [*numbers]
    for index, number in enumerate(numbers):
        subjects, mark, predicate = number.before.rpartition("分别")
        subjects = _plain(subjects)
        end = index + 1
        while end < len(numbers) and vocabulary.JOINING.fullmatch(numbers[end].before):
            end += 1
        if not mark and (end == index + 1 or not vocabulary.REACHED.fullmatch(predicate)):
            continue
        nouns = _nouns(subjects, end - index) if subjects else _nouns_before(result[:index], end - index)
        for offset, noun in enumerate(nouns):
            each = result[index + offset]
            result[index + offset] = each._replace(before=noun + predicate, joined=False)
    return result


def _nouns_before(numbers: Sequence[_Number], count: int) -> list[str]:
    """Return what the last `count` numbers counted, of which more is said: A3家、B5家，分别增长…."""
    words = [vocabulary.JOINING.sub("", number.before, count=1) for number in numbers[-count:]]
    return [object_of(_without_tail(_plain(_measure(each, numbers[-1])[0]))) for each in words]


def _nouns(subjects: str, count: int) -> list[str]:
    """Return `count` nouns of a list, each with what all share; where it has not so many, all for each."""
    both, *each = vocabulary.TOWN_AND_COUNTRY
    if subjects.startswith(both) and count == len(each):
        return [noun + subjects.removeprefix(both) for noun in each]
    for marks in ("[、和与及]", "、"):
        first, *rest = [noun for noun in re.split(marks, subjects) if noun] or [""]
        if len(rest) + 1 == count > 1:
            return [*(_completed(noun, rest[-1]) for noun in (first, *rest[:-1])), _begun(first, rest[-1])]
    return [subjects] * count


def _completed(noun: str, last: str) -> str:
    """Return a noun with what it shares with the last of its list: 汽车、机器人产量."""
    if noun in vocabulary.PAIRED:
        return noun + last[len(noun) :]
    end = last.find(noun[-WORD:])
    if 0 <= end < len(last) - WORD:
        return noun + last[end + WORD :]
    return noun if noun.endswith(vocabulary.MEASURED) else noun + _measured_by(last)


def _begun(first: str, last: str) -> str:
    """Return the last noun with what the first begins with: 交通事故起数和死亡人数, 财政收入、支出."""
    short = len(last) <= LEAST <= len(first) - len(last)
    shares = _measured_by(first) and _measured_by(last)
    return first[: -len(last)] + last if short and shares else last


def _measured_by(noun: str) -> str:
    return next((word for word in vocabulary.MEASURED if noun.endswith(word)), "")


def _named(number: _Number, known: _Known, above: str) -> tuple[FigureName, _Known]:
    """Return the name of a number, and what is known behind it."""
    phrase = _phrase(number, known)
    if phrase.change or number.amount.kind is Kind.RANK:
        return _measured(phrase, number, known, above)
    noun = _behind(number, phrase.words)
    if noun:
        return _counted_behind(phrase, noun, number)
    if not phrase.words:
        return _without_words(number, known, above)
    return _counted_before(phrase, number, known, above)


def _phrase(number: _Number, known: _Known) -> _Phrase:
    """Return what the words before a number say."""
    words = number.before[known.used :] if number.joined else number.before
    words = vocabulary.UNITED.sub("", words)
    joining = vocabulary.JOINING.match(words) if number.joined else None
    words = words[joining.end() :] if joining else words
    _, mark, words = words.rpartition("其中")
    words, start, change = _measure(vocabulary.UNREAD.sub("", words), number)
    phrase = _read(_without_tail(_plain(words)))
    return phrase._replace(listed=joining is not None, part=mark != "", start=start, change=change)


def _measure(words: str, number: _Number) -> tuple[str, bool, str]:
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
    if changed and (changed["against"] or quantity.is_share(number.amount) or not _noun_behind(number)):
        return tail[: changed.start()], False, _change(changed, number.amount.unit)
    return words, False, ""


def _change(changed: re.Match[str], unit: str) -> str:
    """Return the name of a change: 增长率, 年均增长率, 降幅; of one in a count its verb."""
    yearly = "年均" if changed["against"] == "年均" else ""
    if unit != "%":
        return yearly + changed["verb"]
    return yearly + ("增长率" if changed["verb"].startswith(vocabulary.RISING) else "降幅")


def _plain(words: str) -> str:
    """Return words without what says when, where and how."""
    words = vocabulary.TITLES.sub("", words).strip(" 　、")
    enumeration = vocabulary.ENUMERATION.match(words)
    if enumeration:
        words = _first_of_all(enumeration[0]) + words[enumeration.end() :]
    *_, last = (0, *(match.end() for match in vocabulary.DATE.finditer(words)))
    words = words[last:] or words
    while words:
        shorter = _without_lead(words)
        if shorter == words:
            break
        words = shorter
    return words.removesuffix(WORK) if len(words) >= LEAST + len(WORK) else words


def _first_of_all(words: str) -> str:
    """Return the first action in words, "" where there is none: 查处 of 防控期间查处哄抬价格、无照经营等."""
    return next((action for action in map(_first_action, _tails(words)) if action), "")


def _without_lead(words: str) -> str:
    """Return words without what leads them in, as much as is plain at once."""
    for lead in (vocabulary.NUMBERED, vocabulary.AREA, vocabulary.PLACE):
        match = lead.match(words)
        if match:
            return words[match.end() :]
    if words.startswith(vocabulary.TOGETHER) and not words.startswith(vocabulary.SHARED, 1):
        return words[1:]
    if words.startswith(vocabulary.EACH) and not words.startswith(vocabulary.KINDS_OF, 1):
        return words[1:]
    if vocabulary.BY.match(words):
        return next((rest for rest in _tails(words[WORD:]) if _first_action(rest)), words)
    match = None if vocabulary.SPARED.match(words) else vocabulary.LEADING.match(words)
    manner = None if vocabulary.SPARED.match(words) else vocabulary.MANNER.match(words)
    if manner and words[manner.end() :][:WORD] in vocabulary.VERBS | vocabulary.TENDING:
        match = manner
    rest = words[match.end() :].lstrip(" 　、") if match else words
    return words if len(rest) == 1 else rest  # 成功率


def _without_tail(words: str) -> str:
    """Return words without what stands between a noun and its number: 共, 达到, 全区."""
    match = vocabulary.TAIL.search(words)
    while match:
        words = words[: match.start()]
        match = vocabulary.TAIL.search(words)
    return vocabulary.HERE_AT_THE_END.sub("", words)


def _read(words: str) -> _Phrase:
    """Return words with what of them is counted; 共 and 累计 before a verb say nothing."""
    for match in vocabulary.AMID.finditer(words):
        if _first_action(words[match.end() :]):
            rest = words[match.end() :]
            return _Phrase(words[: match.start()] + rest, object_of(rest))
    who = vocabulary.WHO.match(words)
    if who and _first_action(words[who.end() :]):
        return _Phrase(words, object_of(words[who.end() :]))
    return _Phrase(words, object_of(words))


def _first_action(words: str) -> str:
    return next((words[:length] for length in (4, 3, 2) if words[:length] in vocabulary.ACTIONS), "")


def _last_action(words: str) -> str:
    return next((words[-length:] for length in (4, 3, 2) if words[-length:] in vocabulary.ACTIONS), "")


def _tails(words: str) -> Iterator[str]:
    return (words[start:] for start in range(len(words)))


def _behind(number: _Number, words: str) -> str:
    """Return the noun that stands behind a number, "" where what is counted stands before it."""
    enumerated = number.amount.unit in vocabulary.GENERIC and "、" in words
    return _noun_behind(number) if enumerated or _leads_on(words) else ""


def _noun_behind(number: _Number) -> str:
    """Return the noun with which the words behind a number begin, "" where they begin with a verb."""
    after = number.after.removeprefix("的")
    if not (after[:1] == "“" or is_ideograph(after[:1])) or vocabulary.PREDICATE.match(after):
        return ""
    end = vocabulary.PREDICATE.search(after, 1)
    noun = after[: end.start()] if end else after
    first, _, rest = noun.partition("、")
    if rest and (number.followed or len(first) > LEAST):
        noun = first
    noun = noun[:LONGEST_NOUN].rstrip("和及与中、 ")
    return noun if len(noun) > 1 or noun in vocabulary.DISTRICTS else ""


def _leads_on(words: str) -> bool:
    """Return whether words before a number leave open what is counted: 选派65名律师, 对35起违法行为."""
    return (
        not words
        or words.endswith((*vocabulary.ACTIONS, *vocabulary.TENDING, *vocabulary.SHORT_ACTIONS))
        or vocabulary.PREPOSITION.search(words) is not None
        or vocabulary.ENUMERATED.search(words) is not None
    )


def _counted_behind(phrase: _Phrase, noun: str, number: _Number) -> tuple[FigureName, _Known]:
    """Return the name of a number before what it counts: 选派65名律师."""
    words = phrase.words
    action = _last_action(words)
    if "、" in words or vocabulary.ENUMERATED.search(words):
        action = _first_action(words)
    elif not words and len(noun) <= LEAST:
        chosen = vocabulary.CHOSEN.match(number.after[len(noun) :])
        action = chosen[0] if chosen else ""
    elif len(words) <= LONGEST_LEAD and not vocabulary.PREPOSITION.search(words):
        action = words
    used = number.after.find(noun) + len(noun)
    known = _Known(noun, action, noun, noun, number.amount.unit, _value(number.amount), used=used)
    return _name(action + noun, number, BEHIND), known


def _measured(phrase: _Phrase, number: _Number, known: _Known, above: str) -> tuple[FigureName, _Known]:
    """Return the name of a change or a rank, which is that of what changed with 增长率 or 排名."""
    borrowed = known.object or known.base or topic(number.topic) or above
    subject = phrase.words or borrowed
    if number.joined and known.used:
        subject = overlapped(known.object, phrase.words)
    note = BEFORE if phrase.words else BORROWED.format(borrowed)
    label = subject + (phrase.change or "排名") + (EARLIER if phrase.start else "")
    return _name(label, number, note), known._replace(object=subject, base=known.base or subject, used=0)


def _without_words(number: _Number, known: _Known, above: str) -> tuple[FigureName, _Known]:
    """Return the name of a number that has no words of its own: 5类72条, 155人参加."""
    subject = known.object or known.base or topic(number.topic)
    subject = subject or above.removesuffix(f"（{number.amount.unit}）")
    deed = "" if known.start else _deed(number.after)
    noun = "" if known.start else vocabulary.UNIT_NOUNS.get(number.amount.unit, "")
    label = overlapped(overlapped(subject, deed), noun)
    return _name(label, number, BORROWED.format(subject)), known._replace(used=0, start=False)


def _deed(after: str) -> str:
    """Return the verbs behind a number: 参加 of 155人参加, 调解成功 of 149件调解成功."""
    end = 0
    while after[end : end + WORD] in vocabulary.VERBS:
        end += WORD
    return after[:end]


def _counted_before(phrase: _Phrase, number: _Number, known: _Known, above: str) -> tuple[FigureName, _Known]:
    """Return the name of a number behind what it counts."""
    words, amount = phrase.words, number.amount
    if phrase.start:
        return _name(words + EARLIER, number, BEFORE), _Known(words, base=words, start=True)
    if _is_part(phrase, amount, known):
        label = words if len(words) >= ALONE else f"{known.whole}其中{words}"
        known = known._replace(object=label, left=known.left - _value(amount), parts=True, used=0)
        return _name(label, number, BORROWED.format(known.whole)), known
    base = _base(words, known)
    if phrase.listed and known.action and words == phrase.object and not (base and _is_detail(words)):
        return _counted_on(phrase, number, known)
    spoken_of = "" if base or not _is_bare(words) else topic(number.topic) or above
    if base or spoken_of:
        label = _borrowing(words, base, spoken_of) + _people(words, amount)
        known = known._replace(object=label, base=base or spoken_of, used=0)
        return _name(label, number, BORROWED.format(base or spoken_of)), known
    counted = _core(phrase.object)
    dependent = words.endswith((*vocabulary.RATES, *vocabulary.MONEY)) and known.base
    action = words.removesuffix(counted)
    whole = words if len(words) <= LONGEST_WHOLE else counted
    based = known.base if dependent else counted
    known = _Known(counted, action, based, whole, amount.unit, _value(amount))
    return _name(words, number, BEFORE), known


def _counted_on(phrase: _Phrase, number: _Number, known: _Known) -> tuple[FigureName, _Known]:
    """Return the name of a number of a list, with what is done with all of it: 新增甲企业3家、乙企业5家."""
    counted = phrase.object
    label = known.action + counted
    known = _Known(counted, known.action, counted, counted, number.amount.unit, _value(number.amount))
    return _name(label, number, BORROWED.format(known.action)), known


def _base(words: str, known: _Known) -> str:
    """Return what was counted before, where words say nothing without it: 整治, 调解成功, 合格率; else ""."""
    if words.startswith("占"):
        return known.object or known.base
    return known.base if _is_bare(words) or _is_detail(words) else ""


def _is_bare(words: str) -> bool:
    return len(words) <= SHORT or _is_of_verbs(words)


def _is_detail(words: str) -> bool:
    """Return whether words say something of what was counted before: 涉案金额, 反馈率, 行政拘留."""
    few = len(words) <= SHORT + 1
    if few and words.endswith((*vocabulary.DEEDS, *vocabulary.MONEY)) and not _first_action(words):
        return True
    rate = len(words) <= SHORT + 2 and words.endswith("率")
    return rate or words.startswith("涉及") or _is_of_verbs(words)


def _borrowing(words: str, base: str, spoken_of: str) -> str:
    """Return words with what was counted before them, or with what their sentence or heading speaks of."""
    if spoken_of:
        return f"{words}（{spoken_of}）" if _is_of_verbs(words) else overlapped(spoken_of, words)
    if words in vocabulary.ACTIONS:
        return words + base
    if base[-WORD:] == words[-WORD:] and len(words) == LEAST:
        return base[: -len(words)] + words  # 规范性文件专项清理2次，全面清理1次
    return overlapped(base, words)


def _people(words: str, amount: Quantity) -> str:
    """Return the noun for people of whom words say what was done: 涉案2人."""
    return vocabulary.UNIT_NOUNS[amount.unit] if amount.unit in PEOPLE and _is_of_verbs(words) else ""


def _core(counted: str) -> str:
    """Return what is counted in few words, to be borrowed: 违法案件 of 哄抬价格、无照经营等违法案件."""
    for mark in ("等", "的"):
        rest = counted.rpartition(mark)[2]
        counted = rest if len(rest) >= LEAST else counted
    return counted


def _is_part(phrase: _Phrase, amount: Quantity, known: _Known) -> bool:
    """Return whether a number is a part of the whole before it, said by 其中 or by a part before it."""
    words = phrase.words
    if not known.whole or amount.unit != known.unit or _is_of_verbs(words):
        return False
    fits = phrase.listed or _value(amount) <= known.left
    return phrase.part or (known.parts and phrase.object == words and fits)


def _is_of_verbs(words: str) -> bool:
    """Return whether words are verbs alone: 调解成功; but 办理公证 says what was done."""
    first, *rest = [words[index : index + WORD] for index in range(0, len(words), WORD)] or [""]
    if rest and first in vocabulary.LIGHT:
        return False
    return all(pair in vocabulary.VERBS for pair in (first, *rest))


def overlapped(first: str, second: str) -> str:
    """Return two words as one, what both have where they meet only once: 负责人出庭应诉 and 出庭应诉率."""
    for length in range(min(len(first), len(second)), 0, -1):
        if first.endswith(second[:length]):
            return first + second[length:]
    return first + second


def _value(amount: Quantity) -> float:
    """Return the number of an amount, to see whether parts fit into their whole; 0 of a range."""
    return float(quantity.value(amount) or 0)


def _name(label: str, number: _Number, note: str) -> FigureName:
    """Return a name in its final form."""
    unit = number.amount.unit
    label = _balanced(label) or NAMELESS
    if unit in vocabulary.KINDS:
        label = overlapped(label, vocabulary.KINDS[unit])
    elif unit == "%" and not label.endswith((*vocabulary.RATES, "）")):
        label += "比例"
    if number.aimed and not label.endswith("目标"):
        label += "目标"
    short = shortened(label)
    return FigureName(short, note if short == label else note + CUT)


def _balanced(label: str) -> str:
    """Return a label without quotation marks or brackets that have no counterpart."""
    for opening, closing in ("“”", "（）", "《》"):
        if label.count(opening) != label.count(closing):
            label = label.replace(opening, "").replace(closing, "")
    return label.strip("、 　")


def shortened(label: str) -> str:
    """Return a label cut to what stands behind 等, 的, 、 or a verb, where it is long; at last to its end."""
    if len(label) <= LONGEST:
        return label
    for mark in ("等", "的"):
        head, found, rest = label.rpartition(mark)
        action = _first_of_all(head)
        if found and len(rest) >= LEAST and len(action + rest) <= LONGEST:
            return _balanced(action + rest)
    rest = label.partition("、")[2]
    while "、" in rest and len(rest) > LONGEST:
        rest = rest.partition("、")[2]
    if LEAST <= len(rest) <= LONGEST:
        return _balanced(rest)
    first = len(label) - LONGEST
    places = range(first, len(label) - LEAST)
    action = next((place for place in places if label[place : place + WORD] in vocabulary.ACTIONS), 0)
    if action or len(label) <= LONGEST + LEAST:
        return _balanced(label[action:])
    return _balanced(label[next((place for place in places if label[place - 1] in JOINTS), first) :])
