"""地点: buildings in people's words."""

import re

from storage.office import Office

# Who answers the question for a building writes its name; what is longer says something else.
BUILDING_WORDS = 20


def named_building(office: Office, text: str) -> str | None:
    """The building that a short answer means: 3号楼, 3栋, 和谐家园三号楼. Longer texts say something else."""
    return building_in(office, text) if len(text) <= BUILDING_WORDS else None


def building_in(office: Office, text: str) -> str | None:
    """The building that words mention, when they mention exactly one."""
    said = _plain(text)
    compounds = [c for c in office.compounds if _plain(c.name) in said] or list(office.compounds)
    found = [b.code for c in compounds for b in c.buildings if _same(_plain(b.name), said)]
    return found[0] if len(found) == 1 else None


_DIGITS = str.maketrans("一二三四五六七八九０１２３４５６７８９", "1234567890123456789")


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).translate(_DIGITS).replace("幢", "栋").replace("号楼", "栋").replace("#", "栋")


def _same(name: str, said: str) -> bool:
    return re.search(rf"(?<!\d){re.escape(name)}", said) is not None
