"""Residents' rows."""

from sqlalchemy import case, func, update

from storage.tables import Resident
from storage.unit import Unit


async def inform(unit: Unit, telegram_id: int) -> None:
    """Keep that this person has been shown the privacy notice. Called after it was sent."""
    await unit.session.execute(
        unit.insert(Resident)
        .values(telegram_id=telegram_id, first_seen_at=unit.now, informed_at=unit.now)
        .on_conflict_do_update(index_elements=["telegram_id"], set_={"informed_at": unit.now})
    )


async def meet(unit: Unit, telegram_id: int) -> int:
    """The row of somebody who spoke in a group and has never been in private chat. Returns its id."""
    row_id = await unit.session.scalar(
        unit.insert(Resident)
        .values(telegram_id=telegram_id, first_seen_at=unit.now)
        .on_conflict_do_update(index_elements=["telegram_id"], set_={"telegram_id": telegram_id})
        .returning(Resident.id)
    )
    assert row_id is not None
    return int(row_id)


async def settle(unit: Unit, resident_id: int, building: str, room: str | None) -> None:
    """The resident lives in this building now; a room of another building is forgotten, one of the same stays."""
    kept = case((Resident.building == building, func.coalesce(room, Resident.room)), else_=room)
    await unit.session.execute(update(Resident).where(Resident.id == resident_id).values(building=building, room=kept))


async def set_room(unit: Unit, resident_id: int, room: str | None) -> None:
    await unit.session.execute(update(Resident).where(Resident.id == resident_id).values(room=room))
