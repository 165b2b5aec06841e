"""Makes rules of the rule files, or says what is wrong in them, all of it."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import TypeVar

from complaints.triage.confidence import UNMEASURED
from complaints.triage.normal import Normaliser
from complaints.triage.rulebook.book import Book, Placed, Source
from complaints.triage.rulebook.mistakes import RulesError, meant
from complaints.triage.rulebook.rules import (
    AFTER_CATEGORIES,
    CATEGORIES,
    DANGER,
    FACTS,
    SEEN_BY_CODE,
    SMALL_TALK,
    TARGETS,
    Family,
    Rule,
    Rules,
)

Key = TypeVar("Key")


def load(packaged: Mapping[str, str], office: Mapping[str, str] | None = None) -> Rules:
    """Name → TOML text of each file. Raises RulesError with every mistake that was found."""
    book = Book(packaged, office or {})
    rules = _Assembly(book).rules(_version({**packaged, **(office or {})}))
    if book.mistakes:
        raise RulesError(book.mistakes)
    return rules


def packaged_files() -> dict[str, str]:
    """The rule files that come with the package."""
    folder = resources.files("complaints.triage") / "rules"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".toml")}


def office_paths(folder: Path) -> list[Path]:
    """The office's own files, in order; none where the folder isn't there. Hidden ones are an editor's."""
    return sorted(file for file in folder.glob("*.toml") if not file.name.startswith("."))


def office_files(folder: Path) -> dict[str, str]:
    """Their texts by name, with that of the folder. Raises OSError, UnicodeError."""
    return {f"{folder.name}/{file.name}": file.read_text(encoding="utf-8-sig") for file in office_paths(folder)}


def _version(files: Mapping[str, str]) -> str:
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()[:12]


