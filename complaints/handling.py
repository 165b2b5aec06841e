"""办理: what the holder of a case may do. Rights and state are checked here, on every press and command."""

from sqlalchemy import ColumnElement, String, cast, exists, func, literal, select

from complaints import alerts, callback, deadline_rows, regrading, relay
from complaints.facts import CaseFacts, lock_case, telling_appeal
from complaints.incoming import Incoming
from complaints.lengths import units
from complaints.messages.answer import answer_card, taken_card
from complaints.permission import has_card, locked, may_handle, must_handle, takes_as
from complaints.workflow import OPEN, Status, after
from storage.actors import Actor, RefusedError
from storage.numbers import number_of
from storage.office import Right
from storage.tables import Appeal, Case, OutboxRow
from storage.unit import Lane, Outgoing, Unit

LISTED = 20
# In UTF-16 units. With the words around it, an answer fits one message (Telegram takes 4096).
ANSWER_UNITS = 3000


async def acknowledge(unit: Unit, actor: Actor, case_id: int) -> CaseFacts:
    """接单, also of a case that was handed over: the taker's post is responsible from now on; where somebody above
    takes it, the post stays and only the person changes.

    Two presses at once: the row is locked, the second finds it taken and is told by whom, also where the taker's post
    has nothing to do with theirs.
    """
    staff = actor.must_be_staff()
    case = await lock_case(unit, case_id)
    facts = CaseFacts.of(case)
    mine = may_handle(unit.office, staff, facts)
    if mine or await has_card(unit, actor, case_id):
        _must_be_free(unit, staff, facts, handed_over=mine and case.proposed_post is not None)
    must_handle(unit, actor, facts)
    case.status = after("accept" if case.proposed_post else "acknowledge", case.status)
    case.owner_post = takes_as(unit.office, staff, facts)
    case.owner_staff = staff
    case.proposed_post = None
    case.acknowledged_at = case.acknowledged_at or unit.now
    await deadline_rows.meet(unit, case_id, deadline_rows.ACKNOWLEDGE)
    unit.record(actor.signature, "case.acknowledged", facts.subject, post=case.owner_post)
    await unit.session.flush()
    taken = CaseFacts.of(case)
    await alerts.refresh(unit, taken)
    for appeal, chat_id in await relay.voices(unit, case_id):
        card = taken_card(unit.office, unit.now, appeal, taken)
        key = f"case:{case_id}:taken:{chat_id}"
        unit.send(Outgoing(Lane.REPLY, chat_id, f"appeal:{appeal.id}", "taken", card.to_json(), key=key))
    return taken


def _must_be_free(unit: Unit, staff: str, case: CaseFacts, *, handed_over: bool) -> None:
    """Raises RefusedError for a case that somebody works on and that nobody else was asked to take over."""
    if case.status != Status.IN_PROGRESS or handed_over:
        return
    if case.owner_staff == staff:
        raise RefusedError("already_yours")
    owner, post = unit.office.member(case.owner_staff), unit.office.post(case.owner_post)
    raise RefusedError("taken", name=owner.name if owner else post.name if post else case.owner_post)


async def sort(unit: Unit, actor: Actor, case_id: int, category: str) -> CaseFacts:
    """归类: a person says what an unsorted case is about; it goes to the post that answers for that."""
    case = await locked(unit, actor, case_id)
    if case.status not in OPEN:
        raise RefusedError("wrong_state", action="sort", status=case.status)
    appeal = await telling_appeal(unit, case_id)
    return await regrading.correct(unit, actor, appeal, case, category, regrading.Role.STAFF)


