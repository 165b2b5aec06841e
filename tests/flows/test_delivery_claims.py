import asyncio
from datetime import timedelta

from sqlalchemy import insert, text

from storage import outbox
from storage.claims import CLAIM_SPAN, _claim
from storage.database import Storage
from storage.tables import OutboxRow
from storage.unit import Lane
from tests.databases import opened
from tests.flows.conversation import MovableClock
from tests.flows.outbox_rows import MACHINE, claim, put, row, rows

HOUR = timedelta(hours=1)


async def test_rows_are_claimed_by_lane_and_then_by_age(storage: Storage) -> None:
    notice = await put(storage, Lane.NOTICE, 1)
    edit = await put(storage, Lane.EDIT, 2)
    first = await put(storage, Lane.ALERT, 3)
    second = await put(storage, Lane.ALERT, 4)
    assert [r.id for r in await claim(storage)] == [first, second, edit, notice]


async def test_a_claimed_row_tells_whose_it_is_and_is_not_claimed_again(storage: Storage) -> None:
    one = await put(storage)
    (claimed,) = await claim(storage, holder="a")
    assert (claimed.attempts, claimed.claimed_by, claimed.card) == (1, "a", {"html": "好"})
    assert await claim(storage, holder="b") == []
    kept = await row(storage, one)
    assert (kept.state, kept.claimed_by, kept.claimed_until) == ("claimed", "a", MACHINE + CLAIM_SPAN)


async def test_only_what_is_due_by_the_office_s_clock(storage: Storage, clock: MovableClock) -> None:
    later = await put(storage, delay=HOUR)
    assert await claim(storage) == []
    clock.advance(hours=1)
    assert [r.id for r in await claim(storage)] == [later]


