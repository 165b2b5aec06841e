"""Text in, reading out."""

import re
from datetime import datetime

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.confidence import NOTHING_SAID
from complaints.triage.cutting import Cutter
from complaints.triage.decide import likeliest_of
from complaints.triage.heard import worth_hearing
from complaints.triage.hours import Hours
from complaints.triage.keywords import Keywords
from complaints.triage.message import Message
from complaints.triage.normal import NormalText
from complaints.triage.reading import Reading, SmallTalk
from complaints.triage.rulebook.assembly import load, packaged_files
from complaints.triage.rulebook.rules import Rules
from complaints.triage.small_talk import SmallTalkEar
from complaints.triage.steps import Steps

_WORD = re.compile(r"[^\W_]")


class Triage:
    """Immutable once made, and safe to share between threads."""

    def __init__(self, rules: Rules, hours: Hours = Hours(), cutter: Cutter | None = None) -> None:  # noqa: B008 - frozen
        self._rules, self._hours = rules, hours
        self._keywords = Keywords(rules)
        self._cutter = cutter or Cutter(rules.dictionary)
        self._normalise = rules.normalise.listening(worth_hearing(rules), self._cutter)
        self._small_talk = SmallTalkEar(rules.lists)

    @classmethod
    def packaged(cls) -> "Triage":
        """With the rules that come with the package. Raises RulesError when they are broken."""
        return cls(load(packaged_files()))

    def with_rules(self, rules: Rules) -> "Triage":
        """Another one that reads by these rules; the dictionary is not loaded again."""
        return Triage(rules, self._hours, self._cutter.with_words(rules.dictionary))

    @property
    def rules_version(self) -> str:
        """Changes with every change of a rule file: 12 hexadecimal digits."""
        return self._rules.version

    @property
    def rules(self) -> Rules:
        """What it reads by."""
        return self._rules

    def words(self, text: str) -> list[str]:
        """The words of a text as it is matched, cut by jieba; together they are the whole of it."""
        return self._cutter.cut(self._normalise(text).text)

    def warm_up(self) -> None:
        """Loads the dictionary that the first doubtful message would otherwise wait for (about half a second)."""
        self._cutter.warm_up()

    def read(self, text: str, at: datetime | None = None) -> Reading:
        """Never raises, for any str; time grows with the length. Positions of hits are those of `text`.

        `at` is when it was said, aware, in the office's zone.
        """
        _, talk, message = self._begin(text, at)
        return _nothing_to_register(talk) if message is None else message.reading()

    def strengths(self, text: str, at: datetime | None = None) -> dict[str, float]:
        """How strongly each rule about categories and kinds held, by its name; times its weight is what it added.

        Empty for small talk. See learning.py.
        """
        _, _, message = self._begin(text, at)
        if message is None:
            return {}
        message.reading()
        told = message.weighed
        return {rule.name: strength for tally in (told.categories, told.kinds) for rule, strength, _ in tally.spoken}

    def explain(self, text: str, at: datetime | None = None) -> tuple[Reading, Steps]:
        """The same reading, and how it came about."""
        normal, talk, message = self._begin(text, at)
        if message is None:
            return _nothing_to_register(talk), Steps.without_rules(normal)
        return message.reading(), Steps.of(normal, message.weighed, message.left_out())

    def _begin(self, text: str, at: datetime | None) -> tuple[NormalText, SmallTalk | None, Message | None]:
        """No message where there is nothing to read: small talk, or no word at all (signs, pictures)."""
        normal = self._normalise(text)
        talk = self._small_talk.hear(normal.text)
        if talk is not None or _WORD.search(text) is None:
            return normal, talk, None
        return normal, None, Message(self._rules, self._keywords, self._cutter, normal, self._hours, at)


def _nothing_to_register(talk: SmallTalk | None) -> Reading:
    return Reading(
        kind=Kind.OTHER,
        category=Category.OTHER,
        second=None,
        noise=False,
        night=False,
        repeat=False,
        urgency=Urgency.NORMAL,
        confidence=NOTHING_SAID if talk is None else 1.0,
        hits=(),
        likeliest=likeliest_of([(Category.OTHER, 1.0)]),
        small_talk=talk,
    )
