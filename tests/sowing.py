"""Faults sown into the data: each kind, where it can be sown, and which rule claims it.

Knows what people get wrong when they type a year file; not whether a rule finds it. The year before 2020,
which is not real, is the text of 2020 written backwards: nothing in it is like anything in 2020. More kinds
stand in sown/, a module a group; those are sown into the years of tests/projects too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Lines = list[str]
DATA = Path(__file__).parent.parent / "data"
PROJECTS = Path(__file__).parent / "projects"
BLOCK = re.compile(r" *(?:- )?(?:\w+: )*\w+: [|][-+]?$")
KEY = re.compile(r" *(?:- )?[a-z0-9_]+:")
REFERENCE = re.compile(r"\{\{ ([a-z0-9_]+) \}\}")
CLAUSE = re.compile(r"[^，。；：]+")
HAN = "[一-鿿]"


@dataclass(frozen=True, slots=True)
class Fault:
    """A changed file, and the lines (from 1) at one of which the fault must be told."""

    lines: tuple[str, ...]
    at: frozenset[int]

    @property
    def content(self) -> bytes:
        return "\n".join(self.lines).encode()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault: `claims` are the codes of which one must be told; none, and nobody claims it."""

    name: str
    claims: tuple[str, ...]
    sow: Callable[[Lines], Iterator[Fault]]


class Base(NamedTuple):
    """A year that faults are sown into, and all files of its data/."""

    name: str
    year: int
    files: dict[str, bytes]
    lines: Lines


def bases() -> Iterator[Base]:
    """Yield 2020 with the year before, then the last year of each project of tests/projects."""
    catalogue = (DATA / "indicators.yaml").read_bytes()
    yield Base("2020", 2020, {"indicators.yaml": catalogue, "2019.yaml": year_before()}, base())
    for folder in sorted(PROJECTS.iterdir()):
        files = {path.name: path.read_bytes() for path in sorted((folder / "data").iterdir())}
        last = max(name for name in files if name[0].isdigit())
        yield Base(folder.name, int(last[:4]), files, files[last].decode().split("\n"))


def base() -> Lines:
    """Return the lines of 2020, its three shortcomings given a cause and an answer each.

    The published text names neither; without them their loss could not be sown.
    """
    lines = (DATA / "2020.yaml").read_text(encoding="utf-8").split("\n")
    items = [
        number
        for number in range(*_region(lines, "  shortcomings:", "  next_steps:"))
        if _is_item(lines[number])
    ]
    ids = [lines[number].split(": ")[1] for number in items]
    steps = [
        number for number in range(*_region(lines, "  next_steps:", "waivers:")) if _is_item(lines[number])
    ]
    inserts = {number + 1: f"        answers: [{id_}]" for number, id_ in zip(steps, ids, strict=False)}
    for number in items:
        clause = CLAUSE.search(lines[number + 2].strip())
        inserts[number + 1] = f"        cause: {clause[0] if clause else ''}"
    for number in sorted(inserts, reverse=True):
        lines.insert(number, inserts[number])
    return _without_waivers(lines, ("LG402", "LG404"))


def year_before() -> bytes:
    """Return a year before: every line of prose of 2020 backwards, without figures in it."""
    lines = base()
    for number in _prose(lines):
        indent = len(lines[number]) - len(lines[number].lstrip())
        lines[number] = " " * indent + REFERENCE.sub("", lines[number].strip())[::-1]
    text = "\n".join(lines[: lines.index("waivers:")])
    return text.replace("year: 2020", "year: 2019", 1).encode()


def _without_waivers(lines: Lines, codes: tuple[str, ...]) -> Lines:
    start = lines.index("waivers:")
    waivers = re.split(r"(?=^  - )", "\n".join(lines[start + 1 :]), flags=re.MULTILINE)
    kept = [one for one in waivers if not any(f"code: {code}" in one for code in codes)]
    return [*lines[: start + 1], *"".join(kept).split("\n")]


def _region(lines: Lines, start: str, end: str) -> tuple[int, int]:
    return lines.index(start) + 1, lines.index(end)


def _is_item(line: str) -> bool:
    return line.startswith("      - id: ")


def _figures(lines: Lines) -> list[int]:
    return [
        number for number in range(*_region(lines, "indicators:", "preamble: |")) if KEY.match(lines[number])
    ]


