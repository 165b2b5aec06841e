"""getUpdates, acknowledged by what is committed. aiogram's own loop acknowledges an update before it is handled."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from pydantic import ValidationError

from bot.backoff import Backoff
from bot.offsets import Offsets

log = structlog.get_logger(__name__)

# Bot API, getUpdates: "Values between 1-100 are accepted".
BATCH = 100
# Updates that are handled or whose replies are shown at one time; more are not fetched.
MOST_AT_ONCE = 300
# An update that takes longer than this no longer holds up the others: they are fetched beside it. The server slows
# down who repeats an offset within 3 s (Bot API server, Client.cpp).
PATIENCE_S = 5.0
# After so many refusals storage is asked whether it is this one update: if so, it must not block the others for ever.
MOST_REFUSALS = 5
# The connection waits this much longer than the server's long poll.
MARGIN_S = 10


class Feed(Protocol):
    """Handles one update. Calls `committed` once its effect is in the database; raises when storage failed."""

    def __call__(self, update: Update, *, committed: Callable[[], None]) -> Awaitable[object]: ...


class GiveUp(Protocol):
    """Takes an update without its effect, and says so where it can. Raises when storage fails for everybody."""

    def __call__(self, update: Update) -> Awaitable[object]: ...


class Polling:
    """Runs until `stop()`; then finishes what it began, within `drain` seconds.

    The offset moves past an update only when its effect is committed and would outlive a power cut: `make_durable` sees
    to that, once for all that came together. Until then Telegram keeps it and hands it out again, to this process or to
    the next; what was committed meanwhile is recognised by its update_id.
    """

    def __init__(
        self,
        bot: Bot,
        feed: Feed,
        give_up: GiveUp,
        allowed_updates: Sequence[str],
        make_durable: Callable[[], Awaitable[object]],
        *,
        long_poll: int = 30,
        drain: float = 10.0,
    ) -> None:
        self._bot = bot
        self._feed = feed
        self._give_up = give_up
        self._allowed = list(allowed_updates)
        self._make_durable = make_durable
        self._long_poll = long_poll
        self._drain = drain
        self._telegram_trouble = Backoff()
        self._storage_trouble = Backoff()
        self._offsets = Offsets()
        self._changed = asyncio.Event()
        self._slots = asyncio.Semaphore(MOST_AT_ONCE)
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._wait: asyncio.Timeout | None = None

    def stop(self) -> None:
        self._stopping = True
        self._changed.set()
        if self._wait is not None:
            self._wait.reschedule(asyncio.get_running_loop().time())

    async def run(self) -> None:
        async with asyncio.TaskGroup() as handlers:
            await self._unless_stopped(self._take_over())
            while not self._stopping:
                for update in await self._fetch():
                    await self._start(handlers, update)
                await self._settle()
                await self._move_on()
            await self._finish()
        await self._acknowledge()

    async def _unless_stopped(self, work: Awaitable[object]) -> None:
        """Await something that `stop()` cuts short."""
        try:
            async with asyncio.timeout(0 if self._stopping else None) as self._wait:
                await work
        except TimeoutError:
            if not self._stopping:
                raise
        finally:
            self._wait = None

    async def _take_over(self) -> None:
        """A webhook excludes polling. What it has not delivered stays and is fetched."""
        while True:
            try:
                await self._bot.delete_webhook(drop_pending_updates=False)
            except Exception as error:  # noqa: BLE001 - whatever the network or a proxy raises, polling goes on
                await asyncio.sleep(self._pause_after(error))
            else:
                self._telegram_trouble.reset()
                return

    async def _fetch(self) -> list[Update]:
        """The next updates that are not in hand yet; none on stop or after a failure, which is waited out."""
        found: list[Update] = []

        async def ask() -> None:
            try:
                found[:] = await self._ask()
            except Exception as error:  # noqa: BLE001 - whatever the network or a proxy raises, polling goes on
                await asyncio.sleep(self._pause_after(error))
            else:
                self._telegram_trouble.reset()
                self._offsets.fetched([update.update_id for update in found])

        await self._unless_stopped(ask())
        return [update for update in found if self._offsets.is_new(update.update_id)]

    async def _ask(self) -> list[Update]:
        try:
            return await self._bot.get_updates(
                offset=self._offsets.offset,
                limit=BATCH,
                timeout=self._long_poll,
                allowed_updates=self._allowed,
                request_timeout=self._long_poll + MARGIN_S,
            )
        except ClientDecodeError as error:
            raw = error.data.get("result") if isinstance(error.data, dict) else None
            if not isinstance(raw, list):
                raise
            return self._readable(raw)

    def _readable(self, raw: list[Any]) -> list[Update]:
        """One update that this version of aiogram can't read must not block the others for ever."""
        readable: list[Update] = []
        for each in raw:
            try:
                readable.append(Update.model_validate(each, context={"bot": self._bot}))
            except ValidationError:
                log.error("update.unreadable", update_id=each["update_id"])  # noqa: TRY400 - a traceback shows the text
                self._offsets.begin(each["update_id"])
                self._offsets.commit(each["update_id"])
        return readable

    async def _start(self, handlers: asyncio.TaskGroup, update: Update) -> None:
        await self._unless_stopped(self._slots.acquire())
        if self._stopping:
            return
        refusals = self._offsets.begin(update.update_id)
        work = self._handle(update) if refusals < MOST_REFUSALS else self._set_aside(update)
        task = handlers.create_task(work, name=f"update:{update.update_id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _handle(self, update: Update) -> None:
        update_id = update.update_id

        def committed() -> None:
            self._offsets.commit(update_id)
            self._changed.set()

        try:
            await self._feed(update, committed=committed)
            committed()
        except Exception as error:  # noqa: BLE001 - one update must never stop the next
            if update_id in self._offsets.running:
                log.error("update.not_stored", update_id=update_id, error=type(error).__name__)  # noqa: TRY400 - as above
                self._offsets.refuse(update_id)
                self._changed.set()
            else:
                log.error("reply.failed", update_id=update_id, error=type(error).__name__)  # noqa: TRY400 - as above
        finally:
            self._slots.release()

    async def _set_aside(self, update: Update) -> None:
        try:
            await self._give_up(update)
            log.error("update.given_up", update_id=update.update_id)
            self._offsets.commit(update.update_id)
        except Exception as error:  # noqa: BLE001 - storage is away for everybody: it is tried again
            log.error("update.not_stored", update_id=update.update_id, error=type(error).__name__)  # noqa: TRY400 - as above
            self._offsets.refuse(update.update_id)
        finally:
            self._changed.set()
            self._slots.release()

    async def _settle(self) -> None:
        """Wait until all in hand is committed or refused, but not for ever."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while self._offsets.running and not self._stopping:
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            log.warning("updates.slow", waiting=len(self._offsets.running))

    async def _move_on(self) -> None:
        """What storage refused is asked for once more, after a pause."""
        if not await self._advanced() or self._offsets.refused:
            await self._unless_stopped(asyncio.sleep(self._storage_trouble.next()))
        else:
            self._storage_trouble.reset()

    async def _advanced(self) -> bool:
        """Move the offset; False while storage can't promise to keep what is committed."""
        try:
            await self._make_durable()
        except Exception as error:  # noqa: BLE001 - it is tried again
            log.error("updates.not_durable", error=type(error).__name__)  # noqa: TRY400 - as above
            return False
        self._offsets.advance()
        return True

    async def _finish(self) -> None:
        """Let running handlers end and their replies leave; cut off what takes longer than `drain` seconds."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=self._drain)
            for task in late:
                log.warning("update.cut_off", task=task.get_name())
                task.cancel()

    async def _acknowledge(self) -> None:
        """Tell Telegram what is done, so that the next start need not fetch it again. If it fails, no harm is done."""
        if not await self._advanced() or self._offsets.offset is None:
            return
        try:
            await self._bot.get_updates(offset=self._offsets.offset, limit=1, timeout=0, request_timeout=2)
        except Exception as error:  # noqa: BLE001 - the process is ending
            log.info("polling.last_acknowledgement_lost", error=type(error).__name__)

    def _pause_after(self, error: Exception) -> float:
        """Log why nothing came, and say how many seconds to wait."""
        pause = self._telegram_trouble.next()
        match error:
            case TelegramRetryAfter():
                pause = max(pause, float(error.retry_after))
                log.warning("polling.told_to_wait", seconds=error.retry_after)
            case TelegramConflictError():
                log.error("polling.conflict", hint="another process polls with the same token; stop one of the two")
            case TelegramUnauthorizedError():
                log.error("polling.token_refused", hint="Telegram does not know this token; check BOT_TOKEN")
            case TelegramNetworkError():
                log.warning("polling.unreachable", again_in_s=round(pause, 1))
            case _:
                log.warning("polling.failed", error=type(error).__name__, again_in_s=round(pause, 1))
        return pause
