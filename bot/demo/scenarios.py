"""Ready scenarios: scenarios.toml with the names of this office's people and groups filled in."""

import tomllib
from importlib import resources
from string import Template
from typing import Any

from bot.demo.cast import RESIDENTS, Cast


def scenarios(cast: Cast) -> list[dict[str, Any]]:
    """Bodies for POST /sandbox/scenarios."""
    text = resources.files("bot.demo").joinpath("scenarios.toml").read_text(encoding="utf-8")
    names = {
        "resident": RESIDENTS[0][0],
        "neighbour": RESIDENTS[1][0],
        "newcomer": RESIDENTS[-1][0],
        "owner": cast.owner,
        "head": cast.head,
        "announcer": cast.announcer,
        "group": cast.groups[0],
        "other_group": cast.groups[-1],
        "compound": cast.office.compounds[0].name,
        "building": cast.home.name,
    }
    found: list[dict[str, Any]] = tomllib.loads(Template(text).substitute(names))["scenarios"]
    return found
