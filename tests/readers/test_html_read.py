# 样例数据，非真实 (all data in this file is made up)
"""Pages of five kinds of site, read back: the same article out of each, nothing of what the site adds."""

from __future__ import annotations

import pytest
from bench import bombs

from lawgov_report.files import Unusable
from lawgov_report.readers import html
from lawgov_report.readers.published import TITLE, Marked

TITLED = "样例区2021年度法治政府建设工作情况报告"
BODY = (
    "2021年，样例区坚持依法行政，全面推进法治政府建设，各项工作取得新的进展。现将有关情况报告如下。",
    "一、主要工作",
    "（一）加强组织领导。全年召开会议6次，研究法治政府建设中的重大问题，推动解决重点难点事项。",
    "全年办理行政复议案件120件，办结90件，办结率75%，没有发生因复议引起的行政诉讼案件。",
    "二、下一步安排",
    "继续推进法治政府建设，加强学习培训，提高执法水平，把依法行政的要求落到实处。",
    "样例市样例区人民政府",
    "2022年2月21日",
)
ARTICLE = (TITLED, *BODY)
NOTES = "来源：样例区司法局　发布时间：2022-03-01 10:20　浏览次数：120次　字号：【大 中 小】"
MENU = "".join(f"<li><a href='/{number}'>政务公开栏目{number}</a></li>" for number in range(30))
FOOT = "<div><p>版权所有：样例区人民政府　主办：样例区人民政府办公室</p><p>网站标识码：0000</p></div>"
HEAD = f"<head><meta charset='utf-8'><title>{TITLED}_样例区人民政府</title><style>p{{}}</style></head>"


def paragraphs(begin: str, end: str) -> str:
    return "".join(f"{begin}{text}{end}\n" for text in BODY)


DIVS = f"""<!DOCTYPE html><html>{HEAD}<body><div class="wrap"><div class="top"><h1>样例区人民政府</h1>
<ul>{MENU}</ul></div><div class="pos">您现在的位置：<a href="/">首页</a> &gt; <a href="/zw">政务公开</a></div>
<div class="main"><div class="left"><ul>{MENU}</ul></div><div class="right"><div class="tit">{TITLED}</div>
<div class="info">{NOTES}</div>
<div id="zoom">{paragraphs('<p style="text-indent:2em">&nbsp;&nbsp;&nbsp;&nbsp;', "</p>")}</div>
<div class="share">分享到：<a>微信</a></div><div><a href="#">【打印】</a><a href="#">【关闭】</a></div>
<div>上一篇：<a>样例</a></div></div></div>{FOOT}</div></body></html>"""

TABLES = f"""<HTML><HEAD><TITLE>样例区人民政府</TITLE></HEAD><BODY><TABLE width=980><TR><TD>
<TABLE><TR><TD>{MENU}</TD></TR></TABLE></TD></TR>
<TR><TD align=center><FONT size=5><B>{TITLED}</B></FONT></TD></TR>
<TR><TD>{NOTES}</TD></TR><TR><TD><FONT face=宋体>{paragraphs("　　", "<BR><BR>")}</FONT></TD></TR>
<TR><TD><a href="javascript:window.print()">打印本页</a></TD></TR></TABLE>{FOOT}"""

LETTERS = "".join(
    f"<p><span style='font-family:仿宋'>{'</span><span lang=EN-US>'.join(text)}</span></p>" for text in BODY
)
SPANS = f"""<!DOCTYPE html><html>{HEAD}<body><div class=crumb><a>首页</a>&gt;<a>报告</a></div>
<div class=article><div class=con><p style="text-align:center"><span style="font-size:29px"><strong>
<span>样例区2021年度法治政府</span></strong></span><strong
><span>建设工作情况报告</span></strong></p>{LETTERS}
</div></div><div>责任编辑：样例某</div>{FOOT}</body></html>"""

