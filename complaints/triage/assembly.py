"""Reads the rule files into rules, or says which file and key is wrong."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import NoReturn, TypeVar

from pydantic import ValidationError

from complaints.triage.normal import Normaliser
from complaints.triage.rule_file import RuleFile, WrittenRule
from complaints.triage.rules import (
    CATEGORIES,
    DANGER,
    FACTS,
    SEEN_BY_CODE,
    SMALL_TALK,
    TARGETS,
    Rule,
    Rules,
    RulesError,
)

Key = TypeVar("Key")


def load(files: Mapping[str, str]) -> Rules:
    """`files`: name → TOML text. A later file (by name) may add lists and rules, never say a list again."""
    written = {name: _read(name, files[name]) for name in sorted(files)}
    return _Assembly(written).rules(_version(files))


def packaged_files() -> dict[str, str]:
    """The rule files that come with the package."""
    folder = resources.files("complaints.triage") / "rules"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + files[name].encode() + b"\0")
    return digest.hexdigest()[:12]


def _read(name: str, text: str) -> RuleFile:
    try:
        return RuleFile.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RulesError(name, "TOML", str(error)) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise RulesError(name, ".".join(map(str, first["loc"])), first["msg"]) from error


class _Assembly:
    """Puts the files together: names of lists resolved, words brought to the form messages are matched in."""

    def __init__(self, files: Mapping[str, RuleFile]) -> None:
        self._files = files
        self._numbers: dict[frozenset[str], int] = {}
        self._lists: dict[str, tuple[str, list[str]]] = {}
        characters: dict[str, str] = {}
        misspelt: dict[str, str] = {}
        for name, file in files.items():
            characters |= {pair[0]: pair[1] for pair in file.spelling.characters}
            misspelt |= file.spelling.words
            for title, words in file.lists.items():
                if title in self._lists:
                    raise RulesError(name, f"lists.{title}", f"is already in {self._lists[title][0]}")
                self._lists[title] = (name, words)
        self._normalise = Normaliser(characters, misspelt)

    def rules(self, version: str) -> Rules:
        missing = [title for title in (*SEEN_BY_CODE, *SMALL_TALK) if title not in self._lists]
        if missing:
            raise RulesError("(all files)", f"lists.{missing[0]}", "is needed and stands in no file")
        lists = {title: self._words(name, f"lists.{title}", words) for title, (name, words) in self._lists.items()}
        sorted_rules: dict[str, list[Rule]] = {"fact": [], "category": [], "kind": [], "urgency": []}
        troubling: set[str] = set()
        for name, file in self._files.items():
            for place, written in enumerate(file.rule):
                rule, words = self._rule(name, f"rule.{place}", written)
                family = "category" if rule.speaks_for in CATEGORIES else rule.speaks_for.partition(".")[0]
                sorted_rules[family].append(rule)
                if rule.trouble or family == "urgency" or rule.speaks_for.startswith("fact.noise"):
                    troubling |= words
        for title in SEEN_BY_CODE:
            self._number(lists[title])
        return Rules(
            facts=tuple(sorted(sorted_rules["fact"], key=lambda rule: FACTS.index(rule.speaks_for[5:]))),
            categories=tuple(sorted_rules["category"]),
            kinds=tuple(sorted_rules["kind"]),
            dangers=tuple(rule for rule in sorted_rules["urgency"] if rule.speaks_for == DANGER),
            urgencies=tuple(rule for rule in sorted_rules["urgency"] if rule.speaks_for != DANGER),
            words=_by_word({number: words for words, number in self._numbers.items()}),
            lists=lists,
            marks=_by_word({title: lists[title] for title in SEEN_BY_CODE}),
            troubling=frozenset(troubling),
            hiding=self._plain("hiding"),
            whole=self._plain("whole"),
            dictionary=self._plain("dictionary"),
            normalise=self._normalise,
            version=version,
        )

    def _rule(self, name: str, key: str, written: WrittenRule) -> tuple[Rule, set[str]]:
        if written.speaks_for not in TARGETS:
            _wrong(name, f"{key}.for", f"unknown {written.speaks_for!r}", TARGETS)
        family, _, fact_told = written.speaks_for.partition(".")
        known = FACTS[: FACTS.index(fact_told)] if family == "fact" else FACTS
        for field, facts in (("when", written.when), ("unless", written.unless)):
            for fact in facts:
                if fact not in known:
                    _wrong(name, f"{key}.{field}", f"unknown or not yet found: {fact!r}", known)
        asked = [self._words(name, f"{key}.all", [word]) for word in written.all]
        if written.any:
            asked.append(self._words(name, f"{key}.any", written.any))
        if not asked and not written.when:
            raise RulesError(name, key, "asks for nothing: it needs any, all or when")
        none = self._words(name, f"{key}.not", written.none) if written.none else None
        rule = Rule(
            speaks_for=written.speaks_for,
            weight=written.weight,
            groups=tuple(self._number(words) for words in asked),
            none=self._number(none) if none else None,
            within=written.within,
            when=frozenset(written.when),
            unless=frozenset(written.unless),
            trouble=written.trouble,
        )
        return rule, {word for words in asked for word in words}

    def _words(self, name: str, key: str, written: list[str], above: tuple[str, ...] = ()) -> frozenset[str]:
        return frozenset(self._each(name, key, written, above))

    def _each(self, name: str, key: str, written: list[str], above: tuple[str, ...]) -> Iterator[str]:
        for word in written:
            title = word[1:]
            if not word.startswith("@"):
                yield self._normalise(word).text
            elif title not in self._lists:
                _wrong(name, key, f"no list is called {word}", self._lists)
            elif title in above:
                raise RulesError(name, key, f"{word} contains itself")
            else:
                yield from self._each(name, key, self._lists[title][1], (*above, title))

    def _number(self, words: frozenset[str]) -> int:
        return self._numbers.setdefault(words, len(self._numbers))

    def _plain(self, field: str) -> frozenset[str]:
        return frozenset(self._normalise(word).text for file in self._files.values() for word in getattr(file, field))


def _by_word(sets: Mapping[Key, frozenset[str]]) -> dict[str, tuple[Key, ...]]:
    found: dict[str, list[Key]] = {}
    for key, words in sets.items():
        for word in words:
            found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}


def _wrong(
    name: str, key: str, problem: str, known: Mapping[str, object] | frozenset[str] | tuple[str, ...]
) -> NoReturn:
    raise RulesError(name, key, f"{problem}; known: {', '.join(sorted(known))}")
