"""The web page in headless Chromium: widths, print, keyboard, hostile text. Sample data that is not real."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import browser
import pytest
import rendering
import shifan
from made import ROOT, lawgov
from outlined import OUTLINED, rows
from printed import ANNEX, BODY_PT, BOTTOM, FULL, HEAD, PLAIN, ROWS, prose
from pypdf import PdfReader

from lawgov_report import files
from lawgov_report.language.quantity import Quantity
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
    TableBlock,
    Text,
)
from lawgov_report.writing import html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Dialog, Page
    from rendering import Printed

pytestmark = pytest.mark.renders

NAMES = ("2020", "shifan", "hostile", "outlined")
# CSS Anchor Positioning, by which a figure's label stands beside it and within the window; where a browser
# does not know it either, @supports leaves the label below the line
UNKNOWN_TO_THE_CHECKER = [
    "CSS: “justify-self”: “anchor-center” is not a “justify-self” value.",
    "CSS: “position-area”: Property “position-area” doesn't exist.",
    "CSS: “position-try-fallbacks”: Property “position-try-fallbacks” doesn't exist.",
]
FIGURE = "data[aria-description]"
A4 = (595, 842)
HIT = "window.hit = (window.hit || 0) + 1; alert(1)"
EVIL = (
    f"</p></main></script></style></title></body><script>{HIT}</script><img src=x onerror='{HIT}'>"
    f"<svg onload='{HIT}'></svg><!-- \" autofocus onfocus=\"{HIT}\" ' onmouseover='{HIT}' {{{{ 7 * 7 }}}}"
    "{% raw %} &lt;b&gt; ]]> " + "长" * 60 + "W" * 60
)


def hostile() -> Document:
    """Return a document whose every text, key and address is an attack."""
    fact = Fact(
        *(EVIL, EVIL, EVIL, "7", EVIL, EVIL, EVIL),
        item=EVIL,
        quantity=Quantity("", Decimal(7), "", "", EVIL, EVIL),
    )
    text = Text(EVIL, item="study")
    row = ((text,), (text,), (fact,), (text,), (text,))
    return Document(
        2020,
        ((Text(EVIL),), (fact,)),
        (
            Paragraph((fact, text, fact._replace(item="other"))),
            Heading(1, "leadership", ((text, fact._replace(item="")),)),
            Heading(2, "leadership.1", ((Text(EVIL),),)),
            Paragraph((text,)),
        ),
        (FigureDetails(fact, EVIL, EVIL, EVIL, EVIL),),
        Head((EVIL,), EVIL, EVIL),
        EVIL,
        (EVIL, EVIL),
        (EVIL,),
        EVIL,
        Imprint(EVIL, EVIL, EVIL),
        Properties(EVIL, EVIL, EVIL, EVIL, f"javascript:{HIT}"),
        (Annex(EVIL, (EVIL,), Table((EVIL,) * 5, (Group(EVIL, (row,)),)), (EVIL,)),),
    )


def outlined() -> Document:
    """Return a document with all levels and kinds of blocks, and a table that is too wide for a phone."""
    wide = Table(tuple(f"栏目{EVIL[:3]}{number}" for number in range(7)), rows(*(("长" * 40,) * 7,) * 3))
    annex = Annex("附件3", ("样例大表",), blocks=(TableBlock(wide, (Text("样例大表的表题"),)),))
    return OUTLINED._replace(annexes=(*OUTLINED.annexes, annex))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the files of the pages looked at, by name."""
    browser.need()
    out = tmp_path_factory.mktemp("pages")
    for folder, year in ((ROOT, "2020"), (shifan.FOLDER, "2021")):
        result = lawgov("-C", folder, "build", year, "--to", "html", "--out", out)
        assert result.returncode == 0, result.stderr
    for name, document in (("hostile", hostile()), ("outlined", outlined())):
        (out / f"{name}.html").write_bytes(html.write(document, files.templates(None))[".html"])
    named = {name: out / f"{name}.html" for name in NAMES if name != "shifan"}
    return {**named, "shifan": out / "2021.html"}


