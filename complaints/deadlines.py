"""期限: when a case must be acknowledged and answered. Pure: computed once at intake, from policy and calendar."""

from dataclasses import dataclass
from datetime import datetime

from complaints.triage import Urgency
from storage.office import Office, Span

# Rises when the way of computing changes, so that each stored deadline says by which rule it was made.
METHOD = "1"


@dataclass(frozen=True, slots=True)
class Due:
    """Moments in UTC, and the policy that made them, such as "1/normal/1wd/5wd"."""

    acknowledge: datetime
    handle: datetime
    policy: str


def due(office: Office, urgency: str, start: datetime) -> Due:
    """The deadlines of a case that came in at `start`, whatever has happened to it since."""
    spans = {
        Urgency.EMERGENCY: office.deadlines.emergency,
        Urgency.URGENT: office.deadlines.urgent,
        Urgency.NORMAL: office.deadlines.normal,
    }[Urgency(urgency)]
    return Due(
        acknowledge=later(office, spans.acknowledge, start),
        handle=later(office, spans.handle, start),
        policy=f"{METHOD}/{urgency}/{spans.acknowledge}/{spans.handle}",
    )


def more_urgent(urgency: str, than: str) -> bool:
    order = (Urgency.NORMAL, Urgency.URGENT, Urgency.EMERGENCY)
    return order.index(Urgency(urgency)) > order.index(Urgency(than))


def later(office: Office, span: Span, start: datetime) -> datetime:
    """`start` plus a span: natural time day and night, or working days by the office's calendar."""
    if span.working_days:
        return office.hours.after_working_days(start, span.working_days, office.zone)
    return start + span.natural
