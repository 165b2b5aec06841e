"""Changes of rules that labelled messages speak for, as a rule file of the office."""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from complaints.triage.judging.new_words import WordCounts
from complaints.triage.rulebook.rules import Rules

FILE = "learned.toml"

MENTIONS, LEARNT = ":提到", "学到:"
"""How rules are called that words of a category are added to: those that only mention it, or one made for them."""

PURE = 0.7
"""Share of the messages holding a word that have to be about a category, for the word to speak for it."""

HEADING = "# 由 lianxinqiao rules learn 按改正过的诉求提出，经人看过才写在这里。[weights] 和 [add] 两节会被重写。\n"

_TABLE = re.compile(r"^\s*\[+\s*[\w\"']")


class LearnedFileError(ValueError):
    """learned.toml can't be added to."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`words` by the rule they are added to; `rules`, by name: a new one's category and words."""

    weights: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    rules: Mapping[str, tuple[str, Sequence[str]]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.weights or self.words or self.rules)


def words_for(counts: WordCounts, rules: Rules, named: Mapping[str, str]) -> Proposal:
    """New words of each category of `named`, which gives it a name for a rule of its own. `counts` has categories as
    groups."""
    homes = _homes(rules)
    words: dict[str, list[str]] = {}
    new: dict[str, tuple[str, list[str]]] = {}
    for category, name in named.items():
        found = [each.word for each in counts.linked([category]) if each.inside >= PURE * (each.inside + each.outside)]
        if found and category in homes:
            words[homes[category]] = sorted(found)
        elif found:
            new[f"{LEARNT}{name}"] = category, sorted(found)
    return Proposal(words=words, rules=new)


def _homes(rules: Rules) -> dict[str, str]:
    """By category the rule that words are added to."""
    homes: dict[str, str] = {}
    for rule in rules.categories.rules:
        if rule.name.endswith(MENTIONS) or (rule.name.startswith(LEARNT) and rule.speaks_for not in homes):
            homes[rule.speaks_for] = rule.name
    return homes


def written(before: str, proposal: Proposal) -> str:
    """The text of learned.toml with the proposal in it. What it holds beside weights and words stays as it stands.

    Raises LearnedFileError where it is no TOML, or in a form that can't be added to.
    """
    try:
        held = tomllib.loads(before)
    except tomllib.TOMLDecodeError as error:
        raise LearnedFileError(str(error)) from error
    weights = {**held.get("weights", {}), **proposal.weights}
    words = {name: list(said) for name, said in held.get("add", {}).items()}
    for name, said in proposal.words.items():
        words[name] = [*words.get(name, []), *said]
    text = _without(_without(before, "weights"), "add").rstrip("\n")
    parts = [text + "\n" if text else HEADING]
    parts += [_rule(name, *given) for name, given in proposal.rules.items()]
    if words:
        parts.append("[add]\n" + "".join(f"{_quoted(name)} = {_quoted(said)}\n" for name, said in words.items()))
    if weights:
        parts.append("[weights]\n" + "".join(f"{_quoted(name)} = {weight}\n" for name, weight in weights.items()))
    made = "\n".join(parts)
    _must_hold(made, held, weights, words, proposal)
    return made


def _rule(name: str, category: str, words: Sequence[str]) -> str:
    return f"[[rule]]\nname = {_quoted(name)}\nfor = {_quoted(category)}\nweight = 1\nany = {_quoted(words)}\n"


def _must_hold(
    made: str,
    held: Mapping[str, Any],
    weights: Mapping[str, float],
    words: Mapping[str, Sequence[str]],
    given: Proposal,
) -> None:
    wanted = {**held, "weights": weights, "add": words}
    rules = [*held.get("rule", []), *({"name": name} for name in given.rules)]
    try:
        found = tomllib.loads(made)
    except tomllib.TOMLDecodeError as error:
        raise LearnedFileError(f"can't be added to ({error}): give [weights] and [add] the usual form") from error
    same = all(found.get(key) == value for key, value in wanted.items() if key != "rule" and value)
    if not same or [rule["name"] for rule in found.get("rule", [])] != [rule["name"] for rule in rules]:
        raise LearnedFileError("can't be added to: give [weights] and [add] the usual form")


def _without(text: str, table: str) -> str:
    """Without one table, up to the next."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        if _TABLE.match(line):
            inside = re.match(rf"^\s*\[\s*{table}\s*\]", line) is not None
        if not inside:
            kept.append(line)
    return "".join(kept)


def _quoted(value: str | Sequence[str]) -> str:
    """As TOML writes it: like JSON, for what stands in rule files."""
    return json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
