"""A browser, a demo, and pages in it. Without Chromium the tests are skipped and say so; in CI that is a failure."""

import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from tests.browser.demo_process import demo

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# The browser must ask nobody outside for anything.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def chromium() -> str:
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    path = chromium()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """One demo for all tests of a module, as one visitor after the other would meet it."""
    chromium()
    with demo() as address:
        yield address


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Where a screenshot goes: the README's own folder when `make pictures` asks for it, else the test's."""
    folder = Path(os.environ.get("PICTURES") or tmp_path)
    return lambda name: folder / f"{name}.png"


@pytest.fixture
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """The page at a desk, watched: an error in its scripts fails the test."""
    page = await browser.new_page(viewport={"width": 1280, "height": 860}, locale="zh-CN")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(address)
    await page.wait_for_selector("[data-chat]")
    yield page
    assert errors == []
