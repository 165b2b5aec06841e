"""住处: where a resident lives, chosen by button, link or a few words."""

import re
from dataclasses import replace

from complaints import reception
from complaints.incoming import Incoming
from complaints.intake import Registered
from complaints.triage import Triage
from storage import drafts, residents
from storage.actors import Actor, RefusedError
from storage.office import Office
from storage.unit import Unit

HOME = "home"
ROOM = "room"
ROOM_CHARACTERS = 32
# Who answers the question for a building writes its name; what is longer says something else.
BUILDING_WORDS = 20


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


def named_building(office: Office, text: str) -> str | None:
    """The building that a few typed words mean, when they mean exactly one: 3号楼, 3栋, 和谐家园三号楼."""
    if len(text) > BUILDING_WORDS:
        return None
    said = _plain(text)
    compounds = [c for c in office.compounds if _plain(c.name) in said] or list(office.compounds)
    found = [b.code for c in compounds for b in c.buildings if _same(_plain(b.name), said)]
    return found[0] if len(found) == 1 else None


_DIGITS = str.maketrans("一二三四五六七八九０１２３４５６７８９", "1234567890123456789")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).translate(_DIGITS).replace("幢", "栋").replace("号楼", "栋").replace("#", "栋")


def _same(name: str, said: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(name)}", said) is not None
