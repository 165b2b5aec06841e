"""Trouble between the sender and Telegram: what surely did not arrive goes again, what may have arrived is marked."""

from collections.abc import AsyncIterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from sandbox.control.bodies import MembershipBody
from sandbox.control.membership import change_membership
from storage.tables import Destination, LedgerEntry, OutboxRow
from tests.blackbox.bot_process import BotProcess
from tests.blackbox.people import Person, Room, number_in
from tests.blackbox.stage import Stage, open_stage
from tests.blackbox.waiting import until_found

pytestmark = pytest.mark.asyncio(loop_scope="module")

WORDS = "工地扬尘很大，窗户都不敢开"
AGAIN = "可能重复"
# Telegram accepts it and the line is cut, or the line is cut before: the bot can't tell the one from the other.
CUT = ("reset_before", "reset_after")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    """One database: what becomes of a request is the same on the other."""
    folder: Path = tmp_path_factory.mktemp("sending")
    async with open_stage(f"sqlite+aiosqlite:///{folder}/x.sqlite3", folder) as stage:
        yield stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def process(stage: Stage) -> AsyncIterator[BotProcess]:
    """No trouble with Telegram is an error of the program."""
    process = await stage.start()
    yield process
    assert await process.stop() == 0
    assert process.errors() == []


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def owner(stage: Stage, process: BotProcess) -> Person:
    return (await stage.staff("zhang"))[0]


@pytest_asyncio.fixture(loop_scope="module")
async def at_home(stage: Stage, process: BotProcess) -> Person:
    """A resident for each test, in a building of their own."""
    number = len(stage.world.directory.people) + 1
    return await stage.resident(f"resident{number}", f"b{number}")


async def settled(stage: Stage, person: Person, role: str) -> OutboxRow:
    """The first message of this role to this person, when it has come to an end."""

    async def look() -> OutboxRow | None:
        rows = await stage.records.outbox(
            OutboxRow.chat_id == person.id, OutboxRow.role == role, OutboxRow.key.not_like("again:%")
        )
        done = [row for row in rows if row.state not in ("queued", "claimed")]
        return done[-1] if done and len(done) == len(rows) else None

    return await until_found(stage.world.transcript.grown, look, f"{role} to settle")


def requests_to(stage: Stage, room: Room, method: str = "sendMessage") -> list[dict[str, Any]]:
    """In the order in which they came; as text, because a request that was refused is shown as it was sent."""
    entries = stage.world.transcript.after(0, stage.world.transcript.last)
    return [e for e in entries if e["method"] == method and str(e["chat_id"]) == str(room.id)]


@pytest.mark.parametrize("kind", CUT)
async def test_a_receipt_whose_line_was_cut_is_uncertain_and_never_repeated(
    stage: Stage, at_home: Person, kind: str
) -> None:
    stage.trouble(kind, "sendMessage", at_home.room)
    at_home.says(WORDS)
    row = await settled(stage, at_home, "receipt")
    assert (row.state, row.message_id) == ("uncertain", None)
    assert at_home.room.count("已登记") == (1 if kind == "reset_after" else 0)
    told = await stage.records.rows(
        LedgerEntry, LedgerEntry.action == "message.uncertain", LedgerEntry.subject == row.subject
    )
    assert [entry.payload["row"] for entry in told] == [row.id]
    at_home.says("/my")
    await at_home.sees("您的诉求", "最近 1 件")
    receipts = await stage.records.outbox(OutboxRow.chat_id == at_home.id, OutboxRow.role == "receipt")
    assert len(receipts) == 1


