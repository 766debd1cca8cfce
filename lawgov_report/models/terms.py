"""Terms: names of laws, phrases, number words, plans and congresses, built in and a project's own.

Knows templates/terms.yaml and data/terms.yaml as one model; not which texts use a term.
"""

from __future__ import annotations

import re
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from lawgov_report.models.fields import (
    MISFIT,
    TEXT,
    Model,
    Truth,
    Whole,
    fault,
    load,
    one_or,
    read_by,
    scalar,
)
from lawgov_report.reading.diagnostics import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from lawgov_report.reading.diagnostics import Diagnostic
    from lawgov_report.reading.source import Source

K = TypeVar("K")

STATE = "中华人民共和国"
MOST = 2000  # entries of one list; 389 laws are built in


def _word(value: object) -> str:
    return scalar(value).text


def _words(value: object) -> object:
    return (value,) if isinstance(value, Written) else value


Word = Annotated[str, read_by(_word), WithJsonSchema(TEXT)]
Words = Annotated[
    tuple[Word, ...],
    BeforeValidator(_words),
    WithJsonSchema({"oneOf": [TEXT, {"type": "array", "items": TEXT}]}),
]


def _row(value: object) -> tuple[str, ...]:
    """Return the words of one text that blanks part, or those of a list."""
    if isinstance(value, tuple):
        return tuple(_word(word) for word in value)
    return tuple(_word(value).split())


# words in a row, parted by blanks: a list of a thousand short words takes as long to read as all other terms
Row = Annotated[
    tuple[str, ...],
    read_by(_row),
    WithJsonSchema({"oneOf": [TEXT, {"type": "array", "items": TEXT}]}),
]


# 12·4; other points are read as well
MONTH_DAY = "(1[0-2]|[1-9])[·.．・•](3[01]|[12][0-9]|[1-9])"


def _month_day(value: object) -> tuple[str, str]:
    """Return month and day as they are written, without zeros before them."""
    text = _word(value)
    match = re.fullmatch(MONTH_DAY, text)
    if match is None:
        raise fault("LG107", f"“{text}”不是几月几日", "例如 12·4，月和日前面不加 0")
    return match[1], match[2]


MonthDay = Annotated[
    tuple[str, str],
    read_by(_month_day),
    WithJsonSchema(
        {"type": ["string", "number"], "pattern": f"^{MONTH_DAY}$", MISFIT: "应为几月几日，例如 12·4"}
    ),
]


class Law(Model):
    """A law, regulation or document with an exact title, written without 《》.

    `passed`, `since` and `until` are years: when it was published, when it came into force, and the last in
    which it was in force. They count only where `seen` says where they were seen; without it a law is judged
    by its name alone.
    """

    title: Word = Field(
        title="全称", description="准确的名称，不写书名号", examples=["中华人民共和国行政处罚法"]
    )
    short: Words = Field(
        (), title="简称", description="也可以用的简称；去掉“中华人民共和国”的不用写", examples=[["民法典"]]
    )
    wrong: Words = Field((), title="误写", description="常见的错写，见了就报；全称和简称不写在这里")
    unmarked: Truth = Field(
        default=False, title="可不加书名号", description="不加书名号也说得通的写 true，例如 民法典"
    )
    passed: Whole | None = Field(
        None, title="公布年份", description="与施行不在同一年的才写；已公布的可以宣传", examples=[2020]
    )
    since: Whole | None = Field(None, title="施行年份", description="哪一年起施行", examples=[2021])
    until: Whole | None = Field(
        None, title="最后施行年份", description="已废止的写，最后有效的那一年", examples=[2020]
    )
    successor: Word = Field(
        "", title="接替的法律", description="废止后由哪一部接替", examples=["中华人民共和国民法典"]
    )
    seen: Word = Field(
        "", title="年份出处", description="年份是在哪里看到的；不写的，年份不用", examples=["民法典第1260条"]
    )

    @model_validator(mode="before")
    @classmethod
    def _bare(cls, value: object) -> object:
        return one_or("title", value)

    @property
    def names(self) -> tuple[str, ...]:
        """Its title and its short names."""
        return (self.title, *self.shorts)

    @property
    def first(self) -> int:
        """The first year in which a report can name it, 0 where that is not known."""
        return (self.passed or self.since or 0) if self.seen else 0

    @property
    def last(self) -> int | None:
        """The last year in which it was in force, None where that is not known or it still is."""
        return self.until if self.seen else None

    @property
    def shorts(self) -> tuple[str, ...]:
        """Its short names; the title of a law without 中华人民共和国 is one."""
        without = self.title.removeprefix(STATE)
        return self.short if without in {self.title, *self.short} else (without, *self.short)


