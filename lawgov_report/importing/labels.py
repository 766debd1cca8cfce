"""The names of figures, from the words around them: 办理行政复议案件717件 counts 办理行政复议案件.

Knows what the words around a number say; not which numbers count something, nor which labels are in use.

Prose says what is counted before the number (办理案件717件), behind it (65名律师), or leaves it to what was
counted before (调解成功680件, 其中城市管理领域5件, 增长5%). A label is cut from these words, never made up:
what cannot be cut well is long, and a person shortens it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lawgov_report.importing import occasions, phrases, predicates, vocabulary
from lawgov_report.importing.phrases import LEAST, WORD, topic
from lawgov_report.language import quantity
from lawgov_report.language.quantity import SHARE, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.importing.phrases import NumberInProse, NumberPhrase
    from lawgov_report.language.quantity import Quantity

LONGEST = 20  # characters of a label; what is longer is cut where the sense allows
LONGEST_UNCUT = 24  # where it does not
LONGEST_WHOLE = 8  # characters of a total that its parts bear whole: 审核文件其中规范性文件
LONGEST_LEAD = 6  # characters before a number that stay with the noun behind it: 公开选派12名律师
LONGEST_DEED = 8  # characters of what is said behind a number without a noun: 取得证书
SHORT = 3  # characters of a name that says nothing without what was counted before: 整治, 罚款
DETAIL = 4  # and of one that may say nothing: 涉案金额, 行政拘留
RATE = 5  # and of a rate: 调解成功率
ALONE = 7  # with so many, a part of a whole says enough by itself
NAMELESS = "数值"
EARLIER = "（此前）"
AIM = "目标"
RATED = (*vocabulary.RATES, EARLIER)
JOINTS = "与和及对向于"  # a word begins behind them

BEFORE, BEHIND, BORROWED = "按数值前面的文字拟名", "按数值后面的文字拟名", "借上文“{}”拟名"
CUT = "，过长，有删节"


class FigureName(NamedTuple):
    """What a figure is called; `note` says in Chinese where the words come from."""

    label: str
    note: str


class _Acted(NamedTuple):
    """What was done with what, in which unit: 查扣, 超标电动车, 辆."""

    action: str
    counted: str
    unit: str


class _Known(NamedTuple):
    """What the numbers before have said.

    `object` is what the last one counted, `action` what was done with it, `base` what its sentence is on.
    `whole` is a total in `unit`, `left` what of it is not accounted for by its parts, `parts` whether any was
    met. `used` counts the characters behind the last number that belong to it (16个乡镇); `start`: the
    last number was the first of 从2.77%提高到3.3%. `deed` is the last thing done, `acted` the last number of
    the sentence before which an action stood. `remark` is what an inspection came to: 案卷抽查整改意见.
    """

    object: str = ""
    action: str = ""
    base: str = ""
    whole: str = ""
    unit: str = ""
    left: Decimal = Decimal(0)
    parts: bool = False
    used: int = 0
    start: bool = False
    deed: str = ""
    acted: _Acted | None = None
    remark: str = ""


class _Setting(NamedTuple):
    """A number where it stands: its phrase, what is known before it, and the heading above it."""

    number: NumberInProse
    phrase: NumberPhrase
    known: _Known
    above: str
    is_cell: bool

    @property
    def words(self) -> str:
        """The words before the number."""
        return self.phrase.words

    @property
    def amount(self) -> Quantity:
        """What the number writes."""
        return self.number.amount

    @property
    def spoken_of(self) -> str:
        """What the clause before speaks of, or the heading; "" where neither says it in few words."""
        return topic(self.number.topic) or self.above

    def counts(self, counted: str, action: str = "") -> _Known:
        """Return what is known behind a number of which this is counted: it may be a total."""
        unit, counted = self.amount.unit, vocabulary.EACH.sub("", counted)
        acted = _Acted(action, counted, unit) if action else self.known.acted
        return _Known(counted, action, counted, counted, unit, _value(self.amount), deed=action, acted=acted)

    def name(self, label: str, note: str) -> FigureName:
        """Return a name in its final form."""
        label = balanced(label) or NAMELESS
        if self.amount.unit in vocabulary.KINDS:
            label = overlapped(label, vocabulary.KINDS[self.amount.unit])
        elif self.amount.unit == SHARE and not self.is_cell and not label.endswith(RATED):
            label += vocabulary.UNIT_NOUNS[SHARE]
        if self.number.aimed and not label.endswith(AIM):
            label += AIM
        short = shortened(label)
        return FigureName(short, note if short == label else note + CUT)


Named = tuple[FigureName, _Known]


def of(
    text: str, spans: Sequence[tuple[int, int]], amounts: Sequence[Quantity], heading: str = ""
) -> list[FigureName]:
    """Return the names of the numbers at `spans` in a text, in order.

    `heading` is what stands above the text, or what the row and the column of a cell are called.
    """
    names: list[FigureName] = []
    known = _Known()
    is_cell = len(spans) == 1 and spans[0] == (0, len(text))
    above = shortened(phrases.undated(heading)) if is_cell else topic(heading)
    for number in phrases.around(text, spans, amounts):
        known = known if number.sentence else _Known()
        phrase = phrases.read(number, known.used)
        name, known = _named(_Setting(number, phrase, known, above, is_cell))
        names.append(name)
    return names


def _named(at: _Setting) -> Named:
    """Return the name of a number, and what is known behind it."""
    if at.phrase.change or at.amount.kind is Kind.RANK:
        return _measured(at)
    noun = phrases.counted_behind(at.number, at.words)
    if noun:
        return _counted_behind(at, noun)
    if not at.words:
        return _without_words(at)
    if at.phrase.start:
        return at.name(at.words + EARLIER, BEFORE), _Known(at.words, base=at.words, start=True)
    return _with_words(at)


def _with_words(at: _Setting) -> Named:
    """Return the name of a number whose words say what it counts, or what of what was counted before."""
    if _is_part(at):
        return _part(at)
    base = _base(at)
    if at.phrase.listed and at.known.action and not base:
        return _listed(at, at.known.action)
    if _goes_on(at) and at.known.acted and not base:
        return _listed(at, at.known.acted.action)
    if base or _is_bare(at.words):
        return _borrowing(at, base)
    occasion = occasions.occasion(at.phrase.object, at.known.base, at.known.action, at.number.field)
    if at.phrase.examples and occasions.MATTER.fullmatch(at.phrase.object):
        return _of_examples(at)
    return _of_occasion(at, occasion) if occasion else _counted_before(at)


def _of_examples(at: _Setting) -> Named:
    """Return the name of generic words with their examples: 查处无证驾驶、违规停放等违法案件."""
    counted, examples = at.phrase.object, at.phrase.examples
    action = at.words.removesuffix(counted)
    short = f"{examples.partition('、')[0]}等{counted}"
    label = action + examples + counted
    return at.name(label if len(label) <= LONGEST else action + short, BEFORE), at.counts(short, action)


def _of_occasion(at: _Setting, occasion: str) -> Named:
    """Return the name of generic words with what they are of: 查处生态环境举报案件, 案卷抽查整改意见."""
    counted = at.phrase.object
    action = at.words.removesuffix(counted)
    note = BORROWED.format(occasion)
    if occasions.MATTER.fullmatch(counted):
        counted = vocabulary.EACH.sub("", counted)
        return at.name(action + occasion + counted, note), at.counts(occasion + counted, action)
    implied = action in (*vocabulary.SAYING, *occasions.INSPECTIONS)
    label = occasion + (counted if implied else at.words)
    remark = label if occasions.REMARK.fullmatch(counted) else at.known.remark
    return at.name(label, note), at.known._replace(object=label, used=0, remark=remark)


def _measured(at: _Setting) -> Named:
    """Return the name of a change or a rank, which is that of what changed with 增长率 or 排名."""
    borrowed = at.known.object or at.known.base or at.spoken_of
    if len(borrowed) < LEAST:
        borrowed = at.known.action + borrowed  # 审核文件, of which 文件 says too little
    subject = at.words or borrowed
    if at.number.joined and at.known.used:
        subject = overlapped(at.known.object, at.words)
    note = BEFORE if at.words else BORROWED.format(borrowed)
    label = subject + (at.phrase.change or "排名") + (EARLIER if at.phrase.start else "")
    known = at.known._replace(object=subject, base=at.known.base or subject, used=0)
    return at.name(label, note), known


def _counted_behind(at: _Setting, noun: str) -> Named:
    """Return the name of a number before what it counts: 选派12名律师."""
    subject = predicates.subject(at.number, noun)
    used = at.number.after.find(subject) + len(subject)
    if subject != noun:
        noun, used = subject, used + len("的")
    # what is done with all of a list: 建设3个甲镇、5个乙村
    action = _lead(at.words) or (at.known.action if at.phrase.listed else "")
    known = at.counts(noun, action)._replace(used=used)
    return at.name(predicates.named(at.number, noun, action) or _done(at, noun, action, used), BEHIND), known


def _done(at: _Setting, noun: str, action: str, used: int) -> str:
    """Return a noun behind its number with what is done with it."""
    chosen = None if at.words else vocabulary.CHOSEN.match(at.number.after[used:])
    if chosen and len(noun) <= LEAST:
        return chosen[0] + noun
    # 完成3个甲厂、5个乙厂改造: nobody completes the first
    event = action != vocabulary.COMPLETING or phrases.deed(noun[-WORD:])
    return action + noun if event or not at.phrase.listed else noun


def _lead(words: str) -> str:
    """Return what of the words before a number goes before the noun behind it."""
    if "、" in words or vocabulary.ENUMERATED.search(words):
        return phrases.first_action(words)
    short = len(words) <= LONGEST_LEAD and not vocabulary.PREPOSITION.search(words)
    return words if short else phrases.last_action(words)


def _without_words(at: _Setting) -> Named:
    """Return the name of a number that has no words of its own: 5类72条, 155人参加."""
    subject = at.known.object or at.known.base or at.spoken_of.removesuffix(f"（{at.amount.unit}）")
    label, deed = subject, phrases.deed(at.number.after)
    if deed and deed != at.number.after and len(at.number.after) <= LONGEST_DEED and not at.number.followed:
        label = f"{at.number.after}的{subject}"  # 800人取得证书
    elif not (at.known.start or at.is_cell):
        noun = vocabulary.UNIT_NOUNS.get(at.amount.unit, "")
        label = overlapped(overlapped(subject, deed), noun)
    return at.name(label, BORROWED.format(subject)), at.known._replace(used=0, start=False)


def _is_part(at: _Setting) -> bool:
    """Return whether a number is a part of the whole before it, said by 其中 or by a part before it."""
    if not at.known.whole or at.amount.unit != at.known.unit or phrases.is_of_verbs(at.words):
        return False
    fits = at.phrase.listed or _value(at.amount) <= at.known.left
    return at.phrase.part or (at.known.parts and at.phrase.object == at.words and fits)


def _part(at: _Setting) -> Named:
    """Return the name of a part of a whole: 审核文件其中规范性文件."""
    label = at.words if len(at.words) >= ALONE else f"{at.known.whole}其中{at.words}"
    left = at.known.left - _value(at.amount)
    known = at.known._replace(object=label, left=left, parts=True, used=0)
    return at.name(label, BORROWED.format(at.known.whole)), known


def _goes_on(at: _Setting) -> bool:
    """Return whether a noun is one of a kind with what something was done with: 查扣甲车3辆，乙车5辆."""
    acted = at.known.acted
    if acted is None or acted.unit != at.amount.unit or acted.counted[-1:] != at.words[-1:]:
        return False
    # what is much longer may begin with a verb of its own
    other = at.words.endswith(vocabulary.MEASURES) or len(at.words) > len(acted.counted) + LEAST
    return at.phrase.object == at.words and not (at.phrase.part or at.phrase.listed or other)


def _listed(at: _Setting, action: str) -> Named:
    """Return the name of a number of a list, with what is done with all of it: 新增甲企业3家、乙企业5家."""
    counted = at.phrase.object
    if counted != at.words:
        return _counted_before(at)
    return at.name(action + counted, BORROWED.format(action)), at.counts(counted, action)


def _base(at: _Setting) -> str:
    """Return what was counted before, where words say nothing without it: 整治, 调解成功, 合格率; else ""."""
    words, known = at.words, at.known
    if words.startswith(vocabulary.ABOVE):
        return known.object or known.base
    if known.remark and words.startswith(vocabulary.SETTLING):
        return known.remark
    if at.phrase.listed and known.action and _is_bare(words) and not _is_detail(words):
        return ""
    return known.base if _is_bare(words) or _is_detail(words) else ""


def _is_bare(words: str) -> bool:
    return len(words) <= SHORT or phrases.is_of_verbs(words) or _lacks_object(words)


def _lacks_object(words: str) -> bool:
    """Return whether words say who did what, but not with what: 人民调解委员会调处."""
    counted = phrases.what_of(words)
    return counted != words and counted in vocabulary.ACTIONS


def _is_detail(words: str) -> bool:
    """Return whether words say something of what was counted before: 涉案金额, 合格率, 行政拘留."""
    done = words.endswith((*vocabulary.DEEDS, *vocabulary.MONEY)) and not phrases.first_action(words)
    rate = len(words) <= RATE and words.endswith("率")
    begun = words.startswith(("涉及", vocabulary.REFUSED))
    return (done and len(words) <= DETAIL) or rate or begun or phrases.is_of_verbs(words)


def _borrowing(at: _Setting, base: str) -> Named:
    """Return the name of a number with what was counted before it, or with what is spoken of."""
    borrowed = base or at.spoken_of
    if not borrowed:
        return _counted_before(at)
    near = base or topic(at.number.topic)
    words = at.known.deed + at.words if at.words.startswith(vocabulary.SUCCESS) else at.words
    label = _with_base(words, near) if near else _with_heading(words, borrowed)
    if at.amount.unit in vocabulary.PEOPLE and phrases.is_of_verbs(at.words):
        label += vocabulary.UNIT_NOUNS[at.amount.unit]  # 涉案2人
    base = at.known.base if borrowed == at.known.remark else borrowed
    known = at.known._replace(object=label, base=base, used=0, deed=_deed(at))
    return at.name(label, BORROWED.format(borrowed)), known


def _deed(at: _Setting) -> str:
    """Return what was done last: 调解 in 调解成功, where a rate of success behind it is that of 调解."""
    for words in (at.words, phrases.what_of(at.words)):
        deed = phrases.deed(words.removeprefix(vocabulary.SUCCESS))[:WORD]
        if deed:
            return deed
    return at.known.deed


def _with_base(words: str, base: str) -> str:
    if (words in vocabulary.ACTIONS and words not in vocabulary.FILING) or _lacks_object(words):
        return words + base
    if base[-WORD:] == words[-WORD:] and len(words) == LEAST:
        return base[: -len(words)] + words  # 证明事项专项清理2次，全面清理1次
    return overlapped(base, words)


def _with_heading(words: str, above: str) -> str:
    return f"{words}（{above}）" if phrases.is_of_verbs(words) else overlapped(above, words)


def _counted_before(at: _Setting) -> Named:
    """Return the name of a number behind what it counts."""
    words, counted = at.words, _core(at.phrase.object)
    known = at.counts(counted, words.removesuffix(counted))
    if len(words) <= LONGEST_WHOLE:
        known = known._replace(whole=words)
    if words.endswith((*vocabulary.RATES, *vocabulary.MONEY)) and at.known.base:
        known = known._replace(base=at.known.base)  # a rate of a sentence is not what the sentence is on
    return at.name(words, BEFORE), known


def _core(counted: str) -> str:
    """Return what is counted in few words, to be borrowed: 违法案件 of 侵害消费者权益的违法案件."""
    for mark in ("等", "的"):
        rest = counted.rpartition(mark)[2]
        counted = rest if len(rest) >= LEAST else counted
    return counted


def overlapped(first: str, second: str) -> str:
    """Return two words as one, what both have where they meet only once: 负责人出庭应诉 and 出庭应诉率."""
    for length in range(min(len(first), len(second)), 0, -1):
        if first.endswith(second[:length]):
            return first + second[length:]
    return first + second


def _value(amount: Quantity) -> Decimal:
    """Return the number of an amount, to see whether parts fit into their whole; 0 of a range."""
    return quantity.value(amount) or Decimal(0)


def balanced(label: str) -> str:
    """Return a label without quotation marks or brackets that have no counterpart."""
    for opening, closing in ("“”", "（）", "《》"):
        if label.count(opening) != label.count(closing):
            label = label.replace(opening, "").replace(closing, "")
    return label.strip(phrases.BLANKS)


def shortened(label: str) -> str:
    """Return a label cut to what stands behind 等, 的, 、 or a verb, where it is long; at last to its end."""
    if len(label) <= LONGEST:
        return label
    for mark in ("等", "的"):
        head, found, rest = label.rpartition(mark)
        action = phrases.first_of_all(head)
        if found and len(rest) >= LEAST and len(action + rest) <= LONGEST:
            return balanced(action + rest)
    rest = label.partition("、")[2]
    while "、" in rest and len(rest) > LONGEST:
        rest = rest.partition("、")[2]
    return balanced(rest if LEAST <= len(rest) <= LONGEST else label[_place_to_cut(label) :])


def _place_to_cut(label: str) -> int:
    """Return where the last words of a long label begin: a verb, the word behind 与, else anything."""
    first = len(label) - LONGEST
    places = range(first, len(label) - LEAST)
    action = next((place for place in places if label[place : place + WORD] in vocabulary.ACTIONS), 0)
    if action or len(label) <= LONGEST_UNCUT:
        return action
    return next((place for place in places if label[place - 1] in JOINTS), first)
