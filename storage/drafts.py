"""Conversations in mid-sentence, as rows: a restart loses nothing, and a draft commits with what it leads to."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import delete

from storage.actors import Actor, RefusedError
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


async def keep_for_album(unit: Unit, actor: Actor, asks: str, album: str | None, **data: Any) -> None:  # noqa: ANN401
    """The question is answered; of an album, whose pictures are messages of their own, the others still belong to it.

    Their draft holds `album`, Telegram's media_group_id.
    """
    if album is None:
        await drop(unit, actor)
    else:
        await ask(unit, actor, asks, album=album, **data)


@contextmanager
def last_try(*but: str) -> Iterator[None]:
    """Around the use of an answer: a refusal ends the question, so that nobody is refused for ever.

    After the refusals named in `but` the person may answer once more.
    """
    try:
        yield
    except RefusedError as refused:
        refused.ends_question = refused.code not in but
        raise
