"""办理: what the holder of a case may do. Rights and state are checked here, on every press and command."""

from dataclasses import dataclass

from sqlalchemy import select

from complaints import alerts, callback, deadline_rows, regrading, relay
from complaints.facts import CaseFacts, first_appeal
from complaints.incoming import Incoming
from complaints.messages.answer import answer_card, taken_card
from complaints.permission import locked, may_handle, takes_as
from complaints.workflow import OPEN, Status, after
from storage.actors import Actor, RefusedError
from storage.numbers import number_of
from storage.office import Post
from storage.tables import Addition, Appeal, Case
from storage.unit import Lane, Outgoing, Unit

LISTED = 20
# With the words around it, an answer fits one message (Telegram takes 4096 characters).
ANSWER_CHARACTERS = 3000
# 退单 needs one of these reasons (research: the standard three, and other).
RETURN_REASONS = ("place", "power", "overlap", "other")


@dataclass(frozen=True, slots=True)
class Opened:
    """A case with everything that its handler may see."""

    case: CaseFacts
    appeals: list[Appeal]
    words: list[Addition]
    files: list[tuple[str, str]]


async def acknowledge(unit: Unit, actor: Actor, case_id: int) -> CaseFacts:
    """接单, also of a case that was handed over: the taker's post is responsible from now on.

    Two presses at once: the row is locked, the second finds it taken and is told by whom.
    """
    case = await locked(unit, actor, case_id)
    facts = CaseFacts.of(case)
    staff = actor.must_be_staff()
    if case.status == Status.IN_PROGRESS and case.proposed_post is None:
        owner = unit.office.member(case.owner_staff)
        raise RefusedError("already_yours" if case.owner_staff == staff else "taken", name=owner.name if owner else "")
    case.status = after("accept" if case.proposed_post else "acknowledge", case.status)
    case.owner_post = takes_as(unit.office, staff, facts).code
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


async def propose(unit: Unit, actor: Actor, case_id: int, post_code: str) -> tuple[CaseFacts, Post]:
    """转办: another post is asked to take over; the present one stays responsible until it does."""
    case = await locked(unit, actor, case_id)
    after("transfer", case.status)
    post = unit.office.post(post_code)
    if post is None or post.code == case.owner_post:
        raise RefusedError("no_such_post")
    return await _ask(unit, actor, case, post, action="case.transferred", headline="proposed"), post


async def give_back(unit: Unit, actor: Actor, case_id: int, reason: str) -> tuple[CaseFacts, Post]:
    """退单 with a reason: the next post up decides; the present one stays responsible until somebody takes over."""
    case = await locked(unit, actor, case_id)
    after("return", case.status)
    if reason not in RETURN_REASONS:
        raise RefusedError("no_such_reason")
    chain = unit.office.chain(case.owner_post)
    post = chain[1] if len(chain) > 1 else unit.office.duty_post
    return await _ask(unit, actor, case, post, action="case.returned", headline="returned", reason=reason), post


async def _ask(
    unit: Unit, actor: Actor, case: Case, post: Post, *, action: str, headline: str, **payload: str
) -> CaseFacts:
    case.proposed_post = post.code
    unit.record(actor.signature, action, f"case:{case.id}", to=post.code, **payload)
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    await alerts.alert_posts(
        unit, facts, (post,), key=f"{headline}:{post.code}:{unit.now.timestamp():.0f}", headline=headline
    )
    return facts


async def sort(unit: Unit, actor: Actor, case_id: int, category: str) -> CaseFacts:
    """归类: a person says what an unsorted case is about; it goes to the post that answers for that."""
    case = await locked(unit, actor, case_id)
    if case.status not in OPEN:
        raise RefusedError("wrong_state", action="sort", status=case.status)
    return await regrading.correct(unit, actor, await first_appeal(unit, case_id), case, category, decides=True)


async def resolve(unit: Unit, actor: Actor, case_id: int, incoming: Incoming) -> CaseFacts:
    """办结: what was done goes to every resident behind the case, with the question whether it is solved."""
    case = await locked(unit, actor, case_id)
    facts = CaseFacts.of(case)
    staff = actor.must_be_staff()
    if not incoming.text.strip():
        raise RefusedError("answer_needs_words")
    if len(incoming.text) > ANSWER_CHARACTERS:
        raise RefusedError("words_too_long", limit=ANSWER_CHARACTERS)
    case.status = after("resolve", case.status)
    case.owner_staff = staff
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


async def open_case(unit: Unit, actor: Actor, case_id: int) -> Opened:
    """详情, unmasked, for those who handle the case; that they looked is a ledger entry."""
    case = CaseFacts.of(await locked(unit, actor, case_id))
    unit.record(actor.signature, "case.opened", case.subject)
    appeals = await unit.session.scalars(select(Appeal).where(Appeal.case_id == case_id).order_by(Appeal.id))
    words = await unit.session.scalars(select(Addition).where(Addition.case_id == case_id).order_by(Addition.id))
    return Opened(case, list(appeals), list(words), await alerts.files_of(unit, case_id))


async def case_of(unit: Unit, appeal_id: int) -> int:
    """The case that an appeal hangs on. Raises RefusedError when there is no such appeal."""
    case_id = await unit.session.scalar(select(Appeal.case_id).where(Appeal.id == appeal_id))
    if case_id is None:
        raise RefusedError("no_such_number", number=number_of(appeal_id))
    return case_id


async def own_cases(unit: Unit, actor: Actor) -> list[CaseFacts]:
    """The open cases of the posts that a person holds, or that were proposed to them, the most pressing first."""
    staff = actor.must_be_staff()
    posts = [post.code for post in unit.office.posts_of(staff)]
    rows = await unit.session.scalars(
        select(Case)
        .where(Case.status.in_(OPEN), Case.owner_post.in_(posts) | Case.proposed_post.in_(posts))
        .order_by(Case.due_at)
        .limit(LISTED)
    )
    return [facts for facts in map(CaseFacts.of, rows) if may_handle(unit.office, staff, facts)]
