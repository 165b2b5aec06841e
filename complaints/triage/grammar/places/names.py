"""Names of roads, compounds and landmarks that nobody configured: found by how they end, bounded by what goes before.

A name has no mark where it begins. It is looked for at most LONGEST characters back, to the nearest character or word
that begins or ends no name (的, 在, 区, 附近 …). When none stands there, the name is uncertain and left out.
"""

import re
from dataclasses import dataclass
from typing import Literal

from complaints.triage.alternatives import one_of
from complaints.triage.grammar.places.words import (
    BOUND_ONLY_AFTER,
    BOUND_UNLESS_BEFORE,
    BOUND_WORDS,
    BOUNDS,
    BUILT,
    COMPOUNDS,
    HOMES,
    KEPT_AFTER,
    LANDMARKS,
    NEVER_LAST,
    NO_NAMES,
    NO_ROAD_AFTER,
    NO_ROADS,
    ONE_IN_TOWN,
    ROADS,
    SELF_EVIDENT,
    WEAK_ENDINGS,
)

NameSort = Literal["compound", "landmark", "road"]

LONGEST = 10
"""Characters before the ending, 星河翠湖 of 星河翠湖花园."""

SHORTEST = 2
"""Characters before the ending; with fewer (小路, 新苑) it is no name."""

_ENDINGS = re.compile(one_of(sorted((*COMPOUNDS, *LANDMARKS, *ROADS), key=len, reverse=True)))
_SORTS: dict[str, NameSort] = {
    **dict.fromkeys(LANDMARKS, "landmark"),
    **dict.fromkeys(COMPOUNDS, "compound"),
    **dict.fromkeys(ROADS, "road"),
}
_SELF_EVIDENT = frozenset(SELF_EVIDENT)
_NOT_A_PLACE = re.compile("河(?:[道床流长堤沟底]|南[省人]|北省)|村(?:[民委里镇庄长干支]|口镇)")
_NOT_A_ROAD = re.compile("[线灯面人过况程由障政费径牌标途权虎网演][^口]?|道|坊|区|舞|拍|景|头巷尾|机")


@dataclass(slots=True)
class Name:
    """`alone`: a place without a door or a side. A `common` one is no name: 小区, 老旧小区, 幼儿园."""

    start: int
    end: int
    sort: NameSort
    alone: bool
    common: bool


def names(text: str, taken: list[tuple[int, int]]) -> list[Name]:
    """In order, not overlapping, outside `taken` (in order, too). A name that goes on is one: 阳光花园小区."""
    found: list[Name] = []
    ahead = 0
    floor = 0
    for ending in _ENDINGS.finditer(text):
        start, end = ending.span()
        while ahead < len(taken) and taken[ahead][1] <= start:
            floor = max(floor, taken[ahead][1])
            ahead += 1
        if ahead < len(taken) and taken[ahead][0] < end:
            continue
        last = found[-1] if found else None
        if ending[0] in {"河", "村"} and _NOT_A_PLACE.match(text, start):
            continue
        if last is not None and last.end == start and _goes_on(last, ending[0], text, end):
            continue
        name = _name(text, start, end, ending[0], max(floor, last.end if last else 0))
        if name is not None:
            found.append(name)
    return found


def _goes_on(last: Name, ending: str, text: str, end: int) -> bool:
    """Makes 阳光花园 into 阳光花园小区, and 学院 into 学院路; 小区 into 小区路段 it doesn't."""
    sort = _SORTS[ending]
    if last.sort == "road":
        return sort == "road"
    if sort == "road":
        if last.sort == "compound" or _NOT_A_ROAD.match(text, end):
            return True
        last.alone, last.common = True, False
    last.alone = last.alone or sort == "compound" or ending in _SELF_EVIDENT
    last.end, last.sort = end, sort
    return True


def name_before(text: str, end: int, floor: int) -> Name | None:
    """A name that ends at `end` in a weak ending (云湖湾), not reaching over `floor`; None when there is none."""
    if end - floor < SHORTEST or text[end - 1] not in WEAK_ENDINGS:
        return None
    start = beginning(text, end - 1, floor)
    if start is None or end - start < SHORTEST + (text[end - 1] in BOUNDS) or text[start:end] in NO_NAMES:
        return None
    return Name(start, end, "landmark", alone=False, common=False)


def home_before(text: str, end: int, floor: int) -> Name | None:
    """The compound whose 业主 or 居民 are told of at `end`: 星河御府业主."""
    name = name_before(text, end, floor) if text[end - 1 : end] in HOMES else None
    if name is not None:
        name.alone = True
    return name


def _name(text: str, start: int, end: int, ending: str, floor: int) -> Name | None:
    sort = _SORTS[ending]
    if sort == "road" and _NOT_A_ROAD.match(text, end):
        return None
    begin = beginning(text, start, floor)
    stem = "" if begin is None else text[begin:start]
    if sort == "road":
        return _road(stem, start, end)
    begin = start - len(stem)
    if len(stem) < SHORTEST:
        unnamed = Name(start, end, sort, alone=ending in ONE_IN_TOWN, common=True)
        return unnamed if len(ending) >= SHORTEST else None
    if stem in NO_NAMES or stem[-2:] in NEVER_LAST or stem[:2] in BUILT or text[begin - 2 : begin] in BUILT:
        return Name(begin, end, sort, alone=False, common=True)
    alone = sort == "compound" or ending in _SELF_EVIDENT
    return Name(begin, end, sort, alone=alone, common=False)


def _road(stem: str, start: int, end: int) -> Name | None:
    if len(stem) < SHORTEST or stem[-1] in NO_ROAD_AFTER or stem[-2:] in NO_ROADS:
        return None
    return Name(start - len(stem), end, "road", alone=True, common=False)


def beginning(text: str, end: int, floor: int) -> int | None:
    """Where a name begins that has text[:end] before its ending; None when nothing bounds it within LONGEST."""
    start = end
    lowest = max(floor, end - LONGEST)
    while start > lowest:
        character = text[start - 1]
        if not ("一" <= character <= "鿿" or "a" <= character <= "z"):
            return start
        if character in BOUNDS or text[start - 2 : start] in BOUND_WORDS:
            return start
        if character in BOUND_ONLY_AFTER and text[start - 2 : start - 1] in BOUND_ONLY_AFTER[character]:
            return start
        keeps = BOUND_UNLESS_BEFORE.get(character)
        if keeps is not None:
            follows = text[start : start + 1]
            precedes = text[start - 2 : start - 1] if start - 1 > floor else ""
            kept_after = KEPT_AFTER.get(character, "")
            if follows not in keeps and not (precedes and precedes in kept_after):
                return start
        start -= 1
    return start if start in {floor, 0} else None
