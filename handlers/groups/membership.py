"""What happens to the bot itself in a chat: added, thrown out, muted, blocked; a group that becomes a supergroup."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message
from aiogram.types.chat_member_union import ChatMemberUnion

from handlers.views import Views
from notices import membership
from storage.actors import Actor
from storage.unit import Unit

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
OUTSIDE = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}


def router() -> Router:
    r = Router(name=__name__)
    r.my_chat_member.register(in_group, F.chat.type.in_(GROUPS))
    r.my_chat_member.register(in_private, F.chat.type == ChatType.PRIVATE)
    r.message.register(migrated_to, F.migrate_to_chat_id)
    r.message.register(migrated_from, F.migrate_from_chat_id)
    return r


async def in_group(event: ChatMemberUpdated, unit: Unit, actor: Actor) -> Views:
    joined = _off(event.old_chat_member) in OUTSIDE
    off = _off(event.new_chat_member)
    await membership.group_changed(unit, actor, event.chat.id, event.chat.title, off, joined=joined)
    return None


async def in_private(event: ChatMemberUpdated, unit: Unit) -> Views:
    await membership.person_changed(unit, event.chat.id, blocked=_off(event.new_chat_member) is not None)
    return None


def _off(member: ChatMemberUnion) -> str | None:
    """Why the bot can't write as this member: left, kicked, muted; None when it can."""
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return str(ChatMemberStatus.LEFT.value)
        return None if member.can_send_messages else "muted"
    return str(ChatMemberStatus(member.status).value) if member.status in OUTSIDE else None
