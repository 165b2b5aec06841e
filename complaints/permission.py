"""Who among the staff may act on a case: whoever holds the responsible post or one that stands above it."""

from sqlalchemy import select

from complaints.facts import CaseFacts, lock_case
from storage.actors import Actor, RefusedError
from storage.office import Office, Right
from storage.tables import Case, OutboxRow
from storage.unit import Unit


def may_handle(office: Office, staff: str, case: CaseFacts) -> bool:
    if office.may(staff, Right.ALL_CASES):
        return True
    posts = {*office.chain(case.owner_post), *(office.chain(case.proposed_post) if case.proposed_post else ())}
    return any(post in posts for post in office.posts_of(staff))


def must_handle(unit: Unit, actor: Actor, case: CaseFacts) -> str:
    """The staff code. Raises RefusedError for residents and for staff of other posts."""
    staff = actor.must_be_staff()
    if not may_handle(unit.office, staff, case):
        raise RefusedError("not_your_case", number=case.number)
    return staff


async def locked(unit: Unit, actor: Actor, case_id: int) -> Case:
    """The case, kept from others until this unit ends, for staff who may act on it.

    Raises RefusedError; whoever is not staff does not even learn whether there is such a case.
    """
    actor.must_be_staff()
    case = await lock_case(unit, case_id)
    must_handle(unit, actor, CaseFacts.of(case))
    return case


async def has_card(unit: Unit, actor: Actor, case_id: int) -> bool:
    """Whether this person was alerted of the case once, whosever it is now."""
    found = await unit.session.scalar(
        select(OutboxRow.id)
        .where(
            OutboxRow.subject == f"case:{case_id}", OutboxRow.role == "alert", OutboxRow.chat_id == actor.telegram_id
        )
        .limit(1)
    )
    return found is not None


def takes_as(office: Office, staff: str, case: CaseFacts) -> str:
    """The code of the post that is responsible once this person takes the case.

    The proposed one for who holds it. Else the responsible one stays, also when somebody above takes the work: its
    holders keep the case that was theirs.
    """
    held = {post.code for post in office.posts_of(staff)}
    return case.proposed_post if case.proposed_post is not None and case.proposed_post in held else case.owner_post