@pytest.fixture(params=browser.WIDTHS)
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield an empty page at each width."""
    browser.need()
    with browser.opened(request.param) as opened:
        yield opened


@pytest.fixture
def phone() -> Iterator[Page]:
    browser.need()
    with browser.opened(360) as opened:
        yield opened


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    wider: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wider


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, pages: dict[str, Path], name: str
) -> None:
    page.goto(pages[name].as_uri())
    assert browser.violations(page) == []
    assert overflow(page) == 0
    wide = "e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1 && !e.closest('thead')"
    assert page.evaluate(f"[...document.querySelectorAll('body *')].filter({wide}).map(e => e.tagName)") == []


def test_the_checker_finds_nothing_but_css_that_it_does_not_know_yet(pages: dict[str, Path]) -> None:
    browser.need_checker()
    sound = (page for name, page in pages.items() if name != "hostile")  # no key that is read has a blank
    assert browser.errors(*sound) == UNKNOWN_TO_THE_CHECKER


def test_the_text_is_the_published_one(page: Page, pages: dict[str, Path]) -> None:
    page.goto(pages["2020"].as_uri())
    seed = (ROOT / "seeds" / "2020.txt").read_text(encoding="utf-8").split("\n")
    blocks = page.locator("header > *, main > *").all_text_contents()
    assert blocks[1:] == [line.strip() for line in seed if line.strip()]
    assert blocks[0] == "西宁市湟中区2020年度法治政府建设工作情况报告"
    shown = page.locator("main").inner_text()
    assert "".join(shown.split()) == "".join("".join(blocks[1:]).split())


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(phone: Page, pages: dict[str, Path], name: str) -> None:
    phone.goto(pages[name].as_uri())
    missing = "a => a.protocol !== 'file:' || !document.getElementById(decodeURIComponent(a.hash.slice(1)))"
    assert phone.evaluate(f"[...document.links].filter({missing}).map(a => a.href)") == []
    assert phone.evaluate("document.links.length") >= 3
    ids: list[str] = phone.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert name == "hostile" or len(ids) == len(set(ids))


def label(page: Page) -> tuple[tuple[float, float, float, float], str]:
    """Return the box of the label of the element in focus, and what screen readers say of the element."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    object_id = session.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"][
        "objectId"
    ]
    node: dict[str, Any] = session.send("DOM.describeNode", {"objectId": object_id})["node"]
    (after,) = node["pseudoElements"]
    box = session.send("DOM.getBoxModel", {"backendNodeId": after["backendNodeId"]})["model"]["border"]
    tree = session.send("Accessibility.getPartialAXTree", {"objectId": object_id, "fetchRelatives": False})[
        "nodes"
    ]
    session.detach()
    return (min(box[::2]), max(box[::2]), min(box[1::2]), max(box[1::2])), tree[0]["description"]["value"]


@pytest.mark.parametrize("name", ["2020", "shifan"])
def test_focus_shows_each_label_within_the_window(page: Page, pages: dict[str, Path], name: str) -> None:
    page.goto(pages[name].as_uri())
    figures = page.locator(FIGURE)
    width, height = page.evaluate("[innerWidth, innerHeight]")
    assert figures.count() > 30
    for figure in figures.all():
        figure.focus()
        (left, right, top, bottom), said = label(page)
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height
        assert said == figure.get_attribute("aria-description")
        assert overflow(page) == 0


def test_the_keyboard_reaches_text_and_figures_in_order(phone: Page, pages: dict[str, Path]) -> None:
    phone.goto(pages["shifan"].as_uri())
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.textContent") == "跳到正文"
    assert phone.locator(".skip").bounding_box()["y"] >= 0  # type: ignore[index]
    phone.keyboard.press("Enter")
    reached = []
    for _ in range(3):
        phone.keyboard.press("Tab")
        reached.append(phone.evaluate("document.activeElement.getAttribute('aria-description')"))
    assert reached == [one.get_attribute("aria-description") for one in phone.locator(FIGURE).all()[:3]]


def test_the_mouse_shows_the_label_with_last_year_and_can_stay_on_it(
    phone: Page, pages: dict[str, Path]
) -> None:
    phone.goto(pages["shifan"].as_uri())
    figure = phone.locator(FIGURE).first
    content = "e => getComputedStyle(e, '::after').content"
    assert figure.evaluate(content) == "none"
    figure.hover()
    assert "区政府常务会议研究法治议题；2020年：8项" in figure.evaluate(content)
    box = figure.bounding_box()
    assert box is not None
    phone.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + 10, steps=10)
    assert "2020年：8项" in figure.evaluate(content)


