"""The whole of delivery against a local Telegram, over HTTP: a sender that runs while the block lasts."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from notices.delivery.bot import build_bot
from notices.delivery.gate import RateGate
from notices.delivery.sender import Listener, Sender
from sandbox.server import DEFAULT_TOKEN
from storage.database import Storage
from storage.outbox import Settled
from storage.unit import Unit
from tests.sandbox.driver import Driver

PATIENCE_S = 20


class Outcomes:
    """A listener that keeps what it hears and lets tests wait for it."""

    def __init__(self) -> None:
        self.heard: list[Settled] = []
        self._news = asyncio.Event()

    async def __call__(self, unit: Unit, row: Settled) -> None:
        def after() -> None:
            self.heard.append(row)
            self._news.set()

        unit.after_commit.append(after)

    async def of(self, *row_ids: int) -> list[tuple[str, str | None]]:
        """State and reason of these rows, once all of them have come to their end."""
        async with asyncio.timeout(PATIENCE_S):
            while True:
                latest = {row.id: (row.state, row.reason) for row in self.heard}
                if latest.keys() >= set(row_ids):
                    return [latest[row_id] for row_id in row_ids]
                self._news.clear()
                await self._news.wait()


class Sending:
    def __init__(self, sender: Sender, gate: RateGate, outcomes: Outcomes) -> None:
        self.sender = sender
        self.gate = gate
        self.outcomes = outcomes
        self.stopped = asyncio.Event()


@asynccontextmanager
async def sending(storage: Storage, base: str, listeners: Sequence[Listener] = ()) -> AsyncIterator[Sending]:
    gate, outcomes = RateGate(), Outcomes()
    bot = build_bot(DEFAULT_TOKEN, gate, base)
    sender = Sender(storage, bot, gate, listeners=(*listeners, outcomes), jitter=lambda: 0.0)
    storage.on_outbox = sender.wake
    running = Sending(sender, gate, outcomes)

    async def run() -> None:
        await sender.run()
        running.stopped.set()

    async with asyncio.TaskGroup() as group:
        group.create_task(run())
        try:
            yield running
        finally:
            sender.stop()


async def messages(tg: Driver, chat: str | int) -> list[dict[str, Any]]:
    """What the bot has written there."""
    shown = (await tg.get(f"chats/{chat}/messages"))["messages"]
    return [message for message in shown if message.get("from", {}).get("is_bot")]


async def texts(tg: Driver, chat: str | int) -> list[str]:
    return [message.get("text", message.get("caption", "")) for message in await messages(tg, chat)]


async def requests(tg: Driver) -> list[dict[str, Any]]:
    """The bot's requests that put something into a chat, in the order in which they came."""
    entries = (await tg.get("transcript"))["entries"]
    return [entry for entry in entries if entry["method"].startswith(("send", "edit")) and entry["chat_id"]]
