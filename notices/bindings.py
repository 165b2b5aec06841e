"""Which buildings a group is for: bound by staff in the group itself, or by the link that adds the bot."""

import re
from dataclasses import dataclass

from sqlalchemy import delete, select

from storage.actors import Actor
from storage.office import Office, Right
from storage.tables import Binding, Destination
from storage.unit import Unit

# Codes hold no underscore, so a start parameter ([A-Za-z0-9_-]) joins several with it.
_BETWEEN_CODES = re.compile(r"[\s,，、;；_]+")


@dataclass(frozen=True, slots=True)
class Codes:
    """What a person wrote after /bind, read: buildings in their order, the codes that named them, what is no code."""

    buildings: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bound:
    """`before` is what the group was for until now; `others` are further groups of its buildings: code, title."""

    buildings: tuple[str, ...]
    before: tuple[str, ...]
    others: tuple[tuple[str, str], ...]


def read_codes(text: str, office: Office) -> Codes:
    """Codes of buildings, or of a compound for all its buildings, in any case, between blanks or commas."""
    buildings: dict[str, None] = {}
    written: list[str] = []
    unknown: list[str] = []
    for code in filter(None, _BETWEEN_CODES.split(text.casefold())):
        compound = office.compound(code)
        if office.building(code) is not None:
            buildings[code] = None
        elif compound is not None:
            buildings.update((b.code, None) for b in compound.buildings)
        else:
            unknown.append(code)
            continue
        written.append(code)
    return Codes(tuple(buildings), tuple(written), tuple(unknown))


async def bind(unit: Unit, actor: Actor, chat_id: int, title: str | None, text: str) -> Bound | Codes:
    """From now on the group is for exactly these buildings. Codes come back, and nothing changes, when one is
    unknown or none is given. Other groups of the same buildings stay: a large building may have several."""
    staff = actor.must_have(Right.BIND, unit)
    codes = read_codes(text, unit.office)
    if codes.unknown or not codes.buildings:
        return codes
    before = await buildings_of(unit, chat_id)
    await unit.session.execute(
        delete(Binding).where(Binding.chat_id == chat_id, Binding.building.not_in(codes.buildings))
    )
    await unit.session.execute(
        unit.insert(Binding).on_conflict_do_nothing(),
        [{"building": b, "chat_id": chat_id, "bound_by": staff, "bound_at": unit.now} for b in codes.buildings],
    )
    open_again = {"title": title, "off_at": None, "off_reason": None, "migrated_to": None}
    await unit.session.execute(
        unit.insert(Destination)
        .values(chat_id=chat_id, **open_again)
        .on_conflict_do_update(index_elements=["chat_id"], set_=open_again)
    )
    unit.record(
        actor.signature, "group.bound", f"group:{chat_id}", buildings=list(codes.buildings), before=list(before)
    )
    return Bound(codes.buildings, before, await _other_groups(unit, chat_id, codes.buildings))


async def unbind(unit: Unit, actor: Actor, chat_id: int) -> tuple[str, ...]:
    """The buildings that the group was for; empty when it was for none."""
    actor.must_have(Right.BIND, unit)
    before = await buildings_of(unit, chat_id)
    if before:
        await unit.session.execute(delete(Binding).where(Binding.chat_id == chat_id))
        unit.record(actor.signature, "group.unbound", f"group:{chat_id}", before=list(before))
    return before


def plan(unit: Unit, actor: Actor, text: str) -> Codes:
    """What /bind in private chat would bind, for the link that adds the bot to a group."""
    actor.must_have(Right.BIND, unit)
    return read_codes(text, unit.office)


async def buildings_of(unit: Unit, chat_id: int) -> tuple[str, ...]:
    found = await unit.session.scalars(
        select(Binding.building).where(Binding.chat_id == chat_id).order_by(Binding.building)
    )
    return tuple(found.all())


async def _other_groups(unit: Unit, chat_id: int, buildings: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    found = await unit.session.execute(
        select(Binding.building, Destination.title)
        .join(Destination, Destination.chat_id == Binding.chat_id)
        .where(Binding.building.in_(buildings), Binding.chat_id != chat_id, Destination.migrated_to.is_(None))
        .order_by(Binding.building)
    )
    return tuple((row.building, row.title or "") for row in found)
