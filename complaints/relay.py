"""传话: residents and staff talk through the bot; neither sees the other's account. Every word is kept."""

from sqlalchemy import insert, select

from complaints import alerts
from complaints.facts import CaseFacts
from complaints.incoming import Incoming
from complaints.lengths import units
from complaints.messages.relay import file_for_resident, resident_words, staff_words
from complaints.permission import locked
from complaints.recipients import accounts, responsible
from storage.actors import Actor, RefusedError
from storage.tables import Addition, Appeal, OutboxRow, Resident
from storage.unit import Lane, Outgoing, Unit

RELAY = "relay"
# With the words around it, it fits one message (Telegram takes 4096 UTF-16 units).
RELAY_UNITS = 3000


async def keep(unit: Unit, actor: Actor, case_id: int, appeal_id: int | None, text: str) -> None:
    if text.strip():
        await unit.session.execute(
            insert(Addition).values(
                case_id=case_id, appeal_id=appeal_id, author=actor.signature, text=text, at=unit.now
            )
        )


async def to_staff(unit: Unit, actor: Actor, case: CaseFacts, appeal: Appeal, incoming: Incoming) -> None:
    """A resident's words to whoever works on the case: the one who took it, else the post's holders."""
    await keep(unit, actor, case.id, appeal.id, incoming.text)
    present = await accounts(unit)
    people = (
        {case.owner_staff: present[case.owner_staff]}
        if case.owner_staff in present
        else responsible(unit.office, case.owner_post, present)
    )
    if incoming.text.strip():
        card = resident_words(unit.office, case, incoming.text).to_json()
        for chat_id in people.values():
            unit.send(Outgoing(Lane.ALERT, chat_id, case.subject, RELAY, card))
    await alerts.send_files(unit, case, incoming.files)


async def to_residents(unit: Unit, actor: Actor, case_id: int, incoming: Incoming) -> tuple[str, int]:
    """Staff's words to the residents behind a case. Returns its number and how many get them. Raises RefusedError."""
    case = CaseFacts.of(await locked(unit, actor, case_id))
    if not incoming.text.strip() and not incoming.pieces:
        raise RefusedError("nothing_to_relay")
    if units(incoming.text) > RELAY_UNITS:
        raise RefusedError("words_too_long", limit=RELAY_UNITS)
    await keep(unit, actor, case.id, None, incoming.text)
    told = await voices(unit, case.id)
    for appeal, chat_id in told:
        subject = f"appeal:{appeal.id}"
        if incoming.text.strip():
            card = staff_words(unit.office, appeal, incoming.text)
            unit.send(Outgoing(Lane.REPLY, chat_id, subject, RELAY, card.to_json()))
        for piece in incoming.pieces:
            picture = file_for_resident(appeal, piece)
            unit.send(Outgoing(Lane.REPLY, chat_id, subject, RELAY, picture.to_json()))
    unit.record(actor.signature, "case.relayed", case.subject, residents=len(told), files=len(incoming.pieces))
    return case.number, len(told)


async def voices(unit: Unit, case_id: int) -> list[tuple[Appeal, int]]:
    """Each resident behind a case once, by their latest appeal that stands, with the private chat."""
    rows = await unit.session.execute(
        select(Appeal, Resident.telegram_id)
        .join(Resident, Resident.id == Appeal.resident_id)
        .where(Appeal.case_id == case_id, Appeal.withdrawn_at.is_(None))
        .order_by(Appeal.id)
    )
    latest = {chat_id: appeal for appeal, chat_id in rows}
    return [(appeal, chat_id) for chat_id, appeal in latest.items()]


async def subject_of(unit: Unit, chat_id: int, message_id: int) -> str | None:
    """What a message of the bot is about ("case:17", "appeal:4", "notice:2"), when the outbox sent it."""
    return await unit.session.scalar(
        select(OutboxRow.subject).where(OutboxRow.chat_id == chat_id, OutboxRow.message_id == message_id).limit(1)
    )
