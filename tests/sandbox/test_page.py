"""The chat page in a browser: what only a browser can show of it."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Page, async_playwright

from tests.sandbox.driver import Driver

pytestmark = pytest.mark.browser
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
# More than the connections a browser opens to one server.
PRESSES = 9
PATIENCE_MS = 10_000


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    path = next((found for name in CHROMIUMS if (found := shutil.which(name))), None)
    if path is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium fonts-noto-cjk)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        opened = await browser.new_page()
        opened.set_default_timeout(PATIENCE_MS)
        yield opened
        await browser.close()


async def board(tg: Driver, page: Page) -> None:
    """The open private chat of @wang, with a message of many buttons."""
    wang = await tg.resident()
    keys = [[{"text": f"{number}", "callback_data": f"{number}"}] for number in range(PRESSES)]
    await tg.ok("sendMessage", chat_id=wang, text="?", reply_markup={"inline_keyboard": keys})
    await page.goto(f"{tg.base}/#chat={wang}")


async def test_a_silent_bot_does_not_freeze_the_page_after_six_presses(tg: Driver, page: Page) -> None:
    await board(tg, page)
    for number in range(PRESSES):
        await page.click(f'[data-callback="{number}"]')
    queries: list[str] = []
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while len(queries) < PRESSES:
            queries = [each["callback_query"]["id"] for each in await tg.ok("getUpdates")]
    await tg.ok("answerCallbackQuery", callback_query_id=queries[-1], text="好的")
    assert await page.inner_text("[data-testid=toast]") == "好的"


async def test_a_reset_clears_the_page(tg: Driver, page: Page) -> None:
    await board(tg, page)
    await page.wait_for_selector("[data-callback]")
    await tg.post("reset")
    await page.wait_for_selector("[data-callback]", state="detached")
    await page.wait_for_function("location.hash === ''")
    await tg.post("users", first_name="新来的")
    await page.get_by_text("新来的").first.wait_for()
    assert await page.get_by_text("Wang").locator("visible=true").count() == 0
