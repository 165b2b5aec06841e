"""What else happens to rows and chats: leases, second tries, chats switched off, groups that move."""

from datetime import timedelta

from sqlalchemy import select

from storage import destinations, leases, outbox
from storage.database import Storage
from storage.tables import Binding, Destination
from storage.unit import Lane
from tests.flows.conversation import MovableClock
from tests.flows.outbox_rows import MACHINE, claim, put, row, rows

SPAN = timedelta(seconds=30)


async def lease(storage: Storage, verb: str, holder: str, seconds: float = 0) -> bool:
    async with storage.unit() as unit:
        act = leases.acquire if verb == "acquire" else leases.renew
        return await act(unit, "sender", holder, MACHINE + timedelta(seconds=seconds), SPAN)


async def test_a_lease_has_one_holder_until_it_runs_out(storage: Storage) -> None:
    assert await lease(storage, "acquire", "a")
    assert not await lease(storage, "acquire", "b", 29)
    assert await lease(storage, "acquire", "b", 30)
    assert not await lease(storage, "renew", "a", 30)


async def test_its_holder_keeps_a_lease_by_renewing_it(storage: Storage) -> None:
    assert await lease(storage, "acquire", "a")
    assert await lease(storage, "renew", "a", 20)
    assert not await lease(storage, "acquire", "b", 40)


async def test_a_lease_given_back_is_free_at_once_and_only_its_holder_gives_it_back(storage: Storage) -> None:
    assert await lease(storage, "acquire", "a")
    async with storage.unit() as unit:
        await leases.release(unit, "sender", "b")
    assert not await lease(storage, "acquire", "b")
    async with storage.unit() as unit:
        await leases.release(unit, "sender", "a")
    assert await lease(storage, "acquire", "b")


async def test_a_second_try_is_made_once_and_waiting_edits_follow_it(storage: Storage) -> None:
    alert = await put(storage, Lane.ALERT, subject="case:1", role="alert")
    edit = await put(storage, Lane.EDIT, edits=alert)
    (lost,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_uncertain(unit.session, lost, unit.now, "network: timed out")
        assert await outbox.send_again(unit, lost, {"html": "可能重复"})
        assert not await outbox.send_again(unit, lost, {"html": "可能重复"})
    second = (await rows(storage))[-1]
    assert (second.subject, second.role, second.state) == ("case:1", "alert", "queued")
    assert (await row(storage, edit)).edits == second.id
    (again,) = await claim(storage)
    async with storage.unit() as unit:
        assert not await outbox.send_again(unit, again, {"html": "又来"}), "a second try has no third"


async def test_a_chat_switched_off_fails_what_waits_for_it_and_nothing_else(storage: Storage) -> None:
    gone = [await put(storage, chat_id=-5), await put(storage, chat_id=-5)]
    other = await put(storage, chat_id=-6)
    async with storage.unit() as unit:
        failed = await destinations.switch_off(unit, -5, "Forbidden: bot was kicked")
    assert [(r.id, r.state, r.reason) for r in failed] == [(i, "failed", "Forbidden: bot was kicked") for i in gone]
    assert (await row(storage, other)).state == "queued"
    async with storage.unit() as unit:
        chat = await unit.session.get_one(Destination, -5)
        assert (chat.off_reason, chat.off_at) == ("Forbidden: bot was kicked", unit.now)


async def test_a_group_that_moves_takes_its_buildings_and_its_waiting_messages_along(
    storage: Storage, clock: MovableClock
) -> None:
    async with storage.unit() as unit:
        unit.session.add(Destination(chat_id=-5, title="3号楼"))
        for building, chat in (("hx3", -5), ("hx1", -5), ("hx1", -1005)):
            unit.session.add(Binding(building=building, chat_id=chat, bound_by="zhou", bound_at=clock.now()))
    sent = await put(storage, chat_id=-5)
    (claimed,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_sent(unit.session, claimed, unit.now, 9)
    waiting = await put(storage, chat_id=-5, html="好", reply_to=3)
    for _ in range(2):
        async with storage.unit() as unit:
            await destinations.migrate(unit, -5, -1005)
    async with storage.unit() as unit:
        bound = (await unit.session.execute(select(Binding.building, Binding.chat_id).order_by(Binding.building))).all()
        old, new = await unit.session.get_one(Destination, -5), await unit.session.get_one(Destination, -1005)
    assert [tuple(b) for b in bound] == [("hx1", -1005), ("hx3", -1005)]
    assert (old.migrated_to, new.title, new.off_at) == (-1005, "3号楼", None)
    assert (await row(storage, sent)).chat_id == -5, "where it was sent stays true"
    moved = await row(storage, waiting)
    assert moved.chat_id == -1005
    assert moved.card == {"html": "好"}, "message ids of the old group mean others in the new one"


async def test_an_edit_of_a_message_in_the_old_group_is_dropped(storage: Storage) -> None:
    sent = await put(storage, chat_id=-5)
    (claimed,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_sent(unit.session, claimed, unit.now, 9)
    edit = await put(storage, Lane.EDIT, chat_id=-5, edits=sent)
    async with storage.unit() as unit:
        await destinations.migrate(unit, -5, -1005)
    assert await claim(storage) == []
    assert (await row(storage, edit)).error == "target_moved"
