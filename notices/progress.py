"""The author sees a notice go out: one message that is edited as copies arrive, and a report when the last one has.

Each step's edit and the report have keys of their own, so that they are written once however often this runs: as the
sender's listener, as a tick, after a restart.
"""

from sqlalchemy import select, update

from notices.messages import reporting
from notices.reports import report_of
from notices.tally import COPY, Tally, count, notice_of, subject_of
from storage.outbox import PICTURES, Settled
from storage.tables import Notice, OutboxRow
from storage.unit import Lane, Outgoing, Unit

# An edit costs as much as a message: ten for a notice, whatever the number of groups.
STEPS = 10
PROGRESS, REPORT = "progress", "report"


class Progress:
    """The sender's listener. Counting costs a look at every copy, so it counts only when a step may be reached."""

    def __init__(self) -> None:
        # Outcomes of a notice that may pass unseen. Only saves work: what is lost here, the tick makes good.
        self._unseen: dict[int, int] = {}

    async def __call__(self, unit: Unit, row: Settled) -> None:
        notice_id = notice_of(row.subject) if row.role in (COPY, PICTURES) else None
        if notice_id is None:
            return
        unseen = self._unseen.pop(notice_id, 0)
        if unseen > 0 and row.role == COPY:
            self._unseen[notice_id] = unseen - 1
            return
        tally = await advance(unit, notice_id)
        if not tally.over:
            self._unseen[notice_id] = _to_next_step(tally) - 1


async def tick(unit: Unit) -> None:
    """Look after every notice that has no report yet."""
    for notice_id in (await unit.session.scalars(select(Notice.id).where(Notice.reported_at.is_(None)))).all():
        await advance(unit, notice_id)


def begin(unit: Unit, notice: Notice, chat_id: int, tally: Tally) -> None:
    """A message of progress for a notice whose copies have just been queued; its report will go to the same chat."""
    card = reporting.progress(notice.title, tally)
    unit.send(Outgoing(Lane.REPLY, chat_id, subject_of(notice.id), PROGRESS, card.to_json()))


async def advance(unit: Unit, notice_id: int) -> Tally:
    """Bring the author's message up to date; with the last copy, the report follows."""
    subject = subject_of(notice_id)
    tally = (await count(unit, [notice_id]))[notice_id]
    step = tally.done * STEPS // tally.total if tally.total else 0
    if tally.over and not await _first_to_report(unit, notice_id):
        return tally
    found = await unit.session.execute(
        select(OutboxRow.id, OutboxRow.chat_id, Notice.title)
        .join(Notice, Notice.id == notice_id)
        .where(OutboxRow.subject == subject, OutboxRow.role == PROGRESS)
        .order_by(OutboxRow.id.desc())
        .limit(1)
    )
    told = found.first()
    if told is None or (step == 0 and not tally.over):
        return tally
    key = f"{subject}:{PROGRESS}:{told.id}:{'end' if tally.over else step}"
    card = reporting.progress(told.title, tally).to_json()
    unit.send(Outgoing(Lane.EDIT, told.chat_id, subject, "progress_edit", card, key=key, edits=told.id))
    if tally.over:
        report = await report_of(unit, notice_id)
        key = f"{subject}:{REPORT}:{told.id}"
        card = reporting.report(report, unit.office, unit.now).to_json()
        unit.send(Outgoing(Lane.REPLY, told.chat_id, subject, REPORT, card, key=key))
    return tally


async def _first_to_report(unit: Unit, notice_id: int) -> bool:
    marked = await unit.session.execute(
        update(Notice)
        .where(Notice.id == notice_id, Notice.reported_at.is_(None))
        .values(reported_at=unit.now)
        .returning(Notice.id)
        .execution_options(synchronize_session=False)
    )
    return marked.first() is not None


def _to_next_step(tally: Tally) -> int:
    """How many more copies until the next step, at least 1."""
    step = tally.done * STEPS // tally.total
    return max(1, min(-(-(step + 1) * tally.total // STEPS) - tally.done, tally.waiting))
