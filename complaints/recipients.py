"""Whom a message about a case reaches: the accounts of the staff who hold a post, never nobody."""

from collections.abc import Iterable

from sqlalchemy import select

from storage.office import Office, Post
from storage.tables import StaffAccount
from storage.unit import Unit


async def accounts(unit: Unit) -> dict[str, int]:
    """Staff code → Telegram id, of configured staff who have an account now: a few dozen rows."""
    rows = await unit.execute(_PRESENT)
    return {row.staff: row.telegram_id for row in rows if unit.office.member(row.staff)}


def reached(office: Office, posts: Iterable[Post], present: dict[str, int]) -> dict[str, int]:
    """The accounts of those posts' holders, in the order of the posts."""
    return {
        member.code: present[member.code]
        for post in posts
        for member in office.holders(post.code)
        if member.code in present
    }


def responsible(office: Office, post: str, present: dict[str, int]) -> dict[str, int]:
    """The post's holders with an account; where none has one, the next post up that has; at last anybody present."""
    for step in office.chain(post):
        found = reached(office, (step,), present)
        if found:
            return found
    return dict(present)


_PRESENT = select(StaffAccount.staff, StaffAccount.telegram_id).where(StaffAccount.ended_at.is_(None))
