"""config.toml of an office for tests, written as an office would write it."""

import json
from pathlib import Path
from typing import Any

from storage.office import Office
from tests.office import TABLE

# So many that stories of one process don't meet in one case: complaints join by building.
BUILDINGS = [{"code": f"b{n}", "name": f"{n}号楼"} for n in range(1, 25)]
OFFICE: dict[str, Any] = {
    **TABLE,
    "compounds": [{"code": "heping", "name": "和平里", "buildings": BUILDINGS}],
    "projects": [
        {"code": "lift", "name": "加装电梯工程", "kind": "加装电梯", "buildings": ["b1", "b2"], "owner_post": "works"}
    ],
    "limits": {"appeals_per_hour": 1000},
}


def office(table: dict[str, Any] | None = None) -> Office:
    return Office.model_validate(table or OFFICE)


def write(path: Path, *, api_base: str, database_url: str, table: dict[str, Any] | None = None) -> None:
    """With the most talkative log: nothing that must not be in it may be in it then either."""
    machine = {
        "telegram": {"api_base": api_base, "poll_timeout": 20},
        "database": {"url": database_url},
        "log": {"level": "debug"},
    }
    whole = {**(table or OFFICE), **machine}
    path.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in whole.items()), encoding="utf-8")


def _toml(value: object) -> str:
    match value:
        case dict():
            return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case str() | bool() | int():
            return json.dumps(value, ensure_ascii=False)
        case _:
            raise TypeError(f"no office of the tests has a {type(value).__name__}")
