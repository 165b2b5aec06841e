"""Who among the staff may act on a case: whoever holds the responsible post or one that stands above it."""

from complaints.facts import CaseFacts, lock_case
from storage.actors import Actor, RefusedError
from storage.office import Office, Post, Right
from storage.tables import Case
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


def takes_as(office: Office, staff: str, case: CaseFacts) -> Post:
    """The post in which this person takes the case: one they hold, the proposed or responsible one first."""
    held = office.posts_of(staff)
    for wanted in (case.proposed_post, case.owner_post):
        for post in held:
            if post.code == wanted:
                return post
    return held[0]
