"""An outcome written down: the row's state, the ledger, the chat's standing, what is to follow."""

from dataclasses import dataclass, replace
from datetime import datetime

from notices.delivery.outcome import (
    ChatOff,
    Failed,
    Halted,
    Migrated,
    NotNow,
    NotTried,
    Outcome,
    Sent,
    Uncertain,
)
from notices.delivery.parts import parts
from storage import destinations, outbox
from storage.outbox import Claimed, Settled
from storage.unit import Lane, Unit
from texts.card import Card
from texts.render import render

ACTOR = "bot"
# What is sent once more, marked, when nobody knows whether it arrived. The rest waits for a person.
SENT_AGAIN = frozenset({Lane.ALERT})


@dataclass(frozen=True, slots=True)
class Finished:
    """`held_until`: a row that goes back rests until then, by the machine's clock."""

    row: Claimed
    outcome: Outcome
    held_until: datetime | None = None


async def settle(unit: Unit, finished: Finished) -> list[Settled]:
    """The rows that have come to their end by it: this one, or all that wait for a chat that was switched off."""
    row, session = finished.row, unit.session
    match finished.outcome:
        case Sent(message_id):
            return await _sent(unit, row, message_id)
        case Failed(reason):
            done = await outbox.mark_failed(session, row, unit.now, reason)
            unit.record(ACTOR, "message.failed", row.subject, row=row.id, role=row.role, reason=reason)
            return [done] if done else []
        case ChatOff(reason):
            return await _chat_off(unit, row, reason)
        case Uncertain(reason):
            done = await outbox.mark_uncertain(session, row, unit.now, reason)
            return [await unsure(unit, row, reason)] if done else []
        case Migrated(chat_id):
            await destinations.migrate(unit, row.chat_id, chat_id)
            await outbox.requeue(session, row, tried=False)
            unit.record(ACTOR, "chat.migrated", f"chat:{row.chat_id}", to=chat_id)
        case Halted():
            await outbox.requeue(session, row, reason="halted", held_until=finished.held_until)
        case NotNow(reason, everywhere):
            await outbox.requeue(session, row, reason=reason, held_until=finished.held_until, tried=not everywhere)
        case NotTried():
            await outbox.requeue(session, row, tried=False)
    return []


async def unsure(unit: Unit, row: Claimed, reason: str) -> Settled:
    """A row has just become uncertain: it is written down, and an alert goes out once more, marked."""
    unit.record(ACTOR, "message.uncertain", row.subject, row=row.id, role=row.role, reason=reason)
    card = _marked(row) if row.lane in SENT_AGAIN else None
    if card is not None and await outbox.send_again(unit, row, card.to_json()):
        unit.record(ACTOR, "message.sent_again", row.subject, row=row.id, role=row.role)
    return Settled(row.id, row.lane, row.chat_id, row.subject, row.role, "uncertain", None, reason)


def _marked(row: Claimed) -> Card | None:
    """The same card with a line before it; None for a card that nothing can be made of."""
    try:
        card = Card.from_json(row.card)
    except (ValueError, KeyError, TypeError):
        return None
    mark = render("delivery/again")
    return replace(card, html=f"{mark}\n\n{card.html}" if card.html else mark)


async def _sent(unit: Unit, row: Claimed, message_id: int | None) -> list[Settled]:
    done = await outbox.mark_sent(unit.session, row, unit.now, message_id)
    if done is not None and row.edits is None:
        for number, card in enumerate(parts(Card.from_json(row.card))[1:]):
            await outbox.follow_up(unit, row, number, replace(card, reply_to=message_id).to_json())
    return [done] if done else []


async def _chat_off(unit: Unit, row: Claimed, reason: str) -> list[Settled]:
    done = await outbox.mark_failed(unit.session, row, unit.now, reason)
    waiting = await destinations.switch_off(unit, row.chat_id, reason)
    # A private chat has its person's number, which the ledger must not keep: there the message tells whose it was.
    chat = f"chat:{row.chat_id}" if row.chat_id < 0 else row.subject
    unit.record(ACTOR, "chat.off", chat, row=row.id, reason=reason, waiting=len(waiting))
    return [*([done] if done else []), *waiting]
