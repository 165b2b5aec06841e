"""登记: a sentence becomes an appeal with a number, hangs on a case, and reaches the one who is responsible."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from complaints import alerts, deadline_rows, joining
from complaints.circumstances import Circumstances
from complaints.deadlines import due, more_urgent
from complaints.facts import CaseFacts, Told, danger_words
from complaints.incoming import Incoming
from complaints.messages.question import words_kept
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
    found = await joining.open_case(unit, reading.kind, reading.category, actor.building, reading.urgency)
    case = CaseFacts.of(found) if found is not None else await _open(unit, actor, reading, appeal_id)
    # Asked before this appeal is one of them.
    news = found is not None and await _is_news(unit, found.id, reading)
    told = Told.read(words_kept(incoming), reading, reading.category, actor.room)
    await _keep(unit, appeal_id, case.id, resident_id, actor, told, reading, incoming, rules_version)
    if found is not None:
        alarm = f"danger:{appeal_id}" if news else None
        case = await join(unit, found, reading.urgency, told, incoming.files, alarm=alarm)
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
        repeat=reading.repeat,
        circumstances=Circumstances.of(reading),
        # Without a word that speaks for anything, any three are as likely.
        likeliest=tuple(reading.likeliest) if reading.category is None and reading.hits else (),
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
    told: Told,
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
        "text": told.text,
        "building": actor.building,
        "room": told.room,
        "received_at": unit.now,
        "rules_version": rules_version,
        "hits": reading.as_json()["hits"],
        "kind": reading.kind,
        "category": reading.category,
        "likeliest": reading.likeliest[0],
        "second": reading.second,
        "noise": reading.noise,
        "night": reading.night,
        "repeat": reading.repeat,
        "circumstances": told.circumstances.to_json(),
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


async def _is_news(unit: Unit, case_id: int, reading: Reading) -> bool:
    """Whether a danger is told in words that the case's alerts have not had: gas where it was fire."""
    if reading.urgency is not Urgency.EMERGENCY:
        return False
    told = await unit.session.scalars(select(Appeal.hits).where(Appeal.case_id == case_id))
    known = {word for hits in told for word in danger_words(hits)}
    return not set(danger_words(reading.as_json()["hits"])) <= known


async def join(
    unit: Unit, case: Case, urgency: str, told: Told, files: list[tuple[str, str]], *, alarm: str | None = None
) -> CaseFacts:
    """The case takes an appeal up: persons and occurrences are counted apart, and it can only get more urgent.

    Staff see their card count up and get the pictures. What is more urgent than before alerts them again, and is due
    by its own time, reckoned from now, where that is sooner; `alarm` names any other occasion to alert them.
    """
    risen = more_urgent(urgency, than=case.urgency)
    case.persons = await joining.count_persons(unit, case.id)
    case.occurrences += 1
    case.last_appeal_at = unit.now
    if risen:
        case.urgency = urgency
        await deadline_rows.bring_forward(unit, case, due(unit.office, urgency, unit.now))
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    if risen or alarm:
        await alerts.announce(unit, facts, told, files, key=alarm or f"raised:{urgency}")
    else:
        await alerts.send_files(unit, facts, files)
    return facts


async def raised(unit: Unit, case: Case, told: Told, occasion: str) -> CaseFacts:
    """An appeal that hangs on the case already has become a danger: due by its time from now, all alerted at once."""
    case.urgency = Urgency.EMERGENCY
    await deadline_rows.bring_forward(unit, case, due(unit.office, case.urgency, unit.now))
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    await alerts.announce(unit, facts, told, key=occasion)
    return facts


# Built once, as in storage.unit.
_INSERT_CASE = insert(Case)
_INSERT_APPEAL = insert(Appeal)
