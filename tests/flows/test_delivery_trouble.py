"""What the sender does when something goes wrong: chats that are gone, 429, 5xx, lost answers, crashes, stops."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from notices.delivery import carrier
from notices.delivery import sender as sender_module
from sandbox.server import Sandbox
from storage import outbox
from storage.database import Storage
from storage.outbox import Settled
from storage.tables import Destination
from storage.unit import Lane, Unit
from tests.databases import opened
from tests.flows.outbox_rows import claim, ledger, put, row, rows
from tests.flows.sending import requests, sending, texts
from tests.sandbox.driver import Driver

SENT = ("sent", None)
BUTTONS = [[["接单", "case.take", 1]]]


@pytest.fixture
async def tg() -> AsyncIterator[Driver]:
    sandbox = Sandbox()
    async with sandbox.serve() as base, aiohttp.ClientSession() as http:
        yield Driver(sandbox, base, http)


async def test_a_group_that_threw_the_bot_out_is_switched_off_and_the_others_are_served(
    storage: Storage, tg: Driver
) -> None:
    wang, group = await tg.resident(), await tg.group()
    await tg.post("membership", chat=group, user="bot", status="kicked")
    gone = [await put(storage, chat_id=group), await put(storage, chat_id=group)]
    kept = await put(storage, chat_id=wang)
    async with sending(storage, tg.base) as now:
        failed = await now.outcomes.of(*gone)
        assert await now.outcomes.of(kept) == [SENT]
    assert [state for state, _ in failed] == ["failed", "failed"]
    assert "kicked" in str(failed[1][1]), "what waited says why, without having been tried"
    assert len([r for r in await requests(tg) if r["chat_id"] == group]) == 1
    async with storage.unit() as unit:
        assert "kicked" in str((await unit.session.get_one(Destination, group)).off_reason)
    assert "chat.off" in await ledger(storage)


async def test_a_group_that_moved_is_followed_at_once_with_all_that_waits(storage: Storage, tg: Driver) -> None:
    group = await tg.group()
    await tg.post("membership", chat=group, migrate=True)
    ids = [await put(storage, chat_id=group, html=str(number)) for number in range(2)]
    async with sending(storage, tg.base) as now:
        assert await now.outcomes.of(*ids) == [SENT, SENT]
    new = (await row(storage, ids[0])).chat_id
    assert new != group
    assert await texts(tg, new) == ["0", "1"]
    async with storage.unit() as unit:
        assert (await unit.session.get_one(Destination, group)).migrated_to == new


async def test_a_429_is_obeyed_and_holds_up_nobody_else(storage: Storage, tg: Driver) -> None:
    wang, li = await tg.resident("wang"), await tg.resident("li")
    await tg.post("faults", method="sendMessage", chat=wang, kind="429", retry_after=2)
    first, second = await put(storage, chat_id=wang, html="1"), await put(storage, chat_id=wang, html="2")
    other = await put(storage, chat_id=li)
    async with sending(storage, tg.base) as now:
        await now.outcomes.of(other)
        assert (await row(storage, first)).state == "queued"
        assert (await row(storage, first)).held_until is not None, "a restart would know of it"
        await now.outcomes.of(first, second)
    assert await texts(tg, wang) == ["1", "2"]
    refused, repeated = [r["monotonic"] for r in await requests(tg) if int(r["chat_id"]) == wang][:2]
    assert repeated - refused >= 2


async def test_a_halt_outlives_the_sender(storage: Storage, tg: Driver) -> None:
    wang, li = await tg.resident("wang"), await tg.resident("li")
    await tg.post("faults", method="sendMessage", chat=wang, kind="429", retry_after=60)
    first = await put(storage, chat_id=wang)
    other = await put(storage, chat_id=li)
    async with sending(storage, tg.base) as now:
        await now.outcomes.of(other)
    assert (await row(storage, first)).state == "queued"
    later = await put(storage, chat_id=wang), await put(storage, chat_id=li)
    async with sending(storage, tg.base) as now:
        await now.outcomes.of(later[1])
        assert now.gate.ready_at(wang) - now.gate.now() > 55
    assert (await row(storage, later[0])).state == "queued", "it doesn't slip past the one that rests"


async def test_what_the_server_could_not_do_is_tried_again_in_its_turn(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", kind="5xx", times=3)
    one = await put(storage, chat_id=wang, html="1")
    two = await put(storage, chat_id=wang, html="2")
    async with sending(storage, tg.base) as now:
        assert await now.outcomes.of(one, two) == [SENT, SENT]
    assert await texts(tg, wang) == ["1", "2"]
    assert (await row(storage, one)).attempts == 4


async def test_what_telegram_refuses_fails_with_its_words(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    async with sending(storage, tg.base) as now:
        one = await put(storage, chat_id=wang, html="<b>")
        two = await put(storage, chat_id=wang, html="好")
        (state, reason), sent = await now.outcomes.of(one, two)
    assert (state, sent) == ("failed", SENT)
    assert "parse entities" in str(reason)


async def test_a_card_that_nothing_can_be_made_of_fails_and_stops_nobody(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    async with sending(storage, tg.base) as now:
        one = await put(storage, chat_id=wang, media=[["photo"]])
        two = await put(storage, chat_id=wang)
        assert await now.outcomes.of(one, two) == [("failed", "card: ValueError"), SENT]


async def test_a_notice_that_may_have_arrived_waits_for_a_person(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", kind="reset_after")
    async with sending(storage, tg.base) as now:
        one = await put(storage, Lane.NOTICE, wang)
        two = await put(storage, Lane.NOTICE, wang, "下一条")
        ((state, reason), sent) = await now.outcomes.of(one, two)
    assert (state, sent) == ("uncertain", SENT)
    assert str(reason).startswith("network: ")
    assert await texts(tg, wang) == ["好", "下一条"]
    assert "message.uncertain" in await ledger(storage)


async def test_an_alert_that_may_have_arrived_goes_out_once_more_and_says_so(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", kind="reset_after", times=2)
    async with sending(storage, tg.base) as now:
        one = await put(storage, Lane.ALERT, wang, "警", rows=BUTTONS)
        states = [state for state, _ in await now.outcomes.of(one, one + 1)]
        assert states == ["uncertain", "uncertain"]
        assert await now.outcomes.of(await put(storage, Lane.ALERT, wang, "后来")) == [SENT]
    first, second, _ = await texts(tg, wang)
    assert first == "警"
    assert second.startswith("⚠️ 可能重复")
    assert second.endswith("警")
    assert len(await rows(storage)) == 3, "no third time"


async def test_an_edit_that_may_have_arrived_is_simply_repeated(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    await tg.post("faults", method="editMessageText", kind="reset_after")
    async with sending(storage, tg.base) as now:
        alert = await put(storage, Lane.ALERT, wang, "旧")
        edit = await put(storage, Lane.EDIT, wang, "新", edits=alert)
        assert await now.outcomes.of(edit) == [SENT]
    assert await texts(tg, wang) == ["新"]


async def test_a_crash_leaves_rows_uncertain_and_only_alerts_are_sent_again_marked(
    storage: Storage, tg: Driver
) -> None:
    wang, li = await tg.resident("wang"), await tg.resident("li")
    alert = await put(storage, Lane.ALERT, wang, "警")
    notice = await put(storage, Lane.NOTICE, li, "公告")
    assert len(await claim(storage, holder="killed")) == 2
    async with sending(storage, tg.base) as now:
        died = ("uncertain", outbox.DIED)
        assert await now.outcomes.of(alert, notice) == [died, died]
        await now.outcomes.of(max(r.id for r in await rows(storage)))
    assert len(await texts(tg, wang)) == 1
    assert "可能重复" in (await texts(tg, wang))[0]
    assert await texts(tg, li) == []


async def test_an_unreadable_card_of_a_dead_sender_stops_nobody(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()
    broken = await put(storage, Lane.ALERT, 5, media=[["photo"]])
    await claim(storage, holder="killed")
    async with sending(storage, tg.base) as now:
        assert await now.outcomes.of(broken, await put(storage, chat_id=wang)) == [("uncertain", outbox.DIED), SENT]


async def test_telegram_may_be_out_of_reach_at_the_start(storage: Storage, unused_tcp_port: int) -> None:
    sandbox = Sandbox()
    user: Any = None
    async with sending(storage, f"http://127.0.0.1:{unused_tcp_port}") as now:
        one = await put(storage, chat_id=1000)
        async with sandbox.serve(port=unused_tcp_port) as base, aiohttp.ClientSession() as http:
            tg = Driver(sandbox, base, http)
            user = await tg.post("users", id=1000, first_name="Wang", username="wang")
            await tg.post("say", user="wang", text="/start")
            assert await now.outcomes.of(one) == [SENT]
            now.sender.stop()
            await asyncio.wait_for(now.stopped.wait(), 5)
    assert user["id"] == 1000
    assert (await row(storage, one)).attempts == 1, "nothing was claimed while nobody answered"


async def test_what_is_under_way_at_the_stop_is_finished(storage: Storage, tg: Driver) -> None:
    chats = [await tg.resident(f"r{number}") for number in range(8)]
    ids = [await put(storage, chat_id=chat) for chat in chats]
    async with sending(storage, tg.base) as now:
        await now.outcomes.of(ids[0])
    states = {r.state for r in await rows(storage)}
    assert states <= {"sent", "queued"}
    assert sum(r.state == "sent" for r in await rows(storage)) == len(await requests(tg))


async def test_what_hangs_at_the_stop_is_cut_off_and_uncertain(
    storage: Storage, tg: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(carrier, "DRAIN_S", 0.2)
    wang = await tg.resident()
    await tg.post("faults", method="sendMessage", kind="hang_after", seconds=60)
    seen = (await tg.get("transcript"))["next"]
    one = await put(storage, chat_id=wang)
    async with sending(storage, tg.base) as now:
        entries: list[Any] = []
        while not any(entry["method"] == "sendMessage" for entry in entries):
            entries = (await tg.get(f"transcript?after={seen}&wait=5"))["entries"]
        now.sender.stop()
        await asyncio.wait_for(now.stopped.wait(), 5)
    assert (await row(storage, one)).state == "uncertain"


async def test_one_of_two_senders_stands_by_and_takes_over(
    database_url: str, storage: Storage, tg: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender_module, "STANDBY_S", 0.05)
    wang = await tg.resident()
    async with opened(database_url, storage.office, storage.clock) as other, sending(storage, tg.base) as first:
        await first.outcomes.of(await put(storage, chat_id=wang, html="1"))
        async with sending(other, tg.base) as second:
            two = await put(storage, chat_id=wang, html="2")
            await first.outcomes.of(two)
            assert second.outcomes.heard == []
            first.sender.stop()
            await asyncio.wait_for(first.stopped.wait(), 5)
            three = await put(other, chat_id=wang, html="3")
            await second.outcomes.of(three)
    assert await texts(tg, wang) == ["1", "2", "3"]


async def test_a_listener_s_mistake_undoes_nothing(storage: Storage, tg: Driver) -> None:
    wang = await tg.resident()

    async def broken(_unit: Unit, _row: Settled) -> None:
        raise RuntimeError("a bug")

    one = await put(storage, chat_id=wang, html="1")
    two = await put(storage, chat_id=wang, html="2")
    seen = (await tg.get("transcript"))["next"]
    async with sending(storage, tg.base, [broken]):
        heard: list[Any] = []
        while sum(entry["method"] == "sendMessage" for entry in heard) < 2:
            news = await tg.get(f"transcript?after={seen}&wait=5")
            seen = news["next"]
            heard += news["entries"]
    assert [(await row(storage, row_id)).state for row_id in (one, two)] == ["sent", "sent"]
    assert await texts(tg, wang) == ["1", "2"]