async def resolve(unit: Unit, actor: Actor, case_id: int, incoming: Incoming) -> CaseFacts:
    """办结: what was done goes to every resident behind the case, with the question whether it is solved."""
    case = await locked(unit, actor, case_id)
    facts = CaseFacts.of(case)
    staff = actor.must_be_staff()
    if not incoming.text.strip():
        raise RefusedError("answer_needs_words")
    if units(incoming.text) > ANSWER_UNITS:
        raise RefusedError("words_too_long", limit=ANSWER_UNITS)
    case.status = after("resolve", case.status)
    case.owner_staff = staff
    case.proposed_post = None
    case.acknowledged_at = case.acknowledged_at or unit.now
    case.answered_at = unit.now
    case.answer = incoming.text
    await deadline_rows.meet(unit, case_id, deadline_rows.ACKNOWLEDGE, deadline_rows.HANDLE, deadline_rows.REDO)
    unit.record(actor.signature, "case.answered", facts.subject, files=len(incoming.pieces))
    await unit.session.flush()
    answered = CaseFacts.of(case)
    await alerts.refresh(unit, answered)
    for appeal, chat_id in await relay.voices(unit, case_id):
        for n, card in enumerate(answer_card(unit.office, appeal, incoming)):
            key = f"case:{case_id}:answer:{case.redos}:{chat_id}:{n}"
            unit.send(Outgoing(Lane.REPLY, chat_id, f"appeal:{appeal.id}", "answer", card.to_json(), key=key))
        await callback.ask(unit, case, appeal, chat_id)
    return answered


async def permitted(unit: Unit, actor: Actor, case_id: int) -> CaseFacts:
    """The open case, for a choice that is about to be offered. Raises RefusedError as the act itself would."""
    facts = CaseFacts.of(await locked(unit, actor, case_id))
    if not facts.open:
        raise RefusedError("wrong_state", action="choose", status=facts.status)
    return facts


async def case_of(unit: Unit, appeal_id: int) -> int:
    """The case that an appeal hangs on. Raises RefusedError when there is no such appeal."""
    case_id = await unit.session.scalar(select(Appeal.case_id).where(Appeal.id == appeal_id))
    if case_id is None:
        raise RefusedError("no_such_number", number=number_of(appeal_id))
    return case_id


async def own_cases(unit: Unit, actor: Actor) -> list[CaseFacts]:
    """The open cases of the posts that a person holds, or that were proposed to them, or that they took themselves,
    the most pressing first."""
    rows = await unit.session.scalars(
        select(Case).where(Case.status.in_(OPEN), _own(unit, actor.must_be_staff())).order_by(Case.due_at, Case.id)
    )
    return [CaseFacts.of(row) for row in rows]


async def other_cases(unit: Unit, actor: Actor) -> tuple[list[CaseFacts], int]:
    """Open cases of others that a person may act on and was alerted of (升级); with the right to all cases, all.

    The LISTED most pressing ones, and how many there are.
    """
    staff = actor.must_be_staff()
    others = [Case.status.in_(OPEN), ~_own(unit, staff)]
    if not unit.office.may(staff, Right.ALL_CASES):
        below = [
            post.code
            for post in unit.office.posts
            if set(unit.office.posts_of(staff)) & set(unit.office.chain(post.code))
        ]
        told = exists().where(
            OutboxRow.subject == literal("case:").concat(cast(Case.id, String)),
            OutboxRow.role == "alert",
            OutboxRow.chat_id == actor.telegram_id,
        )
        others += [Case.owner_post.in_(below) | Case.proposed_post.in_(below), told]
    rows = await unit.session.scalars(select(Case).where(*others).order_by(Case.due_at, Case.id).limit(LISTED))
    count = await unit.session.scalar(select(func.count()).select_from(Case).where(*others))
    return [CaseFacts.of(row) for row in rows], count or 0


def _own(unit: Unit, staff: str) -> ColumnElement[bool]:
    posts = [post.code for post in unit.office.posts_of(staff)]
    return (
        Case.owner_post.in_(posts)
        | func.coalesce(Case.proposed_post, "").in_(posts)
        | (func.coalesce(Case.owner_staff, "") == staff)
    )
