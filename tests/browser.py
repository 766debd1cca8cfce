"""Pages in a real browser, headless Chromium driven by Playwright, and before the Nu Html Checker.

Knows Chromium, axe-core and the checker; not what the pages show. axe-core: .axe/ (.ci/axe); the checker:
.vnu/ (.ci/vnu), which needs Java.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / ".axe" / "axe.min.js"
CHECKER = ROOT / ".vnu" / "vnu.jar"
NAMES = ("chromium", "chromium-browser", "google-chrome")
WIDTHS = (360, 768, 1280)
HEIGHT = 800


def chromium() -> str | None:
    """Return the path of the browser, None where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def need() -> None:
    """Skip the test where no page can be looked at; with LAWGOV_RENDER=1, fail."""
    _need((("chromium", chromium()), (".axe/axe.min.js", AXE.is_file())))


def need_checker() -> None:
    """Skip the test where no page can be checked; with LAWGOV_RENDER=1, fail."""
    _need((("java", shutil.which("java")), (".vnu/vnu.jar", CHECKER.is_file())))


def _need(tools: tuple[tuple[str, object], ...]) -> None:
    lacking = [name for name, there in tools if not there]
    if not lacking:
        return
    reason = f"no test of pages without {', '.join(lacking)} (.ci/run)"
    if os.environ.get("LAWGOV_RENDER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def opened(width: int = 1280, height: int = HEIGHT) -> Iterator[Page]:
    """Yield an empty page of a browser of its own; width and height in CSS pixels."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        try:
            yield browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        finally:
            browser.close()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it stands: rule and the elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [
        f"{one['id']}: {one['help']}: {', '.join(str(node['target']) for node in one['nodes'])}"
        for one in found["violations"]
    ]


def errors(*pages: Path) -> list[str]:
    """Return what the checker finds wrong with pages, errors and warnings, each once."""
    done = subprocess.run(
        [
            shutil.which("java") or "java",
            "-jar",
            str(CHECKER),
            "--format",
            "json",
            "--stdout",
            *map(str, pages),
        ],
        capture_output=True,
        check=False,
    )
    found = json.loads(done.stdout)["messages"]
    return sorted(
        {message["message"] for message in found if message["type"] != "info" or "subType" in message}
    )