@pytest.mark.parametrize("kind", CUT)
async def test_an_alert_whose_line_was_cut_goes_out_once_more_and_says_so(
    stage: Stage, owner: Person, at_home: Person, kind: str
) -> None:
    stage.trouble(kind, "sendMessage", owner.room)
    owner.room.since = stage.world.events.last
    at_home.says(WORDS)
    number = number_in(await at_home.sees("已登记"))
    await owner.sees(AGAIN, number, "新案件")
    assert owner.room.count(number) == (2 if kind == "reset_after" else 1)
    case = await stage.records.case_of(number)
    first, again = await stage.records.outbox(
        OutboxRow.subject == f"case:{case.id}", OutboxRow.role == "alert", OutboxRow.edits.is_(None)
    )
    assert (first.state, again.key) == ("uncertain", f"again:{first.id}")
    # The card whose place is known is kept true from now on.
    at_home.says("扬尘还是很大，窗户都不敢开，没人洒水")
    await owner.sees(number, "2 次")


async def test_a_message_that_hangs_is_given_up_as_uncertain(stage: Stage, at_home: Person) -> None:
    """The line is cut after a second without an answer; what waits behind it in the chat then goes out."""
    stage.trouble("hang_after", "sendMessage", at_home.room, seconds=1.0)
    at_home.says(WORDS)
    row = await settled(stage, at_home, "receipt")
    assert row.state == "uncertain"
    assert at_home.room.count("已登记") == 1


@pytest.mark.soak
async def test_a_message_without_an_answer_is_given_up_after_its_time(stage: Stage, at_home: Person) -> None:
    stage.trouble("hang_after", "sendMessage", at_home.room, seconds=300.0)
    at_home.says(WORDS)
    row = await settled(stage, at_home, "receipt")
    assert (row.state, row.error) == ("uncertain", "network: timed out")


async def test_a_burst_of_server_errors_delays_a_message_and_loses_nothing(stage: Stage, at_home: Person) -> None:
    stage.trouble("5xx", "sendMessage", at_home.room, times=3)
    at_home.says(WORDS)
    await at_home.sees("已登记")
    row = await settled(stage, at_home, "receipt")
    assert (row.state, row.attempts) == ("sent", 4)
    assert at_home.room.count("已登记") == 1


async def test_too_many_requests_is_obeyed(stage: Stage, at_home: Person) -> None:
    stage.trouble("429", "sendMessage", at_home.room, retry_after=3)
    at_home.says(WORDS)
    await at_home.sees("已登记")
    assert (await settled(stage, at_home, "receipt")).state == "sent"
    *_, refused, sent = requests_to(stage, at_home.room)
    assert (refused["status"], sent["status"]) == (429, 200)
    assert sent["monotonic"] - refused["monotonic"] >= 3
    assert at_home.room.count("已登记") == 1


async def test_an_immediate_answer_that_telegram_would_not_take_comes_later(stage: Stage, at_home: Person) -> None:
    """Answers to what was just said go out directly; what Telegram surely did not take goes to the outbox."""
    for kind in ("429", "5xx"):
        stage.trouble(kind, "sendMessage", at_home.room, retry_after=1)
        at_home.says("/my")
        await at_home.sees("您还没有登记过诉求")
    rows = await stage.records.outbox(OutboxRow.chat_id == at_home.id, OutboxRow.role == "deferred")
    assert len(rows) == 2
    assert all(after["monotonic"] > before["monotonic"] for before, after in pairwise(requests_to(stage, at_home.room)))


async def test_somebody_who_blocks_the_bot_is_written_off_until_they_come_back(stage: Stage, at_home: Person) -> None:
    """Their words are registered, the receipt can't reach them, and nothing else is held up by it."""
    at_home.says(WORDS)
    with stage.unheard():
        change_membership(stage.world, MembershipBody(user=at_home.id, blocked=True))
    row = await settled(stage, at_home, "receipt")
    assert (row.state, row.error) == ("failed", "Forbidden: bot was blocked by the user")
    off = await stage.records.row(Destination, Destination.chat_id == at_home.id)
    assert off.off_reason == row.error
    assert ("bot", "chat.off") in await stage.records.actions(row.subject), "not under an account"

    change_membership(stage.world, MembershipBody(user=at_home.id, blocked=False))
    at_home.says("垃圾桶满了三天没人清运")
    await at_home.sees("已登记")
    back = await stage.records.row(Destination, Destination.chat_id == at_home.id)
    assert back.off_at is None
