# 样例数据，非真实 (all data in this file is made up)
"""lawgov verify compares all text: what is missing, added, changed or moved, with both places."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING, Any

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_report.readers.published import Published, PublishedText, Spot
from lawgov_report.report.document import Document, Paragraph, Text
from lawgov_report.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST = "全区坚持依法行政，组织学习{{ n }}，推动各项工作落到实处。"
SECOND = "健全完善重大行政决策程序，严格落实公众参与和合法性审查。"
THIRD = "行政执法监督不断加强，群众的满意度有了明显的提高。"
CATALOGUE = "# 样例数据，非真实\nindicators:\n  n: {label: 学习, unit: 次, part: work}\n"
OFFICE = """\
# 样例数据，非真实
outline: [{id: work, title: 工作, covers: [achievements, shortcomings, leadership, next_steps]}]
"""
YEAR = f"""\
# 样例数据，非真实
year: 2020
document:
  title: 样例区2020年度法治政府建设工作情况报告
  mark: 样例区人民政府文件
  number: 样例政〔2021〕1号
  signature: 样例区人民政府
  date: 2021-03-01
  attachments: [甲表, 乙表]
indicators: {{n: 12次}}
preamble: 现将样例区工作情况报告如下。
parts:
  work:
    heading: 工作
    intro:
      - {FIRST}
      - {SECOND}
      - {THIRD}
