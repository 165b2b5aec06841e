"""Names of groups and buildings for the office's own people, few enough to be read."""

from collections.abc import Iterable, Sequence

from notices.audience import Group
from storage.office import Office
from texts.labels import label

# A list of names longer than this is not read; the rest is counted.
NAMES = 15


def group_name(group: Group, office: Office) -> str:
    """和谐家园 3号楼、5号楼; for a group that no building is bound to any more, its title."""
    if not group.buildings:
        return group.title or label("notice_place", "group").format(chat=group.chat_id)
    return building_names(group.buildings, office)


def building_names(buildings: Sequence[str], office: Office) -> str:
    """Buildings by compound: 和谐家园 3号楼、5号楼，幸福里 1号楼."""
    compounds: dict[str, list[str]] = {}
    for code in buildings:
        compound, building = office.compound_of(code), office.building(code)
        if compound is None or building is None:
            compounds.setdefault("", []).append(code)
        else:
            compounds.setdefault(compound.name, []).append(building.name)
    return "，".join(f"{name} {'、'.join(names)}".strip() for name, names in compounds.items())


def few(names: Iterable[str]) -> tuple[tuple[str, ...], int]:
    """The names to show and how many more there are."""
    listed = tuple(names)
    return listed[:NAMES], max(0, len(listed) - NAMES)
