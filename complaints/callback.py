"""回访: three questions after an answer. Silence is not satisfaction, and solved is not satisfied."""

from dataclasses import dataclass

from sqlalchemy import func, insert, select

from complaints import alerts, deadline_rows
from complaints.deadlines import METHOD, later
from complaints.facts import CaseFacts, lock_case
from complaints.messages.answer import questions_card
from complaints.workflow import Status, after
from storage.actors import Actor, RefusedError
from storage.numbers import number_of
from storage.office import Span
from storage.tables import Appeal, Callback, Case, Deadline
from storage.unit import Lane, Outgoing, Unit

QUESTIONS = ("contacted", "solved", "satisfied")
# A redo is answered within three working days (research: 夏阳街道, second handling).
REDO_SPAN = Span.parse("3wd")


@dataclass(frozen=True, slots=True)
class Heard:
    """The answers so far, and what they led to."""

    callback_id: int
    number: str
    contacted: bool | None
    solved: bool | None
    satisfied: bool | None
    status: str

    @property
    def full(self) -> bool:
        return None not in (self.contacted, self.solved, self.satisfied)


async def ask(unit: Unit, case: Case, appeal: Appeal, chat_id: int) -> None:
    """Ask one resident, once for each answer that they get."""
    callback_id = await unit.session.scalar(
        insert(Callback)
        .values(case_id=case.id, resident_id=appeal.resident_id, round=case.redos, asked_at=unit.now)
        .returning(Callback.id)
    )
    assert callback_id is not None
    card = questions_card(Heard(callback_id, appeal.number, None, None, None, case.status))
    subject = f"appeal:{appeal.id}"
    key = f"callback:{callback_id}"
    unit.send(Outgoing(Lane.REPLY, chat_id, subject, "callback", card.to_json(), key=key))


async def answer(unit: Unit, actor: Actor, callback_id: int, question: str, *, yes: bool) -> Heard:
    """One tap on one question. Not solved or not satisfied opens the case again and alerts a higher post, also after
    it was closed. A full and good answer closes it: had a neighbour said otherwise, it would be open again. Whoever
    is silent may still speak, and counts as nothing until then.
    """
    row = await unit.session.get(Callback, callback_id)
    if row is None or row.resident_id != actor.must_be_resident() or question not in QUESTIONS:
        raise RefusedError("not_yours")
    case = await lock_case(unit, row.case_id)
    if case.status not in (Status.ANSWERED, Status.CLOSED) or row.round != case.redos:
        raise RefusedError("callback_over")
    appeal_id = await unit.session.scalar(
        select(func.max(Appeal.id)).where(
            Appeal.case_id == case.id, Appeal.resident_id == row.resident_id, Appeal.withdrawn_at.is_(None)
        )
    )
    if appeal_id is None:
        raise RefusedError("callback_over")  # withdrawn since: nobody would stand behind what is opened again
    setattr(row, question, yes)
    row.answered_at = unit.now
    await unit.session.flush()
    unit.record(actor.signature, "callback.answered", f"case:{case.id}", question=question, yes=yes)
    if not yes and question != "contacted":
        await reopen(unit, case, actor.signature, reason=f"not_{question}")
    elif case.status == Status.ANSWERED and _full(row):
        await _close(unit, case)
    return Heard(row.id, number_of(appeal_id), row.contacted, row.solved, row.satisfied, case.status)


def _full(row: Callback) -> bool:
    return row.contacted is not None and row.solved is True and row.satisfied is True


async def _close(unit: Unit, case: Case) -> None:
    case.status = after("close", case.status)
    case.closed_at = unit.now
    unit.record("bot", "case.closed", f"case:{case.id}", reason="resident_content")
    await unit.session.flush()
    await alerts.refresh(unit, CaseFacts.of(case))


async def reopen(unit: Unit, case: Case, actor: str, reason: str) -> CaseFacts:
    """重办: the same owner, a new deadline, and the next post up is told as well.

    `reason`: not_solved, not_satisfied or again; staff are told which (labels: headline).
    """
    case.status = after("reopen", case.status)
    case.closed_at = None
    case.redos += 1
    case.due_at = later(unit.office, REDO_SPAN, unit.now)
    unit.session.add(
        Deadline(
            case_id=case.id,
            kind=deadline_rows.REDO,
            level=case.redos,
            due_at=case.due_at,
            policy=f"{METHOD}/redo/{REDO_SPAN}",
        )
    )
    unit.record(actor, "case.reopened", f"case:{case.id}", reason=reason, redo=case.redos)
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    chain = unit.office.chain(case.owner_post)[:2]
    await alerts.alert_posts(unit, facts, chain, key=f"reopened:{case.redos}", headline=reason)
    return facts
