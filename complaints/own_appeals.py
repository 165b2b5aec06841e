"""我的诉求: what a resident may do with the appeals they made, and with nobody else's."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, insert, select

from complaints import alerts, callback, deadline_rows, joining, regrading
from complaints.facts import CaseFacts, Told, lock_case
from complaints.incoming import Incoming
from complaints.intake import Registered, attach, raised, send_receipt
from complaints.relay import subject_of, to_staff
from complaints.triage import Triage, Urgency
from complaints.workflow import OPEN, Status, after
from storage.actors import Actor, RefusedError
from storage.tables import Appeal, Case, Occurrence
from storage.unit import Unit

# A resident may press 催办 as often as they like; staff are told at most so often.
REMINDER_PAUSE = timedelta(minutes=30)
# Pressed twice within it, 又发生了 is one occurrence.
AGAIN_PAUSE = timedelta(minutes=10)
LISTED = 10


@dataclass(frozen=True, slots=True)
class Own:
    """An appeal with its case, as its author may see it."""

    appeal: Appeal
    case: CaseFacts
    answer: str | None


async def listed(unit: Unit, actor: Actor) -> list[Own]:
    """The resident's latest appeals that were not withdrawn, newest first."""
    rows = await unit.session.execute(
        select(Appeal, Case)
        .join(Case, Case.id == Appeal.case_id)
        .where(Appeal.resident_id == actor.must_be_resident(), Appeal.withdrawn_at.is_(None))
        .order_by(Appeal.id.desc())
        .limit(LISTED)
    )
    return [Own(appeal, CaseFacts.of(case), case.answer) for appeal, case in rows]


async def own(unit: Unit, actor: Actor, appeal_id: int) -> Own:
    """One's own appeal, its case locked. Raises RefusedError for anybody else's, and for a withdrawn one."""
    appeal = await unit.session.get(Appeal, appeal_id)
    if appeal is None or appeal.resident_id != actor.must_be_resident():
        raise RefusedError("not_yours")
    if appeal.withdrawn_at is not None:
        raise RefusedError("withdrawn")
    case = await lock_case(unit, appeal.case_id)
    return Own(appeal, CaseFacts.of(case), case.answer)


async def by_message(unit: Unit, actor: Actor, chat_id: int, message_id: int) -> Own | None:
    """The own appeal that a message of the bot is about; None where it is about none, or not one's own."""
    subject = await subject_of(unit, chat_id, message_id)
    if subject is None or not subject.startswith("appeal:") or actor.resident_id is None:
        return None
    try:
        return await own(unit, actor, int(subject.removeprefix("appeal:")))
    except RefusedError:
        return None


async def choose_category(unit: Unit, actor: Actor, appeal_id: int, category: str) -> Own:
    """改类别: the author says what it is about."""
    found = await own(unit, actor, appeal_id)
    case = await lock_case(unit, found.case.id)
    facts = await regrading.correct(unit, actor, found.appeal, case, category, regrading.Role.RESIDENT)
    return Own(found.appeal, facts, found.answer)


async def withdraw(unit: Unit, actor: Actor, appeal_id: int) -> Own:
    """撤回: the appeal no longer counts; a case that nobody stands behind any more is void."""
    found = await own(unit, actor, appeal_id)
    case = await lock_case(unit, found.case.id)
    found.appeal.withdrawn_at = unit.now
    await unit.session.flush()
    unit.record(actor.signature, "appeal.withdrawn", f"appeal:{appeal_id}", case=case.id)
    case.persons = await joining.count_persons(unit, case.id)
    if case.persons == 0 and case.status in OPEN:
        case.status = after("void", case.status)
        case.closed_at = unit.now
        await deadline_rows.meet(unit, case.id, deadline_rows.ACKNOWLEDGE, deadline_rows.HANDLE, deadline_rows.REDO)
        unit.record("bot", "case.void", found.case.subject, reason="withdrawn")
        await alerts.withdraw_queued(unit, found.case)
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    return Own(found.appeal, facts, found.answer)


async def remind(unit: Unit, actor: Actor, appeal_id: int) -> bool:
    """催办: the responsible staff are alerted again. False when they were, a short while ago."""
    found = await own(unit, actor, appeal_id)
    if not found.case.open:
        raise RefusedError("not_open")
    case = await lock_case(unit, found.case.id)
    unit.record(actor.signature, "case.reminded", found.case.subject)
    if case.reminded_at is not None and unit.now - case.reminded_at < REMINDER_PAUSE:
        return False
    case.reminded_at = unit.now
    post = unit.office.post(case.owner_post) or unit.office.duty_post
    key = f"reminded:{unit.now.timestamp():.0f}"
    await alerts.alert_posts(unit, found.case, (post,), key=key, headline="reminded")
    return True


async def again(unit: Unit, actor: Actor, appeal_id: int) -> tuple[Own, bool]:
    """又发生了: one more occurrence on the case; a closed or answered one is opened again. False when the same person
    has just said so: then nothing is counted."""
    found = await own(unit, actor, appeal_id)
    case = await lock_case(unit, found.case.id)
    if case.status == Status.VOID:
        raise RefusedError("not_open")
    if await _told_lately(unit, appeal_id):
        return found, False
    await unit.session.execute(insert(Occurrence).values(case_id=case.id, appeal_id=appeal_id, happened_at=unit.now))
    case.occurrences += 1
    case.last_appeal_at = unit.now
    unit.record(actor.signature, "case.occurred_again", found.case.subject, occurrences=case.occurrences)
    if case.status not in OPEN:
        facts = await callback.reopen(unit, case, actor.signature, reason="again")
    else:
        facts = CaseFacts.of(case)
        await alerts.refresh(unit, facts)
    return Own(found.appeal, facts, found.answer), True


async def _told_lately(unit: Unit, appeal_id: int) -> bool:
    last = await unit.session.scalar(select(func.max(Occurrence.happened_at)).where(Occurrence.appeal_id == appeal_id))
    return last is not None and unit.now - last < AGAIN_PAUSE


async def add(unit: Unit, actor: Actor, triage: Triage, appeal_id: int, incoming: Incoming) -> Own:
    """补充: more words or files; whoever works on the case gets them, without the author's account.

    Words of danger raise the case, alert everybody up the chain, and tell the author whom to call.
    """
    found = await own(unit, actor, appeal_id)
    await attach(unit, found.case.id, appeal_id, incoming)
    unit.record(actor.signature, "appeal.extended", f"appeal:{appeal_id}", files=len(incoming.pieces))
    await to_staff(unit, actor, found.case, found.appeal, incoming)
    reading = triage.read(incoming.text, unit.local_now)
    if reading.urgency is not Urgency.EMERGENCY or not found.case.open:
        return found
    case = await lock_case(unit, found.case.id)
    told = Told.read(incoming.text, reading, None, found.appeal.room)
    facts = await raised(unit, case, told, f"danger:{appeal_id}:{unit.now.timestamp():.0f}")
    registered = Registered(appeal_id, facts, joined=False)
    send_receipt(unit, incoming, registered, reading, occasion=f"danger:{incoming.message_id}")
    return Own(found.appeal, facts, found.answer)
