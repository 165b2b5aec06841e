"""Numbered places: building, unit, floor, room, the number of a house, a gate, a metro line.

Whether 3栋 is building 3 or three buildings is decided here:
- three after 有 共 建 整 每 几 … (COUNTED_AFTER), and before 都 均 全 with 楼 between (3栋楼都停水);
- three before a sort of house (3栋高层), and in Chinese numerals before 都 or 楼 (三栋楼), unless a name goes before;
  一栋 likewise;
- building 3 in every other case, and always when a unit, a floor or a room follows.
"""

import re
from dataclasses import dataclass
from typing import Literal

from complaints.triage.grammar.numerals import DIGITS, numeral
from complaints.triage.grammar.places.door_patterns import (
    A_BUILDING,
    A_SORT_OF_HOUSE,
    AFTER_BUILDING,
    AFTER_FLOOR,
    AFTER_NUMBER,
    AFTER_UNIT,
    ALL,
    ALL_OF_THEM,
    CELLAR,
    DAY_FOLLOWS,
    EQUIPMENT,
    FLOOR_TOLD_BEFORE,
    HOME_BEFORE,
    LATEST_YEAR,
    LISTED,
    NUMBERED,
    NUMERALS,
    OLDEST_YEAR,
    ONE,
    ONE_LISTED,
    RANGE_OF_FLOORS,
    TAIL,
)

DoorSort = Literal["building", "unit", "floor", "room", "number", "court", "gate", "line"]
Counts = Literal["no", "unless_named", "surely"]

COUNTED_AFTER = frozenset("有共建盖整每这那几哪数约达余各拆多另其剩加隔同某任")
"""Before a number of buildings or floors: a count, or no certain one (每一楼)."""

NO_ROOM = frozenset(("110", "119", "120", "122"))
"""Emergency numbers, seen behind a building without a word between: 3栋110来了."""

MOST_LISTED = 24
"""Characters looked back over for 12、13、14栋."""

A_PAIR = 2
"""Places of a number: a day of a month has no more, and a room has more."""

POINTS, STEMS = frozenset("东南西北"), frozenset("甲乙丙丁")
_ROOMS = ("room", "numbered", "bare", "h_room", "household", "side_door")


@dataclass(slots=True)
class Door:
    """`counts`: a number of buildings or a day (5号下午) rather than a place; `loose`: a place only behind a name."""

    start: int
    end: int
    sort: DoorSort
    counts: Counts = "no"
    loose: bool = False
    building: str | None = None
    unit: str | None = None
    floor: str | None = None
    room: str | None = None
    block: bool = False
    """A 楼 or 栋 ends it, so that 下 beside it is 楼下."""


def doors(text: str) -> list[Door]:
    """In order, not overlapping. `text` is half-width and in small letters."""
    found: list[Door] = []
    at = 0
    while (match := NUMBERED.search(text, at)) is not None:
        at = max(match.start() + 1, _stop(text, match))
        door = _door(text, match)
        if door is not None:
            found += _listed_before(text, door, found[-1].end if found else 0)
            found.append(door)
            at = door.end
    return found


def _stop(text: str, match: re.Match[str]) -> int:
    """Where to go on: behind a run that was no number, but not behind one that may be the end of the next."""
    end = match.end()
    return end - 1 if text[end - 1].isdigit() else end


def _door(text: str, match: re.Match[str]) -> Door | None:
    if match["mid"] is not None:
        return _hyphened(text, match)
    if match["pair"] is not None:
        return _paired(text, match)
    sort = match.lastgroup
    assert sort is not None
    run_end = match.start(sort) if match["to"] is None else match.start("to")
    start, first = _tail(text, match.start(), run_end)
    if match["to"] is not None:
        start, first = _range(start, first, match)
    return None if first is None else _FOUND[sort](text, start, first, match)


def _tail(text: str, start: int, end: int) -> tuple[int, str | None]:
    """The number that ends the run: 3 of ktv3, 12 of 第十二. A longer number than a door has is none."""
    while end > start and (text[end - 1].isspace() or text[end - 1] in "-~到至"):
        end -= 1
    found = TAIL.search(text, start, end)
    if found is None or _about(found[0]):
        return start, None
    return found.start(), _plain(found[0])


def _plain(written: str) -> str:
    value = numeral(written)
    return written if value is None else str(value)


def _about(written: str) -> bool:
    """三四栋 is three or four of them, no building 34."""
    return len(written) == A_PAIR and all(character in DIGITS for character in written)


def _range(start: int, first: str | None, match: re.Match[str]) -> tuple[int, str | None]:
    """1-8栋 is 1-8; 23到3栋 is 3 only; 3-2单元 is left to those who know what goes before."""
    last = _plain(match["to"])
    if first is not None and first.isdecimal() and last.isdecimal():
        if int(first) < int(last):
            return start, f"{first}-{last}"
        if match["unit"] is not None:
            return start, f"{first}/{last}"
    return match.start("to"), last


def _hyphened(text: str, match: re.Match[str]) -> Door | None:
    """3-2-501."""
    run = text[match.start() : match.start("mid") - 1]
    before = text[match.start() - 1] if match.start() else ""
    if not A_BUILDING.fullmatch(run) or run[0] == "0" or before == "-" or before.isdigit():
        return None
    if match["surely"] is None and OLDEST_YEAR <= int(match["end"]) <= LATEST_YEAR:
        return None
    return Door(match.start(), match.end(), "room", building=run, unit=match["mid"], room=match["end"])


