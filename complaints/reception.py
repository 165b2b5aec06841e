"""接待: what to do with a message that a resident sends in private. Small talk gets no number, everything else does."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from complaints import alerts, intake, regrading
from complaints.facts import CaseFacts, lock_case
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.places import building_in
from complaints.triage import Kind, Reading, Triage, Urgency
from storage import drafts
from storage.actors import Actor, LatestAppeal
from storage.tables import Appeal
from storage.unit import Unit

# A photo and the words about it are two messages; within this time they are one appeal.
ONE_THING = timedelta(minutes=1)
# Draft of a person whose first words wait for the building.
BUILDING = "building"
# Draft of a person whose words did not look like an appeal.
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    kind: str


@dataclass(frozen=True, slots=True)
class NeedsBuilding:
    """The message is kept; it is registered by itself once the building is known."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing that looks like an appeal; the person may have it registered all the same."""


@dataclass(frozen=True, slots=True)
class Attached:
    """Files or words that belong to an appeal which has its number already."""

    number: str


Received = SmallTalk | NeedsBuilding | Unclear | Attached | Registered


async def receive(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> Received:
    """Register a private message, or say why not. A photo, an album and their words are one appeal."""
    joined = await _belongs_to(unit, actor, triage, incoming)
    if joined is not None:
        return joined
    reading = _read(triage, incoming)
    if not incoming.pieces:
        if reading.small_talk is not None:
            return SmallTalk(reading.small_talk)
        if reading.kind is Kind.OTHER and not reading.hits:
            await drafts.ask(unit, actor, UNCLEAR, incoming=incoming.to_json())
            return Unclear()
    if actor.building is None and reading.urgency is Urgency.EMERGENCY:
        actor = replace(actor, building=building_in(unit.office, incoming.text))
    elif actor.building is None:
        await drafts.ask(unit, actor, BUILDING, incoming=_with_kept(actor, incoming).to_json())
        return NeedsBuilding()
    return await intake.register(unit, actor, reading, incoming, triage.rules_version)


async def insist(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> NeedsBuilding | Registered:
    """The person wants to have it registered, whatever it reads like."""
    if actor.building is None:
        await drafts.ask(unit, actor, BUILDING, incoming=incoming.to_json())
        return NeedsBuilding()
    return await register_kept(unit, actor, triage, incoming)


def _with_kept(actor: Actor, incoming: Incoming) -> Incoming:
    """What is said while the building is being asked for belongs to what was said before."""
    if actor.draft is None or actor.draft.asks != BUILDING:
        return incoming
    kept = Incoming.from_json(actor.draft.data["incoming"])
    return replace(kept, text=f"{kept.text}\n{incoming.text}".strip(), pieces=(*kept.pieces, *incoming.pieces))


async def register_kept(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> Registered:
    """Register a message that waited in a draft: the building is known now, or the person insists."""
    await drafts.drop(unit, actor)
    return await intake.register(unit, actor, _read(triage, incoming), incoming, triage.rules_version)


def _read(triage: Triage, incoming: Incoming) -> Reading:
    """A picture without words can't be read: a person decides."""
    reading = triage.read(incoming.text)
    return reading if incoming.text.strip() else replace(reading, category=None, kind=Kind.COMPLAINT)


async def _belongs_to(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> Attached | Registered | None:
    latest = actor.latest
    if latest is None:
        return None
    if incoming.album is not None and incoming.album == latest.album:
        return await _attach(unit, actor, triage, latest, incoming)
    words, files = bool(incoming.text.strip()), bool(incoming.pieces)
    recent = unit.now - latest.received_at <= ONE_THING
    if recent and ((latest.wordless and words and not files) or (files and not words)):
        return await _attach(unit, actor, triage, latest, incoming)
    return None


async def _attach(
    unit: Unit, actor: Actor, triage: Triage, latest: LatestAppeal, incoming: Incoming
) -> Attached | Registered:
    case = await lock_case(unit, latest.case_id)
    appeal = await unit.session.get_one(Appeal, latest.id)
    await intake.attach(unit, case.id, appeal.id, incoming)
    unit.record(actor.signature, "appeal.extended", f"appeal:{appeal.id}", files=len(incoming.pieces))
    facts = CaseFacts.of(case)
    if incoming.text.strip() and latest.wordless:
        return await _add_words(unit, triage, appeal, facts, incoming)
    await alerts.send_files(unit, facts, incoming)
    return Attached(appeal.number)


async def _add_words(unit: Unit, triage: Triage, appeal: Appeal, facts: CaseFacts, incoming: Incoming) -> Registered:
    """Words for a picture: the appeal is read anew, the alert that waited for them goes out with them."""
    await alerts.withdraw_queued(unit, facts)
    reading = triage.read(incoming.text)
    case = await lock_case(unit, facts.id)
    facts = await regrading.reread(unit, appeal, case, incoming.text, reading, triage.rules_version)
    registered = Registered(appeal.id, facts, joined=False)
    intake.send_receipt(unit, incoming, registered, reading)
    return registered


async def edited(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> str | None:
    """The person changed a message that is an appeal: it is read anew. Returns its number, None for other messages."""
    appeal = await unit.session.scalar(
        select(Appeal).where(
            Appeal.chat_id == incoming.chat_id,
            Appeal.message_id == incoming.message_id,
            Appeal.resident_id == actor.resident_id,
            Appeal.withdrawn_at.is_(None),
        )
    )
    if appeal is None or appeal.text == incoming.text:
        return None
    case = await lock_case(unit, appeal.case_id)
    unit.record(actor.signature, "appeal.edited", f"appeal:{appeal.id}")
    await regrading.reread(unit, appeal, case, incoming.text, triage.read(incoming.text), triage.rules_version)
    return appeal.number
