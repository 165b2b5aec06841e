"""Updates are acknowledged by what is committed, and nothing that goes wrong ends the loop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramConflictError, TelegramNetworkError, TelegramUnauthorizedError
from aiogram.methods import GetUpdates
from aiogram.types import Update
from structlog.testing import capture_logs

from bot import polling as polling_module
from bot.backoff import Backoff
from bot.polling import MOST_REFUSALS, Feed, GiveUp, Polling
from tests.unit.bot.telegram_stub import ScriptBot, update


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Backoff, "next", lambda _self: 0.0)


async def never(update: Update) -> None:
    raise AssertionError(f"{update.update_id} was given up")


@asynccontextmanager
async def running(
    bot: ScriptBot, feed: Feed, drain: float = 5.0, give_up: GiveUp = never, disk: Callable[[], None] = lambda: None
) -> AsyncIterator[Polling]:
    async def make_durable() -> None:
        disk()

    polling = Polling(bot, feed, give_up, ["message"], make_durable, long_poll=30, drain=drain)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(polling.run())
        yield polling
        polling.stop()


class Handled:
    """A feed that notes what it got; `refuse` makes storage fail for an update so many times."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.refuse: dict[int, int] = {}

    async def __call__(self, update: Update, *, committed: Callable[[], None]) -> None:
        self.ids.append(update.update_id)
        if self.refuse.get(update.update_id, 0) > 0:
            self.refuse[update.update_id] -= 1
            raise ConnectionError("the database is away")
        committed()


async def test_an_update_is_acknowledged_only_after_its_effect_is_committed() -> None:
    bot = ScriptBot(update(10), update(11))
    may_commit = asyncio.Event()

    async def feed(update: Update, *, committed: Callable[[], None]) -> None:
        await may_commit.wait()
        committed()

    async with running(bot, feed):
        await bot.until_asked(None)
        await asyncio.sleep(0)
        assert bot.offsets == [None]
        may_commit.set()
        await bot.until_asked(12)


async def test_what_the_disk_does_not_promise_to_keep_is_not_acknowledged() -> None:
    bot, full = ScriptBot(update(10)), [True, True]
    feed = Handled()

    def disk() -> None:
        if full and feed.ids:
            full.pop()
            raise OSError("no space left")

    async with running(bot, feed, disk=disk):
        await bot.until_asked(11)
    assert not full
    assert bot.offsets[:3] == [None, None, None], "asked again from the same place until the disk had it"
    assert feed.ids == [10], "handled once all the same"


async def test_a_reply_may_still_be_on_its_way_when_the_update_is_acknowledged() -> None:
    bot = ScriptBot(update(10))
    shown = asyncio.Event()

    async def feed(update: Update, *, committed: Callable[[], None]) -> None:
        committed()
        await shown.wait()

    async with running(bot, feed):
        await bot.until_asked(11)
        assert not shown.is_set()
        shown.set()


async def test_when_storage_fails_the_update_is_fetched_again_and_the_others_are_not_handled_twice() -> None:
    bot = ScriptBot(update(10), update(11), update(12))
    handled = Handled()
    handled.refuse = {11: 3}
    async with running(bot, handled):
        await bot.until_asked(13)
    assert sorted(handled.ids) == [10, 11, 11, 11, 11, 12]
    assert bot.offsets[:4] == [None, 11, 11, 11]


async def test_a_slow_update_does_not_hold_up_those_behind_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling_module, "PATIENCE_S", 0.01)
    bot = ScriptBot(update(10))
    slow, quick = asyncio.Event(), asyncio.Event()

    async def feed(update: Update, *, committed: Callable[[], None]) -> None:
        if update.update_id == 10:
            await slow.wait()
        else:
            quick.set()
        committed()

    async with running(bot, feed):
        await bot.until_asked(None)
        bot.queue.append(update(11))
        await asyncio.wait_for(quick.wait(), 5)
        assert set(bot.offsets) == {None, 10}
        slow.set()
        await bot.until_asked(12)


