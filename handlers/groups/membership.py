"""What happens to the bot itself in a chat: added, thrown out, muted, blocked; a group that becomes a supergroup."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message
from aiogram.types.chat_member_union import ChatMemberUnion

from handlers.chat_filters import GroupMoved, InGroup, InPrivate
from handlers.views import Views
from notices import membership
from storage.actors import Actor
from storage.unit import Unit

OUTSIDE = {ChatMemberStatus.LEFT: "left", ChatMemberStatus.KICKED: "kicked"}


def router() -> Router:
    r = Router(name=__name__)
    r.my_chat_member.register(in_group, InGroup())
    r.my_chat_member.register(in_private, InPrivate())
    r.message.register(moved, GroupMoved())
    return r


async def in_group(event: ChatMemberUpdated, unit: Unit, actor: Actor) -> Views:
    off = why_off(event.new_chat_member)
    if off is not None:
        await membership.shut_out(unit, actor, event.chat.id, off)
    else:
        joined = why_off(event.old_chat_member) in OUTSIDE.values()
        await membership.let_in(unit, actor, event.chat.id, event.chat.title, joined=joined)
    return None


async def in_private(event: ChatMemberUpdated, unit: Unit) -> Views:
    if why_off(event.new_chat_member) is None:
        await membership.unblocked(unit, event.chat.id)
    else:
        await membership.blocked(unit, event.chat.id)
    return None


async def moved(message: Message, unit: Unit, actor: Actor, old: int, new: int) -> Views:
    await membership.moved(unit, actor, old, new)
    return None


def why_off(member: ChatMemberUnion) -> str | None:
    """Why the bot can't write as this member: left, kicked, muted; None when it can."""
    if isinstance(member, ChatMemberRestricted):
        if not member.is_member:
            return "left"
        return None if member.can_send_messages else "muted"
    return OUTSIDE.get(ChatMemberStatus(member.status))
