"""/notice: from the title to the preview, and everything that people do instead."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from storage.database import Storage
from storage.tables import Draft
from tests.flows.conversation import MovableClock, Talk, Town, photo
from tests.flows.notices import make_town, newest, preview, settle, write

STICKER = {
    "file_id": "s",
    "file_unique_id": "s",
    "type": "regular",
    "width": 1,
    "height": 1,
    "is_animated": False,
    "is_video": False,
}

ON_BOTH = {
    "test_title_text_pictures_audience_and_a_preview_as_residents_will_see_it",
}


@pytest.fixture
async def town(storage: Storage, clock: MovableClock) -> Town:
    await settle(storage)
    return make_town(storage, clock)


@pytest.fixture
async def zhou(town: Town) -> Talk:
    """The one with the right to publish."""
    return await town.staff("zhou", 7, "周")


async def draft(town: Town) -> Draft | None:
    async with town.storage.unit() as unit:
        return await unit.session.scalar(select(Draft))


async def asked(town: Town) -> str | None:
    kept = await draft(town)
    return kept.asks if kept else None


async def test_title_text_pictures_audience_and_a_preview_as_residents_will_see_it(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    assert "标题" in zhou.last.text
    await zhou.says("停水通知")
    assert "正文" in zhou.last.text
    await zhou.says("<b>明天</b> 停水 & 停电")
    assert "图片" in zhou.last.text
    await zhou.sends(photo=photo("a"))
    assert "收到 1 张图片" in zhou.last.text
    await zhou.presses("图片好了")
    await zhou.presses("和谐家园")
    await zhou.presses("阳光里")
    await zhou.presses("看预览")
    sample, controls = zhou.sees[-2:]
    assert "停水通知" in sample.text
    assert "<b>明天</b> 停水 & 停电" in sample.text
    assert (sample.media, sample.labels) == (1, ["💬 提问 / 我有话说"])
    assert "将发到 3 个楼栋群" in controls.text
    assert "阳光里 A座" in controls.text  # has no group
    assert controls.labels == ["✅ 发布", "修改标题", "修改文字", "修改图片", "修改受众", "取消"]


async def test_pictures_that_have_no_room_beside_the_words_stand_above_the_buttons(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.says("停水通知")
    await zhou.says("明天停水")
    for name in "ab":
        await zhou.sends(photo=photo(name))
    await zhou.presses("图片好了")
    await zhou.presses("全部楼栋")
    await zhou.presses("看预览")
    words, album, controls = zhou.sees[-3:]
    assert (words.media, words.labels) == (0, ["💬 提问 / 我有话说"])
    assert (album.media, album.text) == (2, "")
    assert "发布" in controls.labels[0]


@pytest.mark.parametrize(
    ("steps", "wrong", "words"),
    [
        ((), {"text": "水" * 61}, "最多 60"),
        ((), {"text": "\u200b"}, "标题"),
        ((), {"sticker": STICKER}, "标题"),
        ((), {"photo": photo("a")}, "标题"),
        (("停水",), {"text": "水" * 3001}, "最多 3000"),
        (("停水",), {"sticker": STICKER}, "正文"),
        (("停水",), {"photo": photo("a")}, "正文"),
        (("停水",), {"contact": {"phone_number": "1", "first_name": "x"}}, "正文"),
        (("停水", "明天停水"), {"text": "还有一句"}, "只收图片"),
        (("停水", "明天停水"), {"document": {"file_id": "d", "file_unique_id": "d"}}, "只收图片"),
        (("停水", "明天停水"), {"sticker": STICKER}, "只收图片"),
    ],
)
async def test_what_does_not_fit_is_answered_kindly_and_the_question_stays(
    town: Town, zhou: Talk, steps: tuple[str, ...], wrong: dict[str, Any], words: str
) -> None:
    await zhou.says("/notice")
    for step in steps:
        await zhou.says(step)
    before = await asked(town)
    await zhou.sends(**wrong)
    assert words in zhou.last.text
    assert await asked(town) == before


@pytest.mark.parametrize("presses", [(), ("全部楼栋", "看预览")])
async def test_words_where_a_button_is_waited_for_are_pointed_to_the_buttons(
    town: Town, zhou: Talk, presses: tuple[str, ...]
) -> None:
    await write(zhou)
    for label in presses:
        await zhou.presses(label)
    before = await asked(town)
    await zhou.says("好的发吧")
    assert "按" in zhou.last.text or "点" in zhou.last.text
    assert await asked(town) == before


async def test_an_album_is_answered_once_and_taken_whole(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.says("停水")
    await zhou.says("明天停水")
    shown = [await zhou.sends(photo=photo(name), media_group_id="g") for name in "abc"]
    assert [len(s) for s in shown] == [1, 0, 0]
    await zhou.presses("图片好了")
    kept = await draft(town)
    assert kept is not None
    assert kept.data["pictures"] == ["a-x", "b-x", "c-x"]


async def test_a_picture_with_a_caption_is_text_and_picture_and_its_album_follows(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.says("停水")
    await zhou.sends(photo=photo("a"), caption="明天停水", media_group_id="g")
    assert await zhou.sends(photo=photo("b"), media_group_id="g") == []
    kept = await draft(town)
    assert kept is not None
    assert (kept.data["body"], kept.data["pictures"]) == ("明天停水", ["a-x", "b-x"])


async def test_more_pictures_than_an_album_holds_are_refused_once(town: Town, zhou: Talk) -> None:
    await zhou.says("/notice")
    await zhou.says("停水")
    await zhou.says("明天停水")
    for n in range(9):
        await zhou.sends(photo=photo(str(n)))
    shown = [await zhou.sends(photo=photo(f"g{n}"), media_group_id="g") for n in range(4)]
    assert [len(s) for s in shown] == [1, 1, 0, 0]
    assert "最多 10 张" in zhou.last.text
    await zhou.presses("不要图片")
    kept = await draft(town)
    assert kept is not None
    assert kept.data["pictures"] == []


async def test_the_rest_of_a_text_that_was_too_long_is_not_taken_for_the_text(
    town: Town, zhou: Talk, clock: MovableClock
) -> None:
    await zhou.says("/notice")
    await zhou.says("停水")
    await zhou.says("水" * 4096)
    clock.advance(seconds=1)
    assert await zhou.says("水" * 500) == []
    assert await asked(town) == "notice_body"
    clock.advance(seconds=10)
    await zhou.says("明天停水")
    assert await asked(town) == "notice_pictures"


async def test_a_restart_in_mid_sentence_loses_nothing(town: Town, zhou: Talk, clock: MovableClock) -> None:
    await zhou.says("/notice")
    await zhou.says("停水")
    again = make_town(town.storage, clock)
    again._updates = 1000
    author = again.person(7)
    await author.says("明天停水")
    await author.presses("跳过")
    await author.presses("全部楼栋")
    await author.presses("看预览")
    assert "停水" in author.sees[-2].text


async def test_notice_again_goes_on_where_it_stopped_or_begins_anew(town: Town, zhou: Talk) -> None:
    await write(zhou)
    shown = await zhou.says("/notice")
    assert "没写完" in shown[0].text
    assert "发给谁" in shown[1].text
    await zhou.presses("重新写")
    assert await asked(town) == "notice_title"


async def test_notice_again_shows_a_lost_preview_once_more(town: Town, zhou: Talk) -> None:
    await preview(zhou)
    shown = await zhou.says("/notice")
    assert len(shown) == 3
    await zhou.presses("发布")
    assert "已确认发布" in newest(zhou, "已确认发布").text


@pytest.mark.parametrize("steps", range(5))
@pytest.mark.parametrize("by_command", [True, False])
async def test_cancel_works_at_each_step(town: Town, zhou: Talk, steps: int, by_command: bool) -> None:
    await zhou.says("/notice")
    way: list[Callable[[], Awaitable[object]]]
    way = [lambda: zhou.says("停水"), lambda: zhou.says("明天停水"), lambda: zhou.presses("跳过"), lambda: see(zhou)]
    for step in way[:steps]:
        await step()
    if by_command:
        await zhou.says("/cancel")
    else:
        await zhou.presses("取消")
    assert await asked(town) is None
    assert await town.outbox(role="copy") == []


async def see(zhou: Talk) -> None:
    await zhou.presses("全部楼栋")
    await zhou.presses("看预览")
