"""The web page as text. Sample data that is not real. In a browser: test_html_in_browser.py."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from outlined import OUTLINED

from lawgov_report import files
from lawgov_report.files import Unusable
from lawgov_report.language.quantity import Quantity, parse
from lawgov_report.reading.characters import FORBIDDEN
from lawgov_report.report.document import (
    Annex,
    Document,
    Fact,
    FigureDetails,
    Group,
    Head,
    Heading,
    Imprint,
    Paragraph,
    Properties,
    Table,
    Text,
    public,
)
from lawgov_report.writing import html

VOID = {"meta", "link", "br"}
PROSE = (
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs", "Cc"]), st.sampled_from("<>&;\"'`=/!-#{}%\\ script")
        )
    )
    .map(str.strip)
    .filter(lambda text: text and not re.search(FORBIDDEN, text))
)
TEMPLATES = files.templates(None)


@dataclass(slots=True)
class Element:
    """An element of a page: what stands in it is in `text`, that of elements within it too."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""


@dataclass(slots=True)
class Page(HTMLParser):
    """A page, taken apart; every element that is opened is closed."""

    elements: list[Element] = field(default_factory=list)
    open_: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice"
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in VOID:
            self.open_.append(self.elements[-1])

    def handle_endtag(self, tag: str) -> None:
        assert self.open_.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open_:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def texts(self, tag: str) -> list[str]:
        return [element.text for element in self.all(tag)]


def source(document: Document) -> str:
    return html.write(document, TEMPLATES)[".html"].decode()


def page(document: Document) -> Page:
    """Return the page of a document, which was closed to its end."""
    made = Page()
    made.feed(source(document))
    made.close()
    assert made.open_ == []
    return made


def figure(text: str = "95%以上", **given: object) -> Fact:
    share = Fact("rate", "办结率", "", "95%", "以上", "%", quantity=parse("95%以上"))
    books = Fact("books", "书籍", "", "6", "万余册", "册", quantity=parse("6万余册"))
    cases = Fact("cases", "案件", "", "717", "件", "件", quantity=parse("717件"))
    return {share.text: share, books.text: books, cases.text: cases}[text]._replace(**given)  # type: ignore[arg-type]


def open_by(word: str) -> Quantity:
    found = parse("95%")
    assert found is not None
    return found._replace(after=word)


def document(*spans: Text | Fact, **given: object) -> Document:
    made = Document(
        2020,
        ((Text("某地2020年度"),), (Text("报告"),)),
        (
            Paragraph(spans or (Text("正文。"),)),
            Heading(1, "leadership", ((Text("一、"), Text("标题")),)),
            Heading(2, "leadership.1", ((Text("（一）"), Text("小节")),)),
            Paragraph((Text("末段。"),)),
        ),
    )
    return made._replace(**given)  # type: ignore[arg-type]


def annex(title: tuple[str, ...] = ("某地2020年度", "指标表")) -> Annex:
    row = ((Text("办结率"),), (Text("%"),), (figure(),), (Text("93%"),))
    head = ("指标", "单位", "2020年", "2019年")
    return Annex("附件1", title, Table(head, (Group("一、甲", (row, row)),)), ("注：无。",))


FRAMED = document(
    head=Head(("某某文件",), "某〔2021〕1号", "某某"),
    addressee="某某",
    attachments=("某地2020年度指标表", "另一附件"),
    signatures=("某某局",),
    date="2021年3月1日",
    imprint=Imprint("某办", "某局", "2021年3月2日"),
    annexes=(annex(),),
)


@given(PROSE)
@example("</p></main></body></html>")
@example("<!-- --><script>alert(1)</script>")
@example("&lt;&#35;&amp")
@example("{{ 7 * 7 }}{% raw %}{# #}")
def test_prose_survives_as_a_paragraph(prose: str) -> None:
    assert page(document(Text(prose))).texts("p") == [prose, "末段。"]


