"""接待: what to do with a message that a resident sends in private. Small talk gets no number, everything else does."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select

from complaints import alerts, intake, joining, moving, regrading, relay
from complaints.deadlines import more_urgent
from complaints.facts import CaseFacts, lock_case
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.messages.home import home_card
from complaints.places import building_in, place_told, says_only_where
from complaints.triage import Kind, Reading, Triage, Urgency
from storage import drafts
from storage.actors import Actor, LatestAppeal
from storage.office import Office
from storage.tables import Appeal
from storage.unit import Lane, Outgoing, Unit

# A photo and the words about it are two messages; within this time they are one appeal.
ONE_THING = timedelta(minutes=1)
# Draft of a person who is asked where they live.
HOME = "home"
# Draft of a person whose first words wait for the building.
BUILDING = "building"
# Draft of a person whose words did not look like an appeal.
UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class SmallTalk:
    kind: str


@dataclass(frozen=True, slots=True)
class NeedsBuilding:
    """Where does the person live? What they told is `kept`, and registered by itself once that is known."""

    kept: bool = True


@dataclass(frozen=True, slots=True)
class Unclear:
    """Nothing that looks like an appeal; the person may have it registered all the same. `repeat`: they speak of
    something that they told before, and do not say what."""

    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """Files or words that belong to an appeal which has its number already."""

    number: str


@dataclass(frozen=True, slots=True)
class RestOfAlbum:
    """One more picture of an album that was answered already."""


Received = SmallTalk | NeedsBuilding | Unclear | Attached | RestOfAlbum | Registered


async def receive(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> Received:
    """Register a private message, or say why not. A photo, an album and their words are one appeal."""
    joined = await _belongs_to(unit, actor, triage, incoming)
    if joined is not None:
        return joined
    reading = _read(unit, triage, incoming)
    if reading.small_talk is not None and not incoming.pieces:
        return SmallTalk(reading.small_talk)
    if actor.building is None:
        return await _from_nowhere(unit, actor, triage, incoming, reading)
    if not incoming.pieces and reading.kind is Kind.OTHER and not reading.hits:
        await drafts.ask(unit, actor, UNCLEAR, incoming=incoming.to_json())
        return Unclear(reading.repeat)
    here = at_place(unit.office, actor, incoming.text)
    return await intake.register(unit, here, reading, incoming, triage.rules_version)


def at_place(office: Office, actor: Actor, text: str) -> Actor:
    """The actor where they tell of: what burns in the house next door does not burn in theirs."""
    place = place_told(office, text, actor.building)
    return actor if place == actor.building else replace(actor, building=place, room=None)


async def _from_nowhere(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming, reading: Reading) -> Received:
    """What somebody says whose building is not known yet. Danger does not wait for it."""
    kept = _kept(actor)
    if reading.urgency is Urgency.EMERGENCY:
        return await _register_danger(unit, actor, triage, incoming, reading)
    if not incoming.pieces and says_only_where(unit.office, incoming.text):
        if kept is None:
            await drafts.ask(unit, actor, HOME)
        return NeedsBuilding(kept=kept is not None)
    if kept is None and not incoming.pieces and reading.kind is Kind.OTHER and not reading.hits:
        await drafts.ask(unit, actor, UNCLEAR, incoming=incoming.to_json())
        return Unclear(reading.repeat)
    await drafts.ask(unit, actor, BUILDING, incoming=_together(kept, incoming).to_json())
    same_album = kept is not None and incoming.album is not None and incoming.album == kept.album
    return RestOfAlbum() if same_album else NeedsBuilding()


async def _register_danger(
    unit: Unit, actor: Actor, triage: Triage, incoming: Incoming, reading: Reading
) -> Registered:
    """Registered at once; where it is gets asked behind the receipt, if the words do not say it."""
    here = replace(actor, building=building_in(unit.office, incoming.text))
    registered = await intake.register(unit, here, reading, incoming, triage.rules_version)
    if here.building is None:
        kept = _kept(actor) is not None
        if not kept:
            await drafts.ask(unit, actor, HOME)
        card = home_card(unit.office, kept=kept).to_json()
        unit.send(Outgoing(Lane.REPLY, incoming.chat_id, f"appeal:{registered.appeal_id}", "where", card))
    return registered


async def insist(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> NeedsBuilding | Registered:
    """The person wants to have it registered, whatever it reads like."""
    if actor.building is None:
        await drafts.ask(unit, actor, BUILDING, incoming=incoming.to_json())
        return NeedsBuilding()
    return await register_kept(unit, actor, triage, incoming)


async def let_go(unit: Unit, actor: Actor, triage: Triage) -> None:
    """Another question takes the place of the one for the building: what waited for it is registered without."""
    kept = _kept(actor)
    if kept is not None:
        await register_kept(unit, actor, triage, kept)


def _kept(actor: Actor) -> Incoming | None:
    """What was said already and waits for the building."""
    if actor.draft is None or actor.draft.asks != BUILDING:
        return None
    return Incoming.from_json(actor.draft.data["incoming"])


def _together(kept: Incoming | None, incoming: Incoming) -> Incoming:
    """What is said while the building is being asked for belongs to what was said before."""
    if kept is None:
        return incoming
    return replace(kept, text=f"{kept.text}\n{incoming.text}".strip(), pieces=(*kept.pieces, *incoming.pieces))


async def register_kept(unit: Unit, actor: Actor, triage: Triage, incoming: Incoming) -> Registered:
    """Register a message that waited in a draft: the building is known now, or the person insists."""
    here = at_place(unit.office, actor, incoming.text)
    registered = await intake.register(unit, here, meant(unit, triage, incoming), incoming, triage.rules_version)
    await drafts.drop(unit, actor)
    return registered


def is_small_talk(unit: Unit, triage: Triage, incoming: Incoming) -> bool:
    """A greeting or thanks, which answer no question."""
    return not incoming.pieces and triage.read(incoming.text, unit.local_now).small_talk is not None


def _read(unit: Unit, triage: Triage, incoming: Incoming) -> Reading:
    """A picture without words can't be read: a person decides."""
    reading = triage.read(incoming.text, unit.local_now)
    if incoming.text.strip():
        return reading
    return replace(reading, category=None, kind=Kind.COMPLAINT, small_talk=None)


