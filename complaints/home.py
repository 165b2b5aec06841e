"""住处: where a resident lives, chosen by button, link or a few words."""

from dataclasses import replace

from sqlalchemy import select

from complaints import reception, regrading
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.triage import Triage
from complaints.workflow import OPEN
from storage import drafts, residents
from storage.actors import Actor, RefusedError
from storage.tables import Appeal, Case
from storage.unit import Unit

HOME = reception.HOME
ROOM = "room"
ROOM_CHARACTERS = 32


async def settle(unit: Unit, actor: Actor, triage: Triage, building: str, room: str | None = None) -> Registered | None:
    """Keep the building; a first message that waited for it is registered now, by itself.

    What was registered without a place, because it could not wait, gets it.
    """
    if unit.office.building(building) is None:
        raise RefusedError("no_such_building")
    await residents.settle(unit, actor.must_be_resident(), building, room)
    unit.record(actor.signature, "resident.settled", actor.signature, building=building)
    await _place_told(unit, actor, building)
    if actor.draft is None or actor.draft.asks not in (HOME, reception.BUILDING):
        return None
    settled = replace(actor, building=building, room=room)
    if actor.draft.asks == reception.BUILDING:
        kept = Incoming.from_json(actor.draft.data["incoming"])
        return await reception.register_kept(unit, settled, triage, kept)
    await drafts.drop(unit, actor)
    return None


async def _place_told(unit: Unit, actor: Actor, building: str) -> None:
    if actor.building is not None or actor.latest is None:
        return
    rows = await unit.session.execute(
        select(Appeal, Case)
        .join(Case, Case.id == Appeal.case_id)
        .where(
            Appeal.resident_id == actor.resident_id,
            Appeal.building.is_(None),
            Appeal.withdrawn_at.is_(None),
            Case.status.in_(OPEN),
        )
        .order_by(Case.id)
        .with_for_update(of=Case)
    )
    for appeal, case in rows.all():
        await regrading.place(unit, appeal, case, building)


async def keep_room(unit: Unit, actor: Actor, text: str) -> str:
    """The room as the person writes it, at most ROOM_CHARACTERS. Returns what was kept."""
    room = " ".join(text.split())[:ROOM_CHARACTERS]
    await residents.set_room(unit, actor.must_be_resident(), room)
    await drafts.drop(unit, actor)
    return room
