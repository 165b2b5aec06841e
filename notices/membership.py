"""Where the bot may write: it was added, thrown out, muted, let back in, blocked by a person, or the group moved."""

from sqlalchemy import update

from notices import progress
from notices.bindings import buildings_of
from notices.messages import groups
from notices.tally import notice_of
from storage import destinations
from storage.actors import Actor
from storage.tables import Destination
from storage.unit import Lane, Outgoing, Unit


async def let_in(unit: Unit, actor: Actor, chat_id: int, title: str | None, *, joined: bool) -> None:
    """The bot can write in the group. `joined` when it was not there before: then it says one sentence."""
    known = await unit.session.get(Destination, chat_id)
    if known is not None and known.migrated_to is not None:
        return  # the old id of a supergroup
    now = {"title": title, "off_at": None, "off_reason": None}
    await unit.session.execute(
        unit.insert(Destination)
        .values(chat_id=chat_id, **now)
        .on_conflict_do_update(index_elements=["chat_id"], set_=now)
    )
    if known is not None and known.off_at is None:
        return  # nothing new: it was made an administrator, or the group became a supergroup
    unit.record(actor.signature, "group.on", f"group:{chat_id}")
    if joined:
        card = groups.hello(await buildings_of(unit, chat_id), unit.office)
        unit.send(Outgoing(Lane.REPLY, chat_id, f"group:{chat_id}", "hello", card.to_json()))


async def shut_out(unit: Unit, actor: Actor, chat_id: int, reason: str) -> None:
    """The bot can't write in the group any more: kicked, left or muted. Notices that waited for it have failed."""
    known = await unit.session.get(Destination, chat_id)
    if known is not None and known.migrated_to is not None:
        return
    if known is None or known.off_at is None:
        unit.record(actor.signature, "group.off", f"group:{chat_id}", reason=reason)
    failed = await destinations.switch_off(unit, chat_id, reason)
    for notice_id in {n for row in failed if (n := notice_of(row.subject)) is not None}:
        await progress.advance(unit, notice_id)


async def moved(unit: Unit, actor: Actor, old: int, new: int) -> None:
    """A group became a supergroup. Telegram says so in both chats; the second time there is nothing left to do."""
    known = await unit.session.get(Destination, old)
    if known is not None and known.migrated_to == new:
        return
    await destinations.migrate(unit, old, new)
    unit.record(actor.signature, "group.migrated", f"group:{old}", to=new)


async def blocked(unit: Unit, chat_id: int) -> None:
    """A person blocked the bot. Nothing but the chat id is kept."""
    await destinations.switch_off(unit, chat_id, "blocked")


async def unblocked(unit: Unit, chat_id: int) -> None:
    await unit.session.execute(
        update(Destination).where(Destination.chat_id == chat_id).values(off_at=None, off_reason=None)
    )
