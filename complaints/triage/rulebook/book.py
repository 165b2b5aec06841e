"""The packaged rule files and the office's own, read and laid over one another."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from pydantic import ValidationError

from complaints.triage.confidence import Confidence
from complaints.triage.rulebook.mistakes import Mistake, line_of, meant
from complaints.triage.rulebook.rule_file import RuleFile, WrittenRule


class Source(NamedTuple):
    """Where something was written: a file and a key in it."""

    file: str
    key: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A rule and where it stands. `source` is of its last writing, also when only its weight or words were changed."""

    rule: WrittenRule
    source: Source


class Book:
    """`lists` and `rules` by name, after all changes. What can't be used is left out and stands in `mistakes`."""

    def __init__(self, packaged: Mapping[str, str], office: Mapping[str, str]) -> None:
        self._texts = {**packaged, **office}
        self.mistakes: list[Mistake] = []
        self.files: dict[str, RuleFile] = {}
        self.lists: dict[str, tuple[Source, Sequence[str]]] = {}
        self.rules: dict[str, Placed] = {}
        self.confidence: Confidence | None = None
        for name in sorted(packaged):
            self._take(name, packaged[name])
        for name in sorted(office):
            self._take(name, office[name])
        for name in sorted(office):
            self._change(name)

    def wrong(self, source: Source, problem: str, word: str | None = None) -> None:
        """Notes a mistake with its line."""
        line = line_of(self._texts.get(source.file, ""), source.key, word)
        self.mistakes.append(Mistake(source.file, line, source.key, problem))

    def _take(self, name: str, text: str) -> None:
        try:
            file = RuleFile.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            line = getattr(error, "lineno", 0)  # Python 3.14 tells it apart; the message always has it
            self.mistakes.append(Mistake(name, line, "TOML", str(error)))
            return
        except ValidationError as error:
            self._refused(name, text, error)
            return
        self.files[name] = file
        for title, words in file.lists.items():
            self._list(Source(name, f"lists.{title}"), title, words)
        if file.confidence is not None:
            points = tuple((share, right) for share, right in file.confidence.points)
            self.confidence = Confidence(file.confidence.sharpness, file.confidence.sure_enough, points)
        for place, rule in enumerate(file.rule):
            self._rule(Source(name, f"rule.{place}"), rule)

    def _refused(self, name: str, text: str, error: ValidationError) -> None:
        for fault in error.errors():
            places = [str(part) for part in fault["loc"]]
            key, problem = ".".join(places), fault["msg"]
            if fault["type"] == "extra_forbidden":
                known = _keys(WrittenRule if places[0] == "rule" else RuleFile)
                problem = f"unknown key; {meant(places[-1], known)}"
            self.mistakes.append(Mistake(name, line_of(text, key), key, problem))

    def _list(self, source: Source, title: str, words: Sequence[str]) -> None:
        if title in self.lists:
            self.wrong(source, f"is already in {self.lists[title][0].file}; use add and remove to change it")
            return
        self.lists[title] = (source, words)

    def _rule(self, source: Source, rule: WrittenRule) -> None:
        before = self.rules.get(rule.name)
        if before is not None and before.source.file == source.file:
            self.wrong(Source(source.file, f"{source.key}.name"), f"{rule.name} is in this file twice")
        self.rules[rule.name] = Placed(rule, source)

    def _change(self, name: str) -> None:
        file = self.files.get(name)
        if file is None:
            return
        for title, words in file.add.items():
            self._words(Source(name, f"add.{title}"), title, words, adding=True)
        for title, words in file.remove.items():
            self._words(Source(name, f"remove.{title}"), title, words, adding=False)
        for rule, weight in file.weights.items():
            source = Source(name, f"weights.{rule}")
            if self._known(source, rule, self.rules):
                self.rules[rule] = Placed(self.rules[rule].rule.model_copy(update={"weight": weight}), source)
        for rule in file.off:
            if self._known(Source(name, "off"), rule, self.rules):
                del self.rules[rule]

    def _words(self, source: Source, title: str, words: Sequence[str], *, adding: bool) -> None:
        if title in self.lists:
            told_in, before = self.lists[title]
            self.lists[title] = (told_in, self._changed(source, before, words, adding=adding))
        elif self._known(source, title, {**self.rules, **self.lists}):
            placed = self.rules[title]
            after = self._changed(source, placed.rule.any, words, adding=adding)
            self.rules[title] = replace(placed, rule=placed.rule.model_copy(update={"any": after}))

    def _changed(self, source: Source, before: Sequence[str], words: Sequence[str], *, adding: bool) -> Sequence[str]:
        for word in words:
            if adding == (word in before):
                self.wrong(source, f"{word} {'is there already' if adding else 'is not there'}", word)
        if adding:
            return [*before, *(word for word in words if word not in before)]
        return [word for word in before if word not in words]

    def _known(self, source: Source, name: str, names: Mapping[str, object]) -> bool:
        if name not in names:
            self.wrong(source, f"nothing is called {name}; {meant(name, names)}", name)
        return name in names


def _keys(form: type[WrittenRule | RuleFile]) -> list[str]:
    return [field.alias or name for name, field in form.model_fields.items()]
