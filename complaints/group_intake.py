"""群里登记: an appeal told in a building group. The group sees its number and nothing else."""

import re
from dataclasses import replace

from sqlalchemy import select

from complaints import intake, reception
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.messages.receipt import group_receipt
from complaints.triage import Triage
from storage import residents
from storage.actors import Actor
from storage.tables import Binding
from storage.unit import Lane, Outgoing, Unit

_LETTER = re.compile(r"[^\W\d_]")
LEAST_LETTERS = 3


def tells(unit: Unit, triage: Triage, incoming: Incoming, *, meant: bool) -> bool:
    """Whether there is something to register: files, or words that are more than a greeting or 收到.

    What is not surely `meant` for the office, an answer under a notice, has to be more than a sign as well: +1, 👏, 顶.
    """
    if incoming.pieces:
        return True
    least = 1 if meant else LEAST_LETTERS
    return (
        triage.read(incoming.text, unit.local_now).small_talk is None and len(_LETTER.findall(incoming.text)) >= least
    )


async def register(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming, bot_username: str) -> Registered:
    """Registers for the building of the group; where it serves several, for the one its author lives in.

    The author may never have met the bot: nothing but the chat id is kept of them, and the privacy notice comes
    with the first private message (the group itself was told when it was bound).
    """
    resident_id = actor.resident_id or await residents.meet(unit, actor.telegram_id)
    here = replace(actor, resident_id=resident_id, building=await _building(unit, actor, incoming.chat_id))
    here = reception.at_place(unit.office, here, incoming.text)
    reading = reception.meant(unit, triage, incoming)
    registered = await intake.register(unit, here, reading, incoming, triage.rules_version, receipt=False)
    card = group_receipt(registered.number, bot_username, incoming.message_id)
    subject = f"appeal:{registered.appeal_id}"
    unit.send(Outgoing(Lane.REPLY, incoming.chat_id, subject, "receipt", card.to_json(), key=f"{subject}:receipt"))
    return registered


async def _building(unit: Unit, actor: Actor, chat_id: int) -> str | None:
    bound = list(await unit.session.scalars(select(Binding.building).where(Binding.chat_id == chat_id)))
    if actor.building in bound or not bound:
        return actor.building
    return bound[0] if len(bound) == 1 else None