@given(PROSE)
@example('" onfocus="alert(1)')
@example("'><script>alert(1)</script>")
def test_prose_survives_in_every_attribute_of_a_figure(prose: str) -> None:
    fact = figure(key=prose, label=prose, unit=prose, quantity=open_by(prose), previous=prose, item=prose)
    made = page(document(fact))
    (data,) = made.all("data")
    assert data.attributes == {
        "value": "95",
        "data-indicator": prose,
        "data-unit": prose,
        "data-bound": prose,
        "tabindex": "0",
        "aria-description": f"{prose}；2019年：{prose}",
    }
    assert made.all("span")[0].attributes == {"id": f"item-{prose}", "data-item": prose}


@given(PROSE)
@example("</script><script>alert(1)</script>")
@example("<!--<script>")
def test_no_text_can_end_the_data_for_machines(prose: str) -> None:
    given = Properties(author=prose, description=prose, source=prose, keywords=prose)
    fact = figure(label=prose, key=prose, unit=prose)
    made = page(document(properties=given, figures=(FigureDetails(fact, ""),)))
    (script,) = made.all("script")
    assert not re.search("[<>&]", script.text)
    told = json.loads(script.text)
    assert (told["author"]["name"], told["description"]) == (prose, prose)
    assert told["hasPart"]["variableMeasured"][0]["name"] == prose


def test_a_figure_carries_its_value_key_unit_bound_and_label() -> None:
    (data,) = page(document(Text("发"), figure("6万余册", previous="5万册"))).all("data")
    assert data.text == "6万余册"
    assert data.attributes == {
        "value": "60000",
        "data-indicator": "books",
        "data-unit": "册",
        "data-bound": "余",
        "tabindex": "0",
        "aria-description": "书籍；2019年：5万册",
    }


def test_a_figure_without_bound_or_last_year_says_nothing_of_them() -> None:
    (data,) = page(document(figure("717件"))).all("data")
    assert "data-bound" not in data.attributes
    assert data.attributes["aria-description"] == "案件"


def test_a_figure_without_a_value_is_words() -> None:
    made = page(document(figure("717件", quantity=None)))
    assert (made.all("data"), made.texts("p")[0]) == ([], "717件")


def test_the_spans_of_an_item_stand_in_one_element_with_an_anchor() -> None:
    first = (Text("一是", item="a"), figure("717件", item="a"), Text("。", item="a"))
    made = page(document(Text("起："), *first, Text("二是完。", item="b"), Text("止。")))
    items = [(one.attributes["data-item"], one.attributes["id"], one.text) for one in made.all("span")]
    assert items == [("a", "item-a", "一是717件。"), ("b", "item-b", "二是完。")]
    assert made.texts("p")[0] == "起：一是717件。二是完。止。"


def test_the_contents_are_nested_by_level_and_hold_headings_within_paragraphs_and_annexes() -> None:
    listed = source(OUTLINED).partition("</summary>")[2].partition("</details>")[0]
    navigation = re.sub(r'\n|<a href="#|</a>', "", listed)
    assert navigation == (
        '<ol><li>first">一、样例部分<ol><li>first.one">（一）样例小节<ol><li>first.one.a">1.样例三级'
        '<ol><li>first.one.a.x">（1）样例四级</li><li>first.one.a.y">（2）接排四级</li></ol></li>'
        '<li>first.one.b">2.接排三级</li></ol></li><li>first.two">（二）接排二级</li></ol></li>'
        '<li>second">二、接排一级</li><li>third">三、接排一级</li>'
        '<li>annex">附件1：样例说明</li><li>annex-2">附件2：样例目录</li></ol>'
    )


def test_all_that_the_contents_name_is_there_once() -> None:
    ids = [element.attributes.get("id") for element in page(OUTLINED).elements]
    links = [link.attributes["href"] or "" for link in page(OUTLINED).all("a") if link.text != "跳到正文"]
    assert [ids.count(link.removeprefix("#")) for link in links] == [1] * len(links)


