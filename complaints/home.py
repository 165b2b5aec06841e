"""住处: where a resident lives, chosen by button, link or a few words."""

from dataclasses import replace

from complaints import reception
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.triage import Triage
from storage import drafts, residents
from storage.actors import Actor, RefusedError
from storage.unit import Unit

HOME = "home"
ROOM = "room"
ROOM_CHARACTERS = 32


async def settle(unit: Unit, actor: Actor, triage: Triage, building: str) -> Registered | None:
    """Keep the building; a first message that waited for it is registered now, by itself."""
    if unit.office.building(building) is None:
        raise RefusedError("no_such_building")
    await residents.settle(unit, actor.must_be_resident(), building)
    unit.record(actor.signature, "resident.settled", actor.signature, building=building)
    if actor.draft is None or actor.draft.asks not in (HOME, reception.BUILDING):
        return None
    settled = replace(actor, building=building, room=None)
    if actor.draft.asks == reception.BUILDING:
        kept = Incoming.from_json(actor.draft.data["incoming"])
        return await reception.register_kept(unit, settled, triage, kept)
    await drafts.drop(unit, actor)
    return None


async def keep_room(unit: Unit, actor: Actor, text: str) -> str:
    """The room as the person writes it, at most ROOM_CHARACTERS. Returns what was kept."""
    room = " ".join(text.split())[:ROOM_CHARACTERS]
    await residents.set_room(unit, actor.must_be_resident(), room)
    await drafts.drop(unit, actor)
    return room
