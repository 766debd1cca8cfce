"""Word files made to harm: they end in a line, and what they say is text of the year, never YAML."""

from __future__ import annotations

import io
import zipfile

import pytest
from corrected import BODY, Corrected
from hypothesis import given
from hypothesis import strategies as st
from pulled import back, built, sample

from lawgov_report.files import Unusable

pytestmark = pytest.mark.slow

RUN = "<w:r><w:t>{}</w:t></w:r>"
PARAGRAPH = "<w:p>{}</w:p>"


def with_body(name: str, old: str, new: str) -> bytes:
    """Return the Word file of a sample with something else in its body's XML."""
    with zipfile.ZipFile(io.BytesIO(built(name))) as package:
        members = {each: package.read(each) for each in package.namelist()}
    text = members[BODY].decode()
    assert old in text
    members[BODY] = text.replace(old, new, 1).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for each, content in members.items():
            package.writestr(each, content)
    return stream.getvalue()


def behind_the_title(xml: str) -> bytes:
    return with_body("run_in", "</w:p>", f"</w:p>{xml}")


NESTED = '<w:ins w:id="1" w:author="x">' * 200 + RUN.format("新") * 20_000 + "</w:ins>" * 200


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        (PARAGRAPH.format(RUN.format("长，" * 60_000) * 10), "文字比任何一份年度报告都多"),
        (PARAGRAPH.format(RUN.format("。一是新" * 30_000)), "文字比任何一份年度报告都多"),
        (
            "".join(PARAGRAPH.format(RUN.format(f"第{n}段说别的事情{n}。")) for n in range(2_500)),
            "不像由它编出",
        ),
        (PARAGRAPH.format('<w:ins w:id="1" w:author="x"/>' * 20_001), "修订超过"),
        (PARAGRAPH.format("<w:p>" * 260 + "</w:p>" * 260), "套了超过"),
    ],
    ids=["long", "clauses", "differences", "revisions", "depth"],
)
def test_more_than_any_correction_has_is_refused(xml: str, words: str) -> None:
    with pytest.raises(Unusable, match=words):
        back(behind_the_title(xml), sample("run_in"))


def test_changes_within_changes_take_no_more_room_than_their_words() -> None:
    found = back(behind_the_title(PARAGRAPH.format(NESTED)), sample("run_in"))
    assert len(found.pulled.proposals) + len(found.pulled.left) == 1


TEXTS = (
    "x: {a: [1, 2], b: *c} # d",
    "- 一条: |",
    "\"引号\" '和' \\反斜线\\n",
    "{{ key }}和{{和}}和{键}",
    "零\u200b宽\u202e反向\ufeff字",
    "#井号 # 注释",
    "%YAML 1.2",
    "---",
)


@pytest.mark.parametrize("text", TEXTS)
def test_whatever_is_typed_is_text_of_the_year(text: str) -> None:
    word = Corrected(built("national"))
    word.replace("特此报告", text)
    word.insert("及时清理", text)
    word.insert("现将有关情况", text)
    word.new_paragraph("对重大行政决策带头", text)
    word.replace("行政许可", text)
    found = back(word.content, sample("national"))
    # or the file could not be read: then it is left, and said
    assert found.said == found.says or found.result.left
    assert found.text.count("\n- ") == sample("national").content.decode().count("\n- ")


@given(st.lists(st.tuples(st.integers(0, 60_000), st.integers(0, 400), st.integers(0, 60_000)), max_size=4))
def test_no_change_of_the_xml_breaks_it(cuts: list[tuple[int, int, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(built("national"))) as package:
        text = package.read(BODY).decode()
    changed = text
    for start, length, target in cuts:
        piece = changed[start : start + length]
        changed = changed[:start] + changed[start + length :]
        changed = changed[:target] + piece + changed[target:]
    try:
        found = back(with_body("national", text, changed), sample("national"))
    except Unusable:
        return
    assert sample("national").reopened(found.result.content) is not None
