"""What stands before and after the text: 版头, title, addressee; attachments, signature, date, annexes, 版记.

Knows how such lines are written and where they stand; not what the parts of the text are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgov_report.importing import counting
from lawgov_report.importing.draft import AnnexDraft, Excerpt, Frame, Guessed, GuessKind, TableDraft
from lawgov_report.importing.paragraphs import FileText, in_lines, is_title
from lawgov_report.language import dates, numerals
from lawgov_report.models.particulars import CLASSIFIED, COPY_NUMBER, LABEL, URGENT, Particulars

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_report.importing.paragraphs import Block

DATE = r"[12][0-9]{3}年[0-9]{1,2}月[0-9]{1,2}日|[12][0-9]{3}[-./][0-9]{1,2}[-./][0-9]{1,2}"
SPELT_DATE = (
    "(?P<year>[一二][〇○零一二三四五六七八九]{3})年"
    "(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
ORGAN = (
    "政府|委员会|党组|工委|党委|[省市区县]委|管委会|局|厅|院"
    "|办公室|办事处|街道办|中心|大队|支队|司法所|领导小组"
)
NAME = re.compile(rf"[一-鿿（）() 　]{{2,40}}(?:{ORGAN})")
REPORT = re.compile(r"(?:报告|总结|汇报|情况|说明)(?:（[^）]{1,12}）|\([^)]{1,12}\))?$")
ABOUT = re.compile("法治|依法|普法|行政")
MARK = re.compile(rf"[一-鿿 　]{{2,40}}(?:文件|(?:{ORGAN}))")
DOCUMENT = "文件"
NUMBER = r"[一-鿿]{1,12}(?:〔|\[|［|【|（|\()[12][0-9]{3}(?:〕|\]|］|】|）|\))(?:第)?[0-9]{1,4}号"
SIGNATORY = r"签发人[：:]?[ \u3000]*(?P<signatory>[^：:]{2,12})"
HEAD = re.compile(rf"(?P<number>{NUMBER})?[ \u3000]*(?:{SIGNATORY})?")
ADDRESSEE = re.compile(
    rf"(?P<name>(?:[^，。；：:]{{1,30}}(?:{ORGAN}|部|人大|省委|市委|区委|县委)[，、 ]?){{1,8}})[：:]"
)
ATTACHED = re.compile(r"附[ \u3000]*件[：:][ \u3000]*(?P<rest>.*)")
LISTED = re.compile(r"(?:[0-9]{1,2}[.．、])[ \u3000]*(?P<name>.+)")
ANNEX = re.compile(r"附[ \u3000]*件[ \u3000]*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})?[：:]?")
COPIES = re.compile(r"抄[ \u3000]*送[：:][ \u3000]*(?P<names>.+?)。?")
NOTE = re.compile(r"（(?P<note>[^（）]{2,100}(?:（[^）]*）[^（）]*)?)）")
# what stands above the mark, by the forms that the standard gives it
LABELS = {"copy_number": COPY_NUMBER, "classification": CLASSIFIED, "urgency": URGENT}
PRINTED = re.compile(rf"(?P<by>.*?)[ \u3000]*(?P<date>{DATE})[ \u3000]*印发")
# what a site prints around an article
PAGE = re.compile(
    r"(?:发布|发文|公开|更新|发表)(?:时间|日期)[：:]|来[ \u3000]*源[：:]|浏览次数|点击(?:数|量|次数)"
    r"|字号[：:]"
    r"|分享到|打印本页|关闭窗口|责任编辑[：:]|当前位置|索[ \u3000]*引[ \u3000]*号"
)
LONGEST_OF_PAGE = 150
LAST_OF_PAGE = 5  # paragraphs at the end that may be the site's
# what a site prints right below an article: all that follows is the site's
BELOW = re.compile(r"打印本页|关闭窗口|关闭本页|【打印】|【关闭】|分享到")
LONGEST_BELOW = 40
MOST_BELOW = 25  # paragraphs below an article
PAGE_DATE = re.compile(rf"(?:发布|公开|发表)?(?:时间|日期)[：:][ \u3000]*(?P<date>{DATE})")
PAGE_SOURCE = re.compile(r"来[ \u3000]*源[：:][ \u3000]*(?P<source>[^ \u3000：:]{2,40})")
HEREBY = re.compile(
    r"(?:特此报告|专此报告|特此汇报|以上报告|此报告|妥否，请批示|请审阅|以上报告，请审议)[。！]?"
)
END_OF_TITLE = re.compile("(?:的|工作|情况|工作情况)?报告")
LONGEST_TITLE = 60
SPACED = 0.3  # of a line that is blanks: its letters are set apart
MOST_ABOVE = 25  # paragraphs in which the title is looked for
LONGEST_LINE_OF_TITLE = 30
MOST_ATTACHMENTS = 100
MOST_OF_TITLE = 3  # lines of an annex's title


@dataclass(slots=True)
class Cut:
    """A file while its frame is cut off: what is left of its blocks, and what was found.

    `above` are the paragraphs that stand before the title and say nothing known, `framed` those of the frame,
    `text` all that is left in the end, `annexed` all that stands from the first annex on.
    """

    blocks: list[Block]
    frame: Frame = field(default_factory=Frame)
    annexes: tuple[AnnexDraft, ...] = ()
    ending: tuple[FileText, ...] = ()
    guesses: list[Guessed] = field(default_factory=list)
    above: list[FileText] = field(default_factory=list)
    framed: list[FileText] = field(default_factory=list)
    annexed: tuple[Block, ...] = ()
    text: tuple[Block, ...] = ()

    def take(self, kind: GuessKind, line: FileText, note: str) -> None:
        """Note what a line of the frame was taken for."""
        self.framed.append(line)
        self.guesses.append(Guessed(kind, line.text, note, line.words.spot))


def cut(blocks: Sequence[Block]) -> Cut:
    """Return the text of a report and, apart from it, what stands before and after."""
    found = Cut(list(blocks))
    _cut_page(found)
    _cut_title(found)
    _cut_head(found)
    _cut_addressee(found)
    _cut_imprint(found)
    annexed = _cut_annexes(found)
    _cut_tail(found)
    _name_annexes(found, annexed)
    _cut_ending(found)
    # the tree takes the blocks apart: what is compared in the end is the file as it was
    found.text = tuple(found.blocks)
    return found


def first_heading(blocks: Sequence[Block]) -> int:
    """Return the index of the first paragraph that begins as a heading does; their number for none."""
    lines = (index for index, block in enumerate(blocks) if isinstance(block, FileText) and _heads(block))
    return next(lines, len(blocks))


def _heads(line: FileText) -> bool:
    label = counting.of(line.text)
    counted = label is not None and label.number == 1 and label.form not in counting.ITEM_FORMS
    return not is_title(line) and (counted or (line.level > 0 and not _is_titled(line)))


def _is_titled(line: FileText) -> bool:
    """Return whether a line reads as the title of a report: a site may give it any level of heading."""
    short = len(line.text) <= LONGEST_TITLE and "，" not in line.text and counting.of(line.text) is None
    return short and bool(REPORT.search(line.text) and ABOUT.search(line.text))


# Before the text


def _cut_page(found: Cut) -> None:
    """Take what a site says of an article: it is no text of the report."""
    rest: list[Block] = []
    limit = min(first_heading(found.blocks), MOST_ABOVE)
    end = _end_of_article(found.blocks)
    for index, block in enumerate(found.blocks):
        near = index < limit or index >= len(found.blocks) - LAST_OF_PAGE
        if not isinstance(block, FileText) or not (index >= end or (near and _is_page(block))):
            rest.append(block)
            continue
        note = "网页上的说明，不是报告的文字，没有写进正文"
        found.guesses.append(Guessed(GuessKind.PAGE, block.text, note, block.words.spot))
        published, source = PAGE_DATE.search(block.text), PAGE_SOURCE.search(block.text)
        if published and not found.frame.published:
            found.frame = found.frame._replace(
                published=dates.respelt(published["date"]) or iso(published["date"])
            )
        if source and not found.frame.source:
            found.frame = found.frame._replace(source=source["source"])
    found.blocks = rest


def _end_of_article(blocks: Sequence[Block]) -> int:
    """Return the index of the first block below an article, as a page says that was printed or copied."""
    for index in range(max(1, len(blocks) - MOST_BELOW), len(blocks)):
        block, above = blocks[index], blocks[index - 1]
        if not (isinstance(block, FileText) and isinstance(above, FileText)):
            continue
        below = BELOW.search(block.text) and len(block.text) <= LONGEST_BELOW
        dated = iso(above.text) or PRINTED.fullmatch(above.text) or NOTE.fullmatch(above.text)
        if below and dated:
            return index
    return len(blocks)


def _is_page(line: FileText) -> bool:
    return PAGE.search(line.text) is not None and len(line.text) <= LONGEST_OF_PAGE


def iso(text: str) -> str:
    """Return a date as a file has it, "" where the text writes none: also 二〇二一年三月十日."""
    plain = text.strip("（）()")
    if match := re.fullmatch(SPELT_DATE, plain):
        counted = numerals.number(match["month"]), numerals.number(match["day"])
        plain = f"{dates.year_of(match['year'])}年{counted[0]}月{counted[1]}日"
    day = dates.parse(plain)
    return day.isoformat() if day else dates.respelt(plain)


def _cut_title(found: Cut) -> None:
    """Take the title: as the file marks it, else the lines near the top that read as one."""
    limit = min(first_heading(found.blocks), MOST_ABOVE)
    lines = [block for block in found.blocks[:limit] if isinstance(block, FileText)]
    marked = [line for line in lines if is_title(line)]
    title = marked or _titled(lines)
    if not title:
        return
    for line in title:
        found.take(GuessKind.TITLE, line, "认作标题")
    if marked:  # nothing was guessed
        del found.guesses[-len(title) :]
    lines_of_title = tuple(words for line in title for words in line.words.lines())
    found.frame = found.frame._replace(
        title=lines_of_title if marked else tuple(map(_unspaced, lines_of_title))
    )
    first = found.blocks.index(title[0])
    above = [block for block in found.blocks[:first] if isinstance(block, FileText)]
    below = [block for block in found.blocks[first:] if not any(block is line for line in title)]
    found.blocks, found.above = below, above


def _titled(lines: Sequence[FileText]) -> list[FileText]:
    """Return the lines that read as the title of a report, [] for none."""
    for index, line in enumerate(lines):
        text = _unspaced(line.words).text
        if not (REPORT.search(text) and len(text) <= LONGEST_TITLE and "，" not in text):
            continue
        start = index
        while start and _goes_on(lines[start - 1], line):
            start -= 1
        title = [*lines[start : index + 1], *filter(_ends_title, lines[index + 1 : index + 2])]
        if ABOUT.search("".join(_unspaced(part.words).text for part in title)):
            return title
    return []


def _ends_title(line: FileText) -> bool:
    """Return whether a line holds nothing but the end of a title that is too long for one line."""
    return END_OF_TITLE.fullmatch(_unspaced(line.words).text) is not None


def _unspaced(words: Excerpt) -> Excerpt:
    """Return words without the blanks of a line that is s p a c e d: 工 作 报 告."""
    if sum(map(str.isspace, words.text)) < SPACED * len(words.text):
        return words
    return words._replace(text="".join(words.text.split()), marks=())


def _goes_on(line: FileText, below: FileText) -> bool:
    """Return whether a line is part of the title that goes on below."""
    text = _unspaced(line.words).text
    if len(text) > LONGEST_LINE_OF_TITLE or re.search("[。；：:，]", text) or re.fullmatch(HEAD, text):
        return False
    if text.endswith("文件") or counting.of(text):
        return False
    alike = line.size == below.size and line.align == below.align
    return alike and bool(re.search("年度?$|关于$|政府$|委员会$|[省市县区旗镇乡局厅]$|[0-9]{4}年", text))


def _cut_head(found: Cut) -> None:
    """Take marks, number and signatory, which stand before the title, or right behind it."""
    above, found.above = found.above, []
    for line in above:
        if not _take_head(found, line):
            found.above.append(line)
    while found.blocks and isinstance(first := found.blocks[0], FileText) and _take_head(found, first):
        del found.blocks[0]


def _take_head(found: Cut, line: FileText) -> bool:
    """Take a line of 版头, and return whether it is one."""
    frame, text = found.frame, line.text
    if label := next((key for key, form in LABELS.items() if re.fullmatch(form, text)), ""):
        found.frame = _labelled(frame, label, text)
        found.take(GuessKind.HEAD, line, f"认作{Particulars.model_fields[label].title}")
        return True
    match = HEAD.fullmatch(text)
    if match and text:
        found.frame = frame._replace(
            number=match["number"] or frame.number,
            signatory=(match["signatory"] or frame.signatory).strip(),
        )
        found.take(GuessKind.HEAD, line, "认作发文字号、签发人")
        return True
    if text == DOCUMENT and frame.mark:
        # beside several issuers, 文件 stands once for all of them
        found.frame = frame._replace(mark=tuple(_with_document(mark) for mark in frame.mark))
        found.take(GuessKind.HEAD, line, "认作发文机关标志里的“文件”")
        return True
    if MARK.fullmatch(text) and not frame.addressee and len(found.blocks) > 1:
        found.frame = frame._replace(mark=(*frame.mark, line.words))
        found.take(GuessKind.HEAD, line, "认作发文机关标志")
        return True
    return False


def _with_document(mark: Excerpt) -> Excerpt:
    return mark._replace(text=mark.text.removesuffix(DOCUMENT) + DOCUMENT)


def _labelled(frame: Frame, label: str, text: str) -> Frame:
    if label == "copy_number":
        return frame._replace(copy_number=text)
    return frame._replace(classification=text) if label == "classification" else frame._replace(urgency=text)


def _cut_addressee(found: Cut) -> None:
    line = found.blocks[0] if found.blocks else None
    match = ADDRESSEE.fullmatch(line.text) if isinstance(line, FileText) and not line.level else None
    if match and isinstance(line, FileText):
        found.frame = found.frame._replace(addressee=match["name"].strip())
        found.take(GuessKind.HEAD, line, "认作主送机关")
        del found.blocks[0]


# Behind the text


def _cut_imprint(found: Cut) -> None:
    """Take 版记: to whom it is copied, who printed it and when."""
    line = _last(found)
    match = PRINTED.fullmatch(line.text) if line else None
    if line and match and iso(match["date"]):
        found.frame = found.frame._replace(printed_by=match["by"].strip(), printed_on=iso(match["date"]))
        found.take(GuessKind.TAIL, line, "认作印发机关、印发日期")
        del found.blocks[-1]
        by = _last(found)
        if by and not match["by"].strip() and NAME.fullmatch(by.text):
            found.frame = found.frame._replace(printed_by=by.text)
            found.take(GuessKind.TAIL, by, "认作印发机关")
            del found.blocks[-1]
    line = _last(found)
    copies = COPIES.fullmatch(line.text) if line else None
    if line and copies and not any(re.match(LABEL, name) for name in copies["names"].split("，")):
        found.frame = found.frame._replace(copies_to=copies["names"])
        found.take(GuessKind.TAIL, line, "认作抄送")
        del found.blocks[-1]


def _last(found: Cut) -> FileText | None:
    last = found.blocks[-1] if found.blocks else None
    return last if isinstance(last, FileText) else None


def _cut_annexes(found: Cut) -> list[Sequence[Block]]:
    """Take what stands behind 附件 as a line of its own, and return it annex by annex."""
    text = first_heading(found.blocks)
    starts = [
        index
        for index, block in enumerate(found.blocks)
        if index > text and isinstance(block, FileText) and ANNEX.fullmatch(block.text)
    ]
    if not starts or starts[-1] == len(found.blocks) - 1:
        return []
    ends = [*starts[1:], len(found.blocks)]
    annexes = [found.blocks[start:end] for start, end in zip(starts, ends, strict=True)]
    # the mark, the title and what is in it
    if not all(annex[2:] and _names(annex[1]) for annex in annexes):
        return []
    del found.blocks[starts[0] :]
    return list(annexes)


def _names(block: Block) -> bool:
    """Return whether a block can be the title of an annex: no number stands before it."""
    return isinstance(block, FileText) and not re.match(LABEL, block.text)


def _name_annexes(found: Cut, annexes: Sequence[Sequence[Block]]) -> None:
    """Make annexes of what was framed; the list of attachments says over how many lines a title goes."""
    listed = found.frame.attachments
    joined = [_titled_annex(blocks, listed) for blocks in annexes]
    found.annexes = tuple(_annex(found, blocks[1:]) for blocks in joined)
    found.annexed = tuple(block for blocks in joined for block in blocks)
    titles = tuple(annex.title.text for annex in found.annexes)
    if listed == titles:  # annexes are listed by themselves
        listed = ()
    found.frame = found.frame._replace(attachments=listed, separate=frozenset(listed) - {*titles})


def _titled_annex(blocks: Sequence[Block], listed: Sequence[str]) -> list[Block]:
    """Return an annex with its title in one line; the list of attachments says over how many it goes."""
    lines = [block for block in blocks[1 : 1 + MOST_OF_TITLE] if isinstance(block, FileText)]
    titles = ["".join(_unbroken(line) for line in lines[:count]) for count in range(1, len(lines) + 1)]
    longest = len(blocks) - 2  # something is left to stand in it
    fitting = (count for count, title in enumerate(titles, 1) if title in listed and count <= longest)
    count = next(fitting, 1)
    title = lines[0].words._replace(text=titles[count - 1], marks=())
    return [blocks[0], FileText(title), *blocks[1 + count :]]


def _annex(found: Cut, blocks: Sequence[Block]) -> AnnexDraft:
    """Return an annex: its first line is its title, and of several tables only the last stays one."""
    first, *rest = blocks
    title = first.words if isinstance(first, FileText) else first.columns[0]
    tables = [index for index, block in enumerate(rest) if isinstance(block, TableDraft)]
    place = tables[-1] if tables else len(rest)
    table = rest[place] if tables else None
    texts: list[FileText] = []
    for block in rest[:place]:
        if isinstance(block, TableDraft):
            note = "附件里只能有一个表格，前面的各行写成了段落"
            found.guesses.append(Guessed(GuessKind.TABLE, block.columns[0].text, note, block.columns[0].spot))
            texts += in_lines(block)
        else:
            texts.append(block)
    after = (line for line in rest[place + 1 :] if isinstance(line, FileText))
    closing = tuple(words for line in after for words in line.words.lines())
    words = tuple(words for line in texts for words in line.words.lines())
    return AnnexDraft(title, words, table if isinstance(table, TableDraft) else None, closing)


def _unbroken(line: FileText) -> str:
    return "".join(words.text for words in line.words.lines())


def _cut_tail(found: Cut) -> None:
    """Take 附注, date, signatures and the list of attachments, from the end upwards."""
    _cut_note(found)
    line = _last(found)
    written = iso(line.text) if line else ""
    if line and written:
        found.frame = found.frame._replace(date=written)
        found.take(GuessKind.TAIL, line, "认作成文日期")
        del found.blocks[-1]
    signatures: list[str] = []
    while (line := _last(found)) and _signs(line) and (found.frame.date or line.align == "right"):
        signatures[:0] = _signers(line.text)
        found.take(GuessKind.TAIL, line, "认作署名")
        del found.blocks[-1]
    found.frame = found.frame._replace(signature=tuple(signatures))
    _cut_attachments(found)


def _cut_note(found: Cut) -> None:
    """Take 附注: what stands in brackets below the date."""
    above, line = (None, None, *found.blocks)[-2:]
    if not (isinstance(above, FileText) and isinstance(line, FileText) and iso(above.text)):
        return
    if match := NOTE.fullmatch(line.text):
        found.frame = found.frame._replace(note=match["note"])
        found.take(GuessKind.TAIL, line, "认作附注")
        del found.blocks[-1]


def _signers(text: str) -> list[str]:
    """Return the names in a line: several where they stand beside each other, each under its seal."""
    names = re.split(r"[ \t\u3000]+", text)
    return names if all(map(NAME.fullmatch, names)) else [text]


def _signs(line: FileText) -> bool:
    return not line.level and NAME.fullmatch(line.text) is not None and counting.of(line.text) is None


def _cut_attachments(found: Cut) -> None:
    """Take 附件：1.…, 2.…, each of which may say 附件 again."""
    lines: list[FileText] = []
    for block in reversed(found.blocks):
        if not isinstance(block, FileText) or block.level:
            break
        if not (ATTACHED.fullmatch(block.text) or LISTED.fullmatch(block.text)):
            break
        lines.insert(0, block)
    if len(lines) > MOST_ATTACHMENTS:
        return
    while lines and not ATTACHED.fullmatch(lines[0].text):
        del lines[0]  # what is numbered so before 附件 is text
    titles = tuple(title for line in lines if (title := _attachment(line.text)))
    if any(re.match(LABEL, title) for title in titles):
        return
    found.frame = found.frame._replace(attachments=titles)
    for line in lines:
        found.take(GuessKind.TAIL, line, "认作附件说明")
    del found.blocks[len(found.blocks) - len(lines) :]


def _attachment(text: str) -> str:
    """Return the name that a line of the list of attachments holds, "" where it holds none."""
    attached = ATTACHED.fullmatch(text)
    rest = attached["rest"] if attached else text
    listed = LISTED.fullmatch(rest)
    return (listed["name"] if listed else rest).strip()


def _cut_ending(found: Cut) -> None:
    """Take 特此报告 and the like, which stand apart from the last part."""
    line = _last(found)
    if line and not line.level and HEREBY.fullmatch(line.text):
        found.ending = (line,)
        found.guesses.append(Guessed(GuessKind.TAIL, line.text, "认作结束语", line.words.spot))
        del found.blocks[-1]
