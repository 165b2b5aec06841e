"""Conversations in mid-sentence, as rows: a restart loses nothing, and a draft commits with what it leads to."""

from typing import Any

from sqlalchemy import delete

from storage.actors import Actor
from storage.tables import Draft
from storage.unit import Unit


async def ask(unit: Unit, actor: Actor, asks: str, **data: Any) -> None:  # noqa: ANN401 - JSON values
    """Remember what this person is being asked in this chat. One question at a time: a new one replaces the old."""
    values = {"asks": asks, "data": data, "updated_at": unit.now}
    await unit.session.execute(
        unit.insert(Draft)
        .values(chat_id=actor.chat_id, telegram_id=actor.telegram_id, **values)
        .on_conflict_do_update(index_elements=["chat_id", "telegram_id"], set_=values)
    )


async def drop(unit: Unit, actor: Actor) -> None:
    await unit.session.execute(
        delete(Draft).where(Draft.chat_id == actor.chat_id, Draft.telegram_id == actor.telegram_id)
    )
