"""Sample years built, corrected in Word and pulled back; and the kinds of correction that people make."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from corrected import Corrected, runs_of, text_of, w, words_of
from made import ROOT

from lawgov_report import files
from lawgov_report.commands import _project
from lawgov_report.pulling import pull, rewriting
from lawgov_report.pulling.cutting import cut
from lawgov_report.readers import word_changes
from lawgov_report.writing import docx

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_report.pulling.pull import Pulled, Version
    from lawgov_report.pulling.rewriting import Rewritten
    from lawgov_report.readers.word_changes import Revision

PROJECTS = ROOT / "tests" / "projects"
SAMPLES = {"national": 2024, "shifan": 2021, "run_in": 2024, "apart": 2023}
CLAUSE = re.compile("(?<=[。；：，])[一二三四五六]是")


@cache
def sample(name: str) -> Version:
    folder = ROOT if name == "2020" else PROJECTS / name
    found = pull.version(_project.open_in(folder), 2020 if name == "2020" else SAMPLES[name])
    assert found is not None
    return found


@cache
def built(name: str) -> bytes:
    """Return the Word file of a sample."""
    return written(sample(name))


def written(version: Version) -> bytes:
    """Return the Word file of a version."""
    return docx.write(version.document, files.templates(ROOT))[".docx"]


def edited(version: Version, *changes: tuple[str, str]) -> Version:
    """Return a version whose year file was edited by hand."""
    text = version.content.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    found = version.reopened(text.encode())
    assert found is not None
    return found


class Back(NamedTuple):
    """What came back: what was found, the result, and the texts of the Word file and of the new build."""

    pulled: Pulled
    result: Rewritten
    said: list[str]
    says: list[str]

    @property
    def text(self) -> str:
        return self.result.content.decode()


def everything(_: Revision) -> bool:
    return True


def back(
    content: bytes,
    base: Version,
    now: Version | None = None,
    accepts: Callable[[Revision], bool] = everything,
) -> Back:
    """Return what comes of a corrected file when all that is no conflict is written."""
    now = now or base
    file = word_changes.read(content)
    pulled = pull.pull(file, accepts, base, now)
    made = rewriting.rewritten(pulled, [each for each in pulled.proposals if not each.conflict], now)
    again = now.reopened(made.content)
    assert again is not None
    said = rewriting.paragraphs(cut(file.settled(accepts), base.groups))
    return Back(pulled, made, [*said], [*rewriting.paragraphs(again.groups)])


# Kinds of correction: each does something to a file, or nothing where that has no place; `seed` chooses


def places(word: Corrected, pattern: str, seed: int) -> list[str]:
    """Return a paragraph with words like these, chosen by the seed, cut in front of them."""
    body = word.root.find(w("body"))
    texts = [text_of(paragraph) for paragraph in body.findall(w("p"))]
    found = [(text, match.start()) for text in texts for match in re.finditer(pattern, text)]
    if not found:
        return []
    text, start = found[seed % len(found)]
    return [text, text[:start], text[start:]]


def at(word: Corrected, place: list[str], length: int, new: str) -> None:
    """Write over so many characters at a place."""
    text, before, _ = place
    paragraph = next(each for each in word.paragraphs() if text_of(each) == text)
    word.write(paragraph, len(before), len(before) + length, new)


PROSE = "(?<=[，；])[一-鿿]{6,}(?=[，。；])"


def replace_words(word: Corrected, seed: int) -> None:
    if place := places(word, PROSE, seed):
        at(word, place, 4, "改写为新说法")


def insert_words(word: Corrected, seed: int) -> None:
    if place := places(word, PROSE, seed):
        at(word, place, 0, "增加半句话，")


def delete_words(word: Corrected, seed: int) -> None:
    if place := places(word, PROSE, seed):
        at(word, place, 3, "")


def append_sentence(word: Corrected, seed: int) -> None:
    if place := places(word, "(?<=[一-鿿]。)$", seed):
        at(word, place, 0, "末尾再加一句。")


def braces(word: Corrected, seed: int) -> None:
    if place := places(word, PROSE, seed):
        at(word, place, 0, "{{ 照印 }}和{x}")


def change_figure(word: Corrected, seed: int) -> None:
    """Change one figure wherever it stands."""
    controls = [*word.root.iter("{*}sdt")]
    tags = [control.find(".//{*}tag").get(w("val")) for control in controls]
    single = sorted({tag for tag in tags if tags.count(tag) == 1})
    if not single:
        return
    control = controls[tags.index(single[seed % len(single)])]
    paragraph = next(control.iterancestors("{*}p"))
    digits = "".join(control.itertext())
    if not digits.isdigit():
        return
    run = next(control.iter("{*}r"))
    before = takewhile(lambda each: each is not run, runs_of(paragraph))
    offset = sum(len(words_of(each)) for each in before)
    word.write(paragraph, offset, offset + len(digits), str(int(digits) + 5))


def drop_clause_with_figure(word: Corrected, seed: int) -> None:
    if place := places(word, "(?<=，)[^，。；]*[0-9]+[^，。；0-9]*，", seed):
        match = re.match("[^，]*，", place[2])
        assert match is not None
        at(word, place, match.end(), "")


def new_item(word: Corrected, seed: int) -> None:
    if place := places(word, CLAUSE.pattern, seed):
        at(word, place, 0, f"{place[2][:2]}新加的一条，内容由人填写。")


def delete_item(word: Corrected, seed: int) -> None:
    if place := places(word, CLAUSE.pattern, seed):
        end = CLAUSE.search(place[2], 2)
        if end:
            at(word, place, end.start(), "")


def split_item(word: Corrected, seed: int) -> None:
    place = places(word, "(?<=[一-鿿]。)[一-鿿][^是]", seed)
    if place and CLAUSE.search(place[1]):
        at(word, place, 0, "九是")


def join_items(word: Corrected, seed: int) -> None:
    place = places(word, CLAUSE.pattern, seed)
    if place and CLAUSE.search(place[1]):
        at(word, place, 2, "")


def swap_items(word: Corrected, seed: int) -> None:
    """Move an item without figures behind the next one."""
    place = places(word, CLAUSE.pattern, seed)
    ends = [match.start() for match in CLAUSE.finditer(place[2], 2)] if place else []
    if len(ends) < 2 or re.search("[0-9]", place[2][: ends[0]]):
        return
    text, before, rest = place
    paragraph = next(each for each in word.paragraphs() if text_of(each) == text)
    word.write(paragraph, len(before), len(before) + ends[0], "")
    there = len(before) + ends[1] - ends[0]
    word.write(paragraph, there, there, rest[: ends[0]])


def new_paragraph(word: Corrected, seed: int) -> None:
    if place := places(word, "^[12][0-9]{3}年，我", seed):
        word.new_paragraph(place[0], "新加的一段话，由负责人写。")


def split_paragraph(word: Corrected, seed: int) -> None:
    if place := places(word, "(?<=。)现将", seed):
        word.split(place[2])


def join_paragraphs(word: Corrected, seed: int) -> None:
    if place := places(word, "^[12][0-9]{3}年，我区坚持.*进展。$", seed):
        word.join(place[0])


def delete_paragraph(word: Corrected, seed: int) -> None:
    if place := places(word, "^对重大行政决策带头", seed):
        word.delete_paragraph(place[0])


def move_paragraph(word: Corrected, seed: int) -> None:
    if place := places(word, "^首先，", seed):
        following = places(word, "^其次，", seed)
        word.move_paragraph(place[0], following[0])


def change_heading(word: Corrected, seed: int) -> None:
    if place := places(word, "(?<=^[一二三四五六]、)[一-鿿]", seed):
        at(word, place, 0, "进一步")


def change_title(word: Corrected, seed: int) -> None:
    if place := places(word, "(?<=度)法治政府(?!.*一览表)", seed):
        at(word, place, 0, "推进")


def change_date(word: Corrected, seed: int) -> None:
    if place := places(word, "(?<=^20[0-9]{2}年)[0-9]+(?=月[0-9]+日$)", seed):
        at(word, place, 1, "3")


def change_signature(word: Corrected, seed: int) -> None:
    if place := places(word, "^[一-鿿]{5,}人民政府$", seed):
        at(word, place, 0, "新")


def change_cell(word: Corrected, _: int) -> None:
    if "行政许可" in "".join(map(text_of, word.paragraphs())):
        word.replace("行政许可", "行政许可和备案")


KINDS = (
    replace_words,
    insert_words,
    delete_words,
    append_sentence,
    braces,
    change_figure,
    drop_clause_with_figure,
    new_item,
    delete_item,
    split_item,
    join_items,
    swap_items,
    new_paragraph,
    split_paragraph,
    join_paragraphs,
    delete_paragraph,
    move_paragraph,
    change_heading,
    change_title,
    change_date,
    change_signature,
    change_cell,
)
