"""Dispatch and registration of a complaint, beside a bare aiogram echo on the same stand-in for Telegram."""

import asyncio
import gc
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.types import Message, Update
from sqlalchemy import func, select

from benchmarks.session import FreeSession
from benchmarks.updates import FIRST_RESIDENT, SENTENCES, said
from bot import heap
from bot.commands.reading import read
from bot.polling import BATCH
from complaints.triage import Triage
from handlers.dispatcher import build_dispatcher
from storage import residents
from storage.clock import SystemClock
from storage.database import Storage
from storage.migrations import runner
from storage.office import Building, Compound, Office
from storage.tables import Case

Feed = Callable[[Update], Awaitable[object]]
CONFIG = Path(__file__).parents[1] / "config.toml"
MESSAGES = 300
# And one to warm up: as many as there are sentences, so that each complaint opens a case of its own.
ROUNDS = len(SENTENCES) - 1


@dataclass(frozen=True, slots=True)
class Rates:
    """Messages a second: the median of the rounds, which alternate so that both meet the same machine."""

    echo: float
    registration: float

    @property
    def ratio(self) -> float:
        return self.registration / self.echo


def _town() -> Office:
    """The example office with one building for each resident: every complaint opens a case of its own."""
    office = read(CONFIG).office
    sections = {name: getattr(office, name) for name in Office.model_fields}
    buildings = tuple(Building(code=f"b{n}", name=f"{n}号楼") for n in range(MESSAGES))
    sections["compounds"] = (Compound(code="bench", name="测试小区", buildings=buildings),)
    sections["routing"] = tuple(rule for rule in office.routing if not rule.compounds)
    sections["projects"] = ()
    return Office.model_validate(sections)


async def measure(url: str | None = None) -> Rates:
    """On SQLite in a temporary folder, or on the database of `url`, which must be empty."""
    with tempfile.TemporaryDirectory() as folder:
        storage = Storage.open(url or f"sqlite+aiosqlite:///{Path(folder) / 'bench.sqlite3'}", _town(), SystemClock())
        try:
            await runner.upgrade(storage.engine)
            await _settle(storage)
            return await _rounds(storage)
        finally:
            await storage.close()


async def _rounds(storage: Storage) -> Rates:
    echo, registration = _echo(), _registration(storage)
    echoes, registrations = [], []
    for turn in range(ROUNDS + 1):
        echoes.append(await _rate(echo, _nothing_to_keep, turn))
        registrations.append(await _rate(registration, storage.make_durable, turn))
    async with storage.unit() as unit:
        opened = await unit.session.scalar(select(func.count()).select_from(Case))
    if opened != MESSAGES * (ROUNDS + 1):
        raise RuntimeError(f"{opened} cases for {MESSAGES * (ROUNDS + 1)} complaints")
    return Rates(statistics.median(echoes[1:]), statistics.median(registrations[1:]))


def _echo() -> Feed:
    bot, dispatcher = Bot("42:BENCH", session=FreeSession()), Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    return lambda update: dispatcher.feed_update(bot, update)


def _registration(storage: Storage) -> Feed:
    bot = Bot("42:BENCH", session=FreeSession())
    triage = Triage.packaged()
    triage.warm_up()
    heap.set_aside()  # as the bot does once it is warm
    dispatcher = build_dispatcher(storage, bot, triage, "bench_bot")
    return lambda update: dispatcher.feed_update(bot, update)


async def _rate(feed: Feed, make_durable: Callable[[], Awaitable[None]], turn: int) -> float:
    """Handled as bot.polling does: what one getUpdates gives at once, then on the disk, then the next."""
    updates = [Update.model_validate(raw) for raw in said(MESSAGES, turn)]
    gc.collect()
    begun = time.perf_counter()
    for batch in range(0, MESSAGES, BATCH):
        async with asyncio.TaskGroup() as group:
            for update in updates[batch : batch + BATCH]:
                group.create_task(_one(feed, update))
        await make_durable()
    return MESSAGES / (time.perf_counter() - begun)


async def _nothing_to_keep() -> None:
    """An echo writes nothing down."""


async def _one(feed: Feed, update: Update) -> None:
    await feed(update)


async def _settle(storage: Storage) -> None:
    """All residents have been informed and live somewhere, spread over the buildings."""
    buildings = [building.code for compound in storage.office.compounds for building in compound.buildings]
    async with storage.unit() as unit:
        for n in range(MESSAGES):
            row = await residents.meet(unit, FIRST_RESIDENT + n)
            await residents.inform(unit, FIRST_RESIDENT + n)
            await residents.settle(unit, row, buildings[n], None)
