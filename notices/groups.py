"""Building groups as the database knows them."""

from collections.abc import Iterable

from sqlalchemy import select

from notices import projects
from notices.audience import Group, Part, Reach, buildings_of, reach
from storage.tables import Binding, Destination
from storage.unit import Unit


async def by_chat(unit: Unit) -> dict[int, Group]:
    """Every group that the bot met, by each chat id it has or had: the old id of a supergroup leads to the new one."""
    buildings: dict[int, list[str]] = {}
    for building, chat in await unit.session.execute(
        select(Binding.building, Binding.chat_id).order_by(Binding.building)
    ):
        buildings.setdefault(chat, []).append(building)
    met = (
        await unit.session.execute(
            select(
                Destination.chat_id,
                Destination.title,
                Destination.off_at,
                Destination.off_reason,
                Destination.migrated_to,
            ).where(Destination.chat_id < 0)
        )
    ).all()
    moved = {row.chat_id: row.migrated_to for row in met if row.migrated_to is not None}
    for old in buildings.keys() & moved.keys():
        new = buildings.setdefault(moved[old], [])
        new.extend(b for b in buildings.pop(old) if b not in new)
    groups = {chat: Group(chat, tuple(sorted(codes))) for chat, codes in buildings.items()}
    for row in met:
        if row.chat_id not in moved:
            off = (row.off_reason or "") if row.off_at is not None else None
            groups[row.chat_id] = Group(row.chat_id, tuple(sorted(buildings.get(row.chat_id, ()))), row.title, off)
    return groups | {old: groups[new] for old, new in moved.items() if new in groups}


async def bound(unit: Unit) -> tuple[Group, ...]:
    """Every group with a building bound to it, each once, in the order of the buildings' codes."""
    groups = {g.chat_id: g for g in (await by_chat(unit)).values() if g.buildings}
    return tuple(sorted(groups.values(), key=lambda g: (g.buildings, g.chat_id)))


async def reached(unit: Unit, parts: Iterable[Part]) -> tuple[tuple[str, ...], Reach]:
    """The buildings of an audience, and what they come to at this moment."""
    places = {p.code: tuple(p.buildings) for p in await projects.known(unit)}
    buildings = buildings_of(parts, unit.office, places)
    return buildings, reach(buildings, await bound(unit))
