"""A corrected Word file as its reader sees it: accepted, rejected, of one author; with its comments."""

from __future__ import annotations

import io
import zipfile

import pytest
from corrected import WORDS, Corrected

from lawgov_report.files import Unusable
from lawgov_report.readers import word_changes

MARKED = "<w:p><w:pPr><w:rPr>{}</w:rPr></w:pPr>{}</w:p>"
PLAIN = "<w:p>{}</w:p>"


def by(kind: str, author: str, inside: str = "") -> str:
    return f'<w:{kind} w:id="1" w:author="{author}" w:date="2021-01-20T09:00:00Z">{inside}</w:{kind}>'


def run(text: str, tag: str = "t") -> str:
    return f"<w:r><w:{tag}>{text}</w:{tag}></w:r>"


def packed(*paragraphs: str) -> bytes:
    body = f'<w:document xmlns:w="{WORDS}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(word_changes.BODY, body)
    return stream.getvalue()


def texts(content: bytes, rejected: str = "") -> list[str]:
    """Return the paragraphs, the changes of one author rejected; of all for *."""
    read = word_changes.read(content)
    settled = read.settled(lambda change: rejected not in {"*", change.author})
    return [paragraph.text for paragraph in settled]


def test_changes_within_one_another_stand_as_their_authors_are_accepted() -> None:
    # 甲 wrote 新增的, 乙 struck 的 in it
    inside = run("新增") + by("del", "乙", run("的", "delText"))
    content = packed(PLAIN.format(run("全年") + by("ins", "甲", inside) + run("办理")))
    assert texts(content) == ["全年新增办理"]
    assert texts(content, "乙") == ["全年新增的办理"]
    assert texts(content, "甲") == texts(content, "*") == ["全年办理"]
    assert [(change.author, change.kind, change.text) for change in word_changes.read(content).revisions] == [
        ("甲", "ins", "新增"), ("乙", "del", "的")
    ]  # fmt: skip


def test_what_no_year_has_a_place_for_is_counted() -> None:
    formula = f'<m:oMath xmlns:m="{word_changes.FORMULA.split()[0]}"><m:r><m:t>x</m:t></m:r></m:oMath>'
    ruby = f"<w:r><w:ruby><w:rt>{run('zhu')}</w:rt><w:rubyBase>{run('注')}</w:rubyBase></w:ruby></w:r>"
    content = packed(PLAIN.format(run("全年") + formula + ruby + "<w:r><w:sym/></w:r>"), "<w:altChunk/>")
    assert texts(content) == ["全年注"]
    counted = dict.fromkeys(("公式", "拼音指南", "符号字体的字符", "嵌入的文件"), 1)
    assert word_changes.read(content).foreign == counted


def test_ends_of_paragraphs_that_came_or_went_split_and_join() -> None:
    split = packed(MARKED.format(by("ins", "甲"), run("前半。")), PLAIN.format(run("后半。")))
    assert texts(split) == ["前半。", "后半。"]
    assert texts(split, "甲") == ["前半。后半。"]
    gone = MARKED.format(by("del", "甲"), by("del", "甲", run("删去。", "delText")))
    joined = packed(MARKED.format(by("del", "甲"), run("前半。")), gone, PLAIN.format(run("后半。")))
    assert texts(joined) == ["前半。后半。"]
    assert texts(joined, "*") == ["前半。", "删去。", "后半。"]


def test_what_was_moved_stands_once() -> None:
    moved = [
        MARKED.format(by(kind, "甲"), by(kind, "甲", run("移动的。"))) for kind in ("moveFrom", "moveTo")
    ]
    content = packed(moved[0], PLAIN.format(run("不动的。")), moved[1])
    assert texts(content) == ["不动的。", "移动的。"]
    assert texts(content, "甲") == ["移动的。", "不动的。"]


def test_rows_that_came_or_went_are_whole_and_formatting_is_passed_over() -> None:
    row = "<w:tr><w:trPr>{}</w:trPr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>"
    look = f"<w:r><w:rPr>{by('rPrChange', '乙', '<w:rPr><w:b/></w:rPr>')}</w:rPr><w:t>处罚</w:t></w:r>"
    table = row.format("", look, run("3件")) + row.format(by("del", "甲"), run("许可"), run("4件"))
    content = packed(f"<w:tbl>{table}</w:tbl>")
    settled = word_changes.read(content).settled(lambda _: True)
    assert [(paragraph.text, paragraph.cell) for paragraph in settled] == [
        ("处罚", (1, 1, 1)), ("3件", (1, 1, 2))
    ]  # fmt: skip
    assert texts(content, "甲") == ["处罚", "3件", "许可", "4件"]


def test_comments_know_their_words_and_what_they_answer() -> None:
    word = Corrected(packed(PLAIN.format(run("第一段。")), PLAIN.format(run("全年办理案件717件。"))), "区长")
    word.comment("案件717件", "核一下", "已核")
    first, second = word_changes.read(word.content).comments
    assert (first.author, first.text, first.paragraph, first.quote) == ("区长", "核一下", 2, "案件717件")
    assert (first.answers, second.answers) == (0, first.number)


def test_broken_files_are_refused() -> None:
    for content in (b"", b"PK", packed("<w:p>" * 20), packed("</w:p>")):
        with pytest.raises(Unusable):
            texts(content)
    odd = ("<w:ins/>" + MARKED.format("<w:ins/>" * 9, ""), "<w:tc><w:p/></w:tc><w:tr/>", "<w:del/><w:tr/>")
    assert [texts(packed(paragraphs)) for paragraphs in odd] == [[], [], []]
