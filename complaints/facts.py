"""What messages and use cases need to know of a case and of the appeal that opened it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Self

from sqlalchemy import case as sql_case
from sqlalchemy import select

from complaints.circumstances import Circumstances
from complaints.light import Light, light
from complaints.triage import Reading, Urgency
from complaints.workflow import OPEN
from storage.actors import RefusedError
from storage.numbers import number_of
from storage.tables import Appeal, Case
from storage.unit import Unit

# A clerk grasps a few words at a glance.
WORDS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class CaseFacts:
    id: int
    status: str
    kind: str
    category: str | None
    urgency: str
    building: str | None
    owner_post: str
    owner_staff: str | None
    proposed_post: str | None
    persons: int
    occurrences: int
    opened_at: datetime
    due_at: datetime

    @classmethod
    def of(cls, row: Case) -> Self:
        return cls(**{f.name: getattr(row, f.name) for f in fields(cls)})

    @property
    def number(self) -> str:
        return number_of(self.id)

    @property
    def subject(self) -> str:
        return f"case:{self.id}"

    @property
    def open(self) -> bool:
        return self.status in OPEN

    def light(self, now: datetime) -> Light:
        return light(now, self.opened_at, self.due_at, done=not self.open)


@dataclass(frozen=True, slots=True)
class Told:
    """The words of an appeal, the words in it that made its category, and what else they tell.

    `repeat`: its author says that they told it before.
    """

    text: str
    words: tuple[str, ...]
    night: bool
    repeat: bool
    circumstances: Circumstances
    room: str | None

    @classmethod
    def of(cls, row: Appeal) -> Self:
        words = telling_words(row.hits, row.category)
        return cls(row.text, words, row.night, row.repeat, Circumstances.from_json(row.circumstances), row.room)

    @classmethod
    def read(cls, text: str, reading: Reading, category: str | None, room: str | None) -> Self:
        """Of words that are being told just now."""
        words = telling_words(reading.as_json()["hits"], category)
        return cls(text, words, reading.night, reading.repeat, Circumstances.of(reading), room)


def telling_words(hits: Iterable[Mapping[str, Any]], category: str | None) -> tuple[str, ...]:
    """The words that spoke for the category (for an unsure reading: all), each once, the part of a longer one left out.

    At most WORDS_SHOWN, in the order in which they were said.
    """
    words = [str(h["word"]) for h in hits if category is None or h["speaks_for"] == category]
    whole = [w for w in dict.fromkeys(words) if not any(w != other and w in other for other in words)]
    return tuple(whole[:WORDS_SHOWN])


def telling_rules(hits: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The names of the rules that made a reading, its kind apart; hits of before they were kept have none."""
    named = (str(h["rule"]) for h in hits if "rule" in h and not str(h["speaks_for"]).startswith("kind."))
    return tuple(dict.fromkeys(named))[:WORDS_SHOWN]


def danger_words(hits: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """The words that made a reading an emergency."""
    return tuple(str(h["word"]) for h in hits if h["speaks_for"] == f"urgency.{Urgency.EMERGENCY}")


async def lock_case(unit: Unit, case_id: int) -> Case:
    """The case, kept from others until this unit ends. Raises RefusedError when there is none."""
    row = await unit.session.scalar(select(Case).where(Case.id == case_id).with_for_update())
    if row is None:
        raise RefusedError("no_such_case")
    return row


async def telling_appeal(unit: Unit, case_id: int) -> Appeal:
    """The words that a case is known by: of its appeals that stand the most urgent, of these the oldest."""
    found = await unit.session.scalar(
        select(Appeal)
        .where(Appeal.case_id == case_id)
        .order_by(Appeal.withdrawn_at.is_not(None), _URGENCY_FIRST, Appeal.id)
        .limit(1)
    )
    assert found is not None, "a case is opened by an appeal"
    return found


_URGENCY_FIRST = sql_case({Urgency.EMERGENCY: 0, Urgency.URGENT: 1}, value=Appeal.urgency, else_=2)