def _prose(lines: Lines) -> list[int]:
    """Return the lines of all blocks of text before the waivers."""
    found: list[int] = []
    block = -1  # the indent of the key whose block this is
    for number, line in enumerate(lines):
        if line == "waivers:":
            break
        indent = len(line) - len(line.lstrip())
        if block < 0 or (line.strip() and indent <= block):
            block = indent if BLOCK.fullmatch(line) else -1
        elif line.strip():
            found.append(number)
    return found


def _ends(lines: Lines) -> list[int]:
    """Return the last line of each block of text before the waivers."""
    inside = {*_prose(lines)}
    return sorted(number for number in inside if number + 1 not in inside)


def _headings(lines: Lines) -> list[int]:
    return [number for number, line in enumerate(lines) if line.startswith("    heading: ")]


def _keys(lines: Lines) -> list[int]:
    start, end = _region(lines, "preamble: |", "waivers:")
    return [
        number for number in range(start, end) if re.match(r" +(?:heading|text|items|lead):", lines[number])
    ]


def _at(lines: Lines, number: int, *new: str) -> Fault:
    """Return the fault of line `number` (from 0) replaced by `new`, none of it for a line left out."""
    changed = (*lines[:number], *new, *lines[number + 1 :])
    return Fault(changed, frozenset(range(number + 1, number + 1 + max(1, len(new)))))


def replaced(where: Callable[[Lines], list[int]], pattern: str, by: str, lines: Lines) -> Iterator[Fault]:
    """Yield a fault for every match of `pattern` in the lines of `where`, replaced by `by`."""
    for number in where(lines):
        for match in re.finditer(pattern, lines[number]):
            line = lines[number]
            new = match.expand(by) if "\\" in by else by  # expand() reads `by` anew for each match
            yield _at(lines, number, line[: match.start()] + new + line[match.end() :])


figures = partial(partial, replaced, _figures)
prose = partial(partial, replaced, _prose)
ends = partial(partial, replaced, _ends)
headings = partial(partial, replaced, _headings)
keys = partial(partial, replaced, _keys)


