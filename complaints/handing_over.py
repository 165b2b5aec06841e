"""转办 and 退单: another post is asked to take a case. Until it accepts, the present one stays responsible."""

from sqlalchemy import select

from complaints import alerts
from complaints.facts import CaseFacts, Told, telling_appeal
from complaints.permission import locked
from complaints.recipients import accounts, responsible
from complaints.workflow import after
from storage.actors import Actor, RefusedError
from storage.office import Post
from storage.tables import Case, LedgerEntry
from storage.unit import Unit

# 退单 needs one of these reasons (research: the standard three, and other).
RETURN_REASONS = ("place", "power", "overlap", "other")
TRANSFERRED, RETURNED = "case.transferred", "case.returned"


async def propose(unit: Unit, actor: Actor, case_id: int, post_code: str) -> CaseFacts:
    """转办: another post is asked to take over. Where it is the responsible one (退回原岗位), nobody is any more."""
    case = await locked(unit, actor, case_id)
    after("transfer", case.status)
    post = unit.office.post(post_code)
    if post is not None and post.code == case.owner_post and case.proposed_post is not None:
        return await _take_off(unit, actor, case)
    if post is None or post.code == case.owner_post:
        raise RefusedError("no_such_post")
    return await _ask(unit, actor, case, post, action=TRANSFERRED, headline="proposed")


async def give_back(unit: Unit, actor: Actor, case_id: int, reason: str) -> CaseFacts:
    """退单 with a reason, which the alert names: the next post up decides. Once only, until it has."""
    case = await locked(unit, actor, case_id)
    if reason not in RETURN_REASONS:
        raise RefusedError("no_such_reason")
    post = _decides(unit, actor, case)
    headline = f"returned_{reason}"
    return await _ask(unit, actor, case, post, action=RETURNED, headline=headline, reason=reason)


async def decline(unit: Unit, actor: Actor, case_id: int) -> CaseFacts | None:
    """退单 by a post that is only asked to take over: the question is off, and who asked is told.

    None for those whose case it is: from them a reason is needed. Raises RefusedError as give_back would.
    """
    case = await locked(unit, actor, case_id)
    after("return", case.status)
    held = {post.code for post in unit.office.posts_of(actor.must_be_staff())}
    if case.proposed_post in held and case.owner_post not in held:
        return await _take_off(unit, actor, case)
    _decides(unit, actor, case)
    return None


def _decides(unit: Unit, actor: Actor, case: Case) -> Post:
    """The next post up from the responsible one that is not the person's own."""
    after("return", case.status)
    asked = unit.office.post(case.proposed_post or "")
    if asked is not None:
        raise RefusedError("still_undecided", post=asked.name)
    held = unit.office.posts_of(actor.must_be_staff())
    above = [post for post in unit.office.chain(case.owner_post)[1:] if post not in held]
    if not above:
        raise RefusedError("nobody_above")
    return above[0]


async def _ask(
    unit: Unit, actor: Actor, case: Case, post: Post, *, action: str, headline: str, **payload: str
) -> CaseFacts:
    case.proposed_post = post.code
    unit.record(actor.signature, action, f"case:{case.id}", to=post.code, **payload)
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    key = f"{headline}:{post.code}:{unit.now.timestamp():.0f}"
    await alerts.alert_posts(unit, facts, (post,), key=key, headline=headline)
    return facts


async def _take_off(unit: Unit, actor: Actor, case: Case) -> CaseFacts:
    """Nobody is asked any more; who asked and who works on the case are told, or the post's holders."""
    asked, proposal = case.proposed_post, await _proposal(unit, case)
    case.proposed_post = None
    unit.record(actor.signature, TRANSFERRED, f"case:{case.id}", to=case.owner_post, off=asked)
    await unit.session.flush()
    facts = CaseFacts.of(case)
    await alerts.refresh(unit, facts)
    present = await accounts(unit)
    asker = proposal.actor.removeprefix("staff:") if proposal is not None else ""
    people = {staff: present[staff] for staff in (asker, case.owner_staff) if staff in present}
    people = people or responsible(unit.office, case.owner_post, present)
    people.pop(actor.must_be_staff(), None)
    headline = "return_refused" if proposal is not None and proposal.action == RETURNED else "declined"
    told = Told.of(await telling_appeal(unit, case.id))
    alerts.send_alert(unit, facts, told, people, key=f"off:{unit.now.timestamp():.0f}", headline=headline)
    return facts


async def _proposal(unit: Unit, case: Case) -> LedgerEntry | None:
    """The ledger's entry of who asked last, and how."""
    return await unit.session.scalar(
        select(LedgerEntry)
        .where(LedgerEntry.subject == f"case:{case.id}", LedgerEntry.action.in_((TRANSFERRED, RETURNED)))
        .order_by(LedgerEntry.id.desc())
        .limit(1)
    )


async def returns(unit: Unit, case_id: int) -> list[LedgerEntry]:
    """Every 退单 of a case, oldest first: who, when, and for which reason (in its payload)."""
    rows = await unit.session.scalars(
        select(LedgerEntry)
        .where(LedgerEntry.subject == f"case:{case_id}", LedgerEntry.action == RETURNED)
        .order_by(LedgerEntry.id)
    )
    return list(rows)
