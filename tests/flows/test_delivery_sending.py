"""What the sender does with what waits, against a local Telegram that enforces the limits."""

import asyncio
import logging
from collections.abc import AsyncIterator
from itertools import pairwise

import aiohttp
import pytest

from notices.delivery import carrier
from notices.delivery.limits import Urgency
from sandbox.server import DEFAULT_TOKEN, Sandbox
from storage.database import Storage
from storage.unit import Lane
from tests.flows.outbox_rows import put, row, rows
from tests.flows.sending import messages, requests, sending, texts
from tests.sandbox.driver import Driver

SENT = ("sent", None)
BUTTONS = [[["接单", "case.take", 1]]]


@pytest.fixture
async def tg() -> AsyncIterator[Driver]:
    sandbox = Sandbox()
    async with sandbox.serve() as base, aiohttp.ClientSession() as http:
        yield Driver(sandbox, base, http)


async def pictures(tg: Driver, number: int) -> list[list[str]]:
    """Photos that a person has sent to the bot."""
    found: list[list[str]] = []
    for _ in range(number):
        said = await tg.post("say", user="wang", photo=True)
        found.append(["photo", said["messages"][0]["photo"][-1]["file_id"]])
    return found


async def test_a_message_arrives_with_its_words_and_buttons(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    async with sending(storage, tg.base) as now:
        one = await put(storage, Lane.ALERT, wang, "<b>扬尘</b> &amp; 噪声", rows=BUTTONS)
        assert await now.outcomes.of(one) == [SENT]
    (shown,) = await messages(tg, wang)
    assert shown["text"] == "扬尘 & 噪声"
    assert shown["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "case.take:1"
    assert (await row(storage, one)).message_id == shown["message_id"]


async def test_pictures_that_have_no_room_follow_the_words(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    media = await pictures(tg, 3)
    async with sending(storage, tg.base) as now:
        one = await put(storage, Lane.ALERT, wang, "三张照片", rows=BUTTONS, media=media)
        await now.outcomes.of(one, one + 1)
    words, *album = await messages(tg, wang)
    assert words["text"] == "三张照片"
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message["reply_to_message"]["message_id"] for message in album] == [words["message_id"]] * 3
    assert [(r.role, r.state) for r in await rows(storage)] == [("copy", "sent"), ("pictures", "sent")]


@pytest.mark.parametrize("kind", ["photo", "location", "voice", "document", "video"])
async def test_each_kind_of_file_arrives(storage: Storage, tg: Driver, kind: str) -> None:
    wang = await tg.resident()
    if kind == "location":
        file_id = "39.9,116.4"
    else:
        said = (await tg.post("say", user="wang", **{kind: True}))["messages"][0][kind]
        file_id = (said[-1] if kind == "photo" else said)["file_id"]
    async with sending(storage, tg.base) as now:
        one = await put(storage, chat_id=wang, html="" if kind == "location" else "看", media=[[kind, file_id]])
        assert await now.outcomes.of(one) == [SENT]
    (shown,) = await messages(tg, wang)
    assert kind in shown


async def test_a_question_opens_the_keyboard_and_an_answer_finds_its_message_gone(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    async with sending(storage, tg.base) as now:
        one = await put(storage, Lane.REPLY, wang, "请写下处理结果", asks="写在这里", reply_to=99999)
        assert await now.outcomes.of(one) == [SENT]
    (asked,) = await requests(tg)
    assert asked["params"]["reply_markup"] == {"force_reply": True, "input_field_placeholder": "写在这里"}


async def test_an_alert_passes_a_broadcast_and_no_limit_is_broken(storage: Storage, tg: Driver) -> None:
    chats = [await tg.resident(f"r{number}") for number in range(81)]
    for chat in chats[1:]:
        await put(storage, Lane.NOTICE, chat)
    async with sending(storage, tg.base) as now:
        async with asyncio.timeout(20):
            while len(now.outcomes.heard) < 30:
                await asyncio.wait_for(now.outcomes._news.wait(), 5)
                now.outcomes._news.clear()
        alert = await put(storage, Lane.ALERT, chats[0], "警")
        before = len(await requests(tg))
        await now.outcomes.of(alert)
        sent = await requests(tg)
        place = next(i for i, request in enumerate(sent) if request["chat_id"] == chats[0])
        assert place - before <= carrier.PLACES[Urgency.BULK], "only what was under way went before it"
        assert len(sent) < 81
        await now.outcomes.of(*(r.id for r in await rows(storage)))
    sent = await requests(tg)
    assert [request["error_code"] for request in sent] == [None] * 81
    assert {r.state for r in await rows(storage)} == {"sent"}


async def test_an_alert_leaves_while_every_notice_under_way_hangs(
    storage: Storage, tg: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "DRAIN_S", 0.1)
    places = carrier.PLACES[Urgency.BULK]
    chats = [await tg.resident(f"r{number}") for number in range(places + 2)]
    await tg.post("faults", method="sendMessage", kind="hang_before", seconds=60, times=places)
    seen = (await tg.get("transcript"))["next"]
    for chat in chats[:-1]:
        await put(storage, Lane.NOTICE, chat)
    async with sending(storage, tg.base) as now:
        hanging = 0
        while hanging < places:
            news = await tg.get(f"transcript?after={seen}&wait=5")
            seen = news["next"]
            hanging += sum(entry["method"] == "sendMessage" for entry in news["entries"])
        assert await now.outcomes.of(await put(storage, Lane.ALERT, chats[-1], "警")) == [SENT]
        assert (await row(storage, places + 1)).state == "queued", "the places that are left are the alerts'"
        now.sender.stop()


async def test_messages_to_one_chat_keep_their_order_and_their_distance(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    for number in range(4):
        await put(storage, Lane.REPLY, wang, str(number))
    async with sending(storage, tg.base) as now:
        await now.outcomes.of(*(r.id for r in await rows(storage)))
    assert await texts(tg, wang) == ["0", "1", "2", "3"]
    at = [request["monotonic"] for request in await requests(tg)]
    assert all(later - sooner >= 0.99 for sooner, later in pairwise(at))


async def test_thirty_changes_of_a_card_are_few_edits_and_the_last_one_shows(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    async with sending(storage, tg.base) as now:
        alert = await put(storage, Lane.ALERT, wang, "1 人", rows=BUTTONS)
        edits = [
            await put(storage, Lane.EDIT, wang, f"{number} 人", edits=alert, rows=BUTTONS) for number in range(2, 32)
        ]
        await now.outcomes.of(edits[-1])
    assert await texts(tg, wang) == ["31 人"]
    assert len(await requests(tg)) <= 4
    assert {r.error for r in await rows(storage)} == {None, "merged"}


async def test_an_edit_that_changes_nothing_is_done(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    async with sending(storage, tg.base) as now:
        alert = await put(storage, Lane.ALERT, wang, "一样")
        await now.outcomes.of(alert)
        edit = await put(storage, Lane.EDIT, wang, "一样", edits=alert)
        assert await now.outcomes.of(edit) == [SENT]
    assert (await requests(tg))[-1]["error_code"] == 400


async def test_a_picture_s_caption_is_what_is_edited(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    media = await pictures(tg, 1)
    async with sending(storage, tg.base) as now:
        alert = await put(storage, Lane.ALERT, wang, "旧", media=media, rows=BUTTONS)
        edit = await put(storage, Lane.EDIT, wang, "新", edits=alert)
        assert await now.outcomes.of(alert, edit) == [SENT, SENT]
    (shown,) = await messages(tg, wang)
    assert (shown["caption"], "reply_markup" in shown) == ("新", False)


async def test_the_token_stands_in_no_log(storage: Storage, tg: Driver, caplog: pytest.LogCaptureFixture) -> None:
    wang = await tg.resident()
    caplog.set_level(logging.DEBUG)
    await tg.post("faults", method="sendMessage", kind="5xx")
    async with sending(storage, tg.base) as now:
        await now.outcomes.of(await put(storage, chat_id=wang, html="不可写进日志"))
    assert DEFAULT_TOKEN not in caplog.text
    assert "不可写进日志" not in caplog.text