def everywhere(pattern: str, by: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what sows in any line of the file."""
    return partial(replaced, lambda lines: list(range(len(lines))), pattern, by)


def first_of_blocks(by: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what puts words before the first line of every item."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for number in _prose(lines):
            if lines[number - 1] == "        text: |":
                yield _at(lines, number, lines[number].replace("          ", f"          {by}", 1))

    return sow


def figure(key: str, value: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what gives one indicator another value; the relation may be told at any of its figures."""

    def sow(lines: Lines) -> Iterator[Fault]:
        number = next(number for number in _figures(lines) if lines[number].startswith(f"  {key}: "))
        yield _at(lines, number, f"  {key}: {value}")

    return sow


def swapped(first: str, second: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what exchanges the values of two indicators."""

    def sow(lines: Lines) -> Iterator[Fault]:
        one, other = (
            next(number for number in _figures(lines) if lines[number].startswith(f"  {key}: "))
            for key in (first, second)
        )
        values = [lines[number].split(": ")[1] for number in (one, other)]
        changed = [*lines]
        changed[one], changed[other] = f"  {first}: {values[1]}", f"  {second}: {values[0]}"
        yield Fault(tuple(changed), frozenset({one + 1, other + 1}))

    return sow


def several(*ways: Callable[[Lines], Iterator[Fault]]) -> Callable[[Lines], Iterator[Fault]]:
    """Return what sows in each of several ways."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for way in ways:
            yield from way(lines)

    return sow


def figure_lost(lines: Lines) -> Iterator[Fault]:
    """Leave out a figure; told at the first reference to it."""
    for number in _figures(lines):
        key = lines[number].strip().split(":")[0]
        rest = (*lines[:number], *lines[number + 1 :])
        at = next(index for index, line in enumerate(rest) if f"{{{{ {key} }}}}" in line)
        yield Fault(rest, frozenset({at + 1}))


def doubled_line(lines: Lines) -> Iterator[Fault]:
    """Write a figure twice; told at the second."""
    for number in _figures(lines):
        fault = _at(lines, number, lines[number], lines[number])
        yield Fault(fault.lines, frozenset({number + 2}))


def unbound(lines: Lines) -> Iterator[Fault]:
    """Type a figure into the prose in place of its reference."""
    values = dict(lines[number].strip().split(": ") for number in _figures(lines))
    for number in _prose(lines):
        for match in REFERENCE.finditer(lines[number]):
            line = lines[number]
            yield _at(lines, number, line[: match.start()] + values[match[1]] + line[match.end() :])


def unit_again(lines: Lines) -> Iterator[Fault]:
    """Type the unit behind a reference that a stop follows."""
    units = {}
    for number in _figures(lines):
        key, value = lines[number].strip().split(": ")
        units[key] = re.sub("^[0-9.]+[万亿]?余?", "", value)
    for number in _prose(lines):
        for match in re.finditer(r"\{\{ ([a-z0-9_]+) \}\}(?=[，。；、])", lines[number]):
            if not units[match[1]].endswith("以上"):
                line = lines[number]
                yield _at(lines, number, line[: match.end()] + units[match[1]] + line[match.end() :])


def id_twice(lines: Lines) -> Iterator[Fault]:
    """Give an item the id of the one before it."""
    items = [number for number, line in enumerate(lines) if _is_item(line)]
    for before, number in pairwise(items):
        yield _at(lines, number, lines[before])


def text_lost(lines: Lines) -> Iterator[Fault]:
    """Leave out the text of an item; told at the item."""
    for number, line in enumerate(lines):
        if line != "        text: |":
            continue
        end = number + 1
        while lines[end].startswith("          "):
            end += 1
        start = next(index for index in range(number, 0, -1) if _is_item(lines[index]))
        rest = (*lines[:number], *lines[end:])
        yield Fault(rest, frozenset(range(start, number + 1)))


def extra_of_items(key: str, by: str | None) -> Callable[[Lines], Iterator[Fault]]:
    """Return what leaves out, or gives another value, the `cause` or the `answers` of an item."""

    def sow(lines: Lines) -> Iterator[Fault]:
        for number, line in enumerate(lines):
            if line.startswith(f"        {key}: "):
                new = () if by is None else (f"        {key}: {by}",)
                fault = _at(lines, number, *new)
                yield Fault(fault.lines, frozenset(range(number, number + 5)))

    return sow


def of_document(key: str, value: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what gives the document a date."""

    def sow(lines: Lines) -> Iterator[Fault]:
        number = lines.index("document:")
        fault = _at(lines, number, lines[number], f"  {key}: {value}")
        yield Fault(fault.lines, frozenset({number + 2}))

    return sow


def answer_lost(lines: Lines) -> Iterator[Fault]:
    """Leave out the answers of a plan item; told at the shortcoming that is no longer answered."""
    for number, line in enumerate(lines):
        if line.startswith("        answers: ["):
            shortcoming = lines.index(f"      - id: {line.split('[')[1][:-1]}")
            rest = (*lines[:number], *lines[number + 1 :])
            yield Fault(rest, frozenset(range(shortcoming + 1, shortcoming + 6)))


def misquoted_waiver(lines: Lines) -> Iterator[Fault]:
    """Change the quote of a waiver; told where the waiver begins."""
    for fault in replaced(lambda found: list(range(len(found))), "(?<=^    quote: )", "原", lines):
        yield Fault(fault.lines, frozenset(range(min(fault.at) - 3, min(fault.at) + 1)))


def copied(lines: Lines) -> Iterator[Fault]:
    """Put last year's text into an item."""
    before = year_before().decode().split("\n")
    numbers = [number for number in _prose(lines) if lines[number - 1] == "        text: |"]
    for number in numbers:
        end = number
        while lines[end].startswith("          "):
            end += 1
        old = before[number:end]
        fault = (*lines[:number], *old, *lines[end:])
        if sum(map(len, old)) > 100:
            yield Fault(fault, frozenset(range(number, end + 1)))


def inserted(words: str) -> Callable[[Lines], Iterator[Fault]]:
    """Return what puts words into the prose, as a clause of their own."""
    return prose("，(?=" + HAN + ")", f"，{words}，")


def clause(name: str, code: str, *words: str) -> Kind:
    """Return a kind that puts each of several clauses into the prose."""
    return Kind(name, (code,), several(*(inserted(variant) for variant in words)))


SLIPS = (
    clause("取的", "LG643", "各项工作取的明显成效", "普法取的新进展", "调解取的较好效果"),
    clause("布署", "LG643", "安排布署重点工作", "及时部暑任务"),
    clause("签定", "LG643", "签定责任书", "与各单位签定协议"),
    clause("台帐", "LG643", "建立工作台帐", "核对银行帐户", "完善记帐手续"),
    clause("必须品", "LG643", "供应生活必须品", "储备防疫必须品"),
    clause("合法权力", "LG643", "维护群众合法权力", "保障当事人合法权力"),
    clause("反应强烈", "LG643", "群众反应强烈的问题得到解决", "对反应突出的问题挂牌督办"),
    clause("己审结", "LG643", "案件己审结", "问题己整改到位", "制度己建立"),
    clause("末经", "LG643", "末经审核不得印发", "末按规定公示的予以纠正", "末取得资格的不得上岗"),
    clause("涉及到", "LG643", "涉及到多个部门", "案件涉及到民生"),
    clause("、等", "LG643", "深入学校、企业、等单位", "包括培训、考核、等内容"),
    clause("二次 for 两次", "LG643", "开展二次督查", "组织二个专班", "召开二次推进会"),
    clause("通过…使", "LG643", "工作扎实。通过开展培训和考核评比，使执法水平提高"),
    clause(
        "a word of the same sound",
        "LG643",
        "推进综合冶理",
        "保障食品安全竟争有序",
        "申核文件",
        "规犯执法行为",
    ),
    Kind("a character of a frequent word", ("LG643", "LG620"), prose("部署", "布署")),
    Kind("行正 for 行政", ("LG643", "LG620", "LG624"), prose("行政(?=执法|诉讼|复议|机关)", "行正")),
    Kind("an idiom miswritten", ("LG643",), several(inserted("一如继往抓落实"), inserted("做到再接再励"))),
)
FACTS = (
    clause(
        "a body that was merged",
        "LG641",
        "会同区工商局检查",
        "由区国土资源局牵头",
        "区卫计委配合",
        "与国税局联合执法",
    ),
    clause(
        "a law that is repealed",
        "LG642",
        "贯彻《中华人民共和国外资企业法》",
        "依据中华人民共和国行政监察法开展监察",
    ),
    clause(
        "a law that is yet to come",
        "LG642",
        "贯彻《中华人民共和国个人信息保护法》",
        "落实法律援助法",
        "执行《行政执法监督条例》",
    ),
    clause("a law that is not yet in force", "LG642", "违反《中华人民共和国长江保护法》的予以处罚"),
    clause(
        "a misnamed law without 《》", "LG620", "学习招投标法", "宣传未成年保护法", "落实重大行政决策程序条例"
    ),
    clause("short laws in a row", "LG622", "学习消防法和森林法", "宣传刑法、种子法、草原法"),
    clause("法制 for 法治", "LG643", "增强法制意识", "营造法制氛围", "纳入法制轨道", "法制建设成效明显"),
    clause("第一负责人", "LG624", "履行法治建设第一负责人职责", "压实第一负责人责任"),
    clause("谁普法谁执法", "LG624", "落实“谁普法谁执法”责任制", "坚持谁普法谁执法"),
    clause("人大常会", "LG624", "向区人大常会报告工作", "接受人大常会监督"),
    clause("中心组", "LG624", "开展理论中心组学习", "组织理论学习中心小组学习"),
    clause(
        "“12·5”国家宪法日",
        "LG644",
        "开展“12·5”国家宪法日宣传",
        "在12月5日国家宪法日组织宣誓",
        "开展“6·5”国际禁毒日宣传",
    ),
    clause(
        "a plenum left out", "LG632", "学习党的十九届二中、四中、五中全会精神", "贯彻十九届三中、五中全会精神"
    ),
    clause("a request in the report", "LG645", "以上报告妥否，请批示", "当否，请予批复"),
)
KINDS = (
    # the file
    Kind("a tab in the indent", ("LG004",), keys("^ ", r"\t")),
    Kind("a full-width colon behind a key", ("LG005",), figures(": ", "：")),
    Kind("an indent one blank too deep", ("LG005", "LG009"), figures("^ ", "   ")),
    Kind("a figure written twice", ("LG008",), doubled_line),
    Kind("> for |", ("LG009",), everywhere(r"text: \|$", "text: >")),
    Kind("a comment behind a heading", ("LG011",), headings("$", " # 待定")),
    Kind("a control character", ("LG003",), prose(f"(?<={HAN})(?={HAN})", "\x0b")),
    Kind("a character that turns the direction", ("LG003",), prose(f"(?<={HAN})(?={HAN})", "\u202e")),
    # the keys
    Kind("a misspelt key", ("LG102",), keys("(heading|text|items|lead):", r"\1x:")),
    Kind("a heading left out", ("LG108",), headings("(heading:).*", r"\1")),
    Kind("the text of an item left out", ("LG101",), text_lost),
    Kind("the year of another file", ("LG106",), everywhere("^year: 2020$", "year: 2019")),
    Kind("an id used twice", ("LG209",), id_twice),
    # figures
    Kind("full-width digits in a figure", ("LG104",), figures(r"(?<=: )\d", "７")),
    Kind("a figure without its unit", ("LG104",), figures(r"(?<=\d)[^\d.]+$", "")),
    Kind("a thousands separator", ("LG104",), figures(r"(?<=\d)(?=\d{3}\D)", ",")),
    Kind("another unit", ("LG302",), figures(r"(?<=\d)(?:[件项名个人册条次家起]|人次)$", "桶")),
    Kind("a share above 100", ("LG303",), figures(r"(?<=: )(?=[\d.]+%)", "1")),
    Kind("a negative figure", ("LG303", "LG304"), figures(r"(?<=: )(?=\d)", "-")),
    Kind("half a case", ("LG305",), figures(r"(?<=\d)(?=[件名个人册条次家起]$)", ".5")),
    Kind(
        "余 after a number that is not round",
        ("LG306",),
        figures(r"(?<=[1-9])(?=[件名个人册条次家起]$)", "余"),
    ),
    Kind(
        "bounds that contradict each other",
        ("LG307",),
        figures(r": (\d+)([件名个人册条次家起])$", r": 超过\1\2以下"),
    ),
    Kind("a figure left out", ("LG202",), figure_lost),
    Kind("a misspelt indicator", ("LG203",), figures(r"[a-z](?=: \d)", "zz")),
    Kind(
        "two figures of a relation exchanged",
        ("LG301",),
        several(
            swapped("mediation_cases", "mediation_succeeded"),
            swapped("administrative_litigation_cases", "administrative_litigation_concluded"),
            swapped("entertainment_venues_inspected", "entertainment_venues_rectified"),
            swapped("case_review_bodies", "enforcement_bodies_with_legal_advisers"),
            swapped("epidemic_confiscated_goods_value", "epidemic_market_case_value"),
            swapped("documents_reviewed", "normative_documents_reviewed"),
        ),
    ),
    Kind(
        "a digit dropped from a total",
        ("LG301",),
        several(
            figure("mediation_cases", "71件"),
            figure("documents_reviewed", "1件"),
            figure("administrative_litigation_cases", "1件"),
            figure("enforcement_bodies_with_legal_advisers", "2个"),
        ),
    ),
    Kind(
        "a part of a total one more",
        ("LG301",),
        several(
            figure("normative_documents_reviewed", "6件"),
            figure("general_documents_reviewed", "4件"),
            figure("cooperation_agreements_reviewed", "2件"),
            figure("major_decisions_reviewed", "2件"),
        ),
    ),
    Kind(
        "another scale in a relation",
        ("LG301",),
        several(
            figure("mediation_succeeded", "680万件"),
            figure("epidemic_confiscated_goods_value", "2.264亿元"),
            figure("entertainment_venues_rectified", "3万家"),
        ),
    ),
    Kind(
        "ten times last year's figure",
        ("LG310",),
        figures(r"(?<=: \d)(?=\d*(?:余)?[件名个人册条次家起项]$)", "00"),
    ),
    Kind("the unit typed again behind a reference", ("LG312",), unit_again),
    # references
    Kind("one brace on each side", ("LG204",), prose(r"\{(\{ [a-z0-9_]+ \})\}", r"\1")),
    Kind("full-width braces", ("LG204",), prose(r"\{\{ ([a-z0-9_]+) \}\}", r"｛｛\1｝｝")),
    Kind("a remark inside the text", ("LG011",), prose("。$", "。 # 待核")),
    Kind("a misspelt reference", ("LG201",), prose(r"(?<=\{\{ )[a-z](?=[a-z0-9_]+ \}\})", "zz")),
    Kind("a brace left out", ("LG204",), prose(r"(?<=\{\{ )([a-z0-9_]+) \}\}", r"\1 }")),
    Kind("a figure typed in place of its reference", ("LG350",), unbound),
    Kind("a number typed in Chinese", ("LG351",), inserted("召开会议六次")),
    # the law
    Kind("a cause left out", ("LG402",), extra_of_items("cause", None)),
    Kind("a cause in words of its own", ("LG403",), extra_of_items("cause", "经费保障不到位")),
    Kind("an answer left out", ("LG404",), answer_lost),
    Kind("last year's text", ("LG408",), copied),
    Kind("a date in the year reported", ("LG410",), of_document("date", "2020-03-26")),
    Kind("a report published in the year reported", ("LG410",), of_document("published", "2020-12-31")),
    Kind("a report sent late", ("LG405",), of_document("sent", "2021-03-02")),
    Kind("a report published late", ("LG406",), of_document("published", "2021-04-02")),
    # marks
    Kind("a closing mark left out", ("LG601",), prose("[）》”〕]", "")),
    Kind("an opening mark left out", ("LG601",), prose("[（《“〔]", "")),
    Kind("a half-width bracket", ("LG602",), prose("）", ")")),
    Kind("a half-width comma", ("LG603",), prose(f"(?<={HAN})，(?={HAN})", ",")),
    Kind("a blank between characters", ("LG604",), prose(f"(?<={HAN})(?={HAN})", " ")),
    Kind("[2016] in a document number", ("LG605",), prose(r"〔(\d{4})〕", r"[\1]")),
    Kind("～ in a range of years", ("LG606",), prose(r"(\d{4})-(\d{4})", r"\1～\2")),
    Kind("% once in a range", ("LG607",), inserted("增长15～30%")),
    Kind("a leading zero in a date", ("LG609",), prose(r"(?<=\d{4}年)(?=\d月)", "0")),
    Kind("截至目前 without a date", ("LG610",), inserted("截至目前")),
    Kind("截止 for 截至", ("LG611",), inserted("截止2020年12月31日")),
    Kind("一是 typed by hand", ("LG612",), first_of_blocks("一是")),
    Kind("a series typed by hand", ("LG612",), inserted("一是加强学习；二是加强考核")),
    Kind("一、 typed by hand", ("LG612",), headings(r"(?<=heading: )", "一、")),
    Kind("首先 typed by hand", ("LG612",), first_of_blocks("首先，")),
    Kind("1. typed by hand", ("LG612",), headings(r"(?<=heading: )", "1.")),
    Kind("a stop behind a heading", ("LG613",), headings("$", "。")),
    Kind("a word typed twice", ("LG614",), prose("(推进|加强|落实|完善|开展|健全)", r"\1\1")),
    Kind("a placeholder", ("LG615",), inserted("查处案件XX件")),
    Kind("a mobile number", ("LG616",), inserted("联系电话13812345678")),
    Kind("two commas", ("LG618",), prose(f"(?<={HAN})，(?={HAN})", "，，")),
    Kind("、 between titles", ("LG619",), prose("》《", "》、《")),
    Kind("full-width digits in prose", ("LG629",), prose("2020(?=年)", "２０２０")),
    # words
    Kind("a law misnamed", ("LG620",), prose("中华人民共和国民法典", "中华人民共和国民法法典")),
    Kind(
        "a law without 《》",
        ("LG622",),
        prose("《((?:中华人民共和国)?(?:优化营商环境条例|人民调解法|保守国家秘密法|土地管理法))》", r"\1"),
    ),
    Kind("法制政府", ("LG624",), prose("法治政府", "法制政府")),
    Kind("社会主意思想", ("LG624",), prose("(?<=特色)社会主义(?=思想)", "社会主意")),
    Kind("两个维户", ("LG624",), prose("两个维护", "两个维户")),
    Kind("the plan of other years", ("LG625",), prose("七五", "六五")),
    Kind("界 for 届", ("LG632",), prose("届(?=.中)", "界")),
    Kind("a plenum not yet held", ("LG632",), inserted("贯彻党的十九届七中全会精神")),
    Kind("3千人", ("LG628",), inserted("惠及3千人")),
    *SLIPS,
    *FACTS,
    # waivers
    Kind("a waiver's quote changed", ("LG211",), misquoted_waiver),
    # what nobody claims
    Kind(
        "数值错了，却仍与关系式、上年相符（错一两个数字）",
        (),
        figures(r"(?<=: )[2-8](?=\d*[件项名个册条次家起]$)", "9"),
    ),
    Kind(
        "引用了单位相同、名称相近的另一项指标",
        (),
        prose(r"\{\{ documents_reviewed \}\}", "{{ normative_documents_reviewed }}"),
    ),
    Kind("正文里同音、形近的别字（切实写成确实）", (), prose("切实", "确实")),
    Kind("正文里漏一个字", (), prose(f"(?<={HAN}){HAN}(?={HAN})", "")),
    Kind("两个分句前后颠倒", (), prose(f"({HAN}{{4,8}})，({HAN}{{4,8}})，", r"\2，\1，")),
    Kind("机关、地方的名称写成另一个", (), prose("湟中", "城中")),
)