class _Assembly:
    """Names of lists resolved, words brought to the form messages are matched in."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._numbers: dict[frozenset[str], int] = {}
        words: dict[str, str] = {}
        pinyin: dict[str, str] = {}
        heard: set[str] = set()
        never: set[str] = set()
        for file in book.files.values():
            words |= file.spelling.words
            pinyin |= file.spelling.pinyin
            heard.update(file.spelling.heard)
            never.update(file.spelling.never)
        self._normalise = Normaliser(words, pinyin, heard, never)
        self._reads: dict[str, str] = {}
        self._lists: dict[str, frozenset[str]] = {}

    def rules(self, version: str) -> Rules:
        book = self._book
        for title in (*SEEN_BY_CODE, *SMALL_TALK):
            if title not in book.lists:
                book.wrong(Source("(all files)", f"lists.{title}"), "is needed and stands in no file")
                book.lists[title] = (Source("(all files)", title), [])
        lists = {title: self._words(source, words) for title, (source, words) in book.lists.items()}
        families: dict[str, list[Rule]] = {"fact": [], "category": [], "kind": [], "urgency": []}
        troubling: set[str] = set()
        for placed in book.rules.values():
            if not self._sound(placed):
                continue
            rule, words = self._rule(placed)
            family = "category" if rule.speaks_for in CATEGORIES else rule.speaks_for.partition(".")[0]
            families[family].append(rule)
            if rule.trouble or family == "urgency" or rule.speaks_for.startswith("fact.noise"):
                troubling |= words
        for title in SEEN_BY_CODE:
            self._number(lists[title])
        return Rules(
            facts=Family(sorted(families["fact"], key=lambda rule: FACTS.index(rule.speaks_for[5:]))),
            categories=Family(families["category"]),
            kinds=Family(families["kind"]),
            dangers=Family(rule for rule in families["urgency"] if rule.speaks_for == DANGER),
            urgencies=Family(rule for rule in families["urgency"] if rule.speaks_for != DANGER),
            words=_by_word({number: words for words, number in self._numbers.items()}),
            lists=lists,
            marks=_by_word({title: lists[title] for title in SEEN_BY_CODE}),
            troubling=frozenset(troubling),
            hiding=self._plain("hiding"),
            whole=self._plain("whole"),
            dictionary=self._plain("dictionary"),
            normalise=self._normalise,
            confidence=book.confidence or UNMEASURED,
            version=version,
        )

    def _sound(self, placed: Placed) -> bool:
        book, rule, (file, key) = self._book, placed.rule, placed.source
        before = len(book.mistakes)
        if rule.speaks_for not in TARGETS:
            book.wrong(Source(file, f"{key}.for"), f"unknown {rule.speaks_for}; {meant(rule.speaks_for, TARGETS)}")
            return False
        family, _, fact_told = rule.speaks_for.partition(".")
        known = FACTS[: FACTS.index(fact_told)] if family == "fact" else FACTS
        if rule.speaks_for in CATEGORIES:
            known = tuple(fact for fact in FACTS if fact not in AFTER_CATEGORIES)
        for field, facts in (("when", rule.when), ("unless", rule.unless)):
            for fact in facts:
                if fact not in known:
                    problem = f"unknown or not yet found: {fact}; {meant(fact, known)}"
                    book.wrong(Source(file, f"{key}.{field}"), problem, fact)
        if not rule.all and not rule.any and not rule.when:
            book.wrong(placed.source, "asks for nothing: it needs any, all or when")
        if rule.first and not rule.all and not rule.any:
            book.wrong(Source(file, f"{key}.first"), "looks at where words stand: it needs any or all")
        return len(book.mistakes) == before

    def _rule(self, placed: Placed) -> tuple[Rule, set[str]]:
        written, (file, key) = placed.rule, placed.source
        asked = [self._words(Source(file, f"{key}.all"), [word]) for word in written.all]
        if written.any:
            asked.append(self._words(Source(file, f"{key}.any"), written.any))
        none = self._words(Source(file, f"{key}.not"), written.none) if written.none else None
        rule = Rule(
            name=written.name,
            speaks_for=written.speaks_for,
            weight=written.weight,
            groups=tuple(self._number(words) for words in asked),
            none=self._number(none) if none else None,
            within=written.within,
            when=frozenset(written.when),
            unless=frozenset(written.unless),
            trouble=written.trouble,
            first=written.first,
        )
        return rule, {word for words in asked for word in words}

    def _words(self, source: Source, written: Sequence[str], above: tuple[str, ...] = ()) -> frozenset[str]:
        return frozenset(self._each(source, written, above))

    def _each(self, source: Source, written: Sequence[str], above: tuple[str, ...]) -> Iterator[str]:
        for word in written:
            title = word[1:]
            if not word.startswith("@"):
                read = self._read(word)
                if read:  # a joiner of pictures is nothing by itself
                    yield read
            elif title not in self._book.lists:
                self._book.wrong(source, f"no list is called {word}; {meant(title, self._book.lists)}", word)
            elif title in above:
                self._book.wrong(source, f"{word} contains itself", word)
            else:
                yield from self._list(source, title, above)

    def _list(self, source: Source, title: str, above: tuple[str, ...]) -> frozenset[str]:
        """With the lists it names. Most are named by many rules; a mistake in one is told of each of them."""
        if title not in self._lists:
            before = len(self._book.mistakes)
            words = self._words(source, self._book.lists[title][1], (*above, title))
            if len(self._book.mistakes) > before:
                return words
            self._lists[title] = words
        return self._lists[title]

    def _read(self, word: str) -> str:
        """Most words are asked for once for each rule that names their list."""
        if word not in self._reads:
            self._reads[word] = self._normalise(word).text
        return self._reads[word]

    def _number(self, words: frozenset[str]) -> int:
        return self._numbers.setdefault(words, len(self._numbers))

    def _plain(self, field: str) -> frozenset[str]:
        files = self._book.files.values()
        return frozenset(self._read(word) for file in files for word in getattr(file, field))


def _by_word(sets: Mapping[Key, frozenset[str]]) -> dict[str, tuple[Key, ...]]:
    found: dict[str, list[Key]] = {}
    for key, words in sets.items():
        for word in words:
            found.setdefault(word, []).append(key)
    return {word: tuple(keys) for word, keys in found.items()}
