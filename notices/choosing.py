"""Choosing whom a notice is for, by ticking compounds, buildings and projects."""

from dataclasses import dataclass, replace

from notices import projects
from notices.audience import BUILDING, COMPOUND, EVERYBODY, PROJECT, Part, Reach, buildings_of, reach, toggle
from notices.groups import bound
from notices.sheet import AUDIENCE, Sheet, held, keep
from storage.actors import Actor, RefusedError
from storage.unit import Unit


@dataclass(frozen=True, slots=True)
class ProjectPlaces:
    code: str
    name: str
    buildings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What is ticked and what it comes to; `compound` and `page` say which part of the list is in view."""

    sheet: Sheet
    projects: tuple[ProjectPlaces, ...]
    buildings: tuple[str, ...]
    reach: Reach
    compound: str | None = None
    page: int = 0


async def look(unit: Unit, sheet: Sheet, compound: str | None = None, page: int = 0) -> Choice:
    places = tuple(ProjectPlaces(p.code, p.name, tuple(p.buildings)) for p in await projects.known(unit))
    buildings = buildings_of(sheet.parts, unit.office, {p.code: p.buildings for p in places})
    return Choice(sheet, places, buildings, reach(buildings, await bound(unit)), compound, page)


async def turn(unit: Unit, actor: Actor, mark: str, page: int) -> Choice:
    """Another page of compounds and projects."""
    return await look(unit, held(unit, actor, mark, AUDIENCE), page=page)


async def open_compound(unit: Unit, actor: Actor, mark: str, compound: str, page: int) -> Choice:
    """The buildings of one compound."""
    sheet = held(unit, actor, mark, AUDIENCE)
    if unit.office.compound(compound) is None:
        raise RefusedError("notice_old")
    return await look(unit, sheet, compound, page)


async def tick(unit: Unit, actor: Actor, mark: str, part: Part, page: int) -> Choice:
    """Tick or untick one thing; the list stays where it was."""
    sheet = held(unit, actor, mark, AUDIENCE)
    if not await _exists(unit, part):
        raise RefusedError("notice_old")
    after = await keep(unit, actor, replace(sheet, parts=toggle(sheet.parts, part, unit.office)))
    compound = unit.office.compound_of(part.code) if part.kind == BUILDING else None
    return await look(unit, after, compound.code if compound else None, page)


async def _exists(unit: Unit, part: Part) -> bool:
    if part.kind == PROJECT:
        return any(p.code == part.code for p in await projects.known(unit))
    if part.kind == COMPOUND:
        return unit.office.compound(part.code) is not None
    if part.kind == BUILDING:
        return unit.office.building(part.code) is not None
    return part == EVERYBODY
