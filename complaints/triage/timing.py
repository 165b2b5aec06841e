"""What the times of a message mean by the city's hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from complaints.triage.grammar.times import interval, tells_night
from complaints.triage.grammar.told import TimeTold
from complaints.triage.hours import Hours


@dataclass(frozen=True, slots=True)
class Timing:
    """`facts`: night, perhaps_night, quiet, exams (rules.FACTS). `nights`: the times that tell of the night."""

    facts: frozenset[str]
    nights: tuple[TimeTold, ...]

    @classmethod
    def of(cls, times: Sequence[TimeTold], hours: Hours, at: datetime | None) -> "Timing":
        """`at`: when it was said, in the office's zone; without it 现在 says nothing of the hour."""
        if not times and at is None:
            return NOTHING_TOLD
        facts: set[str] = set()
        nights = []
        for told in times:
            at_night = tells_night(told, hours.night_begins, hours.night_ends)
            if at_night is None:
                facts.add("perhaps_night")
            if at_night or (told.sort == "going_on" and at is not None and hours.at_night(at)):
                nights.append(told)
            if at is not None and _quiet(told, hours, at):
                facts.add("quiet")
        if nights:
            facts.add("night")
        if at is not None and hours.exam_on(at.date()):
            facts.add("exams")
        return cls(frozenset(facts), tuple(nights))


NOTHING_TOLD = Timing(frozenset(), ())


def _quiet(told: TimeTold, hours: Hours, at: datetime) -> bool:
    if told.begins is None and told.sort != "going_on":
        return False
    between = interval(told, at)
    return between is not None and hours.quiet_at(between[0])