async def test_a_row_rests_by_the_machine_s_clock_whatever_the_office_s_says(
    storage: Storage, clock: MovableClock
) -> None:
    await put(storage)
    (claimed,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.requeue(unit.session, claimed, held_until=MACHINE + HOUR)
    clock.advance(hours=48)
    assert await claim(storage) == []
    async with storage.unit() as unit:
        assert await outbox.rests(unit.session, MACHINE) == {1: MACHINE + HOUR}
        assert await outbox.rests(unit.session, MACHINE + HOUR) == {}
    (again,) = await claim(storage, machine_now=MACHINE + HOUR)
    assert again.attempts == 2


async def test_no_more_than_one_row_for_a_chat_and_that_the_oldest(storage: Storage) -> None:
    ids = [await put(storage, chat_id=chat) for chat in (1, 1, 2, 1, 2)]
    assert [r.id for r in await claim(storage)] == [ids[0], ids[2]]


async def test_what_one_chat_has_waiting_hides_no_other(storage: Storage) -> None:
    async with storage.unit() as unit:
        now = unit.now
        values = {"lane": 3, "chat_id": 1, "subject": "s", "role": "r", "card": {}, "queued_at": now, "not_before": now}
        await unit.session.execute(insert(OutboxRow), [values] * 500)
    last = await put(storage, chat_id=2)
    first = await claim(storage)
    assert [r.chat_id for r in first] == [1]
    assert [r.id for r in await claim(storage, shut={1})] == [last]


async def test_no_row_for_a_chat_that_is_shut(storage: Storage) -> None:
    await put(storage, Lane.ALERT, 1)
    other = await put(storage, Lane.NOTICE, 2)
    assert [r.id for r in await claim(storage, shut={1})] == [other]


async def test_with_only_the_reserve_left_only_alerts_are_claimed(storage: Storage) -> None:
    await put(storage, Lane.REPLY, 1)
    alert = await put(storage, Lane.ALERT, 2)
    assert [r.id for r in await claim(storage, up_to=Lane.ALERT)] == [alert]


async def test_senders_that_race_never_get_the_same_row(database_url: str, storage: Storage) -> None:
    for chat in range(1, 61):
        await put(storage, chat_id=chat)

    async with opened(database_url, storage.office, storage.clock) as other:

        async def work(of: Storage, holder: str) -> list[int]:
            got: list[int] = []
            while claimed := await claim(of, limit=3, holder=holder):
                got += [r.id for r in claimed]
                await asyncio.sleep(0)
            return got

        async with asyncio.TaskGroup() as group:
            tasks = [
                group.create_task(work(of, f"{name}{number}"))
                for number in range(3)
                for of, name in ((storage, "a"), (other, "b"))
            ]
        got = [row_id for task in tasks for row_id in task.result()]
    left = [r.id for r in await rows(storage) if r.state == "queued"]
    assert len(got) == len(set(got)), "no row twice"
    assert sorted(got + left) == [r.id for r in await rows(storage)]
    assert len(left) == 0


async def test_an_edit_waits_until_its_message_is_sent_and_knows_it_then(storage: Storage) -> None:
    alert = await put(storage, Lane.ALERT)
    edit = await put(storage, Lane.EDIT, html="好好", edits=alert)
    (sent,) = await claim(storage)
    assert sent.id == alert
    assert await claim(storage) == []
    async with storage.unit() as unit:
        await outbox.mark_sent(unit.session, sent, unit.now, 77)
    (claimed,) = await claim(storage)
    assert claimed.id == edit
    assert claimed.target is not None
    assert (claimed.target.message_id, claimed.target.card) == (77, {"html": "好"})


async def test_of_waiting_edits_of_one_message_the_newest_goes_and_the_others_are_merged(storage: Storage) -> None:
    alert = await put(storage, Lane.ALERT)
    for number in range(5):
        await put(storage, Lane.EDIT, html=f"{number}", edits=alert)
    (sent,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_sent(unit.session, sent, unit.now, 77)
    (claimed,) = await claim(storage)
    assert claimed.card["html"] == "4"
    assert [(r.state, r.error) for r in await rows(storage)][1:5] == [("dropped", "merged")] * 4


async def test_a_newer_edit_that_is_not_due_yet_holds_up_no_older_one(storage: Storage) -> None:
    alert = await put(storage, Lane.ALERT)
    (sent,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_sent(unit.session, sent, unit.now, 77)
    now = await put(storage, Lane.EDIT, edits=alert)
    later = await put(storage, Lane.EDIT, edits=alert, delay=HOUR)
    assert [r.id for r in await claim(storage)] == [now]
    assert (await row(storage, later)).state == "queued"


async def test_an_edit_of_a_message_that_did_not_arrive_is_dropped_with_the_reason(storage: Storage) -> None:
    alert = await put(storage, Lane.ALERT)
    edit = await put(storage, Lane.EDIT, edits=alert)
    (claimed,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_failed(unit.session, claimed, unit.now, "Forbidden")
    assert await claim(storage) == []
    dropped = await row(storage, edit)
    assert (dropped.state, dropped.error) == ("dropped", "target_failed")


async def test_claims_of_a_dead_sender_become_uncertain_and_are_not_queued_again(storage: Storage) -> None:
    one = await put(storage)
    await claim(storage, holder="dead")
    async with storage.unit() as unit:
        expired = await outbox.expire(unit.session, unit.now, machine_now=MACHINE, heir="heir")
    assert [r.id for r in expired] == [one]
    left = await row(storage, one)
    assert (left.state, left.error) == ("uncertain", outbox.DIED)
    assert left.done_at is not None
    assert await claim(storage) == []


async def test_claims_of_a_living_sender_stay_until_they_run_out(storage: Storage) -> None:
    await put(storage)
    await claim(storage)
    for machine_now, expired in ((MACHINE + CLAIM_SPAN, 0), (MACHINE + CLAIM_SPAN * 1.1, 1)):
        async with storage.unit() as unit:
            found = await outbox.expire(unit.session, unit.now, machine_now=machine_now, heir="a")
        assert len(found) == expired


async def test_an_edit_of_a_dead_sender_is_queued_again_because_twice_is_once(storage: Storage) -> None:
    alert = await put(storage, Lane.ALERT)
    (sent,) = await claim(storage)
    async with storage.unit() as unit:
        await outbox.mark_sent(unit.session, sent, unit.now, 77)
    edit = await put(storage, Lane.EDIT, edits=alert)
    await claim(storage, holder="dead")
    async with storage.unit() as unit:
        assert await outbox.expire(unit.session, unit.now, machine_now=MACHINE, heir="heir") == []
    assert [r.id for r in await claim(storage)] == [edit]


async def test_a_sender_that_was_given_up_may_still_say_that_it_was_sent(storage: Storage) -> None:
    one = await put(storage)
    (claimed,) = await claim(storage, holder="slow")
    async with storage.unit() as unit:
        await outbox.expire(unit.session, unit.now, machine_now=MACHINE, heir="heir")
    async with storage.unit() as unit:
        assert await outbox.mark_sent(unit.session, claimed, unit.now, 77)
    mended = await row(storage, one)
    assert (mended.state, mended.message_id, mended.error) == ("sent", 77, None)


async def test_nobody_marks_a_row_that_another_holds(storage: Storage) -> None:
    one = await put(storage)
    (old,) = await claim(storage, holder="old")
    async with storage.unit() as unit:
        await outbox.requeue(unit.session, old)
    await claim(storage, holder="new")
    async with storage.unit() as unit:
        assert await outbox.mark_sent(unit.session, old, unit.now, 77) is None
        await outbox.requeue(unit.session, old)
    assert (await row(storage, one)).state == "claimed"


async def test_claims_whose_commit_was_not_heard_of_go_back_uncounted(storage: Storage) -> None:
    kept, lost = await put(storage, chat_id=1), await put(storage, chat_id=2)
    await claim(storage)
    async with storage.unit() as unit:
        await outbox.give_back(unit.session, "a", but={kept})
    assert (await row(storage, kept)).state == "claimed"
    back = await row(storage, lost)
    assert (back.state, back.attempts) == ("queued", 0)


async def test_the_planner_serves_a_claim_from_the_index_of_waiting_rows(storage: Storage) -> None:
    await put(storage)
    async with storage.unit() as unit:
        statement = _claim("a", unit.now, 10, MACHINE, (5,), Lane.NOTICE)
        compiled = str(
            statement.compile(
                dialect=unit.session.get_bind().dialect,
                compile_kwargs={"literal_binds": True, "render_postcompile": True},
            )
        )
        if unit.dialect == "postgresql":
            assert "FOR UPDATE OF outbox SKIP LOCKED" in compiled
            # With one row in the table any other plan is cheaper.
            await unit.session.execute(text("SET LOCAL enable_seqscan TO off"))
            await unit.session.execute(text("SET LOCAL enable_sort TO off"))
        explain = "EXPLAIN" if unit.dialect == "postgresql" else "EXPLAIN QUERY PLAN"
        plan = [str(line) for line in await unit.session.execute(text(f"{explain} {compiled}"))]
    assert any("ix_outbox_queued" in line for line in plan), plan
