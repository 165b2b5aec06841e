"""登记: a sentence becomes an appeal with a number, hangs on a case, and reaches the one who is responsible."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from complaints import alerts, deadline_rows, joining
from complaints.deadlines import due, more_urgent
from complaints.facts import CaseFacts, Told, telling_words
from complaints.incoming import Incoming
from complaints.messages.receipt import receipt_card
from complaints.triage import Reading, Urgency
from complaints.workflow import Status
from storage.actors import Actor, RefusedError
from storage.counting import next_id
from storage.numbers import number_of
from storage.tables import Appeal, Attachment, Case
from storage.unit import Lane, Outgoing, Unit

# An alert for a picture without words waits for the words that usually follow.
WORDS_FOLLOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Registered:
    appeal_id: int
    case: CaseFacts
    joined: bool

    @property
    def number(self) -> str:
        return number_of(self.appeal_id)


async def register(
    unit: Unit, actor: Actor, reading: Reading, incoming: Incoming, rules_version: str, *, receipt: bool = True
) -> Registered:
    """One statement by a resident becomes one appeal. Commits with receipt, alert, deadlines and ledger entry.

    Raises RefusedError for somebody who told far too much within the hour.
    """
    resident_id = actor.must_be_resident()
    emergency = reading.urgency is Urgency.EMERGENCY
    if actor.appeals_last_hour >= unit.office.limits.appeals_per_hour and not emergency:
        raise RefusedError("too_many_appeals")
    appeal_id = await next_id(unit)
    found = await joining.open_case(unit, reading.kind, reading.category, actor.building)
    case = CaseFacts.of(found) if found is not None else await _open(unit, actor, reading, appeal_id)
    await _keep(unit, appeal_id, case.id, resident_id, actor, reading, incoming, rules_version)
    told = Told(incoming.text, telling_words(reading.as_json()["hits"], reading.category), reading.night, actor.room)
    if found is not None:
        case = await _join(unit, found, reading, told, incoming.files)
    else:
        delay = timedelta() if incoming.text.strip() else WORDS_FOLLOW
        await alerts.announce(unit, case, told, incoming.files, delay=delay)
    unit.record(
        actor.signature,
        "appeal.registered",
        f"appeal:{appeal_id}",
        case=case.id,
        joined=found is not None,
        category=reading.category,
        urgency=reading.urgency,
        confidence=round(reading.confidence, 3),
        origin=incoming.origin,
    )
    registered = Registered(appeal_id, case, found is not None)
    if receipt:
        send_receipt(unit, incoming, registered, reading)
    return registered


def send_receipt(
    unit: Unit, incoming: Incoming, registered: Registered, reading: Reading, *, occasion: str = "receipt"
) -> None:
    """`occasion` tells the first receipt of an appeal from a later one: each is sent once."""
    card = receipt_card(
        unit.office,
        unit.now,
        appeal_id=registered.appeal_id,
        number=registered.number,
        case=registered.case,
        joined=registered.joined,
        wordless=not incoming.text.strip(),
        likeliest=() if reading.category else tuple(reading.likeliest),
    )
    subject = f"appeal:{registered.appeal_id}"
    key = f"{subject}:{occasion}"
    unit.send(Outgoing(Lane.REPLY, incoming.chat_id, subject, "receipt", card.to_json(), key=key))


async def _open(unit: Unit, actor: Actor, reading: Reading, case_id: int) -> CaseFacts:
    """A new case with an owner and deadlines: there is no other kind."""
    deadlines = due(unit.office, reading.urgency, unit.now)
    values: dict[str, Any] = {
        "id": case_id,
        "status": Status.NEW if reading.category else Status.UNSORTED,
        "kind": reading.kind,
        "category": reading.category,
        "urgency": reading.urgency,
        "building": actor.building,
        "owner_post": unit.office.route(reading.category, actor.building).code,
        "opened_at": unit.now,
        "due_at": deadlines.handle,
    }
    await unit.execute(_INSERT_CASE, {**values, "last_appeal_at": unit.now})
    await deadline_rows.write(unit, case_id, deadlines)
    return CaseFacts(owner_staff=None, proposed_post=None, persons=1, occurrences=1, **values)


async def _keep(
    unit: Unit,
    appeal_id: int,
    case_id: int,
    resident_id: int,
    actor: Actor,
    reading: Reading,
    incoming: Incoming,
    rules_version: str,
) -> None:
    values = {
        "id": appeal_id,
        "case_id": case_id,
        "resident_id": resident_id,
        "origin": incoming.origin,
        "chat_id": incoming.chat_id,
        "message_id": incoming.message_id,
        "album": incoming.album,
        "text": incoming.text,
        "building": actor.building,
        "room": actor.room,
        "received_at": unit.now,
        "rules_version": rules_version,
        "hits": reading.as_json()["hits"],
        "kind": reading.kind,
        "category": reading.category,
        "second": reading.second,
        "noise": reading.noise,
        "night": reading.night,
        "urgency": reading.urgency,
        "confidence": reading.confidence,
    }
    await unit.execute(_INSERT_APPEAL, values)
    await attach(unit, case_id, appeal_id, incoming)


async def attach(unit: Unit, case_id: int, appeal_id: int, incoming: Incoming) -> None:
    """Keep the files of a message with its appeal."""
    if incoming.pieces:
        rows = [
            {
                "case_id": case_id,
                "appeal_id": appeal_id,
                "kind": piece.kind,
                "file_id": piece.file_id,
                "latitude": piece.latitude,
                "longitude": piece.longitude,
                "received_at": unit.now,
            }
            for piece in incoming.pieces
        ]
        await unit.session.execute(insert(Attachment), rows)


async def _join(unit: Unit, case: Case, reading: Reading, told: Told, files: list[tuple[str, str]]) -> CaseFacts:
    """The case takes the appeal up: persons and occurrences are counted apart, and it can only get more urgent.

    Staff see their card count up and get the pictures; only what is more urgent than before alerts them again.
    """
    risen = more_urgent(reading.urgency, than=case.urgency)
    case.persons = await joining.count_persons(unit, case.id)
    case.occurrences += 1
    case.last_appeal_at = unit.now
    if risen:
        case.urgency = reading.urgency
        await deadline_rows.redate(unit, case, due(unit.office, reading.urgency, case.opened_at))
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    if risen:
        await alerts.announce(unit, facts, told, files, key=f"raised:{reading.urgency}")
    else:
        await alerts.send_files(unit, facts, files)
    return facts


# Built once, as in storage.unit.
_INSERT_CASE = insert(Case)
_INSERT_APPEAL = insert(Appeal)
