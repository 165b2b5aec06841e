"""受众: which buildings a notice is for, and which groups that reaches. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.office import Office

ALL, COMPOUND, BUILDING, PROJECT = "all", "compound", "building", "project"


class Part(NamedTuple):
    """One thing that was ticked. For everybody `code` is ALL too."""

    kind: str
    code: str


EVERYBODY = Part(ALL, ALL)


@dataclass(frozen=True, slots=True)
class Group:
    """A building group: a chat with all the buildings bound to it. `off` says why the bot can't write there now."""

    chat_id: int
    buildings: tuple[str, ...]
    title: str | None = None
    off: str | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a set of buildings comes to: groups to write to, groups that are off, buildings without any group."""

    groups: tuple[Group, ...]
    off: tuple[Group, ...]
    unbound: tuple[str, ...]


def buildings_of(parts: Iterable[Part], office: Office, projects: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The buildings of all parts together, each once, in the office's order.

    `projects` maps a project's code to its buildings. What configuration no longer knows is left out.
    """
    wanted: set[str] = set()
    for kind, code in parts:
        if kind == ALL:
            wanted.update(_everything(office))
        elif kind == COMPOUND:
            wanted.update(_of_compound(office, code))
        elif kind == PROJECT:
            wanted.update(projects.get(code, ()))
        elif kind == BUILDING:
            wanted.add(code)
    return tuple(b for b in _everything(office) if b in wanted)


def toggle(parts: Sequence[Part], part: Part, office: Office) -> tuple[Part, ...]:
    """Tick or untick. What shows a tick loses it, also a building inside a ticked compound: the others stay."""
    if part == EVERYBODY:
        return () if EVERYBODY in parts else (EVERYBODY,)
    if part.kind == PROJECT:
        rest = tuple(p for p in parts if p not in (part, EVERYBODY))
        return rest if part in parts else (*rest, part)
    return _toggle_place(_apart(parts, office), part, office)


def _toggle_place(parts: tuple[Part, ...], part: Part, office: Office) -> tuple[Part, ...]:
    if part.kind == COMPOUND:
        compound = part
    else:
        found = office.compound_of(part.code)
        if found is None:
            return parts
        compound = Part(COMPOUND, found.code)
    inside = tuple(Part(BUILDING, b) for b in _of_compound(office, compound.code))
    ticked = set(inside) if compound in parts else {p for p in inside if p in parts}
    whole = set(inside) if compound not in parts else set()
    after = whole if part == compound else ticked ^ {part}
    rest = tuple(p for p in parts if p != compound and p not in inside)
    if after == set(inside):
        return (*rest, compound)
    return (*rest, *(p for p in inside if p in after))


def _apart(parts: Sequence[Part], office: Office) -> tuple[Part, ...]:
    """Everybody, written out as all compounds, so that one of them can be taken away."""
    if EVERYBODY in parts:
        return tuple(Part(COMPOUND, c.code) for c in office.compounds)
    return tuple(parts)


def reach(buildings: Iterable[str], groups: Iterable[Group]) -> Reach:
    """Each chat at most once, however many of the buildings are bound to it. Order of `groups` is kept."""
    wanted = dict.fromkeys(buildings)
    chats = {g.chat_id: g for g in groups if any(b in wanted for b in g.buildings)}
    bound = {b for g in chats.values() for b in g.buildings}
    return Reach(
        groups=tuple(g for g in chats.values() if g.off is None),
        off=tuple(g for g in chats.values() if g.off is not None),
        unbound=tuple(b for b in wanted if b not in bound),
    )


def _everything(office: Office) -> tuple[str, ...]:
    return tuple(b.code for c in office.compounds for b in c.buildings)


def _of_compound(office: Office, code: str) -> tuple[str, ...]:
    compound = office.compound(code)
    return tuple(b.code for b in compound.buildings) if compound else ()
