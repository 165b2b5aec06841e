"""重发: what did not arrive is sent once more, to exactly the groups that a person saw and confirmed."""

from dataclasses import dataclass, replace

from sqlalchemy import update

from notices import progress
from notices.publishing import queue_copies
from notices.reports import FAILED, UNCERTAIN, Again, Report, open_report
from notices.tally import COPY, Tally, subject_of
from storage.actors import Actor, RefusedError
from storage.tables import Notice, OutboxRow
from storage.unit import Lane, Outgoing, Unit

# The role of a copy that was sent anew: it stays as evidence and is counted no more.
REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Proposal:
    notice: Notice
    which: str
    again: Again


async def propose(unit: Unit, actor: Actor, notice_id: int, which: str) -> Proposal:
    """Whom a 重发 would go to. Raises RefusedError when that is nobody."""
    report = await open_report(unit, actor, notice_id)
    return Proposal(report.notice, which, _again(report, which))


async def resend(unit: Unit, actor: Actor, notice_id: int, which: str, stamp: str, bot_username: str) -> Proposal:
    """Send the confirmed list again. A second press finds another list, or none, and is refused."""
    report = await open_report(unit, actor, notice_id)
    again = _again(report, which)
    if stamp != again.stamp:
        raise RefusedError("notice_list_changed")
    await _send_again(unit, report.notice, again)
    queue_copies(unit, report.notice, (g.chat_id for g in again.latecomers), bot_username)
    report.notice.reported_at = None
    progress.begin(unit, report.notice, actor.chat_id, _expected(report.tally, which, again))
    unit.record(
        actor.signature,
        "notice.resent",
        subject_of(notice_id),
        which=which,
        groups=len(again.groups),
        new_groups=len(again.latecomers),
    )
    return Proposal(report.notice, which, again)


def _again(report: Report, which: str) -> Again:
    again = report.again(which) if which in (FAILED, UNCERTAIN) else Again(())
    if not again.groups:
        raise RefusedError("notice_nothing_again")
    return again


async def _send_again(unit: Unit, notice: Notice, again: Again) -> None:
    """A new row for each old one, by a key that the old one can give only once."""
    subject = subject_of(notice.id)
    replaced = await unit.session.execute(
        update(OutboxRow)
        .where(OutboxRow.id.in_([m.row for m in again.misses]), OutboxRow.role != REPLACED)
        .values(role=REPLACED)
        .returning(OutboxRow.id, OutboxRow.card)
        .execution_options(synchronize_session=False)
    )
    cards = {row.id: row.card for row in replaced}
    for miss in again.misses:
        if miss.row in cards:
            key = f"{subject}:{miss.group.chat_id}:again:{miss.row}"
            unit.send(Outgoing(Lane.NOTICE, miss.group.chat_id, subject, miss.role, cards[miss.row], key=key))


def _expected(tally: Tally, which: str, again: Again) -> Tally:
    """The tally as it will be once the new rows are written."""
    anew = sum(m.role == COPY for m in again.misses)
    left = {which: getattr(tally, which) - anew}
    return replace(tally, waiting=tally.waiting + anew + len(again.latecomers), **left)
