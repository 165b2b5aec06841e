"""What staff said to a resident did not arrive: they hear of it, for silence would look like an answer."""

from complaints.facts import CaseFacts
from complaints.messages.staff import undelivered_card
from complaints.recipients import accounts, responsible
from storage.outbox import Settled
from storage.tables import Appeal, Case
from storage.unit import Lane, Outgoing, Unit

# What staff count on being read (roles of the outbox); a receipt that is lost changes nothing for them.
COUNTED_ON = frozenset({"answer", "relay"})


async def tell(unit: Unit, row: Settled) -> None:
    """The sender's listener. One message for each appeal and answer, to the one who took the case, else the post."""
    kind, _, number = row.subject.partition(":")
    if row.state != "failed" or row.role not in COUNTED_ON or kind != "appeal":
        return
    appeal = await unit.session.get(Appeal, int(number))
    found = await unit.session.get(Case, appeal.case_id) if appeal is not None else None
    if appeal is None or found is None:
        return
    case = CaseFacts.of(found)
    present = await accounts(unit)
    taker = {case.owner_staff: present[case.owner_staff]} if case.owner_staff in present else None
    card = undelivered_card(case, appeal).to_json()
    for chat_id in (taker or responsible(unit.office, case.owner_post, present)).values():
        key = f"undelivered:{appeal.id}:{found.redos}:{row.role}:{chat_id}"
        unit.send(Outgoing(Lane.ALERT, chat_id, case.subject, "undelivered", card, key=key))
