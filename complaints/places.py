"""地点: buildings in people's words."""

import re
from collections.abc import Iterable

from complaints.circumstances import Where
from storage.office import Compound, Office

# Who answers the question for a building writes its name; what is longer says something else.
BUILDING_WORDS = 20


def named_building(office: Office, text: str) -> str | None:
    """The building that a short answer means: 3号楼, 3栋, 我住三号楼2单元501. Other texts say something else."""
    return building_in(office, text) if says_only_where(office, text) else None


def says_only_where(office: Office, text: str) -> bool:
    """Whether the words are a place and nothing more, known or not."""
    rest = _beside_names(office, text)
    return len(text) <= BUILDING_WORDS and rest != "" and _ONLY_WHERE.fullmatch(rest) is not None


def room_beside(office: Office, text: str) -> str | None:
    """The room in an answer that names a building as well: 和谐家园3号楼2单元501 → 2单元501."""
    found = re.search(r"(\d+单元)?\d+室?$", _beside_names(office, text).rpartition(_NAME)[2])
    return found[0] if found else None


def is_room(text: str) -> bool:
    """Whether the words can be a room: 2单元501, 三楼东户. Who writes more has something to tell."""
    return _ROOM.fullmatch(_plain(text)) is not None


def place_told(office: Office, text: str, home: str | None) -> str | None:
    """Where it is that somebody tells of: the one building that the words name, else their author's own.

    A building without its compound is one of the author's: 5号楼 is next door, not at the other end of the district.
    """
    return _named(office, text, home) or home


def building_in(office: Office, text: str) -> str | None:
    """The building that words mention, when they mention exactly one."""
    return _named(office, text, None)


def beyond_office(office: Office, places: Iterable[Where], home: str | None) -> tuple[Where, ...]:
    """Those that tell more than the office's own buildings: landmarks, roads, compounds that it doesn't know.

    `home`: the building that a number without a name is next to.
    """
    compounds = {names.compound for names in _names(office)}

    def known(place: Where) -> bool:
        if place.name is None:
            return _named(office, f"{place.building}栋", home) is not None
        ours = _plain(place.name) in compounds
        if place.building is None:
            return ours and place.side is None
        return ours and _named(office, f"{place.name}{place.building}栋", None) is not None

    return tuple(place for place in places if not known(place))


def _named(office: Office, text: str, home: str | None) -> str | None:
    said = _plain(text)
    told = [(names, found) for names in _names(office) if (found := names.buildings_in(said))]
    named = [(names, found) for names, found in told if names.compound in said]
    near = [(names, found) for names, found in told if home in names.codes]
    found = {code for _, codes in named or near or (told if home is None else ()) for code in codes}
    return found.pop() if len(found) == 1 else None


class _Names:
    """A compound as people write it. Made once: there may be hundreds of buildings, and every message is looked at."""

    def __init__(self, compound: Compound) -> None:
        self.compound = _plain(compound.name)
        self._written = {_plain(building.name): building.code for building in compound.buildings}
        self.codes = frozenset(self._written.values())
        longest_first = sorted(self._written, key=len, reverse=True)
        self._any = re.compile(rf"(?<!\d)(?:{'|'.join(map(re.escape, longest_first))})")

    def buildings_in(self, said: str) -> set[str]:
        return {self._written[name] for name in self._any.findall(said)}


def _names(office: Office) -> tuple[_Names, ...]:
    if _last.office is not office:
        _last.office, _last.names = office, tuple(_Names(compound) for compound in office.compounds)
    return _last.names


class _Last:
    """The office asked about last: a process serves one."""

    office: Office | None = None
    names: tuple[_Names, ...] = ()


_last = _Last()


def _beside_names(office: Office, text: str) -> str:
    """The words with the names of compounds and buildings taken out."""
    said = _plain(text)
    names = {_plain(n) for c in office.compounds for n in (c.name, *(b.name for b in c.buildings))}
    for name in sorted(names, key=len, reverse=True):
        said = re.sub(rf"(?<!\d){re.escape(name)}", _NAME, said)
    return said


# Stands for a name that was taken out.
_NAME = "\0"
_WHERE = "0-9a-z百单元室户层楼栋座号门小区院弄东南西北中左右甲乙丙丁之,，、.。\\-—/"
_ONLY_WHERE = re.compile(
    f"(我家?)?(们?是|在|住在?)?[{_NAME}{_WHERE}]*[{_NAME}0-9a-z甲乙丙丁][{_NAME}{_WHERE}]*(的|住户)?"
)
_ROOM = re.compile(f"(我家?)?(是|在|住在?)?[{_WHERE}]*[0-9a-z甲乙丙丁东南西北中][{_WHERE}]*")
_DIGITS = str.maketrans("一二三四五六七八九０１２３４５６７８９", "1234567890123456789")


_TENS = re.compile("([一二三四五六七八九]?)十([一二三四五六七八九]?)")


def _plain(text: str) -> str:
    """One way of writing for each place: 13栋 for 十三号楼, 13幢 and 13#."""
    said = _TENS.sub(_number, re.sub(r"\s+", "", text)).translate(_DIGITS).lower()
    return said.replace("幢", "栋").replace("号楼", "栋").replace("#", "栋")


def _number(found: re.Match[str]) -> str:
    return f"{found[1] or '一'}{found[2] or '0'}"


def _same(name: str, said: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(name)}", said) is not None
