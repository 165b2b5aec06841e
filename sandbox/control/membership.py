"""Who comes and goes: members, the bot itself, people who block it, groups that grow or end."""

from sandbox.chats import PRESENT, Chat
from sandbox.control.bodies import MembershipBody, RightsBody
from sandbox.control.describing import chat_state
from sandbox.errors import ControlError
from sandbox.json_types import Json
from sandbox.member_json import member_json
from sandbox.people import Person
from sandbox.posting import post, tell_bot
from sandbox.world import World


def change_membership(world: World, body: MembershipBody) -> Json:
    """The chat as it is afterwards, or the user for a block."""
    if body.blocked is not None:
        if body.user is None or body.chat is not None or body.status is not None:
            raise ControlError("blocked goes with user alone")
        person = world.directory.person(body.user)
        set_blocked(world, person, body.blocked)
        world.events.tell("user", user=person.as_state())
        return person.as_state()
    if body.chat is None:
        raise ControlError("chat is missing")
    chat = world.directory.chat(body.chat)
    if chat.type == "private":
        raise ControlError("a private chat has no members to change: use blocked")
    if chat.deleted or chat.migrated_to:
        raise ControlError("this chat is gone")
    if body.migrate:
        chat = migrate(world, chat)
    elif body.deleted:
        chat.deleted = True
    else:
        _set_status(world, chat, body)
    world.events.tell("chat", chat_id=chat.id)
    return chat_state(world, chat)


def _set_status(world: World, chat: Chat, body: MembershipBody) -> None:
    if body.status is None or body.user is None:
        raise ControlError("give user and status, or migrate, or deleted")
    if body.rights is not None and body.status != "administrator":
        raise ControlError("rights go with status administrator")
    if body.user == "bot" or world.directory.ident(body.user) == world.bot.id:
        actor = world.directory.person(body.by) if body.by is not None else None
        set_bot_status(world, chat, body.status, actor, body.rights)
        return
    if body.rights is not None:
        raise ControlError("rights are for the bot: what a person may do is not modelled")
    _set_user_status(world, chat, world.directory.person(body.user), body)


def set_blocked(world: World, person: Person, blocked: bool) -> None:
    """The bot hears of it once the two have spoken."""
    if person.blocked == blocked:
        return
    person.blocked = blocked
    chat = world.directory.chats[person.id]
    if chat.opened:
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        members = member_json(world.bot.as_user(), statuses[0]), member_json(world.bot.as_user(), statuses[1])
        _tell_change(world, "my_chat_member", chat, person.as_user(), members)


def set_bot_status(
    world: World, chat: Chat, status: str, actor: Person | None = None, rights: RightsBody | None = None
) -> None:
    """`actor` is who did it; nobody named: the first administrator, or the first member."""
    if status == "creator":
        raise ControlError("a bot never is a group's creator")
    old, old_rights = chat.bot_status, chat.bot_rights
    new_rights = rights.model_dump() if rights is not None else {}
    if old == status and (rights is None or old_rights == new_rights):
        return
    by = _actor(world, chat, actor)
    bot = world.bot.as_user()
    was_there = chat.has_bot
    chat.bot_status, chat.bot_rights = status, new_rights
    members = member_json(bot, old, old_rights), member_json(bot, status, new_rights)
    _tell_change(world, "my_chat_member", chat, by, members)
    if chat.is_group and was_there != chat.has_bot:
        came = chat.has_bot
        message = post(world, chat, {"new_chat_members": [bot]} if came else {"left_chat_member": bot}, sender=by)
        if came:
            tell_bot(world, "message", message)


def _actor(world: World, chat: Chat, actor: Person | None) -> Json:
    if actor is not None:
        return actor.as_user()
    people = world.directory.people
    present = sorted(filter(chat.has, chat.members), key=lambda each: not chat.is_admin(each))
    if not present:
        raise ControlError("nobody is in the chat who could do this: name one with by")
    return people[present[0]].as_user()


def _set_user_status(world: World, chat: Chat, person: Person, body: MembershipBody) -> None:
    old, new = chat.members.get(person.id, "left"), body.status or "left"
    if old == new:
        return
    chat.members[person.id] = new
    by = world.directory.person(body.by).as_user() if body.by is not None else person.as_user()
    if chat.bot_status == "administrator":
        members = member_json(person.as_user(), old), member_json(person.as_user(), new)
        _tell_change(world, "chat_member", chat, by, members)
    if chat.is_group and (old in PRESENT) != (new in PRESENT):
        user = person.as_user()
        message = post(
            world, chat, {"new_chat_members": [user]} if new in PRESENT else {"left_chat_member": user}, sender=by
        )
        if chat.has_bot:
            tell_bot(world, "message", message)


def _tell_change(world: World, kind: str, chat: Chat, by: Json, members: tuple[Json, Json]) -> None:
    change = {
        "chat": world.directory.as_chat(chat),
        "from": by,
        "date": world.clock.unix(),
        "old_chat_member": members[0],
        "new_chat_member": members[1],
    }
    world.updates.add(kind, change, ("chat", chat.id))


def migrate(world: World, old: Chat) -> Chat:
    """The group becomes a supergroup with a new id; both chats say so, and the old id stays a dead end."""
    if old.type != "group":
        raise ControlError("only a basic group can become a supergroup")
    # Refused before the new group exists: nothing is left of a migration that can't be done.
    by = _actor(world, old, None)
    new = Chat(
        id=world.directory.new_chat_id("supergroup"),
        type="supergroup",
        title=old.title,
        bot_status=old.bot_status,
        bot_rights=dict(old.bot_rights),
        members=dict(old.members),
    )
    world.directory.add_chat(new)
    left = post(world, old, {"migrate_to_chat_id": new.id}, sender=by)
    came = post(world, new, {"migrate_from_chat_id": old.id}, sender=by, sender_chat=new.as_chat())
    if old.handle:
        world.directory.unname(old.handle)
        world.directory.name(old.handle, new.id)
        new.handle, old.handle = old.handle, None
    old.migrated_to = new.id
    if old.has_bot:
        tell_bot(world, "message", left)
        tell_bot(world, "message", came)
    world.events.tell("chat", chat_id=old.id)
    return new
