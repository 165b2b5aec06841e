"""详情: all of a case, unmasked and uncut, for those who may act on it.

It goes out as alerts do, so that a reply to any of its messages is said to the residents.
"""

from sqlalchemy import select

from complaints import alerts, handing_over
from complaints.facts import CaseFacts
from complaints.messages.alert import files_card
from complaints.messages.opened import Opened, Returned, opened_cards
from complaints.permission import locked
from storage.actors import Actor
from storage.tables import Addition, Appeal
from storage.unit import Lane, Outgoing, Unit

OPENED = "opened"


async def open_case(unit: Unit, actor: Actor, case_id: int) -> CaseFacts:
    """Send the case to who asks: its words, split over as many messages as they need, and its files.

    That they looked is a ledger entry.
    """
    case = await locked(unit, actor, case_id)
    facts = CaseFacts.of(case)
    appeals = await unit.session.scalars(select(Appeal).where(Appeal.case_id == case_id).order_by(Appeal.id))
    words = await unit.session.scalars(select(Addition).where(Addition.case_id == case_id).order_by(Addition.id))
    returns = [
        Returned(entry.at, entry.actor.removeprefix("staff:"), str(entry.payload.get("reason", "other")))
        for entry in await handing_over.returns(unit, case_id)
    ]
    files = await alerts.files_of(unit, case_id)
    opened = Opened(facts, list(appeals), list(words), returns, case.answer, case.answered_at, len(files))
    unit.record(actor.signature, "case.opened", facts.subject)
    for card in opened_cards(unit.office, unit.now, opened):
        unit.send(Outgoing(Lane.REPLY, actor.chat_id, facts.subject, OPENED, card.to_json()))
    for kind, reference in files:
        picture = files_card(facts, kind, reference).to_json()
        unit.send(Outgoing(Lane.REPLY, actor.chat_id, facts.subject, "file", picture))
    return facts
