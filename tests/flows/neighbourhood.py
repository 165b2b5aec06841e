"""What tests of complaints begin with: the whole bot, residents who are settled, staff with accounts; and its rows."""

from functools import cache
from typing import Any, TypeVar

from sqlalchemy import inspect, select

from complaints import escalation, waiting
from complaints.triage import Triage
from handlers.dispatcher import build_dispatcher
from storage.database import Storage
from storage.tables import Appeal, Base, Case, LedgerEntry, TakenUpdate
from tests.flows.conversation import MovableClock, News, Talk, Town
from tests.flows.telegram import BOT_USERNAME, Shown, Toasted

Row = TypeVar("Row", bound=Base)

# Sentences that any sound set of rules reads alike.
NOISE = "楼下工地半夜还在施工，吵得睡不着"
DUST = "工地扬尘很大，窗户都不敢开"
FIRE = "楼道着火了，快来人"
# A complaint, but about what?
UNSURE = "那个东西又来了"
# Nothing that the office could do anything about.
UNCLEAR = "那个啥"


@cache
def triage() -> Triage:
    return Triage.packaged()


def make_town(storage: Storage, clock: MovableClock) -> Town:
    return Town(storage, clock, lambda bot: build_dispatcher(storage, bot, triage(), BOT_USERNAME))


def restart(town: Town) -> None:
    """A new process: nothing but the database is left."""
    town.dispatcher = build_dispatcher(town.storage, town.bot, triage(), BOT_USERNAME)


async def resident(town: Town, telegram_id: int, building: str = "hx3") -> Talk:
    """Somebody who came by the QR code of a building, and has read the privacy notice."""
    person = town.person(telegram_id, "居民")
    await person.says(f"/start b_{building}")
    return person


async def rows(town: Town, table: type[Row]) -> list[Row]:
    async with town.storage.unit() as unit:
        key = inspect(table).primary_key
        return list((await unit.session.scalars(select(table).order_by(*key))).all())


async def only(town: Town, table: type[Row]) -> Row:
    (row,) = await rows(town, table)
    return row


async def case_of(town: Town, appeal: Appeal) -> Case:
    (found,) = [case for case in await rows(town, Case) if case.id == appeal.case_id]
    return found


async def everything(town: Town) -> dict[str, list[dict[str, Any]]]:
    """All rows but the ledger's and the updates': for saying that nothing has changed."""
    passing = {LedgerEntry.__tablename__, TakenUpdate.__tablename__}
    async with town.storage.unit() as unit:
        return {
            table.name: [dict(row) for row in (await unit.session.execute(select(table))).mappings()]
            for table in Base.metadata.sorted_tables
            if table.name not in passing
        }


async def refusals(town: Town) -> list[tuple[str, str]]:
    """Who tried what in vain, by the ledger: ("resident:1", "staff_only")."""
    return [(e.actor, e.payload["reason"]) for e in await town.ledger() if e.action == "refused"]


async def tick(town: Town) -> News:
    """What the ticker does: due deadlines, words that have waited. Returns what people got to see."""
    async with town.storage.unit() as unit:
        await escalation.fire_due(unit)
    async with town.storage.unit() as unit:
        await waiting.register_waiting(unit, triage())
    return await town.deliver()


def texts(news: News) -> list[str]:
    return [shown.text for shown in news]


def seen_by(news: News, person: Talk) -> list[Shown]:
    """Of what was shown, the messages in this person's chat."""
    return [m for m in news if isinstance(m, Shown) and m.chat_id == person.chat["id"]]


def toast(news: News) -> Toasted:
    (found,) = [m for m in news if isinstance(m, Toasted)]
    return found


def alerts(person: Talk, number: str = "") -> list[Shown]:
    """The cards of cases that a member of staff has, edits counted on the card itself."""
    return [m for m in person.sees if m.outbox is not None and m.button("详情") and number in m.text]
