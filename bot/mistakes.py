"""Mistakes in config.toml, in plain words: the key's path as the file names it, and what is meant to stand there."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

WORDS = {
    "extra_forbidden": "unknown key",
    "missing": "is missing",
    "string_type": "must be text in quotes, not {value}",
    "int_type": "must be a whole number, not {value}",
    "path_type": "must be a path in quotes, not {value}",
    "date_type": "must be a date without quotes, such as 2026-10-01, not {value}",
    "time_type": "must be a time without quotes and without a zone, such as 09:00:00, not {value}",
    "bool_type": "must be true or false, not {value}",
    "model_type": "must be a table of keys, not {value}",
    "model_attributes_type": "must be a table of keys, not {value}",
    "dict_type": "must be a table of keys, not {value}",
    "tuple_type": "must be a list, not {value}",
    "list_type": "must be a list, not {value}",
    "frozen_set_type": "must be a list, not {value}",
    "string_pattern_mismatch": "{value} does not fit; a code is made of a-z, 0-9 and -, at most 16 characters",
    "string_too_short": "must not be empty",
    "too_short": "must have at least one entry",
}


class SettingsError(Exception):
    """config.toml or the token can't be used. Each mistake is "path: what is wrong"; nothing was started."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def in_plain_words(error: ValidationError, raw: dict[str, Any]) -> list[str]:
    """One line for each mistake. Entries of lists are named by their code where they have one, else counted from 0."""
    return [f"{_path(each['loc'], raw)}: {_words(each)}" for each in error.errors()]


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value of a configuration, as text, with its path."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from leaves(inner, f"{path}.{key}" if path else str(key))
        case list():
            for n, inner in enumerate(value):
                yield from leaves(inner, f"{path}.{n}")
        case _:
            yield path, str(value)


def _path(loc: tuple[int | str, ...], raw: object) -> str:
    names: list[str] = []
    at = raw
    for step in loc:
        at = _inside(at, step)
        code = at.get("code") if isinstance(step, int) and isinstance(at, dict) else None
        names.append(code if isinstance(code, str) and code else str(step))
    return ".".join(names)


def _inside(value: object, step: int | str) -> object:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _words(error: ErrorDetails) -> str:
    words = WORDS.get(error["type"])
    if error["type"] == "string_pattern_mismatch" and "{0,15}" not in str(error.get("ctx", {}).get("pattern")):
        words = None
    if words is None:
        return error["msg"].removeprefix("Value error, ").replace("Input should be", "must be")
    return words.format(value=_shown(error["input"]))


def _shown(value: object) -> str:
    """The value as written, cut short: it may be a whole section."""
    match value:
        case str():
            text = f'"{value}"'
        case bool():
            text = "true" if value else "false"
        case date() | time():  # a datetime is a date, too
            text = value.isoformat()
        case _:
            text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - half a line
