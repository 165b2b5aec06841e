"""What is wrong in a rule file, in the office's language: texts/zh/rule_mistakes.toml."""

import re
import tomllib
from functools import cache
from importlib import resources


def in_chinese(problem: str) -> str:
    """As the program says it, where there is no other wording."""
    for said, means in _wordings():
        found = said.fullmatch(problem)
        if found is not None:
            return means.format(*found.groups())
    return problem


@cache
def _wordings() -> list[tuple[re.Pattern[str], str]]:
    text = resources.files("texts").joinpath("zh", "rule_mistakes.toml").read_text(encoding="utf-8")
    return [(re.compile(each["said"], re.DOTALL), each["means"]) for each in tomllib.loads(text)["mistake"]]
