"""Chats that the bot writes to on its own initiative: switched off with a reason, and followed when they move."""

from typing import Any

from sqlalchemy import delete, exists, func, literal_column, or_, select, update
from sqlalchemy.orm import aliased

from storage.outbox import REASON_CHARACTERS, SETTLED_COLUMNS, Settled, settled
from storage.tables import Binding, Destination, OutboxRow
from storage.unit import Unit

_QUEUED = OutboxRow.state == literal_column("'queued'")


async def switch_off(unit: Unit, chat_id: int, reason: str) -> list[Settled]:
    """The bot can't write there: what waits for the chat fails with the same reason, and is returned."""
    await _write(unit, chat_id, off_at=unit.now, off_reason=reason[:REASON_CHARACTERS])
    failed = await unit.session.execute(
        update(OutboxRow)
        .where(_QUEUED, OutboxRow.chat_id == chat_id)
        .values(state="failed", error=reason[:REASON_CHARACTERS], done_at=unit.now)
        .returning(*SETTLED_COLUMNS)
        .execution_options(synchronize_session=False)
    )
    return sorted(settled(failed), key=lambda row: row.id)


async def migrate(unit: Unit, old: int, new: int) -> None:
    """A group became a supergroup: its buildings and its waiting messages go to the new id. Does no harm twice.

    Waiting answers lose their reply_to, because message ids of the old group mean others in the new one.
    """
    was = aliased(Destination)
    title = await unit.session.scalar(select(was.title).where(was.chat_id == old))
    await _write(unit, new, off_at=None, off_reason=None, **({"title": title} if title is not None else {}))
    await _write(unit, old, migrated_to=new)
    there = aliased(Binding)
    await unit.session.execute(
        delete(Binding)
        .where(Binding.chat_id == old, exists().where(there.chat_id == new, there.building == Binding.building))
        .execution_options(synchronize_session=False)
    )
    await unit.session.execute(
        update(Binding).where(Binding.chat_id == old).values(chat_id=new).execution_options(synchronize_session=False)
    )
    await unit.session.execute(
        update(OutboxRow)
        .where(or_(_QUEUED, OutboxRow.state == literal_column("'claimed'")), OutboxRow.chat_id == old)
        .values(chat_id=new, card=_without_reply(unit))
        .execution_options(synchronize_session=False)
    )


def _without_reply(unit: Unit) -> Any:  # noqa: ANN401 - an SQL expression
    if unit.dialect == "postgresql":
        return OutboxRow.card.op("-")("reply_to")
    return func.json_remove(OutboxRow.card, "$.reply_to")


async def _write(unit: Unit, chat_id: int, **values: Any) -> None:  # noqa: ANN401 - columns
    await unit.session.execute(
        unit.insert(Destination)
        .values(chat_id=chat_id, **values)
        .on_conflict_do_update(index_elements=["chat_id"], set_=values)
    )
