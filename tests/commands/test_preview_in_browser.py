# 样例数据，非真实 (the data that this file makes is made up)
"""`lawgov preview` in headless Chromium: typing, breaking, mending, clicking, attacks."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Any

import browser
import pytest
from made import ROOT, lawgov, with_
from made import folder as made_folder
from previewed import PATIENCE, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page
    from previewed import Preview

pytestmark = pytest.mark.renders

HIT = "parent.hit = window.hit = 1"
EVIL = f"<script>{HIT}</script><img src=x onerror='{HIT}'></p></main><iframe srcdoc='<script>{HIT}</script>'>"
TEMPLATE = f"""<!DOCTYPE html><html lang="zh-CN"><head><title>x</title>
<style>p {{ color: rgb(1, 2, 3) }}</style></head>
<body onload="{HIT}"><p>own</p><script>{HIT}</script><img src="http://127.0.0.1:1/x" onerror="{HIT}">
<a id="out" href="http://127.0.0.1:1/">out</a><form action="http://127.0.0.1:1/"><button>go</button></form>
<b data-indicator="__proto__">b</b></body></html>
"""
VIEW = "document.getElementById('report').contentWindow"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the project of 2020."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


@pytest.fixture
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    """Yield a page 1280 wide, or as wide as the test asks."""
    browser.need()
    with browser.opened(getattr(request, "param", 1280)) as opened:
        told: list[str] = []
        opened.on("pageerror", lambda error: told.append(str(error)))
        yield opened
        assert told == []


def visit(page: Page, preview: Preview) -> Any:  # noqa: ANN401 Playwright's frame
    """Open the preview and return its report."""
    page.goto(preview.address)
    shows(page, "已更新")
    return page.frame_locator("#report")


def shows(page: Page, text: str) -> None:
    """Wait until the line at the top says so."""
    page.locator("#state", has_text=text).wait_for(timeout=PATIENCE * 1000)


def wide(page: Page) -> bool:
    """Return whether the page, or the report in it, is wider than its window."""
    asked = "e => e.scrollWidth > e.clientWidth"
    inner = f"({asked})({VIEW}.document.documentElement)"
    return bool(page.evaluate(f"({asked})(document.documentElement) || {inner}"))


@pytest.mark.parametrize("page", [360, 1280], indirect=True)
def test_what_is_typed_is_seen_broken_told_and_mended_where_the_reader_stands(
    page: Page, project: Path
) -> None:
    year = project / "data" / "2020.yaml"
    text = year.read_text(encoding="utf-8")
    with running(project) as preview:
        report = visit(page, preview)
        report.locator("[data-item=mediation]").scroll_into_view_if_needed()
        place = page.evaluate(f"{VIEW}.scrollY")
        assert place > 1000
        cases = report.locator("data[data-indicator=mediation_cases]")
        assert cases.text_content() == "717件"

        year.write_text(text.replace("mediation_cases: 717件", "mediation_cases: 719件"), encoding="utf-8")
        report.locator("data[data-indicator=mediation_cases]", has_text="719件").wait_for()
        assert page.evaluate(f"{VIEW}.scrollY") == place

        year.write_text(text.replace("mediation_cases: 717件", "mediation_cases: 717"), encoding="utf-8")
        shows(page, "有错误，报告是")
        assert cases.text_content() == "719件"
        assert page.evaluate(f"{VIEW}.scrollY") == place
        told = page.locator("#findings > li").all()
        assert [one.locator("strong").text_content() for one in told] == ["LG104 错误"]
        assert "data/2020.yaml:71:20" in told[0].inner_text()
        assert told[0].locator("mark").text_content() == "717"
        assert told[0].locator("strong").is_visible()
        assert browser.violations(page) == []
        assert not wide(page)

        year.write_text(text, encoding="utf-8")
        shows(page, "已更新")
        assert cases.text_content() == "717件"
        assert page.locator("#findings > li").count() == 0
        assert page.evaluate(f"{VIEW}.scrollY") == place


@pytest.mark.parametrize("page", [360, 1280], indirect=True)
def test_a_click_on_a_figure_or_an_item_shows_where_it_stands(page: Page, project: Path) -> None:
    with running(project) as preview:
        report = visit(page, preview)
        detail = page.locator("#detail")
        assert not detail.is_visible()
        report.locator("data[data-indicator=mediation_success_rate]").click()
        for said in (
            *("人民调解调处成功率 95%以上", "data/2020.yaml:73", "data/indicators.yaml:", "区司法局"),
            *("mediation_success_rate == mediation_succeeded / mediation_cases", "LG301 已豁免"),
            *("条目 mediation", "parts.dispute_resolution.items.mediation.text"),
        ):
            assert said in detail.inner_text(), said
        assert browser.violations(page) == []
        assert not wide(page)
        report.locator("[data-item=party_rules_study]").click()
        assert detail.locator("h2").first.text_content() == "条目 party_rules_study"
        assert "data/2020.yaml:117" in detail.inner_text()
        page.locator("#detail button").click()
        assert not detail.is_visible()


@pytest.mark.parametrize("page", [360, 1280], indirect=True)
def test_who_has_delivered_is_a_table(page: Page, project: Path) -> None:
    assert lawgov("-C", project, "forms", "export", "--due", "2999-01-20").returncode == 0
    with running(project) as preview:
        visit(page, preview)
        table = page.locator("#forms table")
        table.wait_for()
        assert table.locator("thead th").all_text_contents() == ["部门", "状态", "已报"]
        assert table.locator("tbody tr").count() > 3
        assert browser.violations(page) == []
        assert not wide(page)


@pytest.mark.parametrize(
    ("chosen", "line"),
    [("data[data-indicator=mediation_cases]", 71), ("[data-item=party_rules_study]", 117)],
)
def test_the_keyboard_chooses_too(chosen: str, line: int, page: Page, project: Path) -> None:
    with running(project) as preview:
        report = visit(page, preview)
        report.locator(chosen).first.focus()
        page.keyboard.press("Enter")
        assert f"data/2020.yaml:{line}" in page.locator("#detail").inner_text()
        assert browser.violations(page) == []


def test_the_report_is_the_published_page_and_its_contents_lead_to_its_parts(
    page: Page, project: Path
) -> None:
    with running(project) as preview:
        report = visit(page, preview)
        seed = (ROOT / "seeds" / "2020.txt").read_text(encoding="utf-8").split("\n")
        blocks = report.locator("header > *, main > *").all_text_contents()
        assert blocks[1:] == [line.strip() for line in seed if line.strip()]
        assert (
            report.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
            == "rgb(255, 255, 255)"
        )
        report.locator("nav a").last.click()
        page.wait_for_timeout(200)
        assert page.evaluate(f"{VIEW}.scrollY") > 3000
        assert page.evaluate(f"{VIEW}.location.hash") == "#next_steps"


def test_a_page_opened_on_broken_data_waits_for_it_to_be_mended(page: Page, project: Path) -> None:
    year = project / "data" / "2020.yaml"
    text = year.read_text(encoding="utf-8")
    year.write_bytes(text.encode("gbk"))
    with running(project) as preview:
        page.goto(preview.address)
        shows(page, "还没有可看的版本")
        report = page.frame_locator("#report")
        assert report.locator("h1").text_content() == "还没有可看的版本"
        assert page.locator("#findings strong").first.text_content() == "LG001 错误"
        year.write_text(text, encoding="utf-8")
        shows(page, "已更新")
        assert report.locator("h1").text_content() == "西宁市湟中区2020年度法治政府建设工作情况报告"


def test_the_page_says_so_when_the_preview_ends_and_takes_up_a_new_one(page: Page, project: Path) -> None:
    with running(project) as preview:
        visit(page, preview)
        port = preview.port
        preview.interrupt()
        shows(page, "断开")
    with running(project, "--port", str(port)):
        shows(page, "已更新")


def test_nothing_of_hostile_texts_or_templates_runs_or_leads_away(page: Page, tmp_path: Path) -> None:
    project = made_folder(tmp_path, with_("组织学习。", f'"{EVIL}"').replace("label: 受理案件", "label: x"))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    with running(project) as preview:
        report = visit(page, preview)
        assert EVIL in str(report.locator("[data-item=study]").text_content())
        year = project / "data" / "2020.yaml"
        year.write_text(with_("cases: 120件", f'"{EVIL}": 120件'), encoding="utf-8")
        shows(page, "有错误，报告是")
        assert EVIL[:60] in page.locator("#findings").inner_text()
        (project / "templates").mkdir()
        (project / "templates" / "report.html.j2").write_text(TEMPLATE, encoding="utf-8")
        year.write_text(with_("cases: 120件", "cases: 121件"), encoding="utf-8")
        report.locator("p", has_text="own").wait_for()
        assert report.locator("p").evaluate("e => getComputedStyle(e).color") == "rgb(1, 2, 3)"
        report.locator("[data-indicator]").click()
        assert not page.locator("#detail").is_visible()
        for chosen in ("button", "#out"):
            report.locator(chosen).click()
            page.wait_for_timeout(100)
        assert page.evaluate("window.hit === undefined")
        assert page.url == preview.address
        assert {url.split("?")[0] for url in asked if not url.startswith("http://127.0.0.1:1/")} <= {
            preview.address,
            f"{preview.address}report",
            f"{preview.address}state",
        }


def test_a_hundred_saves_do_not_break_the_page(page: Page, project: Path) -> None:
    year = project / "data" / "2020.yaml"
    text = year.read_text(encoding="utf-8")
    with running(project) as preview:
        report = visit(page, preview)
        for number in range(700, 801):
            saved = text.replace(
                "mediation_cases: 717件", f"mediation_cases: {number}件" if number % 7 else "x: ["
            )
            year.write_text(saved, encoding="utf-8")
            time.sleep(0.02)
        year.write_text(text.replace("mediation_cases: 717件", "mediation_cases: 999件"), encoding="utf-8")
        report.locator("data[data-indicator=mediation_cases]", has_text="999件").wait_for(
            timeout=PATIENCE * 1000
        )
        shows(page, "已更新")
        report.locator("data[data-indicator=mediation_cases]").click()
        assert "999件" in page.locator("#detail h2").first.inner_text()