def test_headings_of_all_levels_are_headings_also_within_paragraphs() -> None:
    made = page(OUTLINED)
    assert [made.texts(f"h{level}")[0] for level in (2, 3, 4, 5)] == [
        "一、样例部分",
        "（一）样例小节",
        "1.样例三级",
        "（1）样例四级",
    ]
    opened = [(strong.text, strong.attributes) for strong in made.all("strong")]
    assert opened[:3] == [
        ("（2）接排四级。", {"role": "heading", "aria-level": "5"}),
        ("2.接排三级。", {"role": "heading", "aria-level": "4"}),
        ("（二）接排二级。", {"role": "heading", "aria-level": "3"}),
    ]


def test_a_table_in_the_text_has_its_title_as_caption_and_scopes() -> None:
    made = page(OUTLINED)
    assert made.texts("caption") == ["样例执法情况"]
    first, second = made.all("table")
    assert "aria-labelledby" not in first.attributes
    assert second.attributes["aria-labelledby"] == "annex-2-title"
    scopes = [(head.text, head.attributes["scope"]) for head in made.all("th")][:4]
    assert scopes == [("类别", "col"), ("承办单位", "col"), ("件数", "col"), ("行政处罚", "row")]
    assert [cell.text for cell in made.elements if cell.attributes.get("class") == "centred"] == [
        "1.2万余件",
        "—",
        "1",
        "2",
    ]


def test_the_style_sheet_says_of_levels_tables_annexes_and_joint_issuers_only_where_they_are() -> None:
    words = ("h4, h5", ".given", "section[id^=annex-]", ".joint")
    assert [word in source(OUTLINED) for word in words] == [True] * 4
    assert [word in source(FRAMED) for word in words] == [False] * 4


def test_headings_have_levels_ids_and_a_table_of_contents() -> None:
    made = page(FRAMED)
    headings = [(one.tag, one.attributes.get("id"), one.text) for one in made.elements if one.tag in HEADINGS]
    assert headings == [
        ("h1", None, "某地2020年度报告"),
        ("h2", "leadership", "一、标题"),
        ("h3", "leadership.1", "（一）小节"),
        ("h2", "annex-title", "某地2020年度指标表"),
    ]
    ids = {one.attributes["id"] for one in made.elements if "id" in one.attributes}
    links = [one.attributes["href"] or "" for one in made.all("a")]
    assert links == ["#text", "#leadership", "#leadership.1", "#annex", "#annex"]
    assert {link.removeprefix("#") for link in links} <= ids


HEADINGS = ("h1", "h2", "h3", "h4")


def test_what_is_given_stands_in_order_and_nothing_else() -> None:
    made = page(FRAMED)
    assert made.texts("p") == [
        *("某某文件", "某〔2021〕1号签发人：某某", "某某：", "正文。", "末段。"),
        "附件：1.某地2020年度指标表2.另一附件",
        *("某某局", "2021年3月1日", "附件1", "注：无。", "抄送：某办。", "某局2021年3月2日印发"),
    ]
    assert page(document()).texts("p") == ["正文。", "末段。"]
    assert page(document()).all("footer") == []


def test_a_single_attachment_has_no_number() -> None:
    assert page(document(attachments=("某表",))).texts("p")[-1] == "附件：某表"


def test_the_public_face_has_neither_head_nor_imprint() -> None:
    text = source(public(FRAMED))
    assert not re.search("某某文件|〔2021〕|签发人|抄送|印发|某某：", text)
    assert "2021年3月1日" in text


def test_the_annex_is_a_table_whose_columns_and_rows_have_heads() -> None:
    made = page(FRAMED)
    assert made.texts("th") == ["指标", "单位", "2020年", "2019年", "一、甲", "办结率", "办结率"]
    assert [one.text for one in made.all("td")][:3] == ["%", "95%以上", "93%"]
    assert [sorted(one.attributes) for one in made.all("data")] == [
        ["data-bound", "data-indicator", "data-unit", "value"]
    ] * 2


