"""The demo's scenarios, played in the chat page as a person would watch them. The README shows these pictures."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

pytestmark = pytest.mark.browser

Picture = Callable[[str], Path]
PLAYING_MS = 60_000


async def play(page: Page, name: str) -> None:
    """Play a scenario to its end; one that stops half-way leaves its reason in the strip and fails here."""
    await page.get_by_test_id("scenario-select").select_option(name)
    async with page.expect_response(lambda response: response.url.endswith("/play")):
        await page.get_by_test_id("scenario-play").click()
    await expect(page.get_by_test_id("scenario-note")).to_contain_text("演示结束", timeout=PLAYING_MS)


async def open_chat(page: Page, name: str) -> None:
    await page.locator("[data-chat]", has_text=name).first.click()


async def test_a_complaint_is_answered_and_closed(page: Page, picture: Picture) -> None:
    await play(page, "night-noise")
    timeline = page.get_by_test_id("timeline")
    await open_chat(page, "张建国")
    await expect(timeline).to_contain_text("2 人 2 次")
    await open_chat(page, "王女士")
    await expect(timeline).to_contain_text("这件事已办结")
    await page.screenshot(path=picture("answer"))


async def test_first_words_are_kept_until_the_building_is_known(page: Page, picture: Picture) -> None:
    await play(page, "first-contact")
    await open_chat(page, "小吴")
    timeline = page.get_by_test_id("timeline")
    await expect(timeline).to_contain_text("先说清楚您的信息怎么用")
    await expect(timeline).to_contain_text("扬尘渣土")
    await page.screenshot(path=picture("first-contact"))
    await open_chat(page, "张建国")
    await expect(timeline.locator("[data-button]", has_text="接单").last).to_be_visible()
    await page.screenshot(path=picture("alert"))


async def test_nobody_takes_it_and_the_next_post_is_told(page: Page) -> None:
    await play(page, "nobody-takes-it")
    await open_chat(page, "王海涛")
    await expect(page.get_by_test_id("timeline")).to_contain_text("处理中 · 工程建设岗 · 王海涛")


async def test_a_group_sees_a_number_and_nothing_else(page: Page) -> None:
    await play(page, "group")
    await open_chat(page, "和谐家园 1号楼")
    answer = page.get_by_test_id("timeline").locator("article[data-message]", has_text="已登记").last
    await expect(answer.get_by_test_id("text")).to_have_text(re.compile(r"^已登记 #\d{8}-\d{4}\d\d:\d\d\s*$"))
    await expect(answer.locator("[data-url]")).to_have_count(1)


async def test_a_notice_reaches_the_groups_and_its_author_gets_a_report(page: Page, picture: Picture) -> None:
    await play(page, "notice")
    await open_chat(page, "和谐家园 1号楼")
    await expect(page.get_by_test_id("timeline")).to_contain_text("夜间施工公告")
    await page.screenshot(path=picture("notice"))


async def test_a_person_types_presses_and_moves_the_clock(page: Page) -> None:
    await open_chat(page, "李大爷")
    composer = page.get_by_test_id("composer")
    await composer.fill("3号楼门口 <b>垃圾</b> 堆了三天没人清，太臭了")
    await composer.press("Enter")
    timeline = page.get_by_test_id("timeline")
    await expect(timeline).to_contain_text("环境卫生")
    await expect(timeline).to_contain_text("<b>垃圾</b>")
    await timeline.locator("[data-button]", has_text="撤回").last.click()
    await timeline.locator("[data-button]", has_text="确定撤回").last.click()
    await expect(timeline).to_contain_text("已撤回")
    before = await page.get_by_test_id("clock").inner_text()
    await page.get_by_test_id("clock-advance-1d").click()
    await expect(page.get_by_test_id("clock")).not_to_have_text(before)


async def test_the_page_fits_a_phone(browser: Browser, address: str, picture: Picture) -> None:
    page = await browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN", has_touch=True)
    await page.goto(address)
    await page.wait_for_selector("[data-chat]")
    await open_chat(page, "陈先生")
    composer = page.get_by_test_id("composer")
    await composer.fill("楼下工地半夜还在施工，吵得睡不着")
    await page.get_by_test_id("send").click()
    await expect(page.get_by_test_id("timeline")).to_contain_text("已登记")
    wide = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, "the page must not scroll sideways"
    await page.screenshot(path=picture("phone"))
    await page.get_by_test_id("back").click()
    await expect(page.get_by_test_id("chat-list")).to_be_visible()