@pytest.mark.parametrize("name", NAMES)
def test_print_is_a4_without_contents_and_passes_axe(phone: Page, pages: dict[str, Path], name: str) -> None:
    phone.goto(pages[name].as_uri())
    phone.emulate_media(media="print")
    assert browser.violations(phone) == []
    assert not phone.locator("nav").is_visible()
    assert not phone.locator(".skip").is_visible()
    paper = PdfReader(io.BytesIO(phone.pdf(prefer_css_page_size=True, print_background=False)))
    sizes = {(round(one.mediabox.width), round(one.mediabox.height)) for one in paper.pages}
    assert sizes == {A4}


def last_pages(phone: Page, folder: Path, **given: Any) -> Iterator[Printed]:  # noqa: ANN401 fields of a Document
    """Yield the last printed page of reports whose text ends on every other line of a page."""
    path = folder / "paper.pdf"
    for lines in range(0, 22, 2):
        blocks = (*(prose(20) for _ in range(12 + lines)), prose(150))
        document = FULL._replace(head=Head(), blocks=blocks, **given)
        phone.set_content(html.write(document, files.templates(None))[".html"].decode())
        phone.pdf(path=path, prefer_css_page_size=True)
        yield rendering.pages(path)[-1]


@pytest.mark.parametrize("attachments", [(), ("样例指标一览表", "样例文件目录")])
def test_the_imprint_stands_on_the_foot_of_the_last_printed_page_below_names_and_date(
    phone: Page, tmp_path: Path, attachments: tuple[str, ...]
) -> None:
    for page in last_pages(phone, tmp_path, attachments=attachments):
        assert page.rules[-1][3] == pytest.approx(BOTTOM, abs=0.5)
        *text, name, date = (line for line in page.lines if line[0].size_pt == BODY_PT)
        assert "".join(glyph.text for glyph in date).startswith("2021年3")
        assert text, "text, or the list of attachments, stands above them"
        assert name[0].baseline < date[0].baseline < page.rules[0][1]


