"""邀请: a one-time link makes a Telegram account the account of a member of staff."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import update

from storage.actors import Actor, RefusedError
from storage.office import Right, StaffMember
from storage.tables import Invite, StaffAccount
from storage.unit import Unit

# 24 bytes are 32 characters of base64url; with its prefix well under the 64 of a start parameter.
TOKEN_BYTES = 24


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


async def issue(unit: Unit, issued_by: str, staff: str) -> str:
    """A token for one member of staff. It is returned once and kept as a hash only. Raises RefusedError."""
    if unit.office.member(staff) is None:
        raise RefusedError("no_such_staff", staff=staff)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    expires_at = unit.now + timedelta(hours=unit.office.limits.invite_hours)
    unit.session.add(
        Invite(token_hash=_hash(token), staff=staff, issued_by=issued_by, issued_at=unit.now, expires_at=expires_at)
    )
    unit.record(issued_by, "staff.invited", f"staff:{staff}")
    return token


async def issue_by(unit: Unit, actor: Actor, staff: str) -> str:
    """As `issue`, by a person in chat who must have the right to."""
    actor.must_have(Right.INVITE, unit)
    return await issue(unit, actor.signature, staff)


async def redeem(unit: Unit, actor: Actor, token: str) -> StaffMember:
    """Use up a link: one statement decides, so that of two people with the same link one gets in.

    A member of staff has one account: an older one ends. Raises RefusedError for a link that is unknown, used or too
    old, and for somebody else's: the one who opens it stays who they are, and the link stays good.
    """
    used = await unit.session.execute(
        update(Invite)
        .where(Invite.token_hash == _hash(token), Invite.used_at.is_(None), Invite.expires_at > unit.now)
        .values(used_at=unit.now, used_by=actor.telegram_id)
        .returning(Invite.staff)
    )
    member = unit.office.member(used.scalar_one_or_none())
    if member is None:
        raise RefusedError("bad_invite")
    if actor.staff not in (None, member.code):
        present = unit.office.member(actor.staff)
        raise RefusedError("invite_of_another", name=member.name, own=present.name if present else "")
    await bind(unit, member.code, actor.telegram_id)
    return member


async def bind(unit: Unit, staff: str, telegram_id: int) -> None:
    """The account is this member's from now on. The ledger entry names whose accounts ended by it."""
    ended = await unit.session.scalars(
        update(StaffAccount)
        .where(
            StaffAccount.ended_at.is_(None),
            (StaffAccount.staff == staff) | (StaffAccount.telegram_id == telegram_id),
        )
        .values(ended_at=unit.now)
        .returning(StaffAccount.staff)
        .execution_options(synchronize_session=False)
    )
    whose = sorted(set(ended))
    unit.session.add(StaffAccount(staff=staff, telegram_id=telegram_id, bound_at=unit.now))
    await unit.session.flush()
    unit.record("bot", "staff.bound", f"staff:{staff}", **({"ended": whose} if whose else {}))
