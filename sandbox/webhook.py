"""Delivery of updates to the bot's own address: serial by lane, with back-off."""

import asyncio
import logging
import re
from collections import deque
from dataclasses import dataclass

import aiohttp

from sandbox.background import Background
from sandbox.clock import SandboxClock
from sandbox.json_types import Json, dumps
from sandbox.limits import (
    WEBHOOK_ANSWER_TIMEOUT,
    WEBHOOK_BACKOFF_FIRST,
    WEBHOOK_BACKOFF_MAX,
    WEBHOOK_CONNECTIONS_DEFAULT,
    WEBHOOK_RETRY_AFTER_MAX,
)
from sandbox.updates import Pending, UpdateQueue

log = logging.getLogger(__name__)
_SECONDS = re.compile(r"[0-9]{1,9}")
# Bot API reference, setWebhook.secret_token.
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


@dataclass(frozen=True, slots=True)
class Hook:
    url: str
    secret: str | None = None
    max_connections: int = WEBHOOK_CONNECTIONS_DEFAULT


class Webhook:
    """While a hook is set, every pending update is posted to it; one lane never holds up another."""

    def __init__(self, updates: UpdateQueue, clock: SandboxClock, background: Background) -> None:
        self._updates = updates
        self._clock = clock
        self._background = background
        self._delivery: asyncio.Task[None] | None = None
        self.hook: Hook | None = None
        self._last_error: tuple[int, str] | None = None

    def set(self, hook: Hook) -> None:
        self.clear()
        self.hook = hook
        self._delivery = self._background.start(self._deliver_all(hook))

    def clear(self) -> None:
        if self._delivery is not None:
            self._delivery.cancel()
        self._delivery = self.hook = self._last_error = None

    def info(self) -> Json:
        info: Json = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.hook:
            info["max_connections"] = self.hook.max_connections
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        if self._last_error:
            info["last_error_date"], info["last_error_message"] = self._last_error
        return info

    async def _deliver_all(self, hook: Hook) -> None:
        lanes: dict[tuple[str, int], deque[Pending]] = {}
        seen = 0
        connections = asyncio.Semaphore(hook.max_connections)
        timeout = aiohttp.ClientTimeout(total=WEBHOOK_ANSWER_TIMEOUT)
        connector = aiohttp.TCPConnector(limit=hook.max_connections)
        async with (
            aiohttp.ClientSession(timeout=timeout, connector=connector) as session,
            asyncio.TaskGroup() as workers,
        ):
            while True:
                for update in self._updates.after(seen):
                    seen = update.update_id
                    if update.lane in lanes:
                        lanes[update.lane].append(update)
                    else:
                        lanes[update.lane] = deque([update])
                        workers.create_task(self._serve_lane(hook, session, connections, lanes, update.lane))
                await self._updates.changed.wait()

    async def _serve_lane(
        self,
        hook: Hook,
        session: aiohttp.ClientSession,
        connections: asyncio.Semaphore,
        lanes: dict[tuple[str, int], deque[Pending]],
        lane: tuple[str, int],
    ) -> None:
        queue = lanes[lane]
        while queue:
            await self._deliver(hook, session, connections, queue.popleft())
        del lanes[lane]

    async def _deliver(
        self, hook: Hook, session: aiohttp.ClientSession, connections: asyncio.Semaphore, update: Pending
    ) -> None:
        """Until it is accepted or has expired: what comes after it in its lane waits."""
        pause = WEBHOOK_BACKOFF_FIRST
        while self._updates.holds(update):
            async with connections:
                wanted = await self._post(hook, session, update)
            if wanted is None:
                self._updates.done(update)
                return
            await self._clock.sleep(wanted or pause)
            pause = min(pause * 2, WEBHOOK_BACKOFF_MAX)

    async def _post(self, hook: Hook, session: aiohttp.ClientSession, update: Pending) -> float | None:
        """None when accepted, else the seconds the receiver asked to wait (0: it named none)."""
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[SECRET_HEADER] = hook.secret
        try:
            async with session.post(
                hook.url, data=dumps(update.as_update()), headers=headers, allow_redirects=False
            ) as answer:
                body = await answer.read()
                if 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP: success
                    if b'"method"' in body:
                        log.warning("update %s: a method in a webhook's answer is not carried out", update.update_id)
                    return None
                error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                retry_after = answer.headers.get("Retry-After", "")
        except Exception as failure:  # noqa: BLE001 - a receiver can fail in any way; it must not end the other lanes
            error = f"{type(failure).__name__}: connection failed"
            retry_after = ""
        self._last_error = self._clock.unix(), error
        log.info("update %s was not accepted by the webhook: %s", update.update_id, error)
        return min(float(retry_after), WEBHOOK_RETRY_AFTER_MAX) if _SECONDS.fullmatch(retry_after) else 0.0
