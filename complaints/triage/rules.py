"""The rules as the matcher and the scorer use them. assembly.py makes them from the files."""

from collections.abc import Mapping
from dataclasses import dataclass

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.normal import Normaliser

FACTS = ("resolved", "long", "perhaps_night", "night", "noise_said", "noise", "now", "many", "weak")
"""What may stand in `when` and `unless`, found in this order. The first three come from code alone."""

DANGER = f"urgency.{Urgency.EMERGENCY}"

SEEN_BY_CODE = (
    "negation",
    "reach",
    "supposed",
    "pretended",
    "past",
    "present",
    "resolved",
    "asked",
    "relapse",
    "turn",
    "concession",
)
"""Lists of keywords the code itself asks for (context.py): each must be there."""

SMALL_TALK = ("greeting", "thanks", "farewell", "assent", "wrapping")
"""Lists for small_talk.py. They are not looked for in messages that say more."""

CATEGORIES = frozenset(Category)
TARGETS = (
    CATEGORIES
    | {f"kind.{kind}" for kind in Kind}
    | {f"urgency.{level}" for level in Urgency if level is not Urgency.NORMAL}
    | {f"fact.{fact}" for fact in FACTS if fact not in FACTS[:3]}
)


class RulesError(ValueError):
    """A rule file can't be used; `file` and `key` say where."""

    def __init__(self, file: str, key: str, problem: str) -> None:
        super().__init__(f"{file}: {key}: {problem}")
        self.file, self.key = file, key


@dataclass(frozen=True, slots=True)
class Rule:
    """Each group (the number of a set of words) must be seen; `none` must not. `within` counts characters."""

    speaks_for: str
    weight: float
    groups: tuple[int, ...]
    none: int | None
    within: int | None
    when: frozenset[str]
    unless: frozenset[str]
    trouble: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """`words` gives each keyword the groups it belongs to. `marks`: to which of SEEN_BY_CODE a word belongs.

    `troubling` words can be denied or be over.
    """

    facts: tuple[Rule, ...]
    categories: tuple[Rule, ...]
    kinds: tuple[Rule, ...]
    dangers: tuple[Rule, ...]
    urgencies: tuple[Rule, ...]
    words: Mapping[str, tuple[int, ...]]
    lists: Mapping[str, frozenset[str]]
    marks: Mapping[str, tuple[str, ...]]
    troubling: frozenset[str]
    hiding: frozenset[str]
    whole: frozenset[str]
    dictionary: frozenset[str]
    normalise: Normaliser
    version: str