NAMED = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>样例</title></head><body><header><h1>样例区政府网</h1><nav><a>首页</a></nav></header><article><h1>{TITLED}</h1><p>{NOTES}</p>
{paragraphs("<p>", "")}<p>扫一扫在手机打开当前页</article><footer>版权所有</footer>"""

LINES = f"""<body><div>当前位置：首页</div><div class=h>{TITLED}</div><div class=txt>{"<br>".join(BODY)}</div>
<div>下一篇：<a>样例</a></div></body>"""

FLAT = f"""<body><a href=/>首页</a><br><a href=/zw>政务公开</a><h2>{TITLED}</h2><p>来源：样例区</p>
{paragraphs("<p>", "</p>")}<p><a href=/b.xlsx>样例表.xlsx</a></p><h3>相关链接</h3><ul>{MENU}</ul>"""

PAGES = {
    "no elements around it": FLAT.replace("<p><a href=/b.xlsx>样例表.xlsx</a></p>", "").encode(),
    "div soup": DIVS.encode(),
    "tables, no charset, GBK": TABLES.encode("gbk"),
    "a span per letter": SPANS.encode(),
    "article, charset=gb2312": NAMED.encode("gb18030"),
    "<br> between paragraphs": LINES.encode(),
    "a link that never ends": DIVS.replace('<div class="wrap">', '<a name=x><div class="wrap">').encode(),
    "cut off": DIVS.partition("上一篇")[0].encode(),
    "no end tags": DIVS.replace("</p>", "").replace("</li>", "").encode(),
    "a stray byte in GBK": TABLES.replace("<HEAD>", "<HEAD><META charset=gbk>")
    .encode("gbk")
    .replace(b"BODY>", b"BODY>\xff", 1),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_the_article_is_found_within_a_site_and_read_whole(kind: str) -> None:
    found = html.read(PAGES[kind])
    assert [each.text for each in found.text] == [*ARTICLE]
    assert {*found.text} < {*found.page}


def test_links_below_the_text_may_be_attachments() -> None:
    assert [each.text for each in html.read(FLAT.encode()).text] == [*ARTICLE, "样例表.xlsx"]


def test_a_page_says_levels_looks_lists_and_cells() -> None:
    (title, *rest) = html.read(
        f"""<h1 style="text-align:center;font-size:32px">样例区<br>2021年度报告</h1>
        <p style="font-family:'黑体',serif"><b>一、办理。</b>全年{"办理案件" * 20}。</p>
        <h3>标题</h3><ol start=3><li>甲<li value=7><p>乙</p></ol><ol type=a><li>丙</ol><ul><li>丁</ul>
        <ol style="list-style-type: cjk-ideographic"><li>戊</ol>
        <table><tr><th rowspan=2>类<th colspan=2>数<tr><td>1<td>2</table><p align=right>落款</p>""".encode()
    ).text
    assert (title.text, title.level, title.align, title.size) == ("样例区\n2021年度报告", TITLE, "center", 24)
    assert (rest[0].bold, rest[0].face, rest[1].level) == (5, "黑体", 2)
    labels = [("甲", "3."), ("乙", "7."), ("丙", "a."), ("丁", ""), ("戊", "一、")]
    assert [(each.text, each.label) for each in rest[2:7]] == labels
    cells = [("类", (1, 1, 1)), ("数", (1, 1, 2)), ("1", (1, 2, 2)), ("2", (1, 2, 3))]
    assert [(each.text, each.cell) for each in rest[7:11]] == cells
    assert (rest[11].text, rest[11].align) == ("落款", "right")


def test_several_h1_are_headings_as_word_saves_them() -> None:
    page = "<p>报告</p><h1>一、甲</h1><h2>（一）\x01乙</h2><h1>二、丙</h1>"
    found = html.read(page.encode()).text
    assert [(each.text, each.level) for each in found] == [
        ("报告", 0),
        ("一、甲", 1),
        ("（一）乙", 2),
        ("二、丙", 1),
    ]


def test_blanks_are_those_that_a_browser_shows_and_marks_stand_where_they_did() -> None:
    page = """<p>\n  办理
    案件  <data data-indicator="a" value="3">\n3 </data> <b>件</b>，ab
    c\u200b次，<data data-indicator=b>5件</data>。</p>"""
    (found,) = html.read(page.encode()).text
    assert found.text == "办理案件 3 件，ab c次，5件。"
    word = "<p><st1:chsdate year=2021>2021年</st1:chsdate>，<o:p></o:p><![if !supportLists]>甲<![endif]>乙"
    assert [each.text for each in html.read(word.encode()).text] == ["2021年，甲乙"]
    assert [found.text[mark.start : mark.end] for mark in found.marks] == ["3", "5件"]
    assert [mark.key for mark in found.marks] == ["a", "b"]
    assert found.marks[0] == Marked(5, 6, "a")
    assert (found.spot.line, found.spot.column) == (2, 3)


def test_lines_that_a_site_broke_at_a_margin_are_put_together() -> None:
    text = "　　" + "全区各级行政机关坚持依法行政" * 9
    rows = "<br>".join(text[at : at + 30] for at in range(0, len(text), 30))
    (found,) = html.read(f"<div>{rows}</div>".encode()).text
    assert found.text == text.strip()


# `make bench` reads five times as much, within five seconds
@pytest.mark.slow
@pytest.mark.parametrize("page", bombs.pages(5))
def test_pages_made_to_harm_are_read_at_once(page: bytes) -> None:
    html.read(page)


def test_what_is_no_text_is_unusable() -> None:
    with pytest.raises(Unusable):
        html.read(bytes(range(256)) * 9)