class Phrase(Model):
    """A phrase with an exact wording, how it is misquoted, and what is like it but means something else."""

    right: Word = Field(title="正确写法", description="一字不差的提法", examples=["法治政府"])
    wrong: Words = Field(title="误写", description="见了就报；不写正确的写法")
    alike: Words = Field((), title="相近而不误的写法", description="只差一个字、却不是误写的，不报")


class Name(Model):
    """The name of a thing, and others that a report should not use beside it.

    Within a word of `within` such a name is something else: 村社区 in 农村社区.
    """

    name: Word = Field(title="名称", description="全文统一用的名称")
    others: Words = Field(title="别的叫法", description="与名称同时出现就报")
    within: Words = Field(
        (), title="另有所指的词", description="含别的叫法、却是另一回事的词，不报", examples=[["农村社区"]]
    )


class Plan(Model):
    """A plan for some years: the forms in which texts name it, its first and its last year."""

    name: Words = Field(title="名称", description="规划的几种叫法", examples=[["七五", "“七五”普法"]])
    since: Whole = Field(title="起始年份", description="第一年", examples=[2016])
    until: Whole = Field(title="结束年份", description="最后一年", examples=[2020])


class Slip(Model):
    """A frequent slip of the pen, and what may stand around it.

    Where `before` or `behind` are given, one of them must stand directly before or behind. Within a word of
    `unless` it is no slip: 末经 in 周末经济. More than one right word leaves the choice to whoever reads.
    """

    wrong: Row = Field(title="误写", description="常见的错写", examples=["布署 布暑"])
    right: Row = Field(title="正确写法", description="有几种可能的写几个，这时不代改", examples=["部署"])
    before: Row = Field((), title="前面的词", description="只有紧跟在这些词后面才算误写")
    behind: Row = Field((), title="后面的词", description="只有后面紧接这些词才算误写")
    unless: Row = Field(
        (), title="不算误写的词", description="含有误写、却没有错的词", examples=["周末 月末"]
    )


class Renamed(Model):
    """A body or a paper that has another name since a year, or was merged into another."""

    name: Row = Field(title="原名", description="各种叫法，不写地名", examples=["工商局 工商行政管理局"])
    now: Word = Field(title="现名", description="现在叫什么，或并入哪里", examples=["市场监督管理局"])
    since: Whole = Field(
        title="改名年份", description="机构改革在地方完成的那一年；这一年两种都不报", examples=[2019]
    )
    unless: Row = Field((), title="另有所指的词", description="含有原名、却是另一回事的词")


class Day(Model):
    """A day that is kept every year: its name, and its date as people write it, 12·4."""

    name: Row = Field(title="名称", description="几种叫法", examples=["国家宪法日"])
    date: MonthDay = Field(title="日期", description="月·日", examples=["12·4"])


class Congress(Model):
    """A national congress of the Party: 十九, its year, and the years of its plenums from the first on."""

    ordinal: Word = Field(title="第几次", description="汉字数字；不写“第”和“大”", examples=["十九"])
    convened: Whole = Field(alias="held", title="召开年份", description="四位数字", examples=[2017])
    plenums: tuple[Whole, ...] = Field(
        (), title="历次全会的年份", description="一中、二中……依次写", examples=[[2017, 2018, 2018]]
    )


