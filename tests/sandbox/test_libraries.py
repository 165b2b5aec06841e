"""The two libraries that talk to Telegram for us, over HTTP, as they are."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import telegram
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramMigrateToChat, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    MediaUnion,
)
from aiogram.types import BotCommandScopeAllPrivateChats as AllPrivate
from telegram.error import ChatMigrated, Forbidden, RetryAfter

from sandbox import samples
from tests.sandbox.driver import Driver


@pytest.fixture
async def aio(tg: Driver) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(tg.base))
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True)
    async with Bot(tg.sandbox.token, session=session, default=defaults) as bot:
        yield bot


@pytest.fixture
async def ptb(tg: Driver) -> AsyncIterator[telegram.Bot]:
    bot = telegram.Bot(tg.sandbox.token, base_url=f"{tg.base}/bot", base_file_url=f"{tg.base}/file/bot")
    async with bot:
        yield bot


async def test_aiogram_receives_answers_edits_and_uploads(tg: Driver, aio: Bot) -> None:
    wang = await tg.resident()
    await tg.post("say", user="wang", text="路灯坏了")
    (update,) = await aio.get_updates()
    assert update.message is not None
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="接单", callback_data="ack:1")]])
    card = await update.message.as_(aio).reply("<b>待接单</b>", reply_markup=keyboard)
    assert card.reply_to_message is not None
    await tg.post("press", user="wang", button="接单")
    query = (await aio.get_updates(offset=update.update_id + 1))[0].callback_query
    assert query is not None
    await query.as_(aio).answer("好的")
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await query.as_(aio).answer("好的")
    await card.as_(aio).edit_text("已接单")
    picture = BufferedInputFile(samples.png(1), "a.png")
    tg.sandbox.world.flood.enforce = False
    photo = await aio.send_photo(wang, picture, caption="图")
    assert photo.photo
    file = await aio.get_file(photo.photo[-1].file_id)
    assert file.file_path
    downloaded = await aio.download_file(file.file_path)
    assert downloaded is not None
    assert downloaded.read() == samples.png(1)
    album: list[MediaUnion] = [
        InputMediaPhoto(media=picture, caption="一"),
        InputMediaPhoto(media=photo.photo[-1].file_id),
    ]
    assert len(await aio.send_media_group(wang, album)) == 2
    await aio.set_my_commands([BotCommand(command="my", description="我的诉求")], scope=AllPrivate())
    assert [each.command for each in await aio.get_my_commands(scope=AllPrivate())] == ["my"]
    await aio.send_poll(wang, "满意吗", ["满意", "不满意"])
    assert (await aio.get_chat(wang)).first_name == "Wang"


async def test_python_telegram_bot_sends_all_it_has_to(tg: Driver, ptb: telegram.Bot) -> None:
    wang, group = await tg.resident(), await tg.group()
    tg.sandbox.world.flood.enforce = False
    keyboard = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("接单", callback_data="ack")]])
    sent = await ptb.send_message(wang, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard)
    assert sent.text_html == "<b>x</b>"
    reply = await ptb.send_message(group, "y", reply_to_message_id=None, disable_notification=True)
    await ptb.send_message(group, "z", reply_to_message_id=reply.message_id, allow_sending_without_reply=True)
    photo = await ptb.send_photo(wang, samples.png(2), caption="图", filename="a.png")
    for send, name in ((ptb.send_video, "a.mp4"), (ptb.send_document, "a.txt"), (ptb.send_voice, "a.ogg")):
        assert (await send(wang, b"data", filename=name)).effective_attachment
    media = [telegram.InputMediaPhoto(samples.png(3), caption="一"), telegram.InputMediaPhoto(photo.photo[-1].file_id)]
    assert [each.caption for each in await ptb.send_media_group(group, media)] == ["一", None]
    assert (await ptb.copy_message(group, wang, sent.message_id)).message_id
    await ptb.copy_messages(group, wang, [sent.message_id, photo.message_id])
    await ptb.edit_message_caption(wang, photo.message_id, caption="新")
    await ptb.edit_message_media(telegram.InputMediaPhoto(samples.png(4)), wang, photo.message_id)
    await ptb.edit_message_reply_markup(wang, sent.message_id, reply_markup=None)
    await ptb.delete_message(wang, sent.message_id)
    await ptb.set_message_reaction(wang, photo.message_id, "👍")
    await ptb.send_chat_action(wang, "typing")
    await ptb.send_location(wang, 31.2, 121.5)
    content = await (await ptb.get_file(photo.photo[-1].file_id)).download_as_bytearray()
    assert bytes(content) == samples.png(2)
    assert (await ptb.get_chat_member(group, wang)).status == "member"


async def test_both_read_a_flood_refusal_and_a_migration(
    tg: Driver, aio: Bot, ptb: telegram.Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise the library warns each time that retry_after will be a timedelta one day.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    await tg.resident()
    old = await tg.group()
    await tg.post("faults", kind="429", retry_after=9, times=2)
    with pytest.raises(TelegramRetryAfter) as slow:
        await aio.send_message(old, "x")
    assert slow.value.retry_after == 9
    with pytest.raises(RetryAfter) as also_slow:
        await ptb.send_message(old, "x")
    assert also_slow.value.retry_after == timedelta(seconds=9)
    new = (await tg.post("membership", chat="g3", migrate=True))["id"]
    with pytest.raises(TelegramMigrateToChat) as moved:
        await aio.send_message(old, "x")
    assert moved.value.migrate_to_chat_id == new
    with pytest.raises(ChatMigrated) as also_moved:
        await ptb.send_message(old, "x")
    assert also_moved.value.new_chat_id == new


async def test_python_telegram_bot_sees_who_blocked_it(tg: Driver, ptb: telegram.Bot) -> None:
    wang = await tg.resident()
    await tg.post("membership", user="wang", blocked=True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await ptb.send_message(wang, "x")