ending: 特此报告。
"""
SUFFIXES = (".html", ".docx", ".md", ".txt")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project whose report is built in all formats but PDF."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "data").mkdir()
    for name, content in (("indicators", CATALOGUE), ("office", OFFICE), ("2020", YEAR)):
        (folder / "data" / f"{name}.yaml").write_text(content, encoding="utf-8")
    done = made.lawgov("build", "--draft", "--to", "html,docx,md,txt", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def parts(content: bytes, suffix: str) -> tuple[list[str], Callable[[list[str]], bytes]]:
    """Return a file in pieces of a paragraph at most, and what makes a file of pieces."""
    if suffix != ".docx":
        return content.decode().split("\n"), lambda pieces: "\n".join(pieces).encode()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        members = {name: package.read(name) for name in package.namelist()}

    def packed(pieces: list[str]) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as package:
            for name, member in members.items():
                package.writestr(name, "".join(pieces) if name == "word/document.xml" else member)
        return written.getvalue()

    return re.split("(?<=</w:p>)", members["word/document.xml"].decode()), packed


def at(pieces: list[str], text: str) -> int:
    """Return which piece says something, behind what a page has in its head."""
    first = next((number for number, piece in enumerate(pieces) if "<body" in piece), 0)
    return next(number for number in range(first, len(pieces)) if text in pieces[number])


def lost(pieces: list[str]) -> None:
    del pieces[at(pieces, SECOND)]


def swapped(pieces: list[str]) -> None:
    one, other = at(pieces, SECOND), at(pieces, THIRD)
    pieces[one], pieces[other] = pieces[other], pieces[one]


def added(pieces: list[str]) -> None:
    one = at(pieces, SECOND)
    pieces.insert(one, pieces[one].replace(SECOND, OTHER))
    pieces.insert(one, "")


def replaced(old: str, new: str) -> Callable[[list[str]], None]:
    def change(pieces: list[str]) -> None:
        one = at(pieces, old)
        pieces[one] = pieces[one].replace(old, new)

    return change


OTHER = "积极开展法治宣传教育活动，营造良好的法治环境。"
SENTENCE = "有关结果及时向社会公布。"
CHANGES = {
    "a paragraph that was lost": (lost, ("missing", None, SECOND)),
    "paragraphs in another order": (swapped, ("moved", None, None)),
    "a paragraph that was added": (added, ("added", OTHER, None)),
    "a changed sentence": (
        replaced("公众参与和", "专家论证和"),
        ("changed", "严格落实专家论证和合法性审查。", "严格落实公众参与和合法性审查。"),
    ),
    "a sentence that was added": (replaced(SECOND, SECOND + SENTENCE), ("added", SENTENCE, None)),
    "a sentence that was lost": (replaced("，严格落实公众参与和合法性审查", ""), ("missing", None, None)),
    "another number of the document": (replaced("〕1号", "〕7号"), ("changed", None, None)),
}


def verified(office: Path, name: str, content: bytes) -> dict[str, Any]:
    (office / name).write_bytes(content)
    done = made.lawgov("verify", name, "--format", "json", cwd=office)
    assert done.stderr == ""
    (result,) = json.loads(done.stdout)["files"]
    assert done.returncode == (not result["same"])
    return dict(result)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_was_built_says_what_the_data_say(suffix: str, office: Path) -> None:
    found = verified(office, f"2020{suffix}", (office / "out" / f"2020{suffix}").read_bytes())
    assert (found["differences"], found["texts"], found["lines"]) == ([], [], 13)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("kind", CHANGES)
def test_each_change_of_the_text_is_found_with_both_places(kind: str, suffix: str, office: Path) -> None:
    change, (what, published, expected) = CHANGES[kind]
    pieces, whole = parts((office / "out" / f"2020{suffix}").read_bytes(), suffix)
    change(pieces)
    found = verified(office, f"changed-2020{suffix}", whole(pieces))
    assert found["differences"] == []
    (text,) = found["texts"]
    assert text["what"] == what
    assert published is None or text["published"] == published
    assert expected is None or text["expected"] == expected
    assert text["at"]
    assert (text["data"] or {"file": "data/2020.yaml"})["file"] == "data/2020.yaml"
    if what == "missing" and published is None and expected == SECOND:
        assert text["data"]["line"] == 1 + YEAR.split("\n").index(f"      - {SECOND}")


def test_differences_of_the_text_are_shown_to_people(office: Path) -> None:
    pieces, whole = parts((office / "out" / "2020.txt").read_bytes(), ".txt")
    lost(pieces)
    pieces[at(pieces, THIRD)] = THIRD.replace("有了", "有")
    (office / "shown-2020.txt").write_bytes(whole(pieces))
    done = made.lawgov("verify", "shown-2020.txt", cwd=office)
    assert done.returncode == 1
    assert done.stdout == (
        "shown-2020.txt：与 data/2020.yaml 不同 2 处（比较了 1 处数值、13 段文字）\n"
        f"  文字：文件里没有\n    文件 没有  shown-2020.txt:7:1\n    数据 {SECOND}  data/2020.yaml:17:9\n"
        "  文字：改动\n    文件 群众的满意度有明显的提高。  shown-2020.txt:7:1\n"
        "    数据 群众的满意度有了明显的提高。  data/2020.yaml:18:27\n"
        "  说明：文件里没有指标的标记，数值按前后的文字找到\n"
    )


def test_a_figure_that_differs_is_no_difference_of_the_text_as_well(office: Path) -> None:
    for suffix in (".html", ".txt"):
        pieces, whole = parts((office / "out" / f"2020{suffix}").read_bytes(), suffix)
        replaced("12次", "约21次")(pieces)
        found = verified(office, f"figure-2020{suffix}", whole(pieces))
        assert [(each["key"], each["what"], each["published"]) for each in found["differences"]] == [
            ("n", "written", "约21次")
        ]
        assert found["texts"] == []


def test_a_figure_that_is_missing_with_its_text_says_so(office: Path) -> None:
    for suffix in (".html", ".txt"):
        pieces, whole = parts((office / "out" / f"2020{suffix}").read_bytes(), suffix)
        del pieces[at(pieces, "推动各项工作")]
        found = verified(office, f"less-2020{suffix}", whole(pieces))
        ((key, published, note),) = [
            (each["key"], each["published"], each["note"]) for each in found["differences"]
        ]
        assert (key, published, note) == ("n", None, "连同所在的文字一起没有")
        assert [each["what"] for each in found["texts"]] == ["missing"]


SITE = """<html><head><meta charset=utf-8><title>样例区政府网</title></head><body><div class=top>
<a href=/>首页</a><a>政务公开</a></div><div>当前位置：首页 &gt; 政务公开</div><div class=main>{article}
<p>责任编辑：样例某</p><p>文章关键词：法治</p></div><div>上一篇：<a>样例</a></div><div>版权所有</div></body></html>"""


def test_what_a_site_adds_around_an_article_is_no_difference(office: Path) -> None:
    page = (office / "out" / "2020.html").read_text(encoding="utf-8")
    title = re.findall("<h1>.*?</h1>", page)[0]
    body = re.findall('<main id="text".*?>(.*)</main>', page, re.DOTALL)[0]
    bare = re.sub("</?data[^>]*>|<h2.*?>|</h2>", "", title + "<p>来源：样例区　字号：大 中 小</p>" + body)
    found = verified(office, "site-2020.html", SITE.format(article=bare).encode("gb18030"))
    assert (found["differences"], found["texts"]) == ([], [])
    less = verified(office, "less-2020.html", SITE.format(article=bare.replace(SECOND, "")).encode())
    assert [(each["what"], each["expected"]) for each in less["texts"]] == [("missing", SECOND)]


def test_numbers_that_a_file_counts_by_itself_are_part_of_its_text(office: Path) -> None:
    page = (office / "out" / "2020.html").read_text(encoding="utf-8")
    counted = re.sub("(<h2[^>]*>)一、", r"<ol style='list-style-type:cjk-ideographic'><li>\1", page)
    assert counted != page
    assert verified(office, "counted-2020.html", counted.encode())["texts"] == []


@pytest.mark.slow
def test_the_public_face_lacks_what_is_not_published(office: Path) -> None:
    done = made.lawgov(
        "build", "--draft", "--public", "--to", "html,docx,md,txt", "--out", "public", cwd=office
    )
    assert done.returncode == 0
    for suffix in SUFFIXES:
        found = verified(office, f"public-2020{suffix}", (office / "public" / f"2020{suffix}").read_bytes())
        assert found["texts"] == [], suffix


WORDS = st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯", min_size=6, max_size=12)


@given(st.lists(WORDS, min_size=3, max_size=8, unique=True), st.data())
def test_whatever_paragraph_is_lost_added_or_moved_is_found(texts: list[str], data: st.DataObject) -> None:
    document = Document(2020, (), tuple(Paragraph((Text(text),)) for text in texts))

    def compared(read: list[str]) -> list[str]:
        found = tuple(PublishedText(text, Spot(number)) for number, text in enumerate(read, 1))
        return [each.what for each in verify.compare(Published(text=found), document).texts]

    assert compared(texts) == []
    number = data.draw(st.integers(0, len(texts) - 1))
    assert compared([*texts[:number], *texts[number + 1 :]])
    assert compared([*texts[:number], "午未申酉戌亥", *texts[number:]])
    assert compared([*texts[number:], *texts[:number]]) or number == 0