def _paired(text: str, match: re.Match[str]) -> Door | None:
    """12-1203室; without 室 only after 我家住 and its like."""
    run = text[match.start() : match.start("pair") - 1]
    before = text[match.start() - 1] if match.start() else ""
    if not A_BUILDING.fullmatch(run) or run[0] == "0" or before == "-" or before.isdigit():
        return None
    loose = match["paired"] is None and not HOME_BEFORE.search(text, max(0, match.start() - 5), match.start())
    return Door(match.start(), match.end(), "room", loose=loose, building=run, room=match["pair"])


def _line(_text: str, start: int, _first: str, match: re.Match[str]) -> Door | None:
    return Door(start, match.end(), "line", loose=True)


def _gate(text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    surely = match["gate"].startswith("号") and first.isdecimal() and not text.startswith("诊", match.end())
    return Door(start, match.end(), "gate", loose=not surely)


def _court(_text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    return Door(start, match.end(), "court") if first.isdecimal() else None


def _building(text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    end, written = match.end(), match["building"] or match["seat"]
    if first in POINTS and written not in {"栋", "幢"}:
        return None
    if written == "#" and EQUIPMENT.match(text, end):
        return None
    door = Door(start, end, "building", building=first, block="#" not in written)
    _inside(text, door, AFTER_BUILDING)
    counted = written[0] in "栋幢" or (written == "座" and not first[0].isalpha())
    if door.end == end and counted:
        door.counts = _counts(text, start, end, text[start:end])
    return door


def _unit(text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    building, _, unit = first.rpartition("/")
    door = Door(start, match.end(), "unit", building=building or None, unit=unit)
    _inside(text, door, AFTER_UNIT)
    return None if start and text[start - 1] in COUNTED_AFTER and door.end == match.end() else door


def _room(_text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    digits = first.isdecimal() and len(first) > A_PAIR  # a floor and two more
    return Door(start, match.end(), "room", loose=not digits, room=first)


def _number(text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    """88号 of a road; 12号501室 says itself that it is a building."""
    end = match.end()
    if not (first.isdecimal() or "-" in first) or EQUIPMENT.match(text, end):
        return None
    door = Door(start, end, "number")
    within = AFTER_NUMBER.match(text, end)
    if within and (within["unit"] or within["room"]):
        door.building = first
        _fill(door, within)
        return door
    door.loose = True
    if len(first) <= A_PAIR and DAY_FOLLOWS.match(text, end):
        door.counts = "surely"
    return door


def _floor(text: str, start: int, first: str, match: re.Match[str]) -> Door | None:
    end = match.end()
    before = text[start - 1] if start else ""
    if before in COUNTED_AFTER:
        return None
    if first[0].isalpha() and first.isascii() and not CELLAR.fullmatch(first):
        if match["floor"] == "层":
            return None
        door = Door(start, end, "building", building=first, block=True)
        _inside(text, door, AFTER_BUILDING)
        return door
    if first in POINTS or first in STEMS:
        return None
    if before == "负":
        start, first = start - 1, f"-{first}"
    door = Door(start, end, "floor", floor=first, block=True)
    _inside(text, door, AFTER_FLOOR)
    reach = RANGE_OF_FLOORS.match(text, end)
    if reach:
        door.end, door.floor = reach.end(), f"{first}-{_plain(reach['to'])}"
    elif match["floor"] == "层" and door.end == end and first[0] != "b":
        door.loose = not FLOOR_TOLD_BEFORE.search(text, max(0, start - 1), start)
    return door


_FOUND = {
    "line": _line,
    "gate": _gate,
    "court": _court,
    "building": _building,
    "seat": _building,
    "unit": _unit,
    "room": _room,
    "number": _number,
    "floor": _floor,
}


def _inside(text: str, door: Door, within: re.Pattern[str]) -> None:
    if found := within.match(text, door.end):
        _fill(door, found)


def _fill(door: Door, found: re.Match[str]) -> None:
    told = {name: value for name, value in found.groupdict().items() if value is not None}
    if told.get("bare") in NO_ROOM:
        del told["bare"]
        if not told:
            return
        door.end = found.start("bare")
    elif told:
        door.end = found.end()
    door.block = door.block and not told
    unit = told.get("unit") or told.get("h_unit")
    door.unit = _plain(unit) if unit else door.unit
    if "floor" in told:
        door.floor = _plain(told["floor"].removeprefix("负"))
        door.floor = f"-{door.floor}" if told["floor"].startswith("负") else door.floor
    room = next((told[name] for name in _ROOMS if name in told), None)
    door.room = _plain(room) if room else door.room
    if room:
        door.sort = "room"


def _counts(text: str, start: int, end: int, written: str) -> Counts:
    if ALL_OF_THEM.match(text, end - 1) or (start and text[start - 1] in COUNTED_AFTER):
        return "surely"
    numeral_written = written[0] in NUMERALS
    if A_SORT_OF_HOUSE.match(text, end) or (numeral_written and (written.endswith("楼") or written[:2] in ONE)):
        return "unless_named"
    return "unless_named" if numeral_written and ALL.match(text, end) else "no"


def _listed_before(text: str, door: Door, after: int) -> list[Door]:
    """12、13 of 12、13、14栋, each a door of its own."""
    if door.building is None or "-" in door.building or door.counts != "no":
        return []
    found = LISTED.search(text, max(after, door.start - MOST_LISTED), door.start)
    each = ONE_LISTED.finditer(text, found.start(1), found.end(1)) if found else ()
    return [Door(one.start(), one.end(), "building", building=one[0]) for one in each]