@pytest.mark.parametrize(
    ("error", "event"),
    [
        (TelegramNetworkError(GetUpdates(), "refused"), "polling.unreachable"),
        (TelegramConflictError(GetUpdates(), "terminated by other getUpdates request"), "polling.conflict"),
        (TelegramUnauthorizedError(GetUpdates(), "Unauthorized"), "polling.token_refused"),
        (ClientDecodeError("not JSON", ValueError(), "<html>a proxy's page</html>"), "polling.failed"),
        (OSError("a proxy's own error"), "polling.failed"),
    ],
)
async def test_whatever_stands_between_is_logged_and_tried_again(error: Exception, event: str) -> None:
    bot = ScriptBot(update(10))
    bot.errors = [error, error]
    handled = Handled()
    with capture_logs() as logs:
        async with running(bot, handled):
            await bot.until_asked(11)
    assert [each["event"] for each in logs].count(event) == 2
    assert handled.ids == [10]


async def test_an_update_that_cannot_be_read_does_not_block_the_next() -> None:
    bot = ScriptBot(update(10), update(11))
    raw = [{"update_id": 10, "message": "of a kind that is not known yet"}, {"update_id": 11}]
    bot.errors = [ClientDecodeError("unreadable", ValueError(), {"ok": True, "result": raw})]
    handled = Handled()
    with capture_logs() as logs:
        async with running(bot, handled):
            await bot.until_asked(12)
    assert handled.ids == [11]
    assert [each["update_id"] for each in logs if each["event"] == "update.unreadable"] == [10]


async def test_a_webhook_is_taken_away_first_without_dropping_what_waits() -> None:
    bot = ScriptBot(update(10))
    async with running(bot, Handled()):
        await bot.until_asked(11)
    assert bot.methods[0] == "deleteWebhook"


async def test_stopping_lets_running_handlers_end_and_acknowledges_them() -> None:
    bot = ScriptBot(update(10))
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def feed(update: Update, *, committed: Callable[[], None]) -> None:
        begun.set()
        await may_end.wait()
        committed()

    async with running(bot, feed) as polling:
        await begun.wait()
        polling.stop()
        may_end.set()
    assert bot.offsets[-1] == 11


async def test_stopping_cuts_off_what_does_not_end_and_leaves_it_to_the_next_start() -> None:
    bot = ScriptBot(update(10), update(11))
    begun = asyncio.Event()

    async def feed(update: Update, *, committed: Callable[[], None]) -> None:
        if update.update_id == 11:
            committed()
            return
        begun.set()
        await asyncio.Event().wait()

    async with running(bot, feed, drain=0.01):
        await begun.wait()
    assert bot.offsets[-1] == 10
    assert [each.update_id for each in bot.queue] == [10, 11]


async def test_stopping_before_telegram_answers_ends_at_once() -> None:
    bot = ScriptBot()
    async with running(bot, Handled()):
        await bot.until_asked(None)


async def test_an_update_that_storage_refused_last_is_not_acknowledged_on_stop() -> None:
    bot = ScriptBot(update(10), update(11))
    handled = Handled()
    handled.refuse = {10: 10**6}

    async def away(update: Update) -> None:
        raise ConnectionError("the database is away")

    async with running(bot, handled, give_up=away):
        await bot.until_asked(10)
    assert bot.offsets[-1] == 10


async def test_an_update_that_storage_always_refuses_is_given_up_while_it_takes_others() -> None:
    bot = ScriptBot(update(10), update(11))
    handled = Handled()
    handled.refuse = {10: 10**6}
    given_up: list[int] = []

    async def give_up(update: Update) -> None:
        given_up.append(update.update_id)

    async with running(bot, handled, give_up=give_up):
        await bot.until_asked(12)
    assert given_up == [10]
    assert handled.ids.count(10) == MOST_REFUSALS
    assert handled.ids.count(11) == 1


async def test_while_storage_is_away_for_everybody_nothing_is_given_up() -> None:
    bot = ScriptBot(update(10))
    handled = Handled()
    handled.refuse = {10: MOST_REFUSALS}
    tries = 0
    back = asyncio.Event()

    async def give_up(update: Update) -> None:
        nonlocal tries
        tries += 1
        if tries == 3:
            back.set()
        raise ConnectionError("the database is away")

    async with running(bot, handled, give_up=give_up):
        await back.wait()
        assert set(bot.offsets) == {None, 10}
