"""What is wrong in a rule file, and on which line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

NOWHERE = (0, 0)
_TABLE = re.compile(r"^\s*\[+\s*([^\]\s]+)\s*\]+")


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """`line` counts from 1; 0 where the whole file is meant. `key` as in rule.3.any, lists.sound, weights.打桩."""

    file: str
    line: int
    key: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.key}: {self.problem}"


class RulesError(ValueError):
    """Rule files can't be used. `mistakes`: all that was found, by file and line."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        super().__init__("\n".join(map(str, self.mistakes)))


def line_of(text: str, key: str, word: str | None = None) -> int:
    """The line of a key, or of a word within it; the nearest above where the key itself isn't written; 0 if none is.

    `text` is TOML in the plain form rule files have: tables at the beginning of a line, one key a line.
    """
    lines = text.splitlines()
    table, *rest = key.split(".")
    if rest and _table(lines, f"{table}.{rest[0]}", None) != NOWHERE:
        table, rest = f"{table}.{rest[0]}", [word] if word is not None else rest[1:]
    number = int(rest.pop(0)) if table == "rule" and rest else None
    if number is None and not rest:
        table, rest = "", [table]
    begin, end = _table(lines, table, number)
    place = next((at for at in range(begin, end) if rest and _is_key(lines[at], rest[0])), None)
    if place is None:
        return 0 if begin == 0 else begin
    if word is not None:
        quoted = (f'"{word}"', f"'{word}'")
        return next((at + 1 for at in range(place, end) if any(q in lines[at] for q in quoted)), place + 1)
    return place + 1


def _table(lines: list[str], table: str, number: int | None) -> tuple[int, int]:
    """Behind its header up to the next one; 0-based, the end not included."""
    headers = [(at, found[1]) for at, line in enumerate(lines) if (found := _TABLE.match(line))]
    if not headers or not table:
        return 0, headers[0][0] if headers else len(lines)
    ends = [at for at, _ in headers[1:]] + [len(lines)]
    seen = [(at + 1, end) for (at, name), end in zip(headers, ends, strict=True) if name == table]
    place = number or 0
    return seen[place] if place < len(seen) else NOWHERE


def _is_key(line: str, key: str) -> bool:
    written, equals, _ = line.partition("=")
    return bool(equals) and written.strip().strip("\"'") == key


def meant(said: str, known: Iterable[str]) -> str:
    """What may have been meant: the nearest of the known names, or all of them where none is near."""
    near = get_close_matches(said, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(sorted(known))}"