def meant(unit: Unit, triage: Triage, incoming: Incoming) -> Reading:
    """What a person wants to have registered though the rules see nothing in it: a person decides what it is."""
    reading = _read(unit, triage, incoming)
    if incoming.about is not None and reading.kind in (Kind.OTHER, Kind.PRAISE):
        return replace(reading, category=None, kind=Kind.INQUIRY)
    return replace(reading, category=None) if reading.kind is Kind.OTHER else reading


async def _belongs_to(
    unit: Unit, actor: Actor, triage: Triage, incoming: Incoming
) -> Attached | RestOfAlbum | Registered | None:
    latest = actor.latest
    if latest is None:
        return None
    if incoming.album is not None and incoming.album == latest.album:
        attached = await _attach(unit, actor, triage, latest, incoming)
        return RestOfAlbum() if isinstance(attached, Attached) else attached
    words, files = bool(incoming.text.strip()), bool(incoming.pieces)
    recent = unit.now - latest.received_at <= ONE_THING
    if not recent or not (files or latest.wordless):
        return None
    if words and not _says_the_same(unit, triage, incoming, latest):
        return None
    return await _attach(unit, actor, triage, latest, incoming)


def _says_the_same(unit: Unit, triage: Triage, incoming: Incoming, latest: LatestAppeal) -> bool:
    """Words that follow a picture are about it, a greeting apart. Those under a picture that follows words are, unless
    they tell of something else."""
    reading = triage.read(incoming.text, unit.local_now)
    if reading.small_talk is not None:
        return bool(incoming.pieces)
    return latest.wordless or reading.kind is Kind.OTHER or reading.category in (None, latest.category)


async def _attach(
    unit: Unit, actor: Actor, triage: Triage, latest: LatestAppeal, incoming: Incoming
) -> Attached | Registered:
    case = await lock_case(unit, latest.case_id)
    appeal = await unit.session.get_one(Appeal, latest.id)
    appeal.album = appeal.album or incoming.album
    await intake.attach(unit, case.id, appeal.id, incoming)
    unit.record(actor.signature, "appeal.extended", f"appeal:{appeal.id}", files=len(incoming.pieces))
    facts = CaseFacts.of(case)
    if incoming.text.strip() and latest.wordless:
        return await _add_words(unit, triage, appeal, facts, incoming)
    await relay.to_staff(unit, actor, facts, appeal, incoming)
    return Attached(appeal.number)


async def _add_words(unit: Unit, triage: Triage, appeal: Appeal, facts: CaseFacts, incoming: Incoming) -> Registered:
    """Words for a picture: the appeal is read anew, the alert that waited for them goes out with them. It moves to the
    case of neighbours who tell of the same."""
    await alerts.withdraw_queued(unit, facts)
    reading = triage.read(incoming.text, unit.local_now)
    case = await lock_case(unit, facts.id)
    place = place_told(unit.office, incoming.text, appeal.building)
    other = await joining.open_case(unit, reading.kind, reading.category, place, reading.urgency)
    if other is not None and other.id != case.id and case.persons == 1 == case.occurrences:
        facts = await moving.into(unit, appeal, case, other, incoming.text, reading, triage.rules_version)
    else:
        facts = await regrading.reread(unit, appeal, case, incoming.text, reading, triage.rules_version)
    registered = Registered(appeal.id, facts, joined=facts.id != case.id)
    intake.send_receipt(unit, incoming, registered, reading, occasion="words")
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
    if appeal is None or incoming.text.strip() in ("", appeal.text):
        return None  # a shared place that moves is an edit, too
    reading, urgency = triage.read(incoming.text, unit.local_now), appeal.urgency
    if reading.small_talk is not None:
        return None  # 谢谢 in place of a complaint takes nothing back: there is a button for that
    if more_urgent(urgency, than=reading.urgency):
        reading = replace(reading, urgency=Urgency(urgency))  # nor does an edit call off an alarm
    case = await lock_case(unit, appeal.case_id)
    unit.record(actor.signature, "appeal.edited", f"appeal:{appeal.id}")
    facts = await regrading.reread(unit, appeal, case, incoming.text, reading, triage.rules_version)
    if reading.urgency is Urgency.EMERGENCY and urgency != reading.urgency:
        registered = Registered(appeal.id, facts, joined=False)
        intake.send_receipt(unit, incoming, registered, reading, occasion="danger")
    return appeal.number
