"""The rules as the matcher and the scorer use them. assembly.py makes them from the files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from complaints.triage.codes import Category, Kind, Urgency
from complaints.triage.confidence import Confidence
from complaints.triage.normal import Normaliser

FACTS = (
    "resolved",
    "long",
    "quiet",
    "exams",
    "perhaps_night",
    "night",
    "noise_said",
    "noise_first",
    "noise",
    "now",
    "many",
    "weak",
    "repeat",
    "question",
    "wish",
    "thanks",
    "grumble",
    "taken_back",
    "trouble",
    "matter",
    *Category,
)
"""What may stand in `when` and `unless`, found in this order."""

AFTER_CATEGORIES = frozenset(("trouble", "matter", *Category))
"""Facts that the rules for categories make, which therefore can't ask for them: something is wrong, something is
spoken of, and the code of what is spoken of most."""

FROM_CODE = frozenset(("resolved", "long", "quiet", "exams", "perhaps_night")) | AFTER_CATEGORIES
"""Facts that no rule may tell."""

DANGER, URGENT = f"urgency.{Urgency.EMERGENCY}", f"urgency.{Urgency.URGENT}"

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
    | {f"fact.{fact}" for fact in FACTS if fact not in FROM_CODE}
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Each group (the number of a set of words) must be seen; `none` must not. `within` counts characters."""

    name: str
    speaks_for: str
    weight: float
    groups: tuple[int, ...]
    none: int | None
    within: int | None
    when: frozenset[str]
    unless: frozenset[str]
    trouble: bool
    first: bool


class Family:
    """Rules of one sort, in the order of the files. `groups`: all that they need."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.groups = frozenset(group for rule in self.rules for group in rule.groups)


@dataclass(frozen=True, slots=True)
class Rules:
    """`words` gives each keyword the groups it belongs to. `marks`: to which of SEEN_BY_CODE a word belongs.

    `troubling` words can be denied or be over.
    """

    facts: Family
    categories: Family
    kinds: Family
    dangers: Family
    urgencies: Family
    words: Mapping[str, tuple[int, ...]]
    lists: Mapping[str, frozenset[str]]
    marks: Mapping[str, tuple[str, ...]]
    troubling: frozenset[str]
    hiding: frozenset[str]
    whole: frozenset[str]
    dictionary: frozenset[str]
    normalise: Normaliser
    confidence: Confidence
    version: str
