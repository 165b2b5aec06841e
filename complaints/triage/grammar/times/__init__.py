"""The grammar of times in residents' Chinese: which are told, when they were, and whether that is at night."""

from complaints.triage.grammar.times.calendar_day import CalendarDay, CalendarTime
from complaints.triage.grammar.times.intervals import interval
from complaints.triage.grammar.times.night import NIGHT_BEGINS, NIGHT_ENDS, tells_night
from complaints.triage.grammar.times.telling import times_told

__all__ = ["NIGHT_BEGINS", "NIGHT_ENDS", "CalendarDay", "CalendarTime", "interval", "tells_night", "times_told"]