class Terms(Model):
    """What terms.yaml says."""

    number_words: Words = Field(
        (), title="含数字的专名", description="其中的数不是数值，不报", examples=[["三项制度"]]
    )
    laws: tuple[Law, ...] = Field(
        (), max_length=MOST, title="法律法规和文件", description="名称要准确的法律、法规和文件"
    )
    phrases: tuple[Phrase, ...] = Field((), max_length=MOST, title="固定提法", description="要一字不差的提法")
    names: tuple[Name, ...] = Field((), max_length=MOST, title="一物一名", description="同一事物只用一个名称")
    plans: tuple[Plan, ...] = Field((), max_length=MOST, title="规划", description="只在其年份里提的规划")
    congresses: tuple[Congress, ...] = Field(
        (), max_length=MOST, title="党的全国代表大会", description="历次大会和全会的年份"
    )
    slips: tuple[Slip, ...] = Field(
        (), max_length=MOST, title="常见错别字", description="写错的词，和它前后可以有什么"
    )
    renamed: tuple[Renamed, ...] = Field(
        (), max_length=MOST, title="改了名的机构", description="更名、合并或撤销的机构和报刊，从哪一年起"
    )
    places: Row = Field(
        (), title="别处的地名", description="照别处改写时容易漏改的地名，写了就报", examples=["城中区 城西区"]
    )
    days: tuple[Day, ...] = Field((), max_length=MOST, title="纪念日", description="名称和日期固定的日子")

    @cached_property
    def titles(self) -> Mapping[str, Law]:
        """The laws by their titles and short names; a title is never another law's short name."""
        shorts = {short: law for law in self.laws for short in law.shorts}
        return shorts | {law.title: law for law in self.laws}

    @cached_property
    def exact(self) -> frozenset[str]:
        """What may stand where it is only like a phrase: all right wordings, titles and number words."""
        alike = (word for phrase in self.phrases for word in (phrase.right, *phrase.alike))
        return frozenset((*alike, *self.titles, *self.number_words))

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """The phrases, and the names that they have in “”, each once."""
        rights = [phrase.right for phrase in self.phrases]
        names = [name for right in rights for name in re.findall("“[^”]*”", right)]
        return tuple(dict.fromkeys((*rights, *names)))

    @cached_property
    def dated(self) -> Mapping[str, Law]:
        """The laws of which it is known when they were seen, by their titles and short names."""
        return {name: law for name, law in self.titles.items() if law.seen or law.last is not None}

    @cached_property
    def miswritten(self) -> tuple[tuple[str, tuple[str, ...], Slip], ...]:
        """Each wrong word, what is right for it, and the slip that lists it.

        As many wrong words as right ones stand in pairs; else each wrong one may be any of the right ones.
        """
        return tuple(
            (wrong, (slip.right[place],) if len(slip.wrong) == len(slip.right) else slip.right, slip)
            for slip in self.slips
            for place, wrong in enumerate(slip.wrong)
        )

    @cached_property
    def wrong_titles(self) -> Mapping[str, Law]:
        """The laws by their misquoted titles."""
        return {wrong: law for law in self.laws for wrong in law.wrong}

    @cached_property
    def shortened(self) -> Mapping[str, list[tuple[int, int, str]]]:
        """The titles and short names by themselves, and by what is left of them without one character.

        Each has its length and its number in front, by which they are sorted. Two names that differ by one
        character, or by two swapped, have such a rest in common: so a name is looked up a dozen times instead
        of being compared with each of three hundred.
        """
        found: dict[str, list[tuple[int, int, str]]] = {}
        for number, title in enumerate(self.titles):
            for rest in rests(title):
                found.setdefault(rest, []).append((len(title), number, title))
        return found

    @cached_property
    def longest(self) -> int:
        """The length of the longest title."""
        return max(map(len, self.titles), default=0)

    @cached_property
    def exact_by_letter(self) -> Mapping[str, tuple[str, ...]]:
        """What may stand where it is only like a phrase, by each letter in it."""
        pairs = ((letter, word) for word in self.exact for letter in {*word})
        found: dict[str, list[str]] = {}
        for letter, word in pairs:
            found.setdefault(letter, []).append(word)
        return {letter: tuple(words) for letter, words in found.items()}

    @cached_property
    def marked(self) -> Mapping[str, tuple[str, ...]]:
        """The titles and short names that need 《》, by their last two characters."""
        names = (name for name, law in self.titles.items() if not law.unmarked)
        return {end: tuple(alike) for end, alike in _grouped(names, lambda name: name[-2:]).items()}

    def with_(self, other: Terms) -> Terms:
        """Return these terms and the others."""
        fields = type(self).model_fields
        return self.model_copy(update={name: getattr(self, name) + getattr(other, name) for name in fields})


def rests(name: str) -> tuple[str, ...]:
    """Return a name, and what is left of it without each one of its characters, each once."""
    without = (name[:place] + name[place + 1 :] for place in range(len(name)))
    return tuple(dict.fromkeys((name, *without)))


def _grouped(names: Iterable[str], key: Callable[[str], K]) -> dict[K, list[str]]:
    found: dict[K, list[str]] = {}
    for name in names:
        found.setdefault(key(name), []).append(name)
    return found


def read(sources: Iterable[Source]) -> tuple[Terms | None, list[Diagnostic]]:
    """Return the terms that sources hold together, None where one is wrong, and what is wrong with it."""
    loaded = [load(Terms, source) for source in sources]
    found = [diagnostic for _, wrong in loaded for diagnostic in wrong]
    usable = [terms for terms, _ in loaded if terms is not None]
    return (None, found) if len(usable) < len(loaded) else (reduce(Terms.with_, usable, Terms()), found)
