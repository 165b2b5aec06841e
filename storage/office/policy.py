"""Rules of the office that are numbers: deadlines, windows, limits, how long things are kept."""

import re
from datetime import timedelta
from typing import Annotated, Any, NamedTuple, Self

from pydantic import Field, GetPydanticSchema
from pydantic_core import core_schema

from storage.office.section import Section, Whole


class Span(NamedTuple):
    """A length of time in the office's words: "5m" and "24h" run day and night, "3wd" counts working days."""

    natural: timedelta
    working_days: int

    @classmethod
    def parse(cls, value: object) -> Self:
        found = re.fullmatch(r"(\d{1,4})(m|h|wd)", value) if isinstance(value, str) else None
        if found is None:
            raise ValueError('write a span as "30m", "24h" or "5wd" (working days)')
        amount = int(found[1])
        if amount == 0:
            raise ValueError("a span of nothing is no deadline")
        match found[2]:
            case "m":
                return cls(timedelta(minutes=amount), 0)
            case "h":
                return cls(timedelta(hours=amount), 0)
            case _:
                return cls(timedelta(), amount)

    @property
    def shortest(self) -> timedelta:
        """How long it lasts at least: the same time of day on the next working day is a day away, or several."""
        return self.natural + timedelta(days=self.working_days)

    def __str__(self) -> str:
        if self.working_days:
            return f"{self.working_days}wd"
        minutes = int(self.natural.total_seconds() // 60)
        return f"{minutes // 60}h" if minutes % 60 == 0 else f"{minutes}m"


def _span_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:  # noqa: ANN401 - pydantic's own signature
    return core_schema.no_info_plain_validator_function(Span.parse)


SpanText = Annotated[Span, GetPydanticSchema(_span_schema)]


class UrgencyDeadlines(Section):
    acknowledge: SpanText
    handle: SpanText


class Deadlines(Section):
    """Defaults: 2 h and 24 h follow Beijing's draft 12345 standard (2021-12), 5 working days the Jinan and Weifang
    regulations; the rest is this project's own choice (design, section 5)."""

    emergency: UrgencyDeadlines = UrgencyDeadlines.model_validate({"acknowledge": "5m", "handle": "2h"})
    urgent: UrgencyDeadlines = UrgencyDeadlines.model_validate({"acknowledge": "30m", "handle": "24h"})
    normal: UrgencyDeadlines = UrgencyDeadlines.model_validate({"acknowledge": "1wd", "handle": "5wd"})


class JoinWindow(Section):
    """How long a case takes up further complaints of the same place and category, in days since the last one."""

    days: Whole = Field(default=7, ge=1, le=90)


class Limits(Section):
    """What protects residents and the office from floods and mistakes."""

    appeals_per_hour: Whole = Field(default=20, ge=1, le=1000)
    alert_text_characters: Whole = Field(default=600, ge=100, le=2000)
    notice_characters: Whole = Field(default=3000, ge=200, le=3500)
    invite_hours: Whole = Field(default=48, ge=1, le=720)


class Retention(Section):
    """No law fixes a number of days (PIPL art. 19: no longer than needed); these are settings."""

    # From the end of a case until its words, rooms and files are forgotten.
    closed_cases_days: Whole = Field(default=730, ge=30, le=3650)
    drafts_days: Whole = Field(default=7, ge=1, le=90)
    # Telegram keeps an update for 24 h (research: server source); after that a redelivery can't come.
    updates_days: Whole = Field(default=3, ge=2, le=30)