def test_the_page_needs_nothing_else_and_ends_with_its_body() -> None:
    text = source(document(properties=Properties(url="https://example.org/", author="某局")))
    assert text.count("</body>") == 1
    assert re.search(r"</body>\n</html>\n<!-- lawgov sha256:[0-9a-f]{64} -->\n\Z", text)
    made = Page()
    made.feed(text)
    assert [one.attributes["type"] for one in made.all("script")] == ["application/ld+json"]
    assert [one.attributes["href"] for one in made.all("link")] == ["data:,"]
    assert not re.search(r"@import|url\(|\bsrc=|\bon\w+=", text)


def meta(given: Properties) -> dict[str | None, str | None]:
    tags = page(document(properties=given)).all("meta")
    named = {one.attributes.get("name"): one.attributes.get("content") for one in tags}
    return {name: content for name, content in named.items() if name not in (None, "viewport")}


def test_the_tags_of_a_content_page_are_those_that_are_given() -> None:
    assert meta(Properties()) == {"ArticleTitle": "某地2020年度报告"}
    given = Properties(
        "某局", "某网", "甲，乙", "说明", "https://example.org/1", "2021-02-01", "2021-03-25", "2021-03-01"
    )
    assert meta(given) == {
        "ArticleTitle": "某地2020年度报告",
        "PubDate": "2021-03-25",
        "ContentSource": "某网",
        "Keywords": "甲,乙",
        "Author": "某局",
        "Description": "说明",
        "Url": "https://example.org/1",
    }


@pytest.mark.parametrize("url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "某处"])
def test_an_address_that_is_not_on_the_web_is_left_out(url: str) -> None:
    assert url.strip() not in source(document(properties=Properties(url=url)))


def told(given: Document) -> dict[str, object]:
    found: dict[str, object] = json.loads(page(given).texts("script")[0])
    return found


def test_machines_are_told_of_the_report_as_far_as_it_is_given() -> None:
    bare = told(document())
    assert bare == {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": "某地2020年度报告",
        "inLanguage": "zh-CN",
        "about": {"@type": "Thing", "name": "法治政府建设"},
        "temporalCoverage": "2020",
    }
    given = Properties(author="某局", source="某网", published="2021-03-25", url="https://example.org/1")
    full = told(document(properties=given))
    assert full["datePublished"] == "2021-03-25"
    assert full["author"] == {"@type": "GovernmentOrganization", "name": "某局"}
    assert full["publisher"] == {"@type": "GovernmentOrganization", "name": "某网"}
    assert full["url"] == "https://example.org/1"


def test_machines_are_told_of_all_figures_with_their_bounds() -> None:
    fine = Fact("fine", "罚款", "", "34.19", "元", "元", quantity=parse("34.19元"))
    facts = (figure("95%以上"), figure("6万余册"), figure("717件"), fine)
    dataset = told(document(figures=tuple(FigureDetails(fact, "") for fact in facts)))["hasPart"]
    assert isinstance(dataset, dict)
    measured = [{**one, "@type": ""} for one in dataset["variableMeasured"]]
    assert measured == [
        {"@type": "", "propertyID": "rate", "name": "办结率", "value": 95, "minValue": 95, "unitText": "%"},
        {
            "@type": "",
            "propertyID": "books",
            "name": "书籍",
            "value": 60000,
            "minValue": 60000,
            "unitText": "册",
        },
        {"@type": "", "propertyID": "cases", "name": "案件", "value": 717, "unitText": "件"},
        {"@type": "", "propertyID": "fine", "name": "罚款", "value": 34.19, "unitText": "元"},
    ]


def test_the_bounds_of_a_share_are_in_percent_wherever_its_sign_stands() -> None:
    many = figure(digits="90", after="多%", quantity=parse("90多%"))
    dataset = told(document(figures=(FigureDetails(many, ""),)))["hasPart"]
    assert isinstance(dataset, dict)
    (measured,) = dataset["variableMeasured"]
    assert (measured["value"], measured["minValue"]) == (90, 90)


def test_a_broken_template_is_said_to_be_unusable() -> None:
    with pytest.raises(Unusable, match=r"report\.html\.j2"):
        html.write(document(), lambda _: b"{{ nothing.there }}")
