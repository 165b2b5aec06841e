"""Puts names, doors and sides together: 阳光小区3栋2单元501, 幼儿园对面, 长青路与学府路交叉口."""

import re
from operator import itemgetter

from complaints.triage.grammar.half_width import half_width
from complaints.triage.grammar.places.doors import Door, doors
from complaints.triage.grammar.places.names import Name, home_before, name_before, names
from complaints.triage.grammar.places.sides import BESIDE, corner_at, side_at
from complaints.triage.grammar.told import PlaceSort, PlaceTold

_PART = re.compile(r"(?:[a-z\d一二三四五六七八九十东南西北]{1,2}[区期])?(?:的|第|\s-|[\s\-])?")
"""Between a compound and its building: 二期的12栋, b区第6栋."""

_CROSSED = re.compile(r"\s?[与和跟及同、/&\-]\s?")
_CROSSING = re.compile(r"\s?的?(?P<side>交[叉汇界](?:路口|[处口])|交口|(?:十字|丁字|三岔)?路口|红绿灯|拐角处?|转角处?)")
_STATION = re.compile(r"[一-鿿]{2,6}?站")
_BELOW = re.compile("号楼下(?!午|周)")
_JOINED = frozenset("、,和及与")
"""翠湖花园14、15栋: what joins it to the one before gives it the same name."""

_PEOPLE = re.compile("业主|住户|居民")
_METRO = re.compile("(?:地铁|轻轨|城铁)$")


def places_told(text: str) -> list[PlaceTold]:
    """In order, not overlapping. Numbers come as digits (十二栋 is "12"), ranges as "1-8", 负一楼 as "-1".

    An address leads to a door: it tells a room, or the number of a house in a road (which is part of `name`). What
    tells a building, a unit or a floor is a building. `name` is written as in the half-width text.
    """
    text = half_width(text)
    numbered = doors(text)
    named = names(text, [(door.start, door.end) for door in numbered])
    beside = [found.start() for found in BESIDE.finditer(text)]
    return _Reader(text, numbered, named, beside).places() if numbered or named or beside else []


class _Reader:
    """Goes through names, doors and sides from left to right; what lies in a place already told is passed over."""

    def __init__(self, text: str, numbered: list[Door], named: list[Name], beside: list[int]) -> None:
        self._text = text
        self._doors = {door.start: door for door in numbered}
        self._roads = {name.start: name for name in named if name.sort == "road"}
        self._tokens: list[tuple[int, Name | Door | None]] = [(name.start, name) for name in named]
        self._tokens += self._doors.items()
        self._tokens += [(start, None) for start in beside]
        self._tokens.sort(key=itemgetter(0))
        self._told: list[PlaceTold] = []
        self._end = 0

    def places(self) -> list[PlaceTold]:
        for start, token in self._tokens:
            if start < self._end:
                continue
            if isinstance(token, Name):
                self._named(token)
            elif token is not None:
                self._numbered(token)
            else:
                self._beside(start)
        return self._told

    def _named(self, name: Name) -> None:
        if name.sort == "road" and self._crossing(name):
            return
        text, end = self._text, name.end
        number = self._house_number(name) or self._door_at(end)
        door: Door | None = None
        if number is not None and number.sort in {"number", "court"} and number.counts == "no" and not name.common:
            end = number.end
            if name.sort == "compound" or number.building is not None:
                door = number
        else:
            number = None
        if door is None:
            door = self._building_at(end)
        if door is not None:
            told = text[name.start : name.end if door is number else end]
            self._tell(name.start, door, None if name.common else told)
        elif number is not None:
            side, past = side_at(text, end, block=False)
            sort: PlaceSort = "address" if name.sort == "road" else "landmark"
            self._place(name.start, past, sort, text[name.start : end], side)
        else:
            self._side_of(name)

    def _side_of(self, name: Name) -> None:
        road = name.sort == "road"
        side, end = corner_at(self._text, name.end) if road else side_at(self._text, name.end, block=False)
        if side is not None or name.alone:
            sort: PlaceSort = "road" if road else "landmark"
            self._place(name.start, end, sort, self._text[name.start : name.end], side)

    def _crossing(self, name: Name) -> bool:
        between = _CROSSED.match(self._text, name.end)
        other = self._roads.get(between.end()) if between else None
        if other is None:
            return False
        corner = _CROSSING.match(self._text, other.end)
        if corner is None:
            return False
        self._place(name.start, corner.end(), "road", self._text[name.start : other.end], corner["side"])
        return True

    def _house_number(self, name: Name) -> Door | None:
        """长青路88号楼下 is below number 88, not block 88."""
        door = self._door_at(name.end)
        if door is None or name.sort != "road" or not _BELOW.match(self._text, door.end - 2):
            return None
        return Door(door.start, door.end - 1, "number")

    def _door_at(self, at: int) -> Door | None:
        return self._doors.get(at) or self._doors.get(at + 1 if self._text.startswith(" ", at) else at)

    def _building_at(self, at: int) -> Door | None:
        between = _PART.match(self._text, at)
        door = self._doors.get(between.end() if between else at) or self._doors.get(at)
        if door is None or door.counts == "surely" or door.sort in {"line", "gate", "court", "number"}:
            return None
        return door

    def _numbered(self, door: Door) -> None:
        text = self._text
        if door.sort == "line":
            self._metro(door)
        elif door.sort == "gate":
            if not door.loose:
                self._place(door.start, door.end, "landmark", text[door.start : door.end])
        elif door.sort == "court":
            building = self._building_at(door.end)
            if building is not None:
                self._tell(door.start, building, text[door.start : door.end])
            else:
                side, end = side_at(text, door.end, block=False)
                self._place(door.start, end, "landmark", text[door.start : door.end], side)
        elif door.counts != "surely":
            end = door.start - (text[door.start - 1 : door.start] in {"的", "第"})
            name = name_before(text, end, self._end)
            if name is not None and door.sort != "number":
                self._tell(name.start, door, text[name.start : end])
            elif not door.loose and door.counts == "no":
                self._tell(door.start, door, None)

    def _metro(self, door: Door) -> None:
        text = self._text
        before = _METRO.search(text, max(self._end, door.start - 2), door.start)
        start = before.start() if before else door.start
        station = _STATION.match(text, door.end)
        name_end = station.end() if station else door.end
        side, end = side_at(text, name_end, block=False)
        if station or side:
            self._place(start, end, "landmark", text[start:name_end], side)

    def _beside(self, at: int) -> None:
        end = at - (self._text[at - 1 : at] == "的")
        before = home_before if _PEOPLE.match(self._text, at) else name_before
        name = before(self._text, end, self._end)
        if name is not None:
            self._side_of(name)

    def _tell(self, start: int, door: Door, name: str | None) -> None:
        if name is None and self._told and self._told[-1].building and self._text[self._end : start] in _JOINED:
            name = self._told[-1].name
        side, end = side_at(self._text, door.end, block=door.block)
        sort: PlaceSort = "address" if door.room else "building"
        self._told.append(PlaceTold(start, end, sort, name, side, door.building, door.unit, door.floor, door.room))
        self._end = end

    def _place(self, start: int, end: int, sort: PlaceSort, name: str, side: str | None = None) -> None:
        self._told.append(PlaceTold(start, end, sort, name, side))
        self._end = end
