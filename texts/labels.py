"""Short fixed words: buttons, names of codes, lights. They stand in texts/zh/labels/*.toml, by group."""

import tomllib
from functools import cache
from importlib import resources


@cache
def _labels() -> dict[str, dict[str, str]]:
    labels: dict[str, dict[str, str]] = {}
    for file in sorted(resources.files("texts").joinpath("zh", "labels").iterdir(), key=lambda f: f.name):
        for name, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in labels:
                raise ValueError(f"the group {name} of {file.name} stands in another file too")
            labels[name] = words
    return labels


def label(group: str, code: str) -> str:
    """The word for a code, e.g. label("category", "dust") → 扬尘. Raises KeyError for a word that is not there."""
    return _labels()[group][code]


def group(name: str) -> dict[str, str]:
    """All words of a group, in the order in which they are written."""
    return dict(_labels()[name])