def test_the_imprint_stands_on_the_foot_of_the_last_page_of_an_annex(phone: Page, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    for count in range(35, 60, 4):
        rows = Group("一、样例部分", ROWS[:count])
        table = Table(HEAD, (rows,))
        annexes = (ANNEX._replace(table=table),)
        phone.set_content(html.write(FULL._replace(annexes=annexes), files.templates(None))[".html"].decode())
        phone.pdf(path=path, prefer_css_page_size=True)
        last = rendering.pages(path)[-1]
        assert last.rules[-1][3] == pytest.approx(BOTTOM, abs=0.5)
        (note,) = (line for line in last.lines if line[0].text == "注")
        assert note[0].baseline < last.rules[-3][1]


def test_a_mark_of_13_characters_takes_one_line_on_any_screen_and_in_print(page: Page) -> None:
    head = Head(("中共样例市样例区委员会文件", "样例市人民政府文件"))
    title = ((Text("样例市样例区人民政府"),), (Text("关于2024年度法治政府建设情况的报告"),))
    document = PLAIN._replace(head=head, title=title)
    page.set_content(html.write(document, files.templates(None))[".html"].decode())
    lines = "e => e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)"
    first, second = page.locator(".mark").all()
    assert [first.evaluate(lines), second.evaluate(lines)] == pytest.approx([1, 1], abs=0.1)
    on_a_phone = page.viewport_size == {"width": browser.WIDTHS[0], "height": browser.HEIGHT}
    assert page.locator("h1").evaluate(lines) == pytest.approx(3 if on_a_phone else 2, abs=0.1)
    assert browser.violations(page) == []
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    _, *printed = paper.pages[0].extract_text().splitlines()  # behind the page's number
    assert [len(line) for line in printed[:2]] == [len(mark) for mark in head.marks]


def test_an_imprint_of_more_than_half_a_page_flows_behind_the_text(phone: Page) -> None:
    imprint = Imprint("某某区样例部门，" * 60)
    page = html.write(PLAIN._replace(imprint=imprint), files.templates(None))[".html"].decode()
    phone.set_content(page)
    phone.emulate_media(media="print")
    assert phone.locator("footer").evaluate("e => getComputedStyle(e).position") == "static"


def test_a_small_table_stays_one_on_a_phone_and_all_its_cells_are_seen(
    phone: Page, pages: dict[str, Path]
) -> None:
    phone.goto(pages["outlined"].as_uri())
    table = phone.locator("table").first
    boxes = [cell.bounding_box() for cell in table.locator("tbody tr").first.locator("th, td").all()]
    assert len({box["y"] for box in boxes if box}) == 1
    assert len({box["x"] for box in boxes if box}) == 3


def test_a_wide_table_becomes_cards_on_a_phone_that_name_each_cell(
    phone: Page, pages: dict[str, Path]
) -> None:
    phone.goto(pages["outlined"].as_uri())
    cells = phone.locator("table").last.locator("td")
    assert cells.count() == 18
    assert all(cell.is_visible() for cell in cells.all())
    name = "e => getComputedStyle(e, '::before').content + getComputedStyle(e, '::before').display"
    assert all("栏目" in cell.evaluate(name) and "block" in cell.evaluate(name) for cell in cells.all())


def test_a_phone_shows_the_heads_of_the_indicators_once_and_keeps_them_in_sight(
    phone: Page, pages: dict[str, Path]
) -> None:
    phone.goto(pages["shifan"].as_uri())
    annex = phone.locator("#annex")
    assert [annex.inner_text().count(head) for head in ("指标\n", "2020年", "比上年")] == [1, 1, 1]
    heads, row = annex.locator("thead th"), annex.locator("tbody tr").nth(9).locator("td")
    row.first.scroll_into_view_if_needed()
    phone.evaluate("window.scrollBy(0, 200)")
    columns = [cell.bounding_box() for cell in (*heads.all()[1:], *row.all())]
    lefts = [box["x"] for box in columns if box]
    assert lefts[:3] == pytest.approx(lefts[3:], abs=1)
    assert all(0 <= box["y"] < browser.HEIGHT for box in columns[:3] if box)


def test_joint_issuers_end_at_one_edge_and_the_date_begins_two_characters_right_of_the_last(
    page: Page, pages: dict[str, Path]
) -> None:
    page.goto(pages["outlined"].as_uri())
    edges = (
        "element => { const words = document.createRange();"
        " words.selectNodeContents(element); return words.getBoundingClientRect() }"
    )
    first, last, date = (lines.evaluate(edges) for lines in page.locator(".signed p").all())
    assert first["right"] == pytest.approx(last["right"], abs=1)
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.signed p')).fontSize)")
    assert date["left"] - last["left"] == pytest.approx(2 * size, abs=1)
    assert first["top"] < last["top"] < date["top"]


def test_a_printed_line_holds_28_characters_and_a_page_22_lines(phone: Page, pages: dict[str, Path]) -> None:
    phone.goto(pages["2020"].as_uri())
    paper = PdfReader(io.BytesIO(phone.pdf(prefer_css_page_size=True)))
    number, *lines = paper.pages[1].extract_text().splitlines()
    assert number == "— 2 —"
    assert len(lines) == 22
    assert max(len(line) for line in lines if not re.search("[ -~“”]", line)) == 28


def test_nothing_of_a_hostile_text_runs(page: Page, pages: dict[str, Path]) -> None:
    told: list[str] = []

    def refuse(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: told.append(request.url))
    page.goto(pages["hostile"].as_uri())
    for figure in page.locator("data").all():
        figure.scroll_into_view_if_needed()
        figure.dispatch_event("mouseover")
        figure.dispatch_event("focus")
        figure.dispatch_event("click")
    for link in page.locator("nav a").all():
        link.click()
    assert [one for one in told if one.split("#")[0] != pages["hostile"].as_uri()] == []
    assert page.evaluate("window.hit === undefined")
    found = "[...document.querySelectorAll('script, img, svg, iframe, style, b')].map(e => e.tagName)"
    assert page.evaluate(found) == ["SCRIPT", "STYLE"]
    names = "[...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames())"
    assert page.evaluate(f"{names}.filter(name => /^on|autofocus/.test(name))") == []


def test_hostile_text_stands_on_the_page_as_it_was_written(phone: Page, pages: dict[str, Path]) -> None:
    phone.goto(pages["hostile"].as_uri())
    assert phone.title() == f"{EVIL}{EVIL}7{EVIL}"
    assert phone.locator(".mark").text_content() == EVIL
    assert phone.locator("main > p").nth(2).text_content() == EVIL
    data = phone.locator("main data").first
    assert data.text_content() == f"{EVIL}7{EVIL}"
    assert data.get_attribute("data-indicator") == EVIL
    assert phone.locator("h3").text_content() == EVIL
    assert phone.locator("meta[name=Url]").count() == 0
    assert pages["hostile"].read_text(encoding="utf-8").count("</body>") == 1
